"""The landmark table: measured on the meshes by rule, or read back from `landmarks.json`.

    python landmarks.py [--anatomy DIR]      measure again and write landmarks.json

Enters: the meshes. Leaves: `landmarks.json`: id -> rule, plain and anatomical name, confidence, points in mm for mid, left or right.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import rules_axial
import rules_limbs
import rules_soft
from atlas import atlas
from names import NAMES
from rulers import TABLE

FILE = Path(__file__).resolve().parent / "landmarks.json"
FRAME = "mm; +x = the subject's left, -y = front, +z = up (BodyParts3D 4.0)"


def measure() -> dict[str, dict]:
    """Fill the table (once)."""
    if not TABLE:
        for rules in (rules_axial.spine, rules_axial.skull, rules_limbs.shoulder, rules_axial.trunk, rules_limbs.leg, rules_limbs.arm):
            rules()
        rules_soft.measure()
    return TABLE


def L(name: str, side: str = "right") -> np.ndarray:
    """A landmark as an array, 3 or n x 3; those of the midline ignore the side."""
    entry = measure()[name]
    return np.array(entry.get(side, entry.get("mid")), float)


def table() -> dict:
    out = {}
    for name, entry in measure().items():
        words = NAMES.get(name)
        out[name] = ({"name": words[0], "anatomical": words[1], "confidence": words[2]} if words else {}) | entry
    return {"frame": FRAME, "landmarks": out}


def write() -> None:
    rows = ",\n".join(f"  {json.dumps(name)}: {json.dumps(entry)}" for name, entry in table()["landmarks"].items())
    FILE.write_text(f'{{"frame": {json.dumps(FRAME)},\n "landmarks": {{\n{rows}\n }}}}\n')


def uneven(limit: float = 6.0) -> list[str]:
    """The skeleton is nearly symmetric: a rule that finds different places left and right is suspect."""
    found = []
    for name, entry in measure().items():
        if "left" in entry:
            a, b = (np.atleast_2d(np.array(entry[side], float)) for side in ("left", "right"))
            gap = np.linalg.norm(a * [-1, 1, 1] - b, axis=1).max() if a.shape == b.shape else np.inf
            if gap > limit:
                found.append(f"{name}: {gap:.1f} mm")
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure the landmarks and write landmarks.json.")
    parser.add_argument("--anatomy", help="folder with another anatomy.npz")
    arguments = parser.parse_args()
    if arguments.anatomy:
        atlas.open(arguments.anatomy)
    write()
    print(len(TABLE), "landmarks; uneven:", "; ".join(uneven()) or "none")
    missing = sorted(set(NAMES) - set(TABLE))
    if missing:
        raise SystemExit(f"named but not measured: {missing}")
