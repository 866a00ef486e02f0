"""The booklet's promises, held on its frames and on the painted file: full size, half size and imposed, on both papers."""

from __future__ import annotations

import re
from functools import lru_cache
from io import BytesIO

import pikepdf
import pytest
from judging import Judge
from pdf_reading import PaintedText, read_text_lines
from tag_tree import tag_tree

from handouts import choices
from handouts.choices import MM
from handouts.dataset.model import Clinic
from handouts.layout.booklet.leaf import OUTER_PT, leaf_of
from handouts.layout.frame import Frame, Page, every_frame
from handouts.layout.style import PAPERS
from handouts.output.imposition import sheets_of
from handouts.pipeline import booklet
from handouts.pipeline.product import Product, paint
from handouts.pipeline.wanted import BookletJob, Look
from handouts.resources import DataSource

CLINIC = Clinic("Riverside Physiotherapy", "12 Mill Lane, Anytown", "01234 567890", "Mon–Fri 8–6")
KINDS = {
    "full-a4": ("a4", BookletJob()),
    "full-letter": ("letter", BookletJob()),
    "half-a4": ("a4", BookletJob(half=True)),
    "half-letter": ("letter", BookletJob(half=True)),
    "imposed-a4": ("a4", BookletJob(half=True, imposed=True)),
    "imposed-letter": ("letter", BookletJob(half=True, imposed=True)),
    "pack": ("a4", BookletJob((1, 11, 14), half=True)),
    "one-spot": ("a4", BookletJob((11,))),
    "one-spot-imposed": ("letter", BookletJob((11,), half=True, imposed=True)),
}
UPRIGHT = [kind for kind in KINDS if "imposed" not in kind]


@lru_cache(maxsize=20)
def made(kind: str, clinic: bool = False, ink: str = "colour") -> tuple[Product, bytes, booklet.BookletLibrary]:
    paper, wish = KINDS[kind]
    look = Look(paper, ink, locale="en-US" if paper == "letter" else "en-GB")
    shelf = booklet.read(DataSource(None), wish, look)
    bound = booklet.lay_out(shelf, wish, look, CLINIC if clinic else None)
    return bound, paint(bound, shelf.library), shelf


@lru_cache(maxsize=20)
def lines_of(kind: str) -> tuple[PaintedText, ...]:
    return tuple(read_text_lines(made(kind)[1]))


