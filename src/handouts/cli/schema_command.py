"""`handouts schema`: the JSON Schema of a file, for editors and programs."""

from __future__ import annotations

import click

from handouts.cli.options import verbose_option


@click.command("schema")
@click.argument("kind", type=click.Choice(["spot", "clinic", "plan"]))
@verbose_option
def command(kind: str, verbose: bool) -> None:
    """Print the JSON Schema (draft 2020-12) of a spot, clinic or plan file.

    \b
    Example:
      handouts schema spot > spot.json
    """
    from handouts.cli.screen import out_json
    from handouts.dataset.json_schema import json_schema

    out_json(json_schema(kind))
