"""The desk as static files that any intranet or web host can serve, with its engine: Python in the page (Pyodide).

Enters: a folder with Pyodide's files, a folder to fill, a dataset folder. Leaves: the page, `engine/` and a README. Only what a sheet needs
is packed, compiled for the Python of the engine: its own interpreter does that, started under Node, since compiled files fit one version of
Python only.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from typing import Any

from handouts.desk.server import PAGE
from handouts.errors import Diagnostic, OutputError, Place, ResourceError
from handouts.output.write import write_file
from handouts.resources import DataSource, bundle_root

CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "package.json")
"""The files of the npm package `pyodide` that the page loads."""
GET_ENGINE = "get it with: npm install pyodide, then give --engine node_modules/pyodide"
REPORTLAB = ("__init__.py", "rl_config.py", "rl_settings.py", "pdfbase/", "lib/")
REPORTLAB_LIB = ("__init__", "abag", "logger", "pagesizes", "rl_accel", "rl_safe_eval", "rltempfile", "units", "utils")
"""The parts of ReportLab that a sheet imports. A test in a real browser makes every kind of sheet with them."""
LEFT_OUT = (
    "handouts/cli/",
    "handouts/desk/page/",
    "handouts/desk/server.py",
    "handouts/desk/export.py",
    "handouts/_bundled/data/schema/",
    "handouts/_bundled/images/draw/",
)
FIRST_DAY = (2020, 2, 2, 0, 0, 0)
"""The time of every packed file, so that the same input gives the same bytes."""
FONTS = ("AtkinsonHyperlegibleNext-Regular.ttf", "AtkinsonHyperlegibleNext-Bold.ttf")
README = """\
Put this folder on any https web server, or serve it on this computer, and open its address. There is nothing to configure.
After the first visit it works without a network, and what is typed stays in the page. To update it, export again over this folder.
Licences: handouts MIT, CC BY 4.0, CC BY-SA 4.0; ReportLab BSD; PyYAML MIT; Pyodide MPL-2.0; pdf.js Apache-2.0; typeface OFL 1.1.
"""
RUNNER = """\
import { loadPyodide } from %(engine)s;
import fs from 'fs';
const python = await loadPyodide();
const names = ['packages', 'stdlib'];
for (const name of names) python.FS.writeFile(`/${name}-source.zip`, new Uint8Array(fs.readFileSync(`${name}-source.zip`)));
python.runPython(fs.readFileSync(%(script)s, 'utf8'));
for (const name of names) fs.writeFileSync(`${name}.zip`, python.FS.readFile(`/${name}.zip`));
const version = python.runPython('import sys; "%%d.%%d" %% sys.version_info[:2]');
fs.writeFileSync('python.json', JSON.stringify({version}));
process.exit(0);
"""
"""What Node runs in a folder of its own: the engine compiles what is packed."""


def export(folder: str, engine: str | None, data_folder: str | None) -> list[str]:
    """Fills the folder; gives the names written. Raises `ResourceError` without an engine, `OutputError` where nothing can be written."""
    import tempfile

    files = _engine_files(engine)
    with tempfile.TemporaryDirectory(prefix="handouts-desk-") as work:
        packed = _compiled(files, work, data_folder)
    page = dict(_page_files())
    everything = {**page, **packed, **{f"engine/{name}": _read(files[name]) for name in CORE if name.endswith((".mjs", ".wasm"))}}
    everything["engine/LICENSE-pyodide.txt"] = _licence(files)
    everything["README.txt"] = README.encode()
    everything["sw.js"] = _service_worker(everything)
    for name, content in sorted(everything.items()):
        path = os.path.join(folder, *name.split("/"))
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
        except OSError as problem:
            raise OutputError(Diagnostic(Place(path), f"cannot be written: {problem.strerror}", "give another folder")) from None
        write_file(path, content, True)
    return sorted(everything)


def _engine_files(engine: str | None) -> dict[str, str]:
    if not engine:
        raise ResourceError(Diagnostic(None, "the exported desk needs its engine, Pyodide, which is not part of handouts", GET_ENGINE))
    found = {name: os.path.join(engine, name) for name in CORE}
    missing = [name for name, path in found.items() if not os.path.isfile(path)]
    if missing:
        raise ResourceError(Diagnostic(Place(engine), f"there is no {missing[0]} in it", GET_ENGINE))
    if not shutil.which("node"):
        raise ResourceError(Diagnostic(None, "packing the engine needs Node.js, which came with npm", "install Node.js 20 or newer"))
    return found


def _compiled(files: dict[str, str], work: str, data_folder: str | None) -> dict[str, bytes]:
    """The packages and the standard library, compiled by the engine's own Python."""
    _pack(os.path.join(work, "packages-source.zip"), _packages(data_folder))
    shutil.copyfile(files["python_stdlib.zip"], os.path.join(work, "stdlib-source.zip"))
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "compile_in_engine.py")
    values = {"engine": json.dumps("file://" + os.path.abspath(files["pyodide.mjs"])), "script": json.dumps(script)}
    runner = os.path.join(work, "compile.mjs")
    with open(runner, "w", encoding="utf-8") as file:
        file.write(RUNNER % values)
    done = subprocess.run(["node", runner], cwd=work, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise ResourceError(Diagnostic(Place(files["pyodide.mjs"]), f"the engine could not be started: {last}", GET_ENGINE))
    version = json.loads(_read(os.path.join(work, "python.json")))["version"]
    packages, stdlib = _read(os.path.join(work, "packages.zip")), _read(os.path.join(work, "stdlib.zip"))
    described = {
        "site_packages": f"/lib/python{version}/site-packages",
        "files": {"packages.zip": len(packages), "stdlib.zip": len(stdlib)},
        "lock": json.dumps(_lock(files)),
    }
    return {"engine/packages.zip": packages, "engine/stdlib.zip": stdlib, "engine/engine.json": json.dumps(described, indent=1).encode()}


def _lock(files: dict[str, str]) -> dict[str, Any]:
    """Pyodide's list of packages, without packages: none is ever fetched."""
    lock = os.path.join(os.path.dirname(files["pyodide.mjs"]), "pyodide-lock.json")
    return {"info": json.loads(_read(lock))["info"], "packages": {}}


def _packages(data_folder: str | None) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of what a sheet imports and reads, with the licences."""
    import reportlab
    import yaml

    import handouts

    yield from _tree(os.path.dirname(os.path.abspath(handouts.__file__)), "handouts")
    root = bundle_root()
    if not root.startswith(os.path.dirname(os.path.abspath(handouts.__file__))):  # a checkout: data, images and fonts stand beside src
        for name in ("data", "images", "fonts"):
            yield from _tree(os.path.join(root, name), f"handouts/_bundled/{name}")
    if data_folder:
        for name in ("data", "images", "fonts"):
            path = os.path.join(data_folder, name)
            if os.path.isdir(path):
                yield from _tree(path, f"handouts/_own/{name}")
    for name, content in _tree(os.path.dirname(os.path.abspath(reportlab.__file__)), "reportlab"):
        inner = name.removeprefix("reportlab/")
        if not name.endswith(".py") or not inner.startswith(REPORTLAB) or "cidfont" in inner or "duplex" in inner:
            continue
        if not inner.startswith("lib/") or os.path.splitext(inner[4:])[0] in REPORTLAB_LIB:
            yield name, content
    yield from ((name, content) for name, content in _tree(os.path.dirname(os.path.abspath(yaml.__file__)), "yaml") if name.endswith(".py"))
    for package in ("reportlab", "pyyaml"):
        for file in importlib.metadata.files(package) or ():
            if "LICENSE" in file.name.upper():
                yield f"licenses/{package}.txt", file.read_binary()


def _tree(folder: str, name: str) -> Iterator[tuple[str, bytes]]:
    for base, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if each not in ("__pycache__", "draw"))
        for each in sorted(files):
            path = os.path.join(base, each)
            inside = f"{name}/{os.path.relpath(path, folder).replace(os.sep, '/')}"
            if not inside.endswith((".pyc", ".so", ".pyd")) and not inside.startswith(LEFT_OUT):
                yield inside, _read(path)


def _pack(path: str, items: Iterator[tuple[str, bytes]]) -> None:
    seen = set()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in items:
            if name not in seen:
                seen.add(name)
                archive.writestr(zipfile.ZipInfo(name, FIRST_DAY), content)


def _page_files() -> Iterator[tuple[str, bytes]]:
    for folder in ("", "pdfjs"):
        for name in sorted(os.listdir(os.path.join(PAGE, folder))):
            path = os.path.join(PAGE, folder, name)
            if os.path.isfile(path) and name != "sw.js":
                yield f"{folder}/{name}" if folder else name, _read(path)
    data = DataSource(None)
    for name in FONTS:
        yield f"fonts/{name}", data.read_bytes(f"fonts/{name}")
    yield "fonts/OFL.txt", data.read_bytes("fonts/OFL.txt")


def _service_worker(files: dict[str, bytes]) -> bytes:
    """The list of what is kept, under a name that changes with any of it."""
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    kept = ["./", *(name for name in sorted(files) if not name.endswith(".txt") and name != "README.txt")]
    text = _read(os.path.join(PAGE, "sw.js")).decode()
    text = text.replace("@STORE@", f"handouts-desk-{digest.hexdigest()[:16]}").replace("['@FILES@']", json.dumps(kept))
    return text.encode()


def _licence(files: dict[str, str]) -> bytes:
    about = json.loads(_read(files["package.json"]))
    return f"Pyodide {about['version']}, {about['license']}: https://www.mozilla.org/MPL/2.0/\nSource: https://github.com/pyodide/pyodide\n".encode()


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
