"""A small technique drawing: posed meshes -> one ray cast -> regions with an outline, one tone of shade, few inner lines -> SVG.

Enters: a camera (`view`), parts, the size of the print in mm. Leaves: the text of an SVG to `docs/figures.md`, in mm of print.

A part is a dict. Needed: `V`, `F` (mesh), `name` (parts of one name are one region; it is the id of the group), `look` (key of LOOKS).
Parts are painted in the order of the list; where two regions meet, the later one draws the line, so that nothing shows through
where a theme has no fills.

| key | default | meaning |
|---|---|---|
| `labels` | none | a number per triangle; a line is drawn between different numbers of 0 or more (finger beside finger) |
| `rest`, `nails` | none | vertices at rest and the nails found there (`nails.find`) |
| `looks`, `fields` | none | regions in the part (clothes, a cord): fields n x m, looks m names; the first field > 0 counts |
| `jump` | 3 | depth step in mm that makes an inner line; 0: none |
| `bold` | no | inner lines as heavy as the outline |
| `shade` | 0.62 | light below which the shade starts; 0: none |
| `shade_min`, `island`, `line_min` | 0.5 0.2 0.5 | smallest shade, region (mm across) and inner line (mm) |
| `smooth`, `err` | 2 0.025 | smoothing of the outline, pixels; how far the curve may stray from it, mm |
| `convex` | no | the mesh is convex: painted whole behind what stands in front of it, which needs fewer nodes |
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
from arrows import arrow_path
from scipy import ndimage as ndi
from skimage import morphology

sys.path.append(str(Path(__file__).resolve().parent.parent))
from curve import number, path_closed, path_open, smooth_line
from ink import contours, depth_edges, trace_skel
from raycast import Cam, Scene

PX = 36  # buffer pixels to a mm of print
MARGIN = 1.0  # mm drawn beyond the view box, cut off by the reader
UNDER = 0.4  # mm that a region goes on under the one in front
LIGHT = (-0.3, 0.45, 0.84)  # right, up, towards the eye: from the upper left, as on the plates
HALF_EDGE = 0.15  # mm, half the outline


class Look(NamedTuple):
    """Roles of a region's fill, shade, outline and inner lines."""

    fill: str
    shade: str
    edge: str
    line: str


LOOKS = {
    "skin": Look("skin", "skin-shade", "hand-edge", "hand-line"),
    "tissue": Look("tissue", "tissue-shade", "prop-edge", "hand-line"),
    "body": Look("tissue", "tissue-shade", "hand-edge", "hand-line"),
    "cord": Look("cord", "", "target-edge", "target-edge"),
    "ball": Look("ball", "ball-shade", "prop-edge", "prop-edge"),
    "cloth": Look("cloth", "cloth-shade", "hand-edge", "hand-line"),
    "trousers": Look("cloth-shade", "", "hand-edge", "hand-line"),
    "hair": Look("hair", "hair-shade", "hand-edge", "hand-line"),
    "prop": Look("prop", "prop-shade", "prop-edge", "prop-edge"),
}


def view(target, azimuth: float, elevation: float, width: float, mm=(22, 18), up=(0, 0, 1)) -> Cam:
    """Camera that looks at `target`; azimuth (+x towards +y) and elevation of the eye in degrees; width in mm of the body."""
    a, e = np.deg2rad([azimuth, elevation])
    eye = np.array([np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)])
    return Cam(-eye, up, target, width, width * mm[1] / mm[0], PX * mm[0] / width)


