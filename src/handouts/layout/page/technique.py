"""Technique boxes: the drawing of the hand, the stroke on the figure, the steps, and the dose as a strip that reads at a glance.

Enters: `TechniqueBox`es, a `Setter`, figures, a width. Leaves: `Laid`.
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.document.blocks import DoseStrip, TechniqueBox
from handouts.layout.figures.figure import Figures, lay_picture, lay_stroke_crop
from handouts.layout.frame import Frame, Item, Rect, Shape
from handouts.layout.laid import Laid, Padding, beside, box, element, panel, space, stack
from handouts.layout.style import MM
from handouts.layout.type.typeset import Setter

TECHNIQUE_WIDTH_PT, TECHNIQUE_HEIGHT_PT = 22 * MM, 18 * MM
"""A technique drawing as printed."""
CROP_WIDTH_PT = 15.5 * MM
"""The crop of the plate with the stroke on it, as high as the drawing beside it."""

SCALE = range(11)
"""The pressure scale, 0 to 10."""


def lay_techniques(
    boxes: Sequence[TechniqueBox], setter: Setter, figures: Figures, width_pt: float, drawings: int, gap_em: float = 0.2
) -> Laid:
    """The boxes one under another, in three columns that line up down the page: drawings, what to do, the dose."""
    rows = [_row_once(words, setter, figures, width_pt, drawings) for words in boxes]
    return stack(rows, setter.style.body_pt * gap_em)


def _row_once(words: TechniqueBox, setter: Setter, figures: Figures, width_pt: float, drawings: int) -> Laid:
    """A booklet tries a page with every technique, then with one less."""
    return setter.once(("technique", words, width_pt, drawings), lambda: _technique_row(words, setter, figures, width_pt, drawings))


def _technique_row(words: TechniqueBox, setter: Setter, figures: Figures, width_pt: float, drawings: int) -> Laid:
    style = setter.style
    pad_pt = style.body_pt * 0.2
    gap_pt = style.body_pt * 0.5
    picture_pt = TECHNIQUE_WIDTH_PT * style.line_scale
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
        (0.0, lay_pictures(words, figures, setter, drawings, pad_pt)),
        (pictures_pt + gap_pt + words_pt + gap_pt, lay_dose(words.dose, setter, dose_pt)),
    ]
    inside = beside(columns)
    padding = Padding(pad_pt, 2 * pad_pt, pad_pt, pad_pt)
    return element("Sect", panel(inside, width_pt, padding, None, "rule", 0.8), width_pt)


def lay_pictures(words: TechniqueBox, figures: Figures, setter: Setter, drawings: int, gap_pt: float) -> Laid:
    """The hand at work and the stroke on the figure; where there is room for one, the hand."""
    scale = setter.style.line_scale
    columns = [(0.0, lay_hand(words, figures, setter))]
    if drawings > 1:
        columns.append((TECHNIQUE_WIDTH_PT * scale + gap_pt, lay_stroke(words, figures, setter, CROP_WIDTH_PT * scale)))
    return beside(columns)


def lay_hand(words: TechniqueBox, figures: Figures, setter: Setter) -> Laid:
    """The drawing of the hand or body at work."""
    scale = setter.style.line_scale
    height_pt = TECHNIQUE_HEIGHT_PT * scale

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        window = Rect(x_pt, y_pt, TECHNIQUE_WIDTH_PT * scale, height_pt)
        items = lay_picture(figures, f"technique/{words.drawing}", window, words.side == "left", scale)
        return (Frame("Figure", window, items, alt=words.drawing_alt),)

    return Laid(height_pt, place)


def lay_stroke(words: TechniqueBox, figures: Figures, setter: Setter, width_pt: float) -> Laid:
    """The plate cropped to the zone, with this technique's stroke."""
    scale = setter.style.line_scale
    height_pt = TECHNIQUE_HEIGHT_PT * scale

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        window = Rect(x_pt, y_pt, width_pt, height_pt)
        items = lay_stroke_crop(figures.plates[words.plate], words.stroke, window, words.side, scale)
        return (Frame("Figure", window, items, alt=words.stroke_alt),)

    return Laid(height_pt, place)


def lay_dose(dose: DoseStrip, setter: Setter, width_pt: float) -> Laid:
    """The 0-10 scale with its band filled, what it and its ends mean, then how long, how many, how often, with what."""
    style = setter.style
    cell_height_pt = style.small_pt * 1.35
    said = [words.plain() for words in (dose.scale_low, dose.scale_middle, dose.scale_high)]
    wide_pt = [setter.width_pt(text, "regular", style.small_pt) for text in said]
    one_line = sum(wide_pt) + style.small_pt <= width_pt
    words_pt = style.small_pt * 1.2 * (1 if one_line else 2)

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        items = scale_items(dose, setter, x_pt, y_pt, width_pt, cell_height_pt)
        under_pt = y_pt + cell_height_pt + style.small_pt * 0.98
        places = [x_pt, x_pt + (width_pt - wide_pt[1]) / 2, x_pt + width_pt - wide_pt[2]]
        downs = [0.0, 0.0 if one_line else style.small_pt * 1.2, 0.0]
        ends = [
            setter.label(text + " ", left_pt, under_pt + down_pt, style.small_pt)
            for text, left_pt, down_pt in zip(said, places, downs, strict=True)
        ]
        rect = Rect(x_pt, y_pt, width_pt, cell_height_pt + words_pt)
        return (Frame("Figure", rect, (*items, *ends), alt=dose.alt),)

    strip = Laid(cell_height_pt + words_pt, place)
    return stack(
        [
            space(style.body_pt * 0.05),
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
