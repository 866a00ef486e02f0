"""Small tools for masks (boolean images) and path data.

Enters and leaves: boolean images, path data.
"""

from __future__ import annotations

import re

import numpy as np
from curve import Pen
from scipy import ndimage as ndi
from skimage import morphology


def drop_small(mask: np.ndarray, area: float) -> np.ndarray:
    return morphology.remove_small_objects(mask, max_size=int(area)) if mask.any() else mask


def fill_small(mask: np.ndarray, area: float) -> np.ndarray:
    return morphology.remove_small_holes(mask, max_size=int(area)) if mask.any() else mask


def soft(mask: np.ndarray, sigma: float) -> np.ndarray:
    """Round off the teeth of an outline."""
    return ndi.gaussian_filter(mask.astype(np.float32), sigma) > 0.5


def bones_at(bones: list[str], pattern: str) -> list[str]:
    return [n for n in bones if re.search(pattern, n)]


def shift(body: str, by: float) -> str:
    """Move every absolute start point (the only absolute numbers there are) by -by in both directions."""

    def move(found: re.Match) -> str:
        pen = Pen()
        pen.M((float(found[1]) - by, float(found[2]) - by))
        return pen.str()

    return re.sub(r"M(-?[\d.]+) ?(-?[\d.]+)", move, body)
