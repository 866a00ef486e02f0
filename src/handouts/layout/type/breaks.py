"""Where a line may end, and how gladly: a paragraph's text as atoms with gaps between.

Enters: runs of (text, face, ink). Leaves: a `Measured`: atoms that no line breaks apart, their widths, and for each gap its width, its
penalty, and whether a space or a hyphen stands there. Widths are thousandths of the type size, with the kerning that the painter applies
within each run.

An atom ends at a space, after a hyphen, dash or slash between letters, or at a soft hyphen. No-break space (U+00A0, U+202F) and no-break
hyphen (U+2011) join. Some gaps are all but closed: a number and what it counts, "Spot 11", "3 × 10", a dash and the word before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from handouts.layout.type.fonts import ANY_SCRIPT, RIGHT_TO_LEFT_MARK, SOFT_HYPHEN, WORD_JOINER, Face, able, painted

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
UNSPACED = 1.0
"""A break where the script writes no spaces: hardly worse than one at a space."""

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
_BREAKS = re.compile("(?<=[^\\W\\d_])[-\u2010–—/\u00ad](?=[^\\W\\d_])")
"""Between letters, a hyphen, dash, slash or soft hyphen: a line may end after it."""
INVISIBLE = SOFT_HYPHEN + WORD_JOINER
"""Characters that print nothing; a word of only these is dropped."""
AROUND = "()[]“”‘’\"'~×<>≤≥±≈"


class Measured:
    """A paragraph ready to be broken, as parallel lists by atom."""

    __slots__ = ("atoms", "count", "gaps", "hyphens", "mark", "penalties", "starts", "stops", "uniform")

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
        self.uniform: tuple[str, str] | None = None
        """The face and ink of all of it, where there is one."""
        self.mark = ""
        """What stands before each line: the mark of a paragraph that runs from right to left, or nothing."""

    def filled(self, room: float) -> list[int] | None:
        """The ends of lines filled as far as each goes: no way has fewer. None where a word is too wide, or glue would have to give."""
        starts, stops, hyphens, penalties, count = self.starts, self.stops, self.hyphens, self.penalties, self.count
        ends: list[int] = []
        begin = 0
        while begin < count:
            limit = starts[begin] + room
            end = bisect_right(stops, limit, begin)
            if end < count:
                while end > begin and (penalties[end - 1] >= GLUED or stops[end - 1] + hyphens[end - 1] > limit):
                    end -= 1
            if end == begin:
                return None
            ends.append(end)
            begin = end
        return ends

    def width(self, begin: int, end: int) -> int:
        """The width of a line of the atoms from `begin` up to `end`."""
        natural = self.stops[end - 1] - self.starts[begin]
        return natural + self.hyphens[end - 1] if end < self.count else natural

    def is_orphan(self, begin: int, limit: float) -> bool:
        """Whether a last line from `begin` is one word, narrower than `limit`."""
        return self.stops[-1] - self.starts[begin] < limit and not any(gap[0] for gap in self.gaps[begin:])

    def runs(self, begin: int, end: int) -> tuple[TextRun, ...]:
        """The runs of a line, pieces of one face and ink joined, with the space or hyphen at which the line was broken."""
        if self.uniform is not None:
            return ((self.mark + self._text(begin, end), *self.uniform),)
        pieces = [*self.atoms[begin]]
        if self.mark:
            pieces[0] = (self.mark + pieces[0][0], *pieces[0][1:])
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

    def _text(self, begin: int, end: int) -> str:
        """The characters of a line."""
        atoms, gaps = self.atoms, self.gaps
        parts = [atom[0][0] + gap[0] for atom, gap in zip(atoms[begin : end - 1], gaps[begin:], strict=False)]
        parts.append(atoms[end - 1][0][0])
        if end < self.count:
            parts.append(gaps[end - 1][0] or ("-" if self.hyphens[end - 1] else ""))
        return "".join(parts)


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


class Bearing(NamedTuple):
    """How a word bears on the ends of lines."""

    joins_before: bool
    """A dash or an operator, which no line begins with."""
    joins_after: bool
    """An operator, which no line ends with."""
    begins_with_digit: bool
    is_number: bool
    """A number in figures, whatever stands round it."""
    names_number: bool
    """"Spot", "page": what keeps the number after it."""
    leans: bool
    """A small word that leans on the next one."""


class Word(NamedTuple):
    """A word in one face: the parts between which a line may end, where each starts and stops, and what stands between them."""

    parts: tuple[str, ...]
    starts: tuple[int, ...]
    stops: tuple[int, ...]
    hyphens: tuple[int, ...]
    penalties: tuple[float, ...]
    after_space: int
    """The kerning between a space and the word, and between the word and a space."""
    before_space: int
    bearing: Bearing


def measure(runs: Sequence[TextRun], faces: Mapping[str, Face]) -> Measured:
    """The paragraph's atoms and gaps. White space of any kind and length is one space; at the ends it is none."""
    measured = Measured()
    atoms, starts, stops, gaps = measured.atoms, measured.starts, measured.stops, measured.gaps
    hyphens, penalties = measured.hyphens, measured.penalties
    texts: list[str] = []
    bearings: list[Bearing] = []
    joints: list[int] = []
    """Which of the gaps lie between words."""
    place = 0
    space: TextRun | None = None
    last, last_face, last_ink = None, "", ""
    runs = [(text, able(faces, face_name, text), ink) for text, face_name, ink in runs]
    for text, face_name, ink in runs:
        face = faces[face_name]
        words, blank = face.words, (" ", face_name, ink)
        for index, written in enumerate(_plain_spaces(text).split(" ")):
            if index:
                space = blank
            word = words.get(written)
            if word is None:
                if not written.strip(INVISIBLE):
                    continue
                word = words[written] = _word(written, face)
            parts, start, stop, part_hyphens, part_penalties, after_space, before_space, word_bearing = word
            if last is None or space is not None:
                if last is not None and space is not None:
                    _, space_face, space_ink = space
                    place += faces[space_face].space
                    if space_face == last_face and space_ink == last_ink:
                        place += last
                    if space_face == face_name and space_ink == ink:
                        place += after_space
                    joints.append(len(gaps))
                    gaps.append(space)
                    hyphens.append(0)
                    penalties.append(0.0)
                texts.append(written)
                bearings.append(word_bearing)
                atoms.append([(parts[0], face_name, ink)])
                starts.append(place)
            else:  # the word goes on over a change of face
                if last_face == face_name and last_ink == ink:
                    place += face.kern(atoms[-1][-1][0][-1], parts[0][0])
                texts[-1] += written
                bearings[-1] = bearing(texts[-1])
                atoms[-1].append((parts[0], face_name, ink))
                stops.pop()
            stops.append(place + stop[0])
            if len(parts) > 1:
                atoms += [[(part, face_name, ink)] for part in parts[1:]]
                starts += [place + at for at in start[1:]]
                stops += [place + at for at in stop[1:]]
                gaps += [("", face_name, ink)] * (len(parts) - 1)
                hyphens += part_hyphens
                penalties += part_penalties
            place += stop[-1]
            last, last_face, last_ink, space = before_space, face_name, ink, None
    before: Bearing | None = None
    for joint, here, following in zip(joints, bearings, bearings[1:], strict=False):
        if here is not PLAIN or following is not PLAIN:
            penalties[joint] = _penalty(before, here, following)
        before = here
    measured.count = len(atoms)
    looks = {(face, ink) for _, face, ink in runs}
    if len(looks) == 1 and max(map(len, atoms), default=0) == 1:
        (measured.uniform,) = looks
    if any(face.endswith(ANY_SCRIPT) for face, _ in looks):
        from handouts.layout.type.any_script import begins_rtl

        if begins_rtl("".join([text for text, _, _ in runs])):
            measured.mark = RIGHT_TO_LEFT_MARK
    return measured


