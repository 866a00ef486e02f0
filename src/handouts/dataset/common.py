"""The files common to all spots: labels, locales, sources, regions, packs, glossary, sections of the booklet.

Enters: nodes. Leaves: mappings by id. Problems stay with the `Reader`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from handouts.choices import HIGHEST_NUMBER
from handouts.dataset.model import PLACEHOLDER, Edition, Locale, Pack, Prose, Region, Source, Term
from handouts.dataset.readers import Reader
from handouts.dataset.source import Mapping, Node

T = TypeVar("T", Source, Region, Locale)
Item = TypeVar("Item")


def read_labels(node: Node, reader: Reader) -> dict[str, Prose]:
    """Label key to words."""
    entries = _entries(node, "labels", reader)
    reader.places.update({f"labels.{key}": value.place for key, value in entries})
    return {key: reader.prose(value) for key, value in entries}


DATE_PARTS = ("day", "month", "month_number", "year")


def read_locales(node: Node, reader: Reader) -> dict[str, Locale]:
    """Locale id to its words, spelling and dates; the first is the default."""
    whole = reader.fields(node, "", ("months", "short_months", "locales"))
    months, short_months = (whole.sequence(key, lambda month, _: reader.text(month), 12, 12) for key in ("months", "short_months"))

    def locale(item: Node, path: str) -> Locale:
        fields = reader.fields(item, path, ("id", "lang", "words"), ("spelling", "date_format"))
        words = {key: reader.text(value) for key, value in _pairs(fields.values.get("words"), reader)}
        spelling = {key: reader.text(value) for key, value in _pairs(fields.values.get("spelling"), reader)}
        date_format = fields.text("date_format", Locale._field_defaults["date_format"])
        parts = PLACEHOLDER.findall(date_format)
        for part in parts:
            if part not in DATE_PARTS:
                reader.unknown(fields.node("date_format").place, "part of a date", part, DATE_PARTS)
        if not {"day", "year"} <= set(parts) or not {"month", "month_number"} & set(parts):
            reader.error(fields.node("date_format").place, "a date needs its day, month and year", 'write it as in "{day} {month} {year}"')
        return Locale(fields.text("id"), fields.text("lang"), words, spelling, date_format, months, short_months, item.place)

    return _by_id(whole.sequence("locales", locale, 1, 400), reader, node)


def read_edition(node: Node, reader: Reader) -> Edition:
    """Which data this is, and whose pictures."""
    fields = reader.fields(node, "", ("version",), ("drawings_by",))
    texts = {}
    for key, most in (("version", 30), ("drawings_by", 60)):
        texts[key] = fields.text(key)
        if len(texts[key]) > most:
            reader.error(fields.node(key).place, f"{key} has {len(texts[key])} characters; there is room for {most}", "shorten it")
    return Edition(texts["version"], texts["drawings_by"])


def read_drawings(node: Node, reader: Reader) -> dict[str, Prose]:
    """Words for those who cannot see a dataset's own technique drawings: the drawing's name to them."""
    return {f"drawing.{key}": reader.prose(value) for key, value in _entries(node, "drawings", reader)}


def read_sources(node: Node, reader: Reader) -> dict[str, Source]:
    """Source id to what it is."""

    def source(item: Node, path: str) -> Source:
        fields = reader.fields(item, path, ("id", "title"), ("url", "author", "note"))
        url = fields.text("url")
        if url and not url.startswith(("https://", "http://")):
            reader.error(fields.node("url").place, "an address starts with https:// or http://")
        return Source(fields.text("id"), fields.text("title"), url, fields.text("author"))

    return _by_id(_list(node, "sources", source, reader), reader, node)


def read_regions(node: Node, reader: Reader) -> dict[str, Region]:
    """Region id to its everyday name, body area and synonyms."""

    def region(item: Node, path: str) -> Region:
        fields = reader.fields(item, path, ("id", "name", "area"), ("synonyms", "begin", "doctor_first"))
        synonyms = fields.sequence("synonyms", lambda word, _: reader.text(word))
        begin = fields.sequence("begin", lambda number, _: reader.number(number, 1, 99), 1)
        if fields.has("begin") and fields.has("doctor_first"):
            reader.error(fields.place, "a region has either begin or doctor_first", "take one of them away")
        return Region(fields.text("id"), fields.text("name"), fields.text("area"), synonyms, begin, fields.truth("doctor_first"))

    return _by_id(_list(node, "regions", region, reader), reader, node)


def read_packs(node: Node, reader: Reader) -> tuple[Pack, ...]:
    """Spots often handed out together."""

    def pack(item: Node, path: str) -> Pack:
        fields = reader.fields(item, path, ("id", "name", "spots"))
        return Pack(
            fields.text("id"), fields.text("name"), fields.sequence("spots", lambda number, _: reader.number(number, 1, HIGHEST_NUMBER), 1)
        )

    return _list(node, "packs", pack, reader)


def read_glossary(node: Node, reader: Reader) -> tuple[Term, ...]:
    """Medical words and what they mean."""

    def term(item: Node, path: str) -> Term:
        fields = reader.fields(item, path, ("term", "meaning"))
        return Term(fields.text("term"), fields.prose("meaning"))

    return _list(node, "glossary", term, reader)


def read_sections(node: Node, reader: Reader) -> dict[str, tuple[Prose, ...]]:
    """Texts of the booklet: section key to its paragraphs, the first of which is the heading."""
    return {key: reader.sequence(value, key, lambda item, _: reader.prose(item), 1) for key, value in _entries(node, "sections", reader)}


def _list(node: Node, key: str, read: Callable[[Node, str], Item], reader: Reader) -> tuple[Item, ...]:
    fields = reader.fields(node, "", (key,))
    return fields.sequence(key, read, 0, 400)


def _entries(node: Node, key: str, reader: Reader) -> list[tuple[str, Node]]:
    fields = reader.fields(node, "", (key,))
    return _pairs(fields.values.get(key), reader)


def _pairs(node: Node | None, reader: Reader) -> list[tuple[str, Node]]:
    if node is None:
        return []
    if not isinstance(node, Mapping):
        reader.error(node.place, "this must be a mapping of keys to values")
        return []
    return [(key.text, value) for key, value in node.entries]


def _by_id(items: tuple[T, ...], reader: Reader, node: Node) -> dict[str, T]:
    found: dict[str, T] = {}
    for item in items:
        if item.id in found:
            reader.error(node.place, f"the id “{item.id}” stands twice")
        found[item.id] = item
    return found
