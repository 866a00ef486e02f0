"""Read and check a dataset: the spots asked for and what is common to all.

Enters: a `DataSource`, numbers of spots, a language. Leaves: a `Dataset` and its warnings, or one `DatasetError` with every problem
of every file. Only what the spots need is read; a YAML file whose bytes the build has seen is not parsed again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeVar

from handouts.dataset.common import (
    read_drawings,
    read_edition,
    read_glossary,
    read_labels,
    read_locales,
    read_packs,
    read_regions,
    read_sections,
    read_sources,
)
from handouts.dataset.kinds import Known
from handouts.dataset.model import PLACEHOLDER, Dataset, Edition, Locale, Pack, Prose, Region, Sign, Source, Spot, Term
from handouts.dataset.readers import Reader, near
from handouts.dataset.signs import read_sign_words, read_signs
from handouts.dataset.source import Mapping as MappingNode
from handouts.dataset.source import Node, Scalar, Sequence, from_plain, parse_yaml
from handouts.dataset.spot import TRANSLATED, prose_fields, read_spot
from handouts.errors import DatasetError, Diagnostic, Place
from handouts.resources import DataSource, is_spot_file

T = TypeVar("T")

EDITION = "data/common/edition.yaml"
LOCALES = "data/en/locales.yaml"
DRAWN_WORDS = "drawings.yaml"
"""In the folder of a language: words for a dataset's own technique drawings. The bundled ones have theirs among the labels."""


class Loaded(NamedTuple):
    """A dataset and what is worth a look in it."""

    dataset: Dataset
    warnings: tuple[Diagnostic, ...]


def load_dataset(data: DataSource, numbers: set[int] | None, language: str = "en") -> Loaded:
    """The spots with these numbers (all, where None) and the common files, checked. Raises `DatasetError`, `ResourceError`."""
    reader = Reader()
    if data.path(f"data/{language}/labels.yaml") is None:
        languages = [entry for entry in data.list("data") if data.path(f"data/{entry}/labels.yaml")]
        more = f"another is a folder data/{language} with labels.yaml, locales.yaml, signs.yaml and spots/ in your dataset"
        raise DatasetError(Diagnostic(None, f"there is no language “{language}”", f"known: {', '.join(languages)}; {more}"))

    def read(name: str, function: Callable[[Node, Reader], T], empty: Callable[[], T], needed: bool = True) -> T:
        if not needed and data.path(name) is None:
            return empty()
        try:
            return function(read_node(data, name), reader)
        except DatasetError as error:
            reader.problems.extend(error.diagnostics)
            return empty()

    sources: dict[str, Source] = read("data/common/sources.yaml", read_sources, dict)
    regions: dict[str, Region] = read("data/common/regions.yaml", read_regions, dict)
    labels: dict[str, Prose] = read(f"data/{language}/labels.yaml", label_reader(data, language, "labels.yaml"), dict)
    labels.update(read(f"data/{language}/{DRAWN_WORDS}", read_drawings, dict, False))
    edition = Edition() if data.folder and not data.is_own(EDITION) else read(EDITION, read_edition, Edition)
    locales: dict[str, Locale] = read(f"data/{language}/locales.yaml", read_locales, dict)
    signs: dict[str, Sign] = read("data/common/signs.yaml", lambda node, own: read_signs(node, own, regions), dict)
    signs = read(f"data/{language}/signs.yaml", lambda node, own: read_sign_words(node, own, signs), lambda: signs)
    everything = numbers is None
    packs: tuple[Pack, ...] = read("data/common/packs.yaml", read_packs, tuple, False) if everything else ()
    glossary: tuple[Term, ...] = read(f"data/{language}/glossary.yaml", read_glossary, tuple, False) if everything else ()
    sections: dict[str, tuple[Prose, ...]] = read(f"data/{language}/sections.yaml", read_sections, dict, False) if everything else {}
    placeholders = frozenset(word for locale in locales.values() for word in locale.words) | {"side"}
    drawings = frozenset(name[:-4] for name in data.list("images/technique") if name.endswith(".svg"))
    spots: list[Spot] = []
    for name in spot_files(data, numbers):
        file_id = name.rsplit("/", 1)[1][:-5]
        try:
            node = translated(read_node(data, name), data, file_id, language)
        except DatasetError as error:
            reader.problems.extend(error.diagnostics)
            continue
        landmarks = plate_landmarks(node, data, reader)
        known = Known(landmarks, landmarks or (), sources, regions, drawings, placeholders, signs)
        own = Reader()
        spots.append(read_spot(node, file_id, own, known))
        reader.problems.extend(own.problems)
        reader.warnings.extend(own.warnings)
    if not reader.problems:  # else a picture's name may be none
        edition = edition._replace(own_pictures=_own_pictures(spots, data))
        _check_pictures(spots, labels, edition, language, reader)
    texts = _texts(spots, labels, glossary, sections)
    reader.problems.extend(missing_words(locales, texts, data, language))
    if reader.problems:
        raise DatasetError(*sorted(reader.problems, key=lambda problem: problem.place or Place("")))
    dataset = Dataset(tuple(spots), sources, regions, labels, locales, packs, glossary, sections, edition, signs)
    return Loaded(dataset, (*data.notices, *reader.warnings))


