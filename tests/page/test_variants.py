"""Every variant of every handout: veraPDF's verdict, what a screen reader hears, records shorter and longer than the page was made for."""

from __future__ import annotations

from pathlib import Path

import pytest
from judging import Judge
from pdf_reading import read_text_lines
from tag_tree import tag_tree

from handouts.dataset.model import Piece, Prose, Spot
from handouts.errors import FitError
from handouts.layout.page.front import GIVEN
from handouts.layout.style import contrast, palette
from handouts.pipeline.handout import LaidHandout, lay_out, product_of
from handouts.pipeline.product import paint
from handouts.pipeline.wanted import Job, Look

from .conftest import CLINIC, SPOTS, library, made

EXPECTED = Path(__file__).parent / "expected"
VARIANTS: tuple[dict[str, object], ...] = (
    {},
    {"paper": "letter", "letterhead": True},
    {"ink": "grey", "diary": "back"},
    {"ink": "saver", "paper": "letter", "diary": "none"},
    {"large_print": True},
    {"large_print": True, "paper": "letter", "ink": "saver", "letterhead": True},
    {"fillable": True},
    {"locale": "en-US", "paper": "letter"},
)


def test_every_variant_is_pdf_ua_and_pdf_a(judge: Judge) -> None:
    files = {
        f"spot{number}-{index}.pdf": made(number, **variant).data  # type: ignore[arg-type]
        for number in SPOTS
        for index, variant in enumerate(VARIANTS)
    }
    failures = [f"{name} {profile}: {verdict.report[:400]}" for (name, profile), verdict in judge(files).items() if not verdict.passed]
    assert not failures, "\n".join(failures)


