"""Paragraphs: words measured, lines broken for the whole paragraph, lines placed.

Enters: runs of (text, face, ink), a measure, a type size. Leaves: `Line` values, and `TextLine`s at a place. Which text, in which style,
and where on the page, is somebody else's business. Nothing is clipped or shrunk: a word that is too wide is set, and its line says by how
much it sticks out.

Lines are chosen as in Knuth and Plass, "Breaking Paragraphs into Lines" (1981), for ragged setting: of all ways to break, the one with the
fewest lines, then the least sum of squared shortfalls and penalties. Measuring is done once a paragraph, in thousandths of the type size,
so that another size or measure costs only the choice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handouts.layout.breaks import Measured, TextRun, measure
from handouts.layout.fonts import Face
from handouts.layout.frame import Run, TextLine

LINE = 1000.0
"""What a further line costs: always more than any raggedness it would save."""
SHORT = 100.0
"""What a line costs that falls short by its whole measure; the cost grows with the square."""
ORPHAN = 60.0
"""What a last line of one word costs; more the shorter the word."""
ORPHAN_SHARE = 0.3
"""A last line of one word is an orphan where it is narrower than this share of the measure."""
OVERFLOW = 1e9
SLACK = 1e-6


class Line(NamedTuple):
    """One line of a broken paragraph; the last line's runs end in no space, the others' in one that `width_pt` leaves out."""

    runs: tuple[TextRun, ...]
    width_pt: float
    indent_pt: float = 0.0
    short_pt: float = 0.0
    """How much narrower than the paragraph's measure this line's room is."""
    overflow_pt: float = 0.0
    """How far the line sticks out of its room: 0 unless a word is wider than the measure."""
    orphan: bool = False
    """A last line of one short word, left only where no other break was possible."""

    @property
    def text(self) -> str:
        """The characters, faces aside."""
        return "".join(run[0] for run in self.runs)


def break_paragraph(
    runs: Sequence[TextRun],
    width_pt: float,
    size_pt: float,
    faces: Mapping[str, Face],
    first_indent_pt: float = 0.0,
    line_widths_pt: Sequence[float] = (),
    line_indents_pt: Sequence[float] = (),
    balanced: bool = False,
) -> tuple[Line, ...]:
    """The paragraph's lines. `line_widths_pt` and `line_indents_pt` hold for the first lines, beside a figure; the rest have `width_pt`.

    `balanced` makes the last line as long as the others, for headings.
    """
    measured = measured_paragraph(runs, faces)
    if not measured.count:
        return ()
    rooms, indents = _rooms(width_pt, first_indent_pt, line_widths_pt, line_indents_pt)
    ends = _choose(measured, [max(room_pt * 1000 / size_pt, 1.0) for room_pt in rooms], balanced)
    lines: list[Line] = []
    start = 0
    scale = size_pt / 1000
    for index, end in enumerate(ends):
        last = end == measured.count
        room_pt = rooms[min(index, len(rooms) - 1)]
        line_pt = measured.width(start, end) * scale
        over_pt = line_pt - room_pt if line_pt > room_pt + SLACK else 0.0
        orphan = last and index > 0 and measured.is_orphan(start, room_pt / scale * ORPHAN_SHARE)
        indent_pt = indents[min(index, len(indents) - 1)]
        lines.append(Line(measured.runs(start, end), line_pt, indent_pt, width_pt - room_pt, over_pt, orphan))
        start = end
    return tuple(lines)


def measured_paragraph(runs: Sequence[TextRun], faces: Mapping[str, Face]) -> Measured:
    """The paragraph's words and widths, remembered with the face of its first run."""
    if not runs:
        return measure((), faces)
    memo = faces[runs[0][1]].measured
    key = (*runs, *{face: faces[face] for _, face, _ in runs}.items())
    found = memo.get(key)
    if not isinstance(found, Measured):
        found = memo[key] = measure(runs, faces)
    return found


