"""The pipeline: read, check, compose, lay out, impose, paint, write. These seven words are the same in the log and in the README.

Enters: a `Job`, plain values from whoever calls (the command line, a test, a batch). Leaves: bytes and what to expect at the
printer. Files, fonts and the environment enter at *read*; bytes leave at *write*; what lies between takes values and gives values.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from handouts.dataset.load import load_dataset
from handouts.dataset.model import Clinic, Dataset, Plan, Spot
from handouts.document.blocks import Handout
from handouts.document.handout import LOGO, Patient, Request, compose_handout
from handouts.document.words import Wording, own_words
from handouts.errors import DatasetError, Diagnostic, Place, ResourceError
from handouts.layout.figures.gallery import Gallery, read_gallery
from handouts.layout.frame import Document, Page
from handouts.layout.page.handout_page import Choice, fit_handout
from handouts.layout.page.large_print import lay_large_print
from handouts.layout.page.plate_and_map import Options
from handouts.layout.style import palette
from handouts.layout.type.coverage import uncovered
from handouts.layout.type.fonts import FACE_FILES, Face, load_faces
from handouts.layout.type.typeset import Setters
from handouts.resources import DataSource

if TYPE_CHECKING:
    from handouts.dataset.logo import Logo

Log = Callable[[str, str], None]
"""Called with the step's name and what it did."""


def silent(step: str, what: str) -> None:
    """A log that keeps nothing."""


class Look(NamedTuple):
    """How the sheet is wanted."""

    paper: str = "a4"
    ink: str = "colour"
    large_print: bool = False
    diary: str = "front"
    fillable: bool = False
    locale: str = "en"


class Job(NamedTuple):
    """One handout: which spot, for whom, how."""

    number: int
    look: Look = Look()
    side: str = ""
    patient: Patient = Patient()
    clinic: Clinic | None = None
    plan: Plan | None = None


class Library(NamedTuple):
    """Everything read and checked, shared by all jobs of one run."""

    dataset: Dataset
    faces: Mapping[str, Face]
    gallery: Gallery
    font_bytes: Mapping[str, bytes]
    warnings: tuple[Diagnostic, ...]
    icc: bytes
    setters: Setters
    images: Mapping[str, bytes] = {}
    logo: Logo | None = None
    notices: tuple[Diagnostic, ...] = ()
    """What whoever prints should know about the clinic's own file."""


class Laid(NamedTuple):
    """Pages of one handout and how they came to fit."""

    spot: Spot
    handout: Handout
    pages: tuple[Page, ...]
    choice: Choice | None


def read(
    numbers: tuple[int, ...] | None,
    data: DataSource,
    look: Look,
    log: Log = silent,
    clinic: Clinic | None = None,
    plan: Plan | None = None,
    side: str = "",
    all_bodies: bool = False,
) -> Library:
    """Step 1 and 2, read and check: records, labels, faces and figures of the spots asked for (all, where None).

    With a clinic also its logo; with a plan, whether the records allow it. `all_bodies`: also the figures that only a booklet shows.
    """
    loaded = load_dataset(data, None if numbers is None else set(numbers), look.locale.split("-")[0])
    dataset = loaded.dataset
    if clinic is not None and look.locale == clinic.locale and look.locale not in dataset.locales:
        raise DatasetError.at(clinic.places.get("locale"), f"unknown locale “{look.locale}”", f"known: {', '.join(dataset.locales)}")
    dataset.locale(look.locale)
    faces = load_faces(data.read_bytes, data.compiled)
    gallery = read_gallery(dataset.spots, dataset.sources, faces, data, look.ink, all_bodies)
    font_bytes = {name: data.read_bytes(file) for name, file in FACE_FILES.items()}
    log("read", f"{len(dataset.spots)} spots, {len(gallery.drawings)} drawings, {len(faces)} faces")
    log("check", f"no errors, {len(loaded.warnings)} warnings")
    library = Library(dataset, faces, gallery, font_bytes, loaded.warnings, sRGB_profile(), Setters(faces))
    if plan is not None:
        from handouts.dataset.plan import check_plan

        check_plan(plan, dataset.spots, side)
    return library if clinic is None or not clinic.logo else with_logo(library, clinic, look.ink)


def with_logo(library: Library, clinic: Clinic, ink: str) -> Library:
    """The library with the clinic's logo among its pictures, in one ink. Raises `ResourceError`."""
    from handouts.dataset.logo import load_logo
    from handouts.layout.figures.gallery import ThemeRole

    logo = load_logo(clinic, ink)
    if logo is None:
        return library
    gallery, images = library.gallery, library.images
    if logo.drawing is None:
        images = {**images, LOGO: logo.image}
    else:
        theme = {**gallery.theme, **{role: ThemeRole(*paint) for role, paint in logo.theme.items()}}
        gallery = gallery._replace(drawings={**gallery.drawings, LOGO: logo.drawing}, theme=theme)
    return library._replace(gallery=gallery, images=images, logo=logo, notices=(*library.notices, *logo.warnings))


