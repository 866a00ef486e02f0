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


def deliver(content: bytes, output: str | None, name: str, force: bool | None, log: Log, spare_patients: bool = False) -> str:
    """Step 7, write: to standard output, into a folder, or to a file. Returns the path, "" for standard output.

    With `spare_patients`, a sheet that was filled in for a patient is not replaced by another under the usual name: that gets a number.
    """
    from handouts.output.write import filled_in, write_file, write_stdout

    if output == "-":
        write_stdout(content)
        log("write", "standard output")
        return ""
    into_folder = output is None or is_folder(output)
    path = name if output is None else os.path.join(output, name) if into_folder else output
    if output is not None and into_folder:
        make_folder(output)
    if spare_patients and force is None and filled_in(path, content):
        if into_folder:
            taken, path = path, _free(path, content)
            click.echo(f"{taken} is filled in for a patient and was kept", err=True)
        else:
            click.echo(f"{path} was filled in for a patient, and is replaced", err=True)
    write_file(path, content, force=force)
    log("write", path)
    click.echo(path)
    return path


def _free(path: str, content: bytes) -> str:
    """The first of `x-2.pdf`, `x-3.pdf` ... that is not there, or holds just this."""
    stem, ending = os.path.splitext(path)
    number = 2
    while os.path.lexists(f"{stem}-{number}{ending}") and not _holds(f"{stem}-{number}{ending}", content):
        number += 1
    return f"{stem}-{number}{ending}"


def _holds(path: str, content: bytes) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read(len(content) + 1) == content
    except OSError:
        return False


def is_folder(output: str) -> bool:
    """Whether --output names a folder: one that is there, a name that ends like one, or one without an ending where there is no file."""
    if output.endswith(("/", os.sep)) or os.path.isdir(output):
        return True
    return output != "-" and not os.path.lexists(output) and not os.path.splitext(output)[1]


def make_folder(path: str) -> None:
    """The folder, made where it is missing. Raises `OutputError`."""
    from handouts.errors import Diagnostic, OutputError

    try:
        os.makedirs(path, exist_ok=True)
    except OSError as problem:
        message = f"the folder {path} cannot be made: {(problem.strerror or 'unknown reason').lower()}"
        raise OutputError(Diagnostic(None, message, "give another with --output")) from None


def counted(number: int, what: str) -> str:
    """`1 page`, `4 pages`."""
    return f"{number} {what}{'s' * (number != 1)}"


def at_printer(printable: Printable) -> str:
    """`1 page, A4, 1 sheet`, or `2 pages, A4, 1 sheet, both sides, flip on the long edge`."""
    said = f"{counted(printable.pages, 'page')}, {PAPERS[printable.paper].label}, {counted(printable.sheets, 'sheet')}"
    return f"{said}, both sides, flip on the {printable.flip} edge" if printable.flip else said
