"""Imported by Python before anything else: the network is refused, and every file opened for writing is noted down.

An audit hook (PEP 578) sees both, from C and from Python, and cannot be taken off again.
"""

import os
import sys

_NOTES = os.open(os.environ["WATCHED_NOTES"], os.O_WRONLY | os.O_APPEND)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
_MAKING = ("os.mkdir", "os.rename", "os.link", "os.symlink", "shutil.copyfile", "tempfile.mkstemp", "tempfile.mkdtemp")


def _hook(event: str, values: tuple[object, ...]) -> None:
    if event.startswith(("socket.", "urllib.", "http.client.", "ftplib.", "smtplib.")):
        os.write(_NOTES, f"network {event}\n".encode())
        raise PermissionError(f"the network is not to be used: {event}")
    if event == "open" and isinstance(values[0], str | bytes) and isinstance(values[2], int) and values[2] & _WRITING:
        os.write(_NOTES, f"write {os.path.abspath(os.fsdecode(values[0]))}\n".encode())
    elif event in _MAKING:
        os.write(_NOTES, ("make " + " ".join(os.fsdecode(v) for v in values if isinstance(v, str | bytes)) + "\n").encode())
    elif event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"):
        os.write(_NOTES, f"start {values[0]!r}\n".encode())


sys.addaudithook(_hook)
