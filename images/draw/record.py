"""The record beside a plate: landmarks, zones and strokes in the plate's own millimetres.

Enters: a drawn `Plate`. Leaves: the dictionary written to `<slug>.json` (see docs/figures.md).
"""

from __future__ import annotations

import json
import zlib
from functools import lru_cache
from pathlib import Path
from re import findall

import numpy as np
from atlas import atlas
from curve import even
from landmarks import measure
from names import NAMES
from plate import Plate
from raycast import FAR, Scene, Surface, unit
from scipy.spatial import cKDTree
from skimage.draw import polygon2mask
from skimage.measure import points_in_poly
from words import BODY, KIND, ZONES
from zones import Zone, zones

BODIES = Path(__file__).resolve().parent.parent / "body"
CLEAR = 6.0  # mm: another bone nearer to the eye than this much before a landmark hides it
OWN = 20.0  # mm: the same for the landmark's own bone (some landmarks are middles of a shaft)
DEEP = 45.0  # mm below the skin beyond which a landmark counts as hidden
LOOSE = 60.0  # mm: the same for landmarks on the surface, where the skin of this body fits loosely

ON_SKIN = {"ear-opening", "nape-dip", "spine-groove", "infraspinous-fossa", "arch-middle", "masseter-middle"}
OF_THE_ARM = {"thumb-side-roll", "lateral-epicondyle", "olecranon", "wrist-back", "radial-styloid", "ulnar-head", "humeral-head-outer"}


def r(values) -> list:
    return np.round(np.asarray(values, float), 1).tolist()


@lru_cache(None)
def skeleton() -> Scene:
    return Scene([atlas[n] for n in atlas.names if atlas.kind[n] == "bone"])


@lru_cache(None)
def _nearest() -> cKDTree:
    return cKDTree(skeleton().V)


def owner(point: np.ndarray) -> int:
    """Number of the bone nearest to a point."""
    scene = skeleton()
    vertex = _nearest().query(point)[1]
    return int(scene.fid[(vertex == scene.F).any(1)][0])


@lru_cache(None)
def skin(drop: tuple[int, ...]) -> Surface:
    return Surface([atlas.skin(drop)])


def visible(plate: Plate, name: str, point: np.ndarray) -> bool:
    """Seen from the camera: no bone well before it, and not deep under the skin."""
    look, start = plate.frame.look, point - plate.frame.look * FAR
    depth = plate.frame.depth(point)
    hit, _, part = skin(tuple(plate.view.drop)).shoot(start, look)
    if part[0] >= 0 and plate.frame.depth(hit[0]) < depth - (LOOSE if name in ON_SKIN else DEEP):
        return False
    hit, _, part = skeleton().shoot(start, look)
    limit = OWN if part[0] == owner(point) or name in ON_SKIN else CLEAR
    return bool(part[0] < 0 or plate.frame.depth(hit[0]) > depth - limit)


def on_plate(plate: Plate, xy: np.ndarray, rim: float = 2.0) -> np.ndarray:
    v = plate.view
    return (xy[..., 0] > rim) & (xy[..., 1] > rim) & (xy[..., 0] < v.width - rim) & (xy[..., 1] < v.height - rim)


def on_skin(plate: Plate, xy: np.ndarray) -> np.ndarray:
    at = np.clip(plate.pixels(xy), 0, np.array(plate.skin.shape) - 1)
    return plate.skin[at[..., 0], at[..., 1]]


