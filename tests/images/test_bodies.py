"""The body figures and the named pain areas keep their contract (docs/figures.md).

Only the committed files are read; the meshes are not needed.
"""

from __future__ import annotations

import json
import math
import re
import xml.etree.ElementTree as ET
import zlib
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "images"
SVG = "{http://www.w3.org/2000/svg}"
FIGURES = ["front", "back", "side", "head", "sole"]
WHOLE = ["front", "back", "side"]
READABLE_AT_MM, LEAST_MM = 25.0, 0.7
AREAS = {"head and face", "neck", "shoulder and arm", "chest and tummy", "back", "hip and buttock", "leg and foot"}
HEAD = ["head-top", "head-back", "head-side", "forehead", "temple"]
FACE, NECK, ARM = ["face-side", "forehead", "jaw"], ["neck-back", "neck-side", "throat"], ["upper-arm", "elbow", "forearm"]
SHOULDER, HIP = ["shoulder-front", "shoulder-back", "shoulder-blade"], ["hip-side"]
#: the pain areas of the fact sheet's quick reference (G9), item by item, and the regions that stand for each
QUICK_REFERENCE = {
    1: {"head": HEAD, "face": FACE, "neck": NECK, "head's side": ["head-side"], "behind ear": ["behind-ear"], "temples": ["temple"],
        "forehead": ["forehead"]},
    2: {"low back": ["low-back"], "tailbone": ["tailbone"], "lower buttock": ["lower-buttock"], "abdomen": ["abdomen"], "groin": ["groin"],
        "hip's side": HIP},
    3: {"shin": ["shin"], "foot, top of": ["foot-top"], "big toe": ["big-toe"]},
    4: {"upper back": ["upper-back"], "scapula's inner edge": ["shoulder-blade-edge"], "neck": NECK, "face, side": ["face-side"],
        "upper chest": ["upper-chest"], "shoulder": SHOULDER, "arm": ARM, "hand": ["hand"]},
    5: {"elbow": ["elbow"], "arm": ARM, "wrist": ["wrist"], "hand": ["hand"]},
    6: {"low back": ["low-back"], "hip": HIP, "buttocks": ["buttock"], "just below them": ["lower-buttock"],
        "thigh, outer side": ["thigh-side"], "hamstrings": ["hamstrings"]},
    7: {"face, side": ["face-side"], "jaw": ["jaw"], "teeth": ["teeth"]},
    8: {"thigh, lower half": ["thigh-lower-half"], "knee": ["knee"]},
    9: {"chest": ["chest", "upper-chest"], "upper arm": ["upper-arm"]},
    10: {"foot, bottom": ["foot-bottom"]},
    11: {"upper back": ["upper-back"], "between blades": ["between-shoulder-blades"]},
    12: {"lower back": ["low-back"], "buttocks": ["buttock"], "hip": HIP, "hamstrings": ["hamstrings"]},
    13: {"low back": ["low-back"], "buttocks": ["buttock"], "hamstrings": ["hamstrings"]},
    14: {"shoulder": SHOULDER, "upper arm": ["upper-arm"]},
}  # fmt: skip
Point = tuple[float, float]


# ---------- reading ------------------------------------------------------------------------------------------------------
@lru_cache(None)
def text(figure: str) -> str:
    return (IMAGES / "body" / f"{figure}.svg").read_text()


@lru_cache(None)
def record(figure: str) -> dict:
    return json.loads((IMAGES / "body" / f"{figure}.json").read_text())


@lru_cache(None)
def regions() -> dict[str, list[dict]]:
    content = json.loads((IMAGES / "body" / "regions.json").read_text())["regions"]
    assert len({region["id"] for region in content}) == len(content)
    return {region["id"]: region["outlines"] for region in content}


@lru_cache(None)
def names() -> dict[str, dict]:
    return {region["id"]: region for region in yaml.safe_load((ROOT / "data/common/regions.yaml").read_text())["regions"]}


OUTLINES = [pytest.param(region, o, id=f"{region}-{o['figure']}-{o['side']}") for region, found in regions().items() for o in found]


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
            for a, b in zip(n[::2], n[1::2], strict=True):
                x, y = x + a, y + b
                out[-1].append((x, y))
        elif command == "c":
            for i in range(0, len(n), 6):
                a, b, c, e, f, g = n[i : i + 6]
                for t in (0.25, 0.5, 0.75, 1.0):
                    s = 1 - t
                    u, v, w = 3 * s * s * t, 3 * s * t * t, t**3
                    out[-1].append((x + u * a + v * c + w * f, y + u * b + v * e + w * g))
                x, y = x + f, y + g
    return out


@lru_cache(None)
def body(figure: str) -> list[list[Point]]:
    """The outline of the skin."""
    path = next(p for p in ET.fromstring(text(figure)).iter(f"{SVG}path") if p.get("class") == "skin")
    return flatten(path.get("d") or "")