def _plain_spaces(text: str) -> str:
    for white in "\n\t\r\f\v":
        if white in text:
            text = text.replace(white, " ")
    return text


def _word(text: str, face: Face) -> Word:
    """The word measured."""
    found = bearing(text)
    if not _BREAKS.search(text) and len(face.unspaced(text)) == 1:
        text = painted(text)
        width = face.width_units(text)
        return Word((text,), (0,), (width,), (), (), face.kern(" ", text[0]), face.kern(text[-1], " "), found)
    parts: list[str] = []
    starts: list[int] = []
    stops: list[int] = []
    hyphens: list[int] = []
    penalties: list[float] = []
    place = 0
    for fragment, soft in _fragments(text):
        for index, part in enumerate(face.unspaced(fragment)):
            if index:
                hyphens.append(0)
                penalties.append(UNSPACED)
            elif parts:
                before = parts[-1][-1]
                hyphens.append(face.kern(before, "-") + face.width_units("-") if soft else 0)
                penalties.append(SOFT if soft else INSIDE)
                place += face.kern(before, part[0])
            parts.append(part)
            starts.append(place)
            place += face.width_units(part)
            stops.append(place)
    around = face.kern(" ", parts[0][0]), face.kern(parts[-1][-1], " ")
    return Word(tuple(parts), tuple(starts), tuple(stops), tuple(hyphens), tuple(penalties), *around, found)


def _fragments(text: str) -> list[tuple[str, bool]]:
    """The parts of a word between which a line may end, as painted; each with whether a hyphen then shows before it."""
    fragments: list[tuple[str, bool]] = []
    start = 0
    soft = False
    for match in _BREAKS.finditer(text):
        end = match.end()
        if not (text[end - 2].isalpha() and text[end].isalpha()):  # ½ is no digit to the pattern
            continue
        fragments.append((painted(text[start:end]), soft))
        start, soft = end, text[end - 1] == SOFT_HYPHEN
    fragments.append((painted(text[start:]), soft))
    return fragments


@lru_cache(maxsize=8192)
def bearing(word: str) -> Bearing:
    """How a word bears on the ends of lines."""
    lower, bare = word.lower(), word.strip(AROUND)
    operator = word in OPERATORS
    found = Bearing(
        operator or not word.strip(DASHES),
        operator,
        word[0].isdigit(),
        bare[-1:].isnumeric() and bare[0].isnumeric(),
        lower in NUMBERED_WORDS,
        lower in WEAK_WORDS,
    )
    return PLAIN if found == PLAIN else found


PLAIN = Bearing(False, False, False, False, False, False)
"""Of most words: a line may end before and after it."""


def _penalty(before: Bearing | None, word: Bearing, following: Bearing) -> float:
    """What it costs to end a line after `word`."""
    if following.joins_before or word.joins_after or (following.begins_with_digit and word.names_number):
        return GLUED
    if word.is_number and not (before is not None and before.names_number):
        return GLUED
    return WEAK if word.leans else 0.0
