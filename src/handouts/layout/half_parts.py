"""The parts of a spot on half-size pages: techniques as compact rows, cautions, foot.

Enters: a part of a `Handout`, a `Setter`, a width. Leaves: `Laid`.
"""

from __future__ import annotations

from handouts.dataset.model import Piece
from handouts.document.blocks import Foot, TechniqueBox, Titled, Words
from handouts.document.words import joined
from handouts.layout.figure import Figures
from handouts.layout.laid import Laid, Padding, beside, element, panel, rule, stack
from handouts.layout.style import MM
from handouts.layout.technique import TECHNIQUE_HEIGHT_PT, TECHNIQUE_WIDTH_PT, lay_hand
from handouts.layout.typeset import Setter

RULE_GAP_PT = 2.6
LEAST_DRAWING_PT = TECHNIQUE_HEIGHT_PT + 1 * MM


def lay_compact(words: TechniqueBox, pressure: Words, setter: Setter, figures: Figures, width_pt: float, drawn: bool, headed: bool) -> Laid:
    """A technique: its drawing, name, who does it, the steps run in one paragraph, the dose in words. A hair line over it."""
    style = setter.style
    left_pt = TECHNIQUE_WIDTH_PT + style.gutter_pt * 0.7 if drawn else 0.0
    text_pt = width_pt - left_pt
    steps = joined([step.text for step in words.steps], " ")
    dose = (*(Piece(piece.text, True) for piece in pressure.text), Piece(" "), *words.dose.amount.text, Piece(" "), *words.dose.rhythm.text)
    tone = setter.body._replace(strong_ink="accent")
    who = (*words.who.text, Piece(". "))
    source = words.steps[0].source if words.steps else words.name.source
    if headed:
        name_pt = setter.width_pt(words.name.plain(), "bold", style.heading_pt) + style.body_pt * 0.6
        who_pt = setter.width_pt(words.who.plain(), "regular", style.body_pt)
        name = setter.paragraph(words.name, text_pt, setter.heading._replace(leading_pt=style.leading_pt), "H2")
        if name_pt + who_pt <= text_pt:
            head = beside([(0.0, name), (name_pt, setter.paragraph(words.who, text_pt - name_pt, setter.quiet))])
        else:
            head = stack([name, setter.paragraph(words.who, text_pt, setter.quiet)])
        text = stack([head, setter.paragraph(Words(steps, source), text_pt)])
    else:
        name_prose = tuple(Piece(piece.text, True) for piece in words.name.text)
        text = setter.paragraph(Words((*name_prose, Piece(". ", True), *who, *steps), source), text_pt, tone)
    text = stack([text, setter.paragraph(Words(dose, words.dose.amount.source), text_pt)])
    inside = beside([(left_pt, text), (0.0, lay_hand(words, figures, setter))]) if drawn else text
    return element("Sect", stack([rule(width_pt, 0.5, "hair"), inside], RULE_GAP_PT), width_pt)


def lay_cautions(ask_first: Titled, now: Titled, soon: Titled, setter: Setter, width_pt: float) -> Laid:
    """Whom to ask first, when to call, when to see a doctor, in one ruled box: the first over the width, the others side by side."""
    style = setter.style
    inset_pt = style.body_pt * 0.6
    inner_pt = width_pt - 2 * inset_pt
    column_pt = (inner_pt - style.gutter_pt) / 2
    ask = stack(
        [
            setter.paragraph(ask_first.heading, inner_pt, setter.danger_heading, "H2"),
            setter.paragraph(_sentence(ask_first), inner_pt),
        ]
    )
    columns = beside([(0.0, _list(now, setter, column_pt)), (column_pt + style.gutter_pt, _list(soon, setter, column_pt))])
    inside = stack([element("Sect", ask, inner_pt), columns], style.body_pt * 0.2)
    padding = Padding(inset_pt * 0.35, inset_pt, inset_pt * 0.5, inset_pt)
    return element("Sect", panel(inside, width_pt, padding, None, "danger", 1.2), width_pt)


def _sentence(titled: Titled) -> Words:
    parts: list[Piece] = []
    for index, item in enumerate(titled.items):
        parts += [*item.text, Piece("; " if index < len(titled.items) - 1 else ".")]
    return Words(tuple(parts), titled.items[0].source if titled.items else "")


def _list(titled: Titled, setter: Setter, width_pt: float) -> Laid:
    heading = setter.paragraph(titled.heading, width_pt, setter.danger_heading, "H2")
    return element("Sect", stack([heading, setter.bullets(titled.items, width_pt, "dot", "danger")]), width_pt)


def lay_half_foot(foot: Foot, setter: Setter, width_pt: float) -> Laid:
    """What is known; whose facts, and whether a clinician has checked them. Drawings and data are credited once for the whole booklet."""
    reviewed = foot.credits[0]
    tone = setter.small._replace(ink="quiet", strong_ink="quiet")
    words = joined([foot.evidence.text, foot.address_words.text, reviewed.text], " ")
    return stack([rule(width_pt, 0.5, "hair"), setter.paragraph(Words(words, "foot"), width_pt, tone)], RULE_GAP_PT)
