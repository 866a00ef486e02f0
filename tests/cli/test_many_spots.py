"""Numbers of three digits: a dataset that outgrows the fourteen is made like any other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_build import run

ROOT = Path(__file__).parents[2]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A dataset with spots 104 and 500 beside the bundled ones."""
    spots = tmp_path / "mine/data/spots"
    spots.mkdir(parents=True)
    for number, like in ((104, "04-side-of-neck"), (500, "11-upper-back")):
        text = (ROOT / f"data/spots/{like}.yaml").read_text(encoding="utf-8")
        own_id = f"{number}-{like[3:]}"
        text = re.sub(r"(?m)^number: .*$", f"number: {number}", re.sub(r"(?m)^id: .*$", f"id: {own_id}", text, count=1), count=1)
        (spots / f"{own_id}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_every_command_takes_a_number_of_three_digits(own: Path) -> None:
    done = run("build", "--spot", "104,500", "--data", "mine", cwd=own)
    assert done.stdout.split() == ["handout-104-side-of-neck.pdf", "handout-500-upper-back.pdf"], done.stderr
    (own / "plan.yaml").write_text("spots: {500: {days: 10}}\n", encoding="utf-8")
    assert run("build", "--plan", "plan.yaml", "--data", "mine", cwd=own).stdout == "handout-500-upper-back.pdf\n"
    (own / "today.csv").write_text("spots\n104 500\n", encoding="utf-8")
    assert run("batch", "today.csv", "--data", "mine", cwd=own).stderr == "2 pages, A4, 2 sheets\n"
    assert "500" in run("list", "--data", "mine", cwd=own).stdout
    assert run("show", "500", "--data", "mine", cwd=own).returncode == 0
    for command in (["booklet", "--half", "--spot", "500,104"], ["reference"], ["finder"]):
        assert run(*command, "--data", "mine", cwd=own).returncode == 0
    assert run("new", "spot", "620", "hand-web", "--data", "mine", cwd=own).stdout.strip().endswith("620-hand-web.yaml")


def test_a_number_that_is_not_there_is_told_with_those_that_are(own: Path) -> None:
    done = run("build", "--spot", "501", "--data", "mine", cwd=own)
    assert done.returncode == 3
    assert "there is no spot 501\n  hint: there are: 1–14, 104, 500" in done.stderr
