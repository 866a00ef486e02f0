"""A font of any kind in the file, cut down to what is shown of it (ISO 32000-1, 9.7: composite fonts).

Enters: a font program, and for each code its glyph, what that says and how wide it is. Leaves: the font's objects. TrueType outlines and
CFF ones are embedded as they are; of a font of many weights the one that is wanted.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from hashlib import md5
from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.output.notation import number, numbers
from handouts.output.pdf import PdfFile

if TYPE_CHECKING:
    from handouts.layout.type.shaping_font import ShapingFont

SYMBOLIC = 4
"""A font descriptor's flag: the font has its own code for each glyph (9.8.2)."""
STEM = 80
"""StemV, which no viewer needs of an embedded font, in thousandths."""
NOT_SHOWN = ("GDEF", "GSUB", "GPOS", "BASE", "STAT", "OS/2", "cmap", "name", "post", "gasp", "VORG", "DSIG", "vhea", "vmtx", "meta")
"""Tables for choosing and placing glyphs: both are done by then (9.9)."""

COLLECTION = "/Registry(Adobe)/Ordering(Identity)/Supplement 0"
"""Of glyphs that are known by their place in the font only (9.7.3)."""
CODES = "Handouts"
"""The name of the table from codes to glyphs."""


class Program(NamedTuple):
    """A font to embed; lengths in thousandths of the type size."""

    family: str
    content: bytes
    """A TrueType file, or a CFF table."""
    is_cff: bool
    box: Sequence[float]
    ascent: float
    descent: float


class Code(NamedTuple):
    """What a code stands for: a glyph by its place in the font, what it says, and its advance in thousandths of the type size."""

    place: int
    text: str
    width: int


def put_composite(file: PdfFile, own: int, program: Program, shown: Mapping[int, Code]) -> None:
    """A font as objects of the file, its dictionary under the number `own`."""
    content = program.content
    if program.is_cff:
        embedded = f"/FontFile3 {file.add_stream('/Subtype/CIDFontType0C', content, 9)} 0 R"
        kind = "/Subtype/CIDFontType0"
        places = _code_map("cidchar", COLLECTION, [(code, str(each.place)) for code, each in shown.items()])
        encoding = f"{file.add_stream(f'/Type/CMap/CMapName/{CODES}/CIDSystemInfo<<{COLLECTION}>>', places)} 0 R"
        widths = {each.place: each.width for each in shown.values()}
    else:
        embedded = f"/FontFile2 {file.add_stream(f'/Length1 {len(content)}', content, 9)} 0 R"
        places = b"".join([shown[code].place.to_bytes(2, "big") if code in shown else b"\0\0" for code in range(max(shown) + 1)])
        kind = f"/Subtype/CIDFontType2/CIDToGIDMap {file.add_stream('', places)} 0 R"
        encoding = "/Identity-H"
        widths = {code: each.width for code, each in shown.items()}
    tag = "".join([chr(65 + byte % 26) for byte in md5(content, usedforsecurity=False).digest()[:6]])
    name = f"{tag}+{''.join([char for char in program.family if char.isascii() and char.isalnum()]) or 'Font'}"
    descriptor = file.add(
        f"<</Type/FontDescriptor/FontName/{name}/Flags {SYMBOLIC}/FontBBox[{numbers(*program.box)}]/ItalicAngle 0"
        f"/Ascent {number(program.ascent)}/Descent {number(program.descent)}/CapHeight {number(program.ascent)}/StemV {STEM}{embedded}>>"
    )
    descendant = file.add(
        f"<</Type/Font{kind}/BaseFont/{name}/CIDSystemInfo<<{COLLECTION}>>/FontDescriptor {descriptor} 0 R/DW 0"
        f"/W[{''.join([f'{place}[{width}]' for place, width in sorted(widths.items())])}]>>"
    )
    said = [(code, f"<{each.text.encode('utf-16-be').hex().upper()}>") for code, each in shown.items()]
    unicode = file.add_stream("", _code_map("bfchar", "/Registry(Adobe)/Ordering(UCS)/Supplement 0", said))
    file.put(
        own,
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding {encoding}/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>",
    )


def put_font(file: PdfFile, own: int, font: ShapingFont, shown: Mapping[int, tuple[int, str]]) -> None:
    """The same of a font that HarfBuzz opened, cut down to what is shown. `shown`: by code the glyph and its text."""
    cut, place_of = _cut_down(font, {glyph for glyph, _ in shown.values()})
    content = bytes(cut.reference_table("CFF ").data if font.has_cff else cut.blob.data)
    program = Program(font.family, content, font.has_cff, font.box(list(place_of)), *font.ascent_descent())
    codes = {code: Code(place_of[glyph], text, round(font.advance(glyph))) for code, (glyph, text) in shown.items()}
    put_composite(file, own, program, codes)


def _code_map(kind: str, collection: str, entries: Sequence[tuple[int, str]]) -> bytes:
    """A CMap (9.7.5 and 9.10.3) of two-byte codes, at most a hundred entries to a block."""
    lines = [
        "/CIDInit/ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo<<{collection}>>def",
        f"/CMapName/{CODES} def",
        f"/CMapType {1 if kind == 'cidchar' else 2} def",
        "1 begincodespacerange",
        "<0000><FFFF>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), 100):
        block = entries[start : start + 100]
        lines += [f"{len(block)} begin{kind}", *[f"<{code:04X}>{' ' * (value[0] != '<')}{value}" for code, value in block], f"end{kind}"]
    return "\n".join([*lines, "endcmap", "CMapName currentdict/CMap defineresource pop", "end", "end"]).encode()


def _cut_down(font: ShapingFont, used: Collection[int]) -> tuple[Any, Mapping[int, int]]:
    """The font with the outlines of these glyphs only, in one weight, and where each stands in it."""
    import uharfbuzz as hb

    wanted = hb.SubsetInput()
    wanted.flags = (
        hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.NOTDEF_OUTLINE
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        | hb.SubsetFlags.DOWNGRADE_CFF2  # PDF knows CFF, not what followed it
        | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    )
    wanted.glyph_set.update(used)
    wanted.drop_table_tag_set.update([int.from_bytes(tag.encode(), "big") for tag in NOT_SHOWN])
    if font.variation:
        wanted.pin_all_axes_to_default(font.face)
        for tag, value in font.variation.items():
            wanted.pin_axis_location(font.face, tag, value)
    plan = hb.SubsetPlan(font.face, wanted)
    places = plan.old_to_new_glyph_mapping
    return plan.execute(), {glyph: places[glyph] for glyph in sorted(used)}
