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
from handouts.layout.frame import Document, Frame, Page, Picture, Raster, Rect, Run, Shape, TextLine
from handouts.output.paint import paint
from handouts.output.pdf import number, text_string
from handouts.output.pictures import drawing_operators


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


def picture(window: Rect, view: tuple[float, float, float, float] = (0, 0, 100, 50), **more: object) -> Picture:
    return Picture("wave", window, view, **more)


def test_a_drawing_fills_its_window_the_right_way_up() -> None:
    window = Rect(20, 30, 50, 25)
    shapes = read_shapes(page_of(picture(window), role="Figure"))
    square = next(shape for shape in shapes if shape.ink == (0.2, 0.2, 0.2))
    # in the drawing: 45 to 55 across, 20 to 30 down, at half size
    assert (square.x_pt, square.y_pt) == (pytest.approx(42.5), pytest.approx(40))
    assert (square.width_pt, square.height_pt) == (pytest.approx(5), pytest.approx(5))


def test_a_mirrored_drawing_keeps_its_window() -> None:
    window = Rect(20, 30, 100, 50)
    shifted = (20.0, 0.0, 50.0, 25.0)
    (plain,), (mirrored,) = (
        [shape for shape in read_shapes(page_of(picture(window, shifted, mirrored=flag), role="Figure")) if shape.ink == (0.2, 0.2, 0.2)]
        for flag in (False, True)
    )
    # 45 to 55 of 20 to 70, twice as large: 50 to 70 points from the left edge; mirrored as far from the right one
    assert plain.x_pt - window.x_pt == pytest.approx(50)
    assert window.right_pt - (mirrored.x_pt + mirrored.width_pt) == pytest.approx(50)
    assert plain.y_pt == mirrored.y_pt


def test_nothing_of_a_drawing_is_painted_outside_its_window() -> None:
    window = Rect(50, 60, 30, 30)
    for shape in read_shapes(page_of(picture(window, (40, 15, 20, 20)), role="Figure")):
        assert shape.x_pt >= window.x_pt - 0.01
        assert shape.y_pt >= window.y_pt - 0.01
        assert shape.x_pt + shape.width_pt <= window.right_pt + 0.01
        assert shape.y_pt + shape.height_pt <= window.bottom_pt + 0.01


@pytest.mark.parametrize("scale_lines", [1.0, 1.6])
def test_lines_of_a_drawing_are_printed_in_the_widths_of_the_theme(scale_lines: float) -> None:
    shapes = read_shapes(page_of(picture(Rect(0, 0, 37, 18.5), scale_lines=scale_lines), role="Figure"))
    widths = {shape.kind: shape.line_width_pt for shape in shapes if shape.kind != "fill"}
    assert widths == {"both": pytest.approx(0.9 * scale_lines, abs=0.001), "stroke": pytest.approx(0.25 * scale_lines, abs=0.001)}


def test_a_drawing_is_written_once_unless_its_lines_would_change_by_over_a_quarter() -> None:
    small, like_it, large = (picture(Rect(0, 0, width, width / 2)) for width in (50, 60, 100))
    assert len(xobjects_of(page_of(small, like_it, small, role="Figure"))) == 1
    assert len(xobjects_of(page_of(small, like_it, large, large, role="Figure"))) == 2


def test_a_drawing_does_not_take_over_the_state_of_the_page() -> None:
    rule = Shape((("m", 0, 0), ("l", 10, 10)), None, "accent", 3.0, (1.0, 1.0))
    (form,) = xobjects_of(page_of(rule, picture(Rect(0, 0, 50, 25)), role="Figure"))
    assert form.startswith("0 g 0 G 1 w []0 d 1 J 1 j\n")


def test_neighbouring_lines_of_one_role_are_stroked_at_once() -> None:
    theme = samples.THEME
    fibres = (("", "fibre", "0 0 m 1 1 l"), ("", "fibre", "2 2 m 3 3 l"))
    assert drawing_operators(fibres, theme, 1.0).count(b"S") == 1
    assert drawing_operators((*fibres, ("ink", "", "0 0 m 1 1 l 1 0 l h"), *fibres), theme, 1.0).split(b"\n")[-5:] == [
        b"0 0 m 1 1 l 1 0 l h",
        b"f*",
        b"0 0 m 1 1 l",
        b"2 2 m 3 3 l",
        b"S",
    ]
    mixed = drawing_operators((*fibres, ("", "skin-edge", "0 0 m 5 5 l")), theme, 1.0).decode()
    assert mixed.count("S\n") == 1
    assert mixed.index("S\n") < mixed.index(".9 w"), "the first lines are stroked in their own width"


def test_roles_that_the_ink_saver_leaves_out_are_not_painted() -> None:
    assert b"0 0 m 1 0 l" not in drawing_operators(samples.Wave().paths, samples.THEME, 1.0)


def test_a_role_without_colours_is_refused_by_name() -> None:
    odd = samples.Wave(paths=(("unheard-of", "", "0 0 m 1 1 l 1 0 l h"),))
    with pytest.raises(ResourceError, match="unheard-of, drawn in wave"):
        page_of(picture(Rect(0, 0, 50, 25)), role="Figure", drawings={"wave": odd})


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


def test_an_image_fills_its_window_and_is_written_once() -> None:
    data = page_of(Raster("logo", Rect(10, 20, 30, 15)), Raster("logo", Rect(50, 20, 30, 15)), role="Figure")
    first, second = read_shapes(data)
    assert first[1:6] == ("image", pytest.approx(10), pytest.approx(20), pytest.approx(30), pytest.approx(15))
    assert second.x_pt == pytest.approx(50)
    with pikepdf.open(BytesIO(data)) as pdf:
        (image,) = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"]
        assert image.read_raw_bytes() == samples.resources().images["logo"], "a JPEG goes in as it is"


@pytest.mark.parametrize(
    ("data", "space", "first"),
    [
        (samples.png((200, 10, 10, 0), "RGBA"), "/DeviceRGB", b"\xff\xff\xff"),
        (samples.png((200, 10, 10), "RGB"), "/DeviceRGB", bytes((200, 10, 10))),
        (samples.png(77, "L"), "/DeviceGray", b"\x4d"),
        (samples.jpeg("white", "CMYK"), "/DeviceRGB", None),
    ],
)
def test_other_images_become_plain_pixels(data: bytes, space: str, first: bytes | None) -> None:
    painted = page_of(Raster("logo", Rect(0, 0, 8, 6)), role="Figure", images={"logo": data})
    with pikepdf.open(BytesIO(painted)) as pdf:
        image = pdf.pages[0].Resources.XObject["/X1"]
        assert str(image.ColorSpace) == space
        if first is not None:
            assert image.read_bytes().startswith(first)


@pytest.mark.parametrize("data", [b"", b"not an image", b"\xff\xd8\xff", samples.png(77, "L")[:40]])
def test_an_image_that_cannot_be_read_is_said_to_be_so(data: bytes) -> None:
    with pytest.raises(ResourceError, match="logo"):
        page_of(Raster("logo", Rect(0, 0, 8, 6)), role="Figure", images={"logo": data})


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
