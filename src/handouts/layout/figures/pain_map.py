"""Locator and pain map in one: the body, or the part of it that matters, with an X at the spot, the main pain area solid, the
spill-over dotted.

Enters: body figures with the crops that may stand for them, region outlines, region ids. Leaves: items in a window. Solid and dots follow
Travell and Simons' convention and tell apart without colour.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import mul
from typing import NamedTuple

from handouts.dataset.plate import BodyFigure, Crop, Outline, Point
from handouts.layout.figures.figure import Figures, Projection
from handouts.layout.figures.markers import inside
from handouts.layout.figures.marks import frame_rule, polygon, polyline
from handouts.layout.frame import Item, Picture, Rect, Shape
from handouts.layout.laid import disc

WHOLE = ("front", "back", "side")
ONE_SIDED = ("side", "head", "sole")
"""Figures drawn from the right, mirrored for the left."""

AIR_MM = 34.0
"""Of a whole figure, between what is shown and the edge of a crop."""

GAP_PT = 5.0
"""Between two figures."""

DOT_PT, DOT_GAP_PT, ROW_PT = 1.3, 2.9, 2.5
"""Dots this wide, this far apart in rows this far apart: they outlive a photocopy of a photocopy."""

CLEAR_PT = 1.1
"""Paper between a solid area and the dots round it."""

FRAMED_MERIT = 0.84
"""What a crop that cuts a body at its side is worth beside one that does not."""

ARM_PT, LINE_PT, HALO_PT = 3.1, 1.9, 1.6
"""The X; its halo of paper is wide enough for a solid black ground."""

USUAL_PT, LEAST_CROSS = 72.0, 0.66
"""Maps less high than this have a smaller X, but never less than this share of it."""


LEADER_PT, TARGET_PT = 1.0, 1.5
"""The line from an X that stands aside to the dot on its spot."""
RINGS_OF_CROSS = 16
"""Rings of places that are tried for an X that stands aside."""


class View(NamedTuple):
    """One figure, and the part of it that is shown."""

    figure: str
    box: tuple[float, float, float, float]
    framed: bool


def lay_pain_map(
    figures: Figures, main: Sequence[str], spill_over: Sequence[str], number: int, side: str, window: Rect, scale: float = 1.0
) -> tuple[Item, ...]:
    """One figure, or two side by side, that show the X and every region as large as the window allows."""
    options = _options(figures, main, spill_over, number, side)
    gap_pt = GAP_PT * scale
    views = max(options, key=lambda views: _size(views, window, gap_pt) * _merit(views))
    share = _size(views, window, gap_pt)
    heights = [view.box[3] * _share(views, view, share) for view in views]
    widths = [view.box[2] * _share(views, view, share) for view in views]
    left_pt = window.x_pt + (window.width_pt - sum(widths) - gap_pt * (len(views) - 1)) / 2
    items: list[Item] = []
    for view, width_pt, height_pt in zip(views, widths, heights, strict=True):
        part = Rect(left_pt, window.y_pt + (window.height_pt - height_pt) / 2, width_pt, height_pt)
        items += _one(figures, view, part, main, spill_over, number, side, scale)
        left_pt += width_pt + gap_pt
    return tuple(items)


def choose_figures(figures: Figures, main: Sequence[str], spill_over: Sequence[str], number: int) -> list[str]:
    """The figure that shows the spot and most of its pain; a second one where that adds regions the first cannot show."""
    areas: dict[str, dict[str, float]] = {}
    for outline in figures.regions:
        if outline.region in main or outline.region in spill_over:
            here = areas.setdefault(outline.region, {})
            here[outline.figure] = max(here.get(outline.figure, 0.0), area(outline.points))

    def worth(name: str, wanted: set[str]) -> float:
        """How much of the wanted regions a figure shows, how squarely it shows the X, and whether it is a whole body."""
        body = figures.bodies[name]
        seen = max((facing for (spot, _), facing in body.facing.items() if spot == number), default=-1.0)
        marked = 1 + 2 * min(seen / 0.6, 1) if seen >= 0 else 0.0
        shown = [
            (2 if region in main else 1) * here[name] / max(here.values())
            for region, here in areas.items()
            if region in wanted and name in here
        ]
        return marked + sum(shown) + 0.1 * (name in WHOLE)

    names = list(figures.bodies)
    first = max(names, key=lambda name: worth(name, set(areas)))
    missing = {region for region, here in areas.items() if first not in here}
    rest = [name for name in names if any(name in areas[region] for region in missing)]
    if not rest:
        return [first]
    second = max(rest, key=lambda name: worth(name, missing))
    return sorted((first, second), key=names.index)


def area(points: Sequence[Point]) -> float:
    """The area of a closed outline, in the square of its unit."""
    xs, ys = zip(*points, strict=True)
    twice: float = sum(map(mul, xs, ys[1:] + ys[:1])) - sum(map(mul, ys, xs[1:] + xs[:1]))
    return abs(twice) / 2


def _options(figures: Figures, main: Sequence[str], spill_over: Sequence[str], number: int, side: str) -> list[list[View]]:
    """The ways to show everything: the same crop of each whole figure, insets always whole."""
    chosen = choose_figures(figures, main, spill_over, number)
    crops: dict[str, dict[str, Crop]] = {}
    for name in chosen:
        body = figures.bodies[name]
        points = [point for outline in _outlines(figures, name, (*main, *spill_over), side) for point in outline.points]
        points += _spots(body, number, side)
        fitting = _fitting(body, points) if name in WHOLE and points else []
        crops[name] = {crop.id: crop for crop in (Crop("", body.view_box, False), *fitting)}
    shared = [key for key in crops[chosen[0]] if all(key in crops[name] for name in chosen if name in WHOLE)]
    if chosen[0] not in WHOLE:
        shared = list(crops[chosen[-1]])
    return [
        [View(name, found.box, found.framed) for name in chosen for found in (crops[name].get(key) or crops[name][""],)] for key in shared
    ]


def _fitting(body: BodyFigure, points: Sequence[Point]) -> list[Crop]:
    """The crops that hold everything well inside, but for edges that are the figure's own."""
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    first_x, last_x, first_y, last_y = min(xs), max(xs), min(ys), max(ys)
    _, whole_top, _, whole_height = body.view_box
    fitting = []
    for crop in body.crops:
        left, top, width, height = crop.box
        if (
            left < first_x
            and last_x < left + width
            and (top <= whole_top or first_y - AIR_MM > top)
            and (top + height >= whole_top + whole_height or last_y + AIR_MM < top + height)
        ):
            fitting.append(crop)
    return fitting


