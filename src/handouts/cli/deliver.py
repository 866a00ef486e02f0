"""Step 7, write, and what is said of it: files to disk or standard output, their paths and sheet counts to the terminal.

Enters: bytes, the options of a command. Leaves: files. Paths go to standard output, all else to standard error.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from handouts.choices import PAPERS

if TYPE_CHECKING:
    from handouts.api import Printable
    from handouts.errors import Diagnostic
    from handouts.pipeline.wanted import Log


def logger(verbose: bool) -> Log:
    """Prints each step with -v."""

    def log(step: str, what: str) -> None:
        if verbose:
            click.echo(f"{step:>8}  {what}", err=True)

    return log


def tell_notices(notices: Iterable[Diagnostic], quiet: bool) -> None:
    """What whoever prints should know."""
    for notice in () if quiet else notices:
        click.echo(str(notice), err=True)


def show(path: str) -> None:
    """Open a file that was written with whatever this machine opens a PDF with; what went to standard output has no path."""
    if path:
        click.launch(path)


def deliver(content: bytes, output: str | None, name: str, force: bool | None, log: Log) -> str:
    """Step 7, write: to standard output, into a folder, or to a file. Returns the path, "" for standard output."""
    from handouts.output.write import write_file, write_stdout

    if output == "-":
        write_stdout(content)
        log("write", "standard output")
        return ""
    path = name if output is None else os.path.join(output, name) if is_folder(output) else output
    write_file(path, content, force=force)
    log("write", path)
    click.echo(path)
    return path


def is_folder(output: str) -> bool:
    """Whether --output names a folder: one that is there, or a name that ends like one."""
    return output.endswith(("/", os.sep)) or os.path.isdir(output)


def counted(number: int, what: str) -> str:
    """`1 page`, `4 pages`."""
    return f"{number} {what}{'s' * (number != 1)}"


def at_printer(printable: Printable) -> str:
    """`1 page, A4, 1 sheet`, or `2 pages, A4, 1 sheet, both sides, flip on the long edge`."""
    said = f"{counted(printable.pages, 'page')}, {PAPERS[printable.paper].label}, {counted(printable.sheets, 'sheet')}"
    return f"{said}, both sides, flip on the {printable.flip} edge" if printable.flip else said
