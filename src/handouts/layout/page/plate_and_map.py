"""Parts that the one page and large print arrange alike, and what both are asked for.

Enters: a part of a `Handout`, a `Setter`, figures. Leaves: `Laid`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from handouts.document.blocks import PainMap, PlateFigure, Words
from handouts.document.words import joined
from handouts.layout.figures.figure import Figures, lay_plate, plate_view, shows_both
from handouts.layout.figures.pain_map import lay_pain_map, stipple
from handouts.layout.frame import Frame, Item, Rect, moved
from handouts.layout.laid import Laid, box, element, stack
from handouts.layout.style import Style, page_style
from handouts.layout.type.typeset import Setter


class Options(NamedTuple):
    """What changes the page besides its words."""

    paper: str = "a4"
    fillable: bool = False
    style: Callable[[str, float], Style] = page_style
    """The type and the room of a paper at a body size: a booklet has its own."""
    may_drop: bool = True
    """Whether "what else helps" may be left off where room is short."""


def lay_location(figure: PlateFigure, setter: Setter, figures: Figures, width_pt: float, scale_told: bool = False) -> Laid:
    """The plate with markers, zone and X, and its caption; what the fingers are for, unless that is told elsewhere."""
    plate = figures.plates[figure.plate]
    view = plate_view(plate, figure.landmarks)
    height_pt = width_pt * view[3] / view[2]
    caption = _caption(figure._replace(scale=Words(())) if scale_told else figure, setter, width_pt)
    gap_pt = setter.style.small_pt * 0.25
    alt = figure.alt_of_both if shows_both(plate) else figure.alt

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        placed = lay_plate(figures, plate, width_pt, figure.landmarks, figure.side, setter.style.line_scale)
        drawn = moved(Frame("Figure", Rect(0, 0, width_pt, height_pt), placed.items, alt=alt), x_pt, y_pt)
        return (drawn, *caption.place(x_pt, y_pt + height_pt + gap_pt))

    return Laid(height_pt + gap_pt + caption.height_pt, place)


def _caption(figure: PlateFigure, setter: Setter, width_pt: float) -> Laid:
    """What the X is, and what the fingers are: in one line where there is room, else a line each."""
    both = Words(joined([figure.caption.text, figure.scale.text], " "), figure.caption.source)
    if setter.width_pt(both.plain(), "regular", setter.small.size_pt) <= width_pt:
        return setter.paragraph(both, width_pt, setter.small, "Caption")
    lines = stack([setter.paragraph(words, width_pt, setter.small) for words in (figure.caption, figure.scale)])
    return element("Caption", lines, width_pt)


def lay_map(pain_map: PainMap, setter: Setter, figures: Figures, width_pt: float, height_pt: float) -> Laid:
    """The locator and pain map over its legend, in a given room: one figure, whose words for the blind say what solid and dots mean."""
    return setter.once(("map", pain_map, width_pt, height_pt), lambda: _lay_map(pain_map, setter, figures, width_pt, height_pt))


def _lay_map(pain_map: PainMap, setter: Setter, figures: Figures, width_pt: float, height_pt: float) -> Laid:
    legend = _legend(pain_map, setter, width_pt)
    gap_pt = setter.style.small_pt * 0.2
    map_pt = height_pt - legend.height_pt - gap_pt

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        window = Rect(x_pt, y_pt, width_pt, map_pt)
        scale = setter.style.line_scale
        items = lay_pain_map(figures, pain_map.main, pain_map.spill_over, pain_map.number, pain_map.side, window, scale)
        items += tuple(item for frame in legend.place(x_pt, y_pt + map_pt + gap_pt) for item in frame.items)
        return (Frame("Figure", Rect(x_pt, y_pt, width_pt, height_pt), items, alt=pain_map.alt, source="map"),)

    return Laid(height_pt, place)


def _legend(pain_map: PainMap, setter: Setter, width_pt: float) -> Laid:
    """What solid and dots mean: a swatch and its words each, in one line where there is room, centred."""
    tone = setter.small
    words = [part for part in (pain_map.main_words, pain_map.spill_words) if part.text]
    swatch_pt, gap_pt, apart_pt = tone.size_pt * 0.95, tone.size_pt * 0.3, tone.size_pt * 0.7
    entries_pt = [swatch_pt + gap_pt + setter.width_pt(part.plain(), "regular", tone.size_pt) for part in words]
    in_line = sum(entries_pt) + apart_pt * (len(words) - 1) <= width_pt
    height_pt = tone.leading_pt * (1 if in_line else len(words))

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        total_pt = sum(entries_pt) + apart_pt * (len(words) - 1) if in_line else max(entries_pt)
        left_pt, top_pt = x_pt + (width_pt - total_pt) / 2, y_pt
        texts: list[Item] = []
        swatches: list[Item] = []
        for index, part in enumerate(words):
            rect = Rect(left_pt, top_pt + (tone.leading_pt - swatch_pt * 0.75) / 2, swatch_pt, swatch_pt * 0.75)
            swatches += _swatch(rect, index == 0, setter.style.line_scale)
            baseline_pt = top_pt + setter.ascent_pt(tone)
            texts.append(setter.label(part.plain() + " ", left_pt + swatch_pt + gap_pt, baseline_pt, tone.size_pt))
            if in_line:
                left_pt += entries_pt[index] + apart_pt
            else:
                top_pt += tone.leading_pt
        rect = Rect(x_pt, y_pt, width_pt, height_pt)
        return (Frame("Figure", rect, (*swatches, *texts)),)

    return Laid(height_pt, place)


def _swatch(rect: Rect, solid: bool, scale: float) -> tuple[Item, ...]:
    if solid:
        return (box(rect, "pain", None, 0),)
    corners = ((rect.x_pt, rect.y_pt), (rect.right_pt, rect.y_pt), (rect.right_pt, rect.bottom_pt), (rect.x_pt, rect.bottom_pt))
    return stipple((corners,), (), scale)