def _rooms(
    width_pt: float, first_indent_pt: float, line_widths_pt: Sequence[float], line_indents_pt: Sequence[float]
) -> tuple[list[float], list[float]]:
    """Room and indent by line; the last entry holds for all further lines."""
    special = max(len(line_widths_pt), len(line_indents_pt), 1 if first_indent_pt else 0)
    rooms: list[float] = []
    indents: list[float] = []
    for index in range(special):
        indent_pt = line_indents_pt[index] if index < len(line_indents_pt) else 0.0
        room_pt = line_widths_pt[index] if index < len(line_widths_pt) else width_pt - indent_pt
        if index == 0:
            indent_pt += first_indent_pt
            room_pt -= first_indent_pt
        rooms.append(room_pt)
        indents.append(indent_pt)
    return [*rooms, width_pt], [*indents, 0.0]


def _choose(measured: Measured, rooms: Sequence[float], balanced: bool) -> list[int]:
    """The atoms after which lines end. `rooms` in thousandths; the last one holds for all further lines."""
    count = measured.count
    first_room = rooms[0]
    if measured.width(0, count) <= first_room + SLACK:
        return [count]
    starts, stops, hyphens, penalties = measured.starts, measured.stops, measured.hyphens, measured.penalties
    special = len(rooms) - 1
    # best[k][j]: cheapest way to end a line after atom k-1, j lines in (counted no further than rooms differ); with its predecessor.
    best: list[dict[int, tuple[float, int, int]]] = [{} for _ in range(count + 1)]
    best[0][0] = (0.0, -1, 0)
    for begin in range(count):
        for line, (cost, _, _) in best[begin].items():
            room = rooms[line] + SLACK
            following = line + 1 if line < special else special
            origin = starts[begin]
            for end in range(begin + 1, count + 1):
                natural = stops[end - 1] - origin
                width = natural + hyphens[end - 1] if end < count else natural
                total = cost + LINE
                if width > room:
                    if end > begin + 1:
                        if natural > room:
                            break
                        continue
                    total += OVERFLOW + (width - room) * OVERFLOW / 1e5
                else:
                    if end < count or balanced:
                        short = (room - width) / room
                        total += SHORT * short * short
                    if end < count:
                        total += penalties[end - 1]
                    elif begin and measured.is_orphan(begin, room * ORPHAN_SHARE):
                        total += ORPHAN * (2 - width / room)
                known = best[end].get(following)
                if known is None or total < known[0]:
                    best[end][following] = (total, begin, line)
    return _trace(best)


def _trace(best: Sequence[Mapping[int, tuple[float, int, int]]]) -> list[int]:
    at = len(best) - 1
    line = min(best[at], key=lambda key: best[at][key][0])
    ends: list[int] = []
    while at > 0:
        ends.append(at)
        _, at, line = best[at][line]
    return ends[::-1]


def set_lines(
    lines: Sequence[Line],
    x_pt: float,
    first_baseline_pt: float,
    size_pt: float,
    leading_pt: float,
    width_pt: float = 0.0,
    align: str = "left",
) -> tuple[TextLine, ...]:
    """Lines at a place. `width_pt` is the measure that "right" and "centre" align in; "left" needs none."""
    placed: list[TextLine] = []
    share = {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
    for index, line in enumerate(lines):
        left_pt = x_pt + line.indent_pt
        if share:
            left_pt += (width_pt - line.short_pt - line.width_pt) * share
        runs = tuple([Run(text, face, size_pt, ink) for text, face, ink in line.runs])
        placed.append(TextLine(left_pt, first_baseline_pt + index * leading_pt, line.width_pt, runs))
    return tuple(placed)


def overflow_pt(lines: Sequence[Line]) -> float:
    """How far the widest word sticks out of its room: 0 where everything fits."""
    return max((line.overflow_pt for line in lines), default=0.0)


def has_orphan(lines: Sequence[Line]) -> bool:
    """Whether the last line is one short word that no break could join."""
    return bool(lines) and lines[-1].orphan


def text_height_pt(line_count: int, leading_pt: float) -> float:
    """The height of so many lines."""
    return line_count * leading_pt


def first_baseline_pt(face: Face, size_pt: float, leading_pt: float) -> float:
    """From a block's top to its first baseline: ascent and descent centred in the leading."""
    return (leading_pt - (face.ascent - face.descent) * size_pt / 1000) / 2 + face.ascent * size_pt / 1000


def cap_baseline_pt(face: Face, size_pt: float, leading_pt: float) -> float:
    """The same with the capitals centred in the leading, so that a line looks level with what is drawn beside it."""
    return (leading_pt + face.cap_height * size_pt / 1000) / 2
