"""How long `handouts build --spot 11` takes, cold and end to end, against typst and WeasyPrint making the same page with the same
plate.

    python benchmarks/compare.py [--runs 9] [--spot 11]

needs `pip install '.[bench]'`, not in editable mode or with bytecode written (pip writes it, PYTHONDONTWRITEBYTECODE does not). Runs are alternated within one session, so that a busy machine is busy for
all; only ratios of one run are worth quoting. Also prints pages a second on text that never repeats, peak memory and bytes. Nothing
here is a test: speed is compared, not asserted.
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
from pathlib import Path

from peers import themed_svg, write_inputs

from handouts import build
from handouts.resources import DataSource

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = Path(sysconfig.get_path("scripts"))

TYPST = "import typst; typst.compile('page.typ', output='typst.pdf', font_paths=[{fonts!r}], pdf_standards=['ua-1'])"

FLOOR = "import click; import handouts.output.engine"
"""What no run of a Click command that paints with ReportLab can do without: the interpreter, Click, and ReportLab's fonts and files."""


def inputs(folder: Path, number: int) -> None:
    """The same page for the peers."""
    data = DataSource(None)
    library = build.read((number,), data, build.Look())
    _, handout = build.compose(build.Job(number), library)
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


def timed(command: list[str], folder: Path) -> tuple[float, float]:
    """Seconds of wall clock, and peak memory in MB of the child."""
    before = time.perf_counter()
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, error = child.communicate()
    seconds = time.perf_counter() - before
    if child.returncode:
        raise SystemExit(f"{command[0]} failed: {error.decode(errors='replace')[-800:]}")
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def pages_a_second(number: int, pages: int = 200) -> float:
    """Pages a second in one process where every page has a name and a note of its own."""
    from handouts.document.handout import Patient

    library = build.read((number,), DataSource(None), build.Look())
    before = time.perf_counter()
    laid = []
    for index in range(pages):
        patient = Patient(
            name=f"Patient number {index}", date=f"day {index}", note=f"Start with {index} and come back in {index % 9 + 1} weeks."
        )
        laid.append(build.lay_out(build.Job(number, patient=patient), library))
    job = build.Job(number)
    build.paint(build.document_of(tuple(laid), job), library, job, laid[0].spot.written)
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
        for command in engines.values():
            timed(command, folder)
        seconds: dict[str, list[float]] = {engine: [] for engine in engines}
        for _ in range(options.runs):
            for engine, command in engines.items():
                seconds[engine].append(timed(command, folder)[0])
        ours = statistics.median(seconds["handouts"])
        print(f"{'engine':<12}{'median ms':>10}{'least ms':>10}{'ratio to handouts':>19}{'kB':>7}")
        for engine, runs in seconds.items():
            made = folder / f"{engine}.pdf"
            size = f"{made.stat().st_size / 1000:.0f}" if made.exists() else ""
            median = statistics.median(runs)
            print(f"{engine:<12}{median * 1000:>10.0f}{min(runs) * 1000:>10.0f}{median / ours:>19.2f}{size:>7}")
    print(f"handouts, text that never repeats: {pages_a_second(options.spot):.0f} pages/s in one process")
    print(f"peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
