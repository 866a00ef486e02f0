"""Words as patients type them: taken apart, without endings, slips mended.

Enters: text and a list of known words. Leaves: `Typed` words with the stem that is compared. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_WORD = re.compile(r"[a-z0-9]+(?:['’-][a-z0-9]+)*|[,;/&+]")
_BREAKS = frozenset((",", ";", "/", "&", "+", "and", "or", "but", "with"))
SHORT, LONG = 5, 8
"""Below SHORT letters only a missing letter is mended; from LONG on two slips are."""


class Typed(NamedTuple):
    """One word: as typed, as read, without its ending, and the part of the sentence it stands in."""

    typed: str
    read: str
    stem: str
    part: int


def stem(word: str) -> str:
    """A word without its plural, -ing, -ed or -ness. The same rule serves both sides of every comparison."""
    word = word.replace("'", "").replace("’", "")
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and not word.endswith("aches") and word.endswith(("ches", "shes", "xes", "sses")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ness", "ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            if ending != "ness" and word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            break
    return word


def stems(text: str, same: Mapping[str, str]) -> tuple[str, ...]:
    """The stems of a phrase of the data."""
    return tuple(stem(same.get(word, word)) for word in _split(text) if word not in (",", ";", "/", "&", "+"))


def _split(text: str) -> list[str]:
    """Words, with hyphens as spaces, and the marks that end a part of a sentence."""
    found: list[str] = []
    for word in _WORD.findall(text.lower()):
        found += [part.replace("'", "").replace("’", "") for part in word.split("-") if part]
    return found


def read_words(text: str, known: Mapping[str, int], same: Mapping[str, str]) -> tuple[Typed, ...]:
    """The words of a query. `known` maps each word we have to its worth: of two equally near, the worthier is read."""
    words: list[Typed] = []
    part = 0
    by_stem: dict[str, int] = {}
    for word, worth in known.items():
        by_stem[stem(word)] = max(worth, by_stem.get(stem(word), 0))
    for word in _split(text):
        if word in _BREAKS:
            part += 1
        if word in (",", ";", "/", "&", "+"):
            continue
        for read in _mended(word, known, by_stem):
            read = same.get(read, read)
            words.append(Typed(word, read, stem(read), part))
    return tuple(words)


def _mended(word: str, known: Mapping[str, int], by_stem: Mapping[str, int]) -> list[str]:
    if word in known or stem(word) in by_stem or word.isdigit():
        return [word]
    for cut in range(3, len(word) - 2):
        if word[:cut] in known and word[cut:] in known:
            return [word[:cut], word[cut:]]
    near = nearest(word, known)
    return [near or word]


def nearest(word: str, known: Mapping[str, int]) -> str:
    """The known word that this one is most likely a slip of, or ""."""
    most = 0 if len(word) < 3 else 1 if len(word) < LONG else 2
    best: tuple[int, int, int, str] | None = None
    for other, worth in known.items():
        if abs(len(other) - len(word)) > most or len(other) < 3:
            continue
        if len(word) < SHORT and not (len(other) == len(word) + 1 and other[0] == word[0]):
            continue
        slips = distance(word, other, most)
        if slips > most or (slips == 2 and other[0] != word[0]):
            continue
        rank = (slips, -worth, int(other[0] != word[0]), other)
        if best is None or rank < best:
            best = rank
    return best[3] if best else ""


def distance(one: str, other: str, most: int) -> int:
    """Slips between two words: a letter more, less, other, or two neighbours swapped (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        previous, row = row, [i]
        for j, b in enumerate(other, 1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before = previous
    return row[-1]


def words_of(texts: Iterable[str]) -> set[str]:
    """Every word of some texts, in small letters."""
    return {word for text in texts for word in _split(text) if word[0].isalnum()}
