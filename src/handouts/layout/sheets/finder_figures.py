"""The numbered body figures of the finder: whole figures side by side, insets between them, a disc at each spot.

Enters: body figures with the places of the spots on them, a room. Leaves: a `Laid`. Which figure shows a spot, on which side, and where its
disc stands follow from the figures' own geometry: each spot once, where it is seen squarely, discs clear of each other.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import product
from typing import NamedTuple

from handouts.dataset.plate import BodyFigure, Point
from handouts.document.blocks import Words
from handouts.document.quickref import Finder
from handouts.layout.figures.figure import Figures, Projection
from handouts.layout.figures.markers import Keep, Target, place_markers
from handouts.layout.figures.marks import dot, leader
from handouts.layout.frame import Frame, Item, Picture, Rect
from handouts.layout.laid import Laid
from handouts.layout.type.signs import number_sign
from handouts.layout.type.typeset import Setter

WHOLE = ("front", "back", "side")
MAIN = ("front", "back")
"""The figures that show a spot if they show it at all well; the others are for what these cannot show."""

SEEN = 0.25
"""How squarely a spot must be seen (0: edge on, 1: face on)."""

INSETS: Mapping[str, bool] = {"head": True, "sole": False}
"""Insets by name, and whether they stand at the top (between the heads) or at the bottom (between the feet)."""

INSET_SCALE = 1.25
"""An inset's scale over that of the whole figures."""

GAP_MM = 14.0
INSET_GAP_MM = 165.0
"""Between whole figures; more where an inset stands between the heads."""

LEAST_RADIUS_PT = 7.0
DISC_MM = 42.0
"""Of the numbers' discs on a whole figure."""

NUMBER_SIZE = 1.45
"""The size of a number over the radius of its disc, as `number_sign` sets it."""

AIR_PT = 0.8
"""The least white between two discs."""

MOST_TRIED = 10
"""Spots on one figure of which every choice of sides is tried; with more, each in turn takes the better side."""


class View(NamedTuple):
    """A figure, the part of it that is shown, the spots it shows, and where it stands: millimetres of the whole group, and its scale."""

    name: str
    box: tuple[float, float, float, float]
    spots: tuple[int, ...]
    at: Point
    scale: float

    @property
    def right(self) -> float:
        return self.at[0] + self.box[2] * self.scale

    @property
    def bottom(self) -> float:
        return self.at[1] + self.box[3] * self.scale


class Placed(NamedTuple):
    """A spot's disc, and the point it stands for where it had to stand off."""

    number: int
    at: Point
    target: Point | None = None


