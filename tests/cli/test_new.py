"""`handouts new` and `handouts schema`."""

from __future__ import annotations

import json
import re
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
    for words in (["new", "clinic"], ["new", "plan", "11"], ["new", "spot", "15", "hand-web"], ["new", "dataset", "mine"]):
        assert run(*words, cwd=tmp_path).returncode == 0
        done = run(*words, cwd=tmp_path)
        assert done.returncode == 6 and done.stdout == ""


@pytest.mark.parametrize(("number", "slug"), [("11", "other-name"), ("15", "Hand Web"), ("15", "../x"), ("0", "x"), ("1000", "x")])
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


def plan_schema() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads((ROOT / "data/schema/plan.json").read_text(encoding="utf-8")))


def as_editors_see_it(text: str) -> object:
    """YAML as an editor holds it against a schema: keys are words, dates are as written."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


def filled_in(text: str) -> str:
    """A template with every # taken off that stands before a key."""
    head, rest = text.split("\n", 2)[:2], text.split("\n", 2)[2]
    return "\n".join([*head, re.sub(r"(?m)^( *)#", r"\1", rest)])


@pytest.mark.parametrize("number", range(1, 15))
def test_a_new_plan_prints_as_it_is_and_with_everything_taken_off(tmp_path: Path, number: int) -> None:
    assert run("new", "plan", str(number), cwd=tmp_path).stdout == "plan.yaml\n"
    path = tmp_path / "plan.yaml"
    for text in (path.read_text(encoding="utf-8"), filled_in(path.read_text(encoding="utf-8"))):
        assert "$" not in text.split("\n", 1)[1]
        path.write_text(text, encoding="utf-8")
        plan_schema().validate(as_editors_see_it(text))
        done = run("build", "--plan", "plan.yaml", "--force", cwd=tmp_path)
        assert done.returncode == 0, done.stderr


def test_the_plan_in_the_manual_meets_the_schema() -> None:
    manual = (ROOT / "docs/clinic.md").read_text(encoding="utf-8").split("## plan.yaml", 1)[1]
    plan = manual.split('```yaml title="plan.yaml"\n', 1)[1].split("```", 1)[0]
    plan_schema().validate(as_editors_see_it(plan))
    plan_schema().validate(as_editors_see_it("spots:\n  - {spot: 5, days: 3}\n  - spot: 14\n"))
    plan_schema().validate(as_editors_see_it("spot: 5\ntechniques: [still-press]\ndoses: {still-press: {seconds: [10, 20]}}\n"))


@pytest.mark.parametrize(
    "wrong",
    [
        "side: port",
        "days: 40",
        "review_on: soon",
        "techniques: [a, b, c, d]",
        "doses: {still-press: {pressure: 11}}",
        "doses: {still-press: {presure: 1}}",
        "allow: [still-press]",
        "spots: {x: {}}",
        "spots: [{days: 3}]",
        "spots: {5: }\ntechniques: [still-press]",
        "patient: Ann",
    ],
)
def test_the_schema_of_a_plan_refuses_what_the_reader_refuses(tmp_path: Path, wrong: str) -> None:
    assert not plan_schema().is_valid(as_editors_see_it(wrong))
    (tmp_path / "plan.yaml").write_text(wrong + "\n", encoding="utf-8")
    assert run("build", "--spot", "5", "--plan", "plan.yaml", cwd=tmp_path).returncode in (3, 4)
