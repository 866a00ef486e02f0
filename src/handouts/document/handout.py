"""Compose: one spot, for one patient at one clinic, becomes the parts of a handout.

Enters: the checked record, the common words, and what this patient needs. Leaves: a `Handout`. Paper, type and place on the page
are layout's business; here is decided only what is said and in which words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from handouts.dataset.model import Claim, Clinic, Dose, Edition, Piece, Prose, Source, Spot, Technique
from handouts.document.blocks import (
    Blank,
    DangerBox,
    DoseStrip,
    FigureKey,
    Foot,
    Handout,
    Letterhead,
    PainMap,
    PlateFigure,
    TechniqueBox,
    Titled,
    Words,
)
from handouts.document.wishes import Patient, Request, chosen_techniques, diary_of, dose_of, figure_alt, side_of, spot_label
from handouts.document.words import Wording, joined, strong

__all__ = ["LOGO", "Patient", "Request", "compose_handout", "letterhead_of", "pain_map_of", "web_words"]

LOGO = "logo"
"""The key of the clinic's logo among the pictures."""


def compose_handout(spot: Spot, wording: Wording, sources: Mapping[str, Source], edition: Edition, request: Request) -> Handout:
    """All the parts of the handout of `spot`."""
    side = side_of(spot, request)
    key = spot.id

    def tell(prose: Prose, field: str) -> Words:
        return wording.tell(prose, f"{key}:{field}")

    return Handout(
        key=key,
        number=spot.number,
        lang=wording.lang,
        letterhead=letterhead_of(request.clinic),
        title=tell(spot.title, "title"),
        subtitle=Words(
            (*wording.say(spot_label(request), number=str(spot.number)).text, Piece(": "), *tell(spot.name, "name").text), f"{key}:name"
        ),
        message=tell(spot.message, "message"),
        blanks=_blanks(wording, request),
        danger=None
        if spot.danger is None
        else DangerBox(tell(spot.danger.heading, "danger.heading"), tell(spot.danger.text, "danger.text")),
        ask_first=_claims(wording, "ask_first", spot.ask_first, key),
        plate=PlateFigure(
            spot.figure.plate,
            figure_alt(spot, wording, request, False),
            tuple(step.landmark for step in spot.find),
            side,
            FigureKey(*(wording.say(f"key.{sign}") for sign in ("start", "zone", "fingers", "keep_off"))),
            figure_alt(spot, wording, request, True),
            tuple(step.keep_off for step in spot.find),
        ),
        find_heading=wording.say("find"),
        steps=tuple(tell(step.text, f"find[{i}].text") for i, step in enumerate(spot.find)),
        pain_map=pain_map_of(spot, wording, side),
        felt=_fact(wording, "felt", (*spot.felt, Piece(".")), f"{key}:felt"),
        relieves=_fact(wording, "relieves", (*spot.relieves, Piece(".")), f"{key}:relieves"),
        honesty=_fact(wording, "honesty", spot.honesty.text, f"{key}:honesty.text") if spot.honesty else Words(()),
        also_helps=_fact(wording, "also_helps", joined(list(spot.also_helps), " "), f"{key}:also_helps") if spot.also_helps else Words(()),
        muscles=_fact(wording, "muscles", (*spot.muscles_plain, Piece(".")), f"{key}:muscles_plain"),
        do_heading=wording.say("do"),
        anchors=wording.say("scale.anchors"),
        techniques=tuple(_technique(spot, technique, wording, request) for technique in chosen_techniques(spot, request.plan)),
        feels=Titled(wording.say("feels"), tuple(tell(text, f"feels[{i}]") for i, text in enumerate(spot.feels))),
        stop=_claims(wording, "stop", spot.stop, key),
        help_now=_claims(wording, "help_now", spot.help_now, key),
        help_today=_claims(wording, "help_today", spot.help_today, key),
        help_soon=_claims(wording, "help_soon", spot.help_soon, key),
        diary=diary_of(wording, request),
        diary_side=request.diary,
        foot=_foot(spot, wording, sources, edition, request),
        why=tell(spot.why, "why"),
    )


