"""ReportLab, without what it drags in: its TrueType reader and subsetter, and nothing that opens pictures or shapes text.

`reportlab.lib.utils` imports Pillow and `reportlab.pdfbase.ttfonts` imports uharfbuzz, where they are installed: together a third of the
time that ReportLab takes to import, for raster images that few handouts have and for shaping that no handout uses (kerning comes from
layout). While ReportLab is imported here, a stand-in answers for Pillow, which fetches the real one when first asked for anything, and
uharfbuzz counts as not installed, a case ReportLab provides for. Afterwards both are as importable as before. Where either is loaded
already, there is nothing to spare and it is left alone.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _LazyImage:
    """Stands where ReportLab keeps `PIL.Image`; turns into it at first use."""

    def __getattr__(self, name: str) -> Any:
        from PIL import Image

        utils = sys.modules.get("reportlab.lib.utils")
        if utils is not None:
            utils.Image = Image  # type: ignore[attr-defined]
        return getattr(Image, name)


def _import_lightly() -> None:
    held: list[str] = []
    if "PIL" not in sys.modules:
        stand_in = ModuleType("PIL")
        stand_in.Image = _LazyImage()  # type: ignore[attr-defined]
        sys.modules["PIL"] = stand_in
        held.append("PIL")
    if "uharfbuzz" not in sys.modules:
        sys.modules["uharfbuzz"] = None  # type: ignore[assignment]
        held.append("uharfbuzz")
    try:
        import reportlab.pdfbase.ttfonts  # noqa: F401
    finally:
        for name in held:
            del sys.modules[name]


if "reportlab.pdfbase.ttfonts" not in sys.modules:
    _import_lightly()

from reportlab.pdfbase import ttfonts  # noqa: E402

__all__ = ["ttfonts"]
