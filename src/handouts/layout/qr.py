"""A QR code as one shape.

Enters: the symbol's rows of 0 and 1 (ISO/IEC 18004, level M) and a window for the symbol without its quiet zone. Leaves: a shape of
merged runs. Which modules are dark is `dataset.qr_symbol`'s business.
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.layout.frame import Item, Rect, Shape

QUIET_MODULES = 4


def lay_qr(rows: Sequence[str], window: Rect) -> tuple[Item, ...]:
    """The symbol, `window` wide and high; its quiet zone of four modules is whatever white the page keeps round it."""
    module_pt = window.width_pt / len(rows)
    path: list[tuple[object, ...]] = []
    for index, row in enumerate(rows):
        top = window.y_pt + index * module_pt
        bottom = top + module_pt
        column = 0
        while column < len(row):
            if row[column] == "0":
                column += 1
                continue
            start = column
            while column < len(row) and row[column] == "1":
                column += 1
            left, right = window.x_pt + start * module_pt, window.x_pt + column * module_pt
            path += [("m", left, top), ("l", right, top), ("l", right, bottom), ("l", left, bottom), ("h",)]
    return (Shape(tuple(path), "qr", None, 0),)


def quiet_pt(rows: Sequence[str], side_pt: float) -> float:
    """The width of the quiet zone of a symbol so large."""
    return side_pt / len(rows) * QUIET_MODULES
