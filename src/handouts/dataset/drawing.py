"""A drawing: roles and paths, read strictly from SVG, whether ours or a user's own.

Enters: the bytes of an SVG file. Leaves: a `Drawing` whose paths are PDF operators in the drawing's own units, y down. What is
outside the supported subset is refused by file, line and element, never skipped: the reader of a printed sheet cannot see what is
missing. The contract of our own files is docs/figures.md.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, cast

from handouts.dataset.roles import MOST_BYTES, Path
from handouts.errors import DatasetError, Diagnostic, Place


class Drawing(NamedTuple):
    """Paths in painting order. `view_box` is left, top, width, height in the drawing's units."""

    view_box: tuple[float, float, float, float]
    paths: tuple[Path, ...]

    @classmethod
    def from_compiled(cls, plain: object) -> Drawing:
        """The drawing of `compile_drawing`."""
        box, paths = cast("tuple[list[float], list[list[str]]]", plain)
        return cls((box[0], box[1], box[2], box[3]), tuple((fill, line, operators) for fill, line, operators in paths))


def compile_drawing(svg: bytes, name: str) -> object:
    """What the build stores for an SVG file."""
    drawing = parse_svg(svg, name)
    return [list(drawing.view_box), [list(path) for path in drawing.paths]]


def load_drawing(name: str, read_bytes: Callable[[str], bytes], compiled: Callable[[str, str, bytes], Any | None]) -> Drawing:
    """The drawing in `images/<name>.svg`, from its compiled form where its bytes are unchanged."""
    path = f"images/{name}.svg"
    source = read_bytes(path)
    plain = compiled("drawings", path, source)
    return parse_svg(source, path) if plain is None else Drawing.from_compiled(plain)


def parse_svg(svg: bytes, file: str) -> Drawing:
    """The drawing in an SVG file. Raises `DatasetError` with every problem."""
    if len(svg) > MOST_BYTES:
        raise DatasetError(Diagnostic(Place(file), f"the drawing is larger than {MOST_BYTES // 1_000_000} MB", "simplify its paths"))
    from handouts.dataset.svg_reader import SvgReader

    reader = SvgReader(file)
    reader.read(svg)
    if reader.problems:
        raise DatasetError(*reader.problems[:40])
    return Drawing(reader.view_box, tuple(reader.paths))
