"""Overleaf: what the front had no room for, a roomy diary, teach-back questions, lines to write on, and the code to scan.

Enters: a `Handout`, a setter, the parts that moved here. Leaves: one page or more in the style of the front. A diary's rows are never too
low to write in: a long one goes on to a further side.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from handouts.dataset.model import Piece
from handouts.document.blocks import Diary, Handout, Words
from handouts.errors import Diagnostic, FitError
from handouts.layout.figures.figure import Figures
from handouts.layout.frame import Field, Frame, Item, Page, Rect, Shape
from handouts.layout.laid import Laid, beside, box, decoration, element, line, nothing, stack
from handouts.layout.page.boxes import MEASURE_EM, lay_code_and_words, lay_folio, lay_foot
from handouts.layout.style import MM
from handouts.layout.type.typeset import Setter

COLUMNS = (0.09, 0.1, 0.15, 0.15, 0.51)
"""Shares of the width: day, done, pain before, pain after, what I noticed."""
ROW_PT = (7.4 * MM, 9.6 * MM)
"""A row's least height, which a sore hand can write in, and its greatest."""
WRITING_EM = 1.7
"""A line to write on, in lines of type."""
NOTE_LINES = 2


class Block(NamedTuple):
    """Something that stands on one side; days of the diary may part after any row."""

    laid: Laid
    days: int = 0
    name: str = ""
    """The field that made it, for the message where it is higher than a side."""


def lay_overleaf(
    handout: Handout, setter: Setter, figures: Figures, fillable: bool, moved: Sequence[Laid], roomy: bool, first_page: int = 2
) -> tuple[Page, ...]:
    """The sides after the front. `moved`: parts without room there; `roomy`: with the diary, teach-back and lines for notes.

    Raises `FitError` where a part is higher than a side.
    """
    style = setter.style
    diary, width_pt = handout.diary, style.measure_pt
    gap_pt = style.body_pt * 0.7
    blocks = [Block(part) for part in moved if part.height_pt]
    if roomy and diary is not None:
        blocks += _diary_blocks(diary, setter, width_pt, fillable)
    blocks.append(Block(_last(handout, setter, figures, width_pt)))
    sides = _flow(blocks, handout, setter, gap_pt)
    pages = first_page - 1 + len(sides)
    return tuple(_page(handout, setter, side, number, pages, gap_pt, fillable) for number, side in enumerate(sides, first_page))


def _diary_blocks(diary: Diary, setter: Setter, width_pt: float, fillable: bool) -> list[Block]:
    how = stack(
        [
            setter.paragraph(diary.heading, width_pt, setter.heading, "H2"),
            setter.paragraph(diary.how_back, min(width_pt, setter.style.body_pt * MEASURE_EM)),
        ]
    )
    blocks = [Block(how), Block(nothing(), diary.days)] if diary.days else []
    questions = [setter.paragraph(diary.teach_heading, width_pt, setter.heading, "H2")]
    for index, question in enumerate(diary.teach):
        questions += [setter.paragraph(question, width_pt), _ruled(setter, width_pt, f"teach{index + 1}", question.plain(), fillable)]
    blocks.append(Block(element("Sect", stack(questions), width_pt)))
    measure_pt = min(width_pt, setter.style.body_pt * MEASURE_EM)
    blocks.append(Block(setter.paragraph(diary.notes, width_pt, setter.heading, "H2")))
    blocks += [Block(setter.paragraph(Words((Piece(text),), "note"), measure_pt), name="notes") for text in diary.notes_text]
    lines = [_ruled(setter, width_pt, f"notes{index + 1}", diary.notes.plain(), fillable) for index in range(NOTE_LINES)]
    blocks.append(Block(stack([*lines, setter.paragraph(diary.done, measure_pt)])))
    return blocks


