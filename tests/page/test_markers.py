"""The numbered discs on every plate: none covers another, the X, the finger scale or the landmark it points at."""

from __future__ import annotations

import math
from itertools import combinations

import pytest

from handouts.layout.figures.figure import ARM_PT, RADIUS_PT, plate_markers, plate_projection
from handouts.layout.frame import Rect
from handouts.layout.style import MM

from .conftest import SPOTS, library

PRINTS = [(50 * MM, 1.0), (62 * MM, 1.0), (77 * MM, 1.0), (92 * MM, 1.0), (112 * MM, 1.6), (150 * MM, 1.6)]
"""Plate widths on the page of either paper, and in large print with its scale of lines."""


@pytest.mark.parametrize("side", ["left", "right", "both"])
@pytest.mark.parametrize("number", SPOTS)
def test_discs_cover_nothing_that_matters(number: int, side: str) -> None:
    shelf = library("colour", "en-GB")
    spot = shelf.dataset.spot(number)
    plate = shelf.gallery.figures.plates[spot.figure.plate]
    landmarks = tuple(step.landmark for step in spot.find)
    for width_pt, scale in PRINTS:
        shown = plate_projection(plate, width_pt, landmarks, side)
        markers = plate_markers(plate, shown, landmarks, side, scale)
        radius_pt = RADIUS_PT * scale
        assert [marker.number for marker in markers] == list(range(1, len(spot.find) + 1))
        for one, other in combinations(markers, 2):
            assert math.dist(one.disc, other.disc) >= 2 * radius_pt, (width_pt, one.number, other.number)
        for marker in markers:
            where = (round(width_pt / MM), marker.number)
            for zone in plate.zones:
                assert math.dist(marker.disc, shown.point(zone.cross)) >= radius_pt + ARM_PT * scale, where
            assert math.dist(marker.disc, marker.target) >= radius_pt, where
            assert _holds(shown.window, marker.disc, radius_pt), where


def _holds(window: Rect, at: tuple[float, float], radius_pt: float) -> bool:
    return (
        window.x_pt + radius_pt <= at[0] <= window.right_pt - radius_pt and window.y_pt + radius_pt <= at[1] <= window.bottom_pt - radius_pt
    )
