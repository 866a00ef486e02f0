"""Today's list at the desk: a CSV file to rows that can be mended in the page, each row's problems beside it, one file of all.

Enters: rows as the page holds them (text by column). Leaves: rows, problems with `row` (from 0) and `column`, or a sheet. Rows go through
the same reader as `handouts batch`, so that the page and the command judge alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from handouts.api import Dataset, PatientList
from handouts.choices import PAPERS
from handouts.dataset.csv_table import MOST_BYTES, plain_heading, read_table
from handouts.desk import given
from handouts.desk.telling import sentence
from handouts.errors import DatasetError, Diagnostic, HandoutsError, Place

COLUMNS = ("name", "spots", "side", "note", "date", "from", "large_print")
IN_FILES = (*COLUMNS, "pack", "paper", "plan")
MOST_ROWS = 500
"""Patients of a day; more belong to the command, which needs no browser to hold them."""
FIRST_ROW = 1
"""The page numbers rows without their headings."""


def read(request: Mapping[str, Any]) -> dict[str, Any]:
    """The cells of a CSV file. Raises `DatasetError` for what is no list."""
    table = read_table(given.bytes_of(request.get("base64"), "list", MOST_BYTES), "list", IN_FILES)
    headings = [plain_heading(cell) for cell in table.heading.cells]
    if not {"spots", "pack"} & set(headings):
        message = "the first row of the list must name its columns, and one of them must be spots"
        raise DatasetError(Diagnostic(Place("list"), message, "add a row of headings"))
    if len(table.records) > MOST_ROWS:
        raise DatasetError(Diagnostic(Place("list"), f"the list has more than {MOST_ROWS} rows", "split it"))
    rows = []
    for record in table.records:
        cells = dict(zip(headings, record.cells, strict=False))
        row = {name: cells.get(name, "").strip() for name in COLUMNS}
        row["spots"] = row["spots"] or cells.get("pack", "").strip()
        rows.append(row)
    warnings = [{"where": "", "message": sentence(warning.message), "hint": sentence(warning.hint)} for warning in table.warnings]
    passed_over = sorted({heading for heading in headings if heading and heading not in (*COLUMNS, "pack")})
    if passed_over:
        warnings.append({"where": "", "message": f"Not used here: the column {', '.join(passed_over)}.", "hint": ""})
    return {"rows": rows, "warnings": warnings}


def check(data: Dataset, request: Mapping[str, Any]) -> dict[str, Any]:
    """Every row's problems, those of the page's room included."""
    try:
        listed = _listed(data, request)
        for made in listed:
            del made
    except HandoutsError as error:
        problems = [_placed(problem) for problem in error.diagnostics]
        return {"problems": problems or [{"row": -1, "column": "", "message": str(error), "hint": ""}]}
    return {"problems": []}


def make(data: Dataset, request: Mapping[str, Any]) -> dict[str, Any]:
    """All rows in one file, each patient on sheets of their own."""
    listed = _listed(data, request)
    pdf = listed.pdf()
    made = list(listed)
    papers = dict.fromkeys(PAPERS[each.paper].label for each in made)
    return {
        "pdf": pdf,
        "name": "todays-list.pdf",
        "pages": sum(each.pages for each in made),
        "sheets": sum(each.sheets for each in made),
        "paper": " and ".join(papers),
        "flip": "long" if any(each.flip for each in made) else "",
        "notices": [],
    }


def _listed(data: Dataset, request: Mapping[str, Any]) -> PatientList:
    rows = [{name: " ".join(str(row.get(name) or "").split()) for name in COLUMNS} for row in map(given.mapping, request.get("rows") or ())]
    if not rows or len(rows) > MOST_ROWS:
        raise DatasetError(Diagnostic(Place("list"), f"a list has 1 to {MOST_ROWS} rows"))
    wishes = given.wishes_of(request.get("look"))
    wishes["fillable"] = False
    clinic = given.clinic_of(request.get("clinic"), request.get("logo"), wishes.get("ink", "colour"))
    return data.batch(rows, clinic=clinic, first_row=FIRST_ROW, **wishes)


def _placed(problem: Diagnostic) -> dict[str, Any]:
    """A problem at its row (from 0) and column."""
    found = re.fullmatch(r"\w+:(\d+)(?:: (\w+))?", str(problem.place or ""))
    row, column = (int(found[1]) - FIRST_ROW, found[2] or "spots") if found else (-1, "")
    return {"row": row, "column": column, "message": problem.message, "hint": "" if "--" in problem.hint else problem.hint}
