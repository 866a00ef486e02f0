"""`list`, `show` and `find` as people type them: on narrow screens, in pipes, for programs."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from test_build import run


def test_list_has_every_spot_and_fits_its_width(tmp_path: Path) -> None:
    for columns in (60, 100, 140):
        done = run("list", cwd=tmp_path, COLUMNS=str(columns), PYTHONUTF8="1")
        assert done.returncode == 0 and done.stderr == ""
        assert max(map(len, done.stdout.splitlines())) <= columns
        assert "\x1b" not in done.stdout
    numbers = [line.split()[0] for line in done.stdout.splitlines()[2:] if line[0].isdigit()]
    assert numbers == [str(spot["number"]) for spot in json.loads(run("list", "--json", cwd=tmp_path).stdout)["spots"]]
    assert not list(tmp_path.iterdir())


def test_a_very_narrow_screen_gets_a_list_instead_of_a_table(tmp_path: Path) -> None:
    done = run("list", cwd=tmp_path, COLUMNS="40", PYTHONUTF8="1")
    assert max(map(len, done.stdout.splitlines())) <= 40 and done.stdout.startswith("No.: 1")


@pytest.mark.parametrize(
    "number", [spot["number"] for spot in json.loads(run("list", "--json", cwd=Path(__file__).parent).stdout)["spots"]]
)
def test_show_has_everything_the_record_says(tmp_path: Path, number: int) -> None:
    done = run("show", str(number), cwd=tmp_path, COLUMNS="80", PYTHONUTF8="1")
    assert done.returncode == 0, done.stderr
    assert max(map(len, done.stdout.splitlines())) <= max(80, *(len(word) + 2 for word in done.stdout.split()))
    spot = json.loads(run("show", str(number), "--json", cwd=tmp_path).stdout)
    shown = " ".join(done.stdout.split())
    texts = [spot["title"], spot["message"], spot["why"], spot["evidence"]["text"], *spot["feels"], *spot["also_helps"], *spot["for"]]
    texts += [step["text"] for step in spot["find"]]
    texts += [claim["text"] for key in ("stop", "ask_first", "help_now", "help_today", "help_soon") for claim in spot[key]]
    texts += [word for technique in spot["techniques"] for word in (technique["name"], *technique["steps"])]
    texts += [question["question"] for question in spot["review"]["questions"]]
    texts += [f"[{key}]" for key in spot["sources"]]
    missing = [text for text in texts if " ".join(text.replace("\u00a0", " ").split()) not in shown]
    assert missing == []
    assert "{" not in done.stdout


def test_show_takes_the_place_of_the_clinic(tmp_path: Path) -> None:
    (tmp_path / "clinic.yaml").write_text("name: A clinic\nlocale: en-US\n", encoding="utf-8")
    assert "911" in run("show", "4", "--clinic", "clinic.yaml", cwd=tmp_path).stdout
    assert "999" in run("show", "4", "--locale", "en-GB", cwd=tmp_path).stdout
    (tmp_path / "clinic.yaml").write_text("name: A clinic\nemergency: '144'\n", encoding="utf-8")
    assert "144" in run("find", "chest pain", cwd=tmp_path, HANDOUTS_CLINIC="clinic.yaml").stdout


def test_where_real_quotes_cannot_be_shown_typewriter_marks_stand(tmp_path: Path) -> None:
    done = run("find", "pizza", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert 'None of the spots fits "pizza".' in done.stdout and "\\u" not in done.stdout
    shown = run("show", "8", "--json", cwd=tmp_path, PYTHONIOENCODING="ascii").stdout
    assert "runner\\u2019s knee" in shown and json.loads(shown)["number"] == 8


def test_danger_comes_before_any_spot(tmp_path: Path) -> None:
    done = run("find", "chest", "pain", "--locale", "en-US", cwd=tmp_path)
    assert done.returncode == 0 and done.stdout.startswith("! ")
    assert done.stdout.index("911") < done.stdout.index("Spot 9")


def test_find_is_honest_where_nothing_fits(tmp_path: Path) -> None:
    done = run("find", "calf cramp", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "None of the spots fits" in done.stdout and "No spot is for: calf." in done.stdout
    assert run("find", cwd=tmp_path).returncode == 0


def test_find_for_programs(tmp_path: Path) -> None:
    answer = json.loads(run("find", "sciatca", "--json", cwd=tmp_path).stdout)
    assert answer["read_as"] == {"sciatca": "sciatica"} and answer["dangers"] == []
    assert {"number", "id", "name", "covered", "why"} == set(answer["spots"][0])
    assert answer["spots"][0]["why"][0] == {"kind": "for", "text": "ache like sciatica"}


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["show"], 2, "Missing argument"),
        (["show", "eleven"], 2, "not a valid integer"),
        (["show", "77"], 3, "there is no spot 77"),
        (["list", "--data", "nowhere"], 3, "no such dataset folder"),
        (["show", "11", "--locale", "xx"], 3, "xx"),
        (["shwo", "11"], 2, "Did you mean “show”?"),
    ],
)
def test_what_goes_wrong(tmp_path: Path, words: list[str], code: int, says: str) -> None:
    done = run(*words, cwd=tmp_path)
    assert done.returncode == code and says in done.stderr and done.stdout == "", done.stderr


WORDS = (["list"], ["find", "jaw"], ["show", "11"], ["check", "--spot", "11"], ["build", "--spot", "11"])


@pytest.mark.skipif(os.name == "nt", reason="a shell's redirections")
@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_standard_output_may_be_closed_full_or_broken(words: list[str], tmp_path: Path) -> None:
    command = shlex.join([sys.executable, "-m", "handouts", *words])

    def ended(redirected: str) -> tuple[int, str]:
        done = subprocess.run(["bash", "-c", redirected], cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.returncode, done.stderr

    code, said = ended(f"{command} >&-")
    assert code == 0 and "bug" not in said
    if Path("/dev/full").exists():
        code, said = ended(f"{command} --force >/dev/full" if words[0] == "build" else f"{command} >/dev/full")
        assert code == 6 and said.startswith("error: cannot write standard output: no space left on device\n")
    code, said = ended(f"{command} | true")
    assert code == 0 and "bug" not in said and "Traceback" not in said


@pytest.mark.skipif(os.name == "nt", reason="a shell's redirections")
def test_a_pdf_for_a_closed_standard_output_is_refused(tmp_path: Path) -> None:
    command = shlex.join([sys.executable, "-m", "handouts", "build", "--spot", "11", "-o", "-"])
    done = subprocess.run(["bash", "-c", f"{command} >&-"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 6
    assert "standard output is closed" in done.stderr
