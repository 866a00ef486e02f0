"""Whether the typeface has every character of words taken literally: a clinic's, a patient's, a plan's.

Enters: texts with what they are and where they stand, a face. Leaves: problems, each naming the character and its field.
"""

from __future__ import annotations

from collections.abc import Iterable

from handouts.errors import Diagnostic, Place, ResourceError
from handouts.layout.type.fonts import Face, check_coverage


def uncovered(texts: Iterable[tuple[str, str, Place | None]], face: Face) -> list[Diagnostic]:
    """What each text holds that cannot be set."""
    found: list[Diagnostic] = []
    for what, text, place in texts:
        if text.isascii() and text.isprintable():
            continue
        try:
            check_coverage(text, face, what, place)
        except ResourceError as error:
            found += error.diagnostics
    return found
