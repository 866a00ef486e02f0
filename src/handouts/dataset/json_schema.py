"""JSON Schema of what the readers read, taken from the readers themselves.

Enters: the name of a kind of file. Leaves: a JSON Schema (draft 2020-12). A `Recorder` is a `Reader` that notes what is asked of each
node of a sample with every key; the notes are the schema, so that it cannot drift from the reader. A plan's is made of the table of keys
and bounds that its reader goes by. What depends on a dataset (sources, regions, drawings, landmarks, techniques) is any text here; the
reader checks it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from handouts.choices import SIDES
from handouts.dataset.clinic import read_clinic
from handouts.dataset.literal import MOST_NOTE
from handouts.dataset.model import Prose, Range
from handouts.dataset.plan import FIELDS, MOST_SPOTS, OF_A_SPOT, PERSONAL, PlanField
from handouts.dataset.readers import Fields, Reader
from handouts.dataset.source import Mapping, Node, Sequence, parse_yaml
from handouts.dataset.spot import DOSE_BOUNDS, Known, read_spot
from handouts.errors import Place

T = TypeVar("T")
DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT = {"type": ["string", "number"]}
DATE = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
OPEN = frozenset(("technique", "source", "region", "drawing", "landmark", "sign", "structure"))
"""Words that a dataset, not the reader, defines."""

_CLAIM = "[a plain text, {text: words, sources: [GEN], signs: [x]}]"
SAMPLES = {
    "spot": f"""
id: 01-x
number: 1
kind: spot
laterality: one
name: x
title: x
message: x
danger: {{heading: x, text: x, sources: [GEN], signs: [x]}}
figure: {{plate: x, alt: x, caption: x}}
find: [{{landmark: "", text: x, keep_off: true}}]
felt: x
relieves: x
muscles_plain: x
conditions: [x]
pain: [{{text: x, regions: [x], kind: main}}]
muscles: [{{name: x, plain: x, part_of: x}}]
techniques:
  - {{id: x, name: x, kind: still, who: you, position: x, tool: x, drawing: x, lotion: false, steps: [x], sources: [GEN],
     dose: {{pressure: 1, seconds: 1, minutes: 1, count: 1, count_of: places, each_side: true, times_a_day: 1, days: 1}}}}
sheet: [x]
why: x
feels: [x]
stop: {_CLAIM}
ask_first: {_CLAIM}
help_now: {_CLAIM}
help_today: {_CLAIM}
help_soon: {_CLAIM}
near: [x]
left_to_find: [x]
also_helps: [x]
honesty: {{text: x, sources: [GEN]}}
evidence: {{text: x, sources: [GEN]}}
article: x
written: 2026-01-01
reviewed_by: x
reviewed_on: 2026-01-01
review: [{{question: x, fields: [x]}}]
""",
    "clinic": """
