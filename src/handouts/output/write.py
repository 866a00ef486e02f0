"""Bytes to a file: whole or not at all, and never over something that is not ours.

Enters: a path and the bytes. Leaves: a file, or an `OutputError` that says what to do. The bytes go to a hidden temporary file in the
same folder, are forced to the disk and take the name in one step (`os.replace`), so that a full disk, Ctrl-C or a power cut leaves the
old file or the new one and never half of either. A process that is killed can leave its temporary file; the next one in that folder
clears it away.

Paths are text here: `pathlib` would cost more to import than the file costs to write.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from contextlib import suppress

from handouts.errors import Diagnostic, OutputError
from handouts.output import FILLED, MARK

_HINTS = {
    errno.ENOENT: "make the folder first, or give another with --output",
    errno.ENOTDIR: "a part of the path is a file, not a folder",
    errno.EACCES: "choose a folder you may write to, with --output",
    errno.EPERM: "choose a folder you may write to, with --output",
    errno.EROFS: "the disk is read-only: choose another with --output",
    errno.ENOSPC: "the disk is full: make room, or choose another with --output",
    errno.EDQUOT: "your quota is used up: make room, or choose another disk with --output",
    errno.ENAMETOOLONG: "choose a shorter name with --output",
    errno.EFBIG: "the disk takes no file this large: choose another with --output",
}
_PREFIX, _SUFFIX = ".handouts-", ".tmp"
_STALE_AFTER_S = 3600


def write_file(path: str, data: bytes, force: bool | None = None) -> None:
    """Write `data` to `path`. An existing file gives way if we made it; with `force` any file does, with `force=False` none."""
    target = os.path.realpath(path)  # through a link: to the file it points to
    try:
        found = _status(target)
        if found is not None and stat.S_ISDIR(found.st_mode):
            raise OutputError.at(None, f"{path} is a folder", f"to write into it: --output {path.rstrip('/' + os.sep)}{os.sep}")
        if found is not None and not stat.S_ISREG(found.st_mode):
            _write_into(target, data)  # a device or a pipe cannot be replaced
            return
        if found is not None and not force:
            _refuse_to_replace(path, target, force)
        _write_beside(target, data, found)
    except OSError as problem:
        raise _explained(path, problem) from problem


def write_stdout(data: bytes) -> None:
    """The bytes to standard output, for a pipe."""
    if sys.stdout is None:
        raise OutputError.at(None, "standard output is closed", "give --output a file")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError as problem:
        # the reader has gone: nothing more can be said there, not even by Python as it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError.at(None, "standard output was closed before everything was written") from problem
    except OSError as problem:
        raise _explained("standard output", problem) from problem


def made_by_us(path: str) -> bool:
    """Whether the file is a handout as we wrote it. Saved again by another program (a form filled in), it is the reader's."""
    with open(path, "rb") as file:
        head = file.read(64)
        file.seek(max(0, file.seek(0, os.SEEK_END) - 64))
        tail = file.read()
    after = tail.rpartition(MARK + b"startxref\n")[2]
    place, _, rest = after.partition(b"\n")
    return MARK in head and place.isdigit() and rest == b"%%EOF\n"


def filled_in(path: str, content: bytes) -> bool:
    """Whether a file of ours is there that holds a patient's words and not just this content."""
    try:
        if not made_by_us(path):
            return False
        with open(path, "rb") as file:
            found = file.read(len(content) + 1)
    except OSError:
        return False
    return FILLED in found[:64] and found != content


def _refuse_to_replace(path: str, target: str, force: bool | None) -> None:
    if force is False:
        raise OutputError.at(None, f"{path} exists already", "choose another name with --output, or leave out --no-clobber")
    if not made_by_us(target):
        message = f"{path} exists and was not made by handouts, or has been changed since"
        raise OutputError.at(None, message, "choose another name with --output, or replace it with --force")


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _write_beside(target: str, data: bytes, found: os.stat_result | None) -> None:
    folder = os.path.dirname(target)
    _clear_stale(folder)
    temporary = os.path.join(folder, f"{_PREFIX}{os.getpid():x}-{time.monotonic_ns():x}{_SUFFIX}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        try:
            _write_all(handle, data)
            os.fsync(handle)
        finally:
            os.close(handle)
        os.chmod(temporary, stat.S_IMODE(found.st_mode) if found is not None else 0o666 & ~_umask())
        os.replace(temporary, target)
    except BaseException:  # Ctrl-C too leaves nothing behind
        with suppress(OSError):
            os.unlink(temporary)
        raise
    _sync_folder(folder)


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _write_into(target: str, data: bytes) -> None:
    with open(target, "wb", buffering=0) as file:
        _write_all(file.fileno(), data)


def _umask() -> int:
    """What new files are not allowed. It can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _clear_stale(folder: str) -> None:
    """Remove what a killed process left here an hour ago or more. Not being allowed to is no reason to stop."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(_PREFIX) and entry.name.endswith(_SUFFIX):
                with suppress(OSError):
                    if time.time() - entry.stat(follow_symlinks=False).st_mtime > _STALE_AFTER_S:
                        os.unlink(entry.path)


def _sync_folder(folder: str) -> None:
    """Make the new name last. Where a folder cannot be opened (Windows) the file system does it in its own time."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    with suppress(OSError):
        os.fsync(handle)
    os.close(handle)


def _explained(path: str, problem: OSError) -> OutputError:
    reason = problem.strerror or type(problem).__name__
    hint = _HINTS.get(problem.errno or 0, "choose another place with --output")
    return OutputError(Diagnostic(None, f"cannot write {path}: {reason[:1].lower()}{reason[1:]}", hint))
