"""`handouts show` and `handouts list`: one handout as plain text, whole; all spots in a table."""

from __future__ import annotations

import click

from handouts.choices import HIGHEST_NUMBER
from handouts.cli.options import clinic_option, complete_spots, data_option, json_option, locale_option, side_option, verbose_option


@click.command("show")
@click.argument("number", metavar="N", type=click.IntRange(1, HIGHEST_NUMBER), shell_complete=complete_spots)
@json_option
@side_option
@data_option
@locale_option
@clinic_option
@verbose_option
def show_command(
    number: int, as_json: bool, side: str | None, data_folder: str | None, locale: str | None, clinic_file: str | None, verbose: bool
) -> None:
    """Show a handout as plain text, with what its page has no room for.

    That is: why this place, every technique with its dose, the sources of each statement, and the questions a clinician has yet to
    settle.

    \b
    Examples:
      handouts show 11
      handouts show 4 --locale en-US --json
    """
    from handouts.cli.inputs import open_dataset
    from handouts.cli.screen import out, out_json, wrapped
    from handouts.document.record_text import plain_text, whole

    opened = open_dataset({number}, data_folder, locale, clinic_file)
    dataset = opened.dataset
    spot = dataset.spot(number)
    if as_json:
        out_json(whole(spot, opened.screen, dataset.sources, dataset.edition.version))
        return
    before = ""
    for part in plain_text(spot, opened.screen, dataset.sources, dataset.edition, side or ""):
        if part.kind in ("heading", "subheading") or (before == "title" and part.kind == "text"):
            out()
        if part.kind == "heading":
            out(part.text)
            out("-" * min(len(part.text), 60))
        elif part.kind == "item":
            out(wrapped(part.text, "- ", "  "))
        elif part.kind == "step":
            out(wrapped(part.text, f"{part.number}. ", "   "))
        else:
            out(wrapped(part.text))
        before = part.kind


@click.command("list")
@json_option
@data_option
@locale_option
@clinic_option
@verbose_option
def list_command(as_json: bool, data_folder: str | None, locale: str | None, clinic_file: str | None, verbose: bool) -> None:
    """List the spots: number, name, what for, where the pain is, who has checked it.

    \b
    Examples:
      handouts list
      handouts list --json
    """
    from handouts.cli.inputs import open_dataset
    from handouts.cli.screen import out, out_json, table
    from handouts.document.record_text import review_state, summary

    opened = open_dataset(None, data_folder, locale, clinic_file)
    wording, say = opened.screen, opened.screen.say_plain
    spots = opened.dataset.spots
    if as_json:
        out_json({"version": opened.dataset.edition.version, "spots": [summary(spot, wording) for spot in spots]})
        return
    rows = []
    for spot in spots:
        areas = {kind: ", ".join(wording.tell(a.text, "").plain() for a in spot.pain if a.kind == kind) for kind in ("main", "spill-over")}
        pain = "; ".join(text for text in (areas["main"], say("spill", areas=areas["spill-over"]) if areas["spill-over"] else "") if text)
        conditions = ", ".join(wording.tell(text, "").plain() for text in spot.conditions)
        rows.append((str(spot.number), wording.tell(spot.name, "").plain(), conditions, pain, review_state(spot, wording)))
    out(table([say(f"list.{key}") for key in ("number", "name", "for", "pain", "review")], rows))
