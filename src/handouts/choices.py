"""What a clinic can choose among, each choice spelled once: papers, inks, sides of the body, places of the diary, edges to flip on.

Enters: nothing. Leaves: names as options, files and programs write them, with what the rest of the house needs to know of each.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

MM = 72 / 25.4
"""Points in a millimetre."""


class Paper(NamedTuple):
    """A size of paper, upright."""

    id: str
    label: str
    """As people call it, in messages and on sheets."""
    width_pt: float
    height_pt: float
    half: str = ""
    """The paper that it becomes when folded once; "" where no booklet is folded from it."""


PAPERS: Mapping[str, Paper] = {
    paper.id: paper
    for paper in (
        Paper("a4", "A4", 210 * MM, 297 * MM, half="a5"),
        Paper("letter", "Letter", 612.0, 792.0, half="half-letter"),
        Paper("a3", "A3", 297 * MM, 420 * MM),
        Paper("tabloid", "Tabloid", 792.0, 1224.0),
        Paper("a5", "A5", 148 * MM, 210 * MM),
        Paper("half-letter", "half Letter", 396.0, 612.0),
    )
}
"""Every paper by its id."""

FITS = ("one", "auto")
"""Whether a handout must fit one side, or may go on overleaf as the last remedy."""

PAGE_PAPERS = ("a4", "letter")
"""What handouts, booklets and the table are printed on; the first is the usual one."""
POSTER_PAPERS = ("a3", "tabloid")
"""What the finder can be printed on besides, to hang on a wall."""

INKS = ("colour", "grey", "saver")
"""In colour; for a black-and-white printer; with no filled areas. The first is the usual one."""

HIGHEST_NUMBER = 999
"""The highest number that a spot may have: three digits, which every sheet has room for."""

SIDES = ("left", "right", "both")
"""Of the body."""

DIARIES = ("front", "back", "none")
"""Where the patient's diary stands: on the page, on a side of its own, nowhere. The first is the usual one."""

THICKNESS_MM = 0.1
"""Of ordinary office paper (80 g/m²)."""

LONG_EDGE = "DuplexFlipLongEdge"
SHORT_EDGE = "DuplexFlipShortEdge"
"""How PDF names the edge that a printer flips the sheet on (ISO 32000-1, table 150)."""

EDGE_NAMES: Mapping[str, str] = {"": "", LONG_EDGE: "long", SHORT_EDGE: "short"}
"""How people name it; "" is a file to be printed on one side."""
