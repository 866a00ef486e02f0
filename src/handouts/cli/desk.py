"""`handouts desk`: the front desk's page in the browser."""

from __future__ import annotations

from typing import Any

import click


@click.command("desk")
@click.option("--export", "export_folder", metavar="FOLDER", help="Write the page as static files for a web host, engine included.")
@click.option("--engine", metavar="FOLDER", help="With --export: the folder of Pyodide, from: npm install pyodide.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port on this computer; a free one unless given.")
@click.option("--no-browser", is_flag=True, help="Print the address instead of opening a browser.")
@click.option("--clinic", "clinic_file", metavar="FILE", help="The clinic's letterhead to begin with, and to keep changes in.")
@click.option("--data", "data_folder", metavar="DIR", help="A dataset of your own.")
def desk_command(**options: Any) -> None:
    """Open the front desk's page in a browser, or export it as static files.

    The page is answered by this program, on this computer only; it ends with Ctrl-C. Exported, it runs in the browser alone.

    \b
    Examples:
      handouts desk
      handouts desk --export desk --engine node_modules/pyodide
    """
    if options["export_folder"]:
        from handouts.desk.export import export

        for path in export(options["export_folder"], options["engine"], options["data_folder"]):
            click.echo(f"{options['export_folder'].rstrip('/')}/{path}")
        return
    if options["engine"]:
        raise click.UsageError("--engine goes with --export: on this computer the desk needs none")
    _serve(options)


def _serve(options: dict[str, Any]) -> None:
    import os

    from handouts.cli.inputs import config_path
    from handouts.desk.answer import Desk
    from handouts.desk.export import FONTS
    from handouts.desk.server import DeskServer
    from handouts.resources import DataSource

    data = DataSource(None)
    clinic = None if options["clinic_file"] == "" else options["clinic_file"] or os.environ.get("HANDOUTS_CLINIC") or config_path()
    desk = Desk(options["data_folder"], clinic_path=clinic)
    with DeskServer(desk, options["port"], {name: data.read_bytes(f"fonts/{name}") for name in FONTS}) as server:
        if options["no_browser"]:
            click.echo(server.address)
        else:
            click.echo("The desk is open in your browser. Leave this window open; Ctrl-C ends it.", err=True)
            click.launch(server.address)
        server.serve_forever()