def shown_on(bodies: Mapping[str, BodyFigure], numbers: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """The spots that each figure shows.

    A spot goes to the front or the back, whichever faces it. Those that neither shows well go to as few of the other figures as possible:
    the figure that shows most of them is taken first, then the one that shows most of the rest (a greedy set cover).
    """
    facing = {
        name: {number: max([seen for (spot, _), seen in body.facing.items() if spot == number], default=-1.0) for number in numbers}
        for name, body in bodies.items()
    }
    main = [name for name in MAIN if name in bodies]
    found: dict[str, list[int]] = {}
    left: list[int] = []
    for number in numbers:
        best = max(main, key=lambda name: facing[name][number])
        if facing[best][number] >= SEEN:
            found.setdefault(best, []).append(number)
        else:
            left.append(number)
    others = [name for name in bodies if name not in main]
    while left:
        best = max(others or main, key=lambda name: sum(facing[name][number] >= SEEN for number in left))
        here = [number for number in left if facing[best][number] >= SEEN]
        if not here:
            # seen well nowhere: where it is seen at all
            for number in left:
                anywhere = max(bodies, key=lambda name: facing[name][number])
                if facing[anywhere][number] >= 0:
                    found.setdefault(anywhere, []).append(number)
            break
        found.setdefault(best, []).extend(here)
        left = [number for number in left if number not in here]
    return {name: tuple(sorted(spots)) for name, spots in found.items()}


def arranged(bodies: Mapping[str, BodyFigure], numbers: Sequence[int]) -> list[View]:
    """The figures in millimetres: whole ones in a row; insets between the first two, at the height of the heads or of the feet."""
    shown = shown_on(bodies, numbers)
    whole = [name for name in WHOLE if name in bodies and (name in shown or name in MAIN)]
    insets = [name for name in bodies if name in shown and name not in whole]
    gap = INSET_GAP_MM if any(INSETS.get(name, False) for name in insets) else GAP_MM
    views: list[View] = []
    left = 0.0
    for name in whole:
        box = next((crop.box for crop in bodies[name].crops if crop.id == "head-feet"), bodies[name].view_box)
        views.append(View(name, box, shown.get(name, ()), (left, 0.0), 1.0))
        left += box[2] + gap
    middle, bottom = views[0].right + gap / 2, max(view.bottom for view in views)
    taken = {True: 0.0, False: bottom}
    for name in insets:
        box, top = bodies[name].view_box, INSETS.get(name, False)
        width, height = box[2] * INSET_SCALE, box[3] * INSET_SCALE
        y = taken[True] if top else taken[False] - height
        views.append(View(name, box, shown[name], (middle - width / 2, y), INSET_SCALE))
        taken[top] = y + height if top else y
    return views


def figures_extent(bodies: Mapping[str, BodyFigure], numbers: Sequence[int]) -> tuple[float, float]:
    """Width and height of the group in millimetres of the whole figures."""
    views = arranged(bodies, numbers)
    return max(view.right for view in views), max(view.bottom for view in views)


def caption_height_pt(setter: Setter) -> float:
    """Of the line under the figures."""
    return setter.small.leading_pt * 1.15


def lay_figures(finder: Finder, figures: Figures, setter: Setter, width_pt: float, most_pt: float, linked: bool = False) -> Laid:
    """The figures as large as the width and a height allow, in the middle of the width, each with its name under it."""
    views = arranged(figures.bodies, tuple(finder.spots))
    wide, high = max(view.right for view in views), max(view.bottom for view in views)
    under_pt = caption_height_pt(setter)
    scale = min(width_pt / wide, (most_pt - under_pt) / high)

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        left_pt = x_pt + (width_pt - wide * scale) / 2
        frames: list[Frame] = []
        for view in views:
            across_pt, down_pt = view.box[2] * view.scale * scale, view.box[3] * view.scale * scale
            window = Rect(left_pt + view.at[0] * scale, y_pt + view.at[1] * scale, across_pt, down_pt)
            frames.append(_figure(finder, figures, setter, view, window, linked))
            frames.append(_caption(finder.figures[view.name], setter, window._replace(height_pt=y_pt + high * scale - window.y_pt)))
        return tuple(frames)

    return Laid(high * scale + under_pt, place)


def _figure(finder: Finder, figures: Figures, setter: Setter, view: View, window: Rect, linked: bool) -> Frame:
    scale = max(1.0, setter.style.body_pt / 12)
    shown = Projection(view.box, window, False)
    radius_pt = disc_radius_pt(setter, shown.scale / view.scale)
    discs = place_discs(figures.bodies[view.name], view.spots, shown, radius_pt)
    listed = "; ".join(f"{number}: {finder.spots[number]}" for number in view.spots)
    alt = finder.alts[view.name].replace("{spots}", listed).strip()
    items: list[Item] = [Picture(f"body/{view.name}", window, view.box, False, scale)]
    for disc in discs:
        if disc.target is not None:
            items += [*leader(disc.at, disc.target, scale), *dot(disc.target, scale)]
    marks = [(disc, number_sign(figures.number_face, disc.number, disc.at, radius_pt)) for disc in discs]
    if not linked:
        return Frame("Figure", window, (*items, *(item for _, mark in marks for item in mark)), alt=alt)
    links = tuple(
        Frame(
            "Link",
            Rect(disc.at[0] - radius_pt, disc.at[1] - radius_pt, 2 * radius_pt, 2 * radius_pt),
            mark,
            target=f"#spot-{disc.number}",
            alt=finder.spots[disc.number],
        )
        for disc, mark in marks
    )
    return Frame("Figure", window, tuple(items), links, alt=alt)


def _caption(words: Words, setter: Setter, window: Rect) -> Frame:
    tone = setter.small
    width_pt = setter.width_pt(words.plain(), "regular", tone.size_pt)
    left_pt = window.x_pt + (window.width_pt - width_pt) / 2
    label = setter.label(words.plain() + " ", left_pt, window.bottom_pt + setter.ascent_pt(tone), tone.size_pt)
    return Frame("Caption", Rect(left_pt, window.bottom_pt, width_pt, tone.leading_pt), (label,), source=words.source)


def disc_radius_pt(setter: Setter, scale: float) -> float:
    """Of the numbers on figures at so many points for a millimetre: they grow with the figures, and keep their floor."""
    least_pt = LEAST_RADIUS_PT if setter.style.line_scale == 1 else setter.style.small_pt / NUMBER_SIZE
    return max(least_pt, DISC_MM * scale)


def place_discs(body: BodyFigure, numbers: Sequence[int], shown: Projection, radius_pt: float) -> tuple[Placed, ...]:
    """A disc on each spot, on the side where it is clear of the others; where neither is, beside the figure's spot with a leader."""
    choices = {number: _points(body, number, shown) for number in numbers}
    fixed = _chosen(choices, 2 * radius_pt + AIR_PT)
    placed: list[Placed] = []
    crowded: list[int] = []
    for number, at in fixed.items():
        if all(math.dist(at, other.at) >= 2 * radius_pt + AIR_PT for other in placed):
            placed.append(Placed(number, at))
        else:
            crowded.append(number)
    # off the middle of the figure, so that discs stand outward
    window = shown.window
    middle = (window.x_pt + window.width_pt / 2, window.y_pt + window.height_pt / 2)
    for number in crowded:
        keeps = [Keep(disc.at, radius_pt) for disc in placed]
        (marker,) = place_markers([Target(choices[number], True)], window, ((middle,) * 3,), keeps, radius_pt)
        placed.append(Placed(number, marker.disc, marker.target))
    return tuple(sorted(placed, key=lambda disc: numbers.index(disc.number)))


def _points(body: BodyFigure, number: int, shown: Projection) -> tuple[Point, ...]:
    """Where a spot is, its right side first."""
    found = {side: at for (spot, side), at in body.spots.items() if spot == number}
    order = sorted(found, key=lambda side: side != "right")
    return tuple(shown.point(found[side]) for side in order)


def _chosen(choices: Mapping[int, tuple[Point, ...]], apart_pt: float) -> dict[int, Point]:
    """A side for each spot so that none stand too close, else as far apart as may be; the right side where nothing speaks against it."""

    def cost(points: Sequence[Point]) -> tuple[float, int]:
        short = 0.0
        for index, one in enumerate(points):
            for other in points[index + 1 :]:
                gap = math.dist(one, other) - apart_pt
                if gap < 0:
                    short += 100 - gap
                elif gap < apart_pt:
                    short += (apart_pt - gap) * 0.02
        return (short, sum(point != first[0] for point, first in zip(points, choices.values(), strict=False)))

    if len(choices) <= MOST_TRIED:
        best = min(product(*choices.values()), key=cost)
        return dict(zip(choices, best, strict=True))
    taken: list[Point] = []
    for points in choices.values():
        taken.append(min(points, key=lambda point: cost([*taken, point])))
    return dict(zip(choices, taken, strict=True))
