"""Reading the drawings of one run: plates with their landmarks, body figures, regions, technique drawings, QR symbols, themes.

Enters: the spots to be printed and a `DataSource`. Leaves: a `Gallery`: what layout needs (`Figures`) and what the painter needs.
Only what these spots show is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from handouts.dataset.drawing import Drawing, Inked, load_drawing
from handouts.dataset.model import Source, Spot
from handouts.dataset.plate import Outline, load_body, load_plate, load_regions
from handouts.dataset.qr_symbol import symbol
from handouts.layout.figures.figure import Figures
from handouts.layout.figures.pain_map import choose_figures
from handouts.layout.figures.qr import code_key
from handouts.layout.type.fonts import Face
from handouts.resources import DataSource

THEMES = "images/themes.json"
BODIES = ("front", "back", "side", "head", "sole")


class ThemeRole(NamedTuple):
    """How a role of a drawing looks: colours from 0 to 1 or None, and the width of its line in printed points."""

    fill: tuple[float, float, float] | None
    stroke: tuple[float, float, float] | None
    width_pt: float


class Gallery(NamedTuple):
    """Every drawing of a run."""

    figures: Figures
    drawings: Mapping[str, Drawing | Inked]
    theme: Mapping[str, ThemeRole]


def read_gallery(
    spots: Iterable[Spot], sources: Mapping[str, Source], faces: Mapping[str, Face], data: DataSource, ink: str, all_bodies: bool = False
) -> Gallery:
    """What these spots show, in one ink. `all_bodies` adds what a finder and a table of all spots show."""
    spots = tuple(spots)
    bodies = {name: load_body(name, data.read_bytes) for name in BODIES}
    regions = load_regions(data.read_bytes)
    keys = {f"spots/{spot.figure.plate}" for spot in spots}
    keys |= {f"technique/{technique.drawing}" for spot in spots for technique in spot.techniques}
    plates = {spot.figure.plate: load_plate(spot.figure.plate, data.read_bytes) for spot in spots}
    codes = {code_key(address): symbol(address, data) for address in (sources[spot.article].url for spot in spots) if address}
    figures = Figures(plates, {}, bodies, regions, faces["bold"])
    seen = BODIES if all_bodies else [name for spot in spots for name in _bodies(figures, spot, regions)]
    keys |= {f"body/{name}" for name in seen}
    return _gallery(figures, sorted(keys), codes, data, ink)


def read_bodies(faces: Mapping[str, Face], data: DataSource, ink: str) -> Gallery:
    """The body figures alone, for the sheets that show all spots at once."""
    bodies = {name: load_body(name, data.read_bytes) for name in BODIES}
    figures = Figures({}, {}, bodies, load_regions(data.read_bytes), faces["bold"])
    return _gallery(figures, [f"body/{name}" for name in BODIES], {}, data, ink)


def _gallery(figures: Figures, keys: Sequence[str], codes: Mapping[str, Inked], data: DataSource, ink: str) -> Gallery:
    themes = data.read_bytes(THEMES)
    drawings = {**{key: load_drawing(key, ink, themes, data) for key in keys}, **codes}
    boxes = {key: drawing.view_box for key, drawing in drawings.items()}
    return Gallery(figures._replace(boxes=boxes), drawings, read_theme(themes, ink))


def _bodies(figures: Figures, spot: Spot, regions: tuple[Outline, ...]) -> list[str]:
    main = [region for area in spot.pain if area.kind == "main" for region in area.regions]
    spill = [region for area in spot.pain if area.kind != "main" for region in area.regions]
    return choose_figures(figures, main, spill, spot.number)


def read_theme(themes: bytes, ink: str) -> dict[str, ThemeRole]:
    """The looks of all roles of the drawings in one ink, from the file of all inks. Raises `DatasetError`."""
    from handouts.dataset.json_file import Keys, length, parse_json

    with Keys(THEMES):
        roles = parse_json(themes, THEMES)[ink]
        return {
            role: ThemeRole(_colour(look.get("fill")), _colour(look.get("stroke")), max(0.0, length(look.get("width_pt") or 0)))
            for role, look in roles.items()
        }


def _colour(value: str | None) -> tuple[float, float, float] | None:
    if value is None:
        return None
    if len(value) != 7 or value[0] != "#":
        raise ValueError(f"“{value}” is no colour; write it as in #17386b")
    return (int(value[1:3], 16) / 255, int(value[3:5], 16) / 255, int(value[5:7], 16) / 255)
