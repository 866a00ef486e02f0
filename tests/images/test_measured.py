"""What a reader measures on a plate is what the fact sheet says: distances in the millimetres of the view box, within 5 mm.

`test_positions.py` measures the same in three dimensions; here the camera is part of the chain, as it is for the reader's eye. Plates
that look square at the direction measured are held to the sheet directly, the others through the camera. Only committed files are read.
"""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import pytest
import yaml
from test_plates import SLUGS, SPOTS, filled, inside, record
from test_positions import interpolate, zone_table

DATA = Path(__file__).resolve().parents[2] / "data" / "spots"
SLACK = 5.0

#: ways to press, strip and so on that the fact sheet gives for each spot; a roller rolls as a ball does
KINDS = {
    1: "still strum ball", 2: "ball still strum", 3: "still strip ball", 4: "still strum", 5: "still strip pincer strum ball",
    6: "ball still strum", 7: "still strip pincer", 8: "still strip strum ball", 9: "still pincer strip ball", 10: "still strip ball",
    11: "still strip strum ball", 12: "ball still strum strip", 13: "ball still strum strip", 14: "ball still strum strip",
}  # fmt: skip


def mark(spot: int, name: str, side: str = "right") -> dict:
    found = [m for m in record(spot)["landmarks"] if m["id"] == name and m["side"] in (side, "mid")]
    assert found, f"{name} is not on the plate of spot {spot}"
    return found[0]


def zone(spot: int, side: str = "right") -> dict:
    return next(z for z in record(spot)["zones"] if z["side"] == side)


def held(value: float, low: float, high: float) -> None:
    assert low - SLACK <= value <= high + SLACK, f"{value:.1f} mm is not {low:g} to {high:g} mm"


def sides(spot: int) -> list[str]:
    return ["right", "left"] if record(spot)["laterality"] == "both" else ["right"]


BOTH = [(spot, side) for spot in SPOTS for side in sides(spot)]


# ---------- the plate against the table of zones -------------------------------------------------------------------------
@pytest.mark.parametrize(("spot", "side"), BOTH)
def test_zone_is_where_the_camera_sees_it(spot: int, side: str) -> None:
    """Centre and outline are those of zones.json, projected."""
    c = record(spot)["camera"]
    look, up = c["look"], c["up"]
    right = [look[1] * up[2] - look[2] * up[1], look[2] * up[0] - look[0] * up[2], look[0] * up[1] - look[1] * up[0]]

    def seen(point: list[float]) -> tuple[float, float]:
        v = [a - b for a, b in zip(point, c["centre"], strict=True)]
        x, y = (sum(a * b for a, b in zip(v, axis, strict=True)) for axis in (right, up))
        return c["width_mm"] / 2 + x, c["height_mm"] / 2 - y

    drawn = [z for z in record(spot)["zones"] if z["side"] == side]
    laid = [z for z in zone_table() if z["spot"] == spot and z["side"] == side]
    assert len(drawn) == len(laid)
    for a, b in zip(drawn, laid, strict=True):
        assert math.dist(a["centre"], seen(b["centre"])) < 1
        ring = [seen(p) for p in b["outline"]]
        assert max(min(math.dist(p, q) for q in ring) for p in a["outline"]) < 6
        assert [round(s) for s in b["size_mm"]] == a["size_mm"]


# ---------- the plate against the fact sheet -----------------------------------------------------------------------------
def test_01_the_dot_is_2_to_3_cm_from_the_midline_and_half_a_finger_below_the_edge() -> None:
    for side in sides(1):
        x, y = zone(1, side)["cross"]
        held(abs(x - mark(1, "external-occipital-protuberance")["x"]), 20, 30)
        held(y - interpolate(mark(1, "skull-edge", side)["line"], 0, x)[1], 10, 10)


