"""A technique drawing presses where its spot is: no drawing of another place can stand beside the words.

`images/technique/contacts.json` (written as the drawings are) says which places of the plates' body each drawing presses, in
the millimetres of `images/draw/zones.json`. Grips on a mere patch of skin press no place of the body and show none.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "images"
CONTACTS = json.loads((IMAGES / "technique" / "contacts.json").read_text())
ZONES = json.loads((IMAGES / "draw" / "zones.json").read_text())
RECORDS = [yaml.safe_load(file.read_text()) for file in sorted((ROOT / "data" / "spots").glob("*.yaml"))]
TECHNIQUES = [(record["number"], technique["id"], technique["drawing"]) for record in RECORDS for technique in record["techniques"]]
NEAR_MM = 15.0
#: what may be seen of a grip on a patch of skin
PATCH = {"tissue", "hand", "hand2", "prop", "arrow"}

Point = tuple[float, float, float]


def _minus(a: Point, b: Point) -> Point:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def _dot(a: Point, b: Point) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def to_segment(p: Point, a: Point, b: Point) -> float:
    way, from_a = _minus(b, a), _minus(p, a)
    share = min(max(_dot(from_a, way) / (_dot(way, way) or 1.0), 0.0), 1.0)
    off = _minus(from_a, (way[0] * share, way[1] * share, way[2] * share))
    return _dot(off, off) ** 0.5


def to_zone(place: Point, zone: dict) -> float:
    """Distance from the zone, as a wheel of lines from its middle to its outline: right to a millimetre or two."""
    return min(to_segment(place, zone["centre"], corner) for corner in zone["outline"])


def nearest(place: Point, spot: int) -> float:
    return min(to_zone(place, zone) for zone in ZONES if zone["spot"] == spot)


@pytest.mark.parametrize(("spot", "technique", "drawing"), TECHNIQUES, ids=[f"{n}-{t}" for n, t, _ in TECHNIQUES])
def test_a_drawing_presses_its_own_spot(spot: int, technique: str, drawing: str) -> None:
    for place in CONTACTS[drawing]:
        assert nearest(place, spot) <= NEAR_MM, f"spot {spot}, {technique}: {drawing} presses another place"


@pytest.mark.parametrize("drawing", sorted(CONTACTS))
def test_a_drawing_without_a_place_shows_no_body(drawing: str) -> None:
    groups = {g.get("id", "").split("-")[0] for g in ET.parse(IMAGES / "technique" / f"{drawing}.svg").getroot()}
    assert bool(CONTACTS[drawing]) != (groups <= PATCH)


def test_every_drawing_says_where_it_presses() -> None:
    assert set(CONTACTS) == {file.stem for file in (IMAGES / "technique").glob("*.svg")}


@pytest.mark.parametrize(("spot", "other"), [(13, 2), (2, 13), (6, 12), (11, 14)])
def test_neighbours_are_told_apart(spot: int, other: int) -> None:
    """The low back's thumbs once stood beside the words of the last rib: that would be seen."""
    own = {drawing for n, _, drawing in TECHNIQUES if n == spot and CONTACTS[drawing]}
    assert own
    assert all(nearest(place, other) > NEAR_MM for drawing in own for place in CONTACTS[drawing])
