"""`handouts check`: sound data, broken data, what awaits a clinician."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from test_build import run

DATA = Path(__file__).parents[2] / "data"


def test_one_spot_for_programs(tmp_path: Path) -> None:
    done = run("check", "--spot", "4", "--json", cwd=tmp_path)
    report = json.loads(done.stdout)
    assert done.returncode == report["exit_code"] and report["ok"] == (done.returncode == 0)
    assert {"problems", "handouts", "contrast", "review", "syllables"} <= set(report)
    (handout,) = report["handouts"]
    assert len(handout["fit"]) == 8
    assert {(fit["paper"], fit["letterhead"], fit["large_print"]) for fit in handout["fit"]} == {
        (paper, head, large) for paper in ("a4", "letter") for head in (True, False) for large in (True, False)
    }
    assert all(pair["ok"] for pair in report["contrast"])
    assert any(item["about"] == "text" for item in report["review"])
    assert all(item["file"] for item in report["review"])


def test_questions_alone_are_no_failure(tmp_path: Path) -> None:
    report = json.loads(run("check", "--spot", "4", "--json", cwd=tmp_path).stdout)
    poor = [fit for handout in report["handouts"] for fit in handout["fit"] if not fit["ok"]]
    reading = [line for handout in report["handouts"] for lines in handout["reading"]["problems"].values() for line in lines]
    assert report["review"] and (report["exit_code"] == 0) == (not poor and not reading)


def test_every_problem_of_every_file_at_once(tmp_path: Path) -> None:
    spots = tmp_path / "mine/data/spots"
    spots.mkdir(parents=True)
    first = sorted((DATA / "spots").glob("*.yaml"))[:2]
    for path in first:
        text = path.read_text(encoding="utf-8").replace("laterality: both", "laterality: bothh").replace("kind: main", "kind: mane")
        (spots / path.name).write_text(text, encoding="utf-8")
    (tmp_path / "mine/data/en").mkdir()
    shutil.copy(DATA / "en/dangers.yaml", tmp_path / "mine/data/en/dangers.yaml")
    with (tmp_path / "mine/data/en/dangers.yaml").open("a", encoding="utf-8") as file:
        file.write("extra: 1\n")
    done = run("check", "--data", "mine", cwd=tmp_path, PYTHONUTF8="1")
    assert done.returncode == 3
    for path in first:
        assert f"{path.name}:" in done.stdout
    assert "unknown kind “mane”" in done.stdout and "hint: did you mean “main”?" in done.stdout
    assert "dangers.yaml:" in done.stdout and "unknown key “extra”" in done.stdout
    plain = json.loads(run("check", "--data", "mine", "--json", cwd=tmp_path).stdout)
    assert plain["handouts"] == [] and all(problem["line"] for problem in plain["problems"])


def test_the_report_is_text_that_fits_the_screen(tmp_path: Path) -> None:
    done = run("check", "--spot", "11", cwd=tmp_path, COLUMNS="100", PYTHONUTF8="1")
    assert done.stderr == "" and "awaiting a clinician" in done.stdout and "smallest type, one page: 10 pt" in done.stdout
    assert max(len(line) for line in done.stdout.splitlines() if "error:" not in line) <= 100


def test_a_spot_that_is_not_there(tmp_path: Path) -> None:
    done = run("check", "--spot", "77", cwd=tmp_path)
    assert done.returncode == 3 and "there is no spot 77" in done.stdout
    assert run("check", "--spot", "x", cwd=tmp_path).returncode == 2
