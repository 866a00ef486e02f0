"""The fourteen plates as pictures: a contact sheet in colour and one in grey, each plate 70 mm wide with its zones, at 72 dpi.

    pytest tests/images/test_contact_sheet.py --update-golden

then open both PNG files of `expected/` and look at every plate. The drawings go through the project's own reader and painter. A plate
differs where more than a thousandth of its pixels is off by more than 64 of 255 (a new line of a few millimetres does that).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from test_plates import SLUGS, SPOTS, record

from handouts.layout.frame import Document, Frame, Item, Page, Picture, Rect, Shape
from handouts.pipeline.library import read_library
from handouts.pipeline.product import paint_document
from handouts.pipeline.wanted import Look
from handouts.resources import DataSource

HERE = Path(__file__).parent
CELL_PT = (70 / 25.4 * 72, 0.95 * 70 / 25.4 * 72)
GAP_PT = 6
COLUMNS = 5
INKS = ("colour", "grey")
Box = tuple[int, int, int, int]


def cell(index: int) -> Rect:
    row, column = divmod(index, COLUMNS)
    return Rect(GAP_PT + column * (CELL_PT[0] + GAP_PT), GAP_PT + row * (CELL_PT[1] + GAP_PT), *CELL_PT)


def zones(spot: int, window: Rect) -> list[Item]:
    """Outline and X of each zone."""
    share = window.width_pt / record(spot)["view_box"][2]

    def at(x: float, y: float) -> tuple[float, float]:
        return window.x_pt + x * share, window.y_pt + y * share

    out: list[Item] = []
    for zone in record(spot)["zones"]:
        first, *rest = (at(*p) for p in zone["outline"])
        ring = (("m", *first), *(("l", *p) for p in rest), ("h",))
        x, y = at(*zone["cross"])
        arms = tuple((move, x + sign * a, y + b) for sign in (1, -1) for move, a, b in (("m", -3, -3), ("l", 3, 3)))
        out += [Shape(path, stroke="text", line_width_pt=1.2) for path in (ring, arms)]
    return out


@lru_cache(None)
def sheet(ink: str) -> Image.Image:
    """All plates of one theme, painted by the project."""
    look = Look(ink=ink)
    library = read_library(None, DataSource(None), look)
    frames = []
    for index, spot in enumerate(SPOTS):
        box = tuple(record(spot)["view_box"])
        place = cell(index)
        share = min(place.width_pt / box[2], place.height_pt / box[3])
        window = Rect(place.x_pt, place.y_pt, share * box[2], share * box[3])
        frames.append(Frame("Figure", window, (Picture(f"spots/{SLUGS[spot]}", window, box), *zones(spot, window)), alt=SLUGS[spot]))
    last = cell(COLUMNS * -(-len(SPOTS) // COLUMNS) - 1)
    page = Page(last.right_pt + GAP_PT, last.bottom_pt + GAP_PT, tuple(frames))
    data = paint_document(Document((page,), "Plates", "en", theme=ink), library, "", "2026-01-01")
    with pypdfium2.PdfDocument(data) as document:
        return document[0].render(scale=1).to_pil().convert("RGB")


def pixels(index: int) -> Box:
    place = cell(index)
    return int(place.x_pt), int(place.y_pt), int(place.right_pt) + 1, int(place.bottom_pt) + 1


def golden(ink: str, request: pytest.FixtureRequest) -> Image.Image:
    path = HERE / "expected" / f"plates-{ink}.png"
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        few = sheet(ink).quantize(48, Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE)
        if ink == "grey":
            few = sheet(ink).convert("L").quantize(16, kmeans=3, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
    return Image.open(path).convert("RGB")


def changed(actual: Image.Image, expected: Image.Image) -> float:
    """Share of the pixels that differ by more than 64 in any channel."""
    worst = [ImageChops.difference(a, b) for a, b in zip(actual.split(), expected.split(), strict=True)]
    most = ImageChops.lighter(ImageChops.lighter(worst[0], worst[1]), worst[2])
    return sum(most.histogram()[65:]) / (actual.width * actual.height)


@pytest.mark.parametrize("ink", INKS)
def test_plates_look_as_they_were_accepted(ink: str, request: pytest.FixtureRequest) -> None:
    actual, expected = sheet(ink), golden(ink, request)
    assert actual.size == expected.size
    off = {SLUGS[spot]: changed(actual.crop(pixels(i)), expected.crop(pixels(i))) for i, spot in enumerate(SPOTS)}
    bad = {slug: f"{share:.2%}" for slug, share in off.items() if share > 0.001}
    if bad:
        (HERE / "failed").mkdir(exist_ok=True)
        actual.save(HERE / "failed" / f"plates-{ink}.png")
    assert not bad, "changed plates; see tests/images/failed"


@pytest.mark.parametrize("ink", INKS)
def test_accepted_sheets_are_small(ink: str) -> None:
    assert (HERE / "expected" / f"plates-{ink}.png").stat().st_size < 150_000


def test_a_line_too_many_is_noticed() -> None:
    """The proof that the comparison can fail: a line of 12 mm on one plate."""
    actual = sheet("grey").crop(pixels(2))
    other = actual.copy()
    other.paste((0, 0, 0), (10, 60, 44, 62))
    assert changed(actual, other) > 0.001
    assert changed(actual, actual) == 0
