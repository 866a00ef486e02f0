"""What the desk's page may ask, and what it is told: the same for both engines.

Enters: a request, plain JSON with `ask` naming the question. Leaves: plain JSON, with bytes under `pdf` where a sheet was made. What is
wrong comes as `problems`: where (the page's field), the message, the mend in words, and where one can be pressed, mends as buttons. Nothing
is kept but what the dataset holds, and a draft for a minute while a page is loaded again (`held`), in memory only.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from handouts import build
from handouts.dataset.model import Clinic
from handouts.desk import given
from handouts.errors import DatasetError, Diagnostic, FitError, HandoutsError, Place
from handouts.resources import DataSource

HOLD_S = 60.0
"""A draft outlives a reload, not a coffee break."""
MOST_DRAFTS = 20
MOST_SPOTS = 40
"""More on one order are a mistake."""
MOST_MADE = 400
"""Sheets after which what has been laid out is forgotten, so that a day at the desk needs no more memory than an hour."""
SHEETS = ("finder", "reference")
BOOKLETS = ("booklet", "half", "imposed", "test")
PAPER_NAMES = {"a4": "A4", "letter": "Letter", "a3": "A3", "tabloid": "Tabloid", "a5": "A5", "half-letter": "half Letter"}
EDGES = {"DuplexFlipLongEdge": "long", "DuplexFlipShortEdge": "short"}
FIELD_NAMES = {
    "patient.name": "The patient’s name",
    "patient.date": "The date",
    "patient.clinician": "The clinician’s name",
    "patient.note": "The note",
    "plan.days": "Days",
    "plan.review_on": "“Look again on”",
}


class Desk:
    """Answers one page after another. Records and drawings are read once for each language and ink."""

    def __init__(self, folder: str | None = None, keeps_files: bool = True, clinic_path: str | None = None) -> None:
        self.data = DataSource(folder)
        self.keeps_files = keeps_files
        self.clinic_path = clinic_path
        self._libraries: dict[tuple[str, str], build.Library] = {}
        self._shelves: dict[tuple[str, str], Any] = {}
        self._search: dict[str, Any] = {}
        self._drafts: dict[str, tuple[float, Any]] = {}
        self._made = 0

    def answer(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The one door. Never raises for what a request holds."""
        questions: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
            "start": self._start,
            "plate": self._plate,
            "find": self._find,
            "handout": self._handout,
            "sheet": self._sheet,
            "clinic": self._clinic,
            "read-clinic": self._read_clinic,
            "keep-clinic": self._keep_clinic,
            "forget-clinic": self._forget_clinic,
            "read-list": self._read_list,
            "check-list": self._check_list,
            "list": self._list,
            "hold": self._hold,
            "held": self._held,
        }
        question = questions.get(str(request.get("ask")))
        if question is None:
            return {
                "problems": [
                    {"where": "", "message": "The page asked something that this version does not know.", "hint": "Load the page again."}
                ]
            }
        try:
            return question(request)
        except HandoutsError as error:
            return {"problems": [told(problem, error) for problem in error.diagnostics]}

    # ---- before anything is chosen

    def _start(self, request: Mapping[str, Any]) -> dict[str, Any]:
        from handouts.desk.start import start

        said = start(self.library(build.Look()), self.data)
        return {**said, "clinic": self._kept_clinic()}

    def _plate(self, request: Mapping[str, Any]) -> dict[str, Any]:
        spot = self._spot(request.get("spot"))
        return {"svg": self.data.read_bytes(f"images/spots/{spot.figure.plate}.svg").decode("utf-8", "replace")}

    def _find(self, request: Mapping[str, Any]) -> dict[str, Any]:
        from handouts.desk.start import found

        return found(str(request.get("query") or "")[:200], self.library(build.Look()), self.data, self._search)

    # ---- sheets

    def library(self, look: build.Look) -> build.Library:
        """All spots in one language and ink."""
        key = (look.locale.split("-")[0], look.ink)
        if key not in self._libraries:
            self._libraries[key] = build.read(None, self.data, build.Look(ink=look.ink, locale=key[0]))
        return self._libraries[key]

    def _dressed(self, look: build.Look, clinic: Clinic | None, logo: Any) -> build.Library:
        library = self.library(look)
        if clinic is None or not clinic.logo:
            return library
        from handouts.desk.logos import library_with_logo

        return library_with_logo(library, clinic, logo, look.ink)

    def _count(self, made: int) -> None:
        self._made += made
        if self._made > MOST_MADE:
            self._made = 0
            self._libraries.clear()
            self._shelves.clear()

    def _spot(self, number: Any) -> Any:
        for spot in self.library(build.Look()).dataset.spots:
            if spot.number == number:
                return spot
        raise DatasetError(Diagnostic(Place("spots"), "There is no such handout.", "Choose one from the list."))

    def _handout(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """One file of the chosen spots in their order."""
        look = self._look(request)
        wanted = [spot for spot in request.get("spots") or () if isinstance(spot, Mapping)]
        numbers = [self._spot(spot.get("number")).number for spot in wanted]
        if not numbers or len(numbers) > MOST_SPOTS or len(set(numbers)) < len(numbers):
            raise DatasetError(Diagnostic(Place("spots"), "Choose one handout or more, each once."))
        patient = given.patient_of(request.get("patient"))
        clinic = given.clinic_of(request.get("clinic"), request.get("logo"))
        plan = given.plan_of(request.get("plan"), wanted)
        library = self._dressed(look, clinic, request.get("logo"))
        if plan is not None:
            from handouts.dataset.plan import check_plan

            check_plan(plan, [library.dataset.spot(number) for number in numbers], "")
        jobs = [build.Job(number, look, "", patient, clinic, plan) for number in numbers]
        laid = tuple(build.lay_out(job, library) for job in jobs)
        document = build.document_of(laid, jobs[0])
        pdf = build.paint(document, library, jobs[0], max(part.spot.written for part in laid))
        self._count(len(laid))
        name = build.file_name(laid[0].spot) if len(laid) == 1 else "handouts-" + "-".join(f"{number:02d}" for number in numbers) + ".pdf"
        return {
            "pdf": pdf,
            "name": name,
            "pages": sum(len(part.pages) for part in laid),
            "sheets": build.sheets(laid),
            "paper": PAPER_NAMES[look.paper],
            "flip": EDGES.get(document.duplex, ""),
            "notices": [told_plainly(notice) for notice in library.notices],
        }

    def _sheet(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """A sheet of all spots, or the booklet."""
        kind = str(request.get("kind"))
        if kind in SHEETS:
            return self._sheet_of_all(kind, request)
        if kind in BOOKLETS:
            return self._booklet(kind, request)
        raise DatasetError(Diagnostic(Place("kind"), "Choose what to make."))

    def _sheet_of_all(self, kind: str, request: Mapping[str, Any]) -> dict[str, Any]:
        from handouts import sheets

        papers = ("a4", "letter", "a3", "tabloid") if kind == "finder" else ("a4", "letter")
        look = self._look(request, papers)
        clinic = given.clinic_of(request.get("clinic"), request.get("logo"))
        key = ("sheet", look.ink)
        if key not in self._shelves:
            self._shelves[key] = sheets.read(self.data, build.Look(ink=look.ink, locale=look.locale))
        library = self._shelves[key]
        if clinic is not None and clinic.logo:
            from handouts.desk.logos import library_with_logo

            library = library_with_logo(library, clinic, request.get("logo"), look.ink)
        laid = sheets.lay_out(kind, library, look, clinic)
        pdf = sheets.paint(laid, library, look, clinic)
        pages = len(laid.pages)
        return {
            "pdf": pdf,
            "name": f"perfect-spots-{kind}-{look.paper}.pdf",
            "pages": pages,
            "sheets": -(-pages // 2) if pages > 1 else 1,
            "paper": PAPER_NAMES[look.paper],
            "flip": EDGES.get(sheets.duplex(laid), ""),
            "notices": [told_plainly(notice) for notice in library.notices],
        }

    def _booklet(self, kind: str, request: Mapping[str, Any]) -> dict[str, Any]:
        from handouts import booklet

        look = self._look(request)._replace(large_print=False)
        clinic = given.clinic_of(request.get("clinic"), request.get("logo"))
        wish = booklet.Wish(half=kind == "half", imposed=kind == "imposed")
        key = ("booklet", look.ink)
        if key not in self._shelves:
            self._shelves[key] = booklet.read(self.data, booklet.Wish(), build.Look(ink=look.ink, locale=look.locale))
        shelf = self._shelves[key]
        if clinic is not None and clinic.logo:
            from handouts.desk.logos import library_with_logo

            shelf = shelf._replace(library=library_with_logo(shelf.library, clinic, request.get("logo"), look.ink))
        made = booklet.make_test_sheet(shelf, look) if kind == "test" else booklet.make(shelf, wish, look, clinic)
        trim = booklet.HALVES[look.paper] if kind == "half" else look.paper
        return {
            "pdf": booklet.paint(made, shelf, look, clinic),
            "name": f"perfect-spots-{'printer-test' if kind == 'test' else 'booklet'}-{trim}{'-imposed' if kind == 'imposed' else ''}.pdf",
            "pages": made.pages,
            "sheets": made.sheets,
            "paper": PAPER_NAMES[trim],
            "flip": EDGES.get(made.document.duplex, ""),
            "notices": [
                {"message": f"Spot {number}: the page has no room for {', '.join(names)}.", "hint": "The small booklet shows every way."}
                for number, names in made.left_out
            ],
        }

    def _look(self, request: Mapping[str, Any], papers: tuple[str, ...] = ("a4", "letter")) -> build.Look:
        return given.look_of(request.get("look"), self.library(build.Look()).dataset.locales, papers)

    # ---- the letterhead

    def _clinic(self, request: Mapping[str, Any]) -> dict[str, Any]:
        from handouts.desk import letterhead

        clinic = given.clinic_of(request.get("clinic"), request.get("logo"))
        return letterhead.judged(clinic, request.get("clinic"), request.get("logo"))

    def _read_clinic(self, request: Mapping[str, Any]) -> dict[str, Any]:
        from handouts.desk import letterhead

        return letterhead.read(str(request.get("text") or ""))

    def _keep_clinic(self, request: Mapping[str, Any]) -> dict[str, Any]:
        from handouts.desk import letterhead

        clinic = given.clinic_of(request.get("clinic"), request.get("logo"))
        if clinic is None:
            raise DatasetError(Diagnostic(Place("clinic.name"), "The letterhead needs the clinic’s name.", "Type it first."))
        if not self.keeps_files:
            return {"kept_in_page": {"words": request.get("clinic"), "logo": request.get("logo")}, "said": "Kept in this browser."}
        return letterhead.keep(self.clinic_path, request.get("clinic"), request.get("logo"))

    def _forget_clinic(self, request: Mapping[str, Any]) -> dict[str, Any]:
        from handouts.desk import letterhead

        if self.keeps_files:
            letterhead.forget(self.clinic_path)
        return {"said": "Forgotten. New sheets have no letterhead."}

    def _kept_clinic(self) -> dict[str, Any] | None:
        if not self.keeps_files:
            return None
        from handouts.desk import letterhead

        return letterhead.kept(self.clinic_path)

    # ---- today's list

    def _read_list(self, request: Mapping[str, Any]) -> dict[str, Any]:
        from handouts.desk import today

        return today.read(request)

    def _check_list(self, request: Mapping[str, Any]) -> dict[str, Any]:
        from handouts.desk import today

        return today.check(self, request)

    def _list(self, request: Mapping[str, Any]) -> dict[str, Any]:
        from handouts.desk import today

        said = today.make(self, request)
        self._count(len(request.get("rows") or ()))
        return said

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


def told_plainly(problem: Diagnostic) -> dict[str, Any]:
    """A message for people at a desk: the field by its name on the page, no file, no option."""
    where = str(problem.place or "")
    message = problem.message
    if where in FIELD_NAMES:
        message = f"{FIELD_NAMES[where]} {message}"
    return {"where": where, "message": sentence(message), "hint": "" if "--" in problem.hint else sentence(problem.hint)}


def told(problem: Diagnostic, error: HandoutsError) -> dict[str, Any]:
    """The same, with buttons that mend what can be mended at the desk."""
    said = told_plainly(problem)
    if isinstance(error, FitError):
        said["where"] = ""
        said["message"] = "This is too long for one side of paper at a size that everyone can read."
        said["hint"] = "Choose one:"
        said["mends"] = [
            {"label": "Diary on the back", "set": {"look.diary": "back"}},
            {"label": "No note", "set": {"patient.note": ""}},
            {"label": "Large print, more sides", "set": {"look.large_print": "yes"}},
        ]
    return said


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".?!:”" else ".")


def all_told(problems: Iterable[Diagnostic], error: HandoutsError) -> list[dict[str, Any]]:
    """Several."""
    return [told(problem, error) for problem in problems]