def holds(outlines: list[list[Point]], at: Point) -> bool:
    """Even-odd."""
    x, y = at
    odd = False
    for outline in outlines:
        for (ax, ay), (bx, by) in pairwise([*outline, outline[0]]):
            if (ay <= y) != (by <= y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
                odd = not odd
    return odd


def area(points: list[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*points, points[0]]))) / 2


def middle(points: list[Point]) -> Point:
    return (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))


# ---------- the drawings -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("figure", FIGURES)
def test_drawing_keeps_to_the_contract(figure: str) -> None:
    root = ET.fromstring(text(figure))
    assert [g.get("id") for g in root] == ["skin", "lines"]
    assert {element.tag for element in root.iter()} == {f"{SVG}svg", f"{SVG}g", f"{SVG}path"}
    assert all(set(path.keys()) == {"class", "d"} for path in root.iter(f"{SVG}path"))
    assert [float(n) for n in (root.get("viewBox") or "").split()] == record(figure)["view_box"]
    assert not re.search(r"\d\.\d{2}", text(figure)), "more than one decimal"


@pytest.mark.parametrize("figure", FIGURES)
def test_drawing_is_light(figure: str) -> None:
    assert len(zlib.compress(text(figure).encode(), 9)) <= 8000
    assert len(re.findall("<path", text(figure))) <= 90


@pytest.mark.parametrize("figure", FIGURES)
def test_every_role_has_a_look_in_every_theme(figure: str) -> None:
    used = {role for found in re.findall(r'class="([^"]+)"', text(figure)) for role in found.split()}
    for theme, roles in json.loads((IMAGES / "themes.json").read_text()).items():
        assert used <= roles.keys(), theme


@pytest.mark.parametrize("figure", WHOLE)
def test_whole_figures_wear_briefs(figure: str) -> None:
    cloth = next(p for p in ET.fromstring(text(figure)).iter(f"{SVG}path") if "cloth" in (p.get("class") or ""))
    hip = 1661 - 800
    assert any(min(y for _, y in o) < hip < max(y for _, y in o) for o in flatten(cloth.get("d") or ""))


def test_whole_figures_share_one_scale_and_one_top() -> None:
    assert len({record(figure)["camera"]["centre"][2] + record(figure)["camera"]["height_mm"] / 2 for figure in WHOLE}) == 1


# ---------- spots --------------------------------------------------------------------------------------------------------
def test_every_spot_is_marked() -> None:
    marked = {spot["spot"] for figure in FIGURES for spot in record(figure)["spots"]}
    assert marked == set(range(1, 15))


@pytest.mark.parametrize("figure", FIGURES)
def test_spots_lie_on_the_body_and_in_pairs(figure: str) -> None:
    found = record(figure)["spots"]
    keys = [(spot["spot"], spot["side"]) for spot in found]
    assert len(set(keys)) == len(keys)
    sides = {"right", "left"} if figure in ("front", "back") else {"right"}
    assert all({side for number, side in keys if number == spot["spot"]} == sides for spot in found)
    for spot in found:
        rim = 8 if figure in WHOLE else 2
        near = [(spot["x"] + rim * math.cos(a), spot["y"] + rim * math.sin(a)) for a in (0, 0.8, 1.6, 2.4, 3.1, 3.9, 4.7, 5.5)]
        assert any(holds(body(figure), at) for at in [(spot["x"], spot["y"]), *near]), spot
        assert 0 <= spot["facing"] <= 1


@pytest.mark.parametrize("figure", FIGURES)
def test_spots_are_the_zones_seen_by_the_figures_camera(figure: str) -> None:
    """Those on an arm move with it (`body_views.posed`), the others stand where the zone's place to start is."""
    camera = record(figure)["camera"]
    look, up = ([v / math.hypot(*w) for v in w] for w in (camera["look"], camera["up"]))
    right = [look[1] * up[2] - look[2] * up[1], look[2] * up[0] - look[0] * up[2], look[0] * up[1] - look[1] * up[0]]
    zones: dict[tuple[int, str], dict] = {}
    for zone in json.loads((IMAGES / "draw" / "zones.json").read_text()):
        zones.setdefault((zone["spot"], zone["side"]), zone)
    for spot in record(figure)["spots"]:
        if spot["spot"] == 5:
            continue
        q = [a - b for a, b in zip(zones[spot["spot"], spot["side"]]["cross"], camera["centre"], strict=True)]
        x = sum(a * b for a, b in zip(q, right, strict=True)) + camera["width_mm"] / 2
        y = camera["height_mm"] / 2 - sum(a * b for a, b in zip(q, up, strict=True))
        assert math.dist((x, y), (spot["x"], spot["y"])) < 1.0, spot


