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
    output_option,
    paper_option,
    run_options,
)

if TYPE_CHECKING:
    from handouts.pipeline.product import Product
    from handouts.pipeline.wanted import BookletJob


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
    from handouts.cli.deliver import deliver, logger, show, tell_notices
    from handouts.cli.find import of_pack
    from handouts.cli.inputs import find_clinic, look_of, spot_numbers
    from handouts.pipeline import booklet
    from handouts.pipeline.product import paint
    from handouts.pipeline.wanted import BookletJob
    from handouts.resources import DataSource

    log = logger(options["verbose"])
    imposed, test_sheet = options["imposed"], options["test_sheet"]
    if options["marks"] and not imposed:
        raise click.UsageError("--marks are for folding: use them with --imposed")
    clinic = find_clinic(options["clinic_file"])
    look = look_of(options, clinic)
    data = DataSource(options["data_folder"])
    numbers = spot_numbers(options["spots"])
    if options["pack"]:
        numbers = tuple(dict.fromkeys((*numbers, *of_pack(options["pack"], data))))
    job = BookletJob(numbers, options["half"] or imposed, imposed, options["thickness_mm"], options["marks"])
    shelf = booklet.read(data, job, look, log, clinic)
    tell_notices(shelf.library.notices, options["quiet"])
    product = booklet.lay_out_test_sheet(shelf, look, clinic) if test_sheet else booklet.lay_out(shelf, job, look, clinic, log)
    content = paint(product, shelf.library, log)
    name = f"perfect-spots-test-sheet-{look.paper}.pdf" if test_sheet else booklet.file_name(job, look, options["pack"])
    path = deliver(content, options["output"], name, options["force"], log)
    if not options["quiet"]:
        click.echo(at_printer(product, job, look.paper, test_sheet), err=True)
        if product.left_out:
            missing = "; ".join(f"spot {number}, {', '.join(names)}" for number, names in product.left_out)
            click.echo(f"no room on their pages, but all in --half: {missing}", err=True)
    if options["open_after"]:
        show(path)


def at_printer(product: Product, job: BookletJob, paper: str, test_sheet: bool = False) -> str:
    """`24 pages on 6 sheets, both sides, flip on the short edge`; of half-size pages, that they are read rather than printed."""
    from handouts.cli.deliver import counted

    if job.half and not job.imposed and not test_sheet:
        return f"{product.page_count} pages, {PAPERS[PAPERS[paper].half].label}; to print and fold them use --imposed"
    what = "sides" if test_sheet else "pages"
    on = f"{counted(product.sheets, 'sheet')} of {PAPERS[paper].label}"
    return f"{product.page_count} {what} on {on}, both sides, flip on the {product.flip} edge"
