"""Technique cards: the drawing of the hand, the stroke on the figure, the steps, and the dose in words over a quiet bar.

Enters: `TechniqueBox`es, a `Setter`, figures, a width. Leaves: `Laid`.
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.document.blocks import DoseStrip, TechniqueBox
from handouts.layout.figures.figure import Figures, lay_picture, lay_stroke_crop
from handouts.layout.frame import Frame, Item, Rect, Shape
from handouts.layout.laid import Laid, Padding, beside, box, decoration, element, middled, panel, stack
from handouts.layout.style import MM
from handouts.layout.type.typeset import Setter

TECHNIQUE_WIDTH_PT, TECHNIQUE_HEIGHT_PT = 22 * MM, 18 * MM
"""A technique drawing as it is drawn: contact can be made out at this size, and better at a larger one."""
CROP_SHARE = 0.72
"""The width of the crop of the plate with the stroke on it, of its height."""
CARD_PICTURES_PT = (27 * MM, 25 * MM, 23 * MM, 21 * MM, 19 * MM)
"""Heights of the drawings on a card that are tried, the largest first."""
DOSE_EM = 13.3
"""The column of the dose: “20–60 seconds, 2–3 places.” in bold on one line."""
LEVELS = 10
"""The pressure scale's end."""
BAR_PT = 7.0
"""The height of the bar: quieter than the words that it repeats."""


def lay_techniques(
    boxes: Sequence[TechniqueBox], setter: Setter, figures: Figures, width_pt: float, picture_pt: float, gap_pt: float
) -> Laid:
    """The cards one under another, in columns that line up down the page: drawings `picture_pt` high, what to do, the dose."""
    return stack([lay_card(words, setter, figures, width_pt, picture_pt) for words in boxes], gap_pt)


def lay_card(words: TechniqueBox, setter: Setter, figures: Figures, width_pt: float, picture_pt: float) -> Laid:
    """One technique in a ruled box."""
    return setter.once(("card", words, width_pt, picture_pt), lambda: _card(words, setter, figures, width_pt, picture_pt))


def _card(words: TechniqueBox, setter: Setter, figures: Figures, width_pt: float, picture_pt: float) -> Laid:
    style = setter.style
    pad_pt = style.body_pt * 0.22
    gap_pt = style.body_pt * 0.6
    hand_pt = picture_pt * TECHNIQUE_WIDTH_PT / TECHNIQUE_HEIGHT_PT
    crop_pt = picture_pt * CROP_SHARE
    pictures_pt = hand_pt + crop_pt
    dose_pt = style.body_pt * DOSE_EM
    words_pt = width_pt - pictures_pt - dose_pt - 2 * gap_pt - 2 * pad_pt
    text = stack([lay_name(words, setter, words_pt), setter.bullets(words.steps, words_pt)])
    dose = lay_dose(words.dose, setter, dose_pt)
    height_pt = max(text.height_pt + pad_pt, dose.height_pt + pad_pt, picture_pt)
    pictures = [
        (0.0, lay_hand(words, figures, setter, Rect(0, 0, hand_pt, height_pt))),
        (hand_pt, lay_stroke(words, figures, setter, Rect(0, 0, crop_pt, height_pt))),
    ]
    columns = [
        (pictures_pt + gap_pt, middled(text, height_pt)),
        (0.0, beside(pictures)),
        (pictures_pt + 2 * gap_pt + words_pt, middled(dose, height_pt)),
    ]
    return element("Sect", panel(beside(columns), width_pt, Padding(0.0, pad_pt, 0.0, 0.0), None, "rule", 0.8), width_pt)


def lay_name(words: TechniqueBox, setter: Setter, width_pt: float) -> Laid:
    """The name, and who acts and how they are placed: beside it where both have room."""
    style = setter.style
    tone = setter.heading._replace(leading_pt=style.leading_pt)
    name_pt = setter.width_pt(words.name.plain(), "bold", style.heading_pt) + style.body_pt * 0.6
    who_pt = setter.width_pt(words.who.plain(), "regular", style.body_pt)
    name = setter.paragraph(words.name, width_pt, tone, "H3")
    if name_pt + who_pt <= width_pt:
        return beside([(0, name), (name_pt, setter.paragraph(words.who, width_pt - name_pt, setter.quiet))])
    return stack([name, setter.paragraph(words.who, width_pt, setter.quiet)])


