"""How long the whole booklet takes, cold and end to end, against typst setting the same content: every page's words, figures with their
markers and pain areas, tables, lists, links and codes, taken from the laid pages (`typst_markup`).

    python benchmarks/booklet.py [--runs 5]

needs `pip install typst` beside the project. Runs are alternated in one session; only the ratio is worth quoting. Typst is not asked to
find what fits, nor where the markers stand, nor for grounds, rules and running heads, so its booklet is the easier one.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path

from compare import ROOT, SCRIPTS, TYPST, timed
from peers import themed_svg
from typst_markup import Markup, write_pages

from handouts import booklet, build
from handouts.layout.style import palette
from handouts.resources import DataSource


def write_typst(folder: Path) -> None:
    """page.typ and its pictures, from the full-size booklet as laid."""
    look, wish = build.Look(), booklet.Wish()
    shelf = booklet.read(DataSource(None), wish, look)
    pages = tuple(booklet.make(shelf, wish, look).document.pages)
    theme = json.loads((ROOT / "images/themes.json").read_text(encoding="utf-8"))["colour"]
    drawings = shelf.library.gallery.drawings
    svgs = {key: themed_svg((ROOT / f"images/{key}.svg").read_text(encoding="utf-8"), theme, 0.5) for key in drawings}
    markup = Markup(palette("colour"), {key: drawing.view_box for key, drawing in drawings.items()})
    write_pages(pages, markup, folder, svgs)


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
        for command in engines.values():
            timed(command, folder)
        seconds: dict[str, list[float]] = {engine: [] for engine in engines}
        for _ in range(options.runs):
            for engine, command in engines.items():
                seconds[engine].append(timed(command, folder)[0])
        ours = statistics.median(seconds["handouts"])
        print(f"{'engine':<16}{'median ms':>10}{'ratio to handouts':>19}")
        for engine, runs in seconds.items():
            median = statistics.median(runs)
            print(f"{engine:<16}{median * 1000:>10.0f}{median / ours:>19.2f}")


if __name__ == "__main__":
    main()
