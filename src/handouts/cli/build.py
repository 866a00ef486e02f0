"""`handouts build`: the command people type most. Options to jobs, jobs through the pipeline, paths and sheet counts to the terminal."""

from __future__ import annotations

import os
from typing import Any

import click

from handouts.cli.options import complete_spots, pdf_options, spot_options


@click.command("build")
@click.argument("named", nargs=-1, metavar="[SPOT]...", shell_complete=complete_spots)
@spot_options
@pdf_options
def build_command(**options: Any) -> None:
    """Make the one-page handout of a spot (or several).

    \b
    Examples:
      handouts build --spot 11
      handouts build upper-back
      handouts build --spot 4,11 --combine --paper letter --ink grey
      handouts build --for "shin splints"
      handouts build --pack desk-neck -o sheets/
    """
    run(**options)


def run(**options: Any) -> None:
    """Make the files."""
    from handouts.api import Dataset
    from handouts.cli.deliver import at_printer, deliver, is_folder, logger, show, tell_notices
    from handouts.cli.inputs import find_clinic, patient_of, plan_of, spot_numbers, wishes_of

    log = logger(options["verbose"])
    asked = spot_numbers((*options.get("named", ()), *options["spots"]), options["data_folder"])
    if options.get("pack") or options.get("complaint"):
        from handouts.cli.find import chosen

        asked = chosen(asked, **options)
    plan = plan_of(options)
    if asked and options["all_spots"]:
        raise click.UsageError("--all is all spots: leave it out, or leave out which ones")
    if not asked and plan is not None:
        asked = plan.numbers()
    numbers = None if options["all_spots"] else asked
    if not asked and not options["all_spots"]:
        raise click.UsageError("say which spot: --spot 11, --for 'shin splints', --pack desk-neck, or --all")
    patient = patient_of(options)
    clinic = find_clinic(options["clinic_file"], options["no_clinic_head"])
    output = options["output"]
    if not options["combine"] and (numbers is None or len(numbers) > 1) and output is not None and not is_folder(output):
        folder = "" if output == "-" else f", such as {output}{os.sep}"
        raise click.UsageError(f"several handouts, one --output: add --combine for one file, or give a folder{folder}")
    data = Dataset(options["data_folder"], log)
    wanted: dict[str, Any] = {"side": options["side"] or "", "patient": patient, "clinic": clinic, "plan": plan, **wishes_of(options)}
    made = iter([data.combined(numbers, **wanted)]) if options["combine"] else data.handouts(numbers, **wanted)
    for index, printable in enumerate(made):
        if not index:
            tell_notices(printable.notices, options["quiet"])
        path = deliver(printable.pdf(), output, printable.name, options["force"], log, spare_patients=True)
        if not options["quiet"]:
            click.echo(at_printer(printable), err=True)
            for number, names in printable.left_out:
                click.echo(f"spot {number}: no room on the front for {', '.join(names)}", err=True)
        if options["open_after"]:
            show(path)
