"""clinic.yaml: the clinic's own head. Words are taken literally.

Enters: a file. Leaves: a `Clinic`, or every problem with its place and mend. The logo's bytes are read and judged by `dataset.logo`,
whether the typeface has the characters by `layout.page.letterhead`.
"""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from handouts.choices import PAGE_PAPERS
from handouts.dataset.colour import LIGHT_GROUND, TEXT_CONTRAST, contrast, hexadecimal, nearest_passing, rgb
from handouts.dataset.literal import fault, one_line
from handouts.dataset.model import Clinic
from handouts.dataset.readers import Fields, Reader
from handouts.dataset.source import Mapping, Node, Scalar
from handouts.errors import DatasetError, Place


class ClinicField(NamedTuple):
    """A key of clinic.yaml: what kind of value it has, and the most characters it may have."""

    key: str
    kind: str
    """text, web, picture, colour, paper, locale, date or head."""
    most: int = 0
    required: bool = False
    says: str = ""
    """What an editor shows where the key is written."""


FIELDS = (
    ClinicField("name", "text", 90, True, says="The clinic’s name, as the letterhead has it."),
    ClinicField("address", "text", 90, says="One line."),
    ClinicField("phone", "text", 40, says="As people dial it."),
    ClinicField("hours", "text", 60, says="When somebody answers."),
    ClinicField("web", "web", 70, says="The clinic’s own page, or the page that explains its exercises."),
    ClinicField("logo", "picture", 200, says="An SVG, PNG or JPEG file in the folder of this file."),
    ClinicField("letterhead", "head", says="none prints no letterhead; {preprinted_top_mm: 40} leaves that room for your paper's own."),
    ClinicField("accent", "colour", 7, says="The clinic’s colour, as #14532d; it must show well on white."),
    ClinicField("paper", "paper", 6, says="The paper that is printed on where nothing else is asked for."),
    ClinicField("locale", "locale", 10, says="en, en-GB or en-US: emergency numbers and spelling."),
    ClinicField("emergency", "text", 40, says="Whom to call in an emergency, in your own words."),
    ClinicField("reviewed_by", "text", 60, says="Who has checked the handouts for this clinic."),
    ClinicField("reviewed_on", "date", 10, says="The day of that, as 2026-11-02."),
)
"""All keys of clinic.yaml, in the order of its template."""

NO_LETTERHEAD = "none"
PREPRINTED_TOP_MM = (10, 80)
"""Room for what is printed on the paper already. Less is margin anyhow; more leaves too little of the page."""


def load_clinic(path: str) -> Clinic:
    """The clinic in a file of the user's. Raises `DatasetError` with every problem."""
    from handouts.dataset.own_file import read_own_file

    clinic = clinic_of(read_own_file(path, "make one with: handouts new clinic"))
    return clinic._replace(folder=os.path.dirname(os.path.abspath(path)))


def clinic_of(node: Node) -> Clinic:
    """The clinic of a file's nodes, or of a program's values. Raises `DatasetError` with every problem."""
    reader = Reader()
    clinic = read_clinic(node, reader)
    if reader.problems:
        raise DatasetError(*sorted(reader.problems, key=lambda problem: problem.place or Place("")))
    return clinic


def read_clinic(node: Node, reader: Reader) -> Clinic:
    """The clinic of a file's nodes; problems stay with the reader."""
    required = [field.key for field in FIELDS if field.required]
    fields = reader.fields(node, "", required, [field.key for field in FIELDS if not field.required])
    if fields.has("reviewed_by") != fields.has("reviewed_on"):
        reader.error(fields.place, "reviewed_by and reviewed_on go together", "give both, or neither")
    letterhead, preprinted_top_mm = _letterhead(fields, reader)
    texts = {field.key: _text(fields, field, reader) for field in FIELDS if field.kind in ("text", "picture")}
    return Clinic(
        name=texts["name"],
        address=texts["address"],
        phone=texts["phone"],
        hours=texts["hours"],
        emergency=texts["emergency"],
        logo="" if letterhead else texts["logo"],  # a logo that is not printed need not be there
        letterhead=letterhead,
        preprinted_top_mm=preprinted_top_mm,
        reviewed_by=texts["reviewed_by"],
        web=_web(fields, reader),
        accent=_accent(fields, reader),
        paper=fields.one_of("paper", "paper", PAGE_PAPERS),
        locale=_locale(fields, reader),
        reviewed_on=fields.date("reviewed_on"),
        places=reader.places,
    )


def _text(fields: Fields, field: ClinicField, reader: Reader) -> str:
    if not fields.has(field.key):
        return ""
    node = fields.node(field.key)
    if isinstance(node, Scalar) and not node.text.strip():
        if field.required:
            reader.error(node.place, f"{field.key} is empty")
        return ""
    text = one_line(reader.text(node))
    wrong = fault(text, field.most)
    if wrong:
        reader.error(node.place, f"{field.key} {wrong}", "shorten it")
    return text


def _letterhead(fields: Fields, reader: Reader) -> tuple[str, int]:
    """Whether the head is printed ("" or none), and the millimetres that the paper's own takes (0: it has none)."""
    if not fields.has("letterhead"):
        return "", 0
    node = fields.node("letterhead")
    if isinstance(node, Mapping):
        own = reader.fields(node, "letterhead", ["preprinted_top_mm"])
        return NO_LETTERHEAD, own.number("preprinted_top_mm", *PREPRINTED_TOP_MM)
    if not isinstance(node, Scalar) or node.text.strip() != NO_LETTERHEAD:
        reader.error(node.place, "this must be none, or the room for preprinted paper", "write it as in {preprinted_top_mm: 40}")
    return NO_LETTERHEAD, 0


_ADDRESS = re.compile(r"(https?://)?([\w-]+\.)+[a-zA-Z]{2,}(:\d+)?(/[^\s<>\"\\^`{|}]*)?", re.ASCII)


def _web(fields: Fields, reader: Reader) -> str:
    text = _text(fields, ClinicField("web", "web", 70), reader)
    if text and not _ADDRESS.fullmatch(text):
        reader.error(fields.node("web").place, f"“{text[:80]}” is not a web address", "write it as in https://www.example.org/visit")
        return ""
    return text


def _locale(fields: Fields, reader: Reader) -> str:
    text = _text(fields, ClinicField("locale", "locale", 10), reader)
    if text and not re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", text):
        reader.error(fields.node("locale").place, f"“{text}” is not a locale", "write it as in en or en-GB")
        return ""
    return text


def _accent(fields: Fields, reader: Reader) -> str:
    text = _text(fields, ClinicField("accent", "colour", 40), reader).lower()
    if not text:
        return ""
    place = fields.node("accent").place
    if re.fullmatch(r"#[0-9a-f]{3}", text):
        text = "#" + "".join(digit * 2 for digit in text[1:])
    if not re.fullmatch(r"#[0-9a-f]{6}", text):
        reader.error(place, f"“{text}” is not a colour", 'write it as in "#17386b", in quotes')
        return ""
    found = contrast(rgb(text), rgb(LIGHT_GROUND))
    if found < TEXT_CONTRAST:
        nearest = hexadecimal(nearest_passing(rgb(text)))
        reader.error(
            place,
            f"{text} stands out too little for text: {found:.1f} to 1, and {TEXT_CONTRAST:g} to 1 is wanted",
            f'the nearest that passes is "{nearest}"',
        )
    return text
