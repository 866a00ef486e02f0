"""How long `handouts build --spot 11` takes, cold and end to end, against typst and WeasyPrint making the same page with the same
plate.

    python benchmarks/compare.py [--runs 9] [--spot 11]

needs `pip install '.[bench]'`, not in editable mode or with bytecode written (pip writes it, PYTHONDONTWRITEBYTECODE does not). Runs are alternated within one session, so that a busy machine is busy for
all; only ratios of one run are worth quoting. Beside the clock stands the time of all processors together: typst uses every one there is.
Also prints pages a second on text that never repeats, peak memory and bytes. Nothing here is a test: speed is compared, not asserted.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from peers import themed_svg, write_inputs

from handouts.pipeline.handout import compose, lay_out, product_of
from handouts.pipeline.library import read_library
from handouts.pipeline.product import paint
from handouts.pipeline.wanted import Job, Look
from handouts.resources import DataSource

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = Path(sysconfig.get_path("scripts"))

TYPST = "import typst; typst.compile('page.typ', output='typst.pdf', font_paths=[{fonts!r}], pdf_standards=['ua-1'])"

FLOOR = "import click; import handouts.output.engine"
"""What no run of a Click command that paints with ReportLab can do without: the interpreter, Click, and ReportLab's fonts and files."""


def inputs(folder: Path, number: int) -> None:
    """The same page for the peers."""
    data = DataSource(None)
    library = read_library((number,), data, Look())
    _, handout = compose(Job(number), library)
    theme = json.loads((ROOT / "images/themes.json").read_text(encoding="utf-8"))["colour"]
    svgs = {}
    plate = (ROOT / f"images/spots/{handout.plate.plate}.svg").read_text(encoding="utf-8")
    svgs[handout.plate.plate] = themed_svg(plate, theme, 70 * 72 / 25.4 / 300)
    for box in handout.techniques:
        svg = (ROOT / f"images/technique/{box.drawing}.svg").read_text(encoding="utf-8")
        svgs[box.drawing] = themed_svg(svg, theme, 72 / 25.4)
    import segno

    segno.make(handout.foot.address, error="m").save(str(folder / "qr.svg"))
    write_inputs(folder, handout, svgs, ROOT / "fonts")


def commands(number: int) -> dict[str, list[str]]:
    """Engine to command line."""
    handouts = str(SCRIPTS / ("handouts.exe" if os.name == "nt" else "handouts"))
    return {
        "handouts": [handouts, "build", "--spot", str(number), "-o", "handouts.pdf", "-q", "--force"],
        "floor": [sys.executable, "-c", FLOOR],
        "typst": [sys.executable, "-c", TYPST.format(fonts=str(ROOT / "fonts"))],
        "weasyprint": [sys.executable, "-m", "weasyprint", "page.html", "weasyprint.pdf", "--pdf-variant", "pdf/ua-1"],
    }


class Run(NamedTuple):
    """What one run of a command took."""

    wall_s: float
    processor_s: float
    """Of all its threads: an engine that uses every processor takes more of this than of the clock."""


def timed(command: list[str], folder: Path) -> Run:
    """One run, cold."""
    before, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, error = child.communicate()
    wall_s, now = time.perf_counter() - before, resource.getrusage(resource.RUSAGE_CHILDREN)
    if child.returncode:
        raise SystemExit(f"{command[0]} failed: {error.decode(errors='replace')[-800:]}")
    return Run(wall_s, now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime)


def alternated(engines: Mapping[str, list[str]], folder: Path, runs: int) -> dict[str, list[Run]]:
    """Each command once to warm up, then all of them in turn, so that a busy machine is busy for all."""
    for command in engines.values():
        timed(command, folder)
    found: dict[str, list[Run]] = {engine: [] for engine in engines}
    for _ in range(runs):
        for engine, command in engines.items():
            found[engine].append(timed(command, folder))
    return found


def show(found: Mapping[str, list[Run]], sizes: Mapping[str, Path]) -> None:
    """Medians, each with its ratio to ours."""
    medians = {engine: Run(*(statistics.median(column) for column in zip(*runs, strict=True))) for engine, runs in found.items()}
    ours = medians["handouts"]
    print(f"{'engine':<16}{'ms':>7}{'ratio':>8}{'processor ms':>15}{'ratio':>8}{'kB':>8}")
    for engine, run in medians.items():
        size = f"{sizes[engine].stat().st_size / 1000:.0f}" if engine in sizes else ""
        wall, processor = run.wall_s / ours.wall_s, run.processor_s / ours.processor_s
        print(f"{engine:<16}{run.wall_s * 1000:>7.0f}{wall:>8.2f}{run.processor_s * 1000:>15.0f}{processor:>8.2f}{size:>8}")


def pages_a_second(number: int, pages: int = 200) -> float:
    """Pages a second in one process where every page has a name and a note of its own."""
    from handouts.document.handout import Patient

    library = read_library((number,), DataSource(None), Look())
    before = time.perf_counter()
    laid = []
    for index in range(pages):
        patient = Patient(
            name=f"Patient number {index}", date=f"day {index}", note=f"Start with {index} and come back in {index % 9 + 1} weeks."
        )
        laid.append(lay_out(Job(number, patient=patient), library))
    job = Job(number)
    paint(product_of(laid, job), library)
    return pages / (time.perf_counter() - before)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--spot", type=int, default=11)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inputs(folder, options.spot)
        engines = commands(options.spot)
        found = alternated(engines, folder, options.runs)
        show(found, {engine: folder / f"{engine}.pdf" for engine in engines if engine != "floor"})
    print(f"handouts, text that never repeats: {pages_a_second(options.spot):.0f} pages/s in one process")
    print(f"peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
