"""The front of a handout: where its parts stand at one size of its figure, and how high that makes it.

Enters: a `Handout`, a setter, figures, what is to be given up. Leaves: `Laid`. One grid for every spot: the figure's column first, the
words that find the place beside it; everything else over the full width or in two even columns.
"""

from __future__ import annotations

from typing import NamedTuple

from handouts.document.blocks import Handout, Words
from handouts.errors import FitError
from handouts.layout.figures.crop import aspects, is_upright
from handouts.layout.figures.figure import Figures
from handouts.layout.laid import Laid, beside, element, nothing, space, stack
from handouts.layout.page.blanks import lay_blanks, lay_stacked
from handouts.layout.page.boxes import (
    lay_ask_first,
    lay_code_and_words,
    lay_danger,
    lay_facts,
    lay_folio,
    lay_foot,
    lay_help,
    lay_lists,
)
from handouts.layout.page.diary import lay_plan
from handouts.layout.page.letterhead import lay_letterhead
from handouts.layout.page.plate_and_map import Options, hair, lay_felt, lay_location
from handouts.layout.page.technique import CARD_PICTURES_PT, lay_techniques
from handouts.layout.style import MM
from handouts.layout.type.typeset import Setter

LANDSCAPE_PT = (77 * MM, 86 * MM, 92 * MM)
"""Least, wished and greatest width of a trunk's figure. From the least a landmark can be told from its neighbour; the wished is half as
large again as the first release's; a wider one leaves the steps beside it too narrow a column."""
PORTRAIT_PT = (54 * MM, 58 * MM, 60 * MM)
"""Of a limb's portrait crop, which is half as high again as it is wide."""
FLOOR = 0.8
"""Of the least width, what a figure may come down to where nothing else makes room."""
BLANKS_PT = (52 * MM, 76 * MM)
"""The column of name, date and from: at least a short name on one line, and a long one where the title leaves room."""
CALM_EM, TIGHT_EM, CLOSE_EM, AIRY_EM = 0.5, 0.3, 0.16, 1.1
"""White between parts, in ems: as wished, where room is short, where nothing else is left to give, and at most."""
CARD_GAP = 0.6
"""Between cards, of what is between parts: they belong together."""
STEP_EM, STEP_MOST_EM = 0.12, 0.5
"""White between steps: least, and where the figure beside them is higher than they are."""


HAIR_EM, HAIR_MOST_EM = 0.25, 0.6
"""White over and under a hair line."""


class Given(NamedTuple):
    """What a page gives up for want of room, in the order of docs/page.md."""

    tight: bool = False
    """Less white between the parts."""
    code: bool = False
    """The QR code: the address is printed in any case."""
    ticks: bool = False
    """The row of boxes."""
    also_helps: bool = False
    muscles: bool = False
    figure: int = 0
    """0: as wide as is wished, or wider; 1: not under its usual least width; 2: under that, but not under its floor."""
    overleaf: bool = False
    """Facts, plan and small print stand on a second side."""
    techniques: int = 0
    """So many techniques, the last ones, stand there too."""


GIVEN = (
    Given(),
    Given(code=True),
    Given(tight=True, code=True),
    Given(tight=True, code=True, ticks=True),
    Given(tight=True, code=True, ticks=True, figure=1),
    Given(tight=True, code=True, ticks=True, also_helps=True, figure=1),
    Given(tight=True, code=True, ticks=True, also_helps=True, muscles=True, figure=1),
    Given(tight=True, code=True, ticks=True, also_helps=True, muscles=True, figure=2),
)
"""From the page that has everything to the one that must fit."""
LEAST = GIVEN[-1]._replace(overleaf=True)
"""What the front of two sides gives up besides."""


class Sizes(NamedTuple):
    """What grows with the room."""

    plate_pt: float
    aspect: float
    picture_pt: float
    gap_em: float


