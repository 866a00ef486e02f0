"""YAML with places: every node knows its line and column, and what could mislead is refused where it stands."""

from __future__ import annotations

import json

import pytest

from handouts.dataset.source import Mapping, Scalar, Sequence, from_plain, parse_yaml, to_plain
from handouts.errors import DatasetError


def problems(text: str | bytes) -> list[str]:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(DatasetError) as caught:
        parse_yaml(data, "a.yaml")
    return [str(problem) for problem in caught.value.diagnostics]


def test_nodes_know_their_places() -> None:
    node = parse_yaml(b"a: no\nb:\n  - 1:30\n  - {c: x}\n", "a.yaml")
    assert isinstance(node, Mapping)
    a, b = node.get("a"), node.get("b")
    assert isinstance(a, Scalar) and a.text == "no" and str(a.place) == "a.yaml:1:4"
    assert isinstance(b, Sequence) and isinstance(b.items[0], Scalar)
    assert b.items[0].text == "1:30" and str(b.items[0].place) == "a.yaml:3:5"


def test_duplicate_keys_are_all_named() -> None:
    assert problems("a: 1\nb: 2\na: 3\nb: 4\n") == [
        "a.yaml:3:1: error: the key “a” stands twice\n  hint: keep one of them",
        "a.yaml:4:1: error: the key “b” stands twice\n  hint: keep one of them",
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: &x 1\n", "1:4: error: anchors are not allowed"),
        ("a: &x 1\nb: *x\n", "2:4: error: aliases are not allowed"),
        ("a: !!python/object 1\n", "1:4: error: tags are not allowed"),
        ("a: 1\n---\nb: 2\n", "a second document starts here"),
        ("", "the file is empty"),
        ("a: b: c\n", "a text with a colon in it needs quotes"),
        ("a:\n\t- b\n", "indent with spaces, not tabs"),
        ("a: x\u202ey\n", "1:5: error: the character U+202E may not stand here"),
        ("a: \x07\n", "1:4: error: the character U+0007 may not stand here"),
        (b"a: \xff\n", "1:4: error: the file is not UTF-8"),
        (b"a: 1\n" * 300_000, "larger than 1000 kB"),
        ("[" * 5000, "nested more than 24 deep"),
        ("? [a]\n: b\n", "a key must be a plain text"),
    ],
)
def test_what_could_mislead_is_refused(text: str | bytes, says: str) -> None:
    assert any(says in problem for problem in problems(text)), problems(text)


def test_the_compiled_form_is_the_same_tree() -> None:
    node = parse_yaml("a: [x, {b: ü}]\nc: |\n  two\n  lines\n".encode(), "a.yaml")
    assert from_plain(json.loads(json.dumps(to_plain(node))), "a.yaml") == node


@pytest.mark.parametrize("value", ["#a01030", "#logo.svg", "#123"])
@pytest.mark.parametrize("before", ["accent: ", "name: A Clinic\naccent:   ", "list:\n  - ", "one:\n  accent: "])
def test_a_value_that_yaml_takes_for_a_comment_is_told(before: str, value: str) -> None:
    with pytest.raises(DatasetError) as caught:
        parse_yaml(f"{before}{value}\n".encode(), "c.yaml")
    (problem,) = caught.value.diagnostics
    assert f"“{value}” is read as a comment" in problem.message and f'"{value}"' in problem.hint
    assert problem.place and problem.place.line == before.count("\n") + 1 and problem.place.column


@pytest.mark.parametrize(
    "text", ["name: # the clinic's name\n", "a: x #b\n", "a: '#b'\n", "# all\na: b\n", "a:\n  # about b\n  b: c\n", "a: ##\n"]
)
def test_a_comment_is_a_comment(text: str) -> None:
    parse_yaml(text.encode(), "c.yaml")
