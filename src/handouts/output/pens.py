"""Operators of one content stream: colours, lines and text, each said only when it changes (ISO 32000-1, 8.4 to 9.4).

Enters: numbers in the stream's own coordinates. Leaves: operators as text of Latin-1 characters. Which way is up is the painter's business.
"""

from __future__ import annotations

from functools import lru_cache

from handouts.output.notation import number

Colour = tuple[float, float, float]
State = tuple[Colour, Colour, float, tuple[float, ...], tuple[str, float]]
"""Fill, stroke, line width, dash, font and size."""


@lru_cache(maxsize=256)
def colour_operator(colour: Colour, stroke: bool = False) -> str:
    """DeviceGray where the three parts are equal, DeviceRGB otherwise; both stand on the output intent (PDF/A-2, 6.2.4.3)."""
    red, green, blue = colour
    if red == green == blue:
        return _part(red) + (" G" if stroke else " g")
    return f"{_part(red)} {_part(green)} {_part(blue)} {'RG' if stroke else 'rg'}"


def _part(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return text[1:] if text.startswith("0.") else text


class Pen:
    """A content stream in the making and the graphics state it has reached. A fresh stream paints black, one point wide, undashed."""

    __slots__ = ("_dash", "_fill", "_font", "_stroke", "_text_at", "_width", "code")

    def __init__(self) -> None:
        self.code: list[str] = []
        self._fill: Colour = (0.0, 0.0, 0.0)
        self._stroke: Colour = (0.0, 0.0, 0.0)
        self._width = 1.0
        self._dash: tuple[float, ...] = ()
        self._font: tuple[str, float] = ("", 0.0)
        self._text_at: tuple[float, float] | None = None

    def fill(self, colour: Colour) -> None:
        """Fill, and set text, in this colour from here on."""
        if colour != self._fill:
            self._fill = colour
            self.code.append(colour_operator(colour))

    def stroke(self, colour: Colour, width: float, dash: tuple[float, ...] = ()) -> None:
        """Draw lines like this from here on."""
        if colour != self._stroke:
            self._stroke = colour
            self.code.append(colour_operator(colour, stroke=True))
        if width != self._width:
            self._width = width
            self.code.append(fine(width) + " w")
        if dash != self._dash:
            self._dash = dash
            self.code.append(f"[{' '.join([number(length) for length in dash])}]0 d")

    def path(self, operators: str, fill: Colour | None, stroke: tuple[Colour, float, tuple[float, ...]] | None) -> None:
        """A path, even-odd where filled (8.5.3.3.3). Neither filled nor stroked: nothing is painted."""
        if fill is None and stroke is None:
            return
        self.end_text()
        if fill is not None:
            self.fill(fill)
        if stroke is not None:
            self.stroke(*stroke)
        self.code.append(operators)
        self.code.append("S" if fill is None else "f*" if stroke is None else "B*")

    def text(self, x: float, y: float) -> None:
        """Text goes on from this point.

        Consecutive lines share one text object; positions are relative, from rounded points, so errors do not add up.
        """
        x, y = round(x, 2), round(y, 2)
        if self._text_at is None:
            self.code.append("BT")
            from_x = from_y = 0.0
        else:
            from_x, from_y = self._text_at
        self._text_at = (x, y)
        self.code.append(f"{number(x - from_x)} {number(y - from_y)} Td")

    def font(self, resource: str, size: float) -> None:
        """The font and size from here on; they outlive the text object (9.3.1)."""
        if self._font != (resource, size):
            self._font = (resource, size)
            self.code.append(f"{resource} {number(size)} Tf")

    def end_text(self) -> None:
        """Close the text object, where one is open."""
        if self._text_at is not None:
            self._text_at = None
            self.code.append("ET")

    @property
    def state(self) -> State:
        """Everything that decides what is said next, outside a text object."""
        return (self._fill, self._stroke, self._width, self._dash, self._font)

    def resume(self, state: State) -> None:
        """Operators that leave this state were taken over as they are."""
        self._fill, self._stroke, self._width, self._dash, self._font = state

    def operators(self) -> bytes:
        """The stream's content."""
        self.end_text()
        return "\n".join(self.code).encode("latin-1")


def fine(value: float) -> str:
    """Line widths inside a drawing are fractions of its unit and want a third decimal."""
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"
