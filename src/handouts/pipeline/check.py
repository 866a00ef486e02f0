"""Looking a whole dataset over: is every file right, easy to read, does every handout fit every paper, what awaits a clinician?

Enters: a `DataSource` and which spots. Leaves: plain values that `handouts check` prints. Nothing is painted; only `check` imports this
module, which needs the reading audit.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from handouts.choices import INKS, PAGE_PAPERS
from handouts.dataset.common import read_regions
from handouts.dataset.drawing import load_drawing
from handouts.dataset.load import load_dataset, missing_words, read_checked, read_label_file
from handouts.dataset.model import Clinic, Dataset, Spot
from handouts.dataset.plate import load_plate
from handouts.dataset.signs import read_signs
from handouts.document.wishes import Patient
from handouts.document.words import Wording
from handouts.errors import DatasetError, Diagnostic, HandoutsError, Place
from handouts.layout.figures.gallery import THEMES
from handouts.layout.frame import Page, TextLine, every_frame
from handouts.layout.style import BODY_FLOOR_PT, LARGE_FLOOR_PT, SMALL_FLOOR_PT, contrast, palette
from handouts.pipeline.handout import lay_out
from handouts.pipeline.library import Library, read_library
from handouts.pipeline.wanted import Job, Look
from handouts.reading.audit import Reading, audit, read_exceptions
from handouts.reading.words import Syllables, dictionary_syllables
from handouts.resources import DataSource
from handouts.search.synonyms import read_dangers, read_synonyms

SAMPLE_CLINIC = Clinic(
    name="Cedar Hollow Physical Therapy and Rehabilitation",
    address="12345 Northwest Fairview Avenue, Suite 210, Hillsboro, OR",
    phone="(503) 555-0142",
    hours="Mon–Thu 7–7, Fri 7–5",
    web="cedarhollow.example.com",
)
"""A letterhead with everything and longer than most: what fits under it fits under the usual one."""
SAMPLE_PATIENT = Patient("Alexandra Featherstonehaugh", "29 November 2026", "Jordan Applewhite, PT")
"""A patient line with every blank filled in."""

TEXT_RATIO = 7.0
MARK_RATIO = 3.0
TEXTS = {
    "paper": ("text", "quiet", "accent", "danger", "letterhead"),
    "panel": ("text", "quiet", "accent"),
    "danger-panel": ("text", "danger"),
    "disc": ("disc-text",),
    "band": ("band-text",),
    "sign": ("sign-text",),
}
"""Ground to the inks of text on it."""
MARKS = ("mark", "pain", "rule", "disc-edge", "band-edge")
"""Inks of lines and shapes that mean something, on paper."""


class Checked(NamedTuple):
    """What reading found. `dataset` is None where it cannot be used; `code` is the exit code that the errors ask for."""

    dataset: Dataset | None
    problems: tuple[Diagnostic, ...]
    warnings: tuple[Diagnostic, ...]
    code: int


class ReadingOf(NamedTuple):
    """A handout's reading in the words of one place."""

    locale: str
    reading: Reading


class Fit(NamedTuple):
    """How a handout came to lie on one paper; `message` says by how much it does not fit."""

    number: int
    paper: str
    letterhead: bool
    large_print: bool
    pages: int
    body_pt: float
    smallest_pt: float
    message: str

    @property
    def fits(self) -> bool:
        return not self.message

    @property
    def floor_pt(self) -> float:
        return LARGE_FLOOR_PT if self.large_print else SMALL_FLOOR_PT

    def holds(self) -> bool:
        """Whether it fits and keeps the floors of its type (a rounding error aside)."""
        body = self.large_print or self.body_pt >= BODY_FLOOR_PT
        return self.fits and body and self.smallest_pt >= self.floor_pt - 0.005


class Contrast(NamedTuple):
    """Two inks that meet, and how much of a contrast they need."""

    ink: str
    role: str
    ground: str
    ratio: float
    needed: float

    def holds(self) -> bool:
        return self.ratio >= self.needed


class Waiting(NamedTuple):
    """Something a clinician has yet to settle. `what` is `text` (a question of the record) or `position` (of a plate)."""

    number: int
    what: str
    question: str
    fields: tuple[str, ...]
    place: Place


