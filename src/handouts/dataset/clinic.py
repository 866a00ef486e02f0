"""clinic.yaml: the clinic's own head. Words are taken literally.

Enters: a node. Leaves: a `Clinic`; problems stay with the `Reader`. The logo's bytes are read and judged by `dataset.logo`.
"""

from __future__ import annotations

from handouts.dataset.model import Clinic
from handouts.dataset.readers import Reader
from handouts.dataset.source import Node

MOST_CHARACTERS = 90


def read_clinic(node: Node, reader: Reader) -> Clinic:
    """The clinic's file."""
    keys = ("address", "phone", "hours", "web", "logo", "accent", "paper", "locale", "emergency", "reviewed_by", "reviewed_on")
    fields = reader.fields(node, "", ("name",), keys)
    for key, value in fields.values.items():
        text = getattr(value, "text", "")
        if len(text) > MOST_CHARACTERS:
            reader.error(value.place, f"{key} has {len(text)} characters; the letterhead has room for {MOST_CHARACTERS}", "shorten it")
    if fields.has("reviewed_by") != fields.has("reviewed_on"):
        reader.error(fields.place, "reviewed_by and reviewed_on go together")
    return Clinic(
        name=fields.text("name"),
        address=fields.text("address"),
        phone=fields.text("phone"),
        hours=fields.text("hours"),
        web=fields.text("web"),
        logo=fields.text("logo"),
        accent=fields.text("accent"),
        paper=fields.one_of("paper", "paper", ("a4", "letter")),
        locale=fields.text("locale"),
        emergency=fields.text("emergency"),
        reviewed_by=fields.text("reviewed_by"),
        reviewed_on=fields.date("reviewed_on"),
        places=reader.places,
    )


def load_clinic(path: str) -> Clinic:
    """The clinic in a file of the user's. Raises `DatasetError`."""
    from handouts.dataset.source import parse_yaml
    from handouts.errors import DatasetError, Diagnostic, Place

    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise DatasetError(Diagnostic(Place(path), f"cannot be read: {error.strerror}", "make one with: handouts new clinic")) from None
    reader = Reader()
    clinic = read_clinic(parse_yaml(data, path), reader)
    if reader.problems:
        raise DatasetError(*reader.problems)
    return clinic