def everything(pages: tuple[Page, ...]) -> list[Frame]:
    return [frame for page in pages for frame in every_frame(page.frames)]


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=UPRIGHT)
def upright(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def trim(kind: str) -> str:
    paper, wish = KINDS[kind]
    return choices.PAPERS[paper].half if wish.half else paper


def test_pages_have_the_trim(upright: str) -> None:
    pages = made(upright)[0].document.pages
    assert {(page.width_pt, page.height_pt) for page in pages} == {PAPERS[trim(upright)]}


def test_no_type_is_under_the_floor(kind: str) -> None:
    lines = lines_of(kind)
    assert min(line.size_pt for line in lines) >= 9.995
    body = [line for line in lines if line.size_pt >= 11.995]
    assert len(body) > 0.5 * len(lines)


def test_margins_are_wider_at_the_fold(upright: str) -> None:
    leaf = leaf_of(trim(upright))
    assert leaf.inner_pt > OUTER_PT >= 12 * MM
    for line in lines_of(upright):
        number = line.page + 1
        left = leaf.left_pt(number)
        assert line.x_pt >= left - 0.5, line
        assert line.x_pt + line.width_pt <= left + leaf.room.width_pt + 4.0, line
        assert line.baseline_pt - 0.75 * line.size_pt >= OUTER_PT - 1.0, line
        assert line.baseline_pt <= leaf.height_pt - OUTER_PT + 0.5, line


def test_no_two_lines_overlap(upright: str) -> None:
    by_page: dict[int, list[PaintedText]] = {}
    for line in lines_of(upright):
        by_page.setdefault(line.page, []).append(line)
    for page, lines in by_page.items():
        boxes = [
            (line.x_pt, line.baseline_pt - line.size_pt * 0.5, line.x_pt + line.width_pt - 3.4, line.baseline_pt, line.text)
            for line in lines
        ]
        for index, (x, y, r, b, text) in enumerate(boxes):
            for x2, y2, r2, b2, text2 in boxes[index + 1 :]:
                if x < r2 - 0.3 and x2 < r - 0.3 and y < b2 - 0.3 and y2 < b - 0.3:
                    raise AssertionError(f"page {page + 1}: “{text}” and “{text2}” overlap")


def test_lines_are_no_wider_than_75_characters(upright: str) -> None:
    for frame in everything(made(upright)[0].document.pages):
        if frame.role in ("P", "LBody") and frame.source != "ways":
            for item in frame.items:
                text = "".join(run.text for run in getattr(item, "runs", ())).strip()
                assert len(text) <= 75, text


def test_spots_of_half_size_open_on_left_pages() -> None:
    for kind in ("half-a4", "half-letter", "pack"):
        pages = made(kind)[0].document.pages
        for frame in everything(pages):
            if frame.anchor.startswith("spot-"):
                (number,) = [int(page.label) for page in pages if frame in everything((page,))]
                assert number % 2 == 0, frame.anchor


@pytest.mark.parametrize("kind", ["half-a4", "half-letter", "full-a4", "full-letter"])
def test_each_spot_has_a_spread_in_half_size_or_two_where_its_techniques_need_it_and_one_page_in_full(kind: str) -> None:
    pages = made(kind)[0].document.pages
    keys = [frame.continues for page in pages for frame in page.frames if frame.continues.startswith("part-spot-")]
    counts = [keys.count(key) for key in dict.fromkeys(keys)]
    assert len(counts) == 14
    assert counts.count(2) >= 6 and set(counts) <= {2, 4} if "half" in kind else set(counts) == {1}


@pytest.mark.parametrize("kind", ["half-a4", "half-letter"])
def test_the_figure_of_a_half_size_spread_is_50_mm_or_more(kind: str) -> None:
    figures = [frame for page in made(kind)[0].document.pages for frame in everything((page,)) if frame.source == "figure"]
    windows = [item.window for frame in figures for item in frame.items if getattr(item, "drawing", "").startswith("spots/")]
    assert len(windows) == 14
    assert all(max(window.width_pt, window.height_pt) >= 50 * 72 / 25.4 - 0.1 for window in windows)


@pytest.mark.parametrize("kind", ["half-a4", "half-letter"])
def test_more_than_half_of_the_half_size_keeps_its_drawings_beside_a_figure_of_50_mm(kind: str) -> None:
    drawn = {
        section.continues
        for page in made(kind)[0].document.pages
        for section in page.frames
        for frame in everything((page,))
        for item in frame.items
        if getattr(item, "drawing", "").startswith("technique/")
    }
    assert len(drawn) >= 8, drawn


@pytest.mark.parametrize("kind", ["half-a4", "half-letter", "full-a4", "full-letter"])
def test_the_table_leaves_no_side_with_a_row_or_two(kind: str) -> None:
    sides = [
        sum(frame.role == "TR" and frame.anchor.startswith("reference-") for frame in everything((page,)))
        for page in made(kind)[0].document.pages
    ]
    rows = [count for count in sides if count]
    assert sum(rows) == 14
    assert len(rows) == 1 or min(rows) >= 2
    assert len(rows) <= (2 if "full" in kind else 4)


@pytest.mark.parametrize("kind", ["half-a4", "half-letter", "full-a4", "full-letter"])
def test_the_sides_of_the_table_are_even(kind: str) -> None:
    sides = [
        rows
        for page in made(kind)[0].document.pages
        if (rows := [frame for frame in everything((page,)) if frame.role == "TR" and frame.anchor.startswith("reference-")])
    ]
    bottoms = [max(row.rect.bottom_pt for row in rows) for rows in sides]
    tallest = max(row.rect.height_pt for rows in sides for row in rows)
    assert max(bottoms) - min(bottoms) < tallest


def test_titles_of_facing_spot_pages_stand_on_one_baseline(upright: str) -> None:
    tops = {frame.items[0].baseline_pt for frame in everything(made(upright)[0].document.pages) if frame.anchor.startswith("spot-")}  # type: ignore[union-attr]
    assert len({round(top, 1) for top in tops}) <= 2


def test_every_technique_of_every_spot_is_in_the_half_size() -> None:
    bound, _, shelf = made("half-a4")
    said = " ".join("".join(line.text for line in lines_of("half-a4")).split())
    for spot in shelf.library.dataset.spots:
        for technique in spot.techniques:
            for step in technique.steps:
                words = "".join(piece.text for piece in step).replace("\u00a0", " ").split()
                assert " ".join(words) in said.replace("\u00a0", " "), f"spot {spot.number}: {' '.join(words)}"
    assert bound.page_count == len(bound.document.pages)


def test_why_and_cautions_are_in_the_half_size() -> None:
    _, _, shelf = made("half-letter")
    said = " ".join("".join(line.text for line in lines_of("half-letter")).split()).replace("\u00a0", " ").lower()
    for spot in shelf.library.dataset.spots:
        whys = "".join(piece.text for piece in spot.why).replace("\u00a0", " ").split()
        assert " ".join(whys[:5]).lower() in said
        for claim in (*spot.ask_first, *spot.stop):
            words = "".join(piece.text for piece in claim.text).replace("\u00a0", " ").rstrip(".").split()
            assert " ".join(words).lower() in said, words


def test_contents_and_table_give_the_page_of_each_spot() -> None:
    for kind in ("full-a4", "half-letter"):
        pages = made(kind)[0].document.pages
        on = {frame.anchor: page.label for page in pages for frame in everything((page,)) if frame.anchor}
        links = [frame for frame in everything(pages) if frame.role == "Link" and frame.target.startswith("#")]
        assert {f"#spot-{number}" for number in range(1, 15)} <= {link.target for link in links}
        listed = [frame for frame in everything(pages) if frame.role == "TOCI"]
        assert len(listed) >= 14 + 6
        for row in listed:
            (link,) = [frame for frame in everything((Page(0, 0, (row,)),)) if frame.role == "Link"]
            assert link.alt.rsplit(", ", 1)[1] == on[link.target[1:]], link.alt
        back = {link.target for link in links if link.alt.endswith(on["finder"]) or link.alt.endswith(on["contents"])}
        assert {"#finder", "#contents"} <= back


def test_folios_are_printed_outside_and_are_the_page_labels(upright: str) -> None:
    leaf = leaf_of(trim(upright))
    with pikepdf.open(BytesIO(made(upright)[1])) as pdf:
        assert "/PageLabels" in pdf.Root
        assert "/Outlines" in pdf.Root
        count = len(pdf.pages)
    for number in range(2, count + 1):
        same = [
            line for line in lines_of(upright) if line.page == number - 1 and line.tag == "Artifact" and line.text.strip() == str(number)
        ]
        left = leaf.left_pt(number)
        outside = [line.x_pt if number % 2 == 0 else line.x_pt + line.width_pt for line in same]  # a scale of pressure says 10 too
        assert any(at == pytest.approx(left if number % 2 == 0 else left + leaf.room.width_pt, abs=4) for at in outside), (number, outside)


def test_letterhead_is_on_the_cover_and_nowhere_else() -> None:
    bound, data, _ = made("half-a4", clinic=True)
    pages = {line.page for line in read_text_lines(data) if "Riverside" in line.text}
    assert pages == {0}
    assert bound.document.title == "Perfect spots"


def test_faces_are_embedded_once() -> None:
    with pikepdf.open(BytesIO(made("full-a4")[1])) as pdf:
        fonts = {page.Resources.Font.objgen for page in pdf.pages}
        assert len(fonts) == 1
        assert len([each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"]) <= 4


def bare(line: str) -> str:
    """A line of the tag tree without the places of figures and marks on their page."""
    return re.sub(r"BBox=\[[^]]*\]", "", line).replace(" (another page)", "")


def test_tags_of_an_imposed_booklet_are_those_of_its_pages() -> None:
    """A screen reader hears the sheets as it hears the pages; only the boxes of figures and the marks of content differ."""
    for paper in ("a4", "letter"):
        upright = [line for line in tag_tree(made(f"half-{paper}")[1]).splitlines() if not line.startswith("artifacts")]
        imposed = [line for line in tag_tree(made(f"imposed-{paper}")[1]).splitlines() if not line.startswith("artifacts")]

        assert [bare(line) for line in upright] == [bare(line) for line in imposed]


def test_sheets_are_flipped_on_the_short_edge_and_counted() -> None:
    bound, data, _ = made("imposed-a4")
    assert bound.sheets == len(sheets_of(bound.page_count)) == len(bound.document.pages) // 2
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        for page in pdf.pages:
            assert float(page.MediaBox[2]) == pytest.approx(2 * PAPERS["a5"][0], abs=0.1)


def test_a_booklet_of_one_spot_has_no_finder_contents_or_table() -> None:
    frames = everything(made("one-spot")[0].document.pages)
    assert {"finder", "contents", "reference"}.isdisjoint({frame.anchor for frame in frames})
    assert "spot-11" in {frame.anchor for frame in frames}


def test_every_booklet_passes_both_profiles(judge: Judge) -> None:
    files = {f"{kind}.pdf": made(kind)[1] for kind in KINDS}
    files["clinic.pdf"] = made("half-a4", clinic=True)[1]
    look = Look()
    shelf = booklet.read(DataSource(None), BookletJob(), look)
    files["test-sheet.pdf"] = paint(booklet.lay_out_test_sheet(shelf, look), shelf.library)
    verdicts = judge(files)
    assert [verdict.report for verdict in verdicts.values() if not verdict.passed] == []
