"""More cores for a long list: rows are laid out in processes of their own and painted here, in order, so that the bytes are the same.

Enters: orders and how many processes. Leaves: their sets, in order. No more is kept waiting than the processes can be busy with.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from handouts import build
from handouts.batch import Order, Set, Tally, lay_set, paint_file
from handouts.dataset.batch import Batch
from handouts.dataset.model import Clinic
from handouts.resources import DataSource

CHUNK = 24
"""Rows to a parcel: what they share is sent once."""


class Setting(NamedTuple):
    """What a process needs to read for itself, and what holds for all rows of one file."""

    numbers: tuple[int, ...]
    folder: str | None
    look: build.Look
    batch: Batch
    duplex: bool
    names: bool
    clinic: Clinic | None = None


_here: list[Any] = []


def read_library(setting: Setting, log: build.Log = build.silent) -> build.Library:
    """The records, faces and drawings of a list."""
    return build.read(setting.numbers, DataSource(setting.folder), setting.look, log, setting.clinic)


def _begin(setting: Setting) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    _here[:] = [read_library(setting), setting]


def _lay(some: Sequence[Order]) -> list[Set]:
    library, setting = _here
    return [lay_set(order, library, setting.batch, setting.duplex, setting.names) for order in some]


def _paint(some: Sequence[Order]) -> list[bytes]:
    library, setting = _here
    return [paint_one(order, library, setting) for order in some]


def paint_one(order: Order, library: build.Library, setting: Setting) -> bytes:
    """A file of one row."""
    duplex = order.look.large_print or order.look.diary == "back"
    laid = lay_set(order, library, setting.batch, duplex, setting.names)
    return paint_file((order,), (laid,), library, Tally(()))


def sets(some: Sequence[Order], library: build.Library, setting: Setting, jobs: int) -> Iterator[Set]:
    """The sets of the rows, in order; with `jobs` above 1 from so many processes."""
    if jobs < 2 or len(some) <= CHUNK:
        return (lay_set(order, library, setting.batch, setting.duplex, setting.names) for order in some)
    return _shared_out(_lay, some, setting, jobs)


def files(some: Sequence[Order], library: build.Library, setting: Setting, jobs: int) -> Iterator[bytes]:
    """A file for each row, in order."""
    if jobs < 2 or len(some) <= CHUNK:
        return (paint_one(order, library, setting) for order in some)
    return _shared_out(_paint, some, setting, jobs)


def _shared_out(work: Callable[[Sequence[Order]], list[Any]], some: Sequence[Order], setting: Setting, jobs: int) -> Iterator[Any]:
    from concurrent.futures import Future, ProcessPoolExecutor

    parcels = iter([some[start : start + CHUNK] for start in range(0, len(some), CHUNK)])
    pool = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(setting,))
    waiting: deque[Future[list[Any]]] = deque()
    try:
        for parcel in parcels:
            waiting.append(pool.submit(work, parcel))
            if len(waiting) > jobs + 1:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
