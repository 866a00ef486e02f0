"""Finished words: labels by key, placeholders filled, dates and spelling as the place has them.

Enters: the dataset's labels and one locale. Leaves: Prose and str with every word of the place filled in; page numbers, which only layout
knows, stay open until then. What a person wrote (a name, a note, the clinic's own words) is put in as it is, after the dataset's own words
have been respelled, and is never looked into: a Dr Grey stays Grey in the United States.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from handouts.dataset.model import PLACEHOLDER, Clinic, Locale, Piece, Prose, Range
from handouts.document.blocks import Words
from handouts.errors import DatasetError, Diagnostic

FOR_LAYOUT = frozenset(("page", "pages", "spots", "numbers"))
"""Placeholders that stay: only layout knows on which page something is, or which numbers a figure shows."""


class Wording:
    """The words of one language and place. `say` is for labels, `tell` for a record's own prose."""

    def __init__(self, labels: Mapping[str, Prose], locale: Locale) -> None:
        self._labels = labels
        self._locale = locale
        self.lang = locale.lang
        spelling = {ours.lower(): theirs for ours, theirs in locale.spelling.items()}
        self._spelling = spelling
        self._respelled = re.compile(rf"\b({'|'.join(map(re.escape, spelling))})\b", re.IGNORECASE) if spelling else None

    def say(self, key: str, **values: str) -> Words:
        """The label `key`, filled in. Raises `DatasetError` for one that the dataset lacks."""
        label = self._labels.get(key)
        if label is None:
            raise DatasetError(Diagnostic(None, f"the label “{key}” is missing", "copy it from the bundled data/en of the same file"))
        return Words(self.fill(label, values, f"the label “{key}”"), f"labels.{key}")

    def has(self, key: str) -> bool:
        """Whether there is such a label."""
        return key in self._labels

    def say_plain(self, key: str, **values: str) -> str:
        """The label as bare characters."""
        return self.say(key, **values).plain()

    def tell(self, prose: Prose, source: str) -> Words:
        """A record's prose with the place's words and spelling."""
        return Words(self.fill(prose, {}, source or "a text"), source)

    def fill(self, prose: Prose, values: Mapping[str, str], what: str) -> Prose:
        """Respell, then replace each {name} by `values`, else by the place's word for it. Raises `DatasetError` where neither has it."""
        return tuple(Piece(self._fill_text(piece.text, values, what), piece.strong) for piece in prose)

    def _fill_text(self, text: str, values: Mapping[str, str], what: str) -> str:
        if self._respelled is not None:
            text = self._respelled.sub(self._as_here, text)
        if "{" not in text:
            return text
        place = self._locale

        def word(found: re.Match[str]) -> str:
            name = found.group(1)
            value = values.get(name, place.words.get(name))
            if value is None and name not in FOR_LAYOUT:
                hint = f"add “{name}: ...” to the words of {place.id} in locales.yaml"
                raise DatasetError(Diagnostic(place.place, f"the place {place.id} has no word “{name}”, which {what} asks for", hint))
            return found.group() if value is None else value

        return PLACEHOLDER.sub(word, text)

    def _as_here(self, found: re.Match[str]) -> str:
        """A word in the spelling of the place, in the capitals it was written with."""
        ours = found.group()
        theirs = self._spelling[ours.lower()]
        if ours.isupper():
            return theirs.upper()
        return theirs[:1].upper() + theirs[1:] if ours[:1].isupper() else theirs

    def date(self, iso: str, short: bool = False) -> str:
        """A date of the data, as people of the place write it: 2026-11-23 becomes 23 November 2026, in small print 23 Nov 2026."""
        year, month, day = iso.split("-")
        parts = {"day": str(int(day)), "month_number": str(int(month)), "year": year}
        months = self._locale.short_months if short else self._locale.months
        if months:
            parts["month"] = months[int(month) - 1]
        return PLACEHOLDER.sub(lambda found: parts[found.group(1)], self._locale.date_format)

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
