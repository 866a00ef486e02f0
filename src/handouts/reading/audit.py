"""The reading audit: is a record easy enough to read, short enough for its page, and does it explain its medical words?

Enters: a `Spot`, the words of a place, the committed exceptions and a syllable counter. Leaves: a `Reading`: numbers, and the
words they stand for. Pure.

Definitions, since counters differ:

- *Grade*: Flesch-Kincaid, for each block by itself. Every step, heading and list item is at least a sentence. Excepted names are left out.
- *Sentence as read*: what ends in `.`, `!` or `?`; and a list item that finishes its heading, read with it ("Stop if you" + "feel sick").
  Titles, names, positions and labelled facts are no sentences. The handout's grade and mean sentence are taken over sentences as read, so
  that short list items neither hide long sentences nor pass for telegrams.
- *Longest*: the longest unit as it stands, without its heading.
- *Unexplained*: an excepted name without its meaning beside it, set off by a comma or bracket, where it first stands; and a word of 3
  syllables or more that the committed lists call neither everyday nor known to those whom it concerns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from handouts.dataset.model import Spot
from handouts.dataset.readers import Reader
from handouts.dataset.source import Node
from handouts.document.words import Wording
from handouts.reading.blocks import Block, blocks_of
from handouts.reading.words import Syllables, grade, sentences_of, without, word_count, words_of

MOST_GRADE = 6.0
HANDOUT_GRADE = 6.0
MEAN_SENTENCE = 12.0
MOST_SENTENCE_WORDS = 15
HARD_SYLLABLES = 3
MOST_EXCEPTIONS = 2000
"""Of each kind: a dataset of 500 spots would not need as many."""


class Exceptions(NamedTuple):
    """What the audit lets pass, from data/common/reading-exceptions.yaml."""

    names: tuple[str, ...] = ()
    """Muscles, bones and conditions by name: out of the grade, but to be explained where they first stand."""
    known: tuple[str, ...] = ()
    """Words known to those whom they concern ("pacemaker"): in the grade, not to be explained."""
    everyday: tuple[str, ...] = ()
    """Words of many syllables that everybody knows."""
    long_sentences: tuple[str, ...] = ()
    """Sentences over the limit that were let stand, word for word."""


class BlockReading(NamedTuple):
    """One block measured."""

    name: str
    printed: bool
    words: int
    budget: int
    grade: float
    longest: str
    too_long: tuple[str, ...]
    """Items with more characters than their column takes."""

    @property
    def longest_words(self) -> int:
        return word_count(self.longest)


class Reading(NamedTuple):
    """One record measured."""

    number: int
    blocks: tuple[BlockReading, ...]
    grade: float
    mean_sentence: float
    longest: str
    unexplained: tuple[str, ...]
    words: int
    syllables: str
    long_sentences: tuple[str, ...]

    def problems(self) -> tuple[str, ...]:
        """What misses its figure, one line each; empty when all is well."""
        lines = [line for block in self.blocks for line in _block_problems(block, self.long_sentences)]
        if round(self.grade, 1) > HANDOUT_GRADE:
            lines.append(f"handout: grade {self.grade:.1f}, over {HANDOUT_GRADE:g}")
        if round(self.mean_sentence, 1) > MEAN_SENTENCE:
            lines.append(f"handout: mean sentence {self.mean_sentence:.1f} words, over {MEAN_SENTENCE:g}")
        lines += [f"not explained: {word}" for word in self.unexplained]
        return tuple(lines)


def read_exceptions(node: Node, reader: Reader) -> Exceptions:
    """The exceptions of a file's nodes; problems stay with the reader."""
    fields = reader.fields(node, "", (), Exceptions._fields)
    return Exceptions(*(fields.sequence(name, lambda item, _: reader.text(item), 0, MOST_EXCEPTIONS) for name in Exceptions._fields))


