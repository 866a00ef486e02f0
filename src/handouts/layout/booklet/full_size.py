"""A spot in the full-size booklet: the handout's own page, with room for every technique where patient line and diary stood.

Enters: a `Handout` with all its techniques, faces, figures, a leaf. Leaves: one type area. What does not fit one page is left off in
this order: why the place is what it is; "also helps"; techniques, the last of the record first. The booklet tells which are missing.
"""

from __future__ import annotations

from collections.abc import Mapping

from handouts.document.blocks import Handout, Words
from handouts.document.booklet import Booklet
from handouts.errors import Place
from handouts.layout.booklet.leaf import Leaf
from handouts.layout.figures.figure import Figures
from handouts.layout.laid import Laid
from handouts.layout.page.handout_page import Fitted, find_fit, fit_handout
from handouts.layout.page.plate_and_map import Options
from handouts.layout.type.typeset import Setters


def lay_spot_page(
    handout: Handout, booklet: Booklet, setters: Setters, figures: Figures, leaf: Leaf, places: Mapping[str, Place]
) -> tuple[Laid, ...]:
    """The page of a spot, with as many of its techniques as fit. Asked as `lay_spot_spread` is, with a booklet that only that one needs."""
    options = Options(leaf.trim, style=lambda _, body_pt: leaf.style(body_pt), may_drop=False)
    versions = _versions(handout)
    for version in versions:
        fitted = find_fit(version, setters, figures, options)
        if isinstance(fitted, Fitted):
            return (fitted.front,)
    # none fits: asked as a handout is, the last says what is too long
    return (fit_handout(versions[-1], setters, figures, options._replace(may_drop=True), places).front,)


def _versions(handout: Handout) -> list[Handout]:
    """From the one with most in it to the one that must fit."""
    with_why = handout._replace(more=(handout.why,)) if handout.why.text else handout
    without_help = handout._replace(also_helps=Words(()))
    return [
        version._replace(techniques=version.techniques[:count])
        for count in range(len(handout.techniques), 0, -1)
        for version in (with_why, handout, without_help)
    ]
