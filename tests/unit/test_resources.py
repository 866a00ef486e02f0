"""Names stay inside their folder; a compiled form counts only for the bytes it was made of."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.errors import DatasetError, ResourceError
from handouts.resources import DataSource, with_hashes


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
    path.write_bytes(with_hashes(b"one", b"[1]"))
    source = DataSource(None)
    assert source.compiled("data", "data/x.yaml", b"one") == [1]
    assert source.compiled("data", "data/x.yaml", b"two") is None
    assert source.compiled("data", "data/y.yaml", b"one") is None


@pytest.mark.parametrize("damage", [lambda whole: whole[:-1], lambda whole: whole[:-1] + b"}", lambda whole: whole[:40], lambda whole: b""])
def test_a_damaged_compiled_form_is_not_used(damage: Callable[[bytes], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import handouts.resources as resources

    monkeypatch.setattr(resources, "_HERE", str(tmp_path))
    (tmp_path / "_compiled/data").mkdir(parents=True)
    Path(resources.compiled_path("data", "data/x.yaml")).write_bytes(damage(with_hashes(b"one", b"[1, 2]")))
    assert DataSource(None).compiled("data", "data/x.yaml", b"one") is None


@pytest.mark.parametrize(
    ("made", "given", "hint"),
    [
        (["mine/data/spots"], "mine/data", "give the folder that holds data/"),
        (["mine/data/spots"], ".", "did you mean"),
        (["mine/spots"], "mine", "give the folder that holds data/"),
        (["mine"], "mine", "handouts new dataset"),
        ([], "nowhere", "handouts new dataset"),
    ],
)
def test_a_folder_that_holds_no_dataset_is_refused_with_a_mend(made: list[str], given: str, hint: str, tmp_path: Path) -> None:
    for folder in made:
        (tmp_path / folder).mkdir(parents=True)
    with pytest.raises(DatasetError) as caught:
        DataSource(str(tmp_path / given))
    assert hint in caught.value.diagnostics[0].hint


@pytest.mark.parametrize("name", ["15.yml", "5-foo.yaml", "15-Foo.yaml", "15-foo.yml", "fifteen-foo.yaml", "15-foo.txt", "15-foo bar.yaml"])
def test_a_spot_whose_file_name_is_not_read_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / "data/spots").mkdir(parents=True)
    (tmp_path / "data/spots" / name).write_text("id: x", encoding="utf-8")
    (notice,) = DataSource(str(tmp_path)).notices
    assert name in str(notice.place) and "is not read" in notice.message and notice.hint


@pytest.mark.parametrize("name", ["15-foo.yaml", "100-hand-web.yaml", ".15-foo.yaml.swp", "15-foo.yaml~"])
def test_spots_and_an_editors_own_files_are_not_told_of(name: str, tmp_path: Path) -> None:
    (tmp_path / "data/spots").mkdir(parents=True)
    (tmp_path / "data/spots" / name).write_text("id: x", encoding="utf-8")
    assert not DataSource(str(tmp_path)).notices


@pytest.mark.skipif(os.name == "nt", reason="pipes and links of this kind are not on Windows")
def test_what_is_no_ordinary_file_or_leads_out_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pipe/data/spots").mkdir(parents=True)
    os.mkfifo(tmp_path / "pipe/data/spots/15-foo.yaml")
    (tmp_path / "device/data/spots").mkdir(parents=True)
    (tmp_path / "device/data/spots/15-foo.yaml").symlink_to("/dev/zero")
    (tmp_path / "link/data").mkdir(parents=True)
    (tmp_path / "link/images").symlink_to("/usr")
    for folder, said in (("pipe", "not an ordinary file"), ("device", "not an ordinary file"), ("link", "leads out")):
        with pytest.raises(DatasetError, match=said):
            DataSource(str(tmp_path / folder))


def test_a_file_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with open(tmp_path / "data/x.yaml", "wb") as file:
        file.truncate(3_000_000_000)
    with pytest.raises(DatasetError, match="larger than"):
        DataSource(str(tmp_path)).read_bytes("data/x.yaml")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("data/common/source.yaml", "did you mean sources.yaml?"),
        ("data/common/regions.yml", "did you mean regions.yaml?"),
        ("data/en/label.yaml", "did you mean labels.yaml?"),
        ("images/theme.json", "did you mean themes.json?"),
        ("images/technique/fist.png", "did you mean fist.svg?"),
        ("data/own.txt", "README.txt"),
    ],
)
def test_a_file_that_nothing_reads_is_told(name: str, hint: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text("x", encoding="utf-8")
    (notice,) = DataSource(str(tmp_path)).notices
    assert "nothing reads" in notice.message and hint in notice.hint


def test_what_a_dataset_may_have_is_no_news(tmp_path: Path) -> None:
    names = "data/spots/15-web.yaml data/common/edition.yaml data/xx/labels.yaml data/xx/spots/15-web.yaml data/en/drawings.yaml"
    for name in [
        *names.split(),
        "images/spots/mine.svg",
        "images/spots/mine.json",
        "images/technique/mine.svg",
        "fonts/OFL.txt",
        "README.txt",
    ]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert DataSource(str(tmp_path)).notices == ()


@pytest.mark.skipif(os.name == "nt", reason="links of this kind are not on Windows")
@pytest.mark.parametrize("name", ["images/technique", "data/common/sources.yaml", "data/en"])
def test_a_link_out_of_the_folder_is_refused_wherever_it_is(name: str, tmp_path: Path) -> None:
    (tmp_path / "mine" / name).parent.mkdir(parents=True)
    (tmp_path / "elsewhere").write_text("x", encoding="utf-8")
    (tmp_path / "mine" / name).symlink_to(tmp_path / "elsewhere" if "." in name else tmp_path)
    with pytest.raises(DatasetError, match="leads out of the dataset folder"):
        DataSource(str(tmp_path / "mine"))


@pytest.mark.parametrize("name", ["data/common/sources.yaml", "images/technique/fist.svg", "images/themes.json"])
def test_a_folder_where_a_file_should_be_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir(parents=True)
    with pytest.raises(DatasetError, match="is a folder where a file should be"):
        DataSource(str(tmp_path))


def test_the_same_bytes_come_out_with_and_without_the_compiled_forms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import handouts.resources as resources
    from handouts.pipeline.handout import Job, lay_out, product_of
    from handouts.pipeline.library import read_library
    from handouts.pipeline.product import paint
    from handouts.pipeline.wanted import Look

    def made() -> bytes:
        job = Job(9, Look(ink="grey"))
        library = read_library((9,), DataSource(None), job.look)
        return paint(product_of([lay_out(job, library)], job), library)

    usual = made()
    monkeypatch.setattr(resources, "compiled_path", lambda group, name: str(tmp_path / "none"))
    assert made() == usual
