"""The stroke on a technique's crop: each way of working has its own mark, and it stays in its window."""

from __future__ import annotations

import pytest

from handouts.layout.figures.figure import lay_stroke_crop
from handouts.layout.frame import Rect, Shape
from handouts.layout.page.technique import CARD_PICTURES_PT, CROP_SHARE

from .conftest import SPOTS, library

HEIGHT_PT = CARD_PICTURES_PT[-1]
WIDTH_PT = HEIGHT_PT * CROP_SHARE
WINDOW = Rect(0, 0, WIDTH_PT, HEIGHT_PT)


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("number", SPOTS)
def test_each_kind_has_its_own_mark_inside_the_window(number: int, side: str) -> None:
    shelf = library("colour", "en-GB")
    spot = shelf.dataset.spot(number)
    plate = shelf.gallery.figures.plates[spot.figure.plate]
    marks = {}
    for kind in {technique.kind for technique in spot.techniques}:
        _, *items = lay_stroke_crop(plate, kind, WINDOW, side)
        shapes = [item for item in items if isinstance(item, Shape)]
        assert any(shape.stroke == "mark" or shape.fill == "mark" for shape in shapes), kind
        for shape in shapes:
            places = [place for segment in shape.path for place in segment[1:]]
            assert all(isinstance(place, float | int) and -3 <= place <= HEIGHT_PT + 3 for place in places), kind
            assert all(-3 <= place <= WIDTH_PT + 3 for segment in shape.path for place in segment[1::2]), kind  # type: ignore[operator]
        marks[kind] = tuple(shapes[:-1])
    assert len(set(marks.values())) == len(marks), "a roller is not drawn as a ball"
