"""The booklet: its parts in order, each on pages of its own, with the page numbers that they refer to each other by.

Enters: a `Booklet`, faces, figures, a trim size. Leaves: pages in reading order. The contents are laid twice: first to learn how many pages
they take, then with the numbers filled in; a row keeps its height whatever its number, so that the second time ends where the first did.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handouts.document.blocks import Words
from handouts.document.booklet import Booklet, Section, with_pages
from handouts.errors import Place
from handouts.layout.booklet.contents_page import ANCHOR as CONTENTS
from handouts.layout.booklet.contents_page import Entry, lay_contents
from handouts.layout.booklet.cover import lay_cover
from handouts.layout.booklet.flow import lay_sections
from handouts.layout.booklet.full_size import lay_spot_page
from handouts.layout.booklet.half_size import lay_spot_spread
from handouts.layout.booklet.leaf import Head, Leaf, Way, lay_page, leaf_of
from handouts.layout.figures.figure import Figures
from handouts.layout.frame import Frame, Page, Rect, every_frame
from handouts.layout.laid import Laid, decoration, line
from handouts.layout.sheets.finder_sheet import KEY as FINDER
from handouts.layout.sheets.finder_sheet import finder_sides
from handouts.layout.sheets.reference_sheet import KEY as REFERENCE
from handouts.layout.sheets.reference_sheet import reference_sides
from handouts.layout.sheets.sheet_parts import Room, lay_head
from handouts.layout.style import BODY_FLOOR_PT
from handouts.layout.type.typeset import Setter, Setters

COVER = "cover"
NOTES = "notes"


class Chapter(NamedTuple):
    """A part of the booklet: what its running head says on a right page, its type areas."""

    key: str
    title: Words
    bodies: tuple[Laid, ...]
    running: str = ""
    entries: tuple[tuple[str, Words], ...] = ()
    """Its rows in the contents: where they lead, and their words."""
    number: int = 0
    """The spot’s number; 0 for a section of all spots."""


class Making(NamedTuple):
    """What laying out any part of a booklet needs."""

    setters: Setters
    figures: Figures
    leaf: Leaf
    half: bool
    places: Mapping[int, Mapping[str, Place]]

    @property
    def setter(self) -> Setter:
        """The type of everything but the spots."""
        return self.setters.at(self.leaf.style(BODY_FLOOR_PT))


def lay_booklet(
    booklet: Booklet,
    setters: Setters,
    figures: Figures,
    trim: str,
    half: bool,
    places: Mapping[int, Mapping[str, Place]],
) -> tuple[Page, ...]:
    """All the pages, in reading order."""
    making = Making(setters, figures, leaf_of(trim), half, places)
    front, back, last = (_sections(part, making) for part in (booklet.front, booklet.back, booklet.last))
    before = (_cover(booklet, making), *front, *_finder(booklet, making))
    spots = _spots(booklet, making)
    promised = _sheet(REFERENCE, booklet.quick.title, ()) if booklet.quick else ()
    draft = _opening(booklet, making, before, (*spots, *promised, *back, *last), {})
    shown = {chapter.number: str(page) for page, chapter in _numbered((*draft, *spots)) if chapter.number}
    after = (*spots, *_reference(with_pages(booklet, shown), making), *back, *last)
    drafted = _numbered((*draft, *after))
    found = {key: str(page) for first, chapter in drafted for key, page in _anchors(first, chapter)}
    opening = _opening(booklet, making, before, after, found)
    numbered = _numbered((*opening, *after))
    if [first for first, _ in numbered] != [first for first, _ in drafted]:
        raise ValueError("the booklet's parts moved when their page numbers were filled in")
    firsts = {chapter.key: first for first, chapter in numbered}
    return tuple(page for first, chapter in numbered for page in _pages(first, chapter, booklet, making, firsts))


def _opening(
    booklet: Booklet, making: Making, before: tuple[Chapter, ...], after: Sequence[Chapter], pages: Mapping[str, str]
) -> tuple[Chapter, ...]:
    """All that stands before the spots: with the contents, and in the half size as many pages as let each spot open on a left page."""
    whole = (*before, *_contents(booklet, making, (*before, *after), pages)) if len(booklet.handouts) > 1 else before
    if making.half and sum(len(chapter.bodies) for chapter in whole) % 2 == 0:
        return (*whole, _notes(booklet, making))
    return whole


def _cover(booklet: Booklet, making: Making) -> Chapter:
    cover = booklet.cover
    return Chapter(COVER, cover.title, (lay_cover(cover, booklet.handouts, making.setter, making.figures, making.leaf.room),))


def _spots(booklet: Booklet, making: Making) -> tuple[Chapter, ...]:
    lay = lay_spot_spread if making.half else lay_spot_page
    spots = []
    for handout in booklet.handouts:
        bodies = lay(handout, booklet, making.setters, making.figures, making.leaf, making.places.get(handout.number, {}))
        key, title = f"spot-{handout.number}", f"{handout.number}  {handout.title.plain()}"
        running = booklet.words.say_plain("spot", number=str(handout.number))
        named = (marked(bodies[0], key, title), *bodies[1:])
        spots.append(Chapter(key, handout.title, named, running, ((key, handout.title),), handout.number))
    return tuple(spots)


def _sections(sections: Sequence[Section], making: Making) -> tuple[Chapter, ...]:
    if not sections:
        return ()
    bodies = lay_sections(sections, making.setter, making.leaf.room)
    entries = tuple((section.key, section.heading) for section in sections)
    return (Chapter(sections[0].key, sections[0].heading, bodies, sections[0].heading.plain(), entries=entries),)


def _finder(booklet: Booklet, making: Making) -> tuple[Chapter, ...]:
    finder, leaf = booklet.finder, making.leaf
    if finder is None:
        return ()
    head = lay_head(None, finder.title, finder.danger, finder.how, making.setter, leaf.room.width_pt, FINDER)
    style = leaf.style(BODY_FLOOR_PT)
    return _sheet(FINDER, finder.title, finder_sides(finder, making.setters, making.figures, style, leaf.room, head, linked=True))


def _reference(booklet: Booklet, making: Making) -> tuple[Chapter, ...]:
    table, leaf = booklet.quick, making.leaf
    if table is None:
        return ()
    head = lay_head(None, table.title, table.danger, table.how, making.setter, leaf.room.width_pt, REFERENCE)
    style = leaf.style(BODY_FLOOR_PT)
    return _sheet(REFERENCE, table.title, reference_sides(table, making.setters, making.figures, style, leaf.room, head, linked=True))


def _sheet(key: str, title: Words, sides: Sequence[Laid]) -> tuple[Chapter, ...]:
    """What is a sheet of its own outside the booklet. Without sides it is only named in the contents."""
    named = tuple(marked(side, key, title.plain()) if index == 0 else side for index, side in enumerate(sides))
    return (Chapter(key, title, named, title.plain(), ((key, title),)),)


def _contents(booklet: Booklet, making: Making, chapters: Sequence[Chapter], pages: Mapping[str, str]) -> tuple[Chapter, ...]:
    subtitles = {f"spot-{handout.number}": handout.subtitle for handout in booklet.handouts}
    entries = [
        Entry(words, subtitles.get(key, Words(())), key, pages.get(key, "00"), chapter.number)
        for chapter in chapters
        for key, words in chapter.entries
    ]
    title = booklet.words.say("booklet.contents")
    return (Chapter(CONTENTS, title, lay_contents(title, entries, making.setter, making.leaf.room), title.plain()),)


def _notes(booklet: Booklet, making: Making) -> Chapter:
    title = booklet.words.say("booklet.notes")
    return Chapter(NOTES, title, (_lined(title, making.setter, making.leaf.room),), title.plain())


def _lined(title: Words, setter: Setter, room: Room) -> Laid:
    """A page to write on."""
    step_pt = setter.style.body_pt * 2.2
    heading = setter.paragraph(title, room.width_pt, setter.title, "H1")

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        rules = []
        rule_pt = y_pt + heading.height_pt + step_pt
        while rule_pt <= y_pt + room.height_pt:
            rules.append(line(x_pt, rule_pt, x_pt + room.width_pt, rule_pt, "rule", 0.6))
            rule_pt += step_pt
        return (*heading.place(x_pt, y_pt), decoration(Rect(x_pt, y_pt, room.width_pt, room.height_pt), tuple(rules)))

    return Laid(room.height_pt, place)


def _numbered(chapters: Sequence[Chapter]) -> list[tuple[int, Chapter]]:
    """Each part with its first page."""
    found = []
    page = 1
    for chapter in chapters:
        found.append((page, chapter))
        page += len(chapter.bodies)
    return found


def _anchors(first: int, chapter: Chapter) -> list[tuple[str, int]]:
    """The pages of all that the contents and the table lead to."""
    found = [(chapter.key, first)]
    wanted = {key for key, _ in chapter.entries[1:]}
    if wanted:
        found += [
            (name, first + index) for index, body in enumerate(chapter.bodies) for name in _names(body.place(0.0, 0.0)) if name in wanted
        ]
    return found


def _names(frames: Sequence[Frame]) -> list[str]:
    return [frame.anchor for frame in every_frame(frames) if frame.anchor]


def _pages(first: int, chapter: Chapter, booklet: Booklet, making: Making, firsts: Mapping[str, int]) -> list[Page]:
    """The pages of a part: its own words over right pages, the booklet's over left ones; over a spot's pages the ways back."""
    words = booklet.words
    ways = []
    if chapter.number and FINDER in firsts:
        ways.append(Way(words.say_plain("booklet.to_finder", page=str(firsts[FINDER])), f"#{FINDER}"))
    if chapter.number and CONTENTS in firsts:
        ways.append(Way(words.say_plain("booklet.to_contents", page=str(firsts[CONTENTS])), f"#{CONTENTS}"))
    pages = []
    for index, body in enumerate(chapter.bodies):
        number = first + index
        running = _running(chapter, index) if number % 2 or (chapter.number and not making.half) else words.say_plain("booklet.title")
        shown = tuple(ways) if not making.half else tuple(ways[index % 2 : index % 2 + 1])
        head = None if chapter.key == COVER else Head(running, shown)
        pages.append(_held(lay_page(making.leaf, number, body, head, making.setter), chapter.key))
    return pages


def _running(chapter: Chapter, index: int) -> str:
    """What stands over a right page: of several sections the first that begins there, or the one that goes on."""
    titles = {key: words.plain() for key, words in chapter.entries}
    if len(titles) < 2:
        return chapter.running
    begun = chapter.running
    for body in chapter.bodies[:index]:
        begun = ([titles[name] for name in _names(body.place(0.0, 0.0)) if name in titles] or [begun])[-1]
    here = [titles[name] for name in _names(chapter.bodies[index].place(0.0, 0.0)) if name in titles]
    return (here or [begun])[0]


def _held(page: Page, key: str) -> Page:
    """All that is on the pages of one part is one section of the structure."""
    rect = Rect(0, 0, page.width_pt, page.height_pt)
    return page._replace(frames=(Frame("Sect", rect, (), page.frames, continues=f"part-{key}"),))


def marked(body: Laid, anchor: str, bookmark: str) -> Laid:
    """The same with its first heading as a place that links and the outline lead to."""

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        return _marked(body.place(x_pt, y_pt), anchor, bookmark)[0]

    return Laid(body.height_pt, place)


def _marked(frames: tuple[Frame, ...], anchor: str, bookmark: str) -> tuple[tuple[Frame, ...], bool]:
    for index, frame in enumerate(frames):
        if frame.role == "H1":
            own = frame._replace(anchor=anchor, bookmark=bookmark)
            return (*frames[:index], own, *frames[index + 1 :]), True
        children, found = _marked(frame.children, anchor, bookmark)
        if found:
            return (*frames[:index], frame._replace(children=children), *frames[index + 1 :]), True
    return frames, False
