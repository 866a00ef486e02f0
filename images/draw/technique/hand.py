"""The right hand with its forearm, cut out of the body and posed by joint angles in degrees.

Frame of the hand: x towards the finger tips, y to the thumb side, z out of the back of the hand; origin = wrist joint.
Enters: the body, a pose (a row of `hands.json`). Leaves: vertices and a part for `pict.Pict`.
"""

from __future__ import annotations

import re
from functools import lru_cache

import body
import nails
import numpy as np
from body import Body, rotm, turn, unit
from meshes import Loop

FINGERS = (2, 3, 4, 5)


class Hand:
    def __init__(self, b: Body) -> None:
        self.b = b
        wrist = b.H["wrist.R"]
        x = unit(np.mean([b.H[f"finger{j}-1.R"] for j in FINGERS], 0) - wrist)
        y = b.H["finger2-1.R"] - b.H["finger5-1.R"]
        y = unit(y - (y @ x) * x)
        self.R = np.stack([x, y, np.cross(x, y)])  # body -> hand
        self.o = wrist
        mine = np.array([bool(re.match(r"(lowerarm0\d|wrist|metacarpal\d|finger\d-\d)\.R", n)) for n in b.bones])
        near = b.W[:, mine].sum(1) > 0.5
        F = b.F[near[b.F].all(1)]
        self.idx = np.unique(F)
        new = np.full(len(b.V), -1)
        new[self.idx] = np.arange(len(self.idx))
        F = new[F]
        bones = b.main[self.idx]
        finger = np.array([int(m[1]) if (m := re.match(r"finger(\d)-[123]", n)) and not n.startswith("finger1-1") else 0 for n in bones])
        rest = self._in_hand(b.V[self.idx])
        self.head = {n: self._in_hand(b.H[n]) for n in b.bones if n.endswith(".R")}
        self.tail = {n: self._in_hand(b.T[n]) for n in b.bones if n.endswith(".R")}
        self.nails, outward = nails.find(rest, F, finger, self.head, self.tail)
        self.axes = {}  # finger: (axis of flexion, long axis)
        for j in FINGERS:
            d = unit(self.tail[f"finger{j}-3.R"] - self.head[f"finger{j}-1.R"])
            a = np.array([0, 1.0, 0])
            self.axes[j] = (unit(a - (a @ d) * d), d)
        d = unit(self.tail["finger1-3.R"] - self.head["finger1-2.R"])
        self.axes[1] = (unit(np.cross(outward[1], d)), d)
        self.loop = Loop(F, len(self.idx))
        self.F2, self.rest2 = self.loop.faces, self.loop.smooth(rest)
        label = np.where((finger[F] == finger[F][:, :1]).all(1), finger[F][:, 0], 0)
        self.labels = np.repeat(np.where(label > 0, label, -1), 4)  # finger of each triangle, -1 elsewhere

    def _in_hand(self, P: np.ndarray) -> np.ndarray:
        return (P - self.o) @ self.R.T

    def rotations(self, p: dict) -> dict[str, np.ndarray]:
        """Joint rotations of a pose in the body's axes, for the right hand; see `hands.json` for what a pose holds."""
        out: dict[str, np.ndarray] = {}

        def put(bone: str, M: np.ndarray) -> None:
            out[bone] = out.get(bone, np.eye(3)) @ (self.R.T @ M @ self.R)

        for j in FINGERS:
            mcp, pip, dip, spread = [*p.get(f"f{j}", p.get("f", [0, 0, 0])), 0][:4]
            a, _ = self.axes[j]
            put(f"finger{j}-1.R", rotm("z", spread) @ rotm(a, mcp))
            put(f"finger{j}-2.R", rotm(a, pip))
            put(f"finger{j}-3.R", rotm(a, dip))
        t = p.get("f1", {})
        a, d = self.axes[1]
        M = np.eye(3)
        for axis, degrees in t.get("cmc", []):
            M = M @ rotm({"a": a, "d": d}.get(axis, axis), degrees)
        put("finger1-1.R", M)
        put("finger1-2.R", rotm(a, t.get("mp", 0)))
        put("finger1-3.R", rotm(a, t.get("ip", 0)))
        flexion, deviation, pronation = [*p.get("wrist", [0, 0, 0]), 0, 0][:3]
        put("wrist.R", rotm("z", deviation) @ rotm("y", flexion))
        if pronation:
            put("lowerarm02.R", rotm(unit(self.head["wrist.R"] - self.head["lowerarm01.R"]), pronation))
        return out

    def pose(self, p: dict) -> np.ndarray:
        """Vertices of the posed hand, which stays in its frame: the forearm moves."""
        V, M = self.b.skin(self.rotations(p))
        R, t = M["wrist.R"]
        return self.loop.smooth(self._in_hand((V[self.idx] - t) @ R))

    def vertices(self, *fingers: int) -> np.ndarray:
        """Numbers of the vertices of these fingers (-1: palm and forearm)."""
        return np.unique(self.F2[np.isin(self.labels, fingers)])

    def part(self, V: np.ndarray, name: str, look: str = "skin", left: bool = False, **more) -> dict:
        """For Pict; left: V was mirrored."""
        F = self.F2[:, ::-1] if left else self.F2
        return {"V": V, "F": F, "labels": self.labels, "rest": self.rest2, "nails": self.nails, "look": look, "name": name, **more}


def place(V: np.ndarray, turns, mirror: bool = False) -> np.ndarray:
    """Mirror (a left hand), then rotate by [[axis, degrees], ...]."""
    return turn(V * ([1, -1, 1] if mirror else [1, 1, 1]), turns)


@lru_cache(None)
def right_hand() -> Hand:
    return Hand(body.load())
