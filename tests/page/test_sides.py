"""Left is left: for every spot and side, what is marked, drawn, mirrored, dosed and said is of the side that was asked for.

Plates of one side are drawn from the right of the body and mirrored for the left. Plates of both sides stay as they are; where one side is
asked for, only that side is ringed, has the X and is pointed at.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import pytest
from pdf_reading import read_shapes, read_text_lines

from handouts.dataset.model import Plan, Spot
from handouts.dataset.plate import Plate, Point
from handouts.layout.frame import Frame, Picture, Shape, TextLine, every_frame
from handouts.pipeline.handout import LaidHandout, lay_out, product_of
from handouts.pipeline.product import paint
from handouts.pipeline.wanted import Job, Look

from .conftest import SPOTS, library

SIDES = ("left", "right", "both", "")
ONE = ("left", "right")
DRAWN_FROM_THE_RIGHT = ("body/side", "body/head", "body/sole")
"""Body figures of one side; the others show both."""

every_spot = pytest.mark.parametrize("number", SPOTS)
every_side = pytest.mark.parametrize("side", SIDES, ids=lambda side: side or "unsaid")


class Seen(NamedTuple):
    """A figure on a page with the drawing it shows."""

    frame: Frame
    picture: Picture

    def point(self, at: Point) -> Point:
        """Where a point of the drawing is on the page, reckoned here by itself: from the window's right edge where it is mirrored."""
        left, top, width, _ = self.picture.view
        window = self.picture.window
        share = window.width_pt / width
        across = (at[0] - left) * share
        x = window.x_pt + window.width_pt - across if self.picture.mirrored else window.x_pt + across
        return (x, window.y_pt + (at[1] - top) * share)

    def crosses(self) -> list[Point]:
        """The middles of the X's: two strokes in the ink of marks with one middle."""
        strokes = [places for item in self.shapes() for places in _stroke(item)]
        middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in strokes]
        return [one for index, one in enumerate(middles) if any(math.dist(one, other) < 0.01 for other in middles[:index])]

    def marks(self) -> list[list[Point]]:
        """The points of everything drawn in the ink of marks."""
        return [_places(item) for item in self.shapes() if "mark" in (item.fill, item.stroke)]

    def shapes(self) -> Iterator[Shape]:
        """What is drawn over the drawing: of a figure that has its key under it, only what stands in the window."""
        window = self.picture.window
        for item in self.frame.items:
            if isinstance(item, Shape) and all(y <= window.y_pt + window.height_pt + 1 for _, y in _places(item)):
                yield item


def _places(shape: Shape) -> list[Point]:
    return [(float(a), float(b)) for segment in shape.path for a, b in zip(segment[1::2], segment[2::2], strict=True)]  # type: ignore[arg-type]


def _middle(shape: Shape) -> Point:
    xs, ys = zip(*_places(shape), strict=True)
    return ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)


def _stroke(item: object) -> Iterator[tuple[Point, Point]]:
    if isinstance(item, Shape) and item.stroke == "mark" and len(_places(item)) == 2:
        one, other = _places(item)
        if math.isclose(abs(one[0] - other[0]), abs(one[1] - other[1]), abs_tol=0.01):
            yield one, other


@lru_cache(maxsize=200)
def laid(number: int, side: str, techniques: tuple[str, ...] = ()) -> LaidHandout:
    plan = Plan(number, techniques) if techniques else None
    return lay_out(Job(number, Look(), side, plan=plan), library("colour", "en"))


def figures(number: int, side: str, kind: str, techniques: tuple[str, ...] = ()) -> list[Seen]:
    """The figures of a page whose drawing's key begins so."""
    return [
        Seen(frame, item)
        for page in laid(number, side, techniques).pages
        for frame in every_frame(page.frames)
        if frame.role == "Figure"
        for item in frame.items
        if isinstance(item, Picture) and item.drawing.startswith(kind)
    ]


def record(number: int) -> Spot:
    return library("colour", "en").dataset.spot(number)


def plate_of(number: int) -> Plate:
    return library("colour", "en").gallery.figures.plates[record(number).figure.plate]


