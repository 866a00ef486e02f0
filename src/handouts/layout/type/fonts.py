"""Faces: advances, kerning and coverage of the type that text is set in.

Enters: the bytes of a TrueType font, or the plain data compiled from them. Leaves: `Face` values that answer in thousandths of the
type size. Line breaking is the business of `layout.type.text`; embedding the font is the painter's.

The compiled form groups characters that kern alike into classes, so that it loads in half a millisecond; a pair is looked up when it is
first met, and remembered, as are the words measured.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import add
from typing import Any, cast

from handouts.errors import Diagnostic, Place, ResourceError
from handouts.font_shelf import FontShelf

FACE_FILES: Mapping[str, str] = {
    "regular": "fonts/AtkinsonHyperlegibleNext-Regular.ttf",
    "bold": "fonts/AtkinsonHyperlegibleNext-Bold.ttf",
}

NO_BREAK_SPACE = "\u00a0"
NARROW_NO_BREAK_SPACE = "\u202f"
HYPHEN = "\u2010"
NO_BREAK_HYPHEN = "\u2011"
SOFT_HYPHEN = "\u00ad"
WORD_JOINER = "\u2060"
RIGHT_TO_LEFT_MARK = "\u200f"
"""Before a line of a paragraph that runs from right to left. No text that is read may hold one."""

ANY_SCRIPT = ":any script"
"""After a face's name: the fonts beside it, for texts that it lacks letters for."""

SET_AS: Mapping[str, str] = {
    NO_BREAK_SPACE: " ",
    NARROW_NO_BREAK_SPACE: " ",
    HYPHEN: "-",
    NO_BREAK_HYPHEN: "-",
    SOFT_HYPHEN: "",
    WORD_JOINER: "",
}
"""Characters that say where a line may break, and what is painted for them.

Of these the faces draw U+00A0 alone; U+2010 and U+2011 look like the hyphen they have.
"""

_SET_AS_ORDINALS = {ord(char): painted for char, painted in SET_AS.items()}
_WHITE = "\n\t\r\f\v"
_FIRST_MARK, _LAST_MARK = "\u0300", "\u036f"


def painted(text: str) -> str:
    """The characters that stand on the page for `text`: layout characters give way to ordinary ones, accents join their letters."""
    if text.isascii():
        return text
    text = text.translate(_SET_AS_ORDINALS)
    if any(_FIRST_MARK <= char <= _LAST_MARK for char in text):
        import unicodedata

        text = unicodedata.normalize("NFC", text)
    return text


class _Pairs(dict[str, int]):
    """Kerning by pair, in thousandths; a pair is worked out when first met."""

    __slots__ = ("_exceptions", "_left", "_right", "_rows")

    def __init__(self, kerning: Mapping[str, Any]) -> None:
        super().__init__()
        self._left = {char: index for index, chars in enumerate(kerning["left"]) for char in chars}
        self._right = {char: index for index, chars in enumerate(kerning["right"]) for char in chars}
        self._rows: list[list[int]] = kerning["rows"]
        self._exceptions: Mapping[str, int] = kerning["exceptions"]

    def __missing__(self, pair: str) -> int:
        found = self._exceptions.get(pair)
        if found is None:
            found = self._rows[self._left.get(pair[0], 0)][self._right.get(pair[1], 0)]
        self[pair] = found
        return found


class Faces(dict[str, "Face"]):
    """The faces by the names that runs use. The fonts for other scripts are opened when one of them is first asked for by name."""

    def __init__(self, faces: Mapping[str, Face], shelf: FontShelf) -> None:
        super().__init__(faces)
        self.shelf = shelf

    def __missing__(self, name: str) -> Face:
        plain = name.removesuffix(ANY_SCRIPT)
        if plain == name or plain not in self:
            raise KeyError(name)
        try:
            from handouts.layout.type.any_script import AnyScriptFace
        except ModuleNotFoundError as missing:
            message = f"a name or note has letters of another script, and {missing.name}, which shapes them, is not here"
            hint = "pip install uharfbuzz python-bidi"
            if sys.platform == "emscripten":  # the engine of the exported desk, which has no HarfBuzz
                hint = "make this sheet with the program on a computer: handouts desk, or handouts build"
            raise ResourceError(Diagnostic(None, message, hint)) from None
        face = self[name] = AnyScriptFace(self[plain], self.shelf, 700 if plain == "bold" else 400)
        return face

    def able(self, name: str, text: str) -> str:
        """The name of the face in which the whole text can be set: `name`, or the fonts beside it. One text is set in one look."""
        return name if text.isascii() or name.endswith(ANY_SCRIPT) or self[name].has_all(text) else name + ANY_SCRIPT


def able(faces: Mapping[str, Face], name: str, text: str) -> str:
    """The same, of faces that may be only the handout's own."""
    return faces.able(name, text) if isinstance(faces, Faces) else name


