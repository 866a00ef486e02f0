"""What is painted on a page, read back from the file: text with its place, size and ink; paths and pictures with their boxes.

Coordinates are those of layout: points from the top left corner, y downwards. For tests of whole pages: the smallest type, what lies in
the margins, what overlaps. Read with pikepdf from the operators themselves, so that nothing rests on a renderer's idea of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import pikepdf

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
BLACK = (0.0, 0.0, 0.0)


class PaintedText(NamedTuple):
    """One run of text as it was shown: where its baseline starts, how far it goes, its size in points on the page, and its tag."""

    page: int
    text: str
    x_pt: float
    baseline_pt: float
    width_pt: float
    size_pt: float
    font: str
    ink: tuple[float, ...]
    tag: str
    """The role of the marked content; Artifact; or nothing where it is unmarked."""
    kerns: tuple[float, ...] = ()
    """The adjustments of a TJ, in thousandths, as written."""


class PaintedShape(NamedTuple):
    """A path or picture: the box of its points on the page (control points included), in drawing order with the text."""

    page: int
    kind: str
    """fill, stroke, both, image or text."""
    x_pt: float
    y_pt: float
    width_pt: float
    height_pt: float
    ink: tuple[float, ...]
    line_width_pt: float
    tag: str


def read_text_lines(data: bytes) -> list[PaintedText]:
    """Every run of text, page by page, in painting order."""
    return [item for item in read_painted(data) if isinstance(item, PaintedText)]


def read_shapes(data: bytes) -> list[PaintedShape]:
    """Every path and image, page by page, in painting order; drawings shown with Do are read to their paths."""
    return [item for item in read_painted(data) if isinstance(item, PaintedShape)]


def read_painted(data: bytes) -> list[PaintedText | PaintedShape]:
    """Both, in painting order."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return [item for index, page in enumerate(pdf.pages) for item in _Reader(index, page).read()]