def location(number: int, side: str) -> Seen:
    """The plate: the largest figure of a spot's drawing."""
    return max(figures(number, side, "spots/"), key=lambda seen: seen.picture.window.width_pt)


def worked(plate: Plate, side: str) -> list[Point]:
    """Where the X's belong, in the plate's own millimetres."""
    return [zone.cross for zone in plate.zones if plate.laterality != "both" or side in ("both", "", zone.side)]


def crops(number: int, side: str, techniques: tuple[str, ...]) -> list[Seen]:
    """The strokes of the techniques, each on a part of the plate: all figures of the plate but the largest."""
    shown = figures(number, side, "spots/", techniques)
    plate = max(shown, key=lambda seen: seen.picture.window.width_pt)
    return [seen for seen in shown if seen is not plate]


def technique_sets(number: int) -> Iterator[tuple[str, ...]]:
    names = [technique.id for technique in record(number).techniques]
    for start in range(0, len(names), 2):
        yield tuple(names[start : start + 2])


class TestPlate:
    @every_side
    @every_spot
    def test_a_drawing_of_one_side_is_mirrored_for_the_left_and_only_then(self, number: int, side: str) -> None:
        one_sided = plate_of(number).laterality != "both"
        for seen in figures(number, side, "spots/"):
            assert seen.picture.mirrored == (one_sided and side == "left")
        for seen in figures(number, side, "technique/"):
            assert seen.picture.mirrored == (side == "left")

    @every_side
    @every_spot
    def test_the_x_stands_in_each_zone_of_the_side_and_nowhere_else(self, number: int, side: str) -> None:
        seen = location(number, side)
        wanted = sorted(seen.point(at) for at in worked(plate_of(number), side))
        assert [pytest.approx(at, abs=0.01) for at in wanted] == sorted(seen.crosses())

    @every_side
    @every_spot
    def test_only_the_zones_of_the_side_are_ringed_in_the_ink_of_marks(self, number: int, side: str) -> None:
        seen, plate = location(number, side), plate_of(number)
        for zone in plate.zones:
            outline = [seen.point(at) for at in zone.outline]
            ringed = any(len(mark) == len(outline) and math.dist(mark[0], outline[0]) < 0.01 for mark in seen.marks())
            assert ringed == (zone.cross in worked(plate, side)), zone.side

    @pytest.mark.parametrize("side", ONE)
    @pytest.mark.parametrize("number", [number for number in SPOTS if plate_of(number).laterality == "both"])
    def test_numbers_point_at_the_landmarks_of_the_side(self, number: int, side: str) -> None:
        """Of a plate of both sides; nearer the one of the side asked for than the same place on the other side."""
        seen, plate = location(number, side), plate_of(number)
        numbers = {line.runs[0].text.strip(): line for line in seen.frame.items if isinstance(line, TextLine)}
        for index, step in enumerate(record(number).find, 1):
            places = {mark.side: seen.point(mark.at) for mark in plate.landmarks.get(step.landmark, ())}
            if not step.landmark:
                places = {zone.side: seen.point(zone.cross) for zone in plate.zones}
            if "mid" in places:
                continue
            line = numbers[str(index)]
            at = (line.x_pt + line.width_pt / 2, line.baseline_pt - line.runs[0].size_pt / 3)
            other = "right" if side == "left" else "left"
            assert math.dist(at, places[side]) < math.dist(at, places[other]), (index, step.landmark)

    def test_left_zones_of_backs_are_left_of_the_spine(self) -> None:
        """Plates of both sides are seen from behind: the body's left is the page's left."""
        both = [plate for number in SPOTS if (plate := plate_of(number)).laterality == "both"]
        assert len(both) >= 4
        for plate in both:
            spine = [mark.at[0] for marks in plate.landmarks.values() for mark in marks if mark.side == "mid"]
            for zone in plate.zones:
                assert (zone.cross[0] < min(spine)) if zone.side == "left" else (zone.cross[0] > max(spine)), plate.id


