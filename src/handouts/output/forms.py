"""Fillable fields: widgets with their own appearances, named for the screen reader (ISO 32000-1, 12.7; ISO 14289-1, 7.18).

Enters: fields as layout placed them. Leaves: widget annotations and the form dictionary. ReportLab's own form fields bring Helvetica,
which is not embedded, and appearance states that PDF/A-2 forbids (6.3.3: nothing but N), so they are not used.

What a person types is shown in the bundled font for names, embedded whole, since nobody knows yet which letters will be typed: Latin,
Greek and Cyrillic. Letters outside those are shown by programs that put another font in their place.
"""

from __future__ import annotations

from handouts.layout.frame import Field
from handouts.layout.type.fonts import Faces
from handouts.output.notation import number, numbers, reference, text_string
from handouts.output.pdf import PdfFile

MULTILINE = 1 << 12
PRINT = 4


class FormFields:
    """The fields of one file."""

    def __init__(self, file: PdfFile, faces: Faces) -> None:
        self._file = file
        self._faces = faces
        self._font = 0
        self._fields: list[int] = []
        self._names: dict[str, int] = {}
        self._off = 0

    def add(self, field: Field, label: str, page: int, page_height: float, struct_parent: int) -> int:
        """The widget of a field; its number."""
        if not self._font:
            self._font = self._file.reserve()
        window = field.window
        rect = numbers(window.x_pt, page_height - window.bottom_pt, window.right_pt, page_height - window.y_pt)
        entries = (
            f"<</Type/Annot/Subtype/Widget/Rect[{rect}]/F {PRINT}/P {page} 0 R/StructParent {struct_parent}"
            f"/T{text_string(self._unique(field.name))}/TU{text_string(label)}/MK<<>>"
        )
        if field.kind == "tick":
            on = self._appearance(field, _tick(window.width_pt, window.height_pt))
            self._off = self._off or self._appearance(field, "")
            entries += f"/FT/Btn/V/Off/AS/Off/AP<</N<</Yes {on} 0 R/Off {self._off} 0 R>>>>>>"
        else:
            empty = self._appearance(field, "/Tx BMC\nEMC")
            flags = f"/Ff {MULTILINE}" if field.multiline else ""
            entries += f"/FT/Tx{flags}/V()/DA(/Typed {number(field.size_pt)} Tf 0 g)/AP<</N {empty} 0 R>>>>"
        widget = self._file.add(entries)
        self._fields.append(widget)
        return widget

    def finish(self) -> str:
        """The catalog's entry for the form; nothing where there are no fields."""
        if not self._fields:
            return ""
        _put_whole_font(self._file, self._font, self._faces)
        fields = " ".join([reference(field) for field in self._fields])
        form = self._file.add(f"<</Fields[{fields}]/DR<</Font<</Typed {self._font} 0 R>>>>/DA(/Typed 12 Tf 0 g)>>")
        return f"/AcroForm {form} 0 R"

    def _unique(self, name: str) -> str:
        """Fields of one name would share what is typed: the second copy of a handout in one file gets names of its own.

        A dot would make a child.
        """
        name = name.replace(".", "-")
        count = self._names[name] = self._names.get(name, 0) + 1
        return name if count == 1 else f"{name}-{count}"

    def _appearance(self, field: Field, content: str) -> int:
        box = numbers(0, 0, field.window.width_pt, field.window.height_pt)
        resources = f"/Resources<</Font<</Typed {self._font} 0 R>>>>"
        return self._file.add_stream(f"/Type/XObject/Subtype/Form/BBox[{box}]{resources}", content.encode("latin-1"), 0)


def _tick(width: float, height: float) -> str:
    """A tick drawn as a line: no symbol font is embedded for it."""
    points = [numbers(width * x, height * y) for x, y in ((0.2, 0.5), (0.42, 0.25), (0.82, 0.8))]
    return f"{number(max(1.0, width * 0.11))} w 1 J 1 j {points[0]} m {points[1]} l {points[2]} l S"


def _put_whole_font(file: PdfFile, own: int, faces: Faces) -> None:
    """The bundled font with all its letters, each under its Unicode number: programs that fill in forms find them by that."""
    from io import BytesIO

    from handouts.output.composite_font import Code, Program, put_composite
    from handouts.output.engine import ttfonts

    _, data = faces.shelf.bundled(400)
    font = ttfonts.TTFontFace(BytesIO(data))
    codes = {code: Code(glyph, chr(code), round(font.charWidths[code])) for code, glyph in sorted(font.charToGlyph.items())}
    put_composite(file, own, Program("Noto Sans", data, False, font.bbox, font.ascent, font.descent), codes)
