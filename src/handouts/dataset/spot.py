"""A spot's file: nodes to a `Spot`, collecting every problem.

Enters: a node tree and what a record may name (landmarks, sources, regions, drawings). Leaves: a `Spot`; problems and warnings stay
with the `Reader`.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import NamedTuple

from handouts.choices import HIGHEST_NUMBER
from handouts.dataset.model import (
    Claim,
    Danger,
    Dose,
    FigureRef,
    Muscle,
    PainArea,
    Piece,
    Prose,
    Question,
    Sign,
    Spot,
    Step,
    Technique,
)
from handouts.dataset.readers import Fields, Reader
from handouts.dataset.signs import check_signs, structures_of
from handouts.dataset.source import Node, Scalar
from handouts.errors import Place

KINDS = ("still", "strip", "strum", "pincer", "ball", "roll")
WHO = ("you", "helper")
DOSE_BOUNDS: Mapping[str, tuple[int, int]] = {
    "pressure": (0, 10),
    "seconds": (1, 300),
    "minutes": (1, 15),
    "count": (1, 60),
    "times_a_day": (1, 6),
}
"""What a dose may be at all, in a record or in a clinician's plan."""
COUNTED = ("places", "presses", "strokes", "passes", "squeezes", "rests", "rolls")

REQUIRED = [
    "id",
    "number",
    "kind",
    "laterality",
    "name",
    "title",
    "message",
    "figure",
    "find",
    "felt",
    "relieves",
    "muscles_plain",
    "conditions",
    "pain",
    "muscles",
    "techniques",
    "sheet",
    "why",
    "feels",
    "stop",
    "ask_first",
    "help_now",
    "help_soon",
    "evidence",
    "article",
    "written",
]
OPTIONAL = ["danger", "help_today", "near", "left_to_find", "also_helps", "honesty", "reviewed_by", "reviewed_on", "review"]

CLAIMS = ("stop", "ask_first", "help_now", "help_today", "help_soon")
"""The lists whose every item needs a source."""

BUDGETS: Mapping[str, int] = {
    "message": 18,
    "danger": 46,
    "find": 60,
    "facts": 30,
    "technique": 34,
    "feel and stop": 36,
    "ask_first": 34,
    "help": 68,
    "evidence": 26,
    "honesty": 20,
}
"""Words a part may have before the page gets tight (docs/page.md)."""


class Known(NamedTuple):
    """What a record may name."""

    landmarks: Container[str] | None
    """Ids on the record's plate; None where the plate is missing, and no landmark can be judged."""
    landmark_ids: tuple[str, ...]
    sources: Mapping[str, object]
    regions: Mapping[str, object]
    drawings: frozenset[str]
    placeholders: frozenset[str]
    signs: Mapping[str, Sign] = {}


def read_spot(node: Node, file_id: str, reader: Reader, known: Known) -> Spot:
    """The record in a file called `file_id`.yaml."""
    record = reader.fields(node, "", REQUIRED, OPTIONAL)
    spot_id = record.text("id")
    number = record.number("number", 1, HIGHEST_NUMBER)
    if record.has("id") and spot_id != file_id:
        reader.error(record.node("id").place, f"the id is “{spot_id}”, the file “{file_id}.yaml”", "make them the same")
    if record.has("number") and not file_id.startswith(f"{number:02d}-"):
        reader.error(record.node("number").place, f"the file’s name does not start with {number:02d}-")
    figure = _figure(reader, record)
    techniques = record.sequence("techniques", lambda item, path: _technique(reader, item, path, known), 1, 8)
    spot = Spot(
        id=spot_id,
        number=number,
        name=record.prose("name"),
        kind=record.one_of("kind", "kind", ("spot", "area")),
        laterality=record.one_of("laterality", "laterality", ("both", "one")),
        title=record.prose("title"),
        message=record.prose("message"),
        danger=_danger(reader, record, known),
        figure=figure,
        find=record.sequence("find", lambda item, path: _step(reader, item, path, known), 3, 5),
        felt=record.prose("felt"),
        relieves=record.prose("relieves"),
        conditions=record.sequence("conditions", lambda item, path: reader.prose(item), 1),
        pain=record.sequence("pain", lambda item, path: _pain(reader, item, path, known), 1),
        muscles=record.sequence("muscles", lambda item, path: _muscle(reader, item, path), 1),
        muscles_plain=record.prose("muscles_plain"),
        techniques=techniques,
        sheet=record.sequence("sheet", lambda item, path: reader.one_of(item, "technique", [t.id for t in techniques]), 1, 3),
        why=record.prose("why"),
        feels=record.sequence("feels", lambda item, path: reader.prose(item), 1, 5),
        stop=_claims(reader, record, "stop", known),
        ask_first=_claims(reader, record, "ask_first", known),
        help_now=_claims(reader, record, "help_now", known),
        help_today=_claims(reader, record, "help_today", known),
        help_soon=_claims(reader, record, "help_soon", known),
        also_helps=record.sequence("also_helps", lambda item, path: reader.prose(item), 0, 6),
        honesty=_claim(reader, record.node("honesty"), "honesty", known) if record.has("honesty") else None,
        evidence=_claim(reader, record.node("evidence"), "evidence", known) if record.has("evidence") else Claim(()),
        article=record.one_of("article", "source", known.sources) if record.has("article") else "",
        written=record.date("written", "2026-01-01"),
        reviewed_by=record.text("reviewed_by"),
        reviewed_on=record.date("reviewed_on"),
        review=record.sequence("review", lambda item, path: _question(reader, item, path)),
        places=reader.places,
        near=record.sequence("near", lambda item, path: reader.one_of(item, "structure", structures_of(known.signs))),
        left_to_find=record.sequence("left_to_find", lambda item, path: reader.one_of(item, "sign", known.signs)),
    )
    if record.has("reviewed_by") != record.has("reviewed_on"):
        reader.error(record.place, "reviewed_by and reviewed_on go together")
    _check_whole(reader, spot, known, record.place)
    check_signs(reader, spot, known.signs, record.place)
    return spot


