"""The one-page handout: the search for the page with most on it that fits, its figure as large as the words allow.

Enters: a `Handout`, faces, figures, a paper. Leaves: pages of frames and what was chosen, or a `FitError` that names what to shorten. What
is given up for want of room, and in which order, is `front.GIVEN`: the contract of docs/page.md. Type is never made smaller.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handouts.document.blocks import Handout
from handouts.errors import Diagnostic, FitError, Place
from handouts.layout.figures.figure import Figures
from handouts.layout.frame import Frame, Page
from handouts.layout.laid import Laid, stack
from handouts.layout.page.back_page import lay_overleaf
from handouts.layout.page.front import GIVEN, LEAST, Front, Given, Sizes
from handouts.layout.page.letterhead import lowered
from handouts.layout.page.plate_and_map import Options
from handouts.layout.style import BODY_FLOOR_PT, Style
from handouts.layout.type.typeset import Setters


class Choice(NamedTuple):
    """What the search settled on."""

    body_pt: float
    given: Given
    sizes: Sizes
    spare_pt: float


class Shortfall(NamedTuple):
    """By how many lines a handout is too long for its side."""

    lines: int


class Fitted(NamedTuple):
    """What was chosen for a handout that fits, not yet placed."""

    choice: Choice
    front: Laid
    """As high as the page's room."""
    overleaf: tuple[Page, ...]
    style: Style

    @property
    def pages(self) -> tuple[Page, ...]:
        """The front, and what stands overleaf."""
        style = self.style
        front = Page(style.page_width_pt, style.page_height_pt, self.front.place(style.margin_pt, style.top_pt), "1")
        return (front, *self.overleaf)


def fit_handout(handout: Handout, setters: Setters, figures: Figures, options: Options, places: Mapping[str, Place]) -> Fitted:
    """The handout on one side; where room is short, the letterhead is a line high; where it is allowed, on a second side.

    Raises `FitError`.
    """
    found = find_fit(handout, setters, figures, options)
    lowest = handout
    if isinstance(found, Shortfall) and handout.letterhead is not None and not handout.letterhead.preprinted_top_mm:
        letterhead, foot = lowered(handout.letterhead, handout.foot)
        lowest = handout._replace(letterhead=letterhead, foot=foot)
        found = find_fit(lowest, setters, figures, options)
    if isinstance(found, Shortfall) and options.second_side:
        for techniques in range(len(handout.techniques) + 1):
            two = _tried(lowest, setters, figures, options, LEAST._replace(techniques=techniques))
            if isinstance(two, Fitted):
                return two
    if isinstance(found, Shortfall):
        raise FitError(_does_not_fit(handout, found.lines, places))
    return found


def find_fit(handout: Handout, setters: Setters, figures: Figures, options: Options) -> Fitted | Shortfall:
    """The handout with as little given up as its side allows."""
    found: Fitted | Shortfall = Shortfall(0)
    for given in GIVEN:
        if given.also_helps and not options.may_drop:
            continue
        if not given.code and handout.diary_side == "back" and handout.diary is not None:
            continue  # the code stands beside the diary
        found = _tried(handout, setters, figures, options, given)
        if isinstance(found, Fitted):
            break
    return found


def _tried(handout: Handout, setters: Setters, figures: Figures, options: Options, given: Given) -> Fitted | Shortfall:
    """The handout with so much given up."""
    style = options.style(options.paper, BODY_FLOOR_PT)
    setter = setters.at(style)
    roomy = handout.diary is not None and handout.diary_side == "back"
    has_back = roomy or given.overleaf
    front = Front(handout, setter, figures, options, given, 1 + has_back)
    over_pt = front.height_pt(front.least()) - style.room_pt
    if over_pt > 0:
        return Shortfall(-int(-over_pt // style.leading_pt))
    overleaf = lay_overleaf(handout, setter, figures, options.fillable, front.moved(), roomy) if has_back else ()
    if len(overleaf) > 1:
        front = Front(handout, setter, figures, options, given, 1 + len(overleaf))
    sizes = front.grown(style.room_pt)
    choice = Choice(style.body_pt, given, sizes, style.room_pt - front.height_pt(sizes))
    body = _spread(front.parts(sizes), sizes.gap_em * style.body_pt, style.room_pt)
    return Fitted(choice, body, overleaf, style)


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


def _spread(parts: Sequence[Laid], gap_pt: float, room_pt: float) -> Laid:
    """One part under the other, the last at the foot."""
    *upper, foot = parts
    above = stack(upper, gap_pt)

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        return (*above.place(x_pt, y_pt), *foot.place(x_pt, y_pt + room_pt - foot.height_pt))

    return Laid(room_pt, place)


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
