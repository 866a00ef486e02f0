"""Colours as numbers, and how well they stand out (WCAG 2.2, 1.4.3 and 1.4.6).

Enters: `#rrggbb`. Leaves: three numbers from 0 to 1, contrast ratios, the nearest colour that stands out enough.
"""

from __future__ import annotations

Colour = tuple[float, float, float]

LIGHT_GROUND = "#f4f4f4"
"""The darkest ground that accented text stands on: no panel of the page is darker."""
TEXT_CONTRAST = 7.0


def rgb(hexadecimal: str) -> Colour:
    """`#rrggbb` to three numbers from 0 to 1."""
    return (
        int(hexadecimal[1:3], 16) / 255,
        int(hexadecimal[3:5], 16) / 255,
        int(hexadecimal[5:7], 16) / 255,
    )


def hexadecimal(colour: Colour) -> str:
    """Three numbers to `#rrggbb`."""
    return "#" + "".join([f"{round(part * 255):02x}" for part in colour])


def luminance(colour: Colour) -> float:
    """Relative luminance (WCAG 2.2, "relative luminance")."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2, 1.4.3)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def grey(colour: Colour) -> Colour:
    """The grey of the same luminance."""
    linear = luminance(colour)
    value = linear * 12.92 if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
    value = min(max(value, 0.0), 1.0)
    return (value, value, value)


def nearest_passing(colour: Colour) -> Colour:
    """The colour of the same hue and saturation that is just dark enough for text: only its lightness is lowered."""
    from colorsys import hls_to_rgb, rgb_to_hls

    ground = rgb(LIGHT_GROUND)
    hue, lightness, saturation = rgb_to_hls(*colour)
    passing, failing = 0.0, lightness
    found: Colour = (0.0, 0.0, 0.0)
    for _ in range(16):
        middle = (passing + failing) / 2
        tried = rgb(hexadecimal(hls_to_rgb(hue, middle, saturation)))
        if contrast(tried, ground) >= TEXT_CONTRAST:
            passing, found = middle, tried
        else:
            failing = middle
    return found
