"""CONTRIBUTING is true: what it sends a newcomer to is there, and what a new block or option touches is all it says, and no more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import handouts
from handouts.resources import bundle_root

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ROWS = {
    example: re.findall(r"`([\w/.-]+\.\w+)`", files) for example, files in re.findall(r"(?m)^\| [\w ]+ \| `([\w-]+)` \| (.*) \|$", TEXT)
}


def at_home(path: str) -> Path:
    """Where a path of the table is."""
    return ROOT / path if path.startswith(("data/", "docs/")) else ROOT / "src/handouts" / path


def test_the_ten_files_are_there() -> None:
    listed = re.findall(r"(?m)^\d+\. (.*)$", TEXT)
    assert len(listed) == 10
    for path in re.findall(r"`([\w/.-]+)`", " ".join(listed)):
        assert (ROOT / path).is_file(), path


@pytest.mark.parametrize("example", ["honesty", "fillable"])
def test_what_a_new_one_touches_is_counted(example: str) -> None:
    """By one that is there: every file that has its name is in the list."""
    places = [ROOT / "src/handouts", ROOT / "data/en", ROOT / "data/common", ROOT / "data/schema", ROOT / "docs"]
    found = set()
    for path in (each for place in places for each in place.rglob("*") if each.suffix in (".py", ".yaml", ".json", ".md")):
        name = path.relative_to(ROOT).as_posix()
        if "/desk/" in name or "_compiled" in name or name.startswith(("docs/audit", "docs/clinical-review")):
            continue
        if re.search(rf"\b{example}\b", path.read_text(encoding="utf-8")):
            found.add(name.removeprefix("src/handouts/"))
    assert found == set(ROWS[example]) - {"docs/write_commands.py"}  # named as what writes another


def test_all_that_is_named_is_there() -> None:
    assert set(ROWS) == {"honesty", "fillable", "finder", "en-GB", "en"}
    for paths in ROWS.values():
        for path in paths:
            assert at_home(path).is_file(), path


def test_a_place_needs_no_code(tmp_path: Path) -> None:
    folder = tmp_path / "data/en"
    folder.mkdir(parents=True)
    text = (Path(bundle_root()) / "data/en/locales.yaml").read_text(encoding="utf-8")
    own = '  - id: en-NZ\n    lang: en-NZ\n    words:\n      emergency: "111"\n      emergency_department: an emergency department\n'
    (folder / "locales.yaml").write_text(text.rstrip() + "\n" + own, encoding="utf-8")
    sheet = handouts.open(tmp_path).handout(11, locale="en-NZ")
    assert sheet.product.document.lang == "en-NZ"
    assert sheet.pdf()
