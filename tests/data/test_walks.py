"""Where the steps lead is where the X is: each spot's find-it steps, walked in the plate by their own numbers.

A finger-width is 20 mm, as the booklet says; plates are drawn in millimetres of the body. The numbers come out of the words, so that words
and picture cannot part: "1 to 2" is 1.5, "just over 1" is 1.25, "just" beside something is half a finger, a thumb-tip is 20 mm.
"""

from __future__ import annotations

import itertools
import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FINGER_MM = 20.0
HALF_A_FINGER_MM = 10.0
NEAR_MM = 10.0
"""How far from the X a walk may end."""

Point = tuple[float, float]
NUMBER = re.compile(r"(just over )?(\d+)(?: to (\d+))?\*? (?:finger-widths?|thumb-tip)")
RECORDS = sorted((ROOT / "data" / "spots").glob("*.yaml"))


class Walk:
    """A plate's landmarks, and the finger-widths of the record's steps in the order in which they are read."""

    def __init__(self, record: dict[str, Any], plate: dict[str, Any]) -> None:
        text = " ".join(step["text"].replace("*", "") for step in record["find"])
        self.fingers = [(int(low) + int(high or low)) / 2 + (0.25 if over else 0) for over, low, high in NUMBER.findall(text)]
        self.marks = {mark["id"]: mark for mark in plate["landmarks"] if mark["side"] in ("right", "mid")}

    def next_mm(self) -> float:
        """The next length that the words give."""
        return self.fingers.pop(0) * FINGER_MM

    def at(self, name: str) -> Point:
        return self.marks[name]["x"], self.marks[name]["y"]

    def line(self, name: str) -> list[Point]:
        return [(x, y) for x, y in self.marks[name]["line"]]

    def toward(self, start: Point, end: Point) -> Point:
        """From `start` the next length on the way to `end`."""
        share = self.next_mm() / math.dist(start, end)
        return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def on_line(line: list[Point], at: float, axis: int) -> Point:
    """Where a line crosses x (axis 0) or y (axis 1)."""
    for (x1, y1), (x2, y2) in itertools.pairwise(line):
        low, high = ((x1, x2), (y1, y2))[axis]
        if min(low, high) <= at <= max(low, high) and low != high:
            share = (at - low) / (high - low)
            return x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
    raise AssertionError(f"the line does not reach {at:g}")


def along(line: list[Point], length_mm: float) -> Point:
    """A length along a line from the end where it begins."""
    for start, end in itertools.pairwise(line):
        step_mm = math.dist(start, end)
        if length_mm <= step_mm:
            share = length_mm / step_mm
            return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
        length_mm -= step_mm
    raise AssertionError("the line is too short")


def base_of_skull(walk: Walk) -> Point:
    x = walk.at("nape-dip")[0] + walk.next_mm()
    return x, on_line(walk.line("skull-edge"), x, 0)[1] + HALF_A_FINGER_MM


def last_rib(walk: Walk) -> Point:
    x = walk.line("erector-outer-edge")[0][0]
    return x, on_line(walk.line("rib12-lower-edge"), x, 0)[1] + walk.next_mm()


def outer_shin(walk: Walk) -> Point:
    y = walk.at("patella-lower-edge")[1] + walk.next_mm()
    return on_line(walk.line("tibia-anterior-border"), y, 1)[0] - walk.next_mm(), y


def side_of_neck(walk: Walk) -> Point:
    y = walk.at("clavicle-mid")[1] - walk.next_mm()
    return on_line(walk.line("sternocleidomastoid-rear-edge"), y, 1)[0] - HALF_A_FINGER_MM, y


def forearm(walk: Walk) -> Point:
    return walk.toward(walk.at("lateral-epicondyle"), walk.at("wrist-back"))


def side_of_hip(walk: Walk) -> Point:
    x, y = walk.line("side-seam")[0]
    return x + HALF_A_FINGER_MM, y + walk.next_mm()


def jaw(walk: Walk) -> Point:
    walk.next_mm()  # from the front of the ear to the notch, which is a landmark of its own
    x, y = walk.at("jaw-notch")
    return x, y + walk.next_mm()


