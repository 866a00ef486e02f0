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


MOST_BYTES = 8_000_000
"""Of any file of a dataset. No more is read into memory before it is refused."""
FOLDERS = ("data", "images", "fonts")


def _looked_over(folder: str) -> tuple[Diagnostic, ...]:
    """What to tell of a user's folder. Raises `DatasetError` where it holds nothing of a dataset, or what cannot be read safely."""
    if not os.path.isdir(folder):
        raise DatasetError(Diagnostic(Place(folder), "there is no such dataset folder", "make one with: handouts new dataset DIR"))
    if not any(os.path.isdir(os.path.join(folder, name)) for name in FOLDERS):
        inside = [name for name in ("spots", "common", "en") if os.path.isdir(os.path.join(folder, name))]
        nested = next((name for name in sorted(os.listdir(folder)) if os.path.isdir(os.path.join(folder, name, "data"))), "")
        parent = os.path.dirname(os.path.abspath(folder)) or os.sep
        hint = "make one with: handouts new dataset DIR"
        if inside or os.path.basename(os.path.abspath(folder)) in FOLDERS:
            hint = f"give the folder that holds data/: --data {parent}"
        elif nested:
            hint = f"did you mean --data {os.path.join(folder, nested)}?"
        raise DatasetError(Diagnostic(Place(folder), "holds nothing of a dataset: no folder data, images or fonts", hint))
    problems: list[Diagnostic] = []
    notices: list[Diagnostic] = []
    inside_of = os.path.realpath(folder) + os.sep
    for name in FOLDERS:
        top = os.path.join(folder, name)
        if os.path.lexists(top) and not os.path.realpath(top).startswith(inside_of):
            problems.append(Diagnostic(Place(top), "leads out of the dataset folder", "copy the folder instead of linking to it"))
            continue
        for base, folders, files in os.walk(top):
            folders[:] = [each for each in folders if not each.startswith(".")]
            for entry in (*folders, *files):
                path = os.path.join(base, entry)
                if entry.startswith(".") or entry.endswith("~"):
                    continue
                in_spots = base == os.path.join(folder, "data", "spots")
                if entry in files and not os.path.isfile(path):
                    problems.append(Diagnostic(Place(path), "is not an ordinary file", "take it away, or put a file in its place"))
                elif os.path.islink(path) and not os.path.realpath(path).startswith(inside_of):
                    problems.append(Diagnostic(Place(path), "leads out of the dataset folder", "copy it instead of linking to it"))
                elif in_spots and not (entry in files and is_spot_file(entry)):
                    notices.append(Diagnostic(Place(path), "is not read: " + _why_not_read(entry), SPOT_NAME_HINT, "warning"))
                elif entry in folders and entry.endswith((".yaml", ".svg", ".json")):
                    problems.append(Diagnostic(Place(path), "is a folder where a file should be", "put a file in its place"))
                elif entry in files and not is_read(os.path.relpath(path, folder).replace(os.sep, "/")):
                    notices.append(
                        Diagnostic(Place(path), "is not read: nothing reads a file of this name", _near_name(path, folder), "warning")
                    )
    if problems:
        raise DatasetError(*problems[:20])
    return tuple(notices[:20])


def is_read(name: str) -> bool:
    """Whether a dataset may have a file of this name: one of the bundled names, in any language, or a spot, a plate, a drawing."""
    parts = name.split("/")
    if parts[0] == "data" and len(parts[1]) in (2, 3):
        parts[1] = "en"
        if parts[2:] == ["drawings.yaml"] or (parts[2:3] == ["spots"] and len(parts) == 4 and is_spot_file(parts[3])):
            return True
    if parts[:2] in (["images", "spots"], ["images", "technique"]) and len(parts) == 3:
        return parts[2].endswith(".svg") or (parts[1] == "spots" and parts[2].endswith(".json"))
    return parts == ["data", "spots", parts[-1]] or os.path.isfile(os.path.join(bundle_root(), *parts))


def _near_name(path: str, folder: str) -> str:
    """The hint for a file that nothing reads: a name that is nearly the same."""
    from difflib import get_close_matches

    beside = os.path.join(bundle_root(), os.path.relpath(os.path.dirname(path), folder))
    near = get_close_matches(os.path.basename(path), os.listdir(beside), 1) if os.path.isdir(beside) else []
    return f"did you mean {near[0]}?" if near else "the README.txt of a new dataset says what goes where"


def is_spot_file(entry: str) -> bool:
    """Whether a name is that of a spot's file, such as 11-upper-back.yaml: a number, a hyphen, words in small letters."""
    number, hyphen, rest = entry.partition("-")
    slug, dot, ending = rest.rpartition(".")
    plain = slug.replace("-", "").isalnum() and slug.isascii() and slug == slug.lower()
    return len(number) >= 2 and number.isascii() and number.isdigit() and bool(hyphen and dot) and ending == "yaml" and plain


SPOT_NAME_HINT = "a spot is a file such as 15-hand-web.yaml: two digits or more, a hyphen, small letters"


def _why_not_read(entry: str) -> str:
    if entry.endswith(".yml"):
        return "its name ends in .yml"
    return "its name is not that of a spot"


class DataSource:
    """Reads by name: first from the user's folder, if there is one, then from the bundle.

    `notices` tells of files in the user's folder that will not be read, since whoever put them there believes they are.
    """

    def __init__(self, folder: str | None = None) -> None:
        self.root = bundle_root()
        self.folder = os.path.abspath(folder) if folder else None
        self.notices: tuple[Diagnostic, ...] = ()
        if self.folder is not None:
            self.notices = _looked_over(str(folder))

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

    def is_own(self, name: str) -> bool:
        """Whether the file that is read is the user's."""
        path = self.path(name)
        return path is not None and self.folder is not None and path.startswith(self.folder + os.sep)

    def bundled(self) -> DataSource:
        """The bundle alone."""
        return DataSource(None)

    def read_bytes(self, name: str) -> bytes:
        """The bytes of a file. Raises `ResourceError` where it is missing or cannot be read, `DatasetError` where it is too large."""
        path = self.path(name)
        if path is None:
            hint = "reinstall handouts" if not self.folder else "it is looked for in your dataset, then in the bundled one"
            raise ResourceError(Diagnostic(Place(name), f"missing from {self.folder or self.root}", hint))
        try:
            with open(path, "rb") as file:
                found = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise ResourceError(Diagnostic(Place(path), f"cannot be read: {error.strerror}")) from None
        if len(found) > MOST_BYTES:
            raise DatasetError(Diagnostic(Place(self.shown(name)), f"the file is larger than {MOST_BYTES // 1_000_000} MB"))
        return found

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
        whole = found[:32] == content_hash(source).encode() and found[33:65] == content_hash(found[66:]).encode()
        return found[66:] if whole else None

    def compiled(self, group: str, name: str, source: bytes) -> Any | None:
        """The same where it is JSON."""
        found = self.compiled_bytes(group, name, source)
        if found is None:
            return None
        import json

        return json.loads(found.decode())


def with_hashes(source: bytes, compiled: bytes) -> bytes:
    """A compiled form as it is stored: the hash of its source, the hash of its own bytes, the bytes. Damaged ones are not used."""
    return content_hash(source).encode() + b"\n" + content_hash(compiled).encode() + b"\n" + compiled
