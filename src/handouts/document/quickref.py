"""Compose: all spots become the rows of the quick-reference table and the entries of the finder.

Enters: the checked dataset and the words of the place. Leaves: a `QuickTable` and a `Finder`, every text in finished words. Regions are
listed by body area in the dataset's order, which runs from head to foot, and alphabetically within an area.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handouts.dataset.model import Clinic, Dataset, Edition, PainArea, Piece, Prose, Spot
from handouts.document.blocks import DangerBox, Letterhead, PainMap, Words
from handouts.document.handout import facts_of, letterhead_of, owner_of, pain_map_of, reviewed, version_of
from handouts.document.words import Wording, joined, strong


class MuscleGroup(NamedTuple):
    """Muscles listed together, under the group's name where they have one."""

    name: Words
    muscles: tuple[Words, ...]
    plain: tuple[Words, ...]
    """Everyday words for each muscle, in the same order; empty where the record gives none."""


class QuickRow(NamedTuple):
    """One spot in the table."""

    number: int
    place: Words
    pain_map: PainMap
    alt: str
    conditions: tuple[Words, ...]
    warning: Words
    """What must be read first, of a spot with a danger box."""
    main: tuple[Words, ...]
    spill_over: tuple[Words, ...]
    muscles: tuple[MuscleGroup, ...]
    page: str = ""
    """Where the spot is in the booklet."""


class SheetFoot(NamedTuple):
    """What a table cannot do, whose facts and drawings, when written; and the template of the folio."""

    limits: Words
    credits: tuple[Words, ...]
    page: str


class QuickTable(NamedTuple):
    """The quick reference: every spot and every item of its record."""

    lang: str
    letterhead: Letterhead | None
    title: Words
    how: Words
    danger: DangerBox
    columns: tuple[Words, ...]
    """Spot, for, where it hurts, muscles, page."""
    spill_label: Words
    rows: tuple[QuickRow, ...]
    foot: SheetFoot


class FinderEntry(NamedTuple):
    """A place where it hurts, the spots to try first (none: the name says to see a doctor first), and others that are felt there."""

    region: str
    name: Words
    main: tuple[int, ...]
    spill_over: tuple[int, ...]


class FinderGroup(NamedTuple):
    """The entries of one body area."""

    name: Words
    entries: tuple[FinderEntry, ...]


class Finder(NamedTuple):
    """Where does it hurt: figures with numbers, and the index by pain area."""

    lang: str
    letterhead: Letterhead | None
    title: Words
    how: Words
    danger: DangerBox
    main_words: Words
    spill_words: Words
    side_words: Words
    """That numbers are drawn on one side only."""
    figures: Mapping[str, Words]
    """What stands under each body figure."""
    alts: Mapping[str, str]
    """For each body figure, with {spots} to be filled in."""
    spill_alt: str
    """What a screen reader says for the dashed numbers of an entry, with {numbers} to be filled in."""
    spots: Mapping[int, str]
    """The place of each spot by its number, for those who cannot see the figures."""
    groups: tuple[FinderGroup, ...]
    foot: SheetFoot


BODIES = ("front", "back", "side", "head", "sole")


def compose_quickref(
    dataset: Dataset, wording: Wording, clinic: Clinic | None = None, pages: Mapping[int, str] | None = None
) -> QuickTable:
    """The table of all spots; `pages` gives the folio of each in a booklet."""
    columns = ["spot", "for", "pain", "muscles"] + ["page"] * bool(pages)
    return QuickTable(
        wording.lang,
        letterhead_of(clinic),
        wording.say("reference.title"),
        wording.say("reference.how"),
        _danger(dataset, wording),
        tuple(wording.say(f"reference.{column}") for column in columns),
        wording.say("reference.spill"),
        tuple(_row(spot, wording, (pages or {}).get(spot.number, "")) for spot in dataset.spots),
        _foot(dataset, wording, clinic),
    )


def _row(spot: Spot, wording: Wording, page: str) -> QuickRow:
    def tell(prose: Prose, field: str) -> Words:
        return wording.tell(prose, f"{spot.id}:{field}")

    def areas(kind: str) -> tuple[Words, ...]:
        return tuple(tell(area.text, f"pain[{index}].text") for index, area in enumerate(spot.pain) if area.kind == kind)

    return QuickRow(
        number=spot.number,
        place=tell(spot.name, "name"),
        pain_map=pain_map_of(spot, wording, "both" if spot.laterality == "both" else "right"),
        alt=wording.say_plain("reference.alt", place=tell(spot.name, "name").plain()),
        conditions=tuple(tell(text, f"conditions[{index}]") for index, text in enumerate(spot.conditions)),
        warning=Words(()) if spot.danger is None else tell(spot.danger.heading, "danger.heading"),
        main=areas("main"),
        spill_over=areas("spill-over"),
        muscles=_muscles(spot, wording),
        page=page,
    )


def _muscles(spot: Spot, wording: Wording) -> tuple[MuscleGroup, ...]:
    """Neighbours of one group together, in the record's order."""
    found: list[MuscleGroup] = []
    for index, muscle in enumerate(spot.muscles):
        source = f"{spot.id}:muscles[{index}]"
        name = wording.tell((Piece(muscle.name),), f"{source}.name")
        plain = wording.tell((Piece(muscle.plain),) if muscle.plain else (), f"{source}.plain")
        group = wording.tell((Piece(muscle.part_of),) if muscle.part_of else (), f"{source}.part_of")
        last = found[-1] if found else None
        if last is not None and last.name.plain() == group.plain():
            found[-1] = last._replace(muscles=(*last.muscles, name), plain=(*last.plain, plain))
        else:
            found.append(MuscleGroup(group, (name,), (plain,)))
    return tuple(found)


