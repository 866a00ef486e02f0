"""A spot in the full-size booklet: the handout's own page, with room for every technique where patient line and diary stood.

Enters: a `Handout` with all its techniques, faces, figures, a leaf. Leaves: one type area. What does not fit one page is left off in
this order: why the place is what it is; "also helps"; techniques that the one-page sheet does not have either.
"""

from __future__ import annotations

from collections.abc import Mapping

from handouts.document.blocks import Handout
from handouts.document.booklet import Booklet
from handouts.errors import FitError, Place
from handouts.layout.figure import Figures
from handouts.layout.frame import Frame, moved
from handouts.layout.handout_page import Fitted, fit_handout
from handouts.layout.laid import Laid
from handouts.layout.leaf import Leaf
from handouts.layout.page_parts import Options
from handouts.layout.style import BODY_FLOOR_PT
from handouts.layout.typeset import Setters


def lay_spot_page(
    handout: Handout, booklet: Booklet, setters: Setters, figures: Figures, leaf: Leaf, places: Mapping[str, Place]
) -> tuple[Laid, ...]:
    """The page of a spot."""
    options = Options(leaf.trim, style=lambda _, body_pt: leaf.style(body_pt))
    fitted = _fullest(handout, booklet.on_sheet[handout.number], setters, figures, options, places)
    margin_pt = leaf.style(BODY_FLOOR_PT).margin_pt
    (page,) = fitted.pages

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        return tuple(moved(frame, x_pt - margin_pt, y_pt - margin_pt) for frame in page.frames)

    return (Laid(leaf.room.height_pt, place),)


def _fullest(handout: Handout, on_sheet: int, setters: Setters, figures: Figures, options: Options, places: Mapping[str, Place]) -> Fitted:
    """The version with most in it that fits; the last one tried says what is too long."""
    with_why = handout._replace(facts=(*handout.facts, handout.why)) if handout.why.text else handout
    for count in range(len(handout.techniques), on_sheet - 1, -1):
        for version, also_helps in ((with_why, True), (handout, True), (handout, False)):
            try:
                fitted = fit_handout(version._replace(techniques=version.techniques[:count]), setters, figures, options, places)
            except FitError:
                if count == on_sheet and not also_helps:
                    raise
                continue
            if fitted.choice.also_helps or not also_helps:
                return fitted
    raise ValueError("a spot has no technique on its sheet")
