"""The parts of a handout set in type: head, technique box, dose strip, diary, foot.

Enters: a part of a `Handout`, a `Setter`, a width. Leaves: `Laid`. Nothing here knows what stands above or below.
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.document.blocks import DangerBox, Foot, Titled, Words
from handouts.document.words import joined
from handouts.layout.figures.figure import Figures
from handouts.layout.figures.qr import lay_qr, quiet_pt
from handouts.layout.frame import Frame, Rect, Shape
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
    stack,
)
from handouts.layout.style import QR_SIDE_PT
from handouts.layout.type.typeset import Setter

MEASURE_EM = 31.8
"""The widest running measure, in ems of the body: 75 characters of this face, and no more."""

WIDE_EM = 38.0
"""From this width on, a box is set in columns rather than in one."""
BOX_INSET_EM = 0.75
"""White between the rule of a box and its words."""


def lay_danger(danger: DangerBox | None, setter: Setter, width_pt: float, head_share: float = 0.33) -> Laid:
    """What must be read first: sign and heading on a solid ground, the text beside them, or under them where it is narrow."""
    if danger is None:
        return nothing()
    style = setter.style
    inset_pt = style.body_pt * BOX_INSET_EM
    sign_pt = style.body_pt * 1.95
    wide = width_pt >= style.body_pt * WIDE_EM
    head_pt = width_pt * head_share if wide else width_pt
    tone = setter.danger_heading._replace(ink="warning-text", strong_ink="warning-text", leading_pt=style.heading_pt * 1.15)
    title = setter.paragraph(danger.heading, head_pt - sign_pt - 2.6 * inset_pt, tone, "H2")
    text_pt = (width_pt - head_pt if wide else width_pt) - 2 * inset_pt
    text = setter.paragraph(danger.text, min(text_pt, style.body_pt * MEASURE_EM))
    pad_pt = inset_pt * 0.45
    band_pt = max(title.height_pt, sign_pt) + 2 * pad_pt
    body_pt = text.height_pt + 2 * pad_pt
    height_pt = max(band_pt, body_pt) if wide else band_pt + body_pt

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        whole = Rect(x_pt, y_pt, width_pt, height_pt)
        band = Rect(x_pt, y_pt, head_pt, height_pt if wide else band_pt)
        ground = (box(whole, "danger-panel", "danger", 1.8), box(band, "warning", "danger", 1.8))
        sign = middled(_warning_sign(sign_pt), band.height_pt).place(x_pt + inset_pt, y_pt)
        head = middled(title, band.height_pt).place(x_pt + sign_pt + 1.8 * inset_pt, y_pt)
        if wide:
            said = middled(text, height_pt).place(band.right_pt + inset_pt, y_pt)
        else:
            said = text.place(x_pt + inset_pt, band.bottom_pt + pad_pt)
        return (decoration(whole, ground), *sign, *head, *said)

    return element("Sect", Laid(height_pt, place), width_pt)


def _warning_sign(side_pt: float) -> Laid:
    """A triangle with an exclamation mark, after ISO 7010 W001; decoration, since the heading says it."""

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        height_pt = side_pt * 0.9
        middle_pt = x_pt + side_pt / 2
        corners = (("m", middle_pt, y_pt + 1), ("l", x_pt + side_pt, y_pt + height_pt), ("l", x_pt, y_pt + height_pt), ("h",))
        bar = line(middle_pt, y_pt + height_pt * 0.4, middle_pt, y_pt + height_pt * 0.66, "sign-text", side_pt * 0.1)
        dot = disc(middle_pt, y_pt + height_pt * 0.83, side_pt * 0.062, "sign-text")
        return (decoration(Rect(x_pt, y_pt, side_pt, side_pt), (Shape(corners, "sign", "sign", side_pt * 0.08), bar, dot)),)

    return Laid(side_pt, place)


def lay_titled(titled: Titled, setter: Setter, width_pt: float, mark: str = "dot", tone: str = "accent", role: str = "H2") -> Laid:
    """A heading over a bulleted list."""
    head_tone = setter.danger_heading if tone == "danger" else setter.heading
    ink = "danger" if tone == "danger" else "text"
    return stack([setter.paragraph(titled.heading, width_pt, head_tone, role), setter.bullets(titled.items, width_pt, mark, ink)])


def lay_facts(facts: Sequence[Words], setter: Setter, width_pt: float, gap_em: float = 0.1) -> Laid:
    """Each fact a paragraph, its label at the start in the ink of headings; no wider than a line reads well."""
    measure_pt = min(width_pt, setter.style.body_pt * MEASURE_EM)
    tone = setter.body._replace(strong_ink="accent")
    return stack([setter.paragraph(words, measure_pt, tone) for words in facts if words.text], setter.style.body_pt * gap_em)


def lay_ask_first(titled: Titled, setter: Setter, width_pt: float) -> Laid:
    """Whom to ask before the first press: an outlined box, a heading over bullets in two columns where there is room for two."""
    style = setter.style
    inset_pt = style.body_pt * BOX_INSET_EM
    inner_pt = width_pt - 2 * inset_pt
    column_pt = (inner_pt - style.gutter_pt) / 2
    heading = setter.paragraph(titled.heading, inner_pt, setter.danger_heading, "H2")
    if width_pt < style.body_pt * WIDE_EM:
        lists = setter.bullets(titled.items, inner_pt, "dot", "danger")
    else:
        lists = setter.bullets_in_columns(titled.items, column_pt, inner_pt - column_pt, "dot", "danger")
    padding = Padding(inset_pt * 0.4, inset_pt, inset_pt * 0.55, inset_pt)
    return element("Sect", panel(stack([heading, lists]), width_pt, padding, None, "danger", 1.2), width_pt)


def lay_lists(feels: Titled, stop: Titled, setter: Setter, width_pt: float) -> Laid:
    """What it should feel like beside when to stop; squares for what says stop."""
    style = setter.style
    column_pt = (width_pt - style.gutter_pt) / 2
    columns = [
        (0.0, element("Sect", lay_titled(feels, setter, column_pt), column_pt)),
        (column_pt + style.gutter_pt, element("Sect", lay_titled(stop, setter, column_pt, "square", "danger"), column_pt)),
    ]
    return beside(columns)


def lay_help(now: Titled, today: Titled, soon: Titled, setter: Setter, width_pt: float) -> Laid:
    """When to call, under a solid head that no copier loses; beside it when to see a doctor, today and soon each a group."""
    style = setter.style
    gap_pt = style.gutter_pt * 0.6
    column_pt = (width_pt - gap_pt) / 2
    call = lay_headed_box(now, (), setter, column_pt, True)
    first, *rest = [titled for titled in (today, soon) if titled.items] or [soon]
    see = lay_headed_box(first, rest, setter, column_pt, False)
    height_pt = max(call.height_pt, see.height_pt)
    call, see = (
        lay_headed_box(now, (), setter, column_pt, True, height_pt),
        lay_headed_box(first, rest, setter, column_pt, False, height_pt),
    )
    return beside([(0.0, call), (column_pt + gap_pt, see)])


def lay_headed_box(titled: Titled, more: Sequence[Titled], setter: Setter, width_pt: float, solid: bool, height_pt: float = 0.0) -> Laid:
    """A box with its heading in a band at its head, and lists; further groups with headings of their own."""
    style = setter.style
    inset_pt = style.body_pt * BOX_INSET_EM
    inner_pt = width_pt - 2 * inset_pt
    ink = "warning-text" if solid else "danger"
    tone = setter.danger_heading._replace(ink=ink, strong_ink=ink)
    heading = setter.paragraph(titled.heading, inner_pt, tone, "H2")
    band_pt = heading.height_pt + style.body_pt * 0.3
    groups = [setter.bullets(titled.items, inner_pt, "dot", "danger")]
    for group in more:
        groups.append(element("Sect", lay_titled(group, setter, inner_pt, tone="danger"), inner_pt))
    lists = stack(groups, style.body_pt * 0.1)
    full_pt = max(band_pt + lists.height_pt + style.body_pt * 0.5, height_pt)

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        whole = Rect(x_pt, y_pt, width_pt, full_pt)
        band = Rect(x_pt, y_pt, width_pt, band_pt)
        ground = [box(whole, None, "danger", 1.2)]
        ground.append(
            box(band, "warning", "danger", 1.2) if solid else line(x_pt, band.bottom_pt, band.right_pt, band.bottom_pt, "danger", 0.8)
        )
        return (
            decoration(whole, tuple(ground)),
            *heading.place(x_pt + inset_pt, y_pt + style.body_pt * 0.15),
            *lists.place(x_pt + inset_pt, band.bottom_pt + style.body_pt * 0.2),
        )

    return element("Sect", Laid(full_pt, place), width_pt)


def lay_qr_code(foot: Foot, setter: Setter, figures: Figures) -> Laid:
    """The QR code, a link for those who read on a screen; nothing where the source has no address."""
    if not foot.address:
        return nothing()
    return setter.once(("code", foot.address, foot.qr_alt), lambda: _qr_code(foot, figures))


def _qr_code(foot: Foot, figures: Figures) -> Laid:
    side_pt = QR_SIDE_PT

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        window = Rect(x_pt, y_pt, side_pt, side_pt)
        figure = Frame("Figure", window, (lay_qr(figures, foot.address, window),), alt=foot.qr_alt)
        return (Frame("Link", window, (), (figure,), target=foot.address, alt=foot.qr_alt),)

    return Laid(side_pt, place)


def lay_code_and_words(foot: Foot, setter: Setter, figures: Figures) -> tuple[float, Laid]:
    """The QR code over the words that say what it opens; the width that takes. Nothing where the source has no address."""
    if not foot.address:
        return 0.0, nothing()
    code = lay_qr_code(foot, setter, figures)
    tone = setter.small._replace(balanced=True)
    words_pt = code.height_pt + 2 * quiet_pt(figures, foot.address, code.height_pt)
    words = setter.paragraph(foot.qr_words, words_pt, tone, align="centre")
    inset_pt = (words_pt - code.height_pt) / 2
    # A line of small print has white above its letters, which counts as quiet; a point more, since rules above have a width.
    spare_pt = 1.0
    below_pt = spare_pt + code.height_pt + inset_pt * 0.7 + spare_pt

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        return (*code.place(x_pt + inset_pt, y_pt + spare_pt), *words.place(x_pt, y_pt + below_pt))

    return words_pt, Laid(below_pt + words.height_pt, place)


def lay_foot(foot: Foot, setter: Setter, width_pt: float, page: int, pages: int) -> Laid:
    """Two columns of small print under a hair line: what is known and who checked it; whose facts and drawings, and when.

    “Page 1 of 2” stands at the end of the second where there is more than one; a listener's reader counts the pages itself.
    """
    style = setter.style
    gutter_pt = style.gutter_pt
    column_pt = (width_pt - gutter_pt) / 2
    tone = setter.small
    reviewed, *credits = foot.credits
    known = setter.paragraph(Words(joined([foot.evidence.text, reviewed.text], " "), foot.evidence.source), column_pt, tone)
    small_print = joined([foot.address_words.text, *(words.text for words in credits)], " ")
    right = stack([setter.paragraph(Words(small_print, "foot"), column_pt, tone), lay_folio(foot, setter, column_pt, page, pages)])
    columns = beside([(0, known), (column_pt + gutter_pt, right)])

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        top = decoration(Rect(x_pt, y_pt, width_pt, 0.5), (line(x_pt, y_pt, x_pt + width_pt, y_pt, "hair", 0.5),))
        return (top, *columns.place(x_pt, y_pt + 3))

    return Laid(columns.height_pt + 3, place)


def lay_folio(foot: Foot, setter: Setter, width_pt: float, page: int, pages: int) -> Laid:
    """“Page 1 of 2”, as decoration; one page alone has no number."""
    if not foot.page or pages < 2:
        return nothing()
    words = foot.page.replace("{page}", str(page)).replace("{pages}", str(pages))
    tone = setter.small

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        label = setter.label(words + " ", x_pt, y_pt + setter.ascent_pt(tone), tone.size_pt)
        return (decoration(Rect(x_pt, y_pt, width_pt, tone.leading_pt), (label,)),)

    return Laid(tone.leading_pt, place)