def read_node(data: DataSource, name: str) -> Node:
    """The node tree of a YAML file, from its compiled form where its bytes are unchanged."""
    source = data.read_bytes(name)
    plain = data.compiled("data", name, source)
    shown = data.shown(name)
    return parse_yaml(source, shown) if plain is None else from_plain(plain, shown)


LabelReader = Callable[[Node, Reader], dict[str, Prose]]


def label_reader(data: DataSource, language: str, file: str) -> LabelReader:
    """How a file of labels is read: one of the user's own must have every label of the bundled English file, with the same {...} in it."""
    if not data.is_own(f"data/{language}/{file}"):
        return read_labels

    def read(node: Node, reader: Reader) -> dict[str, Prose]:
        found = read_labels(node, reader)
        name = f"data/en/{file}"
        model = read_checked(DataSource(None), name, read_labels)
        place_words = frozenset(word for locale in read_checked(DataSource(None), LOCALES, read_locales).values() for word in locale.words)
        for key, prose in model.items():
            if key.startswith("drawing."):
                continue  # wanted only of the drawings that a record shows
            if key not in found:
                reader.error(node.place, f"the label “{key}” is missing", f"the bundled one is: {key}: {_plain(prose)!r}")
                continue
            wanted, given = set(_asked(prose)) - place_words, set(_asked(found[key]))
            for word in sorted(wanted - given):
                place = reader.places.get(f"labels.{key}", node.place)
                reader.error(place, f"the label “{key}” has no {{{word}}}", f"the bundled one is: {_plain(prose)!r}")
        return found

    return read


def read_label_file(data: DataSource, language: str, file: str) -> dict[str, Prose]:
    """The labels of the screen (terminal.yaml) or the booklet (booklet.yaml). Raises `DatasetError`."""
    return read_checked(data, f"data/{language}/{file}", label_reader(data, language, file))


def _asked(prose: Prose) -> list[str]:
    return [word for piece in prose if "{" in piece.text for word in PLACEHOLDER.findall(piece.text)]


def _plain(prose: Prose) -> str:
    return "".join(piece.text for piece in prose)


def _texts(
    spots: Iterable[Spot], labels: Mapping[str, Prose], glossary: Iterable[Term], sections: Mapping[str, tuple[Prose, ...]]
) -> list[tuple[str, Prose]]:
    """Every text into which words of the place are filled."""
    found = [(f"spot {spot.number}, {path},", prose) for spot in spots for path, prose in prose_fields(spot)]
    found += [(f"the label “{key}”", prose) for key, prose in labels.items()]
    found += [(f"the glossary, “{term.term}”,", term.meaning) for term in glossary]
    return found + [(f"the section “{key}”", prose) for key, group in sections.items() for prose in group]


def missing_words(locales: Mapping[str, Locale], texts: Iterable[tuple[str, Prose]], data: DataSource, language: str) -> list[Diagnostic]:
    """Words of the place that a text asks for and a place lacks: they would be printed as braces, perhaps in a warning."""
    known = frozenset(word for locale in locales.values() for word in locale.words)
    asking: dict[str, str] = {}
    for what, prose in texts:
        for word in _asked(prose):
            if word in known:
                asking.setdefault(word, what)
    found = []
    for locale in locales.values():
        place = locale.place or Place(data.shown(f"data/{language}/locales.yaml"))
        for word, what in asking.items():
            if word not in locale.words:
                hint = f"add “{word}: ...” to its words"
                found.append(Diagnostic(place, f"the place {locale.id} has no word “{word}”, which {what} asks for", hint))
    return found


def _own_pictures(spots: Iterable[Spot], data: DataSource) -> frozenset[str]:
    """The pictures of the user's own that these spots show, and those of body figures."""
    if not data.folder:
        return frozenset()
    names = {f"spots/{spot.figure.plate}" for spot in spots}
    names |= {f"technique/{technique.drawing}" for spot in spots for technique in spot.techniques}
    names |= {f"body/{name[:-4]}" for name in data.list("images/body") if name.endswith(".svg")}
    return frozenset(name for name in names if data.is_own(f"images/{name}.svg"))


def _check_pictures(spots: Iterable[Spot], labels: Mapping[str, Prose], edition: Edition, language: str, reader: Reader) -> None:
    """Words for those who cannot see a drawing, and an owner for pictures that are not the bundled ones."""
    where = f"data/{language}/{DRAWN_WORDS}"
    for spot in spots:
        for index, technique in enumerate(spot.techniques):
            name = technique.drawing
            if f"drawing.{name}" not in labels:
                place = spot.places.get(f"techniques[{index}].drawing", Place(where))
                reader.error(
                    place,
                    f"the drawing “{name}” has no words for those who cannot see it",
                    f"add “{name}: ...” under “drawings:” in {where}",
                )
    if edition.own_pictures and not edition.drawings_by:
        message = "the dataset has pictures of its own and does not say whose they are: they are printed without a credit"
        reader.warn(Place(EDITION), message, f"say “drawings_by: ...” in {EDITION}")


