"""A spot in the half-size booklet: two facing pages, the place on the left, what to do and when not to on the right.

Enters: a `Handout` with all its techniques, faces, figures, a leaf. Leaves: two type areas; four, where the words do not fit two at 12 pt.
Arrangements are tried from the roomiest to the tightest, and no type is ever smaller than the floor: techniques with a drawing and a line
for their name; with the name run in; the first of them at the foot of the left page; lists as sentences. Then the same without drawings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handouts.document.blocks import Handout, Titled, Words
from handouts.document.booklet import Booklet
from handouts.document.words import joined
from handouts.errors import Diagnostic, FitError, Place
from handouts.layout.booklet.half_parts import (
    Manner,
    lay_compact,
    lay_half_foot,
    lay_roomy,
    lay_tight_cautions,
    lay_tight_lists,
)
from handouts.layout.booklet.leaf import Leaf
from handouts.layout.figures.crop import is_upright
from handouts.layout.figures.figure import Figures
from handouts.layout.frame import Frame
from handouts.layout.laid import Laid, beside, element, stack
from handouts.layout.page.boxes import lay_ask_first, lay_danger, lay_help, lay_titled
from handouts.layout.page.handout_page import longest_field
from handouts.layout.page.plate_and_map import lay_felt, lay_location
from handouts.layout.style import BODY_FLOOR_PT, MM
from handouts.layout.type.typeset import Setter, Setters

TITLE_PT = 17.0
PLATES_PT = tuple(width * MM for width in (66, 63, 60, 57, 54, 52, 50))
LIMBS_PT = tuple(width * MM for width in (46, 43, 40, 37, 34))
"""Widths of the figure that are tried, the widest first; the least of a trunk is 50 mm, and a limb's portrait crop is higher than that."""
GAP_EM, TIGHT_GAP_EM, MOST_GAP_EM = 0.3, 0.16, 1.1
"""Gap between blocks that a side is filled with at first, the least there may be, and the most that looks composed."""


MANNERS = (
    Manner(True, True, False),
    Manner(True, False, False),
    Manner(True, True, True),
    Manner(True, False, True),
    Manner(True, False, True, True),
    Manner(True, False, True, True, True),
    Manner(False, True, False),
    Manner(False, False, False),
    Manner(False, True, True),
    Manner(False, False, True),
    Manner(False, False, True, True),
    Manner(False, False, True, True, True),
    Manner(False, False, True, True, True, True),
)
"""From the roomiest to the tightest; a drawing goes only when nothing else will do."""
TIGHTEST = MANNERS[-1]
PLACE_BLOCKS = 4
"""Title, danger, whom to ask, figure with its steps: they open the left page, whatever follows."""


def lay_spot_spread(
    handout: Handout, booklet: Booklet, setters: Setters, figures: Figures, leaf: Leaf, places: Mapping[str, Place]
) -> tuple[Laid, ...]:
    """The facing pages of a spot."""
    spread = _Spread(handout, booklet, setters.at(leaf.style(BODY_FLOOR_PT)._replace(title_pt=TITLE_PT)), figures, leaf)
    for manner in MANNERS:
        right = spread.right(manner)
        if not manner.flowing and not spread.fits(right):
            continue
        for plate_pt in spread.plates_pt:
            found = spread.split(manner, plate_pt, right)
            if found is not None:
                return tuple(_filled(side, leaf, spread.setter, index == 1) for index, side in enumerate(found))
    for plate_pt in spread.plates_pt:
        for manner in (MANNERS[0], TIGHTEST):
            found = spread.four(plate_pt, manner)
            if found is not None:
                return tuple(_filled(side, leaf, spread.setter, index == 1) for index, side in enumerate(found))
    field, words = longest_field(handout)
    name = field.split(":", 1)[-1]
    raise FitError(
        Diagnostic(
            places.get(name),
            f"spot {handout.number}: too long for its pages of the half-size booklet at 12 pt; the longest part is {name} ({words} words)",
            "shorten it, or make the booklet in full size",
        )
    )


