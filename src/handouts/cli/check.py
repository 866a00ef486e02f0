"""`handouts check`: the whole dataset looked over; tables or JSON on standard output, progress on standard error, the right exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from handouts.choices import PAPERS
from handouts.cli.deliver import counted
from handouts.cli.options import clinic_option, complete_spots, data_option, json_option, locale_option, verbose_option
from handouts.cli.screen import out, out_json, progress, table, wrapped

if TYPE_CHECKING:
    from handouts.errors import Diagnostic
    from handouts.pipeline.check import Fit, ReadingOf, Report


@click.command("check")
@click.option(
    "--spot", "spots", multiple=True, metavar="N[,N]", shell_complete=complete_spots, help="Only these spots; all, where not given."
)
@json_option
@clinic_option
@data_option
@locale_option
@verbose_option
def check_command(
    spots: tuple[str, ...], as_json: bool, clinic_file: str | None, data_folder: str | None, locale: str | None, verbose: bool
) -> None:
    """Check the dataset, and every handout in it.

    Every problem of every file is listed at once, with its line and column. Then each handout is read (grade, long sentences, words not
    explained) and laid out on both papers, with and without a letterhead and in large print; the contrast of all inks is measured. What
    awaits a clinician is listed too, but is no failure.

    Ends with 0 when all is well, 3 when a file or a reading is not, 4 when a drawing is unusable, 5 when a handout does not fit.
    With a clinic file its own letterhead is laid out and its accent measured, else a sample of the usual length.

    \b
    Examples:
      handouts check
      handouts check --data my-dataset --spot 15
      handouts check --json
      handouts check --clinic clinic.yaml
    """
    run(spots, as_json, data_folder, locale or "en", clinic_file)


def run(spots: tuple[str, ...], as_json: bool, data_folder: str | None, locale: str, clinic_file: str | None = None) -> None:
    """Look, tell, exit."""
    from handouts.cli.inputs import find_clinic, spot_numbers
    from handouts.pipeline.check import look_over
    from handouts.resources import DataSource

    report = look_over(
        DataSource(data_folder),
        set(spot_numbers(spots)) or None,
        locale,
        lambda fits, count: progress(fits, count, False),
        find_clinic(clinic_file) if clinic_file else None,
    )
    if as_json:
        out_json(as_plain(report))
    else:
        tell(report)
    if sys.stdout is not None:
        sys.stdout.flush()  # what goes wrong in writing comes before what was found
    sys.exit(report.exit_code())


def tell(report: Report) -> None:
    """The report as text."""
    checked = report.checked
    for problem in (*checked.problems, *checked.warnings):
        out(str(problem))
    if checked.dataset is None:
        out(f"{counted(len(checked.problems), 'error')}; nothing else was looked at")
        return
    out(f"files: {counted(len(checked.dataset.spots), 'spot')}, no errors, {counted(len(checked.warnings), 'warning')}")
    _tell_reading(report)
    _tell_fit(report)
    low = min(report.contrasts, key=lambda pair: pair.ratio / pair.needed)
    out()
    out(f"contrast: lowest is {low.role} on {low.ground}, {low.ink}: {low.ratio:.1f} to 1 (needs {low.needed:g})")
    for pair in report.contrasts:
        if not pair.holds():
            out(f"  error: {pair.role} on {pair.ground}, {pair.ink}: {pair.ratio:.2f} to 1, needs {pair.needed:g}")
    _tell_waiting(report)
    out()
    out(_verdict(report))


def _tell_reading(report: Report) -> None:
    out()
    out(f"reading (syllables: {report.syllables})")
    rows, lines = [], []
    for number, group in report.readings.items():
        reading = group[0].reading
        to_mend = _merged(group)
        rows.append(
            (
                str(number),
                f"{reading.grade:.1f}",
                f"{reading.mean_sentence:.1f}",
                str(len(reading.longest.split())),
                str(reading.words),
                str(len(to_mend)),
            )
        )
        lines += [f"  spot {number}{where}: {line}" for line, where in to_mend]
    out(table(("Spot", "Grade", "Mean sentence", "Longest", "Words", "To mend"), rows))
    for line in lines:
        out(wrapped(line, rest="    "))


def _merged(group: Iterable[ReadingOf]) -> list[tuple[str, str]]:
    """Each problem once, with the places whose words have it unless all have."""
    group = tuple(group)
    found: dict[str, list[str]] = {}
    for one in group:
        for line in one.reading.problems():
            found.setdefault(line, []).append(one.locale)
    return [(line, "" if len(places) == len(group) else f" ({', '.join(places)})") for line, places in found.items()]


def _tell_fit(report: Report) -> None:
    out()
    kinds = list(dict.fromkeys((fit.large_print, fit.paper, fit.letterhead) for fit in report.fits))
    head = ["Spot"]
    for large_print, paper, letterhead in kinds:
        head.append(f"{PAPERS[paper].label}{' large' * large_print}{' + head' * letterhead}")
    cells: dict[int, list[str]] = {}
    for fit in report.fits:
        fitting = f"{fit.pages} sides" if fit.large_print else f"{fit.body_pt:g} pt"
        cells.setdefault(fit.number, []).append(
            "does not fit" if not fit.fits else fitting if fit.holds() else f"{fitting}, type too small"
        )
    out("fit (“+ head”: under the clinic’s letterhead, or else a long one, with the patient line filled in)")
    out(table(head, [(str(number), *row) for number, row in cells.items()]))
    messages = dict.fromkeys(fit.message for fit in report.fits if fit.message)
    for message in messages:
        out(message)
    for large_print, name in ((False, "one page"), (True, "large print")):
        sizes = [fit for fit in report.fits if fit.large_print == large_print and fit.fits]
        if sizes:
            least = min(sizes, key=lambda fit: fit.smallest_pt)
            out(f"smallest type, {name}: {least.smallest_pt:.4g} pt (floor {least.floor_pt:g}), spot {least.number}")


def _tell_waiting(report: Report) -> None:
    out()
    out(f"awaiting a clinician: {counted(len(report.waiting), 'question')}")
    if report.waiting:
        rows = [(str(item.number), item.what, item.question, ", ".join(item.fields)) for item in report.waiting]
        out(table(("Spot", "About", "Question", "Fields"), rows))


def _verdict(report: Report) -> str:
    code = report.exit_code()
    if code == 0:
        return "all is well" + (f"; {counted(len(report.waiting), 'question')} for a clinician" if report.waiting else "")
    if code == 5:
        poor = [fit for fit in report.fits if not fit.holds()]
        return f"not well: {counted(len(poor), 'layout')} of {len(report.fits)} fail"
    return "not well: see “to mend” and the errors above"


def as_plain(report: Report) -> dict[str, Any]:
    """The report as docs/json.md describes it."""
    dataset = report.checked.dataset
    handouts = []
    for spot in dataset.spots if dataset else ():
        group = report.readings[spot.number]
        reading = group[0].reading
        handouts.append(
            {
                "number": spot.number,
                "id": spot.id,
                "reading": {
                    "grade": round(reading.grade, 2),
                    "mean_sentence": round(reading.mean_sentence, 2),
                    "longest_sentence": reading.longest,
                    "words": reading.words,
                    "not_explained": list(reading.unexplained),
                    "blocks": [
                        {
                            "name": block.name,
                            "printed": block.printed,
                            "words": block.words,
                            "budget": block.budget or None,
                            "grade": round(block.grade, 2),
                            "longest_sentence": block.longest,
                        }
                        for block in reading.blocks
                    ],
                    "problems": {one.locale: list(one.reading.problems()) for one in group},
                },
                "fit": [_fit_plain(fit) for fit in report.fits if fit.number == spot.number],
            }
        )
    return {
        "ok": report.exit_code() == 0,
        "exit_code": report.exit_code(),
        "problems": [_diagnostic_plain(problem) for problem in (*report.checked.problems, *report.checked.warnings)],
        "syllables": report.syllables,
        "handouts": handouts,
        "contrast": [{**pair._asdict(), "ratio": round(pair.ratio, 2), "ok": pair.holds()} for pair in report.contrasts],
        "review": [
            {
                "number": item.number,
                "about": item.what,
                "question": item.question,
                "fields": list(item.fields),
                "file": item.place.file,
                "line": item.place.line,
                "column": item.place.column,
            }
            for item in report.waiting
        ],
    }


def _fit_plain(fit: Fit) -> dict[str, Any]:
    return {
        "paper": fit.paper,
        "letterhead": fit.letterhead,
        "large_print": fit.large_print,
        "fits": fit.fits,
        "pages": fit.pages,
        "body_pt": fit.body_pt,
        "smallest_pt": round(fit.smallest_pt, 3),
        "floor_pt": fit.floor_pt,
        "ok": fit.holds(),
        "message": fit.message,
    }


def _diagnostic_plain(problem: Diagnostic) -> dict[str, Any]:
    place = problem.place
    return {
        "severity": problem.severity,
        "file": place.file if place else "",
        "line": place.line if place else 0,
        "column": place.column if place else 0,
        "message": problem.message,
        "hint": problem.hint,
    }
