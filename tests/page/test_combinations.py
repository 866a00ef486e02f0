"""Every pair of choices stands together on some page, all spots among them: type floor, margins, overlaps, words, veraPDF; and forms that
change nothing of the print.
"""

from __future__ import annotations

import random
from functools import lru_cache
from io import BytesIO
from itertools import combinations, pairwise

import pikepdf
import pypdfium2
import pytest
from judging import Judge
from pdf_reading import read_text_lines

from handouts.dataset.model import Clinic, DoseChange, Plan
from handouts.document.blocks import Handout
from handouts.document.wishes import Patient, swapped
from handouts.errors import Place
from handouts.layout.frame import Frame, Page, TextLine
from handouts.layout.page.back_page import ROW_PT
from handouts.layout.style import MM
from handouts.pipeline.handout import compose, lay_out, product_of
from handouts.pipeline.library import Library, with_logo
from handouts.pipeline.product import paint
from handouts.pipeline.wanted import Job, Look

from .conftest import SPOTS, library

LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"><style>.a{fill:#0b5345}</style>
<rect class="a" width="60" height="40"/><path d="M5 25 Q15 5 30 25 T55 25" fill="none" stroke="#e67e22" stroke-width="4"/></svg>"""
FACTORS: dict[str, tuple[object, ...]] = {
    "spot": SPOTS,
    "paper": ("a4", "letter"),
    "ink": ("colour", "grey", "saver"),
    "large_print": (False, True),
    "side": ("", "left", "right", "both"),
    "diary": ("front", "back", "none"),
    "fillable": (False, True),
    "clinic": (False, True),
    "plan": (False, True),
}


def covering() -> list[dict[str, object]]:
    """Rows in which every two values of two factors meet at least once: greedy, from a seed."""
    names = list(FACTORS)
    chance = random.Random(6)
    wanted = {((a, va), (b, vb)) for a, b in combinations(names, 2) for va in FACTORS[a] for vb in FACTORS[b]}
    rows: list[dict[str, object]] = []
    while wanted:
        first = next(iter(sorted(wanted, key=str)))
        best: dict[str, object] = {}
        most = -1
        for _ in range(12):
            row = {name: chance.choice(FACTORS[name]) for name in names} | dict(first)
            met = sum(pair in wanted for pair in combinations(row.items(), 2))
            if met > most:
                best, most = row, met
        rows.append(best)
        wanted -= set(combinations(best.items(), 2))
    return rows


ROWS = covering()


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Clinic:
    folder = tmp_path_factory.mktemp("clinic")
    (folder / "logo.svg").write_text(LOGO, encoding="utf-8")
    places = {"logo": Place("clinic.yaml", 5, 7)}
    return Clinic(
        "Riverside Physio",
        phone="01234 567890",
        hours="Mon–Fri 8–6",
        web="https://riverside.example.org",
        logo="logo.svg",
        accent="#0b5345",
        emergency="999",
        reviewed_by="Dr A. Example",
        reviewed_on="2026-11-20",
        places=places,
        folder=str(folder),
    )


@lru_cache(maxsize=8)
def shelf_with_logo(ink: str, clinic_folder: str) -> Library:
    clinic = Clinic("x", logo="logo.svg", folder=clinic_folder)
    return with_logo(library(ink, "en-GB"), clinic, ink)


def made_from(row: dict[str, object], clinic: Clinic) -> tuple[Handout, tuple[Page, ...], bytes]:
    look = Look(str(row["paper"]), str(row["ink"]), bool(row["large_print"]), str(row["diary"]), bool(row["fillable"]), "en-GB")
    shelf = shelf_with_logo(look.ink, clinic.folder) if row["clinic"] else library(look.ink, "en-GB")
    number = int(row["spot"])  # type: ignore[call-overload]
    plan = None
    if row["plan"]:
        technique = shelf.dataset.spot(number).shown()[0]
        change = DoseChange(technique.id, pressure=(1, technique.dose.pressure[0]))
        plan = Plan(number, (technique.id,), (change,), notes=("Go easy at first.",), review_on="2026-12-08", days=10)
    patient = Patient("Jo Lee", "24 Nov 2026", "Dr Nair") if row["plan"] else Patient()
    job = Job(number, look, str(row["side"]), patient, clinic if row["clinic"] else None, plan)
    laid = lay_out(job, shelf)
    return laid.handout, laid.pages, paint(product_of([laid], job), shelf)


def test_every_pair_of_choices_keeps_the_promises(judge: Judge, clinic: Clinic) -> None:
    files = {}
    for index, row in enumerate(ROWS):
        handout, pages, data = made_from(row, clinic)
        said = ", ".join(f"{name} {value}" for name, value in row.items())
        hold(handout, pages, data, bool(row["large_print"]), said)
        files[f"row{index}.pdf"] = data
    failures = [
        f"{ROWS[int(name[3:-4])]} {profile}: {verdict.report[:300]}"
        for (name, profile), verdict in judge(files).items()
        if not verdict.passed
    ]
    assert not failures, "\n".join(failures)


def hold(handout: Handout, pages: tuple[Page, ...], data: bytes, large: bool, said: str) -> None:
    """Floor, margins, overlaps, and every word once and in order."""
    lines = read_text_lines(data)
    assert min(line.size_pt for line in lines) >= (15.995 if large else 9.995), said
    edge = 12 * MM - 0.3
    for line in lines:
        page = pages[line.page]
        assert line.x_pt >= edge and line.x_pt + line.width_pt <= page.width_pt - edge + 5, f"{said}: “{line.text}” in the margin"
        end = edge if large else 9 * MM
        assert line.baseline_pt - line.size_pt * 0.75 >= end and line.baseline_pt <= page.height_pt - end, f"{said}: “{line.text}”"
    for number in range(len(pages)):
        boxes = [
            (line.x_pt, line.baseline_pt - line.size_pt * 0.5, line.x_pt + line.width_pt - 0.3 * line.size_pt, line.baseline_pt, line.text)
            for line in lines
            if line.page == number
        ]
        for index, (x, y, r, b, text) in enumerate(boxes):
            for x2, y2, r2, b2, text2 in boxes[index + 1 :]:
                overlap = x < r2 - 0.3 and x2 < r - 0.3 and y < b2 - 0.3 and y2 < b - 0.3
                assert not overlap, f"{said}: “{text}” and “{text2}” overlap"
    painted = " ".join("".join(line.text for line in lines).split())
    position = 0
    ordered = [handout.title, *handout.ask_first.items, *handout.steps]
    for technique in handout.techniques:
        ordered += [technique.name, *technique.steps, technique.dose.hard, technique.dose.amount, technique.dose.rhythm]
    for titled in (handout.feels, handout.stop, handout.help_now, handout.help_today, handout.help_soon):
        ordered += [titled.heading, *titled.items] if titled.items else []
    for words in ordered:
        text = " ".join(words.plain().replace("\u00a0", " ").split())
        found = painted.find(text, position)
        assert found >= 0, f"{said}: “{text}” is missing or out of order"
        position = found + len(text)
    for note in handout.diary.notes_text if handout.diary else ():
        assert painted.count(note) == 1, f"{said}: the note"
    for blank in handout.blanks:
        assert not blank.value or blank.value in painted, f"{said}: {blank.name}"


def pixels(data: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(data) as pdf:
        return [bytes(page.render(scale=1.5, draw_annots=True).buffer) for page in pdf]


@pytest.mark.parametrize("more", [{}, {"diary": "back"}, {"large_print": True}], ids=["front", "back", "large"])
def test_form_fields_change_nothing_of_the_print(more: dict[str, object]) -> None:
    shelf = library("colour", "en-GB")

    def printed(fillable: bool) -> bytes:
        job = Job(11, Look(locale="en-GB", fillable=fillable, **more))  # type: ignore[arg-type]
        laid = lay_out(job, shelf)
        return paint(product_of([laid], job), shelf)

    assert pixels(printed(True)) == pixels(printed(False))


def fields_of(data: bytes) -> list[dict[str, object]]:
    """The form's fields in the order in which Tab visits them: that of the structure tree."""
    found: list[dict[str, object]] = []

    def visit(element: pikepdf.Object) -> None:
        if isinstance(element, pikepdf.Dictionary):
            if element.get("/Type") == "/OBJR" and element.Obj.get("/FT"):
                found.append(
                    {"name": str(element.Obj.T), "label": str(element.Obj.TU), "kind": str(element.Obj.FT), "obj": element.Obj.objgen}
                )
            if "/K" in element:
                visit(element.K)
        elif isinstance(element, pikepdf.Array):
            for kid in element:
                visit(kid)

    with pikepdf.open(BytesIO(data)) as pdf:
        visit(pdf.Root.StructTreeRoot)
        assert all(str(page.obj.Tabs) == "/S" for page in pdf.pages)
        annotations = [a.objgen for page in pdf.pages for a in page.obj.get("/Annots", []) if a.get("/FT")]
        assert [field["obj"] for field in found] == annotations, "readers that go by the page's list visit in the same order"
        form = pdf.Root.AcroForm
        font = form.DR.Font.Typed
        assert len(bytes(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes())) > 40_000, (
            "the face is embedded whole: any letter can be typed"
        )
        assert all("/Typed" in str(field.DA) for field in form.Fields if field.FT == "/Tx")
    return found


