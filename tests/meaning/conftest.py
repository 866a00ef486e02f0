"""What these tests share: the bundled records, read once, and the command in a folder of its own."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
from commands import Run, runner

from handouts.dataset.model import Spot
from handouts.pipeline.library import Library, read_library
from handouts.pipeline.wanted import Look
from handouts.resources import DataSource


@lru_cache(maxsize=4)
def library(locale: str = "en") -> Library:
    return read_library(None, DataSource(None), Look(locale=locale))


def spots() -> tuple[Spot, ...]:
    return library().dataset.spots


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(tmp_path, monkeypatch, capsys)
