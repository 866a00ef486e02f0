"""Blanks to fill in: for whom, when, from whom; each with what is filled in already, or a rule to write on.

Enters: blanks, a setter, a width. Leaves: `Laid`. On one line where everything fits; a long name takes room from its neighbours, then a
line of its own, then several. Nothing is clipped: a word too wide for the page is a `FitError` that does not repeat it.
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.dataset.model import Piece
from handouts.document.blocks import Blank
from handouts.errors import Diagnostic, FitError
from handouts.layout.frame import Field, Frame, Item, Rect
from handouts.layout.laid import Laid, decoration, line, nothing, stack
from handouts.layout.type.text import overflow_pt
from handouts.layout.type.typeset import Setter

LINE_TO_WRITE = 1.28
"""From one rule to write on to the next, in lines of type: 6 mm."""
TO_WRITE = 0.75
"""The smallest part of its share that an empty blank keeps where a long neighbour needs the space."""


def lay_blanks(blanks: Sequence[Blank], setter: Setter, width_pt: float, fillable: bool) -> Laid:
    """Labels with what is filled in, or a rule to write on: in one line, or the first in a line of its own."""
    if not blanks:
        return nothing()
    style = setter.style
    gap_pt = style.gutter_pt * 0.8
    labels_pt = [setter.width_pt(blank.label.plain(), "regular", style.body_pt) + style.body_pt * 0.4 for blank in blanks]
    rules_pt = _rules(blanks, setter, width_pt - sum(labels_pt) - gap_pt * (len(blanks) - 1))
    if rules_pt is None:
        if len(blanks) == 1:
            return _lines(blanks[0], setter, width_pt, labels_pt[0])
        return stack([lay_blanks(blanks[:1], setter, width_pt, fillable), lay_blanks(blanks[1:], setter, width_pt, fillable)])
    height_pt = style.leading_pt * 1.2

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        frames: list[Frame] = []
        baseline_pt = y_pt + height_pt - style.body_pt * 0.35
        for blank, label_pt, rule_pt in zip(blanks, labels_pt, rules_pt, strict=True):
            items: list[Item] = [setter.label(blank.label.plain() + " ", x_pt, baseline_pt, style.body_pt)]
            start_pt = x_pt + label_pt
            window = Rect(start_pt, y_pt + 1, rule_pt, height_pt - 1)
            if blank.value:
                items.append(setter.label(blank.value, start_pt, baseline_pt, style.body_pt, "bold"))
            frames.append(
                decoration(window, (line(start_pt, baseline_pt + 2.5, start_pt + rule_pt, baseline_pt + 2.5, "rule", 0.6),)),
            )
            frames.append(Frame("P", Rect(x_pt, y_pt, label_pt + rule_pt, height_pt), tuple(items), source=f"blank:{blank.name}"))
            if fillable and not blank.value:
                field = Field(blank.name, blank.label.plain(), "text", window, style.body_pt)
                frames.append(Frame("Form", window, (field,), alt=blank.label.plain()))
            x_pt = start_pt + rule_pt + gap_pt
        return tuple(frames)

    return Laid(height_pt, place)


def lay_stacked(blanks: Sequence[Blank], setter: Setter, width_pt: float, fillable: bool) -> Laid:
    """The same one under another, their rules beginning in one line; a long value takes as many lines as it needs."""
    if not blanks:
        return nothing()
    size_pt = setter.style.body_pt
    label_pt = max(setter.width_pt(blank.label.plain(), "regular", size_pt) for blank in blanks) + size_pt * 0.5
    return stack([_lines(blank, setter, width_pt, label_pt, fillable) for blank in blanks])


def _rules(blanks: Sequence[Blank], setter: Setter, free_pt: float) -> list[float] | None:
    """The width of each rule: its share, or more where what is filled in needs it and the others can spare it; None where they cannot."""
    shares = sum(blank.share for blank in blanks)
    rules = [free_pt * blank.share / shares for blank in blanks]
    spare_pt = setter.style.body_pt * 0.2
    needed = [setter.width_pt(blank.value, "bold", setter.style.body_pt) + spare_pt if blank.value else 0.0 for blank in blanks]
    if all(need <= rule for need, rule in zip(needed, rules, strict=True)):
        return rules
    least = [need or rule * TO_WRITE for need, rule in zip(needed, rules, strict=True)]
    over_pt = free_pt - sum(least)
    if over_pt < 0:
        return None
    room = [max(0.0, rule - need) for need, rule in zip(least, rules, strict=True)]
    return [need + over_pt * part / (sum(room) or 1.0) for need, part in zip(least, room, strict=True)]


def _lines(blank: Blank, setter: Setter, width_pt: float, label_pt: float, fillable: bool = False) -> Laid:
    """A blank on lines of its own: its value broken like any text, a rule under each line; without one, a rule to write on."""
    style = setter.style
    lines = setter.lines((Piece(blank.value, True),), width_pt - label_pt, setter.body) if blank.value else ()
    if overflow_pt(lines):
        message = f"what stands after “{blank.label.plain()}” has a word too wide for its line"
        raise FitError(Diagnostic(None, message, "shorten it, or write it with spaces"))
    step_pt = style.leading_pt * LINE_TO_WRITE
    height_pt = step_pt * max(1, len(lines))

    def place(x_pt: float, y_pt: float) -> tuple[Frame, ...]:
        baselines_pt = [y_pt + step_pt * (index + 1) - style.body_pt * 0.35 for index in range(max(1, len(lines)))]
        start_pt = x_pt + label_pt
        rules = [line(start_pt, at + 2.5, x_pt + width_pt, at + 2.5, "rule", 0.6) for at in baselines_pt]
        items: list[Item] = [setter.label(blank.label.plain() + " ", x_pt, baselines_pt[0], style.body_pt)]
        items += [setter.label(each.text, start_pt, at, style.body_pt, "bold") for each, at in zip(lines, baselines_pt, strict=False)]
        window = Rect(start_pt, y_pt + 1, width_pt - label_pt, height_pt - 1)
        frames = [
            decoration(window, tuple(rules)),
            Frame("P", Rect(x_pt, y_pt, width_pt, height_pt), tuple(items), source=f"blank:{blank.name}"),
        ]
        if fillable and not blank.value:
            field = Field(blank.name, blank.label.plain(), "text", window, style.body_pt)
            frames.append(Frame("Form", window, (field,), alt=blank.label.plain()))
        return tuple(frames)

    return Laid(height_pt, place)
