"""Write docs/keys.md from the JSON Schemas and docs/errors.md from the error classes: `python docs/write_reference.py`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from handouts import errors

DOCS = Path(__file__).parent
FILES = {
    "spot": "A spot's record, `data/spots/NN-slug.yaml`",
    "clinic": "The letterhead, `clinic.yaml`",
    "plan": "One patient's plan, `plan.yaml`",
}
KEYS_HEAD = """# Keys of the files

Made from `handouts schema spot`, `clinic` and `plan` by `python docs/write_reference.py`; do not edit.
A dot leads into a mapping, `[]` into each item of a list, and `*` stands for a name of your own choice.
"""
ERRORS_HEAD = """# Exit codes and errors

Made from the error classes by `python docs/write_reference.py`; do not edit.

A message says where (file, line, column), what is wrong, and where there is one a mend, on a line that begins with `hint:`.
Messages go to standard error. Programs get the same as [exceptions](api.md), each with a list `diagnostics` of place, message and hint.

| exit code | in a program | when |
|---|---|---|
| 0 | | Done. |
| 1 | | A fault of the program itself; `--verbose` shows where. |
"""


def schema(kind: str) -> dict[str, Any]:
    """What `handouts schema KIND` prints."""
    done = subprocess.run([sys.executable, "-m", "handouts", "schema", kind], capture_output=True, check=True)
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed


def keys(part: dict[str, Any], path: str = "") -> Iterator[tuple[str, str, bool]]:
    """Every key below this part of a schema: its path, what it is for, whether it must be there."""
    for name, inner in part.get("properties", {}).items():
        here = f"{path}.{name}" if path else name
        yield here, inner.get("description", ""), name in part.get("required", ())
        yield from keys(inner, here)
    for of_any_name in (part.get("additionalProperties"), *part.get("patternProperties", {}).values()):
        if isinstance(of_any_name, dict):
            yield from keys(of_any_name, f"{path}.*" if path else "*")
    if isinstance(part.get("items"), dict):
        yield from keys(part["items"], f"{path}[]")
    for choice in (*part.get("anyOf", ()), *part.get("oneOf", ())):
        yield from keys(choice, path)


def keys_page() -> str:
    """The page of all keys."""
    lines = [KEYS_HEAD]
    for kind, what in FILES.items():
        lines += [f"## {what}", "", "| key | what it is for | needed |", "|---|---|---|"]
        rows = {path: (words, needed) for path, words, needed in reversed(list(keys(schema(kind))))}
        for path, (words, needed) in reversed(rows.items()):
            lines.append(f"| `{path}` | {words.replace('|', '&#124;')} | {'yes' if needed else ''} |")
        lines.append("")
    return "\n".join(lines)


def errors_page() -> str:
    """The page of exit codes, one row an error class."""
    kinds = sorted(errors.HandoutsError.__subclasses__(), key=lambda kind: kind.exit_code)
    rows = [f"| {kind.exit_code} | `{kind.__name__}` | {(kind.__doc__ or '').strip().splitlines()[0]} |" for kind in kinds]
    return (
        ERRORS_HEAD
        + "\n".join(rows)
        + "\n\n`handouts check` ends with 3, 4 or 5 in the same sense, after it has listed every problem of every file.\n"
    )


PAGES = {"keys.md": keys_page, "errors.md": errors_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8", newline="\n")
