"""The plates keep their contract (docs/figures.md).

Only the committed files are read; the meshes are not needed.
"""

from __future__ import annotations

import itertools
import json
import math
import re
import xml.etree.ElementTree as ET
import zlib
from functools import lru_cache
from pathlib import Path

import pytest

IMAGES = Path(__file__).resolve().parents[2] / "images"
SVG = "{http://www.w3.org/2000/svg}"
GROUPS = ["skin", "bones", "context", "deep", "target", "fibres", "lines"]
SLUGS = {
    1: 'base-of-skull', 2: 'last-rib', 3: 'outer-shin', 4: 'side-of-neck', 5: 'forearm', 6: 'side-of-hip', 7: 'jaw', 8: 'outer-thigh',
    9: 'chest', 10: 'foot-arch', 11: 'upper-back', 12: 'top-of-buttock', 13: 'low-back', 14: 'shoulder-blade',
}  # fmt: skip
VIEWS = {"anterior", "posterior", "lateral", "anterolateral", "posterolateral", "plantar"}
STROKES = {"still", "strip", "strum", "pincer", "ball"}
#: what the steps of each spot name, and so must be seen on its plate
STEPS = {
    1: ["external-occipital-protuberance", "nape-dip", "c2-spinous-tip", "mastoid-tip", "skull-edge"],
    2: ["iliac-crest-top", "rib12-lower-edge", "erector-outer-edge", "t12-spinous-tip"],
    3: ["patella-centre", "tibial-tuberosity", "tibia-anterior-border", "fibular-head"],
    4: ["sternocleidomastoid-rear-edge", "clavicle-mid", "trapezius-front-edge"],
    5: ["lateral-epicondyle", "olecranon"],
    6: ["iliac-crest", "asis", "greater-trochanter", "side-seam"],
    7: ["zygomatic-arch-mid", "mandible-angle", "masseter-middle", "ear-opening", "jaw-notch"],
    8: ["patella-centre", "patella-upper-outer-corner", "iliotibial-band-front-edge"],
    9: ["clavicle-mid", "clavicle-outer-third", "axillary-fold-front"],
    10: ["heel-pad-front-edge", "ball-of-foot", "arch-middle"],
    11: ["c7-spinous-tip", "scapula-spine-ridge", "scapula-inferior-angle", "spine-groove", "t3-spinous-tip", "t7-spinous-tip"],
    12: ["psis", "iliac-crest"],
    13: ["iliac-crest-top", "psis", "l4-spinous-tip", "l5-spinous-tip", "sacrum-top"],
    14: ["scapula-spine-ridge", "acromion", "infraspinous-fossa", "scapula-medial-border", "scapula-inferior-angle"],
}
SPOTS = sorted(SLUGS)
UPRIGHT = {3, 5, 8, 10}  # limbs, seen from joint to hand or foot
Point = tuple[float, float]


# ---------- reading ------------------------------------------------------------------------------------------------------
@lru_cache(None)
def text(spot: int) -> str:
    return (IMAGES / "spots" / f"{SLUGS[spot]}.svg").read_text()


@lru_cache(None)
def drawing(spot: int) -> ET.Element:
    return ET.fromstring(text(spot))


@lru_cache(None)
def record(spot: int) -> dict:
    return json.loads((IMAGES / "spots" / f"{SLUGS[spot]}.json").read_text())


@lru_cache(None)
def table() -> dict:
    return json.loads((IMAGES / "draw" / "landmarks.json").read_text())["landmarks"]


@lru_cache(None)
def themes() -> dict:
    return json.loads((IMAGES / "themes.json").read_text())


