"""Today's list at the desk: a CSV file to rows that can be mended in the page, each row's problems beside it, one file of all.

Enters: rows as the page holds them (text by column). Leaves: rows, problems with `row` (from 0) and `column`, or a sheet. Rows go through
the same reader as `handouts batch`, so that the page and the command judge alike.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from handouts import batch as pages_of_rows
from handouts import build
from handouts.dataset.batch import Batch, read_batch
from handouts.dataset.common import read_packs
from handouts.dataset.csv_table import MOST_BYTES, plain_heading, read_table
from handouts.dataset.load import read_checked
from handouts.desk import given
from handouts.errors import DatasetError, Diagnostic, HandoutsError, Place

if TYPE_CHECKING:
    from handouts.desk.answer import Desk

COLUMNS = ("name", "spots", "side", "note", "date", "from", "large_print")
FROM_FILE = (*COLUMNS, "pack", "paper", "plan")
MOST_ROWS = 500
"""Patients of a day; more belong to the command, which needs no browser to hold them."""
FILE = "list"


def read(request: Mapping[str, Any]) -> dict[str, Any]:
    """The cells of a CSV file. Raises `DatasetError` for what is no list."""
    data = given.bytes_of(request.get("base64"), "list", MOST_BYTES)
    table = read_table(data, "list", FROM_FILE)
    headings = [plain_heading(cell) for cell in table.heading.cells]
    if not {"spots", "pack"} & set(headings):
        raise DatasetError(
            Diagnostic(Place("list"), "the first row must name the columns, and one of them must be spots", "add a row of headings")
        )
    rows = []
    for record in table.records[: MOST_ROWS + 1]:
        cells = dict(zip(headings, record.cells, strict=False))
        row = {name: cells.get(name, "").strip() for name in COLUMNS}
        row["spots"] = row["spots"] or cells.get("pack", "").strip()
        rows.append(row)
    if len(rows) > MOST_ROWS:
        raise DatasetError(
            Diagnostic(Place("list"), f"the list has more than {MOST_ROWS} rows", "split it, or use the command handouts batch")
        )
    passed_over = sorted({heading for heading in headings if heading and heading not in (*COLUMNS, "pack")})
    warnings = [{"where": "", "message": str(warning.message), "hint": warning.hint} for warning in table.warnings]
    if passed_over:
        warnings.append({"where": "", "message": f"Not used here: the column {', '.join(passed_over)}.", "hint": ""})
    return {"rows": rows, "warnings": warnings}


def check(desk: Desk, request: Mapping[str, Any]) -> dict[str, Any]:
    """Every row's problems, those of the page's room included."""
    try:
        some, library, batch = _orders(desk, request)
    except _WrongRowsError as wrong:
        return {"problems": wrong.told}
    duplex = pages_of_rows.is_duplex(some)
    problems = []
    for index, order in enumerate(some):
        laid = pages_of_rows.lay_set(order, library, batch, duplex, False)
        problems += [
            {"row": index, "column": "note" if order.row.note else "spots", "message": problem.message, "hint": problem.hint}
            for problem in laid.problems
        ]
    return {"problems": problems}


def make(desk: Desk, request: Mapping[str, Any]) -> dict[str, Any]:
    """All rows in one file, each patient on a fresh sheet."""
    try:
        some, library, batch = _orders(desk, request)
    except _WrongRowsError as wrong:
        return {
            "problems": [{"where": "", "message": f"Row {each['row'] + 1}: {each['message']}", "hint": each["hint"]} for each in wrong.told]
        }
    duplex = pages_of_rows.is_duplex(some)
    papers = list(dict.fromkeys(order.look.paper for order in some))
    tally = pages_of_rows.Tally(papers)
    sets = (pages_of_rows.lay_set(order, library, batch, duplex, False) for order in some)
    pdf = pages_of_rows.paint_file(some, sets, library, tally)
    from handouts.desk.answer import PAPER_NAMES

    return {
        "pdf": pdf,
        "name": "todays-list.pdf",
        "pages": tally.count.sides,
        "sheets": tally.count.sheets,
        "paper": " and ".join(PAPER_NAMES[paper] for paper in papers),
        "flip": "long" if duplex else "",
        "notices": [],
    }


class _WrongRowsError(Exception):
    """Rows that cannot be printed: what is wrong, by row and column."""

    def __init__(self, told: list[dict[str, Any]]) -> None:
        super().__init__(f"{len(told)} rows")
        self.told = told


def _orders(desk: Desk, request: Mapping[str, Any]) -> tuple[tuple[pages_of_rows.Order, ...], build.Library, Batch]:
    rows = [given.mapping(row) for row in request.get("rows") or ()][: MOST_ROWS + 1]
    look = given.look_of(request.get("look"), desk.library(build.Look()).dataset.locales)._replace(fillable=False)
    clinic = given.clinic_of(request.get("clinic"), request.get("logo"))
    library = desk._dressed(look, clinic, request.get("logo"))
    packs = read_checked(desk.data, "data/common/packs.yaml", read_packs)
    try:
        batch = read_batch(_csv(rows), FILE, {spot.number for spot in library.dataset.spots}, packs)
        pages_of_rows.refuse_missing_glyphs(batch, library)
    except HandoutsError as error:
        raise _WrongRowsError([_placed(problem) for problem in error.diagnostics]) from None
    wanted = pages_of_rows.Wanted(look, "", "", "", "", clinic)
    return pages_of_rows.orders(batch, wanted, {}), library, batch


def _csv(rows: list[Mapping[str, Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([" ".join(str(row.get(name) or "").split()) or ("" if name != "spots" else " ") for name in COLUMNS] for row in rows)
    return out.getvalue().encode()


def _placed(problem: Diagnostic) -> dict[str, Any]:
    """A problem at its row (from 0: the headings are row 1 of the file) and column."""
    found = re.fullmatch(rf"{FILE}:(\d+)(?:: (\w+))?", str(problem.place or ""))
    row, column = (int(found[1]) - 2, found[2] or "spots") if found else (-1, "")
    return {"row": row, "column": column, "message": problem.message, "hint": problem.hint}
