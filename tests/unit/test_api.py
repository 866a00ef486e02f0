"""The front door: what docs/api.md promises, the command's own bytes, and nothing kept or written that was not asked for."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import handouts
from handouts import api

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs/api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", DOCS, re.S)


@pytest.fixture(scope="module")
def data() -> handouts.Dataset:
    return handouts.open()


def test_every_example_of_the_docs_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    assert len(EXAMPLES) >= 6
    for example in EXAMPLES:
        exec(compile(example, "docs/api.md", "exec"), names)
    assert (tmp_path / "upper-back.pdf").read_bytes().startswith(b"%PDF")


def test_every_public_name_is_there_and_in_the_docs() -> None:
    for name in handouts.__all__:
        assert getattr(handouts, name) is not None
        assert name in DOCS, name
    assert set(dir(handouts)) >= set(handouts.__all__)
    with pytest.raises(AttributeError, match="has no “hand”"):
        _ = handouts.hand


def test_importing_the_package_imports_nothing_else() -> None:
    code = "import sys, handouts; print([m for m in sys.modules if m.startswith(('handouts.', 'click', 'reportlab', 'yaml'))])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


COMMANDS = {
    "build --spot 11 --paper letter --ink grey --patient Smith --side left": lambda d: d.handout(
        11, paper="letter", ink="grey", side="left", patient=handouts.Patient("Smith")
    ),
    "build --spot 11,4 --combine --diary back --fillable": lambda d: d.combined([11, 4], diary="back", fillable=True),
    "booklet --half --spot 11,1": lambda d: d.booklet([11, 1], half=True),
    "finder --locale en-US": lambda d: d.sheet("finder", locale="en-US"),
    "reference --large-print": lambda d: d.sheet("reference", large_print=True),
    "batch today.csv": lambda d: d.batch([{"name": "A", "spots": [4, 11]}, {"spots": "1", "large_print": True}]),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_bytes_are_those_of_the_command(command: str, data: handouts.Dataset, tmp_path: Path) -> None:
    (tmp_path / "today.csv").write_text('name,spots,large_print\nA,"4, 11",\n,1,yes\n', encoding="utf-8")
    settings = {key: value for key, value in os.environ.items() if not key.startswith(("HANDOUTS", "XDG"))} | {"HOME": str(tmp_path)}
    line = [sys.executable, "-m", "handouts", *command.split(), "-o", "x.pdf"]
    subprocess.run(line, cwd=tmp_path, env=settings, capture_output=True, check=True)
    assert COMMANDS[command](data).pdf() == (tmp_path / "x.pdf").read_bytes()


def test_what_was_made_before_changes_no_byte() -> None:
    """Parts that are laid once are shared by all handouts of a dataset, whoever they are for."""
    clinic = handouts.Clinic.of({"name": "Riverside", "accent": "#14532d"})
    used = handouts.open()
    for number in (4, 11, 1):
        used.handout(number, clinic=clinic, patient=handouts.Patient("Smith"), ink="grey").pdf()
        used.handout(number, large_print=True).pdf()
        used.booklet([number], half=True).pdf()
    for wishes in ({}, {"ink": "grey"}, {"large_print": True}, {"clinic": clinic}):
        assert used.handout(11, **wishes).pdf() == handouts.open().handout(11, **wishes).pdf()  # type: ignore[arg-type]


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "LIBRARIES_KEPT", 2)
    used = handouts.open()
    for ink in ("colour", "grey", "saver", "colour"):
        used.handout(11, ink=ink)
        used.sheet("finder", ink=ink)
        assert len(used._libraries) <= 2


@pytest.mark.parametrize(
    ("wishes", "place"),
    [
        ({"paper": "a5"}, "paper"),
        ({"ink": "blue"}, "ink"),
        ({"diary": "inside"}, "diary"),
        ({"side": "up"}, "side"),
        ({"papier": "a4"}, "papier"),
        ({"patient": handouts.Patient("x" * 61)}, "patient.name"),
        ({"patient": handouts.Patient(note="a\u202eb")}, "patient.note"),
    ],
)
def test_a_wish_that_cannot_be_is_named(wishes: dict[str, object], place: str, data: handouts.Dataset) -> None:
    with pytest.raises(handouts.RequestError) as caught:
        data.handout(11, **wishes)  # type: ignore[arg-type]
    assert [str(problem.place) for problem in caught.value.diagnostics] == [place]
    assert caught.value.exit_code == 2 and isinstance(caught.value, ValueError)


def test_sheets_of_their_own_papers_only(data: handouts.Dataset) -> None:
    for call in (lambda: data.sheet("reference", paper="a3"), lambda: data.handout(11, paper="a3"), lambda: data.booklet(paper="a3")):
        with pytest.raises(handouts.RequestError, match="unknown paper"):
            call()
    with pytest.raises(handouts.RequestError, match="unknown sheet"):
        data.sheet("poster")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"name": "x", "phone": "9" * 60}, "clinic.phone"),
        ({"name": ["x"]}, "clinic.name"),
        ({"name": "a\u202eb"}, "clinic.name"),
        ({"name": "x", "accent": object()}, "clinic.accent"),
        ("name: x\nphon: 1", "clinic:2:1"),
    ],
)
def test_what_is_wrong_with_values_has_their_key_for_a_place(values: dict[str, object] | str, place: str) -> None:
    with pytest.raises(handouts.DatasetError) as caught:
        handouts.Clinic.of(values)
    assert place in [str(problem.place) for problem in caught.value.diagnostics]


def test_values_and_file_are_the_same_clinic_and_plan(tmp_path: Path) -> None:
    text = "name: Riverside\nphone: '01234'\nreviewed_by: Dr Jo\nreviewed_on: 2026-11-02\n"
    (tmp_path / "clinic.yaml").write_text(text, encoding="utf-8")
    loaded = handouts.Clinic.load(str(tmp_path / "clinic.yaml"))
    values = {"name": "Riverside", "phone": "01234", "reviewed_by": "Dr Jo", "reviewed_on": "2026-11-02", "web": None}
    for other in (handouts.Clinic.of(values), handouts.Clinic.of(text)):
        assert other._replace(places={}, folder="") == loaded._replace(places={}, folder="")
    plan = {"spots": {"11": {"days": 10, "doses": {"thumb": {"seconds": [20, 30]}}}}, "notes": ["Rest."]}
    assert handouts.Plan.of(plan).spots[0].days == 10


def test_a_list_tells_row_and_column(data: handouts.Dataset) -> None:
    with pytest.raises(handouts.DatasetError) as caught:
        data.batch([{"spots": 11}, {"spots": 77, "side": "up"}])
    assert {str(problem.place) for problem in caught.value.diagnostics} == {"rows:3: spots", "rows:3: side"}
    with pytest.raises(handouts.DatasetError, match="there is no plan of this name"):
        data.batch([{"spots": 11, "plan": "knee"}])
    plan = handouts.Plan.of({"days": 7})
    (sheet,) = data.batch([{"spots": 11, "plan": "mine"}], plans={"mine": plan})
    assert sheet.pages == 1


def test_a_part_of_a_list_is_made_as_in_the_whole(data: handouts.Dataset) -> None:
    """So that a long list can be shared out among machines."""
    rows = [{"spots": 11, "name": "A"}, {"spots": 4}, {"spots": [1, 2]}]
    whole = [sheet.pdf() for sheet in data.batch(rows)]
    assert [sheet.pdf() for sheet in data.batch(rows[1:], first_row=3)] == whole[1:]


def test_saving_replaces_only_what_it_may(data: handouts.Dataset, tmp_path: Path) -> None:
    sheet = data.handout(11)
    path = sheet.save(tmp_path)
    assert Path(path) == tmp_path / "handout-11-upper-back.pdf"
    assert sheet.save(path) == path
    with pytest.raises(handouts.OutputError):
        sheet.save(path, replace="none")
    Path(path).write_bytes(b"mine")
    with pytest.raises(handouts.OutputError):
        sheet.save(path)
    assert Path(sheet.save(path, replace="any")).read_bytes().startswith(b"%PDF")
