"""The measures that all pages share: paper, margins, type scale, floors and inks. What one part alone needs stands with that part.

Enters: the names of a paper, a print size and an ink. Leaves: a `Style` for one type step. Lengths are points; the floors are the
contract of docs/page.md and are not reachable from any option.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from handouts import choices
from handouts.choices import MM
from handouts.dataset.colour import Colour, contrast, luminance, rgb

__all__ = ["MM", "contrast", "luminance"]

PAPERS: Mapping[str, tuple[float, float]] = {paper.id: (paper.width_pt, paper.height_pt) for paper in choices.PAPERS.values()}
"""Name to width and height."""

BODY_FLOOR_PT = 12.0
SMALL_FLOOR_PT = 10.0
LARGE_BODY_PT = 18.0
LARGE_FLOOR_PT = 16.0
TYPE_STEPS_PT = (14.0, 13.5, 13.0, 12.5, 12.0)
"""Body sizes tried, largest first; the last is the floor (UKAAF G003: clear print is 12 pt or more)."""

QR_SIDE_PT = 20.5 * MM
"""A QR symbol of at least 20 mm, quiet zone not counted."""


class Style(NamedTuple):
    """One type step on one paper. Sizes and leadings follow the body; small type never goes under its own floor."""

    page_width_pt: float
    page_height_pt: float
    margin_pt: float
    body_pt: float
    leading_pt: float
    small_pt: float
    small_leading_pt: float
    title_pt: float
    heading_pt: float
    gutter_pt: float
    gap_pt: float
    line_scale: float = 1.0
    head_margin_pt: float = 0.0
    """At the head and the foot; 0: as at the sides."""

    @property
    def top_pt(self) -> float:
        """Where the room begins."""
        return self.head_margin_pt or self.margin_pt

    @property
    def room_pt(self) -> float:
        """The height between head and foot."""
        return self.page_height_pt - 2 * self.top_pt

    @property
    def measure_pt(self) -> float:
        """The width between the margins."""
        return self.page_width_pt - 2 * self.margin_pt


def page_style(paper: str, body_pt: float) -> Style:
    """The one-page handout at one type step."""
    width_pt, height_pt = PAPERS[paper]
    return Style(
        page_width_pt=width_pt,
        page_height_pt=height_pt,
        margin_pt=12.05 * MM,
        body_pt=body_pt,
        leading_pt=round(body_pt * 1.15, 2),
        small_pt=max(SMALL_FLOOR_PT, body_pt * 0.82),
        small_leading_pt=max(SMALL_FLOOR_PT, body_pt * 0.82) * 1.15,
        title_pt=body_pt * 1.75,
        heading_pt=body_pt * 1.12,
        gutter_pt=body_pt * 1.1,
        gap_pt=body_pt * 0.22,
        head_margin_pt=9.2 * MM,
    )


def large_style(paper: str) -> Style:
    """Large print: 18 pt on 27 pt, nothing under 16 pt (ACB, APH, UKAAF)."""
    width_pt, height_pt = PAPERS[paper]
    return Style(
        page_width_pt=width_pt,
        page_height_pt=height_pt,
        margin_pt=15 * MM,
        body_pt=LARGE_BODY_PT,
        leading_pt=LARGE_BODY_PT * 1.5,
        small_pt=LARGE_FLOOR_PT,
        small_leading_pt=LARGE_FLOOR_PT * 1.5,
        title_pt=30.0,
        heading_pt=22.0,
        gutter_pt=20.0,
        gap_pt=14.0,
        line_scale=1.6,
    )


_COLOURS: Mapping[str, str | None] = {
    "text": "#161616",
    "quiet": "#454545",
    "accent": "#17386b",
    "danger": "#8a1414",
    "paper": "#ffffff",
    "rule": "#8a8a8a",
    "hair": "#b9b9b9",
    "mark": "#0f2547",
    "pain": "#b3261e",
    "keep-off": "#8a1414",
    "keep-off-ground": "#ffffff",
    "disc": "#17386b",
    "disc-edge": "#17386b",
    "disc-text": "#ffffff",
    "band": "#17386b",
    "band-edge": "#17386b",
    "band-text": "#ffffff",
    "panel": "#f4f6fa",
    "danger-panel": "#fdf5f4",
    "warning": "#8a1414",
    "warning-text": "#ffffff",
    "sign": "#ffffff",
    "sign-text": "#8a1414",
    "letterhead": "#17386b",
}

_GREYS: Mapping[str, str | None] = {
    "accent": "#2a2a2a",
    "danger": "#161616",
    "mark": "#000000",
    "pain": "#3c3c3c",
    "keep-off": "#000000",
    "disc": "#2a2a2a",
    "disc-edge": "#2a2a2a",
    "band": "#2a2a2a",
    "band-edge": "#2a2a2a",
    "panel": "#f4f4f4",
    "danger-panel": "#f4f4f4",
    "warning": "#161616",
    "sign-text": "#161616",
    "letterhead": "#2a2a2a",
}

_SAVER: Mapping[str, str | None] = {
    **_GREYS,
    "disc": "#ffffff",
    "disc-text": "#000000",
    "disc-edge": "#000000",
    "band": None,
    "band-text": "#000000",
    "band-edge": "#000000",
    "panel": None,
    "danger-panel": None,
    "warning": None,
    "warning-text": "#161616",
    "sign": "#161616",
    "sign-text": "#ffffff",
    "pain": "#000000",
}


def palette(ink: str, accent: str = "") -> Mapping[str, Colour | None]:
    """Ink roles to colours (0 to 1). None: the role is not painted at all (the ink saver fills nothing)."""
    chosen: dict[str, str | None] = dict(_COLOURS)
    if ink not in choices.INKS:
        raise ValueError(f"unknown ink “{ink}”; there are: {', '.join(choices.INKS)}")
    if ink == "colour" and accent:
        for role in ("accent", "disc", "disc-edge", "band", "band-edge", "letterhead"):
            chosen[role] = accent
    if ink == "grey":
        chosen.update(_GREYS)
    if ink == "saver":
        chosen.update(_SAVER)
    return {role: None if value is None else rgb(value) for role, value in chosen.items()}
