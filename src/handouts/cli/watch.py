"""`handouts watch`: the handout made again on every save.

Enters: the options of `handouts build`. Leaves: PDFs, and lines on standard error. Times of change are polled, which needs no other
package and works on network drives.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from typing import Any

import click

from handouts.cli.options import pdf_options, spot_options

EVERY_S = 0.4
FOLDERS = ("data", "images", "fonts")

Snapshot = Mapping[str, tuple[int, int]]
"""Path to time of change and size."""


@click.command("watch")
@spot_options
@pdf_options
def watch_command(**options: Any) -> None:
    """Make a handout again whenever a file it rests on is saved.

    Says which file changed, or what is wrong with it; the last good PDF stays. Ctrl-C ends it. Takes the options of `handouts build`.

    \b
    Examples:
      handouts watch --spot 11
      handouts watch --spot 15 --data my-dataset --large-print
    """
    watch(options)


def watch(options: Mapping[str, Any]) -> None:
    """Build, wait for a change, build again, until Ctrl-C."""
    from handouts.cli.inputs import spot_numbers
    from handouts.dataset.load import spot_files
    from handouts.resources import DataSource

    spot_files(DataSource(options["data_folder"]), set(spot_numbers(options["spots"])))  # one that there is not ends it at once
    try:
        before = snapshot(options)
        build_once(options)
        click.echo("watching; Ctrl-C ends", err=True)
        while True:
            time.sleep(EVERY_S)
            now = snapshot(options)
            if now != before:
                click.echo(f"changed: {', '.join(changed(before, now))}", err=True)
                before = now
                build_once(options)
    except KeyboardInterrupt:
        click.echo("stopped watching", err=True)


def build_once(options: Mapping[str, Any]) -> None:
    """One build; what a person can mend is said, and the watch goes on. A wrong option ends it."""
    import gc

    from handouts.cli.build import run
    from handouts.errors import HandoutsError

    try:
        run(**options)
    except HandoutsError as error:
        click.echo(str(error), err=True)
    gc.collect()  # a watch may go on for a day, and `program` has switched collecting off


def snapshot(options: Mapping[str, Any]) -> Snapshot:
    """Every file that a build may read."""
    from handouts.cli.inputs import config_path
    from handouts.resources import bundle_root

    found: dict[str, tuple[int, int]] = {}
    for root in (options["data_folder"], bundle_root()):
        for folder in FOLDERS if root else ():
            for place, _, names in os.walk(os.path.join(str(root), folder)):
                for name in names:
                    _note(os.path.join(place, name), found)
    for path in (options["clinic_file"], options.get("plan_file"), os.environ.get("HANDOUTS_CLINIC"), config_path()):
        if path:
            _note(str(path), found)
    clinic = options["clinic_file"] or os.environ.get("HANDOUTS_CLINIC") or config_path()
    if clinic:
        _note(_logo_of(clinic), found)
    return found


def _logo_of(path: str) -> str:
    """The file of a clinic's logo; "" where there is none, or the clinic's file is being written."""
    from handouts.dataset.clinic import load_clinic
    from handouts.errors import HandoutsError

    try:
        clinic = load_clinic(path)
    except HandoutsError:
        return ""
    return os.path.join(clinic.folder, clinic.logo) if clinic.logo else ""


def _note(path: str, found: dict[str, tuple[int, int]]) -> None:
    try:
        state = os.stat(path)
    except OSError:
        return
    found[path] = (state.st_mtime_ns, state.st_size)


def changed(before: Snapshot, now: Snapshot) -> list[str]:
    """The files that are new, gone or different, as seen from here; at most five."""
    paths = sorted(path for path in {*before, *now} if before.get(path) != now.get(path))
    shown = [_seen_from_here(path) for path in paths[:5]]
    return [*shown, f"and {len(paths) - 5} more"] if len(paths) > 5 else shown


def _seen_from_here(path: str) -> str:
    try:
        near = os.path.relpath(path)
    except ValueError:  # another drive
        return path
    return path if near.startswith("..") else near
