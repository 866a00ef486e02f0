"""Large print: the same handout in one column of 18 pt on 27 pt, on as many sides as it takes.

Enters: a `Handout`, faces, figures, a paper. Leaves: pages. Every part keeps together; a block is never split across sides. The figure is
as large as lets the steps that use it stand on its own side, or on the side that faces it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handouts.document.blocks import Handout, TechniqueBox, Words
from handouts.document.words import joined
from handouts.errors import Diagnostic, FitError, Place
from handouts.layout.figures.crop import is_upright
from handouts.layout.figures.figure import Figures
from handouts.layout.frame import Frame, Item, Page, Rect
from handouts.layout.laid import Laid, Padding, beside, decoration, element, line, panel, rule, space, stack
from handouts.layout.page.blanks import lay_stacked
from handouts.layout.page.boxes import MEASURE_EM, lay_ask_first, lay_code_and_words, lay_danger, lay_facts, lay_headed_box, lay_titled
from handouts.layout.page.diary import lay_plan
from handouts.layout.page.letterhead import lay_letterhead
from handouts.layout.page.plate_and_map import Options, lay_felt, lay_location
from handouts.layout.page.technique import TECHNIQUE_HEIGHT_PT, TECHNIQUE_WIDTH_PT, lay_dose, lay_hand, lay_stroke
from handouts.layout.style import MM, large_style
from handouts.layout.type.typeset import Setter, Setters

LANDSCAPES_PT = tuple(width * MM for width in range(150, 84, -5))
PORTRAITS_PT = tuple(width * MM for width in range(110, 56, -4))
"""Widths of the figure that are tried, the widest first."""
HALF_FULL = 0.5
"""A side but the last holds at least so much of what it could: emptier ones make a reader look for what is missing."""
ALONE_PT = 60.0
"""A last side with less than this beside the small print would be one of credits alone."""


class Block(NamedTuple):
    """A part that stands on one side, and the field that it comes from."""

    name: str
    laid: Laid


class Layout(NamedTuple):
    """Blocks on their sides, and what is wrong with that: the fewer faults the better, then the fewer sides, then the larger figure."""

    faults: int
    sides: list[list[Block]]


def lay_large_print(
    handout: Handout, setters: Setters, figures: Figures, options: Options, places: Mapping[str, Place]
) -> tuple[Page, ...]:
    """The pages of the large-print handout. Raises `FitError` for a part that is higher than a side."""
    return _LargePrint(handout, setters.at(large_style(options.paper)), figures, options).pages(places)


class _LargePrint:
    def __init__(self, handout: Handout, setter: Setter, figures: Figures, options: Options) -> None:
        self.handout, self.setter, self.figures, self.options = handout, setter, figures, options
        self.style = setter.style
        self.width_pt = self.style.measure_pt
        self.head_pt = self.style.small_leading_pt * 1.4
        self.room_pt = self.style.room_pt - self.head_pt - self.style.small_leading_pt

    def pages(self, places: Mapping[str, Place]) -> tuple[Page, ...]:
        handout = self.handout
        upright = is_upright(self.figures.plates[handout.plate.plate])
        before, after = self._before(), self._after()
        for block in (*before, *after):
            if block.laid.height_pt > self.room_pt:
                raise FitError(self._too_long(block, places))
        best: Layout | None = None
        for plate_pt in PORTRAITS_PT if upright else LANDSCAPES_PT:
            figure = Block("figure", lay_location(handout.plate, self.setter, self.figures, plate_pt))
            if figure.laid.height_pt > self.room_pt:
                continue
            for breaks in (False, True):
                found = self._flow([*before, figure, *after], breaks)
                if best is None or (found.faults, len(found.sides)) < (best.faults, len(best.sides)):
                    best = found
        if best is None:
            raise FitError(self._too_long(Block("figure", Laid(self.room_pt * 1.1, lambda x_pt, y_pt: ())), places))
        return tuple(self._page(side, number, len(best.sides)) for number, side in enumerate(best.sides, 1))

    def _flow(self, blocks: Sequence[Block], breaks: bool) -> Layout:
        """The blocks in order, each on the first side with room; `breaks`: the figure begins a side."""
        gap_pt = self.style.gap_pt
        sides: list[list[Block]] = [[]]
        used = [0.0]
        for block in blocks:
            if not block.laid.height_pt:
                continue
            wanted_pt = block.laid.height_pt + (gap_pt if sides[-1] else 0.0)
            if used[-1] + wanted_pt > self.room_pt or (breaks and block.name == "figure" and sides[-1]):
                sides.append([])
                used.append(0.0)
                wanted_pt = block.laid.height_pt
            sides[-1].append(block)
            used[-1] += wanted_pt
        at = {block.name: index for index, side in enumerate(sides) for block in side}
        apart = at["find"] - at["figure"]
        # sides 2 and 3 face each other, as do 4 and 5: a step that sends the eye to the figure must not need a leaf turned
        faults = 2 * (apart > 1 or (apart == 1 and at["figure"] % 2 == 0))
        faults += sum(side_pt < HALF_FULL * self.room_pt for side_pt in used[:-1])
        faults += sum(block.laid.height_pt for block in sides[-1] if block.name != "foot") < ALONE_PT
        return Layout(faults, sides)

    def _too_long(self, block: Block, places: Mapping[str, Place]) -> Diagnostic:
        lines = max(1, -int(-(block.laid.height_pt - self.room_pt) // self.style.leading_pt))
        return Diagnostic(
            places.get(block.name),
            f"spot {self.handout.number}: in large print “{block.name}” is {lines} line{'s' * (lines > 1)} too long for one side",
            "shorten it: a block is never split across sides",
        )

    def _page(self, blocks: Sequence[Block], number: int, of: int) -> Page:
        """A side: whose it is at the head of all but the first, its blocks with what room is left between them, the folio."""
        style, setter = self.style, self.setter
        solid_pt = sum(block.laid.height_pt for block in blocks)
        gaps = max(1, len(blocks) - 1)
        gap_pt = style.gap_pt if number == of else min((self.room_pt - solid_pt) / gaps, style.gap_pt * 2.2)
        top_pt = style.top_pt + (self.head_pt if number > 1 else 0.0)
        frames = stack([block.laid for block in blocks], gap_pt).place(style.margin_pt, top_pt)
        folio = self.handout.foot.page.replace("{page}", str(number)).replace("{pages}", str(of))
        baseline_pt = style.page_height_pt - style.top_pt
        label = setter.label(folio + " ", style.margin_pt, baseline_pt, style.small_pt)
        foot = decoration(Rect(style.margin_pt, baseline_pt - style.small_leading_pt, self.width_pt, style.small_leading_pt), (label,))
        head = (self._running_head(),) if number > 1 else ()
        return Page(style.page_width_pt, style.page_height_pt, (*head, *frames, foot), str(number))

    def _running_head(self) -> Frame:
        """The title, and whose sheet it is, over a hair line: decoration."""
        style, setter = self.style, self.setter
        x_pt, baseline_pt = style.margin_pt, style.top_pt + style.small_pt * 0.8
        patient = next((blank.value for blank in self.handout.blanks if blank.name == "patient"), "")
        spot, _, _ = self.handout.subtitle.plain().partition(":")
        said = f"{spot}: {self.handout.title.plain()}"
        items: list[Item] = [setter.label(said + " ", x_pt, baseline_pt, style.small_pt, ink="quiet")]
        if patient and setter.width_pt(f"{said} {patient}", "regular", style.small_pt) + style.gutter_pt < self.width_pt:
            left_pt = x_pt + self.width_pt - setter.width_pt(patient, "regular", style.small_pt)
            items.append(setter.label(patient + " ", left_pt, baseline_pt, style.small_pt, ink="quiet"))
        rule_pt = baseline_pt + style.small_pt * 0.45
        items.append(line(x_pt, rule_pt, x_pt + self.width_pt, rule_pt, "hair", 0.8))
        return decoration(Rect(x_pt, style.top_pt, self.width_pt, style.small_leading_pt), tuple(items))

    def _before(self) -> list[Block]:
        """What stands before the figure: whose sheet, what for, and what must be read first."""
        handout, setter, width_pt = self.handout, self.setter, self.width_pt
        titles = stack(
            [
                setter.paragraph(handout.title, width_pt, setter.title, "H1"),
                setter.paragraph(handout.subtitle, width_pt, setter.quiet),
                setter.paragraph(handout.message, width_pt, setter.message),
            ]
        )
        return [
            Block("letterhead", lay_letterhead(handout.letterhead, setter, width_pt)),
            Block("title", titles),
            Block("patient", lay_stacked(handout.blanks, setter, width_pt, self.options.fillable)),
            Block("danger.text", lay_danger(handout.danger, setter, width_pt)),
            Block("ask_first", lay_ask_first(handout.ask_first, setter, width_pt)),
        ]

    def _after(self) -> list[Block]:
        """What follows it, steps first."""
        handout, setter, width_pt = self.handout, self.setter, self.width_pt
        facts = (handout.honesty, handout.muscles, handout.also_helps)
        heading = stack(
            [
                setter.paragraph(handout.do_heading, width_pt, setter.heading, "H2"),
                setter.paragraph(handout.anchors, width_pt),
                space(self.style.gap_pt * 0.5),
            ]
        )
        cards = [self._technique(words) for words in handout.techniques]
        blocks = [
            Block("find", self._find()),
            Block("felt", lay_felt(handout.pain_map, (handout.felt, handout.relieves), setter, self.figures, width_pt)),
            Block("facts", lay_facts(facts, setter, width_pt, 0.4)),
        ]
        blocks += [Block(f"techniques[{index}]", card if index else stack([heading, card])) for index, card in enumerate(cards)]
        blocks += [
            Block("feels", element("Sect", lay_titled(handout.feels, setter, width_pt), width_pt)),
            Block("stop", element("Sect", lay_titled(handout.stop, setter, width_pt, "square", "danger"), width_pt)),
            Block("help_now", lay_headed_box(handout.help_now, (), setter, width_pt, True)),
        ]
        groups = [titled for titled in (handout.help_today, handout.help_soon) if titled.items]
        blocks += [Block("help_soon", lay_headed_box(groups[0], groups[1:], setter, width_pt, False))] if groups else []
        return [*blocks, Block("diary", lay_plan(handout.diary, setter, width_pt, self.options.fillable)), Block("foot", self._foot())]

    def _find(self) -> Laid:
        handout, setter = self.handout, self.setter
        heading = setter.paragraph(handout.find_heading, self.width_pt, setter.heading, "H2")
        return element("Sect", stack([heading, setter.steps(handout.steps, self.width_pt, handout.plate.keep_off)]), self.width_pt)

    def _technique(self, words: TechniqueBox) -> Laid:
        """The two drawings one over the other on the left; on the right who does what, how hard and how much."""
        setter, style = self.setter, self.style
        pad_pt = style.body_pt * 0.5
        picture_pt = TECHNIQUE_WIDTH_PT * style.line_scale
        high_pt = TECHNIQUE_HEIGHT_PT * style.line_scale
        left_pt = picture_pt + style.gutter_pt
        text_pt = self.width_pt - left_pt - 2 * pad_pt
        pictures = stack(
            [
                lay_hand(words, self.figures, setter),
                lay_stroke(words, self.figures, setter, Rect(0, 0, picture_pt, high_pt)),
            ],
            pad_pt * 0.6,
        )
        text = stack(
            [
                setter.paragraph(words.name, text_pt, setter.heading, "H3"),
                setter.paragraph(words.who, text_pt, setter.quiet),
                setter.bullets(words.steps, text_pt),
                space(pad_pt * 0.4),
                lay_dose(words.dose, setter, text_pt),
            ]
        )
        padding = Padding(pad_pt * 0.7, pad_pt, pad_pt * 0.7, pad_pt * 0.7)
        return element("Sect", panel(beside([(left_pt, text), (0.0, pictures)]), self.width_pt, padding, None, "rule", 1.2), self.width_pt)

    def _foot(self) -> Laid:
        foot, setter = self.handout.foot, self.setter
        code_pt, code = lay_code_and_words(foot, setter, self.figures)
        text_pt = min(self.width_pt - code_pt - self.style.gutter_pt, MEASURE_EM * setter.small.size_pt)
        reviewed, *credits = foot.credits
        small_print = Words(joined([foot.address_words.text, *(words.text for words in credits)], " "), "foot")
        text = stack([setter.paragraph(part, text_pt, setter.small) for part in (foot.evidence, reviewed, small_print)])
        return stack([rule(self.width_pt, 0.8), beside([(0, text), (self.width_pt - code_pt, code)])], self.style.gap_pt * 0.4)
