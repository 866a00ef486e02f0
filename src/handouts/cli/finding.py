"""The search as the commands use it: the index of a dataset, and what was found in words.

Enters: an `Opened` dataset and a query. Leaves: `Found`, and lines for a screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from handouts.cli.opened import Opened
from handouts.dataset.finding import read_dangers, read_synonyms
from handouts.dataset.load import read_checked
from handouts.document.search import Found, Link, Match, find, make_index

_WHY = {
    "for": "find.why_for",
    "main": "find.why_main",
    "spill-over": "find.why_spill",
    "place": "find.why_place",
    "muscle": "find.why_muscle",
}


def search(opened: Opened, query: str) -> Found:
    """What fits the query."""
    synonyms = read_checked(opened.data, f"data/{opened.language}/synonyms.yaml", read_synonyms)
    dangers = read_checked(opened.data, f"data/{opened.language}/dangers.yaml", read_dangers)
    return find(query, make_index(opened.dataset.spots, opened.dataset.regions, synonyms, dangers))


def danger_lines(found: Found, opened: Opened, soon: bool) -> list[str]:
    """What to do about danger signs: those that cannot wait, or (unless one of these is there) those that can."""
    if soon and any(sign.act in ("now", "hospital") for sign in found.dangers):
        return []
    return [opened.screen.tell(sign.say, "").plain() for sign in found.dangers if (sign.act == "soon") == soon]


def note_lines(found: Found, query: str, opened: Opened) -> list[str]:
    """Slips mended, words not understood; what was looked for, where nothing fits."""
    say = opened.screen.say_plain
    lines = [say("find.read_as", typed=typed, read=read) for typed, read in found.read_as]
    if not found.matches:
        lines.append(say("find.none", query=" ".join(query.split())) if query.strip() else say("find.nothing_to_look_for"))
        if found.looked_for:
            lines.append(say("find.looked_for", words=", ".join(found.looked_for)))
    if found.elsewhere:
        lines.append(say("find.elsewhere", words=", ".join(found.elsewhere)))
    if found.unknown:
        lines.append(say("find.no_word", words=", ".join(found.unknown)))
    if not found.matches and not found.dangers and query.strip():
        lines.append(say("find.nothing_to_look_for"))
    return lines


def match_lines(match: Match, opened: Opened) -> tuple[str, str]:
    """A spot that fits, and why, in at most three reasons."""
    say, tell = opened.screen.say_plain, opened.screen.tell
    spot = opened.dataset.spot(match.number)
    name = say("show.title", number=str(spot.number), name=tell(spot.name, "").plain())
    return name, "; ".join(say(_WHY[link.kind], text=_told(link, opened)) for link in _few(match.why))


def _few(why: Iterable[Link]) -> list[Link]:
    """The best reason of each kind, at most three."""
    best: dict[str, Link] = {}
    for link in why:
        best.setdefault(link.kind, link)
    return list(best.values())[:3]


def _told(link: Link, opened: Opened) -> str:
    from handouts.dataset.model import Piece

    return opened.screen.tell((Piece(link.text),), "").plain()


def found_json(found: Found, query: str, opened: Opened) -> dict[str, Any]:
    """The answer as docs/json.md describes it."""
    tell = opened.screen.tell
    spots = []
    for match in found.matches:
        spot = opened.dataset.spot(match.number)
        why = [{"kind": link.kind, "text": _told(link, opened)} for link in match.why]
        spots.append({"number": spot.number, "id": spot.id, "name": tell(spot.name, "").plain(), "covered": match.covered, "why": why})
    return {
        "query": query,
        "looked_for": list(found.looked_for),
        "read_as": dict(found.read_as),
        "not_understood": list(found.unknown),
        "elsewhere": list(found.elsewhere),
        "dangers": [
            {"id": sign.id, "act": sign.act, "say": tell(sign.say, "").plain(), "sources": list(sign.sources)} for sign in found.dangers
        ],
        "spots": spots,
    }
