"""Today's list: a CSV file's rows, each a patient and what to print.

Enters: the bytes of a file, the numbers of the spots and the packs there are. Leaves: a `Batch`, or every problem at once, each with row
and column (`today.csv:7: spots: error: ...`). Pure: plans that rows name are paths here, read by whoever prints. Names and notes are taken
literally; messages quote no cell, since any may hold a patient's name.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from handouts.choices import PAGE_PAPERS, SIDES
from handouts.dataset.csv_table import Record, Table, cell_place, column_letter, plain_heading, read_table
from handouts.dataset.literal import MOST_DATE, MOST_NAME, MOST_NOTE, damage, fault, one_line
from handouts.dataset.model import Pack
from handouts.errors import DatasetError, Diagnostic, Place

COLUMNS = ("name", "spots", "pack", "side", "large_print", "paper", "plan", "note", "date", "from")
LITERAL = ("name", "note", "from")
"""Printed as they stand, even where a spreadsheet would take them for a formula."""
FORMULA = ("=", "+", "-", "@")
YES = ("yes", "y", "true", "t", "1", "x", "on", "✓", "✔")
NO = ("no", "n", "false", "f", "0", "off", "-", "–")
SIDE_WORDS = {word: side for side in SIDES for word in (side, side[0])}
PAPER_WORDS = {**{paper: paper for paper in PAGE_PAPERS}, "us letter": "letter"}
MOST_PROBLEMS = 100
"""Told at once; the rest are counted."""


class Row(NamedTuple):
    """One patient. Empty means: as the options of the run say."""

    row: int
    """Its number in a spreadsheet, the headings being row 1."""
    numbers: tuple[int, ...]
    name: str = ""
    side: str = ""
    large_print: bool | None = None
    paper: str = ""
    plan: str = ""
    note: str = ""
    date: str = ""
    clinician: str = ""


class Batch(NamedTuple):
    """The rows in their order, and what was odd about the file."""

    file: str
    rows: tuple[Row, ...]
    warnings: tuple[Diagnostic, ...] = ()
    skipped: tuple[Diagnostic, ...] = ()
    """What was wrong with rows that were left out, where that was asked for."""
    left_out: tuple[int, ...] = ()
    """The numbers of those rows, in order."""

    def keeping(self, rows: Sequence[Row], problems: Iterable[Diagnostic]) -> Batch:
        """The list with only these of its rows; `problems` is what was wrong with the others."""
        kept = {row.row for row in rows}
        gone = sorted({*self.left_out, *(row.row for row in self.rows if row.row not in kept)})
        return self._replace(rows=tuple(rows), skipped=(*self.skipped, *problems), left_out=tuple(gone))

    def place(self, row: Row, column: str = "") -> Place:
        """Where a cell stands, for messages."""
        return cell_place(self.file, row.row, column)


def read_batch(data: bytes, file: str, numbers: Collection[int], packs: Iterable[Pack], skip_bad: bool = False) -> Batch:
    """The file's rows. Raises `DatasetError` with every problem."""
    return read_rows_of(read_table(data, file, COLUMNS), file, numbers, packs, skip_bad)


def table_of(rows: Iterable[Mapping[str, object]], first_row: int = 2) -> Table:
    """A program's rows, each a mapping from column to value, as the table of a file with headings. In a whole list the first is row 2."""
    rows = [{str(key): value for key, value in row.items() if value is not None} for row in rows]
    heading = tuple(dict.fromkeys(key for row in rows for key in row))
    records = [Record(number, tuple(_cell(row.get(key, "")) for key in heading)) for number, row in enumerate(rows, first_row)]
    return Table(Record(1, heading), tuple(records), ())


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(str(each) for each in value) if isinstance(value, (list, tuple)) else str(value)


def read_rows_of(table: Table, file: str, numbers: Collection[int], packs: Iterable[Pack], skip_bad: bool = False) -> Batch:
    """The rows of a table. Raises `DatasetError` with every problem.

    With `skip_bad` a wrong row is left out and told in `skipped`; a wrong heading, or no good row, still raises.
    """
    columns, problems = _columns(table.heading, file)
    reading = _Reading(file, frozenset(numbers), {pack.id: pack for pack in packs})
    readable = "spots" in columns.values() or "pack" in columns.values()
    rows: list[Row] = []
    left_out: list[int] = []
    for record in table.records if readable else ():
        before = len(reading.problems)
        row = reading.row(record, columns)
        if skip_bad and len(reading.problems) > before:
            left_out.append(record.row)
        else:
            rows.append(row)
    skipped = tuple(reading.problems) if left_out and rows and not problems else ()
    problems += () if skipped else reading.problems
    if not problems and not rows:
        problems.append(Diagnostic(Place(file), "there are no rows under the headings", "one row is one patient"))
    if problems:
        raise DatasetError(*bounded(problems))
    return Batch(file, tuple(rows), (*table.warnings, *bounded(reading.warnings)), skipped, tuple(left_out))


