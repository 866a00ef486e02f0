"""Takes docs/pictures/desk.png. Run it after the page or a plate has changed: it starts the desk and has Chromium draw it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).parent / "pictures" / "desk.png"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def take() -> None:
    """The picture, in 64 colours so that it stays small."""
    command = [sys.executable, "-m", "handouts", "desk", "--no-browser", "--clinic", "/nonexistent/clinic.yaml"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as desk, sync_playwright() as driver:
        try:
            assert desk.stdout is not None
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.goto(desk.stdout.readline().strip())
            page.wait_for_selector("html[data-ready]")
            page.click(".place[data-region=between-shoulder-blades]")
            page.click(".candidate[data-spot='11']")
            page.fill("#patient [name=name]", "A. Smith")
            page.wait_for_selector("#save:not([disabled])")
            page.wait_for_timeout(800)
            page.screenshot(path=str(PICTURE))
            browser.close()
        finally:
            desk.kill()
    from PIL import Image

    Image.open(PICTURE).convert("RGB").quantize(64).save(PICTURE, optimize=True)


if __name__ == "__main__":
    take()
