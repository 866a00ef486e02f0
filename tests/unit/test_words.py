"""The words of a place: the dataset's own are respelled and filled in; what a person wrote is printed as it was written, everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.dataset.common import read_locales
from handouts.dataset.load import load_dataset, read_checked, read_label_file
from handouts.dataset.model import Clinic, Locale, Piece, Plan
from handouts.document.wishes import Patient
from handouts.document.words import Wording, own_words
from handouts.errors import DatasetError, Place
from handouts.layout.frame import TextLine, every_frame
from handouts.pipeline.handout import Job, lay_out
from handouts.pipeline.library import read_library
from handouts.pipeline.wanted import Look
from handouts.resources import DataSource

DATA = DataSource(None)
LOCALES = read_checked(DATA, "data/en/locales.yaml", read_locales)
TRAPS = (
    "Grey",
    "the grey tummy",
    "Colour & Centre",
    "{emergency}",
    "{name} {page} {pages}",
    "*not bold*",
    "<b>&amp;</b>",
    "Dr_Fibre",
    "%s %d",
)
"""What a name or a note may hold that some part of the program might take for its own."""


@pytest.mark.parametrize("place", LOCALES)
@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("large_print", [False, True])
def test_no_word_of_a_person_is_changed(place: str, trap: str, large_print: bool) -> None:
    clinic = Clinic(f"N {trap}", f"A {trap}", hours=f"H {trap}", reviewed_by=f"R {trap}", reviewed_on="2026-11-23", emergency=f"E {trap}")
    plan = Plan(4, notes=(f"P {trap}",))
    patient = Patient(f"W {trap}", f"D {trap}"[:30], f"C {trap}", f"O {trap}")
    look = Look(locale=place, diary="back", large_print=large_print)
    library = read_library((4,), DATA, look, clinic=clinic, plan=plan)
    pages = lay_out(Job(4, look, "", patient, clinic, plan), library).pages
    lines = [item for page in pages for frame in every_frame(page.frames) for item in frame.items if isinstance(item, TextLine)]
    printed = " ".join(" ".join("".join(run.text for run in line.runs) for line in lines).replace("\u00a0", " ").split())
    for letter in "NAHREPWDCO":
        assert f"{letter} {trap}" in printed, (letter, trap)


def test_the_datasets_own_words_are_respelled_whole_and_in_their_capitals() -> None:
    here = Wording({"x": (Piece("Colour, grey, GREY and greyhound; {name}"),)}, LOCALES["en-US"])
    assert here.say_plain("x", name="Grey") == "Color, gray, GRAY and greyhound; Grey"


@pytest.mark.parametrize(
    ("place", "iso", "shown"),
    [
        ("en", "2026-11-03", "3 November 2026"),
        ("en-GB", "2026-12-31", "31 December 2026"),
        ("en-US", "2024-02-29", "February 29, 2024"),
        ("en", "2026-01-01", "1 January 2026"),
    ],
)
def test_a_date_is_written_as_people_of_the_place_write_it(place: str, iso: str, shown: str) -> None:
    assert Wording({}, LOCALES[place]).date(iso) == shown
    month = next(word for word in shown.replace(",", "").split() if word.isalpha())
    assert Wording({}, LOCALES[place]).date(iso, short=True) == shown.replace(month, month[:3])


def test_no_sheet_prints_a_date_as_programs_write_it() -> None:
    clinic = Clinic("A clinic", reviewed_by="Dr Grey", reviewed_on="2026-11-05")
    for given in (None, clinic):
        plan = Plan(11, review_on="2026-12-08")
        library = read_library((11,), DATA, Look(), clinic=given, plan=plan)
        pages = lay_out(Job(11, Look(), clinic=given, plan=plan), library).pages
        words = " ".join(
            run.text for page in pages for f in every_frame(page.frames) for i in f.items if isinstance(i, TextLine) for run in i.runs
        )
        assert "2026-" not in words
        assert "8 December 2026" in " ".join(words.split())
        assert ("5 Nov 2026" if given else " 2026; not yet checked") in " ".join(words.split())


def test_a_place_without_a_word_that_a_text_asks_for(tmp_path: Path) -> None:
    text = (Path(DATA.root) / "data/en/locales.yaml").read_text(encoding="utf-8")
    folder = tmp_path / "data/en"
    folder.mkdir(parents=True)
    (folder / "locales.yaml").write_text(text.replace("      emergency: 999 or 112\n", ""), encoding="utf-8")
    with pytest.raises(DatasetError) as caught:
        load_dataset(DataSource(str(tmp_path)), None)
    (problem,) = caught.value.diagnostics
    assert problem.place and problem.place.file.endswith("locales.yaml") and problem.place.line > 1
    assert "en-GB has no word “emergency”" in problem.message and "asks for" in problem.message and problem.hint


def test_no_brace_is_ever_printed_in_place_of_a_word() -> None:
    place = Locale("xx", "xx", {}, {}, place=Place("locales.yaml", 3, 5))
    with pytest.raises(DatasetError, match=r"locales\.yaml:3:5: error: the place xx has no word “emergency”, which spot 9"):
        Wording({}, place).tell((Piece("Call {emergency} now."),), "spot 9")
    assert Wording({}, own_words(place, Clinic("x", emergency="{115}"))).tell((Piece("Call {emergency}."),), "").plain() == "Call {115}."


@pytest.mark.parametrize("file", ["labels.yaml", "terminal.yaml", "booklet.yaml"])
def test_own_labels_must_be_all_there_with_what_is_filled_in(tmp_path: Path, file: str) -> None:
    lines = (Path(DATA.root) / "data/en" / file).read_text(encoding="utf-8").splitlines(keepends=True)
    folder = tmp_path / "data/en"
    folder.mkdir(parents=True)
    label = [index for index, line in enumerate(lines) if line.startswith("  ") and ": " in line and "{" in line and "drawing." not in line]
    one, other = label[0], label[1]
    gone = lines[one].split(":")[0].strip()
    bare = lines[other].split(":")[0].strip()
    changed = [line for index, line in enumerate(lines) if index != one]
    changed = [f"  {bare}: words\n" if line == lines[other] else line for line in changed]
    (folder / file).write_text("".join(changed), encoding="utf-8")
    with pytest.raises(DatasetError) as caught:
        read_label_file(DataSource(str(tmp_path)), "en", file)
    said = str(caught.value)
    assert f"the label “{gone}” is missing" in said and f"the label “{bare}” has no {{" in said
    assert all(problem.place and problem.hint for problem in caught.value.diagnostics)


def test_every_label_that_the_program_asks_for_is_in_the_bundled_files() -> None:
    import re

    asked: set[str] = set()
    for path in Path(DATA.root, "src/handouts").rglob("*.py"):
        asked |= set(re.findall(r"\bsay(?:_plain)?\(\s*\"([a-z_.]+)\"", path.read_text(encoding="utf-8")))
    known = {key for file in ("labels.yaml", "terminal.yaml", "booklet.yaml") for key in read_label_file(DATA, "en", file)}
    assert len(asked) > 80 and asked <= known, asked - known
