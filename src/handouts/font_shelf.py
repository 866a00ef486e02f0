"""Where fonts are found for letters that the handout's own face does not have: the bundled ones, an installed extra, the machine's own.

Enters: a way to read bundled files, the environment. Leaves: paths, in the order in which they are to be tried. Nothing is listed before
a text asks for it: a name in English costs nothing here. Which font has which letters is the business of `layout.type.any_script`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping

BUNDLED: Mapping[int, str] = {400: "fonts/noto/NotoSans-Regular.ttf", 700: "fonts/noto/NotoSans-Bold.ttf"}
"""Latin, Greek and Cyrillic by weight; see fonts/README.md."""

EXTRA_PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
"""What `pip install "handouts[scripts]"` brings: Noto Sans for the other scripts."""

OWN_FOLDERS = "HANDOUTS_FONTS"
"""The variable that names folders to search instead of all others: for the same letter shapes on every machine."""

# fmt: off
FAMILIES = (
    "notosans", "noto", "segoeui", "arial", "tahoma", "nirmala", "leelaw", "ebrima", "gadugi", "mmrtext", "himalaya", "mvboli", "monbaiti",
    "msyh", "yugoth", "meiryo", "malgun", "msjh", "msgothic", "simsun",
    "sfarabic", "sfhebrew", "sfgeorgian", "sfarmenian", "geezapro", "pingfang", "hiragino", "applesdgothic", "kohinoor", "mukta",
    "thonburi", "stheiti", "dejavusans", "freesans", "lohit", "droidsans", "wqy",
)
# fmt: on
"""How the files of plain upright families begin, best first: those made for reading come before any other font that has the letters."""

SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")


class FontShelf:
    """The fonts within reach."""

    def __init__(self, read_bytes: Callable[[str], bytes]) -> None:
        self._read_bytes = read_bytes
        self._files: tuple[tuple[int, str], ...] | None = None

    def bundled(self, weight: int) -> tuple[str, bytes]:
        """The font that comes with the package: its name and its bytes."""
        return BUNDLED[weight], self._read_bytes(BUNDLED[weight])

    def files(self) -> tuple[tuple[int, str], ...]:
        """Every font file of the extra and of the machine with the rank of its family, best first."""
        if self._files is None:
            found = {path: family_rank(path) for folder in font_folders() for path in _below(folder)}
            self._files = tuple(sorted((rank, path) for path, rank in found.items()))
        return self._files


def family_rank(path: str) -> int:
    """The place of the file's family in `FAMILIES`; after them all where it is not among them."""
    name = "".join(char for char in os.path.basename(path).lower() if char.isalnum())
    return next((rank for rank, start in enumerate(FAMILIES) if name.startswith(start)), len(FAMILIES))


def font_folders() -> list[str]:
    """The folders searched: the extra's, then the machine's own."""
    only = os.environ.get(OWN_FOLDERS, "")
    if only:
        return only.split(os.pathsep)
    return [*_extra_folders(), *_machine_folders()]


def _extra_folders() -> Iterator[str]:
    from importlib.util import find_spec

    for name in EXTRA_PACKAGES:
        found = find_spec(name)
        if found is not None and found.origin:
            yield os.path.dirname(found.origin)


def _machine_folders() -> list[str]:
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        return [
            os.path.join(os.environ.get("WINDIR", r"C:\Windows"), "Fonts"),
            os.path.join(os.environ.get("LOCALAPPDATA", home), "Microsoft", "Windows", "Fonts"),
        ]
    if sys.platform == "darwin":
        return ["/System/Library/Fonts", "/Library/Fonts", os.path.join(home, "Library", "Fonts")]
    shared = os.environ.get("XDG_DATA_DIRS", "") or "/usr/local/share:/usr/share"
    own = os.environ.get("XDG_DATA_HOME", "") or os.path.join(home, ".local", "share")
    return [*(os.path.join(folder, "fonts") for folder in (*shared.split(":"), own) if folder), os.path.join(home, ".fonts")]


def _below(folder: str) -> Iterator[str]:
    for where, _, names in os.walk(folder):
        for name in names:
            if name.lower().endswith(SUFFIXES):
                yield os.path.join(where, name)
