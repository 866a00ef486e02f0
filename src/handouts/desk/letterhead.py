"""The clinic's letterhead at the desk: judged as it is typed, kept only when asked, written as the clinic.yaml that the command reads.

Enters: the `clinic` and `logo` parts of a request, a path. Leaves: what the page shows. Kept is a file with the clinic's own words and its
logo beside it, in the place where the command looks for them; no patient's word ever is.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from typing import Any

from handouts.dataset.clinic import FIELDS
from handouts.dataset.colour import LIGHT_GROUND, contrast, rgb
from handouts.dataset.logo import MOST_BYTES, load_logo
from handouts.dataset.model import Clinic
from handouts.desk.given import CLINIC_WORDS, bytes_of, clinic_of, mapping
from handouts.errors import Diagnostic, HandoutsError, OutputError
from handouts.output.write import write_file

MADE_HERE = "# Written by the desk of handouts. It may be edited; what each line may hold: handouts schema clinic"
KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


def judged(words: Any, logo: Any) -> dict[str, Any]:
    """Contrast and file of a letterhead. Raises `HandoutsError` with what is wrong with it or its logo."""
    clinic = clinic_of(words, logo)
    if clinic is None:
        return {"contrast": "", "yaml": ""}
    load_logo(clinic, "colour")
    shown = f"{contrast(rgb(clinic.accent), rgb(LIGHT_GROUND)):.1f}" if clinic.accent else ""
    return {"contrast": shown, "yaml": yaml_of(mapping(words), clinic.logo)}


def yaml_of(words: Mapping[str, Any], logo: str) -> str:
    """The letterhead as the text of a clinic.yaml, each value quoted, so that no word can be taken for anything but a word."""
    lines = [MADE_HERE]
    for field in FIELDS:
        value = logo if field.key == "logo" else str(words.get(field.key) or "").strip() if field.key in CLINIC_WORDS else ""
        if value:
            quoted = value.replace("\\", "\\\\").replace('"', '\\"')
            lines.append(f'{field.key}: "{" ".join(quoted.split())}"')
    return "\n".join(lines) + "\n"


def read(text: str) -> dict[str, Any]:
    """The words of a clinic.yaml that was opened in the page, and the name of the logo that it wants. Raises `DatasetError`."""
    clinic = Clinic.of(text)
    return {"clinic": words_of(clinic), "logo": clinic.logo}


def words_of(clinic: Clinic) -> dict[str, str]:
    """What the page's fields hold."""
    return {key: getattr(clinic, key) for key in CLINIC_WORDS if getattr(clinic, key)}


def keep(path: str | None, words: Any, logo: Any) -> dict[str, Any]:
    """Writes clinic.yaml, and the logo beside it. A file that someone else wrote is not replaced. Raises `OutputError`."""
    if path is None:
        raise OutputError(Diagnostic(None, "this computer has no folder for settings", "use “Save as clinic.yaml”"))
    if os.path.lexists(path) and not _is_ours(path):
        hint = "use “Save as clinic.yaml”, and put it there yourself"
        raise OutputError(Diagnostic(None, f"{path} is there already, and was not written by the desk", hint))
    folder = os.path.dirname(os.path.abspath(path))
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as problem:
        raise OutputError(Diagnostic(None, f"{folder} cannot be made: {problem.strerror}", "use “Save as clinic.yaml”")) from None
    name = ""
    if logo:
        ending = os.path.splitext(str(mapping(logo).get("name") or ""))[1].lower()
        name = f"desk-logo{ending if ending in KINDS else '.png'}"
        write_file(os.path.join(folder, name), bytes_of(mapping(logo).get("base64"), "clinic.logo", MOST_BYTES), True)
    write_file(path, yaml_of(mapping(words), name).encode(), True)
    return {"said": f"Kept in {path}. The command uses it too."}


def forget(path: str | None) -> None:
    """Takes away what `keep` wrote. A file that someone else wrote stays. Raises `OutputError`."""
    if path is None or not os.path.isfile(path):
        return
    if not _is_ours(path):
        hint = "remove it yourself if it is not wanted any more"
        raise OutputError(Diagnostic(None, f"{path} was not written by the desk, and stays", hint))
    folder = os.path.dirname(os.path.abspath(path))
    for name in os.listdir(folder):
        if os.path.splitext(name)[0] == "desk-logo":
            os.unlink(os.path.join(folder, name))
    os.unlink(path)


def _is_ours(path: str) -> bool:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.readline(200).startswith(MADE_HERE)
    except OSError:
        return False


def kept(path: str | None) -> dict[str, Any] | None:
    """The letterhead that this computer keeps, with its logo; None where there is none or it cannot be used."""
    if path is None or not os.path.isfile(path):
        return None
    try:
        clinic = Clinic.load(path)
        load_logo(clinic, "colour")
    except HandoutsError:
        return None
    if not clinic.logo:
        return {"words": words_of(clinic), "logo": None}
    with open(os.path.join(clinic.folder, *clinic.logo.split("/")), "rb") as file:
        data = file.read(MOST_BYTES + 1)
    name = os.path.basename(clinic.logo)
    kind = KINDS.get(os.path.splitext(name)[1].lower(), "image/png")
    return {"words": words_of(clinic), "logo": {"name": name, "type": kind, "base64": base64.b64encode(data).decode()}}
