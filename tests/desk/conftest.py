"""A real browser for the desk: Debian's or anybody's Chromium, driven by Playwright; and what the tests need from npm.

Where one of them is missing the tests are skipped and say what to install; `.ci/run` installs all.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
NODE = HERE / "node_modules"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium_path() -> str:
    """The browser: CHROMIUM, else the first that is found."""
    found = os.environ.get("CHROMIUM") or next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
    )
    if not found:
        pytest.skip("NOT CHECKED: no Chromium (apt-get install chromium, or set CHROMIUM)")
    return found


def from_npm(name: str) -> Path:
    """A folder of an npm package of tests/desk/package.json."""
    if not (NODE / name).is_dir():
        pytest.skip(f"NOT CHECKED: {name} is not installed (npm install --prefix tests/desk)")
    return NODE / name


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="NOT CHECKED: Playwright is not installed")
    path = chromium_path()
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def local_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The desk as the command starts it. The address has its secret after the #."""
    home = tmp_path_factory.mktemp("home")
    clinic = home / "clinic.yaml"
    command = [sys.executable, "-m", "handouts", "desk", "--no-browser", "--clinic", str(clinic)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=home) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip()
        finally:
            process.kill()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript", ".wasm": "application/wasm"}  # noqa: RUF012

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


def serve(folder: Path) -> http.server.ThreadingHTTPServer:
    """Static files on a free port of this computer."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk as static files with its engine."""
    engine = from_npm("pyodide")
    if not shutil.which("node"):
        pytest.skip("NOT CHECKED: Node.js is not installed")
    folder = tmp_path_factory.mktemp("exported") / "desk"
    command = [sys.executable, "-m", "handouts", "desk", "--export", str(folder), "--engine", str(engine)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def exported_address(exported: Path) -> Iterator[str]:
    server = serve(exported)
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
