"""The parts of a handout set in type: head, technique box, dose strip, diary, foot.

Enters: a part of a `Handout`, a `Setter`, a width. Leaves: `Laid`. Nothing here knows what stands above or below.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from handouts.dataset.model import Piece
from handouts.document.blocks import Blank, DangerBox, Diary, DoseStrip, Foot, Letterhead, TechniqueBox, Titled, Words
from handouts.document.words import joined
from handouts.layout.figure import Figures, lay_picture, lay_stroke_crop
from handouts.layout.frame import Field, Frame, Item, Raster, Rect, Shape
from handouts.layout.laid import (
    Laid,
    Padding,
    beside,
    box,
    decoration,
    disc,
    element,
    line,
    middled,
    nothing,
    panel,
    shifted,
    space,
    stack,
)
from handouts.layout.qr import lay_qr
from handouts.layout.style import MM, QR_SIDE_PT
from handouts.layout.typeset import Setter

MEASURE_EM = 32.2
"""The widest running measure, in ems of the body: 75 characters of this face, and no more."""

WIDE_EM = 38.0
"""From this width on, a box is set in columns rather than in one."""
BESIDE_EM = 29.0
"""The measure of a text beside its heading."""

TECHNIQUE_WIDTH_PT, TECHNIQUE_HEIGHT_PT = 22 * MM, 18 * MM
"""A technique drawing as printed."""
CROP_WIDTH_PT = 15.5 * MM
"""The crop of the plate with the stroke on it, as high as the drawing beside it."""

SCALE = range(11)
"""The pressure scale, 0 to 10."""


def lay_letterhead(letterhead: Letterhead | None, setter: Setter, width_pt: float, logo_aspect: float = 0.0) -> Laid:
    """The clinic's head over a rule: logo and name on the left, details on the right, or under them where they are long."""
    if letterhead is None:
        return nothing()
    style = setter.style
    name_tone = setter.heading._replace(ink="letterhead", strong_ink="letterhead")
    logo_height_pt = style.body_pt * 2.1
    logo_width_pt = min(logo_height_pt * logo_aspect, 45 * MM) if letterhead.logo and logo_aspect else 0.0
    left_pt = logo_width_pt + style.gutter_pt / 2 if logo_width_pt else 0.0
    name_width_pt = setter.width_pt(letterhead.name.plain(), "bold", name_tone.size_pt) + 1
    details_width_pt = setter.width_pt(letterhead.details.plain(), "regular", setter.body.size_pt) + 1
    room_pt = width_pt - left_pt
    if name_width_pt + details_width_pt + style.gutter_pt <= room_pt:
        name = setter.paragraph(letterhead.name, name_width_pt, name_tone)
        details = setter.paragraph(letterhead.details, room_pt - name_width_pt, align="right")
        head = beside([(0, name), (name_width_pt, details)])
    else:
        head = stack([setter.paragraph(letterhead.name, room_pt, name_tone), setter.paragraph(letterhead.details, room_pt)])
    head = shifted(head, left_pt)
    if logo_width_pt:
        head = beside([(0, _logo(letterhead, logo_width_pt, logo_width_pt / logo_aspect)), (0, head)])

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        bottom_pt = y_pt + head.height_pt + 2
        under = decoration(Rect(x_pt, bottom_pt, width_pt, 1), (line(x_pt, bottom_pt, x_pt + width_pt, bottom_pt, "letterhead", 1.4),))
        return (*head.place(x_pt, y_pt), under)

    return Laid(head.height_pt + 4, place)


def _logo(letterhead: Letterhead, width_pt: float, height_pt: float) -> Laid:
    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        rect = Rect(x_pt, y_pt, width_pt, height_pt)
        return (Frame("Figure", rect, (Raster(letterhead.logo, rect),), alt=letterhead.logo_alt),)

    return Laid(height_pt, place)