def _figure(reader: Reader, record: Fields) -> FigureRef:
    if not record.has("figure"):
        return FigureRef("", "", ())
    figure = reader.fields(record.node("figure"), "figure", ("plate", "alt", "caption"))
    return FigureRef(figure.text("plate"), figure.text("alt"), figure.prose("caption"))


def _danger(reader: Reader, record: Fields, known: Known) -> Danger | None:
    if not record.has("danger"):
        return None
    danger = reader.fields(record.node("danger"), "danger", ("heading", "text"), ("sources", "signs"))
    return Danger(danger.prose("heading"), danger.prose("text"), _sources(reader, danger, known), _signs(reader, danger, known))


def _step(reader: Reader, node: Node, path: str, known: Known) -> Step:
    step = reader.fields(node, path, ("landmark", "text"), ("keep_off",))
    landmark = ""
    if step.has("landmark"):
        value = step.node("landmark")
        landmark = value.text if isinstance(value, Scalar) else ""
        if landmark and known.landmarks is not None and landmark not in known.landmarks:
            reader.unknown(value.place, "landmark", landmark, known.landmark_ids)
    return Step(landmark, step.prose("text"), step.truth("keep_off"))


def _pain(reader: Reader, node: Node, path: str, known: Known) -> PainArea:
    area = reader.fields(node, path, ("text", "regions", "kind"))
    regions = area.sequence("regions", lambda item, _: reader.one_of(item, "region", known.regions), 1)
    return PainArea(area.prose("text"), regions, area.one_of("kind", "kind", ("main", "spill-over")))


def _muscle(reader: Reader, node: Node, path: str) -> Muscle:
    muscle = reader.fields(node, path, ("name",), ("plain", "part_of"))
    return Muscle(muscle.text("name"), muscle.text("plain"), muscle.text("part_of"))


def _technique(reader: Reader, node: Node, path: str, known: Known) -> Technique:
    keys = ("id", "name", "kind", "who", "position", "tool", "drawing", "lotion", "steps", "dose")
    fields = reader.fields(node, path, keys, ("sources",))
    return Technique(
        id=fields.text("id"),
        name=fields.prose("name"),
        kind=fields.one_of("kind", "kind of stroke", KINDS),
        who=fields.one_of("who", "word", WHO),
        position=fields.prose("position"),
        tool=fields.prose("tool"),
        drawing=fields.one_of("drawing", "drawing", known.drawings),
        lotion=fields.truth("lotion"),
        steps=fields.sequence("steps", lambda item, _: reader.prose(item), 1, 4),
        dose=_dose(reader, fields, path),
        sources=_sources(reader, fields, known),
    )


def _dose(reader: Reader, fields: Fields, path: str) -> Dose:
    if not fields.has("dose"):
        return Dose((0, 0))
    dose = reader.fields(
        fields.node("dose"),
        f"{path}.dose",
        ("pressure", "times_a_day"),
        ("seconds", "minutes", "count", "count_of", "each_side", "days"),
    )
    if not (dose.has("seconds") or dose.has("minutes") or dose.has("count")):
        reader.error(dose.place, "the dose says neither how long nor how many", "give seconds, minutes or count")
    if dose.has("count") != dose.has("count_of"):
        reader.error(dose.place, "count and count_of go together")
    return Dose(
        pressure=dose.range("pressure", *DOSE_BOUNDS["pressure"]) or (0, 0),
        seconds=dose.range("seconds", *DOSE_BOUNDS["seconds"]),
        minutes=dose.range("minutes", *DOSE_BOUNDS["minutes"]),
        repeats=dose.range("count", *DOSE_BOUNDS["count"]),
        count_of=dose.one_of("count_of", "word", COUNTED),
        each_side=dose.truth("each_side"),
        times_a_day=dose.range("times_a_day", *DOSE_BOUNDS["times_a_day"]) or (1, 1),
        days=dose.number("days", 1, 60, 14),
    )


