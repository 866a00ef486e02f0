"""Cut Noto Sans down to Latin, Greek and Cyrillic, as the two static fonts beside this file.

    pip install fontpkg-noto-sans==2.15 uharfbuzz
    python fonts/noto/make_subset.py

The source is the variable font with all its weights, Devanagari and some three thousand letters. What stays are the letters of living
languages in the three alphabets (among them Vietnamese and the African and American ones), the marks that combine with them, and the
rules that set a mark over its letter.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import fontpkg_noto_sans
import uharfbuzz as hb

HERE = Path(__file__).parent
SOURCE = Path(fontpkg_noto_sans.__file__).parent
KEPT = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x02FF),  # Latin to Extended-B, IPA (used by African alphabets), modifier letters (the okina)
    (0x0300, 0x036F),  # combining marks
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x052F),  # Cyrillic with its supplement
    (0x1E00, 0x1EFF),  # Latin Extended Additional: Vietnamese
    (0x1F00, 0x1FFF),  # Greek with breathings and accents
    (0x2010, 0x2027),  # dashes, quotation marks
    (0x2030, 0x205E),
    (0x20A0, 0x20C0),  # currencies
    (0x2116, 0x2116),  # numero sign
    (0x2C60, 0x2C7F),  # Latin Extended-C
    (0xA720, 0xA7CA),  # Latin Extended-D
)
WEIGHTS = {"Regular": 400, "Bold": 700}
FEATURES = ("ccmp", "locl", "mark", "mkmk", "kern")


def subset(weight: int) -> bytes:
    """The static font of one weight."""
    face = hb.Face(hb.Blob.from_file_path(str(SOURCE / "files" / "NotoSans[wdth,wght].ttf")))
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    for first, last in KEPT:
        wanted.unicode_set.update(range(first, last + 1))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(int.from_bytes(feature.encode(), "big") for feature in FEATURES)
    wanted.pin_axis_location(face, "wght", weight)
    wanted.pin_axis_location(face, "wdth", 100)
    return bytes(hb.subset(face, wanted).blob.data)


if __name__ == "__main__":
    for name, weight in WEIGHTS.items():
        path = HERE / f"NotoSans-{name}.ttf"
        path.write_bytes(subset(weight))
        print(f"{path.name}: {path.stat().st_size} bytes")
    shutil.copyfile(SOURCE / "LICENSE", HERE / "OFL.txt")
