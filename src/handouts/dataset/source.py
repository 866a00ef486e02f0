"""YAML text to nodes that know where they stand.

Enters: the bytes of a file and the name its author knows it by. Leaves: a `Node` tree in which every key and value has its file,
line and column, and every scalar is text as written (plain YAML would turn `no` into false and `1:30` into 90). What the nodes mean
is the schema's business. Refused here, all with their place: duplicate keys, anchors, aliases and tags, more than one document,
absurd nesting or size, control and text-direction characters.
"""

from __future__ import annotations

from typing import Any, NamedTuple, Union

from handouts.errors import DatasetError, Diagnostic, Place

MOST_BYTES = 1_000_000
MOST_DEPTH = 24

FORBIDDEN = frozenset(
    [chr(code) for code in range(32) if code not in (9, 10, 13)]
    + [chr(127)]
    + [chr(code) for code in range(0x80, 0xA0) if code != 0x85]
    + [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0xFEFF, 0xFFFE, 0xFFFF)]
)
"""Control characters, and those that change the direction of text (Unicode TR 36, "bidirectional text spoofing")."""


class Scalar(NamedTuple):
    """A text as written."""

    text: str
    place: Place


class Sequence(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    place: Place


class Mapping(NamedTuple):
    """Keys and values in the order written; no key twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place

    def get(self, key: str) -> Node | None:
        """The value of a key."""
        return next((value for name, value in self.entries if name.text == key), None)


Node = Union[Scalar, Sequence, Mapping]


def parse_yaml(data: bytes, file: str) -> Node:
    """The file's one document. Raises `DatasetError`."""
    text = _decoded(data, file)
    import yaml

    loader: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    problems: list[Diagnostic] = []
    builder = _Builder(file, problems, text)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        if "nesting depth" in str(error.problem):  # libyaml 0.2.6 and newer look so far ahead that they meet their own limit first
            raise DatasetError(Diagnostic(place, f"nested more than {MOST_DEPTH} deep")) from None
        hint = _hint(str(error.problem), text, place.line)
        raise DatasetError(Diagnostic(place, f"not YAML: {error.problem or error.context}", hint)) from None
    except yaml.YAMLError as error:
        raise DatasetError(Diagnostic(Place(file), f"not YAML: {error}")) from None
    if problems:
        raise DatasetError(*problems)
    if builder.root is None:
        raise DatasetError(Diagnostic(Place(file), "the file is empty"))
    return builder.root


def _hint(problem: str, text: str, line: int) -> str:
    lines = text.split("\n")
    if "\t" in lines[min(line, len(lines)) - 1]:
        return "indent with spaces, not tabs"
    if "mapping values are not allowed" in problem:
        return "a text with a colon in it needs quotes round it"
    return ""


def _decoded(data: bytes, file: str) -> str:
    if len(data) > MOST_BYTES:
        raise DatasetError(Diagnostic(Place(file), f"the file is larger than {MOST_BYTES // 1000} kB"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        raise DatasetError(Diagnostic(Place(file, line, column), "the file is not UTF-8", "save it with the encoding UTF-8")) from None
    if not text.isprintable() and not FORBIDDEN.isdisjoint(text):
        problems = []
        for number, line_text in enumerate(text.split("\n"), 1):
            for column, char in enumerate(line_text, 1):
                if char in FORBIDDEN:
                    problems.append(Diagnostic(Place(file, number, column), f"the character U+{ord(char):04X} may not stand here"))
        raise DatasetError(*problems[:20])
    return text


class _Open(NamedTuple):
    """A collection still being read."""

    place: Place
    children: list[Any]
    keys: set[str] | None


class _Builder:
    """Events to nodes, without recursion."""

    def __init__(self, file: str, problems: list[Diagnostic], text: str) -> None:
        self.file, self.problems, self.text = file, problems, text
        self.root: Node | None = None
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: Any) -> None:
        """One event of the parser."""
        kind = type(event).__name__
        if kind in ("MappingStartEvent", "SequenceStartEvent", "ScalarEvent", "AliasEvent"):
            place = Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)
            self._refuse_extras(event, place)
            if kind == "ScalarEvent":
                if not event.value and "#" in self.text and not event.style:
                    self._refuse_comment(place)
                if not event.value.isprintable():
                    self._refuse_escaped(event.value, place)
                self._add(Scalar(event.value, place))
            elif kind == "MappingStartEvent":
                self._push(_Open(place, [], set()))
            elif kind == "SequenceStartEvent":
                self._push(_Open(place, [], None))
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._add(_closed(self._open.pop()))
        elif kind == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                place = Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)
                raise DatasetError(Diagnostic(place, "a second document starts here", "one file holds one document"))

    def _refuse_extras(self, event: Any, place: Place) -> None:
        if type(event).__name__ == "AliasEvent":
            raise DatasetError(Diagnostic(place, "aliases are not allowed", "write the text out"))
        if getattr(event, "anchor", None):
            self.problems.append(Diagnostic(place, "anchors are not allowed", "write the text out where it is needed"))
        if getattr(event, "tag", None):
            self.problems.append(Diagnostic(place, "tags are not allowed", "every value is plain text, a list or a mapping"))

    def _refuse_comment(self, place: Place) -> None:
        """`accent: #a01030` has no value: what follows is a comment. Only a # with a space after it can have been meant as one."""
        rest = "".join(self.text.splitlines()[place.line - 1 : place.line])[place.column - 1 :].strip()
        if len(rest) > 1 and rest[0] == "#" and rest[1] not in "# ":
            self.problems.append(Diagnostic(place, f"“{rest[:40]}” is read as a comment", f'put it in quotes: "{rest[:40]}"'))

    def _refuse_escaped(self, value: str, place: Place) -> None:
        r"""What the raw text may not hold may not come in as an escape ("\u202e") either."""
        found = next((char for char in value if char in FORBIDDEN or "\ud800" <= char <= "\udfff"), "")
        if found:
            self.problems.append(Diagnostic(place, f"the character U+{ord(found):04X} may not stand here"))

    def _push(self, collection: _Open) -> None:
        if len(self._open) >= MOST_DEPTH:
            raise DatasetError(Diagnostic(collection.place, f"nested more than {MOST_DEPTH} deep"))
        self._open.append(collection)

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if parent.keys is not None and len(parent.children) % 2 == 0:
            if not isinstance(node, Scalar):
                raise DatasetError(Diagnostic(node.place, "a key must be a plain text"))
            if node.text in parent.keys:
                self.problems.append(Diagnostic(node.place, f"the key “{node.text}” stands twice", "keep one of them"))
            parent.keys.add(node.text)
        parent.children.append(node)


