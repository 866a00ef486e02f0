"""The named pain areas as outlines on the body figures.

    python images/draw/regions.py [--anatomy DIR]      write regions.json

Enters: `region_rules`, the figures' masks. Leaves: `images/body/regions.json`: closed outlines in each figure's millimetres, cut a
little inside the body's outline. The left is the right one mirrored, as the skin is.
"""

# ruff: noqa: RUF005 - offsets are added to arrays, not joined to them
from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from atlas import atlas
from bodies import MARGIN, TOES, Body
from body_lines import smooth
from body_views import VIEWS, at, mark
from ink import contours
from region_rules import ARM, MID, RULES, TRUNK
from scipy import ndimage as ndi
from skimage.draw import polygon2mask
from skimage.measure import approximate_polygon

FILE = Path(__file__).resolve().parent.parent / "body" / "regions.json"
INSET = 3.2  # mm inside the outline of a whole figure, so that the line stays whole

Outlines = dict[str, list[dict]]


class Regions:
    def __init__(self, name: str) -> None:
        self.body = Body(name)
        self.name = name
        self.inside = ndi.binary_erosion(self.body.mask, iterations=max(round(self.body.px(INSET)), 1))
        self.arm = ndi.binary_opening(self.body.hanging_arm() if name == "side" else self.body.arm, iterations=2)

    def place(self, points, side: int) -> np.ndarray:
        """(out or back, up) -> millimetres of the view box; side: 1 = drawn on the picture's right."""
        v, p = self.body.view, np.asarray(points, float)
        top = v.centre[2] + v.height / 2
        x = v.width / 2 + side * p[:, 0] if self.name in ("front", "back") else v.width / 2 + v.centre[1] - p[:, 0]
        return np.stack([x, top - p[:, 1]], 1)

    def cut(self, region: str, outline: np.ndarray, sharp: bool = False) -> list[list[float]]:
        """The outline cut at the body's edge, as a short polygon."""
        curve = outline if sharp else smooth(outline, closed=True)
        mask = polygon2mask(self.inside.shape, self.body.pixels(curve)) & self.inside
        if region in ARM or (region == "upper-arm" and self.name == "side"):
            mask &= self.arm
        elif region in TRUNK and self.name != "side":
            mask &= ~self.arm
        found = contours(ndi.binary_opening(mask, iterations=1), max(self.body.px(1.5), 1), 60, self.body.px(2))
        if not found:
            raise SystemExit(f"{region} lies outside the {self.name} figure")
        largest = max(found, key=_area)
        return np.round(approximate_polygon(largest / self.body.cam.ppm - MARGIN, 0.9 * self.body.unit)[:-1], 1).tolist()

    def outlines(self) -> Outlines:
        if self.name == "sole":
            return self._sole()
        found: Outlines = {}
        for region, rule in RULES[self.name]().items():
            sharp = region in ARM or (region == "upper-arm" and self.name == "side")
            if self.name in ("side", "head"):
                pieces = [("right", self.place(rule, 1))]
            elif region in MID:
                half = self.place(rule, 1)
                pieces = [("mid", np.vstack([half, (half * [-1, 1] + [self.body.view.width, 0])[::-1][1:-1]]))]
            else:
                right = 1 if self.name == "back" else -1
                pieces = [("right", self.place(rule, right)), ("left", self.place(rule, -right))]
            found[region] = [{"figure": self.name, "side": side, "outline": self.cut(region, p, sharp)} for side, p in pieces]
        return found

    def _sole(self) -> Outlines:
        heads, heel = at("sole", mark("ball-of-foot")), at("sole", mark("heel-back"))[0]
        tip = at("sole", atlas.V("distal_phalanx_of_right_big_toe")).mean(0)
        across, r = np.array([1.0, 0.0]), TOES["big"]
        ball = heads + [0, -14]
        shapes = {
            "big-toe": np.array(
                [heads[0] - across * r + [4, -20], tip - across * r, tip + [0, -22], tip + across * r, heads[0] + across * r + [0, -20]]
            ),
            "foot-bottom": np.vstack([ball[0] + [30, 0], ball, ball[4] + [-30, 4], [heel + [-60, 40]], [heel + [60, 40]]]),
            "heel": np.array([heel + [-44, -42], heel + [0, -52], heel + [44, -42], heel + [44, 40], heel + [-44, 40]]),
        }
        return {
            region: [{"figure": "sole", "side": "right", "outline": self.cut(region, p, region == "foot-bottom")}]
            for region, p in shapes.items()
        }


def _area(c: np.ndarray) -> float:
    return abs(np.dot(c[:-1, 0], c[1:, 1]) - np.dot(c[1:, 0], c[:-1, 1])) / 2


def write(file: Path = FILE) -> int:
    found: Outlines = {}
    for name in VIEWS:
        for region, outlines in Regions(name).outlines().items():
            found.setdefault(region, []).extend(outlines)
    rows = []
    for region in sorted(found):
        inner = ",\n   ".join(json.dumps(outline) for outline in found[region])
        rows.append(f'  {{"id": "{region}", "outlines": [\n   {inner}]}}')
    file.write_text('{"regions": [\n' + ",\n".join(rows) + "\n]}\n")
    return len(found)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Lay the named pain areas on the body figures and write regions.json.")
    parser.add_argument("--anatomy", help="folder with another anatomy.npz")
    parser.add_argument("--out", type=Path, default=FILE)
    arguments = parser.parse_args()
    if arguments.anatomy:
        atlas.open(arguments.anatomy)
    print(write(arguments.out), "regions")
