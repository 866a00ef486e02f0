"""A spot's file: one table of its keys, and what follows from it (reading, schema, words, statements, budgets).

Enters: a node tree and what a record may name (landmarks, sources, regions, drawings). Leaves: a `Spot`; problems and warnings stay
with the `Reader`. A new key of a record is a line of the table and a field of `model.Spot`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from handouts.choices import HIGHEST_NUMBER
from handouts.dataset.kinds import (
    SIGNS,
    SOURCES,
    Date,
    Field,
    Group,
    Known,
    Landmark,
    Listed,
    Named,
    Number,
    OneOf,
    Span,
    Statement,
    Text,
    Truth,
    Words,
    statements_of,
    translated_keys,
    words_of,
)
from handouts.dataset.model import Claim, Danger, Dose, FigureRef, Muscle, PainArea, Prose, Question, Spot, Step, Technique
from handouts.dataset.readers import Fields, Reader
from handouts.dataset.signs import check_signs
from handouts.dataset.source import Node
from handouts.errors import Place

__all__ = ["DOSE_BOUNDS", "Known", "read_spot"]

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


def _dose_says_how_much(dose: Fields, reader: Reader) -> None:
    if not (dose.has("seconds") or dose.has("minutes") or dose.has("count")):
        reader.error(dose.place, "the dose says neither how long nor how many", "give seconds, minutes or count")
    if dose.has("count") != dose.has("count_of"):
        reader.error(dose.place, "count and count_of go together")


def _reviewer_has_a_day(record: Fields, reader: Reader) -> None:
    if record.has("reviewed_by") != record.has("reviewed_on"):
        reader.error(record.place, "reviewed_by and reviewed_on go together")


FIGURE = Group(
    (
        Field("plate", Text(), "The drawing in images/spots that the record stands on, without its ending."),
        Field("alt", Text(translated=True, audited=True), "What the drawing shows, for those who cannot see it."),
        Field("caption", Words(), "One line under the drawing."),
    ),
    FigureRef,
)
DANGER = Group(
    (
        Field("heading", Words(), "A few words: what the danger is."),
        Field("text", Words(), "What to do or to leave."),
        Field("sources", SOURCES, "Ids of the sources it rests on.", needed=False),
        Field("signs", SIGNS, "Ids of the warning signs that it tells of.", needed=False),
    ),
    Danger,
)
STEP = Group(
    (
        Field("landmark", Landmark(), 'The landmark on the plate that the step’s number points at; "" for the place itself.'),
        Field("text", Words(), "The step, as one would say it to the reader."),
        Field("keep_off", Truth(), "true where it names a place to leave alone.", needed=False),
    ),
    Step,
)
PAIN = Group(
    (
        Field("text", Words(), "Where it hurts, in everyday words."),
        Field("regions", Listed(Named("region", "regions"), 1), "Ids of data/common/regions.yaml that are shaded on the body figure."),
        Field("kind", OneOf("kind", ("main", "spill-over")), "main, or spill-over where the pain is only sometimes felt."),
    ),
    PainArea,
)
MUSCLE = Group(
    (
        Field("name", Text(translated=True), "The muscle’s anatomical name."),
        Field("plain", Text(translated=True), "Plain words for it.", needed=False),
        Field("part_of", Text(), "The group it is listed under.", needed=False),
    ),
    Muscle,
)
DOSE = Group(
    (
        Field("pressure", Span(*DOSE_BOUNDS["pressure"], (0, 0)), "How hard, on the scale from 0 to 10: [3, 5], or one number."),
        Field("times_a_day", Span(*DOSE_BOUNDS["times_a_day"], (1, 1)), "How often a day."),
        Field("seconds", Span(*DOSE_BOUNDS["seconds"]), "How long a place or a stroke.", needed=False),
        Field("minutes", Span(*DOSE_BOUNDS["minutes"]), "How long in all.", needed=False),
        Field("count", Span(*DOSE_BOUNDS["count"]), "How many.", needed=False, attribute="repeats"),
        Field("count_of", OneOf("word", COUNTED), "How many of what.", needed=False),
        Field("each_side", Truth(), "true where both sides are done, one after the other.", needed=False),
        Field("days", Number(1, 60, 14), "How many days to try it; 14 where it is not given.", needed=False),
    ),
    Dose,
    _dose_says_how_much,
)
TECHNIQUE = Group(
    (
        Field("id", Text(), "A short name that plans and `sheet` use."),
        Field("name", Words(), "What the technique is called.", part="technique"),
        Field("kind", OneOf("kind of stroke", KINDS), "The stroke that is drawn on the picture."),
        Field("who", OneOf("word", WHO), "Who does it."),
        Field("position", Words(), "How to sit, stand or lie.", part="technique"),
        Field("tool", Words(), "What presses: a thumb, a ball."),
        Field("drawing", Named("drawing", "drawings"), "The picture in images/technique, without its ending."),
        Field("lotion", Truth(), "true where the skin needs lotion."),
        Field("steps", Listed(Words(), 1, 4), "What to do, a sentence or two each.", part="technique"),
        Field("dose", DOSE, "How hard, how long, how often."),
        Field("sources", SOURCES, "Ids of the sources it rests on.", needed=False),
    ),
    Technique,
)
QUESTION = Group(
    (
        Field("question", Text(), "What a clinician is asked to settle."),
        Field("fields", Listed(Text()), "The keys of the record that it touches.", needed=False),
    ),
    Question,
)
SPOT = Group(
    (
        Field("id", Text(), "The file’s name without its ending, such as 11-upper-back."),
        Field("number", Number(1, HIGHEST_NUMBER), "The spot’s number, with which the file’s name begins."),
        Field("name", Words(), "Where it is, in a few words."),
        Field("kind", OneOf("kind", ("spot", "area")), "spot, or area where it is more than a hand’s breadth wide."),
        Field(
            "laterality",
            OneOf("laterality", ("both", "one")),
            "both where both sides are worked; one: drawn on one side, mirrored for the other.",
        ),
        Field("title", Words(), "The page’s title: what it is for."),
        Field("message", Words(), "The one sentence to remember.", part="message"),
        Field("danger", DANGER, "What must be read before anything else.", needed=False, part="danger"),
        Field("figure", FIGURE, "The drawing that shows where it is."),
        Field("find", Listed(STEP, 3, 5), "How to find the place, step by step.", part="find"),
        Field("felt", Words(), "What the place feels like under the finger.", part="facts"),
        Field("relieves", Words(), "What pressing it may ease.", part="facts"),
        Field("muscles_plain", Words(), "The muscles in plain words.", part="facts"),
        Field("conditions", Listed(Words(), 1), "What people come with; `handouts find` looks for these first."),
        Field("pain", Listed(PAIN, 1), "Where the pain is felt."),
        Field("muscles", Listed(MUSCLE, 1), "The muscles by name."),
        Field("techniques", Listed(TECHNIQUE, 1, 8), "Ways to work the spot."),
        Field("sheet", Listed(Text(), 1, 3), "The ids of the techniques that the page has, in this order."),
        Field("why", Words(), "Why this place matters; on the whole record, not on the page."),
        Field("feels", Listed(Words(), 1, 5), "What it should feel like.", part="feel and stop"),
        Field("stop", Listed(Statement(), 1, 6), "When to stop at once.", part="feel and stop"),
        Field("ask_first", Listed(Statement(), 1, 6), "Who should ask a clinician first.", part="ask_first"),
        Field("help_now", Listed(Statement(), 1, 6), "When to call for help at once.", part="help"),
        Field("help_today", Listed(Statement(), 1, 6), "What a doctor must see the same day.", needed=False, part="help"),
        Field("help_soon", Listed(Statement(), 1, 6), "When to see someone within days.", part="help"),
        Field("near", Listed(Named("structure", "structures")), "What lies so near that a warning sign asks about it.", needed=False),
        Field("left_to_find", Listed(Named("sign", "signs")), "Warning signs that the page has no room for.", needed=False),
        Field("also_helps", Listed(Words(), 0, 6), "What else may help.", needed=False),
        Field("honesty", Statement(), "What is not known.", needed=False, part="honesty"),
        Field("evidence", Statement(), "What is known, and from where.", part="evidence"),
        Field("article", Named("source", "sources"), "The id of the source that the page’s code leads to."),
        Field("written", Date("2026-01-01"), "The day the record was last changed: the date of the file."),
        Field("reviewed_by", Text(), "The clinician who has checked the record.", needed=False),
        Field("reviewed_on", Date(), "The day of that.", needed=False),
        Field("review", Listed(QUESTION), "What awaits a clinician.", needed=False),
    ),
    Spot,
    _reviewer_has_a_day,
)
"""All keys of a spot's file."""

