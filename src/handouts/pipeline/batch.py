"""Today's list through the seven steps: rows become sets of pages, sets become files.

Enters: a checked `Batch`, a `Library`, what holds for all rows. Leaves: pages one row at a time, so that a thousand patients need no more
memory than one, and plain values that say what to expect at the printer. No patient's name enters a title, a bookmark or a file name
unless that was asked for.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from handouts.choices import LONG_EDGE
from handouts.dataset.common import read_packs
from handouts.dataset.csv_table import MOST_BYTES
from handouts.dataset.load import read_checked, spot_numbers
from handouts.dataset.model import Plan
from handouts.dataset.own_file import read_bounded
from handouts.dataset.patient_list import Batch, Row, bounded, read_batch, read_rows_of, table_of
from handouts.document.handout import Patient
from handouts.errors import DatasetError, Diagnostic, FitError, ResourceError
from handouts.layout.frame import Document, Frame, Page, Rect
from handouts.layout.type.fonts import check_coverage
from handouts.pipeline.handout import blank_side, compose, lay_out
from handouts.pipeline.library import Library
from handouts.pipeline.product import Product, paint_document
from handouts.pipeline.wanted import Job, Log, Look, RowDefaults, silent
from handouts.resources import DataSource

MOST_TITLES = 3
"""Titles of spots in the title of a file; more than these would not be read."""


class RowJobs(NamedTuple):
    """One row, ready to be laid out: a job for each spot."""

    row: Row
    jobs: tuple[Job, ...]

    @property
    def look(self) -> Look:
        return self.jobs[0].look

    @property
    def is_duplex(self) -> bool:
        """Whether any of its handouts has more than one side: then the file is for printing on both."""
        return self.look.large_print or self.look.diary == "back"


class Set(NamedTuple):
    """The pages of one row, and how many each of its handouts has; or what is wrong with it."""

    pages: tuple[Page, ...] = ()
    counts: tuple[int, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


class Count(NamedTuple):
    """What comes out of the printer for a file: sides with print on them, and sheets. Each handout has sheets of its own."""

    sides: int = 0
    sheets: int = 0

    def plus(self, counts: Iterable[int], duplex: bool) -> Count:
        """With a further row's handouts. Printed on one side, what went on overleaf takes a second sheet."""
        counts = tuple(counts)
        return Count(self.sides + sum(counts), self.sheets + (sum(-(-count // 2) for count in counts) if duplex else sum(counts)))


def read_list(file: str, data: DataSource, skip_bad: bool = False) -> Batch:
    """The rows of a CSV file, judged by the spots and packs that there are."""
    return read_rows(
        read_bounded(file, MOST_BYTES, "give the path of a CSV file, saved from your spreadsheet"), data, file, skip_bad=skip_bad
    )


def read_rows(
    rows: Iterable[Mapping[str, object]] | bytes, data: DataSource, name: str = "rows", first_row: int = 2, skip_bad: bool = False
) -> Batch:
    """The same for the bytes of a file, or rows that a program holds. Raises `DatasetError` with every problem, each at row and column."""
    numbers = spot_numbers(data)
    packs = read_checked(data, "data/common/packs.yaml", read_packs)
    if isinstance(rows, bytes):
        return read_batch(rows, name, numbers, packs, skip_bad)
    return read_rows_of(table_of(rows, first_row), name, numbers, packs, skip_bad)


def read_plans(listed: Batch, folder: str | None, library: Library, given: Mapping[str, Plan] | None = None) -> dict[str, Plan]:
    """The plans that rows name, each read once, each checked for the spots of every row that names it.

    They lie in `folder`, that of the list; or they are `given` by name, for a list that is no file.
    """
    from handouts.dataset.plan import plan_problems

    found: dict[str, Plan | tuple[Diagnostic, ...]] = {}
    problems: list[Diagnostic] = []
    home = os.path.realpath(folder or ".")
    for row in listed.rows:
        if not row.plan:
            continue
        if row.plan not in found:
            found[row.plan] = _given(row.plan, given) if folder is None else _plan(row.plan, folder, home)
        plan = found[row.plan]
        wrong = plan if not isinstance(plan, Plan) else plan_problems(plan, [library.dataset.spot(n) for n in row.numbers], row.side)
        problems += [_of_row(problem, listed, row) for problem in wrong]
    if problems:
        raise DatasetError(*bounded(problems))
    return {path: plan for path, plan in found.items() if isinstance(plan, Plan)}


def _given(name: str, plans: Mapping[str, Plan] | None) -> Plan | tuple[Diagnostic, ...]:
    plan = (plans or {}).get(name)
    return (Diagnostic(None, "there is no plan of this name", f"given: {', '.join(plans or ()) or 'none'}"),) if plan is None else plan


def _plan(path: str, folder: str, home: str) -> Plan | tuple[Diagnostic, ...]:
    from handouts.dataset.plan import load_plan

    where = os.path.join(folder, *path.split("/"))
    if not os.path.realpath(where).startswith(home + os.sep):
        return (Diagnostic(None, "leads out of the folder of the list", "copy the file instead of linking to it"),)
    try:
        return load_plan(where)
    except DatasetError as error:
        return tuple(error.diagnostics)


def _of_row(problem: Diagnostic, listed: Batch, row: Row) -> Diagnostic:
    message = f"{problem.place}: {problem.message}" if problem.place else problem.message
    return Diagnostic(listed.place(row, "plan"), message, problem.hint)


def jobs_of(batch: Batch, defaults: RowDefaults, plans: Mapping[str, Plan]) -> tuple[RowJobs, ...]:
    """The rows as jobs."""
    return tuple(_order(row, defaults, plans) for row in batch.rows)


def _order(row: Row, defaults: RowDefaults, plans: Mapping[str, Plan]) -> RowJobs:
    large = defaults.look.large_print if row.large_print is None else row.large_print
    look = defaults.look._replace(paper=row.paper or defaults.look.paper, large_print=large)
    patient = Patient(row.name, row.date or defaults.date, row.clinician or defaults.clinician, row.note or defaults.note)
    plan = plans.get(row.plan)
    side = row.side or ("" if plan and plan.side else defaults.side)
    return RowJobs(row, tuple(Job(number, look, side, patient, defaults.clinic, plan) for number in row.numbers))


def refuse_missing_glyphs(batch: Batch, library: Library) -> None:
    """Characters that no font here has (an emoji, a rare script), by row and column, all at once."""
    problems = []
    for row in batch.rows:
        for column, text, face in (
            ("name", row.name, "bold"),
            ("date", row.date, "bold"),
            ("from", row.clinician, "bold"),
            ("note", row.note, "regular"),
        ):
            try:
                check_coverage(text, library.faces[library.faces.able(face, text)])
            except ResourceError as error:
                problems += [problem._replace(place=batch.place(row, column)) for problem in error.diagnostics]
    if problems:
        raise DatasetError(*bounded(problems))


def printable_rows(listed: Batch, folder: str | None, library: Library, given: Mapping[str, Plan] | None = None) -> Batch:
    """The list without the rows whose letters no face has, or whose plan is wrong; what was wrong is added to `skipped`.

    Raises `DatasetError` with all of it where no row is left.
    """
    rows: list[Row] = []
    problems: list[Diagnostic] = []
    for row in listed.rows:
        alone = listed._replace(rows=(row,))
        try:
            refuse_missing_glyphs(alone, library)
            read_plans(alone, folder, library, given)
        except DatasetError as error:
            problems += error.diagnostics
        else:
            rows.append(row)
    if not rows:
        raise DatasetError(*bounded([*listed.skipped, *problems]))
    return listed.keeping(rows, problems)


def is_duplex(some: Iterable[RowJobs]) -> bool:
    """Whether any row's handouts have more than one side."""
    return any(order.is_duplex for order in some)


def lay_set(order: RowJobs, library: Library, batch: Batch, duplex: bool, names: bool) -> Set:
    """Step 4 for one row. With `duplex` every handout ends on a full sheet, so that none shares one with another patient's."""
    pages: list[Page] = []
    counts: list[int] = []
    try:
        laid = [lay_out(job, library) for job in order.jobs]
    except FitError as error:
        return Set(problems=tuple(_at_row(problem, order.row, batch) for problem in error.diagnostics))
    head = f"{order.row.row}" + (f" · {order.row.name}" if names and order.row.name else "")
    for index, part in enumerate(laid):
        own = list(part.pages)
        counts.append(len(own))
        subtitle = part.handout.subtitle.plain()
        if len(laid) == 1:
            own[0] = _marked(own[0], [(f"{head} · {subtitle}", 0)])
        else:
            own[0] = _marked(own[0], [(head, 0), (subtitle, 1)] if not index else [(subtitle, 1)])
        if duplex and len(own) % 2:
            own.append(blank_side(own[0]))
        pages += own
    return Set(tuple(page._replace(label=f"{order.row.row}.{number}") for number, page in enumerate(pages, 1)), tuple(counts))


def _marked(page: Page, bookmarks: list[tuple[str, int]]) -> Page:
    """The page with lines of the outline that lead to its top."""
    top = Rect(0, 0, page.width_pt, 0)
    return page._replace(
        frames=(*(Frame("Artifact", top, bookmark=title, bookmark_level=level) for title, level in bookmarks), *page.frames)
    )


def _at_row(problem: Diagnostic, row: Row, batch: Batch) -> Diagnostic:
    """What does not fit is most likely what the row adds. A hint at options gives way to one that holds for a row."""
    if "--" not in problem.hint:
        return problem._replace(place=batch.place(row))
    column = "note" if row.note else "plan" if row.plan else "spots"
    return problem._replace(place=batch.place(row, column), hint="shorten the note, or give large_print: yes for more sides")


def document(some: tuple[RowJobs, ...], library: Library, pages: Iterable[Page]) -> Document:
    """Step 5: the pages of many rows under one title, which is made of the spots' titles. `pages` is taken one by one, as it is painted."""
    numbers = dict.fromkeys(number for order in some for number in order.row.numbers)
    plain = Job(0, some[0].look)
    handouts = [compose(plain._replace(number=number), library)[1] for number in list(numbers)[: MOST_TITLES + 1]]
    titles = [handout.title.plain() for handout in handouts[:MOST_TITLES]]
    title = "; ".join(titles) + (" …" if len(handouts) > MOST_TITLES else "")
    duplex = LONG_EDGE if is_duplex(some) else ""
    return Document(pages, title, handouts[0].lang, theme=some[0].look.ink, duplex=duplex)  # type: ignore[arg-type]


def product_of_row(row: RowJobs, library: Library, batch: Batch, names: bool) -> Product:
    """A file of one row. Raises `FitError` with the row."""
    laid = lay_set(row, library, batch, row.is_duplex, names)
    if laid.problems:
        raise FitError(*laid.problems)
    count = Count().plus(laid.counts, row.is_duplex)
    written = max(library.dataset.spot(number).written for number in row.row.numbers)
    clinic = row.jobs[0].clinic
    return Product(document((row,), library, laid.pages), count.sides, count.sheets, written, clinic.accent if clinic else "")


class Tally:
    """Takes sets as they come: gives their pages, adds up their sheets, keeps their problems and raises them together at the end."""

    def __init__(self, papers: Iterable[str]) -> None:
        self.count = Count()
        self.by_paper = dict.fromkeys(papers, Count())
        self.problems: list[Diagnostic] = []

    def take(self, order: RowJobs, laid: Set) -> tuple[Page, ...]:
        """A row's pages. After a first problem no further page is given: nothing will be written."""
        self.problems += laid.problems
        self.count = self.count.plus(laid.counts, order.is_duplex)
        paper = order.look.paper
        self.by_paper[paper] = self.by_paper.get(paper, Count()).plus(laid.counts, order.is_duplex)
        return () if self.problems else laid.pages

    def pages(self, some: Iterable[RowJobs], sets: Iterable[Set]) -> Iterator[Page]:
        """The pages in order, then what was wrong with any of the rows."""
        for order, laid in zip(some, sets, strict=True):
            yield from self.take(order, laid)
        self.finish()

    def finish(self) -> None:
        """Raises `FitError` with what did not fit, by row."""
        if self.problems:
            raise FitError(*bounded(self.problems))


def paint_file(some: tuple[RowJobs, ...], sets: Iterable[Set], library: Library, tally: Tally, log: Log = silent) -> bytes:
    """Step 6 for one file: each row's pages are painted and let go before the next row's are laid out."""
    clinic = some[0].jobs[0].clinic
    made = document(some, library, tally.pages(some, sets))
    written = max(library.dataset.spot(number).written for order in some for number in order.row.numbers)
    return paint_document(made, library, clinic.accent if clinic else "", written, log)
