"""The algebra of layout: things with a height that can be placed later.

Enters: heights and functions. Leaves: `Laid` values. Measuring a page asks only heights, so trying a type step costs no frames;
frames are made once, at the place that was chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from handouts.layout.frame import Frame, Item, Rect, Shape

PLACES_KEPT = 8

Place = Callable[[float, float], tuple[Frame, ...]]


class Laid(NamedTuple):
    """Something of a known height; `place(x_pt, y_pt)` makes its frames with the top left corner there."""

    height_pt: float
    place: Place


def nothing() -> Laid:
    """A part that takes no room and places nothing."""
    return Laid(0.0, lambda x_pt, y_pt: ())


def space(height_pt: float) -> Laid:
    """Empty room of this height."""
    return Laid(height_pt, lambda x_pt, y_pt: ())


def stack(parts: Sequence[Laid], gap_pt: float = 0.0) -> Laid:
    """One under the other, `gap_pt` between those that take room."""
    solid = [part for part in parts if part.height_pt > 0]
    if len(solid) == 1:
        return solid[0]
    height_pt = sum(part.height_pt for part in solid) + gap_pt * max(0, len(solid) - 1)

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        frames: list[Frame] = []
        for part in solid:
            frames.extend(part.place(x_pt, y_pt))
            y_pt += part.height_pt + gap_pt
        return tuple(frames)

    return Laid(height_pt, place)


def beside(columns: Sequence[tuple[float, Laid]]) -> Laid:
    """Side by side, each at its offset from the left; tops aligned, read in the order given."""

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        return tuple(frame for offset_pt, part in columns for frame in part.place(x_pt + offset_pt, y_pt))

    return Laid(max((part.height_pt for _, part in columns), default=0.0), place)


def shifted(part: Laid, dx_pt: float) -> Laid:
    """The part moved to the right."""
    return Laid(part.height_pt, lambda x_pt, y_pt: part.place(x_pt + dx_pt, y_pt))


def kept(part: Laid) -> Laid:
    """The same, with the frames of its last place remembered: the pages of a batch mostly repeat them."""
    frames: dict[tuple[float, float], tuple[Frame, ...]] = {}

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        key = (x_pt, y_pt)
        if key not in frames:
            if len(frames) > PLACES_KEPT:
                frames.clear()
            frames[key] = part.place(x_pt, y_pt)
        return frames[key]

    return Laid(part.height_pt, place)


def middled(part: Laid, height_pt: float) -> Laid:
    """The same in the middle of a height."""
    return Laid(height_pt, lambda x_pt, y_pt: part.place(x_pt, y_pt + (height_pt - part.height_pt) / 2))


def element(role: str, part: Laid, width_pt: float, like: Frame | None = None) -> Laid:
    """The frames of `part` as the children of one structure element; `like` gives its attributes."""
    pattern = like or Frame(role, Rect(0, 0, 0, 0))

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        rect = Rect(x_pt, y_pt, width_pt, part.height_pt)
        return (pattern._replace(role=role, rect=rect, children=part.place(x_pt, y_pt)),)

    return Laid(part.height_pt, place)


class Padding(NamedTuple):
    """White inside a panel, in points."""

    top_pt: float
    right_pt: float
    bottom_pt: float
    left_pt: float


def panel(part: Laid, width_pt: float, padding: Padding, fill: str | None, stroke: str | None, line_width_pt: float = 0.8) -> Laid:
    """`part` on a ruled ground. The ground is decoration."""
    height_pt = part.height_pt + padding.top_pt + padding.bottom_pt

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        ground = decoration(
            Rect(x_pt, y_pt, width_pt, height_pt),
            (box(Rect(x_pt, y_pt, width_pt, height_pt), fill, stroke, line_width_pt),),
        )
        return (ground, *part.place(x_pt + padding.left_pt, y_pt + padding.top_pt))

    return Laid(height_pt, place)


def decoration(rect: Rect, items: tuple[Item, ...]) -> Frame:
    """Painted, but nothing to a screen reader."""
    return Frame("Artifact", rect, items)


def rule(width_pt: float, line_width_pt: float, ink: str = "rule") -> Laid:
    """A horizontal line."""

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        return (decoration(Rect(x_pt, y_pt, width_pt, line_width_pt), (line(x_pt, y_pt, x_pt + width_pt, y_pt, ink, line_width_pt),)),)

    return Laid(line_width_pt, place)


def line(x1_pt: float, y1_pt: float, x2_pt: float, y2_pt: float, ink: str, line_width_pt: float) -> Shape:
    """A straight line from one point to another."""
    return Shape((("m", x1_pt, y1_pt), ("l", x2_pt, y2_pt)), None, ink, line_width_pt)


def box(rect: Rect, fill: str | None, stroke: str | None, line_width_pt: float) -> Shape:
    """A rectangle."""
    x, y, r, b = rect.x_pt, rect.y_pt, rect.right_pt, rect.bottom_pt
    return Shape((("m", x, y), ("l", r, y), ("l", r, b), ("l", x, b), ("h",)), fill, stroke, line_width_pt)


def rounded(rect: Rect, radius_pt: float, fill: str | None, stroke: str | None, line_width_pt: float) -> Shape:
    """A rectangle with round corners (a quarter circle as one Bezier, kappa 0.5523)."""
    x, y, r, b = rect.x_pt, rect.y_pt, rect.right_pt, rect.bottom_pt
    k = radius_pt * 0.4477
    q = radius_pt
    return Shape(
        (
            ("m", x + q, y),
            ("l", r - q, y),
            ("c", r - k, y, r, y + k, r, y + q),
            ("l", r, b - q),
            ("c", r, b - k, r - k, b, r - q, b),
            ("l", x + q, b),
            ("c", x + k, b, x, b - k, x, b - q),
            ("l", x, y + q),
            ("c", x, y + k, x + k, y, x + q, y),
            ("h",),
        ),
        fill,
        stroke,
        line_width_pt,
    )


def disc(x_pt: float, y_pt: float, radius_pt: float, fill: str | None, stroke: str | None = None, line_width_pt: float = 0.0) -> Shape:
    """A circle round a centre."""
    k = radius_pt * 0.5523
    r = radius_pt
    return Shape(
        (
            ("m", x_pt + r, y_pt),
            ("c", x_pt + r, y_pt + k, x_pt + k, y_pt + r, x_pt, y_pt + r),
            ("c", x_pt - k, y_pt + r, x_pt - r, y_pt + k, x_pt - r, y_pt),
            ("c", x_pt - r, y_pt - k, x_pt - k, y_pt - r, x_pt, y_pt - r),
            ("c", x_pt + k, y_pt - r, x_pt + r, y_pt - k, x_pt + r, y_pt),
            ("h",),
        ),
        fill,
        stroke,
        line_width_pt,
    )
