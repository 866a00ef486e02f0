"""Pages as pictures, few and small: 72 dpi grey. A changed page fails, keeps what it drew, and is looked at before it is accepted.

    pytest tests/golden --update-golden

then open every changed PNG. A page differs where more than a thousandth of its pixels is off by more than 64 of 255: at this
resolution a shift of a third of a point moves that many.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from handouts import build
from handouts.resources import DataSource

HERE = Path(__file__).parent
PAGES = {
    "spot11-a4-colour": (11, build.Look()),
    "spot04-letter-grey": (4, build.Look("letter", "grey", locale="en-US")),
    "spot09-letter-saver": (9, build.Look("letter", "saver")),
    "spot01-a4-large": (1, build.Look(large_print=True)),
    "spot11-a4-back": (11, build.Look(diary="back")),
}


def drawn(number: int, look: build.Look) -> Image.Image:
    """The first page (the last, of a handout with a back) at 72 dpi, in grey."""
    library = build.read((number,), DataSource(None), look)
    job = build.Job(number, look)
    laid = build.lay_out(job, library)
    data = build.paint(build.document_of((laid,), job), library, job, laid.spot.written)
    with pypdfium2.PdfDocument(data) as document:
        page = document[len(document) - 1 if look.diary == "back" else 0]
        picture = page.render(scale=1).to_pil().convert("L")
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
