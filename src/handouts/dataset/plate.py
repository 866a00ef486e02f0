"""What stands beside the drawings: landmarks, zones and strokes of a plate, spots and regions of the body figures.

Enters: the JSON files of docs/figures.md. Leaves: `Plate`, `BodyFigure`, `Outline`s, all in the millimetres of the drawing's view box.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from handouts.dataset.json_file import Keys, length, parse_json, word

Point = tuple[float, float]
SIDES = ("left", "right", "mid")
STROKES = {"still": ("at",), "strip": ("path",), "strum": ("path",), "ball": ("at",), "roller": ("at",), "pincer": ("at", "along_deg")}
"""What the geometry of each kind of stroke must hold."""


class LandmarkAt(NamedTuple):
    """One landmark on one side."""

    id: str
    side: str
    at: Point
    visible: bool
    name: str


class Zone(NamedTuple):
    """Where to press. `cross` is where the X goes."""

    side: str
    kind: str
    outline: tuple[Point, ...]
    centre: Point
    cross: Point
    review: str


class Plate(NamedTuple):
    """A location diagram. `view_box` is left, top, width, height."""

    id: str
    view_box: tuple[float, float, float, float]
    laterality: str
    landmarks: Mapping[str, tuple[LandmarkAt, ...]]
    zones: tuple[Zone, ...]
    strokes: Mapping[str, Mapping[str, Any]]


class Outline(NamedTuple):
    """A region's area on one figure."""

    region: str
    figure: str
    side: str
    points: tuple[Point, ...]


class Crop(NamedTuple):
    """A part of a whole figure that may stand for it. `framed`: it is cut at its sides too, and wants a rule round it."""

    id: str
    box: tuple[float, float, float, float]
    framed: bool


class BodyFigure(NamedTuple):
    """A whole figure or an inset: where each spot lies on it, by number and side, and how squarely it is seen there (0 to 1)."""

    id: str
    view_box: tuple[float, float, float, float]
    spots: Mapping[tuple[int, str], Point]
    facing: Mapping[tuple[int, str], float]
    crops: tuple[Crop, ...]


def load_plate(name: str, read_bytes: Callable[[str], bytes]) -> Plate:
    """The plate `name`. Raises `DatasetError` naming the file and key."""
    content = parse_json(read_bytes(f"images/spots/{name}.json"), f"images/spots/{name}.json")
    landmarks: dict[str, list[LandmarkAt]] = {}
    with Keys(f"images/spots/{name}.json"):
        for mark in content["landmarks"]:
            at = LandmarkAt(
                word(mark["id"]),
                _one_of(mark["side"], SIDES),
                (length(mark["x"]), length(mark["y"])),
                bool(mark["visible"]),
                word(mark["name"]),
            )
            landmarks.setdefault(at.id, []).append(at)
        zones = tuple(
            Zone(
                _one_of(zone["side"], SIDES),
                word(zone["kind"]),
                _outline(zone["outline"]),
                _point(zone["centre"]),
                _point(zone["cross"]),
                word(zone["review"]),
            )
            for zone in content["zones"]
        )
        if not zones:
            raise ValueError("zones is empty: a plate shows where to press")
        return Plate(
            name,
            _box(content["view_box"]),
            _one_of(content["laterality"], ("left", "right", "both", "one", "mid")),
            {key: tuple(marks) for key, marks in landmarks.items()},
            zones,
            {word(kind): _stroke(kind, stroke) for kind, stroke in content["strokes"].items()},
        )


def load_body(name: str, read_bytes: Callable[[str], bytes]) -> BodyFigure:
    """The body figure `name`."""
    file = f"images/body/{name}.json"
    content = parse_json(read_bytes(file), file)
    with Keys(file):
        spots = {(int(spot["spot"]), word(spot["side"])): (length(spot["x"]), length(spot["y"])) for spot in content["spots"]}
        facing = {(int(spot["spot"]), word(spot["side"])): length(spot.get("facing", 1)) for spot in content["spots"]}
        crops = tuple(Crop(str(crop["id"]), _box(crop["box"]), bool(crop.get("framed", False))) for crop in content.get("crops", ()))
        return BodyFigure(name, _box(content["view_box"]), spots, facing, crops)


def load_regions(read_bytes: Callable[[str], bytes]) -> tuple[Outline, ...]:
    """All regions on all figures."""
    file = "images/body/regions.json"
    content = parse_json(read_bytes(file), file)
    with Keys(file):
        return tuple(
            Outline(word(region["id"]), word(outline["figure"]), word(outline["side"]), _points(outline["outline"]))
            for region in content["regions"]
            for outline in region["outlines"]
        )


def _stroke(kind: str, stroke: Any) -> Mapping[str, Any]:
    """The geometry of one stroke, by the kinds of docs/figures.md."""
    found: dict[str, Any] = {}
    if "at" in stroke:
        found["at"] = _point(stroke["at"])
    if "path" in stroke:
        found["path"] = _points(stroke["path"])
    if "along_deg" in stroke:
        found["along_deg"] = length(stroke["along_deg"])
    for key in STROKES.get(kind, ()):
        if key not in found:
            raise KeyError(f"strokes.{kind}.{key}")
    if kind in ("strip", "strum") and len(found["path"]) < 2:
        raise ValueError(f"strokes.{kind}.path has fewer than 2 points")
    return found


def _point(value: Any) -> Point:
    x, y = value
    return (length(x), length(y))


def _points(value: Any) -> tuple[Point, ...]:
    return tuple([_point(each) for each in value])


def _outline(value: Any) -> tuple[Point, ...]:
    points = _points(value)
    if len(points) < 3:
        raise ValueError("an outline has fewer than 3 points")
    return points


def _box(value: Any) -> tuple[float, float, float, float]:
    x, y, width, height = map(length, value)
    if width <= 0 or height <= 0:
        raise ValueError("a box has no size")
    return (x, y, width, height)


def _one_of(value: Any, known: tuple[str, ...]) -> str:
    if value not in known:
        raise ValueError(f"“{value}” is not one of {', '.join(known)}")
    return str(value)
