"""The index of the finder: pain areas in everyday words, body area by body area, each with its spots' numbers.

Enters: groups of entries, a `Setter`, a column's width. Leaves: a `Laid` for each group. A solid disc is a spot whose main pain this is, a
dashed ring one whose pain may spread here: they tell apart without colour, in the ink saver too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from handouts.document.blocks import Words
from handouts.document.quickref import Finder, FinderEntry, FinderGroup
from handouts.layout.frame import Frame, Item, Rect, Run, Shape, TextLine
from handouts.layout.laid import Laid, decoration, disc, element, line, stack
from handouts.layout.type.typeset import Setter

RADIUS_EM = 0.62
APART_EM = 0.2
RING_PT = 1.3
DASHES = 12
"""Dashes in a ring round a number, with as many gaps, which are a little shorter."""


def lay_group(finder: Finder, group: FinderGroup, setter: Setter, width_pt: float, linked: bool = False) -> Laid:
    """A heading over its entries."""
    heading = setter.paragraph(group.name, width_pt, setter.heading, "H2")
    like = Frame("L", Rect(0, 0, 0, 0), numbering="None")
    entries = element("L", stack([_entry(finder, entry, setter, width_pt, linked) for entry in group.entries]), width_pt, like)
    return element("Sect", stack([heading, entries], setter.style.body_pt * 0.12), width_pt)


def _entry(finder: Finder, entry: FinderEntry, setter: Setter, width_pt: float, linked: bool) -> Laid:
    """The name on the left, the numbers at the right edge, a hair line under both."""
    style, tone = setter.style, setter.body
    radius_pt = style.body_pt * RADIUS_EM
    step_pt = 2 * radius_pt + style.body_pt * APART_EM
    count = len(entry.main) + len(entry.spill_over)
    name_pt = width_pt - count * step_pt - style.body_pt * 0.25
    pad_pt = max(0.0, 2 * radius_pt + 2.0 - tone.leading_pt) / 2 + style.body_pt * 0.03
    height_pt = setter.count(entry.name.text, name_pt, tone) * tone.leading_pt + 2 * pad_pt

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        rect = Rect(x_pt, y_pt, width_pt, height_pt)
        *most, last = setter.set_lines(setter.lines(entry.name.text, name_pt, tone), x_pt, y_pt + pad_pt, name_pt, tone)
        name = (*most, _spaced(last))
        middle_pt = y_pt + pad_pt + tone.leading_pt / 2
        centre_pt = x_pt + width_pt - (count - 1) * step_pt - radius_pt - RING_PT / 2
        main: list[tuple[int, tuple[Item, ...], Rect]] = []
        spill: list[tuple[int, tuple[Item, ...], Rect]] = []
        for index, number in enumerate((*entry.main, *entry.spill_over)):
            at_pt = centre_pt + index * step_pt
            window = Rect(at_pt - radius_pt, middle_pt - radius_pt, 2 * radius_pt, 2 * radius_pt)
            if index < len(entry.main):
                main.append((number, setter.number_disc(number, at_pt, middle_pt, radius_pt), window))
            else:
                spill.append((number, dashed_number(setter, number, at_pt, middle_pt, radius_pt), window))
        body = _body(finder, entry, rect, name, main, spill, linked)
        rule = decoration(rect, (line(x_pt, rect.bottom_pt, rect.right_pt, rect.bottom_pt, "hair", 0.5),))
        return (Frame("LI", rect, (), (rule, body)),)

    return Laid(height_pt, place)


def _body(
    finder: Finder,
    entry: FinderEntry,
    rect: Rect,
    name: tuple[Item, ...],
    main: Sequence[tuple[int, tuple[Item, ...], Rect]],
    spill: Sequence[tuple[int, tuple[Item, ...], Rect]],
    linked: bool,
) -> Frame:
    """Name and main numbers as words; the dashed ones as a figure that says what their rings mean. `linked`: each leads to its spot."""
    source = entry.name.source

    def said(numbers: Sequence[int]) -> str:
        return finder.spill_alt.replace("{numbers}", ", ".join(str(number) for number in numbers))

    if not linked:
        items = (*name, *(item for _, mark, _ in main for item in mark))
        if not spill:
            return Frame("LBody", rect, items, source=source)
        first, last = spill[0][2], spill[-1][2]
        window = first._replace(width_pt=last.right_pt - first.x_pt)
        marks = tuple(item for _, mark, _ in spill for item in mark)
        figure = Frame("Figure", window, marks, alt=said([number for number, _, _ in spill]))
        return Frame("LBody", rect, items, (figure,), source=source)
    links = [Frame("Link", window, mark, target=f"#spot-{number}", alt=finder.spots[number]) for number, mark, window in main]
    for number, mark, window in spill:
        figure = Frame("Figure", window, mark, alt=said([number]))
        links.append(Frame("Link", window, (), (figure,), target=f"#spot-{number}", alt=finder.spots[number]))
    return Frame("LBody", rect, name, tuple(links), source=source)


def _spaced(item: Item) -> Item:
    """A line that ends in a space, so that the number after it stays apart when read out."""
    if not isinstance(item, TextLine):
        return item
    last = item.runs[-1]
    return item._replace(runs=(*item.runs[:-1], Run(last.text + " ", last.face, last.size_pt, last.ink)))


def dashed_number(setter: Setter, number: int | str, x_pt: float, y_pt: float, radius_pt: float) -> tuple[Item, ...]:
    """A number in a ring of dashes."""
    size_pt = radius_pt * 1.5
    face = setter.faces["regular"]
    width_pt = face.width_pt(str(number), size_pt)
    baseline_pt = y_pt + face.cap_height * size_pt / 2000
    text = TextLine(x_pt - width_pt / 2, baseline_pt, width_pt, (Run(f"{number} ", "regular", size_pt, "text"),))
    return (_ring(x_pt, y_pt, radius_pt), text)


def _ring(x_pt: float, y_pt: float, radius_pt: float) -> Shape:
    period_pt = math.tau * radius_pt / DASHES
    return disc(x_pt, y_pt, radius_pt, "paper", "disc-edge", RING_PT)._replace(dash_pt=(period_pt * 0.55, period_pt * 0.45))


def lay_legend(finder: Finder, setter: Setter, width_pt: float) -> Laid:
    """What solid and dashed mean, each with its sign."""
    return stack([_sign(finder.main_words, True, setter, width_pt), _sign(finder.spill_words, False, setter, width_pt)])


def _sign(words: Words, solid: bool, setter: Setter, width_pt: float) -> Laid:
    radius_pt = setter.style.body_pt * RADIUS_EM * 0.8
    indent_pt = 2 * radius_pt + setter.style.body_pt * 0.4
    text = setter.paragraph(words, width_pt - indent_pt)

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        middle_pt = y_pt + setter.body.leading_pt / 2
        centre_pt = x_pt + radius_pt + RING_PT / 2
        mark = disc(centre_pt, middle_pt, radius_pt, "disc", "disc-edge", 0.8) if solid else _ring(centre_pt, middle_pt, radius_pt)
        window = Rect(x_pt, y_pt, indent_pt, text.height_pt)
        return (decoration(window, (mark,)), *text.place(x_pt + indent_pt, y_pt))

    return Laid(text.height_pt, place)