@pytest.mark.parametrize("more", [{}, {"diary": "back"}, {"large_print": True}], ids=["front", "back", "large"])
def test_fields_are_named_labelled_and_in_reading_order(more: dict[str, object]) -> None:
    job = Job(11, Look(locale="en-GB", fillable=True, **more))  # type: ignore[arg-type]
    shelf = library("colour", "en-GB")
    found = fields_of(paint(product_of([lay_out(job, shelf)], job), shelf))
    names = [str(field["name"]) for field in found]
    assert names[:3] == ["patient", "date", "clinician"]
    assert len(set(names)) == len(names) and all(str(field["label"]).strip() for field in found)
    for day in range(1, 15):
        wanted = {f"day{day}-done"} | ({f"day{day}-before", f"day{day}-after", f"day{day}-noticed"} if more.get("diary") else set())
        assert wanted <= set(names)
    assert {str(field["kind"]) for field in found} == {"/Tx", "/Btn"}


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("with_clinic", [False, True], ids=["plain", "letterhead"])
@pytest.mark.parametrize("notes", [0, 2, 4])
@pytest.mark.parametrize("days", [1, 5, 14, 21, 28, 60])
def test_the_diary_has_the_days_of_the_plan_in_rows_one_can_write_in(
    days: int, notes: int, with_clinic: bool, paper: str, clinic: Clinic
) -> None:
    """However many days and notes there are: no row under its floor, none missing, nothing beyond a side's edge."""
    shelf = shelf_with_logo("colour", clinic.folder) if with_clinic else library("colour", "en-GB")
    plan = Plan(days=days, notes=tuple(f"Note {index}: go easy, and stop when it hurts more than it helps." for index in range(notes)))
    job = Job(3, Look(paper, locale="en-GB", diary="back"), clinic=clinic if with_clinic else None, plan=plan)
    pages = lay_out(job, shelf).pages
    diaries = [frame for page in pages[1:] for frame in everything(page.frames) if frame.source == "diary"]
    numbers = [
        (line.baseline_pt, "".join(run.text for run in line.runs).strip())
        for frame in diaries
        for line in frame.items
        if isinstance(line, TextLine) and line.runs[0].face == "regular"
    ]
    assert [text for _, text in numbers] == [str(day) for day in range(1, days + 1)]
    for (before, _), (after, _) in pairwise(numbers):
        assert after < before or after - before >= ROW_PT[0] - 0.01
    for page in pages:
        assert max(frame.rect.bottom_pt for frame in page.frames) <= page.height_pt - 9 * MM


