"""`handouts find` in patients' own words: which spot leads, why, what comes before it, and what it says where nothing fits."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.dataset.load import load_dataset, read_checked
from handouts.dataset.model import Dataset, Spot
from handouts.resources import DataSource
from handouts.search.search import KINDS, Found, Index, find, make_index
from handouts.search.synonyms import ACTS, read_dangers, read_synonyms, unknown_names
from handouts.search.typed_words import distance, nearest, stem


@cache
def dataset() -> Dataset:
    return load_dataset(DataSource(), None).dataset


@cache
def index() -> Index:
    data = DataSource()
    synonyms = read_checked(data, "data/en/synonyms.yaml", read_synonyms)
    dangers = read_checked(data, "data/en/dangers.yaml", lambda node, reader: read_dangers(node, reader, dataset().signs))
    return make_index(dataset().spots, dataset().regions, synonyms, dangers)


def ask(query: str) -> Found:
    return find(query, index())


def led_by(query: str) -> set[int]:
    """The spots that fit as well as the first."""
    found = ask(query)
    return {match.number for match in found.best()} if found.matches else set()


# What was typed, and the spots of which one must lead. From the source's table, not from the order in which we print.
LEADS = [
    ("hurts between shoulder blades at the computer", {11}),
    ("between my sholder blades", {11}),
    ("sore between the shoulderblades from sitting", {11}),
    ("upper back pain", {11}),
    ("inner edge of shoulder blade", {4}),
    ("sciatca", {6, 12, 13}),
    ("siatica", {6, 12, 13}),
    ("sciatica down my leg", {6, 12, 13}),
    ("pain down the leg", {6, 12, 13}),
    ("piriformis", {6, 12, 13}),
    ("low back pain", {2, 6, 12, 13}),
    ("Lower back ACHE!!", {2, 6, 12, 13}),
    ("lowback pain", {2, 6, 12, 13}),
    ("lumbago", {2, 6, 12, 13}),
    ("slipped disc", {2, 6, 12, 13}),
    ("my back went out", {2, 6, 11, 12, 13}),
    ("backache", {2, 6, 11, 12, 13}),
    ("tailbone pain", {2}),
    ("groin", {2}),
    ("tummy ache", {2}),
    ("belly ache", {2}),
    ("quadratus lumborum", {2}),
    ("QL", {2}),
    ("headache", {1, 7}),
    ("Headaches and jaw pain from clenching", {7}),
    ("headache behind the ear", {1}),
    ("migrane", {1, 7}),
    ("pain in my temples", {1}),
    ("stiff neck", {1}),
    ("crick in the neck", {1}),
    ("nek pain", {1}),
    ("base of skull", {1}),
    ("suboccipitals", {1}),
    ("my jaw clicks when I chew", {7}),
    ("TMJ", {7}),
    ("grinding my teeth at night", {7}),
    ("bruxism", {7}),
    ("massseter", {7}),
    ("toothache", {7}),
    ("shin splints", {3}),
    ("shin splits", {3}),
    ("sore shins after running", {3}),
    ("top of my foot", {3}),
    ("big toe", {3}),
    ("tibialis anterior", {3}),
    ("throat feels tight", {4}),
    ("lump in my throat", {4}),
    ("thoracic outlet syndrom", {4}),
    ("scalenes", {4}),
    ("tennis elbow", {5}),
    ("tenis elbo", {5}),
    ("carpal tunel", {5}),
    ("wrist and elbow", {5}),
    ("outside of the elbow", {5}),
    ("forearm", {4, 5}),
    ("bursitis", {6}),
    ("hip pain", {6}),
    ("pain just below the buttock", {6}),
    ("gluteus medius", {6}),
    ("bum hurts when I sit", {6, 12}),
    ("gluteus maximus", {12}),
    ("runner's knee", {8}),
    ("runners knee", {8}),
    ("kneecap hurts going up stairs", {8}),
    ("quads", {8}),
    ("chest pain", {4, 9}),
    ("tight chest", {4, 9}),
    ("pectoralis", {9}),
    ("plantar fascitis", {10}),
    ("heel pain first steps in the morning", {10}),
    ("sole of my feet", {10}),
    ("fallen arches", {10}),
    ("shoulder pain", {14}),
    ("front of the shoulder", {14}),
    ("rotator cuff", {14}),
    ("infraspinatis", {14}),
    ("teres minor", {14}),
    ("paralysed with pain in my shoulder", {14}),
]


@pytest.mark.parametrize(("query", "spots"), LEADS, ids=[query for query, _ in LEADS])
def test_the_right_spot_leads(query: str, spots: set[int]) -> None:
    assert ask(query).matches, "nothing was found"
    assert ask(query).matches[0].number in spots
    assert led_by(query) <= spots


NOTHING = [
    "pizza",
    "asdf qwerty",
    "calf cramp",
    "calves",
    "back of the knee",
    "achilles",
    "",
    "  ",
    "?!",
    "it hurts",
    "12345",
    "period pain",
]


@pytest.mark.parametrize("query", NOTHING)
def test_where_nothing_fits_nothing_is_claimed(query: str) -> None:
    assert ask(query).matches == ()


def test_it_says_what_it_made_of_the_words() -> None:
    assert ask("calf").elsewhere == ("calf",)
    assert ask("pizza").unknown == ("pizza",)
    assert dict(ask("sciatca").read_as) == {"sciatca": "sciatica"}
    assert ask("sore shoulder").looked_for == ("shoulder",)


DANGERS = [
    ("chest pain", "heart"),
    ("crushing pressure on my chest", "heart"),
    ("chst pain", "heart"),
    ("jaw pain and sweating", "heart"),
    ("worst headache of my life", "head"),
    ("sudden severe headache", "head"),
    ("headache with blurred vision", "head"),
    ("headache and confused", "head"),
    ("numb saddle", "saddle"),
    ("numbness between my legs", "saddle"),
    ("can't feel my legs", "saddle"),
    ("cannot feel my legs", "saddle"),
    ("I can’t feel my legs", "saddle"),
    ("back pain and lost control of my bladder", "saddle"),
    ("sciatica in both legs", "saddle"),
    ("numb bottom", "saddle"),
    ("slurred speech", "stroke"),
    ("slured speech", "stroke"),
    ("face drooping", "stroke"),
    ("sudden weakness in one arm", "stroke"),
    ("neck pain and dizzy", "neck-artery"),
    ("coughing up blood", "lung"),
    ("short of breath", "lung"),
    ("tearing pain in my back", "great-artery"),
    ("my leg is swollen, red and hot", "clot"),
    ("swollen calf", "clot"),
    ("sore temple and trouble with my sight", "giant-cell"),
    ("my jaw is locked", "locked-jaw"),
    ("pee is dark", "dark-urine"),
    ("foot drop", "palsy"),
    ("back pain and fever", "infection"),
    ("hip pain after a fall", "small-fall"),
    ("car accident, my neck hurts", "fracture"),
    ("my hand is cold and white", "limb"),
    ("sudden bad neck pain", "neck-artery"),
    ("back pain in waves", "kidney"),
    ("jaw hurts when chewing", "giant-cell"),
    ("pain between the blades and unsteady legs", "cord"),
    ("cancer two years ago", "cancer"),
    ("I am pregnant", "pregnancy"),
    ("I take warfarin", "blood-thinners"),
    ("osteoporosis", "thin-bones"),
    ("new lump on my neck", "lump"),
    ("tingling fingers", "numb"),
]


@pytest.mark.parametrize(("query", "sign"), DANGERS, ids=[query for query, _ in DANGERS])
def test_danger_is_answered(query: str, sign: str) -> None:
    assert sign in [found.id for found in ask(query).dangers]


QUIET = ["tennis elbow", "shin splints in both legs", "dead leg", "sore jaw", "tight shoulder", "stiff neck when driving", "my back hurts"]


@pytest.mark.parametrize("query", QUIET)
def test_an_everyday_ache_is_no_alarm(query: str) -> None:
    assert [sign.id for sign in ask(query).dangers if sign.act not in ("soon", "ask")] == []


def test_the_fastest_act_comes_first() -> None:
    acts = [sign.act for sign in ask("chest pain with fever, numb legs and a swollen calf").dangers]
    assert acts == sorted(acts, key=ACTS.index) and acts[0] == "now" and acts[-1] in ("soon", "ask")


def test_every_danger_sign_names_sources_that_exist_and_only_known_placeholders() -> None:
    words = {word for locale in dataset().locales.values() for word in locale.words}
    for sign in index().dangers.signs:
        assert set(sign.sources) <= set(dataset().sources), sign.id
        text = "".join(piece.text for piece in sign.say)
        assert {part.split("}")[0] for part in text.split("{")[1:]} <= words, sign.id
        assert sign.act in ("soon", "ask") or "soon" not in text


def test_each_danger_pattern_raises_its_own_sign() -> None:
    for sign in index().dangers.signs:
        for pattern in sign.words:
            query = " ".join(slot.split("/")[0].rstrip("!") for slot in pattern.split())
            assert sign.id in [found.id for found in ask(query).dangers], query


def plain(prose: tuple[object, ...]) -> str:
    return "".join(piece.text for piece in prose)  # type: ignore[attr-defined]


@pytest.mark.parametrize("spot", dataset().spots, ids=lambda spot: spot.id)
def test_every_condition_pain_area_and_muscle_finds_its_spot(spot: Spot) -> None:
    for text in [*map(plain, spot.conditions), *(plain(area.text) for area in spot.pain), *(muscle.name for muscle in spot.muscles)]:
        assert spot.number in [match.number for match in ask(text).matches], text


def test_every_region_is_found_by_its_name_and_synonyms_where_a_spot_has_it() -> None:
    used = {region for spot in dataset().spots for area in spot.pain for region in area.regions}
    for key in used:
        region = dataset().regions[key]
        spots = {spot.number for spot in dataset().spots for area in spot.pain if key in area.regions}
        for words in (region.name, *region.synonyms):
            if index().ignore.issuperset(map(stem, words.split())):
                continue
            assert spots & {match.number for match in ask(words).matches}, words


def test_for_comes_before_pain_main_before_spill_over_pain_before_muscle() -> None:
    for query in ("shoulder", "headache", "low back", "elbow", "buttock", "upper arm", "erector spinae", "hand"):
        matches = ask(query).matches
        ranks = [KINDS.index(match.kind) for match in matches if match.covered == matches[0].covered]
        assert ranks == sorted(ranks), query


def test_no_synonym_leads_nowhere() -> None:
    synonyms = read_checked(DataSource(), "data/en/synonyms.yaml", read_synonyms)
    spots = dataset().spots
    muscles = [name for spot in spots for name in (*(muscle.name for muscle in spot.muscles), plain(spot.muscles_plain))]
    assert unknown_names(synonyms, [plain(text) for spot in spots for text in spot.conditions], muscles) == ()


def test_spelling_of_either_side_of_the_ocean() -> None:
    assert led_by("belly") == led_by("tummy") == led_by("abdomen")
    assert [sign.id for sign in ask("paralyzed arm suddenly").dangers] == [sign.id for sign in ask("paralysed arm suddenly").dangers]


def test_endings_and_slips() -> None:
    assert stem("aches") == "ache" and stem("clenches") == stem("clenching") == "clench"
    assert stem("glutes") == stem("glute") and stem("running") == stem("run") and stem("bodies") == stem("body")
    assert stem("bursitis") == "bursitis" and stem("gluteus") == "gluteus"
    assert distance("sholder", "shoulder", 2) == 1 and distance("shuolder", "shoulder", 2) == 1 and distance("x", "shoulder", 2) > 2
    known = {"neck": 2, "back": 2, "half": 2, "sciatica": 2}
    assert nearest("nek", known) == "neck" and nearest("calf", known) == "" and nearest("siatica", known) == "sciatica"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_anything_typed_is_answered(query: str) -> None:
    found = ask(query)
    assert all(match.covered > 0 and match.why for match in found.matches)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([query for query, _ in LEADS if " " in query]), st.randoms(use_true_random=False))
def test_small_words_and_capitals_change_nothing(query: str, random: object) -> None:
    assert led_by(query) == led_by(f"please, {query.upper()} hurts!")
