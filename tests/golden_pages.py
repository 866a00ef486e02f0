"""How a page is compared with the picture that was accepted: for tests/golden.

A page differs where more than a thousandth of its pixels is off by more than 64 of 255: at 72 dpi a shift of a third of a point moves that
many. What was drawn and where it differs is kept in tests/golden/failed.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

GOLDEN = Path(__file__).parent / "golden"
MOST_OFF = 0.001


def page_picture(data: bytes, index: int = 0, scale: float = 1.0) -> Image.Image:
    """A page of a PDF in grey; scale 1 is 72 dpi."""
    with pypdfium2.PdfDocument(data) as document:
        page = document[index]
        picture: Image.Image = page.render(scale=scale).to_pil().convert("L")
        page.close()
    return picture


def assert_looks_as_accepted(actual: Image.Image, name: str, update: bool) -> None:
    """Compare with `expected/<name>.png`, or put it there."""
    path = GOLDEN / "expected" / f"{name}.png"
    if update:
        path.parent.mkdir(exist_ok=True)
        actual.quantize(16).save(path, optimize=True)
    with Image.open(path) as opened:
        expected = opened.convert("L")
    assert actual.size == expected.size
    difference = ImageChops.difference(actual, expected)
    off = sum(difference.histogram()[65:]) / (actual.width * actual.height)
    if off > MOST_OFF:
        failed = GOLDEN / "failed"
        failed.mkdir(exist_ok=True)
        actual.save(failed / f"{name}-actual.png")
        difference.save(failed / f"{name}-difference.png")
    assert off <= MOST_OFF, f"{off:.2%} of the pixels changed; see tests/golden/failed/{name}-*.png"
