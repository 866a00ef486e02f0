"""What a key of a file may hold: kinds of values, each of which can be read, described as JSON Schema, and searched for words.

Enters: a node and a kind. Leaves: the value, with problems noted by the `Reader`; or the kind's JSON Schema. A table of `Field`s says all
there is to say of a mapping; everything else that needs to know its keys follows from the table.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Union

from handouts.dataset.model import Claim, Piece, Prose, Range, Sign
from handouts.dataset.readers import Fields, Reader
from handouts.dataset.signs import structures_of
from handouts.dataset.source import Node, Scalar

Schema = dict[str, Any]
TEXT: Schema = {"type": ["string", "number"]}
"""YAML takes 101 for a number where a text is meant; both are read as a text."""
DATE: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


class Known(NamedTuple):
    """What a record may name: ids that its dataset defines."""

    landmarks: Container[str] | None
    """Ids on the record's plate; None where the plate cannot be read, so that none can be judged."""
    landmark_ids: tuple[str, ...]
    sources: Mapping[str, object]
    regions: Mapping[str, object]
    drawings: frozenset[str]
    placeholders: frozenset[str]
    signs: Mapping[str, Sign] = {}

    @property
    def structures(self) -> tuple[str, ...]:
        """What a warning sign may ask about near the place."""
        return structures_of(self.signs)


class Text(NamedTuple):
    """A text taken literally: an id, a name. `translated`: a language has its own. `audited`: it is read to the reader like prose."""

    translated: bool = False
    audited: bool = False
    missing: str = ""

    def read(self, node: Node, path: str, reader: Reader, known: Known) -> str:
        return reader.text(node)

    def schema(self) -> Schema:
        return dict(TEXT)


class Words(NamedTuple):
    """Prose: `*emphasis*`, real quotes and dashes, placeholders."""

    missing: Prose = ()

    def read(self, node: Node, path: str, reader: Reader, known: Known) -> Prose:
        return reader.prose(node)

    def schema(self) -> Schema:
        return dict(TEXT)


class Truth(NamedTuple):
    """true or false."""

    missing: bool = False

    def read(self, node: Node, path: str, reader: Reader, known: Known) -> bool:
        return reader.truth(node)

    def schema(self) -> Schema:
        return {"type": "boolean"}


class Number(NamedTuple):
    """A whole number within bounds."""

    low: int
    high: int
    missing: int = 0

    def read(self, node: Node, path: str, reader: Reader, known: Known) -> int:
        return reader.number(node, self.low, self.high)

    def schema(self) -> Schema:
        return whole_number(self.low, self.high)


class Span(NamedTuple):
    """A range within bounds, or one number for both ends."""

    low: int
    high: int
    missing: Range | None = None

    def read(self, node: Node, path: str, reader: Reader, known: Known) -> Range:
        return reader.range(node, self.low, self.high)

    def schema(self) -> Schema:
        return whole_range(self.low, self.high)


class Date(NamedTuple):
    """A day, as in 2026-11-02."""

    missing: str = ""

    def read(self, node: Node, path: str, reader: Reader, known: Known) -> str:
        return reader.date(node)

    def schema(self) -> Schema:
        return dict(DATE)


class OneOf(NamedTuple):
    """One of a few words; `what` they are is named in messages."""

    what: str
    words: tuple[str, ...]
    missing: str = ""

    def read(self, node: Node, path: str, reader: Reader, known: Known) -> str:
        return reader.one_of(node, self.what, self.words)

    def schema(self) -> Schema:
        return {"enum": list(self.words)}


class Named(NamedTuple):
    """An id that the dataset defines; `among` is the field of `Known` that has them."""

    what: str
    among: str
    missing: str = ""

    def read(self, node: Node, path: str, reader: Reader, known: Known) -> str:
        return reader.one_of(node, self.what, getattr(known, self.among))

    def schema(self) -> Schema:
        return {"type": "string"}


class Landmark(NamedTuple):
    """The id of a landmark on the record's plate, or an empty text."""

    missing: str = ""

    def read(self, node: Node, path: str, reader: Reader, known: Known) -> str:
        word = node.text if isinstance(node, Scalar) else ""
        if word and known.landmarks is not None and word not in known.landmarks:
            reader.unknown(node.place, "landmark", word, known.landmark_ids)
        return word

    def schema(self) -> Schema:
        return {"type": "string"}


class Listed(NamedTuple):
    """A list of values of one kind."""

    item: Kind
    least: int = 0
    most: int = 60
    missing: tuple[Any, ...] = ()

    def read(self, node: Node, path: str, reader: Reader, known: Known) -> tuple[Any, ...]:
        return reader.sequence(node, path, lambda item, place: self.item.read(item, place, reader, known), self.least, self.most)

    def schema(self) -> Schema:
        return {"type": "array", "items": self.item.schema(), "minItems": self.least, "maxItems": self.most}


