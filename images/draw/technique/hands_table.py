"""The posing table `hands.json`: read, poses looked up, arrows added.

Enters: `hands.json`. Leaves: rows.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from pict import Pict


@lru_cache(None)
def table() -> dict:
    return json.loads((Path(__file__).resolve().parent / "hands.json").read_text())


def pose(of: str | dict) -> dict:
    """A pose by name or as it stands; {"like": name, ...} is another one with changes."""
    if isinstance(of, str):
        return pose(table()["poses"][of])
    return {**pose(of["like"]), **of} if "like" in of else of


def finish(picture: Pict, row: dict) -> Pict:
    for arrow in row.get("arrows", ()):
        picture.arrow(**arrow)
    return picture
