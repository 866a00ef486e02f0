"""What the printer is told and the user hears: the edge to flip, where to fold and where to trim."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from commands import Run

LONG, SHORT = "/DuplexFlipLongEdge", "/DuplexFlipShortEdge"


def duplex(path: Path) -> str:
    with pikepdf.open(path) as pdf:
        preferences = pdf.Root.get("/ViewerPreferences", {})
        return str(preferences.get("/Duplex", ""))


@pytest.mark.parametrize(
    ("words", "edge"),
    [
        (["build", "--spot", "11"], ""),
        (["build", "--spot", "4,11", "--combine"], ""),
        (["build", "--spot", "11", "--large-print"], LONG),
        (["build", "--spot", "11", "--diary", "back"], LONG),
        (["build", "--spot", "4,11", "--combine", "--diary", "back"], LONG),
        (["batch", "list.csv"], ""),
        (["batch", "list.csv", "--large-print"], LONG),
        (["batch", "list.csv", "--diary", "back"], LONG),
        (["booklet", "--imposed", "--spot", "1,11"], SHORT),
        (["booklet", "--spot", "1,11"], LONG),
        (["booklet", "--half", "--spot", "1,11"], ""),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else value or "one-side",
)
def test_a_sheet_is_turned_over_the_edge_that_keeps_its_back_upright(run: Run, tmp_path: Path, words: list[str], edge: str) -> None:
    (tmp_path / "list.csv").write_text("name,spots\nA,11\nB,4\n", encoding="utf-8")
    done = run(*words, "-o", "x.pdf")
    assert done.code == 0, done.err
    assert duplex(tmp_path / "x.pdf") == edge
    heard = {LONG: "flip on the long edge", SHORT: "flip on the short edge", "": "flip"}[edge]
    assert (heard in done.err) == bool(edge), done.err


@pytest.mark.parametrize("words", [["build", "--spot", "11"], ["build", "--spot", "11", "--large-print"], ["finder"], ["reference"]])
def test_the_print_dialog_is_asked_for_full_size_and_the_tray_of_the_paper(run: Run, tmp_path: Path, words: list[str]) -> None:
    assert run(*words, "-o", "x.pdf").code == 0
    with pikepdf.open(tmp_path / "x.pdf") as pdf:
        preferences = pdf.Root.ViewerPreferences
        assert str(preferences.PrintScaling) == "/None"
        assert bool(preferences.PickTrayByPDFSize)
