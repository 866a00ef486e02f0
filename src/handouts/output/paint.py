"""Frames to PDF: each page's frames in order, their items as operators, their roles as tags. The painter decides nothing.

Enters: a `Document` and the `PaintResources` it names things in. Leaves: the bytes of a PDF 1.7 file that keeps to PDF/UA-1 (ISO 14289-1)
and PDF/A-2a (ISO 19005-2). Whatever stands in a frame is that frame's content; an Artifact and everything in it is decoration; nothing
can be painted outside a frame, so nothing is left unmarked.

Layout counts from the top left corner downwards; here alone that is turned into PDF's bottom left and upwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from handouts.dataset.drawing import Inked
from handouts.layout.frame import Document, Field, Frame, Item, Page, Part, Picture, Raster, Shape, TextLine
from handouts.layout.type.fonts import Faces
from handouts.output.forms import FormFields
from handouts.output.inking import ThemeRole
from handouts.output.metadata import put_info, put_metadata, srgb_profile, xmp
from handouts.output.navigation import Navigation
from handouts.output.notation import numbers, reference, shortened, text_string
from handouts.output.pdf import PdfFile
from handouts.output.pens import Colour, Pen, State
from handouts.output.pictures import Drawing, PictureStore, XObject
from handouts.output.show_text import Typesetter

if TYPE_CHECKING:
    from handouts.output.embed_glyphs import GlyphFonts, GlyphSetter
from handouts.output.tags import ARTIFACT, Element, StructureTree, attributes

FRAMES_KEPT = 6000
"""Frames whose operators are remembered; a page has some two hundred, a spot's record as many that are the same for every patient."""
PATHS_KEPT = 5000
"""Shapes whose operators are remembered; those of a page are some hundred."""

PRINTED_AS_IS = "/PrintScaling/None/PickTrayByPDFSize true"
"""Asks the print dialog for the size as drawn, or type becomes too small to read, and for the tray that holds the page's paper."""


class PaintResources(NamedTuple):
    """Everything that frames name: faces, drawings, images, inks; and what the file needs besides."""

    faces: Faces
    font_bytes: Mapping[str, bytes]
    """By the same names as `faces`."""
    drawings: Mapping[str, Drawing | Inked]
    theme: Mapping[str, ThemeRole]
    """Roles of the drawings."""
    palette: Mapping[str, Colour | None]
    """Roles of text and shapes; None: not painted."""
    images: Mapping[str, bytes]
    produced_at: int
    """Seconds since 1970, for the file's dates."""
    icc: bytes = b""
    """The profile of the output intent; empty: the sRGB profile that lies beside this module."""


def paint(document: Document, resources: PaintResources) -> bytes:
    """The whole document. Its pages may be any iterable: each is painted and let go before the next is asked for."""
    painter = Painter(document, resources)
    if document.parts:
        painter.add_sides(document.pages, document.parts)
    else:
        for page in document.pages:
            painter.add_page(page)
    return painter.finish()


