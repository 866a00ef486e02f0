"""Ways to break a file that passes. A check that cannot fail is no check: each of these has to be caught.

Not here, because veraPDF has no rule for it: a numbered list without ListNumbering (the reviewed tag tree holds that), words that run
together where a line ends (the text extraction does).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Name, Pdf

Breakage = Callable[[Pdf], None]
BREAKAGES: dict[str, Breakage] = {}


def breakage(function: Breakage) -> Breakage:
    BREAKAGES[function.__name__] = function
    return function


def broken(data: bytes, how: Breakage) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        how(pdf)
        pdf.save(out, static_id=True)
    return out.getvalue()


def elements(pdf: Pdf, role: str) -> list[pikepdf.Dictionary]:
    found = [
        each
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == role and each.get("/Type") == "/StructElem"
    ]
    assert found, role
    return found


def annotations(pdf: Pdf, kind: str) -> list[pikepdf.Dictionary]:
    return [each for page in pdf.pages for each in page.get("/Annots", []) if each.Subtype == kind]


def rewrite(pdf: Pdf, pattern: bytes, by: bytes) -> None:
    page = pdf.pages[0]
    content, count = re.subn(pattern, by, page.Contents.read_bytes(), count=1, flags=re.DOTALL)
    assert count
    page.Contents = pdf.make_stream(content)


@breakage
def figure_without_alt(pdf: Pdf) -> None:
    del elements(pdf, "/Figure")[0]["/Alt"]


@breakage
def no_language(pdf: Pdf) -> None:
    del pdf.Root["/Lang"]


@breakage
def title_not_shown(pdf: Pdf) -> None:
    del pdf.Root["/ViewerPreferences"]


@breakage
def no_metadata(pdf: Pdf) -> None:
    del pdf.Root["/Metadata"]


@breakage
def not_said_to_be_tagged(pdf: Pdf) -> None:
    del pdf.Root["/MarkInfo"]


@breakage
def link_without_contents(pdf: Pdf) -> None:
    del annotations(pdf, "/Link")[0]["/Contents"]


@breakage
def link_outside_a_link_element(pdf: Pdf) -> None:
    elements(pdf, "/Link")[0]["/S"] = Name("/Span")


@breakage
def link_without_a_struct_parent(pdf: Pdf) -> None:
    del annotations(pdf, "/Link")[0]["/StructParent"]


@breakage
def annotation_not_printed(pdf: Pdf) -> None:
    annotations(pdf, "/Link")[0]["/F"] = 0


@breakage
def no_tab_order(pdf: Pdf) -> None:
    del pdf.pages[0]["/Tabs"]


@breakage
def content_left_unmarked(pdf: Pdf) -> None:
    rewrite(pdf, rb"/Artifact BMC(.*?)EMC", rb"\1")


@breakage
def artifact_inside_content(pdf: Pdf) -> None:
    rewrite(pdf, rb"(/P<</MCID \d+>>BDC)(.*?)EMC", rb"\1 /Artifact BMC \2 EMC EMC")


@breakage
def content_without_an_element(pdf: Pdf) -> None:
    rewrite(pdf, rb"/MCID 0>>", rb"/MCID 999>>")


@breakage
def heading_level_skipped(pdf: Pdf) -> None:
    elements(pdf, "/H2")[0]["/S"] = Name("/H4")


@breakage
def table_head_without_scope(pdf: Pdf) -> None:
    for head in elements(pdf, "/TH"):
        del head["/A"]


@breakage
def list_item_in_a_paragraph(pdf: Pdf) -> None:
    elements(pdf, "/L")[0]["/S"] = Name("/P")


@breakage
def unknown_role(pdf: Pdf) -> None:
    elements(pdf, "/P")[0]["/S"] = Name("/Blurb")


@breakage
def no_parent_tree(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot["/ParentTree"]


@breakage
def field_without_a_name_to_read(pdf: Pdf) -> None:
    del annotations(pdf, "/Widget")[0]["/TU"]


@breakage
def field_outside_a_form_element(pdf: Pdf) -> None:
    elements(pdf, "/Form")[0]["/S"] = Name("/P")


@breakage
def tick_with_a_rollover_look(pdf: Pdf) -> None:
    for widget in annotations(pdf, "/Widget"):
        widget.AP["/R"] = widget.AP["/N"]


@breakage
def no_output_intent(pdf: Pdf) -> None:
    del pdf.Root["/OutputIntents"]


@breakage
def no_unicode_map(pdf: Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        del font["/ToUnicode"]


@breakage
def font_not_embedded(pdf: Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        del font.FontDescriptor["/FontFile2"]


@breakage
def widths_that_lie(pdf: Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        font.Widths = pikepdf.Array([1000] * len(font.Widths))


@breakage
def colours_of_a_printing_press(pdf: Pdf) -> None:
    rewrite(pdf, rb"(BDC|BMC)", rb"\1 0 0 0 1 k")


@breakage
def a_script(pdf: Pdf) -> None:
    pdf.Root["/OpenAction"] = pikepdf.Dictionary(S=Name("/JavaScript"), JS=pikepdf.String("app.alert(1)"))