def read_checked(data: DataSource, name: str, function: Callable[[Node, Reader], T]) -> T:
    """One common file by itself, for commands that need no more. Raises `DatasetError` with every problem."""
    reader = Reader()
    value = function(read_node(data, name), reader)
    if reader.problems:
        raise DatasetError(*reader.problems)
    return value


def spot_numbers(data: DataSource) -> frozenset[int]:
    """The numbers that have a record, by the names of their files."""
    return frozenset(number for entry in data.list("data/spots") if (number := number_of(entry)) is not None)


def number_of(entry: str) -> int | None:
    """The number of the spot whose file has this name: 11 of `11-upper-back.yaml`, 104 of `104-hand-web.yaml`; None for any other file."""
    return int(entry.partition("-")[0]) if is_spot_file(entry) else None


def spot_files(data: DataSource, numbers: set[int] | None) -> list[str]:
    """The names of the spots' files in the order of their numbers. Raises `DatasetError` for a number without a file."""
    found: dict[int, str] = {}
    for entry in data.list("data/spots"):
        number = number_of(entry)
        if number is None:
            continue
        if number in found:
            raise DatasetError(Diagnostic(Place(f"data/spots/{entry}"), f"spot {number} has two files", f"the other is {found[number]}"))
        found[number] = entry
    wanted = sorted(found if numbers is None else numbers)
    for number in wanted:
        if number not in found:
            raise DatasetError(Diagnostic(None, f"there is no spot {number}", f"there are: {listed(found)}"))
    return [f"data/spots/{found[number]}" for number in wanted]


def listed(numbers: Iterable[int]) -> str:
    """`1, 2, 3`, or of many `1-14, 20`: numbers as a message names them."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)


def plate_landmarks(node: Node, data: DataSource, reader: Reader) -> tuple[str, ...] | None:
    """The ids of the landmarks on the record's plate; None where the plate cannot be read, so that no landmark can be judged."""
    figure = node.get("figure") if isinstance(node, MappingNode) else None
    plate = figure.get("plate") if isinstance(figure, MappingNode) else None
    if not isinstance(plate, Scalar):
        return None
    plates = [name[:-5] for name in data.list("images/spots") if name.endswith(".json")]
    if plate.text not in plates:
        looked_for = f"images/spots/{plate.text}.json is looked for in the dataset, then in the bundled one"
        reader.error(plate.place, f"unknown plate “{plate.text}”", near(plate.text, plates) or looked_for)
        return None
    from handouts.dataset.json_file import Keys, parse_json, word

    name = f"images/spots/{plate.text}.json"
    try:
        with Keys(data.shown(name)):
            return tuple(dict.fromkeys([word(mark["id"]) for mark in parse_json(data.read_bytes(name), data.shown(name))["landmarks"]]))
    except DatasetError as error:
        reader.problems.extend(error.diagnostics)
        return None


def translated(node: Node, data: DataSource, file_id: str, language: str) -> Node:
    """The record with its words in another language: `data/<language>/spots/<id>.yaml` laid over it. Every word must be there."""
    if language == "en":
        return node
    name = f"data/{language}/spots/{file_id}.yaml"
    if data.path(name) is None:
        raise DatasetError(Diagnostic(Place(name), f"the record {file_id} is missing in the language “{language}”"))
    problems: list[Diagnostic] = []
    result = _overlaid(node, read_node(data, name), "", name, problems)
    if problems:
        raise DatasetError(*problems)
    return result


def _overlaid(base: Node, words: Node | None, path: str, file: str, problems: list[Diagnostic]) -> Node:
    if isinstance(base, Scalar):
        if words is None:
            problems.append(Diagnostic(Place(file), f"{path} is not translated"))
            return base
        return words
    if isinstance(base, Sequence):
        items = words.items if isinstance(words, Sequence) else ()
        if len(items) != len(base.items):
            problems.append(
                Diagnostic(words.place if words else Place(file), f"{path} has {len(items)} items; the record has {len(base.items)}")
            )
            return base
        pairs = zip(base.items, items, strict=True)
        return Sequence(tuple(_overlaid(b, w, f"{path}[{i}]", file, problems) for i, (b, w) in enumerate(pairs)), base.place)
    entries = []
    for key, value in base.entries:
        if key.text in TRANSLATED:
            inner = words.get(key.text) if isinstance(words, MappingNode) else None
            value = _overlaid(value, inner, f"{path}.{key.text}" if path else key.text, file, problems)
        entries.append((key, value))
    return MappingNode(tuple(entries), base.place)
