"""Which spots `--for` and `--pack` mean.

Enters: option values. Leaves: numbers, after those of --spot, each once. Where a complaint fits several spots or none, the candidates
are named and nothing is made.
"""

from __future__ import annotations

from typing import Any

import click

from handouts.resources import DataSource


def chosen(numbers: tuple[int, ...], **options: Any) -> tuple[int, ...]:
    """The numbers of --spot, --pack and --for together."""
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
    """The one spot that fits a complaint best. Danger signs go to standard error first."""
    from handouts.cli.finding import danger_lines, match_lines, note_lines, search
    from handouts.cli.opened import open_dataset

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
