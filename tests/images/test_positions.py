"""Landmarks and zones keep the centimetres of the fact sheet, measured again in three dimensions.

Only the committed tables of images/draw are read; the meshes are not needed.
"""

from __future__ import annotations

import itertools
import json
import math
from functools import lru_cache
from pathlib import Path

import pytest

DRAW = Path(__file__).resolve().parents[2] / "images" / "draw"


@lru_cache(None)
def table() -> dict:
    return json.loads((DRAW / "landmarks.json").read_text())["landmarks"]


@lru_cache(None)
def zone_table() -> list[dict]:
    return json.loads((DRAW / "zones.json").read_text())


def landmark(name: str, side: str) -> list:
    entry = table()[name]
    return entry.get(side, entry.get("mid"))


def laid(spot: int, side: str, which: int = 0) -> dict:
    return [z for z in zone_table() if z["spot"] == spot and z["side"] == side][which]


def interpolate(line: list, axis: int, value: float) -> list[float]:
    """Point of a polyline where its coordinate `axis` is nearest to `value`."""
    best = None
    for a, b in itertools.pairwise(line):
        span = b[axis] - a[axis]
        t = 0.0 if span == 0 else min(max((value - a[axis]) / span, 0), 1)
        p = [u + t * (v - u) for u, v in zip(a, b, strict=True)]
        if best is None or abs(p[axis] - value) < abs(best[axis] - value):
            best = p
    return best


def dense(line: list) -> list[list[float]]:
    """The polyline with points a tenth of each stretch apart."""
    return [[u + t / 10 * (v - u) for u, v in zip(a, b, strict=True)] for a, b in itertools.pairwise(line) for t in range(11)]


def close(value: float, low: float, high: float, slack: float = 5.0) -> bool:
    return low - slack <= value <= high + slack


BOTH = pytest.mark.parametrize("side", ["left", "right"])


@BOTH
def test_01_strip_under_the_edge_of_the_skull(side: str) -> None:
    z = laid(1, side)
    assert close(z["size_mm"][0], 50, 50) and close(z["size_mm"][1], 30, 30)
    xs = [abs(p[0]) for p in z["outline"]]
    assert close(min(xs), 10, 10)
    assert close(max(xs), abs(landmark("mastoid-tip", side)[0]) - 10, abs(landmark("mastoid-tip", side)[0]))
    edge = interpolate(landmark("skull-edge", side), 0, z["cross"][0])
    assert close(edge[2] - z["cross"][2], 10, 10, 2) and close(abs(z["cross"][0]), 20, 30, 1)


@BOTH
def test_02_patch_below_the_last_rib(side: str) -> None:
    z = laid(2, side)
    assert z["size_mm"] == [30, 30]
    assert close(abs(z["centre"][0]), 50, 60, 1)
    rib = [p[::2] for p in landmark("rib12-lower-edge", side)]
    assert close(min(math.dist(p, z["centre"][::2]) for p in dense(rib)), 15, 25, 0)
    assert min(math.dist(p, q[::2]) for p in dense(rib) for q in z["outline"]) > 0.5, "the whole ring lies below the rib"


@BOTH
def test_03_oval_outside_the_shin_edge(side: str) -> None:
    z = laid(3, side)
    assert close(z["size_mm"][0], 60, 80, 0) and close(z["size_mm"][1], 30, 30)
    assert close(landmark("patella-lower-edge", side)[2] - z["centre"][2], 90, 100)
    edge = interpolate(landmark("tibia-anterior-border", side), 2, z["centre"][2])
    assert close(math.dist(edge[:2], z["centre"][:2]), 20, 30)


@BOTH
def test_04_strip_behind_the_strap_above_the_collarbone(side: str) -> None:
    z = laid(4, side)
    assert close(z["size_mm"][0], 40, 40) and z["size_mm"][1] == 20
    bone = landmark("clavicle-medial-third-upper-edge", side)[2]
    heights = [p[2] - bone for p in z["outline"]]
    assert close(min(heights), 40, 40) and close(max(heights), 80, 80)
    for p in z["outline"]:
        assert p[1] > interpolate(landmark("sternocleidomastoid-rear-edge", side), 2, p[2])[1] - 5


@BOTH
def test_05_patch_past_the_elbow_bump(side: str) -> None:
    z = laid(5, side)
    assert close(z["size_mm"][0], 40, 40) and close(z["size_mm"][1], 30, 30)
    bump, wrist = landmark("lateral-epicondyle", side), landmark("wrist-back", side)
    axis = [b - a for a, b in zip(bump, wrist, strict=True)]
    along = sum((c - a) * d for a, c, d in zip(bump, z["centre"], axis, strict=True)) / math.hypot(*axis)
    assert close(along, 40, 40)


