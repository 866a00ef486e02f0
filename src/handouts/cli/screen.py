"""Words and tables for a screen, a pipe or a file: what fits the width, in characters that the stream can show.

Enters: text and rows. Leaves: lines on standard output. No colours are used, so NO_COLOR has nothing to switch off.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO, TypeVar

import click

PIPE_WIDTH = 100
LEAST_WIDTH = 40
MOST_WIDTH = 140
READING_WIDTH = 88
"""Running text is set no wider: longer lines are hard to follow."""

T = TypeVar("T")

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "·": "-", "©": "(c)", "\u00a0": " "})


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody looks on. A stream that was closed before we began is None."""
    return stream is not None and stream.isatty()


def progress(items: Iterable[T], total: int, quiet: bool) -> Iterator[T]:
    """The items, with a bar on standard error where somebody looks on."""
    if quiet or not is_terminal(sys.stderr):
        yield from items
        return
    with click.progressbar(items, length=total, file=sys.stderr) as bar:
        yield from bar


def width() -> int:
    """The columns to fill: the terminal's, COLUMNS, or 100 in a pipe."""
    if not is_terminal(sys.stdout) and not os.environ.get("COLUMNS"):
        return PIPE_WIDTH
    return max(LEAST_WIDTH, min(MOST_WIDTH, shutil.get_terminal_size((PIPE_WIDTH, 24)).columns))


def shows_unicode() -> bool:
    """Whether standard output can show real quotes and dashes."""
    return (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "") in ("utf8", "utf16", "utf32")


def out(text: str = "", err: bool = False) -> None:
    """Lines to standard output, with typewriter marks where it cannot show real ones."""
    click.echo(text.replace("\u00a0", " ") if shows_unicode() else text.translate(_PLAIN), err=err, color=False)


def out_json(value: Any) -> None:
    """A value as JSON, two spaces in."""
    click.echo(json.dumps(value, ensure_ascii=not shows_unicode(), indent=2))


def wrapped(text: str, first: str = "", rest: str = "", columns: int = 0) -> str:
    """A paragraph within the width, its first line after `first`, the others after `rest`."""
    columns = columns or min(width(), READING_WIDTH)
    return textwrap.fill(text, columns, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False)


def table(head: Sequence[str], rows: Sequence[Sequence[str]], columns: int = 0) -> str:
    """A table as wide as the screen at most: short columns keep their width, the others share what is left and wrap.

    Where even that is too narrow, each row becomes a few lines, `heading: cell`.
    """
    columns = columns or width()
    natural = [max(len(line[index]) for line in (head, *rows)) for index in range(len(head))]
    longest_word = [max(len(word) for line in (head, *rows) for word in (line[index].split() or [""])) for index in range(len(head))]
    room = columns - 2 * (len(head) - 1)
    if sum(longest_word) > room:
        return "\n\n".join(
            "\n".join(wrapped(f"{name}: {cell}", rest="  ", columns=columns) for name, cell in zip(head, row, strict=True) if cell)
            for row in rows
        )
    widths = _shared(natural, longest_word, room)
    lines = [_row(head, widths), _row(["-" * size for size in widths], widths)]
    lines += [_row(row, widths) for row in rows]
    return "\n".join(lines)


def _shared(natural: list[int], least: list[int], room: int) -> list[int]:
    """Widths that fit the room: a column that needs less than an even share keeps its own, the others share the rest."""
    widths = list(natural)
    open_columns = set(range(len(natural)))
    while open_columns and sum(widths) > room:
        share = (room - sum(widths[i] for i in range(len(widths)) if i not in open_columns)) // len(open_columns)
        fixed = {i for i in open_columns if natural[i] <= share or least[i] >= share}
        if not fixed:
            for i in open_columns:
                widths[i] = share
            break
        for i in fixed:
            widths[i] = natural[i] if natural[i] <= share else least[i]
        open_columns -= fixed
    return widths


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    wrapped_cells = [textwrap.wrap(cell, size, break_on_hyphens=False) or [""] for cell, size in zip(cells, widths, strict=True)]
    height = max(len(cell) for cell in wrapped_cells)
    lines = []
    for index in range(height):
        parts = [(cell[index] if index < len(cell) else "").ljust(size) for cell, size in zip(wrapped_cells, widths, strict=True)]
        lines.append("  ".join(parts).rstrip())
    return "\n".join(lines)
