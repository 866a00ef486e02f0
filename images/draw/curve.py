"""Curves: fitting Bezier curves to points (Schneider 1990) and writing them as short SVG path data.

Enters: polylines, arrays n x 2. Leaves: SVG path data with relative commands, one decimal, the rounding error carried on.
"""

from __future__ import annotations

import numpy as np
from scipy import ndimage as ndi


def _unit(v: np.ndarray) -> np.ndarray:
    n = np.linalg.norm(v)
    return v / n if n > 0 else v


def _bezier(c: np.ndarray, t: np.ndarray) -> np.ndarray:
    t = t[:, None]
    return (1 - t) ** 3 * c[0] + 3 * (1 - t) ** 2 * t * c[1] + 3 * (1 - t) * t**2 * c[2] + t**3 * c[3]


def _one_curve(p: np.ndarray, u: np.ndarray, t1: np.ndarray, t2: np.ndarray) -> np.ndarray:
    """The cubic with end tangents t1, t2 nearest to points p at parameters u."""
    b0, b1, b2, b3 = (1 - u) ** 3, 3 * u * (1 - u) ** 2, 3 * u * u * (1 - u), u**3
    a1, a2 = t1[None] * b1[:, None], t2[None] * b2[:, None]
    c00, c01, c11 = (a1 * a1).sum(), (a1 * a2).sum(), (a2 * a2).sum()
    rest = p - (p[0][None] * (b0 + b1)[:, None] + p[-1][None] * (b2 + b3)[:, None])
    x0, x1 = (a1 * rest).sum(), (a2 * rest).sum()
    det = c00 * c11 - c01 * c01
    chord = np.linalg.norm(p[-1] - p[0])
    if abs(det) < 1e-12:
        s1 = s2 = chord / 3
    else:
        s1, s2 = (x0 * c11 - x1 * c01) / det, (c00 * x1 - c01 * x0) / det
    if s1 < 1e-3 * chord or s2 < 1e-3 * chord or s1 > 3 * chord + 1 or s2 > 3 * chord + 1:
        s1 = s2 = chord / 3
    return np.array([p[0], p[0] + t1 * s1, p[-1] + t2 * s2, p[-1]])


def fit(p: np.ndarray, err: float, t1: np.ndarray | None = None, t2: np.ndarray | None = None) -> list[np.ndarray]:
    """Cubics (each 4 x 2) that pass within `err` of the polyline p."""
    n = len(p)
    k = min(3, n - 1)
    t1 = _unit(p[k] - p[0]) if t1 is None else t1
    t2 = _unit(p[-1 - k] - p[-1]) if t2 is None else t2
    if n <= 2:
        d = np.linalg.norm(p[-1] - p[0]) / 3
        return [np.array([p[0], p[0] + t1 * d, p[-1] + t2 * d, p[-1]])]
    u = np.r_[0, np.cumsum(np.linalg.norm(np.diff(p, axis=0), axis=1))]
    u /= max(u[-1], 1e-9)
    for turn in range(4):
        c = _one_curve(p, u, t1, t2)
        q = _bezier(c, u)
        e = ((q - p) ** 2).sum(1)
        worst = int(e.argmax())
        if e[worst] < err * err:
            return [c]
        if e[worst] > 16 * err * err and turn > 0:
            break
        d1 = 3 * ((1 - u) ** 2)[:, None] * (c[1] - c[0]) + 6 * ((1 - u) * u)[:, None] * (c[2] - c[1]) + 3 * (u * u)[:, None] * (c[3] - c[2])
        d2 = 6 * (1 - u)[:, None] * (c[2] - 2 * c[1] + c[0]) + 6 * u[:, None] * (c[3] - 2 * c[2] + c[1])
        num = ((q - p) * d1).sum(1)
        den = (d1 * d1).sum(1) + ((q - p) * d2).sum(1)
        u = np.clip(u - np.where(np.abs(den) > 1e-9, num / np.where(den == 0, 1, den), 0), 0, 1)
        u = np.maximum.accumulate(u)
    worst = min(max(worst, 1), n - 2)
    turn_tangent = _unit(p[max(worst - 3, 0)] - p[min(worst + 3, n - 1)])
    return fit(p[: worst + 1], err, t1, turn_tangent) + fit(p[worst:], err, -turn_tangent, t2)


