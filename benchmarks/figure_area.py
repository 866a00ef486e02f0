"""How much larger the figure is than in the first release, spot by spot: the printed area of the window, and the scale of what is in it.

    python benchmarks/figure_area.py [--paper letter]

The first release's figures are in `figure_area_before.json`: made from commit 2483b64, both papers, no letterhead. The body part is
drawn larger by the square of the scales' ratio; a crop shows less of the body around it, and the window says how much paper it has.
"""

from __future__ import annotations

import argparse
import json
import statistics
from pathlib import Path

from handouts.choices import MM
from handouts.layout.figures.crop import plate_view
from handouts.pipeline.handout import lay_out
from handouts.pipeline.library import read_library
from handouts.pipeline.wanted import Job, Look
from handouts.resources import DataSource

BEFORE = Path(__file__).with_name("figure_area_before.json")


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--paper", choices=("a4", "letter"), default="a4")
    paper = options.parse_args().paper
    before = json.loads(BEFORE.read_text(encoding="utf-8"))
    library = read_library(None, DataSource(None), Look())
    grown = []
    print(f"{'spot':>4} {'before, mm':>12} {'now, mm':>12} {'area':>7} {'scale':>7}")
    for spot in library.dataset.spots:
        laid = lay_out(Job(spot.number, Look(paper=paper)), library)
        assert laid.choice is not None
        plate = library.gallery.figures.plates[spot.figure.plate]
        old, sizes = before[str(spot.number)][paper], laid.choice.sizes
        view = plate_view(plate, laid.handout.plate.landmarks, sizes.aspect)
        width_mm = sizes.plate_pt / MM
        height_mm = width_mm * view[3] / view[2]
        area = width_mm * height_mm / (old["width_mm"] * old["height_mm"]) - 1
        scale = (width_mm / view[2]) / (old["width_mm"] / old["view"][2])
        grown.append(area)
        was, now = f"{old['width_mm']:.0f} x {old['height_mm']:.0f}", f"{width_mm:.0f} x {height_mm:.0f}"
        print(f"{spot.number:>4} {was:>12} {now:>12} {area:>+7.0%} {scale:>6.2f}x")
    print(f"area: {statistics.median(grown):+.0%} at the median, {min(grown):+.0%} at the least")


if __name__ == "__main__":
    main()
