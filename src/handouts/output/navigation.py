"""Ways through the file: destinations, links, outline, page labels (ISO 32000-1, 12.3, 12.4.2 and 12.5.6.5).

Enters: where anchored frames stand, and the bookmarks in order. Leaves: entries of the catalog.
"""

from __future__ import annotations

from typing import NamedTuple

from handouts.layout.frame import Frame, TextLine
from handouts.output.notation import number, numbers, text_string
from handouts.output.pdf import PdfFile

_AS_THEY_STAND = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'*+,;=%")


class Bookmark(NamedTuple):
    """One line of the outline."""

    title: str
    level: int
    destination: str


class Navigation:
    """What the pages have said so far of where things are."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._anchors: dict[str, str] = {}
        self._wanted: set[str] = set()
        self._bookmarks: list[Bookmark] = []
        self._labels: list[str] = []

    def add_page(self, label: str) -> None:
        """The next page and its folio."""
        self._labels.append(label)

    def add_frame(self, frame: Frame, page: int, page_height: float) -> None:
        """Remember where an anchored or bookmarked frame stands. Of anchors with one name the first counts."""
        place = f"[{page} 0 R/XYZ {numbers(max(0.0, frame.rect.x_pt - 10), min(page_height, page_height - frame.rect.y_pt + 10))} null]"
        if frame.anchor:
            self._anchors.setdefault(frame.anchor, place)
        if frame.bookmark:
            self._bookmarks.append(Bookmark(frame.bookmark, frame.bookmark_level, place))

    def link(self, frame: Frame, page: int, page_height: float, struct_parent: int) -> int:
        """The annotation of a link (ISO 14289-1, 7.18.5: with Contents); printed like the page (PDF/A-2, 6.3.2)."""
        rect = frame.rect
        box = numbers(rect.x_pt, page_height - rect.bottom_pt, rect.right_pt, page_height - rect.y_pt)
        if frame.target.startswith("#"):
            self._wanted.add(frame.target[1:])
            goes = f"/Dest{text_string(frame.target[1:])}"
        else:
            goes = f"/A<</S/URI/URI({_address(frame.target)})>>"
        words = frame.alt or said(frame).strip() or frame.target
        return self._file.add(
            f"<</Type/Annot/Subtype/Link/Rect[{box}]{_quads(frame, page_height)}/Border[0 0 0]/F 4/P {page} 0 R"
            f"/StructParent {struct_parent}/Contents{text_string(words)}{goes}>>"
        )

    def finish(self) -> str:
        """The catalog's entries."""
        missing = sorted(self._wanted - self._anchors.keys())
        if missing:
            raise ValueError(f"links to places that no page has: {', '.join(missing)}")
        return self._names() + self._outline() + page_labels(self._labels)

    def _names(self) -> str:
        if not self._anchors:
            return ""
        # a name tree is sorted by the bytes of its keys (7.9.6)
        names = sorted((name.encode("utf-16-be") if not name.isascii() else name.encode(), name) for name in self._anchors)
        pairs = " ".join([f"{text_string(name)} {self._anchors[name]}" for _, name in names])
        return f"/Names<</Dests {self._file.add(f'<</Names[{pairs}]>>')} 0 R>>"

    def _outline(self) -> str:
        if not self._bookmarks:
            return ""
        root = self._file.reserve()
        count = len(self._bookmarks)
        own = [self._file.reserve() for _ in range(count)]
        parents: list[int] = []
        kids: dict[int, list[int]] = {}
        open_above: list[int] = []
        depths: list[int] = []
        for index, bookmark in enumerate(self._bookmarks):
            while open_above and depths[-1] >= bookmark.level:
                open_above.pop()
                depths.pop()
            parent = open_above[-1] if open_above else -1
            parents.append(parent)
            kids.setdefault(parent, []).append(index)
            open_above.append(index)
            depths.append(bookmark.level)
        for siblings in kids.values():
            for place, index in enumerate(siblings):
                parent = parents[index]
                entries = f"/Title{text_string(self._bookmarks[index].title)}/Parent {own[parent] if parent >= 0 else root} 0 R"
                entries += f"/Dest{self._bookmarks[index].destination}"
                if place:
                    entries += f"/Prev {own[siblings[place - 1]]} 0 R"
                if place + 1 < len(siblings):
                    entries += f"/Next {own[siblings[place + 1]]} 0 R"
                below = kids.get(index)
                if below:  # closed: a negative count of what opening would show
                    entries += f"/First {own[below[0]]} 0 R/Last {own[below[-1]]} 0 R/Count -{len(below)}"
                self._file.put(own[index], f"<<{entries}>>")
        top = kids[-1]
        self._file.put(root, f"<</Type/Outlines/First {own[top[0]]} 0 R/Last {own[top[-1]]} 0 R/Count {len(top)}>>")
        return f"/Outlines {root} 0 R" + ("/PageMode/UseOutlines" if count > 1 else "")


def said(frame: Frame) -> str:
    """The words painted in a frame and below it."""
    own = "".join([run.text for item in frame.items if isinstance(item, TextLine) for run in item.runs])
    return own + "".join([said(child) for child in frame.children])


def page_labels(labels: list[str]) -> str:
    """The folios as the reader shows them: rows of consecutive numbers, anything else as it is written (12.4.2)."""
    if not any(labels):
        return ""
    nums = []
    expected = ""
    for index, label in enumerate(labels):
        written = label or str(index + 1)
        if written != expected:
            style = f"/S/D/St {int(written)}" if _is_count(written) else f"/P{text_string(written)}"
            nums.append(f"{index}<<{style}>>")
        expected = str(int(written) + 1) if _is_count(written) else ""
    return f"/PageLabels<</Nums[{' '.join(nums)}]>>"


def _is_count(label: str) -> bool:
    return label.isascii() and label.isdigit() and not label.startswith("0")


def _address(target: str) -> str:
    """A URI in ASCII (12.6.4.7); what may not stand in one is percent-encoded."""
    parts = [chr(byte) if byte in _AS_THEY_STAND else f"%{byte:02X}" for byte in target.encode()]
    return "".join(parts).replace("\\", "%5C")


def _quads(frame: Frame, page_height: float) -> str:
    """A link that runs over a line's end is active on its words only."""
    lines = [item for item in frame.items if isinstance(item, TextLine)]
    if len(lines) < 2:
        return ""
    quads = []
    for line in lines:
        size = max([run.size_pt for run in line.runs], default=0.0)
        base = page_height - line.baseline_pt
        low, high = max(base - 0.25 * size, page_height - frame.rect.bottom_pt), min(base + 0.85 * size, page_height - frame.rect.y_pt)
        left, right = max(line.x_pt, frame.rect.x_pt), min(line.x_pt + line.width_pt, frame.rect.right_pt)
        quads.append(" ".join([number(value) for value in (left, high, right, high, left, low, right, low)]))
    return f"/QuadPoints[{' '.join(quads)}]"
