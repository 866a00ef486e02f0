"""A long list: `handouts batch` against typst setting the same pages in one document, each with a name, a date and a note of its own.

    python benchmarks/batch.py [--rows 1000] [--runs 3] [--jobs 2]

needs `pip install typst` beside the project. Runs are alternated in one session, so that a busy machine is busy for both; only ratios
of one run are worth quoting. Memory is the peak of the whole process at a tenth of the rows and at all of them: the difference is what a
longer list costs.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from compare import ROOT, SCRIPTS, TYPST, inputs


def patients(rows: int) -> list[tuple[str, str, str]]:
    """Name, date, note; none twice."""
    return [
        (f"Patient number {index}", f"day {index}", f"Start with {index} and come back in {index % 9 + 1} weeks.") for index in range(rows)
    ]


def write_list(folder: Path, rows: int, spot: int) -> None:
    """The CSV file."""
    lines = ["name,date,note,spots", *(f"{name},{date},{note},{spot}" for name, date, note in patients(rows))]
    (folder / f"list-{rows}.csv").write_text("\n".join(lines), encoding="utf-8")


def write_typst(folder: Path, rows: int) -> None:
    """The same pages for typst: the page as a function of the patient."""
    source = (folder / "page.typ").read_text(encoding="utf-8")
    head, _, body = source.partition("\n= ")
    calls = "\n".join(f'#sheet("{name}", "{date}", "{note}")' for name, date, note in patients(rows))
    page = f"#let sheet(name, date, note) = [For *#name* Date *#date*\n\n= {body}\n#note\n#pagebreak(weak: true)]"
    (folder / f"list-{rows}.typ").write_text(f"{head}\n{page}\n{calls}\n", encoding="utf-8")


def run(command: list[str], folder: Path) -> tuple[float, float]:
    """Seconds, and the child's peak memory in MB."""
    before = time.perf_counter()
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command[0]} failed")
    return time.perf_counter() - before, usage.ru_maxrss / 1024


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--spot", type=int, default=11)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    few = options.rows // 10
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inputs(folder, options.spot)
        ours = [str(SCRIPTS / "handouts"), "batch", "-q", "--force"]

        def commands(rows: int) -> dict[str, list[str]]:
            write_list(folder, rows, options.spot)
            write_typst(folder, rows)
            typst = TYPST.format(fonts=str(ROOT / "fonts")).replace("page.typ", f"list-{rows}.typ")
            return {
                "handouts": [*ours, f"list-{rows}.csv", "-o", "one.pdf"],
                f"handouts --jobs {options.jobs}": [*ours, f"list-{rows}.csv", "-o", "more.pdf", "--jobs", str(options.jobs)],
                "typst": [sys.executable, "-c", typst],
            }

        least = {engine: run(command, folder)[1] for engine, command in commands(few).items()}
        measured: dict[str, list[tuple[float, float]]] = {engine: [] for engine in least}
        for _ in range(options.runs):
            for engine, command in commands(options.rows).items():
                measured[engine].append(run(command, folder))
        if (folder / "one.pdf").read_bytes() != (folder / "more.pdf").read_bytes():
            raise SystemExit("more cores gave other bytes")
        typst = statistics.median(seconds for seconds, _ in measured["typst"])
        print(f"{options.rows} pages, text that differs on each\n")
        print(f"{'engine':<20}{'pages/s':>9}{'x typst':>9}{f'MB at {few}':>12}{f'MB at {options.rows}':>12}{'grows MB':>10}{'file MB':>9}")
        files = dict(zip(measured, ("one.pdf", "more.pdf", "typst.pdf"), strict=True))
        for engine, runs in measured.items():
            median = statistics.median(seconds for seconds, _ in runs)
            peak = max(memory for _, memory in runs)
            size = (folder / files[engine]).stat().st_size / 1e6
            print(
                f"{engine:<20}{options.rows / median:>9.0f}{typst / median:>9.2f}{least[engine]:>12.0f}{peak:>12.0f}"
                f"{peak - least[engine]:>10.0f}{size:>9.1f}"
            )


if __name__ == "__main__":
    main()
