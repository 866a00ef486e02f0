"""Who checked it and when, and what day a file says it is from: no claim that nobody made."""

from __future__ import annotations

from calendar import timegm
from io import BytesIO

import pikepdf
import pytest

from handouts.dataset.model import Clinic, Dataset, Spot
from handouts.document.handout import Request, compose_handout
from handouts.document.quickref import compose_finder, compose_quickref
from handouts.document.words import Wording
from handouts.pipeline.handout import lay_out, product_of
from handouts.pipeline.product import paint
from handouts.pipeline.wanted import Job

from .conftest import library, spots

CLINIC = Clinic("Mill Lane", reviewed_by="Prof Clara Clinic", reviewed_on="2026-03-03")


def wording() -> Wording:
    dataset = library().dataset
    return Wording(dataset.labels, dataset.locale("en"))


def said_on_page(spot: Spot, clinic: Clinic | None = None) -> str:
    dataset = library().dataset
    return compose_handout(spot, wording(), dataset.sources, dataset.edition, Request(clinic=clinic)).foot.credits[0].plain()


def said_on_sheets(dataset: Dataset, clinic: Clinic | None = None) -> str:
    said = {sheet(dataset, wording(), clinic).foot.credits[0].plain() for sheet in (compose_quickref, compose_finder)}
    assert len(said) == 1, "table and finder say the same"
    return said.pop()


def reviewed(*by: tuple[str, str]) -> Dataset:
    """The bundled records, the first ones checked by these on these days; the rest by the last."""
    dataset = library().dataset
    checks = [by[min(index, len(by) - 1)] for index in range(len(dataset.spots))]
    made = (spot._replace(reviewed_by=who, reviewed_on=when) for spot, (who, when) in zip(dataset.spots, checks, strict=True))
    return dataset._replace(spots=tuple(made))


@pytest.mark.parametrize("spot", spots(), ids=lambda spot: str(spot.number))
class TestPage:
    def test_a_record_that_nobody_checked_says_so_with_its_day(self, spot: Spot) -> None:
        bare = spot._replace(reviewed_by="", reviewed_on="")
        assert said_on_page(bare) == wording().say_plain("written", date=wording().date(spot.written, short=True))

    def test_the_records_reviewer_is_named_with_the_day(self, spot: Spot) -> None:
        checked = spot._replace(reviewed_by="Dr Ann Reviewer", reviewed_on="2026-02-02")
        assert said_on_page(checked) == wording().say_plain(
            "reviewed", name="Dr Ann Reviewer", date=wording().date("2026-02-02", short=True)
        )

    def test_the_clinics_own_reviewer_stands_before_the_records(self, spot: Spot) -> None:
        checked = spot._replace(reviewed_by="Dr Ann Reviewer", reviewed_on="2026-02-02")
        told = wording().say_plain("reviewed", name=CLINIC.reviewed_by, date=wording().date(CLINIC.reviewed_on, short=True))
        assert said_on_page(checked, CLINIC) == said_on_page(spot, CLINIC) == told
        assert said_on_page(checked, Clinic("Mill Lane")) == said_on_page(checked), "a clinic that names no reviewer claims nothing"


class TestSheets:
    def test_one_reviewer_of_all_is_named_with_the_oldest_check(self) -> None:
        said = said_on_sheets(reviewed(("Dr Ann", "2026-05-05"), ("Dr Ann", "2026-01-01"), ("Dr Ann", "2026-09-09")))
        assert said == wording().say_plain("reviewed", name="Dr Ann", date=wording().date("2026-01-01", short=True))

    def test_several_reviewers_or_one_unchecked_record_make_no_claim(self) -> None:
        newest = wording().say_plain("written", date=wording().date(max(spot.written for spot in spots()), short=True))
        assert min(spot.written for spot in spots()) != max(spot.written for spot in spots())
        assert said_on_sheets(reviewed(("Dr Ann", "2026-05-05"), ("Dr Bob", "2026-05-05"))) == newest
        assert said_on_sheets(reviewed(("", ""), ("Dr Bob", "2026-05-05"))) == newest
        assert said_on_sheets(reviewed(("", ""))) == newest

    def test_the_clinics_own_reviewer_stands_first(self) -> None:
        told = wording().say_plain("reviewed", name=CLINIC.reviewed_by, date=wording().date(CLINIC.reviewed_on, short=True))
        assert said_on_sheets(reviewed(("Dr Bob", "2026-05-05")), CLINIC) == said_on_sheets(library().dataset, CLINIC) == told


class TestDatesOfFiles:
    @pytest.mark.parametrize("day", ["2026-01-01", "2026-02-28", "2024-02-29", "2000-03-01", "2026-12-31", "1999-08-31", "2027-07-15"])
    def test_a_file_is_from_the_day_its_record_was_written(self, day: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
        shelf = library()
        job = Job(11)
        product = product_of([lay_out(job, shelf)], job)._replace(written=day)
        with pikepdf.open(BytesIO(paint(product, shelf))) as pdf:
            for key in ("/CreationDate", "/ModDate"):
                assert str(pdf.docinfo[key]).startswith("D:" + day.replace("-", "") + "000000")
            xmp = pdf.Root.Metadata.read_bytes().decode("utf-8")
            assert f"{day}T00:00:00" in xmp

    def test_a_file_of_several_is_from_the_day_of_the_newest(self) -> None:
        shelf = library()
        laid = [lay_out(Job(number), shelf) for number in (11, 2, 4)]
        assert len({part.spot.written for part in laid}) == 2
        for order in (laid, laid[::-1]):
            assert product_of(order, Job(11)).written == max(part.spot.written for part in laid)

    def test_the_builders_epoch_overrules(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(timegm((2020, 5, 17, 0, 0, 0))))
        shelf = library()
        product = product_of([lay_out(Job(11), shelf)], Job(11))
        with pikepdf.open(BytesIO(paint(product, shelf))) as pdf:
            assert str(pdf.docinfo["/CreationDate"]).startswith("D:20200517000000")
