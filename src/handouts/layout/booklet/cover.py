"""The cover of a booklet: whose it is, what it is, one calm figure.

Enters: a `Cover`, a `Setter`, figures, a leaf. Leaves: a `Laid` as high as the type area. The figure shows the body from the back and from
the front with an X on each spot; a booklet of one spot shows where its pain is.
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.document.blocks import Handout
from handouts.document.booklet import Cover
from handouts.layout.figures.figure import Figures, Projection
from handouts.layout.figures.marks import cross
from handouts.layout.figures.pain_map import lay_pain_map
from handouts.layout.frame import Frame, Item, Picture, Rect
from handouts.layout.laid import Laid, decoration, line, nothing, space, stack
from handouts.layout.page.letterhead import lay_letterhead
from handouts.layout.sheets.sheet_parts import Room
from handouts.layout.type.typeset import Setter

FIGURES = ("back", "front")
SEEN = 0.5
"""How squarely a spot must be seen to be marked on a figure (0 to 1)."""

TITLE_SHARE = 0.075
"""The size of the title, of the type area's width."""
GAP_EM = 1.1
ARM_SHARE = 0.0085
"""The arms of an X, of the figure's height."""


def lay_cover(cover: Cover, handouts: Sequence[Handout], setter: Setter, figures: Figures, room: Room) -> Laid:
    """Letterhead, title, figure, and what is written small."""
    style = setter.style
    size_pt = max(style.title_pt, room.width_pt * TITLE_SHARE)
    title = setter.title._replace(size_pt=size_pt, leading_pt=size_pt * 1.08)
    under = setter.body._replace(
        size_pt=max(style.body_pt, size_pt * 0.42), leading_pt=max(style.leading_pt, size_pt * 0.52), balanced=True
    )
    letterhead = lay_letterhead(cover.letterhead, setter, room.width_pt)
    head = stack(
        [
            letterhead,
            space(size_pt * (0.9 if cover.letterhead else 0.4)),
            _bar(size_pt),
            space(size_pt * 0.35),
            setter.paragraph(cover.title, room.width_pt, title, "H1"),
            space(size_pt * 0.12),
            setter.paragraph(cover.subtitle, room.width_pt, under),
            setter.paragraph(cover.how_many, room.width_pt, under._replace(ink="quiet")),
        ]
    )
    small = setter.small._replace(ink="quiet", strong_ink="quiet")
    foot = stack(
        [
            setter.paragraph(cover.caution, room.width_pt, setter.body),
            space(style.body_pt * 0.4),
            *(setter.paragraph(words, room.width_pt, small) for words in cover.small_print),
        ]
    )
    air_pt = style.body_pt * GAP_EM * 1.6
    figure_pt = room.height_pt - head.height_pt - foot.height_pt - 2 * air_pt
    figure = _figure(cover, handouts, figures, room.width_pt, figure_pt) if figure_pt > 0 else nothing()

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        return (
            *head.place(x_pt, y_pt),
            *figure.place(x_pt, y_pt + head.height_pt + air_pt),
            *foot.place(x_pt, y_pt + room.height_pt - foot.height_pt),
        )

    return Laid(room.height_pt, place)


def _bar(size_pt: float) -> Laid:
    """A short heavy rule over the title."""
    thick_pt = size_pt * 0.14

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        stroke = line(x_pt, y_pt + thick_pt / 2, x_pt + size_pt * 1.7, y_pt + thick_pt / 2, "accent", thick_pt)
        return (decoration(Rect(x_pt, y_pt, size_pt * 1.7, thick_pt), (stroke,)),)

    return Laid(thick_pt, place)


def _figure(cover: Cover, handouts: Sequence[Handout], figures: Figures, width_pt: float, height_pt: float) -> Laid:
    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        window = Rect(x_pt, y_pt, width_pt, height_pt)
        if len(handouts) == 1:
            shown = handouts[0].pain_map
            items = lay_pain_map(figures, shown.main, shown.spill_over, shown.number, shown.side, window, 1.5)
        else:
            items = _bodies(figures, [handout.number for handout in handouts], window)
        return (Frame("Figure", window, items, alt=cover.alt),)

    return Laid(height_pt, place)


def _bodies(figures: Figures, numbers: Sequence[int], window: Rect) -> tuple[Item, ...]:
    """The whole body from both sides at one scale, feet on one line, an X on each spot."""
    bodies = [figures.bodies[name] for name in FIGURES]
    gap = 0.06 * sum(body.view_box[2] for body in bodies)
    share = min(
        window.width_pt / (sum(body.view_box[2] for body in bodies) + gap),
        window.height_pt / max(body.view_box[3] for body in bodies),
    )
    total_pt = share * (sum(body.view_box[2] for body in bodies) + gap)
    x_pt = window.x_pt + (window.width_pt - total_pt) / 2
    items: list[Item] = []
    for body in bodies:
        width_pt, height_pt = body.view_box[2] * share, body.view_box[3] * share
        part = Rect(x_pt, window.bottom_pt - height_pt, width_pt, height_pt)
        shown = Projection(body.view_box, part, False)
        items.append(Picture(f"body/{body.id}", part, body.view_box))
        scale = max(0.8, height_pt / 400)
        for (number, side), at in body.spots.items():
            if number in numbers and body.facing[number, side] >= SEEN:
                items += cross(shown.point(at), height_pt * ARM_SHARE, scale)
        x_pt += width_pt + gap * share
    return tuple(items)
