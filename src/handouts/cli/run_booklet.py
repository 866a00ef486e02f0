"""What `handouts booklet` does once its options are read: the booklet through the pipeline, its path and sheet count to the terminal."""

from __future__ import annotations

from typing import Any

import click

from handouts import booklet, build
from handouts.cli.clinic_file import find_clinic
from handouts.cli.look import look_of
from handouts.cli.run_build import PAPER_NAMES, deliver, logger, show, spot_numbers
from handouts.resources import DataSource

TRIM_NAMES = {**PAPER_NAMES, "a5": "A5", "half-letter": "half Letter"}


def run(**options: Any) -> None:
    """Make the file."""
    log = logger(options["verbose"])
    if options["marks"] and not options["imposed"]:
        raise click.UsageError("--marks are for folding: use them with --imposed")
    clinic = find_clinic(options["clinic_file"])
    look = look_of(options, clinic)
    numbers = spot_numbers(options["spots"])
    if options["pack"]:
        from handouts.cli.choosing import of_pack

        numbers = tuple(dict.fromkeys((*numbers, *of_pack(options["pack"], DataSource(options["data_folder"])))))
    imposed = options["imposed"]
    wish = booklet.Wish(numbers, options["half"] or imposed, imposed, options["thickness_mm"], options["marks"])
    shelf = booklet.read(DataSource(options["data_folder"]), wish, look, log, clinic)
    for notice in () if options["quiet"] else shelf.library.notices:
        click.echo(str(notice), err=True)
    made = booklet.make_test_sheet(shelf, look) if options["test_sheet"] else booklet.make(shelf, wish, look, clinic, log)
    content = booklet.paint(made, shelf, look, clinic, log)
    name = file_name(wish, look, options["pack"], options["test_sheet"])
    path = deliver(content, options["output"], name, options["force"], options["quiet"], log)
    if not options["quiet"]:
        click.echo(expect_at_printer(made, wish, look, options["test_sheet"]), err=True)
        if made.left_out:
            missing = "; ".join(f"spot {number}, {', '.join(names)}" for number, names in made.left_out)
            click.echo(f"no room on their pages, but all in --half: {missing}", err=True)
    if options["open_after"]:
        show(path)


def file_name(wish: booklet.Wish, look: build.Look, pack: str, test_sheet: bool) -> str:
    """`perfect-spots-booklet-a4.pdf`, `perfect-spots-booklet-desk-neck-a5.pdf`, `perfect-spots-booklet-a4-imposed.pdf`."""
    if test_sheet:
        return f"perfect-spots-test-sheet-{look.paper}.pdf"
    which = f"-{pack}" if pack else "".join(f"-{number}" for number in wish.numbers)
    trim = booklet.HALVES[look.paper] if wish.half and not wish.imposed else look.paper
    return f"perfect-spots-booklet{which}-{trim}{'-imposed' * wish.imposed}.pdf"


def expect_at_printer(made: booklet.Made, wish: booklet.Wish, look: build.Look, test_sheet: bool = False) -> str:
    """`24 pages on 6 sheets, both sides, flip on the short edge`; of half-size pages, that they are read rather than printed."""
    sheets = f"{made.sheets} sheet{'s' * (made.sheets != 1)}"
    if test_sheet:
        return f"{made.pages} sides on {sheets} of {PAPER_NAMES[look.paper]}, both sides, flip on the short edge"
    if wish.imposed:
        return f"{made.pages} pages on {sheets} of {PAPER_NAMES[look.paper]}, both sides, flip on the short edge"
    if wish.half:
        return f"{made.pages} pages, {TRIM_NAMES[booklet.HALVES[look.paper]]}; to print and fold them use --imposed"
    return f"{made.pages} pages on {sheets} of {PAPER_NAMES[look.paper]}, both sides, flip on the long edge"
