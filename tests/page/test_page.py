"""The one page's promises (docs/page.md), held on the frames and on the painted page, for every spot, both papers, with and without
a letterhead.
"""

from __future__ import annotations

import pytest
from pdf_reading import read_shapes, read_text_lines

from handouts.document.blocks import Titled, Words
from handouts.layout.frame import Frame, Item, Page, Picture, TextLine, every_frame
from handouts.layout.page.front import FLOOR
from handouts.layout.style import MM, PAPERS
from handouts.pipeline.check import SAMPLE_CLINIC, SAMPLE_PATIENT
from handouts.pipeline.handout import lay_out
from handouts.pipeline.wanted import Job, Look

from .conftest import library, made


def walk(page: Page) -> list[tuple[Frame, Item]]:
    return [(frame, item) for frame in every_frame(page.frames) for item in frame.items]


def test_one_side_holds_everything(number: int, paper: str, letterhead: bool) -> None:
    sheet = made(number, paper, letterhead)
    assert len(sheet.pages) == 1
    assert (sheet.pages[0].width_pt, sheet.pages[0].height_pt) == PAPERS[paper]


def test_painted_type_keeps_its_floor(number: int, paper: str, letterhead: bool) -> None:
    """12 pt; 10 pt only in the foot, at the ends of the bar, in the boxes to tick. Sizes as painted, transforms counted in."""
    sheet = made(number, paper, letterhead)
    lines = read_text_lines(sheet.data)
    assert min(line.size_pt for line in lines) >= 9.995
    body_words = [line for line in lines if line.size_pt >= 11.995]
    assert len(body_words) > 60
    body_text = "".join(line.text for line in body_words)
    for words in (*sheet.handout.steps, sheet.handout.felt, sheet.handout.relieves, sheet.handout.honesty, sheet.handout.message):
        for word in words.plain().split():
            assert word in body_text, f"“{word}” is not in body type"


def test_nothing_in_the_margins(number: int, paper: str, letterhead: bool) -> None:
    width, height = PAPERS[paper]
    edge, end = 12 * MM - 0.3, 9 * MM
    sheet = made(number, paper, letterhead)
    for line in read_text_lines(sheet.data):
        assert line.x_pt >= edge and line.x_pt + line.width_pt <= width - edge + 3.5, line
        assert line.baseline_pt - line.size_pt * 0.75 >= end and line.baseline_pt <= height - end, line
    for page in sheet.pages:
        for frame, item in walk(page):
            if not isinstance(item, TextLine) and hasattr(item, "window"):
                assert item.window.x_pt >= edge and item.window.right_pt <= width - edge, frame


def test_no_two_lines_of_text_overlap(number: int, paper: str, letterhead: bool) -> None:
    lines = read_text_lines(made(number, paper, letterhead).data)
    boxes = [
        (line.x_pt, line.baseline_pt - line.size_pt * 0.5, line.x_pt + line.width_pt - 3.4, line.baseline_pt, line.text) for line in lines
    ]
    for index, (x, y, r, b, text) in enumerate(boxes):
        for x2, y2, r2, b2, text2 in boxes[index + 1 :]:
            if x < r2 - 0.3 and x2 < r - 0.3 and y < b2 - 0.3 and y2 < b - 0.3:
                raise AssertionError(f"“{text}” and “{text2}” overlap")


def all_words(handout: object) -> list[Words]:
    """Every text of a handout, in reading order."""
    found: list[Words] = []

    def visit(value: object) -> None:
        if isinstance(value, Words):
            found.append(value)
        elif isinstance(value, Titled):
            visit(value.heading)
            visit(value.items)
        elif isinstance(value, tuple):
            for part in value:
                visit(part)

    visit(handout)
    return found


def test_every_word_of_the_record_is_painted_once_and_in_order(number: int, paper: str, letterhead: bool) -> None:
    sheet = made(number, paper, letterhead)
    painted = " ".join("".join(line.text for line in read_text_lines(sheet.data)).split())
    position = 0
    handout = sheet.handout
    ordered = [handout.title, handout.message]
    if handout.danger:
        ordered += [handout.danger.heading, handout.danger.text]
    ordered += [handout.ask_first.heading, *handout.ask_first.items, *handout.steps, handout.felt, handout.relieves, handout.honesty]
    ordered += [handout.do_heading, handout.anchors]
    for technique in handout.techniques:
        ordered += [technique.name, *technique.steps, technique.dose.hard, technique.dose.amount, technique.dose.rhythm]
    for titled in (handout.feels, handout.stop, handout.help_now, handout.help_today, handout.help_soon):
        ordered += [titled.heading, *titled.items] if titled.items else []
    ordered.append(handout.foot.evidence)
    for words in ordered:
        text = " ".join(words.plain().replace("\u00a0", " ").split())
        found = painted.find(text, position)
        assert found >= 0, f"“{text}” is missing, or out of order"
        position = found + len(text)


