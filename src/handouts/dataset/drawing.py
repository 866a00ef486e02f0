"""A drawing: roles and paths, read strictly from SVG, whether ours or a user's own.

Enters: the bytes of an SVG file. Leaves: a `Drawing` whose paths are PDF operators in the drawing's own units, y down; or what the build
made of it in the colours of a theme. What is outside the supported subset is refused by file, line and element, never skipped: the reader
of a printed sheet cannot see what is missing. The contract of our own files is docs/figures.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from handouts.dataset.roles import MOST_BYTES, Path
from handouts.errors import DatasetError, Diagnostic, Place
from handouts.resources import DataSource


class Drawing(NamedTuple):
    """Paths in painting order. `view_box` is left, top, width, height in the drawing's units."""

    view_box: tuple[float, float, float, float]
    paths: tuple[Path, ...]


class Inked(NamedTuple):
    """A drawing in the colours of a theme, as the painter puts it into a file: made when the package is built."""

    view_box: tuple[float, float, float, float]
    content: bytes
    """Deflated operators."""
    widths_pt: Mapping[str, float]
    """The printed widths of the lines that the operators name."""

    @classmethod
    def from_compiled(cls, compiled: bytes) -> Inked:
        """The drawing of `compiled_form`."""
        head, _, content = compiled.partition(b"\n")
        box, widths_pt = json.loads(head)
        return cls((box[0], box[1], box[2], box[3]), content, widths_pt)

    def compiled_form(self) -> bytes:
        """What the build stores."""
        return json.dumps([self.view_box, self.widths_pt], separators=(",", ":")).encode() + b"\n" + self.content


def load_drawing(name: str, ink: str, themes: bytes, data: DataSource) -> Drawing | Inked:
    """The drawing in `images/<name>.svg`; inked already where neither its bytes nor the themes' have changed since the build."""
    path = f"images/{name}.svg"
    source = data.read_bytes(path)
    compiled = data.compiled_bytes(f"drawings-{ink}", path, themes + source)
    return parse_svg(source, path) if compiled is None else Inked.from_compiled(compiled)


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
