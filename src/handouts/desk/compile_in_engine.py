"""Run by the engine's own Python while the desk is exported: source archives become archives of compiled files.

Compiled files start in half the time. They carry the hash of their source but are not checked against it, since the source is not packed.
The archives are stored, not deflated: a web host that compresses what it sends makes them smaller than they would be deflated one by one.
"""

import importlib._bootstrap_external as external
import importlib.util
import zipfile

FIRST_DAY = (2020, 2, 2, 0, 0, 0)
UNUSED = (
    "curses/",
    "dbm/",
    "ensurepip/",
    "idlelib/",
    "lib2to3/",
    "pydoc_data/",
    "sqlite3/",
    "test/",
    "tkinter/",
    "turtledemo/",
    "unittest/",
    "venv/",
    "wsgiref/",
    "xmlrpc/",
)
"""Parts of the standard library that no sheet imports; a test in a real browser makes every kind."""


def convert(source: str, target: str) -> None:
    """Every `.py` as `.pyc`; other files as they are."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as after:
        for name in sorted(before.namelist()):
            if name.endswith("/") or name.startswith(UNUSED):
                continue
            content = before.read(name)
            if name.endswith(".py"):
                code = compile(content, name, "exec", dont_inherit=True)
                content = external._code_to_hash_pyc(code, importlib.util.source_hash(content), False)  # type: ignore[attr-defined]
                name += "c"
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            after.writestr(entry, content)


convert("/packages-source.zip", "/packages.zip")
convert("/stdlib-source.zip", "/stdlib.zip")
