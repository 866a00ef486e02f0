"""`handouts batch`: today's list, printed in one go."""

from __future__ import annotations

from typing import Any

import click

from handouts.choices import FITS
from handouts.cli.options import (
    clinic_option,
    diary_option,
    fillable_option,
    fit_option,
    ink_option,
    large_print_option,
    no_head_option,
    output_option,
    paper_option,
    run_options,
    side_option,
)


@click.command("batch")
@click.argument("file", metavar="TODAY.CSV")
@click.option("--combine/--separate", default=True, show_default=True, help="One file in row order; or a file for each row.")
@click.option(
    "--name-pattern",
    metavar="TEXT",
    default=None,
    help="Names of separate files, from {row} {spots} {side} {paper} {date}; {row:03} counts 001. Default: {list}-{row:03}-{spots}",
)
@click.option("--names-in-files", is_flag=True, help="Allow {name} in --name-pattern: patients’ names become file names.")
@click.option("--names-in-bookmarks", is_flag=True, help="Put patients’ names in the outline of the PDF.")
@click.option(
    "--skip-bad", is_flag=True, help="Print the rows that are right, list those left out on standard error, and end with exit code 3."
)
@click.option("--dry-run", is_flag=True, help="Check everything and say what would be made, row by row; write nothing.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    metavar="N",
    help="Processor cores to use; same bytes for any number.",
)
@output_option
@paper_option()
@ink_option
@large_print_option
@side_option
@clinic_option
@no_head_option
@click.option("--date", metavar="TEXT", default="", help="Printed after “Date” where a row has none.")
@click.option("--from", "clinician", metavar="NAME", default="", help="Printed after “From” where a row has none.")
@click.option("--note", metavar="TEXT", default="", help="A note under the plan where a row has none.")
@diary_option
@fit_option(FITS[1])
@fillable_option
@run_options
def batch_command(**options: Any) -> None:
    """Make the handouts of a whole list: one row a patient.

    Columns, in any order: name, spots (4, 11) or pack (desk-neck), side, large_print, paper, plan, note, date, from. What a row leaves
    empty is as the options say. Nothing is written until every row is right, unless --skip-bad asks for the good ones.

    \b
    Examples:
      handouts batch today.csv --dry-run
      handouts batch today.csv --paper letter --ink grey
      handouts batch today.csv --separate -o handouts/
    """
    from handouts.cli.batch_run import run

    run(**options)
