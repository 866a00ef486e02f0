"""A QR code as one shape.

Enters: the symbol's rows of 0 and 1 (ISO/IEC 18004, level M) and a window for the symbol without its quiet zone. Leaves: a shape of
strokes as wide as a module, one for each run of dark modules in a row. Which modules are dark is `dataset.qr_symbol`'s business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from handouts.layout.frame import Item, Rect, Shape

QUIET_MODULES = 4

_DARK = re.compile("1+")


def lay_qr(rows: Sequence[str], window: Rect) -> tuple[Item, ...]:
    """The symbol, `window` wide and high; its quiet zone of four modules is whatever white the page keeps round it."""
    module_pt = window.width_pt / len(rows)
    path: list[tuple[object, ...]] = []
    for index, row in enumerate(rows):
        middle = window.y_pt + (index + 0.5) * module_pt
        for dark in _DARK.finditer(row):
            start, end = dark.span()
            path += [("m", window.x_pt + start * module_pt, middle), ("l", window.x_pt + end * module_pt, middle)]
    return (Shape(tuple(path), None, "qr", module_pt),)


def quiet_pt(rows: Sequence[str], side_pt: float) -> float:
    """The width of the quiet zone of a symbol so large."""
    return side_pt / len(rows) * QUIET_MODULES
