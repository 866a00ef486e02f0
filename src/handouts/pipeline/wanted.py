"""All that can be wanted, as plain values: how sheets look, one handout, a booklet, what holds for every row of a list.

Enters: values from whoever calls (the command line, a program, a test). Leaves: the same values, named. Nothing is checked or read here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from handouts.choices import DIARIES, FITS, INKS, PAGE_PAPERS, THICKNESS_MM
from handouts.dataset.literal import MOST_DATE, MOST_NAME, MOST_NOTE, fault, one_line
from handouts.dataset.model import Clinic, Plan
from handouts.document.wishes import Patient

Log = Callable[[str, str], None]
"""Called with the step's name and what it did."""


def silent(step: str, what: str) -> None:
    """A log that keeps nothing."""


class Look(NamedTuple):
    """How sheets are wanted, whichever they are."""

    paper: str = PAGE_PAPERS[0]
    ink: str = INKS[0]
    large_print: bool = False
    diary: str = DIARIES[0]
    fillable: bool = False
    locale: str = "en"
    fit: str = FITS[0]
    """Whether what does not fit one side may go on overleaf."""

    @property
    def language(self) -> str:
        """The folder of `data/` that holds the words: `en` of `en-GB`."""
        return self.locale.split("-")[0]


class Job(NamedTuple):
    """One handout: which spot, how, for whom."""

    number: int
    look: Look = Look()
    side: str = ""
    """left, right, both, or "" for the record's own."""
    patient: Patient = Patient()
    clinic: Clinic | None = None
    plan: Plan | None = None


PATIENT_LIMITS = {"name": MOST_NAME, "date": MOST_DATE, "clinician": MOST_NAME, "note": MOST_NOTE}
"""The most characters of what the front desk fills in, so that each fits its line."""


def one_line_each(patient: Patient) -> tuple[Patient, dict[str, str]]:
    """The patient with every text on one line, and what is wrong with any of them, by field."""
    if not any(patient):
        return patient, {}
    texts = {field: one_line(getattr(patient, field)) for field in PATIENT_LIMITS}
    faults = {field: fault(text, PATIENT_LIMITS[field]) for field, text in texts.items()}
    return Patient(**texts), {field: wrong for field, wrong in faults.items() if wrong}


class BookletJob(NamedTuple):
    """A booklet, besides its `Look`."""

    numbers: tuple[int, ...] = ()
    """The spots, in this order; all where there are none."""
    half: bool = False
    imposed: bool = False
    thickness_mm: float = THICKNESS_MM
    """Of the paper: pages of inner sheets move towards the fold by so much."""
    marks: bool = False
    """Fold and trim marks."""


class RowDefaults(NamedTuple):
    """What holds for all rows of a list that do not say otherwise."""

    look: Look = Look()
    side: str = ""
    date: str = ""
    clinician: str = ""
    note: str = ""
    clinic: Clinic | None = None
