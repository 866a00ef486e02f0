"""Printable massage handouts for hands-on clinicians: YAML in, tagged and archivable PDF out.

For programs::

    import handouts

    data = handouts.open()
    data.handout(11, paper="letter").save("upper-back.pdf")

`docs/api.md` has the rest. A name is imported when it is first used, so that `import handouts` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from handouts.api import Dataset, PatientList, Printable
    from handouts.api import open_dataset as open
    from handouts.dataset.model import Clinic, Plan
    from handouts.document.wishes import Patient
    from handouts.errors import (
        DatasetError,
        Diagnostic,
        FitError,
        HandoutsError,
        OutputError,
        Place,
        RequestError,
        ResourceError,
    )

__all__ = [
    "Clinic",
    "Dataset",
    "DatasetError",
    "Diagnostic",
    "FitError",
    "HandoutsError",
    "OutputError",
    "Patient",
    "PatientList",
    "Place",
    "Plan",
    "Printable",
    "RequestError",
    "ResourceError",
    "open",
]

_HOMES = {
    "handouts.api": ("Dataset", "PatientList", "Printable", "open"),
    "handouts.dataset.model": ("Clinic", "Plan"),
    "handouts.document.wishes": ("Patient",),
    "handouts.errors": (
        "DatasetError",
        "Diagnostic",
        "FitError",
        "HandoutsError",
        "OutputError",
        "Place",
        "RequestError",
        "ResourceError",
    ),
}
"""Module to the public names that live in it."""


def __getattr__(name: str) -> Any:
    """A public name, imported now that it is wanted (PEP 562)."""
    for module, names in _HOMES.items():
        if name in names:
            value = getattr(import_module(module), "open_dataset" if name == "open" else name)
            globals()[name] = value
            return value
    raise AttributeError(f"module “handouts” has no “{name}”; it has: {', '.join(__all__)}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
