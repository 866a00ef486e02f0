"""A file before it is painted, and the painting: where every kind of sheet comes together.

Enters: a `Document` of frames and what the printer has to know. Leaves: the bytes of a tagged, archivable PDF.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from handouts.choices import EDGE_NAMES
from handouts.layout.frame import Document, Page
from handouts.layout.style import palette
from handouts.pipeline.library import Library
from handouts.pipeline.wanted import Log, silent


class Product(NamedTuple):
    """One file, laid out and imposed, and what to expect at the printer."""

    document: Document
    page_count: int
    """Pages that are read: on an imposed sheet several of them stand on a side, and blank sides do not count."""
    sheets: int
    """Sheets of paper that the printer takes."""
    written: str
    """The day the newest of its records was written (ISO 8601): the date of the file."""
    accent: str = ""
    """The clinic's own colour, "" for the usual one."""
    left_out: tuple[tuple[int, tuple[str, ...]], ...] = ()
    """Spots whose page has no room for everything, and the names of what it leaves: in a booklet techniques, on a handout other parts."""

    @property
    def pages(self) -> tuple[Page, ...]:
        """The sides that are painted, in order, blank ones too; of an imposed file these are the sides of its sheets."""
        return self.document.pages

    @property
    def flip(self) -> str:
        """The edge to flip the sheet on, `long` or `short`; "" for a file to print on one side."""
        return EDGE_NAMES[self.document.duplex]


def paint(product: Product, library: Library, log: Log = silent) -> bytes:
    """Step 6: frames become a tagged, archivable PDF."""
    return paint_document(product.document, library, product.accent, product.written, log)


def paint_document(document: Document, library: Library, accent: str, written: str, log: Log = silent) -> bytes:
    """The same for pages that come one by one. Each is let go once it is painted."""
    from handouts.output.metadata import srgb_profile
    from handouts.output.paint import PaintResources
    from handouts.output.paint import paint as paint_pages

    resources = PaintResources(
        faces=library.faces,
        font_bytes=library.font_bytes,
        drawings=library.gallery.drawings,
        theme=library.gallery.theme,
        palette=palette(document.theme, accent),
        images=library.images,
        icc=srgb_profile(),
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
    from datetime import date

    return (date.fromisoformat(written) - date(1970, 1, 1)).days * 86400
