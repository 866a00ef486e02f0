"""The clinic's letterhead at the desk: judged as it is typed, kept only when asked, written as the clinic.yaml that the command reads.

Enters: the `clinic` and `logo` parts of a request, a path. Leaves: what the page shows. Kept is a file with the clinic's own words and its
logo beside it, in the place where the command looks for them; no patient's word ever is.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from typing import Any

from handouts.dataset.clinic import FIELDS, load_clinic, read_clinic
from handouts.dataset.colour import LIGHT_GROUND, contrast, rgb
from handouts.dataset.logo import MOST_BYTES, load_logo
from handouts.dataset.model import Clinic
from handouts.dataset.readers import Reader
from handouts.dataset.source import parse_yaml
from handouts.desk.given import bytes_of, mapping
from handouts.desk.logos import logo_of
from handouts.errors import DatasetError, Diagnostic, HandoutsError, OutputError
from handouts.output.write import write_file

MADE_HERE = "# Written by the desk of handouts. It may be edited; what each line may hold: handouts schema clinic"


def judged(clinic: Clinic | None, words: Any, logo: Any) -> dict[str, Any]:
    """Contrast and file of a letterhead. Raises `HandoutsError` with what is wrong with the logo."""
    if clinic is None:
        return {"contrast": "", "yaml": ""}
    if clinic.logo:
        logo_of(clinic, logo, "colour")
    shown = f"{contrast(rgb(clinic.accent), rgb(LIGHT_GROUND)):.1f}" if clinic.accent else ""
    return {"contrast": shown, "yaml": yaml_of(mapping(words), clinic.logo)}


def yaml_of(words: Mapping[str, Any], logo: str) -> str:
    """The letterhead as the text of a clinic.yaml, each value quoted, so that no word can be taken for anything but a word."""
    lines = [MADE_HERE]
    for field in FIELDS:
        value = logo if field.key == "logo" else str(words.get(field.key) or "").strip()
        if value:
            quoted = value.replace("\\", "\\\\").replace('"', '\\"')
            lines.append(f'{field.key}: "{" ".join(quoted.split())}"')
    return "\n".join(lines) + "\n"


def read(text: str) -> dict[str, Any]:
    """The words of a clinic.yaml that was opened in the page, and the name of the logo that it wants. Raises `DatasetError`."""
    reader = Reader()
    clinic = read_clinic(parse_yaml(text.encode(), "clinic.yaml"), reader)
    if reader.problems:
        raise DatasetError(*reader.problems)
    return {"clinic": words_of(clinic), "logo": clinic.logo}


def words_of(clinic: Clinic) -> dict[str, str]:
    """What the page's fields hold."""
    return {field.key: getattr(clinic, field.key) for field in FIELDS if field.key != "logo" and getattr(clinic, field.key)}


def keep(path: str | None, words: Any, logo: Any) -> dict[str, Any]:
    """Writes clinic.yaml, and the logo beside it. Raises `OutputError`."""
    if path is None:
        raise OutputError(Diagnostic(None, "this computer has no folder for settings", "use “Save as clinic.yaml”"))
    folder = os.path.dirname(path)
    os.makedirs(folder, exist_ok=True)
    name = ""
    if logo:
        name = f"desk-logo{os.path.splitext(str(mapping(logo).get('name') or ''))[1][:5].lower()}"
        write_file(os.path.join(folder, name), bytes_of(mapping(logo).get("base64"), "clinic.logo", MOST_BYTES), True)
    write_file(path, yaml_of(mapping(words), name).encode(), True)
    return {"said": f"Kept in {path}. The command uses it too."}


def forget(path: str | None) -> None:
    """Takes away what `keep` wrote. A file that someone else wrote stays."""
    if path is None or not os.path.isfile(path):
        return
    with open(path, encoding="utf-8", errors="replace") as file:
        if not file.readline().startswith(MADE_HERE):
            raise OutputError(Diagnostic(None, f"{path} was not written by the desk", "remove it yourself if it is not wanted any more"))
    folder = os.path.dirname(path)
    for name in os.listdir(folder):
        if os.path.splitext(name)[0] == "desk-logo":
            os.unlink(os.path.join(folder, name))
    os.unlink(path)


def kept(path: str | None) -> dict[str, Any] | None:
    """The letterhead that this computer keeps, with its logo; None where there is none or it cannot be used."""
    if path is None or not os.path.isfile(path):
        return None
    try:
        clinic = load_clinic(path)
        if not clinic.logo:
            return {"words": words_of(clinic), "logo": None}
        load_logo(clinic, "colour")
    except HandoutsError:
        return None
    with open(os.path.join(clinic.folder, *clinic.logo.split("/")), "rb") as file:
        data = file.read(MOST_BYTES + 1)
    kind = {".svg": "image/svg+xml", ".png": "image/png"}.get(os.path.splitext(clinic.logo)[1].lower(), "image/jpeg")
    name = os.path.basename(clinic.logo)
    return {"words": words_of(clinic), "logo": {"name": name, "type": kind, "base64": base64.b64encode(data).decode()}}
