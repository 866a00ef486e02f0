"""The figures of a page: the plate with its markers, zone and X; a technique's drawing; the crop with its stroke.

Enters: plates, drawings' sizes, a window. Leaves: items at their place. Words are somebody else's; numbers are the only text on a figure.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from handouts.dataset.plate import BodyFigure, LandmarkAt, Outline, Plate, Point, Zone
from handouts.document.blocks import PlateFigure
from handouts.layout.figures.crop import plate_view
from handouts.layout.figures.markers import Keep, Marker, Target, place_markers
from handouts.layout.figures.marks import (
    arrow,
    ball,
    cross,
    dashed_zone,
    dot,
    fingers,
    frame_rule,
    leader,
    pale_zone,
    polyline,
    rings,
    roller,
    squeeze,
)
from handouts.layout.frame import Item, Picture, Rect
from handouts.layout.type.fonts import Face
from handouts.layout.type.signs import number_sign

FINGER_MM = 20.0
"""A finger's width at its widest knuckle, as the steps count it."""

FINGERS = 3

RADIUS_PT = 7.4
"""Of a numbered disc, at normal print."""
BALL_REACH_PT = 18.0
"""How far from its middle a ball's arrows reach at least."""
ARM_PT = 4.2
"""Half the X, along one axis."""


class Figures(NamedTuple):
    """All that layout knows of the drawings of one run."""

    plates: Mapping[str, Plate]
    boxes: Mapping[str, tuple[float, float, float, float]]
    """The view box of each drawing, by its key (`technique/thumb`)."""
    bodies: Mapping[str, BodyFigure]
    regions: tuple[Outline, ...]
    number_face: Face


class PlacedFigure(NamedTuple):
    """A figure laid out with its top left corner at 0, 0."""

    height_pt: float
    items: tuple[Item, ...]


class Projection(NamedTuple):
    """From the millimetres of a drawing to points on the page."""

    view: tuple[float, float, float, float]
    window: Rect
    mirrored: bool

    @property
    def scale(self) -> float:
        """Points for a millimetre."""
        return self.window.width_pt / self.view[2]

    def point(self, at: Point) -> Point:
        """Where a point of the drawing is."""
        x = self.view[0] + self.view[2] - at[0] if self.mirrored else at[0] - self.view[0]
        return (self.window.x_pt + x * self.scale, self.window.y_pt + (at[1] - self.view[1]) * self.scale)

    def points(self, points: Sequence[Point]) -> list[Point]:
        """Where several points of the drawing are."""
        (left, top, width, _), x_pt, y_pt, scale = self.view, self.window.x_pt, self.window.y_pt, self.scale
        if self.mirrored:
            return [(x_pt + (left + width - x) * scale, y_pt + (y - top) * scale) for x, y in points]
        return [(x_pt + (x - left) * scale, y_pt + (y - top) * scale) for x, y in points]


def shows_both(plate: Plate) -> bool:
    """Whether the plate shows the left and the right of the body: then it is marked on the side that is asked for, and never mirrored."""
    return plate.laterality == "both"


def is_mirrored(plate: Plate, side: str) -> bool:
    """Plates of one side are drawn on the right."""
    return not shows_both(plate) and side == "left"


def worked_zones(plate: Plate, side: str) -> tuple[Zone, ...]:
    """The zones to press: of a plate of both sides those of the side that is asked for."""
    return tuple(zone for zone in plate.zones if not shows_both(plate) or side in ("both", zone.side))


def lay_plate(figures: Figures, figure: PlateFigure, width_pt: float, aspect: float = 0.0, scale: float = 1.0) -> PlacedFigure:
    """The plate, `width_pt` wide, with what is laid over it: the zone, the X, the fingers, a numbered sign for each step.

    `aspect` is height over width; 0: the plate's usual one.
    """
    plate = figures.plates[figure.plate]
    shown = plate_projection(plate, width_pt, figure.landmarks, figure.side, aspect)
    window, finger_pt, corner = shown.window, FINGER_MM * shown.scale, _finger_corner(shown.window, scale)
    worked = worked_zones(plate, figure.side)
    markers = plate_markers(plate, shown, figure.landmarks, figure.side, scale)
    items: list[Item] = [Picture(f"spots/{plate.id}", window, shown.view, shown.mirrored, scale)]
    for zone in plate.zones:
        outline = shown.points(zone.outline)
        items += dashed_zone(outline, scale) if zone in worked else pale_zone(outline, scale)
    items += fingers(corner, finger_pt, FINGERS, scale)
    for marker in markers:
        keep_off = figure.is_keep_off(marker.number)
        items += leader(marker.disc, marker.target if marker.anchored else _short_of(marker, 1.9 * ARM_PT * scale), scale, keep_off)
        if marker.anchored:
            items += dot(marker.target, scale, keep_off)
    for zone in worked:
        items += cross(shown.point(zone.cross), ARM_PT * scale, scale)
    for marker in markers:
        items += number_sign(figures.number_face, marker.number, marker.disc, RADIUS_PT * scale, figure.is_keep_off(marker.number))
    items.append(frame_rule(window))
    return PlacedFigure(window.height_pt, tuple(items))


