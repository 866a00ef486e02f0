"""A short run of own_files.py: a broken file of a dataset's own is taken or refused in words, never "a bug in handouts"."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from own_files import FILES, ROOT, failures


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_is_taken_or_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert [failure for failure in failures(tmp_path, 3, names=(name,)) if failure] == []
    assert os.listdir(tmp_path)


def test_every_yaml_and_json_of_the_bundle_is_tried() -> None:
    kinds = {path.relative_to(ROOT).as_posix() for folder in ("data/common", "data/en") for path in (ROOT / folder).glob("*.yaml")}
    assert kinds <= set(FILES)
