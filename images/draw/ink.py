"""From images to lines: tracing regions and skeletons, tapered ink strokes, feature lines (depth steps, valleys), fibre lines.

Enters: the buffers of `raycast.Scene.cast` and boolean masks (pixels). Leaves: polylines in pixels or SVG path data.
Knows nothing of anatomy. The curve fitting of `curve` is re-exported, so `from ink import ...` is enough.
"""

from __future__ import annotations

import numpy as np
from curve import Pen, _unit, even, fit, number, path_closed, path_open, smooth_line, stroke  # noqa: F401
from scipy import ndimage as ndi
from scipy.sparse import coo_matrix, diags
from scipy.sparse.linalg import spsolve
from scipy.spatial import cKDTree
from skimage import filters, measure, morphology


# ---------- regions and skeletons ----------------------------------------------------------------------------------------
def contours(mask: np.ndarray, sig: float = 1.5, min_area: float = 30, smooth: float = 2.0) -> list[np.ndarray]:
    """Closed outlines (x, y in pixels) of a mask, holes included."""
    m = np.pad(mask.astype(np.float32), 8, mode="edge")
    m = np.pad(m, 2)  # keeps outlines closed at the border
    g = ndi.gaussian_filter(m, sig)
    out = []
    for c in measure.find_contours(g, 0.5):
        if len(c) < 8:
            continue
        area = 0.5 * abs(np.dot(c[:-1, 0], c[1:, 1]) - np.dot(c[1:, 0], c[:-1, 1]))
        if area < min_area:
            continue
        out.append(smooth_line(c[:, ::-1] - 10 + 0.5, smooth, closed=np.allclose(c[0], c[-1])))
    return out


def regions(
    mask: np.ndarray, k: float, sig: float = 1.5, err: float = 0.12, min_area: float = 30, smooth: float = 2.0, decimals: int = 1
) -> str:
    """Mask -> closed Bezier path data (even-odd); k = svg units per pixel."""
    return "".join(path_closed(p * k, err, decimals) for p in contours(mask, sig, min_area, smooth))


def trace_skel(skeleton: np.ndarray) -> list[np.ndarray]:
    """Skeleton -> pixel polylines (row, col), joined where they go on straight."""
    skeleton = skeleton.copy()
    neighbours = ndi.convolve(skeleton.astype(int), np.ones((3, 3), int), mode="constant") - 1
    junction = skeleton & (neighbours > 2)
    cut = skeleton & ~ndi.binary_dilation(junction, np.ones((3, 3)))
    labels, _ = ndi.label(cut, np.ones((3, 3)))
    out = []
    around = ((0, 1), (1, 0), (0, -1), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1))
    for i, box in enumerate(ndi.find_objects(labels)):
        points = np.argwhere(labels[box] == i + 1) + np.array([box[0].start, box[1].start])
        if len(points) < 4:
            continue
        left = dict.fromkeys(map(tuple, points))  # a dict keeps the order: the drawing must come out the same each time

        def near(q, left=left):
            return [(q[0] + a, q[1] + b) for a, b in around if (q[0] + a, q[1] + b) in left]

        ends = [q for q in left if len(near(q)) == 1]
        q = ends[0] if ends else next(iter(left))
        line = [q]
        del left[q]
        while found := near(q):
            q = found[0]
            line.append(q)
            del left[q]
        out.append(np.array(line, float))
    return join(out)


