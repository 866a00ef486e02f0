"""Faces: the same numbers as the font file and a shaper give, and no character set without a glyph."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from handouts.errors import Place, ResourceError
from handouts.layout.type import fonts
from handouts.layout.type.fonts import FACE_FILES, Face, check_coverage, compile_face, load_faces, painted

ROOT = Path(__file__).parents[2]
ASCII = [chr(code) for code in range(32, 127)]


def read_bytes(path: str) -> bytes:
    return (ROOT / path).read_bytes()


@pytest.fixture(scope="module")
def faces() -> dict[str, Face]:
    return load_faces(read_bytes, lambda *_: None)


def test_faces_come_by_the_names_that_runs_use(faces):
    assert {key: face.name for key, face in faces.items()} == {
        "regular": "AtkinsonHyperlegibleNext-Regular",
        "bold": "AtkinsonHyperlegibleNext-Bold",
    }


def test_metrics_are_those_of_the_font_file(faces):
    from fontTools.ttLib import TTFont

    for key, path in FACE_FILES.items():
        font = TTFont(ROOT / path)
        face = faces[key]
        assert font["head"].unitsPerEm == 1000
        assert (face.ascent, face.descent) == (font["hhea"].ascent, font["hhea"].descent)
        assert (face.cap_height, face.x_height) == (font["OS/2"].sCapHeight, font["OS/2"].sxHeight)
        for code, glyph in font.getBestCmap().items():
            if chr(code) not in fonts.SET_AS and not unicodedata.combining(chr(code)):
                assert face.advance(chr(code)) == font["hmtx"][glyph][0]


@pytest.mark.parametrize("key", FACE_FILES)
def test_every_ascii_pair_is_as_wide_as_the_shaper_sets_it(faces, key):
    harfbuzz = pytest.importorskip("uharfbuzz")
    font = harfbuzz.Font(harfbuzz.Face(read_bytes(FACE_FILES[key])))
    kerned = 0
    for left in [*ASCII, *"–—’“”×éñ½"]:
        for right in [*ASCII, *"–—’“”×éñ½"]:
            buffer = harfbuzz.Buffer()
            buffer.add_str(left + right)
            buffer.guess_segment_properties()
            harfbuzz.shape(font, buffer, {"kern": True, "liga": False})
            shaped = sum(position.x_advance for position in buffer.glyph_positions)
            assert faces[key].width_units(left + right) == shaped, left + right
            kerned += faces[key].kern(left, right) != 0
    assert kerned > 1000


@pytest.mark.parametrize("key", FACE_FILES)
def test_a_sentence_is_as_wide_as_the_shaper_sets_it(faces, key):
    harfbuzz = pytest.importorskip("uharfbuzz")
    text = "Your Two-Year Tour: AVAIL, Wave 7/10 “Type” – To. P.T.O. Yes/No, r.v. fjord 1½ × 20–60"
    font = harfbuzz.Font(harfbuzz.Face(read_bytes(FACE_FILES[key])))
    buffer = harfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    harfbuzz.shape(font, buffer, {"kern": True, "liga": False})
    assert faces[key].width_units(text) == sum(position.x_advance for position in buffer.glyph_positions)
    assert faces[key].width_pt(text, 12) == pytest.approx(faces[key].width_units(text) * 0.012)


def test_kerned_pieces_add_up_to_the_text_and_its_width(faces):
    face = faces["regular"]
    text = "AVATAR To you, Wry. T"
    pieces = face.kerned(text)
    assert "".join(piece for piece, _ in pieces) == text
    assert pieces[-1][1] == 0
    assert all(kern for _, kern in pieces[:-1])
    assert sum(face.advance(char) for char in text) + sum(kern for _, kern in pieces) == face.width_units(text)
    assert face.kerned("") == (("", 0),)


def test_compiled_data_is_plain_and_makes_the_same_face(faces):
    for key, path in FACE_FILES.items():
        plain = json.loads(json.dumps(compile_face(read_bytes(path))))
        again = Face.from_compiled(plain)
        assert all(again.kern(a, b) == faces[key].kern(a, b) for a in ASCII for b in ASCII)
        assert all(again.advance(char) == faces[key].advance(char) for char in ASCII)


def test_compiled_data_is_used_where_it_matches(monkeypatch):
    asked = []

    def compiled(kind, path, source):
        asked.append((kind, path, len(source)))
        return compile_face(source)

    real = fonts.compile_face
    calls = []
    monkeypatch.setattr(fonts, "compile_face", lambda ttf: calls.append(1) or real(ttf))
    load_faces(read_bytes, compiled)
    assert [(kind, path) for kind, path, _ in asked] == [("fonts", path) for path in FACE_FILES.values()]
    assert not calls


def test_layout_characters_are_never_glyphs_of_their_own(faces):
    face = faces["regular"]
    assert painted("2\u00a0weeks\u202fx well\u2011known shoul\u00adder") == "2 weeks x well-known shoulder"
    assert face.width_units("2\u00a0weeks") == face.width_units("2 weeks")
    assert face.width_units("well\u2011known") == face.width_units("well-known")
    assert "".join(piece for piece, _ in face.kerned("a\u00a0b\u2011c\u00ad")) == "a b-c"
    assert all(face.covers(char) for char in "\u00a0\u202f\u2010\u2011\u00ad\n\t")


def test_an_accent_joins_its_letter(faces):
    decomposed = "Mu\u0308ller"
    assert painted(decomposed) == "Müller"
    assert faces["bold"].width_units(decomposed) == faces["bold"].width_units("Müller")


def test_a_missing_glyph_is_named_with_its_field_and_place(faces):
    with pytest.raises(ResourceError) as caught:
        check_coverage("press → here 漢", faces["regular"], "find[2].text", Place("data/spots/11.yaml", 4, 7))
    message = str(caught.value)
    assert caught.value.exit_code == 4
    assert message.startswith("data/spots/11.yaml:4:7: error:")
    assert "U+2192 (RIGHTWARDS ARROW)" in message
    assert "U+6F22 (CJK UNIFIED IDEOGRAPH-6F22)" in message
    assert "in find[2].text" in message


@pytest.mark.parametrize("text", ["a → b", "x\u0301", "\x07", "\u200b", "\U0001f600"])
def test_measuring_refuses_what_cannot_be_set(faces, text):
    with pytest.raises(ResourceError, match=r"U\+"):
        faces["regular"].width_units(text)


def test_what_is_covered_passes(faces):
    check_coverage("Plain words, “quotes” – 20–60\u00a0s × 3…\n", faces["bold"], "message")


def test_a_file_that_is_no_font_says_so():
    with pytest.raises(ResourceError, match="font cannot be read"):
        compile_face(b"not a font at all")
