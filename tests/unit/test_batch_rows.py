"""Today's list: what spreadsheets write is read, and whatever is wrong is said by row and column, all at once."""

from __future__ import annotations

import codecs

import pytest

from handouts.dataset.model import Pack
from handouts.dataset.patient_list import Batch, Row, read_batch
from handouts.errors import DatasetError

NUMBERS = range(1, 15)
PACKS = (Pack("desk-neck", "Neck and desk", (1, 11, 14)), Pack("feet", "Feet and shins", (10, 3)))


def read(text: str | bytes) -> Batch:
    return read_batch(text.encode() if isinstance(text, str) else text, "today.csv", NUMBERS, PACKS)


def wrong(text: str | bytes) -> list[str]:
    with pytest.raises(DatasetError) as caught:
        read(text)
    assert caught.value.exit_code == 3
    return [str(problem).split("\n")[0] for problem in caught.value.diagnostics]


def hints(text: str | bytes) -> str:
    with pytest.raises(DatasetError) as caught:
        read(text)
    return " ".join(problem.hint for problem in caught.value.diagnostics)


def test_every_column_in_any_order() -> None:
    text = 'FROM,Date,note,Plan,paper,Large Print,SIDE,spots,Name\nDr. Lind,24.11.,Rest,p/one.yaml,Letter,Yes,L,"4, 11",Ada\n'
    assert read(text).rows == (Row(2, (4, 11), "Ada", "left", True, "letter", "p/one.yaml", "Rest", "24.11.", "Dr. Lind"),)


