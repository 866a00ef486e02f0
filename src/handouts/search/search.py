"""Finding spots by a complaint in a patient's words: ranked, each with why; words that may mean danger come with what to do.

Enters: the records, the regions, other words for things, and a query. Leaves: `Found`. Pure. How it works:

1. The query becomes words without endings; slips are mended (`typed_words`); words that say nothing about a place are dropped.
2. Known phrases are looked for, the longest first: conditions, pain areas, the spot's own place, muscles, each with its other words.
   A phrase does not reach across a comma or an "and". What is left over may still match part of a phrase ("quadratus").
3. Spots rank by how much of the query they cover; then what it is for comes before main pain, spill-over, place and muscle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from handouts.dataset.load import read_checked
from handouts.dataset.model import Dataset, Prose, Region, Spot
from handouts.resources import DataSource
from handouts.search.synonyms import Alias, Dangers, DangerSign, Synonyms, read_dangers, read_synonyms
from handouts.search.typed_words import Typed, read_words, stem, stems, words_of

KINDS = ("for", "main", "spill-over", "place", "muscle")
"""Why a spot is named, the best reason first."""

INNER_SHARE = 0.5
"""A phrase inside a longer one, or a part of one, counts for half."""


class Link(NamedTuple):
    """A phrase's way to a spot."""

    number: int
    kind: str
    text: str


class Match(NamedTuple):
    """A spot that fits. `why` has the reasons, best first."""

    number: int
    why: tuple[Link, ...]
    covered: float

    @property
    def kind(self) -> str:
        return self.why[0].kind


class Found(NamedTuple):
    """The answer. `read_as` pairs what was typed with what was read; `elsewhere` are known places that no spot is for."""

    dangers: tuple[DangerSign, ...]
    matches: tuple[Match, ...]
    looked_for: tuple[str, ...]
    read_as: tuple[tuple[str, str], ...]
    elsewhere: tuple[str, ...]
    unknown: tuple[str, ...]

    def best(self) -> tuple[Match, ...]:
        """The spots that fit as well as the first."""
        return tuple(m for m in self.matches if (m.covered, m.kind) == (self.matches[0].covered, self.matches[0].kind))


Stems = tuple[str, ...]


class Index(NamedTuple):
    """Phrases to spots, made once for a dataset."""

    phrases: Mapping[Stems, tuple[Link, ...]]
    known: Mapping[str, int]
    ignore: frozenset[str]
    weak: frozenset[str]
    same: Mapping[str, str]
    dangers: Dangers


def read_index(dataset: Dataset, data: DataSource, language: str) -> Index:
    """The index of a dataset in one language, with its synonyms and danger signs. Raises `DatasetError`."""
    synonyms = read_checked(data, f"data/{language}/synonyms.yaml", read_synonyms)
    dangers = read_checked(data, f"data/{language}/dangers.yaml", lambda node, reader: read_dangers(node, reader, dataset.signs))
    return make_index(dataset.spots, dataset.regions, synonyms, dangers)


