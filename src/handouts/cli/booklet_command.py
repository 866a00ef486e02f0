"""`handouts booklet`: all spots between two covers."""

from __future__ import annotations

from typing import Any

import click

from handouts.cli.options import (
    clinic_option,
    complete_packs,
    complete_spots,
    ink_option,
    output_option,
    paper_option,
    run_options,
)


@click.command("booklet")
@click.option("--half", is_flag=True, help="Pages of half the paper (A5, half Letter), two facing pages a spot.")
@click.option("--imposed", is_flag=True, help="Half-size pages on sheets to print on both sides, fold and staple.")
@click.option("--test-sheet", is_flag=True, help="One sheet that shows which edge your printer flips on.")
@click.option("--spot", "spots", multiple=True, metavar="N[,N]", shell_complete=complete_spots, help="Only these spots, in this order.")
@click.option("--pack", default="", metavar="NAME", shell_complete=complete_packs, help="Only the spots of a pack, such as desk-neck.")
@click.option(
    "--thickness",
    "thickness_mm",
    type=click.FloatRange(0.0, 0.5),
    default=0.1,
    show_default=True,
    metavar="MM",
    help="Of the paper, with --imposed: pages of inner sheets move towards the fold.",
)
@click.option("--marks", is_flag=True, help="Fold and trim marks, with --imposed.")
@output_option
@paper_option()
@ink_option
@clinic_option
@run_options
def command(**options: Any) -> None:
    """Make a booklet: how to use it, safety, the finder, all spots, the table, words explained, what science says.

    \b
    Examples:
      handouts booklet
      handouts booklet --half --paper letter
      handouts booklet --test-sheet
      handouts booklet --imposed --pack desk-neck
    """
    from handouts.cli.run_booklet import run

    run(**options)
