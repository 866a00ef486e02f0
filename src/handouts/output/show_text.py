"""Text as the operators that show it: the codes of a face's subsets, and the kerning of layout's faces (ISO 32000-1, 9.4.3 and 9.6.3).

Enters: a face of layout, the bytes of its font and a string. Leaves: a `Tj` or `TJ` with the codes of the subset. Glyphs get codes as
they are first used; `subsets` embeds what was used when the file is closed.
"""

from __future__ import annotations

from handouts.errors import ResourceError
from handouts.layout.type.fonts import Face, check_coverage, painted
from handouts.output.pdf import PdfFile
from handouts.output.pens import Pen
from handouts.output.subsets import Subsets

REMEMBERED = 20_000
"""Strings whose operators are kept; a batch repeats most of its lines on every page."""

KERN, KERN_MOST = 0xF8000, 0x7000
"""The private character that stands for no kerning, and how far from it others stand for so many thousandths: no font has any of them."""

_ESCAPED = {10: "\\n", 13: "\\r", 40: "\\(", 41: "\\)", 92: "\\\\"}


class _Codes(dict[int, str]):
    """Ordinals to escaped codes of the first subset, for `str.translate`; assigned when first met. Kerning is among them."""

    __slots__ = ("_face", "_subsets", "outside")

    def __init__(self, subsets: Subsets, face: Face) -> None:
        super().__init__()
        self._subsets = subsets
        self._face = face
        self.outside: set[str] = set()
        """Characters that came to lie in a further subset, after some 220 others."""

    def __missing__(self, ordinal: int) -> str:
        if ordinal > KERN - KERN_MOST:
            self[ordinal] = f"){KERN - ordinal}("
            return self[ordinal]
        char = chr(ordinal)
        if not self._subsets.has(ordinal):
            check_coverage(char, self._face)
            raise ResourceError.at(None, f"the typeface {self._face.name} has no glyph for U+{ordinal:04X}")
        subset, code = self._subsets.code(ordinal)
        if subset:
            self.outside.add(char)
        self[ordinal] = _escaped(code)
        return self[ordinal]


def _escaped(code: int) -> str:
    return _ESCAPED.get(code) or chr(code)


class Typesetter:
    """One face in one file."""

    def __init__(self, face: Face, data: bytes, file: PdfFile) -> None:
        self._face = face
        self._subsets = Subsets(face.name, data, file)
        self._codes = _Codes(self._subsets, face)
        self._known: dict[str, str] = {}

    @property
    def resource(self) -> str:
        """The name of the first subset's font resource."""
        return self._subsets.resource(0)

    def show(self, pen: Pen, text: str, size: float) -> None:
        """Show the text from where the pen is."""
        pen.font(self.resource, size)
        pen.code.append(self.shown(text, size))

    def shown(self, text: str, size: float) -> str:
        """The operators that show `text`; they end with the first subset's font selected."""
        found = self._known.get(text)
        if found is None:
            found = self._show(painted(text), size)
            if self._codes.outside and not self._codes.outside.isdisjoint(painted(text)):
                return found  # names fonts with a size
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[text] = found
        return found

    def _show(self, text: str, size: float) -> str:
        kerns = self._face.kerns(text)
        marked = "".join([char + chr(KERN + kern) if kern else char for char, kern in zip(text, kerns, strict=False)]) + text[-1:]
        codes = marked.translate(self._codes)
        if self._codes.outside and not self._codes.outside.isdisjoint(text):
            return self._show_mixed(text, size)
        # TJ moves by thousandths of the size, against the writing direction
        return f"({codes})Tj" if len(marked) == len(text) else f"[({codes})]TJ"

    def _show_mixed(self, text: str, size: float) -> str:
        """Text over several subsets: the font changes within the line."""
        operators = []
        current = 0
        for piece, kern in self._face.kerned(text):
            for char in piece:
                subset, code = self._subsets.code(ord(char))
                if subset != current:
                    operators.append(f"{self._subsets.resource(subset)} {size:g} Tf")
                    current = subset
                operators.append(f"({_escaped(code)})Tj")
            if kern:
                operators.append(f"[{-kern:g}]TJ")
        if current:
            operators.append(f"{self.resource} {size:g} Tf")
        return " ".join(operators)
