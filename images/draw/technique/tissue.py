"""A patch of soft tissue: a surface that gives way under the hand and heaps up a little beside it. A drawing device, not mechanics.

Enters: the shape at rest, the parts that press on it. Leaves: a part for `pict.Pict`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from pict import Scene
from scipy import ndimage as ndi

Height = Callable[[np.ndarray, np.ndarray], np.ndarray]


def round_back(radius: float, azimuth: float = 90) -> Height:
    """A back or a limb: a cylinder whose ridge is square to the camera's azimuth."""
    c, s = np.cos(np.deg2rad(azimuth)), np.sin(np.deg2rad(azimuth))
    return lambda X, Y: -((X * c + Y * s) ** 2) / (2 * radius)


def grid_faces(rows: int, columns: int) -> np.ndarray:
    i = np.arange(rows * columns).reshape(rows, columns)
    upper = np.stack([i[:-1, :-1], i[:-1, 1:], i[1:, 1:]], -1).reshape(-1, 3)
    lower = np.stack([i[:-1, :-1], i[1:, 1:], i[1:, :-1]], -1).reshape(-1, 3)
    return np.vstack([upper, lower])


def dented(
    parts: list[dict], base: Height, sigma: float, reach=(-190, 190, -190, 190), step: float = 2.0, bulge: float = 0.12, most: float = 40
):
    """Vertices and triangles of z = base(x, y), dented like a bell of width `sigma` mm by the parts above it."""
    x0, x1, y0, y1 = reach
    X, Y = np.meshgrid(np.arange(x0, x1 + step, step), np.arange(y0, y1 + step, step))
    Z0 = base(X, Y)
    scene = Scene([(p["V"].astype(np.float32), p["F"].astype(np.int32)) for p in parts])
    origins = np.stack([X.ravel(), Y.ravel(), np.full(X.size, -400.0)], 1)
    hit, _, part = scene.shoot(origins, [0, 0, 1])
    low = np.where(part >= 0, hit[:, 2], np.inf).reshape(X.shape)
    depth = np.clip(Z0 - low, 0, most)
    reach_px = int(np.ceil(2.6 * sigma / step))
    u = np.arange(-reach_px, reach_px + 1) * step
    U, W = np.meshgrid(u, u)
    bell = np.exp(-(U**2 + W**2) / (2 * sigma**2))
    dent, padded = np.zeros_like(depth), np.pad(depth, reach_px)
    for i, j in np.argwhere(bell > 0.03):
        dent = np.maximum(dent, bell[i, j] * padded[i : i + depth.shape[0], j : j + depth.shape[1]])
    dent = np.maximum(ndi.gaussian_filter(dent, 1.2), depth + 0.3 * (depth > 0))
    heap = ndi.gaussian_filter(dent, 2.2 * sigma / step) - ndi.gaussian_filter(dent, 0.9 * sigma / step)
    Z = Z0 - dent + bulge * np.clip(heap, 0, None) * 6
    return np.stack([X.ravel(), Y.ravel(), Z.ravel()], 1), grid_faces(*X.shape)


def tissue(parts: list[dict], base: Height, sigma: float, **more) -> dict:
    V, F = dented(parts, base, sigma, **more)
    return {"V": V, "F": F, "look": "tissue", "name": "tissue", "jump": 0, "shade": 0.6, "shade_min": 0.6, "smooth": 4}
