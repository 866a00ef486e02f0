"""The pain map: which figure, which crop, solid and dots, the X, for every spot and side, in every room a page may have."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from handouts.dataset.plate import load_body, load_regions
from handouts.layout.figures.figure import Figures
from handouts.layout.figures.pain_map import area, choose_figures, lay_pain_map, stipple
from handouts.layout.frame import Item, Picture, Rect, Shape

ROOT = Path(__file__).resolve().parents[2]
MM = 72 / 25.4
SQUARE = ((0.0, 0.0), (60.0, 0.0), (60.0, 60.0), (0.0, 60.0))
SPOTS = {
    1: (("head-side", "behind-ear", "temple", "forehead"), ("head-top", "head-back", "face-side", "neck-back", "neck-side")),
    2: (("low-back",), ("tailbone", "lower-buttock", "abdomen", "groin", "hip-side")),
    3: (("shin",), ("foot-top", "big-toe")),
    4: (
        ("shoulder-blade-edge",),
        ("upper-back", "neck-side", "face-side", "upper-chest", "shoulder-front", "upper-arm", "forearm", "hand"),
    ),
    5: (("elbow",), ("upper-arm", "forearm", "wrist", "hand")),
    6: (("lower-buttock",), ("low-back", "hip-side", "buttock", "thigh-side", "hamstrings")),
    7: (("face-side", "jaw"), ("teeth",)),
    8: (("thigh-lower-half",), ("knee",)),
    9: (("chest", "upper-chest", "upper-arm"), ()),
    10: (("foot-bottom",), ()),
    11: (("between-shoulder-blades",), ("upper-back",)),
    12: (("low-back",), ("buttock", "hip-side", "hamstrings")),
    13: (("low-back",), ("buttock", "hamstrings")),
    14: (("shoulder-front",), ("shoulder-back", "upper-arm")),
}
EVERY = [(number, side, width, height) for number in SPOTS for side in ("right", "left", "both") for width, height in ((30, 32), (28, 20))]


def read(name: str) -> bytes:
    return (ROOT / name).read_bytes()


@pytest.fixture(scope="module")
def figures() -> Figures:
    bodies = {name: load_body(name, read) for name in ("front", "back", "side", "head", "sole")}
    return Figures({}, {}, bodies, load_regions(read), None)  # type: ignore[arg-type]


def shown(figures: Figures, number: int, side: str, window: Rect) -> tuple[Item, ...]:
    return lay_pain_map(figures, *SPOTS[number], number, side, window)


def pictures(items: tuple[Item, ...]) -> list[Picture]:
    return [item for item in items if isinstance(item, Picture)]


def shapes(items: tuple[Item, ...]) -> list[Shape]:
    return [item for item in items if isinstance(item, Shape)]


@pytest.mark.parametrize(("number", "side", "width", "height"), EVERY)
def test_map_stays_in_its_window_and_fills_it(figures: Figures, number: int, side: str, width: float, height: float) -> None:
    window = Rect(100, 200, width * MM, height * MM)
    items = shown(figures, number, side, window)
    parts = [picture.window for picture in pictures(items)]
    assert min(p.x_pt for p in parts) >= window.x_pt - 0.01 and max(p.right_pt for p in parts) <= window.right_pt + 0.01
    assert min(p.y_pt for p in parts) >= window.y_pt - 0.01 and max(p.bottom_pt for p in parts) <= window.bottom_pt + 0.01
    across = sum(p.width_pt for p in parts) + 5 * (len(parts) - 1)
    assert math.isclose(across, window.width_pt, abs_tol=0.1) or math.isclose(
        max(p.height_pt for p in parts), window.height_pt, abs_tol=0.1
    )
    for shape in shapes(items):
        if shape.fill == "pain" or (shape.stroke == "pain"):
            assert all(any(_within((x, y), part) for part in parts) for _, x, y in (s for s in shape.path if s[0] != "h"))  # type: ignore[misc]


def _within(at: tuple[float, float], part: Rect) -> bool:
    return part.x_pt - 0.7 <= at[0] <= part.right_pt + 0.7 and part.y_pt - 0.7 <= at[1] <= part.bottom_pt + 0.7


@pytest.mark.parametrize(("number", "side", "width", "height"), EVERY)
def test_map_shows_an_x_and_main_areas_large_enough(figures: Figures, number: int, side: str, width: float, height: float) -> None:
    items = shown(figures, number, side, Rect(0, 0, width * MM, height * MM))
    assert sum(shape.stroke == "mark" for shape in shapes(items)) >= 2
    solid = [[(x, y) for _, x, y in (s for s in shape.path if s[0] != "h")] for shape in shapes(items) if shape.fill == "pain"]  # type: ignore[misc]
    assert max(math.sqrt(area(outline)) for outline in solid) >= (1.3 if height > 25 else 0.95) * MM


@pytest.mark.parametrize("number", SPOTS)
def test_two_figures_only_where_one_cannot_show_everything(figures: Figures, number: int) -> None:
    chosen = choose_figures(figures, *SPOTS[number], number)
    wanted = {region for regions in SPOTS[number] for region in regions}
    seen = {name: {o.region for o in figures.regions if o.figure == name} for name in figures.bodies}
    marked = {name for name, body in figures.bodies.items() if any(spot == number for spot, _ in body.spots)}
    assert any(name in marked for name in chosen)
    assert wanted <= set().union(*(seen[name] for name in chosen))
    assert len(chosen) == 1 or not any(wanted <= seen[name] for name in marked)


@pytest.mark.parametrize("number", SPOTS)
def test_heads_are_whole_or_out_of_sight(figures: Figures, number: int) -> None:
    for picture in pictures(shown(figures, number, "both", Rect(0, 0, 30 * MM, 32 * MM))):
        if picture.drawing in ("body/front", "body/back", "body/side"):
            assert picture.view[1] == 0 or picture.view[1] > 270


@pytest.mark.parametrize("number", SPOTS)
def test_a_map_is_as_large_as_its_window(figures: Figures, number: int) -> None:
    for window in (Rect(0, 0, 85, 60), Rect(0, 0, 85, 140)):
        parts = [picture.window for picture in pictures(shown(figures, number, "right", window))]
        across = parts[-1].right_pt - parts[0].x_pt
        assert max(part.height_pt for part in parts) == pytest.approx(window.height_pt) or across == pytest.approx(window.width_pt)


def test_upper_back_has_its_head_and_one_figure(figures: Figures) -> None:
    (picture,) = pictures(shown(figures, 11, "both", Rect(0, 0, 30 * MM, 32 * MM)))
    assert picture.drawing == "body/back" and picture.view[1] == 0 and picture.window.height_pt > 28 * MM


def test_left_side_is_the_mirror_of_right(figures: Figures) -> None:
    window = Rect(0, 0, 30 * MM, 32 * MM)
    right, left = (shapes(shown(figures, 7, side, window)) for side in ("right", "left"))
    for one, other in zip(right, left, strict=True):
        if one.fill == "pain":
            xs = [sorted(round(float(s[1]), 3) for s in shape.path if s[0] != "h") for shape in (one, other)]  # type: ignore[arg-type]
            assert all(abs(a + b - window.width_pt) < 0.01 for a, b in zip(xs[0], reversed(xs[1]), strict=True))


def test_dots_keep_clear_of_solid_and_of_the_rim() -> None:
    hole = ((20.0, 20.0), (40.0, 20.0), (40.0, 40.0), (20.0, 40.0))
    (dots,) = stipple((SQUARE,), (hole,))
    assert dots.stroke == "pain" and dots.fill is None and dots.dash_pt[0] == dots.line_width_pt
    gap = sum(dots.dash_pt)
    rows = [(start, end) for start, end in zip(dots.path[::2], dots.path[1::2], strict=True)]
    centres = [
        (float(start[1]) + dots.line_width_pt / 2 + gap * index, float(start[2]))  # type: ignore[arg-type]
        for start, end in rows
        for index in range(round((float(end[1]) - float(start[1]) - dots.line_width_pt) / gap) + 1)  # type: ignore[arg-type]
    ]
    half = dots.line_width_pt / 2
    assert len(centres) > 300
    assert all(half <= x <= 60 - half for x, _ in centres)
    assert not any(20 - half - 0.5 < x < 40 + half + 0.5 and 20 - half < y < 40 + half for x, y in centres)
    assert len(dots.path) < len(centres) / 2, "fewer operators than dots"


def test_overlapping_areas_share_their_dots() -> None:
    (once,), (twice,) = stipple((SQUARE,), ()), stipple((SQUARE, SQUARE), ())
    assert once == twice


def test_nothing_to_dot() -> None:
    assert stipple((), (SQUARE,)) == ()
    assert stipple((SQUARE,), (SQUARE,)) == ()