def landmarks(plate: Plate, laid: list[Zone]) -> list[dict]:
    v, out = plate.view, []
    sides = (
        ("mid", "right", "left")
        if v.laterality == "both" or (v.view in ("posterior", "anterior") and 3 not in v.drop)
        else ("mid", "right")
    )
    if 0 in v.drop:
        sides = ("right",)
    rings = [plate.place(z.outline) for z in laid]
    middle = np.mean([plate.place(z.centre) for z in laid if z.side == "right"], 0)
    for name, entry in measure().items():
        if name not in NAMES or (2 in v.drop and name in OF_THE_ARM):
            continue
        plain, anatomical, confidence = NAMES[name]
        for side in sides:
            if side not in entry:
                continue
            points = np.atleast_2d(np.array(entry[side], float))
            xy = plate.place(points)
            ok = on_plate(plate, xy)
            if len(points) == 1:
                if not (ok[0] and on_skin(plate, xy[0])):
                    continue
                best, line = 0, None
            else:
                seen = ok & on_skin(plate, xy)
                if not seen.any():
                    continue
                goal = middle if side != "left" else middle * [-1, 1] + [v.width if v.centre[0] == 0 else 2 * v.width, 0]
                cost = np.linalg.norm(xy - goal, axis=1) + 1e6 * ~seen
                inside = np.any([points_in_poly(xy, ring) for ring in rings], axis=0)
                hidden = np.array([s and not visible(plate, name, p) for s, p in zip(seen, points, strict=True)])
                cost = cost + 1e3 * inside + 1e4 * hidden
                if v.aim.get(name) == "above":
                    cost = np.abs(xy[:, 0] - goal[0]) + 1e4 * hidden + 1e6 * ~seen
                elif v.aim.get(name) == "middle":
                    cost = np.abs(np.arange(len(xy)) - len(xy) // 2) + 1e6 * ~seen
                best = int(cost.argmin())
                line = r(xy[ok])
            item = {"id": name, "name": plain, "anatomical": anatomical, "side": side, "x": r(xy[best][0]), "y": r(xy[best][1])}
            item |= {"visible": visible(plate, name, points[best]), "confidence": confidence}
            if line and len(line) > 1:
                item["line"] = line
            out.append(item)
    return out


def zone_records(plate: Plate, laid: list[Zone]) -> list[dict]:
    out, count = [], {}
    for z in laid:
        k = count[z.side] = count.get(z.side, -1) + 1
        muscles, sentence, review = ZONES[z.spot][k]
        ring = plate.place(z.outline)
        out.append(
            {
                "id": z.side if k == 0 else f"{z.side}-fold",
                "side": z.side,
                "kind": KIND.get(z.spot, z.kind),
                "muscles": muscles,
                "outline": r(even(np.vstack([ring, ring[:1]]), 65)[:-1]),
                "centre": r(plate.place(z.centre)),
                "cross": r(plate.place(z.centre if z.cross is None else z.cross)),
                "size_mm": [round(float(s)) for s in z.size],
                "sentence": sentence,
                "review": review,
            }
        )
    return out


def direction(plate: Plate, way) -> np.ndarray:
    """A world direction as a unit vector in the plate (y down)."""
    way = np.asarray(way, float)
    return unit([way @ plate.frame.right, -(way @ plate.frame.up)])


def reach(ring: np.ndarray, at: np.ndarray, d: np.ndarray) -> float:
    """How far from `at` the outline goes along d."""
    steps = np.arange(0.5, 300, 0.5)
    out = ~points_in_poly(at + steps[:, None] * d, ring)
    return float(steps[out.argmax()]) if out.any() else 300.0


def strokes(plate: Plate, laid: list[Zone], marks: list[dict]) -> dict:
    """Geometry of the techniques on the right side's (first) zone."""
    v = plate.view
    zone = next(z for z in laid if z.side == "right")
    ring = plate.place(zone.outline)
    at = plate.place(zone.centre if zone.cross is None else zone.cross)
    d = direction(plate, v.along)
    across = np.array([-d[1], d[0]])
    out: dict = {}
    if "still" in v.strokes:
        out["still"] = {"at": r(at)}
    if "strip" in v.strokes:
        a, b = v.strip_mm or (reach(ring, at, -d) * 1.1, reach(ring, at, d) * 1.1)
        out["strip"] = {"path": r([at + d * t for t in np.linspace(-a, b, 7)])}
    if "strum" in v.strokes:
        w = v.strum_share * min(reach(ring, at, across), reach(ring, at, -across))
        n, half = 7, 0.6 * min(reach(ring, at, d), reach(ring, at, -d), 2.0 * w)
        out["strum"] = {"path": r([at + d * (-half + 2 * half * i / (n - 1)) + across * w * (1 if i % 2 else -1) for i in range(n)])}
    if "pincer" in v.strokes:
        where = at
        if v.pincer:
            where = next(np.array([m["x"], m["y"]]) for m in marks if m["id"] == v.pincer and m["side"] == "right")
        out["pincer"] = {"at": r(where), "along_deg": round(float(np.degrees(np.arctan2(-d[1], d[0])) % 180))}
    if "ball" in v.strokes:
        w = d if v.roll is None else direction(plate, v.roll)
        a, b = (0.8 * reach(ring, at, way) if v.roll_mm is None else v.roll_mm for way in (-w, w))
        out["ball"] = {"at": r(at)} | ({"path": r([at - w * a, at, at + w * b])} if a or b else {})
    return out


def body(spot: int) -> dict:
    """Where the body figure shows the spot, if that figure has been drawn."""
    name = BODY[spot]
    file = BODIES / f"{name}.json"
    if file.is_file():
        for item in json.loads(file.read_text()).get("spots", []):
            if item["spot"] == spot and item.get("side", "right") in ("right", "mid", "both"):
                return {"figure": name, "x": item["x"], "y": item["y"]}
    return {"figure": name, "x": 0, "y": 0}


def record(plate: Plate) -> dict:
    v = plate.view
    laid = zones(v.spot, v.laterality)
    marks = landmarks(plate, laid)
    return {
        "figure": v.slug,
        "spot": v.spot,
        "view": v.view,
        "laterality": v.laterality,
        "camera": {
            "look": np.round(plate.frame.look, 4).tolist(),
            "up": np.round(plate.frame.up, 4).tolist(),
            "centre": r(v.centre),
            "width_mm": float(v.width),
            "height_mm": float(v.height),
        },
        "view_box": [0, 0, float(v.width), float(v.height)],
        "landmarks": marks,
        "zones": zone_records(plate, laid),
        "strokes": strokes(plate, laid, marks),
        "body": body(v.spot),
    }


def written(data: dict) -> str:
    """JSON with one line for each landmark and zone, so that a change can be read."""
    parts = []
    for key, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            parts.append(f'"{key}": [\n' + ",\n".join("  " + json.dumps(item) for item in value) + "\n ]")
        else:
            parts.append(f'"{key}": {json.dumps(value)}')
    return "{" + ",\n ".join(parts) + "}\n"


def faults(plate: Plate, data: dict, svg: str) -> list[str]:
    """Reasons to refuse the plate."""
    out = []
    v = plate.view
    muscle = plate.shown["target"] | plate.shown["deep"]
    for z in data["zones"]:
        for point in ("centre", "cross"):
            row, col = plate.pixels(np.array(z[point]))
            if not muscle[row, col]:
                out.append(f"zone {z['id']}: its {point} misses the {z['muscles'][0]}")
            if not points_in_poly([z[point]], z["outline"])[0]:
                out.append(f"zone {z['id']}: its {point} lies outside its outline")
        ring = plate.pixels(np.array(z["outline"]))
        share = float(plate.skin[polygon2mask(plate.skin.shape, ring)].mean())
        if share < 0.98:
            out.append(f"zone {z['id']}: {100 - 100 * share:.0f} % of it leaves the body outline")
    size, packed = len(svg.encode()), len(zlib.compress("".join(findall(r' d="([^"]*)"', svg)).encode(), 9))
    if size > 120_000:
        out.append(f"svg has {size} bytes, more than 120000")
    if packed > 45_000:
        out.append(f"paths deflate to {packed} bytes, more than 45000")
    if v.height > (1.7 if getattr(v, "upright", False) else 0.95) * v.width:
        out.append("plate is taller than 0.95 of its width (a limb: 1.7)")
    return out
