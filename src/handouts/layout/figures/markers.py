"""Numbered markers: where their discs stand, so that none covers another, the X, a landmark or the edge.

Enters: points to be marked and what must stay clear, in points on the page. Leaves: a place for each disc. The search is over rings
of places round each point; it is greedy, deterministic, and prefers near places away from the zone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import repeat
from operator import itemgetter
from typing import NamedTuple

from handouts.layout.frame import Rect

Point = tuple[float, float]


class Keep(NamedTuple):
    """A circle that no disc may touch."""

    at: Point
    radius_pt: float


class Marker(NamedTuple):
    """A numbered disc and the point it stands for; `anchored` where that point is a landmark with a dot of its own."""

    number: int
    disc: Point
    target: Point
    anchored: bool


class Target(NamedTuple):
    """Where a step points: one of several places (a landmark's left and right), or along an outline."""

    choices: tuple[Point, ...]
    anchored: bool


RINGS = 11
"""Rings of places that are tried round a point, each nearly a radius further out."""
ZONE_AIR_PT = 2.5
"""Between a disc and the ring to work in, which it must not hide: a disc goes further off on a longer line rather than closer."""
DIRECTIONS = tuple((math.cos(math.tau * index / 24), math.sin(math.tau * index / 24)) for index in range(24))


def place_markers(
    targets: Sequence[Target], window: Rect, zones: Sequence[Sequence[Point]], keeps: Sequence[Keep], radius_pt: float
) -> tuple[Marker, ...]:
    """A numbered disc for each target, at the cheapest free place near it.

    Discs are placed in the order of the steps, not those with fewest choices first, so that their numbers match the steps.
    """
    placed: list[Marker] = []
    taken = list(keeps)
    centre = _middle([point for zone in zones for point in zone])
    reach = [_reach(zone, radius_pt + ZONE_AIR_PT) for zone in zones]
    dots = [Keep(choice, 3.2) for target in targets if target.anchored and len(target.choices) == 1 for choice in target.choices]
    for number, target in enumerate(targets, 1):
        best = (math.inf, target.choices[0], target.choices[0])
        near = [*taken, *(dot for dot in dots if dot not in taken)]
        for ring in range(RINGS):
            distance_pt = radius_pt + (6.0 if target.anchored else 5.0) + ring * radius_pt * 0.8
            if distance_pt * 0.1 >= best[0]:
                break
            for base, spot, choice in _ring(target, distance_pt, window, centre, radius_pt):
                if base >= best[0]:
                    break
                cost = _cost(base, best[0], spot, choice, placed, near, zones, reach, radius_pt)
                if cost < best[0]:
                    best = (cost, spot, choice)
        _, spot, choice = best
        placed.append(Marker(number, spot, choice, target.anchored))
        taken.append(Keep(spot, radius_pt))
        if target.anchored:
            taken.append(Keep(choice, 3.2))
    return tuple(placed)


def _reach(zone: Sequence[Point], air_pt: float) -> tuple[float, float, float, float]:
    xs, ys = [point[0] for point in zone], [point[1] for point in zone]
    return (min(xs) - air_pt, min(ys) - air_pt, max(xs) + air_pt, max(ys) + air_pt)


def _ring(target: Target, distance_pt: float, window: Rect, centre: Point, radius_pt: float) -> list[tuple[float, Point, Point]]:
    """Places for a disc so far from a point it would stand for, with what the place itself costs; the best first.

    That is more the further it is, and less on the side away from the middle of the zones: a tenth of the distance at the least.
    """
    found = []
    edge_pt = radius_pt + 2.5
    left, top, right, bottom = window.x_pt + edge_pt, window.y_pt + edge_pt, window.right_pt - edge_pt, window.bottom_pt - edge_pt
    for at in target.choices:
        near_pt = distance_pt * 0.6 + 0.5 * math.dist(at, centre)
        for cos, sin in DIRECTIONS:
            x, y = at[0] + distance_pt * cos, at[1] + distance_pt * sin
            if left <= x <= right and top <= y <= bottom:
                found.append((near_pt - 0.5 * math.dist((x, y), centre), (x, y), at))
    found.sort(key=_first)
    return found


_first = itemgetter(0)


def _cost(
    cost: float,
    limit: float,
    spot: Point,
    target: Point,
    placed: Sequence[Marker],
    near: Sequence[Keep],
    zones: Sequence[Sequence[Point]],
    reach: Sequence[tuple[float, float, float, float]],
    radius_pt: float,
) -> float:
    """`cost` and what stands against a place: touching something, hiding a zone, a leader through something; counted up to `limit`."""
    for at, keep_pt in near:
        if at == target:
            continue
        gap_pt = math.dist(spot, at) - keep_pt - radius_pt
        if gap_pt < 1.5:
            cost += 4000 + (1.5 - gap_pt) * 100  # outweighs everything else together: touching is a last resort, the less the better
        elif gap_pt < 6:
            cost += (6 - gap_pt) * 2  # nearer than 6 pt is allowed, but further off is better
        if cost >= limit:
            return cost
    for zone, (left, top, right, bottom) in zip(zones, reach, strict=True):
        if not (left < spot[0] < right and top < spot[1] < bottom):
            continue
        if inside(spot, zone):
            cost += 1500
        elif min(map(math.dist, zone, repeat(spot))) < radius_pt + ZONE_AIR_PT:
            cost += 600
        if cost >= limit:
            return cost
    for at, keep_pt in near:
        if at != target and _distance_to_segment(at, spot, target) < keep_pt + 0.5:
            cost += 300
    for marker in placed:
        if _cross(spot, target, marker.disc, marker.target):
            cost += 400
    return cost


def inside(point: Point, outline: Sequence[Point]) -> bool:
    """Whether a point lies inside a closed outline: a ray from it crosses the outline an odd number of times (even-odd rule)."""
    x, y = point
    odd = False
    before = outline[-1]
    for here in outline:
        if (here[1] > y) != (before[1] > y) and x < (before[0] - here[0]) * (y - here[1]) / (before[1] - here[1]) + here[0]:
            odd = not odd
        before = here
    return odd


def _middle(points: Sequence[Point]) -> Point:
    return (sum(point[0] for point in points) / len(points), sum(point[1] for point in points) / len(points))


def _distance_to_segment(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    share = max(0.0, min(1.0, ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length)) if length else 0.0
    return math.dist(point, (start[0] + share * dx, start[1] + share * dy))


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
