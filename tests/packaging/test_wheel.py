"""The wheel alone, in a clean environment and another folder, makes the same bytes as the checkout; it holds what it must and
nothing more.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "--wheel-dir", str(folder), str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode and "No matching distribution" in done.stderr:
        pytest.skip("NOT PROVEN: the wheel, because its build requirements cannot be fetched here")
    assert done.returncode == 0, done.stderr
    return next(folder.glob("handouts-*.whl"))


def test_the_wheel_holds_data_drawings_fonts_and_their_compiled_forms(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "handouts/_bundled/data/spots/11-upper-back.yaml",
        "handouts/_bundled/images/spots/upper-back.svg",
        "handouts/_bundled/images/themes.json",
        "handouts/_bundled/fonts/OFL.txt",
        "handouts/_compiled/data/data__spots__11-upper-back.yaml.compiled",
        "handouts/output/sRGB2014.icc",
    ):
        assert needed in names, needed
    assert not [name for name in names if "images/draw" in name or name.startswith("tests")]


def test_the_wheel_alone_makes_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    """Run from the unpacked wheel with only its dependencies on the path, in a folder of its own, with no home and a C locale."""
    unpacked = tmp_path / "unpacked"
    zipfile.ZipFile(wheel).extractall(unpacked)
    work = tmp_path / "elsewhere"
    work.mkdir()
    code = (
        "import sys; sys.path.insert(0, sys.argv.pop(1))\n"
        "import handouts; assert 'unpacked' in handouts.__file__, handouts.__file__\n"
        "from handouts.cli import main; main()"
    )
    settings = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "SYSTEMROOT": os.environ.get("SYSTEMROOT", "")}
    for paper in ("a4", "letter"):
        from_wheel = [sys.executable, "-c", code, str(unpacked), "build", "--spot", "11", "--paper", paper, "-o", "wheel.pdf"]
        done = subprocess.run(from_wheel, cwd=work, env=settings, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        here = [sys.executable, "-m", "handouts", "build", "--spot", "11", "--paper", paper, "-o", "checkout.pdf"]
        subprocess.run(here, cwd=work, env={**os.environ, "HOME": str(work)}, capture_output=True, check=True)
        assert (work / "wheel.pdf").read_bytes() == (work / "checkout.pdf").read_bytes()
