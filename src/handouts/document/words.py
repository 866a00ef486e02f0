"""Finished words: labels by key, placeholders filled, spelling of the place, left and right.

Enters: the dataset's labels and one locale. Leaves: Prose and str with every word of the place filled in. Page numbers,
which only layout knows, stay open until then.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from handouts.dataset.model import Clinic, Locale, Piece, Prose, Range
from handouts.document.blocks import Words

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Wording:
    """The words of one language and place. `say` is for labels, `tell` for a record's own prose."""

    def __init__(self, labels: Mapping[str, Prose], locale: Locale) -> None:
        self._labels = labels
        self._locale = locale
        self.lang = locale.lang

    def say(self, key: str, **values: str) -> Words:
        """The label `key`, filled in."""
        return Words(self.fill(self._labels[key], values), f"labels.{key}")

    def say_plain(self, key: str, **values: str) -> str:
        """The label as bare characters."""
        return self.say(key, **values).plain()

    def tell(self, prose: Prose, source: str) -> Words:
        """A record's prose with the place's words and spelling."""
        return Words(self.fill(prose, {}), source)

    def fill(self, prose: Prose, values: Mapping[str, str]) -> Prose:
        """Respell, then replace {name} by `values`, else by the locale's words. What is filled in is taken as it stands."""
        return tuple(Piece(self._fill_text(piece.text, values), piece.strong) for piece in prose)

    def _fill_text(self, text: str, values: Mapping[str, str]) -> str:
        for ours, theirs in self._locale.spelling.items():
            text = text.replace(ours, theirs).replace(ours.capitalize(), theirs.capitalize())
        if "{" not in text:
            return text
        # filled in after respelling, and in one pass: a name is nobody's to respell, nor is what it holds filled in
        given = {**self._locale.words, **values}
        return _PLACEHOLDER.sub(lambda found: given.get(found[1], found[0]), text)

    def number(self, low_high: Range) -> str:
        """3 or 3–5 (en dash)."""
        low, high = low_high
        return str(low) if low == high else f"{low}–{high}"


def own_words(locale: Locale, clinic: Clinic | None) -> Locale:
    """The words of the place, with the clinic's own for emergencies where it gives them."""
    if clinic is None or not clinic.emergency:
        return locale
    return locale._replace(words={**locale.words, "emergency": clinic.emergency})


def joined(parts: list[Prose], separator: str) -> Prose:
    """Prose parts with a separator between them."""
    out: list[Piece] = []
    for index, part in enumerate(parts):
        if index:
            out.append(Piece(separator))
        out.extend(part)
    return tuple(out)


def strong(text: str) -> Prose:
    """One emphasised piece."""
    return (Piece(text, True),)
