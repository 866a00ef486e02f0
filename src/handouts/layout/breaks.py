"""Where a line may end, and how gladly: a paragraph's text as atoms with gaps between.

Enters: runs of (text, face, ink). Leaves: a `Measured`: atoms that no line breaks apart, their widths, and for each gap its width, its
penalty, and whether a space or a hyphen stands there. Widths are thousandths of the type size, with the kerning that the painter applies
within each run.

An atom ends at a space, after a hyphen, dash or slash between letters, or at a soft hyphen. No-break space (U+00A0, U+202F) and no-break
hyphen (U+2011) join. Some gaps are all but closed: a number and what it counts, "Spot 11", "3 × 10", a dash and the word before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handouts.layout.fonts import SOFT_HYPHEN, WORD_JOINER, Face, painted

TextRun = tuple[str, str, str]
"""Characters, face, ink."""

GLUED = 1e6
"""All but forbidden: broken only where a line could not be filled at all."""
WEAK = 4.0
"""A line that ends in a word leaning on the next."""
INSIDE = 6.0
"""A break after a hyphen or slash in a word."""
SOFT = 12.0
"""A break that shows a hyphen of its own."""

# fmt: off
WEAK_WORDS = frozenset((
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "i", "if", "in", "into", "is", "it", "its", "no", "of", "on", "or", "our",
    "so", "than", "that", "the", "their", "then", "this", "to", "until", "when", "while", "with", "you", "your",
))
"""English words that lean on the next one."""
NUMBERED_WORDS = frozenset(("chapter", "day", "figure", "no.", "page", "part", "spot", "stage", "step", "table", "week"))
"""Words that keep the number after them."""
# fmt: on
OPERATORS = frozenset("×÷=+±<>≤≥~≈")
DASHES = "-–—…"
BREAK_AFTER = "-\u2010–—/\u00ad"
AROUND = "()[]“”‘’\"'~×<>≤≥±≈"


class Measured:
    """A paragraph ready to be broken, as parallel lists by atom."""

    __slots__ = ("atoms", "count", "gaps", "hyphens", "penalties", "starts", "stops")

    def __init__(self) -> None:
        self.count = 0
        self.atoms: list[list[TextRun]] = []
        self.starts: list[int] = []
        """Where each atom starts and stops on one endless line."""
        self.stops: list[int] = []
        self.gaps: list[TextRun] = []
        """What stands between an atom and the next: a space, or nothing inside a word."""
        self.hyphens: list[int] = []
        """What a hyphen shown only at a break adds to the width."""
        self.penalties: list[float] = []

    def width(self, begin: int, end: int) -> int:
        """The width of a line of the atoms from `begin` up to `end`."""
        natural = self.stops[end - 1] - self.starts[begin]
        return natural + self.hyphens[end - 1] if end < self.count else natural

    def is_orphan(self, begin: int, limit: float) -> bool:
        """Whether a last line from `begin` is one word, narrower than `limit`."""
        return self.stops[-1] - self.starts[begin] < limit and not any(gap[0] for gap in self.gaps[begin:])

    def runs(self, begin: int, end: int) -> tuple[TextRun, ...]:
        """The runs of a line, pieces of one face and ink joined, with the space or hyphen at which the line was broken."""
        pieces = [*self.atoms[begin]]
        for index in range(begin + 1, end):
            if self.gaps[index - 1][0]:
                pieces.append(self.gaps[index - 1])
            pieces.extend(self.atoms[index])
        if end < self.count:
            _, face, ink = pieces[-1]
            if self.gaps[end - 1][0]:
                pieces.append((" ", face, ink))
            elif self.hyphens[end - 1]:
                pieces.append(("-", face, ink))
        return _joined(pieces)


def _joined(pieces: Sequence[TextRun]) -> tuple[TextRun, ...]:
    runs: list[TextRun] = []
    texts: list[str] = []
    last_face, last_ink = pieces[0][1:]
    for text, face, ink in pieces:
        if face != last_face or ink != last_ink:
            runs.append(("".join(texts), last_face, last_ink))
            texts, last_face, last_ink = [], face, ink
        texts.append(text)
    runs.append(("".join(texts), last_face, last_ink))
    return tuple(runs)


def measure(runs: Sequence[TextRun], faces: Mapping[str, Face]) -> Measured:
    """The paragraph's atoms and gaps. White space of any kind and length is one space; at the ends it is none."""
    measured = Measured()
    words, spaces = _words(runs)
    texts = ["".join([piece[0] for piece in word]) if len(word) > 1 else word[0][0] for word in words]
    place = 0
    for index, word in enumerate(words):
        if index:
            space = spaces[index - 1]
            place += _gap_width(measured.atoms[-1][-1], space, word[0], faces)
            measured.gaps.append(space)
            measured.hyphens.append(0)
            measured.penalties.append(_penalty(texts[index - 2] if index > 1 else "", texts[index - 1], texts[index]))
        place = _add_word(measured, word, place, faces)
    measured.count = len(measured.atoms)
    return measured


