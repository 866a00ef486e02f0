"""`handouts build` as people type it: files, words on the terminal, exit codes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pikepdf
import pytest
from click.testing import CliRunner

from handouts.cli import cli


def run(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a folder of its own, with no home and no clinic."""
    settings = {key: value for key, value in os.environ.items() if not key.startswith(("HANDOUTS", "XDG", "SOURCE_DATE"))}
    settings |= {"HOME": str(cwd), "PYTHONUTF8": "0", "LC_ALL": "C", **environment}
    command = [sys.executable, "-m", "handouts", *words]
    return subprocess.run(command, cwd=cwd, env=settings, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_command_people_type_most(tmp_path: Path) -> None:
    done = run("build", "--spot", "11", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "handout-11-upper-back.pdf\n"
    assert done.stderr.startswith("1 page, A4, 1 sheet\nspot 11: no room on the front for "), "what a page leaves out is said"
    data = (tmp_path / "handout-11-upper-back.pdf").read_bytes()
    assert data.startswith(b"%PDF-1.7")
    assert [path.name for path in tmp_path.iterdir()] == ["handout-11-upper-back.pdf"]


def test_same_input_same_bytes_in_any_process(tmp_path: Path) -> None:
    """Also over another hash seed, another time zone and a second run."""
    seen = set()
    for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland")):
        done = run("build", "--spot", "4", "-o", "x.pdf", "--force", cwd=tmp_path, PYTHONHASHSEED=seed, TZ=zone)
        assert done.returncode == 0, done.stderr
        seen.add((tmp_path / "x.pdf").read_bytes())
    assert len(seen) == 1
    other = run("build", "--spot", "4", "-o", "y.pdf", cwd=tmp_path, SOURCE_DATE_EPOCH="1700000000")
    assert other.returncode == 0
    assert (tmp_path / "y.pdf").read_bytes() not in seen


def test_several_spots_a_file_each_or_one_in_the_order_asked(tmp_path: Path) -> None:
    done = run("build", "--spot", "4,11", "--spot", "9", cwd=tmp_path)
    assert done.stdout.split() == ["handout-04-side-of-neck.pdf", "handout-11-upper-back.pdf", "handout-09-chest.pdf"]
    combined = run("build", "--spot", "11,4", "--combine", "--paper", "letter", cwd=tmp_path)
    assert combined.stdout == "handouts.pdf\n"
    assert combined.stderr.startswith("2 pages, Letter, 2 sheets\n")


def test_standard_output_carries_only_the_pdf(tmp_path: Path) -> None:
    settings = {**os.environ, "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "handouts", "build", "--spot", "11", "-o", "-"]
    done = subprocess.run(command, cwd=tmp_path, env=settings, capture_output=True, check=False)
    assert done.returncode == 0 and done.stdout.startswith(b"%PDF-") and done.stdout.rstrip().endswith(b"%%EOF")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["build"], 2, "say which spot"),
        (["build", "--spot", "eleven"], 2, "there is no spot “eleven”"),
        (["biuld"], 2, "Did you mean “build”?"),
        (["build", "--spot", "99"], 3, "there is no spot 99"),
        (["build", "--spot", "11", "--locale", "fr"], 3, "fr"),
        (["build", "--spot", "11", "--clinic", "none.yaml"], 3, "none.yaml: error: cannot be read"),
        (["build", "--spot", "11", "--data", "nowhere"], 3, "there is no such dataset folder"),
        (["build", "--spot", "11", "-o", "no/such/folder/x.pdf"], 6, "error:"),
    ],
)
def test_what_goes_wrong_says_what_and_exits_with_its_code(tmp_path: Path, words: list[str], code: int, says: str) -> None:
    done = run(*words, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert says in done.stderr and "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_wrong_record_is_reported_with_line_and_column(tmp_path: Path) -> None:
    folder = tmp_path / "mine/data/spots"
    folder.mkdir(parents=True)
    bundled = Path(__file__).parents[2] / "data/spots/11-upper-back.yaml"
    text = bundled.read_text(encoding="utf-8").replace("landmark: c7-spinous-tip", "landmark: c7-spinus-tip")
    (folder / "11-upper-back.yaml").write_text(text, encoding="utf-8")
    done = run("build", "--spot", "11", "--data", "mine", cwd=tmp_path)
    assert done.returncode == 3
    name = os.path.join("mine", "data", "spots", "11-upper-back.yaml")
    assert f"{name}:20:15: error: unknown landmark “c7-spinus-tip”\n  hint: did you mean “c7-spinous-tip”?" in done.stderr


def test_a_record_a_third_longer_does_not_fit_and_says_by_how_much(tmp_path: Path) -> None:
    folder = tmp_path / "mine/data/spots"
    folder.mkdir(parents=True)
    bundled = Path(__file__).parents[2] / "data/spots/11-upper-back.yaml"
    text = bundled.read_text(encoding="utf-8")
    longer = "Keep your shoulders soft and low, and breathe out slowly while you do this each time."
    text = re.sub(r"(?m)^(    text: .*?)(\"?)$", rf"\1 {longer} {longer}\2", text)
    (folder / "11-upper-back.yaml").write_text(text, encoding="utf-8")
    done = run("build", "--spot", "11", "--data", "mine", "--paper", "letter", cwd=tmp_path)
    assert done.returncode == 5, done.stderr
    assert "spot 11: " in done.stderr and "too many for one side at 12 pt" in done.stderr and "--diary back" in done.stderr
    assert not list(tmp_path.glob("*.pdf"))


def test_nothing_is_overwritten_that_we_did_not_make(tmp_path: Path) -> None:
    target = tmp_path / "handout-11-upper-back.pdf"
    target.write_bytes(b"somebody's own file")
    done = run("build", "--spot", "11", cwd=tmp_path)
    assert done.returncode == 6 and "--force" in done.stderr
    assert target.read_bytes() == b"somebody's own file"
    assert run("build", "--spot", "11", "--force", cwd=tmp_path).returncode == 0
    assert run("build", "--spot", "11", cwd=tmp_path).returncode == 0
    assert run("build", "--spot", "11", "--no-clobber", cwd=tmp_path).returncode == 6


def test_every_command_has_help_with_an_example(tmp_path: Path) -> None:
    from handouts.cli import COMMANDS

    for name in COMMANDS:
        done = run(name, "--help", cwd=tmp_path)
        assert done.returncode == 0 and f"handouts {name}" in done.stdout and "Example" in done.stdout, name


@pytest.mark.parametrize("command", [["build", "--spot", "11"], ["finder"]])
def test_open_hands_the_file_to_the_machine(command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(click, "launch", lambda path: opened.append(path) or 0)
    result = CliRunner().invoke(cli, [*command, "--open", "-q", "-o", str(tmp_path) + os.sep])
    assert result.exit_code == 0, result.output
    assert [Path(path).parent for path in opened] == [tmp_path]
    assert CliRunner().invoke(cli, [*command, "--open", "-q", "-o", "-"]).exit_code == 0
    assert len(opened) == 1, "standard output has no path"


@pytest.mark.parametrize("which", [["--spot", "4,11"], ["--pack", "desk-neck"], ["--all"]])
@pytest.mark.parametrize("output", ["both.pdf", "-"])
def test_several_handouts_never_share_one_path(tmp_path: Path, which: list[str], output: str) -> None:
    """Each would take the place of the one before it, and only the last be printed."""
    done = run("build", *which, "-o", output, cwd=tmp_path)
    assert done.returncode == 2 and "--combine" in done.stderr and not done.stdout
    assert not list(tmp_path.iterdir())


def test_combined_large_print_begins_each_handout_on_a_sheet_of_its_own(tmp_path: Path) -> None:
    assert run("build", "--spot", "4,11", "--large-print", "-q", cwd=tmp_path).returncode == 0
    own = [len(pikepdf.open(path).pages) for path in sorted(tmp_path.glob("*.pdf"))]
    assert any(count % 2 for count in own[:-1]), "none of these needs a blank side: take other spots"
    done = run("build", "--spot", "4,11", "--large-print", "--combine", cwd=tmp_path)
    sheets = sum(-(-count // 2) for count in own)
    assert done.stderr == f"{sum(own)} pages, A4, {sheets} sheets, both sides, flip on the long edge\n"
    with pikepdf.open(tmp_path / "handouts.pdf") as pdf:
        assert -(-len(pdf.pages) // 2) == sheets, "as many as the printer takes"
        blank = pdf.pages[own[0]]
        assert b"Tj" not in blank.Contents.read_bytes() and b"TJ" not in blank.Contents.read_bytes()


@pytest.mark.parametrize("which", [["--spot", "3"], ["--pack", "desk-neck"]])
def test_all_and_some_is_a_contradiction(tmp_path: Path, which: list[str]) -> None:
    done = run("build", "--all", *which, cwd=tmp_path)
    assert done.returncode == 2 and "--all" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "words",
    [
        ["build", "--spot", "11"],
        ["reference"],
        ["finder"],
        ["booklet"],
        ["find", "sciatica"],
        ["list"],
        ["show", "11"],
        ["batch", "today.csv"],
    ],
    ids=lambda words: words[0],
)
def test_a_clinics_unknown_place_is_named_with_its_line(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "clinic.yaml").write_text("name: Riverside\nlocale: en-ZZ\n", encoding="utf-8")
    (tmp_path / "today.csv").write_text("spots\n11\n", encoding="utf-8")
    done = run(*words, "--clinic", "clinic.yaml", cwd=tmp_path)
    assert done.returncode == 3
    assert "clinic.yaml:2:9: error: unknown locale “en-ZZ”" in done.stderr
