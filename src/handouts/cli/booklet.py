"""`handouts booklet`: all spots between two covers, or on sheets to fold; and the sheet that tests the printer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from handouts.choices import PAPERS, THICKNESS_MM
from handouts.cli.options import (
    clinic_option,
    complete_packs,
    complete_spots,
    ink_option,
    no_head_option,
    output_option,
    paper_option,
    run_options,
)

if TYPE_CHECKING:
    from handouts.api import Printable


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
    default=THICKNESS_MM,
    show_default=True,
    metavar="MM",
    help="Of the paper, with --imposed: pages of inner sheets move towards the fold.",
)
@click.option("--marks", is_flag=True, help="Fold and trim marks, with --imposed.")
@output_option
@paper_option()
@ink_option
@clinic_option
@no_head_option
@run_options
def booklet_command(**options: Any) -> None:
    """Make a booklet: how to use it, safety, the finder, all spots, the table, words explained, what science says.

    \b
    Examples:
      handouts booklet
      handouts booklet --half --paper letter
      handouts booklet --test-sheet
      handouts booklet --imposed --pack desk-neck
    """
    run(**options)


def run(**options: Any) -> None:
    """Make the file."""
    from handouts.api import Dataset
    from handouts.cli.deliver import deliver, logger, show, tell_notices
    from handouts.cli.find import of_pack
    from handouts.cli.inputs import find_clinic, spot_numbers, wishes_of

    log = logger(options["verbose"])
    half, imposed = options["half"], options["imposed"]
    if options["marks"] and not imposed:
        raise click.UsageError("--marks are for folding: use them with --imposed")
    clinic = find_clinic(options["clinic_file"], options["no_clinic_head"])
    data = Dataset(options["data_folder"], log)
    if options["test_sheet"]:
        printable = data.test_sheet(clinic=clinic, **wishes_of(options))
        said = f"{printable.pages} sides on {sheets_to_flip(printable)}"
    else:
        numbers = (*spot_numbers(options["spots"]), *(of_pack(options["pack"], data.source) if options["pack"] else ()))
        printable = data.booklet(
            numbers,
            half=half,
            imposed=imposed,
            thickness_mm=options["thickness_mm"],
            marks=options["marks"],
            pack=options["pack"],
            clinic=clinic,
            **wishes_of(options),
        )
        said = f"{printable.pages} pages on {sheets_to_flip(printable)}"
        if half and not imposed:
            said = f"{printable.pages} pages, {PAPERS[PAPERS[printable.paper].half].label}; to print and fold them use --imposed"
    tell_notices(printable.notices, options["quiet"])
    path = deliver(printable.pdf(), options["output"], printable.name, options["force"], log)
    if not options["quiet"]:
        click.echo(said, err=True)
        if printable.left_out:
            missing = "; ".join(f"spot {number}, {', '.join(names)}" for number, names in printable.left_out)
            click.echo(f"no room on their pages, but all in --half: {missing}", err=True)
    if options["open_after"]:
        show(path)


def sheets_to_flip(printable: Printable) -> str:
    """`6 sheets of A4, both sides, flip on the short edge`."""
    from handouts.cli.deliver import counted

    sheets = f"{counted(printable.sheets, 'sheet')} of {PAPERS[printable.paper].label}"
    return f"{sheets}, both sides, flip on the {printable.flip} edge"