REQUIRED = [field.key for field in SPOT.fields if field.needed]
TRANSLATED = frozenset(translated_keys(SPOT))
"""The keys a translation may hold: words, and what leads to them."""


def read_spot(node: Node, file_id: str, reader: Reader, known: Known) -> Spot:
    """The record in a file called `file_id`.yaml."""
    spot: Spot = SPOT.read(node, "", reader, known, places=reader.places)
    spot = _without_gaps(spot)
    here = spot.places
    if "id" in here and spot.id != file_id:
        reader.error(here["id"], f"the id is “{spot.id}”, the file “{file_id}.yaml”", "make them the same")
    if "number" in here and not file_id.startswith(f"{spot.number:02d}-"):
        reader.error(here["number"], f"the file’s name does not start with {spot.number:02d}-")
    _check_whole(reader, spot, known, node.place)
    if here:  # of what is no mapping at all, only that is told
        check_signs(reader, spot, known.signs, node.place)
    return spot


def _without_gaps(spot: Spot) -> Spot:
    """Something harmless where a group that is needed was left out, which has been noted."""
    techniques = tuple(one if one.dose else one._replace(dose=Dose((0, 0))) for one in spot.techniques if one)
    return spot._replace(figure=spot.figure or FigureRef("", "", ()), evidence=spot.evidence or Claim(()), techniques=techniques)


