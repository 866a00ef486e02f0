"""Any bytes as a list: rows or a clear error, never anything else; and any rows as a spreadsheet writes them come back."""

from __future__ import annotations

import csv
import io

from hypothesis import example, given, settings
from hypothesis import strategies as st

from handouts.dataset.literal import MOST_NAME, MOST_NOTE, fault, one_line
from handouts.dataset.model import Pack
from handouts.dataset.patient_list import COLUMNS, Row, read_batch
from handouts.errors import DatasetError

NUMBERS = range(1, 15)
PACKS = (Pack("desk-neck", "Neck and desk", (1, 11, 14)),)

cells = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["=1+1", "@x", "+", "-", '"', '""', "../../x", "\u202e", "\0", "😀", "<b>", "4, 11", "yes", "left", "desk-neck", "A" * 200, "\r\n"]
    ),
)
headings = st.lists(st.one_of(st.sampled_from(COLUMNS), st.sampled_from(["Name", "SPOTS", "large print", "spot", ""]), cells), max_size=12)


def told(data: bytes) -> tuple[Row, ...]:
    """The rows; an error has a message for each problem, in printable characters."""
    try:
        return read_batch(data, "list.csv", NUMBERS, PACKS).rows
    except DatasetError as error:
        assert error.diagnostics and len(error.diagnostics) <= 101
        for problem in error.diagnostics:
            assert problem.message and all(line.isprintable() for line in str(problem).split("\n"))
        return ()


@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00")
@example(b"\xef\xbb\xbfsep=\xc3")
@example(b"sep=")
@example(b"spots\r11\r6")
@settings(deadline=None)
def test_any_bytes(data: bytes) -> None:
    told(data)


@given(
    headings,
    st.lists(st.lists(cells, max_size=12), max_size=6),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@settings(deadline=None)
def test_any_cells(heading: list[str], rows: list[list[str]], delimiter: str, encoding: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([heading, *rows])
    for row in told(text.getvalue().encode(encoding, "surrogatepass")):
        assert row.numbers and set(row.numbers) <= set(NUMBERS)
        assert not row.plan.startswith("/") and ".." not in row.plan.split("/")
        assert not fault(row.name, MOST_NAME) and not fault(row.note, MOST_NOTE)
        assert row.side in ("", "left", "right", "both") and row.paper in ("", "a4", "letter")


literal = st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn")), max_size=50)


@given(st.lists(st.tuples(literal, literal), min_size=1, max_size=5), st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n"]))
@settings(deadline=None)
def test_names_come_back_as_they_were(people: list[tuple[str, str]], delimiter: str, end: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(
        [("note", "spots", "name"), *((note, "11", name) for name, note in people)]
    )
    rows = read_batch(text.getvalue().encode(), "list.csv", NUMBERS, PACKS).rows
    assert [(row.name, row.note) for row in rows] == [(one_line(name), one_line(note)) for name, note in people]
