"""The quick reference: all spots in one table, on one side where that holds it at 10 pt or more, in large print on as many as it takes.

Enters: a `QuickTable`, faces, body figures, a paper or a room. Leaves: a `Laid` for each side (for a booklet), or pages.
"""

from __future__ import annotations

from handouts.document.quickref import QuickTable
from handouts.errors import Diagnostic, FitError
from handouts.layout.figures.figure import Figures
from handouts.layout.frame import Page
from handouts.layout.laid import Laid, nothing, stack
from handouts.layout.sheets.reference_rows import TABLE, RowMaker, Shares
from handouts.layout.sheets.sheet_parts import NO_FEET, Feet, Room, lay_folio, lay_head, lay_sheet_foot, page_room, pages_of
from handouts.layout.sheets.table import Row, Table, cut_table, head_height_pt, lay_table, table_height_pt
from handouts.layout.style import BODY_FLOOR_PT, LARGE_FLOOR_PT, SMALL_FLOOR_PT, Style, large_style, page_style
from handouts.layout.type.typeset import Setter, Setters

KEY = TABLE

SIZES_PT = (SMALL_FLOOR_PT, 10.5, 11.0, 11.5, 12.0)
"""Sizes of the table's type that are tried, smallest first; the first is its floor (UKAAF G003)."""

LEADING = 1.13

SHARES = tuple((first / 100, second / 100, (100 - first - second) / 100) for first in range(18, 33, 2) for second in range(36, 49, 3))
"""How the width may go to what a spot is for, where it hurts, and the muscles."""

LARGE_FIGURE_PT = 92.0
"""Width of the small figure in large print."""
NARROW_FIGURE_PT = 46.0
"""Width of the small figure on a half-size page."""

FIGURE_WIDTHS_PT = (64.0, 58.0, 52.0, 48.0, 44.0, 41.0, 38.0, 35.0)
"""Widths of the small figures that are tried, largest first."""

PAD_PT = 1.6
"""White over and under a row, at the least."""

STEP_PT = 8.0
"""By so much sides are shortened while they are made even."""

CALM_PAD_PT, CALM_FIGURE_PT = 3.0, 44.0
"""The white and the figures that type larger than the floor must leave."""


def lay_reference(table: QuickTable, setters: Setters, figures: Figures, paper: str, large: bool = False) -> tuple[Page, ...]:
    """The sheet by itself. Large print lies on its side, so that columns hold more than a word or two."""
    style = _on_its_side(large_style(paper)) if large else page_style(paper, BODY_FLOOR_PT)
    setter = setters.at(style)
    room = page_room(style)
    head = lay_head(table.letterhead, table.title, table.danger, table.how, setter, room.width_pt, KEY)
    gap_pt = style.body_pt * 0.4
    feet = Feet(
        lay_sheet_foot(table.foot, setter, room.width_pt, 1, 1).height_pt + gap_pt,
        lay_folio(table.foot, setter, room.width_pt, 1, 1).height_pt + gap_pt,
    )
    return pages_of(reference_sides(table, setters, figures, style, room, head, feet), table.foot, setter, ruled=False)


def reference_sides(
    table: QuickTable, setters: Setters, figures: Figures, style: Style, room: Room, head: Laid, feet: Feet = NO_FEET, linked: bool = False
) -> tuple[Laid, ...]:
    """What stands on each side, under a head on the first. `linked` makes numbers and pages lead to `#spot-<number>`."""
    gap_pt = style.body_pt * 0.5
    first_pt = room.height_pt - head.height_pt - gap_pt
    large = style.body_pt > LARGE_FLOOR_PT
    found = None if large else _one_side(table, setters, figures, style, Room(room.width_pt, first_pt - feet.last_pt), linked)
    if found is not None:
        made, setter = found
        parts = [made.rows]
    elif large:
        setter = setters.at(style)
        made = _generous(RowMaker(table, setter, figures, room.width_pt, linked), LARGE_FIGURE_PT)
        parts = _cut(made, setter, first_pt, room.height_pt, feet)
    else:
        made, setter, parts = _several(table, setters, figures, style, room, first_pt, feet, linked)
    begins = next(index for index, rows in enumerate(parts) if rows)
    laid = [lay_table(made, setter, rows, index == begins) if rows else nothing() for index, rows in enumerate(parts)]
    return (stack([head, laid[0]], gap_pt), *laid[1:])


def _generous(maker: RowMaker, figure_pt: float) -> Table:
    return maker.table(_best_shares(maker, figure_pt), figure_pt, maker.setter.style.body_pt * 0.35)


