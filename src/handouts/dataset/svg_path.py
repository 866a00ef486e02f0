"""The paths of SVG 1.1 (8.3) to moves, lines and cubic curves of PDF.

Enters: the `d` of a path and a matrix. Leaves: PDF path operators in absolute coordinates, y down, at most two decimals. fontTools draws:
it knows relative and smooth commands, arcs and quadratics. Since it passes over what it cannot read, every path is checked here first,
and errors say at which character.
"""

from __future__ import annotations

from typing import Any

MOST_COORDINATE = 1e6
MOST_NUMBERS = 400_000

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
"""Command to how many numbers it takes at a time."""


class PathError(ValueError):
    """A path that cannot be read."""


def tokens(d: str) -> list[tuple[str, list[float]]]:
    """Commands with their numbers."""
    import re

    found: list[tuple[str, list[float]]] = []
    total = 0
    position = 0
    pattern = re.compile(r"[\s,]*(?:([A-Za-z])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?))")
    flags = re.compile(r"[\s,]*([01])")
    end = len(d.rstrip(" \t\r\n,"))
    while position < end:
        if found and found[-1][0] in "Aa" and len(found[-1][1]) % 7 in (3, 4):
            flag = flags.match(d, position)
            if not flag:
                raise PathError(f"an arc’s flag is not 0 or 1 at character {position + 1}")
            found[-1][1].append(float(flag.group(1)))
            position = flag.end()
            continue
        match = pattern.match(d, position)
        if not match:
            raise PathError(f"“{d[position : position + 12].strip()}” is not a path command or number at character {position + 1}")
        letter, number = match.groups()
        if letter:
            if letter.upper() not in _COUNTS:
                raise PathError(f"“{letter}” is not a path command")
            found.append((letter, []))
        else:
            if not found:
                raise PathError("the path does not start with a move")
            value = float(number)
            if not abs(value) <= MOST_COORDINATE:
                raise PathError(f"the coordinate {number[:20]} is out of bounds")
            found[-1][1].append(value)
            total += 1
            if total > MOST_NUMBERS:
                raise PathError(f"the path has more than {MOST_NUMBERS} numbers")
        position = match.end()
    return found


def checked(d: str) -> str:
    """The path with every number written plainly, once its commands have as many numbers as they take. Raises `PathError`."""
    found = tokens(d)
    if found and found[0][0].upper() != "M":
        raise PathError("the path does not start with a move")
    for command, numbers in found:
        count = _COUNTS[command.upper()]
        if not count and numbers:
            raise PathError("numbers after a closing z")
        if count and (not numbers or len(numbers) % count):
            raise PathError(f"“{command}” takes {count} numbers at a time, not {len(numbers)}")
    return " ".join(" ".join([command, *map(_plain, numbers)]) for command, numbers in found)


def _plain(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)


def path_operators(d: str, matrix: Matrix = IDENTITY) -> str:
    """The operators of a path. Raises `PathError`."""
    from fontTools.svgLib.path import parse_path

    pen = _operator_pen(matrix)
    parse_path(checked(d), pen)
    return "\n".join(pen.out)


def _operator_pen(matrix: Matrix) -> Any:
    """A fontTools pen that writes operators, each point carried through a matrix."""
    # fontTools is imported for drawings that were not compiled, and for no others: it costs a cold start some 30 ms
    from fontTools.pens.basePen import BasePen

    class OperatorPen(BasePen):  # type: ignore[misc]
        """`out` collects the operators. Quadratics come as cubics."""

        def __init__(self) -> None:
            super().__init__()
            self.out: list[str] = []

        def _moveTo(self, pt: Any) -> None:  # noqa: N802 (fontTools' names)
            self.out.append(f"{_carried(pt, matrix)} m")

        def _lineTo(self, pt: Any) -> None:  # noqa: N802
            self.out.append(f"{_carried(pt, matrix)} l")

        def _curveToOne(self, pt1: Any, pt2: Any, pt3: Any) -> None:  # noqa: N802
            self.out.append(f"{_carried(pt1, matrix)} {_carried(pt2, matrix)} {_carried(pt3, matrix)} c")

        def _closePath(self) -> None:  # noqa: N802
            self.out.append("h")

        def _endPath(self) -> None:  # noqa: N802
            """An open path ends without an operator."""

    return OperatorPen()


def _carried(point: tuple[float, float], matrix: Matrix) -> str:
    (x, y), (a, b, c, d, e, f) = point, matrix
    if not (abs(x) <= MOST_COORDINATE and abs(y) <= MOST_COORDINATE):
        raise PathError("the path leaves all bounds")
    return f"{number(a * x + c * y + e)} {number(b * x + d * y + f)}"


def number(value: float) -> str:
    """The shortest decimal to two places."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    if text in ("-0", ""):
        return "0"
    return text[1:] if text.startswith("0.") else "-" + text[2:] if text.startswith("-0.") else text
