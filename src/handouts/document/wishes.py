"""What a clinician's wishes change: the side, the techniques, the doses, the notes, the days of the diary.

Enters: a record, the words of a place, a request. Leaves: the words and values that `handout` puts in their place.
"""

from __future__ import annotations

from typing import NamedTuple

from handouts.dataset.model import Clinic, Dose, Piece, Plan, Spot, Technique
from handouts.document.blocks import Diary, Words
from handouts.document.words import Wording

DIARY_DAYS = 14
"""Days of the diary where no plan says otherwise."""


class Patient(NamedTuple):
    """What the front desk fills in; empty is a ruled blank. Never kept, never in metadata."""

    name: str = ""
    date: str = ""
    clinician: str = ""
    note: str = ""


class Request(NamedTuple):
    """How this handout is wanted."""

    side: str = ""
    """left, right, both, or "" for the record's own."""
    diary: str = "front"
    patient: Patient = Patient()
    clinic: Clinic | None = None
    plan: Plan | None = None


def side_of(spot: Spot, request: Request) -> str:
    """The side that is drawn: the one asked for, else both where the record is of both, else the right."""
    wanted = asked_side(request)
    if wanted in ("left", "right"):
        return wanted
    return "both" if wanted == "both" or spot.laterality == "both" else "right"


def asked_side(request: Request) -> str:
    """The side that somebody named, in the plan or beside it."""
    return (request.plan.side if request.plan else "") or request.side


def is_one_side(request: Request) -> bool:
    """Whether this patient is to work on one side only."""
    return asked_side(request) in ("left", "right")


def spot_label(request: Request) -> str:
    """The label of the line that names the spot, with the side where one was asked for."""
    asked = asked_side(request)
    return f"spot.{asked}" if asked else "spot"


def figure_alt(spot: Spot, wording: Wording, request: Request, of_both: bool) -> str:
    """What the plate shows, and the side that was asked for.

    A plate of one side is mirrored for the left, so its left and right change places; a plate `of_both` sides stays as it is,
    and is marked on one of them.
    """
    alt = wording.tell((Piece(spot.figure.alt),), "").plain()
    if not is_one_side(request):
        return alt
    asked = asked_side(request)
    if of_both:
        return f"{alt} {wording.say_plain(f'figure.only_{asked}')}"
    if asked == "left":
        alt = swapped(alt, wording.say_plain("side.left"), wording.say_plain("side.right"))
    return f"{alt} {wording.say_plain(f'figure.{asked}')}"


def swapped(text: str, one: str, other: str) -> str:
    """Two words in each other's place, wherever they stand by themselves."""
    import re

    words = {one: other, other: one}
    return re.sub(rf"\b({re.escape(one)}|{re.escape(other)})\b", lambda found: words[found.group()], text)


def chosen_techniques(spot: Spot, plan: Plan | None) -> tuple[Technique, ...]:
    """The plan's techniques in its order, else the sheet's."""
    if plan is None or not plan.techniques:
        return spot.shown()
    by_id = {technique.id: technique for technique in spot.techniques}
    return tuple(by_id[key] for key in plan.techniques)


def dose_of(technique: Technique, request: Request) -> tuple[Dose, bool]:
    """The dose to print, and whether it is the clinician's own. Whoever works on one side is not told to do each."""
    plan = request.plan
    sheet = technique.dose._replace(each_side=False) if is_one_side(request) else technique.dose
    change = next((change for change in plan.doses if change.technique == technique.id), None) if plan else None
    if change is None:
        return sheet, False
    dose = sheet._replace(**{name: value for name, value in change._asdict().items() if name != "technique" and value is not None})
    return dose, dose != sheet


def diary_of(wording: Wording, request: Request) -> Diary | None:
    """The diary block; without a diary a block of only notes and review date, or None where there is nothing to say."""
    plan = request.plan
    given = plan.days if plan else 0
    days = 0 if request.diary == "none" else given or DIARY_DAYS
    notes = tuple(note for note in (request.patient.note, *(plan.notes if plan else ())) if note)
    review = plan.review_on if plan else ""
    if not (days or given or notes or review):
        return None
    how = wording.say("plan.do") if days else wording.say("plan.days", n=str(given)) if given else Words(())
    return Diary(
        heading=wording.say("plan"),
        how=how,
        how_back=wording.say("plan.do_back"),
        day=wording.say("plan.day"),
        before=wording.say("plan.before"),
        after=wording.say("plan.after"),
        notes=wording.say("plan.notes"),
        days=days,
        notes_text=notes,
        done=wording.say("plan.review", date=wording.date(review)) if review else Words(()),
        tick=wording.say("plan.tick"),
        noticed=wording.say("plan.noticed"),
        alt=wording.say_plain("plan.alt", n=str(days)),
        teach_heading=wording.say("teach"),
        teach=tuple(wording.say(f"teach.{question}") for question in ("where", "how", "stop")),
    )
