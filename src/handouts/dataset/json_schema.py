"""JSON Schema (draft 2020-12) of the files that people write, made of the very tables that their readers go by.

Enters: the name of a kind of file. Leaves: its schema, with a description of every key for editors. What depends on a dataset (sources,
regions, drawings, landmarks, techniques) is any text here; the reader checks it.
"""

from __future__ import annotations

from typing import Any

from handouts.choices import HIGHEST_NUMBER, PAGE_PAPERS, SIDES
from handouts.dataset import clinic, plan
from handouts.dataset.kinds import DATE, TEXT, closed, described, whole_number, whole_range
from handouts.dataset.literal import MOST_NOTE
from handouts.dataset.plan import MOST_SPOTS, OF_A_SPOT, PERSONAL, PlanField
from handouts.dataset.spot import DOSE_BOUNDS, SPOT

DRAFT = "https://json-schema.org/draft/2020-12/schema"
DOSE_SAYS = {
    "pressure": "How hard, on the scale from 0 to 10.",
    "seconds": "How long a place or a stroke.",
    "minutes": "How long in all.",
    "count": "How many.",
    "times_a_day": "How often a day.",
}


def json_schema(name: str) -> dict[str, Any]:
    """The schema of a `spot`, `clinic` or `plan` file."""
    makers = {"spot": SPOT.schema, "clinic": _clinic, "plan": _plan}
    return {"$schema": DRAFT, "title": f"handouts: {name}", **makers[name]()}


def _clinic() -> dict[str, Any]:
    kinds: dict[str, dict[str, Any]] = {"paper": {"enum": list(PAGE_PAPERS)}, "date": DATE, "head": _letterhead()}
    properties = {field.key: described(kinds.get(field.kind, TEXT), field.says) for field in clinic.FIELDS}
    return closed(properties, [field.key for field in clinic.FIELDS if field.required])


def _letterhead() -> dict[str, Any]:
    """none, or the room for preprinted paper."""
    room = described(whole_number(*clinic.PREPRINTED_TOP_MM), "Millimetres from the paper’s edge to leave empty on the first side.")
    return {"oneOf": [{"const": clinic.NO_LETTERHEAD}, closed({"preprinted_top_mm": room}, ["preprinted_top_mm"])]}


def _plan() -> dict[str, Any]:
    """A plan of one spot, or of several under `spots`: a mapping by number, or a list."""
    part = {field.key: described(_plan_value(field), field.says) for field in plan.FIELDS if field.key in OF_A_SPOT}
    own = {key: value for key, value in part.items() if key != "spot"}
    by_number = {rf"^[1-9][0-9]{{0,{len(str(HIGHEST_NUMBER)) - 1}}}$": {"oneOf": [{"type": "null"}, closed(own)]}}
    mapping = {"type": "object", "patternProperties": by_number, "additionalProperties": False, "minProperties": 1}
    listed = {"type": "array", "items": closed(part, ["spot"]), "minItems": 1, "maxItems": MOST_SPOTS}
    several = {"oneOf": [{**mapping, "maxProperties": MOST_SPOTS}, listed]}
    beside = dict.fromkeys((*PERSONAL, "spot"), False)
    spots = next(field for field in plan.FIELDS if field.key == "spots")
    return {**closed({**part, "spots": described(several, spots.says)}), "dependentSchemas": {"spots": {"properties": beside}}}


def _plan_value(field: PlanField) -> dict[str, Any]:
    """What a key of a plan may hold."""
    if field.kind == "side":
        return {"enum": list(SIDES)}
    if field.kind == "date":
        return dict(DATE)
    if field.kind == "doses":
        dose = {name: described(whole_range(*bounds), DOSE_SAYS[name]) for name, bounds in DOSE_BOUNDS.items()}
        return {"type": "object", "additionalProperties": closed(dose)}
    if field.kind in ("spot", "days"):
        return whole_number(field.least, field.most)
    items: dict[str, dict[str, Any]] = {
        "texts": {**TEXT, "maxLength": MOST_NOTE},
        "allow": {"type": "string", "pattern": rf"^.+\.({'|'.join(DOSE_BOUNDS)})$"},
    }
    item = items.get(field.kind, dict(TEXT))
    return {"type": "array", "items": item, "minItems": field.least, "maxItems": field.most}
