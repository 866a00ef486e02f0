"""Words set in type: paragraphs, headings, lists, in one style.

Enters: finished `Words` and a measure. Leaves: `Laid` values whose frames hold text lines. Where they stand on the page is the
page's business.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from handouts.dataset.model import Prose
from handouts.document.blocks import Words
from handouts.layout.frame import Frame, Item, Rect, Run, TextLine
from handouts.layout.laid import Laid, beside, box, disc, element, kept, nothing, stack
from handouts.layout.style import Style
from handouts.layout.type.breaks import TextRun
from handouts.layout.type.fonts import Face, able
from handouts.layout.type.signs import number_sign
from handouts.layout.type.text import Line, break_paragraph, cap_baseline_pt, count_lines, set_lines

HEADING_LEADING = 1.12
"""Headings are one line; their leading keeps them near what they head."""
TITLE_LEADING = 1.1

REMEMBERED = 600
"""How many laid parts a generation of the cache holds; two generations are kept.

All spots together need about a hundred; a long list adds one for each name and note, which no other page asks for again."""


class Tone(NamedTuple):
    """How a kind of text looks: size, leading and inks."""

    size_pt: float
    leading_pt: float
    ink: str = "text"
    strong_ink: str = "text"
    face: str = "regular"
    balanced: bool = False
    """Lines of even length, for what stands alone."""


class Setter:
    """Sets words in one style. Breaking is remembered, so that a page tried twice at one width is broken once."""

    def __init__(self, faces: Mapping[str, Face], style: Style) -> None:
        self.faces = faces
        self.style = style
        self.body = Tone(style.body_pt, style.leading_pt)
        self.small = Tone(style.small_pt, style.small_leading_pt)
        self.heading = Tone(style.heading_pt, style.heading_pt * HEADING_LEADING, "accent", "accent", "bold", True)
        self.message = Tone(style.body_pt, style.leading_pt, "text", "text", "bold", True)
        self.quiet = Tone(style.body_pt, style.leading_pt, "quiet", "quiet", balanced=True)
        self.title = Tone(style.title_pt, style.title_pt * TITLE_LEADING, "accent", "accent", "bold", True)
        self.danger_heading = self.heading._replace(ink="danger", strong_ink="danger")
        self._counted: dict[tuple[Prose, float, Tone], int] = {}
        self._broken: dict[tuple[Prose, float, Tone], tuple[Line, ...]] = {}
        self._laid: dict[object, Laid] = {}
        self._older: dict[object, Laid] = {}

    def once(self, key: tuple[str, *tuple[object, ...]], lay: Callable[[], Laid]) -> Laid:
        """A part that is laid once, however often a page is tried and however many pages of a batch hold it.

        `key` begins with what is laid, since records of different kinds with the same values are equal; then comes whatever it depends on
        besides the style: its words, its width, a choice.
        """
        found = self._laid.get(key)
        if found is None:
            if len(self._laid) >= REMEMBERED:  # what no recent page held goes: the older half
                self._older, self._laid = self._laid, {}
                self._counted.clear()
                self._broken.clear()
            older = self._older.pop(key, None)
            found = self._laid[key] = kept(lay()) if older is None else older
        return found

    def lines(self, prose: Prose, width_pt: float, tone: Tone) -> tuple[Line, ...]:
        """The paragraph broken at this measure."""
        key = (prose, width_pt, tone)
        found = self._broken.get(key)
        if found is None:
            found = self._broken[key] = break_paragraph(_runs(prose, tone), width_pt, tone.size_pt, self.faces, tone.balanced)
        return found

    def count(self, prose: Prose, width_pt: float, tone: Tone) -> int:
        """How many lines that makes: cheap, so that a page may be tried before it is set."""
        key = (prose, width_pt, tone)
        found = self._counted.get(key)
        if found is None:
            found = self._counted[key] = count_lines(_runs(prose, tone), width_pt, tone.size_pt, self.faces)
        return found

    def width_pt(self, text: str, face: str, size_pt: float) -> float:
        """The width of one piece set on one line."""
        return self.faces[able(self.faces, face, text)].width_pt(text, size_pt)

    def paragraph(self, words: Words, width_pt: float, tone: Tone | None = None, role: str = "P", align: str = "left") -> Laid:
        """A paragraph, or a heading when `role` says so."""
        if not words.text:
            return nothing()
        tone = tone or self.body
        height_pt = self.count(words.text, width_pt, tone) * tone.leading_pt

        def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
            items = self.set_lines(self.lines(words.text, width_pt, tone), x_pt, y_pt, width_pt, tone, align)
            return (Frame(role, Rect(x_pt, y_pt, width_pt, height_pt), items, source=words.source),)

        return Laid(height_pt, place)

    def set_lines(
        self, lines: Sequence[Line], x_pt: float, y_pt: float, width_pt: float, tone: Tone, align: str = "left"
    ) -> tuple[Item, ...]:
        """Text lines with the first one's top at `y_pt`."""
        return set_lines(lines, x_pt, y_pt + self.ascent_pt(tone), tone.size_pt, tone.leading_pt, width_pt, align)

    def ascent_pt(self, tone: Tone) -> float:
        """From the top of a line to its baseline: the cap height centred, so that text beside a drawn mark looks level."""
        return cap_baseline_pt(self.faces[tone.face], tone.size_pt, tone.leading_pt)

    def label(self, text: str, x_pt: float, baseline_pt: float, size_pt: float, face: str = "regular", ink: str = "text") -> TextLine:
        """One line of literal text at a place."""
        face = able(self.faces, face, text)
        return TextLine(x_pt, baseline_pt, self.faces[face].width_pt(text, size_pt), (Run(text, face, size_pt, ink),))

    def bullets(self, items: Sequence[Words], width_pt: float, mark: str = "dot", ink: str = "text") -> Laid:
        """An unnumbered list. The marks are drawn; a screen reader hears list items."""
        tone = self.body
        indent_pt = tone.size_pt * 0.85
        parts = [self._item(words, width_pt, indent_pt, tone, mark, ink) for words in items]
        like = Frame("L", Rect(0, 0, 0, 0), numbering="Disc")
        return element("L", stack(parts), width_pt, like)

    def bullets_in_columns(self, items: Sequence[Words], width_pt: float, second_pt: float, mark: str = "dot", ink: str = "text") -> Laid:
        """One list in two columns, `width_pt` wide, the second `second_pt` from the left; the first has half of it or one more."""
        tone = self.body
        indent_pt = tone.size_pt * 0.85
        parts = [self._item(words, width_pt, indent_pt, tone, mark, ink) for words in items]
        half = -(-len(parts) // 2)
        columns = [(left_pt, stack(column)) for left_pt, column in ((0.0, parts[:half]), (second_pt, parts[half:])) if column]
        return element("L", beside(columns), second_pt + width_pt, Frame("L", Rect(0, 0, 0, 0), numbering="Disc"))

    def _item(self, words: Words, width_pt: float, indent_pt: float, tone: Tone, mark: str, ink: str) -> Laid:
        height_pt = self.count(words.text, width_pt - indent_pt, tone) * tone.leading_pt

        def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
            middle_pt = y_pt + tone.leading_pt / 2
            drawn = self.mark(mark, x_pt + tone.size_pt * 0.3, middle_pt, tone.size_pt, ink)
            rect = Rect(x_pt + indent_pt, y_pt, width_pt - indent_pt, height_pt)
            text = self.set_lines(self.lines(words.text, width_pt - indent_pt, tone), x_pt + indent_pt, y_pt, rect.width_pt, tone)
            body = Frame("LBody", rect, text, source=words.source)
            decoration = Frame("Artifact", Rect(x_pt, y_pt, indent_pt, tone.leading_pt), drawn)
            return (Frame("LI", Rect(x_pt, y_pt, width_pt, height_pt), (), (decoration, body)),)

        return Laid(height_pt, place)

    def mark(self, mark: str, x_pt: float, y_pt: float, size_pt: float, ink: str) -> tuple[Item, ...]:
        """A list mark round a centre: a dot, or the square of a list that says stop. A cross means only: press here."""
        if mark == "dot":
            return (disc(x_pt, y_pt, size_pt * 0.13, ink),)
        half_pt = size_pt * 0.2
        return (box(Rect(x_pt - half_pt, y_pt - half_pt, 2 * half_pt, 2 * half_pt), ink, None, 0.0),)

    def steps(self, items: Sequence[Words], width_pt: float, keep_off: Sequence[bool] = (), gap_em: float = 0.12) -> Laid:
        """A numbered list; each number wears the sign that it has on the figure: a disc, or the octagon of what to keep off."""
        tone = self.body
        radius_pt = max(6.8, min(tone.size_pt * 0.6, tone.leading_pt * 0.495))
        indent_pt = radius_pt * 2 + tone.size_pt * 0.5
        signs = [*keep_off, *[False] * (len(items) - len(keep_off))]
        parts = [
            self._step(index + 1, words, width_pt, indent_pt, radius_pt, tone, sign)
            for index, (words, sign) in enumerate(zip(items, signs, strict=True))
        ]
        like = Frame("L", Rect(0, 0, 0, 0), numbering="Decimal")
        return element("L", stack(parts, self.style.body_pt * gap_em), width_pt, like)

    def _step(self, number: int, words: Words, width_pt: float, indent_pt: float, radius_pt: float, tone: Tone, keep_off: bool) -> Laid:
        height_pt = max(self.count(words.text, width_pt - indent_pt, tone) * tone.leading_pt, 2 * radius_pt)

        def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
            label_rect = Rect(x_pt, y_pt, radius_pt * 2, tone.leading_pt)
            sign = number_sign(self.faces["bold"], number, (x_pt + radius_pt, y_pt + tone.leading_pt / 2), radius_pt, keep_off, False)
            label = Frame("Lbl", label_rect, sign)
            rect = Rect(x_pt + indent_pt, y_pt, width_pt - indent_pt, height_pt)
            text = self.set_lines(self.lines(words.text, width_pt - indent_pt, tone), rect.x_pt, y_pt, rect.width_pt, tone)
            body = Frame("LBody", rect, text, source=words.source)
            return (Frame("LI", Rect(x_pt, y_pt, width_pt, height_pt), (), (label, body)),)

        return Laid(height_pt, place)

    def number_disc(self, number: int, x_pt: float, y_pt: float, radius_pt: float) -> tuple[Item, ...]:
        """A number in a disc round a centre."""
        return number_sign(self.faces["bold"], number, (x_pt, y_pt), radius_pt, halo=False)


def _runs(prose: Prose, tone: Tone) -> list[TextRun]:
    return [
        (piece.text, "bold" if piece.strong else tone.face, tone.strong_ink if piece.strong else tone.ink) for piece in prose if piece.text
    ]


class Setters:
    """One `Setter` a style, shared by all the handouts of a run, so that what repeats is set once."""

    def __init__(self, faces: Mapping[str, Face]) -> None:
        self.faces = faces
        self._known: dict[Style, Setter] = {}

    def at(self, style: Style) -> Setter:
        """The setter of a style."""
        if style not in self._known:
            self._known[style] = Setter(self.faces, style)
        return self._known[style]
