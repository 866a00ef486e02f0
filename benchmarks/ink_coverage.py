"""How much ink a sheet takes: the share of the page that is dark, weighted by how dark, in colour, grey and saver.

    python benchmarks/ink_coverage.py [--spot 4 --spot 11 ...]

Most of a sheet's ink is its text, which no ink changes; the second table is of the drawings alone: the sheet less the same sheet without them.
Rendered at 72 dots an inch, as one sees it printed on a black-and-white printer; needs `pip install pypdfium2`. Nothing here is a test.
"""

from __future__ import annotations

import argparse

import pypdfium2

from handouts.dataset.drawing import Drawing
from handouts.pipeline.handout import lay_out, product_of
from handouts.pipeline.library import Library, read_library
from handouts.pipeline.product import paint
from handouts.pipeline.wanted import Job, Look
from handouts.resources import DataSource

INKS = ("colour", "grey", "saver")


def coverage(data: bytes) -> float:
    """Percent of the pages' area, a full black pixel counting one and a white one nothing."""
    dark = total = 0
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            pixels = bytes(page.render(scale=1, grayscale=True).buffer)
            dark += 255 * len(pixels) - sum(pixels)
            total += 255 * len(pixels)
    return 100 * dark / total


def sheet(number: int, library: Library, look: Look) -> bytes:
    """One handout."""
    job = Job(number, look)
    laid = lay_out(job, library)
    return paint(product_of([laid], job), library)


def without_drawings(library: Library) -> Library:
    """The library with every drawing empty."""
    bare = {name: Drawing(drawing.view_box, ()) for name, drawing in library.gallery.drawings.items()}
    return library._replace(gallery=library.gallery._replace(drawings=bare))


def show(title: str, table: dict[str, dict[int, float]]) -> None:
    """A table of percents, and what saver saves of colour."""
    print(f"{title:>14}" + "".join(f"{ink:>10}" for ink in INKS) + f"{'saved':>10}")
    rows = {str(number): [table[ink][number] for ink in INKS] for number in table[INKS[0]]}
    rows["mean"] = [sum(column) / len(column) for column in zip(*rows.values(), strict=True)]
    for name, row in rows.items():
        print(f"{name:>14}" + "".join(f"{value:>9.2f}%" for value in row) + f"{100 * (1 - row[-1] / row[0]):>9.0f}%")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spot", type=int, action="append", help="a spot; all where none is given")
    asked = parser.parse_args().spot
    sheets: dict[str, dict[int, float]] = {}
    drawings: dict[str, dict[int, float]] = {}
    for ink in INKS:
        look = Look(ink=ink)
        library = read_library(tuple(asked) if asked else None, DataSource(None), look)
        bare = without_drawings(library)
        numbers = [spot.number for spot in library.dataset.spots]
        sheets[ink] = {number: coverage(sheet(number, library, look)) for number in numbers}
        drawings[ink] = {number: sheets[ink][number] - coverage(sheet(number, bare, look)) for number in numbers}
    show("whole sheet", sheets)
    print()
    show("its drawings", drawings)


if __name__ == "__main__":
    main()