def bounded(problems: Sequence[Diagnostic]) -> list[Diagnostic]:
    """No more problems than a person would read."""
    if len(problems) <= MOST_PROBLEMS:
        return list(problems)
    return [*problems[:MOST_PROBLEMS], Diagnostic(None, f"and {len(problems) - MOST_PROBLEMS:,} more like these", "", problems[0].severity)]


def _columns(heading: Record, file: str) -> tuple[dict[int, str], list[Diagnostic]]:
    """Place in the row to column; and what is wrong with the headings."""
    cells = [plain_heading(cell) for cell in heading.cells]
    if not any(cell in COLUMNS for cell in cells):
        hint = f"known columns: {', '.join(COLUMNS)}"
        return {}, [Diagnostic(cell_place(file, heading.row), "the first row must name the columns", hint)]
    columns: dict[int, str] = {}
    problems: list[Diagnostic] = []
    for index, cell in enumerate(cells):
        if not cell:
            continue
        place = cell_place(file, heading.row, f"column {column_letter(index)}")
        if cell not in COLUMNS:
            near = difflib.get_close_matches(cell, COLUMNS, 1)
            hint = f"did you mean “{near[0]}”?" if near else f"known columns: {', '.join(COLUMNS)}"
            problems.append(Diagnostic(place, f"unknown column “{_shown(cell)}”", hint))
            columns[index] = ""
        elif cell in columns.values():
            problems.append(Diagnostic(place, f"the column “{cell}” stands twice", "keep one of them"))
            columns[index] = ""
        else:
            columns[index] = cell
    if not problems and "spots" not in columns.values() and "pack" not in columns.values():
        problems.append(
            Diagnostic(cell_place(file, heading.row), "there is no column “spots” or “pack”", "say which spots each row is for")
        )
    return columns, problems


def _shown(cell: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in cell[:30])


