"""The quick reference and the finder: every item of every record, type floors, margins, nothing overlapping, tags, veraPDF's verdict."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache

import pypdfium2
import pytest
from judging import Judge
from pdf_reading import PaintedShape, PaintedText, read_painted, read_text_lines
from tag_tree import tag_tree

from handouts.dataset.model import Clinic, Dataset, Prose, Spot
from handouts.document.quickref import compose_finder, compose_quickref
from handouts.document.words import Wording
from handouts.errors import FitError
from handouts.layout.figures.figure import Projection
from handouts.layout.frame import Frame, Page, Rect, every_frame
from handouts.layout.laid import stack
from handouts.layout.sheets.finder_figures import arranged, place_discs, shown_on
from handouts.layout.sheets.finder_sheet import finder_sides
from handouts.layout.sheets.reference_sheet import reference_sides
from handouts.layout.sheets.sheet_parts import Room
from handouts.layout.style import MM, page_style
from handouts.pipeline import sheets
from handouts.pipeline.library import Library, read_without_plates
from handouts.pipeline.product import Product, paint
from handouts.pipeline.wanted import Look
from handouts.resources import DataSource

CLINIC = Clinic("Riverside Physiotherapy", "12 Mill Lane, Anytown", "01234 567890", "Mon–Fri 8–6")

ROWS: dict[int, tuple[str, str, str]] = {
    1: (
        "headache, neck pain",
        "in the head, in the face, in the neck, side of the head, behind the ear, temples, forehead",
        "rectus capitis posterior major, rectus capitis posterior minor, obliquus capitis inferior, obliquus capitis superior",
    ),
    2: ("low back pain", "low back, tailbone, lower buttock, tummy, groin, side of the hip", "quadratus lumborum, erector spinae"),
    3: ("shin splints", "shin, top of the foot, big toe", "tibialis anterior"),
    4: (
        "thoracic outlet syndrome, throat pain, throat tightness, chest pain",
        "upper back, inner edge of the shoulder blade, neck, side of the face, upper chest, shoulder, arm, hand",
        "scalenus anterior, scalenus medius, scalenus posterior",
    ),
    5: (
        "carpal tunnel syndrome, tennis elbow",
        "elbow, arm, wrist, hand",
        "mobile wad, brachioradialis, extensor carpi radialis longus, extensor carpi radialis brevis, extensor digitorum, "
        "extensor carpi ulnaris, forearm extensors",
    ),
    6: (
        "gluteal, hip pain, sciatica, bursitis, low back pain",
        "low back, hip, buttocks, just below, outer side of the thigh, hamstrings",
        "gluteus medius, gluteus minimus",
    ),
    7: ("jaw pain, bruxism, headache", "side of the face, jaw, teeth", "masseter"),
    8: (
        "runner’s knee",
        "lower half of the thigh, knee",
        "quadriceps, vastus lateralis, vastus intermedius, vastus medialis, rectus femoris",
    ),
    9: ("chest pain, chest tightness", "chest, upper arm", "pectoralis major"),
    10: ("plantar fasciitis", "bottom of the foot", "arch muscles"),
    11: ("upper back pain", "upper back, between the shoulder blades", "erector spinae group"),
    12: ("low back pain, gluteal, sciatica", "low back, buttocks, hip, hamstrings", "gluteus maximus"),
    13: ("low back pain, sciatica", "low back, buttocks, hamstrings", "erector spinae group at L5"),
    14: ("shoulder pain", "shoulder, upper arm", "infraspinatus, teres minor"),
}
"""The items of the source's own table, in the words of the records."""

VARIANTS = [
    ("reference", Look(), False),
    ("reference", Look("letter", "grey"), True),
    ("reference", Look("letter", "saver", locale="en-US"), False),
    ("reference", Look(large_print=True), True),
    ("reference", Look("letter", "grey", large_print=True), False),
    ("finder", Look(), True),
    ("finder", Look("letter", "saver"), True),
    ("finder", Look("a3", "grey"), False),
    ("finder", Look("tabloid", locale="en-US"), True),
    ("finder", Look("letter", large_print=True), False),
]

