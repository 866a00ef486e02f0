"""Names stay inside their folder; a compiled form counts only for the bytes it was made of."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from handouts.errors import DatasetError, ResourceError
from handouts.resources import DataSource, content_hash


@pytest.mark.parametrize("name", ["/etc/passwd", "../x", "a/../../x", "C:/x", "a\\b", "", "a//b", "a\0b"])
def test_no_name_leads_out(name: str) -> None:
    with pytest.raises(DatasetError):
        DataSource(None).read_bytes(name)


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege on Windows")
def test_no_link_leads_out(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "secret").write_text("x", encoding="utf-8")
    inner = tmp_path / "mine"
    (inner / "data").mkdir(parents=True)
    (inner / "data/x.yaml").symlink_to(tmp_path / "secret")
    with pytest.raises(DatasetError, match="leads out of the dataset folder"):
        DataSource(str(inner)).read_bytes("data/x.yaml")


def test_a_missing_file_is_exit_4_and_says_where_it_was_looked_for() -> None:
    with pytest.raises(ResourceError, match="missing from") as caught:
        DataSource(None).read_bytes("images/spots/no-such.svg")
    assert caught.value.exit_code == 4


def test_a_compiled_form_counts_only_for_its_own_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import handouts.resources as resources

    monkeypatch.setattr(resources, "_HERE", str(tmp_path))
    (tmp_path / "_compiled/data").mkdir(parents=True)
    path = Path(resources.compiled_path("data", "data/x.yaml"))
    path.write_text(f"{content_hash(b'one')}\n[1]", encoding="utf-8")
    source = DataSource(None)
    assert source.compiled("data", "data/x.yaml", b"one") == [1]
    assert source.compiled("data", "data/x.yaml", b"two") is None
    assert source.compiled("data", "data/y.yaml", b"one") is None
