"""`handouts list`: the table of spots."""

from __future__ import annotations

import click

from handouts.cli.options import clinic_option, data_option, json_option, locale_option, verbose_option


@click.command("list")
@json_option
@data_option
@locale_option
@clinic_option
@verbose_option
def command(as_json: bool, data_folder: str | None, locale: str | None, clinic_file: str | None, verbose: bool) -> None:
    """List the spots: number, name, what for, where the pain is, who has checked it.

    \b
    Examples:
      handouts list
      handouts list --json
    """
    from handouts.cli.opened import open_dataset
    from handouts.cli.screen import out, out_json, table
    from handouts.document.plain_text import review_state, summary

    opened = open_dataset(None, data_folder, locale, clinic_file)
    wording, say = opened.screen, opened.screen.say_plain
    spots = opened.dataset.spots
    if as_json:
        out_json({"version": opened.dataset.version, "spots": [summary(spot, wording) for spot in spots]})
        return
    rows = []
    for spot in spots:
        areas = {kind: ", ".join(wording.tell(a.text, "").plain() for a in spot.pain if a.kind == kind) for kind in ("main", "spill-over")}
        pain = "; ".join(text for text in (areas["main"], say("spill", areas=areas["spill-over"]) if areas["spill-over"] else "") if text)
        conditions = ", ".join(wording.tell(text, "").plain() for text in spot.conditions)
        rows.append((str(spot.number), wording.tell(spot.name, "").plain(), conditions, pain, review_state(spot, wording)))
    out(table([say(f"list.{key}") for key in ("number", "name", "for", "pain", "review")], rows))
