"""A plan does what its clinician wrote: techniques in their order, doses up to the sheet's ceiling, above it only what was allowed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from handouts.dataset.model import Dose, Plan, Spot, Technique
from handouts.dataset.plan import load_plan, plan_problems
from handouts.errors import DatasetError
from handouts.pipeline.handout import compose
from handouts.pipeline.wanted import Job

from .conftest import library, spots

CEILINGS = {"pressure": "pressure", "seconds": "seconds", "minutes": "minutes", "count": "repeats", "times_a_day": "times_a_day"}
"""A field of a plan's dose to that of a record's."""


def doses() -> Iterator[tuple[Spot, Technique, str, tuple[int, int]]]:
    """Every figure that every record gives."""
    for spot in spots():
        for technique in spot.techniques:
            for field, own in CEILINGS.items():
                figures = getattr(technique.dose, own)
                if figures is not None:
                    yield spot, technique, field, figures


EVERY_DOSE = [pytest.param(*dose, id=f"{dose[0].number}-{dose[1].id}-{dose[2]}") for dose in doses()]


def problems(folder: Path, spot: Spot, text: str) -> list[str]:
    """What is wrong with a plan, as it is told."""
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    try:
        plan = load_plan(str(folder / "plan.yaml"))
    except DatasetError as error:
        return [str(problem) for problem in error.diagnostics]
    return [str(problem) for problem in plan_problems(plan, [spot])]


def plan_text(technique: Technique, field: str, high: int, allow: list[str]) -> str:
    return f"techniques: [{technique.id}]\ndoses:\n  {technique.id}:\n    {field}: [1, {high}]\nallow: [{', '.join(allow)}]\n"


def test_all_five_figures_of_a_dose_are_tried() -> None:
    assert {field for _, _, field, _ in doses()} == set(CEILINGS)


@pytest.mark.parametrize(("spot", "technique", "field", "figures"), EVERY_DOSE)
def test_a_dose_above_the_sheets_is_refused_unless_it_alone_is_allowed(
    tmp_path: Path, spot: Spot, technique: Technique, field: str, figures: tuple[int, int]
) -> None:
    high = figures[1]
    others = [f"{technique.id}.{name}" for name in CEILINGS if name != field]
    others += [f"{other.id}.{field}" for other in spot.techniques if other.id != technique.id]
    assert problems(tmp_path, spot, plan_text(technique, field, high, [])) == []
    (refused,) = problems(tmp_path, spot, plan_text(technique, field, high + 1, []))
    assert f"{field} up to {high + 1} is above the sheet’s {high} for {technique.id}" in refused
    assert refused.startswith(str(tmp_path / "plan.yaml") + ":4:"), "at the line that asks for it"
    assert problems(tmp_path, spot, plan_text(technique, field, high + 1, others)) == [refused], "allowing another does not allow this"
    assert problems(tmp_path, spot, plan_text(technique, field, high + 1, [f"{technique.id}.{field}"])) == []


@pytest.mark.parametrize("spot", spots(), ids=lambda spot: str(spot.number))
def test_a_figure_that_the_sheet_does_not_give_cannot_be_planned(tmp_path: Path, spot: Spot) -> None:
    for technique in spot.techniques:
        for field, own in CEILINGS.items():
            if getattr(technique.dose, own) is None:
                (refused,) = problems(tmp_path, spot, plan_text(technique, field, 1, [f"{technique.id}.{field}"]))
                assert f"the sheet does not dose {technique.id} by {field}" in refused


@pytest.mark.parametrize("spot", spots(), ids=lambda spot: str(spot.number))
def test_techniques_stand_in_the_order_of_the_plan(spot: Spot) -> None:
    """Any of the record's, not only those of its sheet; without a plan, the sheet's in the sheet's order."""
    by_id = {technique.id: "".join(piece.text for piece in technique.name) for technique in spot.techniques}
    for wanted in (tuple(by_id)[:3], tuple(reversed(tuple(by_id)[-3:])), (spot.sheet[-1],)):
        _, handout = compose(Job(spot.number, plan=Plan(spot.number, wanted)), library())
        assert [box.name.plain() for box in handout.techniques] == [by_id[key] for key in wanted]
    _, handout = compose(Job(spot.number), library())
    assert [box.name.plain() for box in handout.techniques] == [by_id[key] for key in spot.sheet]


@pytest.mark.parametrize("spot", spots(), ids=lambda spot: str(spot.number))
def test_a_changed_dose_is_printed_and_said_to_be_the_clinicians_and_an_unchanged_one_is_not(tmp_path: Path, spot: Spot) -> None:
    own = "".join(piece.text for piece in library().dataset.labels["dose.own"])
    for technique in spot.techniques:
        changed = technique.dose.pressure[1] != 1
        plan = f"techniques: [{technique.id}]\ndoses: {{{technique.id}: {{pressure: 1}}}}\n"
        (tmp_path / "p.yaml").write_text(plan, encoding="utf-8")
        read = load_plan(str(tmp_path / "p.yaml"))
        _, handout = compose(Job(spot.number, plan=read._replace(spot=spot.number)), library())
        assert handout.techniques[0].dose.pressure == (1, 1)
        assert (own in handout.techniques[0].dose.rhythm.plain()) == changed
        _, handout = compose(Job(spot.number, plan=Plan(spot.number, (technique.id,))), library())
        assert own not in handout.techniques[0].dose.rhythm.plain()


def amounts(dose: Dose) -> str:
    """How long and how many, as a page says it, for spot 1's first technique with another dose."""
    spot = spots()[0]
    technique = spot.techniques[0]._replace(dose=dose)
    changed = spot._replace(techniques=(technique,), sheet=(technique.id,))
    shelf = library()
    dataset = shelf.dataset._replace(spots=(changed, *shelf.dataset.spots[1:]))
    return compose(Job(spot.number), shelf._replace(dataset=dataset))[1].techniques[0].dose.amount.plain()


@pytest.mark.parametrize("word", ["presses", "strokes", "squeezes", "rests"])
def test_of_several_holds_each_is_so_long(word: str) -> None:
    assert amounts(Dose((2, 3), seconds=(20, 60), repeats=(3, 4), count_of=word)) == f"20–60 seconds each, 3–4 {word}."


def test_time_alone_and_counts_alone_say_no_each() -> None:
    assert amounts(Dose((2, 3), seconds=(20, 60), repeats=None)) == "20–60 seconds."
    assert amounts(Dose((2, 3), seconds=None, repeats=(3, 4), count_of="rests")) == "3–4 rests."
    assert amounts(Dose((2, 3), seconds=None, minutes=(1, 1), repeats=None)) == "1 minute."
    assert amounts(Dose((2, 3), seconds=None, minutes=(1, 2), repeats=None, each_side=True)) == "1–2 minutes, each side."
