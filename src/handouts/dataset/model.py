"""The dataset as plain values: one record a spot, the parts common to all, the clinic's and the patient's own.

Enters: nothing. Leaves: the types that `dataset.spot` and its neighbours fill, and that every later room reads. Words that a reader sees
are `Prose` (marked-up, from the dataset) or `str` (ids, and words taken literally: a clinic's name, a patient's note). Frozen: no stage
changes what an author wrote. Ranges are (low, high) with low <= high. NamedTuples for the reason given in `layout.frame`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from handouts.errors import DatasetError, Diagnostic, Place

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
"""What is filled into a text: {emergency}, {date}."""


class Piece(NamedTuple):
    """A run of words in one weight. A no-break space (U+00A0) glues words: it sets as an ordinary space that never breaks."""

    text: str
    strong: bool = False


Prose = tuple[Piece, ...]
Range = tuple[int, int]


class Claim(NamedTuple):
    """A sentence with the ids of the sources that it rests on; none only where the record asks for review."""

    text: Prose
    sources: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    """The warning signs that it tells of, by id."""


class Sign(NamedTuple):
    """A warning sign, the same for all spots (`dataset.signs`). A spot calls for it by a pain area, or by what lies near its place."""

    id: str
    urgency: str
    """now, today, soon, or ask: who should ask before pressing."""
    pain: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    every_spot: bool = False
    sources: tuple[str, ...] = ()
    text: Prose = ()
    """The whole sign in words."""
    says: tuple[str, ...] = ()
    """What every shorter form must name; `a/b` is either."""


class Danger(NamedTuple):
    """The box that must be read before anything else (chest, neck)."""

    heading: Prose
    text: Prose
    sources: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()


class FigureRef(NamedTuple):
    """Which plate a record stands on, and the words for those who cannot see it."""

    plate: str
    alt: str
    caption: Prose


class Step(NamedTuple):
    """One find-it step, tied to the landmark that its numbered marker points at ("" where it points at the zone itself)."""

    landmark: str
    text: Prose
    keep_off: bool = False
    """True where it names a place to leave alone, so that its marker must not look like a place to go to."""


class PainArea(NamedTuple):
    """Where pain is felt: everyday words, the named regions of the body figures, and `main` or `spill-over`."""

    text: Prose
    regions: tuple[str, ...]
    kind: str


class Muscle(NamedTuple):
    """A muscle by its anatomical name, with plain words for it; `part_of` names a group it is listed under."""

    name: str
    plain: str = ""
    part_of: str = ""


class Dose(NamedTuple):
    """How much: pressure on the 0-10 scale, seconds a place or stroke, how many of what, times a day, days to try it."""

    pressure: Range
    seconds: Range | None = None
    minutes: Range | None = None
    repeats: Range | None = None
    """The YAML's `count` (a NamedTuple has a method of that name)."""
    count_of: str = ""
    """A key of the labels: places, strokes, passes, squeezes, rests, rolls."""
    each_side: bool = False
    times_a_day: Range = (1, 1)
    days: int = 14


class Technique(NamedTuple):
    """One way to work the spot. `kind` names the stroke drawn on the figure's crop, `drawing` the picture of the hand or body."""

    id: str
    name: Prose
    kind: str
    who: str
    position: Prose
    tool: Prose
    drawing: str
    lotion: bool
    steps: tuple[Prose, ...]
    dose: Dose
    sources: tuple[str, ...] = ()


class Question(NamedTuple):
    """Something a clinician has yet to settle. `fields` name the parts of the record that it touches."""

    question: str
    fields: tuple[str, ...] = ()


