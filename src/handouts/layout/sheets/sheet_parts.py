"""What the quick reference and the finder have in common: their head with the emergency line, their foot, and a page made of both.

Enters: parts of a `QuickTable` or a `Finder`, a `Setter`, a width. Leaves: `Laid`, and pages. The head and the foot keep the body's
floor of 12 pt and the foot's of 10, whatever size the table has.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from handouts.dataset.model import Piece
from handouts.document.blocks import DangerBox, Letterhead, Words
from handouts.document.quickref import SheetFoot
from handouts.document.words import joined
from handouts.layout.frame import Frame, Page, Rect
from handouts.layout.laid import Laid, beside, decoration, line, middled, stack
from handouts.layout.page.boxes import MEASURE_EM, lay_danger
from handouts.layout.page.letterhead import lay_letterhead
from handouts.layout.style import Style
from handouts.layout.type.typeset import Setter

BESIDE_EM = 19.0
"""The least measure of the words beside the title."""

EMERGENCY_SHARES = (0.33, 0.42, 0.5, 0.58)
"""Shares of the width that are tried for the emergency's heading beside its text; the lowest box is taken."""


class Room(NamedTuple):
    """The part of a page that a sheet may fill: a width and a height. In a booklet, the type area of a page."""

    width_pt: float
    height_pt: float


class Feet(NamedTuple):
    """What is kept free at the foot of the last side, and of the others."""

    last_pt: float = 0.0
    other_pt: float = 0.0


NO_FEET = Feet()


def page_room(style: Style) -> Room:
    """The room between the margins of a page in this style."""
    return Room(style.measure_pt, style.page_height_pt - 2 * style.margin_pt)


def lay_head(letterhead: Letterhead | None, title: Words, danger: DangerBox, how: Words, setter: Setter, width_pt: float, key: str) -> Laid:
    """Letterhead, title, the emergency, how to use the sheet (beside the title, or under the rest). `key` names the title for links."""
    style = setter.style
    title_pt = setter.width_pt(title.plain(), "bold", style.title_pt) + style.gutter_pt
    beside_pt = width_pt - title_pt
    wide = beside_pt >= style.body_pt * BESIDE_EM
    heading = setter.paragraph(title, title_pt if wide else width_pt, setter.title, "H1")
    using = setter.paragraph(how, beside_pt if wide else min(width_pt, style.body_pt * MEASURE_EM), setter.body._replace(balanced=wide))

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        return tuple(frame._replace(anchor=key) for frame in heading.place(x_pt, y_pt))

    named = Laid(heading.height_pt, place)
    boxes = [lay_danger(danger, setter, width_pt, share) for share in EMERGENCY_SHARES]
    emergency = min(boxes, key=lambda box: box.height_pt)
    gap_pt = style.body_pt * 0.4
    if wide:
        height_pt = max(heading.height_pt, using.height_pt)
        lower_pt = height_pt + gap_pt
        # read in this order: the emergency before how to use the sheet, which stands beside the title
        row = [middled(named, height_pt), Laid(0.0, lambda x_pt, y_pt: emergency.place(x_pt, y_pt + lower_pt)), middled(using, height_pt)]
        top = beside([(0.0, row[0]), (0.0, row[1]), (title_pt, row[2])])
        top = Laid(lower_pt + emergency.height_pt, top.place)
    else:
        top = stack([named, emergency, using], gap_pt)
    return stack([lay_letterhead(letterhead, setter, width_pt), top], gap_pt)


def lay_sheet_foot(foot: SheetFoot, setter: Setter, width_pt: float, page: int, pages: int, ruled: bool = True) -> Laid:
    """Two columns of small print, as on the handout under a hair line: what the sheet cannot do; facts, drawings, date."""
    tone = setter.small
    gutter_pt = setter.style.gutter_pt
    column_pt = (width_pt - gutter_pt) / 2
    checked, *credits = foot.credits
    folio = (Piece(foot.page.replace("{page}", str(page)).replace("{pages}", str(pages))),)
    left = stack([setter.paragraph(foot.limits, column_pt, tone), setter.paragraph(checked, column_pt, tone)])
    right = setter.paragraph(Words(joined([*(words.text for words in credits), folio], " "), "foot"), column_pt, tone)
    columns = beside([(0, left), (column_pt + gutter_pt, right)])
    return _under_hair(columns, width_pt) if ruled else columns


def lay_folio(foot: SheetFoot, setter: Setter, width_pt: float, page: int, pages: int) -> Laid:
    """The folio alone, at the foot of a page that is not the last: decoration, since it cuts into what goes on."""
    text = Words((Piece(foot.page.replace("{page}", str(page)).replace("{pages}", str(pages))),), "foot")
    folio = setter.paragraph(text, width_pt, setter.small)

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        rect = Rect(x_pt, y_pt, width_pt, folio.height_pt)
        return (Frame("Artifact", rect, (), folio.place(x_pt, y_pt)),)

    return Laid(folio.height_pt, place)


def _under_hair(part: Laid, width_pt: float) -> Laid:
    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        top = decoration(Rect(x_pt, y_pt, width_pt, 0.5), (line(x_pt, y_pt, x_pt + width_pt, y_pt, "hair", 0.5),))
        return (top, *part.place(x_pt, y_pt + 3))

    return Laid(part.height_pt + 3, place)


def pages_of(sides: Sequence[Laid], foot: SheetFoot, setter: Setter, ruled: bool = True) -> tuple[Page, ...]:
    """A page for each side, the small print at the foot of the last (`ruled`: under a hair line) and a folio at that of the others."""
    style = setter.style
    room = page_room(style)
    pages = []
    for number, side in enumerate(sides, 1):
        if number == len(sides):
            last = lay_sheet_foot(foot, setter, room.width_pt, number, len(sides), ruled)
        else:
            last = lay_folio(foot, setter, room.width_pt, number, len(sides))
        frames = side.place(style.margin_pt, style.margin_pt)
        under = last.place(style.margin_pt, style.page_height_pt - style.margin_pt - last.height_pt)
        pages.append(Page(style.page_width_pt, style.page_height_pt, (*frames, *under), str(number)))
    return tuple(pages)
