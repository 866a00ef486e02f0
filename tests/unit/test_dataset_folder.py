"""A dataset folder is used whole or refused: whatever stands in it and would be passed over is named, with what to do about it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from handouts.dataset.load import load_dataset
from handouts.errors import DatasetError
from handouts.resources import DataSource

ROOT = Path(__file__).parents[2]
RECORD = (ROOT / "data/spots/05-forearm.yaml").read_bytes()


def refused(folder: Path) -> str:
    with pytest.raises(DatasetError) as caught:
        DataSource(str(folder))
    assert all(problem.place and problem.hint for problem in caught.value.diagnostics)
    return str(caught.value)


def put(folder: Path, name: str, content: bytes = RECORD) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_folder_that_holds_nothing_of_a_dataset(tmp_path: Path) -> None:
    assert "there is no such dataset folder" in refused(tmp_path / "none")
    put(tmp_path, "notes.txt")
    assert "holds nothing of a dataset" in refused(tmp_path)


def test_a_folder_round_the_dataset_names_the_one_that_was_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path, "outer/mine/data/spots/05-forearm.yaml")
    assert f"did you mean --data {os.path.join('outer', 'mine')}?" in refused(tmp_path / "outer")


@pytest.mark.parametrize("inner", ["data", "data/spots", "images", "images/technique"])
def test_a_part_of_a_dataset_names_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inner: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine" / inner).mkdir(parents=True)
    said = refused(tmp_path / "mine" / inner)
    assert "is a part of a dataset" in said and said.endswith("--data mine")


@pytest.mark.parametrize(
    "name", ["15.yml", "5-foo.yaml", "100-x.yaml", "15_x.yaml", "15-X.yaml", "15-hand-web.yml", "hand.yaml", "٠٥-arm.yaml"]
)
def test_a_name_that_is_none_of_a_spot(tmp_path: Path, name: str) -> None:
    put(tmp_path, f"data/spots/{name}")
    assert name in refused(tmp_path)


@pytest.mark.parametrize("name", ["data/common/regions.yml", "data/en/labels.yml"])
def test_the_other_ending_of_yaml(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    assert f"call it {Path(name).stem}.yaml" in refused(tmp_path)


@pytest.mark.parametrize(
    "name", ["data/spots/05-forearm.yaml", "data/common/sources.yaml", "images/technique/fist.svg", "images/themes.json"]
)
def test_a_folder_or_a_pipe_where_a_file_should_be(tmp_path: Path, name: str) -> None:
    (tmp_path / "one" / name).mkdir(parents=True)
    assert "is not a file" in refused(tmp_path / "one")
    if hasattr(os, "mkfifo"):
        path = tmp_path / "two" / name
        path.parent.mkdir(parents=True)
        os.mkfifo(path)
        assert "is not a file" in refused(tmp_path / "two")


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege on Windows")
@pytest.mark.parametrize("name", ["images", "images/spots", "data/spots/05-forearm.yaml", "data/common/x.txt"])
@pytest.mark.parametrize("to", ["/dev/zero", "elsewhere", "missing"])
def test_a_link_out_of_the_folder(tmp_path: Path, name: str, to: str) -> None:
    put(tmp_path, "elsewhere/spots/jaw.svg")
    inner = tmp_path / "mine"
    (inner / "data").mkdir(parents=True)
    path = inner / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(to if to.startswith("/") else tmp_path / to)
    assert "leads out of the dataset folder" in refused(inner)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("data/common/source.yaml", "did you mean sources.yaml?"),
        ("data/en/label.yaml", "did you mean labels.yaml?"),
        ("images/theme.json", "did you mean themes.json?"),
        ("images/technique/fist.png", "did you mean fist.svg?"),
        ("data/spots/notes.txt", "README.txt"),
    ],
)
def test_a_file_that_nothing_reads_is_told(tmp_path: Path, name: str, hint: str) -> None:
    put(tmp_path, name)
    data = DataSource(str(tmp_path))
    (notice,) = data.notices
    assert "nothing reads" in notice.message and hint in notice.hint
    assert notice in load_dataset(data, {11}).warnings


def test_what_a_dataset_may_have_is_no_news(tmp_path: Path) -> None:
    for name in ("data/spots/05-forearm.yaml", "data/common/edition.yaml", "data/xx/labels.yaml", "data/xx/spots/05-forearm.yaml"):
        put(tmp_path, name)
    for name in ("data/en/drawings.yaml", "images/spots/mine.svg", "images/spots/mine.json", "images/technique/mine.svg", "README.txt"):
        put(tmp_path, name)
    put(tmp_path, "data/spots/.05-forearm.yaml.swp")
    assert DataSource(str(tmp_path)).notices == []
