"""What `handouts batch` does once its options are read: a CSV file to rows, rows to files, paths and sheet counts to the terminal.

What is said here names rows, spots and papers, never a patient.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click

from handouts.api import Dataset, PatientList
from handouts.choices import PAPERS
from handouts.cli.deliver import counted, deliver, is_folder, logger, tell_notices
from handouts.cli.inputs import find_clinic, patient_of, wishes_of
from handouts.cli.name_pattern import USUAL, file_names, plain
from handouts.cli.screen import progress
from handouts.dataset.patient_list import bounded
from handouts.errors import DatasetError, Diagnostic, OutputError
from handouts.pipeline import workers
from handouts.pipeline.batch import Count, RowJobs, Tally, is_duplex, paint_file
from handouts.pipeline.wanted import Log


def run(**options: Any) -> None:
    """Read the list, check every row, make the files."""
    log = logger(options["verbose"])
    if not options["combine"] and options["output"] == "-":
        raise click.UsageError("--separate makes several files: give a folder with --output")
    data = Dataset(options["data_folder"], log)
    clinic = find_clinic(options["clinic_file"], options["no_clinic_head"])
    listed = data.batch(
        options["file"],
        side=options["side"] or "",
        usual=patient_of({**options, "patient": ""}),
        clinic=clinic,
        names_in_bookmarks=options["names_in_bookmarks"],
        skip_bad=options["skip_bad"],
        **wishes_of(options),
    )
    if options["skip_bad"]:
        listed = listed.that_fit(options["jobs"])
    tell_notices(listed.notices, options["quiet"])
    if options["combine"]:
        _combined(listed, options, log)
    else:
        _separate(listed, options, log)
    if listed.skipped:
        _tell_left_out(listed)
        sys.exit(DatasetError.exit_code)


def _tell_left_out(listed: PatientList) -> None:
    """The rows that were left out and why. It comes last and with --quiet too, since a patient would go without a sheet."""
    for problem in bounded(listed.skipped):
        click.echo(str(problem), err=True)
    gone = listed.listed.left_out
    numbers = ", ".join(str(number) for number in gone)
    click.echo(f"left out: row{'s' * (len(gone) > 1)} {numbers} ({len(gone)} of {len(gone) + len(listed)})", err=True)


def _combined(listed: PatientList, options: Mapping[str, Any], log: Log) -> None:
    """One file; one for each paper where rows differ in it and no single file was asked for."""
    some, library = listed.rows, listed.library
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
        sets = workers.sets(group, library, listed.setup(duplex), options["jobs"])
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


def _separate(listed: PatientList, options: Mapping[str, Any], log: Log) -> None:
    """A file for each row, once all rows are known to fit and all names to be free."""
    some, library = listed.rows, listed.library
    stem = os.path.splitext(os.path.basename(options["file"]))[0]
    names = file_names(options["name_pattern"] or USUAL, some, stem, options["names_in_files"])
    output = options["output"]
    if output is not None and not is_folder(output):
        raise click.UsageError(f"--separate makes several files: give a folder with --output, such as {output}{os.sep}")
    tally = Tally(dict.fromkeys(order.look.paper for order in some))
    sets = workers.sets(some, library, listed.setup(False), options["jobs"])
    _rehearse(some, progress(sets, len(some), options["quiet"]), tally, options["quiet"] or not options["dry_run"])
    if not options["dry_run"]:
        _refuse_taken([os.path.join(output or "", name) for name in names], options["force"])
        files = workers.files(some, library, listed.setup(False), options["jobs"])
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
        count = Count().plus(laid.counts, order.is_duplex)
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
