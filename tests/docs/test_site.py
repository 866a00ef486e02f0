"""The documentation: its commands run and say what the page shows, its generated pages are fresh, and the site builds without a warning."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from commands import runner

from handouts.cli import cli

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
BLOCK = re.compile(r'^```(sh|text|yaml|csv)(?: title="([^"]+)")?\n(.*?)^```', re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", ["tutorial", "clinic", "batch", "booklet", "duplex", "large-print", "own-dataset"])
def test_the_commands_of_a_page_run_in_its_order_and_say_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], page: str
) -> None:
    """`sh` is run, a block with a title is that file, and each line of `text` is printed by the commands before it."""
    shutil.copytree(DOCS / "examples", tmp_path, dirs_exist_ok=True)
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
                program, *words = shlex.split(command, comments=True)
                assert program == "handouts"
                done = go(*words)
                assert done.code == 0, (command, done.err)
                said += (done.out + done.err).splitlines()
                ran += 1
    assert ran


@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))], ids=lambda page: page.name)
def test_every_command_and_option_that_a_page_shows_exists(page: Path) -> None:
    """In blocks and in running text; each is read as the shell would, and looked up, not run."""
    context = click.Context(cli)
    for shown in re.findall(r"(?:^|`)(handouts [^`\n]+)", page.read_text(encoding="utf-8"), re.MULTILINE):
        for line in re.split(r" (?:&&|\|) ", shown):
            words = shlex.split(line, comments=True)
            if words[0] != "handouts" or words[1].startswith("-") or not words[1].islower():
                continue
            command: click.Command | None = cli.get_command(context, words[1])
            if command is None and words[1].split(",")[0].isdigit():
                continue
            assert command is not None, line
            if isinstance(command, click.Group) and len(words) > 2:
                command = command.get_command(context, words[2])
                assert command is not None, line
            known = {name for option in command.params for name in (*option.opts, *option.secondary_opts)} | {"--help", "-h"}
            asked = {word.split("=")[0] for word in words if word.startswith("-") and word != "-"}
            assert asked <= known, (line, asked - known)


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
