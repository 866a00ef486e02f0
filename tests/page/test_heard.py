"""What one who listens hears of a handout, in order: the tag tree as a screen reader walks it."""

from __future__ import annotations

import re

from tag_tree import tag_tree

from .conftest import made


def heard_tree(data: bytes) -> str:
    """The tree without the list of what is decoration."""
    return tag_tree(data).partition("\nartifacts:")[0]


def elements(data: bytes) -> list[tuple[str, str]]:
    """Role and the rest of its line (attributes, words) of each element, in order."""
    return [(role, rest) for role, rest in re.findall(r"^ *- (\w+)(.*)$", heard_tree(data), re.M)]


def test_the_title_comes_first_then_the_blanks_then_whom_to_ask(number: int) -> None:
    heard = elements(made(number).data)[1:]
    assert heard[0][0] == "H1"
    lines = [rest for _, rest in heard]
    blank = next(index for index, rest in enumerate(lines) if "Name" in rest)
    ask = next(index for index, rest in enumerate(lines) if "Ask first" in rest)
    find = next(index for index, rest in enumerate(lines) if "Find it" in rest)
    assert 0 < blank < ask < find


def test_one_heading_stands_over_the_techniques_and_each_is_one_below(number: int) -> None:
    sheet = made(number)
    heard = elements(sheet.data)
    headings = [(role, rest) for role, rest in heard if role in ("H1", "H2", "H3")]
    assert sum("What to do" in rest for _, rest in headings) == 1
    assert [role for role, _ in headings].count("H3") == len(sheet.handout.techniques)


def test_a_dose_is_heard_once_and_its_bar_not_at_all(number: int) -> None:
    sheet = made(number)
    tree = heard_tree(sheet.data)
    for technique in sheet.handout.techniques:
        assert technique.dose.hard.plain() in tree
    assert not re.search(r"'0 '|'10 '", tree), "the ends of the bar are decoration"


def test_signs_folios_and_legends_are_not_read_out(number: int) -> None:
    """The key is a part of its figure, whose alternate text stands for it; the rest is decoration."""
    heard = [rest for role, rest in elements(made(number, diary="back").data) if role != "Figure"]
    for words in ("Page 1 of 2", "Start here", "Work inside", "main pain'", "may spread'"):
        assert not any(words in rest for rest in heard), words


def test_a_diary_to_fill_in_by_hand_is_one_figure_with_words(number: int) -> None:
    heard = elements(made(number, diary="back").data)
    assert not any(role in ("Table", "TR", "TD") for role, _ in heard)
    diaries = [rest for role, rest in heard if role == "Figure" and "A diary to fill in for 14 days" in rest]
    assert len(diaries) == 1


def test_a_figure_says_where_to_press_and_the_code_where_it_leads(number: int) -> None:
    sheet = made(number, diary="back")
    heard = elements(sheet.data)
    figures = [rest for role, rest in heard if role == "Figure" and sheet.handout.plate.alt[:40] in rest]
    both = [rest for role, rest in heard if role == "Figure" and sheet.handout.plate.alt_of_both[:40] in rest]
    assert len(figures or both) == 1
    assert any(role == "Link" and "QR code that opens" in rest for role, rest in heard)
