"""JSON files of a dataset: what stands beside the drawings. Read with the same care as YAML: bounded, with a place for each fault.

Enters: a file's name and bytes. Leaves: plain values, or a `DatasetError` that names the file and the key.
"""

from __future__ import annotations

import math
from typing import Any

from handouts.errors import DatasetError, Diagnostic, Place

MOST_BYTES = 4_000_000
"""Thirty times the largest file of the bundled set."""
FARTHEST = 100_000.0
"""Millimetres from the corner of a drawing; a body is 1,800 tall."""
HINT = "compare it with a file of the bundled dataset"


def parse_json(data: bytes, file: str) -> Any:
    """The file's value. Raises `DatasetError` for what is too large, nested too deep or no JSON."""
    import json

    if len(data) > MOST_BYTES:
        raise DatasetError(Diagnostic(Place(file), f"the file is larger than {MOST_BYTES // 1000} kB"))
    try:
        return json.loads(data)
    except json.JSONDecodeError as error:
        raise DatasetError(Diagnostic(Place(file, error.lineno, error.colno), f"not JSON: {error.msg}")) from None
    except RecursionError:
        raise DatasetError(Diagnostic(Place(file), "nested too deep")) from None
    except ValueError as error:  # bytes that are no text
        raise DatasetError(Diagnostic(Place(file), f"not JSON: {error}")) from None


class Keys:
    """Turns a missing key or a value of the wrong kind, met while a file's value is taken apart, into an error that names the file."""

    def __init__(self, file: str) -> None:
        self.file = file

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if isinstance(error, KeyError):
            raise DatasetError(Diagnostic(Place(self.file), f"the key {error} is missing", HINT)) from None
        if isinstance(error, (TypeError, ValueError, AttributeError, IndexError, OverflowError)):
            raise DatasetError(Diagnostic(Place(self.file), f"a value is of the wrong kind: {error}", HINT)) from None


def length(value: Any) -> float:
    """A number that a drawing can hold. Raises `ValueError`, `TypeError`."""
    if isinstance(value, (bool, str)):
        raise TypeError(f"“{value}” is no number")
    number = float(value)
    if not math.isfinite(number) or abs(number) > FARTHEST:
        raise ValueError(f"{value} is no place on a drawing")
    return number


def word(value: Any) -> str:
    """A text. Raises `TypeError`."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
