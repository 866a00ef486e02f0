"""Which part of a plate is shown: the whole width of a trunk, an upright strip of a limb.

Enters: a plate, the landmarks that the steps point at, a wanted shape. Leaves: a view in the plate's millimetres. Vector art is cut by the
window it is seen through, so a crop costs nothing and stays sharp.
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.dataset.plate import Plate

View = tuple[float, float, float, float]
"""Left, top, width, height."""

LANDSCAPE_ASPECT = 0.85
"""Height over width of a trunk plate: a landscape figure leaves the page room for the words under it."""
PORTRAIT_ASPECT = 1.65
"""Of a limb: 60 mm wide is 99 mm high (shared/review: the proportion in which a leg fills its frame)."""
AIR_SHARE = 0.1
"""Of a plate's width: kept between its edge and whatever a step points at, for a disc and for the eye."""


def is_upright(plate: Plate) -> bool:
    """Whether the plate is an upright one: a limb, drawn from joint to hand or foot."""
    _, _, width, height = plate.view_box
    return height > width


def plate_view(plate: Plate, landmarks: Sequence[str], aspect: float = 0.0) -> View:
    """The part to show at a height over width of `aspect` (0: the plate's usual), within what the plate and its points allow."""
    return _portrait(plate, landmarks, aspect) if is_upright(plate) else _landscape(plate, landmarks, aspect)


def aspects(plate: Plate, landmarks: Sequence[str]) -> tuple[float, float]:
    """The least and the greatest height over width at which the plate can be shown."""
    if is_upright(plate):
        return (PORTRAIT_ASPECT * 0.9, PORTRAIT_ASPECT * 1.06)
    least = plate_view(plate, landmarks, LANDSCAPE_ASPECT)
    most = plate.view_box
    return (least[3] / least[2], most[3] / most[2])


def _landscape(plate: Plate, landmarks: Sequence[str], aspect: float) -> View:
    """All its width, and of its height what the window needs; every point stays well inside."""
    left, top, width, height = plate.view_box
    _, first, _, reach = _extent(_points(plate, landmarks))
    air = AIR_SHARE * width
    low, high = max(top, first - air), min(top + height, first + reach + air)
    wanted = max((aspect or LANDSCAPE_ASPECT) * width, high - low)
    if wanted >= height:
        return plate.view_box
    low = min(max((low + high - wanted) / 2, top), top + height - wanted)
    return (left, low, width, wanted)


def _portrait(plate: Plate, landmarks: Sequence[str], aspect: float) -> View:
    """All the limb, trimmed to the shape. Hand, foot or the other leg are what tell left from right, so what has to go goes at the top,
    where the limb runs on, as far as the points allow."""
    left, top, width, height = plate.view_box
    aspect = aspect or PORTRAIT_ASPECT
    wide, shown = min(width, height / aspect), min(height, width * aspect)
    first_x, first_y, across, _ = _extent(_points(plate, landmarks))
    x = min(max(first_x + (across - wide) / 2, left), left + width - wide)
    y = min(max(first_y - AIR_SHARE * width, top), top + height - shown)
    return (x, y, wide, shown)


def _points(plate: Plate, landmarks: Sequence[str]) -> list[tuple[float, float]]:
    """Of the zones, and of the landmarks that the steps name; of a plate of one side, the drawn one."""
    points = [point for zone in plate.zones for point in zone.outline]
    for name in landmarks:
        marks = plate.landmarks[name] if name else ()
        drawn = [mark.at for mark in marks if plate.laterality == "both" or mark.side != "left"]
        points += drawn or [mark.at for mark in marks]
    return points


def _extent(points: Sequence[tuple[float, float]]) -> View:
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
