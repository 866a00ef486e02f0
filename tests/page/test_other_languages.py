"""Ready for other languages: a made-up one, with accents and longer words, laid over the dataset.

That every word on a page is in that language shows that none lives in code. Pages fit, or say by how much they do not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from pdf_reading import read_text_lines

from handouts.errors import DatasetError, FitError
from handouts.pipeline.handout import lay_out, product_of
from handouts.pipeline.library import Library, read_library
from handouts.pipeline.product import paint
from handouts.pipeline.wanted import Job, Look
from handouts.resources import DataSource

from .conftest import SPOTS

ROOT = Path(__file__).parents[2]
ACCENTED = str.maketrans("aeiouAEIOU", "áéîøüÀÉÎØÜ")
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
LITERAL = {"Paul", "Ingraham", "DBCLS", "BodyParts3D"}
"""Names that no language changes; addresses are literal too."""


def foreign(text: str, longer: bool) -> str:
    """Every word with accents, and about a third longer; {placeholders} stay."""
    parts = re.split(r"(\{[a-z_]+\})", text)
    return "".join(
        part if part.startswith("{") else re.sub(r"[A-Za-z]+", lambda word: _foreign_word(word[0], longer), part) for part in parts
    )


def _foreign_word(word: str, longer: bool) -> str:
    stretched = word + word[-(len(word) // 3) :].lower() if longer and len(word) > 2 else word
    accented = stretched.translate(ACCENTED)
    return accented if accented != stretched else stretched + "ÿ"


def translate(value: Any, longer: bool) -> Any:
    if isinstance(value, str):
        return foreign(value, longer)
    if isinstance(value, list):
        return [translate(item, longer) for item in value]
    return {key: translate(item, longer) for key, item in value.items()}


@lru_cache
def made_up(folder: Path, longer: bool) -> DataSource:
    """The dataset with one more language, `xx`."""
    here = folder / "data" / "xx"
    (here / "spots").mkdir(parents=True)
    labels = yaml.load((ROOT / "data/en/labels.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    _write(here / "labels.yaml", {"labels": translate(labels["labels"], longer)})
    words = {"emergency": foreign("your emergency number", longer), "emergency_department": foreign("an emergency department", longer)}
    _write(
        here / "locales.yaml",
        {
            "months": [foreign(name, longer) for name in MONTHS],
            "short_months": [foreign(name[:3], longer) for name in MONTHS],
            "locales": [{"id": "xx", "lang": "cy", "words": words}],
        },
    )
    signs = yaml.load((ROOT / "data/en/signs.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)["signs"]
    _write(
        here / "signs.yaml",
        {"signs": {key: {"text": foreign(sign["text"], longer), "says": ["é/ø/á/î/ü/ÿ"]} for key, sign in signs.items()}},
    )
    for path in (ROOT / "data/spots").glob("*.yaml"):
        record = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        _write(here / "spots" / path.name, translate(record, longer))
    return DataSource(str(folder))


def _write(path: Path, content: Any) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")


@pytest.fixture(scope="module", params=[False, True], ids=["as long", "a third longer"])
def shelf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Library, bool]:
    data = made_up(tmp_path_factory.mktemp("made-up"), request.param)
    return read_library(None, data, Look(locale="xx")), request.param


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("number", SPOTS)
def test_no_word_on_the_page_lives_in_code(number: int, paper: str, shelf: tuple[Library, bool]) -> None:
    library, longer = shelf
    job = Job(number, Look(paper=paper, locale="xx", diary="back" if longer else "front"))
    try:
        laid = lay_out(job, library)
    except FitError as error:
        assert longer, "accents alone must fit"
        assert re.search(rf"spot {number}: \d+ lines? too many for one side at 12 pt; the longest part is", str(error))
        laid = lay_out(job._replace(look=job.look._replace(large_print=True)), library)
    text = " ".join(line.text for line in read_text_lines(paint(product_of([laid], job), library)))
    text = re.sub(r"[a-z.]+\.com/\S*( \S*\.php)?|\S+\.php|spot-\S+", " ", text)
    assert len(re.findall(r"[^\W\d_]{3,}", text)) > 150
    english = {word for word in re.findall(r"[^\W\d_]+(?:3D)?", text) if len(word) > 2 and word.isascii()} - LITERAL
    assert english == set()


def test_large_print_takes_longer_words_without_splitting_a_block(shelf: tuple[Library, bool]) -> None:
    library, _ = shelf
    for number in SPOTS:
        laid = lay_out(Job(number, Look(large_print=True, locale="xx")), library)
        assert len(laid.pages) <= 8


def test_a_record_that_is_not_translated_is_named(tmp_path: Path) -> None:
    data = made_up(tmp_path, False)
    (tmp_path / "data/xx/spots/11-upper-back.yaml").unlink()
    with pytest.raises(DatasetError, match="the record 11-upper-back is missing in the language “xx”"):
        read_library((11,), data, Look(locale="xx"))


def test_a_field_that_is_not_translated_is_named(tmp_path: Path) -> None:
    data = made_up(tmp_path, False)
    path = tmp_path / "data/xx/spots/11-upper-back.yaml"
    path.write_text(re.sub(r"^message: .*\n", "", path.read_text(encoding="utf-8"), flags=re.M), encoding="utf-8")
    with pytest.raises(DatasetError, match=r"11-upper-back\.yaml: error: message is not translated"):
        read_library((11,), data, Look(locale="xx"))
