"""Finger nails: found on the mesh at rest as the flat patch on the back of each finger end, then described by two half axes.

Enters: a hand at rest. Leaves: for each finger (centre, along, outward, across, half length, half width), mm, in the hand's frame.
"""

from __future__ import annotations

import numpy as np
from body import unit


def find(rest: np.ndarray, faces: np.ndarray, finger: np.ndarray, head: dict, tail: dict) -> tuple[list[tuple], dict[int, np.ndarray]]:
    """finger: number 1 to 5 of each vertex. Returns the nails and {finger: outward normal}."""
    n = np.cross(rest[faces[:, 1]] - rest[faces[:, 0]], rest[faces[:, 2]] - rest[faces[:, 0]])
    area = np.linalg.norm(n, axis=1)
    n = n / area[:, None]
    centre = rest[faces].mean(1)
    nails, normals = [], {}
    for j in range(1, 6):
        h, t = head[f"finger{j}-3.R"], tail[f"finger{j}-3.R"]
        d, length = unit(t - h), np.linalg.norm(t - h)
        end = (finger[faces] == j).all(1) & ((centre - h) @ d / length > 0.35)
        u = unit(np.cross(d, [0.3, 0.5, 0.8]))
        v = np.cross(d, u)

        def flat(a: float, u=u, v=v, end=end) -> float:
            return area[end & (n @ (np.cos(a) * u + np.sin(a) * v) > 0.93)].sum()

        a = max(np.linspace(0, 2 * np.pi, 180, endpoint=False), key=flat)
        out = np.cos(a) * u + np.sin(a) * v
        normals[j] = out
        c = centre[end & (n @ out > 0.8) & ((centre - h) @ out > 1)]
        along = unit(d - (d @ out) * out)
        across = np.cross(out, along)

        def middle(axis: np.ndarray, c=c) -> np.ndarray:
            q = c @ axis
            return axis * (q.min() + q.max()) / 2

        spot = middle(along) + middle(across) + out * np.median(c @ out)
        nails.append((spot, along, out, across, np.ptp(c @ along) / 2 + 0.6, np.ptp(c @ across) / 2 + 0.6))
    return nails, normals
