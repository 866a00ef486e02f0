"""The sheets of all spots: the quick-reference table and the finder.

Enters: which sheet, how it is wanted, a `Library` without plates, a clinic. Leaves: a `Product`.
"""

from __future__ import annotations

from handouts.choices import LONG_EDGE, SHORT_EDGE
from handouts.dataset.model import Clinic
from handouts.document.words import Wording, own_words
from handouts.errors import Diagnostic, FitError
from handouts.layout.frame import Document, Page
from handouts.pipeline.library import Library, with_logo_measures
from handouts.pipeline.product import Product
from handouts.pipeline.wanted import Log, Look, silent

REFERENCE = "reference"
FINDER = "finder"
KINDS = (REFERENCE, FINDER)


def lay_out(kind: str, library: Library, look: Look, clinic: Clinic | None = None, log: Log = silent) -> Product:
    """Steps 3 to 5: compose, lay out, pages one to a side."""
    dataset = library.dataset
    if not dataset.spots:
        raise FitError(Diagnostic(None, "there are no spots to list", "the dataset has no files in data/spots"))
    wording = Wording(dataset.labels, own_words(dataset.locale(look.locale), clinic))
    dressed = with_logo_measures(clinic, library)
    figures = library.gallery.figures
    if kind == REFERENCE:
        from handouts.document.quickref import compose_quickref
        from handouts.layout.sheets.reference_sheet import lay_reference

        table = compose_quickref(dataset, wording, dressed)
        pages = lay_reference(table, library.setters, figures, look.paper, look.large_print)
        title, lang = table.title.plain(), table.lang
    elif kind == FINDER:
        from handouts.document.quickref import compose_finder
        from handouts.layout.sheets.finder_sheet import lay_finder

        finder = compose_finder(dataset, wording, dressed)
        pages = lay_finder(finder, library.setters, figures, look.paper, look.large_print)
        title, lang = finder.title.plain(), finder.lang
    else:
        raise ValueError(f"unknown sheet “{kind}”; there are: {', '.join(KINDS)}")
    log("lay out", f"{len(pages)} page{'s' * (len(pages) != 1)}")
    return Product(
        Document(pages, title, lang, theme=look.ink, duplex=duplex(pages)),
        page_count=len(pages),
        sheets=-(-len(pages) // 2),
        written=max(spot.written for spot in dataset.spots),
        accent=clinic.accent if clinic else "",
    )


def duplex(pages: tuple[Page, ...]) -> str:
    """The edge to flip pages on: that at their left, which is the short one of pages that lie on their side."""
    if len(pages) == 1:
        return ""
    return SHORT_EDGE if pages[0].width_pt > pages[0].height_pt else LONG_EDGE
