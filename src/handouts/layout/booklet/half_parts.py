"""The parts of a spot on half-size pages: techniques as compact rows, cautions, foot.

Enters: a part of a `Handout`, a `Setter`, a width. Leaves: `Laid`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from handouts.dataset.model import Piece
from handouts.document.blocks import Foot, TechniqueBox, Titled, Words
from handouts.document.words import joined
from handouts.layout.figures.figure import Figures
from handouts.layout.frame import Rect
from handouts.layout.laid import Laid, Padding, beside, element, panel, rule, space, stack
from handouts.layout.page.boxes import MEASURE_EM
from handouts.layout.page.technique import TECHNIQUE_HEIGHT_PT, TECHNIQUE_WIDTH_PT, lay_dose, lay_hand, lay_stroke
from handouts.layout.type.typeset import Setter

RULE_GAP_PT = 2.6


class Manner(NamedTuple):
    """What a spread gives up to make room, from the drawings to the line breaks of its lists."""

    drawn: bool
    """Each technique shows its drawing."""
    headed: bool
    """A technique’s name stands on a line of its own."""
    flowing: bool
    """Techniques may begin on the left page."""
    tight: bool = False
    """Lists of what to feel and when to stop run on as sentences, and a dose follows its last step on the same line."""
    terse: bool = False
    """Cautions run on as sentences too."""
    run_in: bool = False
    """All facts stand in one paragraph."""


def lay_compact(
    words: TechniqueBox, pressure: Words, setter: Setter, figures: Figures, width_pt: float, top_pt: float, manner: Manner
) -> Laid:
    """A technique: its drawing, name, who does it, the steps run in one paragraph, the dose in words. A hair line over it.

    Where it is tight the dose goes on where the steps end. `top_pt`: where the page begins, which has a rule of its own.
    """
    drawn, headed, tight = manner.drawn, manner.headed, manner.tight
    style = setter.style
    left_pt = TECHNIQUE_WIDTH_PT + style.gutter_pt * 0.7 if drawn else 0.0
    text_pt = width_pt - left_pt
    steps = joined([step.text for step in words.steps], " ")
    # how hard comes last: a number right after “out of 10.” reads like a decimal
    hard = [Piece(piece.text, True) for piece in pressure.text]
    dose = (*words.dose.amount.text, Piece(" "), *words.dose.rhythm.text, Piece(" "), *hard)
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
        after = (Piece(" "), *dose) if tight else ()
        text = setter.paragraph(Words((*name_prose, Piece(". ", True), *who, *steps, *after), source), text_pt, tone)
    if not tight:
        text = stack([text, setter.paragraph(Words(dose, words.dose.amount.source), text_pt)])
    inside = beside([(left_pt, text), (0.0, lay_hand(words, figures, setter))]) if drawn else text
    return element("Sect", stack([_between(width_pt, top_pt), inside], RULE_GAP_PT), width_pt)


def lay_roomy(words: TechniqueBox, setter: Setter, figures: Figures, width_pt: float, top_pt: float) -> Laid:
    """A technique where there is room: both drawings one over the other; name, who, a list of steps, the scale, how much."""
    style = setter.style
    left_pt = TECHNIQUE_WIDTH_PT + style.gutter_pt
    text_pt = width_pt - left_pt
    pictures = stack(
        [lay_hand(words, figures, setter), lay_stroke(words, figures, setter, Rect(0, 0, TECHNIQUE_WIDTH_PT, TECHNIQUE_HEIGHT_PT))],
        RULE_GAP_PT,
    )
    text = stack(
        [
            setter.paragraph(words.name, text_pt, setter.heading, "H2"),
            setter.paragraph(words.who, text_pt, setter.quiet),
            setter.bullets(words.steps, text_pt),
            space(style.body_pt * 0.4),
            lay_dose(words.dose, setter, text_pt),
        ]
    )
    inside = beside([(left_pt, text), (0.0, pictures)])
    return element("Sect", stack([_between(width_pt, top_pt), inside], RULE_GAP_PT * 1.6), width_pt)


def _between(width_pt: float, top_pt: float) -> Laid:
    """A hair line, but none under the running head's."""
    drawn = rule(width_pt, 0.5, "hair")
    return Laid(drawn.height_pt, lambda x_pt, y_pt: drawn.place(x_pt, y_pt) if y_pt > top_pt + 1 else ())


def lay_tight_lists(lists: Sequence[tuple[Titled, bool]], setter: Setter, width_pt: float) -> Laid:
    """Headings with their lists as one sentence each, where room is short; those that warn in the ink of warnings."""
    parts = []
    for titled, warns in lists:
        if not titled.items:
            continue
        tone = setter.body._replace(strong_ink="danger" if warns else "accent")
        lead = titled.heading.plain().rstrip(":") + ": "
        parts.append(setter.paragraph(Words((Piece(lead, True), *_sentence(titled, True).text), _sentence(titled).source), width_pt, tone))
    return stack(parts, setter.style.body_pt * 0.12)


def lay_tight_cautions(lists: Sequence[Titled], setter: Setter, width_pt: float) -> Laid:
    """The cautions in their ruled box, a sentence each."""
    inset_pt = setter.style.body_pt * 0.5
    inside = lay_tight_lists([(titled, True) for titled in lists], setter, width_pt - 2 * inset_pt)
    padding = Padding(inset_pt * 0.35, inset_pt, inset_pt * 0.6, inset_pt)
    return element("Sect", panel(inside, width_pt, padding, None, "danger", 1.2), width_pt)


def _sentence(titled: Titled, plain: bool = False) -> Words:
    """The items with semicolons between them and one full stop. `plain`: without their own emphasis.

    Where an item has a lead of its own ("Today: …"), each is a sentence, so that the lead is not read as that of the next one too.
    """
    parts: list[Piece] = []
    led = plain and any(": " in item.plain() for item in titled.items)
    for index, item in enumerate(titled.items):
        text = item.plain().rstrip(".") if plain else ""
        pieces = (Piece(text if index == 0 or led else text[:1].lower() + text[1:]),) if plain else item.text
        parts += [*pieces, Piece("." if index == len(titled.items) - 1 else ". " if led else "; ")]
    return Words(tuple(parts), titled.items[0].source if titled.items else "")


def lay_half_foot(foot: Foot, setter: Setter, width_pt: float) -> Laid:
    """What is known; whose facts, and whether a clinician has checked them. Drawings and data are credited once for the whole booklet."""
    reviewed = foot.credits[0]
    tone = setter.small._replace(ink="quiet", strong_ink="quiet")
    words = joined([foot.evidence.text, foot.address_words.text, reviewed.text], " ")
    measure_pt = min(width_pt, MEASURE_EM * tone.size_pt)
    return stack([rule(width_pt, 0.5, "hair"), setter.paragraph(Words(words, "foot"), measure_pt, tone)], RULE_GAP_PT)
