"""What the drawings of whole people share: the poses, the parts of a scene, the line of the ear.

Enters: `people.json`. Leaves: figures, and parts for `pict.Pict`.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

import numpy as np
from body import unit
from hands_table import pose as hand_pose
from meshes import box, cylinder, sphere
from person import Figure, person
from pict import Pict, number
from places import inside, on_plates, spot

LOOK = {"jump": 22, "shade_sigma": 0.4, "shade_min": 1.4, "line_min": 1.3, "island": 0.9, "smooth": 3.0, "err": 0.045}


@lru_cache(None)
def table() -> dict:
    return json.loads((Path(__file__).resolve().parent / "people.json").read_text())


def figure(name: str, **over) -> Figure:
    """The pose of that name; `reach` and `aim` are added to its own, other keys take the place of its own."""
    row = table()[name]
    over |= {k: {**row.get(k, {}), **over[k]} for k in ("reach", "aim") if k in over}
    row = {**row, **over}
    row["fingers"] = {side: hand_pose(of) for side, of in row.get("fingers", {}).items()}
    return touching(row) if "touch" in row else person().pose(row)


def touching(row: dict) -> Figure:
    """The pose with the wrists moved until the pads of the fingers named by `touch` lie on their zones.

    `off`: from the X, mm of the upright person.
    """
    upright = {**row, "turn": []}
    wanted, reach = {}, {**row.get("reach", {})}
    for side, touch in row["touch"].items():
        at, out = spot(person().pose(upright), touch["zone"])
        at = at + np.asarray(touch.get("off", [0, 0, 0]), float)
        wanted[side] = at - touch["depth"] * out
        reach[f"hand.{side}"] = [at + 100 * out, touch["elbow"]]
    for _ in range(6):
        f = person().pose({**upright, "reach": reach})
        for side, touch in row["touch"].items():
            wrist, elbow = reach[f"hand.{side}"]
            reach[f"hand.{side}"] = [wrist + wanted[side] - pads(f, side, touch["contact"], -spot(f, touch["zone"])[1]), elbow]
    return person().pose({**row, "reach": reach})


def pads(f: Figure, side: str, fingers: list[int], inward: np.ndarray) -> np.ndarray:
    """The middle of the tips of these fingers that go furthest inward."""
    found = []
    for finger in fingers:
        tip = f.V[person().main == f"finger{finger}-3.{side}"]
        far = tip @ inward
        found.append(tip[far > far.max() - 2.5].mean(0))
    return np.mean(found, 0)


def off_hands(side: str | None = None) -> np.ndarray:
    """The triangles that are of no arm (or not of this one): what a hand can touch."""
    arms = rf".*\.{side}" if side else ".*"
    arm = np.array([bool(re.match(rf"(lowerarm|wrist|metacarpal|finger|upperarm02){arms}", bone)) for bone in person().main])
    return ~arm[person().F].any(1)


def touched(p: Pict, f: Figure, *places, allowed: np.ndarray | None = None) -> Pict:
    """Note where the figure is pressed."""
    p.contacts += [on_plates(f, at, allowed) for at in places]
    return p


def two_tone(f: Figure, arms: str = "LR", zones: tuple[str, ...] = (), looks=("hair", "cloth", "trousers"), **more) -> dict:
    """A person whose own working hands are light and whose other skin is dark, as in the drawings of hands; the zones tinted."""
    arm = np.full(len(f.V), -1.0)
    arm[[bool(re.match(rf"(upperarm|lowerarm|wrist|metacarpal|finger).*\.[{arms}]", bone)) for bone in person().main]] = 1.0
    clothes = person().fields[:, [("hair", "cloth", "trousers").index(look) for look in looks]]
    fields = np.column_stack([*(inside(zone) for zone in zones), clothes, arm])
    return part(f, look="body", looks=(*("cord" for _ in zones), *looks, "skin"), fields=fields, **more)


def hit(f: Figure, origin, direction) -> np.ndarray:
    return person().hit(f, origin, direction)


def xyz(x: float, y: float, z: float) -> np.ndarray:
    return np.array([x, y, z], float)


def part(f: Figure, name: str = "body", **more) -> dict:
    return person().part(f, name, **{**LOOK, **more})


def ball(centre, radius: float, name: str = "ball") -> dict:
    V, F = sphere(centre, radius)
    return {"V": V, "F": F, "look": "ball", "name": name, "jump": 0, "shade_min": 0.2}


def against(f: Figure, zone: str, out, radius: float, depth: float = 4, place=None) -> tuple[np.ndarray, np.ndarray]:
    """Middle of a ball that presses on a zone from the side `out` of the person, and the place on the skin that it presses.

    `place`: instead of the zone's X, another place of the plates' body.
    """
    out = unit(out)
    at, _ = spot(f, zone, place)
    touching_at = hit(f, at + 300 * out, -out)
    return touching_at + (radius - depth) * out, touching_at


def rod(p, q, radius: float, name: str = "ball") -> dict:
    """A cylinder; a line is drawn round its ends."""
    V, F = cylinder(p, q, radius)
    labels = np.r_[np.zeros(len(F) // 2, int), np.ones(len(F) - len(F) // 2, int)]
    return {"V": V, "F": F, "look": "ball", "name": name, "labels": labels, "jump": 0, "shade_min": 0.4, "convex": True}


def block(low, high, name: str = "prop", **more) -> dict:
    V, F = box(low, high)
    return {"V": V, "F": F, "look": "prop", "name": name, "jump": 0, "shade": 0, "convex": True, **more}


def ellipsoid(centre, half, look: str = "cloth", name: str = "pillow") -> dict:
    """A cushion: half its length, depth and height, mm; rounder than a box, fuller than an egg."""
    V, F = sphere([0, 0, 0], 1)
    V = np.sign(V) * np.abs(V) ** 0.6 * np.asarray(half, float) + np.asarray(centre, float)
    return {"V": V, "F": F, "look": look, "name": name, "jump": 0, "shade": 0}


def ears(p: Pict, *figures: Figure) -> Pict:
    """The line of each ear that is seen."""
    rows, columns = p.depth.shape
    for ear in [e for f in figures for e in f.ears]:
        x, y = p.camera.project(ear).astype(int).T
        if (x < 0).any() or (y < 0).any() or (x >= columns).any() or (y >= rows).any():
            continue
        if np.median(p.camera.depth(ear) - p.depth[y, x]) < 14:
            p._add("lines", "hand-line", p._open(p.camera.project(ear), 0.03))
    return p


def wall(p: Pict, x: float, left: bool = True) -> None:
    """A wall to the left (or right) of x, mm of print: pale band, edge, hatching."""
    w, h = p.mm
    sign, end = (-1, -1) if left else (1, w + 1)
    hatch = "".join(f"M{number(x, 2)} {number(y, 2)}l{1.2 * sign}-1.2" for y in np.arange(0.4, h + 2, 1.6))
    paths = [("prop", f"M{number(x, 2)}-1H{end}V{h + 1}H{number(x, 2)}Z"), ("prop-edge", hatch + f"M{number(x, 2)}-1V{h + 1}")]
    p.groups.insert(0, ("prop", [f'<path class="{role}" d="{d}"/>' for role, d in paths]))


def seat(f: Figure, height: float, back: float = 420) -> list[dict]:
    """A chair under a seated person whose feet stand at `height`."""
    h = (f.J["upperleg01.L"] + f.J["upperleg01.R"]) / 2
    top = hit(f, [f.J["upperleg01.L"][0], h[1] - 60, h[2] - 500], [0, 0, 1])[2] + 8
    y0, y1 = h[1] - 230, h[1] + 170
    legs = [
        block([x - 22, y - 22, height], [x + 22, y + 22, top - 40], "chair")
        for x, y in ((-170, y0 + 25), (170, y0 + 25), (170, y1 - 25), (-170, y1 - 25))
    ]
    rest = [block([-200, y1 - 35, top], [200, y1, top + back], "chair")] if back else []
    return [*legs, block([-200, y0, top - 45], [200, y1, top], "chair"), *rest]


def lying(f: Figure) -> float:
    """Height of the ground under a lying person."""
    return float(np.percentile(f.V[:, 2], 1.5))
