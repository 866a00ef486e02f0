"""The desk in a real browser: how soon the first screen is there, and how soon a change shows its page, in both engines in one run.

Prints medians over --times changes, each with another name on spot 11, and for the exported desk the first and the second visit and the
bytes over the wire. Needs Playwright, Chromium, and for the exported desk Node.js and Pyodide (npm install --prefix tests/desk).
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
PYODIDE = Path(__file__).parents[1] / "tests" / "desk" / "node_modules" / "pyodide"
CHANGE = """async name => {
  const field = document.querySelector('#patient [name=name]'), root = document.documentElement, before = root.dataset.shown;
  performance.clearMarks();
  field.value = name;
  const begun = performance.now();
  field.dispatchEvent(new Event('input', {bubbles: true}));
  while (root.dataset.shown === before) await new Promise(done => setTimeout(done, 1));
  const at = mark => performance.getEntriesByName(mark)[0].startTime - begun;
  return [at('made'), performance.now() - begun];
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript", ".wasm": "application/wasm"}  # noqa: RUF012

    def log_message(self, format: str, *args: Any) -> None:
        pass


def visit(context: Any, address: str) -> tuple[Any, float]:
    page = context.new_page()
    begun = time.perf_counter()
    page.goto(address)
    page.wait_for_selector("html[data-ready]", timeout=120_000)
    return page, (time.perf_counter() - begun) * 1000


def first_sheet(page: Any) -> float:
    begun = time.perf_counter()
    page.click(".candidate[data-spot='11']")
    page.wait_for_selector("#save:not([disabled])", timeout=60_000)
    return (time.perf_counter() - begun) * 1000


def changes(page: Any, times: int) -> tuple[float, float]:
    found = [page.evaluate(CHANGE, f"Patient {number}") for number in range(times)][2:]
    return statistics.median(made for made, _ in found), statistics.median(shown for _, shown in found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=15)
    times = parser.parse_args().times
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        command = [sys.executable, "-m", "handouts", "desk", "--no-browser", "--clinic", "/nonexistent/clinic.yaml"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as desk:
            try:
                assert desk.stdout is not None
                page, screen = visit(browser.new_context(), desk.stdout.readline().strip())
                sheet = first_sheet(page)
                made, native = changes(page, times)
                print(
                    f"on this computer: first screen {screen:.0f} ms, first sheet {sheet:.0f} ms; a change: made {made:.0f} ms, shown {native:.0f} ms"
                )
            finally:
                desk.kill()
        if not PYODIDE.is_dir():
            print("exported: not measured, no Pyodide (npm install --prefix tests/desk)")
            return
        with tempfile.TemporaryDirectory() as folder:
            export = [sys.executable, "-m", "handouts", "desk", "--export", folder, "--engine", str(PYODIDE)]
            subprocess.run(export, check=True, capture_output=True)
            files = [path for path in Path(folder).rglob("*") if path.is_file()]
            packed = sum(len(gzip.compress(path.read_bytes(), 9)) for path in files)
            print(
                f"exported: {sum(path.stat().st_size for path in files) / 1e6:.1f} MB in {len(files)} files, {packed / 1e6:.1f} MB compressed (gzip)"
            )
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
            threading.Thread(target=server.serve_forever, daemon=True).start()
            context = browser.new_context()
            address = f"http://127.0.0.1:{server.server_port}/"
            page, cold = visit(context, address)
            cold_sheet = first_sheet(page)
            page.evaluate("navigator.serviceWorker.ready.then(() => true)")
            page.wait_for_timeout(1000)
            made, shown = changes(page, times)
            page.close()
            page, warm = visit(context, address)
            print(
                f"exported: first visit {cold:.0f} ms, its first sheet {cold_sheet:.0f} ms more; second visit {warm:.0f} ms, {first_sheet(page):.0f} ms more"
            )
            print(f"exported: a change: made {made:.0f} ms, shown {shown:.0f} ms; {shown / native:.1f} times the native")
            server.shutdown()
        browser.close()


if __name__ == "__main__":
    main()
