"""Large print: the same handout in one column of 18 pt on 27 pt, on as many sides as it takes.

Enters: a `Handout`, faces, figures, a paper. Leaves: pages. Every part keeps together: a block is never split across sides; the
figure, its markers and its lines grow with the type. A block taller than a side is a `FitError`.
"""

from __future__ import annotations

from collections.abc import Mapping

from handouts.document.blocks import Handout, TechniqueBox, Words
from handouts.document.words import joined
from handouts.errors import Diagnostic, FitError, Place
from handouts.layout.figures.figure import Figures
from handouts.layout.figures.qr import quiet_pt
from handouts.layout.frame import Frame, Page, Rect
from handouts.layout.laid import Laid, Padding, beside, decoration, element, nothing, panel, rule, space, stack
from handouts.layout.page.blanks import lay_blanks
from handouts.layout.page.boxes import lay_danger, lay_qr_code, lay_titled
from handouts.layout.page.diary import lay_plan
from handouts.layout.page.letterhead import lay_letterhead
from handouts.layout.page.plate_and_map import Options, lay_location, lay_map
from handouts.layout.page.technique import TECHNIQUE_WIDTH_PT, lay_dose, lay_hand, lay_stroke
from handouts.layout.style import MM, large_style
from handouts.layout.type.typeset import Setter, Setters

PLATE_WIDTHS_PT = (150 * MM, 140 * MM, 130 * MM, 120 * MM, 112 * MM)
"""Widths of the plate that are tried on the side where it stands first."""


def lay_large_print(
    handout: Handout, setters: Setters, figures: Figures, options: Options, places: Mapping[str, Place]
) -> tuple[Page, ...]:
    """The pages of the large-print handout."""
    arrangement = _LargePrint(handout, setters.at(large_style(options.paper)), figures, options)
    return arrangement.pages(places)


