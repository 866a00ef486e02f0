"""A CSV file as spreadsheets write it: bytes to cells, each row with the number that the spreadsheet shows.

Enters: the bytes and the name of the file. Leaves: a `Table`, or a `DatasetError`. Encoding, delimiter and the habits of Excel are
settled here; what the columns mean is `dataset.batch`'s business. Messages never quote a cell: it may hold a patient's name.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Collection, Iterator
from typing import NamedTuple

from handouts.errors import DatasetError, Diagnostic, Place

MOST_BYTES = 4_000_000
MOST_ROWS = 5_000
MOST_CELL = 100_000
DELIMITERS = ",;\t|"

_SAVE_AS = "save it again as “CSV UTF-8”"


class Record(NamedTuple):
    """A row that holds something. `row` is its number in a spreadsheet: the first row is 1."""

    row: int
    cells: tuple[str, ...]


class Table(NamedTuple):
    """The heading row, the rows under it, and what was odd about the file."""

    heading: Record
    records: tuple[Record, ...]
    warnings: tuple[Diagnostic, ...]


def cell_place(file: str, row: int, column: str = "") -> Place:
    """`today.csv:7: spots`."""
    return Place(f"{file}:{row}: {column}" if column else f"{file}:{row}")


def read_table(data: bytes, file: str, known: Collection[str]) -> Table:
    """The cells of the file. `known` are the headings to look for, as `plain_heading` writes them; they tell which delimiter it is."""
    if len(data) > MOST_BYTES:
        raise DatasetError(Diagnostic(Place(file), f"the file is larger than {MOST_BYTES // 1_000_000} MB", "split the list"))
    text, warnings = _decoded(data, file)
    first, _, rest = text.partition("\n")
    delimiter = ""
    mark = first.strip("\r\n\"' ") if len(first) < 20 else ""
    if mark[:4].lower() == "sep=" and first.strip("\r\n\"'")[4:5] in DELIMITERS:  # Excel's own word for its delimiter; not a row
        delimiter, text = first.strip("\r\n\"'")[4:5], rest
    delimiter = delimiter or _delimiter(text, known)
    records = list(_records(text, delimiter, file))
    if not records:
        raise DatasetError(Diagnostic(Place(file), "the file is empty", "its first row names the columns: name, spots, side, date"))
    return Table(records[0], tuple(records[1:]), warnings)


def plain_heading(cell: str) -> str:
    """`Large print` and `LARGE-PRINT` as `large_print`."""
    return "_".join(cell.casefold().replace("-", " ").replace("_", " ").split())


def column_letter(index: int) -> str:
    """The column as spreadsheets name it: A, B ... Z, AA."""
    letters = ""
    index += 1
    while index:
        index, place = divmod(index - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def _decoded(data: bytes, file: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text, with what had to be guessed."""
    try:
        if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
            raise DatasetError(Diagnostic(Place(file), "the file is UTF-32", _SAVE_AS))
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16"), ()
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.encoding.startswith("utf-16"):
            raise DatasetError(Diagnostic(Place(file), "the file is damaged UTF-16", _SAVE_AS)) from None
        return _as_windows(data, file, error.start)
    if "\0" in text[:200] and text[:200].count("\0") * 3 > len(text[:200]):
        raise DatasetError(Diagnostic(Place(file), "the file is not text, or is UTF-16 without a mark that says so", _SAVE_AS))
    return text, ()


def _as_windows(data: bytes, file: str, start: int) -> tuple[str, tuple[Diagnostic, ...]]:
    """Excel's plain “CSV” of Western Europe and America."""
    row = data.count(b"\n", 0, start) + 1
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise DatasetError(Diagnostic(Place(file), "the file is a workbook, not a CSV file", "open it and save the list as “CSV UTF-8”"))
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise DatasetError(Diagnostic(cell_place(file, row), "the file is neither UTF-8 nor Windows-1252", _SAVE_AS)) from None
    if "\0" in text:
        raise DatasetError(Diagnostic(Place(file), "the file is not a CSV file", "export the list as “CSV UTF-8”, not as a workbook"))
    said = "the file is not UTF-8 and was read as Windows-1252 (Western Europe)"
    hint = f"look at the accents from row {row} on; to be sure, {_SAVE_AS}"
    return text, (Diagnostic(Place(file), said, hint, "warning"),)


def _delimiter(text: str, known: Collection[str]) -> str:
    """The delimiter that finds most of the known headings in the first row that holds anything; of equals, the one that cuts most."""
    first = next((line for line in text.splitlines() if line.strip(' \t,;|"')), "")

    def found(delimiter: str) -> tuple[int, int]:
        cells = [plain_heading(cell.strip(" \"'")) for cell in first.split(delimiter)]
        return sum(cell in known for cell in cells), len(cells)

    return max(DELIMITERS, key=found)


def _records(text: str, delimiter: str, file: str) -> Iterator[Record]:
    """The rows that hold something, without the empty cells at their ends."""
    csv.field_size_limit(MOST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=delimiter != "\t")
    row = held = 0
    try:
        for row, cells in enumerate(reader, 1):
            while cells and not cells[-1].strip():
                cells.pop()
            if not cells:
                continue
            held += 1
            if held > MOST_ROWS + 1:
                raise DatasetError(Diagnostic(cell_place(file, row), f"there are more than {MOST_ROWS:,} rows", "split the list"))
            yield Record(row, tuple(cells))
    except csv.Error as problem:
        raise DatasetError(_explained(str(problem), file, row + 1)) from None


def _explained(problem: str, file: str, row: int) -> Diagnostic:
    if "field limit" in problem or "field larger" in problem:
        return Diagnostic(cell_place(file, row), f"a cell has more than {MOST_CELL:,} characters", "is a quotation mark left open?")
    if "end of data" in problem:
        return Diagnostic(cell_place(file, row), "a quotation mark is opened and never closed", "close it, or write it twice inside a cell")
    if "expected after" in problem:
        return Diagnostic(
            cell_place(file, row), "text stands after a closing quotation mark", "inside a quoted cell write quotation marks twice"
        )
    return Diagnostic(cell_place(file, row), "the row cannot be read as CSV", _SAVE_AS)
