"""The plate with its key, and the pain map with its words: parts that the one page and large print arrange alike.

Enters: a part of a `Handout`, a `Setter`, figures. Leaves: `Laid`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from handouts.document.blocks import PainMap, PlateFigure, Words
from handouts.layout.figures.crop import plate_view
from handouts.layout.figures.figure import Figures, lay_plate, shows_both
from handouts.layout.figures.pain_map import lay_pain_map, stipple
from handouts.layout.frame import Frame, Item, Rect, moved
from handouts.layout.laid import Laid, beside, box, decoration, rule, space, stack
from handouts.layout.page.figure_key import lay_key
from handouts.layout.style import Style, page_style
from handouts.layout.type.typeset import Setter

KEY_GAP_EM = 0.3
"""Between a plate and its key."""
MAP_SHARE, MAP_MOST_EM = 0.36, 8.5
"""Of the column, how much the map takes beside its words; and at most so many ems of the body: beyond that it says no more."""
MAP_LEAST_EM = 5.6
"""The least height of the map: below this two areas on a whole body cannot be told apart."""


class Options(NamedTuple):
    """What changes the page besides its words."""

    paper: str = "a4"
    fillable: bool = False
    style: Callable[[str, float], Style] = page_style
    """The type and the room of a paper at a body size: a booklet has its own."""
    may_drop: bool = True
    """Whether "what else helps" may be left off where room is short."""
    second_side: bool = False
    """Whether what does not fit one side may go on overleaf."""


def lay_location(
    figure: PlateFigure, setter: Setter, figures: Figures, width_pt: float, aspect: float = 0.0, key_pt: float = 0.0, least_pt: float = 0.0
) -> Laid:
    """The plate with what is laid over it, and the key under it: one figure. `aspect`: height over width of the plate, 0 for its usual.

    `key_pt`: the key's width where it is not the plate's; `least_pt`: it begins no higher than this.
    """
    plate = figures.plates[figure.plate]
    view = plate_view(plate, figure.landmarks, aspect)
    plate_pt = width_pt * view[3] / view[2]
    key = lay_key(figure, setter, key_pt or width_pt)
    key_top_pt = max(plate_pt, least_pt) + setter.style.body_pt * KEY_GAP_EM
    height_pt = key_top_pt + key.height_pt
    alt = figure.alt_of_both if shows_both(plate) else figure.alt

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        placed = lay_plate(figures, figure, width_pt, aspect, setter.style.line_scale)
        drawn = moved(Frame("Figure", Rect(0, 0, width_pt, plate_pt), placed.items), x_pt, y_pt)
        items = (*drawn.items, *key.items(x_pt, y_pt + key_top_pt))
        return (Frame("Figure", Rect(x_pt, y_pt, max(width_pt, key_pt), height_pt), items, alt=alt, source="figure"),)

    return Laid(height_pt, place)


def lay_felt(pain_map: PainMap, words: Sequence[Words], setter: Setter, figures: Figures, width_pt: float, least_pt: float = 0.0) -> Laid:
    """The pain map on the left; beside it what its tints mean, and where it is felt and what it helps with."""
    style = setter.style
    map_pt = min(width_pt * MAP_SHARE, style.body_pt * MAP_MOST_EM)
    text_pt = width_pt - map_pt - style.gutter_pt
    first, *rest = words
    tone = setter.body._replace(strong_ink="accent")
    legend = lay_legend(pain_map, setter, text_pt)
    text = stack(
        [setter.paragraph(first, text_pt, tone), legend, *(setter.paragraph(each, text_pt, tone) for each in rest)], style.body_pt * 0.15
    )
    height_pt = max(text.height_pt, least_pt, style.body_pt * MAP_LEAST_EM)
    drawn = lay_map(pain_map, setter, figures, map_pt, height_pt)
    return beside([(0.0, drawn), (map_pt + style.gutter_pt, text)])


def lay_map(pain_map: PainMap, setter: Setter, figures: Figures, width_pt: float, height_pt: float) -> Laid:
    """The locator and pain map in a given room; its words for the blind say what solid and dots mean."""
    return setter.once(("map", pain_map, width_pt, height_pt), lambda: _lay_map(pain_map, setter, figures, width_pt, height_pt))


def _lay_map(pain_map: PainMap, setter: Setter, figures: Figures, width_pt: float, height_pt: float) -> Laid:
    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        window = Rect(x_pt, y_pt, width_pt, height_pt)
        scale = setter.style.line_scale
        items = lay_pain_map(figures, pain_map.main, pain_map.spill_over, pain_map.number, pain_map.side, window, scale)
        return (Frame("Figure", window, items, alt=pain_map.alt, source="map"),)

    return Laid(height_pt, place)


def lay_legend(pain_map: PainMap, setter: Setter, width_pt: float) -> Laid:
    """What solid and dots mean: a swatch and its words each, in one line where there is room. The map's alternate text says the same."""
    tone = setter.body
    words = [part for part in (pain_map.main_words, pain_map.spill_words) if part.text]
    swatch_pt, gap_pt, apart_pt = tone.size_pt * 1.2, tone.size_pt * 0.4, tone.size_pt * 1.0
    entries_pt = [swatch_pt + gap_pt + setter.width_pt(part.plain(), "regular", tone.size_pt) for part in words]
    in_line = sum(entries_pt) + apart_pt * (len(words) - 1) <= width_pt
    height_pt = tone.leading_pt * (1 if in_line else len(words))

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        left_pt, top_pt = x_pt, y_pt
        texts: list[Item] = []
        swatches: list[Item] = []
        for index, part in enumerate(words):
            rect = Rect(left_pt, top_pt + (tone.leading_pt - swatch_pt * 0.6) / 2, swatch_pt, swatch_pt * 0.6)
            swatches += _swatch(rect, index == 0, setter.style.line_scale)
            baseline_pt = top_pt + setter.ascent_pt(tone)
            texts.append(setter.label(part.plain() + " ", left_pt + swatch_pt + gap_pt, baseline_pt, tone.size_pt))
            if in_line:
                left_pt += entries_pt[index] + apart_pt
            else:
                top_pt += tone.leading_pt
        return (decoration(Rect(x_pt, y_pt, width_pt, height_pt), (*swatches, *texts)),)

    return Laid(height_pt, place)


def _swatch(rect: Rect, solid: bool, scale: float) -> tuple[Item, ...]:
    if solid:
        return (box(rect, "pain", None, 0),)
    corners = ((rect.x_pt, rect.y_pt), (rect.right_pt, rect.y_pt), (rect.right_pt, rect.bottom_pt), (rect.x_pt, rect.bottom_pt))
    return stipple((corners,), (), scale)


def hair(width_pt: float, around_pt: float) -> Laid:
    """A hair line with as much white over it as under it."""
    return stack([space(around_pt), rule(width_pt, 0.5, "hair"), space(around_pt)])
