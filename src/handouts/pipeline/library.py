"""Read and check, the first two steps of every kind of sheet: records, words, typefaces, drawings, a clinic's logo.

Enters: a `DataSource` and what will be shown. Leaves: a `Library` that any number of handouts can be laid out from. Files and fonts are
read here and nowhere later.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from handouts.dataset.load import load_dataset
from handouts.dataset.model import Clinic, Dataset, Plan
from handouts.document.handout import LOGO
from handouts.errors import Diagnostic
from handouts.layout.figures.gallery import Gallery, ThemeRole, read_bodies, read_gallery
from handouts.layout.type.fonts import FACE_FILES, Faces, load_faces
from handouts.layout.type.typeset import Setters
from handouts.pipeline.wanted import Log, Look, silent
from handouts.resources import DataSource

if TYPE_CHECKING:
    from handouts.dataset.logo import Logo


class Library(NamedTuple):
    """Everything read and checked, shared by all sheets of one run."""

    dataset: Dataset
    faces: Faces
    gallery: Gallery
    font_bytes: Mapping[str, bytes]
    warnings: tuple[Diagnostic, ...]
    setters: Setters
    images: Mapping[str, bytes] = {}
    logo: Logo | None = None
    notices: tuple[Diagnostic, ...] = ()
    """What whoever prints should know about the clinic's own file."""


def read_library(
    numbers: tuple[int, ...] | None,
    data: DataSource,
    look: Look,
    log: Log = silent,
    clinic: Clinic | None = None,
    plan: Plan | None = None,
    side: str = "",
    all_bodies: bool = False,
) -> Library:
    """What handouts of these spots rest on (of all, where None); with a clinic its logo, with a plan whether the records allow it.

    `all_bodies`: also the body figures that only a booklet shows. Raises `DatasetError` with every problem of every file, `ResourceError`.
    """
    dataset, warnings = _read_records(numbers, data, look, clinic)
    faces = load_faces(data.read_bytes, data.compiled)
    gallery = read_gallery(dataset.spots, dataset.sources, faces, data, look.ink, all_bodies)
    library = _library(dataset, warnings, faces, gallery, data, log)
    if plan is not None:
        from handouts.dataset.plan import check_plan

        check_plan(plan, dataset.spots, side)
    return with_logo(library, clinic, look.ink)


def read_without_plates(data: DataSource, look: Look, log: Log = silent, clinic: Clinic | None = None) -> Library:
    """What the table and the finder rest on: all records, but of the drawings only the body figures."""
    dataset, warnings = _read_records(None, data, look, clinic)
    faces = load_faces(data.read_bytes, data.compiled)
    library = _library(dataset, warnings, faces, read_bodies(faces, data, look.ink), data, log)
    return with_logo(library, clinic, look.ink)


def _read_records(
    numbers: tuple[int, ...] | None, data: DataSource, look: Look, clinic: Clinic | None
) -> tuple[Dataset, tuple[Diagnostic, ...]]:
    """The records, once it is known that their language has the place."""
    dataset, warnings = load_dataset(data, None if numbers is None else set(numbers), look.language)
    dataset.locale(look.locale, clinic)
    return dataset, warnings


def _library(dataset: Dataset, warnings: tuple[Diagnostic, ...], faces: Faces, gallery: Gallery, data: DataSource, log: Log) -> Library:
    font_bytes = {name: data.read_bytes(file) for name, file in FACE_FILES.items()}
    log("read", f"{len(dataset.spots)} spots, {len(gallery.drawings)} drawings, {len(faces)} faces")
    log("check", f"no errors, {len(warnings)} warnings")
    return Library(dataset, faces, gallery, font_bytes, warnings, Setters(faces), notices=data.notices)


def joined(library: Library, other: Library) -> Library:
    """A library with the spots and drawings of both, which are in one ink and one language. What the first has laid out stays usable."""
    spots = {spot.number: spot for spot in (*library.dataset.spots, *other.dataset.spots)}
    dataset = library.dataset._replace(spots=tuple(spots[number] for number in sorted(spots)))
    mine, theirs = library.gallery, other.gallery
    figures = mine.figures._replace(
        plates={**mine.figures.plates, **theirs.figures.plates}, boxes={**mine.figures.boxes, **theirs.figures.boxes}
    )
    gallery = mine._replace(figures=figures, drawings={**mine.drawings, **theirs.drawings})
    return library._replace(dataset=dataset, gallery=gallery, warnings=(*library.warnings, *other.warnings))


def with_logo(library: Library, clinic: Clinic | None, ink: str) -> Library:
    """The library with the clinic's logo among its pictures, in one ink. Raises `ResourceError`."""
    if clinic is None or not clinic.logo:
        return library
    from handouts.dataset.logo import load_logo

    logo = load_logo(clinic, ink)
    if logo is None:
        return library
    gallery, images = library.gallery, library.images
    if logo.drawing is None:
        images = {**images, LOGO: logo.image}
    else:
        theme = {**gallery.theme, **{role: ThemeRole(*paint) for role, paint in logo.theme.items()}}
        gallery = gallery._replace(drawings={**gallery.drawings, LOGO: logo.drawing}, theme=theme)
    # parts laid for another clinic may hold its logo
    return library._replace(
        gallery=gallery, images=images, logo=logo, setters=Setters(library.faces), notices=(*library.notices, *logo.warnings)
    )


def with_logo_measures(clinic: Clinic | None, library: Library) -> Clinic | None:
    """The clinic with the measures of the logo that was read, so that a letterhead can show it."""
    if clinic is None or library.logo is None:
        return clinic
    return clinic._replace(logo_aspect=library.logo.aspect, logo_view=library.logo.drawing.view_box if library.logo.drawing else None)
