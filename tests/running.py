"""Other processes in tests: always ended, and answering Ctrl-C also where whoever runs the tests has told this process to ignore it."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any


def _hear_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def running(command: Sequence[str], ignoring_ctrl_c: bool = False, **more: Any) -> Iterator[subprocess.Popen[Any]]:
    """The command as a process, killed with its group at the end whatever happened.

    A process that is started with SIGINT ignored (by nohup, or as a background job of a script) hands that on to its children, and Python
    then raises no KeyboardInterrupt. So a child hears it again, unless it is to be deaf.
    """
    if os.name != "nt":
        more["preexec_fn"] = _ignore_ctrl_c if ignoring_ctrl_c else _hear_ctrl_c
        more["start_new_session"] = True
    process = subprocess.Popen(command, **more)
    try:
        yield process
    finally:
        if os.name == "nt":
            process.kill()
        else:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        process.wait(30)
        for stream in (process.stdout, process.stderr, process.stdin):
            if stream is not None:
                stream.close()


def _ignore_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def alive_in_group(group: int) -> list[int]:
    """The processes of a group that have not ended, read from /proc; those that only wait to be buried do not count."""
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as file:
                    state, _, of_group = file.read().rpartition(")")[2].split()[:3]
            except OSError:
                continue
            if int(of_group) == group and state not in "ZX":
                found.append(int(name))
    return found
