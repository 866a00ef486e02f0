"""Any text is a record or a `DatasetError`; nothing else, and soon."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.dataset.readers import Reader
from handouts.dataset.source import Mapping, Node, Scalar, Sequence, parse_yaml
from handouts.dataset.spot import REQUIRED, Known, read_spot
from handouts.errors import DatasetError, Place

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
def test_any_tree(node: Node) -> None:
    reader = Reader()
    read_spot(node, "11-upper-back", reader, Known((), (), {}, {}, frozenset(), frozenset()))
    assert reader.problems