def outer_thigh(walk: Walk) -> Point:
    x, y = walk.at("patella-upper-outer-corner")
    up_mm = walk.next_mm()
    return x - walk.next_mm(), y - up_mm


def chest(walk: Walk) -> Point:
    x, y = walk.at("clavicle-mid")
    return x, y + walk.next_mm()


def foot_arch(walk: Walk) -> Point:
    heel, ball = walk.at("heel-pad-front-edge"), walk.at("ball-of-foot")
    return (heel[0] + ball[0]) / 2, (heel[1] + ball[1]) / 2


def upper_back(walk: Walk) -> Point:
    y = walk.at("scapula-spine-medial-end")[1] + walk.next_mm()
    return walk.at("t5-spinous-tip")[0] + walk.next_mm(), y


def top_of_buttock(walk: Walk) -> Point:
    rim = walk.line("iliac-crest")
    outward = rim if math.dist(rim[0], walk.at("psis")) < math.dist(rim[-1], walk.at("psis")) else rim[::-1]
    length_mm = walk.next_mm()
    before, here, after = (along(outward, length_mm + step_mm) for step_mm in (-5.0, 0.0, 5.0))
    slope = math.dist(before, after)
    down_mm = walk.next_mm()
    return here[0] - (after[1] - before[1]) / slope * down_mm, here[1] + (after[0] - before[0]) / slope * down_mm


def low_back(walk: Walk) -> Point:
    x, y = walk.at("l5-spinous-tip")
    return x + walk.next_mm(), y


def shoulder_blade(walk: Walk) -> Point:
    x = (walk.at("scapula-medial-border")[0] + walk.at("scapula-lateral-border")[0]) / 2
    return x, on_line(walk.line("scapula-spine-ridge"), x, 0)[1] + walk.next_mm()


WALKS: dict[int, Callable[[Walk], Point]] = {
    1: base_of_skull,
    2: last_rib,
    3: outer_shin,
    4: side_of_neck,
    5: forearm,
    6: side_of_hip,
    7: jaw,
    8: outer_thigh,
    9: chest,
    10: foot_arch,
    11: upper_back,
    12: top_of_buttock,
    13: low_back,
    14: shoulder_blade,
}


def walked(path: Path) -> tuple[Walk, Point, dict[str, Any]]:
    record = yaml.safe_load(path.read_text(encoding="utf-8"))
    plate = json.loads((ROOT / "images" / "spots" / f"{record['figure']['plate']}.json").read_text(encoding="utf-8"))
    walk = Walk(record, plate)
    end = WALKS[record["number"]](walk)
    zone = next(zone for zone in plate["zones"] if zone["side"] == "right")
    return walk, end, zone


def inside(point: Point, outline: list[Point]) -> bool:
    """Within a closed outline (even-odd rule)."""
    x, y = point
    found = False
    for (x1, y1), (x2, y2) in zip(outline, [*outline[1:], outline[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            found = not found
    return found


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_the_steps_end_at_the_x_and_inside_the_zone(path: Path) -> None:
    walk, end, zone = walked(path)
    assert math.dist(end, tuple(zone["cross"])) <= NEAR_MM, (end, zone["cross"])
    assert inside(end, [tuple(point) for point in zone["outline"]])
    assert walk.fingers == [], "a length in the words that the walk does not use"


def test_a_step_that_is_a_finger_longer_would_be_found() -> None:
    record = yaml.safe_load((ROOT / "data/spots/04-side-of-neck.yaml").read_text(encoding="utf-8"))
    plate = json.loads((ROOT / "images/spots/side-of-neck.json").read_text(encoding="utf-8"))
    record["find"][1]["text"] = record["find"][1]["text"].replace("3 finger-widths", "2 finger-widths")
    zone = next(zone for zone in plate["zones"] if zone["side"] == "right")
    assert math.dist(side_of_neck(Walk(record, plate)), tuple(zone["cross"])) > NEAR_MM