class Painter:
    """Paints page after page. Of `document` only what it says of the file is read, not its pages."""

    def __init__(self, document: Document, resources: PaintResources) -> None:
        self._document = document
        self._resources = resources
        self.file = PdfFile(document.filled_in)
        self._tree = StructureTree(self.file)
        self._navigation = Navigation(self.file)
        self._pictures = PictureStore(self.file, resources.drawings, resources.theme, resources.images)
        self._forms = FormFields(self.file, resources.faces)
        self._type: dict[str, Typesetter | GlyphSetter] = {
            name: Typesetter(resources.faces[name], data, self.file) for name, data in resources.font_bytes.items()
        }
        self._glyph_fonts: GlyphFonts | None = None
        self._page_tree = self.file.reserve()
        self._pages: list[int] = []
        self._paths: dict[int, tuple[object, float, str]] = {}
        self._known: dict[object, tuple[object, str, State, frozenset[XObject]]] = {}

    def add_page(self, page: Page) -> None:
        """Paint the next page."""
        sheet = self._begin(page)
        self._end(sheet, page)

    def add_sides(self, sides: Sequence[Page], parts: Sequence[Part]) -> None:
        """Paint the sides of sheets, part by part in reading order: the tags and the outline follow that, wherever a part stands."""
        sheets = [self._begin(side) for side in sides]
        for part in parts:
            for frame in part.frames:
                self._frame(sheets[part.side], frame, self._tree.root)
        for sheet, side in zip(sheets, sides, strict=True):
            self._end(sheet, side)

    def _begin(self, page: Page) -> _Sheet:
        """A page with its own frames painted."""
        own = self.file.reserve()
        self._pages.append(own)
        self._navigation.add_page(page.label)
        sheet = _Sheet(own, page.height_pt, self._tree.add_page())
        for frame in page.frames:
            self._frame(sheet, frame, self._tree.root)
        return sheet

    def _end(self, sheet: _Sheet, page: Page) -> None:
        """Nothing more is painted on it."""
        own = sheet.page
        contents = self.file.add_stream("", sheet.pen.operators())
        self._tree.page_done(sheet.key, sheet.elements)
        xobjects = "".join([f"{xobject.name} {xobject.number} 0 R" for xobject in sorted(sheet.xobjects)])
        resources = f"/Font {self.file.fonts} 0 R" + (f"/XObject<<{xobjects}>>" if xobjects else "")
        annotations = f"/Annots[{' '.join([reference(each) for each in sheet.annotations])}]" if sheet.annotations else ""
        # Tabs S: fields and links are visited in the order of the structure (ISO 14289-1, 7.18.3)
        self.file.put(
            own,
            f"<</Type/Page/Parent {self._page_tree} 0 R/MediaBox[0 0 {numbers(page.width_pt, page.height_pt)}]/Resources<<{resources}>>"
            f"/Contents {contents} 0 R/StructParents {sheet.key}/Tabs/S{annotations}>>",
        )

    def finish(self) -> bytes:
        """The file."""
        document, produced_at = self._document, self._resources.produced_at
        if not self._pages:
            raise ValueError("a document without pages cannot be painted")
        pages = " ".join([reference(page) for page in self._pages])
        self.file.put(self._page_tree, f"<</Type/Pages/Kids[{pages}]/Count {len(self._pages)}>>")
        entries = self._forms.finish() + self._navigation.finish()
        packet = xmp(document.title, document.author, document.subject, document.lang, produced_at)
        entries += put_metadata(self.file, packet, self._resources.icc or srgb_profile())
        duplex = f"/Duplex/{document.duplex}" if document.duplex else ""
        if self._glyph_fonts is not None:
            self._glyph_fonts.close()
        self.file.close_fonts()
        catalog = self.file.add(
            f"<</Type/Catalog/Pages {self._page_tree} 0 R/StructTreeRoot {self._tree.finish()} 0 R/MarkInfo<</Marked true>>"
            f"/Lang{text_string(document.lang)}/ViewerPreferences<</DisplayDocTitle true{PRINTED_AS_IS}{duplex}>>{entries}>>"
        )
        return self.file.close(catalog, put_info(self.file, document.title, document.author, document.subject, produced_at))

    def _frame(self, sheet: _Sheet, frame: Frame, parent: Element | None) -> None:
        """A frame's own items, then what lies in it. Without a parent: inside an artifact."""
        if frame.anchor or frame.bookmark:
            self._navigation.add_frame(frame, sheet.page, sheet.height)
        element = None
        if parent is not None and frame.role != ARTIFACT:
            element = self._tree.open(frame.role, parent, attributes(frame, sheet.height), frame.continues)
        fields = [item for item in frame.items if isinstance(item, Field)]
        if len(frame.items) > len(fields):
            pen = sheet.pen
            pen.end_text()
            if element is None:
                pen.code.append("/Artifact BMC")
            else:
                pen.code.append(f"/{frame.role}<</MCID {len(sheet.elements)}>>BDC")
                element.add_content(sheet.page, len(sheet.elements))
                sheet.elements.append(element.number)
            self._items(sheet, frame)
            pen.code.append("EMC")
        for field in fields:
            self._field(sheet, frame, field, element or self._tree.root)
        if element is not None and frame.target:
            self._annotate(sheet, element, self._navigation.link(frame, sheet.page, sheet.height, self._tree.add_annotation(element)))
        for child in frame.children:
            self._frame(sheet, child, element)
        if element is not None and not frame.continues:
            self._tree.close(element)

    def _items(self, sheet: _Sheet, frame: Frame) -> None:
        """A frame's items. From the second page on the operators are remembered: most frames come back on page after page of a batch."""
        pen = sheet.pen
        if len(self._pages) < 2:
            for item in frame.items:
                self._item(sheet, item)
            pen.end_text()
            return
        key = (id(frame.items), sheet.height, pen.state)
        known = self._known.get(key)
        if known is None or known[0] is not frame.items:
            start, xobjects = len(pen.code), sheet.xobjects
            sheet.xobjects = set()
            for item in frame.items:
                self._item(sheet, item)
            pen.end_text()
            if len(self._known) >= FRAMES_KEPT:
                self._known.clear()
            known = self._known[key] = (frame.items, "\n".join(pen.code[start:]), pen.state, frozenset(sheet.xobjects))
            del pen.code[start:]
            sheet.xobjects = xobjects
        _, operators, state, xobjects_shown = known
        if operators:
            pen.code.append(operators)
        pen.resume(state)
        sheet.xobjects |= xobjects_shown

    def _field(self, sheet: _Sheet, frame: Frame, field: Field, element: Element) -> None:
        """A field is the content of a Form element (ISO 14289-1, 7.18.4): its frame's, or one of its own."""
        own = element if frame.role == "Form" else self._tree.open("Form", element)
        key = self._tree.add_annotation(own)
        self._annotate(sheet, own, self._forms.add(field, field.label or frame.alt or field.name, sheet.page, sheet.height, key))
        if own is not element:
            self._tree.close(own)

    def _annotate(self, sheet: _Sheet, element: Element, annotation: int) -> None:
        sheet.annotations.append(annotation)
        element.add_annotation(sheet.page, annotation)

    def _item(self, sheet: _Sheet, item: Item) -> None:
        if isinstance(item, TextLine):
            self._text_line(sheet, item)
        elif isinstance(item, Shape):
            self._shape(sheet, item)
        elif isinstance(item, Picture):
            self._show(sheet, *self._pictures.show_drawing(item, sheet.height))
        elif isinstance(item, Raster):
            self._show(sheet, *self._pictures.show_raster(item, sheet.height))

    def _show(self, sheet: _Sheet, xobject: XObject, operators: str) -> None:
        sheet.pen.end_text()
        sheet.pen.code.append(operators)
        sheet.xobjects.add(xobject)

    def _text_line(self, sheet: _Sheet, line: TextLine) -> None:
        pen = sheet.pen
        pen.text(line.x_pt, sheet.height - line.baseline_pt)
        for run in line.runs:
            colour = self._resources.palette[run.ink]
            if colour is None or not run.text:
                continue
            pen.fill(colour)
            (self._type.get(run.face) or self._any_script(run.face)).show(pen, run.text, run.size_pt)

    def _any_script(self, name: str) -> GlyphSetter:
        """The setter of a face whose letters the handout's own lacks; most files need none."""
        from handouts.layout.type.any_script import AnyScriptFace
        from handouts.output.embed_glyphs import GlyphFonts, GlyphSetter

        face = self._resources.faces[name]
        assert isinstance(face, AnyScriptFace)
        self._glyph_fonts = self._glyph_fonts or GlyphFonts(self.file)
        setter = self._type[name] = GlyphSetter(face, self._glyph_fonts)
        return setter

    def _shape(self, sheet: _Sheet, shape: Shape) -> None:
        palette = self._resources.palette
        fill = palette[shape.fill] if shape.fill else None
        line = palette[shape.stroke] if shape.stroke else None
        stroke = None if line is None else (line, shape.line_width_pt, shape.dash_pt)
        if fill is not None or stroke is not None:
            sheet.pen.path(self._path(shape, sheet.height), fill, stroke)

    def _path(self, shape: Shape, height: float) -> str:
        """The shape's operators, remembered while the same shape comes back on page after page."""
        known = self._paths.get(id(shape.path))
        if known is not None and known[0] is shape.path and known[1] == height:
            return known[2]
        operators = path_operators(shape.path, height)
        if len(self._paths) > PATHS_KEPT:
            self._paths.clear()
        self._paths[id(shape.path)] = (shape.path, height, operators)
        return operators


class _Sheet:
    """A page while it is painted."""

    __slots__ = ("annotations", "elements", "height", "key", "page", "pen", "xobjects")

    def __init__(self, page: int, height: float, key: int) -> None:
        self.page = page
        self.height = height
        self.key = key
        self.pen = Pen()
        self.elements: list[int] = []
        """The element of each piece of marked content, by MCID."""
        self.annotations: list[int] = []
        self.xobjects: set[XObject] = set()


_OPERATORS = {"m": "%.2f %.2f m", "l": "%.2f %.2f l", "c": "%.2f %.2f %.2f %.2f %.2f %.2f c", "h": "h"}


def path_operators(path: tuple[tuple[object, ...], ...], page_height: float) -> str:
    """Segments of a shape as path operators, turned the right way up. All its numbers are formatted at once: a QR code has two thousand."""
    turned: list[float] = []
    for segment in path:
        for index in range(1, len(segment), 2):
            turned.append(segment[index])  # type: ignore[arg-type]
            turned.append(page_height - segment[index + 1])  # type: ignore[operator]
    return shortened(" ".join([_OPERATORS[segment[0]] for segment in path]) % tuple(turned))  # type: ignore[index]
