"""`handouts finder` and `handouts reference`: one sheet of all spots through the pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from handouts.choices import POSTER_PAPERS
from handouts.cli.options import paper_option, sheet_options

if TYPE_CHECKING:
    from handouts.api import SheetKind


@click.command("finder")
@paper_option(*POSTER_PAPERS)
@sheet_options
def finder_command(**options: Any) -> None:
    """Make the where-does-it-hurt sheet: numbered body figures and the index by pain area.

    \b
    Examples:
      handouts finder
      handouts finder --paper a3
    """
    run("finder", **options)


@click.command("reference")
@paper_option()
@sheet_options
def reference_command(**options: Any) -> None:
    """Make the quick-reference table of all spots.

    \b
    Examples:
      handouts reference
      handouts reference --paper letter --ink grey
      handouts reference --large-print
    """
    run("reference", **options)


def run(kind: SheetKind, **options: Any) -> None:
    """Make the file."""
    from handouts.api import Dataset
    from handouts.cli.deliver import at_printer, deliver, logger, show, tell_notices
    from handouts.cli.inputs import find_clinic, wishes_of

    log = logger(options["verbose"])
    printable = Dataset(options["data_folder"], log).sheet(
        kind, clinic=find_clinic(options["clinic_file"], options["no_clinic_head"]), **wishes_of(options)
    )
    tell_notices(printable.notices, options["quiet"])
    path = deliver(printable.pdf(), options["output"], printable.name, options["force"], log)
    if not options["quiet"]:
        click.echo(at_printer(printable), err=True)
    if options["open_after"]:
        show(path)