class TestStrokes:
    @every_side
    @every_spot
    def test_each_stroke_is_drawn_at_the_zone_of_the_side(self, number: int, side: str) -> None:
        plate = plate_of(number)
        for techniques in technique_sets(number):
            for seen in crops(number, side, techniques):
                window = seen.picture.window
                points = [at for mark in seen.marks() for at in mark]
                assert points, techniques
                middle = ((min(x for x, _ in points) + max(x for x, _ in points)) / 2, sum(y for _, y in points) / len(points))
                here = [seen.point(at) for at in worked(plate, "left" if side == "left" else "right")]
                away = [seen.point(zone.cross) for zone in plate.zones if plate.laterality == "both" and seen.point(zone.cross) not in here]
                near = min(math.dist(middle, at) for at in here)
                assert near < window.height_pt, (techniques, "the stroke is far from its zone")
                assert all(near < math.dist(middle, at) for at in away), techniques

    @every_spot
    def test_left_and_right_are_mirror_images(self, number: int) -> None:
        """A pinch across the fold, an arrow along a muscle: what the marks are on the right, they are mirrored on the left."""
        for techniques in technique_sets(number):
            for left, right in zip(crops(number, "left", techniques), crops(number, "right", techniques), strict=True):
                one = [at for mark in left.marks() for at in mark]
                other = [at for mark in right.marks() for at in mark]
                window = left.picture.window
                if plate_of(number).laterality != "both":
                    down_pt = window.y_pt - right.picture.window.y_pt
                    flipped = [(2 * window.x_pt + window.width_pt - x, y + down_pt) for x, y in other]
                    assert len(one) == len(flipped)
                    mirrored = sum(min(math.dist(at, place) for place in flipped) < 0.01 for at in one)
                    assert mirrored >= 0.7 * len(one), techniques  # the gleam of a ball stays on its side
                else:  # the zones of the two sides differ by a little
                    width = (max(x for x, _ in one) - min(x for x, _ in one), max(x for x, _ in other) - min(x for x, _ in other))
                    assert math.isclose(*width, abs_tol=3), techniques


class TestPainMap:
    @every_side
    @every_spot
    def test_x_and_pain_are_on_the_side(self, number: int, side: str) -> None:
        figures_of_bodies = library("colour", "en").gallery.figures
        drawn = side or ("both" if record(number).laterality == "both" else "right")
        maps = figures(number, side, "body/")
        assert maps
        wanted_crosses: list[Point] = []
        solids: list[list[Point]] = []
        for seen in maps:
            key = seen.picture.drawing
            one_sided = key in DRAWN_FROM_THE_RIGHT
            assert seen.picture.mirrored == (one_sided and drawn == "left")
            body = figures_of_bodies.bodies[key.removeprefix("body/")]
            marked = [
                at
                for (spot, where), at in body.spots.items()
                if spot == number and (one_sided or where in (drawn, "mid") or drawn == "both")
            ]
            wanted_crosses += [seen.point(at) for at in marked[:1] if one_sided] or [seen.point(at) for at in marked]
            main = {region for area in record(number).pain if area.kind == "main" for region in area.regions}
            solids += [
                [seen.point(at) for at in outline.points]
                for outline in figures_of_bodies.regions
                if outline.region in main
                and f"body/{outline.figure}" == key
                and (one_sided or outline.side == "mid" or drawn in ("both", outline.side))
            ]
        frames = {id(seen.frame): seen for seen in maps}
        crosses = {(round(x, 2), round(y, 2)) for seen in frames.values() for x, y in seen.crosses()}
        assert len(crosses) == len(wanted_crosses)
        dots = [_middle(item) for seen in frames.values() for item in seen.frame.items if isinstance(item, Shape) and item.fill == "mark"]
        for spot in wanted_crosses:
            pointed_at = min(math.dist(spot, at) for at in (*crosses, *dots))
            assert pointed_at < 0.02, "the X is on the spot, or its line ends in a dot on it"
            assert min(math.dist(spot, at) for at in crosses) < 30, "and the X is not far"
        painted = [
            _places(item) for seen in frames.values() for item in seen.frame.items if isinstance(item, Shape) and item.fill == "pain"
        ]
        areas = [places for places in painted if len(places) > 4]
        assert sorted(map(min, areas)) == [pytest.approx(at, abs=0.01) for at in sorted(map(min, solids))]


