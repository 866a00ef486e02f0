"""Running text of the booklet: sections flow through columns and pages, no paragraph is split, no heading left at a foot.

Enters: sections, a `Setter`, a type area. Leaves: one `Laid` a page. Columns are even: as low as they can be without a page more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from handouts.document.booklet import Item, Section
from handouts.errors import Diagnostic, FitError
from handouts.layout.frame import Frame, Rect
from handouts.layout.laid import Laid, element, space, stack
from handouts.layout.page.boxes import MEASURE_EM
from handouts.layout.sheets.sheet_parts import Room
from handouts.layout.type.typeset import Setter, Tone

COLUMN_EM = 20.0
"""Two columns where each is at least this wide."""
SECTION_EM = 1.4
"""The size of a section's heading, in ems of the body."""
STEP_PT = 4.0
"""By so much columns are shortened while they are made even."""


class Piece(NamedTuple):
    """What is never split, with the white over it (none at the head of a column). `holds`: it may not be the last of a column."""

    laid: Laid
    over_pt: float
    holds: bool = False
    section: str = ""


def lay_sections(sections: Sequence[Section], setter: Setter, room: Room) -> tuple[Laid, ...]:
    """The pages of these sections, one after the other."""
    style = setter.style
    wide = room.width_pt >= 2 * COLUMN_EM * style.body_pt + 2 * style.gutter_pt
    gutter_pt = style.gutter_pt * 1.5
    column_pt = (room.width_pt - gutter_pt) / 2 if wide else min(room.width_pt, MEASURE_EM * style.body_pt)
    pieces = [piece for section in sections for piece in _pieces(section, setter, column_pt)]
    columns = _even(pieces, room.height_pt, 2 if wide else 1)
    each = 2 if wide else 1
    pages = [columns[start : start + each] for start in range(0, len(columns), each)]
    return tuple(_page(page, column_pt, column_pt + gutter_pt, room) for page in pages)


def _pieces(section: Section, setter: Setter, width_pt: float) -> list[Piece]:
    style = setter.style
    tone = section_tone(setter, section.alarm)
    pieces = [Piece(_named(setter.paragraph(section.heading, width_pt, tone, "H1"), section), style.body_pt * 1.5, True, section.key)]
    points: list[Item] = []
    for item in (*section.items, None):
        if points and (item is None or item.kind != "point"):
            pieces += _points(points, setter, width_pt, section.alarm, section.key)
            points = []
        if item is None:
            break
        if item.kind == "point":
            points.append(item)
        elif item.kind == "head":
            head = setter.body._replace(face="bold", ink="danger" if section.alarm else "text", strong_ink="danger")
            pieces.append(Piece(setter.paragraph(item.words, width_pt, head, "H2"), style.body_pt * 0.6, True, section.key))
        else:
            pieces.append(Piece(setter.paragraph(item.words, width_pt), style.body_pt * 0.42, False, section.key))
    return pieces


def section_tone(setter: Setter, alarm: bool) -> Tone:
    """How a section's heading looks."""
    size_pt = setter.style.body_pt * SECTION_EM
    ink = "danger" if alarm else "accent"
    return setter.title._replace(size_pt=size_pt, leading_pt=size_pt * 1.12, ink=ink, strong_ink=ink)


def _named(heading: Laid, section: Section) -> Laid:
    """The heading as a place that links and bookmarks lead to."""

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        return tuple(frame._replace(anchor=section.key, bookmark=section.heading.plain()) for frame in heading.place(x_pt, y_pt))

    return Laid(heading.height_pt, place)


def _points(points: Sequence[Item], setter: Setter, width_pt: float, alarm: bool, key: str) -> list[Piece]:
    """One list, though it may run over columns: its parts continue one element."""
    pieces = []
    name = f"list-{points[0].words.source}"
    for item in points:
        single = setter.bullets((item.words,), width_pt, "dot", "danger" if alarm else "text")
        like = Frame("L", Rect(0, 0, 0, 0), numbering="Disc", continues=name)
        inner = Laid(single.height_pt, lambda x_pt, y_pt, single=single: single.place(x_pt, y_pt)[0].children)  # type: ignore[misc]
        pieces.append(Piece(element("L", inner, width_pt, like), setter.style.body_pt * 0.18, False, key))
    return pieces


def _even(pieces: Sequence[Piece], height_pt: float, each: int) -> list[list[Piece]]:
    """Columns of a number of pages that cannot be less, as even as that allows."""
    best = _fill(pieces, height_pt)
    pages = -(-len(best) // each)
    fits, beyond = 0, int(height_pt / STEP_PT)
    while beyond - fits > 1:
        middle = (fits + beyond) // 2
        lower = _tried(pieces, height_pt - middle * STEP_PT)
        if lower is None or -(-len(lower) // each) > pages:
            beyond = middle
        else:
            best, fits = lower, middle
    return best


def _tried(pieces: Sequence[Piece], height_pt: float) -> list[list[Piece]] | None:
    try:
        return _fill(pieces, height_pt)
    except FitError:
        return None


def _fill(pieces: Sequence[Piece], height_pt: float) -> list[list[Piece]]:
    """As much into each column as it holds. A piece higher than a column is a `FitError`."""
    columns: list[list[Piece]] = [[]]
    used_pt = 0.0
    start = 0
    while start < len(pieces):
        end = start + 1
        while pieces[end - 1].holds and end < len(pieces):
            end += 1
        group = pieces[start:end]
        inner_pt = sum(piece.laid.height_pt for piece in group) + sum(piece.over_pt for piece in group[1:])
        over_pt = group[0].over_pt if columns[-1] else 0.0
        if columns[-1] and used_pt + over_pt + inner_pt > height_pt:
            columns.append([])
            used_pt = over_pt = 0.0
        if inner_pt > height_pt:
            raise FitError(
                Diagnostic(
                    None,
                    f"a paragraph of the section “{group[0].section}” is higher than a column of the booklet",
                    "make it two paragraphs: none is split across columns",
                )
            )
        columns[-1] += group
        used_pt += over_pt + inner_pt
        start = end
    return columns


def _page(columns: Sequence[Sequence[Piece]], width_pt: float, step_pt: float, room: Room) -> Laid:
    stacks = [_column(column) for column in columns]

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        return tuple(frame for index, part in enumerate(stacks) for frame in part.place(x_pt + index * step_pt, y_pt))

    return Laid(room.height_pt, place)


def _column(pieces: Sequence[Piece]) -> Laid:
    parts = []
    for index, piece in enumerate(pieces):
        if index:
            parts.append(space(piece.over_pt))
        parts.append(piece.laid)
    return stack(parts)
