"""Orthographic camera, ray-cast buffers, and the skin as a surface to measure on (Embree through `embreex`).

Enters: meshes `(vertices, triangles)` in mm, a camera.
Leaves: images (NumPy arrays of the camera's size): part number, depth, normals and any scalar given per vertex; skin points.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from embreex import rtcore_scene as rtcs
from embreex.mesh_construction import TriangleMesh

FAR = 3000.0  # rays start this many mm in front of the camera's centre plane, so a depth of FAR is the centre plane


def unit(v: Iterable[float]) -> np.ndarray:
    v = np.asarray(v, float)
    return v / max(np.linalg.norm(v), 1e-12)


class Cam:
    """look: direction the camera looks along; centre in mm; width and height in mm; ppm: buffer pixels per mm."""

    def __init__(self, look, up, centre, width: float, height: float, ppm: float = 4) -> None:
        self.look = unit(look)
        self.right = unit(np.cross(self.look, np.asarray(up, float)))
        self.up = np.cross(self.right, self.look)
        self.c = np.asarray(centre, float)
        self.w, self.h, self.ppm = width, height, ppm
        self.W, self.H = round(width * ppm), round(height * ppm)

    def grown(self, margin: float) -> Cam:
        """The same camera with `margin` mm more on every side."""
        return Cam(self.look, self.up, self.c, self.w + 2 * margin, self.h + 2 * margin, self.ppm)

    def rays(self) -> np.ndarray:
        x = (np.arange(self.W) + 0.5) / self.ppm - self.w / 2
        y = self.h / 2 - (np.arange(self.H) + 0.5) / self.ppm
        X, Y = np.meshgrid(x, y)
        return self.c + X.reshape(-1, 1) * self.right + Y.reshape(-1, 1) * self.up - self.look * FAR

    def project(self, points) -> np.ndarray:
        """World mm -> buffer pixels (x right, y down)."""
        return self.project_mm(points) * self.ppm

    def project_mm(self, points) -> np.ndarray:
        """World mm -> mm in the picture (x right, y down, origin at the top left corner)."""
        q = np.asarray(points, float) - self.c
        return np.stack([q @ self.right + self.w / 2, self.h / 2 - q @ self.up], -1)

    def depth(self, points) -> np.ndarray:
        """Depth of world points as the buffers count it."""
        return (np.asarray(points, float) - self.c) @ self.look + FAR


class Scene:
    """A list of meshes; mesh i has number i in the buffers."""

    def __init__(self, parts: Iterable[tuple[np.ndarray, np.ndarray]]) -> None:
        vertices, faces, owner, offset = [], [], [], 0
        for number, (v, f) in enumerate(parts):
            vertices.append(v)
            faces.append(f + offset)
            owner.append(np.full(len(f), number, np.int32))
            offset += len(v)
        self.V = np.vstack(vertices).astype(np.float32)
        self.F = np.vstack(faces).astype(np.int32)
        self.fid = np.concatenate(owner)
        self.sc = rtcs.EmbreeScene()
        self.mesh = TriangleMesh(self.sc, self.V, self.F)
        fn = np.cross(self.V[self.F[:, 1]] - self.V[self.F[:, 0]], self.V[self.F[:, 2]] - self.V[self.F[:, 0]])
        vn = np.zeros_like(self.V)
        for k in range(3):
            np.add.at(vn, self.F[:, k], fn)
        self.vn = vn / np.maximum(np.linalg.norm(vn, axis=1, keepdims=True), 1e-9)

    def _run(self, origins: np.ndarray, directions: np.ndarray):
        r = self.sc.run(np.ascontiguousarray(origins), np.ascontiguousarray(directions), output=True)
        prim = r["primID"].astype(np.int32)
        hit = prim >= 0
        face = np.where(hit, prim, 0)
        weights = np.stack([1 - r["u"] - r["v"], r["u"], r["v"]], 1)
        normal = (self.vn[self.F[face]] * weights[..., None]).sum(1)
        normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
        depth = np.where(hit, r["tfar"], np.nan)
        return hit, face, weights, normal, depth, np.where(hit, self.fid[face], -1)

    def shoot(self, origins, directions) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Hit points, smooth normals facing the ray, part numbers (-1 = miss)."""
        origins = np.atleast_2d(np.asarray(origins, np.float32))
        directions = np.broadcast_to(np.atleast_2d(np.asarray(directions, np.float32)), origins.shape)
        _, _, _, normal, depth, part = self._run(origins, directions)
        normal = normal * np.where((normal * directions).sum(1) > 0, -1, 1)[:, None]
        return origins + directions * depth[:, None], normal, part

    def cast(self, cam: Cam, extra: Mapping[str, np.ndarray] | None = None) -> dict[str, np.ndarray]:
        """Images of the camera's size: `id`, `depth` (mm), `nv` = |normal . view|, `nx`, `ny` (normal in the picture's axes),
        and each scalar of `extra` (one value per vertex) interpolated."""
        origins = cam.rays().astype(np.float32)
        hit, face, weights, normal, depth, part = self._run(origins, np.tile(cam.look.astype(np.float32), (len(origins), 1)))
        shape = (cam.H, cam.W)
        normal = normal * np.where((normal @ cam.look) > 0, -1, 1)[:, None]  # towards the eye
        out = {
            "id": part.reshape(shape),
            "depth": depth.reshape(shape),
            "nv": np.where(hit, np.abs(normal @ cam.look), 0).reshape(shape),
            "nx": np.where(hit, normal @ cam.right, 0).reshape(shape),
            "ny": np.where(hit, normal @ cam.up, 0).reshape(shape),
        }
        for name, value in (extra or {}).items():
            out[name] = np.where(hit, (value[self.F[face]] * weights).sum(1), np.nan).reshape(shape)
        return out


