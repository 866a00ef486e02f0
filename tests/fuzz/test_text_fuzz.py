"""Any text at any measure: set whole, in order, never too wide unless it says so; or refused with the character's name."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.errors import ResourceError
from handouts.layout.type import text
from handouts.layout.type.fonts import RIGHT_TO_LEFT_MARK, load_faces, painted
from handouts.layout.type.text import break_paragraph, count_lines, overflow_pt, set_lines

ROOT = Path(__file__).parents[2]
FACES = load_faces(lambda path: (ROOT / path).read_bytes(), lambda *_: None)
SETTABLE = "".join(char for char in map(chr, range(32, 0x2200)) if FACES["regular"].covers(char) and FACES["bold"].covers(char))
CHARS = st.one_of(st.sampled_from("aeT AVo. 10-–—/×\u00a0\u00ad\u2011\u2010\u202f\n"), st.sampled_from(SETTABLE))
RUNS = st.lists(
    st.tuples(st.text(CHARS, max_size=60), st.sampled_from(["regular", "bold"]), st.sampled_from(["text", "accent"])), max_size=6
)


def bare(text: str) -> str:
    """What must survive setting: characters as painted, without spaces; hyphens aside, for soft ones may show."""
    return "".join(painted(text).split()).replace("-", "")


@settings(max_examples=400, deadline=None)
@given(RUNS, st.floats(1, 600), st.sampled_from([10.0, 12.0, 13.5, 18.0]), st.booleans())
def test_any_text_is_set_whole_and_in_order(runs, width_pt, size_pt, balanced):
    lines = break_paragraph(runs, width_pt, size_pt, FACES, balanced=balanced)
    assert bare("".join(line.text for line in lines)) == bare("".join(text for text, _, _ in runs))
    for line in lines:
        assert line.width_pt <= width_pt + line.overflow_pt + 1e-6
        *before, (text, face, _) = line.runs
        width = sum(FACES[name].width_units(words) for words, name, _ in before)
        widths = {FACES[face].width_units(text), FACES[face].width_units(text.removesuffix(" "))}
        assert any(line.width_pt == pytest.approx((width + last) * size_pt / 1000) for last in widths)
        assert all(text for text, _, _ in line.runs)
        assert all(one[1:] != two[1:] for one, two in zip(line.runs, line.runs[1:], strict=False))
    assert len(set_lines(lines, 0, 0, size_pt, size_pt * 1.2, width_pt, "right")) == len(lines)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(st.sampled_from("abcdefgTVA.,"), min_size=1, max_size=9), min_size=1, max_size=60), st.floats(100, 500))
def test_words_keep_their_spaces_and_fit(words, width_pt):
    lines = break_paragraph([(" ".join(words), "regular", "text")], width_pt, 12, FACES)
    assert "".join(line.text for line in lines) == " ".join(words)
    assert overflow_pt(lines) == 0


def weight(lines, runs, room, balanced):
    """What the breaks of a paragraph cost, counted anew from the lines."""
    measured = text.measured_paragraph(runs, FACES)
    cost, begin = 0.0, 0
    for line in lines:
        end = next(end for end in range(begin + 1, measured.count + 1) if measured.runs(begin, end) == line.runs)
        short = (room - measured.width(begin, end)) / room
        last = end == measured.count
        cost += text.LINE + (text.SHORT * short * short if balanced or not last else 0.0)
        if not last:
            cost += measured.penalties[end - 1]
        elif begin and measured.is_orphan(begin, room * text.ORPHAN_SHARE):
            cost += text.ORPHAN * (1 + short)
        begin = end
    return cost


@settings(max_examples=400, deadline=None)
@given(RUNS, st.floats(1, 600), st.booleans())
def test_the_quick_choice_is_as_good_as_trying_every_break(runs, width_pt, balanced):
    lines = break_paragraph(runs, width_pt, 12, FACES, balanced)
    assert count_lines(runs, width_pt, 12, FACES) == len(lines)
    measured, room = text.measured_paragraph(runs, FACES), text._room(width_pt, 12)
    if measured.filled(room):
        ends = text._choose_anyhow(measured, room, balanced)
        tried = [text.Line(measured.runs(begin, end), 0.0) for begin, end in pairwise([0, *ends])]
        assert weight(lines, runs, room, balanced) == pytest.approx(weight(tried, runs, room, balanced))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80), st.floats(1, 600))
def test_any_characters_are_set_or_refused_by_name(chars, width_pt):
    try:
        lines = break_paragraph([(chars, "bold", "text")], width_pt, 12, FACES)
    except ResourceError as refused:
        assert "U+" in str(refused)
        return
    assert all(FACES[face].covers(char) or char == RIGHT_TO_LEFT_MARK for line in lines for words, face, *_ in line.runs for char in words)
