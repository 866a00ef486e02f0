"""The table of contents: a row a part, with its page.

Enters: entries, a `Setter`, a type area. Leaves: a `Laid` a page. A TOC element with a TOCI a row, each a link (ISO 32000-1, 14.8.4.3.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from handouts.document.blocks import Words
from handouts.layout.frame import Frame, Item, Rect
from handouts.layout.laid import Laid, decoration, line
from handouts.layout.sheets.sheet_parts import Room
from handouts.layout.type.typeset import Setter

ANCHOR = "contents"


class Entry(NamedTuple):
    """A row: what, what it is about, where. `number` is the spot's, 0 for other parts."""

    title: Words
    under: Words
    target: str
    page: str
    number: int = 0


def lay_contents(heading: Words, entries: Sequence[Entry], setter: Setter, room: Room) -> tuple[Laid, ...]:
    """As many pages as the rows take; two lines a spot where they fit one page, else one line."""
    style = setter.style
    title = setter.paragraph(heading, room.width_pt, setter.title, "H1")
    gap_pt = style.body_pt * 0.8
    free_pt = room.height_pt - title.height_pt - gap_pt
    full = [_row(entry, setter, room.width_pt, True) for entry in entries]
    rows = full if sum(row.height_pt for row in full) <= free_pt else [_row(entry, setter, room.width_pt, False) for entry in entries]
    spare_pt = max(0.0, free_pt - sum(row.height_pt for row in rows))
    pad_pt = min(spare_pt / (2 * len(rows)), style.body_pt * 0.5)
    pages: list[list[Laid]] = [[]]
    used_pt = 0.0
    for row in rows:
        if pages[-1] and used_pt + row.height_pt > (free_pt if len(pages) == 1 else room.height_pt):
            pages.append([])
            used_pt = 0.0
        pages[-1].append(row)
        used_pt += row.height_pt + 2 * pad_pt
    named = Laid(title.height_pt, lambda x, y: tuple(f._replace(anchor=ANCHOR, bookmark=heading.plain()) for f in title.place(x, y)))
    return tuple(_page(named if index == 0 else None, page, pad_pt, gap_pt, room) for index, page in enumerate(pages))


def _page(title: Laid | None, rows: Sequence[Laid], pad_pt: float, gap_pt: float, room: Room) -> Laid:
    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        frames: list[Frame] = []
        if title is not None:
            frames += title.place(x_pt, y_pt)
            y_pt += title.height_pt + gap_pt
        top_pt = y_pt
        placed: list[Frame] = []
        for row in rows:
            placed += row.place(x_pt, y_pt + pad_pt)
            y_pt += row.height_pt + 2 * pad_pt
            rule = line(x_pt, y_pt, x_pt + room.width_pt, y_pt, "hair", 0.5)
            placed.append(decoration(Rect(x_pt, y_pt, room.width_pt, 0.5), (rule,)))
        frames.append(Frame("TOC", Rect(x_pt, top_pt, room.width_pt, y_pt - top_pt), (), tuple(placed), continues="contents"))
        return tuple(frames)

    return Laid(room.height_pt, place)


def _row(entry: Entry, setter: Setter, width_pt: float, two_lines: bool) -> Laid:
    """The number in a disc, the title, under it what it is about; the page at the right. The whole row is the link."""
    style = setter.style
    tone = setter.body._replace(face="bold") if entry.number else setter.body
    radius_pt = max(style.body_pt * 0.68, 7.4)
    indent_pt = 2 * radius_pt + style.body_pt * 0.7
    page_pt = setter.width_pt(entry.page, "bold", style.body_pt)
    text_pt = width_pt - indent_pt - style.body_pt * 2.6
    title = setter.paragraph(entry.title, text_pt, tone, "Span")
    under = setter.paragraph(entry.under, text_pt, setter.quiet, "Span") if two_lines else Laid(0.0, lambda x, y: ())
    height_pt = max(title.height_pt + under.height_pt, 2 * radius_pt if entry.number else 0.0)

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        rect = Rect(x_pt, y_pt, width_pt, height_pt)
        words = Rect(x_pt + indent_pt, y_pt, text_pt, height_pt)
        children: list[Frame] = []
        if entry.number:
            disc = setter.number_disc(entry.number, x_pt + radius_pt, y_pt + height_pt / 2, radius_pt)
            children.append(Frame("Lbl", Rect(x_pt, y_pt, 2 * radius_pt, height_pt), disc))
        top_pt = y_pt + (height_pt - title.height_pt - under.height_pt) / 2
        inner = (*title.place(words.x_pt, top_pt), *under.place(words.x_pt, top_pt + title.height_pt))
        baseline_pt = top_pt + setter.ascent_pt(tone)
        label: Item = setter.label(entry.page + " ", x_pt + width_pt - page_pt, baseline_pt, style.body_pt, "bold")
        number = Frame("Span", Rect(x_pt + width_pt - page_pt, y_pt, page_pt, height_pt), (label,), source="folio")
        link = Frame("Link", rect, (), (*inner, number), target=f"#{entry.target}", alt=f"{entry.title.plain()}, {entry.page}")
        children.append(Frame("Reference", rect, (), (link,)))
        return (Frame("TOCI", rect, (), tuple(children)),)

    return Laid(height_pt, place)
