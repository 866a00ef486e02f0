"""From options and the environment to values: spots, the clinic's file, the look, the patient, a dataset to show from.

Enters: option values. Leaves: plain values of the rooms below, or one usage error with everything that is wrong. Nothing is kept.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from handouts.api import Wishes
    from handouts.dataset.model import Clinic, Dataset, Plan
    from handouts.document.wishes import Patient
    from handouts.document.words import Wording
    from handouts.resources import DataSource


def spot_numbers(texts: tuple[str, ...], data_folder: str | None = None) -> tuple[int, ...]:
    """`("4,11", "6")` to `(4, 11, 6)`, each once, in the order asked. A spot may also be named: `upper-back`, `11-upper-back`."""
    numbers: list[int] = []
    for text in texts:
        for part in text.split(","):
            number = int(part) if part.strip().isascii() and part.strip().isdigit() else _number_of_name(part.strip(), data_folder)
            if number not in numbers:
                numbers.append(number)
    return tuple(numbers)


def _number_of_name(name: str, data_folder: str | None) -> int:
    """The spot whose file has this name, with its number or without. Raises a usage error with what may have been meant."""
    from handouts.dataset.load import number_of
    from handouts.dataset.readers import near
    from handouts.resources import DataSource

    files = [entry for entry in DataSource(data_folder).list("data/spots") if number_of(entry) is not None]
    known = {entry.partition("-")[2].removesuffix(".yaml"): number_of(entry) for entry in files}
    plain = name.lower().replace(" ", "-")
    digits, _, rest = plain.partition("-")
    found = known.get(rest if digits.isdigit() else plain)
    if found is not None and (not digits.isdigit() or int(digits) == found):
        return found
    if digits.isascii() and digits.isdigit() and rest.isascii() and rest.isdigit():
        first, last = int(digits), int(rest)
        listed = ",".join(str(number) for number in range(first, min(last, first + 4) + 1)) if first < last else f"{first},{last}"
        raise click.UsageError(f"a spot is a number or a name, not “{name}”: write --spot {listed}")
    hint = near(rest if digits.isdigit() else plain, known)
    raise click.UsageError(f"there is no spot “{name}”; " + (hint or "handouts list names them"))


def find_clinic(option: str | None, no_head: bool = False) -> Clinic | None:
    """The clinic, if there is one. A file that was named must exist; the config folder's may be missing; "" asks for none.

    With `no_head` its letterhead is not printed; its emergency words, place, accent and review still count.
    """
    if option == "":
        return None
    named = option or os.environ.get("HANDOUTS_CLINIC")
    path = named or config_path()
    if not named and not (path and os.path.isfile(path)):
        return None
    from handouts.dataset.clinic import load_clinic

    clinic = load_clinic(str(path))
    return clinic.without_head() if no_head else clinic


def config_path() -> str | None:
    """The clinic.yaml of the user's config folder; None where there is no home."""
    base = os.environ.get("APPDATA") if os.name == "nt" else os.environ.get("XDG_CONFIG_HOME")
    if not base:
        home = os.path.expanduser("~")
        if home == "~":
            return None
        base = os.path.join(home, ".config")
    return os.path.join(base, "handouts", "clinic.yaml")


def wishes_of(options: Mapping[str, Any]) -> Wishes:
    """What the options say of the sheets; what they leave out is for the clinic's file to say."""
    from handouts.api import Wishes

    return {wish: options[wish] for wish in Wishes.__annotations__ if options.get(wish) is not None}  # type: ignore[return-value]


PATIENT_OPTIONS = {"name": "patient", "date": "date", "clinician": "clinician", "note": "note"}
"""Field of a `Patient` to the value of its option, as click calls it."""
AS_TYPED = {"name": "--patient", "date": "--date", "clinician": "--from", "note": "--note"}


def patient_of(options: Mapping[str, Any]) -> Patient:
    """The patient of --patient, --date, --from and --note. Raises a usage error that names every option at fault."""
    from handouts.document.wishes import Patient
    from handouts.pipeline.wanted import one_line_each

    patient, faults = one_line_each(Patient(**{field: options[name] for field, name in PATIENT_OPTIONS.items()}))
    if faults:
        raise click.UsageError("\n  ".join(f"{AS_TYPED[field]} {fault}" for field, fault in faults.items()))
    return patient


def plan_of(options: dict[str, Any]) -> Plan | None:
    """The plan of --plan, not yet held against the records."""
    if not options.get("plan_file"):
        return None
    from handouts.dataset.plan import load_plan

    return load_plan(options["plan_file"])


class Opened(NamedTuple):
    """What a command that shows records needs. `screen` has the page's labels and the screen's own."""

    dataset: Dataset
    wording: Wording
    screen: Wording
    data: DataSource
    language: str


def open_dataset(numbers: set[int] | None, data_folder: str | None, locale: str | None, clinic_file: str | None) -> Opened:
    """The records with these numbers (all, where None) in the words of the place: the option's, else the clinic's, else neutral."""
    from handouts.dataset.load import load_dataset, read_label_file
    from handouts.document.words import Wording, own_words
    from handouts.resources import DataSource

    clinic = find_clinic(clinic_file)
    place = locale or (clinic.locale if clinic else "") or "en"
    language = place.split("-")[0]
    data = DataSource(data_folder)
    dataset = load_dataset(data, numbers, language).dataset
    words = own_words(dataset.locale(place, clinic), clinic)
    terminal = read_label_file(data, language, "terminal.yaml")
    return Opened(dataset, Wording(dataset.labels, words), Wording({**dataset.labels, **terminal}, words), data, language)