def compose_finder(dataset: Dataset, wording: Wording, clinic: Clinic | None = None) -> Finder:
    """The numbered figures and the index."""
    return Finder(
        wording.lang,
        letterhead_of(clinic),
        wording.say("finder.title"),
        wording.say("finder.how"),
        _danger(dataset, wording),
        wording.say("finder.main"),
        wording.say("finder.spill"),
        wording.say("finder.side"),
        {name: wording.say(f"finder.figure.{name}") for name in BODIES},
        {name: wording.say_plain(f"finder.alt.{name}") for name in BODIES},
        wording.say_plain("finder.spill.alt"),
        {spot.number: wording.tell(spot.name, "").plain() for spot in dataset.spots},
        _groups(dataset, wording),
        _foot(dataset, wording, clinic),
    )


def _groups(dataset: Dataset, wording: Wording) -> tuple[FinderGroup, ...]:
    main = _numbers(dataset.spots, "main")
    spill = _numbers(dataset.spots, "spill-over")
    areas: dict[str, list[FinderEntry]] = {}
    for region in dataset.regions.values():
        felt = (*main.get(region.id, ()), *spill.get(region.id, ()))
        first = () if region.doctor_first else tuple(n for n in region.begin if n in felt) or main.get(region.id, ())
        then = tuple(sorted({number for number in felt if number not in first}))
        if felt:
            name = _capital(wording.tell((Piece(region.name),), f"regions:{region.id}.name"))
            if region.doctor_first:
                name = name._replace(text=wording.say("finder.doctor", name=name.plain()).text)
            areas.setdefault(region.area, []).append(FinderEntry(region.id, name, first, then))
    return tuple(
        FinderGroup(_capital(wording.tell((Piece(area),), f"regions:{area}")), _sorted(entries)) for area, entries in areas.items()
    )


def _sorted(entries: Sequence[FinderEntry]) -> tuple[FinderEntry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.name.plain().casefold()))


def _numbers(spots: Sequence[Spot], kind: str) -> dict[str, tuple[int, ...]]:
    """The spots of each region, in the order of their numbers."""

    def regions(areas: Sequence[PainArea]) -> set[str]:
        return {region for area in areas if area.kind == kind for region in area.regions}

    found: dict[str, tuple[int, ...]] = {}
    for spot in sorted(spots, key=lambda spot: spot.number):
        for region in sorted(regions(spot.pain)):
            found[region] = (*found.get(region, ()), spot.number)
    return found


def _capital(words: Words) -> Words:
    first, *rest = words.text
    return words._replace(text=(first._replace(text=first.text[:1].upper() + first.text[1:]), *rest))


def _danger(dataset: Dataset, wording: Wording) -> DangerBox:
    """The emergency first, then the spots whose own box must be read."""
    numbers = [str(spot.number) for spot in dataset.spots if spot.danger is not None]
    text = wording.say("sheets.danger.text")
    if numbers:
        *most, last = numbers
        listed = wording.say_plain("sheets.and", most=", ".join(most), last=last) if most else last
        label = "sheets.read_first" if most else "sheets.read_first.one"
        text = text._replace(text=joined([text.text, wording.say(label, numbers=listed).text], " "))
    return DangerBox(wording.say("sheets.danger"), text)


def _foot(dataset: Dataset, wording: Wording, clinic: Clinic | None) -> SheetFoot:
    articles = [dataset.sources[spot.article] for spot in dataset.spots]
    hosts = [article.url.split("/")[2].removeprefix("www.") for article in articles if article.url]
    credits = (
        _checked(dataset, wording, clinic),
        facts_of(wording, [article.author for article in articles], hosts, articles[0].title if articles else ""),
        *figure_credits(dataset.edition, wording),
        *version_of(wording, dataset.edition),
    )
    return SheetFoot(wording.say("sheets.limits"), credits, wording.say_plain("page"))


def figure_credits(edition: Edition, wording: Wording) -> tuple[Words, ...]:
    """Whose body figures they are."""
    own = {f"body/{name}" for name in BODIES} & edition.own_pictures
    return (*((wording.say("sheets.drawings"),) if len(own) < len(BODIES) else ()), *owner_of(wording, edition, bool(own)))


def _checked(dataset: Dataset, wording: Wording, clinic: Clinic | None) -> Words:
    """By whom, where one clinician has checked all of it; else when it was last written."""
    if clinic and clinic.reviewed_by:
        return reviewed(wording, clinic.reviewed_by, clinic.reviewed_on, "")
    by = {spot.reviewed_by for spot in dataset.spots}
    if len(by) == 1 and all(by):
        return reviewed(wording, by.pop(), min(spot.reviewed_on for spot in dataset.spots), "")
    return reviewed(wording, "", "", max(spot.written for spot in dataset.spots))


def listed(items: Sequence[Words], bold: bool = False) -> Prose:
    """Items with semicolons between them: some have commas inside."""
    parts = [strong(words.plain()) if bold else words.text for words in items]
    return joined(parts, "; ")
