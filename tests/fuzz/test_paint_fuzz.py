"""Whatever tree of frames the painter is given, the file is sound: every content marked, every mark with its element in the tree."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from judging import PROFILES, Judge
from pdf_reading import read_painted, read_text_lines

from handouts.layout.frame import Document, Field, Frame, Page, Picture, Rect, Shape
from handouts.output.paint import paint

RECT = Rect(10, 20, 100, 50)
WORDS = st.text(st.sampled_from("abc AVT()\\é"), min_size=1, max_size=8)
ITEMS = st.one_of(
    WORDS.map(lambda text: samples.line(text, 10, 30)),
    st.sampled_from(
        [
            Shape(samples.box(10, 20, 5, 5), "accent", "rule", 0.5, (1.0, 2.0)),
            Shape(samples.box(10, 20, 5, 5), "panel"),
            Picture("wave", RECT, (0, 0, 100, 50)),
            Picture("wave", RECT, (20, 10, 50, 25), mirrored=True, scale_lines=1.6),
            Field("field", "A field", "text", RECT),
            Field("field", "A tick", "tick", RECT),
        ]
    ),
)


def frames(below: st.SearchStrategy[Frame] | None) -> st.SearchStrategy[Frame]:
    return st.builds(
        Frame,
        st.sampled_from(["P", "Sect", "Div", "Figure", "Span", "Artifact", "Form", "Link"]),
        st.just(RECT),
        st.lists(ITEMS, max_size=4).map(tuple),
        st.lists(below, max_size=3).map(tuple) if below is not None else st.just(()),
        alt=WORDS,
        target=st.just(""),
        anchor=st.sampled_from(["", "a", "b"]),
        bookmark=st.one_of(st.just(""), WORDS),
        bookmark_level=st.integers(0, 3),
        continues=st.sampled_from(["", "", "", "table", "list"]),
    ).map(lambda frame: frame._replace(target="https://example.org/") if frame.role == "Link" else frame)


PAGES = st.builds(
    Page,
    st.sampled_from([200.0, 595.28]),
    st.sampled_from([300.0, 841.89]),
    st.lists(frames(frames(frames(None))), max_size=4).map(tuple),
    label=st.sampled_from(["", "1", "2", "iv"]),
)
DOCUMENTS = st.lists(PAGES, min_size=1, max_size=3).map(lambda pages: Document(tuple(pages), "Any", "en"))


def elements_of(element: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    kids = element.get("/K", pikepdf.Array())
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    found = [element]
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            assert kid.P.objgen == element.objgen
            found += elements_of(kid)
    return found


@settings(max_examples=120, deadline=None)
@given(DOCUMENTS)
def test_any_tree_gives_a_sound_file(document: Document) -> None:
    data = paint(document, samples.resources())
    assert all(item.tag for item in read_painted(data))
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        reached = {element.objgen for element in elements_of(pdf.Root.StructTreeRoot.K)}
        written = {each.objgen for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/StructElem"}
        assert reached == written
        nums = pdf.Root.StructTreeRoot.ParentTree.Nums
        for value in nums[1::2]:
            for element in value if isinstance(value, pikepdf.Array) else [value]:
                assert element.objgen in reached


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS)
def test_text_is_painted_in_the_order_of_the_tree(document: Document) -> None:
    def said(frame: Frame) -> list[str]:
        own = [run.text for item in frame.items if hasattr(item, "runs") for run in item.runs]
        return own + [text for child in frame.children for text in said(child)]

    expected = [text for page in document.pages for frame in page.frames for text in said(frame)]
    assert [run.text for run in read_text_lines(paint(document, samples.resources()))] == expected


def test_some_odd_trees_pass_the_judge(judge: Judge) -> None:
    """Roles are layout's to nest well; what the painter adds has to hold for any nesting."""
    p = Frame("P", RECT, (samples.line("words", 10, 30),))
    odd = {
        "empty-page.pdf": Document((Page(200, 300, ()),), "Empty", "en"),
        "only-artifacts.pdf": Document(
            (Page(200, 300, (Frame("Artifact", RECT, (samples.line("x", 10, 30),), (p,)),)),), "Artifacts", "en"
        ),
        "link-in-artifact.pdf": Document(
            (Page(200, 300, (Frame("Artifact", RECT, (), (p._replace(role="Link", target="https://x.org"),)), p)),), "L", "en"
        ),
        "field-in-paragraph.pdf": Document((Page(200, 300, (Frame("P", RECT, (Field("f", "F", "tick", RECT),)),)),), "Field", "en"),
        "deep.pdf": Document(
            (Page(200, 300, (Frame("Sect", RECT, (), (Frame("Div", RECT, (), (Frame("P", RECT, (), (p._replace(role="Span"),)),)),)),)),),
            "Deep",
            "en",
        ),
    }
    verdicts = judge({name: paint(document, samples.resources()) for name, document in odd.items()})
    assert len(verdicts) == len(odd) * len(PROFILES)
    assert [verdict.report for verdict in verdicts.values() if not verdict.passed] == []