def join(lines: list[np.ndarray], gap: float = 6, ang: float = 0.6) -> list[np.ndarray]:
    """Join polylines whose ends meet nearly straight, best pairs first."""
    lines = [line for line in lines if len(line) >= 3]
    changed = True
    while changed and len(lines) > 1:
        changed = False
        ends = np.array([[line[0], line[-1]] for line in lines]).reshape(-1, 2)

        def tangent(i: int, lines: list = lines) -> np.ndarray:
            line = lines[i // 2]
            k = min(8, len(line) - 1)
            return _unit(line[0] - line[k]) if i % 2 == 0 else _unit(line[-1] - line[-1 - k])

        pairs = []
        for i, j in sorted(cKDTree(ends).query_pairs(gap)):
            straight = -np.dot(tangent(i), tangent(j)) if i // 2 != j // 2 else 0
            if straight > ang:
                pairs.append((np.linalg.norm(ends[j] - ends[i]) - 4 * straight, i, j))
        used: set[int] = set()
        new = []
        for _, i, j in sorted(pairs):
            a, b = i // 2, j // 2
            if a in used or b in used:
                continue
            first = lines[a] if i % 2 == 1 else lines[a][::-1]
            second = lines[b] if j % 2 == 0 else lines[b][::-1]
            new.append(np.vstack([first, second]))
            used |= {a, b}
            changed = True
        lines = [line for n, line in enumerate(lines) if n not in used] + new
    return lines


def ink(
    p: np.ndarray, w: float, k: float, err: float = 0.15, taper: float = 0.35, wfun: np.ndarray | None = None, decimals: int = 1
) -> str:
    """Tapered filled stroke from a pixel polyline (x, y); w = width in svg units, wfun = factor per point."""
    p = p * k
    d = np.r_[0, np.cumsum(np.linalg.norm(np.diff(p, axis=0), axis=1))]
    if d[-1] < w:
        return ""
    t = d / d[-1]
    width = np.clip(np.minimum(t, 1 - t) / taper, 0, 1) ** 0.7 * w
    if wfun is not None:
        width = width * wfun
    width = np.maximum(width, 0.12 * w)
    T = np.gradient(p, axis=0)
    T /= np.maximum(np.linalg.norm(T, axis=1, keepdims=True), 1e-9)
    N = np.stack([-T[:, 1], T[:, 0]], 1)
    a = p + N * width[:, None] / 2
    b = (p - N * width[:, None] / 2)[::-1]
    pen = Pen(decimals)
    pen.M(a[0])
    for c in fit(a, err):
        pen.C(c)
    pen.L(b[0])
    for c in fit(b, err):
        pen.C(c)
    return pen.str() + "Z"


# ---------- feature lines ------------------------------------------------------------------------------------------------
def depth_edges(depth: np.ndarray, jump: float) -> np.ndarray:
    """Near-side pixels of depth steps beyond `jump` mm, the slope on either side taken off."""
    d = np.where(np.isnan(depth), 1e5, depth)
    edge = np.zeros(d.shape, bool)
    for axis in (0, 1):
        forward = np.roll(d, -1, axis) - d
        backward = d - np.roll(d, 1, axis)
        slope = np.minimum(np.abs(backward), np.abs(np.roll(forward, -1, axis)))
        step = np.abs(forward) - 2 * slope
        edge |= (step > jump) & (forward > 0) & (np.roll(d, -1, axis) < 9e4)
        edge |= np.roll((step > jump) & (forward < 0) & (d < 9e4), 1, axis)
    edge[0] = edge[-1] = False
    edge[:, 0] = edge[:, -1] = False
    return edge


def valleys(nv: np.ndarray, mask: np.ndarray, sig: float, lo: float, hi: float, min_len: float) -> tuple[list[np.ndarray], np.ndarray]:
    """Valley lines of normal.view (image-space suggestive contours); returns polylines (row, col) and the strength image."""
    w = ndi.gaussian_filter(mask.astype(float), sig)
    g = ndi.gaussian_filter(np.where(mask, nv, 0), sig) / np.maximum(w, 1e-3)
    gy, gx = np.gradient(g)
    gyy, _ = np.gradient(gy)
    gxy, gxx = np.gradient(gx)
    mean = (gxx + gyy) / 2
    spread = np.sqrt(((gxx - gyy) / 2) ** 2 + gxy**2)
    angle = 0.5 * np.arctan2(2 * gxy, gxx - gyy)
    c, s = np.cos(angle), np.sin(angle)
    strength = (mean + spread) * sig * sig
    yy, xx = np.mgrid[: g.shape[0], : g.shape[1]]
    a = ndi.map_coordinates(g, [yy + s, xx + c], order=1, mode="nearest")
    b = ndi.map_coordinates(g, [yy - s, xx - c], order=1, mode="nearest")
    inner = ndi.binary_erosion(mask, iterations=max(int(sig * 1.5), 2))
    valley = (g <= a) & (g <= b) & inner
    h = filters.apply_hysteresis_threshold(np.where(valley, strength, 0), lo, hi)
    sk = morphology.skeletonize(ndi.binary_closing(np.pad(h, 3), np.ones((3, 3)))[3:-3, 3:-3])
    return [line for line in trace_skel(sk) if len(line) >= min_len], strength


# ---------- fibres -------------------------------------------------------------------------------------------------------
def fiedler(V: np.ndarray, F: np.ndarray) -> np.ndarray:
    """A smooth scalar per vertex that runs from one end of a strap-like or many-slipped muscle to the other: Laplace, held at
    the outer 6 % of its longest axis. Makes whirls on fans and broad sheets."""
    n = len(V)
    edges = np.vstack([F[:, [0, 1]], F[:, [1, 2]], F[:, [2, 0]]])
    _, nearest = cKDTree(V).query(V, k=min(7, n))
    edges = np.vstack([edges, np.stack([np.repeat(np.arange(n), nearest.shape[1] - 1), nearest[:, 1:].ravel()], 1)])
    w = 1 / np.maximum(np.linalg.norm(V[edges[:, 0]] - V[edges[:, 1]], axis=1), 0.3) ** 2
    both = (np.r_[edges[:, 0], edges[:, 1]], np.r_[edges[:, 1], edges[:, 0]])
    A = coo_matrix((np.r_[w, w], both), shape=(n, n)).tocsr()
    centred = V - V.mean(0)
    axis = np.linalg.svd(centred, full_matrices=False)[2][0]
    axis = axis * np.sign(axis[np.abs(axis).argmax()])
    along = centred @ axis
    along /= np.abs(along).max()
    laplace = diags(np.asarray(A.sum(1)).ravel()) - A
    lo, hi = along < np.quantile(along, 0.06), along > np.quantile(along, 0.94)
    M = diags(np.where(lo | hi, 1e3, 1e-6) * A.sum() / n)
    return spsolve((laplace + M).tocsc(), M @ np.where(lo, -1, np.where(hi, 1, along)))


def directions(phi: np.ndarray, mask: np.ndarray, sig: float, osig: float) -> tuple[np.ndarray, np.ndarray]:
    """Unit direction of the image gradient of phi inside the mask, smoothed as an orientation (osig pixels), sign kept."""
    w = ndi.gaussian_filter(mask.astype(float), sig)
    ph = ndi.gaussian_filter(np.where(mask, phi, 0), sig) / np.maximum(w, 1e-3)
    gy, gx = np.gradient(ph)
    core = ndi.binary_erosion(mask, iterations=3)
    n = np.maximum(np.hypot(gx, gy), 1e-9)
    gx, gy = np.where(core, gx / n, 0), np.where(core, gy / n, 0)
    a = ndi.gaussian_filter(gx * gx - gy * gy, osig)
    b = ndi.gaussian_filter(2 * gx * gy, osig)
    th = 0.5 * np.arctan2(b, a)
    cx, cy = np.cos(th), np.sin(th)
    sign = np.where(cx * ndi.gaussian_filter(gx, osig * 2) + cy * ndi.gaussian_filter(gy, osig * 2) < 0, -1, 1)
    return cx * sign, cy * sign


def streamlines(
    phi: np.ndarray,
    mask: np.ndarray,
    sep: float,
    step: float = 1.5,
    minlen: float = 10,
    seed: int = 0,
    sig: float = 2.5,
    maxlen: float = 1e9,
    osig: float = 8,
) -> list[np.ndarray]:
    """Evenly spaced lines (x, y pixels) along the gradient of phi inside the mask, `sep` pixels apart."""
    gx, gy = directions(phi, mask, sig, osig)
    inner = ndi.binary_erosion(mask, iterations=2)
    H, W = mask.shape
    grid: dict[tuple[int, int], list[tuple[float, float, int]]] = {}

    def near(x: float, y: float, r: float, own: int | None = None) -> bool:
        i, j = int(x // sep), int(y // sep)
        for a in (-1, 0, 1):
            for b in (-1, 0, 1):
                for px, py, o in grid.get((i + a, j + b), ()):
                    if o != own and (px - x) ** 2 + (py - y) ** 2 < r * r:
                        return True
        return False

    def follow(x: float, y: float, sign: int, own: int) -> list[tuple[float, float]]:
        part: list[tuple[float, float]] = []
        length = 0.0
        while length < maxlen and len(part) <= 3000:
            i, j = int(y), int(x)
            if not (0 <= i < H and 0 <= j < W) or not inner[i, j]:
                break
            i, j = int(y + gy[i, j] * sign * step / 2), int(x + gx[i, j] * sign * step / 2)
            if not (0 <= i < H and 0 <= j < W) or not inner[i, j]:
                break
            x, y = x + gx[i, j] * sign * step, y + gy[i, j] * sign * step
            if near(x, y, sep * 0.6, own):
                break
            part.append((x, y))
            length += step
        return part

    seeds = np.argwhere(inner)
    np.random.default_rng(seed).shuffle(seeds)
    out: list[np.ndarray] = []
    for y, x in seeds[: len(seeds) // max(int(sep), 1)]:
        if near(x, y, sep):
            continue
        k = len(out)
        line = [*follow(x, y, -1, k)[::-1], (float(x), float(y)), *follow(x, y, 1, k)]
        if len(line) * step < minlen:
            continue
        for px, py in line:
            grid.setdefault((int(px // sep), int(py // sep)), []).append((px, py, k))
        out.append(np.array(line))
    return out
