"""Names in any script: letters that the handout's own face does not have, from other fonts, shaped, each line in its reading order.

Enters: a text, the shelf of fonts, a weight. Leaves: an `AnyScriptFace` that measures like any face, and for the painter the `Stretch`es
of a text from left to right. A text that the handout's face has all letters of never comes here.

A text is cut into words at its spaces, by direction (Unicode Standard Annex 9), by script, and by the fonts that have its letters; each
piece is shaped by HarfBuzz by itself, so that a line is as wide as the words that were measured for it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bidi import algorithm

from handouts.font_shelf import FontShelf
from handouts.layout.type.fonts import RIGHT_TO_LEFT_MARK, Face, check_coverage, painted
from handouts.layout.type.shaping_font import Glyph, ShapingFont, bundled_font, open_fonts, script_of

REMEMBERED = 20_000
"""Texts kept as glyphs; a batch repeats its clinic's on every page."""
JOINERS = "\u200c\u200d"
"""Zero-width non-joiner and joiner: how Persian and Indic names are spelled; no glyphs."""
RTL_CLASSES = frozenset(("R", "AL"))
EAST_ASIAN = frozenset(("Hani", "Hira", "Kana", "Hang", "Bopo"))
HAN_USE = {"Hira": "JP", "Kana": "JP", "Hang": "KR"}
"""The script beside Chinese characters tells whose forms of them are meant; by themselves they are set in the Chinese ones."""


UNSPACED = frozenset(("Thai", "Laoo", "Khmr", "Mymr"))
"""Scripts that write no spaces between words, where only a dictionary knows the words."""
LONG = 24
"""Letters in a row, more than a word has, before such a stretch may be cut anywhere."""
IDEOGRAPHIC = frozenset(("Hani", "Hira", "Kana", "Bopo"))
NOT_FIRST = frozenset("、。，．：；？！）］｝」』】〕〉》ー々…‥,.:;?!)]}”’ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ")
"""What no line begins with (JIS X 4051), and below what none ends with."""
NOT_LAST = frozenset("（［｛「『【〔〈《([{“‘เแโใไເແໂໃໄ\u17d2\u1039")


class Stretch(NamedTuple):
    """Glyphs of one font that stand side by side."""

    font: ShapingFont
    glyphs: tuple[Glyph, ...]


class SetText(NamedTuple):
    """A text set: its stretches from left to right, and its width in thousandths of the type size."""

    stretches: tuple[Stretch, ...]
    width: int


