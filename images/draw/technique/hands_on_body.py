"""The drawings of hands on a part of the body: rows `on_body` of `hands.json` made into pictures.

Enters: the rows, the rigged body. Leaves: `DRAWINGS`, {name: function() -> Pict}.

A hand is set down by the way its fingers point, the way its back faces and the place where its pads press: the first skin that a ray meets.
"""

from __future__ import annotations

import re
from functools import partial

import numpy as np
from body import unit
from hand import place, right_hand
from hands_table import finish, pose, table
from meshes import cut
from person import Figure, person
from pict import Pict, Scene, view
from tissue import round_back, tissue


def hold(row: dict, figure: Figure, shown: np.ndarray, focus: np.ndarray) -> np.ndarray:
    """The posed hand, its pads `depth` mm into the skin of the triangles `shown`."""
    h = right_hand()
    V = place(h.pose(pose(row["pose"])), row.get("turn", []), row.get("left", False))
    if "fingers" in row:
        x = unit(row["fingers"])
        z = np.asarray(row["back"], float)
        z = unit(z - (z @ x) * x)
        V = V @ np.stack([x, np.cross(z, x), z])
    skin = Scene([(figure.V, person().F[shown])])
    spot, normal, part = skin.shoot(focus + row["ray"]["from"], unit(row["ray"]["way"]))
    assert part[0] == 0, "the ray misses the body"
    inward = -unit(row["press"]) if "press" in row else -normal[0]
    v = h.vertices(*row["contact"])
    far = V[v] @ inward
    pads = V[v[far > far.max() - 3]].mean(0)
    return V + spot[0] + inward * row["depth"] - pads


def band(V: np.ndarray, muscle: dict) -> np.ndarray:
    """> 0 on the skin within `half` mm of the line `from` - `to`: where the muscle lies."""
    a, b = np.asarray(muscle["from"], float), np.asarray(muscle["to"], float)
    t = np.clip((V - a) @ (b - a) / ((b - a) @ (b - a)), 0, 1)
    return muscle["half"] - np.linalg.norm(V - a - t[:, None] * (b - a), axis=1)


def drawing(name: str) -> Pict:
    row = table()["on_body"][name]
    p = person()
    figure = p.pose(row.get("figure", {}))
    keep = np.ones(len(p.F), bool)
    if "only" in row:
        bones = np.array([bool(re.match(row["only"], b)) for b in p.main])
        keep = bones[p.F].all(1)
    focus = figure.J[row["focus"]]
    looks = row.get("looks", ["hair", "cloth", "trousers"])
    fields = p.fields[:, : len(looks)]
    if muscle := row.get("muscle"):
        fields = np.column_stack([band(figure.V - focus, muscle), fields])
        looks = ["cord", *looks]
    body = p.part(figure, "body", looks, **row.get("options", {}))
    body |= {"F": p.F[keep], "labels": p.labels[keep], "look": "body", "fields": fields}
    if not looks:
        del body["looks"], body["fields"]
    h = right_hand()
    hands = [
        h.part(hold(one, figure, keep, focus), "hand" if n == 0 else "hand2", left=one.get("left", False), **one.get("options", {}))
        for n, one in enumerate(row["hands"])
    ]
    return finish(Pict(view(**{**row["camera"], "target": focus + row["camera"]["target"]}), [body, *hands]), row)


def forearm(name: str) -> Pict:
    """An arm with its sleeve, laid on the tissue."""
    row = table()["on_body"][name]
    p = person()
    figure = p.pose(row["figure"])
    bones = np.array([bool(re.match(r"(upperarm|lowerarm|wrist|metacarpal|finger).*\.L", b)) for b in p.main])
    keep = bones[p.F].all(1)
    V, F, used = cut(figure.V, p.F, keep)
    elbow, wrist = figure.J["lowerarm01.L"], figure.J["wrist.L"]
    along = (V[:, 1] > wrist[1]) & (V[:, 1] < elbow[1] + 60)
    V = V - [elbow[0], elbow[1] - 110, V[along, 2].min() + row["depth"]]
    arm = {
        "V": V,
        "F": F,
        "look": "skin",
        "looks": ("hair", "cloth", "trousers"),
        "fields": p.fields[used],
        "name": "hand",
        **row["options"],
    }
    skin = tissue([arm], round_back(220, row["camera"]["azimuth"]), row["soft"], reach=(-260, 260, -330, 330), step=3.0)
    return finish(Pict(view(**row["camera"]), [skin, arm]), row)


DRAWINGS = {name: partial(forearm if name == "forearm" else drawing, name) for name in table()["on_body"]}
