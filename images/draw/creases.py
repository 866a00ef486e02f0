"""What the skin itself shows: folds that tell back from front and sole from back of the foot, and the toes.

Enters: landmarks, a skin mask. Leaves: lines in mm of the body; the mask with toes that lie side by side.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
from atlas import atlas
from body_lines import both, flat, smooth
from body_lines import sole as sole_lines
from landmarks import L
from scipy import ndimage as ndi

TOES = {"big": 13.0, "second": 8.4, "third": 8.0, "fourth": 7.6, "little": 7.6}  # half widths, mm


def _sole() -> list[np.ndarray]:
    """Creases behind the ball and before the heel pad, the arch, and the clefts between the toes."""
    return sole_lines()


def _buttocks() -> list[np.ndarray]:
    """The cleft, and the fold under each buttock."""
    return [*both([flat([(-16, 733), (-48, 722), (-84, 724), (-112, 734)])]), flat([(0, z) for z in (852, 800, 728)])]


def _feet() -> list[np.ndarray]:
    """The clefts between the toes of both feet, seen from the front."""
    clefts = []
    toes = list(TOES)
    for a, b in itertools.pairwise(toes):
        root, tip = (
            (atlas.centre(f"{bone}_phalanx_of_right_{a}_toe") + atlas.centre(f"{bone}_phalanx_of_right_{b}_toe")) / 2
            for bone in ("proximal", "distal")
        )
        line = np.array([root, (root + tip) / 2, tip])
        line[:, 2] += (9, 5, -2)
        clefts.append(line)
    return both(clefts)


def _none() -> list[np.ndarray]:
    return []


RULES: dict[str, Callable[[], list[np.ndarray]]] = {"": _none, "sole": _sole, "feet": _feet, "buttocks": _buttocks}


def creases(name: str) -> list[np.ndarray]:
    return [smooth(curve) for curve in RULES[name]()]


def with_toes(mask: np.ndarray, frame, ppm: float, margin: float) -> np.ndarray:
    """The toes of the skin mesh run together: here each lies round its bones."""
    row, col = np.indices(mask.shape)
    place = np.stack([col, row], -1) / ppm - margin
    heads = frame.project_mm([L(f"metatarsal-head-{j}") for j in range(1, 6)])
    toes = np.zeros_like(mask)
    ends = np.interp(place[..., 0], heads[::-1, 0], heads[::-1, 1])
    for head, (toe, radius) in zip(heads, TOES.items(), strict=True):
        tip = frame.project_mm(atlas.centre(f"distal_phalanx_of_right_{toe}_toe"))
        tip = tip + 3 * (tip - head) / np.linalg.norm(tip - head)  # flesh past the end of the bone
        along = tip - head
        share = np.clip(((place - head) @ along) / (along @ along), 0.25, 1)
        toes |= np.linalg.norm(place - head - share[..., None] * along, axis=-1) < radius * (0.84 + 0.16 * share)
    joined = toes | mask & (place[..., 1] > ends - 14)
    return ndi.binary_closing(joined, iterations=int(1.0 * ppm))
