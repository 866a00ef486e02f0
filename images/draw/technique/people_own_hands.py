"""People who press themselves with their own hand, seen from near by: neck and chest.

Enters: the poses. Leaves: `DRAWINGS`, {name: function() -> Pict}.
"""

from __future__ import annotations

from people_table import ears, figure, off_hands, pads, touched, two_tone, xyz
from pict import Pict, view
from places import spot

NEAR = {"jump": 9, "shade_sigma": 0.3, "shade_min": 0.8, "line_min": 0.8, "island": 0.5, "smooth": 2.5, "err": 0.03, "bold": True}


def own_hand(pose: str, zone: str, fingers: list[int], camera: tuple, looks=("hair", "cloth", "trousers")) -> Pict:
    """The person's left hand on a zone of the right side; `camera`: [off the zone, mm], azimuth, elevation, width."""
    f = figure(pose)
    at, out = spot(f, zone)
    off, *rest = camera
    p = Pict(view(at + xyz(*off), *rest), [two_tone(f, "L", (zone,), looks, **NEAR)])
    touched(p, f, pads(f, "L", fingers, -out), allowed=off_hands())
    return ears(p, f)


def neck_fingers() -> Pict:
    return own_hand("neck-fingers", "4", [2, 3], ((30, 0, 10), 235, 6, 300))


def neck_rub() -> Pict:
    p = neck_fingers()
    p.arrow((4.6, 13), (9.6, 13), head=1.7, both=True)
    return p


def chest_fingers() -> Pict:
    return own_hand("chest-fingers", "9", [2, 3, 4], ((8, 0, 0), 262, 6, 310), ("hair", "trousers"))


def chest_glide() -> Pict:
    p = chest_fingers()
    p.arrow((13.4, 5.6), (4.6, 6.6))
    return p


DRAWINGS = {"neck-fingers": neck_fingers, "neck-rub": neck_rub, "chest-fingers": chest_fingers, "chest-glide": chest_glide}
