"""Where the spots of the plates lie on a posed person, and where a touched place of a posed person lies on the body of the plates.

The skin of the plates (`anatomy.npz`) and the rigged body have the same vertices, posed and shaped differently; so a triangle of one is
a triangle of the other, and a place is carried over by its triangle and its weights there.

Enters: the skin, `zones.json`, a figure. Leaves: places in mm of the figure or of the plates' body, signed distances to a zone.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from body import unit
from person import Figure, person
from scipy.spatial import cKDTree

DRAW = Path(__file__).resolve().parent.parent
NEAR = 40  # vertices looked at to find the triangle nearest to a place
ZONE_REACH = 45  # mm from a zone's plane to skin that can belong to it: the other side of a limb is further


class Zone(NamedTuple):
    """A zone of the plates' body: its X, its middle, the way out of the skin, its outline; mm."""

    cross: np.ndarray
    centre: np.ndarray
    normal: np.ndarray
    outline: np.ndarray


@lru_cache(None)
def zones() -> dict[str, Zone]:
    """{"9": the first zone of spot 9 on the right, "9b": its second, "9-left": the first on the left}."""
    found: dict[str, Zone] = {}
    for row in json.loads((DRAW / "zones.json").read_text()):
        zone = Zone(*(np.array(row[key], float) for key in ("cross", "centre", "normal", "outline")))
        name = f"{row['spot']}" if row["side"] == "right" else f"{row['spot']}-left"
        found[name.replace("-", "b-") if "-" in name and name in found else name + "b" if name in found else name] = zone
    return found


@lru_cache(None)
def plates_skin() -> np.ndarray:
    """The skin of the plates' body, its vertices in the order of `person().F`."""
    z = np.load(DRAW / "meshes" / "anatomy.npz")
    skin, faces = z["V:skin"].astype(float), z["F:skin"]
    coarse = len(person().b.V)

    def by_edge(F: np.ndarray) -> np.ndarray:
        """The vertex in the middle of each edge of the coarse mesh, in the order of the edges' ends."""
        corner = F[(coarse > F).any(1)]
        ends, middles = [], []
        first = np.argmax(corner < coarse, 1)
        at = np.arange(len(corner))
        for step in (1, 2):
            ends.append(corner[at, first])
            middles.append(corner[at, (first + step) % 3])
        pairs = np.stack([np.concatenate(middles), np.concatenate(ends)], 1)
        pairs = np.unique(pairs, axis=0).reshape(-1, 2, 2)  # each middle stands beside its two ends
        edges, middle = np.sort(pairs[:, :, 1], 1), pairs[:, 0, 0]
        return middle[np.lexsort((edges[:, 1], edges[:, 0]))]

    out = skin.copy()
    out[by_edge(person().F)] = skin[by_edge(faces)]
    return out


def _nearest(V: np.ndarray, place, allowed: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    """The triangle of the mesh nearest to a place, and the weights of its corners there."""
    F = person().F if allowed is None else person().F[allowed]
    used = np.unique(F)
    near = used[cKDTree(V[used]).query(place, NEAR)[1]]
    T = F[np.isin(F, near).any(1)]
    a, b, c = V[T[:, 0]], V[T[:, 1]], V[T[:, 2]]
    u, v, w = b - a, c - a, np.asarray(place, float) - a
    uu, uv, vv, wu, wv = ((p * q).sum(1) for p, q in ((u, u), (u, v), (v, v), (w, u), (w, v)))
    d = np.maximum(uu * vv - uv * uv, 1e-9)
    weights = np.stack([np.zeros(len(T)), (vv * wu - uv * wv) / d, (uu * wv - uv * wu) / d], 1)
    weights[:, 0] = 1 - weights[:, 1] - weights[:, 2]
    weights = np.clip(weights, 0, 1)
    weights /= weights.sum(1, keepdims=True)
    found = (V[T] * weights[..., None]).sum(1)
    best = int(np.argmin(np.linalg.norm(found - place, axis=1)))
    return T[best], weights[best]


def spot(figure: Figure, zone: str, place=None) -> tuple[np.ndarray, np.ndarray]:
    """A zone's X (or another place of the plates' body) on the posed person, and the way out of the skin there."""
    T, weights = _nearest(plates_skin(), zones()[zone].cross if place is None else place)
    V = figure.V
    return weights @ V[T], unit(np.cross(V[T[1]] - V[T[0]], V[T[2]] - V[T[0]]))


def on_plates(figure: Figure, place, allowed: np.ndarray | None = None) -> np.ndarray:
    """The place of the plates' body that corresponds to the skin nearest to `place`; `allowed`: triangles that may be meant."""
    T, weights = _nearest(figure.V, place, allowed)
    return weights @ plates_skin()[T]


def inside(zone: str) -> np.ndarray:
    """For each vertex: signed distance to the edge of the zone in mm, > 0 inside it."""
    of = zones()[zone]
    across = unit(np.cross(of.normal, [0.3, 0.2, 1.0]))
    along = np.cross(of.normal, across)
    skin = plates_skin() - of.centre
    flat = np.stack([skin @ across, skin @ along], 1)
    ring = np.stack([(of.outline - of.centre) @ across, (of.outline - of.centre) @ along], 1)
    a, b = ring, np.roll(ring, -1, 0)
    reach = np.linalg.norm(ring, axis=1).max() + ZONE_REACH
    close = (np.abs(skin @ of.normal) < ZONE_REACH) & (np.linalg.norm(skin, axis=1) < reach)
    out = np.full(len(skin), -99.0)
    p = flat[close][:, None]
    t = np.clip(((p - a) * (b - a)).sum(-1) / ((b - a) ** 2).sum(-1), 0, 1)[..., None]
    far = np.linalg.norm(p - a - t * (b - a), axis=-1).min(1)
    crossed = (a[:, 1] > p[..., 1]) != (b[:, 1] > p[..., 1])
    dy = np.where(b[:, 1] == a[:, 1], 1e-9, b[:, 1] - a[:, 1])
    left = p[..., 0] < a[:, 0] + (p[..., 1] - a[:, 1]) / dy * (b[:, 0] - a[:, 0])
    out[close] = np.where((crossed & left).sum(1) % 2 == 1, far, -far)
    return out
