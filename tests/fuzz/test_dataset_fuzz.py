"""Any text is a record or a `DatasetError`; nothing else, and soon."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.dataset.load import load_dataset, read_checked
from handouts.dataset.model import Spot
from handouts.dataset.plate import load_plate
from handouts.dataset.readers import Reader
from handouts.dataset.signs import read_sign_words, read_signs
from handouts.dataset.source import Mapping, Node, Scalar, Sequence, parse_yaml
from handouts.dataset.spot import REQUIRED, Known, read_spot
from handouts.errors import DatasetError, Place
from handouts.resources import DataSource

ROOT = Path(__file__).parents[2]

HERE = Place("fuzz.yaml", 1, 1)
scalars = st.builds(
    Scalar, st.one_of(st.text(max_size=12), st.sampled_from(["true", "11", "still", "{x}", "*a*", "2026-11-23"])), st.just(HERE)
)
nodes = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.builds(Sequence, st.lists(inner, max_size=3).map(tuple), st.just(HERE)),
        st.builds(
            lambda pairs: Mapping(tuple(pairs), HERE),
            st.lists(st.tuples(st.builds(Scalar, st.sampled_from([*REQUIRED, "text", "dose"]), st.just(HERE)), inner), max_size=6),
        ),
    ),
    max_leaves=20,
)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    try:
        parse_yaml(data, "fuzz.yaml")
    except DatasetError:
        pass


@settings(max_examples=300, deadline=None)
@given(nodes)
def test_any_tree_is_refused_at_its_place(node: Node) -> None:
    """No such tree has all that a record needs; each missing key is named, and every problem has a place."""
    reader = Reader()
    read_spot(node, "11-upper-back", reader, known())
    said = [str(problem) for problem in reader.problems]
    assert all(problem.place is not None for problem in reader.problems)
    if isinstance(node, Mapping):
        present = {key.text for key, _ in node.entries}
        assert [key for key in REQUIRED if key not in present and not any(f"“{key}”" in line or key in line for line in said)] == []
    else:
        assert len(said) == 1


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_right_record_with_one_node_changed_is_read_or_refused_at_its_place(data: st.DataObject) -> None:
    whole = record()
    path = data.draw(st.sampled_from(paths(whole)))
    reader = Reader()
    spot = read_spot(changed(whole, path, data.draw(nodes)), "11-upper-back", reader, known())
    assert all(problem.place is not None and problem.message for problem in reader.problems)
    assert reader.problems or isinstance(spot, Spot)


def test_the_record_itself_is_read() -> None:
    reader = Reader()
    assert isinstance(read_spot(record(), "11-upper-back", reader, known()), Spot)
    assert reader.problems == []


@cache
def record() -> Node:
    return parse_yaml((ROOT / "data/spots/11-upper-back.yaml").read_bytes(), "11-upper-back.yaml")


@cache
def known() -> Known:
    """What a record may name: what the bundled one names."""
    data = DataSource(None)
    found = load_dataset(data, {11}).dataset
    spot = found.spots[0]
    landmarks = tuple(load_plate(spot.figure.plate, data.read_bytes).landmarks)
    drawings = frozenset(technique.drawing for technique in spot.techniques)
    signs = read_checked(data, "data/common/signs.yaml", lambda node, reader: read_signs(node, reader, found.regions))
    signs = read_checked(data, "data/en/signs.yaml", lambda node, reader: read_sign_words(node, reader, signs))
    return Known(landmarks, landmarks, found.sources, found.regions, drawings, frozenset(found.locale("en").words), signs)


def paths(node: Node, before: tuple[int, ...] = ()) -> list[tuple[int, ...]]:
    """The way to every node: positions from the top."""
    inner = [value for _, value in node.entries] if isinstance(node, Mapping) else list(node.items) if isinstance(node, Sequence) else []
    return [before, *(path for index, each in enumerate(inner) for path in paths(each, (*before, index)))]


def changed(node: Node, path: tuple[int, ...], by: Node) -> Node:
    """The tree with one node replaced."""
    if not path:
        return by
    first, *rest = path
    if isinstance(node, Mapping):
        pairs = [(key, changed(value, tuple(rest), by) if index == first else value) for index, (key, value) in enumerate(node.entries)]
        return node._replace(entries=tuple(pairs))
    assert isinstance(node, Sequence)
    return node._replace(items=tuple(changed(each, tuple(rest), by) if index == first else each for index, each in enumerate(node.items)))
