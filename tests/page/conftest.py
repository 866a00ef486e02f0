"""Real handouts for whole-page tests: every spot of the dataset, on both papers, with and without a letterhead."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import pytest

from handouts.dataset.model import Clinic
from handouts.document.blocks import Handout
from handouts.errors import HandoutsError
from handouts.layout.frame import Page
from handouts.pipeline.handout import lay_out, product_of
from handouts.pipeline.library import Library, read_library
from handouts.pipeline.product import paint
from handouts.pipeline.wanted import Job, Look
from handouts.resources import DataSource

CLINIC = Clinic("Riverside Physiotherapy", "12 Mill Lane, Anytown", "01234 567890", "Mon–Fri 8–6")
SPOTS = tuple(sorted(int(name[:2]) for name in DataSource(None).list("data/spots") if name.endswith(".yaml")))


class Made(NamedTuple):
    """A handout at every stage."""

    handout: Handout
    pages: tuple[Page, ...]
    choice: object
    data: bytes


@lru_cache(maxsize=8)
def library(ink: str, locale: str) -> Library:
    return read_library(None, DataSource(None), Look(ink=ink, locale=locale))


@lru_cache(maxsize=200)
def made(number: int, paper: str = "a4", letterhead: bool = False, ink: str = "colour", locale: str = "en-GB", **more: object) -> Made:
    look = Look(paper=paper, ink=ink, locale=locale, **more)  # type: ignore[arg-type]
    job = Job(number, look, clinic=CLINIC if letterhead else None)
    shelf = library(ink, locale)
    laid = lay_out(job, shelf)
    data = paint(product_of([laid], job), shelf)
    return Made(laid.handout, laid.pages, laid.choice, data)


@pytest.fixture(params=SPOTS, ids=lambda number: f"spot{number}")
def number(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(params=["a4", "letter"])
def paper(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[False, True], ids=["plain", "letterhead"])
def letterhead(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


__all__ = ["CLINIC", "HandoutsError", "library", "made"]
