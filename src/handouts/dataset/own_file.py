"""A YAML file of the user's own, outside any dataset: the clinic's, a plan.

Enters: a path. Leaves: its nodes, or a `DatasetError`. No more is read than such a file can sensibly hold.
"""

from __future__ import annotations

import os
import stat

from handouts.dataset.source import Node, parse_yaml
from handouts.errors import DatasetError, Diagnostic, Place

MOST_BYTES = 100_000


def read_own_file(path: str, hint: str) -> Node:
    """The file's nodes; `hint` says how to come by a file."""
    return parse_yaml(read_bounded(path, MOST_BYTES, hint), path)


def read_bounded(path: str, most: int, hint: str = "") -> bytes:
    """The bytes of an ordinary file of at most so many. A device or a pipe is refused before it is opened: it might never end."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise DatasetError(Diagnostic(Place(path), "is not a file", hint))
        with open(path, "rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as error:  # ValueError: a null in the name
        reason = getattr(error, "strerror", None) or "not a file name"
        raise DatasetError(Diagnostic(Place(path), f"cannot be read: {reason}", hint)) from None
    if len(data) > most:
        raise DatasetError(Diagnostic(Place(path), f"is larger than {most // 1000} kB"))
    return data
