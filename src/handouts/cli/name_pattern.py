"""Names for separate files, from a pattern: by row and spots, and by patient's name only where that is allowed.

Enters: a pattern, rows. Leaves: file names that stay in one folder, or a usage error.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence

import click

from handouts.pipeline.batch import RowJobs

USUAL = "{list}-{row:03}-{spots}"
FIELDS = ("list", "row", "spots", "side", "paper", "date", "name")
MOST_BYTES = 200
WINDOWS = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")


def file_names(pattern: str, some: Sequence[RowJobs], stem: str, names_allowed: bool) -> list[str]:
    """A name for each row, no two alike."""
    _check(pattern, names_allowed)
    names: list[str] = []
    rows: dict[str, int] = {}
    for order in some:
        name = _name(pattern, order, stem)
        first = rows.setdefault(name.casefold(), order.row.row)
        if first != order.row.row:
            raise click.UsageError(f"--name-pattern gives rows {first} and {order.row.row} the same file name; put {{row}} in it")
        names.append(name)
    return names


def _check(pattern: str, names_allowed: bool) -> None:
    """Only the known fields, no attributes or conversions, no folders."""
    try:
        parts = list(string.Formatter().parse(pattern))
    except ValueError:
        raise click.UsageError("--name-pattern has a brace that is not closed, or not opened") from None
    for literal, field, form, conversion in parts:
        if any(char in literal for char in '/\\:*?"<>|') or not literal.isprintable():
            raise click.UsageError('--name-pattern makes file names, not folders: leave out / \\ : * ? " < > |')
        if field is None:
            continue
        if field not in FIELDS or conversion or (form and not (field == "row" and re.fullmatch(r"0?[1-9]d?", form))):
            raise click.UsageError(f"--name-pattern knows {', '.join('{' + name + '}' for name in FIELDS)}, and {{row:03}}")
        if field == "name" and not names_allowed:
            raise click.UsageError("{name} puts patients’ names in file names, where others may see them; to allow it add --names-in-files")


def _name(pattern: str, order: RowJobs, stem: str) -> str:
    row = order.row
    values = {
        "list": plain(stem),
        "row": row.row,
        "spots": "-".join(str(number) for number in row.numbers),
        "side": order.jobs[0].side,
        "paper": order.look.paper,
        "date": plain(row.date),
        "name": plain(row.name),
    }
    name = pattern.format(**values).strip(" .").removesuffix(".pdf").strip(" .-")
    while len(name.encode()) > MOST_BYTES:
        name = name[:-1]
    return f"{'row-' + str(row.row) if not name or WINDOWS.fullmatch(name) else name}.pdf"


def plain(text: str) -> str:
    """Letters and digits with hyphens between: what every disk takes."""
    return "-".join(re.findall(r"\w+", text))
