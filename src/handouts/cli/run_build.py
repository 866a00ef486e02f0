"""What `handouts build` does once its options are read: options to jobs, jobs through the pipeline, paths and sheet counts to the
terminal.
"""

from __future__ import annotations

import os
from typing import Any

import click

from handouts import build
from handouts.cli.clinic_file import find_clinic
from handouts.cli.for_patient import patient_of, plan_of
from handouts.cli.look import look_of
from handouts.resources import DataSource

PAPER_NAMES = {"a4": "A4", "letter": "Letter", "a3": "A3", "tabloid": "Tabloid"}


def spot_numbers(texts: tuple[str, ...]) -> tuple[int, ...]:
    """`("4,11", "6")` to `(4, 11, 6)`, each once, in the order asked."""
    numbers: list[int] = []
    for text in texts:
        for part in text.split(","):
            part = part.strip()
            if not part.isdigit():
                raise click.UsageError(f"--spot takes numbers such as 11 or 4,11, not “{part}”")
            if int(part) not in numbers:
                numbers.append(int(part))
    return tuple(numbers)


def logger(verbose: bool) -> build.Log:
    """Prints each step with -v."""
    if not verbose:
        return build.silent

    def log(step: str, what: str) -> None:
        click.echo(f"{step:>8}  {what}", err=True)

    return log


def run(**options: Any) -> None:
    """Make the files."""
    log = logger(options["verbose"])
    numbers = spot_numbers(options["spots"])
    if options.get("pack") or options.get("complaint"):
        from handouts.cli.choosing import chosen

        numbers = chosen(numbers, **options)
    plan = plan_of(options)
    if not numbers and plan is not None and not options["all_spots"]:
        numbers = plan.numbers()
    if not numbers and not options["all_spots"]:
        raise click.UsageError("say which spot: --spot 11, --for “shin splints”, --pack desk-neck, or --all")
    patient = patient_of(options)
    clinic = find_clinic(options["clinic_file"])
    look = look_of(options, clinic)
    data = DataSource(options["data_folder"])
    library = build.read(None if options["all_spots"] else numbers, data, look, log, clinic, plan, options["side"] or "")
    for notice in () if options["quiet"] else library.notices:
        click.echo(str(notice), err=True)
    if options["all_spots"]:
        numbers = tuple(spot.number for spot in library.dataset.spots)
    jobs = [build.Job(number, look, options["side"] or "", patient, clinic, plan) for number in numbers]
    groups = [jobs] if options["combine"] else [[job] for job in jobs]
    for group in groups:
        laid = tuple(build.lay_out(job, library, log) for job in group)
        document = build.document_of(laid, group[0])
        content = build.paint(document, library, group[0], max(part.spot.written for part in laid), log)
        name = build.file_name(laid[0].spot) if len(laid) == 1 else "handouts.pdf"
        path = deliver(content, options["output"], name, options["force"], options["quiet"], log)
        if not options["quiet"]:
            click.echo(expect_at_printer(laid, look), err=True)
        if options["open_after"]:
            show(path)


def show(path: str) -> None:
    """Open a file that was written with whatever this machine opens a PDF with; what went to standard output has no path."""
    if path:
        click.launch(path)


def deliver(content: bytes, output: str | None, name: str, force: bool | None, quiet: bool, log: build.Log) -> str:
    """Step 7, write: to standard output, into a folder, or to a file. Returns the path, "" for standard output."""
    from handouts.output.write import write_file, write_stdout

    if output == "-":
        write_stdout(content)
        log("write", "standard output")
        return ""
    path = name if output is None else os.path.join(output, name) if _is_folder(output) else output
    write_file(path, content, force=force)
    log("write", path)
    click.echo(path)
    return path


def _is_folder(output: str) -> bool:
    return output.endswith(("/", os.sep)) or os.path.isdir(output)


def expect_at_printer(laid: tuple[build.Laid, ...], look: build.Look) -> str:
    """`1 page, A4, 1 sheet`, or `2 pages, A4, 1 sheet, both sides, flip on the long edge`."""
    pages, sheets = sum(len(part.pages) for part in laid), build.sheets(laid)
    said = f"{pages} page{'s' * (pages != 1)}, {PAPER_NAMES[look.paper]}, {sheets} sheet{'s' * (sheets != 1)}"
    return f"{said}, both sides, flip on the long edge" if any(len(part.pages) > 1 for part in laid) else said
