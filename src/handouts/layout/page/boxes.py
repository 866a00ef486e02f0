"""The parts of a handout set in type: head, technique box, dose strip, diary, foot.

Enters: a part of a `Handout`, a `Setter`, a width. Leaves: `Laid`. Nothing here knows what stands above or below.
"""

from __future__ import annotations

from handouts.dataset.model import Piece
from handouts.document.blocks import DangerBox, Foot, Titled, Words
from handouts.document.words import joined
from handouts.layout.figures.figure import Figures
from handouts.layout.figures.qr import lay_qr
from handouts.layout.frame import Frame, Rect, Shape
from handouts.layout.laid import (
    Laid,
    Padding,
    beside,
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

MEASURE_EM = 32.2
"""The widest running measure, in ems of the body: 75 characters of this face, and no more."""

WIDE_EM = 38.0
"""From this width on, a box is set in columns rather than in one."""
BESIDE_EM = 29.0
"""The measure of a text beside its heading."""


def lay_danger(danger: DangerBox | None, setter: Setter, width_pt: float, text_em: float = BESIDE_EM) -> Laid:
    """What must be read first, ruled heavily: a warning sign and the heading, the text beside them where the page is wide enough."""
    if danger is None:
        return nothing()
    style = setter.style
    inset_pt = style.body_pt * 0.75
    inner_pt = width_pt - 2 * inset_pt
    sign_pt = style.body_pt * 2.1
    head_left_pt = sign_pt + style.body_pt * 0.7
    if width_pt >= style.body_pt * WIDE_EM:
        text_pt = style.body_pt * text_em
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
        bar = line(middle_pt, y_pt + height_pt * 0.4, middle_pt, y_pt + height_pt * 0.66, "sign-text", side_pt * 0.1)
        dot = disc(middle_pt, y_pt + height_pt * 0.83, side_pt * 0.062, "sign-text")
        return (decoration(Rect(x_pt, y_pt, side_pt, side_pt), (Shape(corners, "sign", "danger", side_pt * 0.08), bar, dot)),)

    return Laid(side_pt, place)


def lay_titled(titled: Titled, setter: Setter, width_pt: float, mark: str = "dot", tone: str = "accent", role: str = "H2") -> Laid:
    """A heading over a bulleted list."""
    head_tone = setter.danger_heading if tone == "danger" else setter.heading
    ink = "danger" if tone == "danger" else "text"
    return stack([setter.paragraph(titled.heading, width_pt, head_tone, role), setter.bullets(titled.items, width_pt, mark, ink)])


def lay_help(ask_first: Titled, now: Titled, today: Titled, soon: Titled, setter: Setter, width_pt: float, apart: bool = True) -> Laid:
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
            (
                column_pt + gutter_pt,
                stack(
                    [
                        element("Sect", lay_titled(titled, setter, column_pt, tone="danger"), column_pt)
                        for titled in (today, soon)
                        if titled.items
                    ]
                ),
            ),
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

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        window = Rect(x_pt, y_pt, side_pt, side_pt)
        figure = Frame("Figure", window, (lay_qr(figures, foot.address, window),), alt=foot.qr_alt)
        return (Frame("Link", window, (), (figure,), target=foot.address, alt=foot.qr_alt),)

    return Laid(side_pt, place)


def lay_foot(foot: Foot, setter: Setter, width_pt: float, page: int, pages: int) -> Laid:
    """Two columns of small print under a hair line: what is known; whose facts and drawings, and when."""
    style = setter.style
    gutter_pt = style.gutter_pt
    column_pt = (width_pt - gutter_pt) / 2
    tone = setter.small._replace(balanced=True)
    folio = [(Piece(foot.page.replace("{page}", str(page)).replace("{pages}", str(pages))),)] if foot.page else []
    reviewed, *credits = foot.credits
    small_print = joined([foot.address_words.text, *(words.text for words in credits), *folio], " ")
    left = stack([setter.paragraph(foot.evidence, column_pt, tone), setter.paragraph(reviewed, column_pt, tone)])
    right = setter.paragraph(Words(small_print, "foot"), column_pt, tone)
    columns = beside([(0, left), (column_pt + gutter_pt, right)])

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        top = decoration(Rect(x_pt, y_pt, width_pt, 0.5), (line(x_pt, y_pt, x_pt + width_pt, y_pt, "hair", 0.5),))
        return (top, *columns.place(x_pt, y_pt + 3))

    return Laid(columns.height_pt + 3, place)
