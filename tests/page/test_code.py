"""The QR code reads, off a coarse grey print too, and nothing is printed within four modules of it (ISO/IEC 18004)."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pytest
import zxingcpp

from handouts.dataset.qr_symbol import code_name, drawn, make_symbol, symbol
from handouts.layout.figures.qr import quiet_pt
from handouts.layout.frame import Frame, Rect, Shape, TextLine, every_frame
from handouts.pipeline.handout import lay_out
from handouts.pipeline.wanted import Job, Look
from handouts.resources import DataSource

from .conftest import CLINIC, SPOTS, library, made


def boxes(frame: Frame, skip: str) -> Iterator[Rect]:
    if frame.alt == skip:
        return
    for item in frame.items:
        if isinstance(item, TextLine):
            size_pt = max(run.size_pt for run in item.runs)
            yield Rect(item.x_pt, item.baseline_pt - size_pt * 0.7, item.width_pt, size_pt * 0.9)
        elif isinstance(item, Shape):
            places = [segment[index : index + 2] for segment in item.path for index in range(1, len(segment), 2)]
            xs, ys = [float(x) for x, _ in places], [float(y) for _, y in places]  # type: ignore[arg-type]
            yield Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        else:
            yield item.window
    for child in frame.children:
        yield from boxes(child, skip)


@pytest.mark.parametrize("how", [{}, {"diary": "back"}, {"diary": "none"}, {"large_print": True}], ids=str)
@pytest.mark.parametrize("number", SPOTS)
def test_the_code_has_its_quiet_zone(number: int, how: dict[str, object]) -> None:
    shelf = library("colour", "en-GB")
    look = Look("letter", locale="en-GB", **how)  # type: ignore[arg-type]
    laid = lay_out(Job(number, look, clinic=CLINIC), shelf)
    alt = laid.handout.foot.qr_alt
    found = 0
    for page in laid.pages:
        for code in [figure for figure in every_frame(page.frames) if figure.role == "Figure" and figure.alt == alt]:
            found += 1
            quiet = quiet_pt(shelf.gallery.figures, laid.handout.foot.address, code.rect.width_pt) - 0.01
            zone = Rect(code.rect.x_pt - quiet, code.rect.y_pt - quiet, code.rect.width_pt + 2 * quiet, code.rect.height_pt + 2 * quiet)
            for frame in page.frames:
                for box in boxes(frame, alt):
                    beside = box.right_pt <= zone.x_pt or box.x_pt >= zone.right_pt
                    apart = beside or box.bottom_pt <= zone.y_pt or box.y_pt >= zone.bottom_pt
                    assert apart, (box, zone)
    on_the_page = how.get("diary") == "back" or how.get("large_print")
    assert found == 1 or (not on_the_page and "the QR code" in laid.left_out), laid.left_out


@pytest.mark.parametrize("ink", ["colour", "saver"])
@pytest.mark.parametrize("number", SPOTS)
def test_a_reader_reads_the_address_that_is_printed(number: int, ink: str) -> None:
    handout = made(number, ink=ink, diary="back")
    with pypdfium2.PdfDocument(handout.data) as pdf:
        seen = pdf[1].render(scale=130 / 72, grayscale=True).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(seen)] == [handout.handout.foot.address]


def test_a_code_made_afresh_is_the_one_that_was_compiled() -> None:
    address = made(11).handout.foot.address
    data = DataSource(None)
    assert data.compiled_bytes("qr", code_name(address), address.encode()) is not None
    assert symbol(address, data) == drawn(make_symbol(address))
    assert symbol(f"{address}?own", data) == drawn(make_symbol(f"{address}?own"))
