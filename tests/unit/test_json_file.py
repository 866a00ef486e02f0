"""What stands beside the drawings is refused by file and key, whatever it holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from handouts.dataset.plate import load_body, load_plate, load_regions
from handouts.errors import DatasetError
from handouts.layout.figures.gallery import read_theme
from handouts.resources import DataSource

PLATE = "images/spots/upper-back.json"


def _with(name: str, path: list[Any], value: object) -> bytes:
    """The bundled file with one value changed; a value of `...` takes the key away."""
    content = json.loads(DataSource(None).read_bytes(name))
    at = content
    for key in path[:-1]:
        at = at[key]
    if value is ...:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return json.dumps(content).encode()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["landmarks", 0, "x"], "far"),
        (["landmarks", 0, "x"], True),
        (["landmarks", 0, "x"], 1e300),
        (["landmarks", 0, "x"], float("nan")),
        (["landmarks", 0, "side"], "port"),
        (["landmarks", 0, "id"], 7),
        (["landmarks", 0], None),
        (["landmarks"], ...),
        (["landmarks"], 3),
        (["zones"], []),
        (["zones", 0, "outline"], [[1, 2]]),
        (["zones", 0, "cross"], [1]),
        (["zones", 0, "cross"], "middle"),
        (["view_box"], [0, 0, 0, 10]),
        (["view_box"], [0, 0, 10]),
        (["laterality"], "upside-down"),
        (["strokes"], []),
        (["strokes", "still"], {}),
        (["strokes", "strip"], {"path": [[1, 2]]}),
        (["strokes", "strip", "path"], [[1, 2], "x"]),
    ],
)
def test_a_wrong_value_in_a_plate_is_refused_by_file(path: list[Any], value: object) -> None:
    with pytest.raises(DatasetError) as caught:
        load_plate("upper-back", lambda name: _with(PLATE, path, value))
    assert "upper-back.json" in str(caught.value) and caught.value.diagnostics[0].message


@pytest.mark.parametrize("data", [b"", b"{", b"[" * 200_000, b"\xff\xfe\x00", b'{"a": 1}', b"3", b"null", b'{"landmarks": []}'])
def test_bytes_that_are_no_such_file_are_refused(data: bytes) -> None:
    for load in (
        lambda: load_plate("upper-back", lambda name: data),
        lambda: load_body("front", lambda name: data),
        lambda: load_regions(lambda name: data),
        lambda: read_theme(data, "colour"),
    ):
        with pytest.raises(DatasetError):
            load()


def test_a_fault_of_spelling_has_its_line() -> None:
    with pytest.raises(DatasetError, match=r"upper-back\.json:2:\d+: error: not JSON"):
        load_plate("upper-back", lambda name: b'{\n"landmarks" []}')


@pytest.mark.parametrize("colour", ["red", "#12", 7, "#gggggg"])
def test_a_theme_with_a_wrong_colour_is_refused(colour: object) -> None:
    with pytest.raises(DatasetError, match=r"themes\.json"):
        read_theme(json.dumps({"colour": {"skin": {"fill": colour, "stroke": None, "width_pt": 1}}}).encode(), "colour")


@pytest.mark.parametrize("encoding", ["utf-7", "x-user-defined", "shift_jis", "utf-32", "no-such-encoding", "base64"])
def test_a_drawing_in_an_odd_encoding_is_refused(encoding: str, tmp_path: Path) -> None:
    from handouts.dataset.drawing import parse_svg

    svg = f'<?xml version="1.0" encoding="{encoding}"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'.encode()
    try:
        drawing = parse_svg(svg, "x.svg")
    except DatasetError as error:
        assert "x.svg" in str(error)
    else:
        assert drawing.paths == ()
