"""A clinic's logo drawn as SVG: the same strict subset as our drawings, with colours of its own instead of roles.

Enters: the bytes of an SVG file. Leaves: paths whose roles name their paint (`#17386b`, or `#17386b 2.5` for a line and its width), or
problems. Colours may stand in attributes, in `style`, or in rules of one class (`.a{fill:#123456}`), as drawing programs write them.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from handouts.dataset.svg_path import IDENTITY, PathError
from handouts.dataset.svg_reader import SvgReader, shape_operators
from handouts.errors import DatasetError, Diagnostic

_NAMES = {
    "black": "#000000",
    "white": "#ffffff",
    "silver": "#c0c0c0",
    "gray": "#808080",
    "grey": "#808080",
    "red": "#ff0000",
    "maroon": "#800000",
    "yellow": "#ffff00",
    "olive": "#808000",
    "lime": "#00ff00",
    "green": "#008000",
    "aqua": "#00ffff",
    "cyan": "#00ffff",
    "teal": "#008080",
    "blue": "#0000ff",
    "navy": "#000080",
    "fuchsia": "#ff00ff",
    "magenta": "#ff00ff",
    "purple": "#800080",
    "orange": "#ffa500",
    "currentcolor": "#000000",
    "none": "",
    "transparent": "",
}
_RULE = re.compile(r"\s*((?:\.[\w-]+\s*,?\s*)+)\{([^{}]*)\}")
_PAINTS = ("fill", "stroke", "stroke-width", "fill-rule", "stroke-dasharray")
_CLEAR = ("opacity", "fill-opacity", "stroke-opacity")


class _Paint(NamedTuple):
    """What a shape inherits."""

    fill: str = "#000000"
    line: str = ""
    width: float = 1.0
    rule: str = "nonzero"


class LogoReader(SvgReader):
    """One logo."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self._paints: list[_Paint] = []
        self._rules: dict[str, dict[str, str]] = {}
        self._sheet: list[str] | None = None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        above = self._paints[-1] if self._paints else _Paint()
        if not self._skipping and name.rpartition("}")[2] == "style":
            self._sheet = []
            self._parser.CharacterDataHandler = self._sheet.append
            self._skipping += 1
            self._paints.append(above)
            return
        self._paints.append(above if self._skipping else self._painted(above, attributes))
        super()._start(name, attributes)

    def _end(self, name: str) -> None:
        self._paints.pop()
        super()._end(name)
        if self._sheet is not None and not self._skipping:
            self._read_sheet("".join(self._sheet))
            self._sheet = None
            self._parser.CharacterDataHandler = None

    def _read_sheet(self, text: str) -> None:
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        if _RULE.sub("", text).strip():
            self._error("<style> has more than rules for single classes", "export the logo with presentation attributes")
        for names, body in _RULE.findall(text):
            declared = dict(_declared(body))
            for name in re.findall(r"\.([\w-]+)", names):
                self._rules.setdefault(name, {}).update(declared)

    def _painted(self, above: _Paint, attributes: dict[str, str]) -> _Paint:
        """The paint of an element: its attributes, over them the rules of its class, over them its style."""
        given = {key: attributes[key] for key in (*_PAINTS, *_CLEAR) if key in attributes}
        for name in attributes.get("class", "").split():
            given.update(self._rules.get(name, {}))
        given.update(_declared(attributes.get("style", "")))
        for key in _CLEAR:
            if key in given and _number(given[key].rstrip("%")) not in (1.0, 100.0):
                self._error(f"{key} is not supported", "choose a solid colour")
        if given.get("stroke-dasharray", "none") != "none":
            self._error("dashes are not supported", "turn strokes into paths")
        width = _number(given.get("stroke-width", "").removesuffix("px")) if "stroke-width" in given else above.width
        if not 0 <= width <= 1e6:
            self._error(f"the stroke width “{given['stroke-width'][:20]}” cannot be read")
            width = 1.0
        return _Paint(
            self._colour(given["fill"]) if "fill" in given else above.fill,
            self._colour(given["stroke"]) if "stroke" in given else above.line,
            width,
            given.get("fill-rule", above.rule),
        )

    def _colour(self, text: str) -> str:
        word = text.strip().lower()
        if word in _NAMES:
            return _NAMES[word]
        if re.fullmatch(r"#[0-9a-f]{3}", word):
            return "#" + "".join(digit * 2 for digit in word[1:])
        if re.fullmatch(r"#[0-9a-f]{6}", word):
            return word
        found = re.fullmatch(r"rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)", word)
        if found:
            return "#" + "".join(f"{min(int(part), 255):02x}" for part in found.groups())
        self._error(f"the colour “{text[:40]}” is not supported", "use one solid colour, such as #17386b: no gradient, no pattern")
        return "#000000"

    def _shape(self, tag: str, attributes: dict[str, str], matrix: tuple[float, float, float, float, float, float]) -> None:
        from handouts.dataset.roles import MOST_PATHS

        if len(self.paths) >= MOST_PATHS:
            raise DatasetError(Diagnostic(self._place(), f"more than {MOST_PATHS} shapes", "simplify the logo"))
        try:
            operators = shape_operators(tag, attributes, matrix or IDENTITY)
        except (PathError, ValueError) as error:
            self._error(f"<{tag}>: {error}")
            return
        paint = self._paints[-1]
        fill = "" if tag == "line" else paint.fill
        line = ""
        if paint.line and paint.width:
            scale = math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
            line = f"{paint.line} {paint.width * scale:.4f}"
        if operators and (fill or line):
            parts = [operators] if not fill or line or paint.rule == "evenodd" else _apart(operators)
            self.paths += [(fill, line, part) for part in parts]


def _declared(text: str) -> list[tuple[str, str]]:
    parts = [part.partition(":") for part in text.split(";")]
    return [(key.strip(), value.strip()) for key, _, value in parts if value.strip()]


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return -1.0
    return value if math.isfinite(value) else -1.0


def _apart(operators: str) -> list[str]:
    """Outlines that all turn one way, each by itself: painted even-odd (as the pen does), laid over one another they fill as non-zero does.

    Those that turn both ways are an outline and its holes, which both rules fill alike.
    """
    words = operators.split()
    outlines: list[list[str]] = []
    for word in _segments(words):
        if word[-1] == "m":
            outlines.append([])
        outlines[-1].extend(word)
    turns = {_area(outline) > 0 for outline in outlines}
    return [operators] if len(outlines) < 2 or len(turns) > 1 else [" ".join(outline) for outline in outlines]


def _segments(words: list[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for word in words:
        found[-1].append(word)
        if word.isalpha():
            found.append([])
    return [segment for segment in found if segment]


def _area(outline: list[str]) -> float:
    """Twice the signed area of the polygon of an outline's points."""
    places = [float(word) for word in outline if not word.isalpha()]
    xs, ys = places[::2], places[1::2]
    return sum(xs[i - 1] * ys[i] - xs[i] * ys[i - 1] for i in range(len(xs)))
