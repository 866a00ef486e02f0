"""Draw plates.

    python images/draw/draw.py 11 4            these spots
    python images/draw/draw.py --all           all fourteen
    options: --anatomy DIR (other meshes than those of `meshes/`), --out DIR (default: images/spots)

Enters: the mesh folder and the table in `views.py`. Leaves: `<slug>.svg` and `<slug>.json` in the output folder.
Exits with status 1 and the reason, writing nothing for that plate, if a zone misses its muscle, leaves the body, or the plate is too large.
"""

from __future__ import annotations

import argparse
import sys
import time
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent


def draw(spot: int, out: Path) -> list[str]:
    from additions import add_to
    from plate import Plate
    from record import faults, record, written
    from views import views

    start = time.monotonic()
    view = views()[spot]
    plate = Plate(view)
    plate.draw()
    add_to(plate)
    svg = plate.svg()
    data = record(plate)
    bad = faults(plate, data, svg)
    print(f"{spot:2d} {view.slug:16s} {time.monotonic() - start:5.1f} s {len(svg) / 1000:6.1f} kB", flush=True)
    if not bad:
        out.mkdir(parents=True, exist_ok=True)
        (out / f"{view.slug}.svg").write_text(svg)
        (out / f"{view.slug}.json").write_text(written(data))
    return [f"{view.slug}: {reason}" for reason in bad]


def refresh(out: Path) -> None:
    """Read again where the body figures show each spot."""
    import json

    from record import body, written

    for file in sorted(out.glob("*.json")):
        data = json.loads(file.read_text())
        data["body"] = body(data["spot"])
        file.write_text(written(data))


def main() -> int:
    parser = argparse.ArgumentParser(description="Draw plates of the fourteen spots.")
    parser.add_argument("spots", nargs="*", type=int, metavar="SPOT", help="1 to 14")
    parser.add_argument("--all", action="store_true", help="all fourteen")
    parser.add_argument("--body-only", action="store_true", help="only bring the place on the body figure up to date in the JSON files")
    parser.add_argument("--anatomy", help="folder with another anatomy.npz")
    parser.add_argument("--out", type=Path, default=HERE.parent / "spots")
    arguments = parser.parse_args()
    spots = list(range(1, 15)) if arguments.all else arguments.spots
    if (not spots and not arguments.body_only) or not set(spots) <= set(range(1, 15)):
        parser.error("name spots from 1 to 14, or --all")
    if arguments.body_only:
        refresh(arguments.out)
        return 0
    warnings.filterwarnings("ignore", category=FutureWarning)
    from atlas import atlas

    if arguments.anatomy:
        atlas.open(arguments.anatomy)
    bad = [reason for spot in spots for reason in draw(spot, arguments.out)]
    for reason in bad:
        print("refused:", reason, file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
