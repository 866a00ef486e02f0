"""Opening a dataset for the commands that show rather than print: records, words of the place, words of the screen.

Enters: option values. Leaves: an `Opened`. Figures and fonts are not read.
"""

from __future__ import annotations

from typing import NamedTuple

from handouts.dataset.model import Clinic, Dataset, Locale
from handouts.document.words import Wording
from handouts.resources import DataSource


class Opened(NamedTuple):
    """What a command that shows records needs. `screen` has the page's labels and the screen's own."""

    dataset: Dataset
    wording: Wording
    screen: Wording
    data: DataSource
    language: str


def open_dataset(numbers: set[int] | None, data_folder: str | None, locale: str | None, clinic_file: str | None) -> Opened:
    """The records with these numbers (all, where None) in the words of the place: the option's, else the clinic's, else neutral."""
    from handouts.cli.clinic_file import find_clinic
    from handouts.dataset.common import read_labels
    from handouts.dataset.load import load_dataset, read_checked

    clinic = find_clinic(clinic_file)
    place = locale or (clinic.locale if clinic else "") or "en"
    language = place.split("-")[0]
    data = DataSource(data_folder)
    dataset = load_dataset(data, numbers, language).dataset
    words = _with_own_number(dataset, place, clinic)
    terminal = read_checked(data, f"data/{language}/terminal.yaml", read_labels)
    return Opened(dataset, Wording(dataset.labels, words), Wording({**dataset.labels, **terminal}, words), data, language)


def _with_own_number(dataset: Dataset, place: str, clinic: Clinic | None) -> Locale:
    """The locale, with the clinic's own emergency number where it gives one."""
    locale = dataset.locale(place)
    if clinic is None or not clinic.emergency:
        return locale
    return locale._replace(words={**locale.words, "emergency": clinic.emergency})
