"""Fields as people fill them in: by the engine of Chromium and by MuPDF. What was typed shows and is saved."""

from __future__ import annotations

import ctypes
import sys
from io import BytesIO

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import samples
from PIL import Image

from handouts.layout.frame import Document, Field, Frame, Page, Rect
from handouts.output.paint import paint

LEFT, TOP, WIDTH, HEIGHT, PAGE_HEIGHT = 40, 50, 240, 20, 120


@pytest.fixture(scope="module")
def form() -> bytes:
    window = Rect(LEFT, TOP, WIDTH, HEIGHT)
    frames = (
        samples.words("P", Rect(40, 20, 200, 15), "For"),
        Frame("Form", window, (Field("patient", "For", "text", window, 14),), alt="For"),
    )
    return paint(Document((Page(320, PAGE_HEIGHT, frames),), "Form", "en"), samples.resources())


def shown_in_chromium(data: bytes) -> Image.Image:
    file = pypdfium2.PdfDocument(data)
    file.init_forms()
    return file[0].render(scale=2, may_draw_forms=True).to_pil()


def shown_in_mupdf(data: bytes) -> Image.Image:
    pymupdf = pytest.importorskip("pymupdf")
    return Image.open(BytesIO(pymupdf.open("pdf", data)[0].get_pixmap(dpi=144).tobytes("png")))


def ink_share(page: Image.Image) -> float:
    """How much of the field is dark."""
    field = page.convert("L").crop((LEFT * 2, TOP * 2, (LEFT + WIDTH) * 2, (TOP + HEIGHT) * 2))
    histogram = field.histogram()
    return sum(histogram[:100]) / sum(histogram)


def value(data: bytes) -> str:
    with pikepdf.open(BytesIO(data)) as file:
        (field,) = file.Root.AcroForm.Fields
        return str(field.V)


def typed_in_chromium(form: bytes, text: str) -> bytes:
    file = pypdfium2.PdfDocument(form)
    file.init_forms()
    page, viewer = file[0], file.formenv.raw
    at = ctypes.c_double(LEFT + 20), ctypes.c_double(PAGE_HEIGHT - TOP - HEIGHT / 2)
    pdfium.FORM_OnLButtonDown(viewer, page.raw, 0, *at)
    pdfium.FORM_OnLButtonUp(viewer, page.raw, 0, *at)
    for char in text:
        pdfium.FORM_OnChar(viewer, page.raw, ord(char), 0)
    pdfium.FORM_ForceToKillFocus(viewer)
    saved = BytesIO()
    file.save(saved)
    return saved.getvalue()


def set_in_mupdf(form: bytes, text: str) -> bytes:
    pymupdf = pytest.importorskip("pymupdf")
    file = pymupdf.open("pdf", form)
    page = file[0]  # held: a field is its page's
    (field,) = page.widgets()
    field.field_value = text
    field.update()
    return bytes(file.tobytes())


@pytest.mark.parametrize(("fill", "show"), [(typed_in_chromium, shown_in_chromium), (set_in_mupdf, shown_in_mupdf)])
@pytest.mark.parametrize("text", ["Ann Smith", "Jérôme Müller", "Юлия Щукина"])
def test_what_is_typed_shows_and_is_saved(form: bytes, fill, show, text: str) -> None:  # type: ignore[no-untyped-def]
    assert ink_share(show(form)) == 0
    filled = fill(form, text)
    assert value(filled) == text
    assert ink_share(show(filled)) > 0.02


def test_the_face_of_a_field_has_the_letters_of_three_alphabets(form: bytes) -> None:
    """Under their own numbers, which is where programs that fill in forms look for them."""
    with pikepdf.open(BytesIO(form)) as file:
        font = file.Root.AcroForm.DR.Font["/Typed"]
        places = font.DescendantFonts[0].CIDToGIDMap.read_bytes()
        said = font.ToUnicode.read_bytes().decode()
    for char in "AžễЮΔʻ":
        code = ord(char)
        assert places[2 * code : 2 * code + 2] != b"\0\0"
        assert f"<{code:04X}><{code:04X}>" in said


def test_a_form_needs_no_shaper(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine of the exported desk has none."""
    monkeypatch.setitem(sys.modules, "uharfbuzz", None)
    window = Rect(LEFT, TOP, WIDTH, HEIGHT)
    frames = (Frame("Form", window, (Field("patient", "For", "text", window, 14),), alt="For"),)
    assert value(paint(Document((Page(320, PAGE_HEIGHT, frames),), "Form", "en"), samples.resources())) == ""
