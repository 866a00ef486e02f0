"""What fails, fails aloud: a contrast too low fails `check`; a bug says that it is one and how to report it."""

from __future__ import annotations

import re
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from commands import Run
from tag_tree import unicode_map

from handouts import cli
from handouts.dataset.load import load_dataset
from handouts.errors import DatasetError
from handouts.pipeline.check import Checked, Contrast, Report, contrasts
from handouts.pipeline.handout import lay_out, product_of
from handouts.pipeline.product import paint
from handouts.pipeline.wanted import Job, Look
from handouts.resources import DataSource

from .conftest import library, spots

GOOD = Contrast("colour", "text", "paper", 7.0, 7.0)


def report(*pairs: Contrast) -> Report:
    return Report(Checked(library().dataset, (), (), 0), contrasts=pairs)


def test_a_contrast_that_is_too_low_fails_the_check() -> None:
    assert report(GOOD).exit_code() == 0
    assert report(GOOD, GOOD._replace(ratio=6.99)).exit_code() == 3
    assert report(GOOD._replace(ratio=2.9, needed=3.0), GOOD).exit_code() == 3


def test_a_pale_accent_is_found_too_low_and_the_usual_colours_are_not() -> None:
    assert all(pair.holds() for pair in contrasts())
    assert any(not pair.holds() and pair.role == "accent" for pair in contrasts("#f0e060"))


@pytest.mark.parametrize("verbose", [False, True])
def test_a_bug_says_that_it_is_one_and_how_to_report_it(run: Run, monkeypatch: pytest.MonkeyPatch, verbose: bool) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("the hinge is loose")

    monkeypatch.setattr(cli, "cli", broken)
    if verbose:
        with pytest.raises(RuntimeError, match="the hinge is loose"):
            run("build", "--spot", "11", "-v")
        return
    done = run("build", "--spot", "11")
    assert done.code == 1
    assert done.err == "error: a bug in handouts (RuntimeError: the hinge is loose); run again with -v and report what it prints\n"


@pytest.mark.parametrize("spot", spots(), ids=lambda spot: str(spot.number))
def test_a_source_that_is_not_listed_is_an_error_wherever_it_stands(tmp_path: Path, spot: object) -> None:
    """Each list of sources in a record in turn: those of a danger, a claim, a technique, the honesty and the evidence."""
    number = spot.number  # type: ignore[attr-defined]
    name = f"{spot.id}.yaml"  # type: ignore[attr-defined]
    text = (Path(DataSource(None).root) / "data/spots" / name).read_text(encoding="utf-8")
    folder = tmp_path / "data/spots"
    folder.mkdir(parents=True)
    places = list(re.finditer(r"sources: \[(\w+)", text))
    assert len(places) > 10
    for found in places:
        (folder / name).write_text(text[: found.start(1)] + "NOWHERE" + text[found.end(1) :], encoding="utf-8")
        line = text[: found.start()].count("\n") + 1
        with pytest.raises(DatasetError) as refused:
            load_dataset(DataSource(str(tmp_path)), {number})
        assert f"{name}:{line}:" in str(refused.value) and "unknown source “NOWHERE”" in str(refused.value)


def test_a_danger_keeps_its_sources() -> None:
    dangers = [spot for spot in spots() if spot.danger is not None]
    assert dangers
    for spot in dangers:
        text = (Path(DataSource(None).root) / "data/spots" / f"{spot.id}.yaml").read_text(encoding="utf-8")
        block = re.search(r"^danger:\n(?:  .*\n)+", text, re.MULTILINE)
        assert block
        written = re.search(r"sources: \[([^\]]+)\]", block[0])
        assert written
        assert spot.danger and list(spot.danger.sources) == [word.strip() for word in written[1].split(",")]


@lru_cache(maxsize=1)
def painted() -> bytes:
    shelf = library()
    job = Job(11, Look(large_print=True))
    return paint(product_of([lay_out(job, shelf), lay_out(Job(4), shelf)], job), shelf)


def test_every_glyph_can_be_copied_as_text_and_none_as_a_null() -> None:
    """ISO 14289-1, 7.21.7: no character is mapped to U+0000, U+FEFF or U+FFFE."""
    fonts = 0
    with pikepdf.open(BytesIO(painted())) as pdf:
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                codes = unicode_map(font)
                fonts += 1
                assert codes and not {"", "\0", "\ufeff", "\ufffe"} & set(codes.values())
                assert not re.search(rb"<0000>\s*$", font.ToUnicode.read_bytes(), re.MULTILINE)
    assert fonts > 3
