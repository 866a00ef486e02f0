"""What the page gives, as the values that the front door for programs takes: the same readers and limits as for files.

Enters: parts of a request, plain JSON. Leaves: wishes, a patient, a clinic, a plan; a `HandoutsError` names the fields of
the page.
"""

from __future__ import annotations

import base64
import binascii
import importlib.util
from collections.abc import Mapping
from typing import Any

from handouts.api import Wishes
from handouts.dataset.clinic import FIELDS
from handouts.dataset.logo import MOST_BYTES
from handouts.dataset.model import Clinic, Plan
from handouts.document.wishes import Patient
from handouts.errors import DatasetError, Diagnostic, Place

DOSES = ("pressure", "seconds", "minutes", "count", "times_a_day")
CLINIC_WORDS = tuple(field.key for field in FIELDS if field.key not in ("logo", "letterhead", "reviewed_by", "reviewed_on"))
"""What the page's letterhead may hold. Who has checked the texts is said by a review, not at the desk."""


def mapping(value: Any) -> Mapping[str, Any]:
    """A JSON object; an empty one for anything else."""
    return value if isinstance(value, Mapping) else {}


def wishes_of(given: Any) -> Wishes:
    """How sheets are wanted. Whoever makes the sheet asks whether each word is known. What is too long goes overleaf: a patient waits."""
    given = mapping(given)
    wishes: Wishes = {"fit": "auto", "large_print": bool(given.get("large_print")), "fillable": bool(given.get("fillable"))}
    for name in ("paper", "ink", "diary", "locale"):
        if given.get(name):
            wishes[name] = str(given[name])
    return wishes


def patient_of(given: Any) -> Patient:
    """For whom."""
    given = mapping(given)
    return Patient(**{name: str(given.get(name) or "") for name in ("name", "date", "clinician", "note")})


def plan_of(given: Any, spots: list[Mapping[str, Any]]) -> Plan | None:
    """The plan of what was chosen for each spot (side, ways, doses) and for all (days, review date); None where nothing was."""
    written: dict[str, Any] = {name: str(value) for name in ("days", "review_on") if (value := mapping(given).get(name))}
    parts = {str(spot.get("number")): _part(spot) for spot in spots}
    if not written and not any(parts.values()):
        return None
    return Plan.of({**written, "spots": {number: part or "" for number, part in parts.items()}})


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


def clinic_of(given: Any, logo: Any, ink: str = "colour") -> Clinic | None:
    """The letterhead, with its logo if there is one; None where nothing of it is typed."""
    words = {key: str(value) for key, value in mapping(given).items() if key in CLINIC_WORDS and str(value).strip()}
    if not words:
        return None
    logo = mapping(logo)
    name = str(logo.get("name") or "")
    if not name:
        return Clinic.of(words)
    return Clinic.of({**words, "logo": name})._replace(logo_bytes=_logo_bytes(logo, ink))


def _logo_bytes(logo: Mapping[str, Any], ink: str) -> bytes:
    """The logo's own file; of a bitmap, where no decoder is at hand, the plain JPEG that the page made of it."""
    data = bytes_of(logo.get("base64"), "clinic.logo", MOST_BYTES)
    is_drawing = b"<svg" in data[:4000] or b":svg" in data[:4000]
    if is_drawing or importlib.util.find_spec("PIL") is not None:
        return data
    return bytes_of(logo.get("jpeg" if ink == "colour" else "jpeg_grey"), "clinic.logo", MOST_BYTES)


def bytes_of(text: Any, where: str, most: int) -> bytes:
    """Bytes that came as base64. Raises `DatasetError`."""
    text = str(text or "")
    if len(text) > most * 4 // 3 + 4:
        raise DatasetError(Diagnostic(Place(where), f"is larger than {most // 1_000_000} MB"))
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise DatasetError(Diagnostic(Place(where), "did not arrive whole", "choose the file again")) from None
