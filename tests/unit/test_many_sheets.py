"""The how-to of a very long list: on a cluster of two processes the files are those of one, byte for byte."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import handouts

SCRIPT = Path(__file__).parents[2] / "docs/examples/many_sheets.py"


def test_a_cluster_of_two_makes_the_files_of_one(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason='the how-to needs pip install "handouts[many]"')
    rows = [{"name": f"Patient {number}", "spots": str(number % 14 + 1), "side": "left" if number % 3 else ""} for number in range(120)]
    lines = ["name,spots,side", *(",".join(row.values()) for row in rows)]
    (tmp_path / "list.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, str(SCRIPT), "list.csv", "sheets", "--workers", "2"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    found = {path.name: path.read_bytes() for path in (tmp_path / "sheets").iterdir()}
    alone = {sheet.name: sheet.pdf() for sheet in handouts.open().batch(rows)}
    assert found == alone
