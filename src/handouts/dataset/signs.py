"""Warning signs: how urgent each is, which spots call for it, and whether a record says it whole and in the right place.

Enters: the table of signs (data/common/signs.yaml), its words (data/<language>/signs.yaml) and a record. Leaves: `Sign`s by id; what a
record gets wrong stays with the `Reader`.

One table for all spots, so that no page can call a sign less urgent than another page, or tell only half of it. A record shortens the
words to fit its page; `says` holds what they must still name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from handouts.dataset.model import Claim, Sign, Spot
from handouts.dataset.readers import Reader, near
from handouts.dataset.source import Mapping as MappingNode
from handouts.dataset.source import Node
from handouts.errors import Place

GROUPS = {"now": "help_now", "today": "help_today", "soon": "help_soon", "ask": "ask_first"}
"""The list of a record in which a sign of each urgency stands, the most urgent first."""


def read_signs(node: Node, reader: Reader, regions: Mapping[str, object]) -> dict[str, Sign]:
    """The signs by id, without their words."""
    fields = reader.fields(node, "", ("structures", "signs"))
    structures = fields.sequence("structures", lambda item, _: reader.text(item))

    def sign(item: Node, path: str) -> Sign:
        one = reader.fields(item, path, ("id", "urgency", "sources"), ("pain", "near", "every_spot"))
        return Sign(
            id=one.text("id"),
            urgency=one.one_of("urgency", "urgency", GROUPS),
            pain=one.sequence("pain", lambda region, _: reader.one_of(region, "region", regions)),
            near=one.sequence("near", lambda word, _: reader.one_of(word, "structure", structures)),
            every_spot=one.truth("every_spot"),
            sources=one.sequence("sources", lambda word, _: reader.text(word), 1),
        )

    signs: dict[str, Sign] = {}
    for one in fields.sequence("signs", sign):
        if one.id in signs:
            reader.error(node.place, f"the sign “{one.id}” stands twice")
        if one.urgency in GROUPS:  # else it is told already
            signs[one.id] = one
    return signs


def read_sign_words(node: Node, reader: Reader, signs: Mapping[str, Sign]) -> dict[str, Sign]:
    """The signs with their words: the whole sign, and what every shorter form must name (`a/b`: either)."""
    fields = reader.fields(node, "", ("signs",))
    worded = dict(signs)
    if isinstance(words := fields.values.get("signs"), MappingNode):
        for name, value in words.entries:
            one = reader.fields(value, f"signs.{name.text}", ("text", "says"))
            if name.text not in signs:
                reader.unknown(name.place, "sign", name.text, signs)
                continue
            says = one.sequence("says", lambda item, _: reader.text(item).lower(), 1)
            worded[name.text] = signs[name.text]._replace(text=one.prose("text"), says=says)
    for key in signs:
        if not worded[key].says:
            reader.error(node.place, f"the sign “{key}” has no words", f"write  {key}: {{text: …, says: [word, this/or this]}}")
    return worded


def structures_of(signs: Mapping[str, Sign]) -> tuple[str, ...]:
    """What a record may name under `near`: only what some sign asks about."""
    return tuple(dict.fromkeys(word for sign in signs.values() for word in sign.near))


def called_for(spot: Spot, signs: Mapping[str, Sign]) -> dict[str, str]:
    """The signs that a spot calls for, each with the reason."""
    regions = {region for area in spot.pain for region in area.regions}
    found: dict[str, str] = {}
    for sign in signs.values():
        why = [f"pain in “{region}”" for region in sign.pain if region in regions]
        why += [f"“{word}” under near" for word in sign.near if word in spot.near]
        if sign.every_spot:
            why.append("every spot")
        if why:
            found[sign.id] = why[0]
    return found


def said_in(spot: Spot, sign: Sign) -> str:
    """All that the record's page says of a sign, in one string; empty where it says nothing."""
    claims: Iterable[Claim] = getattr(spot, GROUPS[sign.urgency])
    parts = [_plain(claim) for claim in claims if sign.id in claim.signs]
    if sign.urgency == "now" and spot.danger and sign.id in spot.danger.signs:
        parts += ["".join(piece.text for piece in (*spot.danger.heading, *spot.danger.text))]
    return " ".join(parts)


def missing_words(text: str, sign: Sign) -> list[str]:
    """What of the sign a text does not name."""
    text = text.lower()
    return [part for part in sign.says if not any(choice in text for choice in part.split("/"))]


def check_signs(reader: Reader, spot: Spot, signs: Mapping[str, Sign], whole: Place) -> None:
    """Unknown signs are found while reading; here: the wrong list, half a sign, and a sign that is called for and nowhere."""
    if not signs:
        return
    for group in GROUPS.values():
        for index, claim in enumerate(getattr(spot, group)):
            for key in claim.signs:
                if key in signs and GROUPS[signs[key].urgency] != group:
                    where = spot.places.get(f"{group}[{index}]", whole)
                    reader.error(where, f"the sign “{key}” stands in {group}", f"it is {GROUPS[signs[key].urgency]} on every page: move it")
    for key in spot.danger.signs if spot.danger else ():
        if key in signs and signs[key].urgency != "now":
            reader.error(
                spot.places.get("danger", whole), f"the sign “{key}” stands in the danger box", "only what cannot wait belongs there"
            )
    needed = called_for(spot, signs)
    for sign in signs.values():
        text, group = said_in(spot, sign), GROUPS[sign.urgency]
        where = spot.places.get(group, whole)
        full = "".join(piece.text for piece in sign.text)
        if text and (missing := missing_words(text, sign)):
            words = ", ".join(f"“{part.replace('/', '” or “')}”" for part in missing)
            reader.error(where, f"the sign “{sign.id}” is cut short: it does not say {words}", f"the whole sign: {full}")
        elif text and sign.id in spot.left_to_find:
            reader.error(spot.places.get("left_to_find", whole), f"the sign “{sign.id}” is on the page", "take it off left_to_find")
        elif not text and sign.id in needed and sign.id not in spot.left_to_find:
            hint = f"say it in {group} ({full}), or, where the page has no room, list it under left_to_find"
            reader.error(where, f"the sign “{sign.id}” is missing: {needed[sign.id]} calls for it", hint)
    for key in spot.left_to_find:
        if key in signs and key not in needed:
            reader.error(spot.places.get("left_to_find", whole), f"nothing in this record calls for the sign “{key}”", near(key, needed))


def _plain(claim: Claim) -> str:
    return "".join(piece.text for piece in claim.text)
