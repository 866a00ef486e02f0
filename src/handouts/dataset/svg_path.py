"""The path grammar of SVG 1.1 (8.3) to moves, lines and cubic curves.

Enters: the `d` of a path and a matrix. Leaves: PDF path operators in absolute coordinates, y down, at most two decimals. Arcs and
quadratics become cubics. Errors say at which character.
"""

from __future__ import annotations

import math

MOST_COORDINATE = 1e6
MOST_NUMBERS = 400_000

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


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


class PathWriter:
    """Collects operators, each point carried through a matrix."""

    def __init__(self, matrix: Matrix = IDENTITY) -> None:
        self.matrix = matrix
        self.out: list[str] = []

    def point(self, x: float, y: float) -> str:
        a, b, c, d, e, f = self.matrix
        return f"{number(a * x + c * y + e)} {number(b * x + d * y + f)}"

    def move(self, x: float, y: float) -> None:
        self.out.append(f"{self.point(x, y)} m")

    def line(self, x: float, y: float) -> None:
        self.out.append(f"{self.point(x, y)} l")

    def curve(self, x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> None:
        self.out.append(f"{self.point(x1, y1)} {self.point(x2, y2)} {self.point(x, y)} c")

    def close(self) -> None:
        self.out.append("h")

    def operators(self) -> str:
        """All of it."""
        return "\n".join(self.out)


def number(value: float) -> str:
    """The shortest decimal to two places."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    if text in ("-0", ""):
        return "0"
    return text[1:] if text.startswith("0.") else "-" + text[2:] if text.startswith("-0.") else text


def path_operators(d: str, matrix: Matrix = IDENTITY) -> str:
    """The operators of a path. Raises `PathError`."""
    writer = PathWriter(matrix)
    x = y = start_x = start_y = 0.0
    control: tuple[float, float] | None = None
    before = ""
    for command, numbers in tokens(d):
        upper = command.upper()
        count = _COUNTS[upper]
        if not before and upper != "M":
            raise PathError("the path does not start with a move")
        if count == 0:
            if numbers:
                raise PathError("numbers after a closing z")
            writer.close()
            x, y, control, before = start_x, start_y, None, upper
            continue
        if not numbers or len(numbers) % count:
            raise PathError(f"“{command}” takes {count} numbers at a time, not {len(numbers)}")
        relative = command.islower()
        for index in range(0, len(numbers), count):
            part = numbers[index : index + count]
            dx, dy = (x, y) if relative else (0.0, 0.0)
            if upper == "M":
                x, y = part[0] + dx, part[1] + dy
                if index:
                    writer.line(x, y)
                else:
                    writer.move(x, y)
                    start_x, start_y = x, y
                control = None
            elif upper in "LHV":
                x = part[0] + dx if upper in "LH" else x
                y = part[-1] + dy if upper in "LV" else y
                writer.line(x, y)
                control = None
            elif upper in "CS":
                if upper == "C":
                    x1, y1 = part[0] + dx, part[1] + dy
                else:
                    x1, y1 = (2 * x - control[0], 2 * y - control[1]) if control and before in "CS" else (x, y)
                x2, y2, end_x, end_y = part[-4] + dx, part[-3] + dy, part[-2] + dx, part[-1] + dy
                writer.curve(x1, y1, x2, y2, end_x, end_y)
                control, x, y = (x2, y2), end_x, end_y
            elif upper in "QT":
                if upper == "Q":
                    qx, qy = part[0] + dx, part[1] + dy
                else:
                    qx, qy = (2 * x - control[0], 2 * y - control[1]) if control and before in "QT" else (x, y)
                end_x, end_y = part[-2] + dx, part[-1] + dy
                third = 2 / 3
                writer.curve(
                    x + third * (qx - x), y + third * (qy - y), end_x + third * (qx - end_x), end_y + third * (qy - end_y), end_x, end_y
                )
                control, x, y = (qx, qy), end_x, end_y
            else:
                end_x, end_y = part[5] + dx, part[6] + dy
                for curve in arc_curves(x, y, part[0], part[1], part[2], part[3] != 0, part[4] != 0, end_x, end_y):
                    writer.curve(*curve)
                x, y, control = end_x, end_y, None
            before = upper
            if not (abs(x) <= MOST_COORDINATE and abs(y) <= MOST_COORDINATE):
                raise PathError("the path leaves all bounds")
    return writer.operators()


def arc_curves(
    x1: float, y1: float, rx: float, ry: float, turn_deg: float, large: bool, sweep: bool, x2: float, y2: float
) -> list[tuple[float, float, float, float, float, float]]:
    """An elliptical arc as cubics (SVG 1.1, F.6.5)."""
    rx, ry = abs(rx), abs(ry)
    if rx < 1e-9 or ry < 1e-9:
        return [(x1, y1, x2, y2, x2, y2)]
    if math.hypot(x2 - x1, y2 - y1) < 1e-9:
        return []
    phi = math.radians(turn_deg)
    cos, sin = math.cos(phi), math.sin(phi)
    px, py = cos * (x1 - x2) / 2 + sin * (y1 - y2) / 2, -sin * (x1 - x2) / 2 + cos * (y1 - y2) / 2
    grow = (px / rx) ** 2 + (py / ry) ** 2
    if grow > 1:
        rx, ry = rx * math.sqrt(grow), ry * math.sqrt(grow)
    below = (rx * py) ** 2 + (ry * px) ** 2
    factor = math.sqrt(max(0.0, ((rx * ry) ** 2 - below) / below)) * (1 if large != sweep else -1)
    cx, cy = factor * rx * py / ry, -factor * ry * px / rx
    centre_x, centre_y = cos * cx - sin * cy + (x1 + x2) / 2, sin * cx + cos * cy + (y1 + y2) / 2
    start = math.atan2((py - cy) / ry, (px - cx) / rx)
    extent = math.atan2((-py - cy) / ry, (-px - cx) / rx) - start
    if sweep and extent < 0:
        extent += 2 * math.pi
    elif not sweep and extent > 0:
        extent -= 2 * math.pi
    pieces = max(1, math.ceil(abs(extent) / (math.pi / 2) - 1e-9))
    step = extent / pieces
    bow = 4 / 3 * math.tan(step / 4)
    curves = []
    for index in range(pieces):
        t1, t2 = start + index * step, start + (index + 1) * step

        def at(ux: float, uy: float) -> tuple[float, float]:
            return centre_x + cos * rx * ux - sin * ry * uy, centre_y + sin * rx * ux + cos * ry * uy

        first = at(math.cos(t1) - bow * math.sin(t1), math.sin(t1) + bow * math.cos(t1))
        second = at(math.cos(t2) + bow * math.sin(t2), math.sin(t2) - bow * math.cos(t2))
        curves.append((*first, *second, *at(math.cos(t2), math.sin(t2))))
    return curves
