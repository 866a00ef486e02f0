"""The patient's plan: a box to tick and two numbers for each day, and a line for notes.

Enters: a `Diary`, a `Setter`, a width. Leaves: `Laid`.
"""

from __future__ import annotations

from functools import partial

from handouts.dataset.model import Piece
from handouts.document.blocks import Blank, Diary, Words
from handouts.layout.frame import Field, Frame, Rect, Shape
from handouts.layout.laid import Laid, beside, box, decoration, element, stack
from handouts.layout.page.blanks import lay_blanks
from handouts.layout.page.boxes import MEASURE_EM
from handouts.layout.type.typeset import Setter

MOST_COLUMNS = 14
"""Days side by side in one table."""
WIDEST_EM = 5.0
"""The widest column: a plan of few days is no wider for it."""


def lay_diary(diary: Diary, setter: Setter, width_pt: float, fillable: bool, weeks: int = 1) -> Laid:
    """A box to tick and two numbers a day; the clinician's notes, or where there are none a line to write on.

    `weeks` is how many tables the days are spread over.
    """
    style = setter.style
    heading_pt = setter.width_pt(diary.heading.plain(), "bold", style.heading_pt) + style.body_pt * 0.7
    how_pt = width_pt - heading_pt
    heading = beside(
        [(0, setter.paragraph(diary.heading, heading_pt, setter.heading, "H2")), (heading_pt, setter.paragraph(diary.how, how_pt))]
    )
    label = (Piece(diary.notes.plain() + ": ", True),)
    texts = [Words((*(() if index else label), Piece(text)), "note") for index, text in enumerate(diary.notes_text)]
    written = [setter.paragraph(text, min(width_pt, style.body_pt * MEASURE_EM)) for text in texts]
    done = setter.paragraph(diary.done, width_pt)
    if not diary.days:
        return element("Sect", stack([heading, *written, done], style.body_pt * 0.1), width_pt)
    weeks = max(weeks, -(-diary.days // MOST_COLUMNS))
    each = -(-diary.days // weeks)
    days = [range(first, min(first + each, diary.days + 1)) for first in range(1, diary.days + 1, each)]
    names = (diary.day, diary.before, diary.after)
    grids = [
        setter.once((names, week, each, width_pt, fillable), partial(_diary_grid, diary, setter, width_pt, fillable, week, each))
        for week in days
    ]
    notes = written or [_notes_line(diary, setter, width_pt, fillable)]
    parts = [heading, *grids, *notes, done]
    return element("Sect", stack(parts, style.body_pt * 0.1), width_pt)


def _diary_grid(diary: Diary, setter: Setter, width_pt: float, fillable: bool, days: range, columns: int) -> Laid:
    """A table: a row of days with a box to tick, a row for pain before, a row for pain after. `columns`: of the widest of the tables."""
    style = setter.style
    labels = (diary.day, diary.before, diary.after)
    label_pt = max(setter.width_pt(words.plain(), "regular", style.body_pt) for words in labels) + style.body_pt * 0.5
    cell_pt = min((width_pt - label_pt) / columns, style.body_pt * WIDEST_EM)
    width_pt = label_pt + cell_pt * len(days)
    row_pt = style.leading_pt * 1.02
    height_pt = row_pt * 3

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        left_pt = x_pt + label_pt
        ruling: list[tuple[object, ...]] = []
        for index in range(4):
            ruling += [("m", left_pt, y_pt + index * row_pt), ("l", x_pt + width_pt, y_pt + index * row_pt)]
        for index in range(len(days) + 1):
            ruling += [("m", left_pt + index * cell_pt, y_pt), ("l", left_pt + index * cell_pt, y_pt + height_pt)]
        ground = decoration(Rect(left_pt, y_pt, width_pt - label_pt, height_pt), (Shape(tuple(ruling), None, "rule", 0.6),))
        rows = [
            _diary_row(diary, setter, Rect(x_pt, y_pt + index * row_pt, width_pt, row_pt), label_pt, index, fillable, days)
            for index in range(3)
        ]
        return (ground, Frame("Table", Rect(x_pt, y_pt, width_pt, height_pt), (), tuple(rows), source="diary"))

    return Laid(height_pt, place)


def _diary_row(diary: Diary, setter: Setter, rect: Rect, label_pt: float, row: int, fillable: bool, days: range) -> Frame:
    style = setter.style
    words = (diary.day, diary.before, diary.after)[row]
    face = setter.faces["regular"]
    baseline_pt = rect.y_pt + (rect.height_pt + face.cap_height * style.body_pt / 1000) / 2
    head_rect = Rect(rect.x_pt, rect.y_pt, label_pt, rect.height_pt)
    label = setter.label(words.plain() + " ", rect.x_pt, baseline_pt, style.body_pt)
    cells = [Frame("TH", head_rect, (label,), scope="Row", source=words.source)]
    cell_pt = (rect.width_pt - label_pt) / len(days)
    for index, day in enumerate(days):
        cell = Rect(rect.x_pt + label_pt + index * cell_pt, rect.y_pt, cell_pt, rect.height_pt)
        if row == 0:
            cells.append(_day_cell(diary, setter, cell, day, fillable))
            continue
        said = f"{diary.day.plain()} {day}, {words.plain()}"
        field = Field(f"day{day}.{('done', 'before', 'after')[row]}", said, "text", cell, style.small_pt)
        form = (Frame("Form", cell, (field,), alt=said),) if fillable else ()
        cells.append(Frame("TD", cell, (), form))
    return Frame("TR", rect, (), tuple(cells))


def _day_cell(diary: Diary, setter: Setter, cell: Rect, day: int, fillable: bool) -> Frame:
    """The day's number and its box to tick."""
    small_pt = setter.style.small_pt
    tick_pt = min(cell.width_pt * 0.42, cell.height_pt * 0.66)
    tick = Rect(cell.right_pt - tick_pt - 1.8, cell.y_pt + (cell.height_pt - tick_pt) / 2, tick_pt, tick_pt)
    baseline_pt = cell.y_pt + (cell.height_pt + setter.faces["regular"].cap_height * small_pt / 1000) / 2
    number = setter.label(f"{day} ", cell.x_pt + 2.0, baseline_pt, small_pt)
    children = [decoration(tick, (box(tick, None, "text", 0.6),))]
    if fillable:
        said = f"{diary.day.plain()} {day}"
        children.append(Frame("Form", tick, (Field(f"day{day}.done", said, "tick", tick, small_pt),), alt=said))
    return Frame("TH", cell, (number,), tuple(children), scope="Column")


def _notes_line(diary: Diary, setter: Setter, width_pt: float, fillable: bool) -> Laid:
    return lay_blanks((Blank(diary.notes, "", "notes"),), setter, width_pt, fillable)
