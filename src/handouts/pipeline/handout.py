"""Handouts: compose, lay out, impose. One page a spot, or as many sides as large print takes.

Enters: a `Job` and a `Library`. Leaves: a `LaidHandout`, and a `Product` of one or more of them. Values in, values out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handouts.choices import FITS, LONG_EDGE
from handouts.dataset.model import Spot
from handouts.document.blocks import Handout
from handouts.document.handout import Patient, Request, compose_handout
from handouts.document.words import Wording, own_words
from handouts.errors import Place, ResourceError
from handouts.layout.frame import Document, Page
from handouts.layout.page.handout_page import Choice, fit_handout
from handouts.layout.page.large_print import lay_large_print
from handouts.layout.page.plate_and_map import Options
from handouts.layout.type.coverage import uncovered
from handouts.pipeline.library import Library, with_logo_measures
from handouts.pipeline.product import Product
from handouts.pipeline.wanted import Job, Log, silent

__all__ = ["LaidHandout", "Patient", "blank_side", "compose", "file_name", "lay_out", "product_of"]


class LaidHandout(NamedTuple):
    """The pages of one handout and how they came to fit."""

    spot: Spot
    handout: Handout
    pages: tuple[Page, ...]
    choice: Choice | None
    """What the fit settled on; None in large print, which takes as many sides as it needs."""

    @property
    def left_out(self) -> tuple[str, ...]:
        """What the front leaves to the sides overleaf, or where there are none to the booklet, as one tells it at the desk."""
        if self.choice is None:
            return ()
        given, handout = self.choice.given, self.handout
        parts = [
            ("the facts, the plan and the small print", given.overleaf),
            ("“also helps”", given.also_helps and not given.overleaf and bool(handout.also_helps.text)),
            ("the muscles", given.muscles and not given.overleaf),
            ("the boxes to tick", given.ticks and not given.overleaf and handout.diary_side == "front" and bool(handout.diary)),
            ("the QR code", given.code and len(self.pages) == 1),
        ]
        count = len(handout.techniques) - given.techniques
        return (*(name for name, left in parts if left), *(technique.name.plain() for technique in handout.techniques[count:]))


def compose(job: Job, library: Library, log: Log = silent) -> tuple[Spot, Handout]:
    """Step 3: the record becomes the parts of a handout, in the words of the place. Raises `ResourceError` for a character no face has."""
    spot = library.dataset.spot(job.number)
    wrong = uncovered(_literal(job), library.faces)
    if wrong:
        raise ResourceError(*wrong)
    wording = Wording(library.dataset.labels, own_words(library.dataset.locale(job.look.locale), job.clinic))
    plan = job.plan.for_spot(spot.number) if job.plan else None
    request = Request(job.side, job.look.diary, job.patient, with_logo_measures(job.clinic, library), plan)
    handout = compose_handout(spot, wording, library.dataset.sources, library.dataset.edition, request)
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


def lay_out(job: Job, library: Library, log: Log = silent) -> LaidHandout:
    """Step 4: the parts become frames on pages. Raises `FitError` with the field and how many lines are too many."""
    spot, handout = compose(job, library, log)
    options = Options(job.look.paper, job.look.fillable, second_side=job.look.fit == FITS[1])
    if job.look.large_print:
        pages = lay_large_print(handout, library.setters, library.gallery.figures, options, spot.places)
        log("lay out", f"{len(pages)} pages of large print")
        return LaidHandout(spot, handout, pages, None)
    fitted = fit_handout(handout, library.setters, library.gallery.figures, options, spot.places)
    log("lay out", f"{len(fitted.pages)} page, {fitted.choice.body_pt:g} pt, plate {fitted.choice.sizes.plate_pt / 72 * 25.4:.0f} mm")
    return LaidHandout(spot, handout, fitted.pages, fitted.choice)


def product_of(laid: Sequence[LaidHandout], job: Job) -> Product:
    """Step 5, impose: the pages of one or more handouts in order, one to a sheet side, under one title that names no patient.

    Where any of them has several pages, each begins on a sheet of its own, so that none stands on the back of another.
    `job` is any of theirs: it tells the ink and the clinic.
    """
    duplex = any(len(part.pages) > 1 for part in laid)
    pages: list[Page] = []
    for part in laid:
        if duplex and len(pages) % 2:
            pages.append(blank_side(pages[-1]))
        pages += part.pages
    first = laid[0].handout
    titles = [part.handout.title.plain() for part in laid]
    document = Document(
        tuple(pages),
        titles[0] if len(titles) == 1 else "; ".join(titles),
        first.lang,
        subject=first.message.plain() if len(laid) == 1 else "",
        theme=job.look.ink,
        duplex=LONG_EDGE if duplex else "",
        filled_in=any(job.patient) or job.plan is not None,
    )
    return Product(
        document,
        page_count=sum(len(part.pages) for part in laid),
        sheets=sum(-(-len(part.pages) // 2) for part in laid),
        written=max(part.spot.written for part in laid),
        accent=job.clinic.accent if job.clinic else "",
        left_out=tuple((part.spot.number, part.left_out) for part in laid if part.left_out),
    )


def blank_side(page: Page) -> Page:
    """A side with nothing on it, of the same size: the back of a handout's last sheet."""
    return Page(page.width_pt, page.height_pt, ())


def file_name(spot: Spot) -> str:
    """`handout-11-upper-back.pdf`."""
    return f"handout-{spot.number:02d}-{spot.slug}.pdf"