def audit(spot: Spot, wording: Wording, exceptions: Exceptions, syllables: Syllables) -> Reading:
    """Measure one record."""
    blocks = blocks_of(spot, wording)
    printed = [block for block in blocks if block.printed]
    sentences = [sentence for block in printed for sentence in sentences_as_read(block)]
    units = [sentence for block in printed for text in block.texts() for sentence in sentences_of(text)]
    return Reading(
        spot.number,
        tuple(_measure(block, exceptions, syllables) for block in blocks),
        grade([without(sentence, exceptions.names) for sentence in sentences], syllables),
        sum(map(word_count, sentences)) / max(1, len(sentences)),
        max(units, key=word_count, default=""),
        unexplained(printed, exceptions, syllables),
        sum(word_count(text) for block in printed for text in block.texts()),
        syllables.source,
        exceptions.long_sentences,
    )


def sentences_as_read(block: Block) -> list[str]:
    """The sentences of a block as a person would read them out."""
    if not block.sentences:
        return []
    found = []
    for items in block.lists:
        for text in items.texts:
            if text.endswith((".", "!", "?")):
                found += sentences_of(text)
            elif items.lead_in:
                found.append(f"{items.heading} {text}")
    return found


def unexplained(printed: Iterable[Block], exceptions: Exceptions, syllables: Syllables) -> tuple[str, ...]:
    """Names without their meaning, and hard words that no list vouches for."""
    units = [unit for block in printed for unit in block.units()]
    missing = [name for name in exceptions.names if (unit := _first_with(name, units)) and not _explains(unit, name)]
    allowed = {word.lower() for word in (*exceptions.known, *exceptions.everyday)}
    for unit in units:
        for word in words_of(without(unit, (*exceptions.names, *exceptions.known))):
            hard = not word.isdigit() and syllables.count(word) >= HARD_SYLLABLES
            if hard and not _vouched(word.lower(), allowed) and word.lower() not in missing:
                missing.append(word.lower())
    return tuple(missing)


def _vouched(word: str, allowed: set[str]) -> bool:
    """Whether a word is allowed as it stands, without a plural s, or without a possessive."""
    return word in allowed or word.removesuffix("s") in allowed or word.replace("’s", "") in allowed


def _first_with(name: str, units: list[str]) -> str:
    return next((unit for unit in units if without(unit, [name]) != unit), "")


def _explains(unit: str, name: str) -> bool:
    """Whether a comma or a bracket beside the name sets its meaning apart."""
    escaped = re.escape(name)
    after = rf"{escaped}(?: muscles?| group)?(?:,| \()\s*\w+ \w+"
    before = rf"\w+ \w+,? (?:\(|called |the ){escaped}"
    return re.search(rf"{after}|{before}", unit, flags=re.IGNORECASE) is not None


def _measure(block: Block, exceptions: Exceptions, syllables: Syllables) -> BlockReading:
    sentences = [sentence for text in block.texts() for sentence in sentences_of(text)]
    return BlockReading(
        block.name,
        block.printed,
        sum(map(word_count, block.texts())),
        block.budget,
        grade([without(unit, exceptions.names) for unit in block.units()], syllables),
        max(sentences, key=word_count, default=""),
        tuple(text for text in block.texts() if block.most_chars and len(text) > block.most_chars),
    )


def _block_problems(block: BlockReading, long_sentences: tuple[str, ...]) -> list[str]:
    lines = []
    if block.budget and block.words > block.budget:
        lines.append(f"{block.name}: {block.words} words, {block.words - block.budget} over its {block.budget}")
    if round(block.grade, 1) > MOST_GRADE:
        lines.append(f"{block.name}: grade {block.grade:.1f}, over {MOST_GRADE:g}")
    if block.longest_words > MOST_SENTENCE_WORDS and block.longest not in long_sentences:
        lines.append(f"{block.name}: a sentence of {block.longest_words} words: {block.longest}")
    lines += [f"{block.name}: {len(text)} characters: {text}" for text in block.too_long]
    return lines
