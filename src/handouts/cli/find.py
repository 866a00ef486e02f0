"""`handouts find`: which spot for this complaint? Also which spots `--for` and `--pack` of other commands mean.

Enters: a query in a patient's words. Leaves: what was found, in the words of the dataset's place; dangers first.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from handouts.cli.options import clinic_option, data_option, json_option, locale_option, verbose_option

if TYPE_CHECKING:
    from handouts.cli.inputs import Opened
    from handouts.resources import DataSource
    from handouts.search.search import Found, Link, Match

_WHY = {
    "for": "find.why_for",
    "main": "find.why_main",
    "spill-over": "find.why_spill",
    "place": "find.why_place",
    "muscle": "find.why_muscle",
}


@click.command("find")
@click.argument("complaint", nargs=-1)
@json_option
@data_option
@locale_option
@clinic_option
@verbose_option
def find_command(
    complaint: tuple[str, ...], as_json: bool, data_folder: str | None, locale: str | None, clinic_file: str | None, verbose: bool
) -> None:
    """Find spots for a complaint, a pain area or a muscle, in a patient's words.

    Spelling slips are mended. Words that may mean danger are answered first. Where nothing fits, it says so.

    \b
    Examples:
      handouts find "hurts between shoulder blades at the computer"
      handouts find sciatca --json
    """
    from handouts.cli.inputs import open_dataset
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


def search(opened: Opened, query: str) -> Found:
    """What fits the query."""
    from handouts.search.search import find, read_index

    return find(query, read_index(opened.dataset, opened.data, opened.language))


def danger_lines(found: Found, opened: Opened, soon: bool) -> list[str]:
    """What to do about danger signs: those that cannot wait, or (unless one of these is there) those that can."""
    if soon and any(sign.act == "now" for sign in found.dangers):
        return []
    return [opened.screen.tell(sign.say, "").plain() for sign in found.dangers if (sign.act in ("soon", "ask")) == soon]


def note_lines(found: Found, query: str, opened: Opened) -> list[str]:
    """Slips mended, words not understood; what was looked for, where nothing fits."""
    say = opened.screen.say_plain
    lines = [say("find.read_as", typed=typed, read=read) for typed, read in found.read_as]
    if not found.matches:
        lines.append(say("find.none", query=" ".join(query.split())) if query.strip() else say("find.nothing_to_look_for"))
        if found.looked_for:
            lines.append(say("find.looked_for", words=", ".join(found.looked_for)))
    if found.elsewhere:
        lines.append(say("find.elsewhere", words=", ".join(found.elsewhere)))
    if found.unknown:
        lines.append(say("find.no_word", words=", ".join(found.unknown)))
    if not found.matches and not found.dangers and query.strip():
        lines.append(say("find.nothing_to_look_for"))
    return lines


def match_lines(match: Match, opened: Opened) -> tuple[str, str]:
    """A spot that fits, and why, in at most three reasons."""
    say, tell = opened.screen.say_plain, opened.screen.tell
    spot = opened.dataset.spot(match.number)
    name = say("show.title", number=str(spot.number), name=tell(spot.name, "").plain())
    return name, "; ".join(say(_WHY[link.kind], text=_told(link, opened)) for link in _few(match.why))


def _few(why: Iterable[Link]) -> list[Link]:
    """The best reason of each kind, at most three."""
    best: dict[str, Link] = {}
    for link in why:
        best.setdefault(link.kind, link)
    return list(best.values())[:3]


def _told(link: Link, opened: Opened) -> str:
    from handouts.dataset.model import Piece

    return opened.screen.tell((Piece(link.text),), "").plain()


def found_json(found: Found, query: str, opened: Opened) -> dict[str, Any]:
    """The answer as docs/json.md describes it."""
    tell = opened.screen.tell
    spots = []
    for match in found.matches:
        spot = opened.dataset.spot(match.number)
        why = [{"kind": link.kind, "text": _told(link, opened)} for link in match.why]
        spots.append({"number": spot.number, "id": spot.id, "name": tell(spot.name, "").plain(), "covered": match.covered, "why": why})
    return {
        "query": query,
        "looked_for": list(found.looked_for),
        "read_as": dict(found.read_as),
        "not_understood": list(found.unknown),
        "elsewhere": list(found.elsewhere),
        "dangers": [
            {"id": sign.id, "act": sign.act, "say": tell(sign.say, "").plain(), "sources": list(sign.sources)} for sign in found.dangers
        ],
        "spots": spots,
    }


def chosen(numbers: tuple[int, ...], **options: Any) -> tuple[int, ...]:
    """The numbers of --spot, --pack and --for together: those of --spot first, each once."""
    from handouts.resources import DataSource

    found = list(numbers)
    if options.get("pack"):
        found += of_pack(options["pack"], DataSource(options["data_folder"]))
    if options.get("complaint"):
        found.append(for_complaint(options["complaint"], options["data_folder"], options["locale"], options["clinic_file"]))
    return tuple(dict.fromkeys(found))


def of_pack(name: str, data: DataSource) -> tuple[int, ...]:
    """The spots of a pack. Raises a usage error with what may have been meant."""
    from handouts.dataset.common import read_packs
    from handouts.dataset.load import read_checked
    from handouts.dataset.readers import near

    packs = {pack.id: pack.spots for pack in read_checked(data, "data/common/packs.yaml", read_packs)}
    if name not in packs:
        hint = near(name, packs)
        raise click.UsageError(f"there is no pack “{name}”; " + (hint or f"there are: {', '.join(packs)}"))
    return packs[name]


def for_complaint(complaint: str, data_folder: str | None, locale: str | None, clinic_file: str | None) -> int:
    """The one spot that fits a complaint best. Danger signs go to standard error first.

    Where a complaint fits several spots or none, the candidates are named and nothing is made.
    """
    from handouts.cli.inputs import open_dataset

    opened = open_dataset(None, data_folder, locale, clinic_file)
    found = search(opened, complaint)
    for soon in (False, True):
        for line in danger_lines(found, opened, soon):
            click.echo(f"! {line}", err=True)
    if not found.matches:
        raise click.UsageError("\n".join(note_lines(found, complaint, opened)) or "nothing fits")
    best = found.best()
    if len(best) > 1:
        candidates = "\n".join(f"  {match_lines(match, opened)[0]}" for match in best)
        raise click.UsageError(f"“{complaint}” fits several spots; choose with --spot:\n{candidates}")
    return best[0].number
