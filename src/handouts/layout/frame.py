"""The finished answer of layout: frames of placed items, in points, in reading order.

Enters: nothing. Leaves: plain values that the painter draws as they stand, imposition moves about, and tests read as numbers.
The origin is the top left corner of the page, y grows downwards; the painter alone knows that PDF counts from the bottom.

Values are NamedTuples rather than dataclasses: the `dataclasses` module and its class building cost 30 to 40 ms of a cold start
(a quarter of `handouts build --spot 11`) and give nothing here that a typed tuple does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Union


class Rect(NamedTuple):
    """A rectangle in points: left, top, width, height."""

    x_pt: float
    y_pt: float
    width_pt: float
    height_pt: float

    @property
    def right_pt(self) -> float:
        return self.x_pt + self.width_pt

    @property
    def bottom_pt(self) -> float:
        return self.y_pt + self.height_pt


class Run(NamedTuple):
    """Characters of one face, size and ink. `ink` names a role of the page's palette, never a colour."""

    text: str
    face: str = "regular"
    size_pt: float = 12.0
    ink: str = "text"


class TextLine(NamedTuple):
    """One line of text. Every line but a paragraph's last ends in a real space, so that words stay apart when extracted."""

    x_pt: float
    baseline_pt: float
    width_pt: float
    runs: tuple[Run, ...]


class Shape(NamedTuple):
    """A path, filled, stroked or both. Segments: ("m", x, y) ("l", x, y) ("c", x1, y1, x2, y2, x3, y3) ("h",); even-odd."""

    path: tuple[tuple[object, ...], ...]
    fill: str | None = None
    stroke: str | None = None
    line_width_pt: float = 0.0
    dash_pt: tuple[float, ...] = ()


class Picture(NamedTuple):
    """A window on a vector drawing. `view` is the part of the drawing seen in the window, in the drawing's own units."""

    drawing: str
    window: Rect
    view: tuple[float, float, float, float]
    mirrored: bool = False
    scale_lines: float = 1.0
    """Line widths of the theme are multiplied by this: large print draws heavier lines."""


class Raster(NamedTuple):
    """A photograph or logo of pixels, aspect already kept. `image` is a key of the document's `images`."""

    image: str
    window: Rect


class Field(NamedTuple):
    """A fillable form field over a ruled blank. `kind` is text or tick."""

    name: str
    label: str
    kind: str
    window: Rect
    size_pt: float = 12.0
    multiline: bool = False


Item = Union[TextLine, Shape, Picture, Raster, Field]


class Frame(NamedTuple):
    """One structure element and what is placed for it.

    `role` is a standard structure type of PDF 1.7 (ISO 32000-1, 14.8.4): Document, Sect, Div, H1..H3, P, L, LI, Lbl, LBody, Figure,
    Caption, Table, THead, TBody, TR, TH, TD, TOC, TOCI, Link, Form, Span; or Artifact for what is only decoration. Items are painted
    before children; reading order is the order of the tree.
    """

    role: str
    rect: Rect
    items: tuple[Item, ...] = ()
    children: tuple[Frame, ...] = ()
    alt: str = ""
    """What a screen reader says for a Figure or a Form field."""
    lang: str = ""
    scope: str = ""
    """Of a TH: Column, Row or Both."""
    numbering: str = ""
    """Of an L: Decimal, Disc or None."""
    target: str = ""
    """Of a Link: an address, or `#name` of a destination in the document."""
    anchor: str = ""
    """The name by which links and bookmarks find this frame."""
    bookmark: str = ""
    """The title in the outline; `bookmark_level` counts from 0."""
    bookmark_level: int = 0
    continues: str = ""
    """A key shared by the parts of one element that runs over several pages (a table): they become one element."""
    source: str = ""
    """The field that the words came from (`11-upper-back:find[2].text`), for messages and for tests."""


class Page(NamedTuple):
    """One page as it is read; on an imposed sheet several of these stand side by side."""

    width_pt: float
    height_pt: float
    frames: tuple[Frame, ...]
    label: str = ""
    """The folio as printed and as the reader's page label."""


class Part(NamedTuple):
    """One page of an imposed document: the side of a sheet that it stands on (from 0), and its frames there."""

    side: int
    frames: tuple[Frame, ...]


class Document(NamedTuple):
    """All that the painter needs: pages in order, and what the file says of itself."""

    pages: tuple[Page, ...]
    title: str
    lang: str
    subject: str = ""
    author: str = ""
    theme: str = "colour"
    duplex: str = ""
    """Hint to the printer: "", DuplexFlipShortEdge or DuplexFlipLongEdge."""
    filled_in: bool = False
    """Whether it holds words of a patient or a plan: another handout does not take its place unasked."""
    parts: tuple[Part, ...] = ()
    """Of an imposed document: the pages in reading order, each on its side. `pages` are then the sides, in the order of printing."""


def every_frame(frames: Sequence[Frame]) -> Iterator[Frame]:
    """These frames and all that lies in them, in reading order."""
    for frame in frames:
        yield frame
        yield from every_frame(frame.children)


def moved(frame: Frame, dx_pt: float, dy_pt: float) -> Frame:
    """The same frame, its items and children, somewhere else."""
    if not dx_pt and not dy_pt:
        return frame
    return frame._replace(
        rect=frame.rect._replace(x_pt=frame.rect.x_pt + dx_pt, y_pt=frame.rect.y_pt + dy_pt),
        items=tuple(_moved_item(item, dx_pt, dy_pt) for item in frame.items),
        children=tuple(moved(child, dx_pt, dy_pt) for child in frame.children),
    )


def _moved_item(item: Item, dx_pt: float, dy_pt: float) -> Item:
    if isinstance(item, TextLine):
        x_pt, baseline_pt, width_pt, runs = item
        return TextLine(x_pt + dx_pt, baseline_pt + dy_pt, width_pt, runs)
    if isinstance(item, Shape):
        path, fill, stroke, line_width_pt, dash_pt = item
        return Shape(tuple([_moved_segment(segment, dx_pt, dy_pt) for segment in path]), fill, stroke, line_width_pt, dash_pt)
    window = item.window
    return item._replace(window=window._replace(x_pt=window.x_pt + dx_pt, y_pt=window.y_pt + dy_pt))


def _moved_segment(segment: tuple[object, ...], dx_pt: float, dy_pt: float) -> tuple[object, ...]:
    if len(segment) == 3:
        kind, x_pt, y_pt = segment
        return (kind, x_pt + dx_pt, y_pt + dy_pt)  # type: ignore[operator]
    kind, *places = segment
    return (kind, *[place + (dy_pt if index % 2 else dx_pt) for index, place in enumerate(places)])  # type: ignore[operator]
