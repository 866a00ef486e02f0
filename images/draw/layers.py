"""What is seen of each layer of a plate: from a view and the meshes to masks.

Enters: a `View` (see `views`): camera, muscles, bones, options.
Leaves: `Layers`: the plate's camera, the masks `skin` and `shown` (each layer's pixels) and the ray casts behind them.
Every layer keeps only what is seen of it, so that a theme without fills has no hidden lines.
"""

from __future__ import annotations

import re

import numpy as np
from additions import build, swollen
from atlas import atlas
from creases import with_toes
from fields import field
from masks import bones_at, drop_small, fill_small, soft
from raycast import FAR, Cam, Scene, unit
from scipy import ndimage as ndi
from skimage import morphology
from view import View

PRINT, PRINT_UPRIGHT = 70.0, 60.0  # mm of print width for which sizes are set
PIXELS = 1120  # buffer pixels across the view box
MARGIN = 6.0  # mm drawn beyond the view box, so that no stroke ends in the frame


class Layers:
    def __init__(self, view: View) -> None:
        build()
        self.view = view
        self.frame = Cam(view.look, view.up, view.centre, view.width, view.height, PIXELS / view.width)
        self.cam = self.frame.grown(MARGIN)
        self.ppm = self.cam.ppm
        self.u = view.width / (PRINT_UPRIGHT if view.upright else PRINT)  # mm of the body to a mm of print
        self.px = self.u * self.ppm  # buffer pixels to a mm of print
        self.k = 1 / self.ppm  # svg units (mm) per pixel
        self.skin_cast = self._cut(Scene([atlas.skin(view.drop)]).cast(self.cam), view.skin_far)
        self.skin = ndi.binary_opening(ndi.binary_fill_holes(self.skin_cast["id"] >= 0), iterations=2)
        if view.skin_close:  # even out dents of a loosely fitting skin
            mm, *corners = view.skin_close
            (r0, c0), (r1, c1) = self.pixels([corners[:2], corners[2:]])
            reach = int(mm * self.ppm)
            away = ndi.distance_transform_edt(~np.pad(self.skin, reach + 2)) > reach
            full = ndi.distance_transform_edt(~away)[reach + 2 : -reach - 2, reach + 2 : -reach - 2] > reach
            self.skin[r0:r1, c0:c1] |= full[r0:r1, c0:c1]
        if view.toes:
            self.skin = with_toes(self.skin, self.frame, self.ppm, MARGIN)
        self.second = np.zeros_like(self.skin)
        if view.second:
            behind = Scene([atlas.skin(set(range(5)) - set(view.second))]).cast(self.cam)["id"] >= 0
            self.second = drop_small(ndi.binary_fill_holes(behind) & ~self.skin, (10 * self.ppm) ** 2)
        self.inside = ndi.binary_erosion(self.skin, iterations=max(round(0.14 * self.px), 1))
        self.forced = np.zeros_like(self.skin)  # bone that shows by rule (`bone_wins`)
        self.shown: dict[str, np.ndarray] = {}
        self._layers()

    # ---- casting --------------------------------------------------------------------------------------------------------
    @staticmethod
    def _cut(cast: dict, far: float | None) -> dict:
        """Leave out what lies more than `far` mm behind the centre plane."""
        if far is not None:
            gone = cast["depth"] > FAR + far
            cast["id"][gone] = -1
            cast["depth"][gone] = np.nan
            for key in ("nv", "nx", "ny"):
                cast[key][gone] = 0
        return cast

    def _cast(self, names: list[str], fibres: bool = False, far: float | None = None) -> dict | None:
        if not names:
            return None
        extra = {}
        if fibres:
            extra["phi"] = np.concatenate([field(n, self._rule(n)) for n in names])
        return self._cut(Scene([atlas[n] for n in names]).cast(self.cam, extra), far)

    def _rule(self, name: str):
        for pattern, rule in self.view.fibres.items():
            if re.search(pattern, name):
                return rule
        return None

    def _behind(self, cast: dict, names: list[str], tol: float) -> np.ndarray:
        """Pixels of `cast` that lie more than `tol` mm behind one of the named parts."""
        if not names:
            return np.zeros(self.skin.shape, bool)
        front = Scene([atlas[n] for n in names]).cast(self.cam)
        return (front["id"] >= 0) & (front["depth"] < cast["depth"] - tol)

    def _mask(self, cast: dict, over: list[str], bones: list[str]) -> np.ndarray:
        v = self.view
        hidden = self._behind(cast, over, v.tol)
        for pattern, tol, *half in v.bone_wins:
            forced = self._behind(cast, bones_at(bones, pattern), tol)
            if half and isinstance(half[0], tuple):  # only so near a point
                point, near = half[0]
                rows, cols = np.indices(forced.shape)
                x, y = self.cam.project(np.asarray(point, float))
                forced &= np.hypot(cols - x, rows - y) < near * self.ppm
            elif half:  # only so far to either side of the midline
                column = self.cam.project([[-half[0], 0, 0], [half[0], 0, 0]])[:, 0].astype(int)
                forced[:, : column.min()] = forced[:, column.max() :] = False
                forced = drop_small(forced, (3.5 * self.ppm) ** 2)
            self.forced |= ndi.binary_opening(forced, iterations=2)
            hidden |= forced
        hidden = ndi.binary_opening(hidden & (cast["id"] >= 0), iterations=1)
        mask = (cast["id"] >= 0) & self.inside & ~hidden & ~self.forced
        return mask

    def _knobs(self, vertebrae: list[str], half: float = 8.0, near: float = 3.0) -> np.ndarray:
        """The knobs that a finger feels: an oval over the rearmost part of each vertebra near the midline, C7 the largest."""
        cast = self._cast(vertebrae)
        column = self.cam.project([[-half, 0, 0], [half, 0, 0]])[:, 0].astype(int)
        middle = np.zeros_like(self.skin)
        middle[:, column.min() : column.max()] = True
        rows, cols = np.indices(self.skin.shape)
        out = np.zeros_like(self.skin)
        for i, name in enumerate(vertebrae):
            own = (cast["id"] == i) & middle
            if own.sum() < 40:
                continue
            tip = np.argwhere(own & (cast["depth"] < cast["depth"][own].min() + near)).mean(0)
            size = 1.3 if name.startswith("seventh_c") or "lumbar" in name else 1.0
            a, b = 4.0 * size * self.ppm, 6.5 * size * self.ppm
            out |= ((cols - tip[1]) / a) ** 2 + ((rows - tip[0]) / b) ** 2 < 1
        return out

    def _tidy(self, mask: np.ndarray, close_mm: float, allowed: np.ndarray) -> np.ndarray:
        """Close slits narrower than close_mm and small holes, drop specks."""
        if close_mm:
            r = max(int(close_mm * self.ppm / 2), 1)
            grown = ndi.distance_transform_edt(~np.pad(mask, r + 2)) <= r
            closed = ndi.distance_transform_edt(grown)[r + 2 : -r - 2, r + 2 : -r - 2] > r
            mask = mask | (closed & allowed)
        mask = fill_small(mask, (1.6 * max(close_mm, 2) * self.ppm) ** 2) & self.inside & ~self.forced
        return drop_small(ndi.binary_opening(mask, iterations=2), (self.view.island * self.ppm) ** 2)

    # ---- layers ---------------------------------------------------------------------------------------------------------
    def _layers(self) -> None:
        v = self.view
        bones, context, veil, deep, target = (v.names(g) for g in ("bones", "context", "veil", "deep", "target"))
        for pattern, mm in v.swell.items():
            target = [swollen(n, mm) if re.search(pattern, n) else n for n in target]
        casts = {
            "bones": self._cast(bones, far=v.far),
            "context": self._cast(context + veil, fibres=bool(v.context_fibres)),
            "deep": self._cast(deep, fibres=True),
            "target": self._cast(target, fibres=True),
        }
        if v.knobs:
            self.forced |= self._knobs(bones_at(bones, v.knobs))
        empty = np.zeros(self.skin.shape, bool)
        m = dict.fromkeys(casts, empty)
        if casts["bones"]:
            m["bones"] = drop_small((casts["bones"]["id"] >= 0) & self.inside, (2 * self.ppm) ** 2) | self.forced & self.inside & bool(
                v.knobs
            )
        if casts["context"]:
            m["context"] = self._mask(casts["context"], bones, bones)
        if casts["deep"]:
            m["deep"] = self._mask(casts["deep"], bones + context, bones)
        m["target"] = self._mask(casts["target"], bones + context + ([] if v.deep_under else deep), bones)
        block = empty
        if context and casts["context"]:
            block = self._mask(self._cast(context), bones, bones) & ~m["target"]
        if v.cut_at:  # one four-sided muscle of several meshes: their hull, cut cleanly at the bone it hangs from
            stop = self._cast(bones_at(bones, v.cut_at))["id"] >= 0
            hull = morphology.convex_hull_image(drop_small(casts["target"]["id"] >= 0, (5 * self.ppm) ** 2))
            m["target"] = hull & ~ndi.binary_closing(stop, iterations=int(2 * self.ppm))
        m["target"] = self._tidy(m["target"], v.close_mm, ~block)
        if v.sink:  # the lower ends run on behind the first bone below them
            seen, stop = m["target"], ndi.binary_closing(self._cast(bones_at(bones, v.sink_behind))["id"] >= 0, iterations=3)
            for by in range(1, int(v.sink * self.ppm)):
                m["target"] = m["target"] | np.roll(seen, by, 0)
            m["target"] = m["target"] & self.inside & (seen | ~block) & ~np.logical_or.accumulate(stop, axis=0)
        if v.within:
            rows, cols = np.indices(self.skin.shape)
            middle = self.cam.project([[0, 0, 0]])[0, 0]
            reach = np.interp(rows / self.skin.shape[0], (0, 1), v.within) * self.ppm
            m["target"] &= np.abs(cols - middle) < reach
        if v.trim:
            m["target"][int(self.cam.project(np.asarray(v.trim, float))[1]) :] = False
        if v.soften:
            m["target"] = soft(m["target"], v.soften * self.ppm) & self.inside
        whole = m["target"]
        m["tendon"] = self._tendon(m, casts, target, context + veil)
        m["target"], m["context"] = m["target"] & ~m["tendon"], m["context"] & ~m["tendon"]
        if veil:  # the spot's muscle under a veil muscle is drawn as deep
            covered = self._behind(casts["target"], veil, 0) & m["target"]
            covered = drop_small(ndi.binary_opening(covered, iterations=2), (3 * self.ppm) ** 2)
            m["target"] = drop_small(m["target"] & ~covered, (3 * self.ppm) ** 2)
            m["deep"] = m["deep"] | (whole & ~m["target"] & ~m["tendon"])
        self.veil_cast = self._cast(veil)
        m["deep"] = self._tidy(m["deep"], v.close_mm, ~block) & ~m["target"]
        if m["deep"].any():  # no slit between the two
            both = m["target"] | m["deep"]
            m["deep"] |= self._tidy(both, v.close_mm, ~block) & ~both
        above = m["target"] | m["deep"] | m["tendon"]
        if veil or casts["context"]:
            m["context"] = self._tidy(m["context"], v.close_context, self.inside) & ~self._under(above)
            if v.soften_context:
                m["context"] = soft(m["context"], v.soften_context * self.ppm) & self.inside & ~self._under(above)
            m["context"] = drop_small(m["context"], (self.view.island * self.ppm) ** 2)
            above = above | m["context"]
        if v.sinew:
            parts = [i for i, name in enumerate(context + veil) if re.search(v.sinew, name)]
            strap = m["context"] & np.isin(casts["context"]["id"], parts)
            m["tendon"] |= drop_small(soft(strap, 1.5 * self.ppm), (3 * self.ppm) ** 2)
            m["context"] = m["context"] & ~m["tendon"]
        m["deep"] = m["deep"] & ~self._under(m["target"])
        m["bones"] = drop_small(m["bones"] & ~self._under(above), (v.bone_island * self.ppm) ** 2)
        self.shown, self.casts, self.whole_target = m, casts, whole
        self.covered = m["tendon"] | m["bones"] | m["context"] | m["deep"] | m["target"]

    def _tendon(self, m: dict, casts: dict, target: list[str], context: list[str]) -> np.ndarray:
        """Where muscles have become tendon: past a point. The flesh ends as a tongue, later in its middle than at its edges."""
        out = np.zeros_like(self.skin)
        for (pattern, point, way), group in ((rule, g) for rule in self.view.tendon for g in ("target", "context")):
            cast, names = casts[group], target if group == "target" else context
            parts = [i for i, name in enumerate(names) if re.search(pattern, name)]
            if cast is None or not parts:
                continue
            seen = cast["id"] >= 0
            at = self.cam.rays() + np.where(seen, cast["depth"], FAR).reshape(-1, 1) * self.cam.look
            past = ((at - np.asarray(point, float)) @ unit(way)).reshape(self.skin.shape)
            # a pixel without a part of its own (a slit that was closed) goes with the nearest
            near = ndi.distance_transform_edt(~seen, return_distances=False, return_indices=True)
            past, owner = past[tuple(near)], cast["id"][tuple(near)]
            own = m[group] & np.isin(owner, parts)
            depth = ndi.distance_transform_edt(own) / self.ppm
            out |= soft(own & (past > 2.2 * np.minimum(depth, 14) - 30), 0.8 * self.ppm) & own
        return drop_small(out, (3 * self.ppm) ** 2) if out.any() else out

    @staticmethod
    def _under(mask: np.ndarray) -> np.ndarray:
        """What a layer hides of the one below it: its pixels less a rim, so that no gap shows between them."""
        return ndi.binary_erosion(mask, iterations=2)

    # ---- places ---------------------------------------------------------------------------------------------------------
    def place(self, points) -> np.ndarray:
        """World mm -> view box mm."""
        return self.frame.project_mm(points)

    def pixels(self, xy) -> np.ndarray:
        """View box mm -> buffer (row, col)."""
        q = (np.asarray(xy, float) + MARGIN) * self.ppm
        return q[..., ::-1].astype(int)
