"""What a page says, part by part, before anyone knows its paper: the vocabulary between composing and layout.

Enters: nothing. Leaves: values that `handout`, `booklet` and `quickref` fill with finished words and that layout sets in type.
Every text knows the field it came from (`source`), so that a message or a test can name it. Locale, side and
plan are already in; only what layout alone can know (`{page}`, `{pages}`, the numbers in a heading) is filled in there.
"""

from __future__ import annotations

from typing import NamedTuple

from handouts.dataset.model import Prose


class Words(NamedTuple):
    """A text and the field it came from."""

    text: Prose
    source: str = ""

    def plain(self) -> str:
        """The bare characters."""
        return "".join(piece.text for piece in self.text)


class Titled(NamedTuple):
    """A heading over a list."""

    heading: Words
    items: tuple[Words, ...]


class DangerBox(NamedTuple):
    """What must be read first."""

    heading: Words
    text: Words


class FigureKey(NamedTuple):
    """What the signs on every plate mean, in the same words on every page."""

    start: Words
    zone: Words
    fingers: Words
    keep_off: Words


class PlateFigure(NamedTuple):
    """The location diagram with what the program lays over it. `landmarks` holds one id for each find-it step ("": the zone itself)."""

    plate: str
    alt: str
    landmarks: tuple[str, ...]
    side: str
    key: FigureKey
    alt_of_both: str = ""
    """What is said instead where the plate shows both sides."""
    keep_off: tuple[bool, ...] = ()
    """For each step, whether it says what to keep off."""
    note: Words = Words(())
    """What this plate says besides the key, where it has more than one X."""

    def is_keep_off(self, number: int) -> bool:
        """Whether step `number`, counted from 1, forbids."""
        return number <= len(self.keep_off) and self.keep_off[number - 1]


class PainMap(NamedTuple):
    """Locator and pain map in one: region ids, and the spot for the X."""

    number: int
    main: tuple[str, ...]
    spill_over: tuple[str, ...]
    side: str
    alt: str
    main_words: Words
    """What the solid areas are."""
    spill_words: Words = Words(())
    """What the dotted areas are, where there are any."""


class DoseStrip(NamedTuple):
    """How hard, in words and as a band on the 0-10 scale; how long and how many; how often and with what."""

    pressure: tuple[int, int]
    hard: Words
    amount: Words
    rhythm: Words


class TechniqueBox(NamedTuple):
    """One way to work the spot: words, the drawing of the hand, the stroke on the figure, the dose."""

    name: Words
    who: Words
    drawing: str
    drawing_alt: str
    plate: str
    stroke: str
    stroke_alt: str
    side: str
    steps: tuple[Words, ...]
    dose: DoseStrip


class Letterhead(NamedTuple):
    """The clinic's own head. `details` are address, phone, hours and web, each unbroken; `link` is where the last of them leads."""

    name: Words
    details: tuple[Words, ...]
    link: str = ""
    logo: str = ""
    """A key of the pictures read at the start."""
    logo_alt: str = ""
    logo_aspect: float = 0.0
    logo_view: tuple[float, float, float, float] | None = None
    low: bool = False
    """One line high, where room is short."""
    preprinted_top_mm: int = 0
    """From the paper's edge: this much is left empty for what the paper has already, and nothing of the rest is printed."""


class Blank(NamedTuple):
    """A label and what is written after it, or a ruled blank where that is empty. `share` is its part of the line's width."""

    label: Words
    value: str
    name: str
    share: float = 1.0


class Diary(NamedTuple):
    """The patient's plan: a box to tick for each day, what the clinician noted; on the back two numbers a day and room to write.

    No days: only what this patient is told.
    """

    heading: Words
    how: Words
    """Over the row of boxes, or where there are none for how long to try."""
    how_back: Words
    day: Words
    before: Words
    after: Words
    notes: Words
    days: int
    notes_text: tuple[str, ...] = ()
    done: Words = Words(())
    tick: Words = Words(())
    noticed: Words = Words(())
    alt: str = ""
    """What a blank diary is, for those who do not see it."""
    teach_heading: Words = Words(())
    teach: tuple[Words, ...] = ()
    """Questions by which a clinician hears whether the plan was understood (teach-back)."""


class Foot(NamedTuple):
    """The honest small print, and the way to read more."""

    evidence: Words
    credits: tuple[Words, ...]
    address: str
    address_words: Words
    qr_alt: str
    qr_words: Words
    """What scanning the code gives, printed beside it."""
    page: str
    """The template of the folio, with {page} and {pages}."""


class Handout(NamedTuple):
    """One spot for one patient, in reading order."""

    key: str
    number: int
    lang: str
    letterhead: Letterhead | None
    title: Words
    subtitle: Words
    message: Words
    blanks: tuple[Blank, ...]
    danger: DangerBox | None
    ask_first: Titled
    plate: PlateFigure
    find_heading: Words
    steps: tuple[Words, ...]
    pain_map: PainMap
    felt: Words
    relieves: Words
    honesty: Words
    also_helps: Words
    muscles: Words
    do_heading: Words
    anchors: Words
    """What the numbers of the pressure scale feel like, once for all techniques."""
    techniques: tuple[TechniqueBox, ...]
    feels: Titled
    stop: Titled
    help_now: Titled
    help_today: Titled
    help_soon: Titled
    diary: Diary | None
    diary_side: str
    """front, back or none."""
    foot: Foot
    why: Words = Words(())
    more: tuple[Words, ...] = ()
    """What a booklet's page has room for besides."""

    @property
    def facts(self) -> tuple[Words, ...]:
        """What is worth knowing, each with its label."""
        return tuple(words for words in (self.felt, self.relieves, self.honesty, self.muscles, *self.more) if words.text)