class AnyScriptFace(Face):
    """A face for what another face lacks letters for. It stands on the same line: the measures of its letters' height are the other's."""

    __slots__ = ("_chosen", "_set", "_shelf", "bundled", "weight")

    def __init__(self, beside: Face, shelf: FontShelf, weight: int) -> None:
        self.name = beside.name
        self.ascent, self.descent = beside.ascent, beside.descent
        self.cap_height, self.x_height = beside.cap_height, beside.x_height
        self.weight = weight
        self._shelf = shelf
        self.bundled = bundled_font(*shelf.bundled(weight), weight)
        self._chosen: dict[tuple[str, str], Stretch | None] = {}
        self._set: dict[str, SetText] = {}
        self._widths: dict[str, int] = {}
        self.measured: dict[object, object] = {}
        self.words = {}
        self.space = round(self.bundled.advance(self.bundled.glyph(" ")))

    @property
    def searched(self) -> str:
        return "none of the fonts on this computer"

    def mend(self, missing: Iterable[str]) -> str:
        if not all(_is_writing(char) for char in missing):
            return "leave it out: signs and emoji are not printed"
        return 'pip install "handouts[scripts]" brings fonts for most scripts; any other font is used once it is installed on this computer'

    def covers(self, char: str) -> bool:
        """Whether some font within reach has it."""
        return not self.missing(char)

    def missing(self, text: str) -> list[str]:
        """The characters that no font within reach has."""
        clusters = [cluster for cluster in _clusters(painted(text)) if not cluster.isspace()]
        lacking = [cluster for cluster in dict.fromkeys(clusters) if self._choose(cluster, _script(cluster), "", False) is None]
        return list(dict.fromkeys("".join(lacking)))

    def unspaced(self, text: str) -> Sequence[str]:
        """Chinese and Japanese between any two characters; Thai and its like between letters, and only in a long stretch of them."""
        letters = _clusters(text)
        long = len(letters) > LONG
        parts = letters[:1]
        for letter in letters[1:]:
            if _may_part(parts[-1], letter, long):
                parts.append(letter)
            else:
                parts[-1] += letter
        return parts

    def kern(self, left: str, right: str) -> int:
        """What is added between two parts of a word; words by themselves are set as they are."""
        if " " in (left, right) or not left or not right:
            return 0
        return self.width_units(left + right) - self.width_units(left) - self.width_units(right)

    def set_text(self, text: str) -> SetText:
        """The glyphs of a text. Raises `ResourceError` where a letter is in no font."""
        found = self._set.get(text)
        if found is None:
            if len(self._set) >= REMEMBERED:
                self._set.clear()
            found = self._set[text] = self._line(text)
        return found

    def _measure(self, text: str) -> int:
        return self.set_text(text).width

    def _line(self, text: str) -> SetText:
        from_right = text.startswith(RIGHT_TO_LEFT_MARK)
        text = painted(text).replace(RIGHT_TO_LEFT_MARK, "")
        body = text.rstrip(" ")
        levels = _levels(body, from_right) if is_rtl(body) or from_right else [0] * len(body)
        language = next((HAN_USE[script] for script in map(script_of, body) if script in HAN_USE), "SC")
        stretches: list[Stretch] = []
        for piece, level in [*_from_left(_pieces(body, levels)), *((" ", 0) for _ in text[len(body) :])]:
            stretches += self._word(piece, level % 2 == 1, language) if piece != " " else [self._space(stretches)]
        width = sum(glyph.advance for stretch in stretches for glyph in stretch.glyphs)
        return SetText(tuple(stretches), round(width))

    def _space(self, before: Sequence[Stretch]) -> Stretch:
        """A space as wide as all others, in the font of the word beside it where that has one."""
        font = before[-1].font if before and before[-1].font.glyph(" ") else self.bundled
        return Stretch(font, (Glyph(font.glyph(" "), self.space, 0, 0, " "),))

    def _word(self, word: str, rtl: bool, language: str) -> list[Stretch]:
        stretches = []
        for part, script in _by_script(word):
            found = self._choose(part, script, language, rtl)
            whole = [found] if found else [self._choose(cluster, script, language, rtl) for cluster in _clusters(part)]
            if None in whole:
                check_coverage(part, self)
            stretches += [each for each in (reversed(whole) if rtl else whole) if each]
        return stretches

    def _choose(self, text: str, script: str, language: str, rtl: bool) -> Stretch | None:
        """The text in the best font that has all of it."""
        key = (text, language + "<" * rtl)
        if key not in self._chosen:
            self._chosen[key] = self._find(text, script, language, rtl)
        return self._chosen[key]

    def _find(self, text: str, script: str, language: str, rtl: bool) -> Stretch | None:
        glyphs = self.bundled.shape(text, script, rtl)
        if glyphs:
            return Stretch(self.bundled, glyphs)
        if not all(_is_writing(char) for char in text):
            return None
        first = next((char for char in text if char not in JOINERS), text)
        best: tuple[tuple[object, ...], Stretch] | None = None
        best_rank = -1
        for rank, path in self._shelf.files():
            if best is not None and rank > best_rank:
                break
            for font in open_fonts(path, self.weight):
                if not font.glyph(first):
                    continue
                misfit = font.misfit(language if script in EAST_ASIAN else "", self.weight)
                if best is None or misfit < best[0]:
                    glyphs = font.shape(text, script, rtl)
                    if glyphs:
                        best, best_rank = (misfit, Stretch(font, glyphs)), rank
        return None if best is None else best[1]


