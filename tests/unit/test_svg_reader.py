"""Reading SVG strictly: what a user may draw, and what is refused by file, line and element."""

from __future__ import annotations

import pytest

from handouts.dataset.drawing import Drawing, parse_svg
from handouts.errors import DatasetError

INKSCAPE = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<svg width="100mm" height="90mm" viewBox="0 0 100 90" version="1.1" id="svg5"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns="http://www.w3.org/2000/svg">
  <sodipodi:namedview id="namedview7" pagecolor="#ffffff"><inkscape:grid type="xygrid"/></sodipodi:namedview>
  <defs id="defs2" />
  <g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1" transform="translate(10,5)" class="skin skin-edge">
    <path style="fill:#eee;stroke:#000" d="m 0,0 h 50 v 40 c -10,10 -40,10 -50,0 z" id="path111" />
    <rect class="bone" x="5" y="5" width="10" height="20" />
    <circle class="target target-edge" cx="30" cy="20" r="8" transform="rotate(45 30 20)" />
    <ellipse class="context" cx="30" cy="20" rx="8" ry="4" />
    <polygon class="deep" points="1,1 5,1 3,4" />
    <polyline class="fibre" points="1,1 5,1 3,4" />
    <line class="bone-line" x1="0" y1="0" x2="5" y2="5" />
    <path class="bone-line" d="M0 0 Q5 5 10 0 T20 0 S30 5 40 0 A5 3 30 1 0 45 5 L1e1-2.5" />
  </g>
</svg>"""


def problems(svg: str) -> str:
    with pytest.raises(DatasetError) as caught:
        parse_svg(svg.encode(), "images/spots/own.svg")
    return str(caught.value)


def wrapped(inside: str, box: str = "0 0 10 10") -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="{box}">\n{inside}\n</svg>'


def test_a_drawing_from_inkscape_is_read_whole() -> None:
    drawing = parse_svg(INKSCAPE.encode(), "own.svg")
    assert isinstance(drawing, Drawing)
    assert drawing.view_box == (0, 0, 100, 90)
    assert [(fill, line) for fill, line, _ in drawing.paths] == [
        ("skin", "skin-edge"),
        ("bone", ""),
        ("target", "target-edge"),
        ("context", ""),
        ("deep", ""),
        ("", "fibre"),
        ("", "bone-line"),
        ("", "bone-line"),
    ]
    assert drawing.paths[0][2].startswith("10 5 m\n60 5 l\n60 45 l"), "the group's transform is applied"


@pytest.mark.parametrize(
    ("inside", "says"),
    [
        ("<text>Spot</text>", "own.svg:2:1: error: <text> is not supported"),
        ('<image href="http://example.org/x.png"/>', "<image> refers to something else"),
        ('<use xlink:href="#a"/>', "<use> refers to something else"),
        ("<script>alert(1)</script>", "<script> is not supported"),
        ("<style>.a{}</style>", "<style> is not supported"),
        ("<foreignObject/>", "<foreignObject> is not supported"),
        ("<linearGradient/>", "<linearGradient> is not supported"),
        ('<defs><path class="skin" d="M0 0h1v1z"/></defs>', "<path> inside <defs> is not supported"),
        ('<g clip-path="url(#c)"><path class="skin" d="M0 0h1v1z"/></g>', "<g> has a clip-path"),
        ('<path class="skin" style="filter:url(#f)" d="M0 0h1v1z"/>', "<path> has a filter"),
        ('<path class="skin" mask="url(#m)" d="M0 0h1v1z"/>', "<path> has a mask"),
        ('<path class="skin" style="display:none" d="M0 0h1v1z"/>', "<path> is hidden"),
        ('<path d="M0 0h1v1z"/>', "<path> has no role"),
        ('<path class="skn" d="M0 0h1v1z"/>', "did you mean “skin”?"),
        ('<path class="skin" d="M0 0 L5"/>', "<path>:"),
        ('<path class="skin" d="M0 0 R5 5"/>', "not a path command"),
        ('<path class="skin" d="M0 0 L1e9 5"/>', "out of bounds"),
        ('<path class="skin" d="M0 0 LNaN 5"/>', "not a path command"),
        ('<circle class="skin" cx="inf" cy="0" r="1"/>', "out of bounds"),
        ('<rect class="skin" x="0" y="0" width="nan" height="1"/>', "out of bounds"),
        ('<rect class="skin" x="0" y="0" width="4" height="4" rx="1"/>', "round corners are not supported"),
        ('<g transform="perspective(3)"/>', "cannot be read"),
        ('<g transform="scale(1e99)"/>', "out of bounds"),
        ("<g>" * 40 + "</g>" * 40, "nested more than 30 deep"),
        ("<g>", "not XML"),
    ],
)
def test_what_cannot_be_drawn_is_named(inside: str, says: str) -> None:
    assert says in problems(wrapped(inside))


@pytest.mark.parametrize("box", ["", "0 0 10", "0 0 0 10", "0 0 -5 5", "0 0 nan 5", "0 0 1e12 5"])
def test_the_view_box_must_be_one(box: str) -> None:
    assert "view box" in problems(wrapped('<path class="skin" d="M0 0h1v1z"/>', box))


def test_several_problems_come_together() -> None:
    told = problems(wrapped("<text/>\n<image/>\n<path/>"))
    assert [f"own.svg:{line}:1" in told for line in (2, 3, 4)] == [True] * 3


@pytest.mark.parametrize(
    "bomb",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>',
        '<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg xmlns="http://www.w3.org/2000/svg"/>',
        wrapped('<path class="skin" d="' + "M0 0L1 1" * 300_000 + '"/>'),
        wrapped('<path class="skin" d="M0 0h1v1z"/>' * 6000),
        "<g>" * 600_000,
    ],
    ids=["entities", "external", "numbers", "shapes", "depth"],
)
def test_bombs_are_refused(bomb: str) -> None:
    assert problems(bomb)
