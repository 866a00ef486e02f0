"""The quick reference and the finder as pictures, small and grey: see test_golden.py for how they are compared and accepted."""

from __future__ import annotations

import pytest
from golden_pages import assert_looks_as_accepted, page_picture
from PIL import Image

from handouts.dataset.model import Clinic
from handouts.pipeline import sheets
from handouts.pipeline.library import read_without_plates
from handouts.pipeline.product import paint
from handouts.pipeline.wanted import Look
from handouts.resources import DataSource

CLINIC = Clinic("Riverside Physiotherapy", "12 Mill Lane, Anytown", "01234 567890", "Mon–Fri 8–6")
SHEETS = {
    "reference-a4-colour": ("reference", Look(), None),
    "reference-letter-saver": ("reference", Look("letter", "saver", locale="en-US"), CLINIC),
    "reference-a4-large": ("reference", Look(large_print=True), None),
    "finder-a4-grey": ("finder", Look(ink="grey"), CLINIC),
    "finder-tabloid-colour": ("finder", Look("tabloid"), None),
}


def drawn(kind: str, look: Look, clinic: Clinic | None) -> Image.Image:
    """The first page in grey at 72 dpi; a poster smaller."""
    library = read_without_plates(DataSource(), look)
    data = paint(sheets.lay_out(kind, library, look, clinic), library)
    return page_picture(data, 0, 0.6 if look.paper == "tabloid" or look.large_print else 1)


@pytest.mark.parametrize("name", SHEETS)
def test_sheet_looks_as_it_was_accepted(name: str, request: pytest.FixtureRequest) -> None:
    actual = drawn(*SHEETS[name])
    assert_looks_as_accepted(actual, name, request.config.getoption("--update-golden"))
