"""`handouts find`: which spot for this complaint?"""

from __future__ import annotations

import click

from handouts.cli.options import clinic_option, data_option, json_option, locale_option, verbose_option


@click.command("find")
@click.argument("complaint", nargs=-1)
@json_option
@data_option
@locale_option
@clinic_option
@verbose_option
def command(
    complaint: tuple[str, ...], as_json: bool, data_folder: str | None, locale: str | None, clinic_file: str | None, verbose: bool
) -> None:
    """Find spots for a complaint, a pain area or a muscle, in a patient's words.

    Spelling slips are mended. Words that may mean danger are answered first. Where nothing fits, it says so.

    \b
    Examples:
      handouts find "hurts between shoulder blades at the computer"
      handouts find sciatca --json
    """
    from handouts.cli.finding import danger_lines, found_json, match_lines, note_lines, search
    from handouts.cli.opened import open_dataset
    from handouts.cli.screen import out, out_json, wrapped

    opened = open_dataset(None, data_folder, locale, clinic_file)
    query = " ".join(complaint)
    found = search(opened, query)
    if as_json:
        out_json(found_json(found, query, opened))
        return
    for line in danger_lines(found, opened, soon=False):
        out(wrapped(line, "! ", "  "))
        out()
    for line in note_lines(found, query, opened):
        out(wrapped(line))
    for match in found.matches:
        name, why = match_lines(match, opened)
        out(wrapped(name))
        out(wrapped(why, "    ", "    "))
    soon = danger_lines(found, opened, soon=True)
    if soon or found.matches:
        out()
    for line in soon:
        out(wrapped(line, "! ", "  "))
    if found.matches:
        out(opened.screen.say_plain("find.other"))
