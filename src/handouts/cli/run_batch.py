"""What `handouts batch` does once its options are read: a CSV file to rows, rows to files, paths and sheet counts to the terminal.

What is said here names rows, spots and papers, never a patient.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

import click

from handouts import batch as today
from handouts import build, workers
from handouts.cli.clinic_file import find_clinic
from handouts.cli.for_patient import patient_of
from handouts.cli.look import look_of
from handouts.cli.name_pattern import USUAL, file_names, plain
from handouts.cli.progress import progress
from handouts.cli.run_build import PAPER_NAMES, deliver, logger
from handouts.dataset.batch import Batch, Row, bounded, read_batch
from handouts.dataset.csv_table import MOST_BYTES
from handouts.dataset.model import Plan
from handouts.dataset.own_file import read_bounded
from handouts.errors import DatasetError, Diagnostic, OutputError
from handouts.resources import DataSource


def run(**options: Any) -> None:
    """Read the list, check every row, make the files."""
    log = logger(options["verbose"])
    if not options["combine"] and options["output"] == "-":
        raise click.UsageError("--separate makes several files: give a folder with --output")
    file = options["file"]
    listed = read_list(file, DataSource(options["data_folder"]))
    for warning in () if options["quiet"] else listed.warnings:
        click.echo(str(warning), err=True)
    numbers = tuple(sorted({number for row in listed.rows for number in row.numbers}))
    wanted = _wanted(options)
    setting = workers.Setting(numbers, options["data_folder"], wanted.look, listed, False, options["names_in_bookmarks"], wanted.clinic)
    library = workers.read_library(setting, log)
    for notice in () if options["quiet"] else library.notices:
        click.echo(str(notice), err=True)
    today.refuse_missing_glyphs(listed, library)
    plans = read_plans(listed, os.path.dirname(file), library)
    some = today.orders(listed, wanted, plans)
    if options["combine"]:
        _combined(some, library, setting, options, log)
    else:
        _separate(some, library, setting, options, log)


def read_list(file: str, data: DataSource) -> Batch:
    """The rows of the file, judged by the spots and packs that there are."""
    from handouts.dataset.common import read_packs
    from handouts.dataset.load import read_checked

    names = [name for name in data.list("data/spots") if name.endswith(".yaml") and name[:2].isdigit()]
    packs = read_checked(data, "data/common/packs.yaml", read_packs)
    content = read_bounded(file, MOST_BYTES, "give the path of a CSV file, saved from your spreadsheet")
    return read_batch(content, file, {int(name[:2]) for name in names}, packs)


def _wanted(options: Mapping[str, Any]) -> today.Wanted:
    clinic = find_clinic(options["clinic_file"])
    look = look_of(options, clinic)
    usual = patient_of({**options, "patient": ""})
    return today.Wanted(look, options["side"] or "", usual.date, usual.clinician, usual.note, clinic)


def read_plans(listed: Batch, folder: str, library: build.Library) -> dict[str, Plan]:
    """The plans that rows name, each read once, each checked for the spots of every row that names it."""
    from handouts.dataset.plan import load_plan, plan_problems

    found: dict[str, Plan | tuple[Diagnostic, ...]] = {}
    problems: list[Diagnostic] = []
    home = os.path.realpath(folder or ".")
    for row in listed.rows:
        if not row.plan:
            continue
        if row.plan not in found:
            found[row.plan] = _plan(row.plan, folder, home, load_plan)
        plan = found[row.plan]
        wrong = plan if not isinstance(plan, Plan) else plan_problems(plan, [library.dataset.spot(n) for n in row.numbers], row.side)
        problems += [_of_row(problem, listed, row) for problem in wrong]
    if problems:
        raise DatasetError(*bounded(problems))
    return {path: plan for path, plan in found.items() if isinstance(plan, Plan)}


def _plan(path: str, folder: str, home: str, load: Any) -> Plan | tuple[Diagnostic, ...]:
    where = os.path.join(folder, *path.split("/"))
    if not os.path.realpath(where).startswith(home + os.sep):
        return (Diagnostic(None, "leads out of the folder of the list", "copy the file instead of linking to it"),)
    try:
        plan: Plan = load(where)
    except DatasetError as error:
        return tuple(error.diagnostics)
    return plan


def _of_row(problem: Diagnostic, listed: Batch, row: Row) -> Diagnostic:
    message = f"{problem.place}: {problem.message}" if problem.place else problem.message
    return Diagnostic(listed.place(row, "plan"), message, problem.hint)


def _combined(
    some: Sequence[today.Order], library: build.Library, setting: workers.Setting, options: Mapping[str, Any], log: build.Log
) -> None:
    """One file; one for each paper where rows differ in it and no single file was asked for."""
    stem = plain(os.path.splitext(os.path.basename(options["file"]))[0]) or "batch"
    papers = list(dict.fromkeys(order.look.paper for order in some))
    output = options["output"]
    one_file = output is not None and not _is_folder(output)
    groups = [tuple(some)]
    if len(papers) > 1 and not one_file:
        groups = [tuple(order for order in some if order.look.paper == paper) for paper in papers]
        said = ", ".join(f"{PAPER_NAMES[group[0].look.paper]} for {_rows(group)}" for group in groups)
        click.echo(f"two papers, so a file for each: {said}", err=True)
    elif len(papers) > 1:
        said = ", ".join(f"{PAPER_NAMES[paper]} for {_rows([o for o in some if o.look.paper == paper])}" for paper in papers)
        hint = "leave out --output FILE for a file for each paper"
        click.echo(str(Diagnostic(None, f"two papers in one file: {said}", hint, "warning")), err=True)
    made: list[tuple[str, bytes, today.Tally, bool]] = []
    for group in groups:
        tally = today.Tally(papers if len(groups) == 1 else [group[0].look.paper])
        duplex = today.is_duplex(group)
        sets = workers.sets(group, library, setting._replace(duplex=duplex), options["jobs"])
        shown = progress(sets, len(group), options["quiet"])
        name = f"{stem}.pdf" if len(groups) == 1 else f"{stem}-{group[0].look.paper}.pdf"
        if options["dry_run"]:
            _rehearse(group, shown, tally, options["quiet"])
            made.append((name, b"", tally, duplex))
        else:
            made.append((name, today.paint_file(group, shown, library, tally, log), tally, duplex))
    for name, content, tally, duplex in made:
        if not options["dry_run"]:
            deliver(content, output, name, options["force"], options["quiet"], log)
        if not options["quiet"]:
            before = f"{output if one_file and output != '-' else name} would be: " if options["dry_run"] else ""
            click.echo(before + _at_printer(tally, duplex), err=True)
        if options["open_after"] and not options["dry_run"] and output != "-":
            click.launch(os.path.join(output, name) if output and not one_file else output or name)


def _separate(
    some: Sequence[today.Order], library: build.Library, setting: workers.Setting, options: Mapping[str, Any], log: build.Log
) -> None:
    """A file for each row, once all rows are known to fit and all names to be free."""
    stem = os.path.splitext(os.path.basename(options["file"]))[0]
    names = file_names(options["name_pattern"] or USUAL, some, stem, options["names_in_files"])
    output = options["output"]
    if output is not None and not _is_folder(output):
        raise click.UsageError(f"--separate makes several files: give a folder with --output, such as {output}{os.sep}")
    tally = today.Tally(dict.fromkeys(order.look.paper for order in some))
    sets = workers.sets(some, library, setting, options["jobs"])
    _rehearse(some, progress(sets, len(some), options["quiet"]), tally, options["quiet"] or not options["dry_run"])
    if not options["dry_run"]:
        _refuse_taken([os.path.join(output or "", name) for name in names], options["force"])
        files = workers.files(some, library, setting, options["jobs"])
        for name, content in zip(names, progress(files, len(some), options["quiet"]), strict=True):
            deliver(content, output, name, options["force"], options["quiet"], log)
        if options["open_after"]:
            click.launch(output or ".")
    if not options["quiet"]:
        before = f"{len(names)} files would be: " if options["dry_run"] else f"{len(names)} files: "
        click.echo(before + _at_printer(tally, today.is_duplex(some)), err=True)


def _rehearse(some: Sequence[today.Order], sets: Any, tally: today.Tally, quiet: bool) -> None:
    """Lay everything out, paint nothing, say what each row comes to."""
    lines = []
    for order, laid in zip(some, sets, strict=True):
        tally.take(order, laid)
        count = today.Count().plus(laid.counts)
        spots = ", ".join(str(number) for number in order.row.numbers)
        large = ", large print" if order.look.large_print else ""
        lines.append(f"  row {order.row.row}: spot {spots}, {PAPER_NAMES[order.look.paper]}{large}, {_pages(count)}")
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


def _pages(count: today.Count) -> str:
    return f"{count.sides} page{'s' * (count.sides != 1)}, {count.sheets} sheet{'s' * (count.sheets != 1)}"


def _at_printer(tally: today.Tally, duplex: bool) -> str:
    """`14 pages, Letter, 10 sheets, both sides, flip on the long edge`."""
    papers = []
    for paper, count in tally.by_paper.items():
        pages, sheets = _pages(count).split(", ")
        papers.append(f"{pages}, {PAPER_NAMES[paper]}, {sheets}")
    return "; ".join(papers) + (", both sides, flip on the long edge" if duplex else "")


def _rows(some: Sequence[today.Order]) -> str:
    """`rows 2, 5 and 7 more`: enough to see what was meant."""
    numbers = [str(order.row.row) for order in some]
    shown = ", ".join(numbers[:6]) + (f" and {len(numbers) - 6} more" if len(numbers) > 6 else "")
    return f"row{'s' * (len(numbers) > 1)} {shown}"


def _is_folder(output: str) -> bool:
    return output.endswith(("/", os.sep)) or os.path.isdir(output)
