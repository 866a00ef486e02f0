"""`handouts watch`: the handout made again on every save."""

from __future__ import annotations

from typing import Any

import click

from handouts.cli.options import pdf_options, spot_options


@click.command("watch")
@spot_options
@pdf_options
def command(**options: Any) -> None:
    """Make a handout again whenever a file it rests on is saved.

    Says which file changed, or what is wrong with it; the last good PDF stays. Ctrl-C ends it. Takes the options of `handouts build`.

    \b
    Examples:
      handouts watch --spot 11
      handouts watch --spot 15 --data my-dataset --large-print
    """
    from handouts.cli.watching import watch

    watch(options)
