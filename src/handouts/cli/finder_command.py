"""`handouts finder`: where does it hurt?"""

from __future__ import annotations

from typing import Any

import click

from handouts.cli.options import paper_option, sheet_options


@click.command("finder")
@paper_option("a3", "tabloid")
@sheet_options
def command(**options: Any) -> None:
    """Make the where-does-it-hurt sheet: numbered body figures and the index by pain area.

    \b
    Examples:
      handouts finder
      handouts finder --paper a3
    """
    from handouts.cli.run_sheet import run

    run("finder", **options)
