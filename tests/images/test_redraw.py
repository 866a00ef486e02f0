"""Whoever has the repository can draw the figures again: one plate, one body figure and one technique drawing are drawn from the meshes in
`images/draw/meshes/` and compared with the committed files.

Runs where the drawing program's own requirements are installed (images/draw/requirements.txt; `.ci/run` installs them).

The same machine gives the same bytes. Another processor may cast a ray to the other side of an edge (the ray caster counts in single
precision), and one pixel more or less changes how a curve is cut into pieces. So where bytes differ, the pictures are compared: no more
than 3 in a thousand of their pixels may be off by more than 64 of 255 (a muscle moved by 2 mm is more), and landmarks and zones lie within
half a millimetre.
"""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops, ImageDraw
from test_contact_sheet import changed
from test_plates import SVG, flatten, themes

pytest.importorskip("embreex")
pytest.importorskip("skimage")

IMAGES = Path(__file__).resolve().parents[2] / "images"
DRAW = IMAGES / "draw"
SCALE = 3  # pixels to a unit of the drawing
MOST_OFF = 0.003


def redrawn(program: str, name: str, out: Path) -> None:
    done = subprocess.run([sys.executable, str(DRAW / program), name, "--out", str(out)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def numbers(value: object) -> list[float]:
    if isinstance(value, dict):
        return [n for v in value.values() for n in numbers(v)]
    if isinstance(value, list):
        return [n for v in value for n in numbers(v)]
    return [float(value)] if isinstance(value, int | float) and not isinstance(value, bool) else []


def same_record(made: Path, kept: Path) -> None:
    a, b = (numbers(json.loads(f.read_text())) for f in (made, kept))
    assert len(a) == len(b)
    assert all(math.isclose(x, y, abs_tol=0.5) for x, y in zip(a, b, strict=True))


def painted(file: Path) -> Image.Image:
    """The drawing in its colours. Simpler than the project's painter, so that it reads all three kinds of drawing."""
    root = ElementTree.parse(file).getroot()
    *_, width, height = (float(n) for n in root.get("viewBox").split())
    picture = Image.new("RGB", (round(width * SCALE), round(height * SCALE)), "white")
    for path in root.iter(SVG + "path"):
        looks = [themes()["colour"][role] for role in path.get("class").split()]
        rings = [[(x * SCALE, y * SCALE) for x, y in ring] for ring in flatten(path.get("d"))]
        for fill in (look["fill"] for look in looks if look["fill"]):
            inside = Image.new("1", picture.size)
            for ring in (ring for ring in rings if len(ring) > 2):
                one = Image.new("1", picture.size)
                ImageDraw.Draw(one).polygon(ring, fill=1)
                inside = ImageChops.logical_xor(inside, one)
            picture.paste(fill, mask=inside)
        for stroke in (look["stroke"] for look in looks if look["stroke"]):
            for ring in rings:
                ImageDraw.Draw(picture).line(ring, fill=stroke, width=2)
    return picture


def share_off(made: Path, kept: Path) -> float:
    return changed(painted(made), painted(kept))


@pytest.mark.parametrize(
    ("program", "name", "files"),
    [
        ("draw.py", "10", ["spots/foot-arch.svg", "spots/foot-arch.json"]),
        ("bodies.py", "sole", ["body/sole.svg", "body/sole.json"]),
        ("technique/draw.py", "thumb-back", ["technique/thumb-back.svg"]),
    ],
)
def test_a_figure_drawn_again_is_the_committed_one(program: str, name: str, files: list[str], tmp_path: Path) -> None:
    redrawn(program, name, tmp_path)
    for file in files:
        made, kept = tmp_path / Path(file).name, IMAGES / file
        if made.read_bytes() == kept.read_bytes():
            continue
        if file.endswith(".json"):
            same_record(made, kept)
        else:
            assert share_off(made, kept) <= MOST_OFF


def test_a_muscle_moved_by_2_mm_is_noticed(tmp_path: Path) -> None:
    """The proof that the comparison of pictures can fail."""
    kept = IMAGES / "spots" / "foot-arch.svg"
    text = kept.read_text()
    start = text.index('class="target target-edge" d="M') + len('class="target target-edge" d="M')
    x = re.match(r"[\d.]+", text[start:])[0]
    (tmp_path / "moved.svg").write_text(text[:start] + f"{float(x) + 2:g}" + text[start + len(x) :])
    assert share_off(kept, kept) == 0
    assert share_off(tmp_path / "moved.svg", kept) > MOST_OFF
