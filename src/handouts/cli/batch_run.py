"""What `handouts batch` does once its options are read: a CSV file to rows, rows to files, paths and sheet counts to the terminal.

What is said here names rows, spots and papers, never a patient.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

import click

from handouts.choices import PAPERS
from handouts.cli.deliver import counted, deliver, is_folder, logger, tell_notices
from handouts.cli.inputs import find_clinic, look_of, patient_of
from handouts.cli.name_pattern import USUAL, file_names, plain
from handouts.cli.screen import progress
from handouts.errors import Diagnostic, OutputError
from handouts.pipeline import workers
from handouts.pipeline.batch import Count, RowJobs, Tally, is_duplex, jobs_of, paint_file, read_list, read_plans, refuse_missing_glyphs
from handouts.pipeline.library import Library
from handouts.pipeline.wanted import Log, RowDefaults
from handouts.pipeline.workers import WorkerSetup
from handouts.resources import DataSource


def run(**options: Any) -> None:
    """Read the list, check every row, make the files."""
    log = logger(options["verbose"])
    if not options["combine"] and options["output"] == "-":
        raise click.UsageError("--separate makes several files: give a folder with --output")
    file = options["file"]
    listed = read_list(file, DataSource(options["data_folder"]))
    tell_notices(listed.warnings, options["quiet"])
    numbers = tuple(sorted({number for row in listed.rows for number in row.numbers}))
    defaults = _defaults(options)
    setup = WorkerSetup(numbers, options["data_folder"], defaults.look, listed, False, options["names_in_bookmarks"], defaults.clinic)
    library = workers.read_for(setup, log)
    tell_notices(library.notices, options["quiet"])
    refuse_missing_glyphs(listed, library)
    plans = read_plans(listed, os.path.dirname(file), library)
    some = jobs_of(listed, defaults, plans)
    if options["combine"]:
        _combined(some, library, setup, options, log)
    else:
        _separate(some, library, setup, options, log)


def _defaults(options: Mapping[str, Any]) -> RowDefaults:
    clinic = find_clinic(options["clinic_file"])
    usual = patient_of({**options, "patient": ""})
    return RowDefaults(look_of(options, clinic), options["side"] or "", usual.date, usual.clinician, usual.note, clinic)


def _combined(some: Sequence[RowJobs], library: Library, setup: WorkerSetup, options: Mapping[str, Any], log: Log) -> None:
    """One file; one for each paper where rows differ in it and no single file was asked for."""
    stem = plain(os.path.splitext(os.path.basename(options["file"]))[0]) or "batch"
    papers = list(dict.fromkeys(order.look.paper for order in some))
    output = options["output"]
    one_file = output is not None and not is_folder(output)
    groups = [tuple(some)]
    if len(papers) > 1 and not one_file:
        groups = [tuple(order for order in some if order.look.paper == paper) for paper in papers]
        said = ", ".join(f"{PAPERS[group[0].look.paper].label} for {_rows(group)}" for group in groups)
        click.echo(f"two papers, so a file for each: {said}", err=True)
    elif len(papers) > 1:
        said = ", ".join(f"{PAPERS[paper].label} for {_rows([o for o in some if o.look.paper == paper])}" for paper in papers)
        hint = "leave out --output FILE for a file for each paper"
        click.echo(str(Diagnostic(None, f"two papers in one file: {said}", hint, "warning")), err=True)
    made: list[tuple[str, bytes, Tally, bool]] = []
    for group in groups:
        tally = Tally(papers if len(groups) == 1 else [group[0].look.paper])
        duplex = is_duplex(group)
        sets = workers.sets(group, library, setup._replace(duplex=duplex), options["jobs"])
        shown = progress(sets, len(group), options["quiet"])
        name = f"{stem}.pdf" if len(groups) == 1 else f"{stem}-{group[0].look.paper}.pdf"
        if options["dry_run"]:
            _rehearse(group, shown, tally, options["quiet"])
            made.append((name, b"", tally, duplex))
        else:
            made.append((name, paint_file(group, shown, library, tally, log), tally, duplex))
    for name, content, tally, duplex in made:
        if not options["dry_run"]:
            deliver(content, output, name, options["force"], log)
        if not options["quiet"]:
            before = f"{output if one_file and output != '-' else name} would be: " if options["dry_run"] else ""
            click.echo(before + _at_printer(tally, duplex), err=True)
        if options["open_after"] and not options["dry_run"] and output != "-":
            click.launch(os.path.join(output, name) if output and not one_file else output or name)


def _separate(some: Sequence[RowJobs], library: Library, setup: WorkerSetup, options: Mapping[str, Any], log: Log) -> None:
    """A file for each row, once all rows are known to fit and all names to be free."""
    stem = os.path.splitext(os.path.basename(options["file"]))[0]
    names = file_names(options["name_pattern"] or USUAL, some, stem, options["names_in_files"])
    output = options["output"]
    if output is not None and not is_folder(output):
        raise click.UsageError(f"--separate makes several files: give a folder with --output, such as {output}{os.sep}")
    tally = Tally(dict.fromkeys(order.look.paper for order in some))
    sets = workers.sets(some, library, setup, options["jobs"])
    _rehearse(some, progress(sets, len(some), options["quiet"]), tally, options["quiet"] or not options["dry_run"])
    if not options["dry_run"]:
        _refuse_taken([os.path.join(output or "", name) for name in names], options["force"])
        files = workers.files(some, library, setup, options["jobs"])
        for name, content in zip(names, progress(files, len(some), options["quiet"]), strict=True):
            deliver(content, output, name, options["force"], log)
        if options["open_after"]:
            click.launch(output or ".")
    if not options["quiet"]:
        before = f"{len(names)} files would be: " if options["dry_run"] else f"{len(names)} files: "
        click.echo(before + _at_printer(tally, is_duplex(some)), err=True)


def _rehearse(some: Sequence[RowJobs], sets: Any, tally: Tally, quiet: bool) -> None:
    """Lay everything out, paint nothing, say what each row comes to."""
    lines = []
    for order, laid in zip(some, sets, strict=True):
        tally.take(order, laid)
        count = Count().plus(laid.counts)
        spots = ", ".join(str(number) for number in order.row.numbers)
        large = ", large print" if order.look.large_print else ""
        lines.append(f"  row {order.row.row}: spot {spots}, {PAPERS[order.look.paper].label}{large}, {_pages(count)}")
    tally.finish()
    if not quiet:
        click.echo("\n".join(lines), err=True)


def _refuse_taken(paths: Sequence[str], force: bool | None) -> None:
    """All names are looked at before the first file is written."""
    from handouts.output.write import made_by_us

    if force:
        return
    taken = [path for path in paths if os.path.lexists(path) and (force is False or not made_by_us(path))]
    if taken:
        hint = "choose another folder with --output, or replace them with --force"
        raise OutputError(Diagnostic(None, f"{len(taken)} of the files exist already, the first is {taken[0]}; nothing was written", hint))


def _pages(count: Count) -> str:
    return f"{counted(count.sides, 'page')}, {counted(count.sheets, 'sheet')}"


def _at_printer(tally: Tally, duplex: bool) -> str:
    """`14 pages, Letter, 10 sheets, both sides, flip on the long edge`."""
    papers = []
    for paper, count in tally.by_paper.items():
        papers.append(f"{counted(count.sides, 'page')}, {PAPERS[paper].label}, {counted(count.sheets, 'sheet')}")
    return "; ".join(papers) + (", both sides, flip on the long edge" if duplex else "")


def _rows(some: Sequence[RowJobs]) -> str:
    """`rows 2, 5 and 7 more`: enough to see what was meant."""
    numbers = [str(order.row.row) for order in some]
    shown = ", ".join(numbers[:6]) + (f" and {len(numbers) - 6} more" if len(numbers) > 6 else "")
    return f"row{'s' * (len(numbers) > 1)} {shown}"
