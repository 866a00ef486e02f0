"""A face in one file: codes given to characters as they are first shown, and the subsets of its TrueType font that hold just these.

Enters: the bytes of a font, characters. Leaves: codes; at the end fonts, metrics and maps back to Unicode as objects of the file
(ISO 32000-1, 9.6.3, 9.8 and 9.10.3). ReportLab cuts the font down and reads its metrics (`engine`). A simple font has one-byte codes, so
every 254 characters begin another subset.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from handouts.errors import ResourceError
from handouts.output.engine import ttfonts
from handouts.output.notation import number, numbers
from handouts.output.pdf import PdfFile

SPACE = 32
"""In every subset the code of a space is that of ASCII, so that a reader may widen spaces (9.3.3)."""
NO_GLYPH = 0
SYMBOLIC, NONSYMBOLIC = 4, 32
"""Flags of a descriptor (9.8.2): the codes are the subset's own, so it has to be symbolic."""
MAP_ENTRIES = 100
"""The most entries that a block of a ToUnicode map may have (Adobe's CMap specification)."""


@lru_cache(maxsize=8)
def opened(name: str, data: bytes) -> ttfonts.TTFontFace:
    """The parsed font, one for all files of a run. Raises `ResourceError`."""
    try:
        return ttfonts.TTFontFace(BytesIO(data))
    except ttfonts.TTFError as problem:
        raise ResourceError.at(None, f"the typeface {name} cannot be embedded: {problem}", "use a static TrueType (.ttf) font") from problem


class Subsets:
    """The subsets of one face in one file. Its fonts are written when the file's fonts are closed."""

    def __init__(self, name: str, data: bytes, file: PdfFile) -> None:
        self._face = opened(name, data)
        self._file = file
        self._codes: dict[int, tuple[int, int]] = {SPACE: (0, SPACE), 0xA0: (0, SPACE)}
        self._characters: list[list[int]] = []
        """Of each subset: the character of every code."""
        self._prefix = ""

    def has(self, ordinal: int) -> bool:
        """Whether the font has a glyph for a character. A no-break space is shown as a space."""
        return ordinal in self._face.charToGlyph or ordinal == 0xA0

    def code(self, ordinal: int) -> tuple[int, int]:
        """The subset of a character and its code there."""
        found = self._codes.get(ordinal)
        if found is None:
            last = self._characters[-1] if self._characters else self._another()
            if len(last) == 256:
                last = self._another()
            if len(last) == SPACE:
                last.append(SPACE)
            found = self._codes[ordinal] = (len(self._characters) - 1, len(last))
            last.append(ordinal)
        return found

    def resource(self, subset: int) -> str:
        """The name of a subset among the font resources of a page."""
        if not self._prefix:
            self._prefix = self._file.font_prefix(self.put)
        return f"/{self._prefix}+{subset}"

    def _another(self) -> list[int]:
        self._characters.append([NO_GLYPH])
        return self._characters[-1]

    def put(self) -> None:
        """The fonts of all subsets as objects of the file."""
        for subset, characters in enumerate(self._characters or [self._another()]):
            codes = characters + [SPACE] * (SPACE + 1 - len(characters))
            self._file.add_font(self.resource(subset)[1:], self._put_subset(subset, codes))

    def _put_subset(self, subset: int, codes: list[int]) -> int:
        face, file = self._face, self._file
        tag = "".join(chr(65 + subset // 26**place % 26) for place in range(5, -1, -1))
        name = f"{tag}+{face.name.decode('latin-1')}"
        content = face.makeSubset(codes)
        program = file.add_stream(f"/Length1 {len(content)}", content)
        descriptor = file.add(
            f"<</Type/FontDescriptor/FontName/{name}/Flags {face.flags & ~NONSYMBOLIC | SYMBOLIC}/FontBBox[{numbers(*face.bbox)}]"
            f"/ItalicAngle {number(face.italicAngle)}/Ascent {number(face.ascent)}/Descent {number(face.descent)}"
            f"/CapHeight {number(face.capHeight)}/StemV {number(face.stemV)}"
            f"/MissingWidth {number(face.defaultWidth)}/FontFile2 {program} 0 R>>"
        )
        widths = " ".join(number(face.charWidths.get(ordinal, face.defaultWidth)) for ordinal in codes)
        unicode = file.add_stream("", _to_unicode(name, codes))
        return file.add(
            f"<</Type/Font/Subtype/TrueType/BaseFont/{name}/FirstChar 0/LastChar {len(codes) - 1}/Widths[{widths}]"
            f"/FontDescriptor {descriptor} 0 R/ToUnicode {unicode} 0 R>>"
        )


def _to_unicode(name: str, codes: list[int]) -> bytes:
    """What each code says, so that words can be searched, copied and read aloud. The code of no glyph says nothing."""
    entries = [f"<{code:02X}> <{chr(ordinal).encode('utf-16-be').hex().upper()}>" for code, ordinal in enumerate(codes) if ordinal]
    blocks = [entries[start : start + MAP_ENTRIES] for start in range(0, len(entries), MAP_ENTRIES)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            f"<00> <{len(codes) - 1:02X}>",
            "endcodespacerange",
            *[line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")],
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    ).encode("latin-1")
