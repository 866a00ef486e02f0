"""`handouts build`: the command people type most."""

from __future__ import annotations

from typing import Any

import click

from handouts.cli.options import pdf_options, spot_options


@click.command("build")
@spot_options
@pdf_options
def command(**options: Any) -> None:
    """Make the one-page handout of a spot (or several).

    \b
    Examples:
      handouts build --spot 11
      handouts build --spot 4,11 --combine --paper letter --ink grey
      handouts build --for "shin splints"
      handouts build --pack desk-neck -o sheets/
    """
    from handouts.cli.run_build import run

    run(**options)