@pytest.mark.parametrize("delimiter", list(",;\t|"))
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_delimiters_and_line_ends(delimiter: str, end: str) -> None:
    rows = [["name", "spots", "note"], ["Ada", "11", "a"], ["Väinö", "6", "b"]]
    assert [(row.name, row.numbers) for row in read(end.join(delimiter.join(row) for row in rows)).rows] == [
        ("Ada", (11,)),
        ("Väinö", (6,)),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-16-be-bom"])
def test_encodings(encoding: str) -> None:
    text = "name;spots\nŽofie Ångström;11\n"
    marks = {"utf-16-le-bom": (codecs.BOM_UTF16_LE, "utf-16-le"), "utf-16-be-bom": (codecs.BOM_UTF16_BE, "utf-16-be")}
    mark, codec = marks.get(encoding, (b"", encoding))
    batch = read(mark + text.encode(codec))
    assert batch.rows[0].name == "Žofie Ångström" and not batch.warnings


def test_windows_1252_is_read_and_said() -> None:
    batch = read("name,spots\nZoë,11\n".encode("cp1252"))
    assert batch.rows[0].name == "Zoë"
    assert "today.csv: warning: the file is not UTF-8 and was read as Windows-1252" in str(batch.warnings[0])
    assert "Zo" not in str(batch.warnings[0])


@pytest.mark.parametrize(
    "data", ["name,spots\nA,1".encode("utf-16-le"), "name,spots\nA,1".encode("utf-32"), b"PK\x03\x04\0\0\xff\x81", b"\xff\xfea"]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    assert any("error" in line for line in wrong(data))


def test_habits_of_excel() -> None:
    text = 'sep=;\nname;spots;note;;\n"Nakamura\nJun";11;"two\r\nlines, ""so""";;\n;;;;\n\nAda;6;;;\n;;;;\n'
    first, second = read(text).rows
    assert (first.row, first.name, first.note) == (2, "Nakamura Jun", 'two lines, "so"')
    assert (second.row, second.name) == (5, "Ada")


@pytest.mark.parametrize("cell", ["4, 11", "4;11", "4 11", "4/11", "4 + 11", "4.0 11.0", "04,11", "4,11,4"])
def test_spots_as_people_write_them(cell: str) -> None:
    assert read(f'spots\n"{cell}"\n').rows[0].numbers == (4, 11)


def test_packs_by_id_name_or_column() -> None:
    text = 'spots,pack\ndesk-neck,\nNeck and Desk,\n"feet, 6",\n,FEET\n6,feet\n'
    assert [row.numbers for row in read(text).rows] == [(1, 11, 14), (1, 11, 14), (10, 3, 6), (10, 3), (6, 10, 3)]


def test_yes_and_no() -> None:
    text = "spots,large_print\n1,yes\n1,X\n1,TRUE\n1,no\n1,0\n1,\n"
    assert [row.large_print for row in read(text).rows] == [True, True, True, False, False, None]


def test_all_problems_at_once_by_row_and_column() -> None:
    text = "name,spots,side,large_print,paper,plan\nA,99,lefft,perhaps,a5,../x.yaml\nB,,,,,\nC,desk-nek,,,,\nD,11,,,,,extra\nE,=1+1,,,,@x\n"
    assert wrong(text) == [
        "today.csv:2: spots: error: there is no spot 99",
        "today.csv:2: side: error: is not left, right or both",
        "today.csv:2: large_print: error: is not yes or no",
        "today.csv:2: paper: error: is not a4 or letter",
        "today.csv:2: plan: error: leads out of the folder of the list, or is not a file name",
        "today.csv:3: spots: error: no spot is given",
        "today.csv:4: spots: error: is neither numbers nor a pack",
        "today.csv:5: column G: error: there is something under no heading",
        "today.csv:6: spots: error: begins with =, which a spreadsheet takes for a formula",
        "today.csv:6: plan: error: begins with @, which a spreadsheet takes for a formula",
    ]
    assert "did you mean “left”?" in hints(text) and "did you mean “desk-neck”?" in hints(text)


def test_headings() -> None:
    assert wrong("name,spot\nA,1\n") == ["today.csv:1: column B: error: unknown column “spot”"]
    assert "did you mean “spots”?" in hints("name,spot\nA,1\n")
    assert wrong("name,spots,Name\nA,1,B\n") == ["today.csv:1: column C: error: the column “name” stands twice"]
    assert wrong("name,side\nA,left\n") == ["today.csv:1: error: there is no column “spots” or “pack”"]
    assert wrong("Zaphod,11,left\n") == ["today.csv:1: error: the first row must name the columns"]
    assert wrong("") == ["today.csv: error: the file is empty"]
    assert wrong("name,spots\n\n") == ["today.csv: error: there are no rows under the headings"]


def test_no_message_quotes_a_cell() -> None:
    text = (
        "spots,side,large_print,paper,plan,name\nMARKER,MARKER,MARKER,MARKER,../MARKER,\u202eMARKER\n"
        + "=MARKER,=MARKER,=MARKER,=MARKER,=MARKER,\n"
    )
    assert "MARKER" not in " ".join(wrong(text)) + hints(text)


@pytest.mark.parametrize("cell", ['=HYPERLINK(""http://x"";""y"")', "+49 170", "-", "@home", "<b>&amp;", "{name}", "*strong*"])
def test_names_and_notes_are_literal(cell: str) -> None:
    row = read(f'spots,name,note\n11,"{cell}","{cell}"\n').rows[0]
    assert row.name == row.note == cell.replace('""', '"')


@pytest.mark.parametrize("cell", ["\u202eevil", "a\u2066b", "bell\x07", "zero\0"])
def test_control_characters_are_refused_by_code_point(cell: str) -> None:
    (line,) = wrong(f"spots,name\n11,{cell}\n")
    assert line.startswith("today.csv:2: name: error: holds the character U+")


@pytest.mark.parametrize(
    ("cell", "wrong_part", "meant"),
    [
        ("O&#039;Neill", "&#039;", "'"),
        ("Smith &amp; Sons", "&amp;", "&"),
        ("RenÃ©e Lutz", "Ã©", "é"),
        ("MÃ¼ller", "Ã¼", "ü"),
        ("Małgorzata".encode().decode("cp1250"), "Ĺ‚", "ł"),
        ("Анна".encode().decode("cp1251"), "Рђ", "Анна"),
        ("Nguyễn".encode().decode("cp1252"), "á»…", "ễ"),
    ],
)
def test_a_name_that_was_damaged_is_told_by_row(cell: str, wrong_part: str, meant: str) -> None:
    """Printed as it stands; of the name only the letters in question are said."""
    batch = read(f"name,spots\nAda,3\n{cell},4\n")
    assert batch.rows[1].name == cell
    (warning,) = batch.warnings
    assert str(warning).startswith("today.csv:3: name: warning: holds “") and warning.severity == "warning"
    assert wrong_part in warning.message and f"probably for “{meant}”" in warning.message


@pytest.mark.parametrize(
    "cell", ["René Müller", "Łódź", "Анна Рюмина", "AT&T; B & C", "Ångström–Öhm", "Âne Ãlvaro", "Nguyễn", "李明", "&c;"]
)
def test_a_name_as_it_should_be_is_not_suspected(cell: str) -> None:
    assert not read(f'name,spots\n"{cell}",4\n').warnings


def test_long_things_are_refused_with_their_length() -> None:
    assert wrong("spots,name\n11," + "A" * 10_000 + "\n") == ["today.csv:2: name: error: has 10000 characters; there is room for 60"]
    assert "more than 100,000 characters" in wrong("spots,name\n11," + "A" * 200_000 + "\n")[0]
    assert "larger than 4 MB" in wrong("spots,name\n" + "11,A\n" * 1_000_000)[0]
    assert wrong("spots\n" + "11\n" * 5_001) == ["today.csv:5002: error: there are more than 5,000 rows"]


def test_quotation_marks() -> None:
    assert "never closed" in wrong('spots,name\n11,"Ada\n12,B\n')[0]
    assert "after a closing quotation mark" in wrong('spots,name\n11,"A"da\n')[0]


@pytest.mark.parametrize("path", ["/etc/passwd", "../p.yaml", "a/../../p", "C:\\p.yaml", "..\\p", "a//b", "file:x", "./p"])
def test_a_plan_stays_in_the_folder_of_the_list(path: str) -> None:
    assert wrong(f"spots,plan\n11,{path}\n") == ["today.csv:2: plan: error: leads out of the folder of the list, or is not a file name"]


def test_numbers_that_a_spreadsheet_mangled() -> None:
    assert "joined two numbers" in hints("spots\n411\n")
    assert "made a date or a decimal" in hints("spots\n4.11\n")
    assert "made a date or a decimal" in hints("spots\n04-Nov\n")


def test_many_problems_are_counted_not_listed() -> None:
    lines = wrong("spots\n" + "99\n" * 1_000)
    assert len(lines) == 101 and lines[-1] == "error: and 900 more like these"