name: x
address: x
phone: x
hours: x
web: x
logo: x
accent: x
paper: a4
locale: x
emergency: x
reviewed_by: x
reviewed_on: 2026-01-01
""",
}
"""Files with every key once."""


class Recorder(Reader):
    """Notes, by place, what the reader takes each node for. The outermost question counts: a date is asked for as a text, too."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: dict[Place, dict[str, Any]] = {}
        self._depth = 0

    def _note(self, node: Node, schema: dict[str, Any], read: Callable[[], T]) -> T:
        if not self._depth:
            self.asked[node.place] = schema
        self._depth += 1
        try:
            return read()
        finally:
            self._depth -= 1

    def fields(self, node: Node, path: str, required: Iterable[str], optional: Iterable[str] = ()) -> Fields:
        required, optional = list(required), list(optional)
        self.asked[node.place] = {"required": required, "keys": [*required, *optional]}
        return super().fields(node, path, required, optional)

    def text(self, node: Node) -> str:
        return self._note(node, TEXT, lambda: super(Recorder, self).text(node))

    def prose(self, node: Node) -> Prose:
        return self._note(node, TEXT, lambda: super(Recorder, self).prose(node))

    def one_of(self, node: Node, what: str, known: Iterable[str]) -> str:
        words = list(known)
        schema: dict[str, Any] = {"type": "string"} if what in OPEN else {"enum": words}
        return self._note(node, schema, lambda: super(Recorder, self).one_of(node, what, words))

    def truth(self, node: Node) -> bool:
        return self._note(node, {"type": "boolean"}, lambda: super(Recorder, self).truth(node))

    def number(self, node: Node, low: int, high: int) -> int:
        return self._note(node, _whole(low, high), lambda: super(Recorder, self).number(node, low, high))

    def range(self, node: Node, low: int, high: int) -> Range:
        return self._note(node, _range(low, high), lambda: super(Recorder, self).range(node, low, high))

    def date(self, node: Node) -> str:
        return self._note(node, DATE, lambda: super(Recorder, self).date(node))

    def sequence(self, node: Node | None, path: str, read: Callable[[Node, str], T], least: int = 0, most: int = 60) -> tuple[T, ...]:
        if node is not None:
            self.asked[node.place] = {"minItems": least, "maxItems": most}
        return super().sequence(node, path, read, least, most)

    def schema(self, node: Node | None) -> dict[str, Any]:
        """What was noted of a node and all within it. An empty schema: nothing is known of it."""
        asked = self.asked.get(node.place, {}) if node else {}
        if isinstance(node, Mapping) and "keys" in asked:
            properties = {key: self.schema(node.get(key)) for key in asked["keys"]}
            return {"type": "object", "properties": properties, "required": asked["required"], "additionalProperties": False}
        if isinstance(node, Sequence) and "minItems" in asked:
            kinds: list[dict[str, Any]] = []
            for item in node.items:
                if (kind := self.schema(item)) not in kinds:
                    kinds.append(kind)
            return {"type": "array", "items": kinds[0] if len(kinds) == 1 else {"anyOf": kinds}, **asked}
        return dict(asked)


def json_schema(name: str) -> dict[str, Any]:
    """The schema of a `spot`, `clinic` or `plan` file."""
    if name == "plan":
        return {"$schema": DRAFT, "title": "handouts: plan", **_plan()}
    recorder = Recorder()
    node = parse_yaml(SAMPLES[name].encode(), name)
    if name == "clinic":
        read_clinic(node, recorder)
    else:
        read_spot(node, "01-x", recorder, Known((), (), {}, {}, frozenset(), frozenset()))
    return {"$schema": DRAFT, "title": f"handouts: {name}", **recorder.schema(node)}


def _plan() -> dict[str, Any]:
    """A plan of one spot, or of several under `spots`: a mapping by number, or a list."""
    part = {field.key: _plan_value(field) for field in FIELDS if field.key in OF_A_SPOT}
    own = {key: value for key, value in part.items() if key != "spot"}
    by_number = {"^[1-9][0-9]?$": {"oneOf": [{"type": "null"}, _closed(own)]}}
    mapping = {"type": "object", "patternProperties": by_number, "additionalProperties": False, "minProperties": 1}
    listed = {"type": "array", "items": {**_closed(part), "required": ["spot"]}, "minItems": 1, "maxItems": MOST_SPOTS}
    several = {"oneOf": [{**mapping, "maxProperties": MOST_SPOTS}, listed]}
    beside = dict.fromkeys((*PERSONAL, "spot"), False)
    return {**_closed({**part, "spots": several}), "dependentSchemas": {"spots": {"properties": beside}}}


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _plan_value(field: PlanField) -> dict[str, Any]:
    """What a key of a plan may hold."""
    if field.kind == "side":
        return {"enum": list(SIDES)}
    if field.kind == "date":
        return dict(DATE)
    if field.kind == "doses":
        return {"type": "object", "additionalProperties": _closed({name: _range(*bounds) for name, bounds in DOSE_BOUNDS.items()})}
    if field.kind in ("spot", "days"):
        return _whole(field.least, field.most)
    items: dict[str, dict[str, Any]] = {
        "texts": {**TEXT, "maxLength": MOST_NOTE},
        "allow": {"type": "string", "pattern": rf"^.+\.({'|'.join(DOSE_BOUNDS)})$"},
    }
    item = items.get(field.kind, dict(TEXT))
    return {"type": "array", "items": item, "minItems": field.least, "maxItems": field.most}


def _whole(low: int, high: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": low, "maximum": high}


def _range(low: int, high: int) -> dict[str, Any]:
    return {"oneOf": [_whole(low, high), {"type": "array", "items": _whole(low, high), "minItems": 2, "maxItems": 2}]}
