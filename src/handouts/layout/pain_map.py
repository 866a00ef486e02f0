"""Locator and pain map in one: the body, or the part of it that matters, with an X at the spot, the main pain area solid, the
spill-over dotted.

Enters: body figures, region outlines, region ids. Leaves: items in a window. Solid and dots follow Travell and Simons' convention
and tell apart without colour.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from handouts.dataset.plate import BodyFigure, Outline, Point
from handouts.layout.figure import Figures, Projection
from handouts.layout.frame import Item, Picture, Rect, Shape
from handouts.layout.markers import inside
from handouts.layout.marks import cross, polygon

WHOLE = ("front", "back", "side")
LEAST_SHARE = 0.3
"""The least part of a whole figure's height that is shown: less would not be known for a body."""

DOT_PT = 1.15
DOT_GAP_PT = 2.7


def lay_pain_map(
    figures: Figures, main: Sequence[str], spill_over: Sequence[str], number: int, side: str, window: Rect, scale: float = 1.0
) -> tuple[Item, ...]:
    """One figure, or two side by side, that show the X and every region."""
    chosen = choose_figures(figures, main, spill_over, number)
    views = [_view(figures, name, main, spill_over, number, side) for name in chosen]
    gap_pt = 4.0 * scale
    room_pt = window.width_pt - gap_pt * (len(chosen) - 1)
    aspects = [view[2] / view[3] for view in views]
    height_pt = min(window.height_pt, room_pt / sum(aspects))
    left_pt = window.x_pt + (room_pt - height_pt * sum(aspects)) / 2
    items: list[Item] = []
    for name, view, aspect in zip(chosen, views, aspects, strict=True):
        part = Rect(left_pt, window.y_pt + (window.height_pt - height_pt) / 2, height_pt * aspect, height_pt)
        items += _one(figures, name, view, part, main, spill_over, number, side, scale)
        left_pt += part.width_pt + gap_pt
    return tuple(items)


def choose_figures(figures: Figures, main: Sequence[str], spill_over: Sequence[str], number: int) -> list[str]:
    """The figure that shows the spot and most of its pain; a second one where that adds regions the first cannot show."""
    shown: dict[str, set[str]] = {}
    for outline in figures.regions:
        if outline.region in main or outline.region in spill_over:
            shown.setdefault(outline.figure, set()).add(outline.region)

    def worth(name: str, missing: set[str]) -> float:
        body = figures.bodies[name]
        here = shown.get(name, set()) & missing
        return (
            3 * any(spot == number for spot, _ in body.spots) + sum(2 if region in main else 1 for region in here) + 0.1 * (name in WHOLE)
        )

    wanted = {*main, *spill_over}
    names = list(figures.bodies)
    first = max(names, key=lambda name: worth(name, wanted))
    missing = wanted - shown.get(first, set())
    rest = [name for name in names if name != first and shown.get(name, set()) & missing]
    if not rest:
        return [first]
    second = max(rest, key=lambda name: worth(name, missing))
    return [first, second]


def _outlines(figures: Figures, name: str, regions: Sequence[str], side: str) -> list[Outline]:
    """The outlines of some regions on one figure, on the worked side or on both."""
    return [
        outline
        for outline in figures.regions
        if outline.figure == name
        and outline.region in regions
        and (outline.side == "mid" or side == "both" or outline.side == side or name in ("side", "head", "sole"))
    ]


def _spots(body: BodyFigure, number: int, side: str) -> list[Point]:
    found = [(where, at) for (spot, where), at in body.spots.items() if spot == number]
    chosen = [at for where, at in found if side == "both" or where in (side, "mid")]
    return chosen or [at for _, at in found[:1]]


def _view(
    figures: Figures, name: str, main: Sequence[str], spill_over: Sequence[str], number: int, side: str
) -> tuple[float, float, float, float]:
    """The part of a figure that is shown: what matters and air round it, never too little to be known for a body."""
    body = figures.bodies[name]
    left, top, width, height = body.view_box
    if name not in WHOLE:
        return body.view_box
    points = [point for outline in _outlines(figures, name, (*main, *spill_over), side) for point in outline.points] + _spots(
        body, number, side
    )
    ys = [point[1] for point in points] or [top, top + height]
    air = 0.05 * height
    first, last = min(ys) - air, max(ys) + air
    if last - first < LEAST_SHARE * height:
        middle = (first + last) / 2
        first, last = middle - LEAST_SHARE * height / 2, middle + LEAST_SHARE * height / 2
    first, last = max(top, first), min(top + height, last)
    return (left, first, width, last - first)


def _one(
    figures: Figures,
    name: str,
    view: tuple[float, float, float, float],
    part: Rect,
    main: Sequence[str],
    spill_over: Sequence[str],
    number: int,
    side: str,
    scale: float,
) -> list[Item]:
    mirrored = side == "left" and name in ("side", "head", "sole")
    shown = Projection(view, part, mirrored)
    items: list[Item] = [Picture(f"body/{name}", part, view, mirrored, scale)]
    for outline in _outlines(figures, name, main, side):
        items.append(polygon(_inside_window(shown.points(outline.points), part), "pain", None, 0))
    dots: list[tuple[object, ...]] = []
    for outline in _outlines(figures, name, spill_over, side):
        dots += stipple(_inside_window(shown.points(outline.points), part), scale)
    if dots:
        items.append(Shape(tuple(dots), "pain", None, 0))
    for at in _spots(figures.bodies[name], number, side):
        items += cross(shown.point(at), 2.9 * scale, 0.72 * scale)
    return items


def _inside_window(points: list[Point], part: Rect) -> list[Point]:
    return [(min(max(x, part.x_pt), part.right_pt), min(max(y, part.y_pt), part.bottom_pt)) for x, y in points]


def stipple(outline: Sequence[Point], scale: float) -> list[tuple[object, ...]]:
    """Dots on a staggered grid inside an outline, as path segments of small diamonds with round look; bounded in number by the gap."""
    xs, ys = [point[0] for point in outline], [point[1] for point in outline]
    gap_pt = DOT_GAP_PT * scale
    radius_pt = DOT_PT * scale / 2
    segments: list[tuple[object, ...]] = []
    row = math.ceil(min(ys) / (gap_pt * 0.87))
    while (y := row * gap_pt * 0.87) <= max(ys):
        shift = gap_pt / 2 if row % 2 else 0.0
        column = math.ceil((min(xs) - shift) / gap_pt)
        while (x := column * gap_pt + shift) <= max(xs):
            if inside((x, y), outline):
                segments += _dot(x, y, radius_pt)
            column += 1
        row += 1
    return segments


def _dot(x: float, y: float, r: float) -> list[tuple[object, ...]]:
    """An octagon is round enough at this size, and a third of a circle's bytes."""
    k = r * 0.4142
    return [
        ("m", x - k, y - r),
        ("l", x + k, y - r),
        ("l", x + r, y - k),
        ("l", x + r, y + k),
        ("l", x + k, y + r),
        ("l", x - k, y + r),
        ("l", x - r, y + k),
        ("l", x - r, y - k),
        ("h",),
    ]
