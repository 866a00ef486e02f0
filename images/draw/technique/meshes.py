"""Triangle meshes: Loop subdivision, ball, cylinder, box, cutting out a part.

Enters: vertices (n x 3, mm) and triangles. Leaves: the same.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse


class Loop:
    """One Loop subdivision of a fixed set of triangles: `faces` (each old triangle i becomes the new ones 4i to 4i+3) and `smooth(V)`."""

    def __init__(self, faces: np.ndarray, vertices: int) -> None:
        f = np.asarray(faces, int)
        half = np.vstack([f[:, [0, 1]], f[:, [1, 2]], f[:, [2, 0]]])
        facing = np.r_[f[:, 2], f[:, 0], f[:, 1]]
        edges, index, count = np.unique(np.sort(half, 1), axis=0, return_inverse=True, return_counts=True)
        index = index.ravel()
        inner = count == 2
        m = len(edges)
        old = np.arange(m)
        # new point on an edge: 3/8 of its ends and 1/8 of the two corners facing it; on a border the middle
        rows = [old, old, index]
        columns = [edges[:, 0], edges[:, 1], facing]
        ends = np.where(inner, 3 / 8, 1 / 2)
        values = [ends, ends, np.where(inner[index], 1 / 8, 0.0)]
        odd = sparse.coo_matrix((np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))), shape=(m, vertices))
        # old points: drawn towards their neighbours; on a border only along it
        border = np.zeros(vertices, bool)
        border[edges[~inner].ravel()] = True
        both = np.vstack([edges, edges[:, ::-1]])
        along = np.r_[inner, inner]
        use = np.where(border[both[:, 0]], ~along, True)
        both = both[use]
        n = np.bincount(both[:, 0], minlength=vertices)
        safe = np.maximum(n, 1)
        beta = (5 / 8 - (3 / 8 + np.cos(2 * np.pi / safe) / 4) ** 2) / safe
        beta = np.where(border, 1 / 8, beta)
        beta = np.where(n > 0, beta, 0.0)
        even = sparse.coo_matrix((beta[both[:, 0]], (both[:, 0], both[:, 1])), shape=(vertices, vertices)) + sparse.diags(1 - n * beta)
        self.matrix = sparse.vstack([even, odd]).tocsr()
        a, b, c = (vertices + index[i * len(f) : (i + 1) * len(f)] for i in range(3))
        new = [np.stack(q, 1) for q in ((f[:, 0], a, c), (a, f[:, 1], b), (c, b, f[:, 2]), (a, b, c))]
        self.faces = np.stack(new, 1).reshape(-1, 3)

    def smooth(self, vertices: np.ndarray) -> np.ndarray:
        return self.matrix @ vertices


def cut(vertices: np.ndarray, faces: np.ndarray, keep: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The triangles of the mask `keep` as a mesh of their own: vertices, triangles, numbers of the old vertices."""
    used = np.unique(faces[keep])
    new = np.full(len(vertices), -1)
    new[used] = np.arange(len(used))
    return vertices[used], new[faces[keep]], used


def sphere(centre, radius: float) -> tuple[np.ndarray, np.ndarray]:
    t = (1 + 5**0.5) / 2
    V = np.array([[-1, t, 0], [1, t, 0], [-1, -t, 0], [1, -t, 0], [0, -1, t], [0, 1, t], [0, -1, -t], [0, 1, -t],
                  [t, 0, -1], [t, 0, 1], [-t, 0, -1], [-t, 0, 1]])  # fmt: skip
    F = np.array([[0, 11, 5], [0, 5, 1], [0, 1, 7], [0, 7, 10], [0, 10, 11], [1, 5, 9], [5, 11, 4], [11, 10, 2], [10, 7, 6], [7, 1, 8],
                  [3, 9, 4], [3, 4, 2], [3, 2, 6], [3, 6, 8], [3, 8, 9], [4, 9, 5], [2, 4, 11], [6, 2, 10], [8, 6, 7],
                  [9, 8, 1]])  # fmt: skip
    for _ in range(4):
        step = Loop(F, len(V))
        V, F = step.smooth(V), step.faces
        V = V / np.linalg.norm(V, axis=1, keepdims=True)
    return V * radius + np.asarray(centre, float), F


def cylinder(p, q, radius: float, sides: int = 96) -> tuple[np.ndarray, np.ndarray]:
    """Between the points p and q; the caps have corners of their own, so that their rim stays sharp."""
    p, q = np.asarray(p, float), np.asarray(q, float)
    axis = (q - p) / np.linalg.norm(q - p)
    u = np.cross(axis, [1, 0, 0] if abs(axis[0]) < 0.9 else [0, 1, 0])
    u /= np.linalg.norm(u)
    v = np.cross(axis, u)
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    ring = (np.cos(angle)[:, None] * u + np.sin(angle)[:, None] * v) * radius
    V = np.vstack([p + ring, q + ring, p + ring, q + ring, p[None], q[None]])
    i = np.arange(sides)
    j = (i + 1) % sides
    side = np.vstack([np.stack([i, j, j + sides], 1), np.stack([i, j + sides, i + sides], 1)])
    caps = [np.stack([j + 2 * sides, i + 2 * sides, np.full(sides, 4 * sides)], 1)]
    caps.append(np.stack([i + 3 * sides, j + 3 * sides, np.full(sides, 4 * sides + 1)], 1))
    return V, np.vstack([side, *caps])


def box(low, high) -> tuple[np.ndarray, np.ndarray]:
    """Each side has corners of its own, so that the light does not run round the edges."""
    low, high = np.asarray(low, float), np.asarray(high, float)
    V, F = [], []
    for axis in range(3):
        a, b = (axis + 1) % 3, (axis + 2) % 3
        for end, order in ((0, (0, 2, 1, 3)), (1, (0, 1, 2, 3))):
            corners = []
            for s, t in ((0, 0), (1, 0), (0, 1), (1, 1)):
                q = np.zeros(3)
                q[axis], q[a], q[b] = end, s, t
                corners.append(low + q * (high - low))
            n = len(V)
            V += [corners[k] for k in order]
            F += [[n, n + 1, n + 3], [n, n + 3, n + 2]]
    return np.array(V), np.array(F)