def test_the_tag_tree_is_the_one_that_was_read_and_approved(request: pytest.FixtureRequest) -> None:
    expected = EXPECTED / "spot11-a4.txt"
    found = tag_tree(made(11).data)
    if request.config.getoption("--update-golden"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def test_large_print_keeps_its_floor(number: int, paper: str) -> None:
    sheet = made(number, paper, True, large_print=True)
    lines = [line for line in read_text_lines(sheet.data) if not line.text.strip().isdigit()]
    assert min(line.size_pt for line in lines) >= 15.995
    assert sum(line.size_pt >= 17.995 for line in lines) > len(lines) * 0.6
    digits = [line.size_pt for line in read_text_lines(sheet.data) if line.text.strip().isdigit()]
    assert min(digits) >= 15.995


def test_text_and_marks_stand_out_in_every_ink() -> None:
    """7:1 for text, 3:1 for what carries meaning (WCAG 2.2, 1.4.6 and 1.4.11)."""
    for ink in ("colour", "grey", "saver"):
        colours = palette(ink)
        grounds = [colours[role] or (1.0, 1.0, 1.0) for role in ("paper", "panel", "danger-panel")]
        for role in ("text", "quiet", "accent", "danger", "letterhead"):
            assert all(contrast(colours[role] or (1.0, 1.0, 1.0), ground) >= 7 for ground in grounds), (ink, role)
        for role in ("mark", "pain", "rule"):
            assert contrast(colours[role] or (1.0, 1.0, 1.0), (1.0, 1.0, 1.0)) >= 3, (ink, role)
        for text, ground in (("disc-text", "disc"), ("band-text", "band")):
            assert contrast(colours[text] or (1.0, 1.0, 1.0), colours[ground] or (1.0, 1.0, 1.0)) >= 7, (ink, text)


def changed(spot: Spot, share: float) -> Spot:
    """The record with its running texts cut to a share, or drawn out to it by repeating their words."""

    def scaled(prose: Prose) -> Prose:
        words = "".join(piece.text for piece in prose).split()
        count = max(2, round(len(words) * share))
        return (Piece(" ".join((words * 3)[:count])),)

    return spot._replace(
        message=scaled(spot.message),
        find=tuple(step._replace(text=scaled(step.text)) for step in spot.find),
        felt=scaled(spot.felt),
        feels=tuple(scaled(text) for text in spot.feels),
        techniques=tuple(technique._replace(steps=tuple(scaled(step) for step in technique.steps)) for technique in spot.techniques),
        stop=tuple(claim._replace(text=scaled(claim.text)) for claim in spot.stop),
        ask_first=tuple(claim._replace(text=scaled(claim.text)) for claim in spot.ask_first),
        help_now=tuple(claim._replace(text=scaled(claim.text)) for claim in spot.help_now),
        help_today=tuple(claim._replace(text=scaled(claim.text)) for claim in spot.help_today),
        help_soon=tuple(claim._replace(text=scaled(claim.text)) for claim in spot.help_soon),
        evidence=spot.evidence._replace(text=scaled(spot.evidence.text)),
    )


def laid_with(spot: Spot, paper: str, fit: str = "one") -> LaidHandout:
    shelf = library("colour", "en-GB")
    others = tuple(other for other in shelf.dataset.spots if other.number != spot.number)
    shelf = shelf._replace(dataset=shelf.dataset._replace(spots=(*others, spot)))
    return lay_out(Job(spot.number, Look(paper, locale="en-GB", fit=fit), clinic=CLINIC), shelf)


def test_a_record_a_third_shorter_fits_and_is_set_no_smaller_nor_tighter(number: int, paper: str) -> None:
    spot = library("colour", "en-GB").dataset.spot(number)
    whole, shorter = laid_with(spot, paper), laid_with(changed(spot, 0.67), paper)
    assert whole.choice and shorter.choice
    before, after = (GIVEN.index(laid.choice.given) for laid in (whole, shorter) if laid.choice)
    assert after <= before, "nothing more is given up"
    assert after < before or whole.choice.sizes[:2] <= shorter.choice.sizes[:2], "whatever was saved is spent, on the figure first"
    last = shorter.pages[0].frames
    used = max(frame.rect.bottom_pt for frame in last)
    assert used >= shorter.pages[0].height_pt - 40, "the foot stands at the foot"


def test_a_record_a_third_longer_does_not_fit_and_says_so(number: int) -> None:
    spot = library("colour", "en-GB").dataset.spot(number)
    with pytest.raises(FitError, match=rf"spot {number}: \d+ lines? too many for one side at 12 pt"):
        laid_with(changed(spot, 1.34), "letter")


def test_what_does_not_fit_one_side_goes_on_overleaf_where_that_is_allowed(number: int, paper: str) -> None:
    """Every word is there, and what a patient needs in a hurry is on the front."""
    spot = changed(library("colour", "en-GB").dataset.spot(number), 1.34)
    laid = laid_with(spot, paper, "auto")
    shelf = library("colour", "en-GB")
    lines = read_text_lines(paint(product_of([laid], Job(number)), shelf))
    front, everything = (" ".join("".join(line.text for line in some).split()) for some in ([x for x in lines if x.page == 0], lines))
    handout = laid.handout
    for titled in (handout.ask_first, handout.stop, handout.help_now, handout.help_soon):
        assert all(" ".join(item.plain().split()) in front for item in titled.items), titled.heading.plain()
    texts = [*handout.steps, handout.honesty, handout.also_helps, handout.muscles, handout.foot.evidence]
    texts += [step for technique in handout.techniques for step in technique.steps]
    assert all(" ".join(words.plain().split()) in everything for words in texts)


def test_titles_and_metadata_name_no_patient() -> None:
    from handouts.document.handout import Patient

    shelf = library("colour", "en-GB")
    job = Job(11, Look(locale="en-GB"), patient=Patient("Zebedee Quux", "today", "Dr Marker"))
    laid = lay_out(job, shelf)
    product = product_of([laid], job)
    document = product.document
    data = paint(product, shelf)
    painted = "".join(line.text for line in read_text_lines(data))
    assert "Zebedee Quux" in painted
    assert "Zebedee" not in document.title + document.subject + document.author
    from io import BytesIO

    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        assert "Zebedee" not in str(dict(pdf.docinfo)) and b"Zebedee" not in pdf.Root.Metadata.read_bytes()
