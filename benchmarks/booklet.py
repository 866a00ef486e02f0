"""How long the whole booklet takes, cold and end to end, against typst setting the same content: every page's words, figures with their
markers and pain areas, tables, lists, links and codes, taken from the laid pages (`typst_markup`).

    python benchmarks/booklet.py [--runs 5]

needs `pip install typst` beside the project. Runs are alternated in one session; only the ratio is worth quoting. Typst is not asked to
find what fits, nor where the markers stand, nor for grounds, rules and running heads, so its booklet is the easier one. It uses every
processor there is; on one (`taskset -c 0 python benchmarks/booklet.py`) the clock says what the processors' time says.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

import segno
from compare import ROOT, SCRIPTS, TYPST, alternated, show
from peers import themed_svg
from typst_markup import Markup, write_pages

from handouts.layout.style import palette
from handouts.pipeline import booklet
from handouts.pipeline.wanted import BookletJob, Look
from handouts.resources import DataSource


def write_typst(folder: Path) -> None:
    """page.typ and its pictures, from the full-size booklet as laid."""
    look, wish = Look(), BookletJob()
    shelf = booklet.read(DataSource(None), wish, look)
    pages = tuple(booklet.lay_out(shelf, wish, look).document.pages)
    theme = json.loads((ROOT / "images/themes.json").read_text(encoding="utf-8"))["colour"]
    drawings = shelf.library.gallery.drawings
    svgs = {key: code(key[3:]) if key.startswith("qr/") else _themed(key, theme) for key in drawings}
    markup = Markup(palette("colour"), {key: drawing.view_box for key, drawing in drawings.items()})
    write_pages(pages, markup, folder, svgs)


def _themed(key: str, theme: dict[str, dict[str, object]]) -> str:
    return themed_svg((ROOT / f"images/{key}.svg").read_text(encoding="utf-8"), theme, 0.5)


def code(address: str) -> str:
    """A QR code as SVG, a unit a module."""
    return segno.make_qr(address, error="m", boost_error=False).svg_inline(border=0, omitsize=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_typst(folder)
        handouts = str(SCRIPTS / ("handouts.exe" if os.name == "nt" else "handouts"))
        engines = {
            "handouts": [handouts, "booklet", "-o", "handouts.pdf", "-q", "--force"],
            "half, imposed": [handouts, "booklet", "--half", "--imposed", "-o", "imposed.pdf", "-q", "--force"],
            "typst": [sys.executable, "-c", TYPST.format(fonts=str(ROOT / "fonts"))],
        }
        found = alternated(engines, folder, options.runs)
        show(found, {"handouts": folder / "handouts.pdf", "half, imposed": folder / "imposed.pdf", "typst": folder / "typst.pdf"})


if __name__ == "__main__":
    main()
