"""`handouts new` and `handouts schema`."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from test_build import run

ROOT = Path(__file__).parents[2]


def test_a_new_spot_lacks_only_what_must_be_filled_in(tmp_path: Path) -> None:
    assert run("new", "dataset", "mine", cwd=tmp_path).returncode == 0
    done = run("new", "spot", "15", "hand-web", "--data", "mine", cwd=tmp_path)
    assert done.returncode == 0 and done.stdout.strip().endswith("15-hand-web.yaml")
    text = (tmp_path / "mine/data/spots/15-hand-web.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../schema/spot.json\n") and "$" not in text.split("\n", 1)[1]
    report = json.loads(run("check", "--spot", "15", "--data", "mine", "--json", cwd=tmp_path).stdout)
    wanted = ("is empty", "unknown plate", "has 0 items")
    assert report["exit_code"] == 3 and all(any(word in problem["message"] for word in wanted) for problem in report["problems"])


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    for words in (["new", "clinic"], ["new", "spot", "15", "hand-web"], ["new", "dataset", "mine"]):
        assert run(*words, cwd=tmp_path).returncode == 0
        done = run(*words, cwd=tmp_path)
        assert done.returncode == 6 and done.stdout == ""


@pytest.mark.parametrize(("number", "slug"), [("11", "other-name"), ("15", "Hand Web"), ("15", "../x"), ("0", "x"), ("100", "x")])
def test_names_that_cannot_be(tmp_path: Path, number: str, slug: str) -> None:
    assert run("new", "spot", number, slug, cwd=tmp_path).returncode == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["spot", "clinic", "plan"])
def test_the_schema_on_disk_is_the_one_the_reader_gives(tmp_path: Path, name: str) -> None:
    """Stale? handouts schema NAME > data/schema/NAME.json"""
    printed = run("schema", name, cwd=tmp_path, PYTHONUTF8="1").stdout
    assert json.loads(printed) == json.loads((ROOT / f"data/schema/{name}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(json.loads(printed))


@pytest.mark.parametrize("path", sorted((ROOT / "data/spots").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_record_meets_the_schema_that_its_first_line_names(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../schema/spot.json\n")
    schema = json.loads((ROOT / "data/schema/spot.json").read_text(encoding="utf-8"))
    record = json.loads(json.dumps(yaml.safe_load(text), default=str))
    jsonschema.Draft202012Validator(schema).validate(record)


@pytest.mark.parametrize(
    ("ours", "wrong"),
    [("kind: area", "kind: aera"), ("who: helper", "who: nurse"), ("pressure: [3, 5]", "pressure: [3, 15]"), ("felt:", "flet:")],
)
def test_the_schema_refuses_what_the_reader_refuses(ours: str, wrong: str) -> None:
    text = (ROOT / "data/spots/11-upper-back.yaml").read_text(encoding="utf-8")
    assert ours in text
    record = json.loads(json.dumps(yaml.safe_load(text.replace(ours, wrong, 1)), default=str))
    schema = json.loads((ROOT / "data/schema/spot.json").read_text(encoding="utf-8"))
    assert not jsonschema.Draft202012Validator(schema).is_valid(record)