def lay_blanks(blanks: Sequence[Blank], setter: Setter, width_pt: float, fillable: bool) -> Laid:
    """Labels with what is filled in, or a rule to write on, in one line."""
    style = setter.style
    gap_pt = style.gutter_pt * 0.8
    labels_pt = [setter.width_pt(blank.label.plain(), "regular", style.body_pt) + style.body_pt * 0.4 for blank in blanks]
    shares = sum(blank.share for blank in blanks)
    free_pt = width_pt - sum(labels_pt) - gap_pt * (len(blanks) - 1)
    height_pt = style.leading_pt * 1.2

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        frames: list[Frame] = []
        baseline_pt = y_pt + height_pt - style.body_pt * 0.35
        for blank, label_pt in zip(blanks, labels_pt, strict=True):
            rule_pt = free_pt * blank.share / shares
            items: list[Item] = [setter.label(blank.label.plain() + " ", x_pt, baseline_pt, style.body_pt)]
            start_pt = x_pt + label_pt
            window = Rect(start_pt, y_pt + 1, rule_pt, height_pt - 1)
            if blank.value:
                items.append(setter.label(blank.value, start_pt, baseline_pt, style.body_pt, "bold"))
            frames.append(
                decoration(window, (line(start_pt, baseline_pt + 2.5, start_pt + rule_pt, baseline_pt + 2.5, "rule", 0.6),)),
            )
            frames.append(Frame("P", Rect(x_pt, y_pt, label_pt + rule_pt, height_pt), tuple(items), source=f"blank:{blank.name}"))
            if fillable and not blank.value:
                field = Field(blank.name, blank.label.plain(), "text", window, style.body_pt)
                frames.append(Frame("Form", window, (field,), alt=blank.label.plain()))
            x_pt = start_pt + rule_pt + gap_pt
        return tuple(frames)

    return Laid(height_pt, place)


def lay_danger(danger: DangerBox | None, setter: Setter, width_pt: float) -> Laid:
    """What must be read first, ruled heavily: a warning sign and the heading, the text beside them where the page is wide enough."""
    if danger is None:
        return nothing()
    style = setter.style
    inset_pt = style.body_pt * 0.75
    inner_pt = width_pt - 2 * inset_pt
    sign_pt = style.body_pt * 2.1
    head_left_pt = sign_pt + style.body_pt * 0.7
    if width_pt >= style.body_pt * WIDE_EM:
        text_pt = style.body_pt * BESIDE_EM
        head_pt = inner_pt - head_left_pt - text_pt - style.gutter_pt
        head = setter.paragraph(danger.heading, head_pt, setter.danger_heading, "H2")
        text = setter.paragraph(danger.text, text_pt)
        height_pt = max(head.height_pt, text.height_pt, sign_pt)
        parts = [
            (0.0, middled(_warning_sign(sign_pt), height_pt)),
            (head_left_pt, middled(head, height_pt)),
            (inner_pt - text_pt, middled(text, height_pt)),
        ]
        inside = beside(parts)
    else:
        head = setter.paragraph(danger.heading, inner_pt - head_left_pt, setter.danger_heading, "H2")
        top = beside([(0.0, _warning_sign(sign_pt)), (head_left_pt, middled(head, max(head.height_pt, sign_pt)))])
        inside = stack([top, setter.paragraph(danger.text, min(inner_pt, style.body_pt * MEASURE_EM))])
    padding = Padding(inset_pt * 0.55, inset_pt, inset_pt * 0.55, inset_pt)
    return element("Sect", panel(inside, width_pt, padding, "danger-panel", "danger", 1.8), width_pt)


def _warning_sign(side_pt: float) -> Laid:
    """A triangle with an exclamation mark, after ISO 7010 W001; decoration, since the heading says it."""

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        height_pt = side_pt * 0.9
        middle_pt = x_pt + side_pt / 2
        corners = (("m", middle_pt, y_pt + 1), ("l", x_pt + side_pt, y_pt + height_pt), ("l", x_pt, y_pt + height_pt), ("h",))
        bar = line(middle_pt, y_pt + height_pt * 0.4, middle_pt, y_pt + height_pt * 0.66, "danger-panel", side_pt * 0.1)
        dot = disc(middle_pt, y_pt + height_pt * 0.83, side_pt * 0.062, "danger-panel")
        return (decoration(Rect(x_pt, y_pt, side_pt, side_pt), (Shape(corners, "danger", "danger", side_pt * 0.08), bar, dot)),)

    return Laid(side_pt, place)