def _short_of(marker: Marker, gap_pt: float) -> Point:
    """Where a leader to the X ends, so that it does not cross it out."""
    (x, y), (x0, y0) = marker.target, marker.disc
    share = 1 - gap_pt / max(math.dist(marker.target, marker.disc), gap_pt)
    return (x0 + (x - x0) * share, y0 + (y - y0) * share)


def plate_projection(plate: Plate, width_pt: float, landmarks: Sequence[str], side: str, aspect: float = 0.0) -> Projection:
    """The plate's view in a window `width_pt` wide at 0, 0."""
    view = plate_view(plate, landmarks, aspect)
    return Projection(view, Rect(0, 0, width_pt, width_pt * view[3] / view[2]), is_mirrored(plate, side))


def plate_markers(plate: Plate, shown: Projection, landmarks: Sequence[str], side: str, scale: float) -> tuple[Marker, ...]:
    """Where the numbered discs stand: off each other, off the X, the fingers and the landmarks they point at."""
    finger_pt, corner = FINGER_MM * shown.scale, _finger_corner(shown.window, scale)
    keeps = [Keep(shown.point(zone.cross), ARM_PT * scale * 1.5) for zone in worked_zones(plate, side)]
    keeps += [Keep((corner[0] + finger_pt * (index + 0.5), corner[1] - finger_pt * 0.6), finger_pt * 0.75) for index in range(FINGERS)]
    zones = [shown.points(zone.outline) for zone in plate.zones]
    return place_markers(_targets(plate, landmarks, shown, side), shown.window, zones, keeps, RADIUS_PT * scale)


def _finger_corner(window: Rect, scale: float) -> Point:
    """The bottom left of the finger scale."""
    return (window.x_pt + 5 * scale, window.bottom_pt - 4 * scale)


def _targets(plate: Plate, landmarks: Sequence[str], shown: Projection, side: str) -> list[Target]:
    """What each step points at. The drawn side of a one-sided plate is its right."""
    wanted = _drawn_side(plate, side)
    targets = []
    for name in landmarks:
        if not name:
            targets.append(Target((shown.point(_zone(plate, wanted).cross),), False))
            continue
        found = plate.landmarks[name]
        chosen = _instances(found, wanted, shows_both(plate) and side == "both")
        targets.append(Target(tuple(shown.point(mark.at) for mark in chosen), True))
    return targets


def _drawn_side(plate: Plate, side: str) -> str:
    """The side on which the plate is marked: as drawn, the right, unless it shows the left as well and that was asked for."""
    return "left" if shows_both(plate) and side == "left" else "right"


def _instances(found: Sequence[LandmarkAt], wanted: str, either: bool) -> list[LandmarkAt]:
    midline = [mark for mark in found if mark.side == "mid"]
    if midline:
        return midline[:1]
    if either:
        return list(found)
    return [mark for mark in found if mark.side == wanted] or list(found[:1])


def lay_picture(figures: Figures, key: str, window: Rect, mirrored: bool = False, scale: float = 1.0) -> tuple[Item, ...]:
    """A drawing as large as the window allows, centred."""
    box = figures.boxes[key]
    share = min(window.width_pt / box[2], window.height_pt / box[3])
    width_pt, height_pt = box[2] * share, box[3] * share
    inner = Rect(window.x_pt + (window.width_pt - width_pt) / 2, window.y_pt + (window.height_pt - height_pt) / 2, width_pt, height_pt)
    return (Picture(key, inner, box, mirrored, scale),)


def lay_stroke_crop(plate: Plate, kind: str, window: Rect, side: str, scale: float = 1.0) -> tuple[Item, ...]:
    """The figure cropped to the zone, with the stroke of one technique drawn on it."""
    zone = _zone(plate, _drawn_side(plate, side))
    stroke = _moved(plate.strokes.get(kind) or plate.strokes.get("ball" if kind == "roll" else "still") or {}, _zone(plate, "right"), zone)
    reach = [*stroke.get("path", ()), stroke.get("at", zone.cross)]
    view = _crop(plate, reach if kind in ("strip", "roll") else [stroke.get("at", zone.cross)], window)
    mirrored = is_mirrored(plate, side)
    shown = Projection(view, window, mirrored)
    items: list[Item] = [Picture(f"spots/{plate.id}", window, view, mirrored, scale)]
    items += _stroke(kind, stroke, zone.cross, shown, scale)
    items.append(frame_rule(window))
    return tuple(items)


