"""`handouts reference` and `handouts finder` as people type them."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_build import run


@pytest.mark.parametrize(
    ("words", "path", "says"),
    [
        (["reference"], "perfect-spots-reference-a4.pdf", "1 page, A4, 1 sheet"),
        (["reference", "--paper", "letter", "--ink", "saver"], "perfect-spots-reference-letter.pdf", "1 page, Letter, 1 sheet"),
        (["finder", "--locale", "en-US"], "perfect-spots-finder-a4.pdf", "1 page, A4, 1 sheet"),
        (["finder", "--paper", "tabloid"], "perfect-spots-finder-tabloid.pdf", "1 page, Tabloid, 1 sheet"),
        (["finder", "-o", "wall.pdf", "--paper", "A3"], "wall.pdf", "1 page, A3, 1 sheet"),
    ],
)
def test_a_sheet_and_what_to_expect_at_the_printer(tmp_path: Path, words: list[str], path: str, says: str) -> None:
    done = run(*words, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{path}\n", f"{says}\n")
    assert (tmp_path / path).read_bytes().startswith(b"%PDF-1.7")


def test_large_print_says_how_to_flip_its_sheets(tmp_path: Path) -> None:
    done = run("reference", "--large-print", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "pages, A4," in done.stderr and done.stderr.endswith("both sides, flip on the short edge\n")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["reference", "--paper", "a3"], 2, "a3"),
        (["finder", "--ink", "pink"], 2, "pink"),
        (["finder", "--locale", "fr"], 3, "fr"),
        (["refrence"], 2, "Did you mean “reference”?"),
        (["finder", "-o", "no/such/folder/x.pdf"], 6, "error:"),
    ],
)
def test_what_goes_wrong_says_so(tmp_path: Path, words: list[str], code: int, says: str) -> None:
    done = run(*words, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert says in done.stderr and "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_dataset_of_ones_own_is_what_the_sheets_show(tmp_path: Path) -> None:
    labels = Path(__file__).parents[2] / "data" / "en" / "labels.yaml"
    own = tmp_path / "mine" / "data" / "en"
    own.mkdir(parents=True)
    text = labels.read_text(encoding="utf-8").replace("finder.title: Where does it hurt?", "finder.title: Point to it")
    (own / "labels.yaml").write_text(text, encoding="utf-8")
    done = run("finder", "--data", "mine", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    from pikepdf import open as open_pdf

    with open_pdf(tmp_path / "perfect-spots-finder-a4.pdf") as pdf:
        assert str(pdf.docinfo.Title) == "Point to it"
