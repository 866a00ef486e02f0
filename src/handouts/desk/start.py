"""What the page shows before anything is chosen, and what a complaint leads to.

Enters: a dataset. Leaves: plain JSON: spots with their ways and doses, pain areas with their outlines on the body figures,
the figures themselves, packs, places, limits.
"""

from __future__ import annotations

from typing import Any

from handouts import __version__
from handouts.api import Dataset
from handouts.dataset.clinic import FIELDS
from handouts.dataset.literal import MOST_DATE, MOST_NAME, MOST_NOTE
from handouts.dataset.model import Dose, Spot
from handouts.dataset.plan import MOST_DAYS
from handouts.document.words import Wording
from handouts.layout.figures.gallery import THEMES

DIARIES = (("front", "Usual"), ("back", "Roomy, on the back"), ("none", "None"))
LOCALES = {"en": "English", "en-GB": "English, Britain", "en-US": "English, United States"}
WHY = {"for": "for", "main": "main pain:", "spill-over": "pain may spread to", "place": "place:", "muscle": "muscle:"}
MOST_REASONS = 2
"""Reasons shown beside a spot that was found; more would not be read."""


def start(data: Dataset) -> dict[str, Any]:
    """Everything that the page needs to draw itself."""
    import json

    library, source = data.library(), data.source
    dataset, figures = library.dataset, library.gallery.figures
    tell = Wording(dataset.labels, dataset.locale("en")).tell
    outlines: dict[str, list[dict[str, Any]]] = {}
    for outline in figures.regions:
        points = [[round(x, 1), round(y, 1)] for x, y in outline.points]
        outlines.setdefault(outline.region, []).append({"figure": outline.figure, "side": outline.side, "points": points})
    regions = [
        {"id": each.id, "name": each.name, "area": each.area, "outlines": outlines.get(each.id, [])} for each in dataset.regions.values()
    ]
    unchecked = sum(not spot.reviewed_by for spot in dataset.spots)
    return {
        "version": __version__,
        "written": max(spot.written for spot in dataset.spots),
        "review": "" if not unchecked else f"{unchecked} of {len(dataset.spots)} are not yet checked by a clinician.",
        "spots": [_spot(spot, tell) for spot in dataset.spots],
        "regions": regions,
        "figures": {
            name: {"view_box": list(body.view_box), "svg": source.read_bytes(f"images/body/{name}.svg").decode("utf-8", "replace")}
            for name, body in figures.bodies.items()
        },
        "theme": json.loads(source.read_bytes(THEMES))["colour"],
        "packs": [{"id": pack.id, "name": pack.name, "spots": list(pack.spots)} for pack in dataset.packs],
        "locales": [{"id": locale, "say": LOCALES.get(locale, locale)} for locale in dataset.locales],
        "diaries": [{"id": key, "say": say} for key, say in DIARIES],
        "most": {"name": MOST_NAME, "date": MOST_DATE, "clinician": MOST_NAME, "note": MOST_NOTE, "days": MOST_DAYS},
        "clinic_most": {
            field.key: field.most
            for field in FIELDS
            if field.key not in ("logo", "letterhead", "paper", "locale", "reviewed_by", "reviewed_on")
        },
    }


def _spot(spot: Spot, tell: Any) -> dict[str, Any]:
    def plain(prose: Any) -> str:
        return str(tell(prose, "").plain())

    return {
        "number": spot.number,
        "title": plain(spot.title),
        "name": plain(spot.name),
        "sides": spot.laterality,
        "pain": [{"regions": list(area.regions), "kind": area.kind} for area in spot.pain],
        "sheet": list(spot.sheet),
        "techniques": [{"id": way.id, "name": plain(way.name), "dose": _dose(way.dose)} for way in spot.techniques],
    }


def _dose(dose: Dose) -> dict[str, list[int]]:
    known = {
        "pressure": dose.pressure,
        "seconds": dose.seconds,
        "minutes": dose.minutes,
        "count": dose.repeats,
        "times_a_day": dose.times_a_day,
    }
    return {name: list(value) for name, value in known.items() if value}


def found(query: str, data: Dataset, locale: str) -> dict[str, Any]:
    """Which spots a complaint means; dangers first."""
    result = data.find(query, locale)
    dataset = data.library(locale).dataset
    tell = Wording(dataset.labels, dataset.locale(locale)).tell
    return {
        "matches": [
            {"number": match.number, "why": "; ".join(f"{WHY[link.kind]} {link.text}" for link in match.why[:MOST_REASONS])}
            for match in result.matches
        ],
        "best": [match.number for match in result.best()] if result.matches else [],
        "dangers": [{"act": sign.act, "say": tell(sign.say, "").plain()} for sign in result.dangers],
        "read_as": [list(pair) for pair in result.read_as],
    }