def _check_whole(reader: Reader, spot: Spot, known: Known, record_place: Place) -> None:
    """What no single field can show: sources, repeated ids, placeholders, budgets."""
    here = spot.places
    whole = here.get("id") or record_place
    ids = [technique.id for technique in spot.techniques]
    for index, word in enumerate(spot.sheet):
        if word and word not in ids:
            reader.unknown(here.get(f"sheet[{index}]", whole), "technique", word, ids)
    for words, what in ((ids, "technique"), (list(spot.sheet), "sheet")):
        for word in sorted({word for word in words if words.count(word) > 1}):
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
    for part, proses in parts(spot):
        count = sum(len("".join(piece.text for piece in prose).split()) for prose in proses)
        budget = BUDGETS[part.split("[")[0]]
        if count > budget:
            place = here.get(part.replace("technique[", "techniques["), here.get(part, whole))
            reader.warn(place, f"{part} has {count} words; the page has room for about {budget}")


def _placeholders(text: str) -> list[str]:
    return [part.split("}")[0] for part in text.split("{")[1:]] if "{" in text else []


def claims(spot: Spot) -> Iterable[tuple[str, Claim]]:
    """Every statement that needs a source, with its field."""
    for field in SPOT.fields:
        yield from statements_of(field.kind, getattr(spot, field.name), field.key)


def prose_fields(spot: Spot) -> Iterable[tuple[str, Prose]]:
    """Every prose of a record with its field path."""
    return ((path, prose) for path, prose, _ in words_of(SPOT, spot, ""))


def parts(spot: Spot) -> Iterable[tuple[str, tuple[Prose, ...]]]:
    """The page's parts that have a budget of words, each technique for itself (`technique[1]`)."""
    found: dict[str, list[Prose]] = {}
    for path, prose, part in words_of(SPOT, spot, ""):
        if part:
            number = path[path.index("[") : path.index("]") + 1] if part == "technique" else ""
            found.setdefault(part + number, []).append(prose)
    return ((part, tuple(words)) for part, words in found.items())
