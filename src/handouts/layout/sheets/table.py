"""Tables: columns of fixed widths, rows that keep together, a header that comes back on every page.

Enters: the header's words, and cells that have a height and can be placed. Leaves: `Laid` parts, one a page. The structure is a real
table's: THead and TBody, rows, header cells that say whether they head a column or a row. On later pages the header is painted again as
decoration and the rows continue the one table (ISO 14289-1, 7.5; ISO 32000-1, 14.8.4.3.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from handouts.document.blocks import Words
from handouts.layout.frame import Frame, Rect
from handouts.layout.laid import Laid, decoration, line, middled
from handouts.layout.type.typeset import Setter


class Column(NamedTuple):
    """A column's heading, its width, and the measure of what is set in it."""

    heading: Words
    width_pt: float
    measure_pt: float


class Row(NamedTuple):
    """The cells of a row, one for each column; the first heads the row. `least_pt` is the least height between its rules."""

    cells: tuple[Laid, ...]
    anchor: str = ""
    least_pt: float = 0.0
    middled: tuple[int, ...] = ()
    """Columns whose cells stand in the middle of the row's height; the others start at its top."""

    @property
    def height_pt(self) -> float:
        """Without the white over and under it."""
        return max(self.least_pt, *(cell.height_pt for cell in self.cells))


class Table(NamedTuple):
    """A table before it is cut into pages. `key` names it among the tables of a document."""

    key: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    pad_pt: float
    """Empty room over and under each row."""

    @property
    def width_pt(self) -> float:
        """The width of all columns together."""
        return sum(column.width_pt for column in self.columns)


def head_height_pt(table: Table, setter: Setter) -> float:
    """The height of the header row with its rule."""
    return max(cell.height_pt for cell in _head_cells(table, setter)) + 2 * table.pad_pt


def table_height_pt(table: Table, setter: Setter) -> float:
    """The height of the whole table, were it on one page."""
    return head_height_pt(table, setter) + sum(row.height_pt + 2 * table.pad_pt for row in table.rows)


def cut_table(table: Table, setter: Setter, first_pt: float, later_pt: float) -> list[tuple[Row, ...]]:
    """The rows of each page: as many as fit, none split; none on the first where it has no room. A row taller than a page stands alone."""
    head_pt = head_height_pt(table, setter)
    pages: list[list[Row]] = [[]]
    left_pt = first_pt - head_pt
    for row in table.rows:
        height_pt = row.height_pt + 2 * table.pad_pt
        if height_pt > left_pt and (pages[-1] or len(pages) == 1):
            pages.append([])
            left_pt = later_pt - head_pt
        pages[-1].append(row)
        left_pt -= height_pt
    return [tuple(page) for page in pages]


def lay_table(table: Table, setter: Setter, rows: Sequence[Row], first: bool) -> Laid:
    """The header and some rows. `first` is the part whose header a screen reader hears."""
    head_pt = head_height_pt(table, setter)
    height_pt = head_pt + sum(row.height_pt + 2 * table.pad_pt for row in rows)
    width_pt = table.width_pt

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        top = Rect(x_pt, y_pt, width_pt, head_pt)
        cells = _placed(table, _head_cells(table, setter), x_pt, y_pt + table.pad_pt, head_pt - 2 * table.pad_pt, "TH", "Column", ())
        body: list[Frame] = []
        rules: list[Frame] = [_rule(x_pt, top.bottom_pt, width_pt, "accent", 1.0)]
        y_pt = top.bottom_pt
        for row in rows:
            inner_pt = row.height_pt
            placed = _placed(table, row.cells, x_pt, y_pt + table.pad_pt, inner_pt, "TD", "", row.middled)
            body.append(Frame("TR", Rect(x_pt, y_pt, width_pt, inner_pt + 2 * table.pad_pt), (), placed, anchor=row.anchor))
            y_pt += inner_pt + 2 * table.pad_pt
            rules.append(_rule(x_pt, y_pt, width_pt, "hair", 0.5))
        rect = Rect(x_pt, top.y_pt, width_pt, height_pt)
        head_row = Frame("TR", top, (), cells)
        rows_frame = Frame(
            "TBody", Rect(x_pt, top.bottom_pt, width_pt, height_pt - head_pt), (), tuple(body), continues=f"{table.key}-body"
        )
        if first:
            head = Frame("THead", top, (), (head_row,))
            return (*rules, Frame("Table", rect, (), (head, rows_frame), continues=table.key, anchor=table.key))
        again = Frame("Artifact", top, (), (head_row,))
        return (*rules, again, Frame("Table", rect, (), (rows_frame,), continues=table.key))

    return Laid(height_pt, place)


def _head_cells(table: Table, setter: Setter) -> tuple[Laid, ...]:
    tone = setter.body._replace(ink="accent", strong_ink="accent", face="bold", balanced=True)
    return tuple(setter.paragraph(column.heading, column.measure_pt, tone) for column in table.columns)


def _placed(
    table: Table, cells: Sequence[Laid], x_pt: float, y_pt: float, height_pt: float, role: str, scope: str, middles: tuple[int, ...]
) -> tuple[Frame, ...]:
    """The cells of a row as elements; of a body row the first heads it."""
    frames = []
    for index, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
        part = middled(cell, height_pt) if index in middles else cell
        heads = role == "TH" or index == 0
        rect = Rect(x_pt, y_pt, column.width_pt, height_pt)
        frames.append(Frame("TH" if heads else "TD", rect, (), part.place(x_pt, y_pt), scope=scope or ("Row" if heads else "")))
        x_pt += column.width_pt
    return tuple(frames)


def _rule(x_pt: float, y_pt: float, width_pt: float, ink: str, line_width_pt: float) -> Frame:
    return decoration(Rect(x_pt, y_pt, width_pt, line_width_pt), (line(x_pt, y_pt, x_pt + width_pt, y_pt, ink, line_width_pt),))
