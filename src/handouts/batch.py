"""Today's list through the seven steps: rows become sets of pages, sets become files.

Enters: a checked `Batch`, a `Library`, what holds for all rows. Leaves: pages one row at a time, so that a thousand patients need no more
memory than one, and plain values that say what to expect at the printer. No patient's name enters a title, a bookmark or a file name
unless that was asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from handouts import build
from handouts.dataset.batch import Batch, Row, bounded
from handouts.dataset.model import Clinic, Plan
from handouts.document.handout import Patient
from handouts.errors import DatasetError, Diagnostic, FitError, ResourceError
from handouts.layout.frame import Document, Frame, Page, Rect
from handouts.layout.type.fonts import check_coverage

MOST_TITLES = 3
"""Titles of spots in the title of a file; more than these would not be read."""


class Wanted(NamedTuple):
    """What holds for all rows that do not say otherwise."""

    look: build.Look = build.Look()
    side: str = ""
    date: str = ""
    clinician: str = ""
    note: str = ""
    clinic: Clinic | None = None


class Order(NamedTuple):
    """One row, ready to be laid out: a job for each spot."""

    row: Row
    jobs: tuple[build.Job, ...]

    @property
    def look(self) -> build.Look:
        return self.jobs[0].look


class Set(NamedTuple):
    """The pages of one row, and how many each of its handouts has; or what is wrong with it."""

    pages: tuple[Page, ...] = ()
    counts: tuple[int, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


class Count(NamedTuple):
    """What comes out of the printer for a file: sides with print on them, and sheets. Each handout has sheets of its own."""

    sides: int = 0
    sheets: int = 0

    def plus(self, counts: Iterable[int]) -> Count:
        """With a further row's handouts."""
        counts = tuple(counts)
        return Count(self.sides + sum(counts), self.sheets + sum(-(-count // 2) for count in counts))


def orders(batch: Batch, wanted: Wanted, plans: Mapping[str, Plan]) -> tuple[Order, ...]:
    """The rows as jobs."""
    return tuple(_order(row, wanted, plans) for row in batch.rows)


def _order(row: Row, wanted: Wanted, plans: Mapping[str, Plan]) -> Order:
    large = wanted.look.large_print if row.large_print is None else row.large_print
    look = wanted.look._replace(paper=row.paper or wanted.look.paper, large_print=large)
    patient = Patient(row.name, row.date or wanted.date, row.clinician or wanted.clinician, row.note or wanted.note)
    plan = plans.get(row.plan)
    side = row.side or ("" if plan and plan.side else wanted.side)
    return Order(row, tuple(build.Job(number, look, side, patient, wanted.clinic, plan) for number in row.numbers))


def refuse_missing_glyphs(batch: Batch, library: build.Library) -> None:
    """Characters that no typeface here has (an emoji, another script), by row and column, all at once."""
    problems = []
    for row in batch.rows:
        for column, text, face in (
            ("name", row.name, "bold"),
            ("date", row.date, "bold"),
            ("from", row.clinician, "bold"),
            ("note", row.note, "regular"),
        ):
            try:
                check_coverage(text, library.faces[face])
            except ResourceError as error:
                problems += [problem._replace(place=batch.place(row, column)) for problem in error.diagnostics]
    if problems:
        raise DatasetError(*bounded(problems))


def is_duplex(some: Iterable[Order]) -> bool:
    """Whether any handout has more than one side: then the file is for printing on both."""
    return any(order.look.large_print or order.look.diary == "back" for order in some)


def lay_set(order: Order, library: build.Library, batch: Batch, duplex: bool, names: bool) -> Set:
    """Step 4 for one row. With `duplex` every handout ends on a full sheet, so that none shares one with another patient's."""
    pages: list[Page] = []
    counts: list[int] = []
    try:
        laid = [build.lay_out(job, library) for job in order.jobs]
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
            own.append(Page(own[0].width_pt, own[0].height_pt, ()))
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


def document(some: tuple[Order, ...], library: build.Library, pages: Iterable[Page]) -> Document:
    """Step 5: the pages of many rows under one title, which is made of the spots' titles. `pages` is taken one by one, as it is painted."""
    numbers = dict.fromkeys(number for order in some for number in order.row.numbers)
    plain = build.Job(0, some[0].look)
    handouts = [build.compose(plain._replace(number=number), library)[1] for number in list(numbers)[: MOST_TITLES + 1]]
    titles = [handout.title.plain() for handout in handouts[:MOST_TITLES]]
    title = "; ".join(titles) + (" …" if len(handouts) > MOST_TITLES else "")
    duplex = "DuplexFlipLongEdge" if is_duplex(some) else ""
    return Document(pages, title, handouts[0].lang, theme=some[0].look.ink, duplex=duplex)  # type: ignore[arg-type]


class Tally:
    """Takes sets as they come: gives their pages, adds up their sheets, keeps their problems and raises them together at the end."""

    def __init__(self, papers: Iterable[str]) -> None:
        self.count = Count()
        self.by_paper = dict.fromkeys(papers, Count())
        self.problems: list[Diagnostic] = []

    def take(self, order: Order, laid: Set) -> tuple[Page, ...]:
        """A row's pages. After a first problem no further page is given: nothing will be written."""
        self.problems += laid.problems
        self.count = self.count.plus(laid.counts)
        paper = order.look.paper
        self.by_paper[paper] = self.by_paper.get(paper, Count()).plus(laid.counts)
        return () if self.problems else laid.pages

    def pages(self, some: Iterable[Order], sets: Iterable[Set]) -> Iterator[Page]:
        """The pages in order, then what was wrong with any of the rows."""
        for order, laid in zip(some, sets, strict=True):
            yield from self.take(order, laid)
        self.finish()

    def finish(self) -> None:
        """Raises `FitError` with what did not fit, by row."""
        if self.problems:
            raise FitError(*bounded(self.problems))


def paint_file(some: tuple[Order, ...], sets: Iterable[Set], library: build.Library, tally: Tally, log: build.Log = build.silent) -> bytes:
    """Step 6 for one file: each row's pages are painted and let go before the next row's are laid out."""
    made = document(some, library, tally.pages(some, sets))
    written = max(library.dataset.spot(number).written for order in some for number in order.row.numbers)
    return build.paint(made, library, some[0].jobs[0], written, log)