def everything(frames: tuple[Frame, ...]) -> list[Frame]:
    return [found for frame in frames for found in (frame, *everything(frame.children))]


def test_a_mirrored_plate_keeps_its_markers_on_their_landmarks() -> None:
    """Discs and targets of the left sheet are those of the right one, mirrored in the plate's window; numbers are not turned round."""
    from handouts.layout.figures.figure import lay_plate
    from handouts.layout.frame import Picture, TextLine

    shelf = library("colour", "en-GB")
    for spot in shelf.dataset.spots:
        if spot.laterality != "one":
            continue
        figures = shelf.gallery.figures
        figure = compose(Job(spot.number, Look(locale="en-GB")), shelf)[1].plate
        right, left = (lay_plate(figures, figure._replace(side=side), 180.0) for side in ("right", "left"))
        assert next(item for item in left.items if isinstance(item, Picture)).mirrored
        crosses = [sorted(line.x_pt + line.width_pt / 2 for line in side.items if isinstance(line, TextLine)) for side in (right, left)]
        for one, other in zip(crosses[0], reversed(crosses[1]), strict=True):
            assert abs(one - (180.0 - other)) < 12, f"spot {spot.number}"


def test_a_side_that_was_asked_for_is_said() -> None:
    shelf = library("colour", "en-GB")
    for side in ("left", "right", "both"):
        _, handout = compose(Job(7, Look(locale="en-GB"), side), shelf)
        assert side in handout.subtitle.plain()
    assert swapped("an ear on the left, not leftover; right", "left", "right") == "an ear on the right, not leftover; left"
    job = Job(7, Look(locale="en-GB"), "left")
    jaw = next(frame for frame in everything(lay_out(job, shelf).pages[0].frames) if "ear on the right" in frame.alt)
    assert jaw.role == "Figure" and "left side is drawn" in jaw.alt
    spot = next(spot for spot in shelf.dataset.spots if spot.laterality == "one")
    _, drawn = compose(Job(spot.number, Look(locale="en-GB"), "left"), shelf)
    assert "left side is drawn" in drawn.plate.alt