def _fact(wording: Wording, label: str, prose: Prose, source: str) -> Words:
    """A fact after its label."""
    return Words((*_label(wording, label), *wording.tell(prose, "").text), source)


def _label(wording: Wording, label: str) -> Prose:
    return (Piece(wording.say(label).plain() + " ", True),)


def letterhead_of(clinic: Clinic | None) -> Letterhead | None:
    """The clinic's head, or the room for the paper's own; the logo only where it has been read (`build.dressed`)."""
    if clinic is not None and clinic.preprinted_top_mm:
        return Letterhead(Words(()), (), preprinted_top_mm=clinic.preprinted_top_mm)
    if clinic is None or clinic.letterhead == "none":
        return None
    shown = (("address", clinic.address), ("phone", clinic.phone), ("hours", clinic.hours), ("web", web_words(clinic.web)))
    drawn = bool(clinic.logo and clinic.logo_aspect)
    return Letterhead(
        Words((Piece(clinic.name, True),), "clinic:name"),
        tuple(Words((Piece(text),), f"clinic:{key}") for key, text in shown if text),
        clinic.link(),
        LOGO if drawn else "",
        clinic.name if drawn else "",
        clinic.logo_aspect,
        clinic.logo_view,
    )


def web_words(address: str) -> str:
    """An address as it is said: without what every browser adds."""
    return address.removeprefix("https://").removeprefix("http://").rstrip("/")


def _blanks(wording: Wording, request: Request) -> tuple[Blank, ...]:
    patient = request.patient
    return (
        Blank(wording.say("for"), patient.name, "patient", 2.2),
        Blank(wording.say("date"), patient.date, "date", 1.0),
        Blank(wording.say("from"), patient.clinician, "clinician", 1.6),
    )


def pain_map_of(spot: Spot, wording: Wording, side: str) -> PainMap:
    """The spot's main and spill-over areas by region, and the words for those who do not see them."""
    main = [area for area in spot.pain if area.kind == "main"]
    spill = [area for area in spot.pain if area.kind != "main"]

    def words(areas: list[object]) -> str:
        return "; ".join("".join(piece.text for piece in area.text) for area in areas)  # type: ignore[attr-defined]

    alt = (
        wording.say_plain("map.alt", main=words(list(main)), spill=words(list(spill)))
        if spill
        else wording.say_plain("map.alt_main", main=words(list(main)))
    )
    named = [region for area in main for region in area.regions]
    return PainMap(
        spot.number,
        tuple(dict.fromkeys(named)),
        tuple(dict.fromkeys(region for area in spill for region in area.regions if region not in named)),
        side,
        alt,
        wording.say("map.main"),
        wording.say("map.spill") if spill else Words(()),
    )


def _technique(spot: Spot, technique: Technique, wording: Wording, request: Request) -> TechniqueBox:
    index = spot.techniques.index(technique)
    key = f"{spot.id}:techniques[{index}]"
    who = wording.say(f"who.{technique.who}", position=wording.tell(technique.position, "").plain()).text
    dose, own = dose_of(technique, request)
    return TechniqueBox(
        name=wording.tell(technique.name, f"{key}.name"),
        who=Words(who, f"{key}.position"),
        drawing=technique.drawing,
        drawing_alt=wording.say_plain(f"drawing.{technique.drawing}"),
        plate=spot.figure.plate,
        stroke=technique.kind,
        stroke_alt=wording.say_plain(f"stroke.{technique.kind}"),
        side=side_of(spot, request),
        steps=tuple(wording.tell(step, f"{key}.steps[{i}]") for i, step in enumerate(technique.steps)),
        dose=_dose_strip(dose, technique.lotion, own, wording, f"{key}.dose"),
    )


