"""Which way fibres run: one scalar per vertex of a muscle, whose gradient is the direction of the fibres.

Enters: a muscle's name and, if given, a rule: ('to', point) fibres run to a point; ('way', vector) fibres run parallel;
('axis', None) along the muscle's longest axis.
Leaves: the scalar. Without a rule it is solved on the mesh (slow) and kept in `cache/`.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
from atlas import atlas
from ink import fiedler

CACHE = Path(__file__).resolve().parent / "cache"
Rule = tuple[str, object]


def field(name: str, rule: Rule | None = None) -> np.ndarray:
    vertices, faces = atlas[name]
    if rule is not None:
        how, where = rule
        if how == "axis":  # along the longest axis
            c = vertices - vertices.mean(0)
            axis = np.linalg.svd(c, full_matrices=False)[2][0]
            return c @ (axis * np.sign(axis[np.abs(axis).argmax()])) / 100
        if how == "to":
            return np.linalg.norm(vertices - np.asarray(where, float), axis=1) / 100
        return vertices @ np.asarray(where, float) / 100
    mark = hashlib.sha1(vertices.tobytes() + faces.tobytes()).hexdigest()[:12]
    kept = CACHE / f"field-{name}-{mark}.npy"
    if kept.is_file():
        return np.load(kept)
    value = fiedler(vertices.astype(float), faces)
    CACHE.mkdir(exist_ok=True)
    np.save(kept, value)
    return value
