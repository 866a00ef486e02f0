"""How long the whole booklet takes, cold and end to end, against typst setting the same content: all spots with their plates, drawings and
codes, the texts, the glossary, the table of all spots and the two body figures.

    python benchmarks/booklet.py [--runs 5]

needs `pip install typst` beside the project. Runs are alternated in one session; only the ratio is worth quoting. Typst is not asked for
the fit, the markers, the pain maps, the tags' proofs or the running heads, so its booklet is the easier one.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path

import segno
from compare import ROOT, SCRIPTS, TYPST, timed
from peers import _t, themed_svg, typst_source

from handouts import build
from handouts.resources import DataSource

UNIT_PT = 72 / 25.4


def write_typst(folder: Path) -> None:
    """page.typ and its pictures."""
    library = build.read(None, DataSource(None), build.Look())
    theme = json.loads((ROOT / "images/themes.json").read_text(encoding="utf-8"))["colour"]

    def picture(kind: str, name: str, unit_pt: float) -> str:
        svg = (ROOT / f"images/{kind}/{name}.svg").read_text(encoding="utf-8")
        (folder / f"{kind}-{name}.svg").write_text(themed_svg(svg, theme, unit_pt), encoding="utf-8")
        return f"{kind}-{name}.svg"

    bodies = [picture("body", name, 0.25) for name in ("front", "back")]
    figures = ", ".join(f'image("{name}", width: 70mm, alt: "body")' for name in bodies)
    pages: list[str] = []
    head = ""
    for spot in library.dataset.spots:
        _, handout = build.compose(build.Job(spot.number), library)
        plate = picture("spots", handout.plate.plate, 70 * UNIT_PT / 300)
        drawings = [picture("technique", box.drawing, UNIT_PT) for box in handout.techniques]
        code = f"qr-{spot.number}.svg"
        segno.make(handout.foot.address, error="m").save(str(folder / code))
        head, _, body = typst_source(handout, plate, drawings, code).partition("\n= ")
        pages.append(f"= {body}")
    sections = list(library.dataset.sections.values())
    texts = "\n\n".join(f"== {_prose(first)}\n" + "\n\n".join(_prose(text) for text in rest) for first, *rest in sections)
    terms = "\n\n".join(f"*{term.term}.* {_prose(term.meaning)}" for term in library.dataset.glossary)
    rows = ", ".join(
        f"[{spot.number}], [{'; '.join(_prose(text) for text in spot.conditions)}], [{'; '.join(_prose(area.text) for area in spot.pain)}], "
        f"[{'; '.join(muscle.name for muscle in spot.muscles)}]"
        for spot in library.dataset.spots
    )
    parts = [
        f"= Perfect spots\n#grid(columns: 2, {figures})",
        f"= How to use it\n#columns(2)[{texts}]",
        *pages,
        f"= All spots\n#table(columns: 4, {rows})",
        f"= Words explained\n#columns(2)[{terms}]",
    ]
    (folder / "page.typ").write_text(head + "\n#outline()\n#pagebreak()\n" + "\n#pagebreak()\n".join(parts), encoding="utf-8")


def _prose(prose: tuple[object, ...]) -> str:
    from handouts.document.blocks import Words

    return _t(Words(prose))  # type: ignore[arg-type]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_typst(folder)
        handouts = str(SCRIPTS / ("handouts.exe" if os.name == "nt" else "handouts"))
        engines = {
            "handouts": [handouts, "booklet", "-o", "handouts.pdf", "-q", "--force"],
            "half, imposed": [handouts, "booklet", "--half", "--imposed", "-o", "imposed.pdf", "-q", "--force"],
            "typst": [sys.executable, "-c", TYPST.format(fonts=str(ROOT / "fonts"))],
        }
        for command in engines.values():
            timed(command, folder)
        seconds: dict[str, list[float]] = {engine: [] for engine in engines}
        for _ in range(options.runs):
            for engine, command in engines.items():
                seconds[engine].append(timed(command, folder)[0])
        ours = statistics.median(seconds["handouts"])
        print(f"{'engine':<16}{'median ms':>10}{'ratio to handouts':>19}")
        for engine, runs in seconds.items():
            median = statistics.median(runs)
            print(f"{engine:<16}{median * 1000:>10.0f}{median / ours:>19.2f}")


if __name__ == "__main__":
    main()