def is_rtl(text: str) -> bool:
    """Whether any letter is written from right to left."""
    return any(char >= "\u0590" and unicodedata.bidirectional(char) in RTL_CLASSES for char in text)


def begins_rtl(text: str) -> bool:
    """Whether the first letter is written from right to left, and with it the paragraph (UAX 9, P2 and P3)."""
    classes = map(unicodedata.bidirectional, text)
    return next((strong for strong in classes if strong == "L" or strong in RTL_CLASSES), "L") != "L"


def _levels(text: str, from_right: bool) -> list[int]:
    """The embedding level of each character (UAX 9): odd ones run from right to left."""
    base = 1 if from_right or begins_rtl(text) else 0
    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(text, storage)
    algorithm.explicit_embed_and_overrides(storage)
    try:
        algorithm.resolve_weak_types(storage)
        algorithm.resolve_neutral_types(storage, False)
        algorithm.resolve_implicit_levels(storage, False)
    except AssertionError:  # a character that the library's tables do not know yet: no font has it, so the text is refused by its name
        return [base] * len(text)
    resolved = iter([char["level"] for char in storage["chars"]])
    levels: list[int] = []
    for char in text:  # joiners have no level of their own (X9): they stay with the letter before them
        joined = unicodedata.bidirectional(char) == "BN"
        levels.append((levels[-1] if levels else base) if joined else next(resolved))
    return levels


def _pieces(text: str, levels: Sequence[int]) -> Iterator[tuple[str, int]]:
    """Words and single spaces, each of one level."""
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or levels[index] != levels[start] or text[index] == " " or text[start] == " ":
            yield text[start:index], levels[start]
            start = index


def _from_left(pieces: Iterator[tuple[str, int]]) -> list[tuple[str, int]]:
    """The pieces as they stand from left to right (UAX 9, L2)."""
    ordered = list(pieces)
    for level in range(max((level for _, level in ordered), default=0), 0, -1):
        start = 0
        while start < len(ordered):
            end = start
            while end < len(ordered) and ordered[end][1] >= level:
                end += 1
            ordered[start:end] = ordered[start:end][::-1]
            start = max(end, start + 1)
    return ordered


def _by_script(word: str) -> list[tuple[str, str]]:
    """The parts of a word with their scripts; what is common to scripts goes with the letters before it."""
    parts: list[tuple[str, str]] = []
    for cluster in _clusters(word):
        script = _script(cluster)
        if parts and (not script or not parts[-1][1] or script == parts[-1][1]):
            parts[-1] = (parts[-1][0] + cluster, parts[-1][1] or script)
        else:
            parts.append((cluster, script))
    return parts


def _may_part(before: str, letter: str, long: bool) -> bool:
    """Whether a line may end between a text and the next letter, no space being there."""
    if letter[0] in NOT_FIRST or before[-1] in NOT_LAST:
        return False
    if _is_ideographic(letter[0]) or _is_ideographic(before[-1]):
        return True
    return long and script_of(letter[0]) in UNSPACED


def _is_ideographic(char: str) -> bool:
    return char >= "\u2e80" and (script_of(char) in IDEOGRAPHIC or "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uff60")


def _script(text: str) -> str:
    return next((script for script in map(script_of, text) if script), "")


def _clusters(text: str) -> list[str]:
    """Letters with the marks on them."""
    clusters: list[str] = []
    for char in text:
        if clusters and (char in JOINERS or unicodedata.category(char)[0] == "M"):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _is_writing(char: str) -> bool:
    """Letters, marks, figures, punctuation: what names and notes are written in. Signs and emoji are not looked for in other fonts."""
    return char in JOINERS or unicodedata.category(char)[0] in "LMNP"
