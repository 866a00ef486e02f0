"""The logo that was dropped on the page: the file's bytes, and for an engine without an image decoder its pixels as the browser saw them.

Enters: the `logo` part of a request: `name`, `base64` of the file, and of a bitmap also `jpeg` and `jpeg_grey` (base64, on white, no larger
than it is printed). Leaves: a library that shows it, or a `HandoutsError`.
"""

from __future__ import annotations

import importlib.util
from typing import Any

from handouts import build
from handouts.dataset.logo import MOST_BYTES, Logo, read_logo
from handouts.dataset.model import Clinic
from handouts.desk.given import bytes_of, mapping
from handouts.errors import DatasetError, Diagnostic, Place

WHERE = "clinic.logo"


def logo_of(clinic: Clinic, given: Any, ink: str) -> Logo:
    """The logo in one ink."""
    given = mapping(given)
    data = bytes_of(given.get("base64"), WHERE, MOST_BYTES)
    place = Place(WHERE)
    if b"<svg" in data[:4000] or b":svg" in data[:4000] or importlib.util.find_spec("PIL"):
        return read_logo(data, clinic.logo, place, ink)
    width, height = given.get("width"), given.get("height")
    if not (isinstance(width, int) and isinstance(height, int) and 0 < width < 10000 and 0 < height < 10000):
        raise DatasetError(Diagnostic(place, "did not arrive whole", "drop the logo again"))
    jpeg = bytes_of(given.get("jpeg" if ink == "colour" else "jpeg_grey"), WHERE, MOST_BYTES)
    return Logo(width / height, image=jpeg)


def library_with_logo(library: build.Library, clinic: Clinic, given: Any, ink: str) -> build.Library:
    """The library with the page's logo among its pictures."""
    return build.showing(library, logo_of(clinic, given, ink))