def _closed(collection: _Open) -> Node:
    if collection.keys is None:
        return Sequence(tuple(collection.children), collection.place)
    pairs = iter(collection.children)
    return Mapping(tuple(zip(pairs, pairs, strict=True)), collection.place)


def node_of(value: object, name: str, depth: int = 0) -> Node:
    """The node of a value that a program holds: mappings, lists, texts, numbers, truth values. Keys whose value is None are left out.

    `name` takes the place of the file: what is wrong with a clinic's phone is told as `clinic.phone: error: ...`. Raises `DatasetError`.
    """
    place = Place(name)
    if depth > MOST_DEPTH:
        raise DatasetError(Diagnostic(place, f"nested more than {MOST_DEPTH} deep"))
    if isinstance(value, dict):
        entries = []
        for key, inner in value.items():
            if inner is not None:
                entries.append((Scalar(str(key), place), node_of(inner, f"{name}.{key}", depth + 1)))
        return Mapping(tuple(entries), place)
    if isinstance(value, (list, tuple)):
        return Sequence(tuple(node_of(inner, f"{name}[{index}]", depth + 1) for index, inner in enumerate(value)), place)
    if isinstance(value, bool):
        return Scalar("true" if value else "false", place)
    if isinstance(value, (str, int, float)):
        text = str(value)
        found = next((char for char in text if char in FORBIDDEN or "\ud800" <= char <= "\udfff"), "")
        if found:
            raise DatasetError(Diagnostic(place, f"the character U+{ord(found):04X} may not stand here"))
        return Scalar(text, place)
    if hasattr(value, "isoformat"):  # a date
        return Scalar(value.isoformat(), place)
    raise DatasetError(Diagnostic(place, f"a {type(value).__name__} is no text, number, list or mapping"))


def to_plain(node: Node) -> list[Any]:
    """A node as JSON-able lists: [line, column, text], [line, column, "-", items] or [line, column, ":", keys and values in turn]."""
    line, column = node.place.line, node.place.column
    if isinstance(node, Scalar):
        return [line, column, node.text]
    if isinstance(node, Sequence):
        return [line, column, "-", [to_plain(item) for item in node.items]]
    return [line, column, ":", [to_plain(part) for entry in node.entries for part in entry]]


def from_plain(plain: list[Any], file: str) -> Node:
    """The node of `to_plain`."""
    place = Place(file, plain[0], plain[1])
    if len(plain) == 3:
        return Scalar(plain[2], place)
    children = [from_plain(child, file) for child in plain[3]]
    if plain[2] == "-":
        return Sequence(tuple(children), place)
    pairs = iter(children)
    return Mapping(tuple(zip(pairs, pairs)), place)  # type: ignore[arg-type]  # noqa: B905 (even by construction)


def compile_yaml(data: bytes, name: str) -> object:
    """What the build stores for a YAML file."""
    return to_plain(parse_yaml(data, name))