def _last(handout: Handout, setter: Setter, figures: Figures, width_pt: float) -> Laid:
    """The small print, with the code to scan beside it."""
    code_pt, code = lay_code_and_words(handout.foot, setter, figures)
    text_pt = width_pt - code_pt - setter.style.gutter_pt
    return beside([(0.0, lay_foot(handout.foot, setter, text_pt, 1, 1)), (width_pt - code_pt, code)])


def _flow(blocks: Sequence[Block], handout: Handout, setter: Setter, gap_pt: float) -> list[list[Block]]:
    """The blocks on sides, in order: each whole, the diary by its rows; rows as high as lets all stand on one side, within `ROW_PT`."""
    style = setter.style
    room_pt = style.room_pt - _head(handout, setter).height_pt - gap_pt - style.small_leading_pt * 1.3
    head_pt = _head_pt(setter)
    sides: list[list[Block]] = [[]]
    free_pt = room_pt
    for block in blocks:
        days = block.days
        if not days:
            if block.laid.height_pt > room_pt:
                raise FitError(Diagnostic(None, f"{block.name or 'a part'} is longer than a side", "shorten it"))
            if block.laid.height_pt + gap_pt > free_pt and sides[-1]:
                sides.append([])
                free_pt = room_pt
            sides[-1].append(block)
            free_pt -= block.laid.height_pt + gap_pt
            continue
        first = 1
        while first <= days:
            rows = min(days - first + 1, int((free_pt - head_pt - gap_pt) // ROW_PT[0]))
            if rows < min(3, days - first + 1):
                sides.append([])
                free_pt = room_pt
                continue
            sides[-1].append(Block(Laid(head_pt + rows * ROW_PT[0], lambda x_pt, y_pt: ()), days=first, name=str(first + rows - 1)))
            free_pt -= head_pt + rows * ROW_PT[0] + gap_pt
            first += rows
    return sides


def _page(handout: Handout, setter: Setter, blocks: Sequence[Block], number: int, pages: int, gap_pt: float, fillable: bool) -> Page:
    """One side: its head, its blocks, what is left of its height given to the rows of the diary, the folio at its foot."""
    style, diary = setter.style, handout.diary
    width_pt = style.measure_pt
    head = _head(handout, setter)
    folio = lay_folio(handout.foot, setter, width_pt, number, pages)
    solid = sum(block.laid.height_pt for block in blocks) + gap_pt * len(blocks)
    spare_pt = style.room_pt - head.height_pt - solid - style.small_leading_pt * 1.3
    parts = [head]
    for block in blocks:
        if not block.days:
            parts.append(block.laid)
            continue
        assert diary is not None
        days = range(block.days, int(block.name) + 1)
        row_pt = min(ROW_PT[1], ROW_PT[0] + spare_pt / len(days))
        parts.append(_diary(diary, setter, width_pt, row_pt, days, fillable))
    frames = stack(parts, gap_pt).place(style.margin_pt, style.top_pt)
    foot = folio.place(style.margin_pt, style.top_pt + style.room_pt - folio.height_pt)
    return Page(style.page_width_pt, style.page_height_pt, (*frames, *foot), str(number))


def _head(handout: Handout, setter: Setter) -> Laid:
    """Whose sheet this is, for one who finds it alone: decoration, since it was heard on the front."""
    style = setter.style
    patient = next((blank.value for blank in handout.blanks if blank.name == "patient"), "")
    tone = setter.body
    height_pt = tone.leading_pt + 4

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        baseline_pt = y_pt + setter.ascent_pt(tone)
        items: list[Item] = [setter.label(handout.title.plain() + " ", x_pt, baseline_pt, tone.size_pt, "bold", "accent")]
        if patient:
            left_pt = x_pt + style.measure_pt - setter.width_pt(patient, "regular", tone.size_pt)
            items.append(setter.label(patient + " ", left_pt, baseline_pt, tone.size_pt))
        items.append(line(x_pt, y_pt + height_pt, x_pt + style.measure_pt, y_pt + height_pt, "hair", 0.6))
        return (decoration(Rect(x_pt, y_pt, style.measure_pt, height_pt), tuple(items)),)

    return Laid(height_pt, place)


def _head_pt(setter: Setter) -> float:
    return setter.style.leading_pt * 1.4


def _diary(diary: Diary, setter: Setter, width_pt: float, row_pt: float, days: range, fillable: bool) -> Laid:
    """A row for each day. To be filled in by hand it is a drawing with words of its own: seventy empty cells tell a listener nothing.

    To be filled in on a screen, each field says its day and what it is for.
    """
    style = setter.style
    heads = (diary.day, diary.tick, diary.before, diary.after, diary.noticed)
    lefts = [width_pt * sum(COLUMNS[:index]) for index in range(len(COLUMNS) + 1)]
    head_pt = _head_pt(setter)
    height_pt = head_pt + row_pt * len(days)

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        items: list[Item] = []
        ruling: list[tuple[object, ...]] = []
        for index in range(len(days) + 2):
            y = y_pt if not index else y_pt + head_pt + row_pt * (index - 1)
            ruling += [("m", x_pt, y), ("l", x_pt + width_pt, y)]
        for left in lefts:
            ruling += [("m", x_pt + left, y_pt), ("l", x_pt + left, y_pt + height_pt)]
        items.append(Shape(tuple(ruling), None, "rule", 0.6))
        for words, left in zip(heads, lefts, strict=False):
            items.append(
                setter.label(words.plain() + " ", x_pt + left + 4, y_pt + (head_pt + style.body_pt * 0.67) / 2, style.body_pt, "bold")
            )
        fields: list[Frame] = []
        for index, day in enumerate(days):
            top_pt = y_pt + head_pt + row_pt * index
            items.append(setter.label(f"{day} ", x_pt + 4, top_pt + (row_pt + style.body_pt * 0.67) / 2, style.body_pt))
            windows = [Rect(x_pt + lefts[k], top_pt, lefts[k + 1] - lefts[k], row_pt) for k in range(len(COLUMNS))]
            tick_pt = min(row_pt - 4, 6.4 * MM)
            tick = Rect(windows[1].x_pt + (windows[1].width_pt - tick_pt) / 2, top_pt + (row_pt - tick_pt) / 2, tick_pt, tick_pt)
            items.append(box(tick, None, "text", 0.7))
            if fillable:
                fields += _fields(diary, setter, day, (tick, *windows[2:]))
        whole = Rect(x_pt, y_pt, width_pt, height_pt)
        if fillable:
            return (decoration(whole, tuple(items)), Frame("Sect", whole, (), tuple(fields), source="diary"))
        return (Frame("Figure", whole, tuple(items), alt=diary.alt, source="diary"),)

    return Laid(height_pt, place)


def _fields(diary: Diary, setter: Setter, day: int, windows: Sequence[Rect]) -> list[Frame]:
    frames = []
    parts = (("done", diary.tick), ("before", diary.before), ("after", diary.after), ("noticed", diary.noticed))
    for (name, words), window in zip(parts, windows, strict=True):
        said = f"{diary.day.plain()} {day}, {words.plain()}"
        field = Field(f"day{day}.{name}", said, "tick" if name == "done" else "text", window, setter.style.body_pt)
        frames.append(Frame("Form", window, (field,), alt=said))
    return frames


def _ruled(setter: Setter, width_pt: float, name: str, label: str, fillable: bool) -> Laid:
    height_pt = setter.style.leading_pt * WRITING_EM

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        bottom_pt = y_pt + height_pt - 2
        window = Rect(x_pt, y_pt, width_pt, height_pt)
        frames = [decoration(window, (line(x_pt, bottom_pt, x_pt + width_pt, bottom_pt, "rule", 0.6),))]
        if fillable:
            frames.append(Frame("Form", window, (Field(name, label, "text", window, setter.style.body_pt),), alt=label))
        return tuple(frames)

    return Laid(height_pt, place)