def make_index(spots: Iterable[Spot], regions: Mapping[str, Region], synonyms: Synonyms, dangers: Dangers) -> Index:
    """The index of a dataset."""
    same = synonyms.same
    ignore = frozenset(stem(word) for word in synonyms.ignore)
    weak = frozenset(stem(word) for word in synonyms.weak)
    phrases: dict[Stems, list[Link]] = {}
    words: set[str] = set()

    def add(texts: Iterable[str], link: Link | None) -> None:
        for text in texts:
            key = tuple(word for word in stems(text, same) if word not in ignore)
            if key and not weak.issuperset(key):
                links = phrases.setdefault(key, [])
                words.update(words_of([text]))
                if link is not None and link not in links:
                    links.append(link)

    for spot in spots:
        for condition in spot.conditions:
            text = _plain(condition)
            add((*_condition_names(text), *_said(synonyms.conditions, text)), Link(spot.number, "for", text))
        for area in spot.pain:
            named = [regions[key] for key in area.regions]
            texts = [text for region in named for text in (region.name, *region.synonyms)]
            add((_plain(area.text), *texts), Link(spot.number, area.kind, _plain(area.text)))
        add([spot.slug], Link(spot.number, "place", _plain(spot.name)))
        for muscle in spot.muscles:
            add((muscle.name, *_said(synonyms.muscles, muscle.name)), Link(spot.number, "muscle", muscle.name))
        for part in _plain(spot.muscles_plain).split(";"):
            name = part.split(",")[0].strip()
            add((name, *_said(synonyms.muscles, name)), Link(spot.number, "muscle", name))
    add(synonyms.elsewhere, None)
    signs = words_of([*(text for sign in dangers.signs for text in sign.words), *(t for group in dangers.alike.values() for t in group)])
    other = words_of([*synonyms.ignore, *synonyms.weak, *same])
    known = {**dict.fromkeys(sorted(other), 0), **dict.fromkeys(sorted(signs), 1), **dict.fromkeys(sorted(words), 2)}
    return Index({key: tuple(links) for key, links in phrases.items()}, known, ignore, weak, same, dangers)


def find(query: str, index: Index) -> Found:
    """The spots and the dangers of a query."""
    typed = read_words(query, index.known, index.same)
    words = [word for word in typed if word.stem not in index.ignore]
    taken = _phrases_in(words, index)
    used = {position for positions, _ in taken for position in positions}
    parts = _parts_in([i for i, word in enumerate(words) if i not in used and word.stem not in index.weak], words, index)
    evidence = [(positions, float(len(positions)), key) for positions, key in taken] + _inner(taken, words, index)
    evidence += [(positions, INNER_SHARE * len(positions), key) for positions, key in parts]
    matches = _matches(evidence, index)
    matches.sort(key=lambda match: (-match.covered, [*(KINDS.index(link.kind) for link in match.why), len(KINDS)], match.number))
    used |= {position for positions, _ in parts for position in positions}
    return Found(
        find_dangers(typed, index.dangers),
        tuple(matches),
        tuple(dict.fromkeys(word.read for word in words if _in_phrase(word, index))),
        _read_as(typed, index),
        tuple(" ".join(words[i].read for i in positions) for positions, key in taken if not index.phrases[key]),
        tuple(dict.fromkeys(word.read for i, word in enumerate(words) if i not in used and word.read not in index.known)),
    )


def find_dangers(typed: Iterable[Typed], dangers: Dangers) -> tuple[DangerSign, ...]:
    """The danger signs in a query; all its words count here."""
    words = list(typed)
    line = [word.stem for word in words]
    present = set(line)
    exact = {word.typed for word in words} | {word.read for word in words}
    for means, said in dangers.alike.items():
        if any(_stands_in(tuple(stem(word) for word in text.split()), line) for text in said):
            present.add(stem(means))
    found = []
    for sign in dangers.signs:
        for pattern in sign.words:
            if all(any(_is_there(choice, present, exact) for choice in slot.split("/")) for slot in pattern.split()):
                found.append(sign)
                break
    return tuple(found)


def _is_there(choice: str, present: set[str], exact: set[str]) -> bool:
    return choice[:-1] in exact if choice.endswith("!") else stem(choice) in present


def _stands_in(phrase: Stems, line: list[str]) -> bool:
    return any(tuple(line[i : i + len(phrase)]) == phrase for i in range(len(line) - len(phrase) + 1))


Taken = tuple[tuple[int, ...], Stems]
"""The positions of a phrase's words in the query, and the phrase."""
Evidence = tuple[tuple[int, ...], float, Stems]
"""The positions of the phrase that this rests on, how much of the query it covers, and the phrase itself."""


def _phrases_in(words: list[Typed], index: Index) -> list[Taken]:
    """Whole phrases, the longest first, none overlapping. A second round takes words in any order where one has no sense alone."""
    taken: list[Taken] = []
    used: set[int] = set()
    for in_order in (True, False):
        found = [(positions, key) for key in index.phrases for positions in _places(key, words, in_order, index)]
        for positions, key in sorted(found, key=lambda item: (-len(item[0]), item[0][-1] - item[0][0], item)):
            if used.isdisjoint(positions):
                taken.append((positions, key))
                used.update(positions)
    return taken


