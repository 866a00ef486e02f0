"""Drawings and photographs as XObjects: written once, shown wherever a page has a window on them (ISO 32000-1, 8.9 and 8.10).

Enters: drawings, as path operators with roles and a theme that colours them, or inked already; image files. Leaves: XObject numbers and
the operators that show them.

The theme's line widths are printed points. A drawing's content names them (`gs`), and its resources say what they are in the drawing's own
units at the scale at which it is first shown: so the content is the same at any scale, and is made and deflated when the package is
built. A later window whose lines would come out up to 1.9 times as wide or narrow shares the XObject; one that differs more gets its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol
from zlib import compress

from handouts.dataset.drawing import Inked
from handouts.dataset.jpeg import jpeg_head
from handouts.errors import ResourceError
from handouts.layout.frame import Picture, Raster
from handouts.output.inking import DEFLATE_LEVEL, ThemeRole, drawing_operators
from handouts.output.notation import number, numbers
from handouts.output.pdf import PdfFile
from handouts.output.pens import fine

SHARED_UP_TO = 1.9


class Drawing(Protocol):
    """A vector drawing: the rectangle it fills, y downwards; its paths: fill role, line role, path operators in its own units."""

    @property
    def view_box(self) -> tuple[float, float, float, float]: ...

    @property
    def paths(self) -> tuple[tuple[str, str, str], ...]: ...


class XObject(NamedTuple):
    """Something to show with `Do`."""

    name: str
    number: int


class PictureStore:
    """The drawings and images of one file."""

    def __init__(
        self, file: PdfFile, drawings: Mapping[str, Drawing | Inked], theme: Mapping[str, ThemeRole], images: Mapping[str, bytes]
    ) -> None:
        self._file = file
        self._drawings = drawings
        self._theme = theme
        self._images = images
        self._shown: dict[str, list[tuple[float, XObject]]] = {}
        self._rasters: dict[str, XObject] = {}
        self._count = 0

    def show_drawing(self, picture: Picture, page_height: float) -> tuple[XObject, str]:
        """The drawing behind a window, and the operators that show it there."""
        left, top, width, height = picture.view
        window = picture.window
        across, down = window.width_pt / width, window.height_pt / height
        bottom = page_height - window.bottom_pt
        lines = picture.scale_lines / across
        xobject = self._drawing(picture.drawing, lines)
        # drawing units to points: x to the right (to the left where mirrored), y up
        if picture.mirrored:
            matrix = f"{_exact(-across)} 0 0 {_exact(-down)} {_exact(window.right_pt + left * across)}"
        else:
            matrix = f"{_exact(across)} 0 0 {_exact(-down)} {_exact(window.x_pt - left * across)}"
        matrix += f" {_exact(page_height - window.y_pt + top * down)}"
        clip = numbers(window.x_pt, bottom, window.width_pt, window.height_pt)
        return xobject, f"q {clip} re W n {matrix} cm {xobject.name} Do Q"

    def _drawing(self, name: str, lines: float) -> XObject:
        known = self._shown.setdefault(name, [])
        for first, xobject in known:
            if max(first / lines, lines / first) <= SHARED_UP_TO:
                return xobject
        drawing = self._drawings[name]
        left, top, width, height = drawing.view_box
        box = numbers(left, top, left + width, top + height)
        content, widths_pt = self._inked(name, drawing)
        states = "".join([f"/{line}<</LW {fine(width_pt * lines)}>>" for line, width_pt in widths_pt.items()])
        entries = f"/Type/XObject/Subtype/Form/BBox[{box}]/Resources<</ExtGState<<{states}>>>>/Filter/FlateDecode"
        xobject = self._named(self._file.add_stream(entries, content))
        known.append((lines, xobject))
        return xobject

    def _inked(self, name: str, drawing: Drawing | Inked) -> tuple[bytes, Mapping[str, float]]:
        """The drawing's deflated content and the lines it names, in the theme's colours."""
        if isinstance(drawing, Inked):
            return drawing.content, drawing.widths_pt
        paths = drawing.paths
        missing = sorted({role for fill, line, _ in paths for role in (fill, line) if role} - self._theme.keys())
        if missing:
            raise ResourceError.at(
                None, f"the theme has no colours for {', '.join(missing)}, drawn in {name}", "use the roles of docs/figures.md"
            )
        plain, widths_pt = drawing_operators(paths, self._theme)
        return compress(plain, DEFLATE_LEVEL), widths_pt

    def show_raster(self, raster: Raster, page_height: float) -> tuple[XObject, str]:
        """The image in a window, and the operators that show it there."""
        xobject = self._rasters.get(raster.image)
        if xobject is None:
            xobject = self._rasters[raster.image] = self._named(_put_image(self._file, raster.image, self._images[raster.image]))
        window = raster.window
        placed = f"{number(window.width_pt)} 0 0 {number(window.height_pt)} {numbers(window.x_pt, page_height - window.bottom_pt)}"
        return xobject, f"q {placed} cm {xobject.name} Do Q"

    def _named(self, object_number: int) -> XObject:
        self._count += 1
        return XObject(f"/X{self._count}", object_number)


def _exact(value: float) -> str:
    """Matrices multiply what they are given and want more places."""
    return f"{value:.5f}".rstrip("0").rstrip(".") or "0"


def _put_image(file: PdfFile, name: str, data: bytes) -> int:
    """The image as an XObject: a plain JPEG as it is, anything else through Pillow, on white where it is transparent."""
    head = jpeg_head(data)
    if head is not None:
        width, height, space = head
        return file.add_stream(_image_entries(width, height, space) + "/Filter/DCTDecode", data)
    from io import BytesIO

    try:
        from PIL import Image, UnidentifiedImageError
    except ImportError as problem:
        raise ResourceError.at(
            None, f"the image {name} is no plain JPEG, and Pillow is not installed", "pip install pillow, or use a JPEG"
        ) from problem
    try:
        with Image.open(BytesIO(data)) as opened:
            opened.load()
            image: Image.Image = opened
            if "A" in image.getbands() or "transparency" in image.info:
                layer = image.convert("RGBA")
                ground = Image.new("RGB", layer.size, "white")
                ground.paste(layer, mask=layer.getchannel("A"))
                image = ground
            if image.mode not in {"L", "RGB"}:
                image = image.convert("L" if image.mode in {"1", "LA"} else "RGB")
            space = "DeviceGray" if image.mode == "L" else "DeviceRGB"
            return file.add_stream(_image_entries(image.width, image.height, space), image.tobytes(), 9)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as problem:
        raise ResourceError.at(None, f"the image {name} cannot be read: {problem}", "use a PNG or JPEG file") from problem


def _image_entries(width: int, height: int, space: str) -> str:
    return f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/{space}/BitsPerComponent 8"
