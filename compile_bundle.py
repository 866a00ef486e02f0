"""Compile data, drawings, fonts and QR symbols into src/handouts/_compiled/, each in a JSON file that starts with the hash of its
source.

Run by hatchling when the package is built or installed editable, and by hand in a checkout: `python compile_bundle.py`. At run time
a compiled form is used only where its hash matches the source as it is then (`handouts.resources`), so a stale one costs speed,
never truth.
"""

from __future__ import annotations

import json
import shutil
import sys
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
    from handouts.dataset.drawing import compile_drawing
    from handouts.dataset.qr_symbol import code_name, make_symbol
    from handouts.dataset.source import compile_yaml
    from handouts.layout.fonts import compile_face
    from handouts.resources import compiled_path, content_hash

    folder = root / "src" / "handouts" / "_compiled"
    shutil.rmtree(folder, ignore_errors=True)
    count = 0

    def store(group: str, name: str, source: bytes, plain: object) -> None:
        nonlocal count
        path = Path(compiled_path(group, name))
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
        path.write_text(f"{content_hash(source)}\n{text}", encoding="utf-8", newline="\n")
        count += 1

    for path in sorted((root / "data").rglob("*.yaml")):
        name = path.relative_to(root).as_posix()
        store("data", name, path.read_bytes(), compile_yaml(path.read_bytes(), name))
    for path in sorted((root / "images").rglob("*.svg")):
        name = path.relative_to(root).as_posix()
        if not name.startswith("images/draw/"):
            store("drawings", name, path.read_bytes(), compile_drawing(path.read_bytes(), name))
    for path in sorted((root / "fonts").glob("*.ttf")):
        store("fonts", path.relative_to(root).as_posix(), path.read_bytes(), compile_face(path.read_bytes()))
    for address in article_addresses(root):
        store("qr", code_name(address), address.encode(), list(make_symbol(address)))
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