class _Reading:
    """Rows as they are read, and the problems met."""

    def __init__(self, file: str, numbers: frozenset[int], packs: Mapping[str, Pack]) -> None:
        self.file, self.numbers, self.packs = file, numbers, packs
        self.problems: list[Diagnostic] = []
        self.warnings: list[Diagnostic] = []

    def row(self, record: Record, columns: Mapping[int, str]) -> Row:
        """One row; what is wrong with it is kept."""
        before = len(self.problems)
        cells = dict.fromkeys(COLUMNS, "")
        for index, cell in enumerate(record.cells):
            if index in columns:
                cells[columns[index] or "unknown"] = one_line(cell)
            elif cell.strip():
                self._wrong(
                    record.row, f"column {column_letter(index)}", "there is something under no heading", "name the column or clear the cell"
                )
        cells.pop("unknown", None)
        for column, cell in cells.items():
            if cell.startswith(FORMULA) and column not in LITERAL and not (column == "large_print" and cell in NO):
                hint = "write the value itself"
                self._wrong(record.row, column, f"begins with {cell[0]}, which a spreadsheet takes for a formula", hint)
                cells[column] = ""
        numbers = self._spots(record.row, cells, before)
        return Row(
            row=record.row,
            numbers=numbers,
            name=self._literal(record.row, cells, "name", MOST_NAME),
            side=self._one_of(record.row, cells, "side", SIDE_WORDS, "left, right or both"),
            large_print=self._yes_or_no(record.row, cells),
            paper=self._one_of(record.row, cells, "paper", PAPER_WORDS, "a4 or letter"),
            plan=self._plan(record.row, cells),
            note=self._literal(record.row, cells, "note", MOST_NOTE),
            date=self._literal(record.row, cells, "date", MOST_DATE),
            clinician=self._literal(record.row, cells, "from", MOST_NAME),
        )

    def _wrong(self, row: int, column: str, message: str, hint: str = "") -> None:
        self.problems.append(Diagnostic(cell_place(self.file, row, column), message, hint))

    def _literal(self, row: int, cells: Mapping[str, str], column: str, most: int) -> str:
        wrong = fault(cells[column], most)
        if wrong:
            self._wrong(row, column, wrong, "shorten it" if "there is room" in wrong else "write it in plain characters")
            return ""
        damaged = damage(cells[column])
        if damaged is not None:
            message = f"holds “{damaged[0]}”, probably for “{damaged[1]}”; it is printed as it stands"
            self.warnings.append(
                Diagnostic(cell_place(self.file, row, column), message, "mend it in the list, or save that as “CSV UTF-8”", "warning")
            )
        return cells[column]

    def _one_of(self, row: int, cells: Mapping[str, str], column: str, known: Mapping[str, str], hint: str) -> str:
        cell = cells[column].casefold()
        if cell and cell not in known:
            near = difflib.get_close_matches(cell, [word for word in known if len(word) > 1], 1)
            self._wrong(row, column, f"is not {hint}", f"did you mean “{near[0]}”?" if near else "")
        return known.get(cell, "")

    def _yes_or_no(self, row: int, cells: Mapping[str, str]) -> bool | None:
        cell = cells["large_print"].casefold()
        if cell in YES:
            return True
        if cell and cell not in NO:
            self._wrong(row, "large_print", "is not yes or no", "write yes, or leave it empty")
        return False if cell in NO else None

    def _plan(self, row: int, cells: Mapping[str, str]) -> str:
        """A path in the folder of the CSV file: it may lead down, never up or elsewhere."""
        path = cells["plan"]
        if not path:
            return ""
        parts = path.replace("\\", "/").split("/")
        odd = not path.isprintable() or len(path) > 200 or ":" in path
        if odd or any(part in ("", ".", "..") for part in parts):
            self._wrong(row, "plan", "leads out of the folder of the list, or is not a file name", "put plans beside the list: plan-7.yaml")
            return ""
        return "/".join(parts)

    def _spots(self, row: int, cells: Mapping[str, str], before: int) -> tuple[int, ...]:
        """The numbers of both columns; `before` is how many problems there were before this row."""
        found: list[int] = []
        for column in ("spots", "pack"):
            found += self._of_cell(row, column, cells[column])
        places = {str(cell_place(self.file, row, column)) for column in ("spots", "pack")}
        if not found and not any(str(problem.place) in places for problem in self.problems[before:]):
            self._wrong(row, "spots", "no spot is given", "write numbers such as 4, 11, or the name of a pack")
        return tuple(dict.fromkeys(found))

    def _of_cell(self, row: int, column: str, cell: str) -> list[int]:
        whole = cell.casefold()
        for pack in self.packs.values():
            if whole in (pack.id, pack.name.casefold()):
                return self._known(row, column, pack.spots)
        numbers: list[int] = []
        for part in re.split(r"[\s,;&+/]+", whole):
            number = re.fullmatch(r"([0-9]{1,9})(\.0+)?", part)
            if number:
                numbers.append(int(number.group(1)))
            elif part in self.packs:
                numbers += self.packs[part].spots
            elif part:
                self._unreadable(row, column, part)
                return []
        return self._known(row, column, numbers)

    def _known(self, row: int, column: str, numbers: Sequence[int]) -> list[int]:
        missing = [number for number in numbers if number not in self.numbers]
        if missing:
            known = ", ".join(str(number) for number in sorted(self.numbers))
            joined = missing[0] > max(self.numbers, default=0) and "a spreadsheet may have joined two numbers: write them with spaces, 4 11"
            self._wrong(row, column, f"there is no spot {', '.join(map(str, missing))}", joined or f"known: {known}")
        return [number for number in numbers if number in self.numbers]

    def _unreadable(self, row: int, column: str, part: str) -> None:
        near = difflib.get_close_matches(part, list(self.packs), 1)
        if re.search(r"[0-9][.:-]", part):
            hint = "a spreadsheet may have made a date or a decimal of it: write numbers with spaces, 4 11"
        else:
            hint = f"did you mean “{near[0]}”?" if near else f"packs: {', '.join(self.packs)}"
        self._wrong(row, column, "is neither numbers nor a pack", hint)


Check = Callable[[Row], Iterable[Diagnostic]]
"""A further look at a row: glyphs, plans, fit."""


def checked(batch: Batch, *checks: Check) -> None:
    """Raises `DatasetError` with the problems of all rows, in their order."""
    problems = [problem for row in batch.rows for check in checks for problem in check(row)]
    if problems:
        raise DatasetError(*bounded(problems))
