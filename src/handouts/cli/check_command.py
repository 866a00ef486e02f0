"""`handouts check`: the whole dataset looked over."""

from __future__ import annotations

import click

from handouts.cli.options import complete_spots, data_option, json_option, locale_option, verbose_option


@click.command("check")
@click.option(
    "--spot", "spots", multiple=True, metavar="N[,N]", shell_complete=complete_spots, help="Only these spots; all, where not given."
)
@json_option
@data_option
@locale_option
@verbose_option
def command(spots: tuple[str, ...], as_json: bool, data_folder: str | None, locale: str | None, verbose: bool) -> None:
    """Check the dataset, and every handout in it.

    Every problem of every file is listed at once, with its line and column. Then each handout is read (grade, long sentences, words not
    explained) and laid out on both papers, with and without a letterhead and in large print; the contrast of all inks is measured. What
    awaits a clinician is listed too, but is no failure.

    Ends with 0 when all is well, 3 when a file or a reading is not, 4 when a drawing is unusable, 5 when a handout does not fit.
    Grades count syllables with the CMU dictionary where it is installed: pip install "handouts[audit]".

    \b
    Examples:
      handouts check
      handouts check --data my-dataset --spot 15
      handouts check --json
    """
    from handouts.cli.checking import run

    run(spots, as_json, data_folder, locale or "en")
