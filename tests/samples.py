"""Documents made by hand that use every role and every item, for the proofs of the painter. No layout is involved."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from handouts.layout.frame import Document, Field, Frame, Page, Picture, Raster, Rect, Run, Shape, TextLine
from handouts.layout.type.fonts import FACE_FILES, Faces, load_faces
from handouts.output.paint import PaintResources

ROOT = Path(__file__).resolve().parents[1]
HEIGHT = 400.0
SPOT_ON_A_WAVE = "A wave rises for the in-breath and falls for the out-breath; a circle marks the pause."


def jpeg(colour: str = "grey", mode: str = "RGB") -> bytes:
    data = BytesIO()
    Image.new(mode, (8, 8), colour).save(data, "JPEG")
    return data.getvalue()


def png(colour: tuple[int, ...] | int, mode: str) -> bytes:
    data = BytesIO()
    Image.new(mode, (8, 6), colour).save(data, "PNG")
    return data.getvalue()


class Wave(NamedTuple):
    """A drawing as the dataset room gives it."""

    view_box: tuple[float, float, float, float] = (0.0, 0.0, 100.0, 50.0)
    paths: tuple[tuple[str, str, str], ...] = (
        ("skin", "skin-edge", "0 25 m 25 0 25 0 50 25 c 75 50 75 50 100 25 c 100 50 l 0 50 l h"),
        ("", "fibre", "10 10 m 90 10 l"),
        ("", "fibre", "10 15 m 90 15 l"),
        ("ink", "", "45 20 m 55 20 l 55 30 l 45 30 l h"),
        ("missing-in-saver", "", "0 0 m 1 0 l 1 1 l h"),
    )


THEME = {
    "skin": ((0.97, 0.93, 0.9), None, 0.0),
    "ink": ((0.2, 0.2, 0.2), None, 0.0),
    "skin-edge": (None, (0.27, 0.24, 0.22), 0.9),
    "fibre": (None, (0.5, 0.2, 0.16), 0.25),
    "missing-in-saver": (None, None, 0.0),
}
PALETTE = {"text": (0.1, 0.1, 0.1), "accent": (0.09, 0.22, 0.42), "paper": (1.0, 1.0, 1.0), "panel": None, "rule": (0.5, 0.5, 0.5)}

_FACES: list[Faces] = []


def resources(**changes: object) -> PaintResources:
    font_bytes = {name: (ROOT / path).read_bytes() for name, path in FACE_FILES.items()}
    if not _FACES:
        _FACES.append(load_faces(lambda path: (ROOT / path).read_bytes(), lambda *_: None))
    made = PaintResources(_FACES[0], font_bytes, {"wave": Wave()}, THEME, PALETTE, {"logo": jpeg()}, 1_700_000_000)
    return made._replace(**changes)


def line(text: str, x: float, baseline: float, face: str = "regular", size: float = 12.0, ink: str = "text") -> TextLine:
    faces = _FACES[0] if _FACES else resources().faces
    return TextLine(x, baseline, faces[face].width_pt(text, size), (Run(text, face, size, ink),))


def box(x: float, y: float, width: float, height: float) -> tuple[tuple[object, ...], ...]:
    return (("m", x, y), ("l", x + width, y), ("l", x + width, y + height), ("l", x, y + height), ("h",))


def words(role: str, rect: Rect, *texts: str, **more: object) -> Frame:
    """A frame of lines 15 points apart."""
    lines = tuple(line(text, rect.x_pt, rect.y_pt + 12 + 15 * index) for index, text in enumerate(texts))
    return Frame(role, rect, lines, **more)  # type: ignore[arg-type]


def _list(top: float, numbering: str, labels: tuple[str, ...]) -> Frame:
    items = []
    for index, label in enumerate(labels):
        y = top + index * 16
        items.append(
            Frame(
                "LI",
                Rect(30, y, 240, 16),
                (),
                (words("Lbl", Rect(30, y, 12, 16), label + " "), words("LBody", Rect(45, y, 220, 16), f"Item {index + 1} of the list. ")),
            )
        )
    return Frame("L", Rect(30, top, 240, 16 * len(labels)), (), tuple(items), numbering=numbering)


def _row(y: float, texts: tuple[str, ...], head: bool = False) -> Frame:
    cells = []
    for index, text in enumerate(texts):
        role, scope = ("TH", "Column") if head else ("TH", "Row") if index == 0 else ("TD", "")
        cells.append(words(role, Rect(30 + 60 * index, y, 60, 16), text, scope=scope))
    return Frame("TR", Rect(30, y, 180, 16), (), tuple(cells))


def _first_page() -> Page:
    heading = Frame(
        "H1",
        Rect(30, 30, 240, 28),
        (line("Upper back, AVAST ", 30, 52, "bold", 22, "accent"),),
        anchor="top",
        bookmark="Upper back",
        source="11:title",
    )
    two_lines = words(
        "P",
        Rect(30, 60, 240, 30),
        "Press slowly; breathe out as you sink (and wait) ",
        "na\u00efve caf\u00e9 \u2013 \u201cquotes\u201d \\ end.",
    )
    link = words("Link", Rect(30, 95, 150, 16), "See the film.", target="https://example.org/film?spot=11&q=a b", alt="Film of spot 11")
    inside = Frame("P", Rect(30, 95, 240, 16), (), (link, words("Link", Rect(185, 95, 80, 30), "to the ", "table", target="#table")))
    rule = Frame("Artifact", Rect(30, 128, 240, 1), (Shape((("m", 30, 128), ("l", 270, 128)), None, "rule", 0.5, (2.0, 1.0)),))
    panel = Frame(
        "Artifact", Rect(25, 130, 250, 60), (Shape(box(25, 130, 250, 60), "panel", None), Shape(box(25, 130, 5, 60), "accent", None))
    )
    window = Rect(30, 240, 100, 50)
    figure = Frame(
        "Figure",
        window,
        (Picture("wave", window, (0, 0, 100, 50)), Shape(box(60, 250, 10, 10), "paper", "accent", 1.0), line("a", 62, 258, size=10)),
        (words("Caption", Rect(30, 292, 100, 16), "Where to press."),),
        alt=SPOT_ON_A_WAVE,
    )
    mirrored_window = Rect(150, 240, 100, 50)
    mirrored = Frame(
        "Figure", mirrored_window, (Picture("wave", mirrored_window, (0, 0, 100, 50), mirrored=True),), alt="The same, mirrored."
    )
    logo = Frame("Figure", Rect(255, 240, 20, 20), (Raster("logo", Rect(255, 240, 20, 20)),), alt="A grey square.")
    lists = (_list(135, "Disc", ("\u2022", "\u2022")), words("H2", Rect(30, 170, 200, 16), "Steps", bookmark="Steps", bookmark_level=1))
    steps = _list(190, "Decimal", ("1.", "2."))
    table = Frame(
        "Table",
        Rect(30, 320, 180, 48),
        (),
        (
            Frame("THead", Rect(30, 320, 180, 16), (), (_row(320, ("Day", "Times", "Ease"), True),)),
            Frame("TBody", Rect(30, 336, 180, 32), (), (_row(336, ("Monday", "3", "4")),), continues="table-body"),
        ),
        anchor="table",
        continues="table",
    )
    footer = Frame("Artifact", Rect(30, 380, 100, 12), (line("page 1", 30, 390, size=10),))
    section = Frame("Sect", Rect(30, 60, 240, 300), (), (two_lines, inside, rule, panel, *lists, steps, figure, mirrored, logo))
    return Page(300.0, HEIGHT, (heading, section, table, footer), label="1")


def _second_page() -> Page:
    repeated = Frame("Artifact", Rect(30, 30, 180, 16), (), (_row(30, ("Day", "Times", "Ease"), True),))
    body = Frame("TBody", Rect(30, 46, 180, 16), (), (_row(46, ("Tuesday", "4", "5")),), continues="table-body")
    table = Frame("Table", Rect(30, 46, 180, 16), (), (body,), continues="table")
    fields = (
        words("P", Rect(30, 100, 100, 16), "Name: "),
        Frame("Form", Rect(130, 98, 120, 18), (Field("name", "Name of the patient", "text", Rect(130, 98, 120, 18)),), alt="Name"),
        words("P", Rect(30, 130, 100, 16), "Done: "),
        Frame("Form", Rect(130, 128, 16, 16), (Field("done", "Done today", "tick", Rect(130, 128, 16, 16)),)),
        Frame("P", Rect(30, 150, 240, 40), (line("Notes: ", 30, 162), Field("name", "Notes", "text", Rect(80, 150, 190, 40), 12.0, True))),
    )
    welsh = words("P", Rect(30, 220, 200, 16), "Gwasg yn araf.", lang="cy")
    spans = Frame(
        "P",
        Rect(30, 250, 200, 16),
        (line("Hold for ", 30, 262),),
        (Frame("Span", Rect(80, 250, 90, 16), (line("ten seconds.", 80, 262, "bold"),)),),
    )
    small = Rect(30, 280, 30, 15)
    figure = Frame("Figure", small, (Picture("wave", small, (0, 0, 100, 50)),), alt="The wave, small.")
    back = words("P", Rect(30, 310, 200, 16), "", anchor="end", bookmark="Back page")
    link = Frame("P", Rect(30, 330, 200, 16), (), (words("Link", Rect(30, 330, 100, 16), "Back to the top", target="#top"),))
    return Page(300.0, HEIGHT, (repeated, table, *fields, welsh, spans, figure, back, link), label="ii")


def document(**changes: object) -> Document:
    """Two pages with everything."""
    made = Document(
        (_first_page(), _second_page()),
        title="Upper back \u2013 spot 11",
        lang="en-GB",
        subject="What to press & how",
        author="A clinic",
        duplex="DuplexFlipShortEdge",
    )
    return made._replace(**changes)


def text_only(*texts: str, **changes: object) -> Document:
    """One page of one paragraph."""
    return Document((Page(300.0, HEIGHT, (words("P", Rect(30, 30, 240, 15 * len(texts)), *texts),)),), "Text", "en")._replace(**changes)
