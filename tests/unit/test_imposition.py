"""Pages on sheets: for any number of pages, folding the sheets gives them in order, upright, the blanks before the back cover."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.layout.frame import Document, Frame, Page, Rect, Run, Shape, TextLine
from handouts.output.imposition import BLANK, SHORT_EDGE, THICKNESS_MM, Sheet, Side, creep_pt, impose, sheets_of, unfolded

WIDTH, HEIGHT = 420.0, 595.0
MM = 72 / 25.4

page_counts = st.integers(min_value=1, max_value=400)


def folded(sheets: tuple[Sheet, ...]) -> list[int]:
    """A reader's own hands: sheets stacked outermost below, turned over round the short edge, folded at the middle, leafed through."""
    leaves: list[tuple[int, int]] = []
    for sheet in reversed(sheets):
        right_half = (sheet.front.right, sheet.back.left)
        left_half = (sheet.back.right, sheet.front.left)
        leaves = [right_half, *leaves, left_half]
    return [page for leaf in leaves for page in leaf]


@given(page_counts)
def test_folding_gives_the_pages_in_order(count: int) -> None:
    sheets = sheets_of(count)
    read = folded(sheets)
    assert tuple(read) == unfolded(sheets)
    assert [number for number in read if number != BLANK] == list(range(1, count + 1))
    assert len(sheets) == math.ceil(count / 4)


@given(page_counts)
def test_blanks_stand_before_the_back_cover(count: int) -> None:
    read = folded(sheets_of(count))
    blanks = -count % 4
    assert read[-1] == count
    assert read.count(BLANK) == blanks
    assert read[len(read) - 1 - blanks : -1] == [BLANK] * blanks


@given(page_counts)
def test_odd_pages_lie_on_the_right(count: int) -> None:
    for sheet in sheets_of(count):
        for side in sheet:
            assert side.right == BLANK or side.right % 2 == 1 or side.right == count
            assert side.left == BLANK or side.left % 2 == 0 or side.left == count


def test_eight_pages_by_hand() -> None:
    assert sheets_of(8) == (Sheet(Side(8, 1), Side(2, 7)), Sheet(Side(6, 3), Side(4, 5)))
    assert sheets_of(6) == (Sheet(Side(6, 1), Side(2, BLANK)), Sheet(Side(BLANK, 3), Side(4, 5)))
    assert sheets_of(1) == (Sheet(Side(1, BLANK), Side(BLANK, BLANK)),)
    assert sheets_of(0) == ()


def document(count: int) -> Document:
    pages = tuple(
        Page(WIDTH, HEIGHT, (Frame("P", Rect(50, 50, 100, 14), (TextLine(50, 62, 30, (Run(f"{number} "),)),)),), str(number))
        for number in range(1, count + 1)
    )
    return Document(pages, "Booklet", "en")


@given(st.integers(min_value=1, max_value=60))
def test_frames_stand_where_their_pages_do(count: int) -> None:
    imposed = impose(document(count))
    assert imposed.duplex == SHORT_EDGE
    assert all((side.width_pt, side.height_pt) == (2 * WIDTH, HEIGHT) for side in imposed.pages)
    order = [side for sheet in sheets_of(count) for side in sheet]
    for number, part in enumerate(imposed.parts, 1):
        assert number in order[part.side]
        (item,) = part.frames[0].items
        assert isinstance(item, TextLine)
        assert item.runs[0].text == f"{number} "
        shift = creep_pt(part.side // 2)
        on_left = order[part.side].left == number
        assert item.x_pt == pytest.approx(50 + shift if on_left else 50 + WIDTH - shift)
        assert item.baseline_pt == 62


def test_creep_grows_by_half_a_turn_of_the_paper_a_sheet() -> None:
    assert creep_pt(0) == 0
    assert creep_pt(1) == pytest.approx(THICKNESS_MM * math.pi / 2 * MM)
    assert creep_pt(12) == pytest.approx(12 * creep_pt(1))
    assert creep_pt(5, 0) == 0


def test_no_marks_unless_asked() -> None:
    assert all(side.frames == () for side in impose(document(8)).pages)


NEAR_PT = 3.0
"""Nearer than this to the paper's edge no mark would be printed, or none is needed: there is nothing to trim."""


@pytest.mark.parametrize("count", [4, 8, 60, 120])
@pytest.mark.parametrize("thickness_mm", [0.1, 0.3])
def test_a_fold_mark_is_in_the_middle_and_trim_marks_at_the_outer_edges_of_the_pages(count: int, thickness_mm: float) -> None:
    """At the head and the foot of each side, clear of the paper's edge and outside what is printed of a page."""
    imposed = impose(document(count), thickness_mm, marks=True)
    plain = impose(document(count), thickness_mm)
    assert imposed.parts == plain.parts, "marks move nothing"
    for index, side in enumerate(imposed.pages):
        shift_pt = creep_pt(index // 2, thickness_mm)
        assert {frame.role for frame in side.frames} == {"Artifact"}
        assert [frame.rect for frame in side.frames] == [Rect(0, 0, 2 * WIDTH, HEIGHT)]
        outer = [x for x in (shift_pt, 2 * WIDTH - shift_pt) if NEAR_PT < x < 2 * WIDTH - NEAR_PT]
        wanted = sorted([WIDTH, *outer])
        strokes = [item for frame in side.frames for item in frame.items if isinstance(item, Shape)]
        ends = sorted(((stroke.path[0][1:], stroke.path[-1][1:]) for stroke in strokes), key=str)
        for (x, y), (x2, y2) in ends:
            assert x == x2 and abs(y2 - y) == pytest.approx(12), "an upright stroke of 12 pt"
        heads = sorted(x for (x, y), (_, y2) in ends if min(y, y2) == pytest.approx(3))
        feet = sorted(x for (x, y), (_, y2) in ends if max(y, y2) == pytest.approx(HEIGHT - 3))
        assert heads == feet == pytest.approx(wanted)
        assert len(strokes) == 2 * len(wanted)


def test_the_inner_sheets_of_a_thick_booklet_have_trim_marks() -> None:
    imposed = impose(document(120), 0.3, marks=True)
    assert len(imposed.pages[0].frames[0].items) == 2
    assert len(imposed.pages[-1].frames[0].items) == 6


def test_a_side_is_labelled_with_the_pages_on_it() -> None:
    assert [side.label for side in impose(document(8)).pages] == ["8, 1", "2, 7", "6, 3", "4, 5"]
    assert [side.label for side in impose(document(6)).pages] == ["6, 1", "2", "3", "4, 5"]
