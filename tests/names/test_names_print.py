"""Three hundred names of more than a hundred places go through `handouts batch`, and come out of the file as they went in."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pypdfium2
import pytest
from judging import PROFILES, Judge

from handouts import font_shelf

HERE = Path(__file__).parent
SILENT = re.compile("[\u200b-\u200f\u202a-\u202e\ufeff]")
"""What readers of PDF add to show the direction of text, and what says nothing; joiners too, which no glyph stands for."""


def rows() -> list[tuple[str, str]]:
    with (HERE / "names.csv").open(encoding="utf-8", newline="") as file:
        return [(row["place"], row["name"]) for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of them in one file, one handout a row, with the fonts of the extra only."""
    folder = tmp_path_factory.mktemp("names")
    with (folder / "list.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("name", "spots"), *((name, "3") for _, name in rows())])
    settings = {**os.environ, font_shelf.OWN_FOLDERS: os.pathsep.join(font_shelf._extra_folders()), "HOME": str(folder)}
    done = subprocess.run(
        [sys.executable, "-m", "handouts", "batch", "list.csv", "-o", "all.pdf"],
        cwd=folder,
        env=settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder / "all.pdf"


FEW = 30
"""Names of which a reader takes the letters in another order: marks moved far from their letters, dots apart from Arabic ones."""


def letters(text: str) -> str:
    """What is left to compare: readers guess spaces from gaps."""
    return unicodedata.normalize("NFC", SILENT.sub("", "".join(text.split())))


def disordered(pages: Iterable[str]) -> list[tuple[str, str]]:
    """The names that are not found as written; of them too every letter must be on the page."""
    found = []
    for (place, name), page in zip(rows(), map(letters, pages), strict=False):
        if letters(name) not in page:
            found.append((place, name))
            assert not set(letters(name)) - set(page), (place, name)
    return found


def test_the_list_is_what_it_says() -> None:
    assert len(rows()) == 300
    assert len({place for place, _ in rows()}) > 100


def test_poppler_reads_the_names(printed: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("NOT PROVEN: reading names back with Poppler, because pdftotext is not installed")
    done = subprocess.run(["pdftotext", "-layout", str(printed), "-"], capture_output=True, text=True, check=True, encoding="utf-8")
    found = disordered(done.stdout.split("\f"))
    assert len(found) < FEW, found


def test_chromium_reads_the_names(printed: Path) -> None:
    found = disordered(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(printed))
    assert len(found) < FEW, found


def test_it_is_accessible_and_archivable(printed: Path, judge: Judge) -> None:
    verdicts = judge({"names.pdf": printed.read_bytes()})
    assert {verdicts["names.pdf", profile].passed for profile in PROFILES} == {True}
