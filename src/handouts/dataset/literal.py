"""Words taken literally: a patient's name, a note, a clinic's address. Cleaned of stray white space, never interpreted.

Enters: text as typed, in an option, a cell or a file. Leaves: the text on one line, or what is wrong with it. Markup is text like any
other; characters that control or reorder text are refused, since what is read must be what was typed (Unicode TR 36).
"""

from __future__ import annotations

from handouts.dataset.source import FORBIDDEN

MOST_NAME = 60
"""Characters of a patient's or a clinician's name: what a line of the page can hold."""
MOST_DATE = 30
MOST_NOTE = 240
MOST_NOTES = 4
"""Notes in a plan."""

CODE_PAGES = ("cp1252", "cp1250", "cp1251")
"""As which spreadsheets read a file that does not say what it is: of Western and Central Europe, and Cyrillic."""


def one_line(text: str) -> str:
    """The text with every run of white space as one space, accents joined to their letters."""
    text = " ".join(text.split())
    if text.isascii():
        return text
    import unicodedata

    return unicodedata.normalize("NFC", text)


def fault(text: str, most: int) -> str:
    """What is wrong with a text, or nothing. Line breaks and tabs count as spaces."""
    if len(text) > most:
        return f"has {len(text)} characters; there is room for {most}"
    if not text.isprintable():
        for char in text:
            if char in FORBIDDEN or "\ud800" <= char <= "\udfff":
                return f"holds the character U+{ord(char):04X}, which controls text rather than being text"
    return ""


def damage(text: str) -> tuple[str, str] | None:
    """The letters by which a text shows that it was damaged on its way, and what they probably were; None where it shows nothing.

    Two kinds: names of a web page's characters (`&#039;`, `&amp;`), and UTF-8 that was read as a code page of one byte a letter, which
    text in that code page almost never looks like.
    """
    if "&" in text:
        import html
        import re

        for entity in re.findall(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);", text):
            meant = html.unescape(entity)
            if meant != entity:
                return entity, meant
    if not text.isascii():
        for code_page in CODE_PAGES:
            for word in text.split():
                found = _read_wrongly(word, code_page)
                if found is not None:
                    return found
    return None


def _read_wrongly(word: str, code_page: str) -> tuple[str, str] | None:
    try:
        meant = word.encode(code_page).decode("utf-8")
    except UnicodeError:
        return None
    if len(meant) == len(word):
        return None
    wrong = "".join([char for char in word if not char.isascii()])
    return wrong, "".join([char for char in meant if not char.isascii()])
