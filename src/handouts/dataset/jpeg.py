"""The head of a JPEG file (ITU-T T.81, annex B): enough to know whether a PDF can hold it as it is.

Enters: bytes. Leaves: size and colour space, or None.
"""

from __future__ import annotations


def jpeg_head(data: bytes) -> tuple[int, int, str] | None:
    """Width, height and colour space of a JPEG of one or three 8-bit parts; None for the rest (CMYK is not sRGB: PDF/A-2, 6.2.4.3)."""
    if not data.startswith(b"\xff\xd8"):
        return None
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in {0xC0, 0xC1, 0xC2}:
            height, width = int.from_bytes(data[at + 5 : at + 7], "big"), int.from_bytes(data[at + 7 : at + 9], "big")
            space = {1: "DeviceGray", 3: "DeviceRGB"}.get(data[at + 9])
            return (width, height, space) if space and data[at + 4] == 8 and width and height else None
        at += 2 + length
    return None
