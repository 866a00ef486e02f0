"""Pages of the booklet as pictures, few and small; looked at as `test_golden` says before a change is accepted."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from handouts import booklet, build
from handouts.resources import DataSource

HERE = Path(__file__).parent
HALF = booklet.Wish(half=True)
IMPOSED = booklet.Wish((11,), half=True, imposed=True)
PAGES = {
    "booklet-a4-cover": (build.Look(), booklet.Wish(), "1"),
    "booklet-a5-contents": (build.Look(ink="grey"), HALF, "contents"),
    "booklet-a5-spot11": (build.Look(), HALF, "spot-11"),
    "booklet-letter-outer-sheet": (build.Look("letter", "saver", locale="en-US"), IMPOSED, "1"),
}


def drawn(look: build.Look, wish: booklet.Wish, where: str) -> Image.Image:
    """A page by its place in the file or by its anchor, at 54 dpi, in grey."""
    shelf = booklet.read(DataSource(None), wish, look)
    made = booklet.make(shelf, wish, look)
    pages = made.document.pages
    index = int(where) - 1 if where.isdigit() else next(at for at, page in enumerate(pages) if f"anchor='{where}'" in repr(page))
    with pypdfium2.PdfDocument(booklet.paint(made, shelf, look)) as document:
        page = document[index]
        picture = page.render(scale=0.75).to_pil().convert("L")
        page.close()
    return picture


@pytest.mark.parametrize("name", PAGES)
def test_page_looks_as_it_was_accepted(name: str, request: pytest.FixtureRequest) -> None:
    actual = drawn(*PAGES[name])
    path = HERE / "expected" / f"{name}.png"
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        actual.save(path, optimize=True)
    expected = Image.open(path)
    assert actual.size == expected.size
    difference = ImageChops.difference(actual, expected.convert("L"))
    off = sum(difference.histogram()[65:]) / (actual.width * actual.height)
    if off > 0.001:
        failed = HERE / "failed"
        failed.mkdir(exist_ok=True)
        actual.save(failed / f"{name}-actual.png")
        difference.save(failed / f"{name}-difference.png")
    assert off <= 0.001, f"{off:.2%} of the pixels changed; see tests/golden/failed/{name}-*.png"
