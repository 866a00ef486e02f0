"""The finder: "where does it hurt?", numbered figures and the index by pain area, on one side of any paper up to a poster.

Enters: a `Finder`, faces, body figures, a paper or a room. Leaves: a `Laid` for each side (for a booklet), or pages. On one side the page
has three columns: the figures over the first two, the index beside them and below. Where that does not hold (a small page, large
print) the figures have a side of their own and the index follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from handouts.document.quickref import Finder
from handouts.errors import Diagnostic, FitError
from handouts.layout.figures.figure import Figures
from handouts.layout.frame import Page
from handouts.layout.laid import Laid, beside, space, stack
from handouts.layout.page.boxes import MEASURE_EM
from handouts.layout.sheets.finder_figures import caption_height_pt, figures_extent, lay_figures
from handouts.layout.sheets.finder_index import lay_group, lay_legend
from handouts.layout.sheets.sheet_parts import NO_FEET, Feet, Room, lay_folio, lay_head, lay_sheet_foot, page_room, pages_of
from handouts.layout.style import BODY_FLOOR_PT, PAPERS, Style, large_style, page_style
from handouts.layout.type.typeset import Setter, Setters

KEY = "finder"

COLUMNS = 3
LEAST_FIGURES_MM = 95.0
"""How high the whole figures must be on one side of A4; on larger paper more, as its body type."""

FULL = 0.93
"""Type larger than the floor must leave the figures this share of the size that the columns' width allows."""

COLUMN_EM = 13.0
"""The narrowest column of an index without figures."""


def lay_finder(finder: Finder, setters: Setters, figures: Figures, paper: str, large: bool = False) -> tuple[Page, ...]:
    """The sheet by itself: at the largest type that leaves the figures their size, or on more sides."""
    steps = [] if large else _steps(paper)
    for body_pt in steps:
        style = page_style(paper, body_pt)
        setter = setters.at(style)
        room, head, feet = _frame(finder, setter)
        least = FULL if body_pt > steps[-1] else 0.0
        side = one_side(finder, figures, setter, Room(room.width_pt, room.height_pt - feet.last_pt), head, least)
        if side is not None:
            return pages_of([side], finder.foot, setter)
    setter = setters.at(large_style(paper) if large else page_style(paper, BODY_FLOOR_PT))
    room, head, feet = _frame(finder, setter)
    return pages_of(more_sides(finder, figures, setter, room, head, feet), finder.foot, setter)


def finder_sides(
    finder: Finder, setters: Setters, figures: Figures, style: Style, room: Room, head: Laid, feet: Feet = NO_FEET, linked: bool = False
) -> tuple[Laid, ...]:
    """What stands on each side at one size of type: one side where it fits, else the figures and then the index."""
    setter = setters.at(style)
    side = one_side(finder, figures, setter, Room(room.width_pt, room.height_pt - feet.last_pt), head, 0.0, linked)
    return (side,) if side is not None else more_sides(finder, figures, setter, room, head, feet, linked)


def _steps(paper: str) -> list[float]:
    """Sizes of body type from what would fill the paper down to the floor, half a point at a time."""
    most_pt = BODY_FLOOR_PT * 1.08 * max(1.0, PAPERS[paper][0] / PAPERS["a4"][0])
    count = int((most_pt - BODY_FLOOR_PT) * 2)
    return [BODY_FLOOR_PT + step / 2 for step in range(count, -1, -1)]


def _frame(finder: Finder, setter: Setter) -> tuple[Room, Laid, Feet]:
    """The room of a page, its head, and what its foot keeps."""
    room = page_room(setter.style)
    head = lay_head(finder.letterhead, finder.title, finder.danger, finder.how, setter, room.width_pt, KEY)
    gap_pt = setter.style.body_pt * 0.5
    feet = Feet(
        lay_sheet_foot(finder.foot, setter, room.width_pt, 1, 1).height_pt + gap_pt,
        lay_folio(finder.foot, setter, room.width_pt, 1, 1).height_pt + gap_pt,
    )
    return room, head, feet


class _Split(NamedTuple):
    """So many groups beside the figures, the rest below in columns."""

    beside: int
    below: tuple[int, ...]
    height_pt: float
    """Height of the columns below."""


