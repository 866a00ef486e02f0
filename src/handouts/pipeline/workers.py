"""More cores for a long list: rows are laid out in processes of their own and painted here, in order, so that the bytes are the same.

Enters: orders and how many processes. Leaves: their sets, in order. No more is kept waiting than the processes can be busy with.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from handouts.dataset.model import Clinic
from handouts.dataset.patient_list import Batch
from handouts.layout.frame import Frame, Page
from handouts.pipeline.batch import RowJobs, Set, Tally, lay_set, paint_file
from handouts.pipeline.library import Library, read_library
from handouts.pipeline.wanted import Log, Look, silent
from handouts.resources import DataSource

CHUNK = 24
"""Rows to a parcel."""
FRAMES_KEPT = 1500
"""Frames a process remembers having sent."""

T = TypeVar("T")


class WorkerSetup(NamedTuple):
    """What a process needs to read for itself, and what holds for all rows of one file."""

    numbers: tuple[int, ...]
    folder: str | None
    look: Look
    batch: Batch
    duplex: bool
    names: bool
    clinic: Clinic | None = None


_here: list[Any] = []


def read_for(setting: WorkerSetup, log: Log = silent) -> Library:
    """The records, faces and drawings of a list."""
    return read_library(setting.numbers, DataSource(setting.folder), setting.look, log, setting.clinic)


def _begin(setting: WorkerSetup) -> None:
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _here[:] = [read_for(setting), setting]


def _end_with_parent() -> None:
    """Wait for the parent's end, then end: one that is killed cannot tell its processes, and they would wait for work for ever."""
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


class Parcel(NamedTuple):
    """The sets of some rows on their way. A frame that this process has sent before is only its number."""

    sender: int
    afresh: bool
    """Numbers begin at 0 again."""
    sets: list[tuple[Set, list[tuple[Page, list[Frame | int]]]]]


class Packing:
    """What a process has sent: frames that come back on page after page go over once. Bounded; both sides forget at the same parcel."""

    def __init__(self) -> None:
        self._sent: dict[int, tuple[int, Frame]] = {}

    def parcel(self, sets: list[Set]) -> Parcel:
        """The sets, packed."""
        afresh = len(self._sent) > FRAMES_KEPT
        if afresh:
            self._sent.clear()
        return Parcel(os.getpid(), afresh, [(each._replace(pages=()), [self._page(page) for page in each.pages]) for each in sets])

    def _page(self, page: Page) -> tuple[Page, list[Frame | int]]:
        frames: list[Frame | int] = []
        for frame in page.frames:
            number = self._sent.get(id(frame))
            if number is None:
                self._sent[id(frame)] = (len(self._sent), frame)  # held, so that its id stays its own
                frames.append(frame)
            else:
                frames.append(number[0])
        return page._replace(frames=()), frames


class Unpacking:
    """The other end: frames by sender and number."""

    def __init__(self) -> None:
        self._known: dict[int, list[Frame]] = {}

    def sets(self, parcel: Parcel) -> list[Set]:
        """The sets as they were laid out."""
        known = self._known.setdefault(parcel.sender, [])
        if parcel.afresh:
            known.clear()
        return [each._replace(pages=tuple([self._page(page, frames, known) for page, frames in pages])) for each, pages in parcel.sets]

    def _page(self, page: Page, frames: list[Frame | int], known: list[Frame]) -> Page:
        whole: list[Frame] = []
        for frame in frames:
            if isinstance(frame, int):
                whole.append(known[frame])
            else:
                known.append(frame)
                whole.append(frame)
        return page._replace(frames=tuple(whole))


_packing = Packing()


def _lay(some: Sequence[RowJobs]) -> Parcel:
    library, setting = _here
    return _packing.parcel([lay_set(order, library, setting.batch, setting.duplex, setting.names) for order in some])


def _paint(some: Sequence[RowJobs]) -> list[bytes]:
    library, setting = _here
    return [paint_one(order, library, setting) for order in some]


def paint_one(order: RowJobs, library: Library, setting: WorkerSetup) -> bytes:
    """A file of one row."""
    laid = lay_set(order, library, setting.batch, order.is_duplex, setting.names)
    return paint_file((order,), (laid,), library, Tally(()))


def sets(some: Sequence[RowJobs], library: Library, setting: WorkerSetup, jobs: int) -> Iterator[Set]:
    """The sets of the rows, in order; with `jobs` above 1 from so many processes."""
    if jobs < 2 or len(some) <= CHUNK:
        return (lay_set(order, library, setting.batch, setting.duplex, setting.names) for order in some)
    unpacking = Unpacking()
    return (each for parcel in _shared_out(_lay, some, setting, jobs) for each in unpacking.sets(parcel))


def files(some: Sequence[RowJobs], library: Library, setting: WorkerSetup, jobs: int) -> Iterator[bytes]:
    """A file for each row, in order."""
    if jobs < 2 or len(some) <= CHUNK:
        return (paint_one(order, library, setting) for order in some)
    return (content for parcel in _shared_out(_paint, some, setting, jobs) for content in parcel)


def _shared_out(work: Callable[[Sequence[RowJobs]], T], some: Sequence[RowJobs], setting: WorkerSetup, jobs: int) -> Iterator[T]:
    """What `work` makes of each parcel of rows, in order."""
    from concurrent.futures import Future, ProcessPoolExecutor

    parcels = iter([some[start : start + CHUNK] for start in range(0, len(some), CHUNK)])
    pool = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(setting,))
    waiting: deque[Future[T]] = deque()
    try:
        for parcel in parcels:
            waiting.append(pool.submit(work, parcel))
            if len(waiting) > jobs + 1:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
