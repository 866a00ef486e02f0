"""The 14 target zones: shapes laid on the skin.

    python zones.py [--anatomy DIR]      write zones.json

Enters: landmarks, the skin, and the rules of `zone_rules`. Leaves: `Zone`s, and `zones.json` with their outlines in mm.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
from atlas import atlas
from raycast import Surface, unit

FILE = Path(__file__).resolve().parent / "zones.json"
TRUNK, LEGS, ARM = (1, 2), (0, 1, 2), (0, 3, 4)  # parts of the skin to leave out: the arms; all but the legs; all but the arms


@dataclass
class Zone:
    spot: int
    side: str
    rule: str
    centre: np.ndarray  # on the skin
    normal: np.ndarray  # out of the skin
    size: tuple[float, float]  # full length and width, mm
    outline: np.ndarray = field(repr=False)  # closed 3D polyline on the skin
    kind: str = "ellipse"
    start: np.ndarray | None = None  # where on the skin the tape began
    cross: np.ndarray | None = None  # the place to start, if not the centre

    def record(self) -> dict:
        def r(a: np.ndarray, n: int = 1) -> list:
            return np.round(np.asarray(a, float), n).tolist()

        tape = {} if self.start is None else {"start": r(self.start)}
        return tape | {
            "spot": self.spot,
            "side": self.side,
            "kind": self.kind,
            "rule": " ".join(self.rule.split()),
            "centre": r(self.centre),
            "normal": r(self.normal, 3),
            "cross": r(self.centre if self.cross is None else self.cross),
            "size_mm": [float(s) for s in self.size],
            "outline": r(self.outline[:: max(len(self.outline) // 40, 1)]),
        }


@lru_cache(None)
def skin(drop: tuple[int, ...] = ()) -> Surface:
    return Surface([atlas.skin(drop)])


def ellipse(spot: int, side: str, rule: str, surface: Surface, centre, normal, axis, length: float, width: float, n: int = 96) -> Zone:
    """Ellipse of `length` along the world direction `axis`, draped on the skin."""
    u = unit(axis - (axis @ normal) * normal)
    v = np.cross(normal, u)
    t = np.linspace(0, 2 * np.pi, n, endpoint=False)[:, None]
    ring = centre + np.cos(t) * u * length / 2 + np.sin(t) * v * width / 2
    return Zone(spot, side, rule, centre, normal, (length, width), surface.drape(ring, normal))


def band(spot: int, side: str, rule: str, surface: Surface, points, normals, half: float) -> Zone:
    """Rounded strip of half-width `half` along skin points."""
    points = np.asarray(points)
    d = np.r_[0, np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))]
    u = np.linspace(0, d[-1], 60)
    p = np.stack([np.interp(u, d, points[:, i]) for i in range(3)], 1)
    for _ in range(20):
        p[1:-1] = 0.25 * p[:-2] + 0.5 * p[1:-1] + 0.25 * p[2:]
    normal = unit(np.mean(normals, axis=0))
    tangent = np.gradient(p, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    across = np.cross(normal, tangent)
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    turn = np.linspace(0, np.pi / 2, 14)  # round ends: close steps where the strip narrows
    u2 = np.r_[half * (1 - np.cos(turn)), np.linspace(half, u[-1] - half, 30)[1:-1], u[-1] - half * (1 - np.cos(turn[::-1]))]
    w = np.r_[half * np.sin(turn), np.full(28, half), half * np.sin(turn[::-1])][:, None]
    middle = p[30]
    p, across = (np.stack([np.interp(u2, u, a[:, i]) for i in range(3)], 1) for a in (p, across))
    ring = np.vstack([p + across * w, (p - across * w)[::-1]])
    return Zone(spot, side, rule, middle, normal, (round(float(d[-1])), 2 * half), surface.drape(ring, normal), "strip")


def zones(spot: int, side: str = "right") -> list[Zone]:
    """side: 'right', 'left' or 'both'"""
    from zone_rules import RULES

    return [rule(s) for rule in RULES[spot] for s in (("right", "left") if side == "both" else (side,))]


def write() -> int:
    every = [z.record() for spot in range(1, 15) for z in zones(spot, "both")]
    FILE.write_text("[\n" + ",\n".join(" " + json.dumps(z) for z in every) + "\n]\n")
    return len(every)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Lay the zones on the skin and write zones.json.")
    parser.add_argument("--anatomy", help="folder with another anatomy.npz")
    arguments = parser.parse_args()
    if arguments.anatomy:
        atlas.open(arguments.anatomy)
    print(write(), "zones")
