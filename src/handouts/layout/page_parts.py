"""Parts that the one page and large print arrange alike, and what both are asked for.

Enters: a part of a `Handout`, a `Setter`, figures. Leaves: `Laid`.
"""

from __future__ import annotations

from typing import NamedTuple

from handouts.document.blocks import PlateFigure
from handouts.layout.figure import Figures, lay_plate, plate_view
from handouts.layout.frame import Frame, Rect, moved
from handouts.layout.laid import Laid
from handouts.layout.typeset import Setter


class Options(NamedTuple):
    """What changes the page besides its words."""

    paper: str = "a4"
    fillable: bool = False
    logo_aspect: float = 0.0


def lay_location(figure: PlateFigure, setter: Setter, figures: Figures, width_pt: float) -> Laid:
    """The plate with markers, zone and X, and its caption."""
    plate = figures.plates[figure.plate]
    view = plate_view(plate, figure.landmarks)
    height_pt = width_pt * view[3] / view[2]
    caption = setter.paragraph(figure.caption, width_pt, setter.small, "Caption")
    gap_pt = setter.style.small_pt * 0.25

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        placed = lay_plate(figures, plate, width_pt, figure.landmarks, figure.side, setter.style.line_scale)
        drawn = moved(Frame("Figure", Rect(0, 0, width_pt, height_pt), placed.items, alt=figure.alt), x_pt, y_pt)
        return (drawn, *caption.place(x_pt, y_pt + height_pt + gap_pt))

    return Laid(height_pt + gap_pt + caption.height_pt, place)
