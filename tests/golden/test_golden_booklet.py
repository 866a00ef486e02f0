"""Pages of the booklet as pictures, few and small; looked at as `test_golden` says before a change is accepted."""

from __future__ import annotations

import pytest
from golden_pages import assert_looks_as_accepted, page_picture
from PIL import Image

from handouts import booklet, build
from handouts.resources import DataSource

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
    return page_picture(booklet.paint(made, shelf, look), index, 0.75)


@pytest.mark.parametrize("name", PAGES)
def test_page_looks_as_it_was_accepted(name: str, request: pytest.FixtureRequest) -> None:
    actual = drawn(*PAGES[name])
    assert_looks_as_accepted(actual, name, request.config.getoption("--update-golden"))
