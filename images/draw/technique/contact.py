"""Contact sheet of the technique drawings at print size, for looking only.

Enters: SVG files, `images/themes.json`. Leaves: a PNG, the drawings in colour and below in grey.
"""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path

import cairosvg
from PIL import Image, ImageDraw

sys.path.append(str(Path(__file__).resolve().parent.parent))
from sheet import IMAGES, themed


def picture(svg: str, theme: dict, dpi: float) -> Image.Image:
    width = float(re.search(r'viewBox="0 0 ([\d.]+)', svg)[1])
    png = cairosvg.svg2png(
        bytestring=themed(svg, theme, width, width).encode(), output_width=round(width / 25.4 * dpi), background_color="white"
    )
    return Image.open(io.BytesIO(png)).convert("RGB")


def sheet(folder: Path, out: Path, names: list[str], dpi: float, columns: int = 8, looks=("colour", "grey"), words: bool = True) -> None:
    themes = json.loads((IMAGES / "themes.json").read_text())
    files = [f for f in sorted(folder.glob("*.svg")) if not names or f.stem in names]
    columns = min(columns, len(files))
    blocks = []
    for look in looks:
        cells = [(f.stem, picture(f.read_text(), themes[look], dpi)) for f in files]
        w, h, gap, top = max(c.width for _, c in cells), max(c.height for _, c in cells), 10, 14 if words else 0
        block = Image.new("RGB", (columns * (w + gap) + gap, -(-len(cells) // columns) * (h + gap + top) + gap), "white")
        pen = ImageDraw.Draw(block)
        for i, (name, cell) in enumerate(cells):
            x, y = gap + i % columns * (w + gap), gap + i // columns * (h + gap + top)
            if words:
                pen.text((x, y - 3), name, fill="black")
            block.paste(cell, (x, y + top))
            pen.rectangle((x - 1, y + top - 1, x + cell.width, y + top + cell.height), outline="#bbb")
        blocks.append(block)
    page = Image.new("RGB", (max(b.width for b in blocks), sum(b.height for b in blocks)), "white")
    y = 0
    for block in blocks:
        page.paste(block, (0, y))
        y += block.height
    page.save(out)
