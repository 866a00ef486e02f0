"""What can go wrong, each with its exit code. Free to every room; only `cli` catches.

A `Diagnostic` is one problem in something a person wrote: where, what, and what would mend it. Problems are collected and raised
together, so that an author mends a file in one go. A bug is none of these: it keeps its traceback and exits 1.
"""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Where something was written: a file as the author would name it, line and column from 1 (0: the whole file)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Diagnostic(NamedTuple):
    """One problem and its mend."""

    place: Place | None
    message: str
    hint: str = ""
    severity: str = "error"

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        lines = [f"{where}{self.severity}: {self.message}"]
        if self.hint:
            lines.append(f"  hint: {self.hint}")
        return "\n".join(lines)


class HandoutsError(Exception):
    """Base of every error a person can mend. `diagnostics` is never empty."""

    exit_code = 1

    def __init__(self, *diagnostics: Diagnostic) -> None:
        self.diagnostics = diagnostics
        super().__init__("\n".join(str(d) for d in diagnostics))

    @classmethod
    def at(cls, place: Place | None, message: str, hint: str = "") -> HandoutsError:
        """The common case: one problem."""
        return cls(Diagnostic(place, message, hint))


class RequestError(HandoutsError, ValueError):
    """What was asked for cannot be: an unknown paper, a name too long. The place is the argument (`patient.name`)."""

    exit_code = 2


class DatasetError(HandoutsError):
    """A dataset, clinic, plan or CSV file is wrong."""

    exit_code = 3


class ResourceError(HandoutsError):
    """A font, a drawing or a data folder is missing or unusable."""

    exit_code = 4


class FitError(HandoutsError):
    """The text does not fit the page at the smallest type allowed."""

    exit_code = 5


class OutputError(HandoutsError):
    """The output cannot be written."""

    exit_code = 6
