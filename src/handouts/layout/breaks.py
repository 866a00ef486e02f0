"""Where a line may end, and how gladly: a paragraph's text as atoms with gaps between.

Enters: runs of (text, face, ink). Leaves: a `Measured`: atoms that no line breaks apart, their widths, and for each gap its width, its penalty, and
whether a space or a hyphen stands there. Widths are thousandths of the type size, with the kerning that the painter applies within each run.

An atom ends at a space, after a hyphen, dash or slash between letters, or at a soft hyphen. No-break space (U+00A0, U+202F) and no-break
hyphen (U+2011) join. Some gaps are all but closed: a number and what it counts, "Spot 11", "3 × 10", a dash and the word before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handouts.layout.fonts import SOFT_HYPHEN, Face, painted

TextRun = tuple[str, str, str]

GLUED = 1e6
"""All but forbidden: broken only where a line could not be filled at all."""
WEAK = 2.0
"""A line that ends in a word leaning on the next."""
INSIDE = 2.0
"""A break after a hyphen or slash in a word."""
SOFT = 12.0
"""A break that shows a hyphen of its own."""

WEAK_WORDS = frozenset(
    "a an and as at but by for from i if in into is it its no of on or our so than that the their then this to until up when while with you your".split()
)
NUMBERED_WORDS = frozenset("chapter day figure no. page part spot stage step table week".split())
"""Words that keep the number after them."""
OPERATORS = frozenset("×÷=+±<>≤≥~≈")
DASHES = frozenset("–—-…")


class Measured:
    """A paragraph ready to be broken: parallel lists by atom. `starts` and `stops` are places on one endless line."""

    __slots__ = ("_atoms", "_gaps", "count", "hyphens", "penalties", "starts", "stops")

    def __init__(self) -> None:
        self.count = 0
        self._atoms: list[tuple[TextRun, ...]] = []
        self._gaps: list[TextRun] = []
        """What stands between an atom and the next: a space, or nothing inside a word (the face and ink are the space's)."""
        self.starts: list[int] = []
        self.stops: list[int] = []
        self.hyphens: list[int] = []
        """What a hyphen shown only at a break adds to the width."""
        self.penalties: list[float] = []

    def width(self, begin: int, end: int) -> int:
        """The width of a line of the atoms from `begin` up to `end`."""
        natural = self.stops[end - 1] - self.starts[begin]
        return natural + self.hyphens[end - 1] if end < self.count else natural

    def is_orphan(self, begin: int, limit: float) -> bool:
        """Whether a last line from `begin` is one word, narrower than `limit`."""
        return self.stops[-1] - self.starts[begin] < limit and not any(gap[0] for gap in self._gaps[begin : self.count - 1])

    def runs(self, begin: int, end: int) -> tuple[TextRun, ...]:
        """The runs of a line, pieces of one face and ink joined, with the space at which the line was broken."""
        joined: list[TextRun] = []
        for index in range(begin, end):
            for piece in self._atoms[index]:
                _join(joined, piece)
            if index < end - 1 and self._gaps[index][0]:
                _join(joined, self._gaps[index])
        if end < self.count:
            text, face, ink = joined[-1]
            if self._gaps[end - 1][0]:
                joined[-1] = (text + " ", face, ink)
            elif self.hyphens[end - 1]:
                joined[-1] = (text + "-", face, ink)
        return tuple(joined)


def _join(runs: list[TextRun], piece: TextRun) -> None:
    if runs and runs[-1][1:] == piece[1:]:
        runs[-1] = (runs[-1][0] + piece[0], piece[1], piece[2])
    else:
        runs.append(piece)


def measure(runs: Sequence[TextRun], faces: Mapping[str, Face]) -> Measured:
    """The paragraph's atoms and gaps. White space of any kind and length is one space; at the ends it is none."""
    measured = Measured()
    words, spaces = _words(runs)
    previous = ""
    place = 0
    for index, word in enumerate(words):
        if index:
            space = spaces[index - 1]
            plain = "".join([piece[0] for piece in word])
            penalty = _penalty(previous, plain)
            place += _gap_width(measured._atoms[-1][-1], space, word[0], faces)
            measured._gaps.append(space)
            measured.hyphens.append(0)
            measured.penalties.append(penalty)
            previous = plain
        else:
            previous = "".join([piece[0] for piece in word])
        place = _add_word(measured, word, place, faces)
    measured.count = len(measured._atoms)
    return measured


def _words(runs: Sequence[TextRun]) -> tuple[list[list[TextRun]], list[TextRun]]:
    """Words as pieces, and the space after each; a word goes on over a change of face."""
    words: list[list[TextRun]] = []
    spaces: list[TextRun] = []
    space: TextRun | None = None
    for text, face, ink in runs:
        for index, part in enumerate(_plain_spaces(text).split(" ")):
            if index and space is None:
                space = (" ", face, ink)
            if not part or part == SOFT_HYPHEN:
                continue
            if space is None and words:
                words[-1].append((part, face, ink))
            else:
                if words and space is not None:
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
        if atom and atom[-1][1:] == (face_name, ink):
            place += face.kern(atom[-1][0][-1], painted(text)[0]) if painted(text) else 0
        for index, (fragment, hyphen) in enumerate(_fragments(text)):
            if index:
                measured._atoms.append(tuple(atom))
                measured._gaps.append(("", face_name, ink))
                measured.stops.append(place)
                before = atom[-1][0][-1]
                soft = face.width_units("-") + face.kern(before, "-") if hyphen else 0
                measured.hyphens.append(soft)
                measured.penalties.append(SOFT if hyphen else INSIDE)
                place += face.kern(before, fragment[0])
                measured.starts.append(place)
                atom = []
            if fragment:
                atom.append((fragment, face_name, ink))
                place += face.width_units(fragment)
    measured._atoms.append(tuple(atom))
    measured.stops.append(place)
    return place


def _fragments(text: str) -> list[tuple[str, bool]]:
    """The parts of a word between which a line may end, as painted; each with whether a hyphen then shows before it."""
    if text.isalpha():
        return [(text, False)]
    fragments: list[tuple[str, bool]] = []
    start = 0
    shown = False
    for index in range(1, len(text) - 1):
        char = text[index]
        if char == SOFT_HYPHEN or (char in "-‐–—/" and text[index - 1].isalpha() and text[index + 1].isalpha()):
            fragment = painted(text[start : index + 1])
            if fragment:
                fragments.append((fragment, shown))
                start, shown = index + 1, char == SOFT_HYPHEN
    rest = painted(text[start:])
    if rest or not fragments:
        fragments.append((rest, shown))
    return fragments


def _gap_width(before: TextRun, space: TextRun, after: TextRun, faces: Mapping[str, Face]) -> int:
    """A space's width with the kerning on either side, where the runs are one."""
    face = faces[space[1]]
    width = face.width_units(" ")
    if before[1:] == space[1:]:
        width += face.kern(before[0][-1], " ")
    if after[1:] == space[1:]:
        first = painted(after[0])
        width += face.kern(" ", first[0]) if first else 0
    return width


def _penalty(word: str, following: str) -> float:
    """What it costs to end a line between two words."""
    if following[0] in DASHES and not following.strip("–—-…"):
        return GLUED
    bare = word.strip("()[]“”‘’\"'~×<>≤≥±")
    if bare[-1:].isdigit() or word in OPERATORS or following in OPERATORS:
        return GLUED
    lower = word.lower()
    if following[0].isdigit() and lower in NUMBERED_WORDS:
        return GLUED
    return WEAK if lower in WEAK_WORDS else 0.0