def test_running_lines_are_no_wider_than_75_characters(number: int, paper: str, letterhead: bool) -> None:
    for page in made(number, paper, letterhead).pages:
        for frame, item in walk(page):
            if isinstance(item, TextLine) and frame.role in ("P", "LBody"):
                text = "".join(run.text for run in item.runs).strip()
                assert len(text) <= 75 or frame.source.startswith("clinic"), text


def test_code_is_20_mm_with_its_quiet_zone(number: int, paper: str) -> None:
    """On the back of every handout with a diary; on the front where it leaves the figure its size."""
    sheet = made(number, paper, diary="back")
    links = [frame for page in sheet.pages[1:] for frame in everything(page) if frame.role == "Link"]
    assert len(links) == 1
    window = links[0].rect
    assert window.width_pt >= 20 * MM and window.height_pt == window.width_pt
    quiet = window.width_pt / 37 * 4
    for line in read_text_lines(sheet.data):
        if line.page != 1:
            continue
        outside = (
            line.x_pt + line.width_pt < window.x_pt - quiet + 4
            or line.baseline_pt - line.size_pt * 0.7 > window.bottom_pt + quiet * 0.2
            or line.baseline_pt < window.y_pt
        )
        assert outside, f"“{line.text}” in the quiet zone"


def everything(page: Page) -> list[Frame]:
    return list(every_frame(page.frames))


def test_file_is_small(number: int, paper: str, letterhead: bool) -> None:
    assert len(made(number, paper, letterhead).data) <= 120_000


def test_figures_are_as_large_as_promised(number: int, paper: str, letterhead: bool) -> None:
    """A trunk's figure at least 77 mm wide, a limb's 54 x 80; where a letterhead takes room, four fifths of that at the least."""
    sheet = made(number, paper, letterhead)
    figures = [frame for page in sheet.pages for frame in everything(page) if frame.role == "Figure"]
    picture = next(item for frame in figures if frame.source == "figure" for item in frame.items if isinstance(item, Picture))
    width_mm, height_mm = picture.window.width_pt / MM, picture.window.height_pt / MM
    floor = FLOOR if letterhead or paper == "letter" else 1.0
    least_mm = (54, 80) if height_mm > width_mm else (77, 60)
    assert width_mm >= least_mm[0] * floor - 0.1 and height_mm >= least_mm[1] * floor - 0.1
    assert all(frame.alt.strip() for frame in figures)
    assert read_shapes(sheet.data)


def test_a_full_letterhead_and_a_filled_patient_line_fit_one_side(number: int, paper: str) -> None:
    """A clinic in the United States with everything in its letterhead, a reviewer, and a patient with a long name."""
    clinic = SAMPLE_CLINIC._replace(reviewed_by="Jordan Applewhite, PT, DPT, OCS", reviewed_on="2026-11-01")
    job = Job(number, Look(paper, locale="en-US"), patient=SAMPLE_PATIENT, clinic=clinic)
    laid = lay_out(job, library("colour", "en-US"))
    assert len(laid.pages) == 1 and laid.choice is not None and laid.choice.body_pt == 12


@pytest.mark.parametrize("name", ["Wolfeschlegelsteinhausenbergerdorff", "Papadopoulos-Konstantinidis", "W" * 40])
def test_a_name_of_one_long_word_is_printed_whole(name: str) -> None:
    """It takes the line under the titles where the column at the right is too narrow for it."""
    import handouts

    for paper in ("a4", "letter"):
        made = handouts.open().handout(11, patient=handouts.Patient(name), paper=paper, fit="auto")
        texts = [
            run.text
            for page in made.frames
            for frame in every_frame(page.frames)
            for item in frame.items
            if isinstance(item, TextLine)
            for run in item.runs
        ]
        assert name in texts, paper