@pytest.mark.parametrize("figure", WHOLE)
def test_crops_lie_in_the_view_box(figure: str) -> None:
    _, _, width, height = record(figure)["view_box"]
    for crop in record(figure)["crops"]:
        x, y, w, h = crop["box"]
        assert x >= 0 and y >= 0 and x + w <= width and y + h <= height, crop["id"]
        assert w > 150 and h > 300, crop["id"]


def test_front_and_back_offer_the_same_crops() -> None:
    assert {crop["id"] for crop in record("front")["crops"]} == {crop["id"] for crop in record("back")["crops"]}


# ---------- regions ------------------------------------------------------------------------------------------------------
def test_every_region_has_words_and_outlines() -> None:
    assert regions().keys() == names().keys()
    assert len(regions()) >= 40


def test_words_of_regions_are_everyday_words() -> None:
    assert len({region["name"] for region in names().values()}) == len(names())
    for region in names().values():
        assert region["area"] in AREAS
        assert region["name"] not in region.get("synonyms", [])
        assert len(region["name"].split()) <= 6


@pytest.mark.parametrize("number", sorted(QUICK_REFERENCE))
def test_every_pain_area_of_the_quick_reference_has_regions(number: int) -> None:
    for item, found in QUICK_REFERENCE[number].items():
        assert found and set(found) <= regions().keys(), item


@pytest.mark.parametrize(("region", "outline"), OUTLINES)
def test_region_lies_on_the_body(region: str, outline: dict) -> None:
    points = [tuple(p) for p in outline["outline"]]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    grid = [
        (min(xs) + (max(xs) - min(xs)) * (i + 0.5) / 24, min(ys) + (max(ys) - min(ys)) * (j + 0.5) / 24)
        for i in range(24)
        for j in range(24)
    ]
    within = [at for at in grid if holds([points], at)]
    assert len(within) > 40
    assert sum(holds(body(outline["figure"]), at) for at in within) >= 0.97 * len(within)
    assert outline["side"] in ("left", "right", "mid")
    assert 4 <= len(points) <= 90
    assert area(points) >= (900 if outline["figure"] in WHOLE else 200), "a sliver"


@pytest.mark.parametrize("region", sorted(regions()))
def test_region_is_readable_on_a_small_map(region: str) -> None:
    """On the figure that shows it best, 25 mm high, it is as large as a square of 0.7 mm."""
    best = max(math.sqrt(area(o["outline"])) * READABLE_AT_MM / record(o["figure"])["view_box"][3] for o in regions()[region])
    assert best >= LEAST_MM


@pytest.mark.parametrize("region", sorted(regions()))
def test_left_mirrors_right(region: str) -> None:
    for figure in ("front", "back"):
        found = {o["side"]: o["outline"] for o in regions()[region] if o["figure"] == figure}
        if not found:
            continue
        width = record(figure)["view_box"][2]
        if "mid" in found:
            assert set(found) == {"mid"}
            assert abs(middle(found["mid"])[0] - width / 2) < 12
            continue
        assert set(found) == {"left", "right"}
        assert abs(area(found["left"]) / area(found["right"]) - 1) < 0.1
        outward = 1 if figure == "back" else -1
        (rx, ry), (lx, ly) = (middle_of_area(found[side]) for side in ("right", "left"))
        assert (rx - width / 2) * outward > 0
        assert abs(rx + lx - width) < 4 and abs(ry - ly) < 4


def middle_of_area(points: list[Point]) -> Point:
    x = y = twice = 0.0
    for (ax, ay), (bx, by) in pairwise([*points, points[0]]):
        cross = ax * by - bx * ay
        x, y, twice = x + (ax + bx) * cross, y + (ay + by) * cross, twice + cross
    return (x / (3 * twice), y / (3 * twice))


def test_main_areas_follow_their_landmarks() -> None:
    """Between the blades from about T1 to T8, inside the blades' edges; the low back from T12 to the dimples."""
    table = json.loads((IMAGES / "draw" / "landmarks.json").read_text())["landmarks"]
    camera = record("back")["camera"]
    top = camera["centre"][2] + camera["height_mm"] / 2
    outlines = {region: regions()[region] for region in ("between-shoulder-blades", "low-back")}
    between = next(o["outline"] for o in outlines["between-shoulder-blades"] if o["figure"] == "back")
    ups = [top - y for _, y in between]
    assert table["t3-spinous-tip"]["mid"][2] < max(ups) < table["c7-spinous-tip"]["mid"][2]
    assert table["t7-spinous-tip"]["mid"][2] - 45 < min(ups) < table["t7-spinous-tip"]["mid"][2]
    edge = max(abs(p[0]) for p in table["scapula-medial-border"]["right"])
    assert max(abs(x - camera["width_mm"] / 2) for x, _ in between) < edge
    low = [top - y for _, y in next(o["outline"] for o in outlines["low-back"] if o["figure"] == "back")]
    assert abs(max(low) - table["t12-spinous-tip"]["mid"][2]) < 20
    assert abs(min(low) - table["psis"]["right"][2]) < 30
