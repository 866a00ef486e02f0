"""The key under a plate: what its signs mean, in the same words under every plate.

Enters: a `PlateFigure`, a `Setter`, a width. Leaves: its height and its items. It is drawn as a part of the figure, whose alternate text
says the same to those who do not see it; so it is not read out twice.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from handouts.document.blocks import PlateFigure, Words
from handouts.layout.figures.marks import cross, fingers, polygon
from handouts.layout.frame import Item
from handouts.layout.type.signs import number_sign
from handouts.layout.type.typeset import Setter

GAP_EM, APART_EM = 0.4, 1.3
"""Between a sign and its words; between entries on one line. In ems of the body."""

Draw = Callable[[float, float], tuple[Item, ...]]
"""From the left edge and the middle of a line to a sign."""


class Entry(NamedTuple):
    """One sign and its words."""

    sign_pt: float
    draw: Draw
    words: Words


class Key(NamedTuple):
    """A key of a known height; `items(x_pt, y_pt)` draws it with its top left corner there."""

    height_pt: float
    items: Callable[[float, float], tuple[Item, ...]]


def lay_key(figure: PlateFigure, setter: Setter, width_pt: float) -> Key:
    """The entries in as few lines as they need, in their order."""
    style, tone = setter.style, setter.body
    size_pt = style.body_pt
    rows: list[list[Entry]] = [[]]
    for entry in entries(figure, setter):
        if rows[-1] and _row_pt([*rows[-1], entry], setter) > width_pt:
            rows.append([])
        rows[-1].append(entry)
    note = () if not figure.note.text else setter.lines(figure.note.text, width_pt, tone)

    def items(x_pt: float, y_pt: float) -> tuple[Item, ...]:
        drawn: list[Item] = []
        texts: list[Item] = list(setter.set_lines(note, x_pt, y_pt, width_pt, tone))
        top_pt = y_pt + len(note) * tone.leading_pt
        for row in rows:
            left_pt = x_pt
            for entry in row:
                drawn += entry.draw(left_pt, top_pt + tone.leading_pt / 2)
                left_pt += entry.sign_pt + GAP_EM * size_pt
                texts.append(setter.label(entry.words.plain() + " ", left_pt, top_pt + setter.ascent_pt(tone), size_pt))
                left_pt += setter.width_pt(entry.words.plain(), "regular", size_pt) + APART_EM * size_pt
            top_pt += tone.leading_pt
        return (*drawn, *texts)

    return Key((len(rows) + len(note)) * tone.leading_pt, items)


def entries(figure: PlateFigure, setter: Setter) -> list[Entry]:
    """The X, the dashed ring, the fingers; the octagon where a step says what to keep off."""
    size_pt = setter.style.body_pt
    key = figure.key
    found = [
        Entry(size_pt * 0.75, lambda x_pt, y_pt: cross((x_pt + size_pt * 0.38, y_pt), size_pt * 0.3, size_pt / 13), key.start),
        Entry(size_pt * 1.7, lambda x_pt, y_pt: _ring(x_pt, y_pt, size_pt), key.zone),
        Entry(size_pt * 1.8, lambda x_pt, y_pt: fingers((x_pt, y_pt + size_pt * 0.38), size_pt * 0.6, 3, size_pt / 14), key.fingers),
    ]
    if any(figure.keep_off):
        number = figure.keep_off.index(True) + 1
        radius_pt = size_pt * 0.6
        face = setter.faces["bold"]
        found.insert(
            2,
            Entry(
                size_pt * 1.3,
                lambda x_pt, y_pt: number_sign(face, number, (x_pt + size_pt * 0.66, y_pt), radius_pt, True),
                key.keep_off,
            ),
        )
    return found


def _row_pt(row: list[Entry], setter: Setter) -> float:
    size_pt = setter.style.body_pt
    words_pt = sum(entry.sign_pt + GAP_EM * size_pt + setter.width_pt(entry.words.plain(), "regular", size_pt) for entry in row)
    return words_pt + APART_EM * size_pt * (len(row) - 1)


def _ring(x_pt: float, y_pt: float, size_pt: float) -> tuple[Item, ...]:
    """A short piece of the dashed ring: an oval, dashed as on the plate."""
    wide_pt, high_pt = size_pt * 1.6, size_pt * 0.66
    radius_pt = high_pt / 2
    points = []
    for index in range(24):
        angle = math.tau * index / 24
        points.append((x_pt + wide_pt / 2 + wide_pt / 2 * math.cos(angle), y_pt + radius_pt * math.sin(angle)))
    return (polygon(points, None, "mark", size_pt * 0.1, (size_pt * 0.27, size_pt * 0.16)),)
