"""Drawings and images: in their window and nowhere else, the right way up, in the line widths of the theme, written once."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf
import pytest
import samples
from pdf_reading import read_shapes

from handouts.dataset.drawing import Drawing, Inked, load_drawing
from handouts.errors import ResourceError
from handouts.layout.figures.gallery import THEMES
from handouts.layout.frame import Document, Frame, Page, Picture, Raster, Rect, Shape
from handouts.output.inking import drawing_operators
from handouts.output.paint import paint
from handouts.resources import DataSource


def page_of(*items: object, role: str = "Figure", **changes: object) -> bytes:
    frame = Frame(role, Rect(0, 0, 200, 300), items, alt="What is seen.")
    return paint(Document((Page(200, 300, (frame,)),), "Items", "en"), samples.resources(**changes))


def xobjects_of(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return [
            each.read_bytes().decode("latin-1")
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form"
        ]


def picture(window: Rect, view: tuple[float, float, float, float] = (0, 0, 100, 50), **more: object) -> Picture:
    return Picture("wave", window, view, **more)


def test_a_drawing_fills_its_window_the_right_way_up() -> None:
    window = Rect(20, 30, 50, 25)
    shapes = read_shapes(page_of(picture(window)))
    square = next(shape for shape in shapes if shape.ink == (0.2, 0.2, 0.2))
    # in the drawing: 45 to 55 across, 20 to 30 down, at half size
    assert (square.x_pt, square.y_pt) == (pytest.approx(42.5), pytest.approx(40))
    assert (square.width_pt, square.height_pt) == (pytest.approx(5), pytest.approx(5))


def test_a_mirrored_drawing_keeps_its_window() -> None:
    window = Rect(20, 30, 100, 50)
    shifted = (20.0, 0.0, 50.0, 25.0)
    (plain,), (mirrored,) = (
        [shape for shape in read_shapes(page_of(picture(window, shifted, mirrored=flag))) if shape.ink == (0.2, 0.2, 0.2)]
        for flag in (False, True)
    )
    # 45 to 55 of 20 to 70, twice as large: 50 to 70 points from the left edge; mirrored as far from the right one
    assert plain.x_pt - window.x_pt == pytest.approx(50)
    assert window.right_pt - (mirrored.x_pt + mirrored.width_pt) == pytest.approx(50)
    assert plain.y_pt == mirrored.y_pt


def test_nothing_of_a_drawing_is_painted_outside_its_window() -> None:
    window = Rect(50, 60, 30, 30)
    for shape in read_shapes(page_of(picture(window, (40, 15, 20, 20)))):
        assert shape.x_pt >= window.x_pt - 0.01
        assert shape.y_pt >= window.y_pt - 0.01
        assert shape.x_pt + shape.width_pt <= window.right_pt + 0.01
        assert shape.y_pt + shape.height_pt <= window.bottom_pt + 0.01


@pytest.mark.parametrize("scale_lines", [1.0, 1.6])
def test_lines_of_a_drawing_are_printed_in_the_widths_of_the_theme(scale_lines: float) -> None:
    shapes = read_shapes(page_of(picture(Rect(0, 0, 37, 18.5), scale_lines=scale_lines)))
    widths = {shape.kind: shape.line_width_pt for shape in shapes if shape.kind != "fill"}
    assert widths == {"both": pytest.approx(0.9 * scale_lines, abs=0.001), "stroke": pytest.approx(0.25 * scale_lines, abs=0.001)}


def test_a_drawing_is_written_once_unless_its_lines_would_change_by_over_a_quarter() -> None:
    small, like_it, large = (picture(Rect(0, 0, width, width / 2)) for width in (50, 60, 100))
    assert len(xobjects_of(page_of(small, like_it, small))) == 1
    assert len(xobjects_of(page_of(small, like_it, large, large))) == 2


def test_a_drawing_inked_when_the_package_was_built_is_the_same_on_the_page() -> None:
    operators, widths_pt = drawing_operators(samples.Wave().paths, samples.THEME)
    inked = Inked.from_compiled(Inked(samples.Wave().view_box, zlib.compress(operators, 9), widths_pt).compiled_form())
    shown = picture(Rect(3, 4, 50, 25), scale_lines=1.6)
    assert read_shapes(page_of(shown, drawings={"wave": inked})) == read_shapes(page_of(shown))


def test_what_the_build_inked_counts_only_while_drawing_and_themes_are_unchanged() -> None:
    data = DataSource(None)
    themes = data.read_bytes(THEMES)
    for ink in ("colour", "grey", "saver"):
        assert isinstance(load_drawing("spots/upper-back", ink, themes, data), Inked)
    assert isinstance(load_drawing("spots/upper-back", "colour", themes.replace(b"#", b"# ", 1), data), Drawing)


def test_a_drawing_does_not_take_over_the_state_of_the_page() -> None:
    rule = Shape((("m", 0, 0), ("l", 10, 10)), None, "accent", 3.0, (1.0, 1.0))
    (form,) = xobjects_of(page_of(rule, picture(Rect(0, 0, 50, 25))))
    assert form.startswith("0 g 0 G 1 w []0 d 1 J 1 j\n")


def test_neighbouring_lines_of_one_role_are_stroked_at_once() -> None:
    theme = samples.THEME
    fibres = (("", "fibre", "0 0 m 1 1 l"), ("", "fibre", "2 2 m 3 3 l"))
    assert drawing_operators(fibres, theme)[0].count(b"S") == 1
    assert drawing_operators((*fibres, ("ink", "", "0 0 m 1 1 l 1 0 l h"), *fibres), theme)[0].split(b"\n")[-5:] == [
        b"0 0 m 1 1 l 1 0 l h",
        b"f*",
        b"0 0 m 1 1 l",
        b"2 2 m 3 3 l",
        b"S",
    ]
    mixed, widths_pt = drawing_operators((*fibres, ("", "skin-edge", "0 0 m 5 5 l")), theme)
    assert mixed.count(b"S\n") == 1
    assert widths_pt == {"L0": 0.25, "L1": 0.9}
    assert mixed.index(b"S\n") < mixed.index(b"/L1 gs"), "the first lines are stroked in their own width"


def test_roles_that_the_ink_saver_leaves_out_are_not_painted() -> None:
    assert b"0 0 m 1 0 l" not in drawing_operators(samples.Wave().paths, samples.THEME)[0]


def test_a_role_without_colours_is_refused_by_name() -> None:
    odd = samples.Wave(paths=(("unheard-of", "", "0 0 m 1 1 l 1 0 l h"),))
    with pytest.raises(ResourceError, match="unheard-of, drawn in wave"):
        page_of(picture(Rect(0, 0, 50, 25)), drawings={"wave": odd})


def test_an_image_fills_its_window_and_is_written_once() -> None:
    data = page_of(Raster("logo", Rect(10, 20, 30, 15)), Raster("logo", Rect(50, 20, 30, 15)))
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
    painted = page_of(Raster("logo", Rect(0, 0, 8, 6)), images={"logo": data})
    with pikepdf.open(BytesIO(painted)) as pdf:
        image = pdf.pages[0].Resources.XObject["/X1"]
        assert str(image.ColorSpace) == space
        if first is not None:
            assert image.read_bytes().startswith(first)


@pytest.mark.parametrize("data", [b"", b"not an image", b"\xff\xd8\xff", samples.png(77, "L")[:40]])
def test_an_image_that_cannot_be_read_is_said_to_be_so(data: bytes) -> None:
    with pytest.raises(ResourceError, match="logo"):
        page_of(Raster("logo", Rect(0, 0, 8, 6)), images={"logo": data})
