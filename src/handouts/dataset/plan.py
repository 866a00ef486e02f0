"""plan.yaml: what one patient is to do. Words are taken literally; a dose above the sheet's is refused unless it is meant.

Enters: a file; then the plan and the record of a spot. Leaves: a `Plan`, or every problem with its place and mend.

A plan is for one spot (`spot`, `techniques`, `doses`, `allow` at the top) or for several (`spots`: a mapping by number, or a list whose
items have `spot`); side, days, review date and notes may stand at the top for all, or with a spot.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from handouts.choices import HIGHEST_NUMBER, SIDES
from handouts.dataset.literal import MOST_NOTE, MOST_NOTES, fault, one_line
from handouts.dataset.model import DoseChange, Plan, Range, Spot
from handouts.dataset.readers import Fields, Reader, near
from handouts.dataset.source import Mapping, Node, Scalar, Sequence
from handouts.dataset.spot import DOSE_BOUNDS
from handouts.errors import DatasetError, Diagnostic, Place

LEAST_DAYS, MOST_DAYS = 1, 28
MOST_TECHNIQUES = 3
"""Boxes that a page can hold."""
MOST_SPOTS = 14
"""More than a patient would be given at once; a list that long is a mistake."""


class PlanField(NamedTuple):
    """A key of plan.yaml: what kind of value it has, and its bounds (of a number, of a text's length, of a list's items)."""

    key: str
    kind: str
    """spot, side, days, date, texts, techniques, doses, allow or spots."""
    least: int = 0
    most: int = 0
    says: str = ""
    """What an editor shows where the key is written."""


FIELDS = (
    PlanField("spot", "spot", 1, HIGHEST_NUMBER, says="The number of the spot that the plan is for; left out: for whichever is printed."),
    PlanField("side", "side", says="Which side of the body."),
    PlanField("techniques", "techniques", 1, MOST_TECHNIQUES, says="Ids of the techniques to do, in order; left out: the sheet’s."),
    PlanField("doses", "doses", says="This patient’s own dose, by technique."),
    PlanField("allow", "allow", 0, 20, says="technique.field for every dose that is meant to pass the sheet’s ceiling."),
    PlanField("days", "days", LEAST_DAYS, MOST_DAYS, says="How many days the diary has."),
    PlanField("review_on", "date", says="The day to look at it again, as 2026-12-08."),
    PlanField("notes", "texts", 0, MOST_NOTES, says="Notes printed under the plan, word for word."),
    PlanField("spots", "spots", 1, MOST_SPOTS, says="Several spots: a mapping by number, or a list whose items have spot."),
)
"""All keys of plan.yaml; those of one spot are these without `spots`."""
OF_A_SPOT = tuple(field.key for field in FIELDS if field.key != "spots")
PERSONAL = ("techniques", "doses", "allow")
"""What belongs to one spot: technique ids are a record's own."""


def load_plan(path: str) -> Plan:
    """The plan in a file. What it says is checked against the records by `plan_problems`. Raises `DatasetError` with every problem."""
    from handouts.dataset.own_file import read_own_file

    return plan_of(read_own_file(path, "what it may hold: handouts schema plan"))


def plan_of(node: Node) -> Plan:
    """The plan of a file's nodes, or of a program's values. Raises `DatasetError` with every problem."""
    reader = Reader()
    plan = read_plan(node, reader)
    if reader.problems:
        raise DatasetError(*sorted(reader.problems, key=lambda problem: problem.place or Place("")))
    return plan


def read_plan(node: Node, reader: Reader) -> Plan:
    """The plan of a file's nodes; problems stay with the reader."""
    fields = reader.fields(node, "", (), [field.key for field in FIELDS])
    plan = _part(fields, reader)
    if not fields.has("spots"):
        return plan
    for key in (*PERSONAL, "spot"):
        if fields.has(key):
            reader.error(fields.node(key).place, f"{key} stands beside spots", "move it under the spot it is for")
    return plan._replace(spots=_parts(fields.node("spots"), reader))


