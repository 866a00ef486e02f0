"""The strict reading of SVG behind `drawing.parse_svg`; imported only where a drawing was not compiled.

Enters: bytes. Leaves: view box, paths, problems. Entities and document types are refused before anything is expanded.
"""

from __future__ import annotations

import math

from handouts.dataset.roles import FILL_ROLES, LINE_ROLES, MOST_DEPTH, MOST_PATHS, Path
from handouts.dataset.svg_path import IDENTITY, MOST_COORDINATE, Matrix, PathError, path_operators
from handouts.errors import DatasetError, Diagnostic, Place

_SVG = "http://www.w3.org/2000/svg"
_SILENT = frozenset(("title", "desc", "metadata"))
_EFFECTS = ("clip-path", "mask", "filter")
_SHAPES = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"))


class SvgReader:
    """One file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.view_box = (0.0, 0.0, 0.0, 0.0)
        self.paths: list[Path] = []
        self.problems: list[Diagnostic] = []
        self._matrices: list[Matrix] = []
        self._classes: list[str] = []
        self._tags: list[str] = []
        self._skipping = 0

    def read(self, svg: bytes) -> None:
        """Read the file; problems are collected, a broken file raises."""
        from xml.parsers import expat

        parser = expat.ParserCreate(namespace_separator="}")
        self._parser = parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.EntityDeclHandler = self._refuse_doctype
        try:
            parser.Parse(svg, True)
        except expat.ExpatError as error:
            place = Place(self.file, error.lineno, error.offset + 1)
            raise DatasetError(Diagnostic(place, f"not XML: {expat.ErrorString(error.code)}")) from None
        except (LookupError, ValueError) as error:  # an encoding that is unknown, or of several bytes a letter
            raise DatasetError(Diagnostic(Place(self.file, 1, 1), f"the encoding cannot be read: {error}", "save it as UTF-8")) from None
        if not self.problems and not self.view_box[2]:
            self.problems.append(
                Diagnostic(Place(self.file), "the drawing has no view box", 'give the svg element viewBox="0 0 width height"')
            )

    def _place(self) -> Place:
        return Place(self.file, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _error(self, message: str, hint: str = "") -> None:
        if len(self.problems) < 200:
            self.problems.append(Diagnostic(self._place(), message, hint))

    def _refuse_doctype(self, *_: object) -> None:
        raise DatasetError(Diagnostic(self._place(), "a document type or entity is not allowed", "save as plain SVG"))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition("}")
        if self._skipping or space not in ("", _SVG) or tag in _SILENT:
            self._skipping += 1
            return
        if len(self._matrices) >= MOST_DEPTH:
            raise DatasetError(Diagnostic(self._place(), f"nested more than {MOST_DEPTH} deep"))
        matrix = self._matrices[-1] if self._matrices else IDENTITY
        if "transform" in attributes:
            try:
                matrix = _times(matrix, parse_transform(attributes["transform"]))
            except PathError as error:
                self._error(str(error))
        self._matrices.append(matrix)
        self._classes.append(attributes.get("class", self._classes[-1] if self._classes else ""))
        self._refuse_effects(tag, attributes)
        self._tags.append(tag)
        if "defs" in self._tags[:-1]:
            self._error(f"<{tag}> inside <defs> is not supported", "draw it in place")
        elif tag == "svg" and len(self._tags) == 1:
            self._read_view_box(attributes)
        elif tag in _SHAPES:
            self._shape(tag, attributes, matrix)
        elif tag not in ("g", "defs"):
            self._error(f"<{tag}> is not supported", "use only groups and shapes; turn text and strokes into paths")

    def _refuse_effects(self, tag: str, attributes: dict[str, str]) -> None:
        """What would change the look of a shape and is not drawn is an error, never left out in silence."""
        for key in attributes:
            if key.rpartition("}")[2] == "href":
                self._error(f"<{tag}> refers to something else", "draw it in place")
        style = dict(_declarations(attributes.get("style", "")))
        for effect in _EFFECTS:
            value = style.get(effect, attributes.get(effect, "none")).strip()
            if value != "none":
                self._error(f"<{tag}> has a {effect}", "apply it to the shapes, or remove it")
        if style.get("display", attributes.get("display")) == "none" or style.get("visibility", attributes.get("visibility")) == "hidden":
            self._error(f"<{tag}> is hidden", "delete it: what is hidden would be printed")

    def _end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
            return
        self._tags.pop()
        self._matrices.pop()
        self._classes.pop()

    def _read_view_box(self, attributes: dict[str, str]) -> None:
        parts = attributes.get("viewBox", "").replace(",", " ").split()
        try:
            x, y, width, height = (float(part) for part in parts)
        except ValueError:
            self._error("the view box is not four numbers", 'give viewBox="0 0 width height"')
            return
        if not all(math.isfinite(v) and abs(v) <= MOST_COORDINATE for v in (x, y, width, height)) or width <= 0 or height <= 0:
            self._error("the view box is out of bounds")
            return
        self.view_box = (x, y, width, height)

    def _shape(self, tag: str, attributes: dict[str, str], matrix: Matrix) -> None:
        if len(self.paths) >= MOST_PATHS:
            raise DatasetError(Diagnostic(self._place(), f"more than {MOST_PATHS} shapes", "simplify the drawing"))
        fill = line = ""
        roles = self._classes[-1].split()
        for role in roles:
            if role in FILL_ROLES:
                fill = role
            elif role in LINE_ROLES:
                line = role
            else:
                from handouts.dataset.readers import near

                self._error(f"<{tag}> has the unknown role “{role}”", near(role, FILL_ROLES | LINE_ROLES))
                return
        if not roles:
            self._error(f"<{tag}> has no role", 'give it a class such as class="skin" or class="bone bone-edge"')
            return
        try:
            operators = shape_operators(tag, attributes, matrix)
        except (PathError, ValueError) as error:
            self._error(f"<{tag}>: {error}")
            return
        if operators:
            self.paths.append((fill, line, operators))


def _declarations(style: str) -> list[tuple[str, str]]:
    """Property and value of each declaration of a style attribute."""
    pairs = [part.partition(":") for part in style.split(";") if ":" in part]
    return [(name.strip(), value.strip()) for name, _, value in pairs]


def shape_operators(tag: str, attributes: dict[str, str], matrix: Matrix) -> str:
    """Any of SVG's basic shapes as path operators."""
    if tag == "path":
        return path_operators(attributes.get("d", ""), matrix)

    def get(name: str) -> float:
        value = float(attributes.get(name, "0").removesuffix("px").removesuffix("mm"))
        if not math.isfinite(value) or abs(value) > MOST_COORDINATE:
            raise PathError(f"{name} is out of bounds")
        return value

    if tag == "rect":
        if get("rx") or get("ry"):
            raise PathError("round corners are not supported; turn it into a path")
        x, y, width, height = get("x"), get("y"), get("width"), get("height")
        drawn = f"M{x} {y}H{x + width}V{y + height}H{x}Z"
    elif tag in ("circle", "ellipse"):
        cx, cy = get("cx"), get("cy")
        rx, ry = (get("r"), get("r")) if tag == "circle" else (get("rx"), get("ry"))
        drawn = f"M{cx + rx} {cy}A{rx} {ry} 0 0 1 {cx - rx} {cy}A{rx} {ry} 0 0 1 {cx + rx} {cy}Z"
    elif tag == "line":
        drawn = f"M{get('x1')} {get('y1')}L{get('x2')} {get('y2')}"
    else:
        points = attributes.get("points", "").strip()
        drawn = f"M{points}{'Z' * (tag == 'polygon')}" if points else ""
    return path_operators(drawn, matrix)


