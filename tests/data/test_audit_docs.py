"""The audit records in docs/audit quote the sheets as they are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
AUDITS = sorted((ROOT / "docs" / "audit").glob("[0-9][0-9]-*.md"))
QUOTED = re.compile(r"“([^”]+)”")
PEMAT_P = {*range(1, 13), *range(15, 27)}
CDC = {*range(1, 21)}

every_audit = pytest.mark.parametrize("path", AUDITS, ids=lambda path: path.stem)


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in strings(part)]
    if isinstance(value, list):
        return [text for part in value for text in strings(part)]
    return [str(value)]


def printed_words(stem: str) -> str:
    """All that the sheet can say: the record, the program's labels, and doses as they are printed."""
    record = yaml.safe_load((ROOT / "data" / "spots" / f"{stem}.yaml").read_text(encoding="utf-8"))
    labels = yaml.safe_load((ROOT / "data" / "en" / "labels.yaml").read_text(encoding="utf-8"))["labels"]
    doses = [
        f"{low}–{high} {unit}"
        for technique in record["techniques"]
        for key, value in technique["dose"].items()
        if key in ("seconds", "minutes", "count")
        for low, high in [value]
        for unit in ([f"{technique['dose']['count_of']}"] if key == "count" else [key, f"{key} each"])
    ]
    text = "\n".join([*strings(record), *strings(labels), *doses])
    return " ".join(text.replace("*", "").replace("{emergency}", "your emergency number").split())


@every_audit
def test_every_quotation_is_on_the_sheet(path: Path) -> None:
    said = printed_words(path.stem)
    quoted = QUOTED.findall(path.read_text(encoding="utf-8"))
    assert [words for words in quoted if words != "quotation marks" and words not in said] == []


@every_audit
def test_every_item_is_answered(path: Path) -> None:
    pemat, cdc = path.read_text(encoding="utf-8").split("## CDC Clear Communication Index")
    assert {int(item) for item in re.findall(r"^\| (\d+) \|", pemat, re.MULTILINE)} == PEMAT_P
    assert {int(item) for item in re.findall(r"^\| (\d+) \|", cdc, re.MULTILINE)} == CDC


def test_the_pilot_spots_are_audited() -> None:
    assert {path.stem[:2] for path in AUDITS} >= {"01", "04", "09", "11"}