def test_what_is_typed_and_ticked_in_a_reader_is_kept_in_the_embedded_face() -> None:
    """Typed with PDFium, the engine of Chrome: the values are saved and shown in the font that the file brings for them."""
    from pypdfium2 import raw

    shelf = library("colour", "en-GB")
    job = Job(11, Look(locale="en-GB", fillable=True))
    laid = lay_out(job, shelf)
    data = paint(product_of([laid], job), shelf)
    with pikepdf.open(BytesIO(data)) as pdf:
        places = {str(field.T): [float(value) for value in field.Rect] for field in pdf.Root.AcroForm.Fields}
    saved = BytesIO()
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        page, form = document[0], document.formenv.raw
        for name, typed in (("patient", "Zoë Ay"), ("day1-done", ""), ("date", "7 May")):
            left, bottom, right, top = places[name]
            raw.FORM_OnMouseMove(form, page.raw, 0, (left + right) / 2, (bottom + top) / 2)
            raw.FORM_OnLButtonDown(form, page.raw, 0, (left + right) / 2, (bottom + top) / 2)
            raw.FORM_OnLButtonUp(form, page.raw, 0, (left + right) / 2, (bottom + top) / 2)
            for char in typed:
                raw.FORM_OnChar(form, page.raw, ord(char), 0)
        raw.FORM_ForceToKillFocus(form)
        document.save(saved)
    with pikepdf.open(saved) as pdf:
        fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        assert str(fields["patient"].V) == "Zoë Ay" and str(fields["date"].V) == "7 May" and fields["day1-done"].V == "/Yes"
        assert b"/Typed" in fields["patient"].AP.N.read_bytes()
