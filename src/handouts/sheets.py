"""The sheets of all spots: the quick-reference table and the finder, through the same steps as a handout.

Enters: a data source, how the sheet is wanted, a clinic. Leaves: pages and their bytes. Of the drawings only the body figures are read.
"""

from __future__ import annotations

from typing import NamedTuple

from handouts import build
from handouts.dataset.load import load_dataset
from handouts.dataset.model import Clinic
from handouts.document.words import Wording, own_words
from handouts.errors import Diagnostic, FitError
from handouts.layout.figures.gallery import read_bodies
from handouts.layout.frame import Document, Page
from handouts.layout.type.fonts import FACE_FILES, load_faces
from handouts.layout.type.typeset import Setters
from handouts.resources import DataSource

REFERENCE = "reference"
FINDER = "finder"


class Sheet(NamedTuple):
    """A sheet laid out: its pages, title and language, and the day its records were last written."""

    pages: tuple[Page, ...]
    title: str
    lang: str
    written: str


def read(data: DataSource, look: build.Look, log: build.Log = build.silent, clinic: Clinic | None = None) -> build.Library:
    """Steps 1 and 2: all records, faces and body figures, with a clinic its logo; no plates."""
    loaded = load_dataset(data, None, look.locale.split("-")[0])
    loaded.dataset.locale(look.locale)
    faces = load_faces(data.read_bytes, data.compiled)
    gallery = read_bodies(faces, data, look.ink)
    font_bytes = {name: data.read_bytes(file) for name, file in FACE_FILES.items()}
    log("read", f"{len(loaded.dataset.spots)} spots, {len(gallery.drawings)} drawings, {len(faces)} faces")
    log("check", f"no errors, {len(loaded.warnings)} warnings")
    library = build.Library(loaded.dataset, faces, gallery, font_bytes, loaded.warnings, build.sRGB_profile(), Setters(faces))
    return library if clinic is None or not clinic.logo else build.with_logo(library, clinic, look.ink)


def lay_out(kind: str, library: build.Library, look: build.Look, clinic: Clinic | None = None, log: build.Log = build.silent) -> Sheet:
    """Steps 3 and 4: compose and lay out."""
    from handouts.document.quickref import compose_finder, compose_quickref

    dataset = library.dataset
    if not dataset.spots:
        raise FitError(Diagnostic(None, "there are no spots to list", "the dataset has no files in data/spots"))
    wording = Wording(dataset.labels, own_words(dataset.locale(look.locale), clinic))
    clinic = build.dressed(clinic, library)
    figures = library.gallery.figures
    if kind == REFERENCE:
        from handouts.layout.sheets.reference_sheet import lay_reference

        table = compose_quickref(dataset, wording, clinic)
        pages = lay_reference(table, library.setters, figures, look.paper, look.large_print)
        title, lang = table.title.plain(), table.lang
    else:
        from handouts.layout.sheets.finder_sheet import lay_finder

        finder = compose_finder(dataset, wording, clinic)
        pages = lay_finder(finder, library.setters, figures, look.paper, look.large_print)
        title, lang = finder.title.plain(), finder.lang
    log("lay out", f"{len(pages)} page{'s' * (len(pages) != 1)}")
    return Sheet(pages, title, lang, max(spot.written for spot in dataset.spots))


def paint(sheet: Sheet, library: build.Library, look: build.Look, clinic: Clinic | None = None, log: build.Log = build.silent) -> bytes:
    """Steps 5 and 6: pages one to a side, painted."""
    document = Document(sheet.pages, sheet.title, sheet.lang, theme=look.ink, duplex=duplex(sheet))
    return build.paint(document, library, build.Job(0, look, clinic=clinic), sheet.written, log)


def duplex(sheet: Sheet) -> str:
    """The edge to flip pages on: that at their left, which is the short one of pages that lie on their side."""
    first = sheet.pages[0]
    if len(sheet.pages) == 1:
        return ""
    return "DuplexFlipShortEdge" if first.width_pt > first.height_pt else "DuplexFlipLongEdge"