class Spot(NamedTuple):
    """The record of one spot: all that an author wrote of it."""

    id: str
    number: int
    name: Prose
    kind: str
    """spot or area."""
    laterality: str
    """both: drawn and worked on both sides; one: one side is drawn, right unless asked, and mirrored for the left."""
    title: Prose
    message: Prose
    danger: Danger | None
    figure: FigureRef
    find: tuple[Step, ...]
    felt: Prose
    relieves: Prose
    conditions: tuple[Prose, ...]
    pain: tuple[PainArea, ...]
    muscles: tuple[Muscle, ...]
    muscles_plain: Prose
    techniques: tuple[Technique, ...]
    sheet: tuple[str, ...]
    why: Prose
    feels: tuple[Prose, ...]
    stop: tuple[Claim, ...]
    ask_first: tuple[Claim, ...]
    help_now: tuple[Claim, ...]
    help_today: tuple[Claim, ...]
    """What a doctor must see the same day; none where the spot has no such sign."""
    help_soon: tuple[Claim, ...]
    also_helps: tuple[Prose, ...]
    honesty: Claim | None
    evidence: Claim
    article: str
    """The id of the source article in `sources`."""
    written: str
    reviewed_by: str
    reviewed_on: str
    review: tuple[Question, ...]
    places: Mapping[str, Place]
    """Field path (`find[2].text`) to where it stands, for every message that names a field."""
    near: tuple[str, ...] = ()
    """What lies so near the place that a warning sign asks about it: kidney, neck-artery."""
    left_to_find: tuple[str, ...] = ()
    """Signs that it calls for and its page has no room for: `handouts find` and the booklet say them."""

    @property
    def slug(self) -> str:
        return self.id.split("-", 1)[1]

    def shown(self) -> tuple[Technique, ...]:
        """The techniques that go on the page, in the order of `sheet`."""
        by_id = {technique.id: technique for technique in self.techniques}
        return tuple(by_id[key] for key in self.sheet)


class Source(NamedTuple):
    """What a statement rests on."""

    id: str
    title: str
    url: str = ""
    author: str = ""


class Region(NamedTuple):
    """A named place where it hurts; outlines are in `images/body/regions.json`."""

    id: str
    name: str
    area: str
    synonyms: tuple[str, ...] = ()
    begin: tuple[int, ...] = ()
    """The spots to try first; none: those whose main pain it is."""
    doctor_first: bool = False
    """Pain here is looked into before any spot is tried."""


class Pack(NamedTuple):
    """Spots often handed out together."""

    id: str
    name: str
    spots: tuple[int, ...]


class Term(NamedTuple):
    """A medical word and its everyday meaning."""

    term: str
    meaning: Prose


class Locale(NamedTuple):
    """What changes with the place: words filled into `{...}` of any prose, spelling, dates."""

    id: str
    lang: str
    words: Mapping[str, str]
    spelling: Mapping[str, str]
    """Whole words of the dataset's texts to the place's own. Never applied to what a person wrote."""
    date_format: str = "{day} {month} {year}"
    """{day}, {month} (its name), {month_number}, {year}."""
    months: tuple[str, ...] = ()
    """The twelve names, January first."""
    short_months: tuple[str, ...] = ()
    """The same, shortened, for small print."""
    place: Place | None = None


class Edition(NamedTuple):
    """Which data this is, and whose pictures: what the foot of a page says of it, from data/common/edition.yaml."""

    version: str = ""
    """"" for data that does not say: then nothing is printed of it."""
    drawings_by: str = ""
    """The owner of a dataset's own pictures, to be credited in words taken literally."""
    own_pictures: frozenset[str] = frozenset()
    """Pictures of the user's folder (`technique/my-thumb`): they are not after the bundled ones' source."""


class Dataset(NamedTuple):
    """Everything an author wrote, checked."""

    spots: tuple[Spot, ...]
    sources: Mapping[str, Source]
    regions: Mapping[str, Region]
    labels: Mapping[str, Prose]
    locales: Mapping[str, Locale]
    packs: tuple[Pack, ...]
    glossary: tuple[Term, ...]
    sections: Mapping[str, tuple[Prose, ...]]
    """Texts of the booklet that belong to no spot: how to use it, safety, what science says, credits."""
    edition: Edition
    signs: Mapping[str, Sign] = {}

    def spot(self, number: int) -> Spot:
        """The record of a number that was loaded."""
        return next(spot for spot in self.spots if spot.number == number)

    def locale(self, wanted: str, clinic: Clinic | None = None) -> Locale:
        """The locale `wanted`. Raises `DatasetError` for an unknown one, with its place if the clinic's file names it."""
        if wanted not in self.locales:
            known = ", ".join(self.locales)
            place = clinic.places.get("locale") if clinic is not None and clinic.locale == wanted else None
            raise DatasetError(Diagnostic(place, f"unknown locale “{wanted}”", f"known: {known}"))
        return self.locales[wanted]


