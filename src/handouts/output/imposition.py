"""Imposition: pages on sheets that are stapled through the fold. Arithmetic on page numbers and frames; nothing is drawn again.

Enters: the number of pages, or pages. Leaves: which pages stand on which side; sides with their pages' frames moved to their place.
One signature: sheet 0 is the outermost. A side lies on its long edge, two pages beside each other; the sheet is turned over round its short
edge, so both pages of both sides stand upright. Pages that do not make up whole sheets are filled with blanks before the last page,
which is the back cover.

Creep: each sheet stands out over the one round it by half a turn of the paper's thickness, and the trimmer takes that away.
The pages of inner sheets therefore move towards the fold by as much.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from handouts.choices import MM, SHORT_EDGE, THICKNESS_MM
from handouts.layout.frame import Document, Frame, Page, Part, Rect, moved
from handouts.layout.laid import decoration, line

PAGES_A_SHEET = 4
BLANK = 0
"""In the place of a page number: nothing is printed there."""

MARK_PT, MARK_OFF_PT = 12.0, 3.0
"""Length of the fold and trim marks, and what they keep from the edge."""


class Side(NamedTuple):
    """One side of a sheet: the numbers of the pages on its left and right half."""

    left: int
    right: int


class Sheet(NamedTuple):
    """Both sides of a sheet of paper."""

    front: Side
    back: Side


def sheets_of(pages: int) -> tuple[Sheet, ...]:
    """The sheets of a booklet of so many pages, outermost first."""
    order = with_blanks(pages)
    count = len(order)
    return tuple(
        Sheet(
            Side(order[count - 1 - 2 * index], order[2 * index]),
            Side(order[2 * index + 1], order[count - 2 - 2 * index]),
        )
        for index in range(count // PAGES_A_SHEET)
    )


def with_blanks(pages: int) -> tuple[int, ...]:
    """The numbers 1 to `pages` with blanks before the last, so that whole sheets are filled."""
    missing = -pages % PAGES_A_SHEET
    return (*range(1, pages), *([BLANK] * missing), pages) if pages else ()


def unfolded(sheets: Sequence[Sheet]) -> tuple[int, ...]:
    """The page numbers in the order in which they are read once the sheets are folded: the inverse of `sheets_of`."""
    first = [number for sheet in sheets for number in (sheet.front.right, sheet.back.left)]
    second = [number for sheet in reversed(sheets) for number in (sheet.back.right, sheet.front.left)]
    return (*first, *second)


def creep_pt(sheet: int, thickness_mm: float = THICKNESS_MM) -> float:
    """How far the pages of a sheet move towards the fold; 0 is the outermost."""
    return sheet * thickness_mm * math.pi / 2 * MM


def impose(document: Document, thickness_mm: float = THICKNESS_MM, marks: bool = False) -> Document:
    """The same document on sheets. Parts keep the order of the pages, and so do tags, outline and a screen reader."""
    pages = document.pages
    first = pages[0]
    width_pt, height_pt = first.width_pt, first.height_pt
    sides: list[Page] = []
    where: dict[int, tuple[int, float]] = {}
    for index, sheet in enumerate(sheets_of(len(pages))):
        shift_pt = creep_pt(index, thickness_mm)
        for side in sheet:
            where[side.left] = (len(sides), shift_pt)
            where[side.right] = (len(sides), width_pt - shift_pt)
            labels = [pages[number - 1].label for number in side if number != BLANK]
            drawn = _marks(width_pt, height_pt, shift_pt) if marks else ()
            sides.append(Page(2 * width_pt, height_pt, drawn, ", ".join(labels)))
    parts = []
    for number, page in enumerate(pages, 1):
        side_index, dx_pt = where[number]
        parts.append(Part(side_index, tuple(moved(frame, dx_pt, 0.0) for frame in page.frames)))
    return document._replace(pages=tuple(sides), parts=tuple(parts), duplex=SHORT_EDGE)


def _marks(width_pt: float, height_pt: float, shift_pt: float) -> tuple[Frame, ...]:
    """Where to fold, at head and foot of the sheet's middle; where to trim, near its outer edges. Decoration."""
    strokes = []
    for x_pt in (width_pt, shift_pt, 2 * width_pt - shift_pt):
        if MARK_OFF_PT < x_pt < 2 * width_pt - MARK_OFF_PT:
            strokes.append(line(x_pt, MARK_OFF_PT, x_pt, MARK_OFF_PT + MARK_PT, "mark", 0.5))
            strokes.append(line(x_pt, height_pt - MARK_OFF_PT - MARK_PT, x_pt, height_pt - MARK_OFF_PT, "mark", 0.5))
    return (decoration(Rect(0, 0, 2 * width_pt, height_pt), tuple(strokes)),)
