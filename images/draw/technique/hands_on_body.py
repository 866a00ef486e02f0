"""The drawings of hands on a part of the body: rows `on_body` of `hands.json` made into pictures.

Enters: the rows, the rigged body. Leaves: `DRAWINGS`, {name: function() -> Pict}.

A hand is set down by the way its fingers point, the way its back faces and the place where its pads press: the first skin that a ray meets.
"""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

import numpy as np
from body import unit
from curve import smooth_line
from hand import place, right_hand
from hands_table import finish, pose, table
from meshes import cut
from people_table import ellipsoid
from people_table import figure as posed
from person import Figure, person
from pict import Pict, Scene, view
from places import inside, on_plates, spot
from tissue import round_back, tissue


class Held(NamedTuple):
    """A hand set down: its vertices, the place on the skin that its pads press."""

    V: np.ndarray
    pads: np.ndarray


def hold(row: dict, zone: str, figure: Figure, shown: np.ndarray) -> Held:
    """The posed hand, its pads on the zone and `depth` mm into the skin of the triangles `shown`."""
    h = right_hand()
    V = place(h.pose(pose(row["pose"])), row.get("turn", []), row.get("left", False))
    if "fingers" in row:
        x = unit(row["fingers"])
        z = np.asarray(row["back"], float)
        z = unit(z - (z @ x) * x)
        V = V @ np.stack([x, np.cross(z, x), z])
    skin = Scene([(figure.V, person().F[shown])])
    at, out = spot(figure, zone)
    at, normal, part = skin.shoot(at + row.get("off", [0, 0, 0]) + 60 * out, -out)
    assert part[0] == 0, "the ray misses the body"
    inward = -unit(row["press"]) if "press" in row else -normal[0]
    v = h.vertices(*row["contact"])
    if "near" in row:
        v = v[h.rest2[v, 0] < row["near"]]
    far = V[v] @ inward
    pads = V[v[far > far.max() - 3]].mean(0)
    return Held(V + at[0] + inward * row["depth"] - pads, at[0])


def furrow(picture: Pict, figure: Figure, heights: list[float]) -> None:
    """The line of the spine between two heights of the plates' body, where nothing covers it."""
    line = np.array([spot(figure, "11", [0, 40, z])[0] for z in np.linspace(*heights, 60)])
    line[:, 0] = 0
    column, row = picture.camera.project(line).astype(int).T
    height, width = picture.depth.shape
    seen = (row >= 0) & (row < height) & (column >= 0) & (column < width)
    seen[seen] = picture.camera.depth(line[seen]) - picture.depth[row[seen], column[seen]] < 12
    runs = np.split(np.arange(len(line)), np.flatnonzero(np.diff(seen.astype(int))) + 1)
    for run in runs:
        if seen[run[0]] and len(run) > 5:
            picture._add("lines", "hand-line", picture._open(smooth_line(picture.camera.project(line[run]), 3), 0.03))


def row_of(name: str) -> dict:
    """A row; `like` names another one whose keys it shares."""
    row = table()["on_body"][name]
    return {**row_of(row["like"]), **row} if "like" in row else row


def drawing(name: str) -> Pict:
    row = row_of(name)
    p = person()
    figure = posed(row["figure"], **({"turn": []} if "upright" in row else {})) if isinstance(row["figure"], str) else p.pose(row["figure"])
    keep = np.ones(len(p.F), bool)
    if "only" in row:
        bones = np.array([bool(re.match(row["only"], b)) for b in p.main])
        keep = bones[p.F].all(1)
    focus = spot(figure, row["zone"])[0]
    looks = row.get("looks", ["hair", "cloth", "trousers"])
    fields = p.fields[:, [["hair", "cloth", "trousers"].index(look) for look in looks]]
    fields = np.column_stack([inside(row["zone"]), fields])
    looks = ["cord", *looks]
    body = p.part(figure, "body", looks, **row.get("options", {}))
    body |= {"F": p.F[keep], "labels": p.labels[keep], "look": "body", "fields": fields}
    h = right_hand()
    held = [hold(one, row["zone"], figure, keep) for one in row["hands"]]
    hands = [
        h.part(at.V, "hand" if n == 0 else "hand2", left=one.get("left", False), **one.get("options", {}))
        for n, (one, at) in enumerate(zip(row["hands"], held, strict=True))
    ]
    camera = view(**{**row["camera"], "target": focus + row["camera"]["target"]})
    props = [ellipsoid(centre, half) for centre, half in row.get("cushions", [])]
    picture = Pict(camera, [*props, body, *hands])
    if "furrow" in row:
        furrow(picture, figure, row["furrow"])
    picture.contacts = [on_plates(figure, at.pads, keep) for at in held]
    return finish(picture, row)


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


DRAWINGS = {name: partial(forearm if name == "forearm" else drawing, name) for name in table()["on_body"] if not name.startswith("_")}