def one_side(finder: Finder, figures: Figures, setter: Setter, room: Room, head: Laid, least: float, linked: bool = False) -> Laid | None:
    """Figures, and the index beside and below them. None: the figures would be too small, or `least` of their full size is not left."""
    style = setter.style
    gutter_pt = style.body_pt * 1.4
    column_pt = (room.width_pt - (COLUMNS - 1) * gutter_pt) / COLUMNS
    gap_pt, group_pt = style.body_pt * 0.7, style.body_pt * 0.6
    groups = [lay_group(finder, group, setter, column_pt, linked) for group in finder.groups]
    legend = lay_legend(finder, setter, column_pt)
    free_pt = room.height_pt - head.height_pt - 2 * gap_pt
    note = setter.paragraph(finder.side_words, 2 * column_pt + gutter_pt, setter.small)
    wide_mm, high_mm = figures_extent(figures.bodies, tuple(finder.spots))
    full_pt = (2 * column_pt + gutter_pt) / wide_mm * high_mm
    best: tuple[float, _Split] | None = None
    for split in _splits([group.height_pt for group in groups], group_pt):
        top_pt = free_pt - split.height_pt
        right_pt = stack([legend, *groups[: split.beside]], group_pt).height_pt
        tall_pt = min(full_pt, top_pt - note.height_pt - style.small_pt * 0.4 - caption_height_pt(setter))
        if right_pt <= top_pt and (best is None or tall_pt > best[0]):
            best = (tall_pt, split)
    if best is None:
        return None
    tall_pt, split = best
    if tall_pt < full_pt * least or tall_pt < LEAST_FIGURES_MM * 72 / 25.4 * style.body_pt / BODY_FLOOR_PT * (1 if least else 0.9):
        return None
    drawn = lay_figures(finder, figures, setter, 2 * column_pt + gutter_pt, tall_pt + caption_height_pt(setter), linked)
    left = stack([drawn, note], style.small_pt * 0.4)
    right = stack([legend, *groups[: split.beside]], group_pt)
    upper = beside([(0.0, left), (2 * (column_pt + gutter_pt), right)])
    rest = groups[split.beside :]
    columns = []
    for index, count in enumerate(split.below):
        columns.append((index * (column_pt + gutter_pt), stack(rest[:count], group_pt)))
        rest = rest[count:]
    lower = beside([column for column in columns if column[1].height_pt])
    spare_pt = room.height_pt - head.height_pt - upper.height_pt - lower.height_pt
    return stack([head, upper, lower], min(spare_pt / 2, style.body_pt * 2))


def _splits(heights_pt: Sequence[float], gap_pt: float) -> list[_Split]:
    """Every number of groups beside the figures, the rest below in the columns that make the lowest block, order kept."""
    found = []
    for beside_count in range(len(heights_pt) + 1):
        below = heights_pt[beside_count:]
        best: tuple[float, tuple[int, ...]] | None = None
        for first in range(len(below) + 1):
            for second in range(len(below) - first + 1):
                counts = (first, second, len(below) - first - second)
                height_pt = max(
                    _stacked(below[a:b], gap_pt) for a, b in ((0, first), (first, first + second), (first + second, len(below)))
                )
                if best is None or height_pt < best[0]:
                    best = (height_pt, counts)
        if best is not None:
            found.append(_Split(beside_count, best[1], best[0]))
    return found


def _stacked(heights_pt: Sequence[float], gap_pt: float) -> float:
    return sum(heights_pt) + gap_pt * max(0, len(heights_pt) - 1)


def more_sides(
    finder: Finder, figures: Figures, setter: Setter, room: Room, head: Laid, feet: Feet, linked: bool = False
) -> tuple[Laid, ...]:
    """The figures on the first side, the index in columns on those that follow."""
    style = setter.style
    gap_pt = style.body_pt * 0.6
    note = setter.paragraph(finder.side_words, min(room.width_pt, style.body_pt * MEASURE_EM), setter.small)
    left_pt = room.height_pt - feet.other_pt - head.height_pt - note.height_pt - 2 * gap_pt
    drawn = lay_figures(finder, figures, setter, room.width_pt, left_pt, linked)
    sides = [stack([head, drawn, note], gap_pt)]
    gutter_pt = style.body_pt * 1.4
    count = max(1, int((room.width_pt + gutter_pt) / (style.body_pt * COLUMN_EM + gutter_pt)))
    column_pt = (room.width_pt - (count - 1) * gutter_pt) / count
    groups = [lay_group(finder, group, setter, column_pt, linked) for group in finder.groups]
    legend = lay_legend(finder, setter, room.width_pt)
    high_pt = room.height_pt - feet.last_pt - legend.height_pt - gap_pt
    for columns in _flowed(groups, count, high_pt, gap_pt):
        index = beside([(place * (column_pt + gutter_pt), stack(column, gap_pt)) for place, column in enumerate(columns) if column])
        sides.append(stack([legend, index] if len(sides) == 1 else [space(legend.height_pt), index], gap_pt))
    return tuple(sides)


def _flowed(groups: Sequence[Laid], count: int, high_pt: float, gap_pt: float) -> list[list[list[Laid]]]:
    """Groups into columns of one height, columns into sides; on the last side the columns as even as they may be."""
    tallest = max(group.height_pt for group in groups)
    if tallest > high_pt:
        raise FitError(Diagnostic(None, "a body area of the finder has more entries than one side holds", "split the area in regions.yaml"))
    columns = _columns(groups, high_pt, gap_pt)
    sides = -(-len(columns) // count)
    step_pt = gap_pt
    lower_pt = high_pt
    # lower the columns as long as that costs no further side
    while lower_pt - step_pt >= tallest and len(_columns(groups, lower_pt - step_pt, gap_pt)) <= sides * count:
        lower_pt -= step_pt
    columns = _columns(groups, lower_pt, gap_pt)
    return [columns[index : index + count] for index in range(0, len(columns), count)]


def _columns(groups: Sequence[Laid], high_pt: float, gap_pt: float) -> list[list[Laid]]:
    columns: list[list[Laid]] = [[]]
    used_pt = 0.0
    for group in groups:
        if columns[-1] and used_pt + gap_pt + group.height_pt > high_pt:
            columns.append([])
            used_pt = 0.0
        used_pt += group.height_pt + (gap_pt if columns[-1] else 0.0)
        columns[-1].append(group)
    return columns
