"""Glyphs of any font: the operators that show them, and their fonts embedded (ISO 32000-1, 9.7: composite fonts).

Enters: texts as `layout.type.any_script` has set them. Leaves: operators, and at the end of the file each font, cut down to the glyphs
shown.

A code stands for a glyph and for what it says there: the same outline may be part of several letters, and several glyphs one letter. So the
map back to Unicode is exact for search, copying and screen readers, and few letters need a second text beside their glyphs.
Lines that run from right to left stand in the file from left to right, as other makers of PDF write them and its readers expect.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from handouts.layout.type.any_script import AnyScriptFace
from handouts.layout.type.shaping_font import Glyph, ShapingFont
from handouts.output.composite_font import put_font
from handouts.output.notation import number, text_string
from handouts.output.pdf import PdfFile
from handouts.output.pens import Pen

NOTHING = "\u200b"
"""What a glyph says in the map to Unicode that says nothing, where its letter is said already: the standard wants some character there."""


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

        A letter of several glyphs, some of them moved or silent, stands under its own text (14.9.4, ActualText): readers that go by the
        places of glyphs would tear it apart.
        """
        out: list[str] = []
        array: list[str] = []
        place = 0.0
        reached = 0
        rise = 0.0
        for letter in letters:
            codes = [self._code(glyph) for glyph in letter]
            whole = len(letter) == 1 or not any(glyph.dx or glyph.dy or not glyph.text for glyph in letter)
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
        own = file.reserve()
        shown = {code: (glyph, said) for ((glyph, _), code), said in zip(self._codes.items(), self._said[1:], strict=True)}
        put_font(file, own, self._font, shown)
        return own


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
