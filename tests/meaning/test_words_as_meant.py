"""Words mean what was written: spelled as the place spells, quoted as people quote, and never able to mislead."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run

from handouts.dataset.model import Clinic, Piece
from handouts.dataset.own_file import read_own_file
from handouts.dataset.readers import Reader, typographic
from handouts.dataset.source import Scalar, parse_yaml
from handouts.document.words import Wording, own_words
from handouts.errors import DatasetError, Place
from handouts.layout.frame import TextLine, every_frame
from handouts.layout.style import page_style
from handouts.layout.type.typeset import Words

from .conftest import library

MISLEADING = [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C]
"""Every character that only changes the direction of text (Unicode Standard Annex 9, table 1)."""


def american() -> Wording:
    dataset = library("en-US").dataset
    return Wording(dataset.labels, dataset.locale("en-US"))


class TestSpelling:
    @pytest.mark.parametrize(("ours", "theirs"), library("en-US").dataset.locale("en-US").spelling.items())
    def test_a_word_is_respelled_at_the_start_of_a_sentence_too(self, ours: str, theirs: str) -> None:
        def told(text: str) -> str:
            return american().tell((Piece(text),), "").plain()

        assert told(f"A {ours} here.") == f"A {theirs} here."
        assert told(f"{ours.capitalize()} here.") == f"{theirs.capitalize()} here."
        assert told(f"{ours.capitalize()} and {ours}.") == f"{theirs.capitalize()} and {theirs}."


class TestWordsOfPeople:
    """A name, a note, a clinic's own words stand as they were typed, in any place."""

    @pytest.mark.parametrize("name", ["Dr Jane Grey", "{emergency} Jones", "{name}", "{date} {date}", "Grey Centre {emergency_department}"])
    def test_who_checked_it_is_neither_respelled_nor_filled_in(self, name: str) -> None:
        assert american().say_plain("reviewed", name=name, date="2026-01-02") == f"Checked by {name} on 2026-01-02."

    def test_the_clinics_emergency_words_stand_as_typed(self) -> None:
        dataset = library("en-US").dataset
        own = Clinic("Mill Lane", emergency="the Grey ward, colour {n}")
        wording = Wording(dataset.labels, own_words(dataset.locale("en-US"), own))
        assert wording.say_plain("help_now") == "Call the Grey ward, colour {n} now for"


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ("say \"it's 'here'\" now", "say “it’s ‘here’” now"),
        ("'\"Stop\" is enough'", "‘“Stop” is enough’"),
        ("\"'Stop' is enough\"", "“‘Stop’ is enough”"),
        ('("so")', "(“so”)"),
        ("('so')", "(‘so’)"),
        ('*"so"*', "*“so”*"),
    ],
)
def test_quotes_within_quotes_open_and_close(typed: str, set_as: str) -> None:
    assert typographic(typed) == set_as


@pytest.mark.parametrize("label", ["Spot 11", "Table 2", "Figure 3", "Page 12"])
def test_a_number_stays_with_the_word_that_names_it(label: str) -> None:
    """At any width that leaves another place to break."""
    style = page_style("a4", 12)
    setter = library().setters.at(style)
    name, number = label.split()
    text = f"For an ache that goes on and on please read {label} of this before you press on it."
    for width_pt in range(130, 420, 3):
        frames = setter.paragraph(Words((Piece(text),), ""), width_pt).place(0, 0)
        lines = [
            "".join(run.text for run in item.runs).split() for f in every_frame(frames) for item in f.items if isinstance(item, TextLine)
        ]
        assert sum(len(words) for words in lines) == len(text.split())
        assert not any(words[-1] == name for words in lines), width_pt
        assert not any(words[0] == number for words in lines), width_pt


class TestMisleadingCharacters:
    @pytest.mark.parametrize("code", MISLEADING, ids=lambda code: f"U+{code:04X}")
    def test_text_of_a_changed_direction_is_refused_with_its_name(self, code: int) -> None:
        for text in (f"a: b{chr(code)}c\n", f'a: "b\\u{code:04X}c"\n', f"a: [b, c{chr(code)}]\n"):
            with pytest.raises(DatasetError) as refused:
                parse_yaml(text.encode("utf-8"), "x.yaml")
            assert f"U+{code:04X}" in str(refused.value) and "x.yaml:1:" in str(refused.value)

    @pytest.mark.parametrize("code", MISLEADING, ids=lambda code: f"U+{code:04X}")
    def test_also_in_a_name_and_in_a_list(self, run: Run, tmp_path: Path, code: int) -> None:
        done = run("build", "--spot", "11", "--patient", f"Ann{chr(code)}A", "-o", "x.pdf")
        assert done.code != 0 and f"U+{code:04X}" in done.err, done.err
        (tmp_path / "list.csv").write_text(f"name,spots\nAnn{chr(code)}A,11\n", encoding="utf-8")
        done = run("batch", "list.csv", "-o", "x.pdf")
        assert done.code != 0 and f"U+{code:04X}" in done.err, done.err
        assert not (tmp_path / "x.pdf").exists()


class TestDates:
    @pytest.mark.parametrize(
        "text",
        [
            "abcd-ef-gh",
            "2026-1-233",
            "2026-13-01",
            "2026-00-10",
            "2026-02-29",
            "2026-04-31",
            "20261123",
            "2026-11-2３",
            "2026-11",
            "-026-11-23",
            "2026--1-23",
        ],
    )
    def test_what_is_no_date_is_an_error_at_its_place(self, text: str) -> None:
        reader = Reader()
        reader.date(Scalar(text, Place("p.yaml", 3, 9)))
        (problem,) = reader.problems
        assert f"“{text}” is not a date" in str(problem) and str(problem).startswith("p.yaml:3:9")

    @pytest.mark.parametrize("text", ["2026-11-23", "2024-02-29", "2000-02-29", "2026-12-31", "2026-01-01"])
    def test_a_day_of_the_calendar_is_read_as_it_stands(self, text: str) -> None:
        reader = Reader()
        assert reader.date(Scalar(text, Place("p.yaml", 3, 9))) == text
        assert not reader.problems


def test_why_a_file_cannot_be_read_is_said(tmp_path: Path) -> None:
    for path, reason in ((str(tmp_path / "none.yaml"), "no such file"), ("a\0b.yaml", "not a file name"), (str(tmp_path), "is not a file")):
        with pytest.raises(DatasetError) as refused:
            read_own_file(path, "a hint")
        assert reason in str(refused.value).lower(), reason
