"""`handouts batch` as a front desk types it: a morning's list, dry runs, separate files, more cores, what goes wrong."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from running import alive_in_group, running

EXAMPLES = Path(__file__).parents[2] / "docs/examples"


def run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    settings = {key: value for key, value in os.environ.items() if not key.startswith(("HANDOUTS", "XDG", "SOURCE_DATE"))}
    command = [sys.executable, "-m", "handouts", "batch", *words]
    return subprocess.run(
        command, cwd=cwd, env=settings | {"HOME": str(cwd)}, capture_output=True, text=True, encoding="utf-8", check=False
    )


def write(folder: Path, text: str, name: str = "today.csv") -> None:
    (folder / name).write_text(text, encoding="utf-8")


def texts(path: Path) -> list[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(path.read_bytes())
    return [page.get_textpage().get_text_bounded() for page in document]


def outline(path: Path) -> list[tuple[int, str]]:
    with pikepdf.open(path) as pdf, pdf.open_outline() as opened:
        found: list[tuple[int, str]] = []

        def walk(items: list[pikepdf.OutlineItem], depth: int) -> None:
            for item in items:
                found.append((depth, item.title))
                walk(item.children, depth + 1)

        walk(opened.root, 0)
        return found


@pytest.fixture
def morning(tmp_path: Path) -> Path:
    for path in EXAMPLES.iterdir():
        shutil.copy(path, tmp_path / path.name)
    return tmp_path


def test_a_morning_at_a_front_desk(morning: Path) -> None:
    """Eight patients, two large print, one left shoulder, half a dose; black-and-white printer, Letter paper."""
    done = run("today.csv", "--paper", "letter", "--ink", "grey", cwd=morning)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "today.pdf\n"
    assert done.stderr.endswith("15 sheets, both sides, flip on the long edge\n")
    pages = texts(morning / "today.pdf")
    names = ["Maria Keller", "Tom O’Brien", "Aino Väisänen", "Ruth Adler", "Deepak Rao", "Nakamura, Jun", "Elsie Wright", "Sam Ortiz"]
    first = [next(index for index, text in enumerate(pages) if name in text) for name in names]
    assert first == sorted(first) and all(index % 2 == 0 for index in first), "each patient on a fresh sheet, in row order"
    assert len(pages) % 2 == 0 and sum(not text.strip() for text in pages) >= 6
    with pikepdf.open(morning / "today.pdf") as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
        assert {tuple(float(side) for side in page.MediaBox) for page in pdf.pages} == {(0, 0, 612, 792)}
        colours = [
            [float(operand) for operand in instruction.operands]
            for page in pdf.pages
            for instruction in pikepdf.parse_content_stream(page)
            if str(instruction.operator) in ("rg", "RG")
        ]
        assert all(len(set(colour)) == 1 for colour in colours), "grey only"
    halved = pages[first[4]]
    assert "10–20 seconds" in halved and "Half the usual dose." in halved


def test_bookmarks_by_row_without_names(morning: Path) -> None:
    run("today.csv", cwd=morning)
    found = outline(morning / "today.pdf")
    assert [title.split(" ")[0] for depth, title in found if not depth] == [str(row) for row in range(2, 10)]
    assert found[0][1].startswith("2 · Spot 11") and [depth for depth, _ in found[1:4]] == [0, 1, 1]
    assert "Keller" not in str(found)
    run("today.csv", "--names-in-bookmarks", cwd=morning)
    assert outline(morning / "today.pdf")[0][1].startswith("2 · Maria Keller · Spot 11")


def test_a_dry_run_says_what_would_be_made_and_makes_nothing(morning: Path) -> None:
    before = sorted(path.name for path in morning.iterdir())
    done = run("today.csv", "--dry-run", "--paper", "letter", cwd=morning)
    assert done.returncode == 0 and not done.stdout
    assert sorted(path.name for path in morning.iterdir()) == before
    assert "  row 3: spot 4, 11, Letter, 2 pages, 2 sheets\n" in done.stderr
    assert "today.pdf would be: " in done.stderr and "Letter, 15 sheets, both sides" in done.stderr
    assert "Keller" not in done.stderr


def test_no_sides_are_added_where_nothing_is_printed_on_both(tmp_path: Path) -> None:
    write(tmp_path, 'name,spots\nA,"4, 11"\nB,6\n')
    done = run("today.csv", cwd=tmp_path)
    assert done.stderr == "3 pages, A4, 3 sheets\n"
    with pikepdf.open(tmp_path / "today.pdf") as pdf:
        assert len(pdf.pages) == 3 and "/Duplex" not in pdf.Root.ViewerPreferences
        assert [str(pikepdf.Page(page).label) for page in pdf.pages] == ["2.1", "2.2", "3.1"]


def test_two_papers_make_two_files_unless_one_is_named(tmp_path: Path) -> None:
    write(tmp_path, "name,spots,paper\nA,11,a4\nB,6,letter\nC,6,\n")
    done = run("today.csv", cwd=tmp_path)
    assert done.stdout.split() == ["today-a4.pdf", "today-letter.pdf"]
    assert "two papers, so a file for each: A4 for rows 2, 4, Letter for row 3" in done.stderr
    one = run("today.csv", "-o", "one.pdf", cwd=tmp_path)
    assert one.stdout.split() == ["one.pdf"] and "warning: two papers in one file" in one.stderr
    assert len(texts(tmp_path / "one.pdf")) == 3


def test_separate_files_by_row_and_name_only_when_asked(tmp_path: Path) -> None:
    write(tmp_path, 'name,spots\nMaría/Keller ..,"4, 11"\nB,6\n')
    (tmp_path / "out").mkdir()
    done = run("today.csv", "--separate", "-o", "out", cwd=tmp_path)
    assert [Path(line).name for line in done.stdout.split()] == ["today-002-4-11.pdf", "today-003-6.pdf"]
    refused = run("today.csv", "--separate", "--name-pattern", "{name}-{row}", cwd=tmp_path)
    assert refused.returncode == 2 and "--names-in-files" in refused.stderr
    asked = run("today.csv", "--separate", "--name-pattern", "{name}-{row}", "--names-in-files", cwd=tmp_path)
    assert asked.stdout.split() == ["María-Keller-2.pdf", "B-3.pdf"]


@pytest.mark.parametrize(
    "pattern", ["../{row}", "{row.__class__}", "{0}", "{row!r}", "{row", "a/b{row}", "{row:99999999}", "same", "{spots:>9}"]
)
def test_patterns_that_are_refused(tmp_path: Path, pattern: str) -> None:
    write(tmp_path, "name,spots\nA,6\nB,6\n")
    done = run("today.csv", "--separate", "--name-pattern", pattern, cwd=tmp_path)
    assert done.returncode == 2 and "--name-pattern" in done.stderr and "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["today.csv"]


def test_any_number_of_cores_gives_the_same_bytes(tmp_path: Path) -> None:
    rows = "".join(f"Patient {index},{1 + index % 3},{'yes' if index % 20 == 0 else ''},Note {index}\n" for index in range(60))
    write(tmp_path, "name,spots,large_print,note\n" + rows)
    for jobs in ("1", "2", "3"):
        assert run("today.csv", "--jobs", jobs, "-o", f"{jobs}.pdf", cwd=tmp_path).returncode == 0
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes() == (tmp_path / "3.pdf").read_bytes()
    for jobs in ("1", "2"):
        (tmp_path / jobs).mkdir()
        assert run("today.csv", "--separate", "--jobs", jobs, "-o", jobs, cwd=tmp_path).returncode == 0
    made = sorted(path.name for path in (tmp_path / "1").iterdir())
    assert len(made) == 60
    assert all((tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes() for name in made)


@pytest.mark.parametrize("words", [(), ("--separate",), ("--jobs", "2")])
def test_nothing_is_written_until_every_row_is_right(tmp_path: Path, words: tuple[str, ...]) -> None:
    write(tmp_path, "name,spots,plan,note\n" + "Ada,11,,\n" * 30 + "Zed 😀,11,,\nB,11,none.yaml,\nC,15,,\n")
    done = run("today.csv", *words, cwd=tmp_path)
    assert done.returncode == 3 and "today.csv:34: spots: error: there is no spot 15" in done.stderr
    write(tmp_path, "name,spots,plan,note\nAda,11,,\nZed 😀,11,,\nB,11,,Na\u2192\n")
    done = run("today.csv", *words, cwd=tmp_path)
    assert done.returncode == 3 and "U+1F600" in done.stderr and "today.csv:4: note: error" in done.stderr and "Zed" not in done.stderr
    write(tmp_path, "name,spots,plan\nAda,11,\nB,11,none.yaml\n")
    done = run("today.csv", *words, cwd=tmp_path)
    assert done.returncode == 3 and "today.csv:3: plan: error: none.yaml: cannot be read" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["today.csv"]


def test_a_plan_is_not_read_from_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "secret.yaml").write_text("days: 3\n", encoding="utf-8")
    (tmp_path / "desk/plan.yaml").symlink_to(tmp_path / "secret.yaml")
    write(tmp_path / "desk", "spots,plan\n11,plan.yaml\n")
    done = run("desk/today.csv", cwd=tmp_path)
    assert done.returncode == 3 and "plan: error: leads out of the folder of the list" in done.stderr


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["none.csv"], 3, "none.csv: error: cannot be read"),
        (["."], 3, "is not a file"),
        (["today.csv", "--separate", "-o", "-"], 2, "give a folder"),
        (["today.csv", "--separate", "-o", "x.pdf"], 2, "give a folder"),
        (["today.csv", "--jobs", "0"], 2, "--jobs"),
        ([], 2, "Missing argument"),
    ],
)
def test_what_goes_wrong(tmp_path: Path, words: list[str], code: int, says: str) -> None:
    write(tmp_path, "name,spots\nA,6\n")
    done = run(*words, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert says in done.stderr and "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["today.csv"]


def test_standard_output_carries_the_pdf(tmp_path: Path) -> None:
    write(tmp_path, "spots\n6\n11\n")
    command = [sys.executable, "-m", "handouts", "batch", "today.csv", "-o", "-"]
    done = subprocess.run(command, cwd=tmp_path, env={**os.environ, "HOME": str(tmp_path)}, capture_output=True, check=True)
    with pikepdf.open(BytesIO(done.stdout)) as pdf:
        assert len(pdf.pages) == 2


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_nothing(tmp_path: Path, jobs: str) -> None:
    write(tmp_path, "name,spots\n" + "".join(f"Patient {index},{1 + index % 14}\n" for index in range(4000)))
    command = [sys.executable, "-m", "handouts", "batch", "today.csv", "--jobs", jobs]
    with running(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        time.sleep(2)
        os.killpg(child.pid, signal.SIGINT)
        _, said = child.communicate(timeout=60)
    assert child.returncode == 130 and "nothing half-written" in said and "Traceback" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["today.csv"]


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="processes are counted in /proc")
@pytest.mark.parametrize("end", ["SIGTERM", "SIGKILL", "SIGINT", "SIGTERM, Ctrl-C ignored"])
def test_a_batch_that_is_ended_leaves_no_process_behind(tmp_path: Path, end: str) -> None:
    """Also where only the parent is told, and where the shell that started it has Ctrl-C ignored (nohup, a script's background job)."""
    name, _, deaf = end.partition(", ")
    write(tmp_path, "name,spots\n" + "".join(f"Patient {index},{1 + index % 14}\n" for index in range(4000)))
    command = [sys.executable, "-m", "handouts", "batch", "today.csv", "--jobs", "2", "-q"]
    with running(command, bool(deaf), cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        wait_until(lambda: len(alive_in_group(child.pid)) >= 3 or child.poll() is not None)
        assert child.poll() is None, "the list is too short for this test"
        os.kill(child.pid, signal.Signals[name])
        child.wait(60)
        wait_until(lambda: alive_in_group(child.pid) == [])
    assert [path.name for path in tmp_path.iterdir()] == ["today.csv"]


def wait_until(done: Callable[[], bool]) -> None:
    """Look again and again; a minute is for ever."""
    end = time.monotonic() + 60
    while not done():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_long_names_take_room_and_words_too_wide_are_refused_by_row(tmp_path: Path) -> None:
    long = "Wilhelmina Alexandra Montgomery-Featherstonehaugh of Kent"
    write(tmp_path, f"name,spots,from,date,large_print\n{long},11,{long},24 November 2026,\n{long},6,,,yes\n")
    assert run("today.csv", cwd=tmp_path).returncode == 0
    assert "".join(texts(tmp_path / "today.pdf")).replace("\r\n", " ").count("Featherstonehaugh") == 3
    write(tmp_path, "name,spots\nAda,6\n" + "W" * 58 + ",11\n")
    done = run("today.csv", "-o", "wide.pdf", cwd=tmp_path)
    assert done.returncode == 5 and "today.csv:3: error: what stands after “Name” has a word too wide" in done.stderr
    assert "WWW" not in done.stderr and not (tmp_path / "wide.pdf").exists()


def test_the_clinic_heads_every_page_also_from_other_cores(tmp_path: Path) -> None:
    write(tmp_path, 'name: "Riverside Physio"\nphone: "01234 567890"\nlogo: logo.svg\npaper: letter\n', "clinic.yaml")
    logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect x="1" y="1" width="38" height="18" fill="#17386b"/></svg>'
    write(tmp_path, logo, "logo.svg")
    write(tmp_path, "name,spots\n" + "Ada,6\n" * 30)
    for jobs in ("1", "2"):
        done = run("today.csv", "--clinic", "clinic.yaml", "--jobs", jobs, "-o", f"{jobs}.pdf", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert "30 pages, Letter, 30 sheets" in done.stderr
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()
    assert all("Riverside Physio" in text for text in texts(tmp_path / "1.pdf"))


BAD_AND_GOOD = (
    "name,spots,plan,note\nAnna,11,,\nBert,99,,\nCarl,4,no-such.yaml,\nDora 😀,4,,\nEmil,5,," + "much to do " * 30 + "\nFinn,13,,\n"
)
"""Rows 3 to 6 are wrong in four ways: no such spot, no such plan, a letter that no face has, and a note that does not fit."""


@pytest.mark.parametrize("more", [(), ("--separate", "-o", "out/"), ("--jobs", "2", "--quiet")])
def test_good_rows_are_printed_and_the_others_listed_when_asked(tmp_path: Path, more: tuple[str, ...]) -> None:
    write(tmp_path, BAD_AND_GOOD)
    usual = run("today.csv", "--fit", "one", cwd=tmp_path)
    assert usual.returncode == 3 and not list(tmp_path.rglob("*.pdf"))
    done = run("today.csv", "--fit", "one", "--skip-bad", *more, cwd=tmp_path)
    assert done.returncode == 3, done.stderr
    printed = " ".join(text for path in sorted(tmp_path.rglob("*.pdf")) for text in texts(path))
    assert "Anna" in printed and "Finn" in printed
    assert not any(name in printed for name in ("Bert", "Carl", "Dora", "Emil"))
    for row in (3, 4, 5, 6):
        assert f"today.csv:{row}: " in done.stderr
    assert done.stderr.rstrip().endswith("left out: rows 3, 4, 5, 6 (4 of 6)")
    assert not any(name in done.stderr for name in ("Anna", "Bert", "Carl", "Dora", "Emil", "Finn"))


def test_skipping_changes_nothing_of_a_right_list_and_saves_no_hopeless_one(tmp_path: Path) -> None:
    write(tmp_path, "name,spots\nAnna,11\n")
    assert run("today.csv", "-o", "a.pdf", cwd=tmp_path).returncode == 0
    assert run("today.csv", "-o", "b.pdf", "--skip-bad", cwd=tmp_path).returncode == 0
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    for text in ("name,spots\nAnna,99\n", "name,spots\nAnna 😀,11\n", "nme,spots\nAnna,11\n"):
        write(tmp_path, text, "none.csv")
        done = run("none.csv", "--skip-bad", cwd=tmp_path)
        assert done.returncode == 3 and "none.csv:" in done.stderr and not (tmp_path / "none.pdf").exists()