def lay_titled(titled: Titled, setter: Setter, width_pt: float, mark: str = "dot", tone: str = "accent", role: str = "H2") -> Laid:
    """A heading over a bulleted list."""
    head_tone = setter.danger_heading if tone == "danger" else setter.heading
    ink = "danger" if tone == "danger" else "text"
    return stack([setter.paragraph(titled.heading, width_pt, head_tone, role), setter.bullets(titled.items, width_pt, mark, ink)])


def lay_techniques(boxes: Sequence[TechniqueBox], setter: Setter, figures: Figures, width_pt: float, drawings: int) -> Laid:
    """The boxes one under another, in three columns that line up down the page: drawings, what to do, the dose."""
    style = setter.style
    rows = [_technique_row(words, setter, figures, width_pt, drawings) for words in boxes]
    return stack(rows, style.body_pt * 0.2)


def _technique_row(words: TechniqueBox, setter: Setter, figures: Figures, width_pt: float, drawings: int) -> Laid:
    style = setter.style
    pad_pt = style.body_pt * 0.2
    gap_pt = style.body_pt * 0.5
    picture_pt, picture_height_pt = TECHNIQUE_WIDTH_PT * style.line_scale, TECHNIQUE_HEIGHT_PT * style.line_scale
    crop_pt = CROP_WIDTH_PT * style.line_scale
    pictures_pt = picture_pt + (pad_pt + crop_pt) * (drawings - 1)
    dose_pt = style.body_pt * 13.2
    words_pt = width_pt - pictures_pt - dose_pt - 2 * gap_pt - 3 * pad_pt
    name_tone = setter.heading._replace(leading_pt=style.leading_pt)
    name = setter.paragraph(words.name, words_pt, name_tone, "H2")
    name_width_pt = setter.width_pt(words.name.plain(), "bold", style.heading_pt) + style.body_pt * 0.6
    who_width_pt = setter.width_pt(words.who.plain(), "regular", style.body_pt)
    if name_width_pt + who_width_pt <= words_pt:
        head = beside([(0, name), (name_width_pt, setter.paragraph(words.who, words_pt - name_width_pt, setter.quiet))])
    else:
        head = stack([name, setter.paragraph(words.who, words_pt, setter.quiet)])
    text = stack([head, setter.bullets(words.steps, words_pt)], 0.0)
    columns = [
        (pictures_pt + gap_pt, text),
        (0.0, lay_pictures(words, figures, (picture_pt, picture_height_pt), drawings, pad_pt, style.line_scale)),
        (pictures_pt + gap_pt + words_pt + gap_pt, lay_dose(words.dose, setter, dose_pt)),
    ]
    inside = beside(columns)
    padding = Padding(pad_pt, 2 * pad_pt, pad_pt, pad_pt)
    return element("Sect", panel(inside, width_pt, padding, None, "rule", 0.8), width_pt)


def lay_pictures(words: TechniqueBox, figures: Figures, size_pt: tuple[float, float], drawings: int, gap_pt: float, scale: float) -> Laid:
    """The hand at work and the stroke on the figure; where there is room for one, the hand."""
    each_pt, height_pt = size_pt

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        window = Rect(x_pt, y_pt, each_pt, height_pt)
        hand = lay_picture(figures, f"technique/{words.drawing}", window, words.side == "left", scale)
        frames = [Frame("Figure", window, hand, alt=words.drawing_alt)]
        if drawings > 1:
            window = Rect(x_pt + each_pt + gap_pt, y_pt, CROP_WIDTH_PT * scale, height_pt)
            stroke = lay_stroke_crop(figures.plates[words.plate], words.stroke, window, words.side, scale)
            frames.append(Frame("Figure", window, stroke, alt=words.stroke_alt))
        return tuple(frames)

    return Laid(height_pt, place)


