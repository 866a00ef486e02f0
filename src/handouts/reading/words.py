"""Counting words, syllables and sentences, and the Flesch-Kincaid grade.

Enters: plain text. Leaves: numbers. Syllables are those of the CMU pronouncing dictionary, on every machine: a rule counts groups of
vowels, and a table made from the dictionary (data/en/make_syllables.py) holds the words for which the rule is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from functools import cache
from typing import NamedTuple

from handouts.resources import DataSource

WORD = re.compile(r"[A-Za-z0-9]+(?:[’'-][A-Za-z0-9]+)*")
"""A word; one with a hyphen is one word, as most counters have it (and as gives the higher grade)."""

SPACED = re.compile(r"[^\s\u00a0]+")
SENTENCE_END = re.compile(r"(?<=[.!?])[\s\u00a0]+(?=[A-Z0-9“‘(])")
VOWELS = re.compile(r"[aeiouy]+")
DIGIT_SYLLABLES = {"0": 2, "7": 2, "11": 3, "12": 1, "14": 2, "13": 2, "10": 1, "112": 4, "999": 3, "911": 3, "20": 2, "30": 2, "60": 2}


class Syllables(NamedTuple):
    """A syllable counter and its name for the report."""

    count: Callable[[str], int]
    source: str


def vowel_groups(word: str) -> int:
    """Syllables by rule: groups of vowels, less a silent ending. Right for about nine words in ten of ours."""
    if "-" in word:
        return sum(map(vowel_groups, word.split("-")))
    bare = re.sub(r"[^a-z]", "", word.lower())
    if not bare:
        return DIGIT_SYLLABLES.get(word, 1)
    groups = len(VOWELS.findall(bare))
    silent_e = bare.endswith("e") and not bare.endswith(("le", "ee", "oe", "ye")) and groups > 1
    silent_le = bare.endswith("le") and len(bare) > 2 and bare[-3] in "aeiouy" and groups > 1
    silent_ed = bare.endswith("ed") and len(bare) > 3 and bare[-3] not in "dtaeiouy" and groups > 1
    silent_es = bare.endswith("es") and len(bare) > 3 and bare[-3] not in "sxzcgaeiouyh" and groups > 1
    return max(1, groups - (silent_e or silent_le or silent_ed or silent_es))


TABLE = "data/en/syllables.txt"


@cache
def dictionary_syllables() -> Syllables:
    """The CMU dictionary's count; for a word that it lacks the rule's."""
    counts: dict[str, int] = {}
    for line in DataSource(None).read_bytes(TABLE).decode("ascii").splitlines():
        count, _, words = line.partition(" ")
        if count.isdigit():
            counts.update(dict.fromkeys(words.split(), int(count)))

    def count_of(word: str) -> int:
        parts = word.lower().replace("’", "'").split("-")
        return sum(counts.get(part) or vowel_groups(part) for part in parts)

    return Syllables(count_of, "CMU dictionary")


def words_of(text: str) -> list[str]:
    """The words of the grade."""
    return WORD.findall(text)


def word_count(text: str) -> int:
    """The words of a budget or a sentence length: what stands between spaces, dashes alone not counted."""
    return sum(any(char.isalnum() for char in run) for run in SPACED.findall(text))


def sentences_of(text: str) -> list[str]:
    """The sentences of a text; a text without an end mark is one."""
    return [sentence for sentence in SENTENCE_END.split(text.strip()) if word_count(sentence)]


def without(text: str, names: Iterable[str]) -> str:
    """`text` without the excepted names, longest first, matched as whole words in any case."""
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", "", text, flags=re.IGNORECASE)
    return text


def grade(units: Collection[str], syllables: Syllables) -> float:
    """The Flesch-Kincaid grade of some texts, each of which (step, heading, list item) is at least one sentence."""
    sentences = [sentence for unit in units for sentence in sentences_of(unit)]
    words = [word for sentence in sentences for word in words_of(sentence)]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables.count, words)) / len(words) - 15.59
