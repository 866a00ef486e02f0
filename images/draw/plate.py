"""One plate: from the layers of a view to the paths of an SVG.

Enters: a `View`, whose layers `Layers` works out. Leaves: `Plate.svg()`.
Rules of the drawing: one path is both fill and outline; light comes from the upper left; sizes of lines and smoothing are in
millimetres of print at 70 mm width.
"""

from __future__ import annotations

import re

import numpy as np
from ink import depth_edges, even, ink, path_open, regions, smooth_line, streamlines, stroke, trace_skel, valleys
from layers import MARGIN, Layers
from masks import drop_small, fill_small, shift, soft
from scipy import ndimage as ndi
from skimage import morphology
from view import View

GROUPS = ("skin", "bones", "context", "deep", "target", "fibres", "lines")
LIGHT = (0.30, 0.38, 0.87)  # towards the light: left, up, towards the eye


class Plate(Layers):
    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.groups: dict[str, list[str]] = {g: [] for g in GROUPS}

    def _add(self, group: str, role: str, d: str) -> None:
        if d:
            self.groups[group].append(f'<path class="{role}" d="{d}"/>')

    def _light(self, cast: dict, mask: np.ndarray, sig: float) -> np.ndarray:
        a, b, c = LIGHT
        value = a * -cast["nx"] + b * cast["ny"] + c * cast["nv"]
        known = mask & (cast["id"] >= 0)
        w = ndi.gaussian_filter(known.astype(float), sig)
        return ndi.gaussian_filter(np.where(known, value, 0), sig) / np.maximum(w, 1e-3)

    def _region(self, mask: np.ndarray, err: float = 0.05, sig: float = 1.4, smooth: float = 2.2, speck: float = 0.5) -> str:
        """err in mm of print; patches under speck x speck mm of print are left out."""
        return regions(mask, self.k, sig=sig, err=err * self.u, min_area=(speck * self.px) ** 2, smooth=smooth)

    def _shade(self, cast: dict, mask: np.ndarray, level: float, blur: float, speck: float = 1.0, rim: float = 0.06) -> str:
        """Where light falls below `level`, `rim` mm of print clear of the outline, so that its weight is the same all round."""
        clear = max(round(rim * self.px), 1)
        dark = ndi.binary_erosion(mask, iterations=clear) & (self._light(cast, mask, blur * self.px) < level)
        if rim < 0.05:  # no islands of light on the skin
            dark |= fill_small(dark, (7 * self.px) ** 2) & mask
        return self._region(ndi.binary_opening(dark, iterations=2), err=0.1, sig=2.5, smooth=4, speck=speck)

    def draw(self) -> None:
        v = self.view
        if self.second.any():
            self._add("skin", "skin context-edge", self._region(self.second, err=0.05, sig=2, smooth=6))
        self._add("skin", "skin skin-edge", self._region(self.skin, err=0.05, sig=2, smooth=6))
        self._add("skin", "skin-shade", self._shade(self.skin_cast, self.inside, v.skin_level, v.skin_blur, speck=2.5, rim=0.01))
        for group, tag, level in (
            ("bones", "bone", v.bone_level),
            ("context", "context", v.context_level),
            ("deep", "deep", v.context_level),
            ("target", "target", v.target_level),
        ):
            mask, cast = self.shown[group], self.casts[group]
            if not mask.any():
                continue
            if group == "deep" and cast is None:
                cast = self.casts["target"]
            self._add(group, f"{tag} {tag}-edge", self._region(mask, err=0.06 if tag == "bone" else 0.05))
            if group == "context" and v.floor:  # the muscles behind the others, a tone darker
                behind = [i for i, n in enumerate(v.names("context") + v.names("veil")) if re.search(v.floor, n)]
                floor = ndi.binary_opening(mask & np.isin(cast["id"], behind), iterations=3)
                self._add(group, "context-shade", self._region(drop_small(floor, (3 * self.ppm) ** 2)))
            if level:
                blur = v.bone_blur if tag == "bone" else v.muscle_blur
                self._add(
                    group,
                    f"{tag}-shade",
                    self._shade(
                        cast, mask, level, blur, speck={"bone": 1.4, "target": 2.2}.get(tag, 1.8), rim=0.09 if tag == "target" else 0.06
                    ),
                )
            self._inner_lines(group, tag, cast, mask)
        self._add("context", "bone-shade context-edge", self._region(self.shown["tendon"]))
        self._fibres()
        self._veil_lines()
        self._skin_lines()

    def _inner_lines(self, group: str, tag: str, cast: dict, mask: np.ndarray) -> None:
        """Borders between parts and depth steps."""
        v = self.view
        if tag == "deep":
            return
        ids = np.where(mask, cast["id"], -1)
        edge = np.zeros_like(mask)
        if not (v.merge and tag == "target"):
            for axis in (0, 1):
                other = np.roll(ids, -1, axis)
                edge |= (ids != other) & (ids >= 0) & (other >= 0)
        step = v.bone_step if tag == "bone" else v.muscle_step
        if step:
            steps = depth_edges(np.where(ids >= 0, cast["depth"], np.nan), step)
            if tag == "bone" and v.no_steps:
                steps &= ~np.isin(ids, [i for i, n in enumerate(v.names("bones")) if re.search(v.no_steps, n)])
            edge |= steps
        edge &= ndi.binary_erosion(mask, iterations=int(0.25 * self.px))
        shortest = v.line_mm * self.px
        d = ""
        for line in trace_skel(morphology.skeletonize(ndi.binary_closing(ndi.binary_dilation(edge), iterations=1))):
            if len(line) < shortest * {"target": 1.6, "bone": v.bone_line_mm}.get(tag, 1):
                continue
            q = smooth_line(line[:, ::-1], 3) + 0.5
            if tag == "target":
                d += ink(q, 0.26 * self.u, self.k, err=0.06 * self.u, taper=0.3)
            else:
                d += stroke(q, self.k, 0.08 * self.u)
        role = {"bone": "bone-line", "target": "muscle-ink", "context": "context-line"}[tag]
        self._add("lines" if tag == "target" else group, role, d)

    def _fibre_paths(self, group: str, spacing: float) -> str:
        """spacing in mm of print"""
        cast, mask, out = self.casts[group], self.shown[group], ""
        if cast is None:
            cast = self.casts["target"]
        numbers = [i for i in np.unique(cast["id"][mask]) if i >= 0]
        if group == "context" and self.view.fibred:
            names = self.view.names("context") + self.view.names("veil")
            numbers = [i for i in numbers if re.search(self.view.fibred, names[i])]
        for i in numbers:
            part = ndi.binary_opening(mask & (cast["id"] == i), iterations=1)
            if part.sum() < (1.2 * self.px) ** 2:
                continue
            part = ndi.binary_erosion(part, iterations=max(int(0.15 * self.px), 1))
            sep = spacing * self.px
            for line in streamlines(
                np.nan_to_num(cast["phi"]), part, sep, minlen=sep * 4, seed=int(i), sig=0.25 * self.px, osig=self.view.swirl * self.px
            ):
                q = ndi.gaussian_filter1d(line, 4, axis=0, mode="nearest") + 0.5
                out += stroke(q, self.k, 0.09 * self.u)
        return out

    def _fibres(self) -> None:
        v = self.view
        if self.shown["context"].any() and v.context_fibres:
            self._add("fibres", "context-fibre", self._fibre_paths("context", v.context_fibres))
        d = self._fibre_paths("deep", v.fibre_gap * 1.7) if self.shown["deep"].any() and v.deep_fibres else ""
        self._add("fibres", "fibre", d + self._fibre_paths("target", v.fibre_gap))

    def _veil_lines(self) -> None:
        """Outline of the muscles that lie over the spot's muscle, where they cross it."""
        if self.veil_cast is None:
            return
        mask = ndi.binary_opening((self.veil_cast["id"] >= 0) & self.inside, iterations=2)
        rim = mask & ~ndi.binary_erosion(mask, iterations=1)
        rim &= ndi.binary_dilation(self.shown["target"] | self.shown["deep"], iterations=3)
        d = ""
        for line in trace_skel(morphology.skeletonize(rim)):
            if len(line) > 0.8 * self.px:
                d += stroke(smooth_line(line[:, ::-1], 3) + 0.5, self.k, 0.06 * self.u)
        self._add("lines", "deep-edge", d)

    def _pieces(self, line: np.ndarray, ok: np.ndarray, shortest: float) -> list[np.ndarray]:
        """The parts of a polyline (row, col) that run over allowed pixels."""
        at = line.astype(int)
        good = ok[at[:, 0], at[:, 1]]
        cuts = np.flatnonzero(np.diff(np.r_[0, good.astype(int), 0]))
        return [line[a:b] for a, b in zip(cuts[::2], cuts[1::2], strict=True) if b - a > shortest]

    def _whole(self, pieces: list[np.ndarray], rim: float = 3.0, short: float = 7.0) -> list[np.ndarray]:
        """Without the short lines that run out of the frame (mm of print): they would look like dirt at its edge."""
        edge = MARGIN * self.ppm + rim * self.px
        low, high = np.array([edge, edge]), np.array(self.skin.shape) - edge
        return [p for p in pieces if len(p) > short * self.px or (np.all(p > low) and np.all(p < high))]

    def _skin_lines(self) -> None:
        """Depth steps of the skin and its faint valleys, only over bare skin."""
        v = self.view
        if v.ear:
            self._ear_lines()
        bare = ndi.binary_erosion(self.skin, iterations=max(int(0.35 * self.px), 3)) & ~ndi.binary_dilation(
            self.covered, iterations=max(int(0.12 * self.px), 1)
        )
        d = ""
        steps = depth_edges(self.skin_cast["depth"], v.skin_step)
        for line in trace_skel(morphology.skeletonize(ndi.binary_dilation(steps & self.skin))):
            for piece in self._whole(self._pieces(line, bare, 2.4 * self.px)):
                d += ink(smooth_line(piece[:, ::-1], 3) + 0.5, 0.30 * self.u, self.k, err=0.06 * self.u, taper=0.3)
        if v.skin_valleys:
            taken = ndi.binary_dilation(steps, iterations=int(0.6 * self.px))
            lines, strength = valleys(self.skin_cast["nv"], self.skin, v.valley_mm * self.ppm, *v.skin_valleys, min_len=3.0 * self.px)
            for line in lines:
                for piece in self._whole(self._pieces(line, bare & ~taken, 3.0 * self.px)):
                    at = piece.astype(int)
                    w = np.clip(ndi.gaussian_filter1d(strength[at[:, 0], at[:, 1]], 5) / v.skin_valleys[1], 0.4, 1.2)
                    q = ndi.gaussian_filter1d(piece[:, ::-1], 5, axis=0, mode="nearest") + 0.5
                    d += ink(q, 0.18 * self.u, self.k, err=0.06 * self.u, taper=0.4, wfun=w)
        self._add("lines", "ink", d)

    def _ear_lines(self) -> None:
        """The ear of the skin, drawn over the skull: where the skin stands out from an evened head, and the folds inside."""
        x, y, wide, tall = self.view.ear
        box = np.zeros_like(self.skin)
        (r0, c0), (r1, c1) = self.pixels([x, y]), self.pixels([x + wide, y + tall])
        box[r0:r1, c0:c1] = True
        depth = np.where(self.skin, self.skin_cast["depth"], np.nan)
        depth = np.where(np.isnan(depth), np.nanmax(depth), depth)
        small = depth[::4, ::4]
        head = np.kron(ndi.median_filter(small, size=int(42 * self.ppm / 4)), np.ones((4, 4)))[: depth.shape[0], : depth.shape[1]]
        ear = drop_small(box & (head - depth > 2.5), (12 * self.ppm) ** 2)
        ear = soft(ndi.binary_fill_holes(ear), 1.2 * self.ppm)
        d = self._region(ear, err=0.06, smooth=5)
        folds, _ = valleys(self.skin_cast["nv"], self.skin, 1.2 * self.ppm, 0.02, 0.06, min_len=2 * self.px)
        core = ndi.binary_erosion(ear, iterations=int(2.5 * self.ppm))
        for line in folds:
            for piece in self._pieces(line, core, 2.2 * self.px):
                d += stroke(smooth_line(piece[:, ::-1], 4) + 0.5, self.k, 0.06 * self.u)
        self._add("lines", "skin-line", d)

    def crease(self, points) -> None:
        """A fold of the skin (mm, 3D), where nothing covers it."""
        p = even(self.cam.project(np.asarray(points, float)), 80)
        ok = (self.inside | self.second) & ~ndi.binary_dilation(self.covered, iterations=max(int(0.2 * self.px), 1))
        inside = np.all((p > 0) & (p < np.array(ok.shape[::-1]) - 1), axis=1)
        for piece in self._pieces(p[inside][:, ::-1], ok, 5):
            self._add("lines", "skin-line", path_open(piece[:, ::-1] * self.k, 0.06 * self.u))

    # ---- strokes given in mm, for hand-made additions --------------------------------------------------------------------
    def line(self, group: str, role: str, points, only: str = "") -> None:
        """A polyline of the body (mm, 3D) as a stroked curve, kept to the pixels of the layer `only` if given."""
        p = even(self.cam.project(np.asarray(points, float)), 60)
        pieces = [p[:, ::-1]]
        if only:
            mask = ndi.binary_erosion(self.shown[only], iterations=int(0.4 * self.px))
            inside = np.all((p > 0) & (p < np.array(mask.shape[::-1]) - 1), axis=1)
            pieces = self._pieces(p[inside][:, ::-1], mask, 8)
        for piece in pieces:
            self._add(group, role, path_open(piece[:, ::-1] * self.k, 0.06 * self.u))

    # ---- output -----------------------------------------------------------------------------------------------------------
    def svg(self) -> str:
        w, h = f"{self.view.width:g}", f"{self.view.height:g}"
        body = "".join(f'<g id="{g}">' + shift("".join(p), MARGIN) + "</g>\n" for g, p in self.groups.items() if p)
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}">\n<title>{self.view.title}</title>\n{body}</svg>\n'
