"""People who stand or sit: a ball against a wall, thumbs in the low back, foot, shin and thigh.

Enters: the poses. Leaves: `DRAWINGS`, {name: function() -> Pict}.
"""

from __future__ import annotations

import numpy as np
from people_table import ball, block, ears, figure, hit, part, rod, seat, table, wall, xyz
from person import person
from pict import Pict, view


def up_and_down(p: Pict, x: float, y: float, reach: float = 3.2) -> None:
    p.arrow((x, y - reach), (x, y + reach), both=True)


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


def back_on_ball(pose: str, across: float, above_hip: float, radius: float, crop: float, width: float, arrow=(19, 0)) -> Pict:
    """Leaning back on a ball `above_hip` mm above the hip joint, `across` from the middle; the picture's middle is `crop` above the ball.

    `arrow`: where it starts, and how far above the ball's middle it is, in mm of print.
    """
    f = figure(pose)
    z = f.J["upperleg01.R"][2] + above_hip
    c = hit(f, [across, 800, z], [0, -1, 0]) + xyz(0, radius - 4, 0)
    p = Pict(view((c[0], c[1] - 150, z + crop), 174, 3, width), [part(f), ball(c, radius)])
    wall(p, p.point(c + xyz(0, radius, 0))[0])
    x, y = arrow[0], p.point(c)[1] - 2.4 - arrow[1]
    p.arrow((x, y), (x - 3.8, y))
    return ears(p, f)


def wall_ball_low() -> Pict:
    return back_on_ball("wall-ball-low", -45, 135, 50, 255, 950)


def wall_ball_waist() -> Pict:
    """Half side-on: the ball between the last rib and the hip bone, at the side of the back."""
    return back_on_ball("wall-ball-waist", -25.7, 165, 60, 240, 950, (20.6, 2))


def wall_ball_buttock() -> Pict:
    return back_on_ball("wall-ball-low", -45, 25, 50, 240, 980)


def wall_ball_side() -> Pict:
    f = figure("wall-ball-side")
    r = 50
    h = f.J["upperleg01.R"]
    c = hit(f, [h[0] - 800, h[1] + 30, h[2] + 70], [1, 0, 0]) - [r - 4, 0, 0]
    p = Pict(view((c[0] + 170, c[1], c[2] + 220), 90, 3, 980), [part(f), ball(c, r)])
    x = p.point([c[0] - r, c[1], c[2]])[0]
    wall(p, x, False)
    p.arrow((1.2, p.point(c)[1]), (5.2, p.point(c)[1]))
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
    p.arrow((3, p.point(c)[1] - 1.2), (7, p.point(c)[1] - 1.2))
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


def thumbs_hips() -> Pict:
    f = figure("thumbs-hips")
    p = Pict(view((0, 0, 165), 90, 4, 560), [part(f, line_min=0.6, jump=12, bold=True)])
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
    """The pin lies across the outer front of the right thigh: one hand above the thigh, one beside it."""
    f = figure("pin-thigh")
    k = f.J["upperleg01.R"] * 0.42 + f.J["lowerleg01.R"] * 0.58
    slope = np.radians(34)
    out, along = xyz(-np.sin(slope), 0, np.cos(slope)), xyz(np.cos(slope), 0, np.sin(slope))
    c = hit(f, k + 500 * out, -out) + 26 * out
    f = figure(
        "pin-thigh", reach={f"hand.{s}": [c + sign * 175 * along + xyz(0, 85, 45), [sign, 0.6, -0.4]] for s, sign in (("L", 1), ("R", -1))}
    )
    pin = [rod(c - x * along, c + x * along, radius) for x, radius in ((235, 13), (120, 32))]
    chair = seat(f, f.V[:, 2].min())
    p = Pict(
        view((c[0] + 110, k[1] + 120, k[2] + 130), 236, 22, 900),
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
    "pin-thigh": pin_thigh,
    "wall-ball-chest": wall_ball_chest,
    "wall-ball-forearm": wall_ball_forearm,
    "heel-shin": heel_shin,
}
