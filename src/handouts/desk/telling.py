"""Problems in words for people at a desk: fields by their names on the page, no file, no option of the command; a button where one mends.

Enters: diagnostics. Leaves: plain JSON.
"""

from __future__ import annotations

from typing import Any

from handouts.errors import Diagnostic, FitError, HandoutsError

FIELD_NAMES = {
    "patient.name": "The patient’s name",
    "patient.date": "The date",
    "patient.clinician": "The clinician’s name",
    "patient.note": "The note",
    "plan.days": "Days",
    "plan.review_on": "“Look again on”",
    "clinic.name": "The clinic’s name",
    "clinic.address": "The address",
    "clinic.phone": "The phone",
    "clinic.hours": "The hours",
    "clinic.web": "The web address",
    "clinic.emergency": "“In an emergency, call”",
    "clinic.accent": "The colour",
    "clinic.logo": "The logo",
}
MENDS = (
    ("Diary on the back", {"look.diary": "back"}),
    ("No note", {"patient.note": ""}),
    ("Large print, more sides", {"look.large_print": "yes"}),
)


def told_plainly(problem: Diagnostic) -> dict[str, Any]:
    """A message and its mend, each a sentence."""
    where = str(problem.place or "")
    message = problem.message
    if where in FIELD_NAMES:
        name = where.partition(".")[2]
        message = f"{FIELD_NAMES[where]} {message.removeprefix(f'{name} ')}"
    return {"where": where, "message": sentence(message), "hint": "" if "--" in problem.hint else sentence(problem.hint)}


def told(problem: Diagnostic, error: HandoutsError) -> dict[str, Any]:
    """The same, with buttons for what can be mended at the desk."""
    said = told_plainly(problem)
    if isinstance(error, FitError):
        said["where"] = ""
        said["message"] = "This is too long for one side of paper at a size that everyone can read."
        said["hint"] = "Choose one:"
        said["mends"] = [{"label": label, "set": change} for label, change in MENDS]
    return said


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".?!:”" else ".")
