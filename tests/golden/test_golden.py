"""Pages as pictures, few and small: 72 dpi grey. A changed page fails, keeps what it drew, and is looked at before it is accepted.

    pytest tests/golden --update-golden

then open every changed PNG. `golden_pages` says when a page counts as changed.
"""

from __future__ import annotations

import pytest
from golden_pages import assert_looks_as_accepted, page_picture
from PIL import Image

from handouts.pipeline.handout import lay_out, product_of
from handouts.pipeline.library import read_library
from handouts.pipeline.product import paint
from handouts.pipeline.wanted import Job, Look
from handouts.resources import DataSource

PAGES = {
    "spot11-a4-colour": (11, Look()),
    "spot04-letter-grey": (4, Look("letter", "grey", locale="en-US")),
    "spot09-letter-saver": (9, Look("letter", "saver")),
    "spot01-a4-large": (1, Look(large_print=True)),
    "spot11-a4-back": (11, Look(diary="back")),
}


def drawn(number: int, look: Look) -> Image.Image:
    """The first page (the last, of a handout with a back) at 72 dpi, in grey."""
    library = read_library((number,), DataSource(None), look)
    job = Job(number, look)
    laid = lay_out(job, library)
    data = paint(product_of([laid], job), library)
    return page_picture(data, len(laid.pages) - 1 if look.diary == "back" else 0)


@pytest.mark.parametrize("name", PAGES)
def test_page_looks_as_it_was_accepted(name: str, request: pytest.FixtureRequest) -> None:
    actual = drawn(*PAGES[name])
    assert_looks_as_accepted(actual, name, request.config.getoption("--update-golden"))