def _parts(node: Node, reader: Reader) -> tuple[Plan, ...]:
    """The plans of several spots, from a mapping by number or from a list."""
    parts: list[Plan] = []
    seen: set[int] = set()

    def add(plan: Plan, place: Place) -> None:
        if plan.spot in seen:
            reader.error(place, f"spot {plan.spot} stands twice", "keep one of them")
        seen.add(plan.spot)
        parts.append(plan)

    if isinstance(node, Mapping):
        for key, value in node.entries:
            number = reader.number(key, 1, HIGHEST_NUMBER)
            path = f"spots.{number}"
            if isinstance(value, Scalar) and not value.text:  # `11:` alone: just this spot
                add(Plan(number, places={path: key.place}), key.place)
                continue
            keys = [name for name in OF_A_SPOT if name != "spot"]
            add(_part(reader.fields(value, path, (), keys), reader)._replace(spot=number), key.place)
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            path = f"spots[{index}]"
            fields = reader.fields(item, path, ("spot",), [name for name in OF_A_SPOT if name != "spot"])
            add(_part(fields, reader), item.place)
    else:
        reader.error(node.place, "spots must be a mapping by number, or a list", "for example spots: {11: {days: 10}}")
    if len(parts) > MOST_SPOTS:
        reader.error(node.place, f"{len(parts)} spots; {MOST_SPOTS} are allowed")
    return tuple(parts)


def _part(fields: Fields, reader: Reader) -> Plan:
    before = fields.path + "." if fields.path else ""
    plan = Plan(
        spot=fields.number("spot", 1, HIGHEST_NUMBER),
        techniques=fields.sequence("techniques", lambda item, _: reader.text(item), 1, MOST_TECHNIQUES),
        doses=_doses(fields, reader),
        side=fields.one_of("side", "side", SIDES),
        notes=fields.sequence("notes", lambda item, path: _note(item, path, reader), 0, MOST_NOTES),
        review_on=fields.date("review_on"),
        days=fields.number("days", LEAST_DAYS, MOST_DAYS),
        allow=fields.sequence("allow", lambda item, path: _allowed(item, reader), 0, 20),
    )
    places = {name.removeprefix(before): place for name, place in reader.places.items() if name.startswith(before)}
    places.setdefault("", fields.place)
    for word in sorted({word for word in plan.techniques if plan.techniques.count(word) > 1}):
        reader.error(places.get("techniques", fields.place), f"the technique “{word}” stands twice")
    return plan._replace(places=places)


def _note(node: Node, path: str, reader: Reader) -> str:
    text = one_line(reader.text(node))
    wrong = fault(text, MOST_NOTE)
    if wrong:
        reader.error(node.place, f"{path} {wrong}", "shorten it")
    return text


def _allowed(node: Node, reader: Reader) -> str:
    text = reader.text(node)
    if text and text.partition(".")[2] not in DOSE_BOUNDS:
        reader.error(node.place, f"“{text}” does not name a dose", "write technique.field, such as still-press.seconds")
    return text


def _doses(fields: Fields, reader: Reader) -> tuple[DoseChange, ...]:
    if not fields.has("doses"):
        return ()
    node = fields.node("doses")
    if not isinstance(node, Mapping):
        reader.error(node.place, "doses must be a mapping from techniques to doses", "for example doses: {still-press: {seconds: 10}}")
        return ()
    before = f"{fields.path}.doses" if fields.path else "doses"
    changes = []
    for key, value in node.entries:
        path = f"{before}.{key.text}"
        reader.places[path] = key.place
        dose = reader.fields(value, path, (), DOSE_BOUNDS)
        read = {name: dose.range(name, *bounds) for name, bounds in DOSE_BOUNDS.items()}
        changes.append(DoseChange(key.text, read["pressure"], read["seconds"], read["minutes"], read["count"], read["times_a_day"]))
    return tuple(changes)


