"""Marks drawn over figures: outlines, the X, landmark dots, fingers as a scale, arrows. All with a halo of paper, so that they
stand on any ground.

Enters: points on the page. Leaves: shapes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from handouts.layout.frame import Item, Rect, Shape
from handouts.layout.laid import disc, line

Point = tuple[float, float]

RING_PT = 9.5
"""Radius of the ring of still pressure: wide enough that muscle shows between it and the X."""
BALL_PT = 7.5
"""Radius of a ball's sign."""


def polygon(points: Sequence[Point], fill: str | None, stroke: str | None, line_width_pt: float, dash_pt: tuple[float, ...] = ()) -> Shape:
    """The shape of a closed outline."""
    first, *rest = points
    return Shape((("m", *first), *(("l", *point) for point in rest), ("h",)), fill, stroke, line_width_pt, dash_pt)


def polyline(points: Sequence[Point], ink: str, line_width_pt: float) -> Shape:
    """The shape of an open line through these points."""
    first, *rest = points
    return Shape((("m", *first), *(("l", *point) for point in rest)), None, ink, line_width_pt)


def dashed_zone(points: Sequence[Point], scale: float) -> tuple[Item, ...]:
    """The area to work in."""
    return (
        polygon(points, None, "paper", 3.0 * scale),
        polygon(points, None, "mark", 1.3 * scale, (3.6 * scale, 2.2 * scale)),
    )


def pale_zone(points: Sequence[Point], scale: float) -> tuple[Item, ...]:
    """The same area on the side that is not worked on: there to compare, not to press."""
    return (polygon(points, None, "paper", 2.2 * scale), polygon(points, None, "rule", 0.6 * scale))


def cross(at: Point, arm_pt: float, scale: float) -> tuple[Item, ...]:
    """The X (Travell and Simons' mark for the spot)."""
    x, y = at
    strokes = (
        (x - arm_pt, y - arm_pt, x + arm_pt, y + arm_pt),
        (x - arm_pt, y + arm_pt, x + arm_pt, y - arm_pt),
    )
    halo = [line(*stroke, "paper", 4.6 * scale) for stroke in strokes]
    return (*halo, *(line(*stroke, "mark", 2.4 * scale) for stroke in strokes))


def dot(at: Point, scale: float, keep_off: bool = False) -> tuple[Item, ...]:
    """A landmark's exact place; hollow where it is one to keep off."""
    if keep_off:
        return (disc(*at, 3.2 * scale, "paper"), disc(*at, 1.8 * scale, "paper", "keep-off", 1.2 * scale))
    return (disc(*at, 2.1 * scale, "mark", "paper", 1.0 * scale),)


def leader(start: Point, end: Point, scale: float, keep_off: bool = False) -> tuple[Item, ...]:
    """From a step's sign to what it points at."""
    return (line(*start, *end, "paper", 2.6 * scale), line(*start, *end, "keep-off" if keep_off else "mark", 0.9 * scale))


def fingers(corner: Point, width_pt: float, count: int, scale: float) -> tuple[Item, ...]:
    """So many fingertips side by side, each as wide as a finger would be at the figure's scale. `corner` is bottom left."""
    x, bottom = corner
    items: list[Item] = []
    height_pt = width_pt * 1.25
    for index in range(count):
        left, right = x + index * width_pt, x + (index + 1) * width_pt
        top = bottom - height_pt * (1.0 if index == 1 else 0.93)
        curve_pt = width_pt * 0.55
        path = (
            ("m", left, bottom),
            ("l", left, top + curve_pt),
            ("c", left, top, right, top, right, top + curve_pt),
            ("l", right, bottom),
            ("h",),
        )
        items.append(Shape(path, "paper", "mark", 0.7 * scale))
        nail = (
            ("m", left + width_pt * 0.28, top + curve_pt * 1.15),
            ("l", left + width_pt * 0.28, top + curve_pt * 0.75),
            (
                "c",
                left + width_pt * 0.3,
                top + curve_pt * 0.25,
                right - width_pt * 0.3,
                top + curve_pt * 0.25,
                right - width_pt * 0.28,
                top + curve_pt * 0.75,
            ),
            ("l", right - width_pt * 0.28, top + curve_pt * 1.15),
        )
        items.append(Shape(nail, None, "mark", 0.45 * scale))
    return tuple(items)


