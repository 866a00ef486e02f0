"""The desk's one function: the command's own bytes, problems in words with a mend, and nothing kept."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

import handouts
from handouts.desk.answer import Desk
from handouts.desk.letterhead import MADE_HERE

ROWS = [{"name": "Ann A", "spots": "11"}, {"name": "Bob B", "spots": "4 13", "side": "left"}]


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(keeps_files=False)


def _ask(desk: Desk, **request: Any) -> dict[str, Any]:
    """As the page would: through JSON."""
    return desk.answer(json.loads(json.dumps(request)))


def _spot(number: int, **more: Any) -> dict[str, Any]:
    return {"number": number, "side": "", "techniques": [], "doses": {}, **more}


def test_the_start_names_every_spot_and_every_pain_area_with_its_outlines(desk: Desk) -> None:
    said = _ask(desk, ask="start")
    assert [spot["number"] for spot in said["spots"]] == list(range(1, 15))
    assert len(said["regions"]) == 42 and all(region["outlines"] and region["name"] for region in said["regions"])
    assert set(said["figures"]) == {"front", "back", "side", "head", "sole"}
    assert said["written"] and said["version"] == handouts.__version__ and "not yet checked" in said["review"]


@pytest.mark.parametrize("number", range(1, 15))
def test_a_sheet_has_the_bytes_of_the_front_door(desk: Desk, number: int) -> None:
    said = _ask(desk, ask="handout", spots=[_spot(number)], patient={"name": "A. Smith"}, look={"paper": "letter", "ink": "grey"})
    made = handouts.open().handout(number, patient=handouts.Patient("A. Smith"), paper="letter", ink="grey", fit="auto")
    assert said["pdf"] == made.pdf()
    assert (said["name"], said["pages"], said["sheets"], said["flip"]) == (made.name, made.pages, made.sheets, made.flip)


def test_side_ways_and_doses_go_to_their_own_spot(desk: Desk) -> None:
    first = handouts.open().spots[10]
    way = first.sheet[0]
    spots = [_spot(11, side="left", techniques=[way], doses={way: {"pressure": ["2", "3"], "seconds": ["", ""]}}), _spot(6, side="right")]
    said = _ask(desk, ask="handout", spots=spots, plan={"days": "10", "review_on": "2026-12-08"})
    plan = {
        "days": 10,
        "review_on": "2026-12-08",
        "spots": {11: {"side": "left", "techniques": [way], "doses": {way: {"pressure": [2, 3]}}}, 6: {"side": "right"}},
    }
    assert said["pdf"] == handouts.open().combined([11, 6], plan=handouts.Plan.of(plan), fit="auto").pdf()


def test_a_dose_above_the_sheets_is_refused_unless_it_is_meant(desk: Desk) -> None:
    way = handouts.open().spots[10].sheet[0]
    doses = {way: {"pressure": ["9", "9"]}}
    assert "pdf" not in _ask(desk, ask="handout", spots=[_spot(11, doses=doses)])
    doses[way]["allow"] = ["pressure"]
    assert "pdf" in _ask(desk, ask="handout", spots=[_spot(11, doses=doses)])


@pytest.mark.parametrize(
    "request_",
    [
        {"ask": "handout", "spots": []},
        {"ask": "handout"},
        {"ask": "handout", "spots": [_spot(99)]},
        {"ask": "handout", "spots": [_spot(11), _spot(11)]},
        {"ask": "handout", "spots": [{"number": "11"}]},
        {"ask": "handout", "spots": [{"number": True}]},
        {"ask": "handout", "spots": [_spot(11)], "look": {"paper": "a9"}},
        {"ask": "handout", "spots": [_spot(11)], "look": {"locale": "../../etc"}},
        {"ask": "handout", "spots": [_spot(11)], "patient": {"name": "x" * 500}},
        {"ask": "handout", "spots": [_spot(11)], "patient": {"name": "a\u202eb"}},
        {"ask": "handout", "spots": [_spot(11)], "plan": {"days": "900"}},
        {"ask": "handout", "spots": [_spot(11)], "clinic": {"name": "A", "accent": "#ffff00"}},
        {"ask": "handout", "spots": [_spot(11)], "clinic": {"name": "A"}, "logo": {"name": "l.png", "base64": "!!"}},
        {"ask": "handout", "spots": [_spot(11)], "clinic": {"name": "A"}, "logo": {"name": "../l.png", "base64": "aGVsbG8="}},
        {"ask": "sheet", "kind": "secrets"},
        {"ask": "read-list", "base64": base64.b64encode(b"\x00\x01").decode()},
        {"ask": "read-clinic", "text": "name: [1"},
        {"ask": "keep-clinic"},
        {"ask": "list", "rows": []},
        {"ask": "nothing of ours"},
        {},
    ],
)
def test_what_no_page_of_ours_asks_is_refused_in_words(desk: Desk, request_: dict[str, Any]) -> None:
    said = desk.answer(request_)
    assert "pdf" not in said
    assert all(problem["message"] and "bug" not in problem["message"] for problem in said["problems"]) and said["problems"]


def test_messages_are_for_people_at_a_desk(desk: Desk) -> None:
    (problem,) = _ask(desk, ask="handout", spots=[_spot(11)], patient={"name": "x" * 500})["problems"]
    assert problem["message"].startswith("The patient’s name has 500 characters")
    assert "--" not in problem["hint"]


def test_a_complaint_finds_its_spots_and_dangers_come_with_them(desk: Desk) -> None:
    assert _ask(desk, ask="find", query="sciatca")["matches"]
    said = _ask(desk, ask="find", query="crushing chest pain")
    assert said["dangers"][0]["act"] == "now" and "emergency number" in said["dangers"][0]["say"]


def test_a_list_is_read_mended_and_made(desk: Desk) -> None:
    csv = b"name,spots,side,gate\nAnn A,11,,x\nBob B,4 99,left,\n"
    read = _ask(desk, ask="read-list", base64=base64.b64encode(csv).decode())
    assert [row["name"] for row in read["rows"]] == ["Ann A", "Bob B"] and "gate" in read["warnings"][0]["message"]
    (problem,) = _ask(desk, ask="check-list", rows=read["rows"])["problems"]
    assert (problem["row"], problem["column"]) == (1, "spots") and "no spot 99" in problem["message"]
    read["rows"][1]["spots"] = "4 13"
    assert _ask(desk, ask="check-list", rows=read["rows"]) == {"problems": []}
    said = _ask(desk, ask="list", rows=read["rows"])
    assert said["pdf"].startswith(b"%PDF") and said["sheets"] >= 3


def test_a_list_has_the_bytes_of_the_front_door(desk: Desk) -> None:
    assert _ask(desk, ask="list", rows=ROWS)["pdf"] == handouts.open().batch(ROWS, first_row=1, fit="auto").pdf()


@pytest.mark.parametrize("kind", ["finder", "reference", "booklet", "half", "imposed", "test"])
def test_every_sheet_and_booklet_is_made(desk: Desk, kind: str) -> None:
    said = _ask(desk, ask="sheet", kind=kind, look={"paper": "a4"}, clinic={"name": "Mill Lane Physiotherapy"})
    assert said["pdf"].startswith(b"%PDF") and said["pages"] and said["sheets"]


def test_a_draft_is_held_for_one_taker_and_not_for_long(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _ask(desk, ask="hold", id="one", draft={"name": "Ann"})
    assert _ask(desk, ask="held", id="two")["draft"] is None
    assert _ask(desk, ask="held", id="one")["draft"] == {"name": "Ann"}
    assert _ask(desk, ask="held", id="one")["draft"] is None
    _ask(desk, ask="hold", id="one", draft={"name": "Ann"})
    monkeypatch.setattr("handouts.desk.answer.HOLD_S", -1.0)
    assert _ask(desk, ask="held", id="one")["draft"] is None


def test_a_letterhead_is_kept_only_when_asked_and_read_by_the_command(tmp_path: Path) -> None:
    path = tmp_path / "config" / "clinic.yaml"
    desk = Desk(clinic_path=str(path))
    words = {"name": 'The "Mill": Lane \\ #1', "phone": "01234 567890"}
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><path fill="#123456" d="M0 0h40v10H0z"/></svg>'
    logo = {"name": "our logo.svg", "base64": base64.b64encode(svg).decode()}
    _ask(desk, ask="handout", spots=[_spot(11)], clinic=words, logo=logo)
    assert not path.parent.exists()
    assert "said" in _ask(desk, ask="keep-clinic", clinic=words, logo=logo)
    clinic = handouts.Clinic.load(str(path))
    assert (clinic.name, clinic.phone) == (words["name"], words["phone"])
    assert Desk(clinic_path=str(path)).answer({"ask": "start"})["clinic"]["words"] == words
    made = handouts.open().handout(11, clinic=clinic, fit="auto").pdf()
    assert _ask(desk, ask="handout", spots=[_spot(11)], clinic=words, logo=logo)["pdf"] == made
    _ask(desk, ask="forget-clinic")
    assert list(path.parent.iterdir()) == []


def test_a_file_that_someone_else_wrote_is_neither_replaced_nor_removed(tmp_path: Path) -> None:
    path = tmp_path / "clinic.yaml"
    path.write_text("name: By hand\n", encoding="utf-8")
    desk = Desk(clinic_path=str(path))
    for ask in ("keep-clinic", "forget-clinic"):
        assert "problems" in _ask(desk, ask=ask, clinic={"name": "New"})
    assert path.read_text(encoding="utf-8") == "name: By hand\n" and not path.read_text(encoding="utf-8").startswith(MADE_HERE)


def test_nothing_of_a_patient_stays_with_the_desk() -> None:
    desk = Desk(keeps_files=False)
    name = "Zebedee Quillfeather"
    _ask(desk, ask="handout", spots=[_spot(11)], patient={"name": name})
    said = _ask(desk, ask="start")
    assert name not in json.dumps(said) and name not in repr(vars(desk)["_drafts"])
