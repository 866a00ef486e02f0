"""`handouts build`: the command people type most."""

from __future__ import annotations

from typing import Any

import click

from handouts.cli.options import pdf_options


@click.command("build")
@click.option("--spot", "spots", multiple=True, metavar="N[,N]", help="A spot's number; several by comma or by repeating.")
@click.option("--all", "all_spots", is_flag=True, help="All fourteen.")
@click.option("--combine", is_flag=True, help="One file, in the order asked, instead of a file a spot.")
@pdf_options
def command(**options: Any) -> None:
    """Make the one-page handout of a spot (or several).

    \b
    Examples:
      handouts build --spot 11
      handouts build --spot 4,11 --combine --paper letter --ink grey
    """
    from handouts.cli.run_build import run

    run(**options)
