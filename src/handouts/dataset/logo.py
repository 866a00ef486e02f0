"""The clinic's logo: read, judged and made ready to print in one ink.

Enters: a clinic and an ink. Leaves: a `Logo`, or a `ResourceError`. The file lies in the folder of clinic.yaml or below it; how many bytes
and pixels it has is asked before anything is decoded. Pillow is imported for pixels only.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from handouts.dataset.colour import Colour, grey, rgb
from handouts.dataset.drawing import Drawing
from handouts.dataset.model import Clinic
from handouts.errors import DatasetError, Diagnostic, HandoutsError, Place, ResourceError

MOST_BYTES = 3_000_000
MOST_PIXELS = 16_000_000
MOST_SIDE = 8_000
LEAST_DPI, BEST_DPI = 150, 600
MOST_WIDTH_PT, MOST_HEIGHT_PT = 128.0, 38.0
"""The largest a logo is printed: 45 mm wide, two lines of large print high."""
FLATTEST, TALLEST = 12.0, 0.25
"""Width over height of what can be told at that size."""
HINT = "use an SVG, PNG or JPEG file in the folder of clinic.yaml"

Paint = tuple[Colour | None, Colour | None, float]


class Logo(NamedTuple):
    """A logo in the ink it is printed in: a drawing with its colours, or the bytes of an image."""

    aspect: float
    """Width over height."""
    drawing: Drawing | None = None
    theme: Mapping[str, Paint] = {}
    image: bytes = b""
    warnings: tuple[Diagnostic, ...] = ()


def load_logo(clinic: Clinic, ink: str) -> Logo | None:
    """The clinic's logo, if it has one. In grey and saver it is printed in grey. Raises `ResourceError`."""
    if not clinic.logo:
        return None
    place = clinic.places.get("logo") or Place("clinic.yaml")
    return read_logo(clinic.logo_bytes or _read(clinic, place), clinic.logo, place, ink)


def read_logo(data: bytes, name: str, place: Place, ink: str) -> Logo:
    """The logo in a file's bytes, whatever its name says. Raises `ResourceError`."""
    coloured = ink == "colour"
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n") or data.startswith(b"\xff\xd8\xff"):
            return _pixels(data, place, name, coloured)
        if b"<svg" in data[:4000] or b":svg" in data[:4000]:
            return _drawn(data, name, coloured)
    except DatasetError as error:
        raise ResourceError(*error.diagnostics) from None
    raise ResourceError.at(place, f"the logo {name} is neither SVG nor PNG nor JPEG", HINT)


def _read(clinic: Clinic, place: Place) -> bytes:
    from handouts.dataset.own_file import read_bounded

    name = clinic.logo
    parts = name.split("/")
    if os.path.isabs(name) or "\\" in name or ":" in name or "\0" in name or any(part in ("", "..") for part in parts):
        raise ResourceError.at(place, f"the logo {name} is not a file beside clinic.yaml", HINT)
    path = os.path.join(clinic.folder, *parts)
    if not os.path.realpath(path).startswith(os.path.join(os.path.realpath(clinic.folder), "")):
        raise ResourceError.at(place, f"the logo {name} leads out of the folder of clinic.yaml", "copy the file instead of linking to it")
    if not os.path.exists(path):
        raise ResourceError.at(place, f"there is no logo {name}", HINT)
    try:
        return read_bounded(path, MOST_BYTES)
    except DatasetError as error:
        fault = error.diagnostics[0].message
        hint = "save it smaller: it is printed at most 45 mm wide" if fault.startswith("is larger") else HINT
        raise ResourceError.at(place, f"the logo {name} {fault}", hint) from None


def _drawn(data: bytes, name: str, coloured: bool) -> Logo:
    from handouts.dataset.logo_svg import LogoReader

    reader = LogoReader(name)
    reader.read(data)
    if reader.problems:
        raise ResourceError(*reader.problems[:20])
    if not reader.paths:
        raise ResourceError.at(Place(name), "nothing is drawn in the logo", "use only groups and shapes; turn text into paths")
    drawing = Drawing(reader.view_box, tuple(reader.paths))

    def ink(hexadecimal: str) -> Colour:
        return rgb(hexadecimal) if coloured else grey(rgb(hexadecimal))

    theme: dict[str, Paint] = {}
    for fill, line, _ in drawing.paths:
        if fill:
            theme[fill] = (ink(fill), None, 0.0)
        if line:
            colour, _, width = line.partition(" ")
            theme[line] = (None, ink(colour), float(width))
    return Logo(_aspect(drawing.view_box[2], drawing.view_box[3], Place(name), name), drawing, theme)


