"""Any clinic file, plan or logo is read or refused in words; nothing else, and soon."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.dataset import clinic, plan
from handouts.dataset.load import load_dataset
from handouts.dataset.logo import load_logo
from handouts.dataset.model import Clinic
from handouts.dataset.readers import Reader
from handouts.dataset.source import Mapping, Node, Scalar, Sequence
from handouts.dataset.spot import DOSE_BOUNDS
from handouts.errors import DatasetError, HandoutsError, Place
from handouts.resources import DataSource

HERE = Place("fuzz.yaml", 1, 1)
WORDS = ("still-press", "left", "#ff8800", "#123", "2026-12-08", "a4", "en-GB", "11", "-1", "still-press.seconds", "https://x.org", "")
scalars = st.builds(Scalar, st.one_of(st.text(max_size=20), st.sampled_from(WORDS)), st.just(HERE))


def trees(keys: list[str]) -> st.SearchStrategy[Node]:
    names = st.builds(Scalar, st.sampled_from([*keys, "still-press", "5", "x", *DOSE_BOUNDS]), st.just(HERE))
    return st.recursive(
        scalars,
        lambda inner: st.one_of(
            st.builds(Sequence, st.lists(inner, max_size=4).map(tuple), st.just(HERE)),
            st.builds(lambda pairs: Mapping(tuple(pairs), HERE), st.lists(st.tuples(names, inner), max_size=6)),
        ),
        max_leaves=15,
    )


SPOTS = load_dataset(DataSource(None), {5, 11}).dataset.spots


@settings(max_examples=200, deadline=None)
@given(trees([field.key for field in plan.FIELDS]))
def test_any_tree_is_a_plan_or_has_problems(node: Node) -> None:
    reader = Reader()
    found = plan.read_plan(node, reader)
    if not reader.problems:
        plan.plan_problems(found, SPOTS, "left")
        for spot in SPOTS:
            found.for_spot(spot.number)


@settings(max_examples=200, deadline=None)
@given(trees([field.key for field in clinic.FIELDS]))
def test_any_tree_is_a_clinic_or_has_problems(node: Node) -> None:
    reader = Reader()
    found = clinic.read_clinic(node, reader)
    assert found.name or reader.problems


PIECES = ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 6'>", "</svg>", "<g fill='red'>", "</g>", "<rect width='3' height='2'/>")
MORE = (
    "<style>.a{fill:#123}",
    "</style>",
    "<path class='a' d='M0 0h9v6h-9z m1 1 h2v2h-2z'/>",
    "<!ENTITY a '&a;&a;'>",
    "style='fill:url(#x)'",
    "\x89PNG",
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=200), st.lists(st.sampled_from([*PIECES, *MORE]), max_size=8).map(lambda p: "".join(p).encode())))
def test_any_bytes_are_a_logo_or_refused(tmp_path: Path, data: bytes) -> None:
    for head in (b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"<svg"):
        (tmp_path / "logo").write_bytes(head + data)
        with suppress(HandoutsError):
            load_logo(Clinic("x", logo="logo", folder=str(tmp_path)), "grey")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_any_bytes_are_a_file_or_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "own.yaml"
    path.write_bytes(data)
    for load in (clinic.load_clinic, plan.load_plan):
        with suppress(DatasetError):
            load(str(path))
