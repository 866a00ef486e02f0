"""What `handouts reference` and `handouts finder` do once their options are read: one sheet through the pipeline, its path and sheet
count to the terminal.
"""

from __future__ import annotations

from typing import Any

import click

from handouts import build, sheets
from handouts.cli.clinic_file import find_clinic
from handouts.cli.look import look_of
from handouts.cli.run_build import PAPER_NAMES, deliver, logger, show
from handouts.resources import DataSource


def run(kind: str, **options: Any) -> None:
    """Make the file."""
    log = logger(options["verbose"])
    clinic = find_clinic(options["clinic_file"])
    look = look_of(options, clinic)
    library = sheets.read(DataSource(options["data_folder"]), look, log, clinic)
    for notice in () if options["quiet"] else library.notices:
        click.echo(str(notice), err=True)
    sheet = sheets.lay_out(kind, library, look, clinic, log)
    content = sheets.paint(sheet, library, look, clinic, log)
    path = deliver(content, options["output"], f"perfect-spots-{kind}-{look.paper}.pdf", options["force"], options["quiet"], log)
    if not options["quiet"]:
        click.echo(expect_at_printer(sheet, look), err=True)
    if options["open_after"]:
        show(path)


def expect_at_printer(sheet: sheets.Sheet, look: build.Look) -> str:
    """`1 page, A4, 1 sheet`, or `8 pages, A4, 4 sheets, both sides, flip on the short edge`."""
    pages = len(sheet.pages)
    count = -(-pages // 2)
    said = f"{pages} page{'s' * (pages != 1)}, {PAPER_NAMES[look.paper]}, {count} sheet{'s' * (count != 1)}"
    edge = {"": "", "DuplexFlipShortEdge": "short", "DuplexFlipLongEdge": "long"}[sheets.duplex(sheet)]
    return f"{said}, both sides, flip on the {edge} edge" if edge else said