class Pict:
    def __init__(self, camera: Cam, parts: list[dict], mm=(22, 18), **defaults) -> None:
        """defaults: any key of the table above, for all parts."""
        self.mm = mm
        self.camera = camera.grown(MARGIN * camera.w / mm[0])
        self.k = 1 / PX
        self.groups: list[tuple[str, list[str]]] = []
        self.contacts: list[np.ndarray] = []  # the places that are pressed, mm of the plates' body; none on a mere patch of skin
        self.parts = [{**defaults, **p} for p in parts]
        self._cast()
        names: dict[str, list[int]] = {}
        for i, p in enumerate(self.parts):
            names.setdefault(p["name"], []).append(i)
        shape = self.id.shape
        later, todo = np.zeros(shape, bool), []
        for name, ids in reversed(names.items()):
            visible = ndi.binary_opening(np.isin(self.id, ids), iterations=1)
            todo.append((name, ids, visible, later))
            later = later | visible
        for name, ids, visible, front in reversed(todo):
            if visible.sum() > 30:
                self._region(name, ids, visible, front)

    # ---------- buffers
    def _cast(self) -> None:
        cam, parts = self.camera, self.parts
        scene = Scene([(p["V"].astype(np.float32), p["F"].astype(np.int32)) for p in parts])
        origins = cam.rays().astype(np.float32)
        hit, face, weights, normal, depth, part = scene._run(origins, np.tile(cam.look.astype(np.float32), (len(origins), 1)))
        shape = (cam.H, cam.W)
        normal = normal * np.where(normal @ cam.look > 0, -1, 1)[:, None]
        light = LIGHT[0] * (normal @ cam.right) + LIGHT[1] * (normal @ cam.up) + LIGHT[2] * np.abs(normal @ cam.look)
        labels = np.concatenate([np.asarray(p.get("labels", np.full(len(p["F"]), -1))) for p in parts])
        self.id = part.reshape(shape)
        self.depth = depth.reshape(shape)
        self.light = np.where(hit, light, 0).reshape(shape)
        self.labels = np.where(hit, labels[face], -1).reshape(shape)
        facing = np.where(hit, np.abs(normal @ cam.look), 0).reshape(shape)

        def spread(values: np.ndarray) -> np.ndarray:
            return (values[scene.F[face]] * weights[..., None]).sum(1)

        self.nail = np.zeros(shape, bool)
        if any("nails" in p for p in parts):
            rest = np.vstack([p.get("rest", np.full(p["V"].shape, 1e4)) for p in parts])
            q = np.where(hit[:, None], spread(rest), 1e4).reshape((*shape, 3))
            shown = {id(nail): nail for p in parts for nail in p.get("nails", ())}
            for centre, along, out, across, half_length, half_width in shown.values():
                v = q - centre
                inside = np.abs(v @ along / half_length) ** 3 + np.abs(v @ across / half_width) ** 3 < 1
                self.nail |= inside & (v @ out > -4) & (facing > 0.22)  # edge on, a nail is no more than a smear
        self.field = np.zeros(shape, int)  # 0: the part's own look, n: looks[n - 1]
        for i, p in enumerate(parts):
            if "fields" in p:
                m = p["fields"].shape[1]
                values = np.vstack([p["fields"] if i == j else np.full((len(o["V"]), m), -1.0) for j, o in enumerate(parts)])
                seen = spread(values)
                which = np.select([seen[:, n] > 0 for n in range(m)], range(1, m + 1), 0)
                self.field = np.where(self.id == i, which.reshape(shape), self.field)
        if self.field.any():
            self.field = ndi.median_filter(self.field, size=5)

    # ---------- one region
    def _region(self, name: str, ids: list[int], visible: np.ndarray, front: np.ndarray) -> None:
        p = self.parts[ids[0]]
        look = LOOKS[p["look"]]
        under = visible | (ndi.binary_dilation(visible, iterations=int(UNDER * PX)) & front)
        if p.get("convex"):
            for i in ids:
                mine = ndi.binary_opening(self.id == i, iterations=2)
                under |= morphology.convex_hull_image(mine) if mine.any() else mine
        err = p.get("err", 0.025)
        outlines = contours(under, 1.2, (p.get("island", 0.2) * PX) ** 2, p.get("smooth", 2.0))
        covered = self._covered(outlines, front)
        whole = not any(c.any() for c in covered) and "looks" not in p and not p.get("no_edge")
        # where the line is drawn by itself it hides what the fill strays
        fill = "".join(self._closed(c, err if whole or err < 0.03 else 2 * err) for c in outlines)
        self._add(name, f"{look.fill} {look.edge}" if whole else look.fill, fill)
        inside = ndi.binary_erosion(visible, iterations=int(HALF_EDGE * PX))
        dark = self._dark(p, visible) & inside
        self._shade(name, look, p, dark)
        for n, other in enumerate(p.get("looks", ()), 1):
            self._subregion(name, n, LOOKS[other], p, (self.field == n) & visible, dark, ~visible & under)
        if not whole and not p.get("no_edge"):
            self._add(name, look.edge, "".join(self._open_runs(c, hidden, err) for c, hidden in zip(outlines, covered, strict=True)))
        self._add(name, look.edge if p.get("bold") else look.line, self._inner_lines(p, ids, visible))
        nails = self.nail & visible
        if nails.any() and p.get("draw_nails", True):
            found, count = ndi.label(nails)
            shapes = [found == n for n in range(1, count + 1)]
            d = "".join(self._regions(s, 0.02, 1.2, 20, 2) for s in shapes if s.sum() > (p.get("nail_min", 0.4) * PX) ** 2)
            self._add(name, "nail nail-edge", d)

    def _dark(self, p: dict, visible: np.ndarray) -> np.ndarray:
        sigma = p.get("shade_sigma", 0.2) * PX
        weight = ndi.gaussian_filter(visible.astype(float), sigma)
        light = ndi.gaussian_filter(np.where(visible, self.light, 0), sigma) / np.maximum(weight, 1e-3)
        return visible & (light < p.get("shade", 0.62))

    def _shade(self, name: str, look: Look, p: dict, dark: np.ndarray) -> None:
        if look.shade and p.get("shade", 0.62):
            self._add(
                name,
                look.shade,
                self._regions(dark, max(0.06, 2 * p.get("err", 0)), 2, (p.get("shade_min", 0.5) * PX) ** 2, 2 + p.get("smooth", 2.0)),
            )

    def _subregion(self, name: str, n: int, look: Look, p: dict, mask: np.ndarray, dark: np.ndarray, hidden: np.ndarray) -> None:
        if mask.sum() < 30:
            return
        grown = mask | (ndi.binary_dilation(mask, iterations=int(UNDER * PX)) & hidden)
        self._add(name, look.fill, self._regions(grown, max(0.03, p.get("err", 0)), 1.5, (0.3 * PX) ** 2, 2.5))
        self._shade(name, look, p, dark & mask)
        edge = np.zeros(mask.shape, bool)
        for axis in (0, 1):
            other, same = np.roll(self.field, -1, axis), np.roll(self.id, -1, axis) == self.id
            edge |= (self.field != other) & (np.maximum(self.field, other) == n) & (mask | np.roll(mask, -1, axis)) & (self.id >= 0) & same
        if jump := p.get("jump", 3.0):  # drawn with the inner lines
            edge &= ~ndi.binary_dilation(depth_edges(np.where(self.id >= 0, self.depth, np.nan), jump), iterations=3)
        self._add(name, look.line, self._lines(edge, p, self.id >= 0))

    def _inner_lines(self, p: dict, ids: list[int], visible: np.ndarray) -> str:
        edge = np.zeros(visible.shape, bool)
        ident = np.where(visible, self.id, -1)
        for axis in (0, 1):
            other = np.roll(self.labels, -1, axis)
            edge |= (self.labels != other) & (self.labels >= 0) & (other >= 0) & visible & np.roll(visible, -1, axis)
            if len(ids) > 1 and not p.get("no_border"):
                other = np.roll(ident, -1, axis)
                edge |= (ident != other) & (ident >= 0) & (other >= 0)
        if jump := p.get("jump", 3.0):
            edge |= depth_edges(np.where(visible, self.depth, np.nan), jump)
        return self._lines(edge & ndi.binary_erosion(visible, iterations=4), p, visible)

    def _lines(self, edge: np.ndarray, p: dict, visible: np.ndarray) -> str:
        rim = ~ndi.binary_erosion(visible, iterations=int(0.34 * PX), border_value=1)
        thin = morphology.skeletonize(ndi.binary_closing(ndi.binary_dilation(edge), iterations=1))
        lines = [self._off_rim(line, rim) for line in trace_skel(thin)]
        lines = [smooth_line(line[:, ::-1], 2.2) + 0.5 for line in lines if len(line) > p.get("line_min", 0.5) * PX]
        return "".join(self._open(line, max(0.03, p.get("err", 0))) for line in lines)

    @staticmethod
    def _off_rim(line: np.ndarray, rim: np.ndarray) -> np.ndarray:
        """A line (row, column) without the ends that run along the rim; empty if most of it does."""
        near = rim[line[:, 0].astype(int), line[:, 1].astype(int)]
        if near.mean() > 0.6:
            return line[:0]
        free, spare = np.flatnonzero(~near), int(0.25 * PX)
        return line[max(free[0] - spare, 0) : free[-1] + 1 + spare]

    # ---------- pixels -> path data in mm of print
    def _mm(self, pixels: np.ndarray) -> np.ndarray:
        return pixels * self.k - MARGIN

    def _closed(self, pixels: np.ndarray, err: float) -> str:
        return path_closed(self._mm(pixels), err, 2)

    def _open(self, pixels: np.ndarray, err: float) -> str:
        return path_open(self._mm(pixels), err, 2) if len(pixels) > 3 else ""

    def _regions(self, mask: np.ndarray, err: float, sig: float, min_area: float, smooth: float) -> str:
        return "".join(self._closed(c, err) for c in contours(mask, sig, min_area, smooth))

    def _covered(self, outlines: list[np.ndarray], front: np.ndarray) -> list[np.ndarray]:
        """For each outline: which points lie under the regions in front."""
        core = ndi.binary_erosion(front, iterations=3)
        h, w = core.shape
        return [core[np.clip(c[:, 1].astype(int), 0, h - 1), np.clip(c[:, 0].astype(int), 0, w - 1)] for c in outlines]

    def _open_runs(self, outline: np.ndarray, hidden: np.ndarray, err: float) -> str:
        """The outline without what lies under the regions in front or along the rim of the buffer."""
        h, w = self.id.shape
        x, y = outline.T
        drop = hidden | (x < 3) | (y < 3) | (x > w - 4) | (y > h - 4)
        if not drop.any():
            return self._closed(outline, err)
        first = int(np.argmax(drop))
        order = np.roll(np.arange(len(outline)), -first)
        runs = np.split(order, np.flatnonzero(np.diff(drop[order].astype(int))) + 1)
        return "".join(self._open(outline[run], err) for run in runs if not drop[run[0]] and len(run) > 0.2 * PX)

    def _add(self, group: str, roles: str, d: str, first: bool = False) -> None:
        if not d:
            return
        path = f'<path class="{roles}" d="{d}"/>'
        if first:
            self.groups.insert(0, (group, [path]))
        elif self.groups and self.groups[-1][0] == group:
            self.groups[-1][1].append(path)
        else:
            self.groups.append((group, [path]))

    # ---------- what is added by hand, in mm of print
    def point(self, P) -> np.ndarray:
        """World mm -> mm of print."""
        return self._mm(self.camera.project(P))

    def rect(
        self, x0: float, y0: float, x1: float, y1: float, look: str = "prop", edge: bool = True, first: bool = True, group: str = "prop"
    ) -> None:
        d = f"M{number(x0, 2)} {number(y0, 2)}H{number(x1, 2)}V{number(y1, 2)}H{number(x0, 2)}Z"
        self._add(group, LOOKS[look].fill + (" " + LOOKS[look].edge if edge else ""), d, first)

    def wall(self, x: float, group: str = "prop") -> None:
        """A wall to the right of x (mm of print): pale band, edge, hatching."""
        w, h = self.mm
        y = np.arange(-1 + 1.6, h + 3, 1.6)
        hatch = "".join(f"M{number(x, 2)} {number(v, 2)}l1.4-1.4" for v in y)
        paths = [("prop", f"M{number(x, 2)}-1H{w + 1}V{h + 1}H{number(x, 2)}Z"), ("prop-edge", hatch + f"M{number(x, 2)}-1V{h + 1}")]
        self.groups.insert(0, (group, [f'<path class="{role}" d="{d}"/>' for role, d in paths]))

    def arrow(self, start, end, width: float = 0.9, head: float = 2.2, both: bool = False, bend: float = 0.0) -> None:
        """From start to end in mm of print; bend: how far the middle bulges to the left of the way; both: a head at either end."""
        self._add("arrow", "arrow", arrow_path(start, end, width, head, both, bend))

    def svg(self) -> str:
        w, h = self.mm
        seen: dict[str, int] = {}
        out = ""
        for name, paths in self.groups:
            seen[name] = seen.get(name, 0) + 1
            ident = name if seen[name] == 1 else f"{name}-{seen[name]}"
            out += f'<g id="{ident}">' + "".join(paths) + "</g>"
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}">{out}</svg>\n'
