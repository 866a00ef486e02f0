"""One spot as plain text: everything the record says, also what the page has no room for.

Enters: a `Spot`, words, sources. Leaves: `Part`s in reading order, to be wrapped by whoever shows them, and the same as plain
values for programs (docs/json.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from handouts.dataset.model import Claim, Edition, Plan, Prose, Source, Spot
from handouts.document.blocks import TechniqueBox
from handouts.document.handout import Request, compose_handout
from handouts.document.words import Wording


class Part(NamedTuple):
    """A piece of plain text. `kind` is title, heading, subheading, text, item or step; a step's number comes with it."""

    kind: str
    text: str
    number: int = 0


def plain_text(spot: Spot, wording: Wording, sources: Mapping[str, Source], edition: Edition, side: str = "") -> tuple[Part, ...]:
    """The whole record. `wording` has the labels of the screen too."""
    say, tell = wording.say_plain, _teller(wording)
    request = Request(side, "none", plan=Plan(techniques=tuple(technique.id for technique in spot.techniques)))
    handout = compose_handout(spot, wording, sources, edition, request)
    parts = [
        Part("title", say("show.title", number=str(spot.number), name=tell(spot.name))),
        Part("title", tell(spot.title)),
        Part("text", tell(spot.message)),
    ]
    if spot.danger:
        parts += [Part("heading", tell(spot.danger.heading)), Part("text", tell(spot.danger.text))]
    parts.append(Part("heading", say("find")))
    parts += [Part("step", tell(step.text), number) for number, step in enumerate(spot.find, 1)]
    parts.append(Part("text", tell(spot.figure.caption)))
    parts += [Part("text", fact.plain()) for fact in handout.facts]
    parts += [Part("heading", say("show.why")), Part("text", tell(spot.why)), Part("heading", say("show.techniques"))]
    for technique, box in zip(spot.techniques, handout.techniques, strict=True):
        parts += _technique(box, technique.id in spot.sheet, tell(technique.tool), technique.sources, technique.dose.days, wording)
    parts += [Part("heading", handout.feels.heading.plain()), *(Part("item", item.plain()) for item in handout.feels.items)]
    for titled, claims in (
        (handout.stop, spot.stop),
        (handout.ask_first, spot.ask_first),
        (handout.help_now, spot.help_now),
        (handout.help_today, spot.help_today),
        (handout.help_soon, spot.help_soon),
    ):
        parts += [Part("heading", titled.heading.plain())] if claims else []
        parts += [Part("item", _with_sources(item.plain(), claim.sources)) for item, claim in zip(titled.items, claims, strict=True)]
    if spot.also_helps:
        parts += [Part("heading", say("also_helps").rstrip(":")), *(Part("item", tell(text)) for text in spot.also_helps)]
    parts += [Part("heading", say("show.conditions")), *(Part("item", tell(text)) for text in spot.conditions)]
    parts.append(Part("heading", say("show.pain")))
    for kind, label in (("main", "show.main"), ("spill-over", "spill")):
        areas = [tell(area.text) for area in spot.pain if area.kind == kind]
        parts += [Part("item", _capital(say(label, areas="; ".join(areas))))] if areas else []
    parts += [Part("heading", say("show.muscles")), *(Part("item", _muscle(m.name, m.plain, m.part_of)) for m in spot.muscles)]
    parts += [Part("heading", say("show.evidence")), Part("text", _with_sources(tell(spot.evidence.text), spot.evidence.sources))]
    parts += _footing(spot, wording, sources)
    return tuple(parts)


def _technique(box: TechniqueBox, on_sheet: bool, tool: str, sources: tuple[str, ...], days: int, wording: Wording) -> Iterable[Part]:
    say = wording.say_plain
    yield Part("subheading", f"{box.name.plain()} ({say('show.on_sheet')})" if on_sheet else box.name.plain())
    yield Part("text", say("show.with", who=box.who.plain(), tool=tool))
    for number, step in enumerate(box.steps, 1):
        yield Part("step", step.plain(), number)
    amount, rhythm = box.dose.amount.plain(), box.dose.rhythm.plain()
    pressure = wording.number(box.dose.pressure)
    yield Part("text", say("show.dose", pressure=pressure, amount=amount, rhythm=rhythm) + " " + say("show.days", n=str(days)))
    if sources:
        yield Part("text", _with_sources("", sources).strip())


def _footing(spot: Spot, wording: Wording, sources: Mapping[str, Source]) -> Iterable[Part]:
    """Where it comes from, and who has looked at it."""
    say = wording.say_plain
    article = sources[spot.article]
    yield Part("heading", say("show.sources"))
    yield Part("text", say("show.read_more", source=_named(article)))
    for key in cited(spot):
        yield Part("item", f"[{key}] {_named(sources[key])}")
    yield Part("heading", say("show.review"))
    if spot.reviewed_by:
        yield Part("text", say("reviewed", name=spot.reviewed_by, date=wording.date(spot.reviewed_on)))
    else:
        yield Part("text", say("show.not_yet" if spot.review else "show.not_yet_plain"))
    for question in spot.review:
        yield Part("item", question.question)