def number(x: float, decimals: int = 1) -> str:
    """Shortest text of a number: '1.5', '.5', '-.5', '0'."""
    s = f"{x:.{decimals}f}"
    if "." in s:
        s = s.rstrip("0").rstrip(".")
    if s.startswith("0."):
        s = s[1:]
    elif s.startswith("-0."):
        s = "-" + s[2:]
    return "0" if s in ("-0", "", "-") else s


class Pen:
    """Writes path data with relative commands; what rounding loses is carried to the next point."""

    def __init__(self, decimals: int = 1) -> None:
        self.decimals = decimals
        self.out: list[str] = []
        self.x = self.y = 0.0
        self.last = ""

    def _write(self, command: str, values) -> None:
        text = "" if command == self.last else command
        for i, v in enumerate(values):
            t = number(v, self.decimals)
            text += t if t[0] == "-" or (i == 0 and text) else " " + t
        self.out.append(text)
        self.last = command

    def M(self, p) -> None:
        self.x, self.y = round(float(p[0]), self.decimals), round(float(p[1]), self.decimals)
        self._write("M", (self.x, self.y))
        self.last = "M"

    def C(self, c) -> None:
        v = []
        for q in c[1:]:
            v += [round(q[0] - self.x, self.decimals), round(q[1] - self.y, self.decimals)]
        self._write("c", v)
        self.x, self.y = round(self.x + v[4], self.decimals), round(self.y + v[5], self.decimals)

    def L(self, p) -> None:
        v = [round(p[0] - self.x, self.decimals), round(p[1] - self.y, self.decimals)]
        self._write("l", v)
        self.x, self.y = round(self.x + v[0], self.decimals), round(self.y + v[1], self.decimals)

    def Z(self) -> None:
        self.out.append("Z")
        self.last = "Z"

    def str(self) -> str:
        return "".join(self.out)


def path_open(p: np.ndarray, err: float, decimals: int = 1) -> str:
    pen = Pen(decimals)
    pen.M(p[0])
    for c in fit(p, err):
        pen.C(c)
    return pen.str()


def path_closed(p: np.ndarray, err: float, decimals: int = 1) -> str:
    return path_open(p, err, decimals) + "Z"


def stroke(p: np.ndarray, k: float, err: float = 0.25, decimals: int = 1) -> str:
    """Polyline in pixels -> path data for a stroked line; k = svg units per pixel."""
    return path_open(p * k, err, decimals) if len(p) > 3 else ""


def even(p: np.ndarray, n: int) -> np.ndarray:
    """n points at equal distances along the polyline."""
    d = np.r_[0, np.cumsum(np.linalg.norm(np.diff(p, axis=0), axis=1))]
    t = np.linspace(0, d[-1], n)
    return np.stack([np.interp(t, d, p[:, i]) for i in range(p.shape[1])], 1)


def smooth_line(p: np.ndarray, s: float, closed: bool = False) -> np.ndarray:
    """Gaussian smoothing along the line (about one point per pixel, ends pinned)."""
    if len(p) < 5 or s <= 0:
        return p
    length = np.linalg.norm(np.diff(p, axis=0), axis=1).sum()
    p = even(p, max(int(length), 6))
    if closed:
        q = ndi.gaussian_filter1d(p[:-1], s, axis=0, mode="wrap")
        return np.vstack([q, q[:1]])
    q = ndi.gaussian_filter1d(p, s, axis=0, mode="nearest")
    n = len(p)
    k = int(min(3 * s, n // 2))
    w = np.clip(np.minimum(np.arange(n), np.arange(n)[::-1]) / max(k, 1), 0, 1)[:, None]
    return p * (1 - w) + q * w
