"""The file appears whole or not at all, and never over something that is not ours."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from running import running

from handouts.errors import OutputError
from handouts.output import MARK
from handouts.output.write import made_by_us, write_file

OURS = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + MARK + b"..." + MARK + b"startxref\n12\n%%EOF\n"
as_root = getattr(os, "geteuid", lambda: 1)() == 0


def leftovers(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir() if entry.name.startswith(".handouts-"))


def hint_of(caught: pytest.ExceptionInfo[OutputError]) -> str:
    assert caught.value.exit_code == 6
    return caught.value.diagnostics[0].hint


def test_writes_and_leaves_no_temporary_file(tmp_path: Path) -> None:
    write_file(str(tmp_path / "a.pdf"), OURS)
    assert (tmp_path / "a.pdf").read_bytes() == OURS
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.pdf"]


def test_a_bare_name_goes_into_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_file("a.pdf", OURS)
    assert (tmp_path / "a.pdf").read_bytes() == OURS


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_mode_follows_the_umask_and_an_existing_file_keeps_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    before = os.umask(0o027)
    try:
        write_file(str(path), OURS)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.chmod(0o604)
    write_file(str(path), OURS + OURS)
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


def test_replaces_our_own_file_but_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    write_file(str(path), OURS)
    write_file(str(path), OURS + OURS)
    assert path.read_bytes() == OURS + OURS
    path.write_bytes(b"%PDF-1.4 somebody's thesis %%EOF")
    with pytest.raises(OutputError, match="not made by handouts") as caught:
        write_file(str(path), OURS)
    assert "--force" in hint_of(caught)
    assert path.read_bytes().startswith(b"%PDF-1.4")
    write_file(str(path), OURS, force=True)
    assert path.read_bytes() == OURS


def test_a_form_that_was_filled_in_and_saved_is_not_ours_any_more(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(OURS + b"7 0 obj <</V (what the patient typed)>> endobj\nstartxref\n99\n%%EOF\n")
    assert not made_by_us(str(path))
    with pytest.raises(OutputError):
        write_file(str(path), OURS)


def test_no_clobber_spares_even_our_own(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    write_file(str(path), OURS, force=False)
    with pytest.raises(OutputError, match="exists already"):
        write_file(str(path), OURS, force=False)


def test_an_empty_file_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    with pytest.raises(OutputError):
        write_file(str(tmp_path / "a.pdf"), OURS)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_writes_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link.pdf").symlink_to(tmp_path / "real" / "a.pdf")
    write_file(str(tmp_path / "link.pdf"), OURS)
    assert (tmp_path / "link.pdf").is_symlink()
    assert (tmp_path / "real" / "a.pdf").read_bytes() == OURS


def test_a_folder_and_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder") as caught:
        write_file(str(tmp_path), OURS)
    assert hint_of(caught).endswith(os.sep)
    with pytest.raises(OutputError, match="no such file") as caught:
        write_file(str(tmp_path / "no" / "a.pdf"), OURS)
    assert "make the folder" in hint_of(caught)
    (tmp_path / "file").touch()
    with pytest.raises(OutputError):
        write_file(str(tmp_path / "file" / "a.pdf"), OURS)


@pytest.mark.skipif(as_root or os.name == "nt", reason="the superuser may write anywhere; simulated below")
def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError, match="permission denied") as caught:
            write_file(str(tmp_path / "a.pdf"), OURS)
    finally:
        tmp_path.chmod(0o700)
    assert "may write" in hint_of(caught)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_a_folder_that_may_not_be_written_to_simulated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(path: str, *rest: object) -> int:
        raise OSError(number, os.strerror(number), path)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(OutputError) as caught:
        write_file(str(tmp_path / "a.pdf"), OURS)
    assert "--output" in hint_of(caught)


@pytest.mark.parametrize("failing", ["write", "fsync", "replace"])
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_a_full_disk_or_ctrl_c_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str, error: BaseException
) -> None:
    path = tmp_path / "a.pdf"
    write_file(str(path), OURS)
    original, calls = os.write, []

    def fail(*arguments: object) -> int:
        calls.append(arguments)
        if failing == "write" and len(calls) == 1:
            return original(arguments[0], bytes(arguments[1])[:10])  # type: ignore[arg-type]
        raise error

    monkeypatch.setattr(os, failing, fail)
    with pytest.raises(OutputError if isinstance(error, OSError) else KeyboardInterrupt) as caught:
        write_file(str(path), OURS + OURS)
    if isinstance(error, OSError):
        assert "the disk is full" in caught.value.diagnostics[0].hint
    assert path.read_bytes() == OURS
    assert leftovers(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_device_is_written_to_and_its_full_disk_reported() -> None:
    with pytest.raises(OutputError, match="no space left"):
        write_file("/dev/full", OURS)
    write_file("/dev/null", OURS)
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_a_killed_process_leaves_the_old_file_and_the_next_clears_up(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    write_file(str(path), OURS)
    program = """
        import os, sys, time
        from handouts.output.write import write_file
        def stall(handle):
            print("writing", flush=True)
            time.sleep(60)
        os.fsync = stall
        write_file(sys.argv[1], b"new")
    """
    with running([sys.executable, "-c", textwrap.dedent(program), str(path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"writing\n"
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert path.read_bytes() == OURS
    (left,) = leftovers(tmp_path)
    write_file(str(path), OURS)
    assert leftovers(tmp_path) == [left], "it may be a process still at work"
    long_ago = time.time() - 7200
    os.utime(tmp_path / left, (long_ago, long_ago))
    write_file(str(path), OURS)
    assert leftovers(tmp_path) == []


def test_standard_output_carries_the_bytes(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with capfdbinary.disabled():
        done = subprocess.run(
            [sys.executable, "-c", "from handouts.output.write import write_stdout; write_stdout(bytes(range(256)))"],
            capture_output=True,
            check=True,
        )
    assert done.stdout == bytes(range(256))


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise on Windows")
def test_a_closed_pipe_is_an_output_error() -> None:
    program = """
        from handouts.errors import OutputError
        from handouts.output.write import write_stdout
        try:
            write_stdout(bytes(10**6))
        except OutputError:
            raise SystemExit(6)
    """
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer) as out:
        done = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], stdout=out, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (6, b"")