def dressed(clinic: Clinic | None, library: Library) -> Clinic | None:
    """The clinic with the measures of the logo that was read, so that a letterhead can show it."""
    if clinic is None or library.logo is None:
        return clinic
    return clinic._replace(logo_aspect=library.logo.aspect, logo_view=library.logo.drawing.view_box if library.logo.drawing else None)


def sRGB_profile() -> bytes:  # noqa: N802 (the profile's name)
    """The ICC's sRGB profile for the output intent (ISO 19005-2, 6.2.3)."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "output", "sRGB2014.icc"), "rb") as file:
        return file.read()


def compose(job: Job, library: Library, log: Log = silent) -> tuple[Spot, Handout]:
    """Step 3: the record becomes the parts of a handout, in the words of the place."""
    spot = library.dataset.spot(job.number)
    wrong = uncovered(_literal(job), library.faces["regular"])
    if wrong:
        raise ResourceError(*wrong)
    wording = Wording(library.dataset.labels, own_words(library.dataset.locale(job.look.locale), job.clinic))
    plan = job.plan.for_spot(spot.number) if job.plan else None
    request = Request(job.side, job.look.diary, job.patient, dressed(job.clinic, library), plan)
    handout = compose_handout(spot, wording, library.dataset.sources, library.dataset.version, request)
    log("compose", f"spot {spot.number}, {len(handout.techniques)} techniques")
    return spot, handout


def _literal(job: Job) -> Iterator[tuple[str, str, Place | None]]:
    """The words of a job that no record holds: what they are, the words, and where they stand."""
    patient, clinic, plan = job.patient, job.clinic, job.plan
    yield "the patient’s name", patient.name, None
    yield "the date", patient.date, None
    yield "the clinician’s name", patient.clinician, None
    yield "the note", patient.note, None
    if clinic is not None:
        for field in ("name", "address", "phone", "hours", "web", "emergency", "reviewed_by"):
            yield f"the clinic’s {field}", getattr(clinic, field), clinic.places.get(field)
    for part in (plan, *plan.spots) if plan is not None else ():
        for index, note in enumerate(part.notes):
            yield "the plan’s notes", note, part.places.get(f"notes[{index}]")


def lay_out(job: Job, library: Library, log: Log = silent) -> Laid:
    """Step 4: the parts become frames on pages."""
    spot, handout = compose(job, library, log)
    options = Options(job.look.paper, job.look.fillable)
    if job.look.large_print:
        pages = lay_large_print(handout, library.setters, library.gallery.figures, options, spot.places)
        log("lay out", f"{len(pages)} pages of large print")
        return Laid(spot, handout, pages, None)
    fitted = fit_handout(handout, library.setters, library.gallery.figures, options, spot.places)
    log("lay out", f"{len(fitted.pages)} page, {fitted.choice.body_pt:g} pt, plate {fitted.choice.plate_width_pt / 72 * 25.4:.0f} mm")
    return Laid(spot, handout, fitted.pages, fitted.choice)


def document_of(laid: tuple[Laid, ...], job: Job) -> Document:
    """Step 5, impose: the pages of one or more handouts in order, one to a sheet side, under one title that names no patient."""
    first = laid[0].handout
    titles = [part.handout.title.plain() for part in laid]
    return Document(
        tuple(page for part in laid for page in part.pages),
        titles[0] if len(titles) == 1 else "; ".join(titles),
        first.lang,
        subject=first.message.plain() if len(laid) == 1 else "",
        theme=job.look.ink,
        duplex="DuplexFlipLongEdge" if any(len(part.pages) > 1 for part in laid) else "",
    )


def sheets(laid: tuple[Laid, ...]) -> int:
    """Sheets of paper: each handout starts on one of its own, those of several pages are printed on both sides."""
    return sum(-(-len(part.pages) // 2) for part in laid)


def paint(document: Document, library: Library, job: Job, written: str, log: Log = silent) -> bytes:
    """Step 6: frames become a tagged, archivable PDF."""
    from handouts.output.paint import PaintResources
    from handouts.output.paint import paint as paint_pages

    resources = PaintResources(
        faces=library.faces,
        font_bytes=library.font_bytes,
        drawings=library.gallery.drawings,
        theme=library.gallery.theme,
        palette=palette(job.look.ink, job.clinic.accent if job.clinic else ""),
        images=library.images,
        icc=library.icc,
        produced_at=produced_at(written),
    )
    data = paint_pages(document, resources)
    log("paint", f"{len(data) / 1000:.0f} kB")
    return data


def produced_at(written: str) -> int:
    """Seconds since 1970 for the file's dates: SOURCE_DATE_EPOCH, else the day the record was written.

    Never the clock: same input, same bytes.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return int(epoch)
    year, month, day = (int(part) for part in written.split("-"))
    return (_days_from_civil(year, month, day)) * 86400


def _days_from_civil(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms"); spares the datetime import."""
    year -= month <= 2
    era = year // 400
    of_era = year - era * 400
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


def file_name(spot: Spot) -> str:
    """`handout-11-upper-back.pdf`."""
    return f"handout-{spot.number:02d}-{spot.slug}.pdf"
