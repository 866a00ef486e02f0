"""The patient's plan on the page itself: a row of boxes to tick, what the clinician noted, and when both will look at it again.

Enters: a `Diary`, a `Setter`, a width. Leaves: `Laid`. The roomy diary is `back_page`'s.
"""

from __future__ import annotations

from handouts.dataset.model import Piece
from handouts.document.blocks import Diary, Words
from handouts.layout.frame import Field, Frame, Item, Rect
from handouts.layout.laid import Laid, beside, box, decoration, element, middled, nothing, stack
from handouts.layout.page.boxes import MEASURE_EM
from handouts.layout.style import MM
from handouts.layout.type.typeset import Setter

TICK_PT = 7.3 * MM
"""A box's side: a sore hand can hit it (review/page.md: cells of 5 mm are too small)."""
TICK_GAP_PT = 1.5 * MM
MOST_IN_ROW = 14


def lay_plan(diary: Diary | None, setter: Setter, width_pt: float, fillable: bool, ticks: bool = True) -> Laid:
    """The heading, what to do, the boxes, and what this patient is told; what a clinician wrote is never left out."""
    if diary is None:
        return nothing()
    style = setter.style
    ticks = ticks and diary.days > 0
    label = (Piece(diary.notes.plain() + ": ", True),)
    texts = [Words((*(() if index else label), Piece(text)), "note") for index, text in enumerate(diary.notes_text)]
    measure_pt = min(width_pt, style.body_pt * MEASURE_EM)
    written = [setter.paragraph(text, measure_pt) for text in texts]
    done = setter.paragraph(diary.done, measure_pt)
    if not ticks and not written and not diary.done.text and (diary.days or not diary.how.text):
        return nothing()
    heading_pt = setter.width_pt(diary.heading.plain(), "bold", style.heading_pt) + style.body_pt * 0.7
    heading = setter.paragraph(diary.heading, heading_pt, setter.heading._replace(leading_pt=style.leading_pt), "H2")
    how = diary.how if ticks or not diary.days else Words(())
    how_pt = setter.width_pt(how.plain(), "regular", style.body_pt) + style.body_pt * 0.8
    head = beside([(0.0, heading), (heading_pt, setter.paragraph(how, width_pt - heading_pt))])
    if not ticks:
        return element("Sect", stack([head, *written, done]), width_pt)
    boxes_pt = width_pt - heading_pt - how_pt
    each_pt = TICK_PT * style.line_scale + TICK_GAP_PT
    in_line = min(diary.days, MOST_IN_ROW) * each_pt - TICK_GAP_PT <= boxes_pt
    left_pt = heading_pt + how_pt if in_line else 0.0
    boxes = _boxes(diary, setter, width_pt - left_pt, fillable)
    if in_line:
        head = beside([(0.0, middled(head, TICK_PT * style.line_scale)), (left_pt, boxes)])
    else:
        head = stack([head, boxes], style.body_pt * 0.15)
    return element("Sect", stack([head, *written, done], style.body_pt * 0.15), width_pt)


def _boxes(diary: Diary, setter: Setter, width_pt: float, fillable: bool) -> Laid:
    """A box for each day with its number in it, in rows of a fortnight or less. To fill in by hand they are a drawing; else form fields."""
    style = setter.style
    tick_pt = TICK_PT * style.line_scale
    each_pt = tick_pt + TICK_GAP_PT
    in_row = max(1, min(MOST_IN_ROW, int((width_pt + TICK_GAP_PT) // each_pt)))
    if in_row < MOST_IN_ROW:
        in_row = max(7 * (in_row // 7), min(in_row, 7))
    rows = -(-diary.days // in_row)
    height_pt = rows * each_pt - TICK_GAP_PT

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        items: list[Item] = []
        fields: list[Frame] = []
        for day in range(1, diary.days + 1):
            row, column = divmod(day - 1, in_row)
            window = Rect(x_pt + column * each_pt, y_pt + row * each_pt, tick_pt, tick_pt)
            number_pt = setter.width_pt(str(day), "regular", style.small_pt)
            baseline_pt = window.y_pt + style.small_pt * 0.92
            items.append(box(window, None, "text", 0.8))
            items.append(setter.label(f"{day} ", window.x_pt + (tick_pt - number_pt) / 2, baseline_pt, style.small_pt, ink="quiet"))
            if fillable:
                said = f"{diary.day.plain()} {day}"
                fields.append(Frame("Form", window, (Field(f"day{day}.done", said, "tick", window, style.body_pt),), alt=said))
        return (decoration(Rect(x_pt, y_pt, width_pt, height_pt), tuple(items)), *fields)

    return Laid(height_pt, place)
