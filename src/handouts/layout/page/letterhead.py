"""The clinic's head over a rule: logo, name, and address, phone, hours and web.

Enters: a `Letterhead`, a `Setter`, a width. Leaves: `Laid`, or a `FitError` that names the field of clinic.yaml. The name takes two lines
at most and so do the details, which never break inside one; of the ways to arrange them the lowest is taken.
"""

from __future__ import annotations

from handouts.dataset.model import Piece
from handouts.document.blocks import Foot, Letterhead, Words
from handouts.document.words import joined
from handouts.errors import Diagnostic, FitError
from handouts.layout.frame import Frame, Item, Picture, Raster, Rect
from handouts.layout.laid import Laid, beside, decoration, element, line, middled, nothing, shifted, space, stack
from handouts.layout.style import MM
from handouts.layout.type.text import overflow_pt
from handouts.layout.type.typeset import Setter, Tone

MOST_LINES = 2
LOGO_HEIGHT_EM, LOW_LOGO_EM = 2.1, 1.3
LOGO_WIDTH_PT = 45 * MM
SEPARATOR = " · "
TO_FOOT = ("clinic:address", "clinic:hours", "clinic:web")


class LetterheadError(FitError):
    """The head itself cannot be set: no other arrangement of the page mends that."""


def lay_letterhead(letterhead: Letterhead | None, setter: Setter, width_pt: float) -> Laid:
    """The head: logo and name on the left, details on the right, or under the name where they are long."""
    if letterhead is None:
        return nothing()
    style = setter.style
    if letterhead.preprinted_top_mm:
        return space(max(letterhead.preprinted_top_mm * MM - style.top_pt, 0.0))
    aspect = letterhead.logo_aspect
    logo_height_pt = style.body_pt * (LOW_LOGO_EM if letterhead.low else LOGO_HEIGHT_EM)
    logo_width_pt = min(logo_height_pt * aspect, LOGO_WIDTH_PT) if letterhead.logo and aspect else 0.0
    left_pt = logo_width_pt + style.gutter_pt * 0.6 if logo_width_pt else 0.0
    head = shifted(_words(letterhead, setter, width_pt - left_pt), left_pt)
    if logo_width_pt:
        logo = _logo(letterhead, logo_width_pt, logo_width_pt / aspect)
        height_pt = max(logo.height_pt, head.height_pt)
        head = beside([(0, middled(logo, height_pt)), (0, middled(head, height_pt))])

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        bottom_pt = y_pt + head.height_pt + 2
        under = decoration(Rect(x_pt, bottom_pt, width_pt, 1), (line(x_pt, bottom_pt, x_pt + width_pt, bottom_pt, "letterhead", 1.4),))
        return (*head.place(x_pt, y_pt), under)

    return Laid(head.height_pt + 4, place)


def lowered(letterhead: Letterhead, foot: Foot) -> tuple[Letterhead, Foot]:
    """A head one line high, for a page where room is short: address, hours and web go to the small print at the foot; the phone stays."""
    kept = tuple(words for words in letterhead.details if words.source not in TO_FOOT)
    moved = [words.text for words in letterhead.details if words.source in TO_FOOT]
    if not moved:
        return letterhead._replace(low=True), foot
    line_words = Words((*joined(moved, SEPARATOR), Piece(".")), "foot")
    return letterhead._replace(details=kept, low=True), foot._replace(credits=(*foot.credits, line_words))


def _words(letterhead: Letterhead, setter: Setter, width_pt: float) -> Laid:
    """Name and details in the arrangement that is lowest: beside one another where that needs no third line."""
    style = setter.style
    tone = setter.heading._replace(ink="letterhead", strong_ink="letterhead")
    name_pt = setter.width_pt(letterhead.name.plain(), "bold", tone.size_pt) + 1
    arrangements: list[Laid] = []
    beside_pt = width_pt - name_pt - style.gutter_pt
    if beside_pt > 0:
        rows = flowed(letterhead.details, setter, beside_pt)
        if rows is not None:
            details = _details(letterhead, rows, setter, beside_pt, True)
            name = setter.paragraph(letterhead.name, name_pt, tone)
            height_pt = max(name.height_pt, details.height_pt)
            arrangements.append(beside([(0, middled(name, height_pt)), (name_pt + style.gutter_pt, middled(details, height_pt))]))
    rows = flowed(letterhead.details, setter, width_pt)
    if rows is not None:
        name = _name(letterhead.name, setter, width_pt, tone)
        arrangements.append(stack([name, _details(letterhead, rows, setter, width_pt, False)]))
    if not arrangements:
        arrangements.append(_stacked(letterhead, setter, width_pt, tone))
    return min(arrangements, key=lambda laid: laid.height_pt)


