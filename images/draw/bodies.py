"""Draw the body figures: front, back, side, head, sole.

    python images/draw/bodies.py [FIGURE ...]          these figures, or all five
    options: --anatomy DIR (other meshes), --out DIR (default: images/body)

Enters: the skin mesh, `body_views` (cameras, poses), `body_lines` (inner lines), `landmarks.json`, `zones.json`.
Leaves: `<figure>.svg` and `<figure>.json` (where each spot lies). The same light and line character as the plates, with weights for a
print 30 mm high. The named pain areas on them: `regions.py`.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from pathlib import Path

import numpy as np
from atlas import LEFT_ARM, LEFT_LEG, RIGHT_LEG, TRUNK, atlas
from body_lines import briefs, ear, eyes, hair, lines
from body_views import VIEWS, at, camera, mark, posed, posed_skin, spots
from ink import contours, depth_edges, path_closed, path_open, smooth_line, trace_skel
from masks import drop_small, fill_small, soft
from plate import LIGHT
from raycast import FAR, Scene, unit
from scipy import ndimage as ndi
from skimage import morphology
from skimage.draw import polygon2mask

HERE = Path(__file__).resolve().parent
MOST_BYTES = 8000
MARGIN = 6.0  # mm drawn beyond the view box where the body runs out of it
GROUPS = ("skin", "lines")
TOES = {"big": 14.0, "second": 9.5, "third": 9.0, "fourth": 8.5, "little": 8.5}  # half widths, mm
HEEL = 29.0  # half width of the heel's pad, mm

HANDS, EARS = ((-375, 640, -220, 850), (220, 640, 375, 850)), ((-115, 1470, -79, 1580), (79, 1470, 115, 1580))
#: boxes (x0, z0, x1, z1 in mm of the model for front and back; y, z for side and head) in which the mesh's own steps become lines
STEPS = {
    "front": [*HANDS, *EARS, (-60, 1405, 60, 1450), (-175, -175, 175, -20)],
    "back": [*HANDS, *EARS],
    "side": [(-460, 600, -250, 900), (-175, 1405, -90, 1450)],
    "head": [(-175, 1405, -90, 1450)],
    "sole": [],
}


#: heights in mm of the model at which a crop may begin and end: in the middle of trunk, thigh and calf, below the fingertips
TOPS = {"head": 9999.0, "chest": 1230.0, "waist": 1005.0, "thigh": 590.0}
BOTTOMS = {"trunk": 1010.0, "hands": 612.0, "calf": 255.0, "feet": -9999.0}
#: crops of one half, from one side of the midline to the other and from top to bottom; they are cut at their sides
HALVES = {"arm": (66, 372, 1386, "hands"), "half-trunk": (-152, 268, 9999, "trunk"), "half-hands": (-152, 372, 9999, "hands")}
#: crops of the trunk between the arms
LOINS = {"loin-hands": (172, 1100, "hands"), "loin-calf": (172, 1100, "calf")}


class Body:
    def __init__(self, name: str) -> None:
        self.name, self.view = name, VIEWS[name]
        self.frame = camera(name)
        self.cam = self.frame.grown(MARGIN)
        self.k = 1 / self.cam.ppm
        self.unit = self.view.line_mm / 45 * 0.9  # 1 for whole figures
        vertices, faces, arm = posed_skin(name)
        self.scene = Scene([(vertices, faces)])
        self.cast = self.scene.cast(self.cam, {"arm": arm})
        self.arm = np.nan_to_num(self.cast["arm"]) > 0.5
        if self.view.far is not None:
            gone = self.cast["depth"] > FAR + self.view.far
            self.cast["id"][gone], self.cast["depth"][gone] = -1, np.nan
        self.mask = ndi.binary_opening(fill_small(self.cast["id"] >= 0, 400), iterations=1)
        self.mask = drop_small(self.mask, self.mask.sum() / 20)
        if name == "sole":
            self.mask = self._with_toes()
        if name == "head":  # even out the nape and the shoulder
            below = int(self.cam.project((0, 0, 1400))[1])
            self.mask[below:] = soft(np.pad(self.mask, 60, mode="edge"), self.px(26))[60:-60, 60:-60][below:]
        self.groups: dict[str, list[str]] = {g: [] for g in GROUPS}

    # ---- measures -------------------------------------------------------------------------------------------------------
    def pixels(self, mm: np.ndarray) -> np.ndarray:
        """Row, column of places in the view box."""
        return (np.asarray(mm, float)[..., ::-1] + MARGIN) * self.cam.ppm

    def px(self, mm: float) -> float:
        """Pixels for mm of a whole figure; insets scale with their usual print."""
        return mm * self.unit * self.cam.ppm

    def _add(self, group: str, role: str, d: str) -> None:
        if d:
            self.groups[group].append(f'<path class="{role}" d="{d}"/>')

    def _outline(self, mask: np.ndarray, sig: float, smooth: float, err: float, least: float) -> str:
        found = contours(mask, max(self.px(sig), 0.8), least * self.px(1) ** 2, self.px(smooth))
        return "".join(path_closed(p * self.k - MARGIN, err * self.unit) for p in found)

    # ---- drawing --------------------------------------------------------------------------------------------------------
    def draw(self) -> None:
        self._add("skin", "skin", self._outline(self.mask, 1.2, 3, 0.9, 400))
        inner = ndi.binary_erosion(self.mask, iterations=max(int(self.px(1.5)), 1))
        self._add("skin", "skin-shade", self._outline(self._dark(inner), 3, 8, 2.2, 900))
        for role, shape in (("hair", hair(self.name)), ("cloth", briefs(self.name))):
            if shape is not None:
                part = polygon2mask(self.mask.shape, self.pixels(shape)) & self.mask
                part &= ~(self._ears() if role == "hair" else self.arm)
                self._add("skin", "skin-shade skin-line" if role == "hair" else "cloth skin-line", self._outline(part, 1, 2, 0.9, 300))
        shape = ear(self.name)
        if shape is not None:
            self._add("skin", "skin", path_closed(shape, 0.6 * self.unit))
        for eye in eyes(self.name):
            self._add("lines", "ink", path_closed(eye, 0.4 * self.unit))
        for curve in [*lines(self.name), *self._steps(), *self._arm_edges()]:
            for part in self._within(curve):
                self._line(part)
        self._add("lines", "body-edge", self._outline(self.mask, 1.2, 3, 0.9, 400))

    def _with_toes(self) -> np.ndarray:
        """The toes of the skin mesh fit loosely: they are drawn round their bones, so that they lie side by side."""
        row, col = np.indices(self.mask.shape)
        place = np.stack([col, row], -1) * self.k - MARGIN
        heads = at("sole", mark("ball-of-foot"))
        toes = np.zeros_like(self.mask)
        for i, (toe, radius) in enumerate(TOES.items()):
            tip = at("sole", atlas.V(f"distal_phalanx_of_right_{toe}_toe")).mean(0)
            along = tip - heads[i]
            share = np.clip(((place - heads[i]) @ along) / (along @ along), 0.25, 1)
            toes |= np.linalg.norm(place - heads[i] - share[..., None] * along, axis=-1) < radius * (0.86 + 0.14 * share)
        lowest = np.flatnonzero(self.mask.any(1)).max() * self.k - MARGIN
        pad = np.array([0.0, lowest - HEEL])
        pad[0] = np.flatnonzero(self.mask[int(self.pixels(pad)[0])]).mean() * self.k - MARGIN
        up = np.clip((pad[1] - place[..., 1]) / 90, 0, 1)  # from the heel forwards
        heel_pad = np.linalg.norm(place - pad + [0, 1] * (up * 90)[..., None] - [5, 0] * up[..., None], axis=-1) < HEEL - 1.5 * up
        ends = np.interp(place[..., 0], heads[::-1, 0], heads[::-1, 1])
        return ndi.binary_closing(
            toes | heel_pad | self.mask & (place[..., 1] > ends - 12) & (place[..., 1] < pad[1]), iterations=int(1.5 * self.cam.ppm)
        )

    def _line(self, curve: np.ndarray) -> None:
        self._add("lines", "skin-line", path_open(curve, 0.6 * self.unit))

    def _dark(self, inner: np.ndarray) -> np.ndarray:
        a, b, c = LIGHT
        value = a * -self.cast["nx"] + b * self.cast["ny"] + c * self.cast["nv"]
        w = ndi.gaussian_filter(self.mask.astype(float), self.px(6))
        light = ndi.gaussian_filter(np.where(self.mask, value, 0), self.px(6)) / np.maximum(w, 1e-3)
        rim = ndi.distance_transform_edt(np.pad(self.mask, 1))[1:-1, 1:-1] < self.px(30)
        if self.name == "sole":  # the inner edge, away from the light
            rows = np.arange(inner.shape[0])
            middle = (inner.argmax(1) + inner.shape[1] - inner[:, ::-1].argmax(1)) / 2
            rim &= np.arange(inner.shape[1]) > np.where(rows > 0, middle, 0)[:, None]
        return drop_small(ndi.binary_opening(inner & rim & (light < 0.52), iterations=int(self.px(3))), 3000 * self.px(1) ** 2)

    def _within(self, curve: np.ndarray) -> list[np.ndarray]:
        """The parts of a curve that lie inside the body, clear of its outline."""
        clear = ndi.binary_erosion(self.mask, iterations=max(int(self.px(2.5)), 1))
        cell = np.clip(self.pixels(curve).astype(int), 0, np.array(clear.shape) - 1)
        inside = clear[cell[:, 0], cell[:, 1]]
        runs = np.split(np.arange(len(curve)), np.flatnonzero(np.diff(inside.astype(int))) + 1)
        return [curve[run] for run in runs if inside[run[0]] and len(run) > 4]

    def hanging_arm(self) -> np.ndarray:
        """The right arm alone."""
        vertices, faces, _ = posed_skin(self.name, (TRUNK, LEFT_ARM, LEFT_LEG, RIGHT_LEG))
        return Scene([(vertices, faces)]).cast(self.cam)["id"] >= 0

    def _arm_edges(self) -> list[np.ndarray]:
        """Seen from the side: where the hanging arm ends and the trunk begins."""
        if self.name != "side":
            return []
        rim = max(contours(ndi.binary_opening(self.hanging_arm(), iterations=4), self.px(1.5), 100, self.px(6)), key=len)
        rim = rim * self.k - MARGIN
        z = self.frame.c[2] + self.view.height / 2 - rim[:, 1]
        runs = np.split(np.arange(len(rim)), np.flatnonzero(np.diff((z < 1262).astype(int))) + 1)
        return [rim[run] for run in runs if z[run[0]] < 1262]

    def _ears(self) -> np.ndarray:
        out = np.zeros_like(self.mask)
        if self.name in ("front", "back"):
            x = np.abs((np.arange(out.shape[1]) + 0.5) * self.k - MARGIN - self.view.width / 2)
            z = self.frame.c[2] + self.view.height / 2 + MARGIN - (np.arange(out.shape[0]) + 0.5) * self.k
            out[np.ix_(z < 1566, x > 84)] = True
        return out

    def _steps(self) -> list[np.ndarray]:
        """Where the mesh steps: fingers, ears, chin, the arm before the trunk."""
        jump = 5.0 if self.name in ("front", "back", "side") else 1.6
        edge = depth_edges(np.where(self.mask, self.cast["depth"], np.nan), jump)
        allowed = np.zeros_like(self.mask)
        for x0, z0, x1, z1 in STEPS[self.name]:
            corners = [(x0, 0, z0), (x1, 0, z1)] if self.name in ("front", "back") else [(0, x0, z0), (0, x1, z1)]
            rows, cols = np.sort(self.pixels(self.frame.project_mm(corners)).round().astype(int), axis=0).T
            allowed[max(rows[0], 0) : rows[1], max(cols[0], 0) : cols[1]] = True
        clear = ndi.binary_erosion(self.mask, iterations=max(int(self.px(4.0)), 2))
        thin = morphology.skeletonize(ndi.binary_closing(ndi.binary_dilation(edge & allowed & clear), iterations=2))
        out = []
        for line in trace_skel(thin):
            if len(line) >= self.px(17):
                out.append(smooth_line(line[:, ::-1], max(self.px(4), 2)) * self.k + 0.5 * self.k - MARGIN)
        return out

    # ---- files ----------------------------------------------------------------------------------------------------------
    def svg(self) -> str:
        groups = "".join(f'<g id="{g}">{"".join(paths)}</g>\n' for g, paths in self.groups.items() if paths)
        w, h = self.view.width, self.view.height
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w:g} {h:g}">\n{groups}</svg>\n'

    def spots(self) -> list[dict]:
        """Every spot that is seen on this figure on its right side, and its left counterpart where the figure has one."""
        seen = {zone["spot"] for zone in spots() if zone["side"] == "right" and self._seen(zone)}
        sides = ("right", "left") if self.name in ("front", "back") else ("right",)
        out = []
        for zone in spots():
            if zone["spot"] in seen and zone["side"] in sides:
                x, y = at(self.name, zone["cross"])[0]
                facing = round(float(max(-np.array(zone["normal"]) @ unit(self.view.look), 0)), 2)
                out.append({"spot": zone["spot"], "side": zone["side"], "x": round(float(x), 1), "y": round(float(y), 1), "facing": facing})
        return out

    def _seen(self, zone: dict) -> bool:
        """In the picture, turned to the eye or nearly, and with no skin well before it."""
        place = posed(self.view.pose, zone["cross"])
        x, y = at(self.name, zone["cross"])[0]
        hit, _, part = self.scene.shoot(place - self.frame.look * FAR, self.frame.look)
        hidden = part[0] < 0 or (place[0] - hit[0]) @ self.frame.look > 12
        facing = np.array(zone["normal"]) @ unit(self.view.look) < (0.2 if self.name == "head" else -0.1)
        cut = self.view.far is not None and self.frame.depth(place)[0] > FAR + self.view.far
        return bool(2 < x < self.view.width - 2 and 2 < y < self.view.height - 2 and facing and not (hidden or cut))

    def crops(self) -> list[dict]:
        """Parts of a whole figure that may stand for it: cut in the middle of the trunk or of a limb, as wide as the body is there."""
        if self.name in ("head", "sole"):
            return []
        top = self.frame.c[2] + self.view.height / 2
        out = [self._crop(f"{a}-{b}", top - TOPS[a], top - BOTTOMS[b]) for a in TOPS for b in BOTTOMS if TOPS[a] - BOTTOMS[b] > 360]
        if self.name == "side":
            return out
        middle, right = self.view.width / 2, 1 if self.name == "back" else -1
        for side, way in (("right", right), ("left", -right)):
            leg = (middle, self.view.width) if way > 0 else (0, middle)
            out += [self._crop(f"thigh-{b}-{side}", top - TOPS["thigh"], top - BOTTOMS[b], *leg) for b in ("calf", "feet")]
            for name, (a, b, z, bottom) in HALVES.items():
                first, left = max(top - z, 0), middle + (a if way > 0 else -b)
                box = [left, first, b - a, top - BOTTOMS[bottom] - first]
                out.append({"id": f"{name}-{side}", "box": [round(v) for v in box], "framed": True})
        for name, (half, z, bottom) in LOINS.items():
            box = [middle - half, top - z, 2 * half, z - BOTTOMS[bottom]]
            out.append({"id": name, "box": [round(v) for v in box]})
        return out

    def _crop(self, name: str, first: float, last: float, left: float = 0, right: float = 1e4, air: float = 12) -> dict:
        first, last = max(first, 0), min(last, self.view.height)
        rows, cols = np.nonzero(self.mask)
        x, y = (cols + 0.5) * self.k - MARGIN, (rows + 0.5) * self.k - MARGIN
        x = x[(y > first) & (y < last) & (x > left) & (x < right)]
        a, b = max(x.min() - air, 0), min(x.max() + air, self.view.width)
        return {"id": name, "box": [round(a), round(first), round(b - a), round(last - first)]}

    def record(self) -> dict:
        v = self.view
        return {
            "figure": self.name,
            "view_box": [0, 0, v.width, v.height],
            "camera": {"look": v.look, "up": v.up, "centre": v.centre, "width_mm": v.width, "height_mm": v.height},
            "crops": self.crops(),
            "spots": self.spots(),
        }


def written(record: dict) -> str:
    """JSON with one line for each crop and spot."""
    lists = {key: "[\n  " + ",\n  ".join(json.dumps(item) for item in record[key]) + "\n ]" for key in ("crops", "spots") if record[key]}
    parts = [f'"{key}": {lists.get(key) or json.dumps(value)}' for key, value in record.items()]
    return "{" + ",\n ".join(parts) + "}\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="Draw the body figures.")
    parser.add_argument("figures", nargs="*", metavar="FIGURE", help=", ".join(VIEWS))
    parser.add_argument("--anatomy", help="folder with another anatomy.npz")
    parser.add_argument("--out", type=Path, default=HERE.parent / "body")
    arguments = parser.parse_args()
    if not set(arguments.figures) <= set(VIEWS):
        parser.error(f"the figures are {', '.join(VIEWS)}")
    if arguments.anatomy:
        atlas.open(arguments.anatomy)
    arguments.out.mkdir(parents=True, exist_ok=True)
    refused = 0
    for name in arguments.figures or VIEWS:
        body = Body(name)
        body.draw()
        svg = body.svg()
        size = len(zlib.compress(svg.encode(), 9))
        print(f"{name:6s} {len(svg) / 1000:5.1f} kB, {size / 1000:4.1f} kB deflated")
        if size > MOST_BYTES:
            print(f"refused: {name} is over {MOST_BYTES} bytes deflated", file=sys.stderr)
            refused = 1
            continue
        (arguments.out / f"{name}.svg").write_text(svg)
        (arguments.out / f"{name}.json").write_text(written(body.record()))
    return refused


if __name__ == "__main__":
    raise SystemExit(main())
