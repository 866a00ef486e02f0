"""Compose: the spots and the texts common to all become the parts of a booklet.

Enters: the checked dataset, the words of the place, the booklet's own words. Leaves: a `Booklet` in finished words. What page a part is
on is not known here: layout fills it in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handouts.dataset.model import Clinic, Dataset, Piece, Plan, Prose, Spot
from handouts.document.blocks import Handout, Letterhead, Words
from handouts.document.handout import Request, compose_handout, credits_of, letterhead_of, version_of
from handouts.document.quickref import Finder, QuickTable, compose_finder, compose_quickref, figure_credits
from handouts.document.words import Wording

FRONT = ("how-to-use", "dose", "safety-do", "safety-dont", "safety-ask", "help")
"""The sections before the spots, in the order of their reading."""
ALARMS = ("safety-dont", "safety-ask", "help")
"""Sections whose heading warns."""
BACK = ("science",)
LAST = ("credits",)


class Item(NamedTuple):
    """A paragraph of a section, and how it stands: `text`, `point` (of a list) or `head` (over what follows)."""

    words: Words
    kind: str


class Section(NamedTuple):
    """A text of the booklet that belongs to no spot."""

    key: str
    heading: Words
    items: tuple[Item, ...]
    alarm: bool = False


class Cover(NamedTuple):
    """What stands on the cover."""

    letterhead: Letterhead | None
    title: Words
    subtitle: Words
    how_many: Words
    alt: str
    caution: Words
    small_print: tuple[Words, ...]


class Booklet(NamedTuple):
    """Everything between the covers."""

    lang: str
    cover: Cover
    front: tuple[Section, ...]
    back: tuple[Section, ...]
    last: tuple[Section, ...]
    handouts: tuple[Handout, ...]
    """Without letterhead, patient line and diary; with every technique."""
    finder: Finder | None
    quick: QuickTable | None
    words: Wording
    """For running heads and the like; holds the labels of the booklet."""


def compose_booklet(dataset: Dataset, wording: Wording, clinic: Clinic | None = None) -> Booklet:
    """The booklet of the dataset's spots. One spot alone needs no finder, contents or table."""
    spots = dataset.spots
    several = len(spots) > 1
    handouts = tuple(_handout(spot, dataset, wording, clinic) for spot in spots)
    return Booklet(
        wording.lang,
        _cover(spots, handouts, dataset, wording, clinic),
        sections_of(dataset, wording, FRONT) if several else _alone(sections_of(dataset, wording, FRONT), wording),
        (*sections_of(dataset, wording, BACK), *_glossary(dataset, wording)),
        sections_of(dataset, wording, LAST),
        handouts,
        compose_finder(dataset, wording) if several else None,
        compose_quickref(dataset, wording, pages={spot.number: "0" for spot in spots}) if several else None,
        wording,
    )


def with_pages(booklet: Booklet, pages: Mapping[int, str]) -> Booklet:
    """The same, with the page of each spot in its table."""
    if booklet.quick is None:
        return booklet
    rows = tuple(row._replace(page=pages[row.number]) for row in booklet.quick.rows)
    return booklet._replace(quick=booklet.quick._replace(rows=rows))


def _handout(spot: Spot, dataset: Dataset, wording: Wording, clinic: Clinic | None) -> Handout:
    everything = (*spot.sheet, *(technique.id for technique in spot.techniques if technique.id not in spot.sheet))
    request = Request(diary="none", clinic=clinic, plan=Plan(spot.number, everything))
    handout = compose_handout(spot, wording, dataset.sources, dataset.edition, request)
    why = Words((Piece(wording.say_plain("booklet.why") + " ", True), *handout.why.text), handout.why.source)
    return handout._replace(letterhead=None, blanks=(), why=why, foot=handout.foot._replace(page=""))


def _cover(spots: Sequence[Spot], handouts: Sequence[Handout], dataset: Dataset, wording: Wording, clinic: Clinic | None) -> Cover:
    only = handouts[0] if len(handouts) == 1 else None
    credits = handouts[0].foot.credits if only else _credits(spots, dataset, wording)
    head = letterhead_of(clinic)
    return Cover(
        None if head is not None and head.preprinted_top_mm else head,  # a booklet is not printed on the clinic's letter paper
        only.title if only else wording.say("booklet.title"),
        only.subtitle if only else wording.say("booklet.subtitle"),
        Words(()) if only else wording.say("booklet.count", count=str(len(spots))),
        only.pain_map.alt if only else wording.say_plain("booklet.two_figures"),
        wording.say("booklet.caution"),
        credits,
    )


def _credits(spots: Sequence[Spot], dataset: Dataset, wording: Wording) -> tuple[Words, ...]:
    """Whose plates, drawings and body figures, and which data: each once."""
    pictures = {f"spots/{spot.figure.plate}" for spot in spots}
    pictures |= {f"technique/{technique.drawing}" for spot in spots for technique in spot.techniques}
    edition = dataset.edition
    return tuple(dict.fromkeys((*credits_of(wording, edition, pictures), *figure_credits(edition, wording), *version_of(wording, edition))))


def sections_of(dataset: Dataset, wording: Wording, keys: Sequence[str]) -> tuple[Section, ...]:
    """The sections that the dataset has, in this order."""
    return tuple(_section(key, dataset.sections[key], wording) for key in keys if key in dataset.sections)


def _alone(sections: Sequence[Section], wording: Wording) -> tuple[Section, ...]:
    """The same without what is said of choosing between spots."""
    lead = wording.say_plain("booklet.choosing")
    return tuple(
        section._replace(items=tuple(item for item in section.items if not item.words.plain().startswith(lead))) for section in sections
    )


def _section(key: str, paragraphs: Sequence[Prose], wording: Wording) -> Section:
    """A paragraph that is emphasised from end to end heads a list; a section without emphasis is one list."""
    heading, *rest = (wording.tell(prose, f"sections.{key}[{index}]") for index, prose in enumerate(paragraphs))
    listing = not any(piece.strong for words in rest for piece in words.text)
    items = []
    for words in rest:
        head = all(piece.strong for piece in words.text if piece.text.strip())
        listing = listing or head
        items.append(Item(words, "head" if head else "point" if listing else "text"))
    return Section(key, heading, tuple(items), key in ALARMS)


def _glossary(dataset: Dataset, wording: Wording) -> tuple[Section, ...]:
    if not dataset.glossary:
        return ()
    items = []
    for index, term in enumerate(dataset.glossary):
        name = term.term[:1].upper() + term.term[1:] + ". "
        source = f"glossary[{index}]"
        items.append(
            Item(Words((*wording.tell((Piece(name, True),), source).text, *wording.tell(term.meaning, source).text), source), "text")
        )
    return (Section("glossary", wording.say("booklet.glossary"), tuple(items)),)
