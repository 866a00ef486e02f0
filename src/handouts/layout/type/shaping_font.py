"""One font opened by HarfBuzz: what letters it has, how they are set, and whether it may stand in a file.

Enters: the bytes or the path of a font. Leaves: `ShapingFont` values whose glyphs are measured in thousandths of the type size. Nothing
imports this before a text needs it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import uharfbuzz as hb
from bidi.mirror import MIRRORED

OUTLINES = frozenset(("glyf", "CFF ", "CFF2"))
"""The tables of outlines; a font with none of them is made of pictures."""
RESTRICTED, NO_SUBSETTING, BITMAPS_ONLY = 0x0002, 0x0100, 0x0200
"""Bits of OS/2.fsType (OpenType 1.9) by which a maker forbids what a PDF file has to do."""
PRECOMPOSED = frozenset(("Latn", "Grek", "Cyrl", ""))
"""Scripts whose letters with accents are mostly characters of their own."""
ODD_FAMILIES = ("Mono", "Display", "UI", "Looped", "Condensed", "Kufi")
"""Words in a family's name that say it is not its plain one."""


class Glyph(NamedTuple):
    """One glyph of a line, lengths in thousandths of the type size.

    `text` is what it says to whoever searches, copies or listens: nothing where the glyph beside it says it for both.
    """

    id: int
    advance: float
    dx: float
    dy: float
    text: str
    letter: int = -1
    """Where the letter that it is a part of begins in the text; -1 where each glyph speaks for itself."""


class ShapingFont:
    """A font in one weight."""

    def __init__(self, face: hb.Face, key: str, weight: int) -> None:
        self.face = face
        self.key = key
        """Tells one font from another: its file, its place in it, its weight."""
        self.scale = 1000 / face.upem
        self._font = hb.Font(face)
        tables = frozenset(face.table_tags)
        os2 = bytes(face.reference_table("OS/2").data) if "OS/2" in tables else b""
        self.own_weight, self._width_class, self._rights = (int.from_bytes(os2[at : at + 2], "big") for at in (4, 6, 8))
        self._italic = bool(int.from_bytes(os2[62:64], "big") & 1)
        self.family = str(face.get_name(16) or face.get_name(1) or "")
        self.has_cff = "glyf" not in tables
        self.variation: dict[str, float] = {}
        for axis in face.axis_infos:
            if axis.tag == "wght":
                self.own_weight = int(min(max(weight, axis.min_value), axis.max_value))
                self.variation = {"wght": self.own_weight}
                self._font.set_variations(self.variation)
        self.usable = bool(OUTLINES & tables) and not self._rights & (RESTRICTED | NO_SUBSETTING | BITMAPS_ONLY)
        """Whether it has outlines, and its maker allows them in a file."""

    def glyph(self, char: str) -> int:
        """The number of the character's glyph; 0 where there is none."""
        return int(self._font.get_nominal_glyph(ord(char)) or 0)

    def advance(self, glyph: int) -> float:
        """The advance of a glyph."""
        return float(self._font.get_glyph_h_advance(glyph) * self.scale)

    def ascent_descent(self) -> tuple[float, float]:
        """How far its letters reach over and under the baseline."""
        extents = self._font.get_font_extents("ltr")
        return float(extents.ascender * self.scale), float(extents.descender * self.scale)

    def box(self, glyphs: Sequence[int]) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of a box that holds these glyphs."""
        found = [extents for extents in map(self._font.get_glyph_extents, glyphs) if extents is not None]
        edges = [(e.x_bearing, e.y_bearing + e.height, e.x_bearing + e.width, e.y_bearing) for e in found] or [(0, 0, 0, 0)]
        lefts, bottoms, rights, tops = zip(*edges, strict=True)
        return min(lefts) * self.scale, min(bottoms) * self.scale, max(rights) * self.scale, max(tops) * self.scale

    def shape(self, text: str, script: str, rtl: bool) -> tuple[Glyph, ...]:
        """The text as glyphs from left to right; none where a letter is missing."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.script = script or "Zyyy"
        buffer.language = "und"  # else HarfBuzz asks the machine's locale
        # letters stay whole where nothing is to be set on them
        hb.shape(self._font, buffer, {"ccmp": False} if script in PRECOMPOSED and not has_marks(text) else {})
        infos, positions, scale = buffer.glyph_infos, buffer.glyph_positions, self.scale
        if not infos or any(info.codepoint == 0 for info in infos):
            return ()
        said = _said([info.cluster for info in infos], text, rtl)
        return tuple(
            [
                Glyph(info.codepoint, at.x_advance * scale, at.x_offset * scale, at.y_offset * scale, each, -1 if rtl else info.cluster)
                for info, at, each in zip(infos, positions, said, strict=True)
            ]
        )

    def misfit(self, language: str, weight: int) -> tuple[object, ...]:
        """How badly it suits beside other fonts of its family that have the letters; the least is taken."""
        return (
            bool(language) and f" {language}" not in self.family and "CJK" in self.family,
            self._italic,
            abs(self._width_class - 5),
            abs(self.own_weight - weight),
            any(word in self.family for word in ODD_FAMILIES),
            self.key,
        )


def has_marks(text: str) -> bool:
    """Whether a mark stands on a letter as a character of its own."""
    return any(unicodedata.category(char)[0] == "M" for char in text)


def _said(clusters: Sequence[int], text: str, rtl: bool) -> list[str]:
    """What each glyph says. Glyphs that come from the same letters share them out, one each where the numbers are the same.

    Readers of PDF expect a line that runs from right to left as it stands, from left to right, brackets as they look, and turn it round:
    the two letters of a joined pair too.
    """
    if rtl:
        clusters, text = clusters[::-1], "".join([MIRRORED.get(char, char) for char in text])
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    said: list[str] = []
    for start, end in ends.items():
        count = clusters.count(start)
        first = max(end - start - count, 0) + 1
        letters = [text[start : start + first][:: -1 if rtl else 1], *text[start + first : end]]
        said += [*letters, *[""] * (count - len(letters))]
    return said[::-1] if rtl else said


def bundled_font(name: str, data: bytes, weight: int) -> ShapingFont:
    """A font from its bytes."""
    return ShapingFont(hb.Face(hb.Blob(data)), name, weight)


@lru_cache(maxsize=4096)
def open_fonts(path: str, weight: int) -> tuple[ShapingFont, ...]:
    """The usable fonts of a file, which may hold several; none where it cannot be read."""
    return tuple(font for font in _fonts(path, weight) if font.usable)


def _fonts(path: str, weight: int) -> Iterator[ShapingFont]:
    try:
        blob = hb.Blob.from_file_path(path)
        for index in range(hb.Face(blob).count):
            yield ShapingFont(hb.Face(blob, index), f"{path}#{index}@{weight}", weight)
    except (hb.HarfBuzzError, OSError, ValueError):
        return


@lru_cache(maxsize=4096)
def script_of(char: str) -> str:
    """The script of a character (ISO 15924), nothing where it is common to several."""
    buffer = hb.Buffer()
    buffer.add_str(char)
    buffer.guess_segment_properties()
    return str(buffer.script or "").replace("Zyyy", "").replace("Zinh", "").replace("Zzzz", "")