def flatten(d: str) -> list[list[Point]]:
    """Closed outlines of path data (absolute M, relative c and l, Z), curves cut into short chords."""
    out: list[list[Point]] = []
    x = y = 0.0
    for command, rest in re.findall(r"([MclZ])([^MclZ]*)", d):
        n = [float(v) for v in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", rest)]
        if command == "M":
            x, y = n
            out.append([(x, y)])
        elif command == "l":
            for dx, dy in zip(n[::2], n[1::2], strict=True):
                x, y = x + dx, y + dy
                out[-1].append((x, y))
        elif command == "c":
            assert len(n) % 6 == 0
            for a, b, c, e, f, g in zip(*[iter(n)] * 6, strict=True):
                for i in range(1, 7):
                    t = i / 6
                    p, q, r = 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3
                    out[-1].append((x + p * a + q * c + r * f, y + p * b + q * e + r * g))
                x, y = x + f, y + g
    return out


def inside(point: Point, outlines: list[list[Point]]) -> bool:
    """Even-odd."""
    x, y = point
    odd = False
    for ring in outlines:
        for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
                odd = not odd
    return odd


def filled(spot: int, role: str) -> list[list[Point]]:
    return [
        ring for path in drawing(spot).iter(SVG + "path") if role in path.get("class", "").split() for ring in flatten(path.get("d", ""))
    ]


def landmark(name: str, side: str) -> list:
    entry = table()[name]
    return entry.get(side, entry.get("mid"))


# ---------- contract of the SVG ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("spot", SPOTS)
def test_svg_has_groups_and_paths_with_known_roles_and_nothing_else(spot: int) -> None:
    root = drawing(spot)
    assert root.tag == SVG + "svg"
    assert set(root.attrib) == {"viewBox"}
    groups = [child for child in root if child.tag == SVG + "g"]
    assert {child.tag for child in root} <= {SVG + "g", SVG + "title"}
    ids = [g.get("id") for g in groups]
    assert ids == [g for g in GROUPS if g in ids], "groups in painting order"
    assert {"skin", "bones", "target", "fibres"} <= set(ids)
    for group in groups:
        assert set(group.attrib) == {"id"}
        for path in group:
            assert path.tag == SVG + "path" and not len(path)
            assert set(path.attrib) == {"class", "d"}
            roles = path.get("class").split()
            assert 1 <= len(roles) <= 2
            for theme in themes().values():
                assert set(roles) <= set(theme)
            fills = [r for r in roles if themes()["colour"][r]["fill"]]
            assert len(fills) <= 1 and len(roles) - len(fills) <= 1, "one role, or a fill role and a line role"


@pytest.mark.parametrize("spot", SPOTS)
def test_path_data_is_what_the_reader_knows(spot: int) -> None:
    for path in drawing(spot).iter(SVG + "path"):
        d = path.get("d")
        assert re.fullmatch(r"[MclZ\d .-]+", d)
        assert not re.search(r"\.\d{3,}", d), "at most two decimals"
        assert all(ring for ring in flatten(d))


@pytest.mark.parametrize("spot", SPOTS)
def test_plate_is_within_its_size(spot: int) -> None:
    assert len(text(spot).encode()) <= 120_000
    data = "".join(p.get("d") for p in drawing(spot).iter(SVG + "path"))
    assert len(zlib.compress(data.encode(), 9)) <= 45_000
    left, top, width, height = map(float, drawing(spot).get("viewBox").split())
    assert (left, top) == (0, 0)
    assert height <= (1.7 if spot in UPRIGHT else 0.95) * width
    assert record(spot)["view_box"] == [left, top, width, height]


# ---------- contract of the record ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("spot", SPOTS)
def test_record_says_what_the_plate_is(spot: int) -> None:
    r = record(spot)
    assert (r["figure"], r["spot"]) == (SLUGS[spot], spot)
    assert r["view"] in VIEWS
    assert r["laterality"] in ("both", "right")
    camera = r["camera"]
    assert [camera["width_mm"], camera["height_mm"]] == r["view_box"][2:]
    for axis in ("look", "up"):
        assert math.isclose(math.hypot(*camera[axis]), 1, abs_tol=2e-3)
    assert abs(sum(a * b for a, b in zip(camera["look"], camera["up"], strict=True))) < 2e-3
    assert set(r["body"]) == {"figure", "x", "y"}


@pytest.mark.parametrize("spot", SPOTS)
def test_landmarks_lie_in_view_where_the_camera_puts_them(spot: int) -> None:
    r = record(spot)
    c = r["camera"]
    look, up = c["look"], c["up"]
    right = [look[1] * up[2] - look[2] * up[1], look[2] * up[0] - look[0] * up[2], look[0] * up[1] - look[1] * up[0]]
    seen = set()
    for m in r["landmarks"]:
        assert (m["id"], m["side"]) not in seen
        seen.add((m["id"], m["side"]))
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", m["id"])
        assert m["name"] and m["anatomical"] and m["side"] in ("left", "right", "mid")
        assert m["confidence"] in ("sure", "fair", "weak") and isinstance(m["visible"], bool)
        assert 0 <= m["x"] <= r["view_box"][2] and 0 <= m["y"] <= r["view_box"][3]
        points = landmark(m["id"], m["side"])
        points = points if isinstance(points[0], list) else [points]
        q = [[a - b for a, b in zip(p, c["centre"], strict=True)] for p in points]
        places = [
            (sum(a * b for a, b in zip(v, right, strict=True)) + c['width_mm'] / 2,
             c['height_mm'] / 2 - sum(a * b for a, b in zip(v, up, strict=True)))
            for v in q
        ]  # fmt: skip
        assert min(math.dist(p, (m["x"], m["y"])) for p in places) < 0.5


@pytest.mark.parametrize("spot", SPOTS)
def test_landmarks_that_the_steps_name_are_seen(spot: int) -> None:
    seen = {m["id"] for m in record(spot)["landmarks"] if m["visible"] and m["side"] in ("right", "mid")}
    assert set(STEPS[spot]) <= seen


@pytest.mark.parametrize("spot", SPOTS)
def test_zones_lie_on_their_muscle_and_on_the_body(spot: int) -> None:
    r = record(spot)
    sides = [z["side"] for z in r["zones"]]
    assert set(sides) == ({"left", "right"} if r["laterality"] == "both" else {"right"})
    assert len({z["id"] for z in r["zones"]}) == len(r["zones"])
    muscle = [filled(spot, "target"), filled(spot, "deep")]
    body = filled(spot, "skin")
    for z in r["zones"]:
        assert z["kind"] in ("ellipse", "strip", "patch") and z["review"] in ("needed", "ok")
        assert z["muscles"] and z["sentence"]
        assert len(z["outline"]) >= 24
        for point in ("centre", "cross"):
            assert inside(tuple(z[point]), [z["outline"]]), point
            assert any(inside(tuple(z[point]), layer) for layer in muscle), f"{point} is not on the muscle"
        assert sum(inside(tuple(p), body) for p in z["outline"]) >= 0.97 * len(z["outline"])
        span = max(math.dist(p, q) for p, q in itertools.combinations(z["outline"], 2))
        assert span <= max(z["size_mm"]) + 5
        assert span >= 0.65 * max(z["size_mm"]), "the camera looks too much along the skin"


@pytest.mark.parametrize("spot", SPOTS)
def test_left_is_left(spot: int) -> None:
    r = record(spot)
    if r["laterality"] == "both":  # all of these are seen from behind: the right side is on the right
        x = {z["side"]: z["centre"][0] for z in r["zones"]}
        assert x["right"] > r["view_box"][2] / 2 > x["left"]
        assert r["view"] == "posterior"


@pytest.mark.parametrize("spot", SPOTS)
def test_strokes_start_in_the_zone(spot: int) -> None:
    r = record(spot)
    assert r["strokes"] and set(r["strokes"]) <= STROKES
    width, height = r["view_box"][2:]
    zone = next(z for z in r["zones"] if z["side"] == "right")
    for kind, stroke in r["strokes"].items():
        for x, y in stroke.get("path", []):
            assert 0 <= x <= width and 0 <= y <= height
        if "path" in stroke:
            steps = [
                (x0 + t / 20 * (x1 - x0), y0 + t / 20 * (y1 - y0))
                for (x0, y0), (x1, y1) in itertools.pairwise(stroke["path"])
                for t in range(21)
            ]
            assert sum(inside(p, [zone["outline"]]) for p in steps) >= 0.2 * len(steps), kind
        if kind == "pincer":
            assert 0 <= stroke["along_deg"] <= 180


# ---------- themes -------------------------------------------------------------------------------------------------------
def lightness(colour: str) -> float:
    v = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    v = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in v]
    return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((lightness(a), lightness(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["colour", "grey"])
def test_target_stands_out_three_to_one(name: str) -> None:
    theme = themes()[name]
    for role in ("skin", "bone", "context", "skin-shade"):
        assert contrast(theme["target"]["fill"], theme[role]["fill"]) >= 3, role
    for edge in ("skin-edge", "target-edge"):
        assert contrast(theme[edge]["stroke"], "#ffffff") >= 3


def test_grey_is_grey_and_saver_has_no_areas() -> None:
    every = themes()
    assert set(every["colour"]) == set(every["grey"]) == set(every["saver"])
    for role, look in every["grey"].items():
        for colour in (look["fill"], look["stroke"]):
            assert colour is None or colour[1:3] == colour[3:5] == colour[5:7], role
    for role, look in every["saver"].items():
        assert look["fill"] is None or role in ("ink", "muscle-ink", "arrow"), role


@pytest.mark.parametrize("spot", SPOTS)
def test_the_plate_knows_where_the_body_figure_shows_its_spot(spot: int) -> None:
    place = record(spot)["body"]
    drawn = json.loads((IMAGES / "body" / f"{place['figure']}.json").read_text())["spots"]
    assert (place["x"], place["y"]) in [(s["x"], s["y"]) for s in drawn if s["spot"] == spot], "draw.py --body-only brings it up to date"
