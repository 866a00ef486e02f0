"""A drawing in the colours of a theme: its paths as the operators of a form.

Enters: paths with roles, in path operators of the drawing's own units; a theme. Leaves: a form's content, and the printed widths of the
lines that it names. Nothing here needs ReportLab: the package is built with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handouts.output.pens import Colour, Pen

DEFLATE_LEVEL = 6
"""Of drawings, whether inked when the package was built or when the sheet is made, so that both give the same bytes. The five of one
handout, 147 kB: level 4 takes 2.3 ms and leaves 52 kB, 6 takes 7.7 ms for 50, 9 takes 17 ms for 50."""

ThemeRole = tuple[Colour | None, Colour | None, float]
"""Fill, stroke and printed line width of a role; None: not painted."""

DEFLATE_LEVEL = 9
"""Of drawings, the same as `compile_bundle` uses, so that a file has the same bytes with and without compiled drawings."""


def drawing_operators(paths: Sequence[tuple[str, str, str]], theme: Mapping[str, ThemeRole]) -> tuple[bytes, dict[str, float]]:
    """A drawing's paths in the colours of a theme, and the printed widths of the lines that the operators name, by name.

    Neighbours of one line role are stroked at once.
    """
    pen = Pen()
    # a form starts in the state of the page that shows it (8.10.1): bring it to what a pen starts from; caps and joins are round
    pen.code.append("0 g 0 G 1 w []0 d 1 J 1 j")
    unpainted: ThemeRole = (None, None, 0.0)
    names: dict[float, str] = {}
    pending, reached = "", ""
    for fill_role, line_role, operators in paths:
        fill = theme[fill_role][0] if fill_role else None
        _, colour, width_pt = theme[line_role] if line_role else unpainted
        if fill is None and colour is None:
            continue
        if pending and (fill is not None or line_role != pending):
            pen.code.append("S")
            pending = ""
        if fill is None and pending:
            pen.code.append(operators)
            continue
        if colour is not None and reached != (named := names.setdefault(width_pt, f"L{len(names)}")):
            reached = named
            pen.code.append(f"/{named} gs")
        pen.path(operators, fill, None if colour is None else (colour, 1.0, ()))
        if fill is None:
            pending = line_role
            pen.code.pop()
    if pending:
        pen.code.append("S")
    return pen.operators(), {name: width_pt for width_pt, name in names.items()}
