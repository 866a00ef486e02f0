"""Draw the technique drawings.

    python images/draw/technique/draw.py thumb heel
    python images/draw/technique/draw.py --all
    python images/draw/technique/draw.py --all --sheet sheet.png        # contact sheet at print size, colour and grey, as well
    python images/draw/technique/draw.py --sheet sheet.png              # contact sheet of the files that are there

Enters: the rigged body, the posing tables. Leaves: `images/technique/<name>.svg`. The same files every time.
`DRAWINGS` of `hands.py`, `hands_on_body.py` and `people.py`: {name: function() -> Pict}.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUT = HERE.parent.parent / "technique"
LIMIT = 12000  # bytes


def drawings() -> dict:
    import hands
    import hands_on_body

    table = hands.DRAWINGS | hands_on_body.DRAWINGS
    if (HERE / "people.py").exists():
        import people

        table |= people.DRAWINGS
    return table


def keep_contacts(file: Path, drawn: dict, known: set[str]) -> None:
    """The places that each drawing presses, in mm of the plates' body: those drawn now beside those of the file. [] for a patch of skin."""
    kept = json.loads(file.read_text()) if file.exists() else {}
    rows = {name: places for name, places in sorted({**kept, **drawn}.items()) if name in known}
    file.write_text("{\n" + ",\n".join(f" {json.dumps(name)}: {json.dumps(places)}" for name, places in rows.items()) + "\n}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description="Draw the technique drawings.")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--body", type=Path, help="folder with another hands.npz")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--sheet", type=Path, help="write a contact sheet (PNG)")
    parser.add_argument("--dpi", type=float, default=150)
    a = parser.parse_args()
    if a.body:
        os.environ["TECHNIQUE_BODY"] = str(a.body)
    if a.all or a.names:
        table = drawings()
        if unknown := sorted(set(a.names) - set(table)):
            parser.error(f"no drawing named {', '.join(unknown)}; there are {', '.join(sorted(table))}")
        a.out.mkdir(parents=True, exist_ok=True)
        contacts: dict = {}
        for name in table if a.all else a.names:
            picture = table[name]()
            contacts[name] = [[round(float(x), 1) for x in place] for place in picture.contacts]
            svg = picture.svg()
            if len(svg) > LIMIT:
                sys.exit(f"{name}: {len(svg)} bytes, more than {LIMIT}")
            (a.out / f"{name}.svg").write_text(svg)
            print(f"{name}: {len(svg)} bytes")
        keep_contacts(a.out / "contacts.json", contacts, set(table))
    elif not a.sheet:
        parser.error("name drawings, or --all, or --sheet")
    if a.sheet:
        import contact

        contact.sheet(a.out, a.sheet, a.names, a.dpi)


if __name__ == "__main__":
    main()
