"""Fixtures for every room of the tests. That this file is here also puts `tests/` on the path, for the helpers beside it."""

from __future__ import annotations

import pytest
from judging import Judge, make_judge


@pytest.fixture(scope="session")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """Names and bytes of files to veraPDF's verdicts."""
    return make_judge(tmp_path_factory)


def pytest_addoption(parser: pytest.Parser) -> None:
    """--update-golden rewrites the pictures of tests/golden; look at each before committing it."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden pages; look at each before committing it")
