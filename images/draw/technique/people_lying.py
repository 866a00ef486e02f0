"""People who lie or kneel: on balls, on a roller, on their own hands.

Enters: the poses. Leaves: `DRAWINGS`, {name: function() -> Pict}.
"""

from __future__ import annotations

import re

import numpy as np
from body import unit
from people_table import against, ball, block, ears, figure, lying, off_hands, pads, part, rod, table, touched, xyz
from person import Figure, person
from pict import Pict, view
from places import spot


def back_ball(zone: str, tilt: float) -> Pict:
    """Lying face up, knees bent, on a ball; the hips raised."""
    row = table()["buttock-ball"]
    r, best = 58, None
    for degrees in np.arange(0, 75, 3):  # the thigh that brings the soles to the floor
        a = np.deg2rad(degrees)
        thighs = {f"thigh.{s}": [sign * 0.06, -np.sin(a), -np.cos(a)] for s, sign in (("L", 1), ("R", -1))}
        f = person().pose({**row, "aim": {**row["aim"], **thighs}, "turn": [["x", -90 - tilt]]})
        h = f.J["upperleg01.R"]
        c, at = against(f, zone, [0, 0, -1], r, 8)
        gap = abs(f.V[f.V[:, 1] < h[1] - 150][:, 2].min() - (c[2] - r))
        if best is None or gap < best[0]:
            best = (gap, f, c, at, h)
    _, f, c, at, h = best
    parts = [block([-900, -1500, c[2] - r - 400], [900, 1500, c[2] - r]), part(f), ball(c, r)]
    return ears(touched(Pict(view((0, h[1] + 120, h[2] + 130), 180, 4, 1050), parts), f, at), f)


def buttock_ball() -> Pict:
    return back_ball("12", 8)


def low_back_ball() -> Pict:
    return back_ball("13", 11)


def skull_lying() -> Pict:
    f = figure("skull-lying")
    ground = lying(f)
    h = f.J["head"]
    parts = [block([-900, -1500, ground - 400], [900, 1500, ground], "floor"), part(f, line_min=0.7, bold=True)]
    p = Pict(view((h[0], h[1] - 60, h[2] + 10), 168, 8, 500), parts)
    touched(p, f, *(pads(f, side, [2, 3, 4], -spot(f, zone)[1]) for side, zone in (("R", "1"), ("L", "1-left"))), allowed=off_hands())
    return ears(p, f)


def skull_rub() -> Pict:
    p = skull_lying()
    p.arrow((4.6, 16.6), (10, 16.6), head=1.8, both=True)
    return p


def skull_balls() -> Pict:
    r = 36
    for nod in range(0, 45, 3):  # the head rests on the balls
        f = figure("skull-balls", bend={"neck01": [["x", nod]], "head": [["x", 4 - nod / 2]]})
        h, ground = f.J["head"], lying(f)
        balls = [against(f, zone, [0, 0, -1], r, 6) for zone in ("1", "1-left")]
        centres = [c + xyz(x, 0, 0) for (c, _), x in zip(balls, (-14, 14), strict=True)]  # side by side, not one in the other
        if centres[0][2] - r >= ground:
            break
    parts = [block([-900, -1500, ground - 400], [900, 1500, ground], "floor"), part(f, line_min=0.8)]
    parts += [ball(c, r, name) for c, name in zip(centres, ("ball", "ball2"), strict=True)]
    p = Pict(view((h[0], h[1] - 100, h[2] + 40), 165, 10, 560), parts)
    x, y = p.point(h)
    p.arrow((x - 3.4, y - 7), (x + 3.4, y - 7), head=1.9, both=True, bend=-1.2)  # the nod: the face goes down the body and back
    touched(p, f, *(at for _, at in balls))
    return ears(p, f)


def roller_shin() -> Pict:
    f = figure("roller-shin")
    r = 80
    c, at = against(f, "3", [0, 0, -1], r, 8)
    roller = rod(c - [180, 0, 0], c + xyz(180, 0, 0), r)
    parts = [block([-900, -2500, c[2] - r - 400], [900, 2500, c[2] - r], "floor"), part(f), roller]
    p = Pict(view((0, (f.V[:, 1].min() + f.V[:, 1].max()) / 2 - 20, c[2] + 250), 165, 6, 1400), parts)
    return ears(touched(p, f, at), f)


def roller_thigh() -> Pict:
    f = figure("roller-thigh")
    r = 75
    c, at = against(f, "8", [0, 0, -1], r, 8)
    roller = rod(c - [0, 200, 0], c + xyz(0, 200, 0), r)
    parts = [block([-2500, -900, c[2] - r - 400], [2500, 900, c[2] - r], "floor"), part(f), roller]
    p = Pict(view((f.J["spine04"][0] - 10, 0, c[2] + 260), -75, 8, 1400), parts)
    return ears(touched(p, f, at), f)


def fist(f: Figure, out: np.ndarray) -> np.ndarray:
    """The knuckles of the right hand that go furthest in."""
    knuckles = f.V[[bool(re.match(r"finger[2-5]-2.R", bone)) for bone in person().main]]
    return knuckles[np.argsort(knuckles @ out)[:20]].mean(0)


def fist_hip() -> Pict:
    upright = figure("fist-hip", turn=[])
    at, out = spot(upright, "6")
    way = unit(table()["fist-hip"]["aim"]["hand.R"])
    wrist = at - 92 * way
    for _ in range(4):  # until the knuckles lie on the zone
        f = figure("fist-hip", turn=[], reach={"hand.R": [wrist, [-1, 0.1, 0]]})
        wrist = wrist + at - fist(f, out)
    f = figure("fist-hip", reach={"hand.R": [wrist, [-1, 0.1, 0]]})
    ground = lying(f)
    at, out = spot(f, "6")
    parts = [block([-2500, -900, ground - 400], [2500, 900, ground], "floor"), part(f, bold=True, jump=9, line_min=0.45)]
    p = Pict(view((at[0] + 100, 0, ground + 285), 90, 15, 900), parts)
    x, y = p.point(f.J["wrist.R"])
    p.arrow((x + 1.6, y - 4.6), (x + 1.6, y - 0.6))
    touched(p, f, fist(f, out), allowed=off_hands())
    return ears(p, f)


DRAWINGS = {
    "skull-lying": skull_lying,
    "skull-rub": skull_rub,
    "fist-hip": fist_hip,
    "buttock-ball": buttock_ball,
    "back-ball": low_back_ball,
    "roller-thigh": roller_thigh,
    "skull-balls": skull_balls,
    "roller-shin": roller_shin,
}