every_finder = pytest.mark.parametrize(
    ("look", "letterhead"),
    [(look, letterhead) for kind, look, letterhead in VARIANTS if kind == "finder"],
    ids=[f"{look.paper}-{look.ink}-{look.large_print}" for kind, look, _ in VARIANTS if kind == "finder"],
)
every_variant = pytest.mark.parametrize(
    ("kind", "look", "letterhead"), VARIANTS, ids=[f"{kind}-{look.paper}-{look.ink}-{look.large_print}" for kind, look, _ in VARIANTS]
)


@lru_cache(maxsize=8)
def shelf(ink: str = "colour") -> Library:
    return read_without_plates(DataSource(), Look(ink=ink))


@lru_cache(maxsize=40)
def made(kind: str, look: Look, letterhead: bool) -> tuple[Product, bytes]:
    clinic = CLINIC if letterhead else None
    sheet = sheets.lay_out(kind, shelf(look.ink), look, clinic)
    return sheet, paint(sheet, shelf(look.ink))


def dataset() -> Dataset:
    return shelf().dataset


def frames(pages: tuple[Page, ...]) -> Iterator[Frame]:
    return (frame for page in pages for frame in every_frame(page.frames))


def plain(prose: Prose) -> str:
    return "".join(piece.text for piece in prose)


