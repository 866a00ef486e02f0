"""The sheet that shows which edge a printer flips on: an arrow to the top of each side, and what to make of the two.

Enters: words, a `Setter`'s faces, a paper. Leaves: two pages, lying on their long edge as the sheets of a booklet do.
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.document.blocks import Words
from handouts.document.words import Wording
from handouts.layout.frame import Frame, Page, Rect, Shape
from handouts.layout.laid import Laid, line, stack
from handouts.layout.style import BODY_FLOOR_PT, MM, page_style
from handouts.layout.type.typeset import Setter, Setters

MARGIN_PT = 20 * MM
BODY_PT = BODY_FLOOR_PT * 1.25
ARROW_WIDTH_PT, SHAFT_PT = 30 * MM, 12 * MM

SIDES = (("test.front", ("test.print", "test.turn")), ("test.back", ("test.right", "test.wrong", "test.blank")))


def lay_test_sheet(wording: Wording, setters: Setters, paper: str) -> tuple[Page, ...]:
    """Both sides."""
    style = page_style(paper, BODY_PT)
    style = style._replace(page_width_pt=style.page_height_pt, page_height_pt=style.page_width_pt, leading_pt=BODY_PT * 1.35)
    setter = setters.at(style)
    return tuple(
        _side(wording.say("test.title"), wording.say(name), [wording.say(key) for key in keys], wording, setter) for name, keys in SIDES
    )


def _side(title: Words, name: Words, texts: Sequence[Words], wording: Wording, setter: Setter) -> Page:
    style = setter.style
    half_pt = style.page_width_pt / 2
    text_pt = half_pt - 1.5 * MARGIN_PT
    top = wording.say("test.top")
    tone = setter.title._replace(size_pt=style.title_pt * 1.2, leading_pt=style.title_pt * 1.3)
    top_pt = setter.width_pt(top.plain(), "bold", tone.size_pt)
    arrow_left_pt = (half_pt - ARROW_WIDTH_PT) / 2
    words = stack(
        [
            setter.paragraph(title, text_pt, setter.title, "H1"),
            setter.paragraph(name, text_pt, setter.heading, "H2"),
            *(setter.paragraph(text, text_pt) for text in texts),
        ],
        style.body_pt * 0.8,
    )
    arrow = _arrow(style.page_height_pt * 0.5, wording.say_plain("test.arrow"))
    fold = line(half_pt, MARGIN_PT, half_pt, style.page_height_pt - MARGIN_PT, "hair", 0.5)
    frames = (
        *words.place(half_pt + MARGIN_PT / 2, MARGIN_PT),
        *setter.paragraph(top, top_pt + 1, tone, "P").place((half_pt - top_pt) / 2, MARGIN_PT),
        *arrow.place(arrow_left_pt, MARGIN_PT + tone.leading_pt * 1.3),
        Frame("Artifact", Rect(half_pt, MARGIN_PT, 0.5, style.page_height_pt - 2 * MARGIN_PT), (fold,)),
    )
    return Page(style.page_width_pt, style.page_height_pt, frames, name.plain())


def _arrow(height_pt: float, said: str) -> Laid:
    """A fat arrow up."""

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        middle_pt, head_pt = x_pt + ARROW_WIDTH_PT / 2, ARROW_WIDTH_PT * 0.9
        left_pt, right_pt, bottom_pt = middle_pt - SHAFT_PT / 2, middle_pt + SHAFT_PT / 2, y_pt + height_pt
        path = (
            ("m", middle_pt, y_pt),
            ("l", x_pt + ARROW_WIDTH_PT, y_pt + head_pt),
            ("l", right_pt, y_pt + head_pt),
            ("l", right_pt, bottom_pt),
            ("l", left_pt, bottom_pt),
            ("l", left_pt, y_pt + head_pt),
            ("l", x_pt, y_pt + head_pt),
            ("h",),
        )
        return (Frame("Figure", Rect(x_pt, y_pt, ARROW_WIDTH_PT, height_pt), (Shape(path, "disc", "disc-edge", 1.5),), alt=said),)

    return Laid(height_pt, place)
