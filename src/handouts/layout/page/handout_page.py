"""The one-page handout: where its parts stand, and the search for the largest type that fits.

Enters: a `Handout`, faces, figures, a paper. Leaves: pages of frames and what was chosen, or a `FitError` that names the part to
shorten. The order of remedies is the contract of docs/page.md: the next smaller type step, never below the floor; "what else helps"
off the front; then an error. Room that is left goes to the figure, then to the white between the parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handouts.document.blocks import Handout, Words
from handouts.document.words import joined
from handouts.errors import Diagnostic, FitError, Place
from handouts.layout.figures.figure import Figures
from handouts.layout.figures.qr import quiet_pt
from handouts.layout.frame import Frame, Page
from handouts.layout.laid import Laid, beside, element, middled, nothing, space, stack
from handouts.layout.page.back_page import lay_back
from handouts.layout.page.blanks import lay_blanks
from handouts.layout.page.boxes import (
    lay_danger,
    lay_foot,
    lay_help,
    lay_qr_code,
    lay_titled,
)
from handouts.layout.page.diary import lay_diary
from handouts.layout.page.letterhead import lay_letterhead, lowered
from handouts.layout.page.plate_and_map import Options, lay_location, lay_map
from handouts.layout.page.technique import lay_techniques
from handouts.layout.style import MM, TYPE_STEPS_PT, Style
from handouts.layout.type.typeset import Setter, Setters


class Air(NamedTuple):
    """One level of generosity.

    The plate's least width, the least height of the head with its pain map, the white between parts (in ems), and whether short
    facts and cautions each have a line of their own rather than run in one sentence.
    """

    plate_pt: float
    head_pt: float
    gap_em: float
    apart: bool


LEVELS = (
    Air(60 * MM, 0, 0.14, False),
    Air(61 * MM, 78, 0.2, False),
    Air(62 * MM, 84, 0.28, False),
    Air(63 * MM, 86, 0.36, False),
    Air(64 * MM, 86, 0.36, True),
    Air(66 * MM, 92, 0.46, True),
    Air(68 * MM, 98, 0.58, True),
    Air(70 * MM, 104, 0.7, True),
    Air(72 * MM, 110, 0.85, True),
    Air(74 * MM, 116, 1.0, True),
)
"""From the least that is allowed to the most that looks composed."""

WIDEST_PLATE_PT = 82 * MM
MAP_WIDTH_PT = 48 * MM

CALM = 3
"""Type larger than the floor must leave at least this level, and both drawings in each technique box."""


class Choice(NamedTuple):
    """What the search settled on."""

    body_pt: float
    level: int
    plate_width_pt: float
    drawings: int
    also_helps: bool
    spare_pt: float


class Shortfall(NamedTuple):
    """By how many lines a handout is too long for its side."""

    lines: int


class Fitted(NamedTuple):
    """What was chosen for a handout that fits, not yet placed."""

    choice: Choice
    front: Laid
    """As high as the page's room."""
    back: Page | None
    style: Style

    @property
    def pages(self) -> tuple[Page, ...]:
        """The front, and the back where there is one."""
        style = self.style
        front = Page(style.page_width_pt, style.page_height_pt, self.front.place(style.margin_pt, style.margin_pt), "1")
        return (front,) if self.back is None else (front, self.back)


def fit_handout(handout: Handout, setters: Setters, figures: Figures, options: Options, places: Mapping[str, Place]) -> Fitted:
    """The handout on one side; where room is short, the letterhead is a line high. Raises `FitError`."""
    found = find_fit(handout, setters, figures, options)
    if isinstance(found, Shortfall) and handout.letterhead is not None:
        letterhead, foot = lowered(handout.letterhead, handout.foot)
        found = find_fit(handout._replace(letterhead=letterhead, foot=foot), setters, figures, options)
    if isinstance(found, Shortfall):
        raise FitError(_does_not_fit(handout, found.lines, places))
    return found