class Clinic(NamedTuple):
    """The clinic's own head, from clinic.yaml. Words are taken literally."""

    name: str
    address: str = ""
    phone: str = ""
    hours: str = ""
    web: str = ""
    logo: str = ""
    accent: str = ""
    paper: str = ""
    locale: str = ""
    emergency: str = ""
    reviewed_by: str = ""
    reviewed_on: str = ""
    letterhead: str = ""
    """none: the head is not printed; what else the file says still counts."""
    preprinted_top_mm: int = 0
    """Room at the top of the first side for what is printed on the paper already; goes with a letterhead of none."""
    places: Mapping[str, Place] = {}
    folder: str = ""
    """Where the file lies; the logo is looked for there and nowhere else."""
    logo_bytes: bytes = b""
    """The logo itself, where it is no file (the desk's page sends it); `logo` is then only its name."""
    logo_aspect: float = 0.0
    """Width over height, once the logo has been read."""
    logo_view: tuple[float, float, float, float] | None = None
    """The view box of one that is drawn; None for pixels."""

    @classmethod
    def load(cls, path: str) -> Clinic:
        """The clinic of a file such as `handouts new clinic` writes. Raises `DatasetError` with every problem of the file."""
        from handouts.dataset.clinic import load_clinic

        return load_clinic(path)

    @classmethod
    def of(cls, values: Mapping[str, object] | str, folder: str = "") -> Clinic:
        """The clinic of values by the keys of clinic.yaml, or of the text of such a file; its logo lies in `folder`.

        Raises `DatasetError`; the place of a problem is the key (`clinic.phone`), or line and column of the text.
        """
        from handouts.dataset.clinic import clinic_of
        from handouts.dataset.source import node_of, parse_yaml

        node = parse_yaml(values.encode(), "clinic") if isinstance(values, str) else node_of(dict(values), "clinic")
        return clinic_of(node)._replace(folder=folder)

    def without_head(self) -> Clinic:
        """The clinic for plain paper without a letterhead, whatever its file says of one."""
        return self._replace(letterhead="none", preprinted_top_mm=0, logo="", logo_bytes=b"")

    def link(self) -> str:
        """The web address as a program wants it."""
        return self.web if not self.web or self.web.startswith(("https://", "http://")) else f"https://{self.web}"


class DoseChange(NamedTuple):
    """A clinician's own dose for one technique; None keeps the sheet's. Named in `allow` where it passes the sheet's ceiling."""

    technique: str
    pressure: Range | None = None
    seconds: Range | None = None
    minutes: Range | None = None
    repeats: Range | None = None
    times_a_day: Range | None = None


class Plan(NamedTuple):
    """This patient's plan, from plan.yaml; words are taken literally. What `spots` says of a spot goes before what the whole plan says."""

    spot: int = 0
    """0: for whichever spot is printed."""
    techniques: tuple[str, ...] = ()
    doses: tuple[DoseChange, ...] = ()
    side: str = ""
    notes: tuple[str, ...] = ()
    review_on: str = ""
    days: int = 0
    """0: as many as the sheet has."""
    allow: tuple[str, ...] = ()
    """`technique.field` for each dose that is meant to pass the sheet's ceiling."""
    places: Mapping[str, Place] = {}
    spots: tuple[Plan, ...] = ()

    @classmethod
    def load(cls, path: str) -> Plan:
        """The plan of a file such as `handouts new plan 11` writes. Raises `DatasetError` with every problem of the file."""
        from handouts.dataset.plan import load_plan

        return load_plan(path)

    @classmethod
    def of(cls, values: Mapping[str, object] | str) -> Plan:
        """The plan of values by the keys of plan.yaml, or of the text of such a file.

        Raises `DatasetError`; the place of a problem is the key (`plan.doses.press.seconds`), or line and column of the text.
        """
        from handouts.dataset.plan import plan_of
        from handouts.dataset.source import node_of, parse_yaml

        return plan_of(parse_yaml(values.encode(), "plan") if isinstance(values, str) else node_of(dict(values), "plan"))

    def numbers(self) -> tuple[int, ...]:
        """The spots it names, in the order written."""
        return tuple(part.spot for part in self.spots) or ((self.spot,) if self.spot else ())

    def for_spot(self, number: int) -> Plan:
        """The plan of one spot: its own part laid over what holds for all."""
        own = next((part for part in self.spots if part.spot == number), None)
        if own is None:
            return self._replace(spot=number, spots=())
        return own._replace(
            side=own.side or self.side,
            notes=(*self.notes, *own.notes),
            review_on=own.review_on or self.review_on,
            days=own.days or self.days,
            places={**self.places, **own.places},
        )