class Surface(Scene):
    """The skin as a surface to measure on."""

    def above(self, point, look, reach: float = 400) -> tuple[np.ndarray, np.ndarray]:
        """Outermost skin point and normal on the line through `point`, seen along `look`; the point itself where there is no skin."""
        look = unit(look)
        point = np.asarray(point, float)
        hit, normal, part = self.shoot(point - look * reach, look)
        if part[0] < 0 or (hit[0] - point) @ look > 25:  # nothing between the eye and 25 mm behind the point
            return point, -look
        return hit[0].astype(float), normal[0].astype(float)

    def walk(self, point, normal, direction, mm: float, step: float = 1.0, across=None) -> tuple[np.ndarray, np.ndarray]:
        """Tape measure: `mm` on the skin from `point`, heading along the world vector `direction`; `across`: the tape stays in the
        plane at right angles to this vector. Returns point and normal."""
        point = np.array(point, float)
        normal = np.array(normal, float)
        heading = np.asarray(direction, float)
        left = float(mm)
        while left > 1e-6:
            s = min(step, left)
            t = unit(heading - (heading @ normal) * normal)
            if across is not None:
                t = np.cross(across, normal)
                t = unit(t * np.sign(t @ heading))
            hit, found, part = self.shoot(point + t * s + normal * 12, -normal)
            if part[0] < 0 or np.linalg.norm(hit[0] - point) > 8:
                point = point + t * s
            else:
                point = hit[0].astype(float)
                normal = unit(0.5 * found[0] + 0.5 * normal)
            left -= s
        return point, normal

    def drape(self, points, normal, lift: float = 60) -> np.ndarray:
        """Push points on to the skin against `normal` (those that miss or fall over an edge stay where they are)."""
        points = np.asarray(points, float)
        normal = np.asarray(normal, float)
        hit, _, part = self.shoot(points + normal * lift, -normal)
        ok = (part >= 0) & (np.abs((hit - points) @ normal) < 30)
        return np.where(ok[:, None], hit, points)
