"""What `handouts find` reads besides the records: other words for what hurts, and words that may mean danger.

Enters: nodes. Leaves: `Synonyms` and `DangerSign`s; problems stay with the `Reader`. A module of its own, so that the commands that
make a page never load it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from handouts.dataset.model import Prose, Sign
from handouts.dataset.readers import Fields, Reader
from handouts.dataset.signs import GROUPS
from handouts.dataset.source import Mapping as MappingNode
from handouts.dataset.source import Node

ACTS = tuple(GROUPS)
"""How fast to act, fastest first; at last who should ask before pressing."""


class Alias(NamedTuple):
    """A condition or muscle (or a word of its name) and what else it is called."""

    means: str
    said: tuple[str, ...]


class Synonyms(NamedTuple):
    """data/<language>/synonyms.yaml."""

    ignore: frozenset[str]
    weak: frozenset[str]
    same: Mapping[str, str]
    conditions: tuple[Alias, ...]
    muscles: tuple[Alias, ...]
    elsewhere: tuple[str, ...]


class DangerSign(NamedTuple):
    """What to say when words that may mean danger are typed. Each of `words` is a set of words that must all be there."""

    id: str
    act: str
    words: tuple[str, ...]
    say: Prose
    sources: tuple[str, ...]
    sign: str = ""
    """The warning sign of the pages that it is; its urgency is that sign's."""


class Dangers(NamedTuple):
    """data/<language>/dangers.yaml. `alike` maps a word to others that are taken for it."""

    alike: Mapping[str, tuple[str, ...]]
    signs: tuple[DangerSign, ...]


def read_synonyms(node: Node, reader: Reader) -> Synonyms:
    """The words people type."""
    fields = reader.fields(node, "", ("ignore", "weak", "same", "conditions", "muscles", "elsewhere"))
    return Synonyms(
        frozenset(fields.text("ignore").split()),
        frozenset(fields.text("weak").split()),
        {key: reader.text(value) for key, value in _pairs(fields, "same")},
        fields.sequence("conditions", lambda item, path: _alias(reader, item, path)),
        fields.sequence("muscles", lambda item, path: _alias(reader, item, path)),
        fields.sequence("elsewhere", lambda item, _: reader.text(item), 0, 400),
    )


def read_dangers(node: Node, reader: Reader, warnings: Mapping[str, Sign]) -> Dangers:
    """The words that may mean danger, fastest act first."""
    fields = reader.fields(node, "", ("alike", "dangers"))
    alike = {key: reader.sequence(value, f"alike.{key}", lambda item, _: reader.text(item)) for key, value in _pairs(fields, "alike")}
    signs = fields.sequence("dangers", lambda item, path: _sign(reader, item, path, warnings))
    return Dangers(alike, tuple(sorted(signs, key=lambda sign: ACTS.index(sign.act) if sign.act in ACTS else 0)))


def unknown_names(synonyms: Synonyms, conditions: Iterable[str], muscles: Iterable[str]) -> tuple[str, ...]:
    """Aliases whose condition or muscle no record has: they would never find anything."""
    listed = {"conditions": " ".join(conditions).lower(), "muscles": " ".join(muscles).lower()}
    groups = {"conditions": synonyms.conditions, "muscles": synonyms.muscles}
    return tuple(f"{key}: {alias.means}" for key, group in groups.items() for alias in group if alias.means.lower() not in listed[key])


def _alias(reader: Reader, node: Node, path: str) -> Alias:
    fields = reader.fields(node, path, ("is", "said"))
    return Alias(_prose(fields, "is"), fields.sequence("said", lambda item, _: reader.text(item), 1))


def _prose(fields: Fields, key: str) -> str:
    return "".join(piece.text for piece in fields.prose(key))


def _sign(reader: Reader, node: Node, path: str, warnings: Mapping[str, Sign]) -> DangerSign:
    fields = reader.fields(node, path, ("id", "words", "say", "sources"), ("act", "sign"))
    if fields.has("act") == fields.has("sign"):
        reader.error(fields.place, "a danger has either act or sign", "sign, where the pages have the sign: its urgency holds here too")
    sign = fields.one_of("sign", "sign", warnings)
    return DangerSign(
        fields.text("id"),
        warnings[sign].urgency if sign in warnings else fields.one_of("act", "act", ACTS),
        fields.sequence("words", lambda item, _: reader.text(item).lower(), 1),
        fields.prose("say"),
        fields.sequence("sources", lambda item, _: reader.text(item), 1),
        sign,
    )


def _pairs(fields: Fields, key: str) -> list[tuple[str, Node]]:
    if not fields.has(key):
        return []
    node = fields.node(key)
    if not isinstance(node, MappingNode):
        fields.reader.error(node.place, f"{key} must be a mapping of words to words")
        return []
    return [(name.text, value) for name, value in node.entries]
