"""Paragraphs: words measured, lines broken for the whole paragraph, lines placed.

Enters: runs of (text, face, ink), a measure, a type size. Leaves: `Line` values, and `TextLine`s at a place. Which text, in which style,
and where on the page, is somebody else's business. Nothing is clipped or shrunk: a word that is too wide is set, and its line says by how
much it sticks out.

Lines are chosen as in Knuth and Plass, "Breaking Paragraphs into Lines" (1981), for ragged setting: of all ways to break, the one with the
fewest lines, then the least sum of squared shortfalls and penalties. Measuring is done once a paragraph, in thousandths of the type size,
so that another size or measure costs only the choice. How many lines there will be is known without choosing: filling each line as far as
it goes takes the fewest, and a page is tried many times before its lines are set.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handouts.layout.frame import Run, TextLine
from handouts.layout.type.breaks import GLUED, Measured, TextRun, measure
from handouts.layout.type.fonts import RIGHT_TO_LEFT_MARK, Face

LINE = 1e4
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
    overflow_pt: float = 0.0
    """How far the line sticks out of the measure: 0 unless a word is wider than that."""

    @property
    def text(self) -> str:
        """The characters, faces aside."""
        return "".join(run[0] for run in self.runs)


def break_paragraph(
    runs: Sequence[TextRun], width_pt: float, size_pt: float, faces: Mapping[str, Face], balanced: bool = False
) -> tuple[Line, ...]:
    """The paragraph's lines. `balanced` makes the last line as long as the others, for headings."""
    measured = measured_paragraph(runs, faces)
    lines: list[Line] = []
    start = 0
    scale = size_pt / 1000
    for end in _choose(measured, _room(width_pt, size_pt), balanced):
        line_pt = measured.width(start, end) * scale
        over_pt = line_pt - width_pt if line_pt > width_pt + SLACK else 0.0
        lines.append(Line(measured.runs(start, end), line_pt, over_pt))
        start = end
    return tuple(lines)


def count_lines(runs: Sequence[TextRun], width_pt: float, size_pt: float, faces: Mapping[str, Face]) -> int:
    """How many lines `break_paragraph` makes, at a fraction of the cost."""
    measured, room = measured_paragraph(runs, faces), _room(width_pt, size_pt)
    filled = measured.filled(room)
    return len(_choose_anyhow(measured, room, False)) if filled is None else len(filled)


def measured_paragraph(runs: Sequence[TextRun], faces: Mapping[str, Face]) -> Measured:
    """The paragraph's words and widths, remembered with the face of its first run."""
    if not runs:
        return measure((), faces)
    memo = faces[runs[0][1]].measured
    key = (tuple(runs), *faces.values())
    found = memo.get(key)
    if not isinstance(found, Measured):
        found = memo[key] = measure(runs, faces)
    return found


def _room(width_pt: float, size_pt: float) -> float:
    """The measure in thousandths of the type size."""
    return max(width_pt * 1000 / size_pt, 1.0) + SLACK


def _choose(measured: Measured, room: float, balanced: bool) -> Sequence[int]:
    """The atoms after which lines end.

    Every way with the fewest lines ends each line between where it ends when lines are filled from the back and where it ends when they
    are filled from the front; only these ends are weighed.
    """
    latest = measured.filled(room)
    if latest is None:
        return _choose_anyhow(measured, room, balanced)
    if len(latest) < 2:
        return latest
    starts, stops, hyphens, penalties = measured.starts, measured.stops, measured.hyphens, measured.penalties
    earliest = _earliest(measured, room, len(latest))
    before: dict[int, float] = {0: 0.0}
    came_from: list[dict[int, int]] = []
    for first, last in zip(earliest, latest[:-1], strict=True):
        costs: dict[int, float] = {}
        origins: dict[int, int] = {}
        for end in range(first, last + 1):
            penalty = penalties[end - 1]
            if penalty >= GLUED:
                continue
            stop = stops[end - 1] + hyphens[end - 1]
            for begin, cost in before.items():
                short = room - stop + starts[begin]
                if short < 0 or begin >= end:
                    continue
                total = cost + SHORT * (short / room) ** 2 + penalty
                if end not in costs or total < costs[end]:
                    costs[end] = total
                    origins[end] = begin
        before = costs
        came_from.append(origins)
    best = (0.0, -1)
    for begin, cost in before.items():
        short = room - stops[-1] + starts[begin]
        if short < 0:
            continue
        if balanced:
            cost += SHORT * (short / room) ** 2
        if measured.is_orphan(begin, room * ORPHAN_SHARE):
            cost += ORPHAN * (1 + short / room)
        if best[1] < 0 or cost < best[0]:
            best = (cost, begin)
    ends = [measured.count, best[1]]
    for origins in came_from[:0:-1]:
        ends.append(origins[ends[-1]])
    return ends[::-1]


def _earliest(measured: Measured, room: float, count: int) -> list[int]:
    """For each of `count` lines but the last, an end before which no break may lie if the rest is to fit in the lines after it."""
    starts, stops = measured.starts, measured.stops
    ends: list[int] = []
    end = measured.count
    for _ in range(count - 1):
        end = max(bisect_left(starts, stops[end - 1] - room), 1)
        ends.append(end)
    return ends[::-1]


def _choose_anyhow(measured: Measured, room: float, balanced: bool) -> list[int]:
    """The best breaks where no legal ones exist: a word is wider than the measure, or words that belong together fit no line together.

    Every break is tried (n² of them); what stands out over the measure has a price, and is never cut off.
    """
    count = measured.count
    starts, stops, hyphens, penalties = measured.starts, measured.stops, measured.hyphens, measured.penalties
    # best[k]: the cheapest way to end a line after atom k-1, and where that line begins
    best: list[tuple[float, int]] = [(0.0, -1)] + [(float("inf"), -1)] * count
    for begin in range(count):
        cost = best[begin][0]
        for end in range(begin + 1, count + 1):
            natural = stops[end - 1] - starts[begin]
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
                    total += SHORT * ((room - width) / room) ** 2
                if end < count:
                    total += penalties[end - 1]
                elif begin and measured.is_orphan(begin, room * ORPHAN_SHARE):
                    total += ORPHAN * (2 - width / room)
            if total < best[end][0]:
                best[end] = (total, begin)
    ends: list[int] = []
    at = count
    while at > 0:
        ends.append(at)
        at = best[at][1]
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
    share = {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
    if width_pt and not share and any(line.runs[0][0].startswith(RIGHT_TO_LEFT_MARK) for line in lines):
        share = 1.0  # a paragraph that runs from right to left begins there
    return tuple(
        [
            TextLine(
                x_pt + (width_pt - line.width_pt) * share if share else x_pt,
                first_baseline_pt + index * leading_pt,
                line.width_pt,
                tuple([Run(text, face, size_pt, ink) for text, face, ink in line.runs]),
            )
            for index, line in enumerate(lines)
        ]
    )


def overflow_pt(lines: Sequence[Line]) -> float:
    """How far the widest word sticks out of the measure: 0 where everything fits."""
    return max((line.overflow_pt for line in lines), default=0.0)


def cap_baseline_pt(face: Face, size_pt: float, leading_pt: float) -> float:
    """From a block's top to its first baseline: capitals centred in the leading, so that a line looks level with what is drawn beside."""
    return (leading_pt + face.cap_height * size_pt / 1000) / 2
