"""The operators, read back: everything stands where layout put it, in its size and ink, kerned, and nothing is said twice."""

from __future__ import annotations

import re
import subprocess
import sys
from io import BytesIO

import pikepdf
import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_reading import PaintedShape, PaintedText, read_painted, read_shapes, read_text_lines

from handouts.errors import ResourceError
from handouts.layout.frame import Document, Frame, Page, Rect, Run, Shape, TextLine
from handouts.output.notation import number, text_string
from handouts.output.paint import paint


def page_of(*items: object, role: str = "P", **changes: object) -> bytes:
    frame = Frame(role, Rect(0, 0, 200, 300), items, alt="What is seen.")
    return paint(Document((Page(200, 300, (frame,)),), "Items", "en"), samples.resources(**changes))


def content_of(data: bytes, page: int = 0) -> str:
    with pikepdf.open(BytesIO(data)) as pdf:
        return pdf.pages[page].Contents.read_bytes().decode("latin-1")


def xobjects_of(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return [
            each.read_bytes().decode("latin-1")
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form"
        ]


def test_text_stands_where_layout_put_it() -> None:
    data = page_of(samples.line("Press here", 20.5, 40.25), samples.line("slowly.", 20.5, 55.125, "bold", 13.5, "accent"))
    one, two = read_text_lines(data)
    assert (one.text, one.x_pt, one.baseline_pt, one.size_pt, one.font, one.tag) == (
        "Press here",
        pytest.approx(20.5, abs=0.006),
        pytest.approx(40.25, abs=0.006),
        12.0,
        "AtkinsonHyperlegibleNext-Regular",
        "P",
    )
    assert one.ink == (0.1, 0.1, 0.1)
    assert (two.baseline_pt, two.size_pt, two.font, two.ink) == (
        pytest.approx(55.125, abs=0.006),
        13.5,
        "AtkinsonHyperlegibleNext-Bold",
        (0.09, 0.22, 0.42),
    )


@pytest.mark.parametrize("text", ["AVATAR Toe", "Wolf, Yes.", "plain", "naïve “quotes” – 11.7"])
def test_text_is_as_wide_as_layout_measured(text: str) -> None:
    line = samples.line(text, 10, 20, size=20.0)
    (painted,) = read_text_lines(page_of(line))
    assert painted.text == text
    assert painted.width_pt == pytest.approx(line.width_pt, abs=0.02)


def test_kerning_is_that_of_the_face() -> None:
    (painted,) = read_text_lines(page_of(samples.line("AVAb", 10, 20)))
    kerns = [kern for _, kern in samples.resources().faces["regular"].kerned("AVAb")]
    assert [-kern for kern in painted.kerns] == [kern for kern in kerns if kern]
    assert any(kerns)


def test_runs_of_one_line_follow_each_other() -> None:
    faces = samples.resources().faces
    line = TextLine(10, 20, 100, (Run("Hold for ", "regular"), Run("ten", "bold", 12.0, "accent"), Run(" seconds", "regular", 10.0)))
    one, two, three = read_text_lines(page_of(line))
    assert two.x_pt == pytest.approx(10 + faces["regular"].width_pt("Hold for ", 12), abs=0.02)
    assert three.x_pt == pytest.approx(two.x_pt + faces["bold"].width_pt("ten", 12), abs=0.02)
    assert [run.size_pt for run in (one, two, three)] == [12, 12, 10]


def test_rounding_does_not_add_up_over_a_long_column() -> None:
    lines = [samples.line(f"{index}", 10 + index / 3, 10 + index * 2.7777) for index in range(100)]
    for line, painted in zip(lines, read_text_lines(page_of(*lines)), strict=True):
        assert painted.x_pt == pytest.approx(line.x_pt, abs=0.006)
        assert painted.baseline_pt == pytest.approx(line.baseline_pt, abs=0.006)


def test_colours_and_fonts_are_said_only_when_they_change() -> None:
    content = content_of(page_of(*(samples.line("same", 10, 20 + 15 * index) for index in range(5))))
    assert (content.count(" Tf"), content.count(" g\n"), content.count("BT"), content.count(" Td")) == (1, 1, 1, 5)
    first, second = (content_of(paint(samples.document(), samples.resources()), page) for page in (0, 1))
    assert " Tf" in first
    assert " Tf" in second, "a page starts with no font chosen"


def test_layout_characters_are_painted_as_ordinary_ones() -> None:
    (painted,) = read_text_lines(page_of(TextLine(10, 20, 50, (Run("10\u00a0mm\u00ad pre\u2011warm"),))))
    assert painted.text == "10 mm pre-warm"


def test_a_character_without_a_glyph_is_refused_by_name() -> None:
    with pytest.raises(ResourceError, match=r"U\+6307"):
        page_of(TextLine(10, 20, 50, (Run("指圧"),)))


def test_parentheses_and_backslashes_survive() -> None:
    text = "(a) \\ b) (c"
    (painted,) = read_text_lines(page_of(samples.line(text, 10, 20)))
    assert painted.text == text


def test_more_characters_than_a_subset_holds() -> None:
    face = samples.resources().faces["regular"]
    every = "".join(char for char in map(chr, range(33, 0x500)) if char in face._advances and char != "\u00a0")
    assert len(every) > 256
    lines = [samples.line(every[at : at + 20], 10, 20 + at / 2) for at in range(0, len(every), 20)]
    data = page_of(*lines, samples.line("again plain", 10, 290))
    painted = read_text_lines(data)
    assert "".join(run.text for run in painted) == every + "again plain"
    assert painted[-1].font == "AtkinsonHyperlegibleNext-Regular"
    with pikepdf.open(BytesIO(data)) as pdf:
        assert len(pdf.pages[0].Resources.Font) > 1
        for font in pdf.pages[0].Resources.Font.values():
            counts = [int(count) for count in re.findall(rb"(\d+) beginbfchar", font.ToUnicode.read_bytes())]
            assert max(counts) <= 100


def test_shapes_are_filled_stroked_both_or_not_at_all() -> None:
    box = samples.box(10, 20, 30, 40)
    data = page_of(
        Shape(box, "accent", None),
        Shape(box, None, "rule", 0.5),
        Shape(box, "paper", "accent", 1.25),
        Shape(box, "panel", None),
        Shape((("m", 0, 0), ("c", 10, 0, 20, 10, 20, 20)), None, "rule", 0.5, (2.0, 1.0)),
    )
    filled, stroked, both, dashed = read_shapes(data)
    assert (filled.kind, filled.ink) == ("fill", (0.09, 0.22, 0.42))
    assert (filled.x_pt, filled.y_pt, filled.width_pt, filled.height_pt) == (10, 20, 30, 40)
    assert (stroked.kind, stroked.ink, stroked.line_width_pt) == ("stroke", (0.5, 0.5, 0.5), 0.5)
    assert (both.kind, both.ink, both.line_width_pt) == ("both", (1, 1, 1), 1.25)
    assert (dashed.width_pt, dashed.height_pt) == (20, 20)
    assert content_of(data).count("[2 1]0 d") == 1


def test_even_odd_leaves_holes_open() -> None:
    content = content_of(page_of(Shape(samples.box(0, 0, 50, 50) + samples.box(10, 10, 5, 5), "accent")))
    assert content.rstrip().endswith("f*\nEMC")


def test_grey_colours_are_grey() -> None:
    content = content_of(page_of(Shape(samples.box(0, 0, 5, 5), "rule"), Shape(samples.box(0, 0, 5, 5), "accent")))
    assert ".5 g\n" in content
    assert ".09 .22 .42 rg\n" in content


def test_an_artifact_and_all_in_it_is_decoration() -> None:
    inside = Frame("P", Rect(0, 0, 10, 10), (samples.line("also decoration", 10, 40),))
    frame = Frame("Artifact", Rect(0, 0, 200, 300), (samples.line("decoration", 10, 20),), (inside,))
    data = paint(
        Document((Page(200, 300, (frame, Frame("P", Rect(0, 0, 9, 9), (samples.line("words", 10, 60),)))),), "A", "en"), samples.resources()
    )
    assert [(run.text, run.tag) for run in read_text_lines(data)] == [
        ("decoration", "Artifact"),
        ("also decoration", "Artifact"),
        ("words", "P"),
    ]


def test_nothing_is_painted_unmarked() -> None:
    assert {item.tag for item in read_painted(paint(samples.document(), samples.resources()))} >= {"P", "H1", "Figure", "Artifact"}
    assert all(item.tag for item in read_painted(paint(samples.document(), samples.resources())))


def test_items_come_before_children() -> None:
    child = Frame("Span", Rect(0, 0, 9, 9), (samples.line("second", 10, 40),))
    frame = Frame("P", Rect(0, 0, 9, 9), (samples.line("first", 10, 20),), (child,))
    data = paint(Document((Page(200, 300, (frame,)),), "Order", "en"), samples.resources())
    assert [run.text for run in read_text_lines(data)] == ["first", "second"]


def test_a_font_that_cannot_be_embedded_is_said_to_be_so() -> None:
    with pytest.raises(ResourceError, match="cannot be embedded") as caught:
        page_of(samples.line("x", 1, 2), font_bytes={"regular": b"wOF2 nonsense", "bold": b"OTTO"})
    assert caught.value.exit_code == 4


def run(program: str) -> str:
    environment = {"PYTHONPATH": ":".join(sys.path)}
    return subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True).stdout.strip()