def test_02_the_patch_is_5_to_6_cm_from_the_midline_and_below_the_rib() -> None:
    for side in sides(2):
        x, y = zone(2, side)["centre"]
        held(abs(x - mark(2, "l1-spinous-tip")["x"]), 50, 60)
        held(y - interpolate(mark(2, "rib12-lower-edge", side)["line"], 0, x)[1], 20, 30)


def test_03_the_oval_is_9_to_10_cm_below_the_kneecap() -> None:
    held(zone(3)["centre"][1] - mark(3, "patella-lower-edge")["y"], 90, 100)
    assert zone(3)["centre"][0] < mark(3, "tibia-anterior-border")["x"], "on the side of the little toe"


def test_04_the_strip_runs_from_4_to_8_cm_above_the_collarbone() -> None:
    heights = [mark(4, "clavicle-medial-third-upper-edge")["y"] - y for _, y in zone(4)["outline"]]
    held(min(heights), 40, 40)
    held(max(heights), 80, 80)


def test_05_the_patch_is_4_cm_past_the_bump() -> None:
    bump = mark(5, "lateral-epicondyle")
    held(math.dist((bump["x"], bump["y"]), zone(5)["centre"]), 40, 40)


def test_06_the_disc_is_5_cm_below_the_rim_and_3_fingers_clear_of_the_knob() -> None:
    x, y = zone(6)["centre"]
    knob = mark(6, "greater-trochanter")
    held(y - interpolate(mark(6, "iliac-crest")["line"], 0, x)[1], 50, 50)
    held(x - knob["x"], 0, 20)
    assert knob["y"] - max(b for _, b in zone(6)["outline"]) >= 60


def test_07_the_place_is_a_thumb_tip_under_the_arch_and_2_5_cm_before_the_ear() -> None:
    x, y = zone(7)["centre"]
    held(x - mark(7, "ear-opening")["x"], 30, 35)
    held(y - mark(7, "jaw-notch")["y"], 15, 20)


def test_08_the_area_is_8_to_10_cm_above_the_corner_of_the_kneecap() -> None:
    corner = mark(8, "patella-upper-outer-corner")
    held(corner["y"] - zone(8)["centre"][1], 80, 100)
    assert zone(8)["centre"][0] < corner["x"]


def test_09_the_place_is_3_fingers_below_the_middle_of_the_collarbone() -> None:
    bone = mark(9, "clavicle-mid")
    held(abs(zone(9)["centre"][0] - bone["x"]), 0, 0)
    held(zone(9)["centre"][1] - bone["y"], 60, 60)


def test_10_the_oval_is_half_way_between_heel_pad_and_ball() -> None:
    heel, ball = ((m["x"], m["y"]) for m in (mark(10, "heel-pad-front-edge"), mark(10, "ball-of-foot")))
    held(math.dist(heel, zone(10)["centre"]) - math.dist(ball, zone(10)["centre"]), 0, 0)


def test_11_the_strips_run_from_1_to_5_cm_beside_the_spine_from_the_knob_down() -> None:
    for side in sides(11):
        off = [abs(x - mark(11, "c7-spinous-tip")["x"]) for x, _ in zone(11, side)["outline"]]
        held(min(off), 10, 10)
        held(max(off), 50, 50)
        held(min(y for _, y in zone(11, side)["outline"]) - mark(11, "c7-spinous-tip")["y"], 0, 0)


def test_12_the_place_is_4_to_6_cm_from_the_dimple_and_2_cm_below_the_rim() -> None:
    dimple, at = mark(12, "psis"), zone(12)["centre"]
    held(math.dist((dimple["x"], dimple["y"]), at), 40, 60)
    held(min(math.dist(p, at) for p in mark(12, "iliac-crest")["line"]), 20, 20)


def test_13_the_pit_is_2_5_to_3_cm_beside_the_last_knob() -> None:
    for side in sides(13):
        x, y = zone(13, side)["centre"]
        held(abs(x - mark(13, "l5-spinous-tip")["x"]), 25, 30)
        held(y - mark(13, "l5-spinous-tip")["y"], 0, 0)
        assert y < mark(13, "psis", side)["y"], "above the line of the dimples"


