"""From options to a look: what the command line says, else the clinic's file, else the usual."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handouts import build
from handouts.dataset.model import Clinic


def look_of(options: Mapping[str, Any], clinic: Clinic | None) -> build.Look:
    """How the sheets are wanted. A command that lacks an option has the usual look there."""
    return build.Look(
        paper=options["paper"] or (clinic.paper if clinic else "") or "a4",
        ink=options["ink"],
        large_print=options.get("large_print", False),
        diary=options.get("diary", "front"),
        fillable=options.get("fillable", False),
        locale=options["locale"] or (clinic.locale if clinic else "") or "en",
    )
