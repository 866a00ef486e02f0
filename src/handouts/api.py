"""The front door for programs: open a dataset, ask for handouts, get pages, sheet counts and PDF bytes. The command line stands on it.

Enters: plain values. Leaves: `Printable`s; nothing is written until `save` is called. Every problem that a person can mend is a
`HandoutsError` with the place of each fault. There is no global state: what has been read is kept by its `Dataset`, within bounds, so that
a program that runs for months stays as small as one that runs for a minute. A `Dataset` serves one thread at a time.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypedDict, Unpack

from handouts.choices import DIARIES, FITS, INKS, PAGE_PAPERS, POSTER_PAPERS, SIDES, THICKNESS_MM
from handouts.document.wishes import Patient
from handouts.errors import Diagnostic, Place, RequestError
from handouts.pipeline.library import Library, joined, read_library, read_without_plates, with_logo
from handouts.pipeline.product import Product, paint
from handouts.pipeline.wanted import BookletJob, Job, Log, Look, RowDefaults, one_line_each, silent
from handouts.resources import DataSource

if TYPE_CHECKING:
    from handouts.dataset.model import Clinic, Plan, Spot
    from handouts.dataset.patient_list import Batch
    from handouts.layout.frame import Page
    from handouts.pipeline.batch import RowJobs
    from handouts.pipeline.check import Report
    from handouts.search.search import Found

LIBRARIES_KEPT = 6
"""Sets of drawings kept at most: an ink and a language each need one for handouts, and a booklet one more."""

SheetKind = Literal["finder", "reference"]
Replace = Literal["ours", "any", "none"]
"""Which existing file `save` may replace: one that handouts made and nobody has changed since, any, or none."""


class Wishes(TypedDict, total=False):
    """How sheets are wanted. What is left out is as the clinic says, else as usual."""

    paper: str
    """a4 or letter; of a finder also a3 or tabloid. Usually a4."""
    ink: str
    """colour; grey, for a black-and-white printer; saver, with no filled areas. Usually colour."""
    large_print: bool
    """18 pt type on as many sides as it takes."""
    diary: str
    """front: boxes to tick where there is room; back: a roomy diary overleaf; none: neither. Usually front."""
    fit: str
    """one: a handout fits one side or is an error; auto: what does not fit goes overleaf. Usually one."""
    fillable: bool
    """Blanks become form fields."""
    locale: str
    """en (neutral), en-GB, en-US: emergency numbers and spelling. Usually en."""


class Printable:
    """One file, laid out and ready to be painted. Values only: nothing has been written."""

    def __init__(self, product: Product, library: Library, name: str, paper: str, log: Log = silent) -> None:
        self.product = product
        self.paper = paper
        """The paper to print it on, by its id (`a4`)."""
        self.name = name
        """The file name that the command would give it. It names no patient."""
        self._library = library
        self._log = log

    @property
    def title(self) -> str:
        """The title in the file's metadata. It names no patient."""
        return self.product.document.title

    @property
    def pages(self) -> int:
        """Pages that are read, without blank ones. On an imposed sheet four of them stand on two sides."""
        return self.product.page_count

    @property
    def sheets(self) -> int:
        """Sheets of paper that the printer takes."""
        return self.product.sheets

    @property
    def flip(self) -> str:
        """The edge to flip the sheet on when printing: `long` or `short`; "" for a file to print on one side."""
        return self.product.flip

    @property
    def frames(self) -> tuple[Page, ...]:
        """The sides as they will be painted: frames of placed text, shapes and pictures, in points from the top left."""
        return self.product.pages

    @property
    def notices(self) -> tuple[Diagnostic, ...]:
        """What whoever prints should know: a logo with few pixels."""
        return self._library.notices

    @property
    def left_out(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Spots whose front has no room for everything, and the names of what it leaves to its back or to the booklet."""
        return self.product.left_out

    def pdf(self) -> bytes:
        """The file's bytes: the same that the command writes."""
        return paint(self.product, self._library, self._log)

    def save(self, path: str | os.PathLike[str] | None = None, replace: Replace = "ours") -> str:
        """Write the file, whole or not at all, and give its path. A folder, or None for the current one, gets a file called `name`.

        Raises `OutputError` where it cannot be written, or where another file is in the way.
        """
        return save(self.pdf(), path, self.name, replace)


def save(content: bytes, path: str | os.PathLike[str] | None, name: str, replace: Replace = "ours") -> str:
    """Write bytes to a path, or as `name` into a folder. Gives the path."""
    from handouts.output.write import write_file

    target = name if path is None else os.fspath(path)
    if path is not None and (target.endswith(("/", os.sep)) or os.path.isdir(target)):
        target = os.path.join(target, name)
    write_file(target, content, force={"ours": None, "any": True, "none": False}[replace])
    return target


class Dataset:
    """A dataset that has been opened. What has been read stays, so that the second handout costs a fraction of the first.

    Files are read when they are first needed, and not again: to take in what has been edited, open the dataset anew.
    """

    def __init__(self, folder: str | os.PathLike[str] | None = None, log: Log = silent) -> None:
        self.source = DataSource(None if folder is None else os.fspath(folder))
        self._log = log
        self._libraries: OrderedDict[tuple[str, ...], Library] = OrderedDict()
        self._last_dressed: tuple[Library, tuple[str, str, bytes], Library] | None = None

    # -- what there is

    @property
    def spots(self) -> tuple[Spot, ...]:
        """All records in the order of their numbers (`number`, `id`, `name`, `techniques`, ...), in neutral English."""
        return self._everything(Look()).dataset.spots

    def library(self, locale: str = "en") -> Library:
        """All that has been read (records, drawings, body figures), for programs that show it otherwise than on paper."""
        return self._everything(_look({"locale": locale}, None))

    def find(self, words: str, locale: str = "en") -> Found:
        """The spots that fit a complaint in a patient's own words, the best first; and danger signs, to be told before them."""
        from handouts.search.search import find, read_index

        look = _look({"locale": locale}, None)
        return find(words, read_index(self._everything(look).dataset, self.source, look.language))

    def check(self, numbers: Iterable[int] | None = None, locale: str = "en") -> Report:
        """Every file, how every handout reads, whether it fits every paper: what `handouts check` prints. Takes seconds.

        Raises nothing for what is wrong in a file: that is in the report.
        """
        from handouts.pipeline.check import look_over

        return look_over(self.source, None if numbers is None else set(numbers), locale)

    # -- what can be made

    def handout(
        self,
        number: int,
        *,
        side: str = "",
        patient: Patient | None = None,
        clinic: Clinic | None = None,
        plan: Plan | None = None,
        **wishes: Unpack[Wishes],
    ) -> Printable:
        """The handout of one spot. `side` is left, right, both or "" for the record's own.

        Raises `RequestError`, `DatasetError`, `ResourceError`; a `FitError` says which field is how many lines too long.
        """
        return next(self.handouts((number,), side=side, patient=patient, clinic=clinic, plan=plan, **wishes))

    def handouts(
        self,
        numbers: Iterable[int] | None = None,
        *,
        side: str = "",
        patient: Patient | None = None,
        clinic: Clinic | None = None,
        plan: Plan | None = None,
        **wishes: Unpack[Wishes],
    ) -> Iterator[Printable]:
        """A file for each of several spots, in the order given; for all spots where None.

        All records are read and checked before the first file is made.
        """
        from handouts.pipeline.handout import file_name, lay_out, product_of

        jobs, library = self._jobs(numbers, side, patient, clinic, plan, wishes)

        def made(job: Job) -> Printable:
            laid = lay_out(job, library, self._log)
            return Printable(product_of([laid], job), library, file_name(laid.spot), job.look.paper, self._log)

        return map(made, jobs)

    def combined(
        self,
        numbers: Iterable[int] | None = None,
        *,
        side: str = "",
        patient: Patient | None = None,
        clinic: Clinic | None = None,
        plan: Plan | None = None,
        **wishes: Unpack[Wishes],
    ) -> Printable:
        """Several spots in one file, in the order given; each begins on a sheet of its own."""
        from handouts.pipeline.handout import file_name, lay_out, product_of

        jobs, library = self._jobs(numbers, side, patient, clinic, plan, wishes)
        if not jobs:
            raise RequestError.at(Place("numbers"), "no spot is named")
        laid = [lay_out(job, library, self._log) for job in jobs]
        name = file_name(laid[0].spot) if len(laid) == 1 else "handouts.pdf"
        return Printable(product_of(laid, jobs[0]), library, name, jobs[0].look.paper, self._log)

    def booklet(
        self,
        numbers: Iterable[int] = (),
        *,
        half: bool = False,
        imposed: bool = False,
        thickness_mm: float = THICKNESS_MM,
        marks: bool = False,
        pack: str = "",
        clinic: Clinic | None = None,
        **wishes: Unpack[Wishes],
    ) -> Printable:
        """All spots, or these in this order, between two covers. `half`: pages of half the paper. `imposed`: these on sheets to fold,
        for a paper of this thickness, with fold and trim marks if wanted. `pack` names a set of spots in the name of the file.
        """
        from handouts.pipeline import booklet

        look = _look(wishes, clinic)
        job = BookletJob(tuple(dict.fromkeys(numbers)), half or imposed, imposed, thickness_mm, marks)
        if marks and not imposed:
            raise RequestError.at(Place("marks"), "marks are for folding", "use them with imposed=True")
        shelf = booklet.choose(self._everything(look, clinic), self.source, job, look)
        return Printable(
            booklet.lay_out(shelf, job, look, clinic, self._log), shelf.library, booklet.file_name(job, look, pack), look.paper, self._log
        )

    def test_sheet(self, *, clinic: Clinic | None = None, **wishes: Unpack[Wishes]) -> Printable:
        """The sheet that shows which edge a printer flips on."""
        from handouts.pipeline import booklet

        look = _look(wishes, clinic)
        shelf = booklet.choose(self._everything(look, clinic), self.source, BookletJob(), look)
        product = booklet.lay_out_test_sheet(shelf, look, clinic)
        return Printable(product, shelf.library, f"perfect-spots-test-sheet-{look.paper}.pdf", look.paper, self._log)

    def sheet(self, kind: SheetKind, *, clinic: Clinic | None = None, **wishes: Unpack[Wishes]) -> Printable:
        """A sheet of all spots: the `reference` table, or the `finder` (where does it hurt?), which can also be a wall poster."""
        from handouts.pipeline import sheets

        if kind not in sheets.KINDS:
            raise RequestError.at(Place("kind"), f"unknown sheet “{kind}”", f"known: {', '.join(sheets.KINDS)}")
        look = _look(wishes, clinic, POSTER_PAPERS if kind == sheets.FINDER else ())
        library = self._without_plates(look, clinic)
        product = sheets.lay_out(kind, library, look, clinic, self._log)
        return Printable(product, library, f"perfect-spots-{kind}-{look.paper}.pdf", look.paper, self._log)

    def batch(
        self,
        rows: Iterable[Mapping[str, object]] | bytes | str | os.PathLike[str],
        *,
        plans: Mapping[str, Plan] | None = None,
        side: str = "",
        usual: Patient | None = None,
        clinic: Clinic | None = None,
        names_in_bookmarks: bool = False,
        first_row: int = 2,
        skip_bad: bool = False,
        **wishes: Unpack[Wishes],
    ) -> PatientList:
        """Today's list: rows (column to value, as in docs/batch.md), the bytes of a CSV file, or the path of one.

        `plans`: what the column `plan` names, where the rows are no file with a folder of its own. `usual`: date, clinician and note of
        rows that have none. `first_row` is the number of the first row in outlines and messages, for rows that are a part of a longer list.
        Raises `DatasetError` with every problem of every row, each at its row and column. With `skip_bad` wrong rows are left out instead,
        and told in `PatientList.skipped`; rows that do not fit their page are told apart by `PatientList.that_fit`.
        """
        from handouts.pipeline.batch import jobs_of, printable_rows, read_list, read_plans, read_rows, refuse_missing_glyphs

        look = _look(wishes, clinic)
        _one_of("side", side, SIDES, empty=True)
        usual = _checked(usual or Patient())
        folder = None
        if isinstance(rows, (str, os.PathLike)):
            listed = read_list(os.fspath(rows), self.source, skip_bad)
            folder = os.path.dirname(os.fspath(rows))
        else:
            listed = read_rows(rows, self.source, first_row=first_row, skip_bad=skip_bad)
        numbers = tuple(sorted({number for row in listed.rows for number in row.numbers}))
        library = self._some(numbers, look, clinic)
        if skip_bad:
            listed = printable_rows(listed, folder, library, plans)
        refuse_missing_glyphs(listed, library)
        found = read_plans(listed, folder, library, plans)
        defaults = RowDefaults(look, side, usual.date, usual.clinician, usual.note, clinic)
        return PatientList(listed, jobs_of(listed, defaults, found), library, numbers, self.source.folder, names_in_bookmarks, self._log)

    # -- what has been read

    def _jobs(
        self,
        numbers: Iterable[int] | None,
        side: str,
        patient: Patient | None,
        clinic: Clinic | None,
        plan: Plan | None,
        wishes: Wishes,
    ) -> tuple[list[Job], Library]:
        look = _look(wishes, clinic)
        _one_of("side", side, SIDES, empty=True)
        person = _checked(patient or Patient())
        if numbers is None:
            library = self._all(look, clinic)
            numbers = [spot.number for spot in library.dataset.spots]
        else:
            numbers = list(dict.fromkeys(numbers))
            library = self._some(tuple(numbers), look, clinic)
        if plan is not None:
            from handouts.dataset.plan import check_plan

            check_plan(plan, [library.dataset.spot(number) for number in sorted(numbers)], side)
        return [Job(number, look, side, person, clinic, plan) for number in numbers], library

    def _some(self, numbers: tuple[int, ...], look: Look, clinic: Clinic | None) -> Library:
        """A library that has at least these spots: the one that is kept, which grows by those that it lacks."""
        key = ("some", look.ink, look.language)
        kept = self._libraries.get(key)
        have = {spot.number for spot in kept.dataset.spots} if kept is not None else set()
        missing = tuple(number for number in numbers if number not in have)
        if kept is None or missing:
            read = read_library(missing, self.source, look, self._log, _without_logo(clinic))
            self._keep(key, read if kept is None else joined(kept, read))
        return self._dressed(key, look, clinic)

    def _all(self, look: Look, clinic: Clinic | None) -> Library:
        """All records and what their handouts show."""
        key = ("all", look.ink, look.language)
        if key not in self._libraries:
            self._keep(key, read_library(None, self.source, look, self._log, _without_logo(clinic)))
        return self._dressed(key, look, clinic)

    def _everything(self, look: Look, clinic: Clinic | None = None) -> Library:
        """The same with all body figures: what a booklet shows."""
        key = ("everything", look.ink, look.language)
        if key not in self._libraries:
            self._keep(key, read_library(None, self.source, look, self._log, _without_logo(clinic), all_bodies=True))
        return self._dressed(key, look, clinic)

    def _without_plates(self, look: Look, clinic: Clinic | None) -> Library:
        """All records and the body figures: what the finder and the table show."""
        key = ("sheets", look.ink, look.language)
        if key not in self._libraries:
            self._keep(key, read_without_plates(self.source, look, self._log, _without_logo(clinic)))
        return self._dressed(key, look, clinic)

    def _dressed(self, key: tuple[str, ...], look: Look, clinic: Clinic | None) -> Library:
        """The library under a key with the clinic's logo in it. The clinic's place must be known."""
        library = self._libraries[key]
        self._libraries.move_to_end(key)
        library.dataset.locale(look.locale, clinic)
        if clinic is None or not clinic.logo:
            return library
        base, logo_file, dressed = self._last_dressed or (None, None, None)
        same = base is library and logo_file == (clinic.folder, clinic.logo, clinic.logo_bytes)
        if not same or dressed is None:
            dressed = with_logo(library, clinic, look.ink)
            self._last_dressed = (library, (clinic.folder, clinic.logo, clinic.logo_bytes), dressed)
        return dressed

    def _keep(self, key: tuple[str, ...], library: Library) -> None:
        self._libraries[key] = library
        while len(self._libraries) > LIBRARIES_KEPT:
            self._libraries.popitem(last=False)


def open_dataset(folder: str | os.PathLike[str] | None = None) -> Dataset:
    """The bundled dataset, or a folder of one's own laid over it. Raises `DatasetError` where there is no such folder.

    Records are read and checked when they are first needed; `Dataset.check` looks at all of them.
    """
    return Dataset(folder)


class PatientList:
    """A checked list of patients. Iterating gives a `Printable` for each row in order; `pdf` gives all of them in one file."""

    def __init__(
        self,
        listed: Batch,
        rows: Sequence[RowJobs],
        library: Library,
        numbers: tuple[int, ...],
        folder: str | None,
        names: bool,
        log: Log,
    ) -> None:
        self.listed = listed
        self.rows = tuple(rows)
        self.library = library
        self._numbers, self._folder, self._names, self._log = numbers, folder, names, log

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def notices(self) -> tuple[Diagnostic, ...]:
        """What was odd about the list, and what whoever prints should know."""
        return (*self.listed.warnings, *self.library.notices)

    @property
    def skipped(self) -> tuple[Diagnostic, ...]:
        """What was wrong with the rows that were left out; empty unless they might be (`skip_bad`)."""
        return self.listed.skipped

    def that_fit(self, jobs: int = 1) -> PatientList:
        """The list without the rows that do not fit their page, which are added to `skipped`. Lays out every row once.

        Raises `FitError` where none fits.
        """
        from handouts.errors import FitError
        from handouts.pipeline import workers

        laid = workers.sets(self.rows, self.library, self.setup(False), jobs)
        rows: list[RowJobs] = []
        problems: list[Diagnostic] = []
        for row, made in zip(self.rows, laid, strict=True):
            problems += made.problems
            rows += () if made.problems else (row,)
        if not rows:
            raise FitError(*self.skipped, *problems)
        listed = self.listed.keeping([row.row for row in rows], problems)
        return PatientList(listed, rows, self.library, self._numbers, self._folder, self._names, self._log)

    def __iter__(self) -> Iterator[Printable]:
        """A file for each row, laid out when it is asked for. Raises `FitError` with the row that does not fit."""
        from handouts.pipeline.batch import product_of_row

        for row in self.rows:
            product = product_of_row(row, self.library, self.listed, self._names)
            spots = "-".join(str(number) for number in row.row.numbers)
            yield Printable(product, self.library, f"list-{row.row.row:03d}-{spots}.pdf", row.look.paper, self._log)

    def pdf(self, jobs: int = 1) -> bytes:
        """One file in row order, each patient on sheets of their own; laid out by so many processes, always the same bytes.

        Raises `FitError` with every row that does not fit.
        """
        from handouts.pipeline import workers
        from handouts.pipeline.batch import Tally, is_duplex, paint_file

        setup = self.setup(is_duplex(self.rows))
        sets = workers.sets(self.rows, self.library, setup, jobs)
        return paint_file(self.rows, sets, self.library, Tally(()), self._log)

    def save(self, path: str | os.PathLike[str] | None = None, replace: Replace = "ours", jobs: int = 1) -> str:
        """Write that file, whole or not at all, and give its path."""
        return save(self.pdf(jobs), path, "list.pdf", replace)

    def setup(self, duplex: bool) -> Any:
        """What another process needs to lay out rows of this list (`pipeline.workers`)."""
        from handouts.pipeline.workers import WorkerSetup

        first = self.rows[0].jobs[0]
        return WorkerSetup(self._numbers, self._folder, first.look, self.listed, duplex, self._names, first.clinic)


def _look(wishes: Wishes, clinic: Clinic | None, extra_papers: Sequence[str] = ()) -> Look:
    """The look that is asked for: what is said, else what the clinic says, else the usual. Raises `RequestError` for an unknown word."""
    unknown = [key for key in wishes if key not in Wishes.__annotations__]
    if unknown:
        raise RequestError.at(Place(unknown[0]), "there is no such wish", f"known: {', '.join(Wishes.__annotations__)}")
    look = Look(
        paper=wishes.get("paper") or (clinic.paper if clinic else "") or PAGE_PAPERS[0],
        ink=wishes.get("ink") or INKS[0],
        large_print=bool(wishes.get("large_print", False)),
        diary=wishes.get("diary") or DIARIES[0],
        fillable=bool(wishes.get("fillable", False)),
        locale=wishes.get("locale") or (clinic.locale if clinic else "") or "en",
        fit=wishes.get("fit") or FITS[0],
    )
    _one_of("paper", look.paper, (*PAGE_PAPERS, *extra_papers))
    _one_of("ink", look.ink, INKS)
    _one_of("diary", look.diary, DIARIES)
    _one_of("fit", look.fit, FITS)
    return look


def _without_logo(clinic: Clinic | None) -> Clinic | None:
    """For a library that other clinics share."""
    return clinic._replace(logo="") if clinic is not None and clinic.logo else clinic


def _one_of(argument: str, word: str, known: Sequence[str], empty: bool = False) -> None:
    if word not in known and not (empty and word == ""):
        raise RequestError.at(Place(argument), f"unknown {argument} “{word}”", f"known: {', '.join(known)}")


def _checked(patient: Patient) -> Patient:
    """The patient with each text on one line. Raises `RequestError` for what is too long or controls text."""
    cleaned, faults = one_line_each(patient)
    if faults:
        raise RequestError(*(Diagnostic(Place(f"patient.{field}"), wrong) for field, wrong in faults.items()))
    return cleaned
