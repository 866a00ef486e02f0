"""The outline of an arrow, straight or bent.

Enters: points in mm of print. Leaves: path data.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.append(str(Path(__file__).resolve().parent.parent))
from curve import Pen, fit


def arrow_path(start, end, width: float, head: float, both: bool, bend: float) -> str:
    """width: of the shaft; head: its length; both: a head at either end; bend: how far the middle bulges to the left of the way."""
    a, b = np.array(start, float), np.array(end, float)
    t = (b - a) / np.linalg.norm(b - a)
    middle = (a + b) / 2 + bend * 2 * np.array([t[1], -t[0]])
    u = np.linspace(0, 1, 60)[:, None]
    line = (1 - u) ** 2 * a + 2 * u * (1 - u) * middle + u**2 * b
    far = np.r_[0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))]
    keep = (far <= far[-1] - 0.9 * head) & (far >= (0.9 * head if both else 0))
    shaft = line[keep]
    T = np.gradient(shaft, axis=0)
    T /= np.linalg.norm(T, axis=1, keepdims=True)
    N = np.stack([-T[:, 1], T[:, 0]], 1)

    def wings(tip: np.ndarray, foot: np.ndarray, sign: float) -> list[np.ndarray]:
        way = (tip - foot) / np.linalg.norm(tip - foot)
        side = np.array([-way[1], way[0]]) * sign
        back = tip - way * head
        return [back + side * head * 0.52, tip, back - side * head * 0.52]

    pen = Pen(2)
    left, right = shaft + N * width / 2, (shaft - N * width / 2)[::-1]

    def along(points: np.ndarray) -> None:
        if abs(bend) < 0.05:
            pen.L(points[-1])
            return
        for c in fit(points, 0.02):
            pen.C(c)

    pen.M(left[0])
    along(left)
    for q in wings(b, shaft[-1], 1):
        pen.L(q)
    pen.L(right[0])
    along(right)
    if both:
        for q in wings(a, shaft[0], 1):
            pen.L(q)
    pen.Z()
    return pen.str()
