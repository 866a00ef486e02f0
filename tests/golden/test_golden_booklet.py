"""Pages of the booklet as pictures, few and small; looked at as `test_golden` says before a change is accepted."""

from __future__ import annotations

import pytest
from golden_pages import assert_looks_as_accepted, page_picture
from PIL import Image

from handouts.pipeline import booklet
from handouts.pipeline.product import paint
from handouts.pipeline.wanted import BookletJob, Look
from handouts.resources import DataSource

HALF = BookletJob(half=True)
IMPOSED = BookletJob((11,), half=True, imposed=True)
PAGES = {
    "booklet-a4-cover": (Look(), BookletJob(), "1"),
    "booklet-a5-contents": (Look(ink="grey"), HALF, "contents"),
    "booklet-a5-spot11": (Look(), HALF, "spot-11"),
    "booklet-letter-outer-sheet": (Look("letter", "saver", locale="en-US"), IMPOSED, "1"),
}


def drawn(look: Look, wish: BookletJob, where: str) -> Image.Image:
    """A page by its place in the file or by its anchor, at 54 dpi, in grey."""
    shelf = booklet.read(DataSource(None), wish, look)
    made = booklet.lay_out(shelf, wish, look)
    pages = made.document.pages
    index = int(where) - 1 if where.isdigit() else next(at for at, page in enumerate(pages) if f"anchor='{where}'" in repr(page))
    return page_picture(paint(made, shelf.library), index, 0.75)


@pytest.mark.parametrize("name", PAGES)
def test_page_looks_as_it_was_accepted(name: str, request: pytest.FixtureRequest) -> None:
    actual = drawn(*PAGES[name])
    assert_looks_as_accepted(actual, name, request.config.getoption("--update-golden"))