def _places(key: Stems, words: list[Typed], in_order: bool, index: Index) -> Iterable[tuple[int, ...]]:
    if not in_order and (len(key) == 1 or all((word,) in index.phrases for word in key)):
        return
    for start, word in enumerate(words):
        if word.stem not in key or (in_order and word.stem != key[0]):
            continue
        window = [i for i in range(start, min(len(words), start + len(key) + 1 + (not in_order))) if words[i].part == word.part]
        if in_order:
            positions: list[int] = []
            for i in window:
                if len(positions) < len(key) and words[i].stem == key[len(positions)]:
                    positions.append(i)
        else:
            positions = [next((i for i in window if words[i].stem == part), -1) for part in key]
        if len(positions) == len(key) and -1 not in positions and len(set(positions)) == len(key):
            yield tuple(sorted(positions))


def _inner(taken: list[Taken], words: list[Typed], index: Index) -> list[Evidence]:
    """Phrases of two words or more within a longer one that was taken: "shoulder blade" in "between the shoulder blades"."""
    found = []
    for positions, key in taken:
        inside = [words[i] for i in positions]
        for other in index.phrases:
            if 1 < len(other) < len(key) and any(_places(other, inside, True, index)):
                found.append((positions, INNER_SHARE * len(other), other))
    return found


def _parts_in(left: list[int], words: list[Typed], index: Index) -> list[Taken]:
    """For words in no whole phrase: the phrases that share most of them."""
    found: list[Taken] = []
    while left:
        shared = {key: tuple(i for i in left if words[i].stem in key) for key in index.phrases if index.phrases[key]}
        most = max((len(positions) for positions in shared.values()), default=0)
        if not most:
            break
        best = [(positions, key) for key, positions in shared.items() if len(positions) == most]
        found += best
        used = {position for positions, _ in best for position in positions}
        left = [i for i in left if i not in used]
    return found


def _matches(evidence: Iterable[Evidence], index: Index) -> list[Match]:
    """Spots with all that speaks for them: what each phrase of the query covers at best, the strongest reasons first."""
    covered: dict[int, dict[tuple[int, ...], float]] = {}
    reasons: dict[int, dict[Link, float]] = {}
    for positions, share, key in evidence:
        for link in index.phrases[key]:
            by_phrase = covered.setdefault(link.number, {})
            by_phrase[positions] = max(share, by_phrase.get(positions, 0.0))
            links = reasons.setdefault(link.number, {})
            links[link] = max(share, links.get(link, 0.0))
    return [
        Match(
            number,
            tuple(sorted(links, key=lambda link: (-links[link], KINDS.index(link.kind)))),
            sum(covered[number].values()),
        )
        for number, links in reasons.items()
    ]


def _in_phrase(word: Typed, index: Index) -> bool:
    return any(word.stem in key for key in index.phrases)


def _read_as(typed: Iterable[Typed], index: Index) -> tuple[tuple[str, str], ...]:
    """Slips that were mended, also two words typed as one; one word taken for another is no slip."""
    read: dict[str, list[str]] = {}
    for word in typed:
        if word.typed not in index.same and word.typed not in index.known and stem(word.typed) != word.stem:
            read.setdefault(word.typed, []).append(word.read)
    return tuple((slip, " ".join(dict.fromkeys(words))) for slip, words in read.items())


def _condition_names(text: str) -> list[str]:
    """`tooth grinding (bruxism)` is two names; what follows a comma is no name."""
    name = text.partition(",")[0]
    before, _, rest = name.partition("(")
    inside, _, after = rest.partition(")")
    return [part for part in (f"{before} {after}", inside) if part.strip()]


def _said(aliases: Iterable[Alias], name: str) -> list[str]:
    return [said for alias in aliases if alias.means.lower() in name.lower() for said in alias.said]


def _plain(prose: Prose) -> str:
    return "".join(piece.text for piece in prose)
