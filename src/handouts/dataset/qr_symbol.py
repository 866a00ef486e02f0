"""Which modules of a QR code are dark: compiled for the addresses of the sources, made by segno for any other.

Enters: an address. Leaves: rows of 0 and 1, level M, no quiet zone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def symbol(address: str, compiled: Callable[[str, str, bytes], Any | None]) -> tuple[str, ...]:
    """The symbol for an address."""
    rows = compiled("qr", code_name(address), address.encode())
    return tuple(rows) if rows is not None else make_symbol(address)


def make_symbol(address: str) -> tuple[str, ...]:
    """The symbol made afresh (segno; 60 ms to import, which is why the common ones are compiled)."""
    import segno

    code = segno.make_qr(address, error="m", boost_error=False)
    return tuple("".join("1" if dark else "0" for dark in row) for row in code.matrix)


def code_name(address: str) -> str:
    """The compiled form's name."""
    return "".join(char if char.isalnum() else "-" for char in address)[-80:]