def lay_hand(words: TechniqueBox, figures: Figures, setter: Setter, window: Rect | None = None) -> Laid:
    """The drawing of the hand or body at work, as large as the window allows; without one, as large as it is drawn."""
    scale = setter.style.line_scale
    window = window or Rect(0, 0, TECHNIQUE_WIDTH_PT * scale, TECHNIQUE_HEIGHT_PT * scale)

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        at = window._replace(x_pt=x_pt, y_pt=y_pt)
        items = lay_picture(figures, f"technique/{words.drawing}", at, words.side == "left", scale)
        return (Frame("Figure", at, items, alt=words.drawing_alt),)

    return Laid(window.height_pt, place)


def lay_stroke(words: TechniqueBox, figures: Figures, setter: Setter, window: Rect) -> Laid:
    """The plate cropped to the zone, with this technique's stroke."""

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        at = window._replace(x_pt=x_pt, y_pt=y_pt)
        items = lay_stroke_crop(figures.plates[words.plate], words.stroke, at, words.side, setter.style.line_scale)
        return (Frame("Figure", at, items, alt=words.stroke_alt),)

    return Laid(window.height_pt, place)


def lay_dose(dose: DoseStrip, setter: Setter, width_pt: float) -> Laid:
    """How hard in words over a bar that shows the same; how long and how many; how often and with what."""
    style = setter.style
    return stack(
        [
            setter.paragraph(dose.hard, width_pt),
            lay_bar(dose.pressure, setter, width_pt),
            setter.paragraph(dose.amount, width_pt),
            setter.paragraph(dose.rhythm, width_pt),
        ],
        style.body_pt * 0.05,
    )


def lay_bar(pressure: tuple[int, int], setter: Setter, width_pt: float) -> Laid:
    """The scale from 0 to 10 as a ruled bar, the band of the dose filled. No numbers within it, so that none reads as a count.

    The words over it say the same, so a listener hears nothing of it.
    """
    style = setter.style
    small_pt = style.small_pt
    bar_pt = BAR_PT * style.body_pt / 12
    height_pt = small_pt * 1.05
    ends = ("0", str(LEVELS))
    ends_pt = [setter.width_pt(text, "regular", small_pt) + small_pt * 0.35 for text in ends]

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        low, high = pressure
        bar = Rect(x_pt + ends_pt[0], y_pt + (height_pt - bar_pt) / 2, width_pt * 0.93 - sum(ends_pt), bar_pt)
        step_pt = bar.width_pt / LEVELS
        first_pt = bar.x_pt + max(0.0, (low - 0.5)) * step_pt
        last_pt = bar.x_pt + min(float(LEVELS), high + 0.5) * step_pt
        band = Rect(first_pt, bar.y_pt - bar_pt * 0.14, last_pt - first_pt, bar_pt * 1.28)
        ticks: list[tuple[object, ...]] = []
        for level in range(1, LEVELS):
            ticks += [("m", bar.x_pt + level * step_pt, bar.y_pt), ("l", bar.x_pt + level * step_pt, bar.bottom_pt)]
        baseline_pt = y_pt + (height_pt + setter.faces["regular"].cap_height * small_pt / 1000) / 2
        items: tuple[Item, ...] = (
            box(bar, None, "rule", 0.7),
            Shape(tuple(ticks), None, "rule", 0.5),
            box(band, "band", "band-edge", 1.2),
            setter.label(ends[0] + " ", x_pt, baseline_pt, small_pt),
            setter.label(ends[1] + " ", bar.right_pt + small_pt * 0.35, baseline_pt, small_pt),
        )
        return (decoration(Rect(x_pt, y_pt, width_pt, height_pt), items),)

    return Laid(height_pt, place)
