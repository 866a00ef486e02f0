"""A helper at work on another person.

Enters: the poses. Leaves: `DRAWINGS`, {name: function() -> Pict}.
"""

from __future__ import annotations

import numpy as np
from people_table import block, ears, figure, hit, lying, part, seat, xyz
from person import Figure
from pict import Pict, view

HELPED = {"err": 0.08, "smooth": 4.0, "shade_min": 3.0}
HELPER = {"looks": ("hair", "trousers", "hair"), "shade": 0, "jump": 130, "err": 0.08, "smooth": 4.0}


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


def helper_on_back(below_shoulder: float, aside: float) -> Pict:
    """Hands on the back of a person lying face down, `below_shoulder` mm from the shoulders, seen `aside` mm to the head."""
    f = figure("prone").turned([["z", 90]])
    at = hit(f, [f.J["upperarm01.L"][0] - below_shoulder, 0, 900], [0, 0, -1])
    g = press_down(f, at, 100, 85, 0.05, 34)
    couch = block([-2500, -320, lying(f) - 300], [2500, 260, lying(f)], "table")
    p = Pict(view((at[0] + aside, 0, at[2] + 245), -90, 20, 1120), [couch, part(g, "helper", **HELPER), part(f, **HELPED)])
    return ears(p, f, g)


def helper() -> Pict:
    return helper_on_back(165, 50)


def helper_low() -> Pict:
    return helper_on_back(380, 160)


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


def helper_head() -> Pict:
    f = figure("face-up")
    h, ground = f.J["head"], lying(f)
    under = hit(f, [0, h[1] + 10, h[2] - 500], [0, 0, 1])
    feet = xyz(0, h[1] + 440, under[2] - 110)
    wrists = xyz(0, h[1] + 120, under[2] + 4) - feet
    reach = {f"hand.{s}": [wrists + xyz(sign * 70, 0, 0), [sign, 0.5, -0.5]] for s, sign in (("L", 1), ("R", -1))}
    g = figure("helper-head", reach=reach).moved(feet)
    couch = block([-300, -2500, ground - 300], [300, h[1] + 190, ground - 6], "table")
    p = Pict(view((0, h[1] + 75, h[2] + 190), 180, 6, 980), [part(g, "helper", **HELPER), couch, part(f, **HELPED)])
    return ears(p, f, g)


DRAWINGS = {
    "helper": helper,
    "helper-low": helper_low,
    "helper-head": helper_head,
    "helper-side": helper_side,
    "helper-seated": helper_seated,
}
