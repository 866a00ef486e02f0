"""What no mesh gives: parts built from landmarks before a plate is drawn, and lines drawn on top of one.

Enters: landmarks, skin, a drawn plate. Leaves: more parts in the atlas (`build`), more paths in the plate (`add_to`).
"""

from __future__ import annotations

import numpy as np

from atlas import atlas
from landmarks import L
from plate import Plate
from rulers import lateral


def sheet(a: np.ndarray, b: np.ndarray, rows: int = 14) -> tuple[np.ndarray, np.ndarray]:
    """Ruled surface between two polylines with the same number of points."""
    f = np.linspace(0, 1, rows)[:, None, None]
    grid = np.asarray(a)[None] * (1 - f) + np.asarray(b)[None] * f
    n = grid.shape[1]
    faces = []
    for i in range(rows - 1):
        for j in range(n - 1):
            p = i * n + j
            faces += [(p, p + 1, p + n), (p + 1, p + n + 1, p + n)]
    return grid.reshape(-1, 3), np.array(faces, np.int32)


def add_to(plate: Plate) -> None:
    extra = LINES.get(plate.view.spot)
    if extra:
        extra(plate)


LINES: dict = {}