class TestWords:
    @every_side
    @every_spot
    def test_the_line_that_names_the_spot_says_the_side(self, number: int, side: str) -> None:
        label = "".join(piece.text for piece in library("colour", "en").dataset.labels[f"spot.{side}" if side else "spot"])
        assert laid(number, side).handout.subtitle.plain().startswith(label.replace("{number}", str(number)) + ":")

    @every_side
    @every_spot
    def test_what_a_screen_reader_says_of_the_plate(self, number: int, side: str) -> None:
        labels = library("colour", "en").dataset.labels
        said = location(number, side).frame.alt
        base = " ".join(record(number).figure.alt.split())
        if side in ("", "both"):
            assert said == base
            return
        one_sided = plate_of(number).laterality != "both"
        if one_sided and side == "left":
            other = {"left": "right", "right": "left"}
            base = re.sub(r"\b(left|right)\b", lambda found: other[found[0]], base)
        told = labels[f"figure.{side}" if one_sided else f"figure.only_{side}"]
        assert said == f"{base} {''.join(piece.text for piece in told)}"

    @every_side
    @every_spot
    def test_whoever_works_on_one_side_is_not_told_to_do_each(self, number: int, side: str) -> None:
        label = "".join(piece.text for piece in library("colour", "en").dataset.labels["dose.each_side"])
        for techniques in technique_sets(number):
            page = laid(number, side, techniques).handout
            for name, box in zip(techniques, page.techniques, strict=True):
                dose = next(technique.dose for technique in record(number).techniques if technique.id == name)
                assert (label in box.dose.amount.plain()) == (dose.each_side and side not in ONE), name
                assert "own" not in box.dose.rhythm.plain().split(), "a side is not a dose of the clinician’s"

    def test_a_plans_side_is_heard_as_an_options_is(self) -> None:
        shelf = library("colour", "en")
        by_plan = lay_out(Job(13, plan=Plan(13, side="left")), shelf)
        assert by_plan.pages == laid(13, "left").pages


class TestOnPaper:
    """Read back from the file, so that nothing rests on the frames."""

    @every_spot
    def test_left_and_right_are_mirrored_or_marked_on_paper(self, number: int) -> None:
        shelf = library("colour", "en")
        boxes, strokes, views, widths_pt = {}, {}, {}, {}
        for side in ONE:
            made = laid(number, side)
            data = paint(product_of([made], Job(number, Look(), side)), shelf)
            window = location(number, side).picture.window
            within = [
                shape
                for shape in read_shapes(data)
                if shape.page == 0
                and window.x_pt - 1 < shape.x_pt < shape.x_pt + shape.width_pt < window.right_pt + 1
                and window.y_pt - 1 < shape.y_pt < shape.y_pt + shape.height_pt < window.bottom_pt + 1
            ]
            strokes[side] = {(round(shape.x_pt), round(shape.y_pt)) for shape in within if shape.kind == "stroke"}
            drawn = [shape for shape in within if shape.kind == "fill" and max(shape.width_pt, shape.height_pt) > 20]
            boxes[side] = [(shape.x_pt - window.x_pt, shape.x_pt + shape.width_pt - window.x_pt) for shape in drawn]
            views[side], widths_pt[side] = location(number, side).picture.view, window.width_pt
            assert any(f"{side} side" in line.text for line in read_text_lines(data)), "the page names the side"
        assert len(boxes["left"]) == len(boxes["right"]) >= 3
        if plate_of(number).laterality == "both":
            assert boxes["left"] == boxes["right"], "the drawing stays as it is"
            assert strokes["left"] != strokes["right"], "the marks stand elsewhere"
            return

        def in_mm(side: str, x_pt: float) -> float:
            """Where on the drawing: counted from the other edge of the window where it is mirrored."""
            share = x_pt / widths_pt[side]
            return float(views[side][0] + views[side][2] * (1 - share if side == "left" else share))

        left = [tuple(sorted(in_mm("left", x_pt) for x_pt in box)) for box in boxes["left"]]
        right = [tuple(sorted(in_mm("right", x_pt) for x_pt in box)) for box in boxes["right"]]
        same = [one for one, other in zip(left, right, strict=True) if one == pytest.approx(other, abs=0.3)]
        assert len(same) >= 0.4 * len(left), "the others are cut by the edge of one window"