class Group(NamedTuple):
    """A mapping with keys of its own. `make` takes the values by the fields' names; `check` sees which keys were given."""

    fields: tuple[Field, ...]
    make: Callable[..., Any]
    check: Callable[[Fields, Reader], None] = lambda fields, reader: None
    missing: None = None

    def read(self, node: Node, path: str, reader: Reader, known: Known, **more: Any) -> Any:
        """What `make` gives for a mapping; `more` goes to it as it is. For a key that is missing it gets something harmless."""
        needed = [field.key for field in self.fields if field.needed]
        fields = reader.fields(node, path, needed, [field.key for field in self.fields if not field.needed])
        self.check(fields, reader)
        values = {}
        for field in self.fields:
            inner = f"{path}.{field.key}" if path else field.key
            found = fields.values.get(field.key)
            values[field.name] = field.kind.missing if found is None else field.kind.read(found, inner, reader, known)
        return self.make(**values, **more)

    def schema(self) -> Schema:
        properties = {field.key: described(field.kind.schema(), field.says) for field in self.fields}
        return closed(properties, [field.key for field in self.fields if field.needed])


class Statement(NamedTuple):
    """A sentence, by itself or with the ids of its sources (`{text, sources, signs}`)."""

    missing: Claim | None = None

    def read(self, node: Node, path: str, reader: Reader, known: Known) -> Any:
        return Claim(reader.prose(node)) if isinstance(node, Scalar) else STATEMENT.read(node, path, reader, known)

    def schema(self) -> Schema:
        return {"anyOf": [dict(TEXT), STATEMENT.schema()]}


Kind = Union[Text, Words, Truth, Number, Span, Date, OneOf, Named, Landmark, Statement, Listed, Group]
"""`read` gives the value of a node and notes what is wrong with it; `schema` says what is allowed; `missing` stands for a key not given."""


class Field(NamedTuple):
    """A key of a mapping, and all that is known of it."""

    key: str
    kind: Kind
    says: str
    """What an author is told of it: an editor shows this where the key is written."""
    needed: bool = True
    attribute: str = ""
    """Its name in the model, where that is not the key."""
    part: str = ""
    """The part of the page whose budget of words it draws on."""

    @property
    def name(self) -> str:
        """Its name in the model."""
        return self.attribute or self.key


SOURCES = Listed(Named("source", "sources"))
SIGNS = Listed(Named("sign", "signs"))
STATEMENT = Group(
    (
        Field("text", Words(), "The sentence."),
        Field("sources", SOURCES, "Ids of data/common/sources.yaml that it rests on.", needed=False),
        Field("signs", SIGNS, "Ids of the warning signs (data/common/signs.yaml) that it tells of.", needed=False),
    ),
    Claim,
)


def words_of(kind: Kind, value: Any, path: str, part: str = "") -> Iterator[tuple[str, Prose, str]]:
    """Every prose within a value: its field path, the prose, and the part of the page it counts for."""
    if value is None:
        return
    if isinstance(kind, Words):
        yield path, value, part
    elif isinstance(kind, Text) and kind.audited:
        yield path, (Piece(value),), part
    elif isinstance(kind, Statement):
        yield f"{path}.text", value.text, part
    elif isinstance(kind, Listed):
        for index, item in enumerate(value):
            yield from words_of(kind.item, item, f"{path}[{index}]", part)
    elif isinstance(kind, Group):
        for field in kind.fields:
            yield from words_of(field.kind, getattr(value, field.name), f"{path}.{field.key}" if path else field.key, field.part or part)


def statements_of(kind: Kind, value: Any, path: str) -> Iterator[tuple[str, Claim]]:
    """Every statement within a value, with its field path."""
    if isinstance(kind, Statement) and value is not None:
        yield path, value
    elif isinstance(kind, Listed):
        for index, item in enumerate(value):
            yield from statements_of(kind.item, item, f"{path}[{index}]")


def translated_keys(kind: Kind) -> Iterator[str]:
    """The keys within a mapping that a translation holds: words, and what leads to them."""
    inner = kind.item if isinstance(kind, Listed) else STATEMENT if isinstance(kind, Statement) else kind
    if isinstance(inner, Group):
        for field in inner.fields:
            if has_words(field.kind):
                yield field.key
                yield from translated_keys(field.kind)


def has_words(kind: Kind) -> bool:
    """Whether there is anything in it to translate."""
    if isinstance(kind, Listed):
        return has_words(kind.item)
    if isinstance(kind, Group):
        return any(has_words(field.kind) for field in kind.fields)
    return isinstance(kind, (Words, Statement)) or (isinstance(kind, Text) and kind.translated)


def described(schema: Schema, says: str) -> Schema:
    """A schema with what an editor shows of it."""
    return {"description": says, **schema}


def closed(properties: Schema, required: Iterable[str] = ()) -> Schema:
    """A mapping with these keys and no others."""
    needed = list(required)
    return {"type": "object", "properties": properties, **({"required": needed} if needed else {}), "additionalProperties": False}


def whole_number(low: int, high: int) -> Schema:
    """A whole number within bounds."""
    return {"type": "integer", "minimum": low, "maximum": high}


def whole_range(low: int, high: int) -> Schema:
    """Two whole numbers within bounds, or one for both."""
    number = whole_number(low, high)
    return {"oneOf": [number, {"type": "array", "items": number, "minItems": 2, "maxItems": 2}]}
