"""What no mesh gives: parts built from landmarks before a plate is drawn, and lines drawn on top of one.

Enters: landmarks, meshes, a drawn plate. Leaves: more parts in the atlas, named `made_...` (`build`), more paths in a plate (`add_to`).
These parts are constructions and are named as such in images/README.md.
"""

# ruff: noqa: RUF005 - lists are added to arrays, not joined to them
from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from atlas import atlas
from creases import creases
from landmarks import L
from rulers import along, lateral, sign
from scipy.spatial import cKDTree

if TYPE_CHECKING:
    from plate import Plate

SIDES = ("left", "right")


def sheet(a, b, rows: int = 14, bulge=None, height: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """Ruled surface between two polylines with the same number of points, bulging by `height` mm along `bulge` half-way."""
    f = np.linspace(0, 1, rows)[:, None, None]
    grid = np.asarray(a, float)[None] * (1 - f) + np.asarray(b, float)[None] * f
    if bulge is not None:
        grid = grid + np.sin(np.pi * f) * height * np.asarray(bulge, float)
    n = grid.shape[1]
    faces = []
    for i in range(rows - 1):
        for j in range(n - 1):
            p = i * n + j
            faces += [(p, p + 1, p + n), (p + 1, p + n + 1, p + n)]
    return grid.reshape(-1, 3), np.array(faces, np.int32)


def even(line, n: int) -> np.ndarray:
    line = np.asarray(line, float)
    d = np.r_[0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))]
    t = np.linspace(0, d[-1], n)
    return np.stack([np.interp(t, d, line[:, i]) for i in range(3)], 1)


@lru_cache(None)
def _skin():
    vertices, faces = atlas.skin((1, 2))
    normals = np.zeros_like(vertices)
    cross = np.cross(vertices[faces[:, 1]] - vertices[faces[:, 0]], vertices[faces[:, 2]] - vertices[faces[:, 0]])
    for k in range(3):
        np.add.at(normals, faces[:, k], cross)
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
    used = np.unique(faces)
    return vertices[used], normals[used], cKDTree(vertices[used])


def under_skin(points: np.ndarray, depth: float, weight: np.ndarray) -> np.ndarray:
    """Draw points towards the nearest skin less `depth` mm, by `weight` (0 to 1 each)."""
    vertices, normals, tree = _skin()
    dist, near = tree.query(points, k=6)
    w = 1 / (dist + 1)
    w /= w.sum(1, keepdims=True)
    goal = ((vertices[near] - depth * normals[near]) * w[..., None]).sum(1)
    return points * (1 - weight[:, None]) + goal * weight[:, None]


def trapezius(side: str) -> None:
    """Upper and middle part: nape and spine (skull to T4) to the outer collarbone, the shoulder tip and the ridge of the blade."""
    nape = [L("superior-nuchal-line", side)[2], L("external-occipital-protuberance"), L("c2-spinous-tip") + [0, 14, 0]]
    nape += [L("c7-spinous-tip") + [0, 4, 0], L("t3-spinous-tip") + [0, 4, 0]]
    ridge = L("scapula-spine-ridge", side)
    far = [
        L("clavicle-outer-third-upper-edge", side),
        L("clavicle-lateral-end", side) + [0, 0, 6],
        L("acromion", side) + [0, 0, 6],
        ridge[-3],
        ridge[4],
    ]
    a, b = even(nape, 24), even(far, 24)
    rows = 20
    vertices, faces = sheet(a, b, rows)
    f = np.repeat(np.linspace(0, 1, rows), 24)
    vertices = under_skin(vertices, 4.0, np.sin(np.pi * f) ** 0.5 * 0.9)
    for _ in range(4):  # even out
        grid = vertices.reshape(rows, 24, 3)
        grid[1:-1] = 0.25 * grid[:-2] + 0.5 * grid[1:-1] + 0.25 * grid[2:]
        grid[:, 1:-1] = 0.25 * grid[:, :-2] + 0.5 * grid[:, 1:-1] + 0.25 * grid[:, 2:]
    atlas.add(f"made_{side}_trapezius", vertices, faces)


