"""The drawings of whole people.

Enters: `people.json` (poses). Leaves: `DRAWINGS`, {name: function() -> Pict}.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import numpy as np
from body import unit
from meshes import box, cylinder, sphere
from person import Figure, person
from pict import Pict, number, view

LOOK = {"jump": 22, "shade_sigma": 0.4, "shade_min": 1.4, "line_min": 1.3, "island": 0.9, "smooth": 3.0, "err": 0.045}


@lru_cache(None)
def table() -> dict:
    return json.loads((Path(__file__).resolve().parent / "people.json").read_text())


def figure(name: str, **over) -> Figure:
    """The pose of that name; `reach` and `aim` are added to its own, other keys take the place of its own."""
    row = table()[name]
    over |= {k: {**row.get(k, {}), **over[k]} for k in ("reach", "aim") if k in over}
    return person().pose({**row, **over})


def hit(f: Figure, origin, direction) -> np.ndarray:
    return person().hit(f, origin, direction)


def xyz(x: float, y: float, z: float) -> np.ndarray:
    return np.array([x, y, z], float)


def part(f: Figure, name: str = "body", **more) -> dict:
    return person().part(f, name, **{**LOOK, **more})


def ball(centre, radius: float, name: str = "ball") -> dict:
    V, F = sphere(centre, radius)
    return {"V": V, "F": F, "look": "ball", "name": name, "jump": 0, "shade_min": 0.2}


def rod(p, q, radius: float, name: str = "ball") -> dict:
    """A cylinder; a line is drawn round its ends."""
    V, F = cylinder(p, q, radius)
    labels = np.r_[np.zeros(len(F) // 2, int), np.ones(len(F) - len(F) // 2, int)]
    return {"V": V, "F": F, "look": "ball", "name": name, "labels": labels, "jump": 0, "shade_min": 0.4, "convex": True}


def block(low, high, name: str = "prop", **more) -> dict:
    V, F = box(low, high)
    return {"V": V, "F": F, "look": "prop", "name": name, "jump": 0, "shade": 0, "convex": True, **more}


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


def up_and_down(p: Pict, x: float, y: float, reach: float = 3.2) -> None:
    p.arrow((x, y - reach), (x, y + reach), both=True)


def floor(z: float, reach: float = 2000) -> dict:
    return block([-reach, -reach, z - 900], [reach, reach, z])


# ---------- a ball against a wall
def wall_ball() -> Pict:
    f = figure("wall-ball")
    r = 46
    z = f.J["upperarm01.R"][2] - 75
    c = hit(f, [f.J["upperarm01.R"][0] * 0.4, 800, z], [0, -1, 0]) + xyz(0, r - 4, 0)
    p = Pict(view((c[0], c[1] - 150, z + 35), 174, 3, 880), [part(f), ball(c, r)])
    x = p.point([c[0], c[1] + r, c[2]])[0]
    wall(p, x)
    up_and_down(p, x - 2.3, p.point(c)[1])
    return ears(p, f)


def wall_ball_low() -> Pict:
    f = figure("wall-ball-low")
    r = 50
    z = f.J["upperleg01.R"][2] + 135
    c = hit(f, [-45, 800, z], [0, -1, 0]) + xyz(0, r - 4, 0)
    p = Pict(view((c[0], c[1] - 150, z + 255), 174, 3, 950), [part(f), ball(c, r)])
    x = p.point([c[0], c[1] + r, c[2]])[0]
    wall(p, x)
    up_and_down(p, x - 2.3, p.point(c)[1] - 0.5)
    return ears(p, f)


def wall_ball_side() -> Pict:
    f = figure("wall-ball-side")
    r = 50
    h = f.J["upperleg01.R"]
    c = hit(f, [h[0] - 800, h[1] + 30, h[2] + 70], [1, 0, 0]) - [r - 4, 0, 0]
    p = Pict(view((c[0] + 170, c[1], c[2] + 220), 90, 3, 980), [part(f), ball(c, r)])
    x = p.point([c[0] - r, c[1], c[2]])[0]
    wall(p, x, False)
    return ears(p, f)


def wall_ball_shoulder() -> Pict:
    f = figure("wall-ball-shoulder")
    r = 46
    s = f.J["upperarm01.R"]
    c = hit(f, [s[0], 800, s[2] - 50], [0, -1, 0]) + xyz(0, r - 4, 0)
    p = Pict(view((c[0], c[1] - 190, s[2] + 10), 180, 3, 880), [part(f), ball(c, r)])
    wall(p, p.point([c[0], c[1] + r, c[2]])[0])
    return ears(p, f)


def wall_ball_chest() -> Pict:
    f = figure("wall-ball-chest")
    r = 46
    s = f.J["upperarm01.R"]
    c = hit(f, [s[0] * 0.7, -800, s[2] - 45], [0, 1, 0]) - [0, r - 4, 0]
    p = Pict(view((c[0], c[1] + 160, s[2] + 20), 180, 3, 880), [part(f), ball(c, r)])
    wall(p, p.point([c[0], c[1] - r, c[2]])[0], False)
    return ears(p, f)


def wall_ball_forearm() -> Pict:
    f = figure("wall-ball-forearm")
    r = 40
    m = f.J["lowerarm01.R"] * 0.6 + f.J["wrist.R"] * 0.4
    c = hit(f, [m[0], -900, m[2]], [0, 1, 0]) - [0, r - 4, 0]
    p = Pict(view((c[0], c[1] + 190, c[2] + 40), 180, 3, 800), [part(f), ball(c, r)])
    x = p.point([c[0], c[1] - r, c[2]])[0]
    wall(p, x, False)
    up_and_down(p, x + 2.3, p.point(c)[1])
    return ears(p, f)


# ---------- foot and leg
def foot_ball() -> Pict:
    f = figure("foot-ball")
    r = 36
    middle = f.J["foot.R"] * 0.45 + f.J["toe1-1.R"] * 0.55
    c = hit(f, [middle[0], middle[1], middle[2] - 400], [0, 0, 1]) - [0, 0, r - 4]
    leg = part(f, jump=11, line_min=0.8)
    keep = (f.V[leg["F"]][:, :, 0] < 0).all(1)
    leg |= {"F": leg["F"][keep], "labels": leg["labels"][keep]}
    ground = block([-900, -900, c[2] - r - 300], [c[0] + 30, 900, c[2] - r])
    p = Pict(view((c[0], c[1] + 20, c[2] + 72), 168, 4, 420), [ground, leg, ball(c, r)])
    y = p.point(c - [0, 0, r])[1]
    p.arrow((3.5, y + 2.2), (16.5, y + 2.2), both=True)
    return p


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


def sit_ball() -> Pict:
    row = table()["sit-ball"]
    r, best = 50, None
    for lift in np.arange(-0.1, 0.42, 0.04):  # the thigh that puts the ball under one foot and the other sole on one floor
        f = person().pose({**row, "aim": {**row["aim"], "thigh.R": [-0.1, -1, lift]}})
        middle = f.J["foot.R"] * 0.45 + f.J["toe1-1.R"] * 0.55
        c = hit(f, [middle[0], middle[1], middle[2] - 400], [0, 0, 1]) - [0, 0, r - 4]
        ground = f.V[f.V[:, 0] > 0][:, 2].min()
        gap = abs(c[2] - r - ground)
        if best is None or gap < best[0]:
            best = (gap, f, c, ground)
    _, f, c, ground = best
    h = f.J["upperleg01.R"]
    parts = [block([-900, -1500, ground - 300], [900, 1500, ground]), *seat(f, ground), part(f), ball(c, r)]
    p = Pict(view((0, h[1] - 300, ground + 300), 170, 4, 880), parts)
    return ears(p, f)


def pin_thigh() -> Pict:
    f = figure("pin-thigh")
    k = f.J["upperleg01.R"] * 0.42 + f.J["lowerleg01.R"] * 0.58
    c = hit(f, [k[0], k[1], k[2] + 500], [0, 0, -1]) + xyz(0, 0, 26)
    f = figure("pin-thigh", reach={f"hand.{s}": [c + xyz(sign * 175, 85, 45), [sign, 0.6, -0.4]] for s, sign in (("L", 1), ("R", -1))})
    pin = [rod(c - [x, 0, 0], c + xyz(x, 0, 0), radius) for x, radius in ((235, 13), (120, 32))]
    chair = seat(f, f.V[:, 2].min())
    p = Pict(
        view((c[0] + 90, k[1] + 120, k[2] + 130), 236, 22, 860),
        [*chair, part(f, err=0.06, smooth=4.0), *pin],
    )
    return ears(p, f)


def heel_shin() -> Pict:
    f = figure("heel-shin")
    k = f.J["lowerleg01.R"]
    ground = f.V[f.V[:, 0] < 0][:, 2].min()
    parts = [*seat(f, ground), part(f)]
    p = Pict(view((-40, k[1], k[2] - 130), 252, 10, 620), parts)
    p.arrow((3.4, 5.4), (3.4, 13.4), both=True)
    return ears(p, f)


# ---------- lying
def lying(f: Figure) -> float:
    """Height of the ground under a lying person."""
    return float(np.percentile(f.V[:, 2], 1.5))


def buttock_ball() -> Pict:
    row = table()["buttock-ball"]
    r, best = 58, None
    for degrees in np.arange(0, 75, 3):  # the thigh that brings the soles to the floor
        a = np.deg2rad(degrees)
        thighs = {f"thigh.{s}": [sign * 0.06, -np.sin(a), -np.cos(a)] for s, sign in (("L", 1), ("R", -1))}
        f = person().pose({**row, "aim": {**row["aim"], **thighs}})
        h = f.J["upperleg01.R"]
        c = hit(f, [h[0], h[1] + 5, h[2] - 600], [0, 0, 1]) - [0, 0, r - 8]
        gap = abs(f.V[f.V[:, 1] < h[1] - 150][:, 2].min() - (c[2] - r))
        if best is None or gap < best[0]:
            best = (gap, f, c)
    _, f, c = best
    parts = [block([-900, -1500, c[2] - r - 400], [900, 1500, c[2] - r]), part(f), ball(c, r)]
    p = Pict(view((0, c[1] + 190, c[2] + 190), 180, 4, 1150), parts)
    return ears(p, f)


def skull_lying() -> Pict:
    f = figure("skull-lying")
    ground = lying(f)
    h = f.J["head"]
    parts = [block([-900, -1500, ground - 400], [900, 1500, ground], "floor"), part(f, line_min=0.7, bold=True)]
    p = Pict(view((h[0], h[1] - 75, h[2] + 10), 174, 13, 560), parts)
    return ears(p, f)


def skull_balls() -> Pict:
    r = 36
    for nod in range(0, 45, 3):  # the head rests on the balls
        f = figure("skull-balls", bend={"neck01": [["x", nod]], "head": [["x", 4 - nod / 2]]})
        h, ground = f.J["head"], lying(f)
        centres = [hit(f, [x, h[1] + 28, h[2] - 500], [0, 0, 1]) - [0, 0, r - 6] for x in (-42, 42)]
        if centres[0][2] - r >= ground:
            break
    parts = [block([-900, -1500, ground - 400], [900, 1500, ground], "floor"), part(f, line_min=0.8)]
    parts += [ball(c, r, name) for c, name in zip(centres, ("ball", "ball2"), strict=True)]
    p = Pict(view((h[0], h[1] - 130, h[2] + 50), 150, 12, 620), parts)
    return ears(p, f)


def roller_shin() -> Pict:
    f = figure("roller-shin")
    m = f.J["lowerleg01.R"] * 0.5 + f.J["foot.R"] * 0.5
    r = 80
    c = hit(f, [m[0], m[1], m[2] - 600], [0, 0, 1]) - [0, 0, r - 8]
    roller = rod(c - [180, 0, 0], c + xyz(180, 0, 0), r)
    parts = [block([-900, -2500, c[2] - r - 400], [900, 2500, c[2] - r], "floor"), part(f), roller]
    p = Pict(view((0, (f.V[:, 1].min() + f.V[:, 1].max()) / 2 - 20, c[2] + 250), 165, 6, 1400), parts)
    return ears(p, f)


def roller_thigh() -> Pict:
    f = figure("roller-thigh")
    k = f.J["upperleg01.R"] * 0.5 + f.J["lowerleg01.R"] * 0.5
    r = 75
    c = hit(f, [k[0], k[1], k[2] - 600], [0, 0, 1]) - [0, 0, r - 8]
    roller = rod(c - [0, 200, 0], c + xyz(0, 200, 0), r)
    parts = [block([-2500, -900, c[2] - r - 400], [2500, 900, c[2] - r], "floor"), part(f), roller]
    p = Pict(view((f.J["spine04"][0] - 10, 0, c[2] + 260), -75, 8, 1400), parts)
    return ears(p, f)


def fist_hip() -> Pict:
    f = figure("fist-hip", turn=[])
    h = f.J["upperleg01.R"]
    at = hit(f, [-900, h[1] + 25, h[2] + 10], [1, 0, 0])
    f = figure("fist-hip", reach={"hand.R": [at - 92 * unit(table()["fist-hip"]["aim"]["hand.R"]), [-1, 0.3, 0]]})
    ground = lying(f)
    h = f.J["upperleg01.R"]
    parts = [block([-2500, -900, ground - 400], [2500, 900, ground], "floor"), part(f, bold=True, jump=11)]
    p = Pict(view((h[0] + 200, 0, ground + 235), 90, 12, 930), parts)
    x, y = p.point(f.J["finger3-1.R"])
    p.arrow((x + 2.6, y - 4.9), (x + 0.9, y - 1.5))
    return ears(p, f)


def thumbs_hips() -> Pict:
    f = figure("thumbs-hips")
    p = Pict(view((0, 0, 165), 90, 4, 560), [part(f, line_min=0.6, jump=12, bold=True)])
    return ears(p, f)


# ---------- a helper
HELPED = {"err": 0.07, "smooth": 4.0, "shade_min": 2.5}
HELPER = {"looks": ("hair", "trousers", "hair"), "shade": 0, "jump": 130, "err": 0.07, "smooth": 4.0}


def press_down(f: Figure, at: np.ndarray, height: float, apart: float, drop: float, lift: float) -> Figure:
    """A helper behind the couch (at +y), the hips `height` mm above `at`, whose hands press on the person `f` on either side of it.

    `drop`: how steeply the fingers slope; `lift`: the wrist above the skin, mm.
    """
    feet = at + xyz(0, 430, height)
    reach, aim = {}, {}
    for side, sign in (("L", 1), ("R", -1)):
        under = hit(f, [at[0] + sign * apart, at[1] + 20, 900], [0, 0, -1])
        reach[f"hand.{side}"] = [under + xyz(0, 20, lift) - feet, [sign, 0.6, 0.2]]
        aim[f"hand.{side}"] = [sign * 0.45, -0.9, -drop]
    return figure("helper", reach=reach, aim=aim).moved(feet)


def helper() -> Pict:
    f = figure("prone").turned([["z", 90]])
    at = hit(f, [f.J["upperarm01.L"][0] - 150, 0, 900], [0, 0, -1])
    g = press_down(f, at, 100, 80, 0.25, 38)
    ground = lying(f)
    couch = block([-2500, -320, ground - 300], [2500, 260, ground], "table")
    p = Pict(view((at[0] + 60, 0, at[2] + 245), -90, 20, 1120), [couch, part(g, "helper", **HELPER), part(f, **HELPED)])
    return ears(p, f, g)


def helper_side() -> Pict:
    f = figure("side-lying")
    h = f.J["upperleg01.R"]
    at = hit(f, [h[0] - 15, h[1], 900], [0, 0, -1])
    g = press_down(f, at, 110, 70, 0.35, 30)
    ground = lying(f)
    couch = block([-2500, -320, ground - 300], [2500, 460, ground], "table")
    p = Pict(view((at[0] - 190, 0, at[2] + 195), -90, 14, 1260), [couch, part(g, "helper", **HELPER), part(f, **HELPED)])
    return ears(p, f, g)


def helper_seated() -> Pict:
    f = figure("leaning")
    g = figure("helper-seated")
    z = f.J["upperarm01.R"][2]
    back = hit(f, [0, f.J["upperarm01.R"][1] + 90, z + 500], [0, 0, -1])
    hands = (g.J["wrist.L"] + g.J["wrist.R"]) / 2
    g = g.moved(back + xyz(0, 40, 30) - hands)
    top = min(f.J["wrist.L"][2], f.J["lowerarm01.L"][2]) - 45
    y = f.J["upperarm01.R"][1]
    desk = block([-700, y - 1500, top - 50], [700, y - 120, top], "table")
    stool = seat(f, f.V[:, 2].min(), 0)
    p = Pict(view((0, back[1] + 60, back[2] + 45), 180, 5, 1200), [*stool, part(g, "helper", **HELPER), desk, part(f, **HELPED)])
    return ears(p, f, g)


DRAWINGS = {
    "helper": helper,
    "wall-ball": wall_ball,
    "wall-ball-low": wall_ball_low,
    "wall-ball-side": wall_ball_side,
    "wall-ball-shoulder": wall_ball_shoulder,
    "skull-lying": skull_lying,
    "sit-ball": sit_ball,
    "foot-ball": foot_ball,
    "fist-hip": fist_hip,
    "thumbs-hips": thumbs_hips,
    "buttock-ball": buttock_ball,
    "roller-thigh": roller_thigh,
    "pin-thigh": pin_thigh,
    "helper-side": helper_side,
    "helper-seated": helper_seated,
    "skull-balls": skull_balls,
    "wall-ball-chest": wall_ball_chest,
    "wall-ball-forearm": wall_ball_forearm,
    "roller-shin": roller_shin,
    "heel-shin": heel_shin,
}
