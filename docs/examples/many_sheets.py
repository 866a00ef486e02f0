"""A very long list on many processes or machines: Dask shares out the rows, each process makes the files of its own, files come in order.

    python docs/examples/many_sheets.py list.csv sheets/ --workers 2
    python docs/examples/many_sheets.py list.csv sheets/ --scheduler tcp://10.0.0.5:8786

Needs `pip install "handouts[many]"`. Each file has the bytes that one process would give it: a row is laid out from itself alone, and
`first_row` keeps the numbers of the whole list. No more parcels are on their way than the processes can be busy with, so that a million
rows need no more memory than a thousand.
"""

from __future__ import annotations

import argparse
import csv
import os
from collections import deque
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice

from dask.distributed import Client, LocalCluster

import handouts

ROWS_A_PARCEL = 50
"""Enough work, about half a second, that handing a parcel over costs little beside it."""

Row = Mapping[str, object]


@lru_cache(maxsize=1)
def dataset() -> handouts.Dataset:
    """The dataset of a process: opened once, so that only its first sheet is slow."""
    return handouts.open()


def made(rows: list[Row], first_row: int) -> list[tuple[str, bytes]]:
    """What a process does with a parcel: name and bytes of each row's file."""
    return [(sheet.name, sheet.pdf()) for sheet in dataset().batch(rows, first_row=first_row)]


def in_order(client: Client, rows: Iterator[Row]) -> Iterator[tuple[str, bytes]]:
    """The files of all rows, in the order of the list."""
    waiting: deque[object] = deque()
    room = 2 * sum(client.nthreads().values())
    first_row = 2  # the first under the headings
    while parcel := list(islice(rows, ROWS_A_PARCEL)):
        waiting.append(client.submit(made, parcel, first_row, pure=False))
        first_row += len(parcel)
        if len(waiting) > room:
            yield from waiting.popleft().result()  # type: ignore[attr-defined]
    while waiting:
        yield from waiting.popleft().result()  # type: ignore[attr-defined]


def main() -> None:
    """Read the list, share it out, write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("list")
    parser.add_argument("folder")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--scheduler", help="of a cluster that is running; a Dataset serves one thread, so start it with one thread a worker"
    )
    asked = parser.parse_args()
    os.makedirs(asked.folder, exist_ok=True)
    cluster = asked.scheduler or LocalCluster(n_workers=asked.workers, threads_per_worker=1, dashboard_address=None)
    with Client(cluster) as client, open(asked.list, encoding="utf-8-sig", newline="") as file:
        for name, content in in_order(client, csv.DictReader(file)):
            with open(os.path.join(asked.folder, name), "wb") as written:
                written.write(content)


if __name__ == "__main__":
    main()