def lay_dose(dose: DoseStrip, setter: Setter, width_pt: float) -> Laid:
    """The 0-10 scale with its band filled, what its ends mean, then how long, how many, how often, with what."""
    style = setter.style
    cell_height_pt = style.small_pt * 1.35
    words_pt = style.small_pt * 1.2

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        items = scale_items(dose, setter, x_pt, y_pt, width_pt, cell_height_pt)
        under_pt = y_pt + cell_height_pt + style.small_pt * 0.98
        high = dose.scale_high.plain()
        high_pt = setter.width_pt(high, "regular", style.small_pt)
        ends: tuple[Item, ...] = (
            setter.label(dose.scale_low.plain() + " ", x_pt, under_pt, style.small_pt),
            setter.label(high + " ", x_pt + width_pt - high_pt, under_pt, style.small_pt),
        )
        rect = Rect(x_pt, y_pt, width_pt, cell_height_pt + words_pt)
        return (Frame("Figure", rect, (*items, *ends), alt=dose.alt),)

    strip = Laid(cell_height_pt + words_pt, place)
    return stack(
        [
            strip,
            space(style.body_pt * 0.12),
            setter.paragraph(dose.amount, width_pt),
            setter.paragraph(dose.rhythm, width_pt),
        ]
    )


def scale_items(dose: DoseStrip, setter: Setter, x_pt: float, y_pt: float, width_pt: float, height_pt: float) -> tuple[Item, ...]:
    """The eleven cells; those of the band are filled (in the ink saver: ruled heavily) and bold."""
    small_pt = setter.style.small_pt
    cell_pt = width_pt / len(SCALE)
    low, high = dose.pressure
    band = Rect(x_pt + low * cell_pt, y_pt, (high - low + 1) * cell_pt, height_pt)
    cells: list[Item] = [box(Rect(x_pt, y_pt, width_pt, height_pt), None, "rule", 0.6)]
    ticks: list[tuple[object, ...]] = []
    for number in SCALE:
        if number:
            ticks += [("m", x_pt + number * cell_pt, y_pt), ("l", x_pt + number * cell_pt, y_pt + height_pt)]
    cells.append(Shape(tuple(ticks), None, "rule", 0.6))
    cells.append(box(band, "band", "band-edge", 1.6))
    baseline_pt = y_pt + (height_pt + setter.faces["bold"].cap_height * small_pt / 1000) / 2
    for number in SCALE:
        inside = low <= number <= high
        face, ink = ("bold", "band-text") if inside else ("regular", "text")
        text_pt = setter.width_pt(str(number), face, small_pt)
        cells.append(setter.label(f"{number} ", x_pt + (number + 0.5) * cell_pt - text_pt / 2, baseline_pt, small_pt, face, ink))
    return tuple(cells)


def lay_help(ask_first: Titled, now: Titled, soon: Titled, setter: Setter, width_pt: float, apart: bool = True) -> Laid:
    """When to ask first, when to call, when to see a doctor: one ruled box. `apart` sets the first as a list, else as one sentence."""
    style = setter.style
    inset_pt = style.body_pt * 0.7
    inner_pt = width_pt - 2 * inset_pt
    gutter_pt = style.gutter_pt
    column_pt = (inner_pt - gutter_pt) / 2
    ask = _ask_first(ask_first, setter, inner_pt, column_pt) if apart else _run_in(ask_first, setter, inner_pt)
    columns = beside(
        [
            (0, element("Sect", lay_titled(now, setter, column_pt, tone="danger"), column_pt)),
            (column_pt + gutter_pt, element("Sect", lay_titled(soon, setter, column_pt, tone="danger"), column_pt)),
        ]
    )
    inside = stack([ask, columns], style.body_pt * 0.3)
    padding = Padding(inset_pt * 0.35, inset_pt, inset_pt * 0.5, inset_pt)
    return element("Sect", panel(inside, width_pt, padding, None, "danger", 1.2), width_pt)