class Face:
    """One weight of the type. Metrics are in thousandths of the type size, whatever the font's own units."""

    __slots__ = (
        "_advances",
        "_pairs",
        "_widths",
        "ascent",
        "cap_height",
        "descent",
        "measured",
        "name",
        "space",
        "words",
        "x_height",
    )

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        self.name: str = compiled["name"]
        self.ascent: float = compiled["ascent"]
        self.descent: float = compiled["descent"]
        """Below the baseline, hence negative."""
        self.cap_height: float = compiled["cap_height"]
        self.x_height: float = compiled["x_height"]
        self._advances: dict[str, int] = dict(compiled["advances"])
        self._pairs = _Pairs(compiled["kerning"])
        self.space = self._advances[" "]
        """The advance of a space."""
        self._widths: dict[str, int] = {}
        self.measured: dict[object, object] = {}
        """Paragraphs that `layout.type.text` has measured in this face, kept so that another size costs no measuring."""
        self.words: dict[str, Any] = {}
        """Words that `layout.type.breaks` has measured in this face."""

    @classmethod
    def from_compiled(cls, compiled: object) -> Face:
        """The face from what `compile_face` returned, fresh or from JSON."""
        return cls(cast("Mapping[str, Any]", compiled))

    def has_all(self, text: str) -> bool:
        """Whether the whole text can be set."""
        return text.isascii() or all(char in self._advances or self.covers(char) for char in painted(text))

    def unspaced(self, text: str) -> Sequence[str]:
        """The parts of a word between which a line may end though nothing shows it: in scripts that write no spaces."""
        return (text,)

    @property
    def searched(self) -> str:
        """Where a missing letter was looked for."""
        return f"the typeface {self.name}"

    def mend(self, missing: Iterable[str]) -> str:
        """What helps where letters are missing."""
        return "write it in other characters"

    def missing(self, text: str) -> list[str]:
        """The characters of a text that cannot be set."""
        return [char for char in dict.fromkeys(painted(text)) if not self.covers(char)]

    def covers(self, char: str) -> bool:
        """Whether the character can be set: it has a glyph, or is white space or one of the layout characters."""
        return char in self._advances or char in SET_AS or char in _WHITE

    def advance(self, char: str) -> int:
        """The advance of one character."""
        return self.width_units(char)

    def kern(self, left: str, right: str) -> int:
        """What is added between two characters (negative: closer)."""
        return self._pairs[left + right]

    def width_units(self, text: str) -> int:
        """The width of `text` with kerning, as painted in one run."""
        found = self._widths.get(text)
        if found is None:
            found = self._widths[text] = self._measure(painted(text))
        return found

    def width_pt(self, text: str, size_pt: float) -> float:
        """The same in points."""
        return self.width_units(text) * size_pt / 1000

    def _measure(self, text: str) -> int:
        advances, pairs = self._advances, self._pairs
        try:
            total = sum(map(advances.__getitem__, text))
        except KeyError:
            check_coverage(text, self)
            raise
        return total + sum(map(pairs.__getitem__, map(add, text, text[1:])))

    def kerns(self, text: str) -> list[int]:
        """What is added after each character of `text`, as painted, but the last."""
        return list(map(self._pairs.__getitem__, map(add, text, text[1:])))

    def kerned(self, text: str) -> tuple[tuple[str, int], ...]:
        """`text` as painted, cut where kerning is not zero: pieces, each with what is added after it (the last one's is 0)."""
        text = painted(text)
        pieces: list[tuple[str, int]] = []
        start = 0
        for index, kern in enumerate(self.kerns(text), 1):
            if kern:
                pieces.append((text[start:index], kern))
                start = index
        pieces.append((text[start:], 0))
        return tuple(pieces)


def check_coverage(text: str, face: Face, source: str = "", place: Place | None = None) -> None:
    """Refuse characters that the face cannot set, by code point, name and the field they stand in."""
    missing = face.missing(text)
    if missing:
        import unicodedata

        names = ", ".join(f"U+{ord(char):04X} ({unicodedata.name(char, 'a control or private character')})" for char in missing)
        where = f" in {source}" if source else ""
        raise ResourceError.at(place, f"{face.searched} has no glyph for {names}{where}", face.mend(missing))


def load_faces(
    read_bytes: Callable[[str], bytes],
    compiled: Callable[[str, str, bytes], object | None],
) -> Faces:
    """The faces by the names that runs use, from compiled data where it matches the font file, else from the font file."""
    faces = Faces({}, FontShelf(read_bytes))
    for key, path in FACE_FILES.items():
        source = read_bytes(path)
        plain = compiled("fonts", path, source)
        faces[key] = Face.from_compiled(compile_face(source) if plain is None else plain)
    return faces


def compile_face(ttf: bytes) -> object:
    """Plain data for `Face.from_compiled`, from a TrueType font's bytes. Slow (fontTools): done when the package is built."""
    from handouts.layout.type.font_file import read_font

    return read_font(ttf)
