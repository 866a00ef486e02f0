"""Compile data, fonts, QR symbols and drawings into src/handouts/_compiled/, each in a file that starts with the hash of its source:
JSON, and for drawings a form of PDF in the colours of each theme.

Run by hatchling when the package is built or installed editable, and by hand in a checkout: `python compile_bundle.py`. At run time
a compiled form is used only where its hash matches the source as it is then (`handouts.resources`), so a stale one costs speed,
never truth.
"""

from __future__ import annotations

import json
import shutil
import sys
import zlib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand
    BuildHookInterface = object  # type: ignore[assignment, misc]


def compile_all(root: Path) -> int:
    """Write every compiled form; the number of files."""
    sys.path.insert(0, str(root / "src"))
    from handouts.dataset.drawing import Inked, parse_svg
    from handouts.dataset.qr_symbol import code_name, drawn, make_symbol
    from handouts.dataset.source import compile_yaml
    from handouts.layout.figures.gallery import THEMES, read_theme
    from handouts.layout.type.fonts import compile_face
    from handouts.output.inking import DEFLATE_LEVEL, drawing_operators
    from handouts.resources import compiled_path, with_hashes

    folder = root / "src" / "handouts" / "_compiled"
    shutil.rmtree(folder, ignore_errors=True)
    count = 0

    def store_bytes(group: str, name: str, source: bytes, compiled: bytes) -> None:
        nonlocal count
        path = Path(compiled_path(group, name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(with_hashes(source, compiled))
        count += 1

    def store(group: str, name: str, source: bytes, plain: object) -> None:
        store_bytes(group, name, source, json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode())

    for path in sorted((root / "data").rglob("*.yaml")):
        name = path.relative_to(root).as_posix()
        store("data", name, path.read_bytes(), compile_yaml(path.read_bytes(), name))
    themes = (root / THEMES).read_bytes()
    inks = {ink: read_theme(themes, ink) for ink in json.loads(themes)}
    for path in sorted((root / "images").rglob("*.svg")):
        name = path.relative_to(root).as_posix()
        if name.startswith("images/draw/"):
            continue
        svg = path.read_bytes()
        drawing = parse_svg(svg, name)
        for ink, theme in inks.items():
            operators, widths_pt = drawing_operators(drawing.paths, theme)
            inked = Inked(drawing.view_box, zlib.compress(operators, DEFLATE_LEVEL), widths_pt)
            store_bytes(f"drawings-{ink}", name, themes + svg, inked.compiled_form())
    for path in sorted((root / "fonts").glob("*.ttf")):
        store("fonts", path.relative_to(root).as_posix(), path.read_bytes(), compile_face(path.read_bytes()))
    for address in article_addresses(root):
        store_bytes("qr", code_name(address), address.encode(), drawn(make_symbol(address)).compiled_form())
    return count


def article_addresses(root: Path) -> list[str]:
    """The addresses that sheets print as QR codes."""
    from handouts.dataset.common import read_sources
    from handouts.dataset.readers import Reader
    from handouts.dataset.source import parse_yaml

    sources = read_sources(parse_yaml((root / "data/common/sources.yaml").read_bytes(), "sources.yaml"), Reader())
    return sorted({source.url for source in sources.values() if source.id.startswith("PS") and source.url})


class CompileBundle(BuildHookInterface):  # type: ignore[misc, type-arg]
    """Hatchling's hook."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before a wheel is put together."""
        if self.target_name == "wheel":
            compile_all(Path(self.root))


if __name__ == "__main__":
    print(f"{compile_all(ROOT)} files compiled")
