"""People who lie or kneel: on balls, on a roller, on their own hands.

Enters: the poses. Leaves: `DRAWINGS`, {name: function() -> Pict}.
"""

from __future__ import annotations

import numpy as np
from body import unit
from people_table import ball, block, ears, figure, hit, lying, part, rod, table, xyz
from person import person
from pict import Pict, view


def back_ball(above_hip: float, aside: float, tilt: float) -> Pict:
    """Lying face up, knees bent, on a ball `above_hip` mm above the hip joint, `aside` mm from the middle; the hips raised."""
    row = table()["buttock-ball"]
    r, best = 58, None
    for degrees in np.arange(0, 75, 3):  # the thigh that brings the soles to the floor
        a = np.deg2rad(degrees)
        thighs = {f"thigh.{s}": [sign * 0.06, -np.sin(a), -np.cos(a)] for s, sign in (("L", 1), ("R", -1))}
        f = person().pose({**row, "aim": {**row["aim"], **thighs}, "turn": [["x", -90 - tilt]]})
        h = f.J["upperleg01.R"]
        c = hit(f, [-aside, h[1] + above_hip, h[2] - 600], [0, 0, 1]) - xyz(0, 0, r - 8)
        gap = abs(f.V[f.V[:, 1] < h[1] - 150][:, 2].min() - (c[2] - r))
        if best is None or gap < best[0]:
            best = (gap, f, c, h)
    _, f, c, h = best
    parts = [block([-900, -1500, c[2] - r - 400], [900, 1500, c[2] - r]), part(f), ball(c, r)]
    return ears(Pict(view((0, h[1] + 195, h[2] + 140), 180, 4, 1150), parts), f)


def buttock_ball() -> Pict:
    return back_ball(5, 101, 6)


def low_back_ball() -> Pict:
    return back_ball(120, 45, 11)


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
    at = hit(f, [-900, h[1] + 35, h[2] + 10], [1, 0, 0])
    f = figure("fist-hip", reach={"hand.R": [at - 88 * unit(table()["fist-hip"]["aim"]["hand.R"]), [-1, 0.1, 0]]})
    ground = lying(f)
    h = f.J["upperleg01.R"]
    parts = [block([-2500, -900, ground - 400], [2500, 900, ground], "floor"), part(f, bold=True, jump=9, line_min=0.45)]
    p = Pict(view((h[0] + 205, 0, ground + 262), 90, 15, 960), parts)
    x, y = p.point(f.J["wrist.R"])
    p.arrow((x + 1.1, y - 4.5), (x + 0.4, y - 1.2))
    return ears(p, f)


DRAWINGS = {
    "skull-lying": skull_lying,
    "fist-hip": fist_hip,
    "buttock-ball": buttock_ball,
    "back-ball": low_back_ball,
    "roller-thigh": roller_thigh,
    "skull-balls": skull_balls,
    "roller-shin": roller_shin,
}
