"""Building again and again: what `handouts watch` does.

Enters: the options of `handouts build`. Leaves: PDFs, and lines on standard error. Times of change are polled, which needs no other
package and works on network drives.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Mapping
from typing import Any

import click

from handouts.cli.clinic_file import config_path
from handouts.cli.run_build import run
from handouts.errors import HandoutsError
from handouts.resources import DataSource

EVERY_S = 0.4
FOLDERS = ("data", "images", "fonts")

Snapshot = Mapping[str, tuple[int, int]]
"""Path to time of change and size."""


def watch(options: Mapping[str, Any]) -> None:
    """Build, wait for a change, build again, until Ctrl-C."""
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
    try:
        run(**options)
    except HandoutsError as error:
        click.echo(str(error), err=True)
    gc.collect()  # a watch may go on for a day, and cycles are not looked for otherwise


def snapshot(options: Mapping[str, Any]) -> Snapshot:
    """Every file that a build may read."""
    data = DataSource(options["data_folder"])
    found: dict[str, tuple[int, int]] = {}
    for root in (data.folder, data.root):
        for folder in FOLDERS if root else ():
            for place, _, names in os.walk(os.path.join(str(root), folder)):
                for name in names:
                    _note(os.path.join(place, name), found)
    for path in (options["clinic_file"], options.get("plan_file"), os.environ.get("HANDOUTS_CLINIC"), config_path()):
        if path:
            _note(str(path), found)
    return found


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