def knee(side: str) -> None:
    """Tendon below the kneecap; muscles and strap cut where they end."""
    low, bump = L("patella-lower-edge", side), L("tibial-tuberosity", side)
    out = np.array([1.0, 0, 0])

    def strap(centre, width):
        return (
            centre
            + np.linspace(-width / 2, width / 2, 7)[:, None] * out
            + np.cos(np.linspace(-1.3, 1.3, 7))[:, None] * np.array([0, -4.0, 0])
        )

    for name in ("vastus_lateralis", "vastus_medialis", "rectus_femoris"):  # the meshes run on past the kneecap
        vertices, faces = atlas[f"{side}_{name}"]
        cut = L("patella-centre", side)[2] + (0 if name != "vastus_medialis" else -8)
        keep = vertices[faces][:, :, 2].max(1) > cut
        atlas.add(f"made_{side}_{name}", np.maximum(vertices, [-1e9, -1e9, cut]), faces[keep])
    for head in atlas.find(f"head_of_{side}_gastrocnemius$"):  # below the knee only, which the shin plate leaves open
        vertices, faces = atlas[head]
        cut = L("tibial-tuberosity", side)[2] + 8
        keep = vertices[faces][:, :, 2].min(1) < cut
        atlas.add(f"made_{side}_gastrocnemius_{head.split('_')[0]}", np.minimum(vertices, [1e9, 1e9, cut]), faces[keep])
    vertices, faces = atlas[f"{side}_iliotibial_tract"]  # ends on the outer front of the shin, 2 cm below the joint
    cut = L("tibial-tuberosity", side)[2] - 2
    keep = vertices[faces][:, :, 2].max(1) > cut
    atlas.add(f"made_{side}_iliotibial_tract", np.maximum(vertices, [-1e9, -1e9, cut]), faces[keep])
    atlas.add(f"made_{side}_patellar_tendon", *sheet(strap(low + [0, 6, 14], 26), strap(bump + [0, -2, -14], 11), 10, (0, -1, 0), 3))


def quadratus(side: str) -> None:
    """Ends on the rim of the hip bone; the mesh, carried over from another pose, runs on down to the sacrum."""
    vertices, faces = atlas[f"{side}_quadratus_lumborum"]
    cut = L("iliac-crest-top", side)[2] - 36
    keep = vertices[faces][:, :, 2].max(1) > cut
    atlas.add(f"made_{side}_quadratus_lumborum", np.maximum(vertices, [-1e9, -1e9, cut]), faces[keep])


def gluteus_medius(side: str) -> None:
    """Front third, which the mesh lacks: from the rim between its front edge and the ASIS down to its front edge."""
    rim = L("iliac-crest", side)
    upper = even(rim[2:9][::-1], 12) + np.array([0, 3.0, -4.0]) + 2.0 * lateral(side)
    foot = np.array([141.0 * sign(side), -71.0, 826.0])
    lower = even([foot + [0, 6, 4], foot + [0, -3, -2]], 12)
    vertices, faces = sheet(upper, lower, 16, lateral(side), 5)
    atlas.add(f"made_{side}_gluteus_medius_front", vertices, faces)


def gluteus_maximus(side: str) -> None:
    """Upper corner, which the mesh lacks: from the rim 25-60 mm along from the dimple to the middle of the upper border."""
    rim, out = L("iliac-crest", side)[::-1], lateral(side)
    muscle = atlas.points(f"{side}_gluteus_maximus")
    cut = muscle[np.abs(muscle[:, 2] - 868) < 4]
    border = cut[np.abs(cut[:, 0]).argmax()]
    back = np.array([0, 1.0, 0])
    start = even([along(rim, 22), along(rim, 40), along(rim, 58)], 12) + 7 * back + 3 * out - [0, 0, 6]
    end = even([border + 4 * back - 14 * out, border + 4 * back], 12)
    atlas.add(f"made_{side}_gluteus_maximus_corner", *sheet(start, end, 16, 0.7 * back + 0.5 * out, 7))


def build() -> None:
    """Add every made part to the atlas (once)."""
    if "made_right_trapezius" in atlas.kind:
        return
    for side in SIDES:
        for make in (trapezius, knee, quadratus, gluteus_medius, gluteus_maximus):
            make(side)


def swollen(name: str, mm: float) -> str:
    """The part `mm` fuller along its normals; returns its new name."""
    new = f"{name}_fuller"
    vertices, faces = atlas[name]
    normals = np.zeros_like(vertices)
    cross = np.cross(vertices[faces[:, 1]] - vertices[faces[:, 0]], vertices[faces[:, 2]] - vertices[faces[:, 0]])
    for k in range(3):
        np.add.at(normals, faces[:, k], cross)
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
    outward = np.sign(((vertices - vertices.mean(0)) * normals).sum())
    atlas.add(new, vertices + mm * outward * normals, faces)
    return new


def add_to(plate: Plate) -> None:
    for fold in creases(plate.view.creases):
        plate.crease(fold)
    extra = LINES.get(plate.view.spot)
    if extra:
        extra(plate)


def ridge(plate: Plate) -> None:
    """The ridge across the shoulder blade, which light from above leaves flat: its crest, and its lower lip towards the shoulder tip."""
    for side in SIDES:
        crest = even(L("scapula-spine-ridge", side), 40)
        for _ in range(6):
            crest[1:-1] = 0.25 * crest[:-2] + 0.5 * crest[1:-1] + 0.25 * crest[2:]
        plate.line("bones", "bone-line", crest, only="bones")
        share = np.linspace(0, 1, len(crest))[:, None]
        lip = crest - np.array([0, 0, 1.0]) * (5 + 9 * share)
        plate.line("bones", "bone-line", lip[4:36], only="bones")


LINES = {11: ridge}
