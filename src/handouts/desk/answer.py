"""What the desk's page may ask, and what it is told: the same for both engines.

Enters: a request, plain JSON with `ask` naming the question. Leaves: plain JSON, with bytes under `pdf` where a sheet was made. What is
wrong comes as `problems`: where (the page's field), the message, the mend in words, and where one can be pressed, mends as buttons. Nothing
is kept but what the dataset holds, and a draft for a minute while a page is loaded again (`held`), in memory only.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from handouts.api import Dataset, Printable
from handouts.choices import PAPERS
from handouts.desk import given, letterhead, today
from handouts.desk.telling import told, told_plainly
from handouts.errors import DatasetError, Diagnostic, HandoutsError, Place

HOLD_S = 60.0
"""A draft outlives a reload, not a coffee break."""
MOST_DRAFTS = 20
MOST_SPOTS = 40
"""More on one order are a mistake."""
MOST_MADE = 400
"""Sheets after which what has been laid out is forgotten, so that a day at the desk needs no more memory than an hour."""
BOOKLETS = ("booklet", "half", "imposed")


class Desk:
    """Answers one page after another. Records and drawings are read once for each language and ink."""

    def __init__(self, folder: str | None = None, keeps_files: bool = True, clinic_path: str | None = None) -> None:
        self.folder = folder
        self.keeps_files = keeps_files
        self.clinic_path = clinic_path
        self.data = Dataset(folder)
        self._drafts: dict[str, tuple[float, Any]] = {}
        self._made = 0
        self._questions: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
            "start": self._start,
            "plate": self._plate,
            "find": self._find,
            "handout": self._handout,
            "sheet": self._sheet,
            "clinic": lambda request: letterhead.judged(request.get("clinic"), request.get("logo")),
            "read-clinic": lambda request: letterhead.read(str(request.get("text") or "")),
            "keep-clinic": self._keep_clinic,
            "forget-clinic": self._forget_clinic,
            "read-list": today.read,
            "check-list": lambda request: today.check(self.data, request),
            "list": self._list,
            "hold": self._hold,
            "held": self._held,
        }

    def answer(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The one door. Never raises for what a request holds."""
        question = self._questions.get(str(request.get("ask")))
        if question is None:
            return {
                "problems": [{"where": "", "message": "This version does not know what the page asked.", "hint": "Load the page again."}]
            }
        try:
            return question(request)
        except HandoutsError as error:
            return {"problems": [told(problem, error) for problem in error.diagnostics]}

    # ---- before anything is chosen

    def _start(self, request: Mapping[str, Any]) -> dict[str, Any]:
        from handouts.desk.start import start

        return {**start(self.data), "clinic": letterhead.kept(self.clinic_path) if self.keeps_files else None}

    def _plate(self, request: Mapping[str, Any]) -> dict[str, Any]:
        number = request.get("spot")
        for spot in self.data.spots:
            if spot.number == number:
                return {"svg": self.data.source.read_bytes(f"images/spots/{spot.figure.plate}.svg").decode("utf-8", "replace")}
        raise DatasetError(Diagnostic(Place("spots"), "there is no such handout", "choose one from the list"))

    def _find(self, request: Mapping[str, Any]) -> dict[str, Any]:
        from handouts.desk.start import found

        return found(str(request.get("query") or "")[:200], self.data, str(request.get("locale") or "en"))

    # ---- sheets

    def _handout(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """One file of the chosen spots in their order."""
        wanted = [given.mapping(spot) for spot in request.get("spots") or ()]
        numbers = [spot.get("number") for spot in wanted]
        if not numbers or len(numbers) > MOST_SPOTS or len(set(map(str, numbers))) < len(numbers):
            raise DatasetError(Diagnostic(Place("spots"), "choose one handout or more, each once"))
        if not all(isinstance(number, int) and not isinstance(number, bool) for number in numbers):
            raise DatasetError(Diagnostic(Place("spots"), "there is no such handout", "choose one from the list"))
        wishes = given.wishes_of(request.get("look"))
        made = self.data.combined(
            [int(number) for number in numbers if number is not None],
            patient=given.patient_of(request.get("patient")),
            clinic=given.clinic_of(request.get("clinic"), request.get("logo"), wishes.get("ink", "colour")),
            plan=given.plan_of(request.get("plan"), wanted),
            **wishes,
        )
        name = made.name if len(numbers) == 1 else "handouts-" + "-".join(f"{number:02d}" for number in numbers) + ".pdf"
        return self._printable(made, name, len(numbers))

    def _sheet(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """A sheet of all spots, a booklet, or the sheet that tests the printer."""
        kind = str(request.get("kind"))
        wishes = given.wishes_of(request.get("look"))
        clinic = given.clinic_of(request.get("clinic"), request.get("logo"), wishes.get("ink", "colour"))
        if kind in BOOKLETS:
            wishes["large_print"] = False
            made = self.data.booklet(half=kind == "half", imposed=kind == "imposed", clinic=clinic, **wishes)
        elif kind == "test":
            wishes["large_print"] = False
            made = self.data.test_sheet(clinic=clinic, **wishes)
        elif kind in ("finder", "reference"):
            made = self.data.sheet(kind, clinic=clinic, **wishes)  # type: ignore[arg-type]
        else:
            raise DatasetError(Diagnostic(Place("kind"), "choose what to make"))
        return self._printable(made, made.name, 1)

    def _list(self, request: Mapping[str, Any]) -> dict[str, Any]:
        said = today.make(self.data, request)
        self._count(said.get("pages", 0))
        return said

    def _printable(self, made: Printable, name: str, count: int) -> dict[str, Any]:
        said = {
            "pdf": made.pdf(),
            "name": name,
            "pages": made.pages,
            "sheets": made.sheets,
            "paper": PAPERS[made.paper].label,
            "flip": made.flip,
            "notices": [told_plainly(notice) for notice in made.notices] + _left_out(made),
        }
        self._count(count)
        return said

    def _count(self, made: int) -> None:
        self._made += made
        if self._made > MOST_MADE:
            self._made = 0
            self.data = Dataset(self.folder)

    # ---- the letterhead

    def _keep_clinic(self, request: Mapping[str, Any]) -> dict[str, Any]:
        if given.clinic_of(request.get("clinic"), request.get("logo")) is None:
            raise DatasetError(Diagnostic(Place("clinic.name"), "the letterhead needs the clinic’s name", "type it first"))
        if not self.keeps_files:
            return {"kept_in_page": {"words": request.get("clinic"), "logo": request.get("logo")}, "said": "Kept in this browser."}
        return letterhead.keep(self.clinic_path, request.get("clinic"), request.get("logo"))

    def _forget_clinic(self, request: Mapping[str, Any]) -> dict[str, Any]:
        if self.keeps_files:
            letterhead.forget(self.clinic_path)
        return {"said": "Forgotten. New sheets have no letterhead."}

    # ---- over a reload

    def _hold(self, request: Mapping[str, Any]) -> dict[str, Any]:
        now = time.monotonic()
        self._drafts = {key: kept for key, kept in self._drafts.items() if now - kept[0] < HOLD_S}
        if len(self._drafts) < MOST_DRAFTS:
            self._drafts[str(request.get("id"))[:80]] = (now, request.get("draft"))
        return {}

    def _held(self, request: Mapping[str, Any]) -> dict[str, Any]:
        kept = self._drafts.pop(str(request.get("id"))[:80], None)
        return {"draft": kept[1] if kept and time.monotonic() - kept[0] < HOLD_S else None}


def _left_out(made: Printable) -> list[dict[str, Any]]:
    """What a page had no room for, all in one notice."""
    if not made.left_out:
        return []
    several = len(made.left_out) > 1
    said = "; ".join(f"spot {number}: {', '.join(names)}" if several else ", ".join(names) for number, names in made.left_out)
    message = f"No room on the pages: {said}." if several else f"No room on the page for {said}."
    return [{"where": "", "message": message, "hint": ""}]
