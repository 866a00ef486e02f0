"""`handouts booklet` as people type it: names of files, what to expect at the printer, exit codes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_build import run


@pytest.mark.parametrize(
    ("words", "name", "said"),
    [
        ((), "perfect-spots-booklet-a4.pdf", r"\d+ pages on \d+ sheets of A4, both sides, flip on the long edge"),
        (("--half", "--paper", "letter"), "perfect-spots-booklet-half-letter.pdf", r"\d+ pages, half Letter; .*--imposed"),
        (("--imposed",), "perfect-spots-booklet-a4-imposed.pdf", r"\d+ pages on \d+ sheets of A4, both sides, flip on the short edge"),
        (("--imposed", "--pack", "desk-neck"), "perfect-spots-booklet-desk-neck-a4-imposed.pdf", r"flip on the short edge"),
        (("--spot", "1,4,11"), "perfect-spots-booklet-1-4-11-a4.pdf", r"\d+ pages on \d+ sheets of A4"),
        (("--test-sheet",), "perfect-spots-test-sheet-a4.pdf", r"2 sides on 1 sheet of A4, both sides, flip on the short edge"),
    ],
)
def test_booklets_people_type(words: tuple[str, ...], name: str, said: str, tmp_path: Path) -> None:
    done = run("booklet", *words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{name}\n"
    assert re.search(said, done.stderr)
    assert (tmp_path / name).read_bytes().startswith(b"%PDF-1.7")


def test_a_technique_without_room_is_named(tmp_path: Path) -> None:
    from pdf_reading import read_text_lines

    full = run("booklet", "--spot", "5", "-o", "full.pdf", cwd=tmp_path)
    (missing,) = re.findall(r"no room on their pages, but all in --half: spot 5, (.*)", full.stderr)
    half = run("booklet", "--spot", "5", "--half", "-o", "half.pdf", cwd=tmp_path)
    assert "no room" not in half.stderr
    for name in missing.split(", "):
        on_full, on_half = (
            " ".join(line.text for line in read_text_lines((tmp_path / file).read_bytes())) for file in ("full.pdf", "half.pdf")
        )
        assert name not in on_full
        assert name in on_half


def test_sheets_are_a_quarter_of_the_pages(tmp_path: Path) -> None:
    done = run("booklet", "--imposed", "--spot", "11,14", cwd=tmp_path)
    pages, sheets = (int(number) for number in re.findall(r"\d+(?= pages| sheets)", done.stderr))
    assert sheets == -(-pages // 4)


def test_the_same_bytes_twice(tmp_path: Path) -> None:
    files = set()
    for seed in ("1", "2"):
        run("booklet", "--imposed", "--spot", "11", "-o", "b.pdf", "--force", cwd=tmp_path, PYTHONHASHSEED=seed)
        files.add((tmp_path / "b.pdf").read_bytes())
    assert len(files) == 1


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    wrong = run("booklet", "--pack", "desk-nek", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "desk-neck" in wrong.stderr
    assert run("booklet", "--spot", "99", cwd=tmp_path).returncode == 3
    assert run("booklet", "--marks", cwd=tmp_path).returncode == 2
    assert not list(tmp_path.glob("*.pdf"))
