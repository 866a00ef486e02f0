"""The PDF file: numbered objects, written compactly as they come.

Enters: object bodies and stream contents. Leaves: the bytes of the file. What the objects mean is the business of `paint`, `tags` and
their neighbours.

Objects go into compressed object streams (ISO 32000-1, 7.5.7) as soon as they are complete and the cross-reference table is a stream
(7.5.8), so that a batch of a thousand pages holds in memory what its file holds and little more. (ReportLab's own canvas keeps every
page's operators in plain text until the end.)
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from hashlib import md5
from io import BytesIO
from struct import Struct

from handouts.output import FILLED, MARK

OBJECTS_PER_STREAM = 200
LEVEL = 4
"""Of deflate: 6 would make a page smaller by a fortieth and take twice as long over it."""

ROW = 7
"""Bytes of a row of the cross-reference table."""
_pack_row = Struct(">BLH").pack_into
_FREE = b"\0\0\0\0\0\xff\xff"

Body = str | bytes


class PdfFile:
    """Numbers, objects, streams, and at the end the whole file."""

    def __init__(self, filled_in: bool = False) -> None:
        self._count = 0
        self._written = BytesIO()
        self._position = 0
        self._digest = md5(usedforsecurity=False)
        self._where = bytearray()
        """The cross-reference table, seven bytes an object: a long batch has a hundred thousand."""
        self._waiting: list[tuple[int, bytes]] = []
        self._fonts: dict[str, int] = {}
        self._faces: list[Callable[[], None]] = []
        self._font_resources = self.reserve()
        # 6.1.2 of PDF/A-2 (ISO 19005-2): the second line is a comment of at least four bytes above 127
        self._append(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + MARK + (FILLED if filled_in else b""))

    def reserve(self) -> int:
        """A number for an object to come."""
        self._count += 1
        return self._count

    def put(self, object_number: int, body: Body) -> None:
        """An object that is not a stream."""
        self._waiting.append((object_number, body.encode("latin-1") if isinstance(body, str) else body))
        if len(self._waiting) >= OBJECTS_PER_STREAM:
            self._flush()

    def add(self, body: Body) -> int:
        """The same under a new number."""
        object_number = self.reserve()
        self.put(object_number, body)
        return object_number

    def put_stream(self, object_number: int, entries: str, content: bytes, level: int = LEVEL) -> None:
        """A stream, deflated unless its entries name a filter or `level` is 0."""
        if level and "/Filter" not in entries:
            content = zlib.compress(content, level)
            entries += "/Filter/FlateDecode"
        self._stands(object_number, 1, self._position, 0)
        # an end of line before `endstream`: PDF/A-2, 6.1.7.1
        self._append(
            b"%d 0 obj\n<<%s/Length %d>>\nstream\n%s\nendstream\nendobj\n"
            % (object_number, entries.encode("latin-1"), len(content), content)
        )

    def add_stream(self, entries: str, content: bytes, level: int = LEVEL) -> int:
        """The same under a new number."""
        object_number = self.reserve()
        self.put_stream(object_number, entries, content, level)
        return object_number

    @property
    def fonts(self) -> int:
        """The number of the font resources (7.8.3), shared by all pages; complete after `close_fonts`."""
        return self._font_resources

    def font_prefix(self, put: Callable[[], None]) -> str:
        """A prefix for the names of a face's resources. `put` adds its fonts once all that they show is known."""
        self._faces.append(put)
        return f"F{len(self._faces)}"

    def add_font(self, name: str, object_number: int) -> None:
        """A font among the resources that all pages share."""
        self._fonts[name] = object_number

    def close_fonts(self) -> None:
        """Write the fonts: all that they show is known."""
        for put in self._faces:
            put()
        self.put(self._font_resources, f"<<{''.join(f'/{name} {number} 0 R' for name, number in self._fonts.items())}>>")

    def close(self, catalog: int, info: int) -> bytes:
        """The file: what still waits, the cross-reference stream and the trailer that it carries."""
        self._flush()
        own = self.reserve()
        self._stands(own, 1, self._position, 0)
        rows = zlib.compress(_xref_rows(self._where), 9)
        identity = self._digest.hexdigest().upper()  # 14.4: from the contents, so that the same input gives the same file
        entries = (
            f"/Type/XRef/Size {own + 1}/W[1 4 2]/Root {catalog} 0 R/Info {info} 0 R/ID[<{identity}><{identity}>]"
            f"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>"
        )
        start = self._position
        self.put_stream(own, entries, rows)
        self._append(MARK + b"startxref\n%d\n%%%%EOF\n" % start)
        return self._written.getvalue()  # the buffer itself, not a copy

    def _append(self, data: bytes) -> None:
        self._written.write(data)
        self._position += len(data)
        self._digest.update(data)

    def _stands(self, object_number: int, kind: int, place: int, index: int) -> None:
        """Remember where an object is: at a position of the file, or in an object stream."""
        missing = object_number + 1 - len(self._where) // ROW
        if missing > 0:
            self._where += _FREE * missing
        _pack_row(self._where, object_number * ROW, kind, place, index)

    def _flush(self) -> None:
        """The waiting objects as one object stream."""
        if not self._waiting:
            return
        own = self.reserve()
        heads, offset = [], 0
        for index, (object_number, body) in enumerate(self._waiting):
            heads.append(b"%d %d" % (object_number, offset))
            offset += len(body) + 1
            self._stands(object_number, 2, own, index)
        head = b" ".join(heads) + b"\n"
        content = head + b"\n".join([body for _, body in self._waiting])
        entries = f"/Type/ObjStm/N {len(self._waiting)}/First {len(head)}"
        self._waiting = []
        self.put_stream(own, entries, content)


def _xref_rows(where: bytearray) -> bytes:
    """Rows of type, position and index, each as its difference from the row above (PNG "up"): runs of neighbours become alike."""
    rows = bytearray(b"\x02" + _FREE)
    above = _FREE
    next_in_stream = b"\x02\0\0\0\0\0\0\1"
    for start in range(ROW, len(where), ROW):
        row = bytes(where[start : start + ROW])
        if row[0] == 2 and row[:6] == above[:6] and row[6] == above[6] + 1:
            rows += next_in_stream
        else:
            rows += b"\x02" + bytes([(one - other) & 255 for one, other in zip(row, above, strict=True)])
        above = row
    return bytes(rows)
