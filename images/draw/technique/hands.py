"""The drawings of hands on a patch of skin: rows of `hands.json` made into pictures.

Enters: the rows of `hands.json`. Leaves: `DRAWINGS`, {name: function() -> Pict}.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from hand import place, right_hand
from hands_table import finish, pose, table
from meshes import sphere
from pict import Pict, view
from tissue import Height, dented, round_back, tissue


def set_down(row: dict, mirror: bool = False) -> np.ndarray:
    """The posed hand, turned, its lowest point of the fingers `contact` at (0, 0, -depth)."""
    h = right_hand()
    V = place(h.pose(pose(row["pose"])), row["turn"], mirror)
    v = h.vertices(*row["contact"])
    if "near" in row:  # only what is nearer the wrist than this
        v = v[h.rest2[v, 0] < row["near"]]
    low = v[V[v, 2] < V[v, 2].min() + 3]
    return V - [*V[low, :2].mean(0), V[v, 2].min() + row["depth"]]


def across(azimuth: float, X: np.ndarray, Y: np.ndarray) -> np.ndarray:
    """Distance across a line that runs at this azimuth through the origin."""
    a = np.deg2rad(azimuth)
    return -X * np.sin(a) + Y * np.cos(a)


def ground(row: dict, parts: list[dict]) -> dict:
    """Tissue under the parts, with the band of muscle on it if the row has a `cord`."""
    camera, cord = row["camera"], row.get("cord")
    base = round_back(row.get("back", 150), camera["azimuth"])
    if not cord:
        return tissue(parts, base, row["soft"])
    rest: Height = base

    def ridged(X: np.ndarray, Y: np.ndarray) -> np.ndarray:
        return rest(X, Y) + cord["ridge"] * np.exp(-((across(cord["azimuth"], X, Y) / cord["half"]) ** 4))

    part = tissue(parts, ridged, row["soft"])
    part["fields"] = (cord["half"] - np.abs(across(cord["azimuth"], *part["V"][:, :2].T)))[:, None]
    return {**part, "looks": ["cord"]}


def on_tissue(name: str) -> Pict:
    row = table()["on_skin"][name]
    h = right_hand()
    hand = h.part(set_down(row), "hand")
    parts = [hand]
    if second := row.get("second"):
        other = set_down({**row, **second}, mirror=True) + second["offset"]
        order = [h.part(other, "hand2", left=True)]
        parts = order + parts if second.get("behind") else parts + order
    return finish(Pict(view(**row["camera"]), [ground(row, [hand]), *parts], **row.get("options", {})), row)


def pincer(name: str) -> Pict:
    """The fold rises between thumb and index finger."""
    row = table()["on_skin"][name]
    h = right_hand()
    V = set_down(row)
    thumb, index = (v[V[v, 2] < V[v, 2].min() + 5] for v in (h.vertices(1), h.vertices(2)))
    x0, x1 = V[thumb, 0].max(), V[index, 0].min()
    middle = np.array([(x0 + x1) / 2, (V[thumb, 1].mean() + V[index, 1].mean()) / 2])
    half = (x1 - x0) / 2 + 1
    azimuth = row["camera"]["azimuth"]
    a = np.deg2rad(azimuth)
    base = round_back(170, azimuth)

    def fold(X: np.ndarray, Y: np.ndarray) -> np.ndarray:
        u = (X - middle[0]) * np.sin(a) - (Y - middle[1]) * np.cos(a)  # across the picture
        d = X * np.cos(a) + Y * np.sin(a)
        up = 36 * np.exp(-(np.abs(u / (half * 1.05)) ** 3.2)) * np.exp(-(((d - middle[1]) / 60) ** 2))
        return base(X, Y) + up - 4 * np.exp(-(((np.abs(u) - 2.2 * half) / half) ** 2))

    hand = h.part(V, "hand")
    F = dented([hand], fold, row["soft"], bulge=0, step=1.5)
    skin = {"V": F[0], "F": F[1], "look": "tissue", "name": "tissue", "jump": 3, "shade": 0.6, "shade_min": 0.3, "smooth": 3}
    return finish(Pict(view(**row["camera"]), [skin, hand]), row)


def ball(name: str) -> Pict:
    """A ball under the hand, both pressed into the tissue."""
    row = table()["on_skin"][name]
    h = right_hand()
    V = set_down(row)
    centre = np.array(row["ball"]["centre"], float)
    B, F = sphere(centre, row["ball"]["radius"])
    parts = [{"V": B, "F": F, "look": "ball", "name": "prop", "jump": 0, "shade_min": 0.6}, h.part(V, "hand")]
    return finish(Pict(view(**row["camera"]), [ground(row, parts[:1]), *parts]), row)


MADE = {"pincer": pincer, "ball-hand": ball}
DRAWINGS = {name: partial(MADE.get(name, on_tissue), name) for name in table()["on_skin"]}
