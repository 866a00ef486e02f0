"""A QR code in its window, and the white it needs round it.

Enters: what is known of the drawings, an address, a window for the code without its quiet zone. Leaves: the picture; the quiet zone's
width. Which modules are dark is `dataset.qr_symbol`'s business.
"""

from __future__ import annotations

from handouts.layout.figures.figure import Figures
from handouts.layout.frame import Picture, Rect

QUIET_MODULES = 4


def code_key(address: str) -> str:
    """The key of an address’s QR code in `Gallery.drawings`."""
    return f"qr/{address}"


def lay_qr(figures: Figures, address: str, window: Rect) -> Picture:
    """The code, `window` wide and high; its quiet zone of four modules is whatever white the page keeps round it."""
    key = code_key(address)
    return Picture(key, window, figures.boxes[key])


def quiet_pt(figures: Figures, address: str, side_pt: float) -> float:
    """The width of the quiet zone of a code so large; none without an address."""
    if not address:
        return 0.0
    _, _, modules, _ = figures.boxes[code_key(address)]
    return side_pt / modules * QUIET_MODULES
