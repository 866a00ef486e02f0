"""A spot's file: one pass finds every problem, each with its line, column and mend."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from handouts.dataset.json_schema import json_schema
from handouts.dataset.load import load_dataset
from handouts.dataset.model import Piece, Spot
from handouts.dataset.readers import typographic
from handouts.dataset.spot import BUDGETS, SPOT, TECHNIQUE
from handouts.errors import DatasetError
from handouts.resources import DataSource

RECORD = Path(DataSource(None).root) / "data/spots/11-upper-back.yaml"


def loaded_with(tmp_path: Path, *changes: tuple[str, str]) -> list[str]:
    """The problems of spot 11's record with some texts replaced."""
    text = RECORD.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    folder = tmp_path / "data/spots"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / RECORD.name).write_text(text, encoding="utf-8")
    try:
        load_dataset(DataSource(str(tmp_path)), {11})
    except DatasetError as error:
        return [str(problem) for problem in error.diagnostics]
    return []


def test_the_record_itself_has_no_problem(tmp_path: Path) -> None:
    assert loaded_with(tmp_path) == []


def test_all_problems_at_once_each_with_its_place(tmp_path: Path) -> None:
    found = loaded_with(
        tmp_path,
        ("landmark: c7-spinous-tip", "landmark: c7-spinous-tp"),
        ("kind: area", "kind: aera"),
        ("pressure: [3, 5], seconds", "pressure: [3, 15], seconds"),
        ("article: PS11", "article: PS11\nfavourite: blue"),
    )
    assert len(found) == 4
    text = "\n".join(found)
    assert "unknown landmark “c7-spinous-tp”\n  hint: did you mean “c7-spinous-tip”?" in text
    assert "unknown kind “aera”\n  hint: did you mean “area”?" in text
    assert "15 is not from 0 to 10" in text
    assert "unknown key “favourite”" in text
    for problem in found:
        place = problem.split(": error")[0]
        assert place.count(":") == 2 and place.rsplit(":", 2)[1].isdigit(), problem


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("number: 11", "number: 12", "does not start with 12-"),
        ("id: 11-upper-back", "id: 11-back", "the id is “11-back”, the file “11-upper-back.yaml”"),
        ("seconds: [20, 60]", "seconds: [60, 20]", "the range runs backwards: 60 to 20"),
        ("seconds: [20, 60]", "seconds: [-5, 20]", "-5 is not from 1 to 300"),
        ("seconds: [20, 60], count: [2, 3], count_of: places, ", "", "neither how long nor how many"),
        ("written: 2026-11-23", "written: 2026-02-30", "is not a date"),
        ("written: 2026-11-23", "", "the key “written” is missing"),
        ("lotion: false", "lotion: no", "this must be true or false"),
        ("who: helper", "who: helpr", "did you mean “helper”?"),
        ("drawing: thumb-back", "drawing: thumb-backs", "did you mean “thumb-back”?"),
        ("regions: [between-shoulder-blades]", "regions: [between-shoulders]", "unknown region “between-shoulders”"),
        ("sources: [C13]", "sources: [C13, ZZ1]", "unknown source “ZZ1”"),
        ("sheet: [still-press, wall-ball]", "sheet: [still-press, hammer]", "unknown technique “hammer”"),
        ("sheet: [still-press,", "sheet: [still-press, still-press,", "stands twice"),
        ("plate: upper-back", "plate: ../../etc/passwd", "unknown plate"),
        ("message: ", "message: Call {emergncy} now. ", "unknown placeholder “emergncy”"),
        ("*big knob*", "*big knob", "an asterisk has no partner"),
        ("title: Ease a sore upper back", "title: [a, b]", "this must be a text"),
        ("feels:\n", "feels: none\nfoels:\n", "did you mean “feels”?"),
    ],
)
def test_each_mistake_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    found = "\n".join(loaded_with(tmp_path, (old, new)))
    assert says in found, found


def test_an_unknown_spot_lists_the_known_ones() -> None:
    with pytest.raises(DatasetError, match="there is no spot 99"):
        load_dataset(DataSource(None), {99})


def test_every_field_of_a_loaded_record_has_a_place() -> None:
    spot = load_dataset(DataSource(None), {11}).dataset.spot(11)
    assert str(spot.places["find[2].text"]).startswith("data/spots/11-upper-back.yaml:")
    assert "techniques[0].steps[1]" in spot.places or "techniques[0].steps" in spot.places


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ("don't", "don’t"),
        ('say "stop" now', "say “stop” now"),
        ("20-60 s", "20–60 s"),
        ("well-known", "well-known"),
        ("wait - then go", "wait – then go"),
        ("and so on...", "and so on…"),
    ],
)
def test_typewriter_marks_become_real_ones(typed: str, set_as: str) -> None:
    assert typographic(typed) == set_as


def test_words_in_another_language_are_laid_over_and_none_may_be_missing(tmp_path: Path) -> None:
    base = RECORD.read_text(encoding="utf-8")
    folder = tmp_path / "data/xx"
    (folder / "spots").mkdir(parents=True)
    root = Path(DataSource(None).root)
    for name in ("labels.yaml", "locales.yaml", "signs.yaml"):
        (folder / name).write_text((root / "data/en" / name).read_text(encoding="utf-8"), encoding="utf-8")
    record = folder / "spots" / RECORD.name
    record.write_text(base.replace("Ease a sore upper back", "Ünïcödé"), encoding="utf-8")
    spot = load_dataset(DataSource(str(tmp_path)), {11}, "xx").dataset.spot(11)
    assert spot.title == (Piece("Ünïcödé"),)
    assert spot.number == 11
    record.write_text(base.replace("title: Ease a sore upper back\n", ""), encoding="utf-8")
    with pytest.raises(DatasetError, match="title is not translated"):
        load_dataset(DataSource(str(tmp_path)), {11}, "xx")
    record.unlink()
    with pytest.raises(DatasetError, match="is missing in the language “xx”"):
        load_dataset(DataSource(str(tmp_path)), {11}, "xx")


@pytest.mark.parametrize("kind", ["spot", "clinic", "plan"])
def test_an_editor_is_told_what_every_key_is_for(kind: str) -> None:
    def keys(schema: object, path: str) -> Iterator[tuple[str, dict[str, object]]]:
        if isinstance(schema, dict):
            for key, value in schema.get("properties", {}).items():
                if value is not False:
                    yield f"{path}.{key}", value
            for key, value in schema.items():
                if key != "dependentSchemas":
                    yield from keys(value, f"{path}.{key}")
        elif isinstance(schema, list):
            for value in schema:
                yield from keys(value, path)

    found = list(keys(json_schema(kind), kind))
    assert found
    for path, schema in found:
        assert str(schema.get("description", "")).endswith("."), path


def test_the_schemas_beside_the_data_are_those_of_the_readers() -> None:
    for kind in ("spot", "clinic", "plan"):
        assert json.loads(DataSource().read_bytes(f"data/schema/{kind}.json")) == json_schema(kind), f"handouts schema {kind}"


def test_every_field_of_a_record_is_a_line_of_the_table() -> None:
    assert {field.name for field in SPOT.fields} == set(Spot._fields) - {"places"}
    assert {field.part for group in (SPOT, TECHNIQUE) for field in group.fields} - {""} == set(BUDGETS)
