"""The booklet through the seven steps: full size, half size, and on the sheets that are folded; and the sheet that tests the printer.

Enters: a data source, how the booklet is wanted, a clinic. Leaves: a `Made`: its document, and what to expect at the printer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handouts import build
from handouts.dataset.common import read_labels
from handouts.dataset.load import read_checked
from handouts.dataset.model import Clinic, Prose
from handouts.document.booklet import Booklet, compose_booklet
from handouts.document.words import Wording, own_words
from handouts.errors import DatasetError, Diagnostic
from handouts.layout.booklet.booklet_pages import lay_booklet
from handouts.layout.frame import Document, Page, every_frame
from handouts.output.imposition import SHORT_EDGE, THICKNESS_MM, impose
from handouts.resources import DataSource

HALVES = {"a4": "a5", "letter": "half-letter"}
"""The trim of a half-size page by the paper it is folded from."""


class Wish(NamedTuple):
    """How the booklet is wanted, beside the `Look`."""

    numbers: tuple[int, ...] = ()
    """The spots, in this order; all where there are none."""
    half: bool = False
    imposed: bool = False
    thickness_mm: float = THICKNESS_MM
    marks: bool = False


class Shelf(NamedTuple):
    """What is read for a booklet: the library of all spots, and the booklet's own words."""

    library: build.Library
    labels: Mapping[str, Prose]


class Made(NamedTuple):
    """A booklet before it is painted. `pages` are those that are read, without blanks."""

    document: Document
    pages: int
    sheets: int
    written: str
    left_out: tuple[tuple[int, tuple[str, ...]], ...] = ()
    """Spots whose page has no room for some of their techniques, and the names of those."""


def read(data: DataSource, wish: Wish, look: build.Look, log: build.Log = build.silent, clinic: Clinic | None = None) -> Shelf:
    """Steps 1 and 2: everything, then only the spots asked for. Raises `DatasetError` for one that there is not."""
    library = build.read(None, data, look, log, clinic, all_bodies=True)
    dataset = library.dataset
    if wish.numbers:
        known = {spot.number: spot for spot in dataset.spots}
        for number in wish.numbers:
            if number not in known:
                listed = ", ".join(str(each) for each in known)
                raise DatasetError(Diagnostic(None, f"there is no spot {number}", f"there are: {listed}"))
        dataset = dataset._replace(spots=tuple(known[number] for number in wish.numbers))
    if not dataset.spots:
        raise DatasetError(Diagnostic(None, "a booklet needs a spot", "the dataset has no files in data/spots"))
    labels = read_checked(data, f"data/{look.locale.split('-')[0]}/booklet.yaml", read_labels)
    return Shelf(library._replace(dataset=dataset), labels)


def wording_of(shelf: Shelf, look: build.Look, clinic: Clinic | None = None) -> Wording:
    """The dataset's words and the booklet's, with the clinic's own for an emergency."""
    dataset = shelf.library.dataset
    return Wording({**dataset.labels, **shelf.labels}, own_words(dataset.locale(look.locale), clinic))


def make(shelf: Shelf, wish: Wish, look: build.Look, clinic: Clinic | None = None, log: build.Log = build.silent) -> Made:
    """Steps 3 to 5: compose, lay out, impose."""
    library = shelf.library
    dataset = library.dataset
    booklet = compose_booklet(dataset, wording_of(shelf, look, clinic), build.dressed(clinic, library))
    log("compose", f"{len(dataset.spots)} spots, {len(booklet.front) + len(booklet.back) + len(booklet.last)} sections")
    half = wish.half or wish.imposed
    trim = HALVES[look.paper] if half else look.paper
    places = {spot.number: spot.places for spot in dataset.spots}
    pages = lay_booklet(booklet, library.setters, library.gallery.figures, trim, half, places)
    log("lay out", f"{len(pages)} pages, {trim}")
    duplex = "" if half else "DuplexFlipLongEdge"
    title = booklet.cover.title.plain()
    document = Document(pages, title, booklet.lang, booklet.cover.subtitle.plain(), theme=look.ink, duplex=duplex)
    sheets = -(-len(pages) // 2)
    if wish.imposed:
        document = impose(document, wish.thickness_mm, wish.marks)
        sheets = len(document.pages) // 2
        log("impose", f"{len(document.pages)} sides of {sheets} sheets")
    written = max(spot.written for spot in dataset.spots)
    return Made(document, len(pages), sheets, written, () if half else left_out(booklet, pages))


def left_out(booklet: Booklet, pages: Sequence[Page]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The techniques of which no step is on the pages, spot by spot."""
    shown = {frame.source for page in pages for frame in every_frame(page.frames)}
    missing = [
        (handout.number, tuple(box.name.plain() for box in handout.techniques if box.steps[0].source not in shown))
        for handout in booklet.handouts
    ]
    return tuple((number, names) for number, names in missing if names)


def make_test_sheet(shelf: Shelf, look: build.Look) -> Made:
    """The sheet that shows which edge the printer flips on."""
    from handouts.layout.sheets.printer_sheet import lay_test_sheet

    wording = wording_of(shelf, look)
    pages = lay_test_sheet(wording, shelf.library.setters, look.paper)
    title = wording.say_plain("test.title")
    document = Document(pages, title, wording.lang, theme=look.ink, duplex=SHORT_EDGE)
    return Made(document, len(pages), 1, max(spot.written for spot in shelf.library.dataset.spots))


def paint(made: Made, shelf: Shelf, look: build.Look, clinic: Clinic | None = None, log: build.Log = build.silent) -> bytes:
    """Step 6."""
    return build.paint(made.document, shelf.library, build.Job(0, look, clinic=clinic), made.written, log)