def _several(
    table: QuickTable, setters: Setters, figures: Figures, style: Style, room: Room, first_pt: float, feet: Feet, linked: bool
) -> tuple[Table, Setter, list[tuple[Row, ...]]]:
    """The table on as few sides as the smallest size takes, at the largest that takes no more; as even as may be."""

    def tried(size_pt: float) -> tuple[Table, Setter, list[tuple[Row, ...]]]:
        setter = setters.at(_table_style(style, size_pt))
        maker = RowMaker(table, setter, figures, room.width_pt, linked)
        made = _generous(maker, NARROW_FIGURE_PT if maker.over else FIGURE_WIDTHS_PT[0])
        return made, setter, _cut(made, setter, first_pt, room.height_pt, feet)

    made, setter, parts = tried(SIZES_PT[0])
    tight = made._replace(pad_pt=PAD_PT)
    fewer = _cut(tight, setter, first_pt, room.height_pt, feet)
    if len(fewer) < len(parts):
        made, parts = tight, fewer
    fits, beyond = 0, len(SIZES_PT)
    while beyond - fits > 1:
        middle = (fits + beyond) // 2
        try:
            larger = tried(SIZES_PT[middle])
        except FitError:  # a row higher than a side
            beyond = middle
            continue
        if len(larger[2]) > len(parts):
            beyond = middle
        else:
            fits = middle
            made, setter, parts = larger
    return made, setter, _even(parts, made, setter, first_pt, room.height_pt, feet)


def _even(parts: list[tuple[Row, ...]], made: Table, setter: Setter, first_pt: float, later_pt: float, feet: Feet) -> list[tuple[Row, ...]]:
    """As many sides, each as low as that allows, so that the last is not left with a row or two."""
    least_pt = head_height_pt(made, setter) + max(row.height_pt for row in made.rows) + 2 * made.pad_pt
    while later_pt - STEP_PT - max(feet) > least_pt:
        first_pt, later_pt = first_pt - STEP_PT, later_pt - STEP_PT
        lower = _cut(made, setter, first_pt, later_pt, feet)
        if len(lower) > len(parts) or not lower[0]:
            break
        parts = lower
    return parts


def _cut(made: Table, setter: Setter, first_pt: float, later_pt: float, feet: Feet) -> list[tuple[Row, ...]]:
    """Sides that hold a row at least, but for a first that has room for its head alone; the last leaves room for its foot."""
    for row in made.rows:
        over_pt = table_height_pt(made._replace(rows=(row,)), setter) - later_pt + feet.other_pt
        if over_pt > 0:
            lines = -int(-over_pt // setter.style.leading_pt)
            said = f"{row.anchor}: the row of the table is {lines} line{'s' * (lines > 1)} too high for one side"
            raise FitError(Diagnostic(None, said, "shorten its pain areas, conditions or muscles: a row is never split"))
    parts = cut_table(made, setter, first_pt - feet.other_pt, later_pt - feet.other_pt)
    last = parts[-1]
    room_pt = (later_pt if len(parts) > 1 else first_pt) - feet.last_pt
    while len(last) > 1 and table_height_pt(made._replace(rows=last), setter) > room_pt:
        last = last[:-1]
    if last != parts[-1]:
        parts[-1:] = [last, parts[-1][len(last) :]]
    return parts


def _one_side(table: QuickTable, setters: Setters, figures: Figures, style: Style, room: Room, linked: bool) -> tuple[Table, Setter] | None:
    """The table on one side at the largest size that fits; then the largest figures; then white between the rows. None: it does not fit."""
    best: tuple[RowMaker, float, float, Shares] | None = None
    for size_pt in SIZES_PT:
        maker = RowMaker(table, setters.at(_table_style(style, size_pt)), figures, room.width_pt, linked)
        pad_pt, least_pt = (PAD_PT, FIGURE_WIDTHS_PT[-1]) if best is None else (CALM_PAD_PT, CALM_FIGURE_PT)
        shares = _best_shares(maker, least_pt)
        white_pt = 2 * pad_pt * (len(table.rows) + 1)
        free_pt = room.height_pt - head_height_pt(maker.table(shares, least_pt, 0.0), maker.setter) - white_pt
        if maker.height_pt(shares, least_pt) > free_pt:
            break
        best = (maker, pad_pt, free_pt, shares)
    if best is None:
        return None
    maker, pad_pt, free_pt, shares = best
    figure_pt = FIGURE_WIDTHS_PT[-1]
    for width_pt in FIGURE_WIDTHS_PT:
        wider = _best_shares(maker, width_pt)
        if maker.height_pt(wider, width_pt) <= free_pt:
            figure_pt, shares = width_pt, wider
            break
    made = maker.table(shares, figure_pt, pad_pt)
    spare_pt = room.height_pt - table_height_pt(made, maker.setter)
    more_pt = min(spare_pt / (2 * len(made.rows) + 2), maker.setter.style.body_pt * 0.5)
    return made._replace(pad_pt=pad_pt + more_pt), maker.setter


def _on_its_side(style: Style) -> Style:
    return style._replace(page_width_pt=style.page_height_pt, page_height_pt=style.page_width_pt)


def _table_style(style: Style, size_pt: float) -> Style:
    return style._replace(body_pt=size_pt, leading_pt=round(size_pt * LEADING, 2), gutter_pt=size_pt * 0.85)


def _best_shares(maker: RowMaker, figure_pt: float) -> Shares:
    """The widths at which no word sticks out, as far as may be, and the rows are lowest."""
    return min(SHARES, key=lambda shares: (maker.overhang_pt(shares, figure_pt), maker.height_pt(shares, figure_pt)))
