"""A bar for work over a second, on a terminal; nothing in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from handouts.cli.screen import is_terminal

WIDTH = 30
AFTER_S = 1.0
EVERY_S = 0.1

T = TypeVar("T")


def progress(items: Iterable[T], total: int, quiet: bool) -> Iterator[T]:
    """The items, with a bar on standard error while they take long."""
    if quiet or not is_terminal(sys.stderr):
        yield from items
        return
    begun = shown = time.monotonic()
    drawn = False
    try:
        for done, item in enumerate(items, 1):
            now = time.monotonic()
            if now - begun > AFTER_S and now - shown > EVERY_S:
                shown, drawn = now, True
                filled = WIDTH * done // max(total, 1)
                left = (now - begun) / done * (total - done)
                sys.stderr.write(f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {done}/{total}, {left:.0f} s left \x1b[K")
                sys.stderr.flush()
            yield item
    finally:
        if drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
