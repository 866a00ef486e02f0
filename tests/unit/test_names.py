"""Names in scripts that the handout's own face lacks: set, measured, embedded, and read back as typed."""

from __future__ import annotations

import sys
import unicodedata
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import samples

from handouts import font_shelf
from handouts.errors import ResourceError
from handouts.layout.frame import Document, Frame, Page, Rect
from handouts.layout.style import page_style
from handouts.layout.type.any_script import AnyScriptFace, begins_rtl
from handouts.layout.type.fonts import ANY_SCRIPT, Faces, check_coverage, load_faces
from handouts.layout.type.text import break_paragraph
from handouts.layout.type.typeset import Setter
from handouts.output.paint import paint

ROOT = Path(__file__).parents[2]


def fresh_faces() -> Faces:
    return load_faces(lambda path: (ROOT / path).read_bytes(), lambda *_: None)


@pytest.fixture(scope="module")
def faces() -> Faces:
    """With the fonts of the extra only: the same on every machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(font_shelf.OWN_FOLDERS, ":".join(font_shelf._extra_folders()))
        found = fresh_faces()
        for name in ("regular", "bold"):
            found[name + ANY_SCRIPT]._shelf.files()
        yield found


def painted_pdf(faces: Faces, *texts: str) -> bytes:
    setter = Setter(faces, page_style("a4", 14))
    frames = [
        Frame("P", Rect(50, 40 + 30 * index, 500, 20), (setter.label(text, 50, 60 + 30 * index, 14, "bold"),))
        for index, text in enumerate(texts)
    ]
    return paint(Document((Page(600, 80 + 30 * len(texts), tuple(frames)),), "Names", "en"), samples.resources()._replace(faces=faces))


def extracted(data: bytes) -> list[str]:
    return pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range().split("\r\n")


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Thị Hồng",
        "Δημήτρης Ἀθανασίου",
        "Щукина Юлия",
        "Kaʻiulani",
        "Əliyev",
        "ọ̀rẹ́ Adébáyọ̀",
        "李明",
        "김민준",
        "山田はなこ",
        "სანდრო",
        "Արամ",
        "สมชาย ใจดี",
        "श्रीमती हिन्दी",
        "நடராஜன்",
        "አበበ",
    ],
)
def test_a_name_is_read_back_as_typed(faces: Faces, name: str) -> None:
    (line,) = extracted(painted_pdf(faces, name))
    assert unicodedata.normalize("NFC", line.strip()) == name


@pytest.mark.parametrize("name", ["محمد بلال", "שרה כהן", "علی رضا", "שרה (12) כהן"])
def test_a_name_from_right_to_left_is_read_back_in_order(faces: Faces, name: str) -> None:
    (line,) = extracted(painted_pdf(faces, name))
    assert line.replace("\u200b", "").strip() == name


def test_it_stands_from_right_to_left(faces: Faces) -> None:
    """The first word of a Hebrew name is the one at the right, and brackets open where a reader expects it."""
    stretches = faces["bold" + ANY_SCRIPT].set_text("שרה (כהן)").stretches
    assert "".join(glyph.text for stretch in stretches for glyph in stretch.glyphs) == "(ןהכ) הרש"


def test_arabic_letters_join(faces: Faces) -> None:
    """A letter in the middle of a word has another glyph than by itself."""
    face = faces["regular" + ANY_SCRIPT]
    joined, alone = (face.set_text(text).stretches[0].glyphs for text in ("عمر", "م"))
    assert len(joined) == 3 and joined[1].id != alone[0].id


def test_decomposed_and_composed_are_one(faces: Faces) -> None:
    face = faces["bold" + ANY_SCRIPT]
    for name in ("Nguyễn", "ọ̀rẹ́", "김민준"):
        assert face.set_text(unicodedata.normalize("NFD", name)).width == face.set_text(name).width


def test_a_line_is_as_wide_as_its_words(faces: Faces) -> None:
    face = faces["regular" + ANY_SCRIPT]
    for text in ("Nguyễn-Võ Thị Hồng", "محمد بلال علاء", "李明 (Li Ming)", "श्रीमती हिन्दी"):
        (line,) = break_paragraph([(text, "regular", "text")], 1000, 12, faces)
        assert line.width_pt == pytest.approx(face.width_pt(text, 12), abs=0.02 * 12)


def test_a_paragraph_from_the_right_begins_there(faces: Faces) -> None:
    text = "ABC مرحبا بالعالم " * 8
    assert not begins_rtl(text) and begins_rtl("12 مرحبا ABC")
    setter = Setter(faces, page_style("a4", 14))
    lines = break_paragraph([("مرحبا " * 40, "regular", "text")], 300, 14, faces)
    placed = setter.set_lines(lines, 50, 50, 300, setter.body)
    assert len(placed) > 2
    assert all(line.x_pt + line.width_pt == pytest.approx(350) for line in placed)


def test_chinese_breaks_between_characters_but_not_before_a_mark(faces: Faces) -> None:
    text = "请每天轻轻按摩两次，每次二十秒。" * 6
    lines = break_paragraph([(text, "regular", "text")], 200, 14, faces)
    assert len(lines) > 4 and "".join(line.text for line in lines) == text
    assert all(line.width_pt <= 200 and line.text[0] not in "，。" for line in lines)


def test_thai_is_never_too_wide(faces: Faces) -> None:
    """A stretch without spaces is cut between letters, no vowel parted from what it is written before or on."""
    text = "กรุณานวดเบาๆวันละสองครั้งครั้งละยี่สิบวินาทีแล้วพักผ่อนให้เพียงพอ"
    lines = break_paragraph([(text, "regular", "text")], 200, 14, faces)
    assert len(lines) > 1 and "".join(line.text for line in lines) == text
    assert not any(line.overflow_pt or unicodedata.combining(line.text[0]) or line.text[-1] in "เแโใไ" for line in lines)
    (name,) = break_paragraph([("สมชาย", "regular", "text")], 10, 14, faces)
    assert name.text == "สมชาย"


def test_what_no_font_has_is_named_with_its_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(font_shelf.OWN_FOLDERS, "/nowhere")
    faces = fresh_faces()
    with pytest.raises(ResourceError) as caught:
        check_coverage("Li 李", faces[faces.able("bold", "Li 李")], "the patient’s name")
    assert "U+674E" in str(caught.value) and 'pip install "handouts[scripts]"' in str(caught.value)
    with pytest.raises(ResourceError, match="emoji are not printed"):
        check_coverage("Jo 😀", faces[faces.able("bold", "Jo 😀")])


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uharfbuzz", None)
    for module in ("any_script", "shaping_font"):
        monkeypatch.delitem(sys.modules, f"handouts.layout.type.{module}", raising=False)
    with pytest.raises(ResourceError, match="pip install uharfbuzz"):
        fresh_faces()["bold" + ANY_SCRIPT]


def test_signs_are_not_looked_for_in_other_fonts(faces: Faces) -> None:
    assert faces["regular" + ANY_SCRIPT].missing("a → ☃ 😀 b") == ["→", "☃", "😀"]


def test_an_english_name_opens_no_other_font() -> None:
    faces = fresh_faces()
    before = set(sys.modules)
    assert all(faces.able(name, text) == name for name in ("regular", "bold") for text in ("Ann", "José Ångström", "20–60 × 3…"))
    assert list(faces) == ["regular", "bold"] and set(sys.modules) == before


def test_fonts_are_embedded_and_speak(faces: Faces) -> None:
    pdf = pikepdf.open(BytesIO(painted_pdf(faces, "Nguyễn", "李明", "محمد")))
    fonts = [font for font in pdf.pages[0].Resources.Font.values() if font.Subtype == "/Type0"]
    assert len(fonts) == 3
    for font in fonts:
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
        assert b"beginbfchar" in font.ToUnicode.read_bytes()
        assert len((descriptor.get("/FontFile2") or descriptor.get("/FontFile3")).read_bytes()) < 30_000


def test_a_face_for_other_scripts_stands_on_the_same_line(faces: Faces) -> None:
    face = faces["bold" + ANY_SCRIPT]
    assert isinstance(face, AnyScriptFace)
    assert (face.cap_height, face.ascent) == (faces["bold"].cap_height, faces["bold"].ascent)


def test_a_sign_that_the_tables_of_direction_do_not_know_is_refused_by_name() -> None:
    """An Egyptian joiner beside a Hebrew letter stopped the library of directions with an assertion."""
    import pytest

    import handouts

    with pytest.raises(handouts.HandoutsError, match="U\\+13439"):
        handouts.open().handout(11, patient=handouts.Patient("\u05d0\U00013439"))
