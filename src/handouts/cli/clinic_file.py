"""Where the clinic's file is: the option, else HANDOUTS_CLINIC, else the user's config folder."""

from __future__ import annotations

import os

from handouts.dataset.model import Clinic


def find_clinic(option: str | None) -> Clinic | None:
    """The clinic, if there is one. A file that was named must exist; the config folder's may be missing."""
    named = option or os.environ.get("HANDOUTS_CLINIC")
    path = named or config_path()
    if not named and not (path and os.path.isfile(path)):
        return None
    from handouts.dataset.clinic import load_clinic

    return load_clinic(str(path))


def config_path() -> str | None:
    """The clinic.yaml of the user's config folder; None where there is no home."""
    base = os.environ.get("APPDATA") if os.name == "nt" else os.environ.get("XDG_CONFIG_HOME")
    if not base:
        home = os.path.expanduser("~")
        if home == "~":
            return None
        base = os.path.join(home, ".config")
    return os.path.join(base, "handouts", "clinic.yaml")
