"""Whether every character of words taken literally is in some font: a clinic's, a patient's, a plan's.

Enters: texts with what they are and where they stand, the faces. Leaves: problems, each naming the character and its field.
"""

from __future__ import annotations

from collections.abc import Iterable

from handouts.errors import Diagnostic, Place, ResourceError
from handouts.layout.type.fonts import Faces, check_coverage


def uncovered(texts: Iterable[tuple[str, str, Place | None]], faces: Faces) -> list[Diagnostic]:
    """What each text holds that cannot be set."""
    found: list[Diagnostic] = []
    for what, text, place in texts:
        if text.isascii() and text.isprintable():
            continue
        try:
            check_coverage(text, faces[faces.able("regular", text)], what, place)
        except ResourceError as error:
            found += error.diagnostics
    return found
