"""The structure tree: what each piece of painted content is, in reading order (ISO 32000-1, 14.7 and 14.8; ISO 14289-1 for all of it).

Enters: frames as the painter opens and closes them. Leaves: structure elements, parent tree and structure root as PDF objects. An element
is written when it is closed, so that a long batch keeps only what is still open; one that `continues` over pages stays open to the end.
"""

from __future__ import annotations

from handouts.layout.frame import Frame
from handouts.output.notation import numbers, reference, text_string
from handouts.output.pdf import PdfFile

ARTIFACT = "Artifact"


class Element:
    """A structure element that is still open."""

    __slots__ = ("entries", "kids", "number", "page", "parent", "role")

    def __init__(self, role: str, number: int, parent: int, entries: str = "") -> None:
        self.role = role
        self.number = number
        self.parent = parent
        self.entries = entries
        self.page = 0
        """The page that marked content belongs to where nothing else is said: the first one met."""
        self.kids: list[str] = []

    def add_content(self, page: int, mcid: int) -> None:
        """A marked-content sequence of a page becomes this element's content (14.7.4.2)."""
        self.page = self.page or page
        self.kids.append(str(mcid) if page == self.page else f"<</Type/MCR/Pg {page} 0 R/MCID {mcid}>>")

    def add_annotation(self, page: int, annotation: int) -> None:
        """An annotation becomes this element's content (14.7.4.3)."""
        self.kids.append(f"<</Type/OBJR/Obj {annotation} 0 R/Pg {page} 0 R>>")


def attributes(frame: Frame, page_height_pt: float) -> str:
    """The entries of an element that come from its frame."""
    entries = ""
    if frame.alt and frame.role == "Figure":
        entries += "/Alt" + text_string(frame.alt)
    if frame.lang:
        entries += "/Lang" + text_string(frame.lang)
    if frame.role == "Figure":  # 14.8.5.4: a figure says which part of the page it covers
        rect = frame.rect
        box = numbers(rect.x_pt, page_height_pt - rect.bottom_pt, rect.right_pt, page_height_pt - rect.y_pt)
        entries += f"/A<</O/Layout/Placement/Block/BBox[{box}]>>"
    elif frame.role == "TH" and frame.scope:  # 14.8.5.7; ISO 14289-1, 7.5
        entries += f"/A<</O/Table/Scope/{frame.scope}>>"
    elif frame.role == "L" and frame.numbering:  # 14.8.5.5; ISO 14289-1, 7.6
        entries += f"/A<</O/List/ListNumbering/{frame.numbering}>>"
    return entries


class StructureTree:
    """Opens and closes elements, and keeps the parent tree: from content and annotations back to their elements (14.7.4.4)."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self.number = file.reserve()
        self._parent_tree = file.reserve()
        self._parents: list[str] = []
        self._continued: dict[str, Element] = {}
        self.root = Element("Document", file.reserve(), self.number)

    def open(self, role: str, parent: Element, entries: str = "", continues: str = "") -> Element:
        """A new element under `parent`, or the one that this continues."""
        if continues and continues in self._continued:
            return self._continued[continues]
        element = Element(role, self._file.reserve(), parent.number, entries)
        parent.kids.append(reference(element.number))
        if continues:
            self._continued[continues] = element
        return element

    def close(self, element: Element) -> None:
        """Write the element. Not to be called for one that continues: `finish` closes those."""
        page = f"/Pg {element.page} 0 R" if element.page else ""
        kids = element.kids[0] if len(element.kids) == 1 else f"[{' '.join(element.kids)}]"
        self._file.put(
            element.number,
            f"<</Type/StructElem/S/{element.role}/P {element.parent} 0 R{page}{element.entries}/K {kids}>>",
        )

    def add_page(self) -> int:
        """The key under which a page's content is found in the parent tree; its elements come with `page_done`."""
        self._parents.append("")
        return len(self._parents) - 1

    def page_done(self, key: int, by_mcid: list[int]) -> None:
        """The elements of a page's marked content, by MCID."""
        elements = self._file.add(f"[{' '.join([reference(element) for element in by_mcid])}]")
        self._parents[key] = reference(elements)

    def add_annotation(self, element: Element) -> int:
        """The key under which an annotation finds its element (its StructParent)."""
        self._parents.append(reference(element.number))
        return len(self._parents) - 1

    def finish(self) -> int:
        """Write what is still open, the parent tree and the root; the root's number."""
        for element in self._continued.values():
            self.close(element)
        self.close(self.root)
        self._file.put(self._parent_tree, _number_tree(self._parents, self._file))
        self._file.put(
            self.number,
            f"<</Type/StructTreeRoot/K {self.root.number} 0 R/ParentTree {self._parent_tree} 0 R/ParentTreeNextKey {len(self._parents)}>>",
        )
        return self.number


def _number_tree(values: list[str], file: PdfFile, leaf: int = 500) -> str:
    """A number tree (7.9.7) of consecutive keys: one node where that is enough, else a row of leaves."""
    if len(values) <= leaf:
        return f"<</Nums[{' '.join([f'{key} {value}' for key, value in enumerate(values)])}]>>"
    kids = []
    for start in range(0, len(values), leaf):
        part = values[start : start + leaf]
        nums = " ".join([f"{start + key} {value}" for key, value in enumerate(part)])
        kids.append(reference(file.add(f"<</Limits[{start} {start + len(part) - 1}]/Nums[{nums}]>>")))
    return f"<</Kids[{' '.join(kids)}]>>"
