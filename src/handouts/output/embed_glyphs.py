"""Glyphs of any font: the operators that show them, and their fonts embedded (ISO 32000-1, 9.7: composite fonts).

Enters: texts as `layout.type.any_script` has set them. Leaves: operators, and at the end of the file each font, cut down to the glyphs
shown.

A code stands for a glyph and for what it says there: the same outline may be part of several letters, and several glyphs one letter. So the
map back to Unicode is exact for search, copying and screen readers, and few letters need a second text beside their glyphs.
Lines that run from right to left stand in the file from left to right, as other makers of PDF write them and its readers expect.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from hashlib import md5
from itertools import groupby

import uharfbuzz as hb

from handouts.layout.type.any_script import AnyScriptFace
from handouts.layout.type.shaping_font import Glyph, ShapingFont
from handouts.output.notation import number, numbers, text_string
from handouts.output.pdf import PdfFile
from handouts.output.pens import Pen

SYMBOLIC = 4
"""A font descriptor's flag: the font has its own code for each glyph (9.8.2)."""
STEM = 80
"""StemV, which no viewer needs of an embedded font, in thousandths."""
NOT_SHOWN = ("GDEF", "GSUB", "GPOS", "BASE", "STAT", "OS/2", "cmap", "name", "post", "gasp", "VORG", "DSIG", "vhea", "vmtx", "meta")
"""Tables for choosing and placing glyphs: both are done by then (9.9)."""

COLLECTION = "/Registry(Adobe)/Ordering(Identity)/Supplement 0"
"""Of glyphs that are known by their place in the font only (9.7.3)."""
CODES = "Handouts"
"""The name of the table from codes to glyphs."""
NOTHING = "\u200b"
"""What a glyph says in the map to Unicode that says nothing, where its letter is said already: the standard wants some character there."""
KEEP_OUTLINES = (
    hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NOTDEF_OUTLINE
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.DOWNGRADE_CFF2  # PDF knows CFF, not what followed it
    | hb.SubsetFlags.CFF_IDENTITY_CHARSET
)


class GlyphFonts:
    """The fonts of one file that are shown glyph by glyph."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._fonts: dict[str, _Embedded] = {}

    def font(self, font: ShapingFont) -> _Embedded:
        """The font in this file; it has a name there from its first glyph on."""
        found = self._fonts.get(font.key)
        if found is None:
            found = self._fonts[font.key] = _Embedded(font, f"G{len(self._fonts)}")
        return found

    def close(self) -> None:
        """Embed what was shown."""
        for font in self._fonts.values():
            self._file.add_font(font.name, font.put(self._file))


class GlyphSetter:
    """One face in one file; the counterpart of `show_text.Typesetter`."""

    def __init__(self, face: AnyScriptFace, fonts: GlyphFonts) -> None:
        self._face = face
        self._fonts = fonts

    def show(self, pen: Pen, text: str, size: float) -> None:
        """Show the text from where the pen is."""
        # neighbours of one font are shown at once: some readers lose a space that is shown by itself
        for opened, stretches in groupby(self._face.set_text(text).stretches, lambda stretch: stretch.font):
            font = self._fonts.font(opened)
            pen.font("/" + font.name, size)
            pen.code.append(font.shown([letter for stretch in stretches for letter in _letters(stretch.glyphs)], size))


class _Embedded:
    """A font and the glyphs of it that were shown, each with the characters that it stands for."""

    def __init__(self, font: ShapingFont, name: str) -> None:
        self.name = name
        self._font = font
        self._codes: dict[tuple[int, str], int] = {}
        """Codes by glyph and by what it says: one outline may be part of several letters."""
        self._widths: list[int] = [0]
        self._said: list[str] = [NOTHING]
        """By code, as the widths. Code 0 is no glyph's."""

    def _code(self, glyph: Glyph) -> tuple[int, bool]:
        """The code of a glyph, and whether that says what the glyph says here."""
        key = (glyph.id, "" if self._font.has_cff else glyph.text)
        code = self._codes.get(key)
        if code is None:
            code = self._codes[key] = len(self._widths)
            self._widths.append(round(self._font.advance(glyph.id)))
            self._said.append(glyph.text or NOTHING)
        return code, self._said[code] == glyph.text

    def shown(self, letters: Sequence[Sequence[Glyph]], size: float) -> str:
        """The operators. Every glyph is put where it belongs by the distance from where the last one left off.

        A letter of several glyphs, some of them raised or silent, stands under its own text (14.9.4, ActualText).
        """
        out: list[str] = []
        array: list[str] = []
        place = 0.0
        reached = 0
        rise = 0.0
        for letter in letters:
            codes = [self._code(glyph) for glyph in letter]
            whole = len(letter) == 1 or not any(glyph.dy or not glyph.text for glyph in letter)
            spoken = whole and all(says_it for _, says_it in codes)
            if not spoken:
                _flush(array, out)
                out.append(f"/Span<</ActualText{text_string(''.join([glyph.text for glyph in letter]))}>>BDC")
            for glyph, (code, _) in zip(letter, codes, strict=True):
                if glyph.dy != rise:
                    _flush(array, out)
                    rise = glyph.dy
                    out.append(f"{number(rise * size / 1000)} Ts")
                gap = round(place + glyph.dx) - reached
                if gap:
                    array.append(f"{-gap}")  # TJ moves against the writing direction
                array.append(f"<{code:04X}>")
                reached += gap + self._widths[code]
                place += glyph.advance
            if not spoken:
                _flush(array, out)
                out.append("EMC")
        if round(place) != reached:
            array.append(f"{reached - round(place)}")
        _flush(array, out)
        if rise:
            out.append("0 Ts")
        return "\n".join(out)

    def put(self, file: PdfFile) -> int:
        """The font as objects of the file; the number of its dictionary."""
        font = self._font
        program, place_of = _cut_down(font, {glyph for glyph, _ in self._codes})
        if font.has_cff:
            content = bytes(program.reference_table("CFF ").data)
            embedded = f"/FontFile3 {file.add_stream('/Subtype/CIDFontType0C', content, 9)} 0 R"
            kind = "/Subtype/CIDFontType0"
            glyphs = _code_map("cidchar", COLLECTION, [(code, str(place_of[glyph])) for (glyph, _), code in self._codes.items()])
            encoding = f"{file.add_stream(f'/Type/CMap/CMapName/{CODES}/CIDSystemInfo<<{COLLECTION}>>', glyphs)} 0 R"
            widths = {place_of[glyph]: self._widths[code] for (glyph, _), code in self._codes.items()}
        else:
            content = bytes(program.blob.data)
            embedded = f"/FontFile2 {file.add_stream(f'/Length1 {len(content)}', content, 9)} 0 R"
            glyphs = b"".join([place_of.get(glyph, 0).to_bytes(2, "big") for glyph, _ in ((0, ""), *self._codes)])
            kind = f"/Subtype/CIDFontType2/CIDToGIDMap {file.add_stream('', glyphs)} 0 R"
            encoding = "/Identity-H"
            widths = dict(enumerate(self._widths[1:], 1))
        tag = "".join([chr(65 + byte % 26) for byte in md5(content, usedforsecurity=False).digest()[:6]])
        name = f"{tag}+{''.join([char for char in font.family if char.isascii() and char.isalnum()]) or 'Font'}"
        ascent, descent = font.ascent_descent()
        descriptor = file.add(
            f"<</Type/FontDescriptor/FontName/{name}/Flags {SYMBOLIC}/FontBBox[{numbers(*font.box(list(place_of)))}]/ItalicAngle 0"
            f"/Ascent {number(ascent)}/Descent {number(descent)}/CapHeight {number(ascent)}/StemV {STEM}{embedded}>>"
        )
        descendant = file.add(
            f"<</Type/Font{kind}/BaseFont/{name}/CIDSystemInfo<<{COLLECTION}>>/FontDescriptor {descriptor} 0 R/DW 0"
            f"/W[{''.join([f'{place}[{width}]' for place, width in sorted(widths.items())])}]>>"
        )
        said = [(code, f"<{text.encode('utf-16-be').hex().upper()}>") for code, text in enumerate(self._said) if code]
        unicode = file.add_stream("", _code_map("bfchar", "/Registry(Adobe)/Ordering(UCS)/Supplement 0", said))
        return file.add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding {encoding}/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>"
        )


