"""The rows of the quick reference, at one size of type: number and small figure, what for, where it hurts, muscles, page.

Enters: a `QuickTable`, a `Setter`, body figures, how the width is shared. Leaves: a `Table` whose rows know their heights.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from handouts.dataset.model import Piece, Prose
from handouts.document.blocks import Words
from handouts.document.quickref import MuscleGroup, QuickRow, QuickTable, listed
from handouts.document.words import joined
from handouts.layout.figures.figure import Figures
from handouts.layout.figures.pain_map import lay_pain_map
from handouts.layout.frame import Frame, Rect
from handouts.layout.laid import Laid, beside, middled, stack
from handouts.layout.sheets.table import Column, Row, Table
from handouts.layout.type.typeset import Setter

TABLE = "reference"
"""The name of the table, and of its title, for links."""

FIGURE_GAP_PT = 4.0
NARROW_EM = 40.0
"""A room less wide than this, in ems of the table's type, is a half-size page."""
LEAST_ASPECT, MOST_ASPECT = 0.74, 1.05
"""Height over width of a row's small figure: it is as high as the words beside it, within these."""

Shares = tuple[float, float, float]
"""The parts of the width that go to what a spot is for, where it hurts, and the muscles."""


class Measures(NamedTuple):
    """The widths of the columns, and of what is set in them."""

    widths: tuple[float, ...]
    measures: tuple[float, ...]


class Cells(NamedTuple):
    """The words of a row, column by column; `warning` stands over `conditions`, `longer` has what the muscles are in plain words."""

    warning: Words
    conditions: Words
    pain: Words
    muscles: Words
    longer: Words