def find_fit(handout: Handout, setters: Setters, figures: Figures, options: Options) -> Fitted | Shortfall:
    """The handout at the largest type step that fits one side. Steps are tried from the floor up: most pages end there."""
    shortfall = Shortfall(0)
    for also_helps in (True, False):
        fitting: tuple[_Arrangement, float, int] | None = None
        for body_pt in reversed(TYPE_STEPS_PT):
            style = options.style(options.paper, body_pt)
            page = _Arrangement(handout, setters.at(style), figures, options, also_helps)
            room_pt = style.page_height_pt - 2 * style.margin_pt
            least, drawings = (0, 1) if fitting is None else (CALM, 2)
            over_pt = page.height_pt(LEVELS[least], drawings) - room_pt
            if over_pt > 0:
                if fitting is None:
                    shortfall = Shortfall(-int(-over_pt // style.leading_pt))
                break
            fitting = (page, room_pt, least)
        if fitting is not None:
            page, room_pt, least = fitting
            return page.fill(room_pt, least)
        if not handout.also_helps.text or not options.may_drop:
            break
    return shortfall


def _does_not_fit(handout: Handout, lines: int, places: Mapping[str, Place]) -> Diagnostic:
    field, words = longest_field(handout)
    return Diagnostic(
        places.get(field.split(":", 1)[-1]),
        f"spot {handout.number}: {lines} line{'s' * (lines > 1)} too many for one side at 12 pt; "
        f"the longest part is {field.split(':', 1)[-1]} ({words} words)",
        "shorten it, or use --diary back (or none), a shorter --note"
        + (", a shorter letterhead" if handout.letterhead else "")
        + ", or --large-print for more sides",
    )


def longest_field(handout: Handout) -> tuple[str, int]:
    """The field of the record with most words."""
    fields = [handout.message, *handout.steps, *handout.facts, handout.foot.evidence]
    fields += [
        item
        for titled in (handout.feels, handout.stop, handout.ask_first, handout.help_now, handout.help_today, handout.help_soon)
        for item in titled.items
    ]
    fields += [step for technique in handout.techniques for step in technique.steps]
    if handout.danger:
        fields.append(handout.danger.text)
    longest = max(fields, key=lambda words: len(words.plain().split()))
    return longest.source, len(longest.plain().split())


class _Arrangement:
    """One page at one type step, with the plate's width still open."""

    def __init__(self, handout: Handout, setter: Setter, figures: Figures, options: Options, also_helps: bool) -> None:
        self.handout, self.setter, self.figures, self.options, self.also_helps = handout, setter, figures, options, also_helps
        self.style = setter.style
        self.has_grid = handout.diary is not None and handout.diary.days > 0
        self.has_back = self.has_grid and handout.diary_side == "back"

    def height_pt(self, air: Air, drawings: int) -> float:
        """The height of everything at one level."""
        solid = [part.height_pt for part in self._parts(air, drawings) if part.height_pt > 0]
        return sum(solid) + air.gap_em * self.style.body_pt * (len(solid) - 1)

    def fill(self, room_pt: float, least: int) -> Fitted:
        """The second drawing in each technique box where it costs nothing more, then the most generous level that fits."""
        drawings = 2 if self.height_pt(LEVELS[least], 2) <= room_pt else 1
        level = least
        while level + 1 < len(LEVELS) and self.height_pt(LEVELS[level + 1], drawings) <= room_pt:
            level += 1
        air = self._widest_plate(LEVELS[level])
        parts = [part for part in self._parts(air, drawings) if part.height_pt > 0]
        spare_pt = room_pt - self.height_pt(air, drawings)
        choice = Choice(self.style.body_pt, level, air.plate_pt, drawings, self.also_helps, spare_pt)
        gap_pt = air.gap_em * self.style.body_pt + min(spare_pt / (len(parts) - 1), self.style.body_pt * 0.9)
        back = lay_back(self.handout, self.setter, self.options.fillable, not self.also_helps) if self.has_back else None
        return Fitted(choice, _spread(parts, gap_pt, room_pt), back, self.style)

    def _widest_plate(self, air: Air) -> Air:
        """The level with the plate as wide as costs no height: as high as the words beside it."""
        height_pt = self._find(air).height_pt
        fits, beyond = 0, int((WIDEST_PLATE_PT - air.plate_pt) / MM) + 1
        while beyond - fits > 1:
            middle = (fits + beyond) // 2
            if self._find(air._replace(plate_pt=air.plate_pt + middle * MM)).height_pt <= height_pt:
                fits = middle
            else:
                beyond = middle
        return air._replace(plate_pt=air.plate_pt + fits * MM)

    def _parts(self, air: Air, drawings: int) -> list[Laid]:
        handout, setter, style = self.handout, self.setter, self.style
        width_pt = style.measure_pt
        once, options = setter.once, self.options
        titles = (handout.title, handout.subtitle, handout.message, handout.pain_map)
        lists = (handout.feels, handout.stop)
        cautions = (handout.ask_first, handout.help_now, handout.help_today, handout.help_soon)
        plan = (handout.diary, handout.diary_side, handout.foot, options.fillable)
        return [
            once(("letterhead", handout.letterhead), lambda: lay_letterhead(handout.letterhead, setter, width_pt)),
            once((handout.blanks, titles, air.head_pt, options.fillable), lambda: self._top(width_pt, air.head_pt)),
            once(("danger", handout.danger), lambda: lay_danger(handout.danger, setter, width_pt)),
            self._find(air),
            once((handout.techniques, drawings, air.gap_em), lambda: self._techniques(width_pt, drawings, air.gap_em)),
            once(lists, lambda: self._feel_and_stop(width_pt)),
            once((cautions, air.apart), lambda: self._help(width_pt, air.apart)),
            once(("plan", plan), lambda: self._diary_and_code(width_pt)),
            once(("foot", handout.foot, self.has_grid, self.has_back), lambda: self._foot(width_pt)),
        ]

    def _techniques(self, width_pt: float, drawings: int, gap_em: float) -> Laid:
        """The boxes nearer to each other than to what stands above and below, but not crowded where the page is airy."""
        return lay_techniques(self.handout.techniques, self.setter, self.figures, width_pt, drawings, max(0.2, gap_em * 0.6))

    def _help(self, width_pt: float, apart: bool) -> Laid:
        handout = self.handout
        return lay_help(handout.ask_first, handout.help_now, handout.help_today, handout.help_soon, self.setter, width_pt, apart)

    def _foot(self, width_pt: float) -> Laid:
        """The small print, with the QR code beside it where no diary has it."""
        foot, pages = self.handout.foot, 1 + self.has_back
        if self.has_grid and not self.has_back:
            return lay_foot(foot, self.setter, width_pt, 1, pages)
        code = lay_qr_code(foot, self.setter, self.figures)
        left_pt = width_pt - code.height_pt - self.style.gutter_pt
        quiet = space(quiet_pt(self.figures, foot.address, code.height_pt))
        return beside([(0, lay_foot(foot, self.setter, left_pt, 1, pages)), (left_pt + self.style.gutter_pt, stack([quiet, code]))])

    def _top(self, width_pt: float, least_pt: float) -> Laid:
        """Blanks, title, message on the left; locator and pain map on the right. What height is left over goes above the title."""
        handout, setter, style = self.handout, self.setter, self.style
        left_pt = width_pt - MAP_WIDTH_PT - style.gutter_pt
        blanks = lay_blanks(handout.blanks, setter, left_pt, self.options.fillable)
        titles = setter.once(("titles", handout.title, handout.subtitle, handout.message, left_pt), lambda: self._titles(left_pt))
        between_pt = max(style.body_pt * 0.25, least_pt - blanks.height_pt - titles.height_pt)
        left = stack([blanks, space(between_pt), titles]) if handout.blanks else titles
        pain_map = lay_map(handout.pain_map, setter, self.figures, MAP_WIDTH_PT, max(left.height_pt, least_pt))
        return beside([(0, left), (left_pt + style.gutter_pt, pain_map)])

    def _titles(self, left_pt: float) -> Laid:
        handout, setter = self.handout, self.setter
        return stack(
            [
                setter.paragraph(handout.title, left_pt, setter.title, "H1"),
                setter.paragraph(handout.subtitle, left_pt, setter.quiet),
                space(self.style.body_pt * 0.15),
                setter.paragraph(handout.message, left_pt, setter.message),
            ]
        )

    def _find(self, air: Air) -> Laid:
        handout = self.handout
        words = (handout.find_heading, handout.steps, handout.facts, handout.also_helps, self.also_helps)
        return self.setter.once((handout.plate, words, air.plate_pt, air.apart), lambda: self._lay_find(air))

    def _lay_find(self, air: Air) -> Laid:
        """The plate on the left, the steps and what the spot is for on the right."""
        handout, setter, style = self.handout, self.setter, self.style
        width_pt, plate_width_pt = style.measure_pt, air.plate_pt
        text_pt = width_pt - plate_width_pt - style.gutter_pt
        facts = handout.facts if air.apart else run_in(handout.facts, 3)
        words = [*facts, handout.also_helps] if self.also_helps else facts
        text = stack(
            [
                self._find_heading(text_pt),
                setter.steps(handout.steps, text_pt),
                space(style.body_pt * 0.3),
                stack([setter.paragraph(fact, text_pt) for fact in words], style.body_pt * 0.12),
            ]
        )
        return beside(
            [
                (0, lay_location(handout.plate, setter, self.figures, plate_width_pt, scale_told=True)),
                (plate_width_pt + style.gutter_pt, element("Sect", text, text_pt)),
            ]
        )

    def _find_heading(self, width_pt: float) -> Laid:
        """The heading, and at the end of its line what the fingers on the plate are for."""
        setter, words = self.setter, self.handout.plate.scale
        heading = setter.paragraph(self.handout.find_heading, width_pt, setter.heading, "H2")
        scale_pt = setter.width_pt(words.plain(), "regular", setter.small.size_pt) + 1
        scale = setter.paragraph(words, scale_pt, setter.small, "P")
        return beside([(0, heading), (width_pt - scale_pt, middled(scale, heading.height_pt))])

    def _feel_and_stop(self, width_pt: float) -> Laid:
        handout, setter, style = self.handout, self.setter, self.style
        column_pt = (width_pt - style.gutter_pt) / 2
        feels = lay_titled(handout.feels, setter, column_pt)
        stop = lay_titled(handout.stop, setter, column_pt, "cross", "danger")
        return beside([(0, element("Sect", feels, column_pt)), (column_pt + style.gutter_pt, element("Sect", stop, column_pt))])

    def _diary_and_code(self, width_pt: float) -> Laid:
        handout, setter, style = self.handout, self.setter, self.style
        code = lay_qr_code(handout.foot, self.setter, self.figures)
        if handout.diary is None or handout.diary_side == "back":
            return nothing()
        if not handout.diary.days:
            return lay_diary(handout.diary, setter, width_pt, False)
        left_pt = width_pt - code.height_pt - style.gutter_pt
        diary = lay_diary(handout.diary, setter, left_pt, self.options.fillable)
        return beside([(0, diary), (left_pt + style.gutter_pt, middled(code, max(diary.height_pt, code.height_pt)))])


def _spread(parts: Sequence[Laid], gap_pt: float, room_pt: float) -> Laid:
    """One part under the other, the last at the foot."""
    *upper, foot = parts
    above = stack(upper, gap_pt)

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        return (*above.place(x_pt, y_pt), *foot.place(x_pt, y_pt + room_pt - foot.height_pt))

    return Laid(room_pt, place)


def run_in(facts: tuple[Words, ...], first: int) -> tuple[Words, ...]:
    """The first so many facts in one paragraph, where room is short."""
    together = Words(joined([fact.text for fact in facts[:first]], " "), facts[0].source)
    return (together, *facts[first:])