def _merit(views: Sequence[View]) -> float:
    """A frame that cuts a body at its side must make it clearly larger."""
    return FRAMED_MERIT if any(view.framed for view in views) else 1.0


def _extent(views: Sequence[View]) -> tuple[float, float]:
    """Width and height side by side, in millimetres of a whole figure."""
    width = sum(view.box[2] * _share(views, view, 1.0) for view in views)
    height = max(view.box[3] * _share(views, view, 1.0) for view in views)
    return width, height


def _share(views: Sequence[View], view: View, share: float) -> float:
    """Points for a millimetre: whole figures side by side share one scale; an inset is as high as its neighbour."""
    if view.figure in WHOLE or len(views) == 1:
        return share
    tallest = max((other.box[3] for other in views if other.figure in WHOLE), default=view.box[3])
    return share * tallest / view.box[3]


def _size(views: Sequence[View], window: Rect, gap_pt: float) -> float:
    """The largest points for a millimetre at which these fit."""
    width, height = _extent(views)
    return min((window.width_pt - gap_pt * (len(views) - 1)) / width, window.height_pt / height)


def _outlines(figures: Figures, name: str, regions: Sequence[str], side: str) -> list[Outline]:
    """The outlines of some regions on one figure, on the worked side or on both."""
    return [
        outline
        for outline in figures.regions
        if outline.figure == name
        and outline.region in regions
        and (outline.side == "mid" or side == "both" or outline.side == side or name in ONE_SIDED)
    ]


