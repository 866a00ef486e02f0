"""`handouts finder` and `handouts reference`: one sheet of all spots through the pipeline."""

from __future__ import annotations

from typing import Any

import click

from handouts.choices import POSTER_PAPERS
from handouts.cli.options import paper_option, sheet_options


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


def run(kind: str, **options: Any) -> None:
    """Make the file."""
    from handouts.cli.deliver import at_printer, deliver, logger, show, tell_notices
    from handouts.cli.inputs import find_clinic, look_of
    from handouts.pipeline.library import read_without_plates
    from handouts.pipeline.product import paint
    from handouts.pipeline.sheets import lay_out
    from handouts.resources import DataSource

    log = logger(options["verbose"])
    clinic = find_clinic(options["clinic_file"])
    look = look_of(options, clinic)
    library = read_without_plates(DataSource(options["data_folder"]), look, log, clinic)
    tell_notices(library.notices, options["quiet"])
    product = lay_out(kind, library, look, clinic, log)
    content = paint(product, library, log)
    path = deliver(content, options["output"], f"perfect-spots-{kind}-{look.paper}.pdf", options["force"], log)
    if not options["quiet"]:
        click.echo(at_printer(product, look.paper), err=True)
    if options["open_after"]:
        show(path)
