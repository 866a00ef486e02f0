"""The five body figures: cameras, poses, and landmarks as they stand in a pose.

Enters: `landmarks.json` (already measured), the skin mesh. Leaves: `VIEWS`, `posed` points, `at(figure, ...)` in millimetres of a
figure's view box. The model stands with its palms forward; three poses make the figures easier to read: from front and back the arms
stand off a little (the hips are clear of them), the front figure's toes point down (the top of the foot shows), the side figure's arm
swings forward (hip and flank show).
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from atlas import LEFT_ARM, LEFT_LEG, RIGHT_ARM, RIGHT_LEG, TRUNK, atlas
from raycast import Cam

HERE = Path(__file__).resolve().parent
FRONT, BACK, SIDE, BELOW, UP = (0, 1, 0), (0, -1, 0), (1, 0, 0), (0, 0, 1), (0, 0, 1)
SHOULDER, ARM_SWING = (-76.0, 1325.0), 18.0  # y, z of the shoulder joint; degrees forward
SPREAD = 2.6  # degrees by which the arms stand off, turned about the shoulder 175 mm from the midline
ANKLE, POINTED = (-62.0, -12.0), 32.0  # y, z of the ankle joint; degrees downward


class View(NamedTuple):
    """One figure. `drop` names parts of the skin left out, `pose` what moves, `far` what is cut away behind the centre plane."""

    look: tuple
    up: tuple
    centre: tuple
    width: float
    height: float
    ppm: float
    drop: tuple = ()
    pose: str = ""
    far: float | None = None
    line_mm: float = 1.0
    """Millimetres of the body to a millimetre of a usual print: smoothing and gaps are set by it."""


TOP = 1661.0


def _standing(look: tuple, y: float, width: float, bottom: float, **more) -> View:
    return View(look, UP, (0, y, (TOP + bottom) / 2), width, TOP - bottom, 1.25, line_mm=45, **more)


VIEWS = {
    "front": _standing(FRONT, 0, 750, -175, pose="front"),
    "back": _standing(BACK, 0, 750, -99, pose="back"),
    "side": _standing(SIDE, -182, 520, -99, drop=(LEFT_ARM, LEFT_LEG), pose="arm"),
    "head": View(SIDE, UP, (0, -90, 1497), 290, 330, 4, drop=(LEFT_ARM, LEFT_LEG, RIGHT_LEG), line_mm=10),
    "sole": View(BELOW, (-0.45, -0.893, 0), (-96, -128, 0), 132, 252, 5, drop=(TRUNK, LEFT_ARM, RIGHT_ARM, LEFT_LEG), far=-36, line_mm=9),
}


def camera(name: str) -> Cam:
    v = VIEWS[name]
    return Cam(v.look, v.up, v.centre, v.width, v.height, v.ppm)


def _turned(points: np.ndarray, pivot: tuple[float, float], degrees: np.ndarray) -> np.ndarray:
    """Turned about a line from left to right, front towards up for positive degrees."""
    a = np.radians(degrees)
    y, z = points[:, 1] - pivot[0], points[:, 2] - pivot[1]
    out = points.copy()
    out[:, 1] = pivot[0] + y * np.cos(a) + z * np.sin(a)
    out[:, 2] = pivot[1] - y * np.sin(a) + z * np.cos(a)
    return out


def _spread(points: np.ndarray, arm: np.ndarray) -> np.ndarray:
    """Arms turned outward."""
    a = np.radians(np.where(arm, SPREAD * _ramp((SHOULDER[1] + 15 - points[:, 2]) / 130), 0))
    x, z = np.abs(points[:, 0]) - 175, points[:, 2] - SHOULDER[1]
    out = points.copy()
    out[:, 0] = np.sign(points[:, 0]) * (175 + x * np.cos(a) - z * np.sin(a))
    out[:, 2] = SHOULDER[1] + z * np.cos(a) + x * np.sin(a)
    return np.where((a > 0)[:, None], out, points)


def _ramp(x: np.ndarray) -> np.ndarray:
    x = np.clip(x, 0, 1)
    return x * x * (3 - 2 * x)


def posed(pose: str, points, arm=None) -> np.ndarray:
    """Points of the model in a figure's pose. `arm`: which of them belong to an arm (else told from where they are)."""
    points = np.atleast_2d(np.asarray(points, float))
    if arm is None:
        arm = (np.abs(points[:, 0]) > 168) & (points[:, 2] < 1300) & (points[:, 2] > 600)
    if pose in ("front", "back"):
        points = _spread(points, arm)
    if pose == "front":
        return _turned(points, ANKLE, -POINTED * _ramp((25 - points[:, 2]) / 45))
    if pose == "arm":
        return _turned(points, SHOULDER, np.where(arm, ARM_SWING * _ramp((SHOULDER[1] + 15 - points[:, 2]) / 130), 0))
    return points


def posed_skin(name: str, drop: tuple = ()) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The skin mesh of a figure: vertices, triangles, and of each vertex whether it belongs to an arm (1) or not (0)."""
    v = VIEWS[name]
    vertices, faces = atlas.skin(drop or v.drop)
    arm = np.isin(atlas._npz["skin_part"], (LEFT_ARM, RIGHT_ARM))
    return posed(v.pose, vertices, arm).astype(np.float32), faces, arm.astype(np.float32)


@lru_cache(None)
def table() -> dict:
    return json.loads((HERE / "landmarks.json").read_text())["landmarks"]


def mark(name: str, side: str = "right") -> np.ndarray:
    """A landmark in the model, n x 3; those of the midline ignore the side."""
    entry = table()[name]
    return np.atleast_2d(np.array(entry[side] if side in entry else entry["mid"], float))


def at(figure: str, points) -> np.ndarray:
    """Points of the model in the millimetres of a figure's view box, n x 2."""
    return camera(figure).project_mm(posed(VIEWS[figure].pose, points))


@lru_cache(None)
def spots() -> list[dict]:
    """The first zone of every spot on each side."""
    seen: dict[tuple[int, str], dict] = {}
    for zone in json.loads((HERE / "zones.json").read_text()):
        seen.setdefault((zone["spot"], zone["side"]), zone)
    return list(seen.values())