class Front:
    """The parts of one handout in one style, with what is given up."""

    def __init__(self, handout: Handout, setter: Setter, figures: Figures, options: Options, given: Given, pages: int) -> None:
        self.handout, self.setter, self.figures, self.options, self.given, self.pages = handout, setter, figures, options, given, pages
        self.style = setter.style
        plate = figures.plates[handout.plate.plate]
        self.upright = is_upright(plate)
        self.aspects = aspects(plate, handout.plate.landmarks)
        least_pt, wished_pt, self.most_pt = PORTRAIT_PT if self.upright else LANDSCAPE_PT
        self.least_pt = (wished_pt, least_pt, least_pt * FLOOR)[given.figure]

    def least(self) -> Sizes:
        """The sizes that take least room."""
        return Sizes(
            self.least_pt,
            self.aspects[0],
            CARD_PICTURES_PT[-1],
            CLOSE_EM if self.given.muscles else TIGHT_EM if self.given.tight else CALM_EM,
        )

    def height_pt(self, sizes: Sizes) -> float:
        """The height of everything."""
        solid = [part.height_pt for part in self.parts(sizes) if part.height_pt > 0]
        return sum(solid) + sizes.gap_em * self.style.body_pt * (len(solid) - 1)

    def grown(self, room_pt: float) -> Sizes:
        """The sizes that fill a room: the figure grows first, wider and then higher; then the drawings on the cards; then the white."""
        sizes = self.least()

        def fits(tried: Sizes) -> bool:
            return self.height_pt(tried) <= room_pt

        low, high = 0, int((self.most_pt - self.least_pt) / MM + 0.01)
        while low < high:
            middle = (low + high + 1) // 2
            if fits(sizes._replace(plate_pt=self.least_pt + middle * MM)):
                low = middle
            else:
                high = middle - 1
        sizes = sizes._replace(plate_pt=self.least_pt + low * MM)
        for share in (1.0, 0.75, 0.5, 0.25):
            taller = sizes._replace(aspect=self.aspects[0] + share * (self.aspects[1] - self.aspects[0]))
            if fits(taller):
                sizes = taller
                break
        for picture_pt in CARD_PICTURES_PT:
            if fits(sizes._replace(picture_pt=picture_pt)):
                sizes = sizes._replace(picture_pt=picture_pt)
                break
        count = sum(part.height_pt > 0 for part in self.parts(sizes))
        spare_em = (room_pt - self.height_pt(sizes)) / (count - 1) / self.style.body_pt
        return sizes._replace(gap_em=min(sizes.gap_em + spare_em, AIRY_EM))

    def parts(self, sizes: Sizes) -> list[Laid]:
        """The parts from head to foot."""
        handout, setter, given = self.handout, self.setter, self.given
        width_pt = self.style.measure_pt
        once, fillable = setter.once, self.options.fillable
        head = (handout.title, handout.subtitle, handout.message, handout.blanks, fillable)
        lists = (handout.feels, handout.stop)
        help_lists = (handout.help_now, handout.help_today, handout.help_soon)
        row, facts = self._row(sizes)
        return [
            once(("letterhead", handout.letterhead), lambda: lay_letterhead(handout.letterhead, setter, width_pt)),
            once(("head", head), lambda: self._head(width_pt)),
            once(("danger", handout.danger), lambda: lay_danger(handout.danger, setter, width_pt)),
            once(("ask", handout.ask_first), lambda: lay_ask_first(handout.ask_first, setter, width_pt)),
            row,
            once(("facts", facts), lambda: lay_facts(facts, setter, width_pt)),
            once(("do", handout.techniques, given.techniques, sizes.picture_pt, sizes.gap_em), lambda: self._techniques(width_pt, sizes)),
            once(("lists", lists), lambda: lay_lists(*lists, setter, width_pt)),
            once(("help", help_lists), lambda: lay_help(*help_lists, setter, width_pt)),
            once(("plan", handout.diary, handout.diary_side, given.ticks, given.overleaf, fillable), lambda: self._plan(width_pt)),
            once(("foot", handout.foot, given.code, given.overleaf, self.pages), lambda: self._foot(width_pt)),
        ]

    def _head(self, width_pt: float) -> Laid:
        """Title, spot and message on the left; for whom, when and from whom stacked on the right, and heard after them.

        Of the widths that the right column may have, and of a line under the titles, the way that is lowest. A long word of a name may be
        too wide for some of them: the line under the titles, as wide as the page, takes any.
        """
        handout, setter, style = self.handout, self.setter, self.style
        if not handout.blanks:
            return self._titles(width_pt)
        rest_pt = width_pt - style.gutter_pt
        natural_pt = max(
            setter.width_pt(words.plain(), tone.face, tone.size_pt)
            for words, tone in ((handout.title, setter.title), (handout.subtitle, setter.quiet), (handout.message, setter.message))
        )
        least_pt, most_pt = BLANKS_PT
        ways = []
        for blanks_pt in (min(max(least_pt, rest_pt - natural_pt - 1), most_pt), least_pt, (least_pt + most_pt) / 2, most_pt):
            try:
                blanks = lay_stacked(handout.blanks, setter, blanks_pt, self.options.fillable)
            except FitError:
                continue
            ways.append(beside([(0.0, self._titles(rest_pt - blanks_pt)), (width_pt - blanks_pt, blanks)]))
        ways.append(stack([self._titles(width_pt), lay_blanks(handout.blanks, setter, width_pt, self.options.fillable)]))
        return min(ways, key=lambda way: way.height_pt)

    def _titles(self, width_pt: float) -> Laid:
        handout, setter = self.handout, self.setter
        return stack(
            [
                setter.paragraph(handout.title, width_pt, setter.title, "H1"),
                setter.paragraph(handout.subtitle, width_pt, setter.quiet),
                setter.paragraph(handout.message, width_pt, setter.message),
            ]
        )

    def _facts(self) -> tuple[Words, ...]:
        """What stands beside the steps or under the figure; "also helps" last, since it is the first to go."""
        handout = self.handout
        given = self.given
        if given.overleaf:
            return ()
        also_helps = Words(()) if given.also_helps else handout.also_helps
        muscles = Words(()) if given.muscles else handout.muscles
        return tuple(words for words in (handout.honesty, muscles, also_helps, *handout.more) if words.text)

    def _row(self, sizes: Sizes) -> tuple[Laid, tuple[Words, ...]]:
        """The figure with the words beside it, and the facts that have no room there.

        A fact stands beside the figure where that costs no height; the figure is as high as the words where the plate allows; and where
        it is higher, the white goes between the steps and the map grows.
        """
        style = self.style
        words_pt = style.measure_pt - sizes.plate_pt - style.gutter_pt
        location = self._location(sizes.plate_pt, sizes.aspect)
        facts = self._facts()
        beside_figure = 0
        for count in range(len(facts) + 1):
            if self._words(words_pt, facts[:count], 0.0).height_pt <= location.height_pt:
                beside_figure = count
        needed_pt = self._words(words_pt, facts[:beside_figure], 0.0).height_pt
        if needed_pt > location.height_pt:
            plate_pt = sizes.plate_pt * sizes.aspect + needed_pt - location.height_pt
            location = self._location(sizes.plate_pt, min(plate_pt / sizes.plate_pt, self.aspects[1]))
        height_pt = max(location.height_pt, needed_pt)
        words = self._words(words_pt, facts[:beside_figure], height_pt)
        row = beside([(0.0, location), (sizes.plate_pt + style.gutter_pt, element("Sect", words, words_pt))])
        return row, facts[beside_figure:]

    def _location(self, plate_pt: float, aspect: float) -> Laid:
        plate, setter = self.handout.plate, self.setter
        return setter.once(("location", plate, plate_pt, aspect), lambda: lay_location(plate, setter, self.figures, plate_pt, aspect))

    def _words(self, width_pt: float, facts: tuple[Words, ...], height_pt: float) -> Laid:
        """Steps, pain map, facts; spread over `height_pt` where that is more than they need."""
        handout = self.handout
        key = ("find", handout.steps, handout.pain_map, handout.felt, handout.relieves, facts, width_pt, height_pt)
        return self.setter.once(key, lambda: self._lay_words(width_pt, facts, height_pt))

    def _lay_words(self, width_pt: float, facts: tuple[Words, ...], height_pt: float) -> Laid:
        handout, setter, style = self.handout, self.setter, self.style
        size_pt = style.body_pt

        def laid(step_em: float, around_em: float, map_pt: float) -> Laid:
            return stack(
                [
                    setter.paragraph(handout.find_heading, width_pt, setter.heading, "H2"),
                    space(size_pt * 0.1),
                    setter.steps(handout.steps, width_pt, handout.plate.keep_off, step_em),
                    hair(width_pt, size_pt * around_em),
                    lay_felt(handout.pain_map, (handout.felt, handout.relieves), setter, self.figures, width_pt, map_pt),
                    *((hair(width_pt, size_pt * around_em), lay_facts(facts, setter, width_pt, around_em)) if facts else ()),
                ]
            )

        least = laid(STEP_EM, HAIR_EM, 0.0)
        spare_pt = height_pt - least.height_pt
        if spare_pt <= 0:
            return least
        gaps = len(handout.steps) - 1
        step_em = min(STEP_EM + spare_pt * 0.4 / max(1, gaps) / size_pt, STEP_MOST_EM)
        spare_pt -= (step_em - STEP_EM) * gaps * size_pt
        around_em = min(HAIR_EM + spare_pt * 0.3 / 4 / size_pt, HAIR_MOST_EM)
        map_pt = lay_felt(handout.pain_map, (handout.felt, handout.relieves), setter, self.figures, width_pt).height_pt
        return laid(step_em, around_em, map_pt + height_pt - laid(step_em, around_em, 0.0).height_pt)

    def _techniques(self, width_pt: float, sizes: Sizes) -> Laid:
        """One heading over the cards, with what the numbers of the scale feel like on its line."""
        handout, setter, style = self.handout, self.setter, self.style
        heading_pt = setter.width_pt(handout.do_heading.plain(), "bold", style.heading_pt) + style.body_pt * 0.8
        heading = setter.paragraph(handout.do_heading, heading_pt, setter.heading._replace(leading_pt=style.leading_pt), "H2")
        head = beside([(0.0, heading), (heading_pt, setter.paragraph(handout.anchors, width_pt - heading_pt))])
        gap_pt = max(CLOSE_EM, sizes.gap_em * CARD_GAP) * style.body_pt
        shown = handout.techniques[: len(handout.techniques) - self.given.techniques]
        cards = lay_techniques(shown, setter, self.figures, width_pt, sizes.picture_pt, gap_pt)
        return element("Sect", stack([head, space(style.body_pt * 0.1), cards]), width_pt)

    def _plan(self, width_pt: float) -> Laid:
        ticks = not self.given.ticks and self.handout.diary_side == "front"
        diary = self.handout.diary
        if diary is not None and (self.handout.diary_side == "back" or self.given.overleaf):
            return nothing()
        return lay_plan(diary, self.setter, width_pt, self.options.fillable, ticks)

    def _foot(self, width_pt: float) -> Laid:
        """The small print, with the QR code beside it where there is room."""
        foot, setter = self.handout.foot, self.setter
        if self.given.overleaf:
            return lay_folio(foot, setter, width_pt, 1, self.pages)
        if self.given.code:
            return lay_foot(foot, setter, width_pt, 1, self.pages)
        code_pt, code = lay_code_and_words(foot, setter, self.figures)
        text_pt = width_pt - code_pt - self.style.gutter_pt * 0.6
        return beside([(0.0, lay_foot(foot, setter, text_pt, 1, self.pages)), (width_pt - code_pt, code)])

    def moved(self) -> list[Laid]:
        """The parts that stand overleaf for want of room: techniques, facts, the plan."""
        handout, setter, given = self.handout, self.setter, self.given
        width_pt = self.style.measure_pt
        parts: list[Laid] = []
        if given.techniques:
            cards = handout.techniques[len(handout.techniques) - given.techniques :]
            heading = setter.paragraph(handout.do_heading, width_pt, setter.heading, "H2")
            laid = lay_techniques(cards, setter, self.figures, width_pt, CARD_PICTURES_PT[1], self.style.body_pt * CARD_GAP)
            parts.append(element("Sect", stack([heading, laid], self.style.body_pt * 0.3), width_pt))
        facts = [handout.also_helps] if given.also_helps else []
        facts = [*([handout.muscles] if given.muscles else []), *facts]
        if given.overleaf:
            facts = [handout.honesty, handout.muscles, handout.also_helps, *handout.more]
        parts.append(lay_facts(facts, setter, width_pt, 0.3))
        if given.overleaf and handout.diary_side != "back":
            parts.append(lay_plan(handout.diary, setter, width_pt, self.options.fillable))
        return parts
