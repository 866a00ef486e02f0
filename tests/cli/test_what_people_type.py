"""What people type does what is meant, and never costs anybody a sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from handouts.cli import cli


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def _run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(cli, list(words))
    assert result.exit_code == code, result.output
    return result.output


@pytest.mark.parametrize(
    "words",
    [
        ["11"],
        ["build", "11"],
        ["build", "upper-back"],
        ["build", "--spot", "upper-back"],
        ["build", "--spot", "11-upper-back"],
        ["build", "--spot", "Upper Back"],
    ],
)
def test_a_spot_is_asked_for_by_number_or_name(words: list[str], there: Path) -> None:
    _run(*words)
    assert [path.name for path in there.glob("*.pdf")] == ["handout-11-upper-back.pdf"]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("uper-back", "upper-back"),
        ("4-upper-back", "no spot"),
        ("11-13", "--spot 11,12,13"),
        ("eleven", "no spot"),
        ("²", "no spot"),
        ("", "no spot"),
    ],
)
def test_a_spot_that_is_not_known_is_told(word: str, hint: str, there: Path) -> None:
    assert hint in _run("build", "--spot", word, code=2)
    assert not list(there.glob("*.pdf"))


@pytest.mark.parametrize("output", ["sheets/", "new/deep/", "Desktop"])
def test_a_folder_is_made_where_it_is_missing(output: str, there: Path) -> None:
    _run("build", "11", "-o", output)
    assert (there / output / "handout-11-upper-back.pdf").is_file()


def test_a_folder_that_cannot_be_made_is_an_error(there: Path) -> None:
    (there / "file").write_text("x", encoding="utf-8")
    assert "cannot be made" in str(CliRunner().invoke(cli, ["build", "11", "-o", "file/below/"]).exception)


def test_a_second_patients_sheet_takes_a_name_of_its_own(there: Path) -> None:
    _run("build", "11", "--patient", "Ann A")
    first = (there / "handout-11-upper-back.pdf").read_bytes()
    said = _run("build", "11", "--patient", "Bob B")
    assert "handout-11-upper-back-2.pdf" in said and "was kept" in said and "Ann" not in said and "Bob" not in said
    _run("build", "11", "--note", "Go easy.")
    _run("build", "11")
    assert (there / "handout-11-upper-back.pdf").read_bytes() == first
    assert len(list(there.glob("*.pdf"))) == 4
    _run("build", "11", "--patient", "Ann A")
    assert len(list(there.glob("*.pdf"))) == 4, "the same sheet again is the same file"


def test_a_sheet_of_nobodys_gives_way(there: Path) -> None:
    _run("build", "11")
    _run("build", "11", "--ink", "grey")
    assert len(list(there.glob("*.pdf"))) == 1


def test_a_named_file_is_replaced_and_that_is_told(there: Path) -> None:
    _run("build", "11", "--patient", "Ann A", "-o", "x.pdf")
    assert "is replaced" in _run("build", "11", "--patient", "Bob B", "-o", "x.pdf")
    assert "is replaced" not in _run("build", "11", "--patient", "Bob B", "-o", "x.pdf", "--force")


def test_a_changed_patients_sheet_says_nothing_of_whom(there: Path) -> None:
    _run("build", "11", "--patient", "Zebedee Quillfeather")
    head = (there / "handout-11-upper-back.pdf").read_bytes()[:100]
    assert b"%filled in" in head and b"Zebedee" not in head


@pytest.mark.parametrize("word", ["print", "preview", "help", "version", "search"])
def test_a_command_of_other_tools_is_answered(word: str) -> None:
    assert "handouts" in _run(word, code=2).split(word, 1)[1]


def test_every_command_is_offered_in_the_order_of_its_use() -> None:
    listed = [line.split()[0] for line in _run("--help").split("Commands:")[1].splitlines() if line.startswith("  ") and line[2] != " "]
    assert listed[:2] == ["build", "batch"]


def test_the_shell_completes_files_and_places() -> None:
    from click.shell_completion import ShellComplete

    complete = ShellComplete(cli, {}, "handouts", "_HANDOUTS_COMPLETE")
    for option in ("--clinic", "--plan", "-o", "--data"):
        assert [item.type for item in complete.get_completions(["build", option], "")] in (["file"], ["dir"])
    assert "en-GB" in [item.value for item in complete.get_completions(["build", "--locale"], "en")]
    assert "11" in [item.value for item in complete.get_completions(["build"], "1")]
