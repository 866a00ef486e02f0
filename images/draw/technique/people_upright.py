"""People who stand or sit: a ball against a wall, thumbs in the low back, foot, shin and thigh.

Enters: the poses. Leaves: `DRAWINGS`, {name: function() -> Pict}.
"""

from __future__ import annotations

import re

import numpy as np
from body import unit
from people_table import against, ball, block, ears, figure, off_hands, pads, part, rod, seat, table, touched, two_tone, wall, xyz
from person import person
from pict import Pict, view
from places import spot


def up_and_down(p: Pict, x: float, y: float, reach: float = 3.2) -> None:
    p.arrow((x, y - reach), (x, y + reach), both=True)


# ---------- a ball against a wall
def wall_ball() -> Pict:
    f = figure("wall-ball")
    r = 46
    c, at = against(f, "11", [0, 1, 0], r)
    p = Pict(view((c[0], c[1] - 150, c[2] + 90), 174, 3, 760), [part(f), ball(c, r)])
    x = p.point([c[0], c[1] + r, c[2]])[0]
    wall(p, x)
    up_and_down(p, x - 2.3, p.point(c)[1])
    return ears(touched(p, f, at), f)


def back_on_ball(pose: str, zone: str, radius: float, crop: float, width: float, arrow: tuple | None = None) -> Pict:
    """Leaning back on a ball; the picture's middle is `crop` mm above the ball.

    `arrow`: where it starts, and how far above the ball's middle, mm of print.
    """
    f = figure(pose)
    c, at = against(f, zone, [0, 1, 0], radius)
    p = Pict(view((c[0], c[1] - 150, c[2] + crop), 174, 3, width), [part(f), ball(c, radius)])
    wall(p, p.point(c + xyz(0, radius, 0))[0])
    if arrow:
        x, y = arrow[0], p.point(c)[1] - arrow[1]
        p.arrow((x, y), (x - 3.8, y))
    return ears(touched(p, f, at), f)


def wall_ball_low() -> Pict:
    return back_on_ball("wall-ball-low", "13", 46, 200, 820, (19, 2.4))


def wall_ball_waist() -> Pict:
    return back_on_ball("wall-ball-waist", "2", 46, 110, 820, (20.6, 4.4))


def wall_ball_buttock() -> Pict:
    """Turned a little to the sore side."""
    f = figure("wall-ball-buttock")
    r = 46
    c, at = against(f, "12", [0, 1, 0], r)
    p = Pict(view((c[0], c[1] - 150, c[2] + 190), 174, 3, 820), [part(f), ball(c, r)])
    x = p.point(c + xyz(0, r, 0))[0]
    wall(p, x)
    up_and_down(p, x - 2.0, p.point(c)[1], 2.6)
    return ears(touched(p, f, at), f)


def wall_ball_side() -> Pict:
    f = figure("wall-ball-side")
    r = 46
    c, at = against(f, "6", [-1, 0, 0], r)
    p = Pict(view((c[0] + 170, c[1], c[2] + 150), 90, 3, 820), [part(f), ball(c, r)])
    x = p.point([c[0] - r, c[1], c[2]])[0]
    wall(p, x, False)
    p.arrow((1.2, p.point(c)[1]), (5.2, p.point(c)[1]))
    return ears(touched(p, f, at), f)


def wall_ball_shoulder() -> Pict:
    """The back half to the wall."""
    f = figure("wall-ball-shoulder")
    r = 46
    c, at = against(f, "14", [0, 1, 0], r)
    p = Pict(view((c[0], c[1] - 190, c[2] + 60), 158, 3, 780), [part(f), ball(c, r)])
    wall(p, p.point([c[0], c[1] + r, c[2]])[0])
    return ears(touched(p, f, at), f)


def wall_ball_chest() -> Pict:
    f = figure("wall-ball-chest")
    r = 46
    c, at = against(f, "9", [0, -1, 0], r)
    p = Pict(view((c[0], c[1] + 160, c[2] + 65), 180, 3, 780), [part(f), ball(c, r)])
    wall(p, p.point([c[0], c[1] - r, c[2]])[0], False)
    p.arrow((3, p.point(c)[1] - 1.2), (7, p.point(c)[1] - 1.2))
    return ears(touched(p, f, at), f)


def wall_ball_forearm() -> Pict:
    f = figure("wall-ball-forearm")
    r = 40
    c, at = against(f, "5", [0, -1, 0], r)
    p = Pict(view((c[0], c[1] + 190, c[2] + 60), 180, 3, 760), [part(f), ball(c, r)])
    x = p.point([c[0], c[1] - r, c[2]])[0]
    wall(p, x, False)
    up_and_down(p, x + 2.3, p.point(c)[1])
    return ears(touched(p, f, at), f)