def test_14_the_place_is_4_to_5_cm_below_the_ridge() -> None:
    x, y = zone(14)["centre"]
    held(y - interpolate(mark(14, "scapula-spine-ridge")["line"], 0, x)[1], 40, 50)


# ---------- what the page forbids stays clear ----------------------------------------------------------------------------
def along(line: list) -> list[list[float]]:
    return [[u + t / 20 * (v - u) for u, v in zip(a, b, strict=True)] for a, b in itertools.pairwise(line) for t in range(21)]


def nearest(points: list, line: list) -> float:
    return min(math.dist(p, q) for p in points for q in along(line))


def test_02_ring_and_ball_keep_off_the_last_rib() -> None:
    for side in sides(2):
        rib = mark(2, "rib12-lower-edge", side)["line"]
        assert nearest(zone(2, side)["outline"], rib) > 0.5
    assert "path" not in record(2)["strokes"]["ball"], "it would roll on to the rib or the spine"


def test_07_the_stroke_stays_on_the_muscle_and_out_of_the_hollow_behind_the_jaw() -> None:
    muscle = filled(7, "target")
    path = along(record(7)["strokes"]["strip"]["path"])
    assert all(inside(tuple(p), muscle) for p in path)
    corner = mark(7, "mandible-angle")
    assert all(p[0] > corner["x"] for p in path)


def test_08_the_oval_keeps_in_front_of_the_strap() -> None:
    strap = mark(8, "iliotibial-band-front-edge")["line"]
    assert nearest(zone(8)["outline"], strap) > 2
    ahead = [x - interpolate(strap, 1, y)[0] for x, y in zone(8)["outline"]]
    assert min(ahead) > 0


def test_01_the_ball_nods_and_does_not_turn_the_head() -> None:
    (x0, y0), *_, (x1, y1) = record(1)["strokes"]["ball"]["path"]
    assert abs(x1 - x0) < 1 and abs(y1 - y0) <= 12


# ---------- strokes, review, landmarks -----------------------------------------------------------------------------------
@pytest.mark.parametrize("spot", SPOTS)
def test_every_way_of_working_has_its_stroke(spot: int) -> None:
    drawn = set(record(spot)["strokes"])
    assert drawn >= set(KINDS[spot].split())
    written = yaml.safe_load((DATA / f"{spot:02d}-{SLUGS[spot]}.yaml").read_text())
    assert drawn >= {"ball" if t["kind"] == "roll" else t["kind"] for t in written["techniques"]}


@pytest.mark.parametrize("spot", SPOTS)
def test_steps_point_at_landmarks_that_are_seen(spot: int) -> None:
    written = yaml.safe_load((DATA / f"{spot:02d}-{SLUGS[spot]}.yaml").read_text())
    wanted = {step["landmark"] for step in written["find"] if step.get("landmark")}
    assert wanted <= {m["id"] for m in record(spot)["landmarks"] if m["visible"] and m["side"] in ("right", "mid")}


@pytest.mark.parametrize("spot", SPOTS)
def test_uncertain_positions_ask_for_review(spot: int) -> None:
    """The fact sheet marks every position as a synthesis but that of the arch (10), where only the list of muscles is its author's."""
    assert all(z["review"] == ("ok" if spot == 10 else "needed") for z in record(spot)["zones"])


@pytest.mark.parametrize("spot", SPOTS)
def test_landmarks_that_are_seen_lie_on_the_body(spot: int) -> None:
    body = filled(spot, "skin")
    for m in record(spot)["landmarks"]:
        if m["visible"]:
            near = min(math.dist((m["x"], m["y"]), p) for ring in body for p in ring)
            assert inside((m["x"], m["y"]), body) or near < SLACK, m["id"]
