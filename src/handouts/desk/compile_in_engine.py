"""Run by the engine's own Python while the desk is exported: source archives become archives of compiled files.

Compiled files start in half the time. They carry the hash of their source but are not checked against it, since the source is not packed.
"""

import importlib._bootstrap_external as external
import importlib.util
import zipfile

FIRST_DAY = (2020, 2, 2, 0, 0, 0)


def convert(source: str, target: str) -> None:
    """Every `.py` as `.pyc`; other files as they are."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as after:
        for name in sorted(before.namelist()):
            if name.endswith("/"):
                continue
            content = before.read(name)
            if name.endswith(".py"):
                code = compile(content, name, "exec", dont_inherit=True)
                content = external._code_to_hash_pyc(code, importlib.util.source_hash(content), False)  # type: ignore[attr-defined]
                name += "c"
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(entry, content)


convert("/packages-source.zip", "/packages.zip")
convert("/stdlib-source.zip", "/stdlib.zip")
