"""`handouts build`: the command people type most. Options to jobs, jobs through the pipeline, paths and sheet counts to the terminal."""

from __future__ import annotations

import os
from typing import Any

import click

from handouts.cli.options import pdf_options, spot_options


@click.command("build")
@spot_options
@pdf_options
def build_command(**options: Any) -> None:
    """Make the one-page handout of a spot (or several).

    \b
    Examples:
      handouts build --spot 11
      handouts build --spot 4,11 --combine --paper letter --ink grey
      handouts build --for "shin splints"
      handouts build --pack desk-neck -o sheets/
    """
    run(**options)


def run(**options: Any) -> None:
    """Make the files."""
    from handouts.cli.deliver import at_printer, deliver, is_folder, logger, show, tell_notices
    from handouts.cli.inputs import find_clinic, look_of, patient_of, plan_of, spot_numbers
    from handouts.pipeline.handout import file_name, lay_out, product_of
    from handouts.pipeline.library import read_library
    from handouts.pipeline.product import paint
    from handouts.pipeline.wanted import Job
    from handouts.resources import DataSource

    log = logger(options["verbose"])
    numbers = spot_numbers(options["spots"])
    if options.get("pack") or options.get("complaint"):
        from handouts.cli.find import chosen

        numbers = chosen(numbers, **options)
    plan = plan_of(options)
    if not numbers and plan is not None and not options["all_spots"]:
        numbers = plan.numbers()
    if not numbers and not options["all_spots"]:
        raise click.UsageError("say which spot: --spot 11, --for “shin splints”, --pack desk-neck, or --all")
    if numbers and options["all_spots"]:
        raise click.UsageError("--all is all spots: leave it out, or leave out which ones")
    patient = patient_of(options)
    clinic = find_clinic(options["clinic_file"])
    look = look_of(options, clinic)
    data = DataSource(options["data_folder"])
    library = read_library(None if options["all_spots"] else numbers, data, look, log, clinic, plan, options["side"] or "")
    tell_notices(library.notices, options["quiet"])
    if options["all_spots"]:
        numbers = tuple(spot.number for spot in library.dataset.spots)
    jobs = [Job(number, look, options["side"] or "", patient, clinic, plan) for number in numbers]
    output = options["output"]
    if len(jobs) > 1 and not options["combine"] and output is not None and (output == "-" or not is_folder(output)):
        folder = "" if output == "-" else f", such as {output}{os.sep}"
        raise click.UsageError(f"{len(jobs)} handouts, one --output: add --combine for one file, or give a folder{folder}")
    for group in [jobs] if options["combine"] else [[job] for job in jobs]:
        laid = [lay_out(job, library, log) for job in group]
        product = product_of(laid, group[0])
        content = paint(product, library, log)
        name = file_name(laid[0].spot) if len(laid) == 1 else "handouts.pdf"
        path = deliver(content, options["output"], name, options["force"], log)
        if not options["quiet"]:
            click.echo(at_printer(product, look.paper), err=True)
        if options["open_after"]:
            show(path)