@BOTH
def test_06_disc_below_the_rim_clear_of_the_trochanter(side: str) -> None:
    z = laid(6, side)
    assert close(min(z["size_mm"]), 60, 80) and close(max(z["size_mm"]), 60, 80)
    knob = landmark("greater-trochanter", side)
    assert close(knob[1] - z["centre"][1], 0, 20), "in line with or 1-2 cm ahead"
    assert min(p[2] for p in z["outline"]) - knob[2] >= 60
    rim = interpolate(landmark("iliac-crest", side), 1, z["centre"][1])
    assert close(rim[2] - z["centre"][2], 50, 50)


@BOTH
def test_07_under_the_cheekbone(side: str) -> None:
    z = laid(7, side)
    arch = interpolate(landmark("zygomatic-arch-lower-edge", side), 1, z["centre"][1])
    assert close(arch[2] - z["centre"][2], 15, 20)
    assert close(landmark("ear-opening", side)[1] - z["centre"][1], 30, 35), "2.5 cm before the ear itself"


@BOTH
def test_08_area_above_and_outside_the_kneecap(side: str) -> None:
    z = laid(8, side)
    assert close(z["size_mm"][0], 80, 100, 0) and z["size_mm"][1] >= 30
    corner = landmark("patella-upper-outer-corner", side)
    assert close(z["centre"][2] - corner[2], 80, 100)
    assert close(abs(z["cross"][0]) - abs(corner[0]), 35, 50)


@BOTH
def test_09_below_the_outer_collarbone(side: str) -> None:
    z = laid(9, side)
    assert close(z["size_mm"][0], 40, 40)
    bone = landmark("clavicle-mid", side)
    assert math.dist(bone[::2], z["start"][::2]) < 3, "the tape starts on the skin over the bone"
    assert close(z["start"][2] - z["centre"][2], 60, 60)
    assert close(abs(z["centre"][0]), abs(bone[0]), abs(bone[0]), 2), "straight below"
    fold = laid(9, side, 1)
    assert min(math.dist(fold["centre"], p) for p in landmark("axillary-fold-front", side)) < 35


@BOTH
def test_10_half_way_between_heel_pad_and_ball(side: str) -> None:
    z = laid(10, side)
    assert close(z["size_mm"][0], 50, 50) and close(z["size_mm"][1], 30, 30)
    heads = [landmark(f"metatarsal-head-{i}", side) for i in range(1, 6)]
    ball = [sum(c) / 5 for c in zip(*heads, strict=True)]
    heel = landmark("heel-pad-front-edge", side)
    assert abs(math.dist(ball, z["centre"]) - math.dist(heel, z["centre"])) < 10
    inward = [a - b for a, b in zip(heads[0], heads[4], strict=True)]
    middle = [(a + b) / 2 for a, b in zip(ball, heel, strict=True)]
    off = sum((a - b) * c for a, b, c in zip(z["centre"], middle, inward, strict=True)) / math.hypot(*inward)
    assert 0 <= off <= 10, "centred or slightly to the inner side"


@BOTH
def test_11_long_strip_beside_the_spine(side: str) -> None:
    z = laid(11, side)
    assert close(z["size_mm"][0], 180, 220, 0)
    xs = [abs(p[0]) for p in z["outline"]]
    assert close(min(xs), 10, 10) and close(max(xs), 50, 50)
    assert close(max(p[2] for p in z["outline"]) - landmark("c7-spinous-tip", side)[2], 0, 0)


@BOTH
def test_12_below_the_rim_outward_from_the_dimple(side: str) -> None:
    z = laid(12, side)
    assert close(z["size_mm"][0], 30, 40, 0)
    dimple, rim = landmark("psis", side), landmark("iliac-crest", side)
    assert close(math.dist(dimple[::2], z["centre"][::2]), 40, 60)
    assert close(min(math.dist(p[::2], z["centre"][::2]) for p in rim), 20, 25)


@BOTH
def test_13_beside_the_last_lumbar_knob(side: str) -> None:
    z = laid(13, side)
    assert close(z["size_mm"][0], 20, 30, 0)
    assert close(abs(z["centre"][0]), 25, 30, 0)
    assert close(z["centre"][2] - landmark("l5-spinous-tip", side)[2], 0, 0)
    assert z["centre"][2] > landmark("psis", side)[2]


@BOTH
def test_14_below_the_ridge_of_the_blade(side: str) -> None:
    z = laid(14, side)
    assert close(z["size_mm"][0], 30, 40, 0)
    ridge = interpolate(landmark("scapula-spine-ridge", side), 0, z["centre"][0])
    assert close(ridge[2] - z["centre"][2], 40, 50)
    inner = interpolate(landmark("scapula-medial-border", side), 2, z["centre"][2])
    outer = interpolate(landmark("scapula-lateral-border", side), 2, z["centre"][2])
    assert close(z["centre"][0], *sorted(0.5 * (a + b) for a, b in [(inner[0], outer[0])] * 2), 10), "about mid-width"