def texts_of(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        found = []
        for page in document:
            text_page = page.get_textpage()
            found.append(" ".join(text_page.get_text_range().split()))
            text_page.close()
            page.close()
    return found


def rows_of(data: bytes) -> dict[int, str]:
    """What a screen reader says for each row of the table, by number."""
    found: dict[int, str] = {}
    for part in re.split(r"\n\s*- TR\b", tag_tree(data))[2:]:
        said = " ".join(
            "".join(re.findall(r"'([^']*)'|\"([^\"]*)\"", line)[0]) for line in part.splitlines() if re.search(r": ['\"]", line)
        )
        number = re.search(r"- P: '(\d+) '", part)
        assert number, part
        found[int(number.group(1))] = " ".join(said.replace("\\xa0", " ").split())
    return found


class TestReference:
    @pytest.mark.parametrize("large", [False, True])
    @pytest.mark.parametrize("number", ROWS)
    def test_every_item_of_the_sources_table_is_in_its_row(self, number: int, large: bool) -> None:
        row = rows_of(made("reference", Look(large_print=large), False)[1])[number].casefold()
        missing = [item for cell in ROWS[number] for item in cell.split(", ") if item.casefold() not in row]
        assert missing == []

    def test_every_item_of_every_record_is_in_its_row_and_in_order(self) -> None:
        rows = rows_of(made("reference", Look(), False)[1])
        assert sorted(rows) == [spot.number for spot in dataset().spots]
        for spot in dataset().spots:
            assert_in_order(rows[spot.number], items(spot))

    @pytest.mark.parametrize("paper", ["a4", "letter"])
    @pytest.mark.parametrize("letterhead", [False, True])
    @pytest.mark.parametrize("locale", ["en", "en-GB", "en-US"])
    def test_one_side_holds_it(self, paper: str, letterhead: bool, locale: str) -> None:
        sheet, _ = made("reference", Look(paper, locale=locale), letterhead)
        assert len(sheet.pages) == 1
        figures = [frame for frame in frames(sheet.pages) if frame.role == "Figure"]
        assert len(figures) == len(dataset().spots)
        assert min(frame.rect.width_pt for frame in figures) >= 35

    def test_large_print_repeats_its_header_and_splits_no_row(self) -> None:
        sheet, data = made("reference", Look(large_print=True), False)
        assert len(sheet.pages) > 2
        tables = [frame for frame in frames(sheet.pages) if frame.role == "Table"]
        assert len(tables) == len(sheet.pages) and len({table.continues for table in tables}) == 1
        for page in sheet.pages[1:]:
            assert any(frame.role == "Artifact" and any(child.role == "TR" for child in frame.children) for frame in page.frames)
        tree = tag_tree(data)
        assert tree.count("- Table") == tree.count("- THead") == tree.count("- TBody") == 1
        assert tree.count("- TR") == len(dataset().spots) + 1

    def test_the_table_says_what_heads_a_column_and_what_a_row(self) -> None:
        heads = [frame for frame in frames(made("reference", Look(), False)[0].pages) if frame.role == "TH"]
        assert [head.scope for head in heads] == ["Column"] * 4 + ["Row"] * len(dataset().spots)

    def test_in_a_booklet_a_row_has_its_page_and_leads_there(self) -> None:
        found = dataset()
        table = compose_quickref(
            found, Wording(found.labels, found.locale("en")), None, {spot.number: str(spot.number + 7) for spot in found.spots}
        )
        style = page_style("a4", 12)
        sides = reference_sides(table, shelf().setters, shelf().gallery.figures, style, Room(style.measure_pt, 760), stack([]), linked=True)
        links = [frame for side in sides for frame in every_frame(side.place(30, 30)) if frame.role == "Link"]
        assert sorted(link.target for link in links) == sorted(f"#spot-{spot.number}" for spot in found.spots for _ in range(2))

    def test_a_row_too_high_for_a_side_is_an_error(self) -> None:
        found = dataset()
        first, *others = found.spots
        longer = first._replace(conditions=first.conditions * 40)
        library = shelf()._replace(dataset=found._replace(spots=(longer, *others)))
        with pytest.raises(FitError, match=r"lines? too high"):
            sheets.lay_out("reference", library, Look(large_print=True))


def items(spot: Spot) -> list[str]:
    pain = [plain(area.text) for kind in ("main", "spill-over") for area in spot.pain if area.kind == kind]
    return [*(plain(text) for text in spot.conditions), *pain, *(muscle.name for muscle in spot.muscles)]


def assert_in_order(text: str, wanted: list[str]) -> None:
    position = 0
    for item in wanted:
        found = text.casefold().find(item.casefold(), position)
        assert found >= 0, f"“{item}” is missing, or out of order, in: {text}"
        position = found + len(item)


class TestFinder:
    def test_each_spot_is_on_one_figure_where_it_is_seen(self) -> None:
        bodies = shelf().gallery.figures.bodies
        numbers = tuple(spot.number for spot in dataset().spots)
        shown = shown_on(bodies, numbers)
        assert sorted(number for spots in shown.values() for number in spots) == sorted(numbers)
        for name, spots in shown.items():
            for number in spots:
                assert max(seen for (spot, _), seen in bodies[name].facing.items() if spot == number) >= 0.25

    @every_finder
    def test_numbers_stand_at_their_places_clear_of_each_other(self, look: Look, letterhead: bool) -> None:
        sheet, _ = made("finder", look, letterhead)
        bodies = shelf().gallery.figures.bodies
        views = {view.name: view for view in arranged(bodies, tuple(spot.number for spot in dataset().spots))}
        found = compose_finder(dataset(), Wording(dataset().labels, dataset().locale(look.locale)))
        figures = {frame.alt: frame for frame in frames(sheet.pages) if frame.role == "Figure"}
        for name, view in views.items():
            start = found.alts[name].split("{")[0]
            (figure,) = (frame for alt, frame in figures.items() if alt.startswith(start))
            shown = Projection(view.box, figure.rect, False)
            discs = [(item.x_pt + item.width_pt / 2, item.baseline_pt, item.runs[0]) for item in figure.items if hasattr(item, "runs")]
            assert [int(run.text) for _, _, run in discs] == list(view.spots)
            radius_pt = discs[0][2].size_pt / 1.45 if discs else 0
            for index, (x, baseline, run) in enumerate(discs):
                centre = (x, baseline - run.size_pt * 0.33)
                places = [shown.point(at) for (spot, _), at in bodies[name].spots.items() if spot == int(run.text)]
                assert min(math.dist(centre, place) for place in places) <= 4 * radius_pt, (name, run.text)
                for x2, baseline2, run2 in discs[index + 1 :]:
                    assert math.dist((x, baseline), (x2, baseline2)) >= 2 * radius_pt, (name, run.text, run2.text)

    def test_discs_that_find_no_side_stand_off_with_a_leader(self) -> None:
        body = shelf().gallery.figures.bodies["back"]
        numbers = tuple(sorted({spot for spot, _ in body.spots}))
        shown = Projection(body.view_box, Rect(0, 0, 80, 188), False)
        placed = place_discs(body, numbers, shown, 9.0)
        assert [disc.number for disc in placed] == list(numbers)
        assert any(disc.target is not None for disc in placed)
        for index, one in enumerate(placed):
            assert all(math.dist(one.at, other.at) >= 18.0 for other in placed[index + 1 :])

    def test_the_index_has_every_area_of_every_record_main_first(self) -> None:
        found = dataset()
        finder = compose_finder(found, Wording(found.labels, found.locale("en")))
        entries = {entry.region: entry for group in finder.groups for entry in group.entries}
        for spot in found.spots:
            for area in spot.pain:
                for region in area.regions:
                    entry = entries[region]
                    assert spot.number in (*entry.main, *entry.spill_over)
        for entry in entries.values():
            assert not set(entry.main) & set(entry.spill_over)
            assert list(entry.main) == sorted(entry.main) and list(entry.spill_over) == sorted(entry.spill_over)
        for group in finder.groups:
            names = [entry.name.plain().casefold() for entry in group.entries]
            assert names == sorted(names)
        areas = [region.area for region in found.regions.values() if region.id in entries]
        assert [group.name.plain().casefold() for group in finder.groups] == list(dict.fromkeys(areas))

    @every_finder
    def test_what_is_read_out_is_the_index(self, look: Look, letterhead: bool) -> None:
        said = " ".join(texts_of(made("finder", look, letterhead)[1]))
        finder = compose_finder(dataset(), Wording(dataset().labels, dataset().locale(look.locale)))
        wanted = []
        for group in finder.groups:
            wanted.append(group.name.plain())
            wanted += [" ".join([entry.name.plain(), *map(str, (*entry.main, *entry.spill_over))]) for entry in group.entries]
        assert_in_order(said, [finder.title.plain(), finder.danger.heading.plain(), *wanted])

    @pytest.mark.parametrize("paper", ["a4", "letter", "a3", "tabloid"])
    @pytest.mark.parametrize("locale", ["en", "en-GB", "en-US"])
    @pytest.mark.parametrize("letterhead", [False, True])
    def test_one_side_holds_it_and_a_poster_grows(self, paper: str, locale: str, letterhead: bool) -> None:
        sheet, data = made("finder", Look(paper, locale=locale), letterhead)
        assert len(sheet.pages) == 1
        size = max(line.size_pt for line in read_text_lines(data))
        assert size >= (27 if paper in ("a3", "tabloid") else 20)
        tallest = max(frame.rect.height_pt for frame in frames(sheet.pages) if frame.role == "Figure")
        assert tallest >= (130 if paper in ("a3", "tabloid") else 95) * MM

    def test_on_a_half_size_page_figures_and_index_have_a_side_each_and_link(self) -> None:
        found = dataset()
        finder = compose_finder(found, Wording(found.labels, found.locale("en")))
        style = page_style("a5", 12)
        room = Room(style.measure_pt, style.page_height_pt - 2 * style.margin_pt)
        sides = finder_sides(finder, shelf().setters, shelf().gallery.figures, style, room, stack([]), linked=True)
        assert len(sides) == 2 and all(side.height_pt <= room.height_pt for side in sides)
        first, second = ([frame for frame in every_frame(side.place(30, 30)) if frame.role == "Link"] for side in sides)
        assert sorted(link.target for link in first) == sorted(f"#spot-{spot.number}" for spot in found.spots)
        assert len(second) == sum(len(entry.main) + len(entry.spill_over) for group in finder.groups for entry in group.entries)


@every_variant
class TestPage:
    def test_type_keeps_its_floor(self, kind: str, look: Look, letterhead: bool) -> None:
        lines = read_text_lines(made(kind, look, letterhead)[1])
        smallest = min(line.size_pt for line in lines)
        assert smallest >= (15.995 if look.large_print else 9.995)
        if kind == "finder" and not look.large_print:
            words = [line for line in lines if line.size_pt < 11.995 and not line.text.strip().isdigit()]
            foot = max(line.baseline_pt for line in lines) - 60
            captions = {
                found.plain() for found in compose_finder(dataset(), Wording(dataset().labels, dataset().locale("en"))).figures.values()
            }
            for line in words:
                assert line.baseline_pt > foot or line.text.strip() in captions or "drawn on" in line.text, line.text

    def test_nothing_in_the_margins(self, kind: str, look: Look, letterhead: bool) -> None:
        sheet, data = made(kind, look, letterhead)
        edge = 12 * MM - 0.3
        for item in read_painted(data):
            page = sheet.pages[item.page]
            if isinstance(item, PaintedText):
                box = (item.x_pt, item.baseline_pt - item.size_pt * 0.75, item.x_pt + item.width_pt - 4.5, item.baseline_pt)
            else:
                box = (item.x_pt, item.y_pt, item.x_pt + item.width_pt, item.y_pt + item.height_pt)
            left, top, right, bottom = box
            assert left >= edge and top >= edge, item
            assert right <= page.width_pt - edge and bottom <= page.height_pt - edge, item

    def test_no_two_lines_overlap_and_none_crosses_its_rule(self, kind: str, look: Look, letterhead: bool) -> None:
        sheet, data = made(kind, look, letterhead)
        painted = read_painted(data)
        lines = [
            (item.page, item.x_pt, item.baseline_pt - item.size_pt * 0.5, item.x_pt + item.width_pt - 3.4, item.baseline_pt, item.text)
            for item in painted
            if isinstance(item, PaintedText) and item.text.strip()
        ]
        for index, (page, x, y, r, b, text) in enumerate(lines):
            for page2, x2, y2, r2, b2, text2 in lines[index + 1 :]:
                if page == page2 and x < r2 - 0.3 and x2 < r - 0.3 and y < b2 - 0.3 and y2 < b - 0.3:
                    raise AssertionError(f"“{text}” and “{text2}” overlap")
        wide = sheet.pages[0].width_pt / 5
        rules = [item for item in painted if isinstance(item, PaintedShape) and item.height_pt < 0.1 and item.width_pt > wide]
        for rule in rules:
            for page, x, y, r, b, text in lines:
                if page == rule.page and x < rule.x_pt + rule.width_pt and rule.x_pt < r:
                    assert not y < rule.y_pt < b, f"a rule runs through “{text}”"

    def test_frames_stay_in_their_elements(self, kind: str, look: Look, letterhead: bool) -> None:
        """No cell's words leave its column, and no part of a row its row."""
        for row in (frame for frame in frames(made(kind, look, letterhead)[0].pages) if frame.role == "TR"):
            for cell in row.children:
                for part in every_frame((cell,)):
                    assert part.rect.x_pt >= cell.rect.x_pt - 0.1 and part.rect.right_pt <= cell.rect.right_pt + 0.1
                    assert part.rect.y_pt >= row.rect.y_pt - 0.1 and part.rect.bottom_pt <= row.rect.bottom_pt + 0.1
                    for item in part.items:
                        if hasattr(item, "runs"):
                            assert item.x_pt + item.width_pt <= cell.rect.right_pt + 0.1, item

    def test_the_emergency_is_read_first(self, kind: str, look: Look, letterhead: bool) -> None:
        first = texts_of(made(kind, look, letterhead)[1])[0]
        heading = Wording(dataset().labels, dataset().locale(look.locale)).say_plain("sheets.danger")
        assert heading in first
        assert first.index(heading) < 250

    def test_running_lines_are_no_wider_than_75_characters(self, kind: str, look: Look, letterhead: bool) -> None:
        for frame in frames(made(kind, look, letterhead)[0].pages):
            if frame.role == "P" and not frame.source.startswith("clinic"):
                assert all(len("".join(run.text for run in item.runs).strip()) <= 75 for item in frame.items if hasattr(item, "runs")), (
                    frame
                )


def test_every_sheet_is_pdf_ua_and_pdf_a(judge: Judge) -> None:
    files = {f"{kind}-{index}.pdf": made(kind, look, letterhead)[1] for index, (kind, look, letterhead) in enumerate(VARIANTS)}
    failures = [f"{name} {profile}: {verdict.report[:400]}" for (name, profile), verdict in judge(files).items() if not verdict.passed]
    assert not failures, "\n".join(failures)


@pytest.mark.parametrize("kind", ["reference", "finder"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("large", [False, True])
def test_a_long_letterhead_pushes_nothing_off_the_page(kind: str, paper: str, large: bool) -> None:
    clinic = Clinic(
        "The Riverside and Hillside Practice for Physiotherapy and Massage of Anytown",
        "The Old Corn Mill, Second Floor Left, 12 Mill Lane",
        "01234 567890",
        "Mon-Fri 8-6",
        web="riverside-and-hillside.example.org" if kind == "reference" else "",
    )
    sheet = sheets.lay_out(kind, shelf(), Look(paper, large_print=large), clinic)
    for page in sheet.pages:
        for frame in frames((page,)):
            assert frame.rect.bottom_pt <= page.height_pt - 12 * MM, (page.label, frame.role, frame.source)


def test_same_input_same_bytes() -> None:
    again = read_without_plates(DataSource(), Look())
    sheet = sheets.lay_out("finder", again, Look())
    assert paint(sheet, again) == made("finder", Look(), False)[1]
