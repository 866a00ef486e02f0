"""`--for`, `--pack`, completion and `watch`."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest
from running import running
from test_build import run


def test_for_a_complaint(tmp_path: Path) -> None:
    done = run("build", "--for", "shin splints", cwd=tmp_path)
    assert done.returncode == 0 and done.stdout == "handout-03-outer-shin.pdf\n", done.stderr


def test_a_pack_in_its_order(tmp_path: Path) -> None:
    done = run("build", "--pack", "desk-neck", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [name[8:10] for name in done.stdout.split()] == ["01", "11", "14"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--for", "sciatica"], "fits several spots"),
        (["--for", "pizza"], "None of the spots fits"),
        (["--pack", "desk-nek"], "did you mean “desk-neck”?"),
    ],
)
def test_what_is_not_clear_makes_nothing(tmp_path: Path, words: list[str], says: str) -> None:
    done = run("build", *words, cwd=tmp_path)
    assert done.returncode == 2 and says in done.stderr and not list(tmp_path.iterdir()), done.stderr


def test_danger_is_said_here_too(tmp_path: Path) -> None:
    done = run("build", "--for", "chest pain", "--locale", "en-US", cwd=tmp_path)
    assert done.returncode == 2 and "911" in done.stderr.splitlines()[0]


@pytest.mark.parametrize(
    ("words", "offers"),
    [
        ("handouts build --spot 1", "11"),
        ("handouts build --spot 4,1", "4,11"),
        ("handouts build --pack d", "desk-neck"),
        ("handouts build --paper l", "letter"),
    ],
)
def test_the_shell_completes_spots_packs_and_papers(words: str, offers: str) -> None:
    from click.shell_completion import ShellComplete

    from handouts.cli import cli

    *before, last = words.split()[1:]
    found = ShellComplete(cli, {}, "handouts", "_HANDOUTS_COMPLETE").get_completions(before, last)
    assert offers in [item.value for item in found]


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent another way there")
def test_watch_builds_again_and_ends_cleanly(tmp_path: Path) -> None:
    folder = tmp_path / "mine/data/spots"
    folder.mkdir(parents=True)
    record = folder / "11-upper-back.yaml"
    text = (Path(__file__).parents[2] / "data/spots/11-upper-back.yaml").read_text(encoding="utf-8")
    record.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "handouts", "watch", "--spot", "11", "--data", "mine"]
    log = tmp_path / "log.txt"
    with (
        log.open("w") as file,
        running(command, cwd=tmp_path, stdout=file, stderr=file, env={**os.environ, "HOME": str(tmp_path)}) as process,
    ):

        def wait_for(words: str) -> None:
            end = time.monotonic() + 30
            while words not in log.read_text(encoding="utf-8"):
                assert time.monotonic() < end and process.poll() is None, log.read_text(encoding="utf-8")
                time.sleep(0.1)

        wait_for("watching")
        record.write_text(text.replace("kind: main", "kind: mane"), encoding="utf-8")
        wait_for("unknown kind “mane”")
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    assert "changed: mine/data/spots/11-upper-back.yaml" in log.read_text(encoding="utf-8")
    assert (tmp_path / "handout-11-upper-back.pdf").exists()