class _LargePrint:
    def __init__(self, handout: Handout, setter: Setter, figures: Figures, options: Options) -> None:
        self.handout, self.setter, self.figures, self.options = handout, setter, figures, options
        self.style = setter.style
        self.width_pt = self.style.measure_pt

    def pages(self, places: Mapping[str, Place]) -> tuple[Page, ...]:
        style = self.style
        folio_pt = style.small_leading_pt
        room_pt = style.page_height_pt - 2 * style.margin_pt - folio_pt
        sides: list[list[Laid]] = [[]]
        used_pt = 0.0
        for name, block in self._blocks():
            if not block.height_pt:
                continue
            if name == "figure":
                block = self._plate(room_pt - used_pt - style.gap_pt) or block
            if block.height_pt > room_pt:
                lines = -int(-(block.height_pt - room_pt) // style.leading_pt)
                raise FitError(
                    Diagnostic(
                        places.get(name),
                        f"spot {self.handout.number}: in large print “{name}” is {lines} line{'s' * (lines > 1)} too long for one side",
                        "shorten it: a block is never split across sides",
                    )
                )
            wanted_pt = block.height_pt + (style.gap_pt if sides[-1] else 0.0)
            if used_pt + wanted_pt > room_pt:
                sides.append([])
                used_pt, wanted_pt = 0.0, block.height_pt
            sides[-1].append(block)
            used_pt += wanted_pt
        return tuple(self._page(blocks, index + 1, len(sides)) for index, blocks in enumerate(sides))

    def _page(self, blocks: list[Laid], number: int, of: int) -> Page:
        style = self.style
        frames = stack(blocks, style.gap_pt).place(style.margin_pt, style.margin_pt)
        folio = self.handout.foot.page.replace("{page}", str(number)).replace("{pages}", str(of))
        baseline_pt = style.page_height_pt - style.margin_pt
        label = self.setter.label(folio, style.margin_pt, baseline_pt, style.small_pt)
        rect = Rect(style.margin_pt, baseline_pt - style.small_leading_pt, self.width_pt, style.small_leading_pt)
        foot = Frame("P", rect, (label,), source="folio") if number == of else decoration(rect, (label,))
        return Page(style.page_width_pt, style.page_height_pt, (*frames, foot), str(number))

    def _blocks(self) -> list[tuple[str, Laid]]:
        handout, setter, width_pt = self.handout, self.setter, self.width_pt
        blocks = [
            ("letterhead", lay_letterhead(handout.letterhead, setter, width_pt)),
            ("patient", self._blanks()),
            ("title", self._top()),
            ("danger.text", lay_danger(handout.danger, setter, width_pt)),
            ("figure", lay_location(handout.plate, setter, self.figures, PLATE_WIDTHS_PT[0])),
            ("find", self._find()),
            ("felt", stack([setter.paragraph(words, width_pt) for words in handout.facts], self.style.gap_pt * 0.4)),
        ]
        blocks += [(f"techniques[{index}]", self._technique(words)) for index, words in enumerate(handout.techniques)]
        blocks += [
            ("feels", lay_titled(handout.feels, setter, width_pt)),
            ("stop", lay_titled(handout.stop, setter, width_pt, "square", "danger")),
            ("also_helps", setter.paragraph(handout.also_helps, width_pt)),
            ("ask_first", lay_titled(handout.ask_first, setter, width_pt, tone="danger")),
            ("help_now", lay_titled(handout.help_now, setter, width_pt, tone="danger")),
            ("help_today", lay_titled(handout.help_today, setter, width_pt, tone="danger") if handout.help_today.items else nothing()),
            ("help_soon", lay_titled(handout.help_soon, setter, width_pt, tone="danger")),
            ("diary", self._diary()),
            ("foot", self._foot()),
        ]
        return blocks

    def _plate(self, room_pt: float) -> Laid | None:
        """The plate as large as what is left of a side allows; None where that is too small and the next side is better."""
        for width_pt in PLATE_WIDTHS_PT:
            plate = lay_location(self.handout.plate, self.setter, self.figures, width_pt)
            if plate.height_pt <= room_pt:
                return plate
        return None

    def _blanks(self) -> Laid:
        first, *rest = self.handout.blanks
        fillable = self.options.fillable
        return stack(
            [lay_blanks((first,), self.setter, self.width_pt, fillable), lay_blanks(tuple(rest), self.setter, self.width_pt, fillable)]
        )

    def _top(self) -> Laid:
        """Title over the width; spot and message beside the pain map."""
        handout, setter, style = self.handout, self.setter, self.style
        map_pt = 62 * MM
        left_pt = self.width_pt - map_pt - style.gutter_pt
        left = stack(
            [
                setter.paragraph(handout.subtitle, left_pt, setter.quiet),
                setter.paragraph(handout.message, left_pt, setter.message),
            ]
        )
        height_pt = max(left.height_pt, 70 * MM)
        pain_map = lay_map(handout.pain_map, setter, self.figures, map_pt, height_pt)
        pair = beside([(0, left), (left_pt + style.gutter_pt, pain_map)])
        return stack([setter.paragraph(handout.title, self.width_pt, setter.title, "H1"), pair])

    def _find(self) -> Laid:
        handout, setter = self.handout, self.setter
        heading = setter.paragraph(handout.find_heading, self.width_pt, setter.heading, "H2")
        return element("Sect", stack([heading, setter.steps(handout.steps, self.width_pt, handout.plate.keep_off)]), self.width_pt)

    def _technique(self, words: TechniqueBox) -> Laid:
        """The two drawings one over the other on the left; on the right who does what, the scale, and how much beside it."""
        setter, style = self.setter, self.style
        pad_pt = style.body_pt * 0.6
        picture_pt = TECHNIQUE_WIDTH_PT * style.line_scale
        left_pt = picture_pt + style.gutter_pt
        text_pt = self.width_pt - left_pt - 2 * pad_pt
        pictures = stack(
            [lay_hand(words, self.figures, setter), lay_stroke(words, self.figures, setter, Rect(0, 0, picture_pt, picture_pt))],
            pad_pt * 0.5,
        )
        text = stack(
            [
                setter.paragraph(words.name, text_pt, setter.heading, "H2"),
                setter.paragraph(words.who, text_pt, setter.quiet),
                setter.bullets(words.steps, text_pt),
                space(pad_pt * 0.4),
                lay_dose(words.dose, setter, text_pt),
            ]
        )
        inside = beside([(left_pt, text), (0.0, pictures)])
        padding = Padding(pad_pt * 0.6, pad_pt, pad_pt * 0.6, pad_pt * 0.6)
        return element("Sect", panel(inside, self.width_pt, padding, None, "rule", 1.2), self.width_pt)

    def _diary(self) -> Laid:
        if self.handout.diary is None:
            return nothing()
        return lay_plan(self.handout.diary, self.setter, self.width_pt, self.options.fillable)

    def _foot(self) -> Laid:
        foot, setter = self.handout.foot, self.setter
        code = lay_qr_code(foot, self.setter, self.figures)
        quiet = space(quiet_pt(self.figures, foot.address, code.height_pt))
        text_pt = self.width_pt - code.height_pt - self.style.gutter_pt
        reviewed, *credits = foot.credits
        small_print = Words(joined([foot.address_words.text, *(words.text for words in credits)], " "), "foot")
        text = stack([setter.paragraph(part, text_pt, setter.small) for part in (foot.evidence, reviewed, small_print)])
        top = rule(self.width_pt, 0.8)
        return stack([top, beside([(0, text), (text_pt + self.style.gutter_pt, stack([quiet, code]))])], self.style.gap_pt * 0.4)
