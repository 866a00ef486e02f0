"""Laid pages as Typst markup: the same words in the same order and sizes, the same figures, tables, lists and links, for Typst to set anew.

Frames are walked by role. Words are handed over as paragraphs, not as lines, so Typst breaks them itself. A figure is what a person would
write: the drawing as an SVG file, one however often it is shown, clipped to its window; over it the marks as a second SVG; over that the
numbers as text. Rules, grounds, running heads (artifacts) and the discs round numbers in lists are not asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from handouts.layout.frame import Frame, Page, Picture, Shape, TextLine, every_frame

Palette = Mapping[str, tuple[float, float, float] | None]

HEAD = """#set document(title: "booklet")
#set page("a4", margin: 12.5mm)
#set text(font: "Atkinson Hyperlegible Next", size: 12pt, lang: "en")
#set par(leading: .45em)
#set table(inset: 2pt)
"""


class Markup:
    """Turns pages into one Typst file. `views` are the drawings' own boxes."""

    def __init__(self, palette: Palette, views: Mapping[str, tuple[float, float, float, float]]) -> None:
        self._palette = palette
        self._views = views
        self.drawings: dict[str, str] = {}
        """The drawings shown, and the names of their files."""
        self.marks: dict[str, str] = {}
        """The marks over figures: files and their contents."""
        self._labels: set[str] = set()

    def document(self, pages: tuple[Page, ...]) -> str:
        """The whole file."""
        self._labels = {frame.anchor for page in pages for frame in every_frame(page.frames) if frame.anchor}
        bodies = ["\n\n".join(self._block(frame) for frame in page.frames) for page in pages]
        return HEAD + "\n#pagebreak()\n".join(bodies)

    def _block(self, frame: Frame) -> str:
        """A frame and what lies in it."""
        role = frame.role
        if role == "Artifact":
            return ""
        if role == "Figure":
            return self._figure(frame)
        if role == "Table":
            return self._table(frame)
        if role == "LI":
            body = [child for child in frame.children if child.role == "LBody"]
            return "- " + " ".join(self._block(child) for child in body)
        text = self._text(frame)
        inner = [made for child in frame.children if (made := self._block(child))]
        if frame.target and text + "".join(inner):
            return self._link(frame, " ".join([text, *inner]))
        if role in {"H1", "H2", "H3"}:
            label = f" <{frame.anchor}>" if frame.anchor in self._labels else ""
            return f"{'=' * int(role[1])} {' '.join([text, *inner])}{label}"
        return "\n\n".join([text, *inner]) if text else "\n\n".join(inner)

    def _link(self, frame: Frame, body: str) -> str:
        if frame.target.startswith("#"):
            return f"#link(<{frame.target[1:]}>)[{body}]" if self._heads(frame.target[1:]) else body
        return f"#link({_string(frame.target)})[{body}]"

    def _heads(self, anchor: str) -> bool:
        """Only headings carry labels."""
        return anchor.startswith("spot-") and anchor in self._labels

    def _text(self, frame: Frame) -> str:
        """The words of a frame's lines, as one paragraph."""
        runs = [run for item in frame.items if isinstance(item, TextLine) for run in item.runs]
        return "".join(f"#text({run.size_pt:g}pt)[{_bold(run.text, run.face)}]" for run in runs)

    def _table(self, frame: Frame) -> str:
        rows = [row for row in every_frame((frame,)) if row.role == "TR"]
        cells = [[self._cell(cell) for cell in row.children if cell.role in {"TH", "TD"}] for row in rows]
        head = f"table.header({', '.join(cells[0])})"
        return f"#table(columns: {len(cells[0])}, {head}, {', '.join(cell for row in cells[1:] for cell in row)})"

    def _cell(self, cell: Frame) -> str:
        return "[" + "\n\n".join(filter(None, [self._text(cell), *(self._block(child) for child in cell.children)])) + "]"

    def _figure(self, frame: Frame) -> str:
        rect = frame.rect
        placed = [self._picture(item, rect.x_pt, rect.y_pt) for item in frame.items if isinstance(item, Picture)]
        shapes = [item for item in frame.items if isinstance(item, Shape)]
        if shapes:
            file = f"marks-{len(self.marks)}.svg"
            self.marks[file] = self._svg(shapes, frame)
            placed.append(f'#place(image("{file}", width: {rect.width_pt:.2f}pt, alt: "marks"))')
        placed += [self._words(item, rect.x_pt, rect.y_pt) for item in frame.items if isinstance(item, TextLine)]
        alt = _string(frame.alt or "figure")
        return f"#figure(alt: {alt}, box(width: {rect.width_pt:.2f}pt, height: {rect.height_pt:.2f}pt)[{''.join(placed)}])"

    def _words(self, line: TextLine, x_pt: float, y_pt: float) -> str:
        return "".join(
            f"#place(dx: {line.x_pt - x_pt:.2f}pt, dy: {line.baseline_pt - y_pt - run.size_pt:.2f}pt, "
            f"text({run.size_pt:g}pt)[{_bold(run.text, run.face)}])"
            for run in line.runs
        )

    def _svg(self, shapes: Sequence[Shape], frame: Frame) -> str:
        rect = frame.rect
        box = f"{rect.x_pt:.2f} {rect.y_pt:.2f} {rect.width_pt:.2f} {rect.height_pt:.2f}"
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{"".join(map(self._path, shapes))}</svg>'

    def _path(self, shape: Shape) -> str:
        fill = _colour(self._palette[shape.fill]) if shape.fill else "none"
        stroke = _colour(self._palette[shape.stroke]) if shape.stroke else "none"
        dash = f' stroke-dasharray="{" ".join(f"{length:.2f}" for length in shape.dash_pt)}"' if shape.dash_pt else ""
        parts = ["Z" if kind == "h" else str(kind).upper() + " ".join(f"{place:.2f}" for place in places) for kind, *places in shape.path]
        return (
            f'<path d="{"".join(parts)}" fill="{fill}" fill-rule="evenodd" stroke="{stroke}" '
            f'stroke-width="{shape.line_width_pt:.2f}" stroke-linecap="round" stroke-linejoin="round"{dash}/>'
        )

    def _picture(self, picture: Picture, x_pt: float, y_pt: float) -> str:
        """A window on a drawing: the whole image placed in a box that clips it."""
        window, (left, top, width, _) = picture.window, picture.view
        scale = window.width_pt / width
        box = self._views[picture.drawing]
        file = self.drawings.setdefault(picture.drawing, re.sub(r"\W", "-", picture.drawing) + ".svg")
        shown = f'image("{file}", width: {box[2] * scale:.2f}pt, alt: "drawing")'
        inner = f"#place(dx: {(box[0] - left) * scale:.2f}pt, dy: {(box[1] - top) * scale:.2f}pt, {shown})"
        clipped = f"box(width: {window.width_pt:.2f}pt, height: {window.height_pt:.2f}pt, clip: true)[{inner}]"
        return f"#place(dx: {window.x_pt - x_pt:.2f}pt, dy: {window.y_pt - y_pt:.2f}pt, {clipped})"


def write_pages(pages: tuple[Page, ...], markup: Markup, folder: Path, svgs: Mapping[str, str]) -> None:
    """page.typ and the drawings it shows; `svgs` by the drawings' names."""
    (folder / "page.typ").write_text(markup.document(pages), encoding="utf-8")
    for drawing, file in markup.drawings.items():
        (folder / file).write_text(svgs[drawing], encoding="utf-8")
    for file, svg in markup.marks.items():
        (folder / file).write_text(svg, encoding="utf-8")


def _bold(text: str, face: str) -> str:
    escaped = re.sub(r"([\\#$*_`<>@\[\]~/=+-])", r"\\\1", text)
    return f"#strong[{escaped}]" if face == "bold" else escaped


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _colour(parts: tuple[float, float, float] | None) -> str:
    if parts is None:
        return "none"
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
