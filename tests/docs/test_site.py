"""The documentation: its commands run and say what the page shows, its generated pages are fresh, and the site builds without a warning."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from commands import runner

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
BLOCK = re.compile(r'^```(sh|text|yaml|csv)(?: title="([^"]+)")?\n(.*?)^```', re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", ["tutorial", "duplex", "large-print", "own-dataset"])
def test_the_commands_of_a_page_run_in_its_order_and_say_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], page: str
) -> None:
    """`sh` is run, a block with a title is that file, and each line of `text` is printed by the commands before it."""
    go = runner(tmp_path, monkeypatch, capsys)
    said: list[str] = []
    ran = 0
    for kind, title, body in BLOCK.findall((DOCS / f"{page}.md").read_text(encoding="utf-8")):
        if kind == "text":
            assert set(body.splitlines()) <= set(said), (body, said)
        elif title:
            (tmp_path / title).write_text(body, encoding="utf-8")
        elif kind == "sh":
            said = []
            for command in body.splitlines():
                program, *words = shlex.split(command)
                assert program == "handouts"
                done = go(*words)
                assert done.code == 0, (command, done.err)
                said += (done.out + done.err).splitlines()
                ran += 1
    assert ran


def test_the_pages_of_keys_and_errors_are_not_stale() -> None:
    """Stale? python docs/write_reference.py"""
    sys.path.insert(0, str(DOCS))
    from write_reference import PAGES

    for name, page in PAGES.items():
        assert (DOCS / name).read_text(encoding="utf-8") == page(), name


@pytest.mark.skipif(importlib.util.find_spec("material") is None, reason="mkdocs-material is not installed: pip install -e '.[docs]'")
def test_the_site_builds_without_a_warning_and_fetches_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")],
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    for page in (tmp_path / "site").rglob("*.html"):
        fetched = re.findall(r'<(?:link|script|img)\b[^>]*?(?:href|src)="?(https?://[^" >]+)', page.read_text(encoding="utf-8"))
        assert not fetched, (page, fetched)