def parse_transform(text: str) -> Matrix:
    """The transform attribute (SVG 1.1, 7.6). Raises `PathError`."""
    import re

    matrix = IDENTITY
    rest = re.sub(r"(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^)]*)\)[\s,]*", "", text)
    if rest.strip():
        raise PathError(f"the transform “{text[:40]}” cannot be read")
    for kind, inside in re.findall(r"(\w+)\s*\(([^)]*)\)", text):
        try:
            values = [float(part) for part in inside.replace(",", " ").split()]
        except ValueError:
            raise PathError(f"the transform “{text[:40]}” cannot be read") from None
        if not values or not all(math.isfinite(v) and abs(v) <= MOST_COORDINATE for v in values):
            raise PathError("a transform is out of bounds")
        matrix = _times(matrix, _one_transform(kind, values, text))
    return matrix


def _one_transform(kind: str, values: list[float], text: str) -> Matrix:
    if kind == "matrix" and len(values) == 6:
        return (values[0], values[1], values[2], values[3], values[4], values[5])
    if kind == "translate":
        return (1, 0, 0, 1, values[0], values[1] if len(values) > 1 else 0)
    if kind == "scale":
        return (values[0], 0, 0, values[-1], 0, 0)
    if kind == "rotate":
        cos, sin = math.cos(math.radians(values[0])), math.sin(math.radians(values[0]))
        turn: Matrix = (cos, sin, -sin, cos, 0, 0)
        if len(values) == 3:
            x, y = values[1:]
            return _times(_times((1, 0, 0, 1, x, y), turn), (1, 0, 0, 1, -x, -y))
        return turn
    if kind in ("skewX", "skewY"):
        slope = math.tan(math.radians(values[0]))
        return (1, 0, slope, 1, 0, 0) if kind == "skewX" else (1, slope, 0, 1, 0, 0)
    raise PathError(f"the transform “{text[:40]}” cannot be read")


def _times(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[2] * n[1],
        m[1] * n[0] + m[3] * n[1],
        m[0] * n[2] + m[2] * n[3],
        m[1] * n[2] + m[3] * n[3],
        m[0] * n[4] + m[2] * n[5] + m[4],
        m[1] * n[4] + m[3] * n[5] + m[5],
    )