def _sources(reader: Reader, fields: Fields, known: Known) -> tuple[str, ...]:
    return fields.sequence("sources", lambda item, _: reader.one_of(item, "source", known.sources))


def _signs(reader: Reader, fields: Fields, known: Known) -> tuple[str, ...]:
    return fields.sequence("signs", lambda item, _: reader.one_of(item, "sign", known.signs))


def _claims(reader: Reader, record: Fields, key: str, known: Known) -> tuple[Claim, ...]:
    return record.sequence(key, lambda item, path: _claim(reader, item, path, known), 1, 6)


def _claim(reader: Reader, node: Node, path: str, known: Known) -> Claim:
    if isinstance(node, Scalar):
        return Claim(reader.prose(node))
    fields = reader.fields(node, path, ("text",), ("sources", "signs"))
    return Claim(fields.prose("text"), _sources(reader, fields, known), _signs(reader, fields, known))


def _question(reader: Reader, node: Node, path: str) -> Question:
    fields = reader.fields(node, path, ("question",), ("fields",))
    return Question(fields.text("question"), fields.sequence("fields", lambda item, _: reader.text(item)))


def _check_whole(reader: Reader, spot: Spot, known: Known, record_place: Place) -> None:
    """What no single field can show: sources, repeated ids, placeholders, budgets."""
    here = spot.places
    whole = here.get("id") or record_place
    for ids, what in (([t.id for t in spot.techniques], "technique"), (list(spot.sheet), "sheet")):
        for word in sorted({word for word in ids if ids.count(word) > 1}):
            reader.error(here.get("techniques" if what == "technique" else "sheet", whole), f"the {what} “{word}” stands twice")
    if not spot.review:
        for key, claim in claims(spot):
            if not claim.sources:
                reader.warn(here.get(key, whole), f"{key} names no source", "give sources, or a question under review")
    for path, prose in prose_fields(spot):
        for piece in prose:
            for word in _placeholders(piece.text):
                if word not in known.placeholders:
                    reader.unknown(here.get(path, whole), "placeholder", word, known.placeholders)
    for part, words in parts(spot):
        count = sum(len("".join(piece.text for piece in prose).split()) for prose in words)
        budget = BUDGETS[part.split("[")[0]]
        if count > budget:
            place = here.get(part.replace("technique[", "techniques["), here.get(part, whole))
            reader.warn(place, f"{part} has {count} words; the page has room for about {budget}")


def _placeholders(text: str) -> list[str]:
    return [part.split("}")[0] for part in text.split("{")[1:]] if "{" in text else []


def claims(spot: Spot) -> Iterable[tuple[str, Claim]]:
    """Every statement that needs a source, with its field."""
    for key in CLAIMS:
        for index, claim in enumerate(getattr(spot, key)):
            yield f"{key}[{index}]", claim
    yield "evidence", spot.evidence
    if spot.honesty:
        yield "honesty", spot.honesty


def prose_fields(spot: Spot) -> Iterable[tuple[str, Prose]]:
    """Every prose of a record with its field path."""
    for key in ("name", "title", "message", "felt", "relieves", "muscles_plain", "why"):
        yield key, getattr(spot, key)
    yield "figure.caption", spot.figure.caption
    yield "figure.alt", (Piece(spot.figure.alt),)
    if spot.danger:
        yield "danger.heading", spot.danger.heading
        yield "danger.text", spot.danger.text
    for index, step in enumerate(spot.find):
        yield f"find[{index}].text", step.text
    for key, group in (("conditions", spot.conditions), ("feels", spot.feels), ("also_helps", spot.also_helps)):
        for index, prose in enumerate(group):
            yield f"{key}[{index}]", prose
    for index, area in enumerate(spot.pain):
        yield f"pain[{index}].text", area.text
    for index, technique in enumerate(spot.techniques):
        for key in ("name", "position", "tool"):
            yield f"techniques[{index}].{key}", getattr(technique, key)
        for number, prose in enumerate(technique.steps):
            yield f"techniques[{index}].steps[{number}]", prose
    for key, claim in claims(spot):
        yield f"{key}.text", claim.text


def parts(spot: Spot) -> Iterable[tuple[str, tuple[Prose, ...]]]:
    """The page's parts that have a budget of words."""
    yield "message", (spot.message,)
    if spot.danger:
        yield "danger", (spot.danger.heading, spot.danger.text)
    yield "find", tuple(step.text for step in spot.find)
    yield "facts", (spot.felt, spot.relieves, spot.muscles_plain)
    for index, technique in enumerate(spot.techniques):
        yield f"technique[{index}]", (technique.name, technique.position, *technique.steps)
    yield "feel and stop", (*spot.feels, *(claim.text for claim in spot.stop))
    yield "ask_first", tuple(claim.text for claim in spot.ask_first)
    yield "help", tuple(claim.text for claim in (*spot.help_now, *spot.help_today, *spot.help_soon))
    yield "evidence", (spot.evidence.text,)
    if spot.honesty:
        yield "honesty", (spot.honesty.text,)