def _spots(body: BodyFigure, number: int, side: str) -> list[Point]:
    found = [(where, at) for (spot, where), at in body.spots.items() if spot == number]
    chosen = [at for where, at in found if side == "both" or where in (side, "mid")]
    return chosen or [at for _, at in found[:1]]


def _one(
    figures: Figures, view: View, part: Rect, main: Sequence[str], spill_over: Sequence[str], number: int, side: str, scale: float
) -> list[Item]:
    name = view.figure
    mirrored = side == "left" and name in ONE_SIDED
    shown = Projection(view.box, part, mirrored)
    items: list[Item] = [Picture(f"body/{name}", part, view.box, mirrored, scale)]
    solid = [shown.points(outline.points) for outline in _outlines(figures, name, main, side)]
    dotted = [shown.points(outline.points) for outline in _outlines(figures, name, spill_over, side)]
    items += stipple(dotted, solid, scale)
    items += [polygon(points, "pain", None, 0) for points in solid]
    if view.framed:
        items.append(frame_rule(part))
    size = scale * min(1.0, max(LEAST_CROSS, part.height_pt / USUAL_PT))
    items += _crosses([shown.point(at) for at in _spots(figures.bodies[name], number, side)], solid, part, size)
    return items


def _crosses(spots: Sequence[Point], solid: Sequence[Sequence[Point]], part: Rect, size: float) -> list[Item]:
    """An X on each spot; where it would lie on a main pain area, beside that area, and a line from it to a dot on the spot."""
    items: list[Item] = []
    placed: list[Point] = []
    for spot in spots:
        at = _place_of_cross(spot, solid, placed, part, size)
        placed.append(at)
        if at != spot:
            items += [polyline((at, spot), "paper", 2.4 * size), polyline((at, spot), "mark", LEADER_PT * size)]
            items.append(disc(*spot, TARGET_PT * size, "mark", "paper", 0.8 * size))
    for at in placed:
        lines = _strokes(at, ARM_PT * size)
        items += [polyline(_longer(line, HALO_PT * size), "paper", (LINE_PT + 2 * HALO_PT) * size) for line in lines]
        items += [polyline(line, "mark", LINE_PT * size) for line in lines]
    return items


def _place_of_cross(spot: Point, solid: Sequence[Sequence[Point]], placed: Sequence[Point], part: Rect, size: float) -> Point:
    """The nearest place to a spot where an X covers no main pain area, no other X and no edge; the spot itself where that is free."""
    reach_pt = (ARM_PT + LINE_PT / 2 + HALO_PT * 0.6) * size

    def covers(at: Point) -> float:
        """How many of nine points of the X lie on an area or another X."""
        steps = (-reach_pt, 0.0, reach_pt)
        points = [(at[0] + dx, at[1] + dy) for dx in steps for dy in steps]
        hits = sum(any(inside(point, outline) for outline in solid) for point in points)
        near = sum(math.dist(at, other) < 2.4 * reach_pt for other in placed)
        return hits + 9 * near

    if not covers(spot):
        return spot
    best = (math.inf, spot)
    middle = (part.x_pt + part.width_pt / 2, part.y_pt + part.height_pt / 2)
    for ring in range(1, RINGS_OF_CROSS):
        distance_pt = ring * reach_pt * 0.7
        for index in range(16):
            angle = math.tau * index / 16
            at = (spot[0] + distance_pt * math.cos(angle), spot[1] + distance_pt * math.sin(angle))
            if abs(at[0] - middle[0]) <= part.width_pt / 2 - reach_pt and abs(at[1] - middle[1]) <= part.height_pt / 2 - reach_pt:
                best = min(best, (covers(at) * 20 + distance_pt, at))
    return best[1]


