"""The meshes of the body, by name.

Enters: `meshes/anatomy.npz` (vertices, triangles; another folder by the environment variable ANATOMY_DIR or `atlas.open(folder)`) and
`mapping.csv` (name -> kind, and where each part comes from).
Leaves: `atlas[name] -> (vertices float32 n x 3 in mm, triangles int32 m x 3)` and ways of finding names.
Frame: +x = the subject's LEFT, -y = front, +z = up.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np

Mesh = tuple[np.ndarray, np.ndarray]

HERE = Path(__file__).resolve().parent
MESHES = HERE / "meshes"

#: parts of the skin, for `skin(drop=...)`
TRUNK, LEFT_ARM, RIGHT_ARM, LEFT_LEG, RIGHT_LEG = range(5)


class Atlas:
    """Lazy table of meshes; only the parts asked for are decompressed, and nothing is read before the first use."""

    def __init__(self, folder: str | Path | None = None) -> None:
        self._folder = folder
        self._npz: np.lib.npyio.NpzFile | None = None
        self._kind: dict[str, str] = {}
        self._names: list[str] = []
        self._kept: dict[str, Mesh] = {}
        self._dense: dict[tuple[str, float], np.ndarray] = {}

    def open(self, folder: str | Path) -> None:
        """Use this data folder from now on."""
        self.__init__(folder)

    @property
    def folder(self) -> Path:
        return Path(self._folder or os.environ.get("ANATOMY_DIR") or MESHES)

    def _load(self) -> None:
        if self._npz is not None:
            return
        if not (self.folder / "anatomy.npz").is_file():
            raise SystemExit(f"no anatomy.npz in {self.folder}")
        self._npz = np.load(self.folder / "anatomy.npz")
        with (HERE / "mapping.csv").open(newline="") as lines:
            self._kind = {row["name"]: row["kind"] for row in csv.DictReader(lines)}
        self._names = sorted(name for name in self._kind if name != "skin")

    @property
    def kind(self) -> dict[str, str]:
        """name -> 'bone', 'muscle', 'cartilage' ..."""
        self._load()
        return self._kind

    @property
    def names(self) -> list[str]:
        self._load()
        return self._names

    def __getitem__(self, name: str) -> Mesh:
        self._load()
        if name not in self._kept:
            self._kept[name] = (
                self._npz["V:" + name].astype(np.float32),
                self._npz["F:" + name].astype(np.int32),
            )
        return self._kept[name]

    def add(self, name: str, vertices: np.ndarray, faces: np.ndarray, kind: str = "muscle") -> None:
        """A part made by this program (see `made`)."""
        self._load()
        self._kept[name] = (np.asarray(vertices, np.float32), np.asarray(faces, np.int32))
        self._kind[name] = kind
        self._names = sorted({*self._names, name})

    def vertices(self, name: str) -> np.ndarray:
        return self[name][0]

    V = vertices

    def points(self, name: str, step: float = 2.5) -> np.ndarray:
        """Vertices and points on the faces no further than `step` mm apart (decimated shafts have 20 mm long triangles)."""
        if (name, step) not in self._dense:
            vertices, faces = self[name]
            corners = vertices[faces]
            cuts = np.ceil(np.linalg.norm(corners - corners[:, [1, 2, 0]], axis=2).max(1) / step).astype(int)
            found = [vertices]
            for m in np.unique(cuts[cuts > 1]):
                a, b = np.meshgrid(np.arange(m + 1), np.arange(m + 1))
                a, b = a[a + b <= m] / m, b[a + b <= m] / m
                weights = np.stack([1 - a - b, a, b], 1)
                found.append(np.einsum("wi,tid->twd", weights, corners[cuts == m]).reshape(-1, 3))
            self._dense[name, step] = np.vstack(found)
        return self._dense[name, step]

    def centre(self, name: str) -> np.ndarray:
        return self.vertices(name).mean(0)

    def find(self, pattern: str, kind: str | None = None) -> list[str]:
        """Names that contain the regular expression."""
        return [n for n in self.names if re.search(pattern, n) and (kind is None or self.kind[n] == kind)]

    def bones(self, pattern: str) -> list[str]:
        """Bones and rib cartilages that contain the regular expression."""
        return [n for n in self.names if (self.kind[n] == "bone" or "costal_cartilage" in n) and re.search(pattern, n)]

    def skin(self, drop: Iterable[int] = ()) -> Mesh:
        """Skin mesh without the given parts (0 trunk and head, 1 left arm, 2 right arm, 3 left leg, 4 right leg)."""
        vertices, faces = self["skin"]
        drop = list(drop)
        if drop:
            faces = faces[~np.isin(self._npz["skin_part"][faces], drop).any(1)]
        return vertices, faces


atlas = Atlas()
