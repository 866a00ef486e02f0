"""docs/promises.md names a test for every promise, and every test that it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = [line for line in (ROOT / "docs/promises.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
PROMISES = [row for row in ROWS if not row.startswith(("| promise", "|---"))]


@pytest.mark.parametrize("row", PROMISES, ids=lambda row: row.split("|")[1].strip()[:60])
def test_a_promise_has_tests_that_are_there(row: str) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", row)
    assert named, "no test is named"
    for file, test in named:
        path = ROOT / file
        assert path.is_file() and re.search(rf"^\s*def {test}\(", path.read_text(encoding="utf-8"), re.MULTILINE), f"{file}::{test}"


def test_there_are_promises() -> None:
    assert len(PROMISES) > 30
