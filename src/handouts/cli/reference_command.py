"""`handouts reference`: all spots in one table."""

from __future__ import annotations

from typing import Any

import click

from handouts.cli.options import paper_option, sheet_options


@click.command("reference")
@paper_option()
@sheet_options
def command(**options: Any) -> None:
    """Make the quick-reference table of all spots.

    \b
    Examples:
      handouts reference
      handouts reference --paper letter --ink grey
      handouts reference --large-print
    """
    from handouts.cli.run_sheet import run

    run("reference", **options)
