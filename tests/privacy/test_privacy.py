"""A patient's name is on the page and nowhere else: not in metadata, file names, messages, caches or temporary files; no network.

Every command runs in a process whose sockets are refused and whose opened files are noted (`watched/sitecustomize.py`), with a home and
a temporary folder of its own. A marker name is then looked for in everything that was said and written.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest

from handouts.cli import COMMANDS

MARKER = "Zaphodia Quuxmarker"
WATCHED = Path(__file__).parent / "watched"
FOLDERS = (
    "HOME",
    "TMPDIR",
    "TEMP",
    "TMP",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
    "XDG_RUNTIME_DIR",
    "APPDATA",
)

PERSON = ("--patient", MARKER, "--date", f"{MARKER} day", "--from", f"Dr. {MARKER}", "--note", f"{MARKER} may rest.")
LIST = f"name,spots,large_print,note,from\n{MARKER},10,,{MARKER} may rest.,Dr. Quuxmarker\n{MARKER} II,6,yes,,\n"


class Ran(NamedTuple):
    code: int
    out: bytes
    err: bytes
    notes: list[str]
    work: Path


def run(tmp_path: Path, *words: str) -> Ran:
    work, home, notes = tmp_path / "work", tmp_path / "home", tmp_path / "notes"
    for folder in (work, home):
        folder.mkdir(exist_ok=True)
    notes.write_bytes(b"")
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "SYSTEMROOT", "VIRTUAL_ENV", "LANG")}
    settings = kept | dict.fromkeys(FOLDERS, str(home))
    settings |= {"PYTHONPATH": str(WATCHED), "WATCHED_NOTES": str(notes), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-m", "handouts", *words], cwd=work, env=settings, capture_output=True, check=False, timeout=120)
    return Ran(done.returncode, done.stdout, done.stderr, notes.read_text(encoding="utf-8").splitlines(), work)


def whispers(data: bytes) -> bool:
    """Whether the marker is there in any way that a PDF or a program would write it."""
    forms = [MARKER.encode(), MARKER.encode("utf-16-be"), MARKER.encode("utf-16-le")]
    forms += [form.hex().encode() for form in forms]
    found = data.lower()
    return any(form.lower() in found for form in forms) or b"quuxmarker" in found


def everything_but_the_words_on_the_pages(path: Path) -> bytes:
    """All objects and all streams, decoded. The words of a page are codes of its own subset of the face and read as such nowhere."""
    parts: list[bytes] = [path.read_bytes()]
    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            parts.append(repr(thing).encode("utf-8", "backslashreplace"))
            if isinstance(thing, pikepdf.Stream):
                parts.append(thing.read_bytes())
        with pdf.open_outline() as outline:
            parts.append(str([item.title for item in outline.root]).encode())
        parts.append(str(pdf.docinfo).encode())
    return b"\n".join(parts)


def pages(path: Path) -> str:
    import pypdfium2

    return " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path.read_bytes()))


def judge(ran: Ran, said_before: frozenset[str] = frozenset()) -> list[Path]:
    """Nothing on the network, nothing outside the working folder, no name in what was said or in a name; the PDFs written."""
    assert not [note for note in ran.notes if note.startswith("network")], ran.notes
    assert not whispers(ran.out) and not whispers(ran.err), ran.err.decode()
    assert not whispers("\n".join(ran.notes).encode()), ran.notes
    opened = [note.partition(" ")[2] for note in ran.notes if note.startswith("write")]
    inside = (str(ran.work) + os.sep, os.devnull)
    assert not [path for path in opened if not path.startswith(inside)], opened
    assert not list((ran.work.parent / "home").rglob("*")), "nothing is kept at home"
    left = [path for path in ran.work.rglob("*") if path.name not in said_before]
    assert not [path for path in left if whispers(path.name.encode()) or path.name.startswith(".")], left
    return [path for path in left if path.suffix == ".pdf"]


@pytest.mark.parametrize(
    "words",
    [
        ("build", "--spot", "11", *PERSON),
        ("build", "--spot", "11", "-v", *PERSON),
        ("build", "--spot", "4,11", "--combine", *PERSON),
        ("build", "--spot", "11", "--large-print", *PERSON),
        ("build", "--spot", "11", "--diary", "back", "--fillable", *PERSON),
        ("batch", "list.csv"),
        ("batch", "list.csv", "-v", "--paper", "letter"),
        ("batch", "list.csv", "--separate"),
        ("batch", "long.csv", "--jobs", "2"),
    ],
)
def test_the_name_is_on_the_page_and_nowhere_else(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work/list.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "work/long.csv").write_text("name,spots\n" + f"{MARKER},11\n" * 60, encoding="utf-8")
    ran = run(tmp_path, *words)
    assert ran.code == 0, ran.err.decode()
    made = judge(ran, frozenset(("list.csv", "long.csv")))
    assert made
    for path in made:
        assert not whispers(everything_but_the_words_on_the_pages(path)), path.name
    assert any(MARKER in pages(path) for path in made)


@pytest.mark.parametrize(
    "words",
    [
        ("build", "--spot", "11", "--note", (MARKER + " ") * 11),
        ("build", "--spot", "99", *PERSON),
        ("build", "--spot", "11", *PERSON, "-o", "no/folder/x.pdf"),
        ("batch", "wrong.csv"),
        ("batch", "wrong.csv", "-v"),
        ("batch", "headless.csv"),
        ("batch", "emoji.csv"),
        ("batch", "long-note.csv"),
        ("batch", "list.csv", "--dry-run"),
    ],
)
def test_messages_name_nobody(tmp_path: Path, words: tuple[str, ...]) -> None:
    work = tmp_path / "work"
    work.mkdir()
    texts = {
        "list": LIST,
        "wrong": f"name,spots,side,plan,large_print,paper\n11,{MARKER},{MARKER},{MARKER}.yaml,{MARKER},{MARKER}\n{MARKER}\u202e,99,,,,\n",
        "headless": f"{MARKER},11,left\n",
        "emoji": f"name,spots,note\n{MARKER} \U0001f600,11,{MARKER} \u0ca0\n",
        "long-note": "spots,note,date\n11," + (MARKER + " ") * 40 + f",{MARKER} {MARKER}\n",
    }
    for name, text in texts.items():
        (work / f"{name}.csv").write_text(text, encoding="utf-8")
    before = frozenset(path.name for path in work.iterdir())
    ran = run(tmp_path, *words)
    assert b"Traceback" not in ran.err
    judge(ran, before)


COMMON = {
    "find": ("between the shoulder blades",),
    "list": (),
    "show": ("11",),
    "check": (),
    "schema": ("spot",),
    "reference": (),
    "finder": (),
    "booklet": ("--spot", "11"),
    "new": ("clinic",),
}


@pytest.mark.parametrize("name", sorted(set(COMMANDS) & set(COMMON)))
def test_no_command_uses_the_network_or_writes_elsewhere(tmp_path: Path, name: str) -> None:
    ran = run(tmp_path, name, *COMMON[name])
    assert ran.code in (0, 3), ran.err.decode()
    assert b"Traceback" not in ran.err
    judge(ran)


def test_the_watch_itself_works(tmp_path: Path) -> None:
    """The test would see a socket, a file outside, and a name in a PDF."""
    settings = os.environ | {"PYTHONPATH": str(WATCHED), "WATCHED_NOTES": str(tmp_path / "notes")}
    (tmp_path / "notes").write_bytes(b"")
    code = "import socket; open('here.txt', 'w').close(); socket.socket()"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=settings, capture_output=True, text=True, check=False)
    assert "PermissionError" in done.stderr
    notes = (tmp_path / "notes").read_text()
    assert "network socket.__new__" in notes and f"write {tmp_path / 'here.txt'}" in notes
    with pikepdf.new() as pdf:
        pdf.docinfo["/Title"] = f"For {MARKER}"
        pdf.save(tmp_path / "told.pdf")
    assert whispers(everything_but_the_words_on_the_pages(tmp_path / "told.pdf"))
