"""The signs of the steps, on the figure and in the text: a number in a disc is where to go, one in an octagon is what to keep off.

Enters: a number, a centre, a radius. Leaves: items. They differ by shape (round, eight-cornered), by tone (dark with a light number, light
with a dark one) and by a heavy edge, so that one of the three outlives any copier; by colour too.
"""

from __future__ import annotations

import math

from handouts.layout.frame import Item, Run, Shape, TextLine
from handouts.layout.laid import disc
from handouts.layout.type.fonts import Face

Point = tuple[float, float]

NUMERAL = 1.5
"""The size of the number for a radius of one."""
OCTAGON = 1.16
"""The octagon's half width for a disc of radius one: the heavy edge takes room from the number."""
HALO_PT = 1.1


def number_sign(face: Face, number: int, at: Point, radius_pt: float, keep_off: bool = False, halo: bool = True) -> tuple[Item, ...]:
    """The sign of a step round a centre; with a halo of paper where it lies on a drawing."""
    items = _octagon(face, number, at, radius_pt) if keep_off else _disc(face, number, at, radius_pt)
    return items if halo else items[1:]


def _disc(face: Face, number: int, at: Point, radius_pt: float) -> tuple[Item, ...]:
    return (
        disc(*at, radius_pt + HALO_PT, "paper"),
        disc(*at, radius_pt, "disc", "disc-edge", 0.8),
        _numeral(face, number, at, radius_pt * NUMERAL, "disc-text"),
    )


def _octagon(face: Face, number: int, at: Point, radius_pt: float) -> tuple[Item, ...]:
    edge_pt = radius_pt * 0.28
    reach_pt = radius_pt * OCTAGON - edge_pt / 2
    return (
        octagon(at, reach_pt + edge_pt / 2 + HALO_PT, "paper", None, 0.0),
        octagon(at, reach_pt, "keep-off-ground", "keep-off", edge_pt),
        _numeral(face, number, at, radius_pt * NUMERAL, "keep-off"),
    )


def octagon(at: Point, half_pt: float, fill: str | None, stroke: str | None, line_width_pt: float) -> Shape:
    """A regular octagon standing on a side, `half_pt` from its centre to a side."""
    corner_pt = half_pt / math.cos(math.pi / 8)
    corners = [(at[0] + corner_pt * math.cos(angle), at[1] + corner_pt * math.sin(angle)) for angle in _ANGLES]
    first, *rest = corners
    return Shape((("m", *first), *(("l", *corner) for corner in rest), ("h",)), fill, stroke, line_width_pt)


_ANGLES = tuple(math.pi / 8 + index * math.pi / 4 for index in range(8))


def _numeral(face: Face, number: int, at: Point, size_pt: float, ink: str) -> TextLine:
    width_pt = face.width_pt(str(number), size_pt)
    baseline_pt = at[1] + face.cap_height * size_pt / 2000
    return TextLine(at[0] - width_pt / 2, baseline_pt, width_pt, (Run(f"{number} ", "bold", size_pt, ink),))
