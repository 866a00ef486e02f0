"""Where data, images and fonts are: beside the installed package, in a checkout, or in a folder of the user's own laid over them.

Enters: relative names with forward slashes. Leaves: bytes, and what was compiled from just those bytes when the package was built.
Nothing is ever written here. `os.path` rather than `pathlib`, which costs a cold start 3 ms.
"""

from __future__ import annotations

import os
from typing import Any

from handouts.errors import DatasetError, Diagnostic, Place, ResourceError

_HERE = os.path.dirname(os.path.abspath(__file__))


def bundle_root() -> str:
    """The folder that holds data/, images/ and fonts/: in a wheel `handouts/_bundled`, in a checkout its root."""
    bundled = os.path.join(_HERE, "_bundled")
    return bundled if os.path.isdir(bundled) else os.path.dirname(os.path.dirname(_HERE))


def checked_name(name: str) -> str:
    """`name` if it stays within its folder. Raises `DatasetError` for absolute names, `..`, drives and odd characters."""
    parts = name.split("/")
    if not name or name.startswith("/") or "\\" in name or ":" in name or "\0" in name or any(part in ("", ".", "..") for part in parts):
        raise DatasetError(Diagnostic(None, f"“{name}” is not a name inside the dataset", "use a plain name such as upper-back"))
    return name


def content_hash(data: bytes) -> str:
    """What a compiled form is keyed by."""
    from hashlib import blake2b

    return blake2b(data, digest_size=16).hexdigest()


def compiled_path(group: str, name: str) -> str:
    """The file of the compiled form of `name`, within the package's `_compiled` folder."""
    return os.path.join(_HERE, "_compiled", group, name.replace("/", "__") + ".compiled")


class DataSource:
    """Reads by name: first from the user's folder, if there is one, then from the bundle."""

    def __init__(self, folder: str | None = None) -> None:
        self.root = bundle_root()
        self.folder = os.path.abspath(folder) if folder else None
        if self.folder and not os.path.isdir(self.folder):
            raise DatasetError(Diagnostic(Place(str(folder)), "there is no such dataset folder", "make one with: handouts new dataset DIR"))

    def path(self, name: str) -> str | None:
        """Where `name` is, or None."""
        checked_name(name)
        for root in (self.folder, self.root):
            if root is None:
                continue
            path = os.path.join(root, *name.split("/"))
            if os.path.isfile(path):
                if root is self.folder and not os.path.realpath(path).startswith(os.path.realpath(root) + os.sep):
                    raise DatasetError(Diagnostic(Place(path), "leads out of the dataset folder", "copy the file instead of linking to it"))
                return path
        return None

    def shown(self, name: str) -> str:
        """`name` as its author knows it, for messages."""
        path = self.path(name)
        if path is None or self.folder is None or not path.startswith(self.folder):
            return name
        return os.path.relpath(path)

    def read_bytes(self, name: str) -> bytes:
        """The bytes of a file. Raises `ResourceError` where it is missing or cannot be read."""
        path = self.path(name)
        if path is None:
            hint = "reinstall handouts" if not self.folder else "it is looked for in your dataset, then in the bundled one"
            raise ResourceError(Diagnostic(Place(name), f"missing from {self.folder or self.root}", hint))
        try:
            with open(path, "rb") as file:
                return file.read()
        except OSError as error:
            raise ResourceError(Diagnostic(Place(path), f"cannot be read: {error.strerror}")) from None

    def list(self, folder: str) -> list[str]:
        """The names of the files in a folder, sorted, the user's and the bundled ones together."""
        names: set[str] = set()
        for root in (self.folder, self.root):
            if root is not None:
                path = os.path.join(root, *checked_name(folder).split("/"))
                if os.path.isdir(path):
                    names.update(entry for entry in os.listdir(path) if not entry.startswith("."))
        return sorted(names)

    def compiled_bytes(self, group: str, name: str, source: bytes) -> bytes | None:
        """What the build made of exactly these bytes, or None: then they are parsed afresh."""
        try:
            with open(compiled_path(group, name), "rb") as file:
                found = file.read()
        except OSError:
            return None
        return found[33:] if found[:32] == content_hash(source).encode() else None

    def compiled(self, group: str, name: str, source: bytes) -> Any | None:
        """The same where it is JSON."""
        found = self.compiled_bytes(group, name, source)
        if found is None:
            return None
        import json

        return json.loads(found.decode())
