"""What stands beside the drawings: landmarks, zones and strokes of a plate, spots and regions of the body figures.

Enters: the JSON files of docs/figures.md. Leaves: `Plate`, `BodyFigure`, `Outline`s, all in the millimetres of the drawing's view box.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from handouts.errors import DatasetError, Diagnostic, Place

Point = tuple[float, float]


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
    content = _json(f"images/spots/{name}.json", read_bytes)
    landmarks: dict[str, list[LandmarkAt]] = {}
    with _Keys(f"images/spots/{name}.json"):
        for mark in content["landmarks"]:
            at = LandmarkAt(mark["id"], mark["side"], (mark["x"], mark["y"]), mark["visible"], mark["name"])
            landmarks.setdefault(at.id, []).append(at)
        zones = tuple(
            Zone(zone["side"], zone["kind"], _points(zone["outline"]), _point(zone["centre"]), _point(zone["cross"]), zone["review"])
            for zone in content["zones"]
        )
        return Plate(
            name,
            _box(content["view_box"]),
            content["laterality"],
            {key: tuple(marks) for key, marks in landmarks.items()},
            zones,
            content["strokes"],
        )


def load_body(name: str, read_bytes: Callable[[str], bytes]) -> BodyFigure:
    """The body figure `name`."""
    file = f"images/body/{name}.json"
    content = _json(file, read_bytes)
    with _Keys(file):
        spots = {(int(spot["spot"]), str(spot["side"])): (float(spot["x"]), float(spot["y"])) for spot in content["spots"]}
        facing = {(int(spot["spot"]), str(spot["side"])): float(spot.get("facing", 1)) for spot in content["spots"]}
        crops = tuple(Crop(str(crop["id"]), _box(crop["box"]), bool(crop.get("framed", False))) for crop in content.get("crops", ()))
        return BodyFigure(name, _box(content["view_box"]), spots, facing, crops)


def load_regions(read_bytes: Callable[[str], bytes]) -> tuple[Outline, ...]:
    """All regions on all figures."""
    file = "images/body/regions.json"
    content = _json(file, read_bytes)
    with _Keys(file):
        return tuple(
            Outline(region["id"], outline["figure"], outline["side"], _points(outline["outline"]))
            for region in content["regions"]
            for outline in region["outlines"]
        )


def _json(file: str, read_bytes: Callable[[str], bytes]) -> Any:
    import json

    try:
        return json.loads(read_bytes(file))
    except ValueError as error:
        raise DatasetError(Diagnostic(Place(file), f"not JSON: {error}")) from None


class _Keys:
    """Turns a missing key or a value of the wrong kind into an error that names the file."""

    def __init__(self, file: str) -> None:
        self.file = file

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if isinstance(error, KeyError):
            raise DatasetError(Diagnostic(Place(self.file), f"the key {error} is missing", "see docs/figures.md")) from None
        if isinstance(error, (TypeError, ValueError, AttributeError)):
            raise DatasetError(Diagnostic(Place(self.file), f"a value is of the wrong kind: {error}", "see docs/figures.md")) from None


def _point(value: Any) -> Point:
    x, y = value
    return (float(x), float(y))


def _points(value: Any) -> tuple[Point, ...]:
    return tuple([(float(x), float(y)) for x, y in value])


def _box(value: Any) -> tuple[float, float, float, float]:
    x, y, width, height = value
    return (float(x), float(y), float(width), float(height))
