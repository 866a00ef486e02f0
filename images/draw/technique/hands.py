"""The drawings of hands: what each scene holds.

Enters: the rows of `hands.json`. Leaves: `DRAWINGS`.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from hand import place, right_hand
from pict import Pict, view
from tissue import round_back, tissue


@lru_cache(None)
def table():
    return json.loads((Path(__file__).resolve().parent / "hands.json").read_text())


def set_down(name, mirror=False, **over):
    row = {**table()[name], **over}
    h = right_hand()
    V = place(h.pose(row["pose"]), row["turn"], mirror)
    v = h.vertices(*row["contact"])
    if "near" in row:
        v = v[h.rest2[v, 0] < row["near"]]
    low = v[V[v, 2] < V[v, 2].min() + 3]
    c = V[low].mean(0)
    return V - [c[0], c[1], V[v, 2].min() + row["depth"]]


def simple(name, arrow):
    row = table()[name]
    h = right_hand().part(set_down(name), "hand")
    cam = row["camera"]
    t = tissue([h], round_back(150, cam["azimuth"]), row["soft"])
    p = Pict(view(**cam), [t, h])
    p.arrow(*arrow)
    return p


DRAWINGS = {
    "thumb": lambda: simple("thumb", ((18.5, 6), (18.5, 12.4))),
    "heel": lambda: simple("heel", ((14, 1.5), (14, 8.3))),
}