def times(one: Matrix, other: Matrix) -> Matrix:
    """`one`, then `other`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


class _Font(NamedTuple):
    name: str
    chars: dict[int, str]
    widths: dict[int, float]


class _State(NamedTuple):
    matrix: Matrix = UNIT
    fill: tuple[float, ...] = BLACK
    stroke: tuple[float, ...] = BLACK
    width: float = 1.0
    clip: tuple[float, float, float, float] | None = None
    font: str = ""
    size: float = 0.0


class _Reader:
    def __init__(self, index: int, page: pikepdf.Page) -> None:
        self.index = index
        self.page = page
        self.height = float(page.MediaBox[3])
        self.state = _State()
        self.saved: list[_State] = []
        self.tags: list[str] = []
        self.fonts: dict[str, _Font] = {}
        self.text_matrix = self.line_matrix = UNIT

    def read(self) -> Iterator[PaintedText | PaintedShape]:
        yield from self._content(self.page, self.page.Resources)
        assert not self.tags
        assert not self.saved

    def _content(self, source: object, resources: pikepdf.Dictionary) -> Iterator[PaintedText | PaintedShape]:
        points: list[tuple[float, float]] = []
        clipping = False
        for operands, operator in pikepdf.parse_content_stream(source):  # type: ignore[arg-type]
            name = str(operator)
            if name in _PATH:
                points += self._points(name, [float(value) for value in operands])
            elif name in _PAINT:
                yield self._shape(_PAINT[name], points)
                points = []
            elif name == "W":
                clipping = True
            elif name == "n":
                if clipping:
                    self.state = self.state._replace(clip=_box(points))
                points, clipping = [], False
            elif name == "Do":
                yield from self._do(resources.XObject[str(operands[0])])
            elif name in {"Tj", "TJ"}:
                yield self._text(operands[0] if name == "TJ" else [operands[0]])
            else:
                self._set(name, operands, resources)

    def _points(self, name: str, values: list[float]) -> list[tuple[float, float]]:
        if name == "re":
            x, y, width, height = values
            values = [x, y, x + width, y, x, y + height, x + width, y + height]
        a, b, c, d, e, f = self.state.matrix
        return [(a * x + c * y + e, b * x + d * y + f) for x, y in zip(values[::2], values[1::2], strict=True)]

    def _shape(self, kind: str, points: list[tuple[float, float]]) -> PaintedShape:
        left, bottom, right, top = _box(points)
        if self.state.clip is not None:
            clip = self.state.clip
            left, bottom, right, top = max(left, clip[0]), max(bottom, clip[1]), min(right, clip[2]), min(top, clip[3])
        a, b, c, d = self.state.matrix[:4]
        scale = abs(a * d - b * c) ** 0.5
        ink = self.state.stroke if kind == "stroke" else self.state.fill
        return PaintedShape(
            self.index, kind, left, self.height - top, right - left, top - bottom, ink, self.state.width * scale, self._tag()
        )

    def _do(self, xobject: pikepdf.Object) -> Iterator[PaintedText | PaintedShape]:
        before = self.state
        if xobject.Subtype == "/Image":
            yield self._shape("image", self._points("re", [0, 0, 1, 1]))
            return
        if "/Matrix" in xobject:
            own: Matrix = tuple(float(value) for value in xobject.Matrix)  # type: ignore[assignment]
            self.state = before._replace(matrix=times(own, before.matrix))
        yield from self._content(xobject, xobject.get("/Resources", pikepdf.Dictionary()))
        self.state = before

    def _set(self, name: str, operands: list[object], resources: pikepdf.Dictionary) -> None:
        values = [float(value) for value in operands if isinstance(value, (int, float)) or type(value).__name__ == "Decimal"]  # type: ignore[arg-type]
        if name == "q":
            self.saved.append(self.state)
        elif name == "Q":
            self.state = self.saved.pop()
        elif name == "cm":
            self.state = self.state._replace(matrix=times(tuple(values), self.state.matrix))  # type: ignore[arg-type]
        elif name in {"g", "rg"}:
            self.state = self.state._replace(fill=tuple(values * 3)[:3])
        elif name in {"G", "RG"}:
            self.state = self.state._replace(stroke=tuple(values * 3)[:3])
        elif name == "gs":
            self._set("w", [resources.ExtGState[str(operands[0])].LW], resources)
        elif name == "w":
            self.state = self.state._replace(width=values[0])
        elif name == "Tf":
            self.state = self.state._replace(font=str(operands[0]), size=values[0])
            self._load(str(operands[0]), resources)
        elif name == "BT":
            self.text_matrix = self.line_matrix = UNIT
        elif name == "Td":
            self.text_matrix = self.line_matrix = times((1, 0, 0, 1, values[0], values[1]), self.line_matrix)
        elif name == "Tm":
            self.text_matrix = self.line_matrix = tuple(values)  # type: ignore[assignment]
        elif name in {"BMC", "BDC"}:
            self.tags.append(str(operands[0])[1:])
        elif name == "EMC":
            self.tags.pop()
        elif name not in _IGNORED:
            raise ValueError(f"an operator that this reader does not know: {name}")

    def _load(self, name: str, resources: pikepdf.Dictionary) -> None:
        if name not in self.fonts:
            font = resources.Font[name]
            cmap = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
            chars = {
                int(code, 16): bytes.fromhex(char).decode("utf-16-be")
                for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL)
                for code, char in re.findall(r"<(\w+)>\s*<(\w+)>", block)
            }
            widths = {int(font.FirstChar) + index: float(width) for index, width in enumerate(font.Widths)}
            self.fonts[name] = _Font(str(font.BaseFont)[1:].partition("+")[2], chars, widths)

    def _text(self, parts: object) -> PaintedText:
        font, size = self.fonts[self.state.font], self.state.size
        text, kerns, units = "", [], 0.0
        for part in parts:  # type: ignore[attr-defined]
            if isinstance(part, pikepdf.String):
                codes = bytes(part)
                text += "".join([font.chars[code] for code in codes])
                units += sum([font.widths[code] for code in codes])
            else:
                kerns.append(float(part))
                units -= float(part)
        start = times(self.text_matrix, self.state.matrix)
        scale = (start[2] ** 2 + start[3] ** 2) ** 0.5
        across = (start[0] ** 2 + start[1] ** 2) ** 0.5
        advance = units * size / 1000
        self.text_matrix = times((1, 0, 0, 1, advance, 0), self.text_matrix)
        return PaintedText(
            self.index,
            text,
            start[4],
            self.height - start[5],
            advance * across,
            size * scale,
            font.name,
            self.state.fill,
            self._tag(),
            tuple(kerns),
        )

    def _tag(self) -> str:
        return self.tags[-1] if self.tags else ""


_PATH = {"m", "l", "c", "v", "y", "re", "h"}
_PAINT = {"f": "fill", "f*": "fill", "F": "fill", "S": "stroke", "s": "stroke", "B": "both", "B*": "both", "b": "both", "b*": "both"}
_IGNORED = {"J", "j", "d", "M", "i", "ri", "gs", "ET"}


def _box(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)
