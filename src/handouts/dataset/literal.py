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