def test_painting_leaves_pillow_and_harfbuzz_and_the_rest_of_reportlab_alone() -> None:
    assert (
        run(
            "import sys, handouts.output.paint\n"
            "spared = ('PIL', 'PIL.Image', 'uharfbuzz', 'reportlab.platypus', 'reportlab.pdfgen', 'yaml', 'fontTools')\n"
            "print([name for name in spared if name in sys.modules])"
        )
        == "[]"
    )


def test_reportlab_still_finds_pillow_when_it_wants_it() -> None:
    assert (
        run(
            "import handouts.output.paint, io\n"
            "from PIL import Image\n"
            "data = io.BytesIO(); Image.new('RGB', (3, 2), 'red').save(data, 'PNG'); data.seek(0)\n"
            "from reportlab.lib.utils import ImageReader\n"
            "from reportlab.pdfgen.canvas import Canvas\n"
            "out = io.BytesIO(); canvas = Canvas(out); canvas.drawImage(ImageReader(data), 0, 0); canvas.save()\n"
            "print(ImageReader(data).getSize(), b'/Image' in out.getvalue())"
        )
        == "(3, 2) True"
    )


@given(st.floats(-10_000, 10_000))
def test_numbers_are_short_and_near(value: float) -> None:
    text = number(value)
    assert abs(float(text) - value) <= 0.00501
    assert "e" not in text
    assert text not in {"-0", ""}
    assert not re.search(r"\.\d*0$|\.$", text)


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=30))
def test_text_strings_read_back(text: str) -> None:
    assert str(pikepdf.Object.parse(text_string(text).encode())) == text


coordinates = st.floats(0, 300, allow_nan=False)
texts = st.text(st.sampled_from(" abcdefgAVTYo.,:;()\\éß–”1234567890"), min_size=1, max_size=25)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(texts, coordinates, coordinates, st.sampled_from([8.0, 10.5, 12.0, 30.25])), min_size=1, max_size=12))
def test_any_lines_read_back_as_they_were_placed(lines: list[tuple[str, float, float, float]]) -> None:
    painted = read_text_lines(page_of(*(samples.line(text, x, y, size=size) for text, x, y, size in lines)))
    for (text, x, y, size), found in zip(lines, painted, strict=True):
        assert (found.text, found.size_pt) == (text, size)
        assert found.x_pt == pytest.approx(x, abs=0.006)
        assert found.baseline_pt == pytest.approx(y, abs=0.006)


def test_the_reader_gives_both_in_painting_order() -> None:
    kinds = [type(item) for item in read_painted(page_of(Shape(samples.box(0, 0, 9, 9), "accent"), samples.line("on it", 1, 8)))]
    assert kinds == [PaintedShape, PaintedText]
