"""What a screen reader meets: the tag tree, the words in order, the ways through the file, what the file says of itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import samples
from tag_tree import tag_tree

from handouts.layout.frame import Document, Field, Frame, Page, Rect
from handouts.output.paint import Painter, paint

EXPECTED = Path(__file__).parent / "expected"


@pytest.fixture(scope="module")
def data() -> bytes:
    return paint(samples.document(), samples.resources())


@pytest.fixture(scope="module")
def pdf(data: bytes) -> pikepdf.Pdf:
    with pikepdf.open(BytesIO(data)) as opened:
        yield opened


def words_of(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        texts = []
        for page in document:
            text_page = page.get_textpage()
            texts.append(text_page.get_text_range())
            text_page.close()
            page.close()
    return texts


def test_the_tag_tree_is_the_one_that_was_read_and_approved(data: bytes) -> None:
    expected = EXPECTED / "everything.txt"
    found = tag_tree(data)
    if os.environ.get("UPDATE_EXPECTED"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def test_words_come_out_in_reading_order_and_apart(data: bytes) -> None:
    first, second = (" ".join(text.split()) for text in words_of(data))
    assert first.startswith(
        "Upper back, AVAST Press slowly; breathe out as you sink (and wait) na\u00efve caf\u00e9 \u2013 \u201cquotes\u201d"
    )
    assert "\\ end. See the film. to the table" in first
    assert "1. Item 1 of the list. 2. Item 2 of the list. a Where to press. Day Times Ease Monday 3 4 page 1" in first
    assert second.endswith("Name: Done: Notes: Gwasg yn araf. Hold for ten seconds. Back to the top")


def test_kerning_does_not_tear_words_apart() -> None:
    text = "AVATAR Toe, Wolf. Yes: LTV 11.7 V\u00e4ter"
    (found,) = words_of(paint(samples.text_only(text), samples.resources()))
    assert found.strip() == text


def test_an_element_that_continues_is_one_element(pdf: pikepdf.Pdf) -> None:
    tables = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Table"]
    (table,) = tables
    head, body = table.K
    assert (head.S, body.S) == ("/THead", "/TBody")
    assert len(body.K) == 2


def test_every_content_finds_its_element_and_back(pdf: pikepdf.Pdf) -> None:
    nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    by_key = {int(key): value for key, value in zip(nums[::2], nums[1::2], strict=True)}
    assert len(by_key) == int(pdf.Root.StructTreeRoot.ParentTreeNextKey)
    for page in pdf.pages:
        marked = re.findall(rb"/(\w+)<</MCID (\d+)>>BDC", page.Contents.read_bytes())
        elements = by_key[int(page.StructParents)]
        assert [int(mcid) for _, mcid in marked] == list(range(len(elements)))
        assert [role.decode() for role, _ in marked] == [str(element.S)[1:] for element in elements]
        for annotation in page.Annots:
            element = by_key[int(annotation.StructParent)]
            assert str(element.S) == {"/Link": "/Link", "/Widget": "/Form"}[str(annotation.Subtype)]


def test_fonts_are_embedded_and_hold_only_what_is_used(pdf: pikepdf.Pdf, data: bytes) -> None:
    fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"]
    assert sorted(str(font.BaseFont).partition("+")[2] for font in fonts) == [
        "AtkinsonHyperlegibleNext-Bold",
        "AtkinsonHyperlegibleNext-Regular",
        "NotoSans",  # what is typed into the form: the font, and its glyphs
        "NotoSans",
    ]
    assert all("/FontFile2" in font.FontDescriptor for font in fonts if "/FontDescriptor" in font)
    assert b"Helvetica" not in data
    least = paint(samples.text_only("abc"), samples.resources())
    assert len(least) < 12_000


def test_the_file_says_what_it_is(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.docinfo.Title) == "Upper back \u2013 spot 11"
    assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20231114221320Z"
    with pdf.open_metadata() as meta:  # writes the document information anew as it closes
        said = {key: meta.get(key) for key in ("dc:title", "dc:description", "pdfaid:part", "pdfaid:conformance", "pdfuaid:part")}
        dates = {meta.get("xmp:CreateDate"), meta.get("xmp:ModifyDate")}
    assert said == {
        "dc:title": "Upper back \u2013 spot 11",
        "dc:description": "What to press & how",
        "pdfaid:part": "2",
        "pdfaid:conformance": "A",
        "pdfuaid:part": "1",
    }
    assert dates == {"2023-11-14T22:13:20Z"}
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.Root.ViewerPreferences.Duplex) == "/DuplexFlipShortEdge"


def test_outline_labels_and_links_lead_somewhere(data: bytes, pdf: pikepdf.Pdf) -> None:
    with pypdfium2.PdfDocument(data) as document:
        outline = [(mark.get_title(), mark.level, mark.get_dest().get_index()) for mark in document.get_toc()]
        labels = [document.get_page_label(index) for index in range(len(document))]
    assert outline == [("Upper back", 0, 0), ("Steps", 1, 0), ("Back page", 0, 1)]
    assert labels == ["1", "ii"]
    names = pdf.Root.Names.Dests.Names
    assert [str(name) for name in names[::2]] == ["end", "table", "top"]
    links = [each for page in pdf.pages for each in page.Annots if each.Subtype == "/Link"]
    assert str(links[0].A.URI) == "https://example.org/film?spot=11&q=a%20b"
    assert [str(link.Dest) for link in links[1:]] == ["table", "top"]
    assert len(links[1].QuadPoints) == 16, "a link over two lines is active on each of them"


def test_a_link_to_nowhere_is_a_bug() -> None:
    lost = Frame("Link", Rect(10, 10, 50, 15), (samples.line("gone", 10, 20),), target="#nowhere")
    with pytest.raises(ValueError, match="nowhere"):
        paint(Document((Page(100, 100, (lost,)),), "Lost", "en"), samples.resources())


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("1", "2", "3"), "0<</S/D/St 1>>"),
        (("", "", ""), ""),
        (("i", "ii", "1", "2"), "0<</P(i)>> 1<</P(ii)>> 2<</S/D/St 1>>"),
        (("5", "9", "10"), "0<</S/D/St 5>> 1<</S/D/St 9>>"),
        (("", "2", "x"), "0<</S/D/St 1>> 2<</P(x)>>"),
    ],
)
def test_page_labels(labels: tuple[str, ...], expected: str) -> None:
    from handouts.output.navigation import page_labels

    assert page_labels(list(labels)) == (f"/PageLabels<</Nums[{expected}]>>" if expected else "")


def test_fields_have_names_of_their_own_and_say_what_they_are(pdf: pikepdf.Pdf) -> None:
    fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
    assert {name: str(field.TU) for name, field in fields.items()} == {
        "name": "Name of the patient",
        "done": "Done today",
        "name-2": "Notes",
    }
    assert sorted(fields["done"].AP.N.keys()) == ["/Off", "/Yes"]
    assert int(fields["name-2"].Ff) == 4096
    assert "/NeedAppearances" not in pdf.Root.AcroForm


def test_a_handout_twice_in_one_file_keeps_its_fields_apart() -> None:
    page = Page(100, 100, (Frame("Form", Rect(10, 10, 50, 15), (Field("a.b", "A", "text", Rect(10, 10, 50, 15)),)),))
    with pikepdf.open(BytesIO(paint(Document((page, page), "Twice", "en"), samples.resources()))) as twice:
        assert [str(field.T) for field in twice.Root.AcroForm.Fields] == ["a-b", "a-b-2"]


def test_the_file_is_sound_pdf(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "sound.pdf"
    path.write_bytes(data)
    with pikepdf.open(path) as opened:
        assert opened.check_pdf_syntax() == []


def test_pages_are_painted_as_they_come(data: bytes) -> None:
    document = samples.document()
    seen: list[str] = []

    def pages():
        for page in document.pages:
            seen.append(page.label)
            yield page

    assert paint(document._replace(pages=pages()), samples.resources()) == data
    painter = Painter(document._replace(pages=()), samples.resources())
    for page in document.pages:
        painter.add_page(page)
    assert painter.finish() == data


def test_a_document_without_pages_is_a_bug() -> None:
    with pytest.raises(ValueError, match="without pages"):
        paint(Document((), "None", "en"), samples.resources())


def test_same_input_same_bytes_whatever_the_process(data: bytes) -> None:
    program = """if True:
        import sys, samples
        from handouts.output.paint import paint
        sys.stdout.buffer.write(paint(samples.document(), samples.resources()))
    """
    for seed in ("0", "1", "4242"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True)
        assert done.stdout == data
    assert paint(samples.document(), samples.resources(produced_at=0)) != data
