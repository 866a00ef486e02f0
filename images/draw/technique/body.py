"""The rigged body (MakeHuman / MPFB2, CC0): an average adult, its bones, forward kinematics and skinning by dual quaternions.

Enters: `../meshes/hands.npz` (another folder: `--body`, or the environment variable TECHNIQUE_BODY). Leaves: posed vertices in mm.
Frame: +x = the person's left, -y = front, +z = up.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np

MESHES = Path(__file__).resolve().parent.parent / "meshes"
AXES = {"x": (1, 0, 0), "y": (0, 1, 0), "z": (0, 0, 1)}


def unit(v) -> np.ndarray:
    v = np.asarray(v, float)
    return v / np.linalg.norm(v)


def rotm(axis, degrees: float) -> np.ndarray:
    """Rotation about an axis (a vector, or x, y or z)."""
    k = unit(AXES.get(axis, axis) if isinstance(axis, str) else axis)
    a = np.deg2rad(degrees)
    K = np.array([[0, -k[2], k[1]], [k[2], 0, -k[0]], [-k[1], k[0], 0]])
    return np.eye(3) + np.sin(a) * K + (1 - np.cos(a)) * K @ K


def turn(V: np.ndarray, turns) -> np.ndarray:
    """Rotate points by [[axis, degrees], ...] one after the other."""
    for axis, degrees in turns:
        V = V @ rotm(axis, degrees).T
    return V


def aim(a, b) -> np.ndarray:
    """The smallest rotation that turns direction a into direction b."""
    a, b = unit(a), unit(b)
    c, k = a @ b, np.cross(a, b)
    if c < -0.9999:
        return rotm("x", 180)
    K = np.array([[0, -k[2], k[1]], [k[2], 0, -k[0]], [-k[1], k[0], 0]])
    return np.eye(3) + K + K @ K / (1 + c)


def _quaternion(R: np.ndarray) -> np.ndarray:
    w = np.sqrt(max(0, 1 + R[0, 0] + R[1, 1] + R[2, 2])) / 2
    if w > 1e-3:
        return np.array([w, (R[2, 1] - R[1, 2]) / (4 * w), (R[0, 2] - R[2, 0]) / (4 * w), (R[1, 0] - R[0, 1]) / (4 * w)])
    i = int(np.argmax(np.diag(R)))
    return np.r_[0, unit((R + np.eye(3))[:, i])]


def _multiply(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    w = a[..., 0] * b[..., 0] - (a[..., 1:] * b[..., 1:]).sum(-1)
    v = a[..., :1] * b[..., 1:] + b[..., :1] * a[..., 1:] + np.cross(a[..., 1:], b[..., 1:])
    return np.concatenate([w[..., None], v], -1)


class Body:
    """V, F: skin at rest; bones, parent, H, T: names, parents, heads, tails; W: weight of each bone on each vertex."""

    def __init__(self, file: Path) -> None:
        z = np.load(file)
        self.V, self.F = z["rest_V"].astype(float), z["rest_F"].astype(int)
        self.bones = [str(b) for b in z["bones"]]
        self.index = {b: i for i, b in enumerate(self.bones)}
        self.parent = {b: str(p) for b, p in zip(self.bones, z["parent"], strict=True)}
        self.H = dict(zip(self.bones, z["head"].astype(float), strict=True))
        self.T = dict(zip(self.bones, z["tail"].astype(float), strict=True))
        self.W = np.zeros((len(self.V), len(self.bones)), np.float32)
        self.W[z["w_vertex"], z["w_bone"]] = z["w"]
        self.W /= np.maximum(self.W.sum(1, keepdims=True), 1e-6)
        self.main = np.array([self.bones[i] for i in self.W.argmax(1)])  # the bone that holds each vertex most

    def depth(self, bone: str) -> int:
        d = 0
        while bone := self.parent[bone]:
            d += 1
        return d

    def bone_frames(self, rotations: Mapping[str, np.ndarray]) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """{bone: (R, t)}: rest point p of the bone goes to R p + t. `rotations`: {bone: 3 x 3 in the axes of the rest pose}."""
        M: dict[str, tuple[np.ndarray, np.ndarray]] = {}

        def frame(bone: str) -> tuple[np.ndarray, np.ndarray]:
            if bone not in M:
                p = self.parent[bone]
                R0, t0 = frame(p) if p else (np.eye(3), np.zeros(3))
                R = rotations.get(bone)
                h = self.H[bone]
                M[bone] = (R0, t0) if R is None else (R0 @ R, R0 @ (h - R @ h) + t0)
            return M[bone]

        for b in self.bones:
            frame(b)
        return M

    def skin(self, rotations: Mapping[str, np.ndarray]) -> tuple[np.ndarray, dict[str, tuple[np.ndarray, np.ndarray]]]:
        """Posed vertices and the bone frames."""
        M = self.bone_frames(rotations)
        real = np.stack([_quaternion(M[b][0]) for b in self.bones])
        shift = np.stack([M[b][1] for b in self.bones])
        dual = 0.5 * _multiply(np.concatenate([np.zeros((len(real), 1)), shift], 1), real)
        sign = np.sign((real @ real.T)[self.W.argmax(1)])
        sign[sign == 0] = 1
        w = self.W * sign
        r, d = w @ real, w @ dual
        n = np.linalg.norm(r, axis=1, keepdims=True)
        r, d = r / n, d / n
        v = np.concatenate([np.zeros((len(self.V), 1)), self.V], 1)
        back = r * np.array([1, -1, -1, -1])
        return _multiply(_multiply(r, v), back)[:, 1:] + 2 * _multiply(d, back)[:, 1:], M


@lru_cache(None)
def load(folder: str | None = None) -> Body:
    return Body(Path(folder or os.environ.get("TECHNIQUE_BODY") or MESHES) / "hands.npz")