def _stacked(letterhead: Letterhead, setter: Setter, width_pt: float, tone: Tone) -> Laid:
    """Where nothing else fits, as on a half-size page or in large print: a line or more for each, broken like any text."""
    for words in letterhead.details:
        if overflow_pt(setter.lines(words.text, width_pt, setter.body)):
            field = words.source.partition(":")[2]
            raise LetterheadError(
                Diagnostic(None, f"the clinic’s {field} has a word wider than the page", f"shorten {field} in clinic.yaml")
            )
    name = _name(letterhead.name, setter, width_pt, tone)
    return stack([name, *(_detail(words, letterhead.link, setter, width_pt) for words in letterhead.details)])


def _detail(words: Words, link: str, setter: Setter, width_pt: float) -> Laid:
    laid = setter.paragraph(words, width_pt)
    if words.source != "clinic:web":
        return laid
    return element("P", element("Link", laid, width_pt, Frame("Link", Rect(0, 0, 0, 0), target=link, alt=words.plain())), width_pt)


def _name(name: Words, setter: Setter, width_pt: float, tone: Tone) -> Laid:
    lines = setter.lines(name.text, width_pt, tone)
    if len(lines) > MOST_LINES or overflow_pt(lines):
        raise LetterheadError(
            Diagnostic(None, f"the clinic’s name takes more than {MOST_LINES} lines of the letterhead", "shorten name in clinic.yaml")
        )
    return setter.paragraph(name, width_pt, tone)


def flowed(details: tuple[Words, ...], setter: Setter, width_pt: float) -> list[list[Words]] | None:
    """The details in lines of this width, none broken inside; None where they need too many lines or one is too long."""
    rows: list[list[Words]] = []
    for words in details:
        tried = [*rows[-1], words] if rows else []
        if tried and _row_pt(tried, setter) <= width_pt:
            rows[-1] = tried
        else:
            rows.append([words])
        if _row_pt(rows[-1], setter) > width_pt or len(rows) > MOST_LINES:
            return None
    return rows


def _row_pt(row: list[Words], setter: Setter) -> float:
    return setter.width_pt(SEPARATOR.join(words.plain() for words in row), "regular", setter.body.size_pt)


def _details(letterhead: Letterhead, rows: list[list[Words]], setter: Setter, width_pt: float, right: bool) -> Laid:
    """The lines; the web address is a link for those who read on a screen."""
    if not rows:
        return nothing()
    tone = setter.body
    height_pt = tone.leading_pt * len(rows)
    web = next((words for words in letterhead.details if words.source == "clinic:web"), None)

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        items: list[Item] = []
        links: list[Frame] = []
        for index, row in enumerate(rows):
            baseline_pt = y_pt + index * tone.leading_pt + setter.ascent_pt(tone)
            start_pt = x_pt + (width_pt - _row_pt(row, setter) if right else 0.0)
            plain = [words for words in row if words is not web]
            said = SEPARATOR.join(words.plain() for words in plain) + (
                SEPARATOR if plain and len(row) > len(plain) else " " if plain else ""
            )
            if said:
                items.append(setter.label(said, start_pt, baseline_pt, tone.size_pt))
            if web is not None and web in row:
                start_pt += setter.width_pt(said, "regular", tone.size_pt) if said else 0.0
                label = setter.label(web.plain(), start_pt, baseline_pt, tone.size_pt)
                window = Rect(start_pt, y_pt + index * tone.leading_pt, label.width_pt, tone.leading_pt)
                links.append(Frame("Link", window, (label,), target=letterhead.link, alt=web.plain(), source=web.source))
        return (Frame("P", Rect(x_pt, y_pt, width_pt, height_pt), tuple(items), tuple(links), source="clinic:details"),)

    return Laid(height_pt, place)


def _logo(letterhead: Letterhead, width_pt: float, height_pt: float) -> Laid:
    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        rect = Rect(x_pt, y_pt, width_pt, height_pt)
        view = letterhead.logo_view
        # a logo's line widths are in its own units, not in printed points: its scale undoes the painter's
        item: Item = Raster(letterhead.logo, rect) if view is None else Picture(letterhead.logo, rect, view, False, width_pt / view[2])
        return (Frame("Figure", rect, (item,), alt=letterhead.logo_alt),)

    return Laid(height_pt, place)