def _named(source: Source) -> str:
    """What a source gives of its title, author and address."""
    return ". ".join(word for word in (source.title, source.author, source.url) if word)


def cited(spot: Spot) -> tuple[str, ...]:
    """The ids of every source that the record names, in the order they first stand."""
    claims = (
        *spot.stop,
        *spot.ask_first,
        *spot.help_now,
        *spot.help_today,
        *spot.help_soon,
        spot.evidence,
        *([spot.honesty] if spot.honesty else []),
    )
    ids = [*(spot.danger.sources if spot.danger else ()), *(key for technique in spot.techniques for key in technique.sources)]
    ids += [key for claim in claims for key in claim.sources]
    return tuple(dict.fromkeys(ids))


def review_state(spot: Spot, wording: Wording) -> str:
    """A few words for a table."""
    if spot.reviewed_by:
        return wording.say_plain("review.by", name=spot.reviewed_by, date=wording.date(spot.reviewed_on))
    count = len(spot.review)
    key = "review.none" if not count else "review.none_open_one" if count == 1 else "review.none_open"
    return wording.say_plain(key, n=str(count))


def summary(spot: Spot, wording: Wording) -> dict[str, Any]:
    """A spot's line in `handouts list --json`."""
    tell = _teller(wording)
    return {
        "number": spot.number,
        "id": spot.id,
        "name": tell(spot.name),
        "title": tell(spot.title),
        "for": [tell(text) for text in spot.conditions],
        "pain": [{"text": tell(area.text), "regions": list(area.regions), "kind": area.kind} for area in spot.pain],
        "muscles": [muscle.name for muscle in spot.muscles],
        "review": {"by": spot.reviewed_by, "on": spot.reviewed_on, "open": len(spot.review)},
    }


def whole(spot: Spot, wording: Wording, sources: Mapping[str, Source], version: str) -> dict[str, Any]:
    """A spot as `handouts show --json` gives it."""
    tell = _teller(wording)

    def claims(group: tuple[Claim, ...]) -> list[dict[str, Any]]:
        return [{"text": tell(claim.text), "sources": list(claim.sources), "signs": list(claim.signs)} for claim in group]

    def technique(index: int) -> dict[str, Any]:
        one = spot.techniques[index]
        dose = {("count" if key == "repeats" else key): value for key, value in one.dose._asdict().items() if value not in (None, "")}
        return {
            "id": one.id,
            "name": tell(one.name),
            "on_sheet": one.id in spot.sheet,
            "stroke": one.kind,
            "who": one.who,
            "position": tell(one.position),
            "tool": tell(one.tool),
            "lotion": one.lotion,
            "steps": [tell(step) for step in one.steps],
            "dose": dose,
            "sources": list(one.sources),
        }

    article = sources[spot.article]
    danger = spot.danger
    return {
        **summary(spot, wording),
        "kind": spot.kind,
        "laterality": spot.laterality,
        "message": tell(spot.message),
        "danger": {"heading": tell(danger.heading), "text": tell(danger.text), "sources": list(danger.sources)} if danger else None,
        "figure": {"plate": spot.figure.plate, "alt": spot.figure.alt, "caption": tell(spot.figure.caption)},
        "find": [{"landmark": step.landmark, "text": tell(step.text), "keep_off": step.keep_off} for step in spot.find],
        "felt": tell(spot.felt),
        "relieves": tell(spot.relieves),
        "honesty": claims((spot.honesty,))[0] if spot.honesty else None,
        "why": tell(spot.why),
        "techniques": [technique(index) for index in range(len(spot.techniques))],
        "feels": [tell(text) for text in spot.feels],
        "stop": claims(spot.stop),
        "ask_first": claims(spot.ask_first),
        "help_now": claims(spot.help_now),
        "help_today": claims(spot.help_today),
        "help_soon": claims(spot.help_soon),
        "also_helps": [tell(text) for text in spot.also_helps],
        "muscles": [muscle._asdict() for muscle in spot.muscles],
        "evidence": claims((spot.evidence,))[0],
        "article": {"id": article.id, "title": article.title, "author": article.author, "url": article.url},
        "sources": {key: {"title": sources[key].title, "author": sources[key].author, "url": sources[key].url} for key in cited(spot)},
        "written": spot.written,
        "review": {
            "by": spot.reviewed_by,
            "on": spot.reviewed_on,
            "open": len(spot.review),
            "questions": [{"question": question.question, "fields": list(question.fields)} for question in spot.review],
        },
        "version": version,
    }


def _teller(wording: Wording) -> Callable[[Prose], str]:
    def tell(prose: Prose) -> str:
        return wording.tell(prose, "").plain()

    return tell


def _with_sources(text: str, sources: tuple[str, ...]) -> str:
    return f"{text} [{', '.join(sources)}]" if sources else text


def _muscle(name: str, plain: str, part_of: str) -> str:
    return ", ".join(word for word in (name, plain, part_of) if word)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
