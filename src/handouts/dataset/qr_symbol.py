"""QR codes as drawings: compiled for the addresses of the sources, made by segno for any other (ISO/IEC 18004, level M, no quiet zone).

Enters: an address. Leaves: an `Inked` drawing, a unit a module.
"""

from __future__ import annotations

import re
import zlib

from handouts.dataset.drawing import Inked
from handouts.resources import DataSource

_DARK = re.compile("1+")


def symbol(address: str, data: DataSource) -> Inked:
    """The code for an address."""
    compiled = data.compiled_bytes("qr", code_name(address), address.encode())
    return drawn(make_symbol(address)) if compiled is None else Inked.from_compiled(compiled)


def make_symbol(address: str) -> tuple[str, ...]:
    """Rows of 0 and 1, 1 where a module is dark (segno; 60 ms to import, which is why the common codes are compiled)."""
    import segno

    code = segno.make_qr(address, error="m", boost_error=False)
    return tuple("".join("1" if dark else "0" for dark in row) for row in code.matrix)


def drawn(rows: tuple[str, ...]) -> Inked:
    """Black in any theme: a rectangle for each run of dark modules in a row, all in one path, so that no seam shows between rows."""
    dark = [f"{match.start()} {y} {match.end() - match.start()} 1 re" for y, row in enumerate(rows) for match in _DARK.finditer(row)]
    return Inked((0.0, 0.0, float(len(rows)), float(len(rows))), zlib.compress("\n".join(["0 g", *dark, "f"]).encode(), 9), {})


def code_name(address: str) -> str:
    """The compiled form's name."""
    return "".join(char if char.isalnum() else "-" for char in address)[-80:]
