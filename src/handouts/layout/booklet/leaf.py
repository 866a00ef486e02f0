"""The leaf of a booklet: its trim, its margins on the left and on the right page, its running head with the folio outside.

Enters: the name of a trim size, bodies as high as the type area. Leaves: pages. The inner margin is wider than the outer; everything
stands 12 mm or more from every edge. The running head is one line: folio and head are decoration, ways through the booklet are links.
"""

from __future__ import annotations

from typing import NamedTuple

from handouts.layout.frame import Frame, Item, Page, Rect, TextLine
from handouts.layout.laid import Laid, decoration, line
from handouts.layout.sheets.sheet_parts import Room
from handouts.layout.style import MM, PAPERS, SMALL_FLOOR_PT, Style, page_style
from handouts.layout.type.typeset import Setter

OUTER_PT = 12.05 * MM
INNER_PT = {"a4": 17.0 * MM, "letter": 17.0 * MM, "a5": 14.5 * MM, "half-letter": 14.5 * MM}
HEAD_PT = SMALL_FLOOR_PT * 1.15 + 9.0
"""The running head with the white under it."""
RULE_UNDER_PT = 3.2
FOLIO_GAP_PT = 9.0


class Leaf(NamedTuple):
    """Trim and type area of one page."""

    trim: str
    width_pt: float
    height_pt: float
    inner_pt: float

    @property
    def room(self) -> Room:
        """The type area: under the running head, between the margins."""
        return Room(self.width_pt - self.inner_pt - OUTER_PT, self.height_pt - 2 * OUTER_PT - HEAD_PT)

    @property
    def top_pt(self) -> float:
        """Where the type area begins."""
        return OUTER_PT + HEAD_PT

    def left_pt(self, page: int) -> float:
        """Where the type area of a page begins: odd pages lie on the right, their inner margin on the left."""
        return self.inner_pt if page % 2 else OUTER_PT

    def style(self, body_pt: float) -> Style:
        """The style of a handout’s page that fills just the type area: as wide and high as `room` once its own margins are added."""
        style = page_style(self.trim, body_pt)
        room = self.room
        return style._replace(
            page_width_pt=room.width_pt + 2 * style.margin_pt, page_height_pt=room.height_pt + 2 * style.margin_pt, head_margin_pt=0.0
        )


def leaf_of(trim: str) -> Leaf:
    """The leaf of a trim size."""
    return Leaf(trim, *PAPERS[trim], INNER_PT[trim])


class Way(NamedTuple):
    """A link in the running head: its words and where it leads."""

    words: str
    target: str


class Head(NamedTuple):
    """What stands over a page besides its folio."""

    running: str
    ways: tuple[Way, ...] = ()


def lay_page(leaf: Leaf, number: int, body: Laid, head: Head | None, setter: Setter) -> Page:
    """A page with its running head; a cover has none."""
    left_pt = leaf.left_pt(number)
    frames = body.place(left_pt, leaf.top_pt)
    if head is not None:
        frames = (*frames, *_running_head(leaf, number, left_pt, head, setter))
    return Page(leaf.width_pt, leaf.height_pt, frames, str(number))


def _running_head(leaf: Leaf, number: int, left_pt: float, head: Head, setter: Setter) -> tuple[Frame, ...]:
    size_pt = SMALL_FLOOR_PT
    width_pt = leaf.room.width_pt
    recto = number % 2 == 1
    baseline_pt = OUTER_PT + size_pt * 0.9
    rule_pt = OUTER_PT + size_pt * 1.15 + RULE_UNDER_PT
    rect = Rect(left_pt, OUTER_PT, width_pt, size_pt * 1.15)
    folio = f"{number}"
    folio_pt = setter.width_pt(folio, "bold", size_pt)
    running_pt = setter.width_pt(head.running, "regular", size_pt)
    if recto:
        folio_x = left_pt + width_pt - folio_pt
        running_x = folio_x - FOLIO_GAP_PT - running_pt
    else:
        folio_x = left_pt
        running_x = left_pt + folio_pt + FOLIO_GAP_PT
    items: list[Item] = [
        setter.label(folio + " ", folio_x, baseline_pt, size_pt, "bold", "accent"),
        setter.label(head.running + " ", running_x, baseline_pt, size_pt, ink="quiet"),
        line(left_pt, rule_pt, left_pt + width_pt, rule_pt, "hair", 0.5),
    ]
    return (decoration(rect, tuple(items)), *_ways(leaf, left_pt, baseline_pt, recto, head.ways, setter))


def _ways(leaf: Leaf, left_pt: float, baseline_pt: float, recto: bool, ways: tuple[Way, ...], setter: Setter) -> tuple[Frame, ...]:
    """Links at the inner end of the running head."""
    if not ways:
        return ()
    size_pt = SMALL_FLOOR_PT
    widths = [setter.width_pt(way.words, "regular", size_pt) for way in ways]
    gap_pt = size_pt * 1.6
    total_pt = sum(widths) + gap_pt * (len(ways) - 1)
    x_pt = left_pt if recto else left_pt + leaf.room.width_pt - total_pt
    whole = Rect(x_pt, OUTER_PT, total_pt, size_pt * 1.15)
    links = []
    for way, width_pt in zip(ways, widths, strict=True):
        text: TextLine = setter.label(way.words + " ", x_pt, baseline_pt, size_pt, ink="accent")
        rect = Rect(x_pt, OUTER_PT, width_pt, size_pt * 1.15)
        links.append(Frame("Link", rect, (text,), target=way.target, alt=way.words))
        x_pt += width_pt + gap_pt
    return (Frame("P", whole, (), tuple(links), source="ways"),)