def _ask_first(titled: Titled, setter: Setter, width_pt: float, column_pt: float) -> Laid:
    """A heading over its list in two columns, the first half on the left."""
    heading = setter.paragraph(titled.heading, width_pt, setter.danger_heading, "H2")
    half = -(-len(titled.items) // 2)
    columns = [(0.0, titled.items[:half]), (width_pt - column_pt, titled.items[half:])]
    lists = beside([(left_pt, setter.bullets(items, column_pt, "dot", "danger")) for left_pt, items in columns if items])
    return element("Sect", stack([heading, lists]), width_pt)


def _run_in(titled: Titled, setter: Setter, width_pt: float) -> Laid:
    """A heading and, beside it, its list as one sentence, where room is short: "Ask first if you: have thin bones; are pregnant."."""
    words: list[Piece] = []
    for index, item in enumerate(titled.items):
        words += [*item.text, Piece("; " if index < len(titled.items) - 1 else ".")]
    text_pt = setter.style.body_pt * BESIDE_EM
    head = setter.paragraph(titled.heading, width_pt - text_pt - setter.style.gutter_pt, setter.danger_heading, "H2")
    text = setter.paragraph(Words(tuple(words), titled.items[0].source if titled.items else ""), text_pt)
    return element("Sect", beside([(0.0, head), (width_pt - text_pt, text)]), width_pt)


def lay_qr_code(foot: Foot, setter: Setter, figures: Figures) -> Laid:
    """The QR code, a link for those who read on a screen."""
    return setter.once(("code", foot.address, foot.qr_alt), lambda: _qr_code(foot, figures))


def _qr_code(foot: Foot, figures: Figures) -> Laid:
    side_pt = QR_SIDE_PT
    rows = figures.codes[foot.address]

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        window = Rect(x_pt, y_pt, side_pt, side_pt)
        figure = Frame("Figure", window, lay_qr(rows, window), alt=foot.qr_alt)
        return (Frame("Link", window, (), (figure,), target=foot.address, alt=foot.qr_alt),)

    return Laid(side_pt, place)


def lay_diary(diary: Diary, setter: Setter, width_pt: float, fillable: bool, weeks: int = 1) -> Laid:
    """A box to tick and two numbers a day; lines for notes. `weeks` is how many tables the days are spread over."""
    style = setter.style
    heading_pt = setter.width_pt(diary.heading.plain(), "bold", style.heading_pt) + style.body_pt * 0.7
    how_pt = width_pt - heading_pt
    heading = beside(
        [(0, setter.paragraph(diary.heading, heading_pt, setter.heading, "H2")), (heading_pt, setter.paragraph(diary.how, how_pt))]
    )
    each = -(-diary.days // weeks)
    days = [range(first, min(first + each, diary.days + 1)) for first in range(1, diary.days + 1, each)]
    names = (diary.day, diary.before, diary.after)
    grids = [setter.once((names, week, width_pt, fillable), partial(_diary_grid, diary, setter, width_pt, fillable, week)) for week in days]
    written = [setter.paragraph(Words((Piece(text),), "note"), width_pt) for text in diary.notes_text]
    parts = [heading, *grids, *written, _notes_line(diary, setter, width_pt, fillable), setter.paragraph(diary.done, width_pt)]
    return element("Sect", stack(parts, style.body_pt * 0.1), width_pt)


def _diary_grid(diary: Diary, setter: Setter, width_pt: float, fillable: bool, days: range) -> Laid:
    """A table: a row of days with a box to tick, a row for pain before, a row for pain after."""
    style = setter.style
    labels = (diary.day, diary.before, diary.after)
    label_pt = max(setter.width_pt(words.plain(), "regular", style.body_pt) for words in labels) + style.body_pt * 0.5
    cell_pt = (width_pt - label_pt) / len(days)
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


def lay_foot(foot: Foot, setter: Setter, width_pt: float, page: int, pages: int) -> Laid:
    """Two columns of small print under a hair line: what is known; whose facts and drawings, and when."""
    style = setter.style
    gutter_pt = style.gutter_pt
    column_pt = (width_pt - gutter_pt) / 2
    tone = setter.small
    folio = (Piece(foot.page.replace("{page}", str(page)).replace("{pages}", str(pages))),)
    reviewed, *credits = foot.credits
    small_print = joined([foot.address_words.text, *(words.text for words in credits), folio], " ")
    left = stack([setter.paragraph(foot.evidence, column_pt, tone), setter.paragraph(reviewed, column_pt, tone)])
    right = setter.paragraph(Words(small_print, "foot"), column_pt, tone)
    columns = beside([(0, left), (column_pt + gutter_pt, right)])

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        top = decoration(Rect(x_pt, y_pt, width_pt, 0.5), (line(x_pt, y_pt, x_pt + width_pt, y_pt, "hair", 0.5),))
        return (top, *columns.place(x_pt, y_pt + 3))

    return Laid(columns.height_pt + 3, place)
