"""The quick reference and the finder as pictures, small and grey: see test_golden.py for how they are compared and accepted."""

from __future__ import annotations

import pytest
from golden_pages import assert_looks_as_accepted, page_picture
from PIL import Image

from handouts import build, sheets
from handouts.dataset.model import Clinic
from handouts.resources import DataSource

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
    return page_picture(data, 0, 0.6 if look.paper == "tabloid" or look.large_print else 1)


@pytest.mark.parametrize("name", SHEETS)
def test_sheet_looks_as_it_was_accepted(name: str, request: pytest.FixtureRequest) -> None:
    actual = drawn(*SHEETS[name])
    assert_looks_as_accepted(actual, name, request.config.getoption("--update-golden"))
