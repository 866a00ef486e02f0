"""Contact sheet of the plates at print size.

    python images/draw/sheet.py OUT.png [SPOT ...] [--mm 70] [--dpi 150] [--themes colour,grey] [--plain] [--marks]

Enters: `images/spots/*.svg` and `.json`, `images/themes.json`. Leaves: a PNG with each plate in each theme, zones and X drawn over it
(`--plain`: without; `--marks`: landmarks as well, hidden ones hollow). For looking only.
"""

from __future__ import annotations

import argparse
import io
import json
import re
from pathlib import Path

import cairosvg
from PIL import Image

IMAGES = Path(__file__).resolve().parent.parent
PT = 0.352778  # mm


def themed(svg: str, theme: dict, width: float, mm: float) -> str:
    """Roles -> presentation attributes for a print `mm` wide."""

    def attributes(found: re.Match) -> str:
        fill, stroke, line = "none", "none", 0.0
        for role in found[1].split():
            look = theme[role]
            fill = look["fill"] or fill
            if look["stroke"]:
                stroke, line = look["stroke"], look["width_pt"] * PT * width / mm
        return (
            f'fill="{fill}" fill-rule="evenodd" stroke="{stroke}" stroke-width="{line:.3f}" stroke-linecap="round" stroke-linejoin="round"'
        )

    return re.sub(r'class="([^"]+)"', attributes, svg)


def overlay(data: dict, mm: float, marks: bool) -> str:
    """Zones as dashed outlines on a white halo, X at the place to start."""
    k = data["view_box"][2] / mm  # view box units to a mm of print
    out = ""
    for zone in data["zones"]:
        d = "M" + " ".join(f"{x},{y}" for x, y in zone["outline"]) + "Z"
        x, y = zone["cross"]
        a = 1.1 * k
        cross = f"M{x - a},{y - a}L{x + a},{y + a}M{x - a},{y + a}L{x + a},{y - a}"
        out += f'<path d="{d}" fill="none" stroke="#fff" stroke-width="{0.75 * k}"/>'
        out += f'<path d="{d}" fill="none" stroke="#12355b" stroke-width="{0.38 * k}" stroke-dasharray="{1.1 * k} {0.7 * k}"/>'
        out += f'<path d="{cross}" stroke="#fff" stroke-width="{1.0 * k}" stroke-linecap="round"/>'
        out += f'<path d="{cross}" stroke="#12355b" stroke-width="{0.5 * k}" stroke-linecap="round"/>'
    if marks:
        for m in data["landmarks"]:
            fill = "#12355b" if m["visible"] else "none"
            out += f'<circle cx="{m["x"]}" cy="{m["y"]}" r="{0.7 * k}" fill="{fill}" stroke="#12355b" stroke-width="{0.2 * k}"/>'
            out += f'<text x="{m["x"] + k}" y="{m["y"]}" font-size="{1.5 * k}" fill="#06c">{m["id"]}</text>'
        for path in data["strokes"].values():
            if "path" in path:
                d = "M" + " ".join(f"{x},{y}" for x, y in path["path"])
                out += f'<path d="{d}" fill="none" stroke="#0a0" stroke-width="{0.3 * k}"/>'
    return out


def picture(slug: str, theme: dict, mm: float, dpi: float, plain: bool, marks: bool) -> Image.Image:
    svg = (IMAGES / "spots" / f"{slug}.svg").read_text()
    data = json.loads((IMAGES / "spots" / f"{slug}.json").read_text())
    svg = themed(svg, theme, data["view_box"][2], mm)
    if not plain:
        svg = svg.replace("</svg>", overlay(data, mm, marks) + "</svg>")
    png = cairosvg.svg2png(bytestring=svg.encode(), output_width=round(mm / 25.4 * dpi), background_color="white")
    return Image.open(io.BytesIO(png)).convert("RGB")


def main() -> None:
    parser = argparse.ArgumentParser(description="Contact sheet of the plates.")
    parser.add_argument("out", type=Path)
    parser.add_argument("spots", nargs="*", type=int)
    parser.add_argument("--mm", type=float, default=70)
    parser.add_argument("--dpi", type=float, default=150)
    parser.add_argument("--themes", default="colour,grey")
    parser.add_argument("--columns", type=int, default=4)
    parser.add_argument("--plain", action="store_true", help="without zones")
    parser.add_argument("--marks", action="store_true", help="landmarks and strokes too")
    a = parser.parse_args()
    themes = json.loads((IMAGES / "themes.json").read_text())
    spots = sorted((json.loads(f.read_text())["spot"], f.stem) for f in (IMAGES / "spots").glob("*.json"))
    cells = [
        picture(slug, themes[name], a.mm, a.dpi, a.plain, a.marks)
        for name in a.themes.split(",")
        for spot, slug in spots
        if not a.spots or spot in a.spots
    ]
    w, h, gap = max(c.width for c in cells), max(c.height for c in cells), 8
    rows = -(-len(cells) // a.columns)
    sheet = Image.new("RGB", (a.columns * (w + gap), rows * (h + gap)), "white")
    for i, cell in enumerate(cells):
        sheet.paste(cell, ((i % a.columns) * (w + gap), (i // a.columns) * (h + gap)))
    sheet.save(a.out)


if __name__ == "__main__":
    main()