def _aspect(width: float, height: float, place: Place, name: str) -> float:
    if not TALLEST <= width / height <= FLATTEST:
        message = f"the logo {name} is {width:g} by {height:g}: too {'flat' if width > height else 'tall'} for a letterhead"
        raise ResourceError.at(place, message, f"use a version no flatter than {FLATTEST:g} to 1 and no taller than 1 to {1 / TALLEST:g}")
    return width / height


def _pixels(data: bytes, place: Place, name: str, coloured: bool) -> Logo:
    """The image at the size it is printed, upright, on white, without the notes that cameras and programs leave in a file."""
    from io import BytesIO

    try:
        from PIL import Image, ImageOps
    except ImportError:  # the engine in the desk's page has no Pillow: the page sends a plain JPEG, on white, in the ink that is wanted
        from handouts.dataset.jpeg import jpeg_head

        head = jpeg_head(data)
        size = None if head is None else head[:2]
        if size is None:
            hint = "pip install pillow, or use SVG"
            raise ResourceError.at(place, f"the logo {name} needs Pillow, which is not installed", hint) from None
        return Logo(_aspect(*size, place, name), image=data)
    if data.startswith(b"\x89PNG"):
        _check_size(int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big"), place, name)
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as opened:
            kind = opened.format
            width, height = opened.size
            _check_size(width, height, place, name)
            image: Any = ImageOps.exif_transpose(opened) if kind == "JPEG" else opened
            image.load()
            image = _flat(image, Image)
            width, height = image.size
            aspect = _aspect(width, height, place, name)
            printed_pt = min(MOST_WIDTH_PT, MOST_HEIGHT_PT * aspect)
            warnings = _too_coarse(name, place, width, printed_pt)
            image.thumbnail((round(MOST_WIDTH_PT / 72 * BEST_DPI), round(MOST_HEIGHT_PT / 72 * BEST_DPI)), reducing_gap=3.0)
            if not coloured:
                image = image.convert("L")
            out = BytesIO()
            if kind == "JPEG":
                image.save(out, "JPEG", quality=90, subsampling=0)
            else:
                image.save(out, "PNG")
    except HandoutsError:
        raise
    except Exception as problem:  # decoders of broken files raise what they please
        raise ResourceError.at(place, f"the logo {name} cannot be read: {type(problem).__name__}: {problem}", HINT) from None
    return Logo(aspect, image=out.getvalue(), warnings=warnings)


def _check_size(width: int, height: int, place: Place, name: str) -> None:
    """Before anything is decoded: a small file can hold a picture that fills the memory."""
    if max(width, height) > MOST_SIDE or width * height > MOST_PIXELS:
        raise ResourceError.at(
            place, f"the logo {name} has {width} by {height} pixels", f"{MOST_SIDE // 2} a side are enough for any printer"
        )


def _flat(image: Any, module: Any) -> Any:
    """Grey or RGB on white."""
    if image.mode.startswith("I"):  # 16 bits a pixel
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if "A" in image.getbands() or "transparency" in image.info:
        layer = image.convert("RGBA")
        ground = module.new("RGB", layer.size, "white")
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def _too_coarse(name: str, place: Place, width: int, printed_pt: float) -> tuple[Diagnostic, ...]:
    dpi = width / (printed_pt / 72)
    if dpi >= LEAST_DPI:
        return ()
    wanted = round(LEAST_DPI * printed_pt / 72)
    message = f"the logo {name} has {dpi:.0f} dots an inch where it is printed largest; under {LEAST_DPI} it looks coarse"
    return (Diagnostic(place, message, f"use one at least {wanted} pixels wide, or an SVG", "warning"),)
