"""The second side: a roomy two-week diary, teach-back questions, what else helps, and lines to write on.

Enters: a `Handout` whose diary goes on the back. Leaves: one page in the same style as its front.
"""

from __future__ import annotations

from handouts.dataset.model import Piece
from handouts.document.blocks import Diary, Handout, Words
from handouts.layout.figures.figure import Figures
from handouts.layout.frame import Field, Frame, Page, Rect, Shape
from handouts.layout.laid import Laid, box, decoration, element, line, nothing, space, stack
from handouts.layout.page.boxes import MEASURE_EM, lay_foot
from handouts.layout.type.typeset import Setter

COLUMNS = (0.09, 0.1, 0.15, 0.15, 0.51)
"""Shares of the width: day, done, pain before, pain after, what I noticed."""


def lay_back(handout: Handout, setter: Setter, figures: Figures, fillable: bool, also_helps: bool) -> Page:
    """The back of a one-page handout; "what else helps" stands here where the front had no room for it."""
    style = setter.style
    diary = handout.diary
    assert diary is not None
    width_pt = style.measure_pt
    room_pt = style.room_pt
    foot = lay_foot(handout.foot, setter, width_pt, 2, 2)
    head = [
        setter.paragraph(diary.heading, width_pt, setter.title, "H1"),
        setter.paragraph(handout.title, width_pt, setter.quiet),
        space(style.gap_pt),
        setter.paragraph(diary.how_back, width_pt),
    ]
    after = [
        setter.paragraph(handout.also_helps, min(width_pt, style.body_pt * MEASURE_EM)) if also_helps else nothing(),
        _teach_back(diary, setter, width_pt, fillable),
    ]
    fixed_pt = sum(part.height_pt for part in (*head, *after)) + foot.height_pt + 4 * style.gap_pt * 2
    row_pt = min(style.leading_pt * 2.1, (room_pt - fixed_pt) / (diary.days + 1.6))
    table = _table(diary, setter, width_pt, row_pt, fillable)
    body = stack([stack(head), table, *after], style.gap_pt * 2)
    frames = body.place(style.margin_pt, style.top_pt)
    bottom = foot.place(style.margin_pt, style.top_pt + room_pt - foot.height_pt)
    return Page(style.page_width_pt, style.page_height_pt, (*frames, *bottom), "2")


def _table(diary: Diary, setter: Setter, width_pt: float, row_pt: float, fillable: bool) -> Laid:
    style = setter.style
    heads = (diary.day, diary.tick, diary.before, diary.after, diary.noticed)
    lefts = [width_pt * sum(COLUMNS[:index]) for index in range(len(COLUMNS) + 1)]
    head_pt = style.leading_pt * 1.4
    height_pt = head_pt + row_pt * diary.days

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        ruling: list[tuple[object, ...]] = []
        for index in range(diary.days + 2):
            y = y_pt if not index else y_pt + head_pt + row_pt * (index - 1)
            ruling += [("m", x_pt, y), ("l", x_pt + width_pt, y)]
        for left in lefts:
            ruling += [("m", x_pt + left, y_pt), ("l", x_pt + left, y_pt + height_pt)]
        ground = decoration(Rect(x_pt, y_pt, width_pt, height_pt), (Shape(tuple(ruling), None, "rule", 0.6),))
        cells = []
        for index, words in enumerate(heads):
            rect = Rect(x_pt + lefts[index], y_pt, lefts[index + 1] - lefts[index], head_pt)
            baseline_pt = y_pt + (head_pt + style.body_pt * 0.67) / 2
            cells.append(
                Frame("TH", rect, (setter.label(words.plain() + " ", rect.x_pt + 4, baseline_pt, style.body_pt, "bold"),), scope="Column")
            )
        rows = [Frame("TR", Rect(x_pt, y_pt, width_pt, head_pt), (), tuple(cells))]
        for day in range(1, diary.days + 1):
            top_pt = y_pt + head_pt + row_pt * (day - 1)
            rows.append(_row(diary, setter, Rect(x_pt, top_pt, width_pt, row_pt), lefts, day, fillable))
        return (ground, Frame("Table", Rect(x_pt, y_pt, width_pt, height_pt), (), tuple(rows), source="diary"))

    return Laid(height_pt, place)


def _row(diary: Diary, setter: Setter, rect: Rect, lefts: list[float], day: int, fillable: bool) -> Frame:
    style = setter.style
    windows = [Rect(rect.x_pt + lefts[index], rect.y_pt, lefts[index + 1] - lefts[index], rect.height_pt) for index in range(len(COLUMNS))]
    baseline_pt = rect.y_pt + (rect.height_pt + style.body_pt * 0.67) / 2
    cells = [Frame("TH", windows[0], (setter.label(f"{day} ", windows[0].x_pt + 4, baseline_pt, style.body_pt),), scope="Row")]
    tick_pt = style.body_pt * 1.1
    tick = Rect(windows[1].x_pt + (windows[1].width_pt - tick_pt) / 2, rect.y_pt + (rect.height_pt - tick_pt) / 2, tick_pt, tick_pt)
    names = ("done", "before", "after", "noticed")
    labels = (diary.tick, diary.before, diary.after, diary.noticed)
    for index, name in enumerate(names):
        window = tick if name == "done" else windows[index + 1]
        children: list[Frame] = []
        if name == "done":
            children.append(decoration(tick, (box(tick, None, "text", 0.7),)))
        if fillable:
            said = f"{diary.day.plain()} {day}, {labels[index].plain()}"
            field = Field(f"day{day}.{name}", said, "tick" if name == "done" else "text", window, style.body_pt)
            children.append(Frame("Form", window, (field,), alt=said))
        cells.append(Frame("TD", windows[index + 1], (), tuple(children)))
    return Frame("TR", rect, (), tuple(cells))


def _teach_back(diary: Diary, setter: Setter, width_pt: float, fillable: bool) -> Laid:
    """A question and a ruled line each."""
    style = setter.style
    parts = [setter.paragraph(diary.teach_heading, width_pt, setter.heading, "H2")]
    for index, question in enumerate(diary.teach):
        parts += [setter.paragraph(question, width_pt), _ruled(setter, width_pt, f"teach{index + 1}", question.plain(), fillable)]
    parts += [space(style.gap_pt), setter.paragraph(diary.notes, width_pt, setter.heading, "H2")]
    parts += [setter.paragraph(Words((Piece(text),), "note"), width_pt) for text in diary.notes_text]
    parts += [_ruled(setter, width_pt, f"notes{index + 1}", diary.notes.plain(), fillable) for index in range(2)]
    parts.append(setter.paragraph(diary.done, width_pt))
    return element("Sect", stack(parts), width_pt)


def _ruled(setter: Setter, width_pt: float, name: str, label: str, fillable: bool) -> Laid:
    height_pt = setter.style.leading_pt * 1.7

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        bottom_pt = y_pt + height_pt - 2
        window = Rect(x_pt, y_pt, width_pt, height_pt)
        frames = [decoration(window, (line(x_pt, bottom_pt, x_pt + width_pt, bottom_pt, "rule", 0.6),))]
        if fillable:
            frames.append(Frame("Form", window, (Field(name, label, "text", window, setter.style.body_pt),), alt=label))
        return tuple(frames)

    return Laid(height_pt, place)
