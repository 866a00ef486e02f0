"""Small readers from nodes to values. Each appends what is wrong to a list and gives a harmless value, so that one pass finds every
problem.

Enters: nodes. Leaves: text, prose, numbers, ranges, tuples. Which keys a record has is the schema's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from handouts.dataset.model import Piece, Prose, Range
from handouts.dataset.source import Mapping, Node, Scalar, Sequence
from handouts.errors import Diagnostic, Place

T = TypeVar("T")


_BREAKS = {ord(char): " " for char in "\n\r\t"}


class Reader:
    """Collects problems, and where each field stands."""

    def __init__(self) -> None:
        self.problems: list[Diagnostic] = []
        self.warnings: list[Diagnostic] = []
        self.places: dict[str, Place] = {}

    def error(self, place: Place, message: str, hint: str = "") -> None:
        """Note a problem."""
        self.problems.append(Diagnostic(place, message, hint))

    def warn(self, place: Place, message: str, hint: str = "") -> None:
        """Note what is worth a look."""
        self.warnings.append(Diagnostic(place, message, hint, "warning"))

    def unknown(self, place: Place, what: str, word: str, known: Iterable[str]) -> None:
        """Note a word that is not one of the known ones, with the nearest of them."""
        self.error(place, f"unknown {what} “{word}”", near(word, known))

    def fields(self, node: Node, path: str, required: Iterable[str], optional: Iterable[str] = ()) -> Fields:
        """The keys of a mapping; unknown and missing ones are noted."""
        required, optional = tuple(required), tuple(optional)
        if not isinstance(node, Mapping):
            self.error(node.place, f"{path or 'the file'} must be a mapping of keys to values")
            return Fields(self, path, node.place, {})
        known = (*required, *optional)
        values: dict[str, Node] = {}
        for key, value in node.entries:
            if key.text in known:
                values[key.text] = value
                self.places[f"{path}.{key.text}" if path else key.text] = value.place
            else:
                self.unknown(key.place, "key", key.text, known)
        for key_name in required:
            if key_name not in values:
                self.error(node.place, f"the key “{key_name}” is missing" + (f" in {path}" if path else ""))
        return Fields(self, path, node.place, values)

    def text(self, node: Node) -> str:
        """A plain text, not empty."""
        if not isinstance(node, Scalar):
            self.error(node.place, "this must be a text")
            return ""
        text = " ".join(node.text.translate(_BREAKS).split(" ")) if "\n" in node.text or "\t" in node.text else node.text.strip(" ")
        while "  " in text:
            text = text.replace("  ", " ")
        if not text:
            self.error(node.place, "this text is empty")
        return text

    def prose(self, node: Node) -> Prose:
        """Words for a reader: `*emphasis*`, real quotes and dashes."""
        text = self.text(node)
        if text.count("*") % 2:
            self.error(node.place, "an asterisk has no partner", "write *words* round what is to be emphasised")
            return (Piece(text.replace("*", "")),)
        parts = typographic(text).split("*")
        return tuple(Piece(part, index % 2 == 1) for index, part in enumerate(parts) if part)

    def one_of(self, node: Node, what: str, known: Iterable[str]) -> str:
        """One of a few words."""
        word = self.text(node)
        known = tuple(known)
        if word and word not in known:
            self.unknown(node.place, what, word, known)
        return word

    def truth(self, node: Node) -> bool:
        """true or false."""
        word = node.text if isinstance(node, Scalar) else ""
        if word not in ("true", "false"):
            self.error(node.place, "this must be true or false")
        return word == "true"

    def number(self, node: Node, low: int, high: int) -> int:
        """A whole number within bounds."""
        text = node.text.strip() if isinstance(node, Scalar) else ""
        if not (text.isascii() and text.lstrip("-").isdigit() and len(text) < 10):
            self.error(node.place, f"this must be a whole number from {low} to {high}")
            return low
        value = int(text)
        if not low <= value <= high:
            self.error(node.place, f"{value} is not from {low} to {high}")
            return min(max(value, low), high)
        return value

    def range(self, node: Node, low: int, high: int) -> Range:
        """[3, 5], or one number for both ends."""
        if isinstance(node, Sequence):
            if len(node.items) != 2:
                self.error(node.place, "a range is two numbers, such as [3, 5]")
                return (low, low)
            first, last = (self.number(item, low, high) for item in node.items)
            if first > last:
                self.error(node.place, f"the range runs backwards: {first} to {last}", f"write [{last}, {first}]")
                return (last, first)
            return (first, last)
        value = self.number(node, low, high)
        return (value, value)

    def date(self, node: Node) -> str:
        """2026-11-23."""
        text = self.text(node)
        parts = text.split("-")
        good = len(text) == 10 and len(parts) == 3 and all(part.isascii() and part.isdigit() for part in parts)
        if not good or not (1 <= int(parts[1]) <= 12 and 1 <= int(parts[2]) <= _days(int(parts[0]), int(parts[1]))):
            self.error(node.place, f"“{text}” is not a date", "write year-month-day, such as 2026-11-23")
            return "2026-01-01"
        return text

    def sequence(self, node: Node | None, path: str, read: Callable[[Node, str], T], least: int = 0, most: int = 60) -> tuple[T, ...]:
        """A list, each item read with its own path."""
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            self.error(node.place, f"{path} must be a list (lines that start with “- ”)")
            return ()
        if not least <= len(node.items) <= most:
            self.error(node.place, f"{path} has {len(node.items)} items; {least} to {most} are allowed")
        values = []
        for index, item in enumerate(node.items):
            self.places[f"{path}[{index}]"] = item.place
            values.append(read(item, f"{path}[{index}]"))
        return tuple(values)


class Fields:
    """The values of one mapping, to be read by key; a key that is missing gives a harmless value (its absence is already noted)."""

    def __init__(self, reader: Reader, path: str, place: Place, values: dict[str, Node]) -> None:
        self.reader, self.path, self.place, self.values = reader, path, place, values

    def has(self, key: str) -> bool:
        return key in self.values

    def node(self, key: str) -> Node:
        """The value’s node, of a key that `has` has found."""
        return self.values[key]

    def text(self, key: str, default: str = "") -> str:
        return self.reader.text(self.values[key]) if key in self.values else default

    def prose(self, key: str) -> Prose:
        return self.reader.prose(self.values[key]) if key in self.values else ()

    def one_of(self, key: str, what: str, known: Iterable[str], default: str = "") -> str:
        return self.reader.one_of(self.values[key], what, known) if key in self.values else default

    def truth(self, key: str, default: bool = False) -> bool:
        return self.reader.truth(self.values[key]) if key in self.values else default

    def number(self, key: str, low: int, high: int, default: int = 0) -> int:
        return self.reader.number(self.values[key], low, high) if key in self.values else default

    def range(self, key: str, low: int, high: int) -> Range | None:
        return self.reader.range(self.values[key], low, high) if key in self.values else None

    def date(self, key: str, default: str = "") -> str:
        return self.reader.date(self.values[key]) if key in self.values else default

    def sequence(self, key: str, read: Callable[[Node, str], T], least: int = 0, most: int = 60) -> tuple[T, ...]:
        path = f"{self.path}.{key}" if self.path else key
        return self.reader.sequence(self.values.get(key), path, read, least, most)


def near(word: str, known: Iterable[str]) -> str:
    """The hint for a word that is nearly one of the known ones."""
    from difflib import get_close_matches

    words = sorted(known)
    found = get_close_matches(word, words, 1, 0.6)
    if found:
        return f"did you mean “{found[0]}”?"
    return f"known: {', '.join(words)}" if 0 < len(words) <= 12 else ""


def typographic(text: str) -> str:
    """Typewriter marks to real ones: quotes, apostrophes, dashes, ellipses; 3-5 becomes a range."""
    if text.isalpha():
        return text
    if "'" in text or '"' in text:
        out = []
        before = " "
        for char in text:
            if char == "'":
                char = "‘" if before in " (*“" else "’"
            elif char == '"':
                char = "“" if before in " (*‘" else "”"
            out.append(char)
            before = char
        text = "".join(out)
    if "-" in text:
        text = text.replace(" -- ", " – ").replace(" - ", " – ")
        text = "".join(
            "–" if char == "-" and 0 < i < len(text) - 1 and text[i - 1].isdigit() and text[i + 1].isdigit() else char
            for i, char in enumerate(text)
        )
    return text.replace("...", "…") if "..." in text else text


def _days(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
