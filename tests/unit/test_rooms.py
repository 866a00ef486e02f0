"""The house has one way through it: a room imports only rooms before it (docs/architecture.md)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "handouts"
ORDER = (
    ("errors", "choices"),
    ("resources", "font_shelf"),
    ("dataset",),
    ("search", "document"),
    ("reading",),
    ("layout.frame", "layout.style"),
    ("layout.laid",),
    ("layout.type",),
    ("layout.figures",),
    ("layout.page",),
    ("layout.sheets",),
    ("layout.booklet",),
    ("output",),
    ("pipeline.wanted",),
    ("pipeline.library",),
    ("pipeline.product",),
    ("pipeline.handout",),
    ("pipeline.sheets", "pipeline.booklet", "pipeline.batch", "pipeline.check"),
    ("pipeline.workers",),
    ("api",),
    ("desk",),
    ("cli",),
    ("__main__",),
)
"""From the ground up; rooms of one storey do not see each other."""
STOREY = {room: index for index, rooms in enumerate(ORDER) for room in rooms}


def room_of(module: str) -> str | None:
    """The room that a module stands in; None for the package itself."""
    parts = module.split(".")
    for count in (2, 1):
        name = ".".join(parts[:count])
        if name in STOREY:
            return name
    return None


def modules() -> dict[str, Path]:
    """Every module of the package by its name below `handouts`."""
    paths = {".".join(path.relative_to(SOURCE).with_suffix("").parts): path for path in SOURCE.rglob("*.py")}
    return {name: path for name, path in paths.items() if not name.endswith("__init__") or name.count(".") == 1}


def imported(path: Path) -> Iterator[str]:
    """What a module imports of the package, wherever it does so."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "handouts":
            below = node.module.removeprefix("handouts").lstrip(".")
            for name in node.names:
                yield f"{below}.{name.name}".lstrip(".")


@pytest.mark.parametrize("module", sorted(modules()))
def test_a_room_imports_only_rooms_before_it(module: str) -> None:
    own = room_of(module)
    assert own is not None or module in ("__init__", "layout.__init__", "pipeline.__init__"), (
        f"{module} stands in no room: give it a place in ORDER and in docs/architecture.md"
    )
    for name in imported(modules()[module]):
        other = room_of(name)
        if own is not None and other is not None and other != own:
            assert STOREY[other] < STOREY[own], f"{module} imports {name}"