def _strokes(at: Point, arm_pt: float) -> tuple[tuple[Point, Point], tuple[Point, Point]]:
    """The two strokes of an X."""
    x, y = at
    return (((x - arm_pt, y - arm_pt), (x + arm_pt, y + arm_pt)), ((x - arm_pt, y + arm_pt), (x + arm_pt, y - arm_pt)))


def _longer(line: tuple[Point, Point], by_pt: float) -> tuple[Point, Point]:
    (x, y), (u, v) = line
    share = by_pt / math.dist(*line)
    return ((x - (u - x) * share, y - (v - y) * share), (u + (u - x) * share, v + (v - y) * share))


def stipple(dotted: Sequence[Sequence[Point]], solid: Sequence[Sequence[Point]], scale: float = 1.0) -> tuple[Item, ...]:
    """Dots in staggered rows inside some outlines and clear of others.

    A row is one dashed line, its dashes as long as the line is wide, so that a hundred dots take a few operators.
    """
    if not dotted:
        return ()
    gap_pt, row_pt, radius_pt = DOT_GAP_PT * scale, ROW_PT * scale, DOT_PT * scale / 2
    xs, ys = ([point[axis] for outline in dotted for point in outline] for axis in (0, 1))
    middles = [min(ys) + (row + 0.5) * row_pt for row in range(math.ceil((max(ys) - min(ys)) / row_pt))]
    if not middles:
        return ()
    inside = _spans(dotted, middles, row_pt, -radius_pt)
    edges = [[y + near for y in middles] for near in (-radius_pt, 0.0, radius_pt)]
    barred = [_spans(solid, near, row_pt, CLEAR_PT * scale) for near in edges]
    path: list[tuple[object, ...]] = []
    for row, y in enumerate(middles):
        shift = min(xs) + (gap_pt / 2 if row % 2 else 0.0)
        shut = [span for near in barred for span in near[row]]
        columns = sorted(
            {
                column
                for first, last in inside[row]
                for column in range(math.ceil((first - shift) / gap_pt), math.floor((last - shift) / gap_pt) + 1)
                if not any(a < column * gap_pt + shift < b for a, b in shut)
            }
        )
        for first_column, last_column in _runs(columns):
            start = first_column * gap_pt + shift - radius_pt
            path += [("m", start, y), ("l", start + (last_column - first_column) * gap_pt + 2 * radius_pt, y)]
    return (Shape(tuple(path), None, "pain", 2 * radius_pt, (2 * radius_pt, gap_pt - 2 * radius_pt)),) if path else ()


def _spans(outlines: Sequence[Sequence[Point]], ys: Sequence[float], step: float, grow: float) -> list[list[tuple[float, float]]]:
    """For each of some horizontal lines, `step` apart, from where to where it lies inside outlines, longer by `grow` at either end.

    Edge by edge, so that a line looks only at the few edges it crosses.
    """
    spans: list[list[tuple[float, float]]] = [[] for _ in ys]
    for outline in outlines:
        crossed: list[list[float]] = [[] for _ in ys]
        x0, y0 = outline[-1]
        for x1, y1 in outline:
            low, high = (y0, y1) if y0 < y1 else (y1, y0)
            for row in range(max(0, int((low - ys[0]) / step)), min(len(ys), int((high - ys[0]) / step) + 2)):
                if low <= ys[row] < high:
                    crossed[row].append(x0 + (ys[row] - y0) * (x1 - x0) / (y1 - y0))
            x0, y0 = x1, y1
        for found, xs in zip(spans, crossed, strict=True):
            xs.sort()
            found += [(first - grow, last + grow) for first, last in zip(xs[::2], xs[1::2], strict=True) if last - first > -2 * grow]
    return spans


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring numbers as first and last."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
