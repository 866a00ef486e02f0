"""Whether a text has a run of seven words in common with the article that the records' facts come from.

The article itself is not ours to hand on. What is kept here are hashes of its runs of seven words (`source_article_runs.txt`), from which
no sentence can be read but in which any borrowed one is found. To make them anew from the article:

    python tests/borrowed.py ARTICLE.txt...
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

RUN_WORDS = 7
DIGITS = 12
"""Of each hash in hexadecimal: among some 3,000 runs, one of a million other runs is taken for one of them once in 90,000 times."""
FILE = Path(__file__).with_name("source_article_runs.txt")
A_LINE = 10


def runs(text: str) -> Iterator[str]:
    """Every seven words in a row, in small letters and without marks."""
    words = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
    return (" ".join(words[start : start + RUN_WORDS]) for start in range(len(words) - RUN_WORDS + 1))


def hashed(run: str) -> str:
    return sha256(run.encode()).hexdigest()[:DIGITS]


@cache
def known() -> frozenset[str]:
    """The hashes of the article's runs."""
    return frozenset(FILE.read_text(encoding="ascii").split())


def borrowed(text: str, among: frozenset[str] | None = None) -> list[str]:
    """The runs of a text that are the article's too."""
    source = known() if among is None else among
    return [run for run in runs(text) if hashed(run) in source]


def hashes_of(texts: Iterable[str]) -> list[str]:
    """What is kept of an article, in an order that tells nothing."""
    return sorted({hashed(run) for text in texts for run in runs(text)})


def main(paths: list[str]) -> None:
    hashes = hashes_of(Path(path).read_text(encoding="utf-8") for path in paths)
    lines = [" ".join(hashes[start : start + A_LINE]) for start in range(0, len(hashes), A_LINE)]
    FILE.write_text("\n".join(lines) + "\n", encoding="ascii")
    print(f"{FILE.name}: {len(hashes)} runs")


if __name__ == "__main__":
    main(sys.argv[1:])
