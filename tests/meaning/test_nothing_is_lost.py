"""Nothing that was asked for is left out or told wrongly: in a booklet, in a warning, in the order of what was found."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
from commands import Run

from handouts.dataset.colour import grey, luminance
from handouts.dataset.model import Piece
from handouts.layout.frame import Frame, TextLine, every_frame
from handouts.layout.style import page_style
from handouts.layout.type.typeset import Words
from handouts.pipeline import booklet
from handouts.pipeline.product import Product
from handouts.pipeline.wanted import BookletJob, Look
from handouts.resources import DataSource
from handouts.search.search import find, read_index

from .conftest import library, spots


def words_of(frame: Frame) -> str:
    """What a frame and all in it say, in their order."""
    own = "".join(run.text for item in frame.items if isinstance(item, TextLine) for run in item.runs)
    return own + "".join(words_of(child) for child in frame.children)


def squeezed(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


@lru_cache(maxsize=2)
def bound(half: bool) -> Product:
    wish = BookletJob(half=half)
    shelf = booklet.read(DataSource(None), wish, Look())
    return booklet.lay_out(shelf, wish, Look())


@lru_cache(maxsize=2)
def said(half: bool) -> str:
    return squeezed("".join(words_of(frame) for page in bound(half).document.pages for frame in page.frames))


@pytest.mark.parametrize("half", [False, True], ids=["full", "half"])
class TestBooklet:
    def test_what_also_helps_stands_at_every_spot_or_is_told_as_left_out(self, half: bool) -> None:
        told = {number for number, names in bound(half).left_out if "“also helps”" in names}
        for spot in spots():
            helps = squeezed(" ".join("".join(piece.text for piece in prose) for prose in spot.also_helps))
            assert (helps in said(half)) != (spot.number in told), spot.number
        assert not (half and told), "the half size has room for all"

    def test_every_word_of_its_own_texts_is_there(self, half: bool) -> None:
        """Those after a heading on its page, too."""
        for key, paragraphs in library().dataset.sections.items():
            for prose in paragraphs:
                text = "".join(piece.text for piece in prose)
                if "{" not in text:
                    assert squeezed(text) in said(half), (key, text)

    def test_every_spot_has_its_title_its_steps_and_its_warnings(self, half: bool) -> None:
        for spot in spots():
            parts = [
                spot.title,
                *(step.text for step in spot.find),
                *(claim.text for claim in (*spot.stop, *spot.ask_first, *spot.help_now)),
            ]
            for prose in parts:
                text = "".join(piece.text for piece in prose)
                if "{" not in text:
                    assert squeezed(text) in said(half), (spot.number, text)


def test_a_warning_of_two_papers_names_the_rows_of_the_spreadsheet(run: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text('name,spots,paper,note\nA,11,a4,"two\nlines"\nB,6,letter,\n\nC,6,,\nD,6,letter,\n', encoding="utf-8")
    done = run("batch", "list.csv", "-o", "x.pdf")
    assert done.code == 0
    assert "two papers in one file: A4 for rows 2, 5, Letter for rows 3, 6" in done.err, done.err


class TestRank:
    def test_a_whole_phrase_counts_for_more_than_one_inside_it(self) -> None:
        index = read_index(library().dataset, DataSource(None), "en")
        matches = find("between the shoulder blades", index).matches
        assert matches[0].number == 11
        others = [match for match in matches if match.number != 11]
        assert others, "the shoulder blade is a place of others"
        assert all(match.covered <= 0.5 * matches[0].covered for match in others)

    def test_more_of_what_was_typed_comes_before_a_better_reason_for_less(self) -> None:
        index = read_index(library().dataset, DataSource(None), "en")
        for query in ("headache and jaw pain", "low back pain and hamstrings", "shoulder blade and upper arm"):
            covered = [match.covered for match in find(query, index).matches]
            assert covered == sorted(covered, reverse=True) and covered[0] > covered[-1], query


def test_grey_is_as_light_as_the_colour_and_within_what_can_be_printed() -> None:
    steps = (0.0, 0.02, 0.2, 0.5, 0.8, 1.0)
    for colour in ((r, g, b) for r in steps for g in steps for b in steps):
        made = grey(colour)
        assert made[0] == made[1] == made[2] and 0.0 <= made[0] <= 1.0
        assert luminance(made) == pytest.approx(luminance(colour), abs=0.002)


def test_a_word_too_wide_for_its_line_stands_alone_so_that_least_sticks_out() -> None:
    setter = library().setters.at(page_style("a4", 12))
    frames = setter.paragraph(Words((Piece("Your sternocleidomastoid hurts here"),), ""), 60).place(0, 0)
    lines = [item for frame in every_frame(frames) for item in frame.items if isinstance(item, TextLine)]
    assert ["".join(run.text for run in line.runs).strip() for line in lines] == ["Your", "sternocleidomastoid", "hurts here"]
