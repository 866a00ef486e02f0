"""Warning signs: every spot has those that its pain areas and neighbours call for, each with one urgency and whole, on every sheet."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from handouts.dataset.load import load_dataset, read_checked
from handouts.dataset.model import Dataset, Prose, Sign, Spot
from handouts.dataset.signs import GROUPS, called_for, missing_words, said_in
from handouts.document.quickref import compose_finder
from handouts.document.words import Wording
from handouts.errors import DatasetError
from handouts.resources import DataSource
from handouts.search.synonyms import Dangers, DangerSign, read_dangers

ROOT = Path(__file__).parents[2]
BOOKLET_HEADINGS = {"now": "{emergency} now", "today": "a doctor today", "soon": "a doctor soon"}
LISTED = {
    "heart": {4, 5, 7, 9, 11, 14},
    "lung": {3, 4, 8, 9, 10, 11},
    "neck-artery": {1, 4},
    "stroke": {1, 4, 5, 7},
    "saddle": {2, 6, 12, 13},
    "cord": {11},
    "clot": {3, 4, 6, 8, 9, 10, 12, 13},
    "limb": {3, 4, 5, 9, 10, 14},
    "compartment": {3, 8},
    "fracture": {1, 2, 4, 5, 6, 8, 10, 11, 12, 13, 14},
    "infection": {2, 5, 6, 8, 9, 10, 11, 12, 13, 14},
    "kidney": {2},
    "giant-cell": {1, 7},
    "palsy": {2, 3, 4, 5, 6, 9, 12, 13},
    "cancer": {2, 6, 9, 11, 12, 13},
    "pregnancy": {2, 3, 6, 8, 10, 11, 12, 13},
    "blood-thinners": set(range(1, 15)),
}
"""Which spots must tell of which sign, from the clinical review and the fact sheet: not from the table that is tested here."""


@cache
def dataset() -> Dataset:
    return load_dataset(DataSource(), None).dataset


@cache
def dangers() -> Dangers:
    return read_checked(DataSource(), "data/en/dangers.yaml", lambda node, reader: read_dangers(node, reader, dataset().signs))


def plain(prose: Prose) -> str:
    return "".join(piece.text for piece in prose)


def answers(sign: Sign) -> list[DangerSign]:
    return [danger for danger in dangers().signs if danger.sign == sign.id]


every_spot = pytest.mark.parametrize("spot", dataset().spots, ids=lambda spot: spot.id)
every_sign = pytest.mark.parametrize("sign", dataset().signs.values(), ids=lambda sign: sign.id)


@pytest.mark.parametrize("sign", LISTED)
def test_the_spots_that_the_review_names_tell_of_the_sign_or_leave_it_to_find(sign: str) -> None:
    told = {spot.number for spot in dataset().spots if said_in(spot, dataset().signs[sign]) or sign in spot.left_to_find}
    assert LISTED[sign] - told == set()


@every_spot
def test_what_a_page_leaves_to_find_is_answered_there_by_its_own_sign(spot: Spot) -> None:
    assert [sign for sign in spot.left_to_find if not answers(dataset().signs[sign])] == []
    assert set(called_for(spot, dataset().signs)) >= set(spot.left_to_find)


@every_spot
def test_no_page_leaves_more_than_two_signs_to_find_nor_the_gravest(spot: Spot) -> None:
    assert len(spot.left_to_find) <= 2
    assert not set(spot.left_to_find) & {"heart", "saddle", "cord", "stroke", "neck-artery", "head", "clot", "giant-cell"}


@every_sign
def test_find_says_each_sign_whole_and_as_urgently_as_the_pages(sign: Sign) -> None:
    assert answers(sign)
    for danger in answers(sign):
        assert danger.act == sign.urgency
        assert missing_words(plain(danger.say), sign) == []


@every_sign
def test_the_booklet_says_each_sign_whole_under_the_same_urgency(sign: Sign) -> None:
    if sign.urgency == "ask":
        text = " ".join(plain(paragraph) for paragraph in dataset().sections["safety-ask"])
    else:
        text = ""
        here = False
        for paragraph in map(plain, dataset().sections["help"]):
            if paragraph.endswith(":"):
                here = BOOKLET_HEADINGS[sign.urgency] in paragraph
            elif here:
                text += " " + paragraph
    assert missing_words(text, sign) == []


@pytest.mark.parametrize(
    ("old", "new", "says", "mend"),
    [
        ("signs: [heart]", "signs: [hart]", "unknown sign “hart”", "did you mean “heart”?"),
        ("signs: [cord]", "signs: [cord, clot]", "the sign “clot” stands in help_now", "it is help_today on every page"),
        (", signs: [cord]", "", "the sign “cord” is missing: pain in “between-shoulder-blades” calls for it", "list it under left_to_find"),
        (
            "Weak or numb legs; bladder or bowel trouble",
            "Weak legs",
            "is cut short: it does not say “numb”",
            "the whole sign: Legs that grow",
        ),
        ("also_helps:", "left_to_find: [cord]\nalso_helps:", "the sign “cord” is on the page", "take it off left_to_find"),
        ("also_helps:", "left_to_find: [kidney]\nalso_helps:", "nothing in this record calls for the sign “kidney”", ""),
        ("also_helps:", "near: [kidny]\nalso_helps:", "unknown structure “kidny”", "did you mean “kidney”?"),
    ],
)
def test_a_dataset_of_ones_own_is_told_what_is_wrong_where_and_how_to_mend_it(
    tmp_path: Path, old: str, new: str, says: str, mend: str
) -> None:
    folder = tmp_path / "data/spots"
    folder.mkdir(parents=True)
    text = (ROOT / "data/spots/11-upper-back.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "11-upper-back.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DatasetError) as caught:
        load_dataset(DataSource(str(tmp_path)), {11})
    found = [problem for problem in caught.value.diagnostics if says in problem.message]
    assert found and found[0].place is not None and found[0].place.line > 1 and mend in found[0].hint


def test_every_list_of_a_record_is_a_group_of_some_urgency() -> None:
    assert set(GROUPS.values()) == {"help_now", "help_today", "help_soon", "ask_first"}


class TestFinder:
    """Where does it hurt: each pain area has a place to begin, or a doctor first."""

    def test_every_pain_area_has_a_place_to_begin_or_says_doctor(self) -> None:
        finder = compose_finder(dataset(), Wording(dataset().labels, dataset().locales["en"]))
        entries = [entry for group in finder.groups for entry in group.entries]
        assert [entry.name.plain() for entry in entries if not entry.main and "doctor first" not in entry.name.plain()] == []

    def test_pain_in_the_chest_throat_tummy_or_groin_is_for_a_doctor_first(self) -> None:
        finder = compose_finder(dataset(), Wording(dataset().labels, dataset().locales["en"]))
        told = {entry.region: entry for group in finder.groups for entry in group.entries}
        for region in ("chest", "upper-chest", "throat", "abdomen", "groin"):
            assert told[region].main == () and "doctor first" in told[region].name.plain()

    def test_nothing_to_be_taught_in_person_is_tried_first(self) -> None:
        taught = {spot.number for spot in dataset().spots if spot.danger}
        finder = compose_finder(dataset(), Wording(dataset().labels, dataset().locales["en"]))
        assert [e.region for group in finder.groups for e in group.entries if set(e.main) & taught] == []

    def test_a_place_to_begin_is_a_spot_that_is_felt_there(self) -> None:
        for region in dataset().regions.values():
            for number in region.begin:
                assert region.id in {key for area in dataset().spot(number).pain for key in area.regions}
