"""The technique drawings keep their contract (docs/figures.md) and each has its words.

Only the committed files are read; the rigged body is not needed.
"""

from __future__ import annotations

import itertools
import json
import re
import xml.etree.ElementTree as ET
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "images"
SVG = "{http://www.w3.org/2000/svg}"
FILES = sorted((IMAGES / "technique").glob("*.svg"))
NAMES = [f.stem for f in FILES]
SIZES = {"0 0 22 18", "0 0 30 18", "0 0 30 24"}
#: what has to be told apart at 22 mm in grey
STEPS = [("skin", "tissue"), ("tissue", "tissue-shade"), ("skin", "skin-shade"), ("skin", "cloth"), ("skin", "ball"), ("tissue", "cord")]


@lru_cache(None)
def text(name: str) -> str:
    return (IMAGES / "technique" / f"{name}.svg").read_text()


@lru_cache(None)
def drawing(name: str) -> ET.Element:
    return ET.fromstring(text(name))


@lru_cache(None)
def themes() -> dict:
    return json.loads((IMAGES / "themes.json").read_text())


def paths(name: str) -> list[ET.Element]:
    return list(drawing(name).iter(SVG + "path"))


def roles(name: str) -> set[str]:
    return {role for path in paths(name) for role in path.get("class").split()}


# ---------- contract -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", NAMES)
def test_only_groups_and_paths_with_roles_that_every_theme_knows(name: str) -> None:
    root = drawing(name)
    assert root.tag == SVG + "svg" and set(root.attrib) == {"viewBox"}
    ids = []
    for group in root:
        assert group.tag == SVG + "g" and set(group.attrib) == {"id"}
        ids.append(group.get("id"))
        assert len(group), "no empty group"
        for path in group:
            assert path.tag == SVG + "path" and not len(path) and set(path.attrib) == {"class", "d"}
            named = path.get("class").split()
            assert 1 <= len(named) <= 2
            for theme in themes().values():
                assert set(named) <= set(theme)
            fills = [r for r in named if themes()["colour"][r]["fill"]]
            assert len(fills) <= 1 and len(named) - len(fills) <= 1, "one role, or a fill role and a line role"
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", NAMES)
def test_size_in_print_and_in_bytes(name: str) -> None:
    assert drawing(name).get("viewBox") in SIZES
    assert len(text(name).encode()) <= 12_000


@pytest.mark.parametrize("name", NAMES)
def test_path_data_is_plain_and_stays_by_the_view_box(name: str) -> None:
    _, _, w, h = map(float, drawing(name).get("viewBox").split())
    for path in paths(name):
        d = path.get("d")
        assert re.fullmatch(r"[MclLCHVhvZz\d .,-]+", d)
        assert not re.search(r"\.\d{3,}", d), "at most two decimals"
        for x, y in re.findall(r"M(-?[\d.]+)[ ,]?(-?[\d.]+)", d):
            assert -3 <= float(x) <= w + 3 and -3 <= float(y) <= h + 3


def test_no_two_drawings_are_the_same() -> None:
    drawn = {name: [p.get("d") for p in paths(name)] for name in NAMES}
    for a, b in itertools.combinations(NAMES, 2):
        assert drawn[a] != drawn[b], (a, b)


# ---------- words --------------------------------------------------------------------------------------------------------
def labelled() -> set[str]:
    words = yaml.safe_load((ROOT / "data" / "en" / "labels.yaml").read_text())
    found: set[str] = set()

    def walk(node: object) -> None:
        if isinstance(node, dict):
            for key, value in node.items():
                if str(key).startswith("drawing."):
                    found.add(str(key).removeprefix("drawing."))
                walk(value)

    walk(words)
    return found


def test_every_drawing_has_its_words_and_every_word_its_drawing() -> None:
    assert labelled() == set(NAMES)


# ---------- what is seen -------------------------------------------------------------------------------------------------
def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def lightness(colour: str) -> float:
    """CIE L*."""
    y = luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


@pytest.mark.parametrize("look", ["colour", "grey"])
def test_tones_are_told_apart(look: str) -> None:
    theme = themes()[look]
    for a, b in STEPS:
        assert abs(lightness(theme[a]["fill"]) - lightness(theme[b]["fill"])) >= 6, (a, b)
    for role in ("skin", "tissue", "cloth"):
        assert contrast(theme["hand-edge"]["stroke"], theme[role]["fill"]) >= 3, role
        assert contrast(theme["arrow"]["fill"], theme[role]["fill"]) >= 3, role
    assert contrast(theme["cord"]["fill"], theme["skin"]["fill"]) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_the_subject_stands_out_from_what_it_presses(name: str) -> None:
    """A hand on a body or a patch of skin: light on dark by a clear step in grey, and outlined."""
    groups = {g.get("id").split("-")[0]: {r for p in g for r in p.get("class").split()} for g in drawing(name)}
    assert "hand-edge" in roles(name)
    hand, under = groups.get("hand"), groups.get("tissue") or groups.get("body")
    if not hand or not under:
        return
    grey = themes()["grey"]
    main = "tissue" if "tissue" in under else "skin"
    assert lightness(grey["skin"]["fill"]) - lightness(grey[main]["fill"]) >= 10
    assert "skin" in hand
