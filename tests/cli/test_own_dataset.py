"""A dataset of one's own: its version, its pictures' owner, sources without an address, what watch and check look at."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pdf_reading import read_text_lines

from handouts.dataset.load import load_dataset
from handouts.errors import DatasetError
from handouts.resources import DataSource

ROOT = Path(__file__).parents[2]
RECORD = (ROOT / "data/spots/11-upper-back.yaml").read_text(encoding="utf-8")
DRAWN = RECORD.partition("drawing: ")[2].split("\n")[0]
SVG = (ROOT / f"images/technique/{DRAWN}.svg").read_bytes()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A dataset in which spot 11 shows a drawing of its own."""
    put(tmp_path, "data/spots/11-upper-back.yaml", RECORD.replace(f"drawing: {DRAWN}\n", "drawing: my-helper\n", 1))
    put(tmp_path, "data/en/drawings.yaml", "drawings:\n  my-helper: Somebody helps with both hands.\n")
    put(tmp_path, "data/common/edition.yaml", "version: Mill Lane 3\ndrawings_by: Mill Lane Grey & {Co}\n")
    put(tmp_path, "images/technique/my-helper.svg", SVG.decode("utf-8"))
    return tmp_path


def put(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    import os

    clean = {key: value for key, value in os.environ.items() if not key.startswith(("HANDOUTS", "XDG", "SOURCE_DATE"))}
    return subprocess.run(
        [sys.executable, "-m", "handouts", *words],
        cwd=cwd,
        env={**clean, "HOME": str(cwd), **environment},
        capture_output=True,
        check=False,
        text=True,
        timeout=120,
    )


def page(folder: Path, *words: str) -> str:
    done = run("build", "--spot", "11", "--data", ".", "-o", "x.pdf", "--force", *words, cwd=folder)
    assert done.returncode == 0, done.stderr
    return " ".join(" ".join(line.text for line in read_text_lines((folder / "x.pdf").read_bytes())).split())


def test_own_pictures_are_credited_to_their_owner_and_the_version_is_the_datasets(own: Path) -> None:
    text = page(own)
    assert "Drawings: Mill Lane Grey & {Co}." in text and "Data Mill Lane 3." in text and "2026.11" not in text
    assert "BodyParts3D" in text, "the plate is the bundled one"
    put(own, "images/spots/upper-back.svg", (ROOT / "images/spots/upper-back.svg").read_text(encoding="utf-8"))
    spot = load_dataset(DataSource(str(own)), {11}).dataset.spot(11)
    for technique in spot.techniques:
        put(own, f"images/technique/{technique.drawing}.svg", SVG.decode("utf-8"))
    assert "BodyParts3D" not in page(own), "every picture is the owner's"


def test_pictures_without_an_owner_claim_nothing_and_check_says_so(own: Path) -> None:
    put(own, "data/common/edition.yaml", "version: '1'\n")
    warnings = load_dataset(DataSource(str(own)), {11}).warnings
    assert any("does not say whose" in warning.message and warning.hint for warning in warnings)
    assert "Drawings:" not in page(own)


def test_a_dataset_that_gives_no_version_prints_none(own: Path) -> None:
    (own / "data/common/edition.yaml").unlink()
    assert "Data " not in page(own)


def test_a_drawing_without_words_is_told_with_where_to_put_them(own: Path) -> None:
    (own / "data/en/drawings.yaml").unlink()
    with pytest.raises(DatasetError) as caught:
        load_dataset(DataSource(str(own)), {11})
    (problem,) = caught.value.diagnostics
    assert problem.place and problem.place.line > 1 and "my-helper" in problem.message and "data/en/drawings.yaml" in problem.hint
    assert "bug" not in run("check", "--spot", "11", "--data", ".", cwd=own).stdout


@pytest.mark.parametrize(
    ("article", "said"),
    [("title: Notes of Mill Lane", "Facts: Notes of Mill Lane."), ("title: x\n    author: Ann Grey", "Facts: Ann Grey.")],
)
@pytest.mark.parametrize("more", [(), ("--large-print",), ("--diary", "back"), ("--locale", "en-US")])
def test_a_source_without_an_address_has_no_code_and_no_link(own: Path, article: str, said: str, more: tuple[str, ...]) -> None:
    import pikepdf

    sources = (ROOT / "data/common/sources.yaml").read_text(encoding="utf-8")
    put(own, "data/common/sources.yaml", f"{sources}  - id: OWN\n    {article}\n")
    put(own, "data/spots/11-upper-back.yaml", RECORD.replace("article: PS11", "article: OWN", 1))
    text = page(own, *more)
    assert said in text and "Facts: , ." not in text and "Scan" not in text
    with pikepdf.open(own / "x.pdf") as pdf:
        assert not [note for side in pdf.pages for note in side.get("/Annots", []) if note.get("/Subtype") == "/Link"]
    shown = run("show", "11", "--data", ".", cwd=own)
    assert shown.returncode == 0 and ", ." not in shown.stdout


def test_new_dataset_begins_one_that_is_read_without_a_notice(tmp_path: Path) -> None:
    assert run("new", "dataset", "mine", cwd=tmp_path).returncode == 0
    assert DataSource(str(tmp_path / "mine")).notices == ()
    assert load_dataset(DataSource(str(tmp_path / "mine")), {11}).dataset.edition.version == "1"


@pytest.mark.parametrize("epoch", ["abc", "-1", "1.5", "²", "999999999999999"])
def test_a_wrong_source_date_is_a_usage_error(tmp_path: Path, epoch: str) -> None:
    done = run("build", "--spot", "11", cwd=tmp_path, SOURCE_DATE_EPOCH=epoch)
    assert done.returncode == 2 and "SOURCE_DATE_EPOCH" in done.stderr and not list(tmp_path.glob("*.pdf"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_file_that_was_written_is_no_failure_when_nothing_more_can_be_said(tmp_path: Path) -> None:
    import shutil

    command = shutil.which("handouts", path=str(Path(sys.executable).parent))
    assert command
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [command, "build", "--spot", "11", "-v", "-o", "x.pdf"],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=full,
            check=False,
            timeout=120,
        )
    assert done.returncode == 0 and done.stdout == b"x.pdf\n" and (tmp_path / "x.pdf").read_bytes().endswith(b"%%EOF\n")


def test_a_full_disk_leaves_no_empty_file_to_fill_in(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    import signal

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))

    command = [sys.executable, "-B", "-m", "handouts", "new", "clinic", "-o", "c.yaml"]
    done = subprocess.run(command, cwd=tmp_path, preexec_fn=small, capture_output=True, check=False, text=True, timeout=60)
    assert done.returncode == 6 and "cannot be written" in done.stderr and list(tmp_path.iterdir()) == []


def test_watch_looks_at_the_logo_too(tmp_path: Path) -> None:
    from handouts.cli.watch import snapshot

    put(tmp_path, "clinic.yaml", "name: A Clinic\nlogo: art/logo.svg\n")
    put(tmp_path, "art/logo.svg", "<svg/>")
    options = {"data_folder": None, "clinic_file": str(tmp_path / "clinic.yaml")}
    before = snapshot(options)
    assert str(tmp_path / "art/logo.svg") in before
    put(tmp_path, "art/logo.svg", "<svg></svg>")
    assert snapshot(options) != before
    put(tmp_path, "clinic.yaml", "name: [")
    snapshot(options)


def test_watch_ends_at_once_for_a_spot_that_there_is_not(tmp_path: Path) -> None:
    done = run("watch", "--spot", "99", cwd=tmp_path)
    assert done.returncode == 3 and "there is no spot 99" in done.stderr and "watching" not in done.stderr


def test_check_measures_the_clinics_accent_and_lays_out_its_letterhead(monkeypatch: pytest.MonkeyPatch) -> None:
    from handouts.dataset.model import Clinic
    from handouts.pipeline import check

    pale = Clinic("A very long name " * 5, accent="#ffe08a")
    report = check.look_over(DataSource(None), {5}, "en", clinic=pale)
    assert report.exit_code() == 3 and any(pair.role == "accent" and not pair.holds() for pair in report.contrasts)
    assert check.look_over(DataSource(None), {5}, "en").exit_code() == 0


def test_a_language_that_is_not_there_says_what_would_make_it(tmp_path: Path) -> None:
    done = run("build", "--spot", "11", "--locale", "es", cwd=tmp_path)
    assert done.returncode == 3 and "known: en;" in done.stderr and "data/es with labels.yaml" in done.stderr


@pytest.mark.parametrize("head", [b"PK\x03\x04\x14\x00\x81\x8d", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_workbook_is_told_to_be_one(tmp_path: Path, head: bytes) -> None:
    (tmp_path / "list.xlsx").write_bytes(head + bytes(range(256)))
    done = run("batch", "list.xlsx", cwd=tmp_path)
    assert done.returncode == 3 and "is a workbook" in done.stderr and "CSV UTF-8" in done.stderr


def test_a_logo_too_large_is_not_told_to_be_what_it_is(tmp_path: Path) -> None:
    put(tmp_path, "clinic.yaml", "name: A Clinic\nlogo: logo.svg\n")
    (tmp_path / "logo.svg").write_bytes(SVG + b" " * 3_100_000)
    done = run("build", "--spot", "11", "--clinic", "clinic.yaml", cwd=tmp_path)
    assert done.returncode == 4 and "larger than 3000 kB" in done.stderr and "save it smaller" in done.stderr