def plan_problems(plan: Plan, spots: Iterable[Spot], side: str = "") -> list[Diagnostic]:
    """What is wrong with a plan for these spots: techniques and doses that their records do not have, doses above the sheet's ceiling.

    `side` is what was asked for beside the plan: two that differ are refused, since a patient may have written neither.
    """
    spots = tuple(spots)
    found: list[Diagnostic] = []
    named = plan.numbers()
    if named and spots and not {spot.number for spot in spots} & set(named):
        wanted = ", ".join(str(spot.number) for spot in spots)
        place = plan.places.get("spots") or plan.places.get("spot") or plan.places.get("")
        names = ", ".join(str(number) for number in named)
        found.append(Diagnostic(place, f"the plan is for spot {names}, not for {wanted}", "print the spots of the plan, or change it"))
        return found
    for spot in spots:
        part = plan.for_spot(spot.number)
        found += [problem for problem in _problems(part, spot) if problem not in found]
        if side and part.side and side != part.side:
            place = part.places.get("side") or part.places.get("")
            clash = Diagnostic(place, f"the plan says {part.side}, --side says {side}", "leave out --side, or change the plan")
            found += [] if clash in found else [clash]
    return found


def check_plan(plan: Plan, spots: Iterable[Spot], side: str = "") -> None:
    """Raises `DatasetError` with every problem of `plan_problems`."""
    found = plan_problems(plan, spots, side)
    if found:
        raise DatasetError(*found)


def _problems(plan: Plan, spot: Spot) -> Iterable[Diagnostic]:
    whole = plan.places.get("")
    by_id = {technique.id: technique for technique in spot.techniques}

    def unknown(word: str, place: Place | None) -> Diagnostic:
        hint = near(word, by_id) or f"known: {', '.join(by_id)}"
        return Diagnostic(place, f"spot {spot.number} has no technique “{word}”", hint)

    for index, word in enumerate(plan.techniques):
        if word not in by_id:
            yield unknown(word, plan.places.get(f"techniques[{index}]", whole))
    for index, word in enumerate(plan.allow):
        if word.partition(".")[0] not in by_id:
            yield unknown(word.partition(".")[0], plan.places.get(f"allow[{index}]", whole))
    shown = plan.techniques or spot.sheet
    for change in plan.doses:
        place = plan.places.get(f"doses.{change.technique}", whole)
        if change.technique not in by_id:
            yield unknown(change.technique, place)
            continue
        if change.technique not in shown:
            hint = f"add it to techniques: [{', '.join((*shown, change.technique))}]"
            yield Diagnostic(place, f"the technique “{change.technique}” has a dose but is not on the page", hint)
        for field, wanted, sheet in _compared(change, by_id[change.technique].dose):
            where = plan.places.get(f"doses.{change.technique}.{field}", place)
            key = f"{change.technique}.{field}"
            if sheet is None:
                has = [name for name, value in _given(by_id[change.technique].dose) if value is not None]
                yield Diagnostic(where, f"the sheet does not dose {change.technique} by {field}", f"it has {', '.join(has)}")
            elif wanted[1] > sheet[1] and key not in plan.allow:
                hint = f"if you mean it, add allow: [{key}]; it is printed as the clinician’s own dose"
                yield Diagnostic(where, f"{field} up to {wanted[1]} is above the sheet’s {sheet[1]} for {change.technique}", hint)


def _given(dose: object) -> list[tuple[str, Range | None]]:
    names = {"count": "repeats"}
    return [(field, getattr(dose, names.get(field, field))) for field in DOSE_BOUNDS]


def _compared(change: DoseChange, dose: object) -> list[tuple[str, Range, Range | None]]:
    """Each field that the plan gives, as it wants it and as the sheet has it."""
    sheet = dict(_given(dose))
    return [(field, wanted, sheet[field]) for field, wanted in _given(change) if wanted is not None]
