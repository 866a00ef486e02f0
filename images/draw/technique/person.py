"""A whole person in T-shirt, shorts and short hair, posed by the directions of the limbs.

Enters: the body, a pose (a row of `people.json`). Leaves: a `Figure`: vertices, joints, and a part for `pict.Pict`.

A pose holds directions in the frame of the upright person (+x = left, -y = front, +z = up); the whole is turned at the end.

| key | meaning |
|---|---|
| `aim` | {limb: direction}: `upperarm lowerarm hand thigh shin foot`, each with `.L` or `.R`; or any bone |
| `palm` | {`L` or `R`: direction that the palm faces} |
| `reach` | {`hand` or `foot` with its side: [place of the wrist or ankle in mm, way that elbow or knee points]}: instead of two aims |
| `bend` | {bone: [[axis, degrees], ...]} against the bone before it |
| `grip` | {`L` or `R`: [knuckle, middle, end joint, thumb] in degrees}: how far the fingers curl |
| `fingers` | {`L` or `R`: name of a pose of `hands.json`}: each finger and the thumb by itself |
| `touch` | {`L` or `R`: {`zone`, `contact`, `depth`, `off`, `elbow`}}: these fingers press that zone (`people_table.touching`) |
| `turn` | [[axis, degrees], ...]: the whole person |
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import body
import numpy as np
from body import Body, aim, rotm, turn, unit
from hand import right_hand
from meshes import Loop
from pict import Scene
from scipy import sparse

LIMBS = {"upperarm": "upperarm01", "lowerarm": "lowerarm01", "hand": "wrist", "thigh": "upperleg01", "shin": "lowerleg01", "foot": "foot"}
ENDS = {"upperarm01": "upperarm02", "lowerarm01": "lowerarm02", "upperleg01": "upperleg02", "lowerleg01": "lowerleg02"}
LIFT = (9.0, 9.0, 12.0)  # mm that hair, shirt and shorts stand off the skin
CLOTHED = ("hair", "cloth", "trousers")
LIMB_LABELS = {
    r"(lowerarm0\d|upperarm02|wrist|metacarpal\d|finger).*\.L": 1,
    r"(lowerarm0\d|upperarm02|wrist|metacarpal\d|finger).*\.R": 2,
    r"(lowerleg|foot|toe|upperleg02).*\.L": 3,
    r"(lowerleg|foot|toe|upperleg02).*\.R": 4,
}


class Figure(NamedTuple):
    """A posed person: vertices, joints by bone, the ear lines."""

    V: np.ndarray
    J: dict[str, np.ndarray]
    ears: tuple[np.ndarray, ...]

    def moved(self, by) -> Figure:
        by = np.asarray(by, float)
        return Figure(self.V + by, {n: p + by for n, p in self.J.items()}, tuple(e + by for e in self.ears))

    def turned(self, turns) -> Figure:
        return Figure(turn(self.V, turns), {n: turn(p, turns) for n, p in self.J.items()}, tuple(turn(e, turns) for e in self.ears))


class Person:
    def __init__(self, b: Body) -> None:
        self.b = b
        self.loop = Loop(b.F, len(b.V))
        self.F = self.loop.faces
        self.rest = self.loop.smooth(b.V)
        weights = self.loop.matrix @ b.W
        self.main = np.array([b.bones[i] for i in np.asarray(weights).argmax(1)])
        self.fields = self._clothes(self.rest)
        self.wears = np.select([self.fields[:, n] > 0 for n in range(3)], (1, 2, 3), 0)
        labels = np.full(len(self.rest), -1)
        for pattern, n in LIMB_LABELS.items():
            labels[[bool(re.match(pattern, bone)) for bone in self.main]] = n
        corner = labels[self.F]
        self.labels = np.where((corner == corner[:, :1]).all(1), corner[:, 0], -1)
        n = len(self.rest)
        edges = np.vstack([self.F[:, [0, 1]], self.F[:, [1, 2]], self.F[:, [2, 0]]])
        ones = np.ones(2 * len(edges))
        A = sparse.coo_matrix((ones, (np.r_[edges[:, 0], edges[:, 1]], np.r_[edges[:, 1], edges[:, 0]])), shape=(n, n)).tocsr()
        A.data[:] = 1
        self.mean = sparse.diags(1 / np.asarray(A.sum(1)).ravel()) @ A
        self.loose = (self.wears > 0).astype(float)  # 1 well inside a garment, 0 at its hem
        for _ in range(2):
            self.loose = np.where(self.wears > 0, self.mean @ self.loose, 0)
        self.ears = self._ears()
        hand = right_hand()
        self.out_of_hand = hand.R[2]  # out of the back of the right hand at rest
        self.curl = {j: hand.R.T @ hand.axes[j][0] for j in range(1, 6)}

    def _is(self, pattern: str) -> np.ndarray:
        return np.array([bool(re.match(pattern, bone)) for bone in self.main])

    def _clothes(self, V: np.ndarray) -> np.ndarray:
        """Signed distance (mm, > 0 inside) to hair, shirt, shorts; the hems are cut per pixel from these, so they are smooth."""
        H = self.b.H
        x, y, z = V.T
        hip, knee, shoulder, elbow, neck = (H[n] for n in ("upperleg01.L", "lowerleg01.L", "upperarm01.L", "lowerarm01.L", "neck01"))
        arm = self._is("upperarm|lowerarm|wrist|metacarp|finger")
        head = self._is("head|neck03|jaw|levator|temporal|ocul|special|eye|orb|oris|risor|tongue")
        length = np.linalg.norm(elbow - shoulder)
        mirrored = V * np.stack([np.where(x > 0, 1, -1), np.ones(len(x)), np.ones(len(x))], 1)
        along = (mirrored - shoulder) @ unit(elbow - shoulder) / length
        hem = hip[2] + 62
        collar = np.minimum(z - (neck[2] - 8 + 0.5 * np.clip(y - neck[1] + 10, -40, 60)), 80 - np.hypot(x, y - neck[1] + 10))
        shirt = np.where(head, -20, np.minimum(np.where(arm, (0.52 - along) * length, z - hem), np.where(arm, 99, -collar)))
        down = (hip[2] - z) / (hip[2] - knee[2])
        shorts = np.where(arm, -20, np.minimum((0.62 - down) * (hip[2] - knee[2]), hem - z))
        top = z[np.abs(x) < 30].max()
        q = V - np.array([0, H["head"][1], top - 95])
        crown = q[:, 2] - (42 + np.clip(-q[:, 1] - 20, 0, 80) * 0.3)
        behind = np.minimum(q[:, 1] - 14, q[:, 2] + 50)
        ear = np.minimum(np.minimum(np.abs(x) - 64, 20 - q[:, 2]), 50 - q[:, 1])
        hair = np.where(z > top - 170, np.minimum(np.maximum(crown, behind), -ear), -20)
        return np.stack([hair, shirt, shorts], 1)

    def _ears(self) -> tuple[np.ndarray, ...]:
        """A C round each ear at rest: the outermost points of the head mark where the ear is."""
        head = self.rest[self._is("head")]
        out = []
        angle = np.deg2rad(np.linspace(200, -80, 15))  # from the front of the ear over the top and the back to the lobe
        for sign in (1, -1):
            far = head[:, 0] * sign
            x, y, z = head[far > far.max() - 12].mean(0)
            out.append(np.stack([np.full(15, x), y + 15 * np.cos(angle), z + 27 * np.sin(angle)], 1))
        return tuple(out)

    def pose(self, p: dict) -> Figure:
        b = self.b
        relative: dict[str, np.ndarray] = {}

        def put(bone: str, M: np.ndarray) -> None:
            relative[bone] = relative.get(bone, np.eye(3)) @ M

        for bone, turns in p.get("bend", {}).items():
            for axis, degrees in turns:
                put(bone, rotm(axis, degrees))
        for side, grip in p.get("grip", {}).items():
            self._curl(side, grip, put)
        for side, fingers in p.get("fingers", {}).items():
            self._fingers(side, fingers, put)
        aim_at = {**p.get("aim", {})}
        for name, (target, hint) in p.get("reach", {}).items():
            aim_at |= self._reach(name, target, hint, relative)
        aims = {f"{LIMBS.get(limb, limb)}.{side}": d for name, d in aim_at.items() for limb, side in [name.split(".")]}
        world: dict[str, np.ndarray] = {}
        for bone in sorted(b.bones, key=b.depth):
            before = world[b.parent[bone]] if b.parent[bone] else np.eye(3)
            if bone in aims:
                stem, _, side = bone.partition(".")
                along = b.T[f"{ENDS.get(stem, stem)}.{side}"] - b.H[bone]
                if stem == "wrist":
                    along = np.mean([b.H[f"finger{j}-1.{side}"] for j in (2, 3, 4, 5)], 0) - b.H[bone]
                R = aim(before @ along, aims[bone]) @ before
                if stem == "wrist" and side in p.get("palm", {}):
                    R = self._faced(R, R @ along, side, p["palm"][side])
                put(bone, before.T @ R)
            world[bone] = before @ relative[bone] if bone in relative else before
        V, M = b.skin(relative)
        V = self._dressed(self.loop.smooth(V))
        J = {n: M[n][0] @ b.H[n] + M[n][1] for n in b.bones}
        R, t = M["head"]
        ears = tuple(ring @ R.T + t for ring in self.ears)
        return Figure(V, J, ears).turned(p.get("turn", []))

    def _reach(self, name: str, target, hint, relative: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        """Directions of the two bones that bring wrist or ankle to `target`, elbow or knee on the side of `hint`."""
        end, side = name.split(".")
        upper, lower = ("upperarm", "lowerarm") if end == "hand" else ("thigh", "shin")
        bones = [f"{LIMBS[n]}.{side}" for n in (upper, lower, end)]
        H = self.b.H
        R, t = self.b.bone_frames(relative)[bones[0]]
        root = R @ H[bones[0]] + t
        a, b = (float(np.linalg.norm(H[bones[i + 1]] - H[bones[i]])) for i in (0, 1))
        way = np.asarray(target, float) - root
        far = min(float(np.linalg.norm(way)), 0.999 * (a + b))
        u = unit(way)
        along = (a * a - b * b + far * far) / (2 * far)
        out = np.asarray(hint, float) - (np.asarray(hint, float) @ u) * u
        joint = root + u * along + unit(out) * np.sqrt(max(a * a - along * along, 0))
        return {f"{upper}.{side}": joint - root, f"{lower}.{side}": root + u * far - joint}

    def _curl(self, side: str, grip, put) -> None:
        mirror = np.array([1, -1, -1]) if side == "L" else np.ones(3)
        knuckle, middle, end, thumb = grip
        for j in range(2, 6):
            for i, degrees in ((1, knuckle), (2, middle), (3, end)):
                put(f"finger{j}-{i}.{side}", rotm(self.curl[j] * mirror, degrees))
        for i in (1, 2, 3):
            put(f"finger1-{i}.{side}", rotm(self.curl[1] * mirror, thumb))

    def _fingers(self, side: str, of: dict, put) -> None:
        mirror = np.diag([-1, 1, 1]) if side == "L" else np.eye(3)
        for bone, R in right_hand().rotations(of).items():
            if bone.startswith("finger"):
                put(f"{bone[:-1]}{side}", mirror @ R @ mirror)

    def _faced(self, R: np.ndarray, along: np.ndarray, side: str, palm) -> np.ndarray:
        """The hand turned about its own length until the palm faces `palm`."""
        k = unit(along)
        mirror = np.array([-1, 1, 1]) if side == "L" else np.ones(3)
        now, wanted = R @ (-self.out_of_hand * mirror), np.asarray(palm, float)
        now, wanted = now - (now @ k) * k, wanted - (wanted @ k) * k
        return rotm(k, np.rad2deg(np.arctan2(np.cross(now, wanted) @ k, now @ wanted))) @ R

    def _dressed(self, V: np.ndarray) -> np.ndarray:
        """Clothes smoothed and lifted a little off the skin."""
        for _ in range(6):
            V = V + (self.loose * (self.wears != 1) * 0.8)[:, None] * (self.mean @ V - V)
        flat = np.cross(V[self.F[:, 1]] - V[self.F[:, 0]], V[self.F[:, 2]] - V[self.F[:, 0]])
        N = np.zeros_like(V)
        for k in range(3):
            np.add.at(N, self.F[:, k], flat)
        N /= np.maximum(np.linalg.norm(N, axis=1, keepdims=True), 1e-9)
        return V + N * (np.select([self.wears == n for n in (1, 2, 3)], LIFT, 0) * self.loose)[:, None]

    def part(self, figure: Figure, name: str, looks=CLOTHED, **more) -> dict:
        return {
            "V": figure.V,
            "F": self.F,
            "labels": self.labels,
            "look": "skin",
            "looks": looks,
            "fields": self.fields,
            "name": name,
            **more,
        }

    def hit(self, figure: Figure, origin, direction) -> np.ndarray:
        """Where a ray first meets the person."""
        point, _, _ = Scene([(figure.V, self.F)]).shoot(origin, np.asarray(direction, float))
        return point[0]


@lru_cache(None)
def person() -> Person:
    return Person(body.load())
