"""The quick reference and the finder as pictures, small and grey: see test_golden.py for how they are compared and accepted."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from handouts import build, sheets
from handouts.dataset.model import Clinic
from handouts.resources import DataSource

HERE = Path(__file__).parent
CLINIC = Clinic("Riverside Physiotherapy", "12 Mill Lane, Anytown", "01234 567890", "Mon–Fri 8–6")
SHEETS = {
    "reference-a4-colour": ("reference", build.Look(), None),
    "reference-letter-saver": ("reference", build.Look("letter", "saver", locale="en-US"), CLINIC),
    "reference-a4-large": ("reference", build.Look(large_print=True), None),
    "finder-a4-grey": ("finder", build.Look(ink="grey"), CLINIC),
    "finder-tabloid-colour": ("finder", build.Look("tabloid"), None),
}


def drawn(kind: str, look: build.Look, clinic: Clinic | None) -> Image.Image:
    """The first page in grey at 72 dpi; a poster smaller."""
    library = sheets.read(DataSource(), look)
    data = sheets.paint(sheets.lay_out(kind, library, look, clinic), library, look, clinic)
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        picture = page.render(scale=0.6 if page.get_width() > 700 else 1).to_pil().convert("L")
        page.close()
    return picture


@pytest.mark.parametrize("name", SHEETS)
def test_sheet_looks_as_it_was_accepted(name: str, request: pytest.FixtureRequest) -> None:
    actual = drawn(*SHEETS[name])
    path = HERE / "expected" / f"{name}.png"
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        actual.quantize(16).save(path, optimize=True)
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
