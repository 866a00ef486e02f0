"""A helper at work on another person, where the hands alone would not be understood.

Enters: the poses. Leaves: `DRAWINGS`, {name: function() -> Pict}.
"""

from __future__ import annotations

from people_table import block, ears, figure, hit, lying, pads, part, touched, xyz
from pict import Pict, view
from places import spot

HELPED = {"err": 0.08, "smooth": 4.0, "shade_min": 3.0}
HELPER = {"looks": ("hair", "trousers", "hair"), "shade": 0, "jump": 130, "err": 0.08, "smooth": 4.0}


def helper_head() -> Pict:
    f = figure("face-up")
    h, ground = f.J["head"], lying(f)
    under = hit(f, [0, h[1] + 10, h[2] - 500], [0, 0, 1])
    feet = xyz(0, h[1] + 440, under[2] - 110)
    wrists = xyz(0, h[1] + 120, under[2] + 4) - feet
    sides = (("R", -1, "1"), ("L", 1, "1-left"))  # the hands do not cross
    at = {s: wrists + xyz(sign * 70, 0, 0) for s, sign, _ in sides}
    for _ in range(5):  # until the pads lie on the zones
        g = figure("helper-head", reach={f"hand.{s}": [at[s], [sign, 0.5, -0.5]] for s, sign, _ in sides}).moved(feet)
        pressed = {s: pads(g, s, [2, 3, 4], -spot(f, zone)[1]) for s, _, zone in sides}
        at = {s: at[s] + spot(f, zone)[0] - pressed[s] for s, _, zone in sides}
    couch = block([-300, -2500, ground - 300], [300, h[1] + 190, ground - 6], "table")
    p = Pict(view((0, h[1] + 75, h[2] + 190), 180, 6, 980), [part(g, "helper", **HELPER), couch, part(f, **HELPED)])
    touched(p, f, *pressed.values())
    return ears(p, f, g)


DRAWINGS = {"helper-head": helper_head}