class RowMaker:
    """Makes the table at one size of type. `linked`: numbers and pages lead to `#spot-<number>`."""

    def __init__(self, table: QuickTable, setter: Setter, figures: Figures, width_pt: float, linked: bool) -> None:
        self.quick, self.setter, self.figures, self.width_pt, self.linked = table, setter, figures, width_pt, linked
        self.radius_pt = max(setter.style.body_pt * 0.7, 7.4)
        self.stacked = setter.style.line_scale > 1
        """In large print the number stands over its figure, and every muscle has its plain words."""
        self.over = self.stacked or width_pt < NARROW_EM * setter.style.body_pt
        """In a narrow room too the number stands over its figure."""
        self._cells = [self._words_of(row) for row in table.rows]
        self._longest = self._longest_words()
        self._heights: dict[tuple[int, float], list[float]] = {}

    def table(self, shares: Shares, figure_pt: float, pad_pt: float) -> Table:
        """All rows, their figures so wide."""
        found = self._measures(shares, figure_pt)
        columns = tuple(Column(*column) for column in zip(self.quick.columns, found.widths, found.measures, strict=True))
        rows = tuple(self._row(row, cells, found.measures, figure_pt) for row, cells in zip(self.quick.rows, self._cells, strict=True))
        return Table(TABLE, columns, rows, pad_pt)

    def height_pt(self, shares: Shares, figure_pt: float) -> float:
        """Of all rows, without white between them."""
        measures = self._measures(shares, figure_pt).measures
        least_pt = figure_pt * LEAST_ASPECT
        first, second, third = (self._column(index, measures[index + 1]) for index in range(3))
        return sum([max(least_pt, *heights) for heights in zip(first, second, third, strict=True)])

    def _column(self, index: int, width_pt: float) -> list[float]:
        """How high the texts of one column are at this width, row by row."""
        found = self._heights.get((index, width_pt))
        if found is None:
            found = self._heights[index, width_pt] = [self._texts(cells, index, width_pt).height_pt for cells in self._cells]
        return found

    def overhang_pt(self, shares: Shares, figure_pt: float) -> float:
        """By how much the longest words stick out of their columns, all columns together: a word is never broken."""
        measures = self._measures(shares, figure_pt).measures[1:4]
        return sum(max(0.0, word_pt - width_pt) for word_pt, width_pt in zip(self._longest, measures, strict=True))

    def _words_of(self, row: QuickRow) -> Cells:
        pain = listed(row.main, True)
        if row.spill_over:
            pain = joined([pain, (*self.quick.spill_label.text, Piece(" "), *listed(row.spill_over))], ". ")
        groups = row.muscles
        return Cells(
            row.warning,
            _words(listed(row.conditions), row.conditions),
            _words(pain, row.main),
            _words(_muscles(groups, self.stacked), groups[0].muscles),
            _words(_muscles(groups, True), groups[0].muscles),
        )

    def _longest_words(self) -> tuple[float, ...]:
        """The longest word of each column of text."""
        columns = (
            [cells.warning.text + cells.conditions.text for cells in self._cells],
            [cells.pain.text for cells in self._cells],
            [cells.muscles.text for cells in self._cells],
        )
        return tuple(max(map(self._word_pt, column)) for column in columns)

    def _word_pt(self, prose: Prose) -> float:
        setter = self.setter
        words = [(word, piece.strong) for piece in prose for word in piece.text.split(" ") if word]
        return max(setter.width_pt(word, "bold" if strong else "regular", setter.style.body_pt) for word, strong in words)

    def _measures(self, shares: Shares, figure_pt: float) -> Measures:
        gutter_pt, body_pt = self.setter.style.gutter_pt, self.setter.style.body_pt
        number_pt = 2 * self.radius_pt
        first_pt = (max(figure_pt, number_pt) if self.over else number_pt + FIGURE_GAP_PT + figure_pt) + gutter_pt
        *_, last = self.quick.columns
        page_pt = [self.setter.width_pt(last.plain(), "bold", body_pt) + 1] if len(self.quick.columns) > 4 else []
        free_pt = self.width_pt - first_pt - sum(page_pt)
        widths = (first_pt, *(free_pt * share for share in shares), *page_pt)
        # the last column needs no white at its right
        return Measures(widths, (*(width_pt - gutter_pt for width_pt in widths[:-1]), widths[-1]))

    def _texts(self, cells: Cells, index: int, width_pt: float) -> Laid:
        """What a column says of a spot: what it is for, under what must be read first; where it hurts; the muscles."""
        setter = self.setter
        if index:
            return setter.paragraph(cells.muscles if index == 2 else cells.pain, width_pt)
        danger = setter.body._replace(ink="danger", strong_ink="danger", face="bold", balanced=True)
        return stack([setter.paragraph(cells.warning, width_pt, danger), setter.paragraph(cells.conditions, width_pt)])

    def _row(self, row: QuickRow, cells: Cells, measures: Sequence[float], figure_pt: float) -> Row:
        texts = [self._texts(cells, index, measures[index + 1]) for index in range(3)]
        height_pt = max(figure_pt * LEAST_ASPECT, *(text.height_pt for text in texts))
        longer = self.setter.paragraph(cells.longer, measures[3])
        if longer.height_pt <= height_pt:
            texts[2] = longer
        spot = self._spot(row, figure_pt, min(height_pt, figure_pt * MOST_ASPECT))
        page = [self._page(row, width_pt) for width_pt in measures[4:]]
        return Row((spot, *texts, *page), f"{TABLE}-{row.number}", height_pt, () if self.over else (0,))

    def _spot(self, row: QuickRow, width_pt: float, height_pt: float) -> Laid:
        """The number, and beside it (in large print under it) the small figure."""
        radius_pt, setter = self.radius_pt, self.setter

        def place_number(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
            rect = Rect(x_pt, y_pt, 2 * radius_pt, 2 * radius_pt)
            disc = setter.number_disc(row.number, x_pt + radius_pt, y_pt + radius_pt, radius_pt)
            return (self._linked(Frame("P", rect, disc, source=f"spot {row.number}"), row),)

        def place_figure(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
            shown, window = row.pain_map, Rect(x_pt, y_pt, width_pt, height_pt)
            scale = setter.style.line_scale
            items = lay_pain_map(self.figures, shown.main, shown.spill_over, shown.number, shown.side, window, scale)
            return (Frame("Figure", window, items, alt=row.alt),)

        number, figure = Laid(2 * radius_pt, place_number), Laid(height_pt, place_figure)
        if self.over:
            return stack([number, figure], FIGURE_GAP_PT * setter.style.line_scale)
        highest_pt = max(number.height_pt, height_pt)
        return beside([(0.0, middled(number, highest_pt)), (2 * radius_pt + FIGURE_GAP_PT, middled(figure, highest_pt))])

    def _page(self, row: QuickRow, width_pt: float) -> Laid:
        page = self.setter.paragraph(Words((Piece(row.page),), "page"), width_pt)
        return Laid(page.height_pt, lambda x_pt, y_pt: tuple(self._linked(frame, row) for frame in page.place(x_pt, y_pt)))

    def _linked(self, frame: Frame, row: QuickRow) -> Frame:
        """In a booklet, the same as a link to the spot."""
        if not self.linked:
            return frame
        link = Frame("Link", frame.rect, frame.items, target=f"#spot-{row.number}", alt=row.place.plain())
        return frame._replace(items=(), children=(link,))


def _words(prose: Prose, parts: Sequence[Words]) -> Words:
    """A cell's text begins with a capital; its source is that of its first part."""
    first, *rest = prose
    return Words((first._replace(text=first.text[:1].upper() + first.text[1:]), *rest), parts[0].source)


def _muscles(groups: Sequence[MuscleGroup], plain: bool) -> Prose:
    """Muscles group by group, under the group's name; `plain` adds what each is in everyday words."""
    parts: list[Prose] = []
    for group in groups:
        names = [
            (*name.text, Piece(" ("), *meaning.text, Piece(")")) if plain and meaning.text else name.text
            for name, meaning in zip(group.muscles, group.plain, strict=True)
        ]
        head = (*group.name.text, Piece(": ")) if group.name.text else ()
        parts.append((*head, *joined(names, ", ")))
    return joined(parts, "; ")