def arrow(points: Sequence[Point], scale: float) -> tuple[Item, ...]:
    """A line along `points` with a head at its end."""
    line_pt, head_pt = 2.3 * scale, 7.2 * scale
    shortened = [*points[:-1], _before(points[-2], points[-1], head_pt * 0.7)]
    head = _head(points[-2], points[-1], head_pt)
    halo = (polyline(shortened, "paper", line_pt + 2.6 * scale), polygon(head, None, "paper", 2.6 * scale))
    return (*halo, polyline(shortened, "mark", line_pt), polygon(head, "mark", None, 0))


def _head(start: Point, end: Point, length_pt: float) -> tuple[Point, Point, Point]:
    angle = math.atan2(end[1] - start[1], end[0] - start[0])
    back = (end[0] - length_pt * math.cos(angle), end[1] - length_pt * math.sin(angle))
    side_x, side_y = -math.sin(angle) * length_pt * 0.46, math.cos(angle) * length_pt * 0.46
    return (end, (back[0] + side_x, back[1] + side_y), (back[0] - side_x, back[1] - side_y))


def _before(start: Point, end: Point, length_pt: float) -> Point:
    angle = math.atan2(end[1] - start[1], end[0] - start[0])
    return (end[0] - length_pt * math.cos(angle), end[1] - length_pt * math.sin(angle))


def rings(at: Point, scale: float) -> tuple[Item, ...]:
    """Still pressure: an open ring round a small X, so that the muscle under it is seen."""
    ring = [disc(*at, RING_PT * scale, None, "paper", 3.2 * scale), disc(*at, RING_PT * scale, None, "mark", 1.5 * scale)]
    return (*ring, *cross(at, 2.9 * scale, 0.6 * scale))


def ball(at: Point, path: Sequence[Point], scale: float) -> tuple[Item, ...]:
    """A ball, its gleam, and the ends it rolls to. Only its outline, so that the muscle under it is seen."""
    gleam_pt = 4.4 * scale
    turns = [math.radians(degrees) for degrees in range(185, 266, 10)]
    gleam = [(at[0] + gleam_pt * math.cos(turn), at[1] + gleam_pt * math.sin(turn)) for turn in turns]
    outline = (disc(*at, BALL_PT * scale, None, "paper", 4.4 * scale), disc(*at, BALL_PT * scale, None, "mark", 2.3 * scale))
    ways = [item for end in path for item in arrow((_before(end, at, BALL_PT * scale), end), scale)]
    return (*ways, *outline, polyline(gleam, "paper", 2.8 * scale), polyline(gleam, "mark", 1.4 * scale))


def roller(at: Point, path: Sequence[Point], scale: float) -> tuple[Item, ...]:
    """A roller lying across its way, and the ends it rolls to. Only its outline, so that the muscle under it is seen."""
    far = path[-1] if path else (at[0], at[1] + 1)
    angle = math.atan2(far[1] - at[1], far[0] - at[0])
    half_long_pt, half_wide_pt = 12.5 * scale, 4.6 * scale
    corners = [
        (
            at[0] + wide * half_wide_pt * math.cos(angle) - long * half_long_pt * math.sin(angle),
            at[1] + wide * half_wide_pt * math.sin(angle) + long * half_long_pt * math.cos(angle),
        )
        for wide, long in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    ]
    ways = [item for end in path for item in arrow((_before(end, at, half_wide_pt), end), scale)]
    return (*ways, polygon(corners, None, "paper", 3.8 * scale), polygon(corners, None, "mark", 1.9 * scale))


def squeeze(at: Point, along_deg: float, scale: float) -> tuple[Item, ...]:
    """Two arrows that meet across a fold."""
    angle = math.radians(along_deg + 90)
    items: list[Item] = []
    for sign in (1, -1):
        far = (at[0] + sign * 18 * scale * math.cos(angle), at[1] + sign * 18 * scale * math.sin(angle))
        near = (at[0] + sign * 3.5 * scale * math.cos(angle), at[1] + sign * 3.5 * scale * math.sin(angle))
        items += arrow((far, near), scale)
    return tuple(items)


def frame_rule(window: Rect) -> Shape:
    """The thin rule round a figure."""
    x, y, r, b = window.x_pt, window.y_pt, window.right_pt, window.bottom_pt
    return Shape((("m", x, y), ("l", r, y), ("l", r, b), ("l", x, b), ("h",)), None, "rule", 0.6)