def _zone(plate: Plate, side: str) -> Zone:
    return next((zone for zone in plate.zones if zone.side == side), plate.zones[0])


def _moved(stroke: Mapping[str, Any], drawn: Zone, wanted: Zone) -> Mapping[str, Any]:
    """A stroke, which plates give for their right zone, on the zone of the other side: mirrored from X to X."""
    if wanted is drawn:
        return stroke

    def over(at: Sequence[float]) -> Point:
        return (wanted.cross[0] + drawn.cross[0] - at[0], wanted.cross[1] - drawn.cross[1] + at[1])

    other = dict(stroke)
    if "at" in stroke:
        other["at"] = over(stroke["at"])
    if "path" in stroke:
        other["path"] = [over(at) for at in stroke["path"]]
    if "along_deg" in stroke:
        other["along_deg"] = 180 - float(stroke["along_deg"])
    return other


def _crop(plate: Plate, points: Sequence[Sequence[float]], window: Rect) -> tuple[float, float, float, float]:
    """A view with the window's shape round some points, about 90 mm of the body wide, inside the plate."""
    left, top, width, height = plate.view_box
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    aspect = window.height_pt / window.width_pt
    wanted = max(92.0, (max(xs) - min(xs)) * 1.5, (max(ys) - min(ys)) * 1.25 / aspect)
    view_width = min(wanted, width, height / aspect)
    view_height = view_width * aspect
    x = min(max((max(xs) + min(xs)) / 2 - view_width / 2, left), left + width - view_width)
    y = min(max((max(ys) + min(ys)) / 2 - view_height / 2, top), top + height - view_height)
    return (x, y, view_width, view_height)


def _stroke(kind: str, stroke: Mapping[str, Any], at: Point, shown: Projection, scale: float) -> tuple[Item, ...]:
    centre = shown.point(stroke.get("at", at))
    path = _clipped(shown.points(stroke.get("path", ())), shown.window)
    if kind == "strip" and len(path) > 1:
        return arrow(path, scale)
    if kind == "strum" and len(path) > 1:
        return _zigzag(path, scale)
    if kind == "pincer":
        along = float(stroke.get("along_deg", 90))
        return squeeze(centre, 180 - along if shown.mirrored else along, scale)
    if kind in ("ball", "roll"):
        ends = _clipped(_past_the_ball(path, centre, BALL_REACH_PT * scale), shown.window)
        seen = [end for end in ends if math.dist(end, centre) > 14 * scale]
        return roller(centre, seen, scale) if kind == "roll" else ball(centre, seen, scale)
    return rings(centre, scale)


def _past_the_ball(path: Sequence[Point], centre: Point, reach_pt: float) -> list[Point]:
    """A rolling path whose ends stand out from under the ball, so that its arrows are seen."""
    if len(path) < 2:
        return []
    ends = []
    for end in (path[0], path[-1]):
        far = math.dist(end, centre)
        share = max(1.0, reach_pt / far) if far else 0.0
        ends.append((centre[0] + (end[0] - centre[0]) * share, centre[1] + (end[1] - centre[1]) * share))
    return ends


def _clipped(points: Sequence[Point], window: Rect) -> list[Point]:
    """Points kept a little inside the window."""
    edge = 5.0
    return [
        (
            min(max(x, window.x_pt + edge), window.right_pt - edge),
            min(max(y, window.y_pt + edge), window.bottom_pt - edge),
        )
        for x, y in points
    ]


def _zigzag(path: Sequence[Point], scale: float) -> tuple[Item, ...]:
    """To and fro across the fibres: three strokes, never too narrow to be seen, with a head at the end."""
    centre = (sum(point[0] for point in path) / len(path), sum(point[1] for point in path) / len(path))
    across = (path[1][0] - path[0][0], path[1][1] - path[0][1])
    along = (path[-1][0] - path[0][0], path[-1][1] - path[0][1])
    length_pt = math.hypot(*across) or 1.0
    unit = (across[0] / length_pt, across[1] / length_pt)
    normal = (-unit[1], unit[0])
    if normal[0] * along[0] + normal[1] * along[1] < 0:
        normal = (-normal[0], -normal[1])
    half_pt = min(max(length_pt / 2, 6 * scale), 14 * scale)
    points = []
    for index in range(4):
        side_pt, step_pt = (half_pt if index % 2 else -half_pt), (index - 1.5) * 6.5 * scale
        points.append((centre[0] + unit[0] * side_pt + normal[0] * step_pt, centre[1] + unit[1] * side_pt + normal[1] * step_pt))
    return (polyline(points, "paper", 4.8 * scale), *arrow(points[-2:], scale), polyline(points[:-1], "mark", 2.2 * scale))
