"""Small measures shared by the landmark rules, and the table they fill.

Enters: point clouds in mm. Leaves: `TABLE`: id -> {"rule": words, "mid" | "left" | "right": point or list of points}.
"""

from __future__ import annotations

import numpy as np
from raycast import unit

BACK, FRONT, UP, DOWN = (np.array(v, float) for v in ((0, -1, 0), (0, 1, 0), (0, 0, 1), (0, 0, -1)))  # BACK: seen from behind
TABLE: dict[str, dict] = {}


def ext(points: np.ndarray, direction, tol: float = 1.5, near: float = 8) -> np.ndarray:
    """Most extreme point along a direction, averaged with neighbours within `tol` mm along it and `near` mm around it."""
    t = points @ unit(direction)
    i = t.argmax()
    return points[(t > t[i] - tol) & (np.linalg.norm(points - points[i], axis=1) < near)].mean(0)


def slab(points: np.ndarray, axis: int, lo: float, hi: float) -> np.ndarray:
    return points[(points[:, axis] >= lo) & (points[:, axis] <= hi)]


def sign(side: str) -> int:
    return 1 if side == "left" else -1


def lateral(side: str) -> np.ndarray:
    """Away from the midline."""
    return np.array([sign(side), 0.0, 0.0])


def put(name: str, side: str, point, rule: str) -> None:
    entry = TABLE.setdefault(name, {"rule": rule})
    entry[side] = np.round(np.asarray(point, float), 1).tolist()


def along(line: np.ndarray, s: float) -> np.ndarray:
    """Point `s` mm along a polyline."""
    d = np.r_[0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))]
    return np.array([np.interp(s, d, line[:, i]) for i in range(line.shape[1])])