def _words(runs: Sequence[TextRun]) -> tuple[list[list[TextRun]], list[TextRun]]:
    """Words as pieces, and the spaces between them; a word goes on over a change of face."""
    words: list[list[TextRun]] = []
    spaces: list[TextRun] = []
    space: TextRun | None = None
    for text, face, ink in runs:
        for index, part in enumerate(_plain_spaces(text).split(" ")):
            if index:
                space = (" ", face, ink)
            if not part.strip(SOFT_HYPHEN + WORD_JOINER):
                continue
            if not words:
                words.append([(part, face, ink)])
            elif space is None:
                words[-1].append((part, face, ink))
            else:
                spaces.append(space)
                words.append([(part, face, ink)])
            space = None
    return words, spaces


def _plain_spaces(text: str) -> str:
    for white in "\n\t\r\f\v":
        if white in text:
            text = text.replace(white, " ")
    return text


def _add_word(measured: Measured, word: Sequence[TextRun], place: int, faces: Mapping[str, Face]) -> int:
    """Add a word's atoms from `place` on; return where it ends."""
    atom: list[TextRun] = []
    measured.starts.append(place)
    for text, face_name, ink in word:
        face = faces[face_name]
        for index, (fragment, soft) in enumerate(_fragments(text)):
            if index:
                before = atom[-1][0][-1]
                measured.atoms.append(atom)
                measured.stops.append(place)
                measured.gaps.append(("", face_name, ink))
                measured.hyphens.append(face.kern(before, "-") + face.width_units("-") if soft else 0)
                measured.penalties.append(SOFT if soft else INSIDE)
                place += face.kern(before, fragment[0])
                measured.starts.append(place)
                atom = []
            elif atom and atom[-1][1] == face_name and atom[-1][2] == ink:
                place += face.kern(atom[-1][0][-1], fragment[0])
            atom.append((fragment, face_name, ink))
            place += face.width_units(fragment)
    measured.atoms.append(atom)
    measured.stops.append(place)
    return place


def _fragments(text: str) -> list[tuple[str, bool]]:
    """The parts of a word between which a line may end, as painted; each with whether a hyphen then shows before it."""
    if text.isalpha():
        return [(painted(text), False)]
    fragments: list[tuple[str, bool]] = []
    start = 0
    soft = False
    for index in range(1, len(text) - 1):
        char = text[index]
        if char in BREAK_AFTER and text[index - 1].isalpha() and text[index + 1].isalpha():
            fragments.append((painted(text[start : index + 1]), soft))
            start, soft = index + 1, char == SOFT_HYPHEN
    fragments.append((painted(text[start:]), soft))
    return fragments


def _gap_width(before: TextRun, space: TextRun, after: TextRun, faces: Mapping[str, Face]) -> int:
    """A space's width with the kerning on either side, where the runs are one."""
    face = faces[space[1]]
    width = face.width_units(" ")
    if before[1:] == space[1:]:
        width += face.kern(before[0][-1], " ")
    if after[1:] == space[1:]:
        width += face.kern(" ", painted(after[0])[0])
    return width


def _penalty(before: str, word: str, following: str) -> float:
    """What it costs to end a line after `word`."""
    if not following.strip(DASHES) or word in OPERATORS or following in OPERATORS:
        return GLUED
    lower = word.lower()
    if following[0].isdigit() and lower in NUMBERED_WORDS:
        return GLUED
    bare = word.strip(AROUND)
    if bare[-1:].isnumeric() and bare[0].isnumeric() and before.lower() not in NUMBERED_WORDS:
        return GLUED
    return WEAK if lower in WEAK_WORDS else 0.0
