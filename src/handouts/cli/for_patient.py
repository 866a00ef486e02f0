"""What the options say of this patient: name, date, clinician, note, plan.

Enters: option values. Leaves: a `Patient` and a `Plan`, or one error with everything that is wrong. Nothing is kept.
"""

from __future__ import annotations

from typing import Any

import click

from handouts.dataset.model import Plan
from handouts.document.handout import Patient

OPTIONS = (
    ("patient", "--patient", "MOST_NAME"),
    ("date", "--date", "MOST_DATE"),
    ("clinician", "--from", "MOST_NAME"),
    ("note", "--note", "MOST_NOTE"),
)
"""Value, option, and the limit's name in `dataset.literal`."""


def patient_of(options: dict[str, Any]) -> Patient:
    """The patient of --patient, --date, --from and --note. Raises a usage error that names every option at fault."""
    if not any(options[name] for name, _, _ in OPTIONS):
        return Patient()
    from handouts.dataset import literal

    wrong = []
    texts = {}
    for name, option, limit in OPTIONS:
        text = literal.one_line(options[name])
        fault = literal.fault(text, getattr(literal, limit))
        if fault:
            wrong.append(f"{option} {fault}")
        texts[name] = text
    if wrong:
        raise click.UsageError("\n  ".join(wrong))
    return Patient(texts["patient"], texts["date"], texts["clinician"], texts["note"])


def plan_of(options: dict[str, Any]) -> Plan | None:
    """The plan of --plan, not yet held against the records."""
    if not options.get("plan_file"):
        return None
    from handouts.dataset.plan import load_plan

    return load_plan(options["plan_file"])