class Report(NamedTuple):
    """All that was looked at. Empty from `readings` on where the files have errors."""

    checked: Checked
    syllables: str = ""
    readings: dict[int, tuple[ReadingOf, ...]] = {}  # noqa: RUF012 (a NamedTuple's default, never changed)
    fits: tuple[Fit, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    waiting: tuple[Waiting, ...] = ()

    def exit_code(self) -> int:
        """The gravest first: files, what does not fit, what does not read or show well."""
        if self.checked.code:
            return self.checked.code
        if any(not fit.holds() for fit in self.fits):
            return 5
        poor = any(one.reading.problems() for group in self.readings.values() for one in group)
        return 3 if poor or any(not pair.holds() for pair in self.contrasts) else 0


def look_over(
    data: DataSource,
    numbers: set[int] | None,
    locale: str,
    shown: Callable[[Iterator[Fit], int], Iterable[Fit]] = lambda fits, _: fits,
    clinic: Clinic | None = None,
) -> Report:
    """Everything there is to see, under the head and in the accent of a clinic where one is given.

    `shown` passes the layouts on, of which there are so many: a progress bar.
    """
    checked = read_everything(data, numbers, locale.split("-", maxsplit=1)[0])
    if checked.dataset is None:
        return Report(checked)
    dataset = checked.dataset
    dataset.locale(locale)
    syllables, readings = read_audits(dataset, data)
    found = tuple(shown(fits(dataset, data, numbers, locale, clinic), 8 * len(dataset.spots)))
    return Report(
        checked, syllables.source, readings, found, contrasts(clinic.accent if clinic else ""), tuple(waiting(dataset.spots, data))
    )


def read_everything(data: DataSource, numbers: set[int] | None, language: str) -> Checked:
    """Every file that the handouts of these spots rest on, with all problems at once."""
    errors: list[HandoutsError] = []
    dataset: Dataset | None = None
    warnings: tuple[Diagnostic, ...] = ()

    def attempt(step: Callable[[], object]) -> None:
        try:
            step()
        except HandoutsError as error:
            errors.append(error)

    try:
        dataset, warnings = load_dataset(data, numbers, language)
    except HandoutsError as error:
        errors.append(error)
    attempt(lambda: _check_words(data, language, dataset, ("terminal.yaml", "booklet.yaml")))
    attempt(lambda: read_checked(data, f"data/{language}/synonyms.yaml", read_synonyms))
    attempt(lambda: _read_dangers(data, language, dataset))
    themes = data.read_bytes(THEMES) if dataset else b""
    for spot in dataset.spots if dataset else ():
        plate = spot.figure.plate
        attempt(lambda plate=plate: load_plate(plate, data.read_bytes))  # type: ignore[misc]
        for name in (f"spots/{plate}", *(f"technique/{technique.drawing}" for technique in spot.techniques)):
            attempt(lambda name=name: load_drawing(name, "colour", themes, data))  # type: ignore[misc]
    if dataset and numbers is None:
        attempt(lambda: _check_packs(dataset, data))
    problems = dict.fromkeys(diagnostic for error in errors for diagnostic in error.diagnostics)
    code = max((error.exit_code for error in errors), default=0) if not any(isinstance(e, DatasetError) for e in errors) else 3
    return Checked(None if errors else dataset, tuple(problems), warnings, code)


def _check_words(data: DataSource, language: str, dataset: Dataset | None, files: Iterable[str]) -> None:
    """The labels of the screen and of the booklet: each there, and every place has the words that they ask for."""
    for file in files:
        labels = read_label_file(data, language, file)
        if dataset is not None:
            texts = [(f"the label “{key}”", prose) for key, prose in labels.items()]
            if problems := missing_words(dataset.locales, texts, data, language):
                raise DatasetError(*problems)


def _read_dangers(data: DataSource, language: str, dataset: Dataset | None) -> None:
    """The dangers of `find` against the table of signs, also where the records could not be read."""
    if dataset is None:
        regions = read_checked(data, "data/common/regions.yaml", read_regions)
        signs = read_checked(data, "data/common/signs.yaml", lambda node, reader: read_signs(node, reader, regions))
    else:
        signs = dict(dataset.signs)
    dangers = read_checked(data, f"data/{language}/dangers.yaml", lambda node, reader: read_dangers(node, reader, signs))
    if dataset is not None:
        texts = [(f"the danger “{sign.id}”", sign.say) for sign in dangers.signs]
        if problems := missing_words(dataset.locales, texts, data, language):
            raise DatasetError(*problems)


def _check_packs(dataset: Dataset, data: DataSource) -> None:
    known = {spot.number for spot in dataset.spots}
    place = Place(data.shown("data/common/packs.yaml"))
    problems = [
        Diagnostic(place, f"the pack “{pack.id}” names spot {number}, which does not exist")
        for pack in dataset.packs
        for number in pack.spots
        if number not in known
    ]
    if problems:
        raise DatasetError(*problems)


def read_audits(dataset: Dataset, data: DataSource) -> tuple[Syllables, dict[int, tuple[ReadingOf, ...]]]:
    """The reading of every record in the words of every place, and the syllable counter that served."""
    exceptions = read_checked(data, "data/common/reading-exceptions.yaml", read_exceptions)
    syllables = dictionary_syllables()
    found = {}
    for spot in dataset.spots:
        found[spot.number] = tuple(
            ReadingOf(key, audit(spot, Wording(dataset.labels, locale), exceptions, syllables)) for key, locale in dataset.locales.items()
        )
    return syllables, found


def fits(dataset: Dataset, data: DataSource, numbers: set[int] | None, locale: str, own: Clinic | None = None) -> Iterator[Fit]:
    """Every handout, in large print too, on both papers: plain, and under a letterhead with a filled patient line.

    The letterhead is the clinic's own, else a long one.
    """
    library = read_library(None if numbers is None else tuple(sorted(numbers)), data, Look(locale=locale), clinic=own)
    for spot in dataset.spots:
        for large_print in (False, True):
            for paper in PAGE_PAPERS:
                for clinic, patient in ((None, Patient()), (own or SAMPLE_CLINIC, SAMPLE_PATIENT)):
                    look = Look(paper=paper, large_print=large_print, locale=locale)
                    yield _fit(Job(spot.number, look, patient=patient, clinic=clinic), library)


def _fit(job: Job, library: Library) -> Fit:
    look = job.look
    known = (job.number, look.paper, job.clinic is not None, look.large_print)
    try:
        laid = lay_out(job, library)
    except HandoutsError as error:
        return Fit(*known, 0, 0.0, 0.0, str(error))
    sizes = [run.size_pt for page in laid.pages for line in text_lines(page) for run in line.runs if run.text.strip()]
    body_pt = laid.choice.body_pt if laid.choice else max(set(sizes), key=sizes.count)
    return Fit(*known, len(laid.pages), body_pt, min(sizes), "")


def text_lines(page: Page) -> Iterator[TextLine]:
    """All lines of type on a page."""
    return (item for frame in every_frame(page.frames) for item in frame.items if isinstance(item, TextLine))


def contrasts(accent: str = "") -> tuple[Contrast, ...]:
    """Every pair of inks that meet on a page, in each ink of the printer (WCAG 2.2, 1.4.6 for text, 1.4.11 for marks)."""
    found = []
    for ink in INKS:
        colours = palette(ink, accent)
        paper = colours["paper"] or (1.0, 1.0, 1.0)
        pairs = [(role, ground, TEXT_RATIO) for ground, roles in TEXTS.items() for role in roles]
        pairs += [(role, "paper", MARK_RATIO) for role in MARKS]
        for role, ground, needed in pairs:
            above, below = colours.get(role), colours.get(ground) or paper
            if above is not None:
                found.append(Contrast(ink, role, ground, contrast(above, below), needed))
    return tuple(found)


def waiting(spots: Iterable[Spot], data: DataSource) -> Iterator[Waiting]:
    """What awaits a clinician: the records' own questions, and places on plates that are marked for review."""
    for spot in spots:
        for index, question in enumerate(spot.review):
            place = spot.places.get(f"review[{index}]") or spot.places.get("id") or Place(spot.id)
            yield Waiting(spot.number, "text", question.question, question.fields, place)
        name = f"images/spots/{spot.figure.plate}.json"
        asked: dict[str, list[str]] = {}
        for zone in json.loads(data.read_bytes(name))["zones"]:
            if zone.get("review") == "needed":
                asked.setdefault(str(zone.get("sentence") or zone["id"]), []).append(str(zone["id"]))
        for sentence, ids in asked.items():
            fields = tuple(f"zones.{key}" for key in ids)
            yield Waiting(spot.number, "position", f"Is it here? {sentence}", fields, Place(data.shown(name)))