# ---------- thumbs in the back
def thumbs_on_back(pose: str, zone: str, up: float) -> Pict:
    """Seen from behind, both thumbs on the zone of their side; the picture's middle is `up` mm above them."""
    f = figure(pose)
    at, _ = spot(f, zone)
    p = Pict(
        view((0, 0, at[2] + up), 90, 4, 430),
        [two_tone(f, zones=(zone, f"{zone}-left"), looks=("hair", "trousers"), line_min=0.6, jump=12, bold=True)],
    )
    return ears(
        touched(p, f, *(pads(f, side, [1], -spot(f, z)[1]) for side, z in (("R", zone), ("L", f"{zone}-left"))), allowed=off_hands()), f
    )


def thumbs_hips() -> Pict:
    return thumbs_on_back("thumbs-hips", "13", 20)


def thumbs_waist() -> Pict:
    return thumbs_on_back("thumbs-waist", "2", -10)


# ---------- foot and leg
def foot_ball() -> Pict:
    f = figure("foot-ball")
    r = 36
    c, at = against(f, "10", [0, 0, -1], r)
    leg = part(f, jump=11, line_min=0.8)
    keep = (f.V[leg["F"]][:, :, 0] < 0).all(1)
    leg |= {"F": leg["F"][keep], "labels": leg["labels"][keep]}
    ground = block([-900, -900, c[2] - r - 300], [c[0] + 30, 900, c[2] - r])
    p = Pict(view((c[0], c[1] + 20, c[2] + 72), 168, 4, 420), [ground, leg, ball(c, r)])
    y = p.point(c - [0, 0, r])[1]
    p.arrow((3.5, y + 2.2), (16.5, y + 2.2), both=True)
    return touched(p, f, at)


def sit_ball() -> Pict:
    row = table()["sit-ball"]
    r, best = 50, None
    for lift in np.arange(-0.1, 0.42, 0.04):  # the thigh that puts the ball under one foot and the other sole on one floor
        f = person().pose({**row, "aim": {**row["aim"], "thigh.R": [-0.1, -1, lift]}})
        c, at = against(f, "10", [0, 0, -1], r)
        ground = f.V[f.V[:, 0] > 0][:, 2].min()
        gap = abs(c[2] - r - ground)
        if best is None or gap < best[0]:
            best = (gap, f, c, at, ground)
    _, f, c, at, ground = best
    h = f.J["upperleg01.R"]
    parts = [block([-900, -1500, ground - 300], [900, 1500, ground]), *seat(f, ground), part(f), ball(c, r)]
    p = Pict(view((0, h[1] - 420, ground + 160), 170, 4, 660), parts)
    x, y = p.point(c - xyz(0, 0, r))
    p.arrow((x - 3.6, y + 1.9), (x + 3.6, y + 1.9), both=True)
    return touched(p, f, at)


def pin_thigh() -> Pict:
    """The pin lies across the outer front of the right thigh, a hand above the knee: one hand at either end."""
    f = figure("pin-thigh")
    out = unit([-0.56, 0, 0.83])
    along = xyz(out[2], 0, -out[0])
    c, at = against(f, "8", out, 30)
    ends = {s: [c + sign * 165 * along + xyz(0, 85, 45), [sign, 0.6, -0.4]] for s, sign in (("L", 1), ("R", -1))}
    f = figure("pin-thigh", reach={f"hand.{s}": end for s, end in ends.items()})
    pin = [rod(c - x * along, c + x * along, radius) for x, radius in ((225, 13), (110, 30))]
    chair = seat(f, f.V[:, 2].min())
    p = Pict(view((c[0] + 90, c[1] + 160, c[2] + 60), 232, 24, 760), [*chair, part(f, err=0.06, smooth=4.0), *pin])
    return touched(p, f, at)


def heel_shin() -> Pict:
    f = figure("heel-shin")
    k = f.J["lowerleg01.R"]
    ground = f.V[f.V[:, 0] < 0][:, 2].min()
    parts = [*seat(f, ground), part(f)]
    p = Pict(view((-40, k[1], k[2] - 130), 252, 10, 620), parts)
    heel = f.V[[bool(re.match(r"foot.L", bone)) for bone in person().main]]
    other = np.array([bone.endswith(".R") for bone in person().main])[person().F].all(1)
    near = heel[np.argmin(np.linalg.norm(heel - spot(f, "3")[0], axis=1))]
    touched(p, f, near, allowed=other)
    p.arrow((3.4, 5.4), (3.4, 13.4), both=True)
    return ears(p, f)


DRAWINGS = {
    "wall-ball": wall_ball,
    "wall-ball-low": wall_ball_low,
    "wall-ball-waist": wall_ball_waist,
    "wall-ball-buttock": wall_ball_buttock,
    "wall-ball-side": wall_ball_side,
    "wall-ball-shoulder": wall_ball_shoulder,
    "sit-ball": sit_ball,
    "foot-ball": foot_ball,
    "thumbs-hips": thumbs_hips,
    "thumbs-waist": thumbs_waist,
    "pin-thigh": pin_thigh,
    "wall-ball-chest": wall_ball_chest,
    "wall-ball-forearm": wall_ball_forearm,
    "heel-shin": heel_shin,
}