def _letters(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The glyphs letter by letter."""
    letters: list[list[Glyph]] = []
    for glyph in glyphs:
        if letters and glyph.letter >= 0 and glyph.letter == letters[-1][0].letter:
            letters[-1].append(glyph)
        else:
            letters.append([glyph])
    return letters


def _flush(array: list[str], out: list[str]) -> None:
    if array:
        out.append(f"[{''.join(array).replace('><', '')}]TJ")
        array.clear()


def _code_map(kind: str, collection: str, entries: Sequence[tuple[int, str]]) -> bytes:
    """A CMap (9.7.5 and 9.10.3) of two-byte codes, at most a hundred entries to a block."""
    lines = [
        "/CIDInit/ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo<<{collection}>>def",
        f"/CMapName/{CODES} def",
        f"/CMapType {1 if kind == 'cidchar' else 2} def",
        "1 begincodespacerange",
        "<0000><FFFF>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), 100):
        block = entries[start : start + 100]
        lines += [f"{len(block)} begin{kind}", *[f"<{code:04X}>{' ' * (value[0] != '<')}{value}" for code, value in block], f"end{kind}"]
    return "\n".join([*lines, "endcmap", "CMapName currentdict/CMap defineresource pop", "end", "end"]).encode()


def _cut_down(font: ShapingFont, used: Collection[int]) -> tuple[hb.Face, Mapping[int, int]]:
    """The font with the outlines of these glyphs only, in one weight, and where each stands in it."""
    wanted = hb.SubsetInput()
    wanted.flags = KEEP_OUTLINES
    wanted.glyph_set.update(used)
    wanted.drop_table_tag_set.update([int.from_bytes(tag.encode(), "big") for tag in NOT_SHOWN])
    if font.variation:
        wanted.pin_all_axes_to_default(font.face)
        for tag, value in font.variation.items():
            wanted.pin_axis_location(font.face, tag, value)
    plan = hb.SubsetPlan(font.face, wanted)
    places = plan.old_to_new_glyph_mapping
    return plan.execute(), {glyph: places[glyph] for glyph in sorted(used)}