class _Spread:
    """The blocks of a spot at one width."""

    def __init__(self, handout: Handout, booklet: Booklet, setter: Setter, figures: Figures, leaf: Leaf) -> None:
        self.handout, self.setter, self.figures, self.leaf = handout, setter, figures, leaf
        self.width_pt = leaf.room.width_pt
        upright = is_upright(figures.plates[handout.plate.plate])
        self.plates_pt = LIMBS_PT if upright else PLATES_PT
        words = booklet.words
        self.pressures = [words.say("booklet.pressure", n=words.number(each.dose.pressure)) for each in handout.techniques]

    def split(self, manner: Manner, plate_pt: float, right: list[Laid]) -> list[list[Laid]] | None:
        """The blocks on their sides; None where they do not fit. `right` fits, unless its blocks may flow."""
        left = self._left(plate_pt, manner)
        if not manner.flowing:
            return [left, right] if self.fits(left) else None
        if manner.tight:
            return self._packed(left, right)
        sides: list[list[Laid]] = [[]]
        for block in (*left, *right):
            if sides[-1] and not self.fits([*sides[-1], block]):
                sides.append([])
            sides[-1].append(block)
        return sides if len(sides) == 2 and all(self.fits(side) for side in sides) else None

    def four(self, plate_pt: float, manner: Manner) -> list[list[Laid]] | None:
        """Two spreads: the place and the cautions, then the techniques with both their drawings; None where even that is too little."""
        handout, setter = self.handout, self.setter
        rows = [lay_roomy(words, setter, self.figures, self.width_pt, self.leaf.top_pt) for words in handout.techniques]
        half = -(-len(rows) // 2)
        right = self.right(manner)[len(rows) :]
        blocks = self._left(plate_pt, manner)
        first = blocks[:PLACE_BLOCKS]
        second: list[Laid] = []
        for block in blocks[PLACE_BLOCKS:]:
            (first if not second and self.fits([*first, block]) else second).append(block)
        sides = [first, [*second, *right], rows[:half], rows[half:]]
        return sides if all(self.fits(side) for side in sides) else None

    def _packed(self, left: list[Laid], right: list[Laid]) -> list[list[Laid]] | None:
        """Two sides; facts, and why the place is what it is, and what else helps, on whichever has room for them."""
        count = len(self.handout.techniques)
        techniques, (lists, also_helps, cautions, foot) = right[:count], right[count:]
        first, facts = left[:PLACE_BLOCKS], left[PLACE_BLOCKS:]
        second: list[Laid] = []
        for block in (*facts, also_helps):
            (first if not second and self.fits([*first, block], TIGHT_GAP_EM) else second).append(block)
        while not second and techniques and self.fits([*first, techniques[0]], TIGHT_GAP_EM):
            first.append(techniques.pop(0))
        second = [*second, *techniques, lists, cautions, foot]
        return [first, second] if self.fits(first, TIGHT_GAP_EM) and self.fits(second, TIGHT_GAP_EM) else None

    def fits(self, blocks: Sequence[Laid], gap_em: float = GAP_EM) -> bool:
        """Whether one side has room for these blocks with such gaps."""
        style = self.setter.style
        solid = [block.height_pt for block in blocks if block.height_pt]
        return sum(solid) + gap_em * style.body_pt * (len(solid) - 1) <= self.leaf.room.height_pt

    def _left(self, plate_pt: float, manner: Manner) -> list[Laid]:
        handout, setter, tight = self.handout, self.setter, manner.tight
        top = (handout.title, handout.subtitle, handout.message)
        find = (handout.find_heading, handout.steps, handout.plate)
        felt = (handout.pain_map, handout.felt, handout.relieves)
        facts = [words for words in (handout.honesty, handout.muscles) if words.text]
        tone = setter.body._replace(strong_ink="accent")
        if manner.run_in and len(facts) > 1:
            facts = [Words(joined([fact.text for fact in facts], " "), facts[0].source)]
        return [
            setter.once(("half-top", *top), self._top),
            setter.once(("half-danger", handout.danger), lambda: lay_danger(handout.danger, setter, self.width_pt)),
            setter.once(("half-ask", handout.ask_first, tight), lambda: self._ask_first(tight)),
            setter.once(("half-find", *find, plate_pt), lambda: self._find(plate_pt)),
            setter.once(("half-felt", *felt), lambda: lay_felt(felt[0], felt[1:], setter, self.figures, self.width_pt)),
            *(setter.paragraph(fact, self.width_pt, tone) for fact in facts),
            setter.paragraph(handout.why, self.width_pt),
        ]

    def right(self, manner: Manner) -> list[Laid]:
        """What to do, what it should feel like, when to stop and whom to ask."""
        handout, setter = self.handout, self.setter
        parts = []
        for words, pressure in zip(handout.techniques, self.pressures, strict=True):
            key = ("half-technique", words, pressure, manner.drawn, manner.headed, manner.tight)
            row = setter.once(
                key,
                lambda words=words, pressure=pressure: lay_compact(  # type: ignore[misc]
                    words, pressure, setter, self.figures, self.leaf.room.width_pt, self.leaf.top_pt, manner
                ),
            )
            parts.append(row)
        return [
            *parts,
            setter.once(("half-lists", handout.feels, handout.stop, manner.tight), lambda: self._lists(manner.tight)),
            setter.paragraph(handout.also_helps, self.width_pt),
            setter.once(("half-cautions", *self.cautions, manner.terse), lambda: self._cautions(manner.terse)),
            setter.once(("half-foot", handout.foot), lambda: lay_half_foot(handout.foot, setter, self.width_pt)),
        ]

    @property
    def cautions(self) -> tuple[Titled, Titled, Titled]:
        """When to call, when to see a doctor today, when soon."""
        return (self.handout.help_now, self.handout.help_today, self.handout.help_soon)

    def _ask_first(self, tight: bool) -> Laid:
        """The box of the handout; a sentence in it where room is short."""
        if tight:
            return lay_tight_cautions((self.handout.ask_first,), self.setter, self.width_pt)
        return lay_ask_first(self.handout.ask_first, self.setter, self.width_pt)

    def _cautions(self, terse: bool) -> Laid:
        if terse:
            return lay_tight_cautions(self.cautions, self.setter, self.width_pt)
        return lay_help(*self.cautions, self.setter, self.width_pt)

    def _top(self) -> Laid:
        """Title, spot and message."""
        handout, setter, width_pt = self.handout, self.setter, self.width_pt
        return stack(
            [
                setter.paragraph(handout.title, width_pt, setter.title, "H1"),
                setter.paragraph(handout.subtitle, width_pt, setter.quiet),
                setter.paragraph(handout.message, width_pt, setter.message),
            ]
        )

    def _find(self, plate_pt: float) -> Laid:
        handout, setter, style = self.handout, self.setter, self.setter.style
        text_pt = self.width_pt - plate_pt - style.gutter_pt
        text = stack(
            [
                setter.paragraph(handout.find_heading, text_pt, setter.heading, "H2"),
                setter.steps(handout.steps, text_pt, handout.plate.keep_off),
            ]
        )
        return beside(
            [
                (0.0, lay_location(handout.plate, setter, self.figures, plate_pt, 0.0, self.width_pt, text.height_pt)),
                (plate_pt + style.gutter_pt, element("Sect", text, text_pt)),
            ]
        )

    def _lists(self, tight: bool) -> Laid:
        handout, setter, style = self.handout, self.setter, self.setter.style
        if tight:
            return lay_tight_lists([(handout.feels, False), (handout.stop, True)], setter, self.width_pt)
        column_pt = (self.width_pt - style.gutter_pt) / 2
        feels = element("Sect", lay_titled(handout.feels, setter, column_pt), column_pt)
        stop = element("Sect", lay_titled(handout.stop, setter, column_pt, "square", "danger"), column_pt)
        return beside([(0.0, feels), (column_pt + style.gutter_pt, stop)])


def _filled(blocks: Sequence[Laid], leaf: Leaf, setter: Setter, footed: bool) -> Laid:
    """The blocks with the white that is left shared between them; the foot of the second side at its foot."""
    solid = [block for block in blocks if block.height_pt]
    if not solid:
        return Laid(leaf.room.height_pt, lambda x_pt, y_pt: ())
    height_pt = sum(block.height_pt for block in solid)
    gap_pt = min((leaf.room.height_pt - height_pt) / max(1, len(solid) - 1), setter.style.body_pt * MOST_GAP_EM)
    *upper, foot = solid
    above = stack(upper, gap_pt)

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        if not footed:
            return stack(solid, gap_pt).place(x_pt, y_pt)
        return (*above.place(x_pt, y_pt), *foot.place(x_pt, y_pt + leaf.room.height_pt - foot.height_pt))

    return Laid(leaf.room.height_pt, place)
