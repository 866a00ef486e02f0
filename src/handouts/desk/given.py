"""What the page gives, as the values that the pipeline takes: the same readers and the same limits as for files.

Enters: parts of a request, plain JSON. Leaves: a look, a patient, a clinic, a plan, or a `DatasetError`
whose places name the fields of the page.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from handouts.build import Look
from handouts.dataset.literal import MOST_DATE, MOST_NAME, MOST_NOTE, fault, one_line
from handouts.dataset.model import Clinic, Plan
from handouts.dataset.readers import Reader
from handouts.dataset.source import Mapping as MappingNode
from handouts.dataset.source import Node, Scalar, Sequence
from handouts.document.handout import Patient
from handouts.errors import DatasetError, Diagnostic, Place

CHOICES = {"paper": ("a4", "letter"), "ink": ("colour", "grey", "saver"), "diary": ("front", "back", "none")}
MOST_DEPTH = 6
PATIENT = {"name": MOST_NAME, "date": MOST_DATE, "clinician": MOST_NAME, "note": MOST_NOTE}
Value = TypeVar("Value")
DOSES = ("pressure", "seconds", "minutes", "count", "times_a_day")


def nodes(value: Any, path: str, depth: int = 0) -> Node:
    """JSON as the nodes that clinic.yaml and plan.yaml are read from, so that the same code checks both; places name the field."""
    place = Place(path)
    if depth > MOST_DEPTH:
        raise DatasetError(Diagnostic(place, "is nested too deep"))
    if isinstance(value, Mapping):
        return MappingNode(
            tuple((Scalar(str(key), Place(f"{path}.{key}")), nodes(each, f"{path}.{key}", depth + 1)) for key, each in value.items()), place
        )
    if isinstance(value, list):
        return Sequence(tuple(nodes(each, f"{path}[{index}]", depth + 1) for index, each in enumerate(value)), place)
    text = {True: "true", False: "false", None: ""}.get(value, str(value)) if not isinstance(value, str) else value
    wrong = fault(one_line(text), 4000)
    if wrong:
        raise DatasetError(Diagnostic(place, wrong))
    return Scalar(text, place)


def mapping(value: Any) -> Mapping[str, Any]:
    """A JSON object; an empty one for anything else."""
    return value if isinstance(value, Mapping) else {}


def look_of(given: Any, locales: Mapping[str, Any], papers: tuple[str, ...] = CHOICES["paper"]) -> Look:
    """How the sheet is wanted. Raises `DatasetError` for a value that there is not."""
    given = mapping(given)
    values = {}
    for name, known in {**CHOICES, "paper": papers}.items():
        value = given.get(name) or known[0]
        if value not in known:
            raise DatasetError(Diagnostic(Place(f"look.{name}"), f"must be one of {', '.join(known)}"))
        values[name] = value
    locale = given.get("locale") or "en"
    if locale not in locales:
        raise DatasetError(Diagnostic(Place("look.locale"), f"must be one of {', '.join(locales)}"))
    return Look(values["paper"], values["ink"], bool(given.get("large_print")), values["diary"], bool(given.get("fillable")), locale)


def patient_of(given: Any) -> Patient:
    """For whom. Raises `DatasetError` with every field that is too long or holds what cannot be printed."""
    given = mapping(given)
    texts = {name: one_line(str(given.get(name) or "")) for name in PATIENT}
    wrong = [Diagnostic(Place(f"patient.{name}"), said) for name, most in PATIENT.items() if (said := fault(texts[name], most))]
    if wrong:
        raise DatasetError(*wrong)
    return Patient(**texts)


def plan_of(given: Any, spots: list[Any]) -> Plan | None:
    """The plan of what was chosen for each spot (side, ways, doses) and for all (days, review date); None where nothing was."""
    from handouts.dataset.plan import read_plan

    written: dict[str, Any] = {name: value for name in ("days", "review_on") if (value := mapping(given).get(name))}
    parts = {str(spot["number"]): _part(spot) for spot in spots}
    if not written and not any(parts.values()):
        return None
    return _read(read_plan, nodes({**written, "spots": {number: part or "" for number, part in parts.items()}}, "plan"))


def _part(spot: Mapping[str, Any]) -> dict[str, Any]:
    part: dict[str, Any] = {name: spot[name] for name in ("side", "techniques") if spot.get(name)}
    doses: dict[str, dict[str, Any]] = {}
    allow: list[str] = []
    for way, fields in mapping(spot.get("doses")).items():
        for name in DOSES:
            value = mapping(fields).get(name)
            if isinstance(value, list) and len(value) == 2 and any(str(each).strip() for each in value):
                low, high = (str(each).strip() for each in value)
                doses.setdefault(str(way), {})[name] = [low or high, high or low]
        allow += [f"{way}.{name}" for name in mapping(fields).get("allow") or () if name in doses.get(str(way), {})]
    if doses:
        part["doses"] = doses
    if allow:
        part["allow"] = allow
    return part


def clinic_of(given: Any, logo: Any) -> Clinic | None:
    """The letterhead, if it has a name. Raises `DatasetError`."""
    from handouts.dataset.clinic import FIELDS, read_clinic

    known = {field.key for field in FIELDS}
    words = {key: value for key, value in mapping(given).items() if key in known and key != "logo" and str(value).strip()}
    if not words:
        return None
    name = str(mapping(logo).get("name") or "")
    return _read(read_clinic, nodes({**words, **({"logo": name} if name else {})}, "clinic"))


def bytes_of(text: Any, where: str, most: int) -> bytes:
    """Bytes that came as base64. Raises `DatasetError`."""
    text = str(text or "")
    if len(text) > most * 4 // 3 + 4:
        raise DatasetError(Diagnostic(Place(where), f"is larger than {most // 1_000_000} MB"))
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise DatasetError(Diagnostic(Place(where), "did not arrive whole", "choose the file again")) from None


def _read(read: Callable[[Node, Reader], Value], node: Node) -> Value:
    reader = Reader()
    value = read(node, reader)
    if reader.problems:
        raise DatasetError(*reader.problems)
    return value
