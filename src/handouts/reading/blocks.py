"""A record cut into the blocks a reader meets, each with its words and its budget.

Enters: a `Spot` and the words of a place. Leaves: `Block`s of plain text, in page order. A *unit* is a step, a heading or a list item; a
*lead-in* is a heading that its list items finish ("Stop if you feel" ... "Worse a full day later").
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from handouts.dataset.model import Prose, Spot, Technique
from handouts.dataset.spot import BUDGETS as SCHEMA_BUDGETS
from handouts.document.words import Wording

BUDGETS: Mapping[str, int] = {**SCHEMA_BUDGETS, "title": 31, "caption": 12}
"""The most words of each block, headings not counted: the schema's, and two that it does not know."""

MOST_STEP_CHARS = 45
MOST_ITEM_CHARS = 48


class Items(NamedTuple):
    """List items under one heading. With `lead_in`, an item without an end mark is read as the end of the heading's sentence."""

    heading: str
    texts: tuple[str, ...]
    lead_in: bool = False


class Block(NamedTuple):
    """One part of the page (or, not `printed`, of the booklet or the alternative text)."""

    name: str
    lists: tuple[Items, ...]
    budget: int = 0
    sentences: bool = True
    """False for names and labelled facts, which are no sentences."""
    printed: bool = True
    most_chars: int = 0
    """The most characters of one item; 0 where only words count."""

    def texts(self) -> tuple[str, ...]:
        """The record's own words."""
        return tuple(text for items in self.lists for text in items.texts)

    def units(self) -> tuple[str, ...]:
        """Own words and headings: every one at least a sentence to the grade."""
        return tuple(unit for items in self.lists for unit in (items.heading, *items.texts) if unit)


def blocks_of(spot: Spot, wording: Wording) -> tuple[Block, ...]:
    """All blocks of a record, in page order."""

    def plain(prose: Prose) -> str:
        return wording.tell(prose, "").plain()

    def label(key: str) -> str:
        return wording.say_plain(key)

    def one(name: str, *texts: Prose, printed: bool = True, sentences: bool = True) -> Block:
        return Block(name, (Items("", tuple(plain(text) for text in texts)),), BUDGETS.get(name, 0), sentences, printed)

    shown = set(spot.sheet)
    listed = {
        key: Items(label(key), tuple(plain(claim.text) for claim in claims), lead_in=True)
        for key, claims in (
            ("stop", spot.stop),
            ("ask_first", spot.ask_first),
            ("help_now", spot.help_now),
            ("help_today", spot.help_today),
            ("help_soon", spot.help_soon),
        )
    }
    feels = Items(label("feels"), tuple(plain(text) for text in spot.feels), lead_in=True)
    blocks = [
        Block("title", (Items("", (plain(spot.title),)), Items("", (plain(spot.message),))), BUDGETS["title"]),
        *([one("danger", spot.danger.heading, spot.danger.text)] if spot.danger else []),
        one("caption", spot.figure.caption),
        Block("find", (Items(label("find"), tuple(plain(step.text) for step in spot.find)),), BUDGETS["find"]),
        Block(
            "facts",
            tuple(
                Items(label(key), (plain(prose),))
                for key, prose in (("felt", spot.felt), ("relieves", spot.relieves), ("muscles", spot.muscles_plain))
            ),
            BUDGETS["facts"],
            sentences=False,
        ),
        *([one("honesty", spot.honesty.text)] if spot.honesty else []),
        *(_technique(technique, wording, technique.id in shown) for technique in spot.techniques),
        Block("feel and stop", (feels, listed["stop"]), BUDGETS["feel and stop"], most_chars=MOST_ITEM_CHARS),
        Block("ask_first", (listed["ask_first"],), BUDGETS["ask_first"], most_chars=MOST_ITEM_CHARS),
        Block(
            "help",
            (listed["help_now"], *([listed["help_today"]] if spot.help_today else []), listed["help_soon"]),
            BUDGETS["help"],
            most_chars=MOST_ITEM_CHARS,
        ),
        *([Block("also helps", (Items(label("also_helps"), tuple(map(plain, spot.also_helps))),))] if spot.also_helps else []),
        one("evidence", spot.evidence.text),
        one("why", spot.why, printed=False),
        Block("alt", (Items("", (spot.figure.alt,)),), printed=False),
    ]
    return tuple(blocks)


def _technique(technique: Technique, wording: Wording, shown: bool) -> Block:
    name, position = (wording.tell(prose, "").plain() for prose in (technique.name, technique.position))
    steps = tuple(wording.tell(step, "").plain() for step in technique.steps)
    return Block(
        f"technique {technique.id}",
        (Items("", (name, position)), Items("", steps)),
        BUDGETS["technique"],
        printed=shown,
        most_chars=MOST_STEP_CHARS,
    )
