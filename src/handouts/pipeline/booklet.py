"""The booklet: full size, half size, and on the sheets that are folded; and the sheet that tests the printer.

Enters: a data source, a `BookletJob`, a `Look`, a clinic. Leaves: a `Product`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handouts.choices import LONG_EDGE, PAPERS, SHORT_EDGE
from handouts.dataset.load import listed, read_label_file
from handouts.dataset.model import Clinic, Prose
from handouts.document.blocks import Handout
from handouts.document.booklet import Booklet, compose_booklet
from handouts.document.words import Wording, own_words
from handouts.errors import DatasetError, Diagnostic
from handouts.layout.booklet.booklet_pages import lay_booklet
from handouts.layout.frame import Document, Page, every_frame
from handouts.output.imposition import impose
from handouts.pipeline.library import Library, read_library, with_logo_measures
from handouts.pipeline.product import Product
from handouts.pipeline.wanted import BookletJob, Log, Look, silent
from handouts.resources import DataSource


class BookletLibrary(NamedTuple):
    """What is read for a booklet: the library of its spots, and the booklet's own words."""

    library: Library
    labels: Mapping[str, Prose]

    def wording(self, look: Look, clinic: Clinic | None = None) -> Wording:
        """The dataset's words and the booklet's, with the clinic's own for an emergency."""
        dataset = self.library.dataset
        return Wording({**dataset.labels, **self.labels}, own_words(dataset.locale(look.locale), clinic))


def read(data: DataSource, job: BookletJob, look: Look, log: Log = silent, clinic: Clinic | None = None) -> BookletLibrary:
    """Steps 1 and 2: everything, then only the spots asked for. Raises `DatasetError` for one that there is not."""
    return choose(read_library(None, data, look, log, clinic, all_bodies=True), data, job, look)


def choose(library: Library, data: DataSource, job: BookletJob, look: Look) -> BookletLibrary:
    """The spots asked for, in their order, of a library that has all, with the booklet's own words."""
    dataset = library.dataset
    if job.numbers:
        known = {spot.number: spot for spot in dataset.spots}
        for number in job.numbers:
            if number not in known:
                raise DatasetError(Diagnostic(None, f"there is no spot {number}", f"there are: {listed(known)}"))
        dataset = dataset._replace(spots=tuple(known[number] for number in job.numbers))
    if not dataset.spots:
        raise DatasetError(Diagnostic(None, "a booklet needs a spot", "the dataset has no files in data/spots"))
    labels = read_label_file(data, look.language, "booklet.yaml")
    return BookletLibrary(library._replace(dataset=dataset), labels)


def lay_out(read: BookletLibrary, job: BookletJob, look: Look, clinic: Clinic | None = None, log: Log = silent) -> Product:
    """Steps 3 to 5: compose, lay out, impose."""
    library = read.library
    dataset = library.dataset
    booklet = compose_booklet(dataset, read.wording(look, clinic), with_logo_measures(clinic, library))
    log("compose", f"{len(dataset.spots)} spots, {len(booklet.front) + len(booklet.back) + len(booklet.last)} sections")
    half = job.half or job.imposed
    trim = PAPERS[look.paper].half if half else look.paper
    places = {spot.number: spot.places for spot in dataset.spots}
    pages = lay_booklet(booklet, library.setters, library.gallery.figures, trim, half, places)
    log("lay out", f"{len(pages)} pages, {trim}")
    title = booklet.cover.title.plain()
    document = Document(pages, title, booklet.lang, booklet.cover.subtitle.plain(), theme=look.ink, duplex="" if half else LONG_EDGE)
    sheets = -(-len(pages) // 2)
    if job.imposed:
        document = impose(document, job.thickness_mm, job.marks)
        sheets = len(document.pages) // 2
        log("impose", f"{len(document.pages)} sides of {sheets} sheets")
    return Product(
        document,
        page_count=len(pages),
        sheets=sheets,
        written=max(spot.written for spot in dataset.spots),
        accent=clinic.accent if clinic else "",
        left_out=() if half else left_out(booklet, pages),
    )


def left_out(booklet: Booklet, pages: Sequence[Page]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """What also helps, where it is not on the pages, and the techniques of which no step is, spot by spot."""
    shown = {frame.source for page in pages for frame in every_frame(page.frames)}

    def missing(handout: Handout) -> tuple[str, ...]:
        helps = ("“also helps”",) if handout.also_helps.text and handout.also_helps.source not in shown else ()
        return (*helps, *(box.name.plain() for box in handout.techniques if box.steps[0].source not in shown))

    return tuple((handout.number, names) for handout in booklet.handouts if (names := missing(handout)))


def lay_out_test_sheet(read: BookletLibrary, look: Look, clinic: Clinic | None = None) -> Product:
    """The sheet that shows which edge the printer flips on."""
    from handouts.layout.sheets.printer_sheet import lay_test_sheet

    wording = read.wording(look)
    pages = lay_test_sheet(wording, read.library.setters, look.paper)
    document = Document(pages, wording.say_plain("test.title"), wording.lang, theme=look.ink, duplex=SHORT_EDGE)
    return Product(document, len(pages), 1, max(spot.written for spot in read.library.dataset.spots), clinic.accent if clinic else "")


def file_name(job: BookletJob, look: Look, pack: str = "") -> str:
    """`perfect-spots-booklet-a4.pdf`, `perfect-spots-booklet-desk-neck-a5.pdf`, `perfect-spots-booklet-a4-imposed.pdf`."""
    which = f"-{pack}" if pack else "".join(f"-{number}" for number in job.numbers)
    trim = PAPERS[look.paper].half if job.half and not job.imposed else look.paper
    return f"perfect-spots-booklet{which}-{trim}{'-imposed' * job.imposed}.pdf"
