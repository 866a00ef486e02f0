"""What the shell offers after Tab: spots and packs from the data. Papers, inks and the like complete by themselves.

Enters: what has been typed. Leaves: items for click. Anything wrong with the data means: no offer, and no noise in the prompt.
"""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from handouts.errors import HandoutsError
from handouts.resources import DataSource


def spots(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """`4,1` offers `4,1`, `4,10` ..., each with the record's name from its file."""
    typed, comma, last = incomplete.rpartition(",")
    try:
        names = DataSource(ctx.params.get("data_folder")).list("data/spots")
    except HandoutsError:
        return []
    taken = set(typed.split(","))
    found = {str(int(name[:2])): name[3:-5].replace("-", " ") for name in names if name.endswith(".yaml") and name[:2].isdigit()}
    return [CompletionItem(f"{typed}{comma}{n}", help=words) for n, words in found.items() if n.startswith(last) and n not in taken]


def packs(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """The ids of data/common/packs.yaml."""
    from handouts.dataset.common import read_packs
    from handouts.dataset.load import read_checked

    try:
        found = read_checked(DataSource(ctx.params.get("data_folder")), "data/common/packs.yaml", read_packs)
    except HandoutsError:
        return []
    return [CompletionItem(pack.id, help=pack.name) for pack in found if pack.id.startswith(incomplete)]