def _dose_strip(dose: Dose, lotion: bool, own: bool, wording: Wording, source: str) -> DoseStrip:
    amount: list[str] = []
    if dose.minutes:
        amount.append(wording.say_plain("dose.minute" if dose.minutes == (1, 1) else "dose.minutes", n=wording.number(dose.minutes)))
    if dose.seconds:
        label = "dose.seconds_each" if dose.repeats and dose.count_of in ("presses", "strokes", "squeezes", "rests") else "dose.seconds"
        amount.append(wording.say_plain(label, n=wording.number(dose.seconds)))
    if dose.repeats:
        amount.append(wording.say_plain(f"dose.{dose.count_of}", n=wording.number(dose.repeats)))
    if dose.each_side:
        amount.append(wording.say_plain("dose.each_side"))
    rhythm = [
        wording.say_plain("dose.once_a_day")
        if dose.times_a_day == (1, 1)
        else wording.say_plain("dose.times_a_day", n=wording.number(dose.times_a_day)),
        wording.say_plain("dose.lotion" if lotion else "dose.dry"),
    ]
    if own:
        rhythm.append(wording.say_plain("dose.own"))
    text = ", ".join(rhythm)
    first = ", ".join(amount)
    return DoseStrip(
        dose.pressure,
        Words(strong(wording.say_plain("dose.hard", n=wording.number(dose.pressure))), source),
        Words(strong(first[:1].upper() + first[1:] + "."), source),
        Words((Piece(text[:1].upper() + text[1:] + "."),), source),
    )


def _claims(wording: Wording, field: str, claims: tuple[Claim, ...], key: str) -> Titled:
    return Titled(
        wording.say(field),
        tuple(wording.tell(claim.text, f"{key}:{field}[{i}].text") for i, claim in enumerate(claims)),
    )


def _foot(spot: Spot, wording: Wording, sources: Mapping[str, Source], edition: Edition, request: Request) -> Foot:
    article = sources[spot.article]
    clinic = request.clinic
    by, on = (clinic.reviewed_by, clinic.reviewed_on) if clinic and clinic.reviewed_by else (spot.reviewed_by, spot.reviewed_on)
    pictures = {f"spots/{spot.figure.plate}", *(f"technique/{technique.drawing}" for technique in spot.techniques)}
    return Foot(
        evidence=wording.tell(spot.evidence.text, f"{spot.id}:evidence.text"),
        credits=(reviewed(wording, by, on, spot.written), *credits_of(wording, edition, pictures), *version_of(wording, edition)),
        address=article.url,
        address_words=facts_of(wording, [article.author], [_spoken(article.url)], article.title),
        qr_alt=wording.say_plain("qr.alt", address=_spoken(article.url)) if article.url else "",
        qr_words=wording.say("qr.scan"),
        page=wording.say_plain("page"),
    )


def reviewed(wording: Wording, by: str, on: str, written: str) -> Words:
    """Who has checked it and when; else when it was written."""
    return wording.say("reviewed", name=by, date=wording.date(on, True)) if by else wording.say("written", date=wording.date(written, True))


def facts_of(wording: Wording, authors: Iterable[str], addresses: Iterable[str], title: str) -> Words:
    """Whose facts they are; of a source without author and address its title."""
    author, address = (", ".join(dict.fromkeys(filter(None, words))) for words in (authors, addresses))
    if author and address:
        return wording.say("facts", author=author, address=address)
    return wording.say("facts.one", source=(author or address or title).rstrip("."))


def credits_of(wording: Wording, edition: Edition, pictures: Collection[str]) -> tuple[Words, ...]:
    """Whose pictures they are: the bundled ones' source only where one of those is shown, and the owner of a dataset's own."""
    own = edition.own_pictures.intersection(pictures)
    bundled = (wording.say("credit"),) if len(own) < len(pictures) else ()
    return (*bundled, *owner_of(wording, edition, bool(own)))


def owner_of(wording: Wording, edition: Edition, shown: bool) -> tuple[Words, ...]:
    """The owner of a dataset's own pictures, where any is shown and the owner is named."""
    return (wording.say("credit.own", owner=edition.drawings_by.rstrip(".")),) if shown and edition.drawings_by else ()


def version_of(wording: Wording, edition: Edition) -> tuple[Words, ...]:
    """Which data it is, where the data says so."""
    return (wording.say("version", version=edition.version),) if edition.version else ()


def _spoken(address: str) -> str:
    return web_words(address).removeprefix("www.")
