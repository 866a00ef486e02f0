"""A TrueType font's bytes to the plain data of a face: metrics, advances, kerning by class.

Enters: font bytes. Leaves: lists, dicts, numbers and strings that JSON can carry. Runs when the package is built, and where no compiled
data matches the font file; nothing else imports it, nor fontTools.

Kerning is taken from GPOS only (these faces carry no `kern` table), as in OpenType 1.9, "GPOS: pair adjustment positioning": lookups apply
in order and add up, and within a lookup the first subtable that matches a pair ends the search.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handouts.errors import ResourceError

Pair = tuple[str, str]


def read_font(ttf: bytes) -> dict[str, Any]:
    """Metrics in thousandths of the em; `kerning` as classes, rows by left class, and pairs that differ from their classes."""
    from io import BytesIO

    from fontTools.ttLib import TTFont, TTLibError

    try:
        font = TTFont(BytesIO(ttf), lazy=True)
        em: int = font["head"].unitsPerEm
        # Combining marks are left out: nothing here places them over a letter. `fonts.painted` joins those that have a joined form.
        glyphs: dict[str, str] = {chr(code): glyph for code, glyph in font.getBestCmap().items() if not 0x300 <= code <= 0x36F}
        widths = font["hmtx"].metrics
        name = str(font["name"].getDebugName(6) or "")
        vertical, horizontal = font["OS/2"], font["hhea"]
        lookups = _kern_lookups(font["GPOS"].table) if "GPOS" in font else []
    except (TTLibError, KeyError, AttributeError) as problem:
        raise ResourceError.at(None, f"a font cannot be read: {problem}", "use a static TrueType (.ttf) font") from problem

    def scaled(units: float) -> int:
        return round(units * 1000 / em)

    return {
        "name": name,
        "units_per_em": em,
        "ascent": scaled(horizontal.ascent),
        "descent": scaled(horizontal.descent),
        "cap_height": scaled(vertical.sCapHeight),
        "x_height": scaled(vertical.sxHeight),
        "advances": {char: scaled(widths[glyph][0]) for char, glyph in glyphs.items()},
        "kerning": _classes(lookups, glyphs, 1000 / em),
    }


def _kern_lookups(gpos: Any) -> list[list[Any]]:
    """The pair subtables of the `kern` feature's lookups, in the order of the lookup list (the order in which they apply)."""
    wanted = {index for record in gpos.FeatureList.FeatureRecord if record.FeatureTag == "kern" for index in record.Feature.LookupListIndex}
    lookups: list[list[Any]] = []
    for index in sorted(wanted):
        subtables = [getattr(table, "ExtSubTable", table) for table in gpos.LookupList.Lookup[index].SubTable]
        pairs = [_Subtable(table) for table in subtables if table.LookupType == 2]
        if pairs:
            lookups.append(pairs)
    return lookups


class _Subtable:
    """One PairPos subtable, either format, with its coverage as a set."""

    def __init__(self, table: Any) -> None:
        self.coverage = frozenset(table.Coverage.glyphs)
        self.pairs: dict[Pair, int] | None = None
        if table.Format == 1:
            self.pairs = {
                (left, record.SecondGlyph): _advance(record.Value1)
                for left, pair_set in zip(table.Coverage.glyphs, table.PairSet, strict=True)
                for record in pair_set.PairValueRecord
            }
            return
        self.left: Mapping[str, int] = table.ClassDef1.classDefs
        self.right: Mapping[str, int] = table.ClassDef2.classDefs
        self.values = [[_advance(cell.Value1) for cell in row.Class2Record] for row in table.Class1Record]

    def value(self, left: str, right: str) -> int | None:
        """What this subtable adds after `left`, or None where it does not match and the next one is tried."""
        if left not in self.coverage:
            return None
        if self.pairs is not None:
            return self.pairs.get((left, right))
        return self.values[self.left.get(left, 0)][self.right.get(right, 0)]


def _advance(value: Any) -> int:
    return int(getattr(value, "XAdvance", 0) or 0)


def _kern(lookups: Sequence[Sequence[_Subtable]], left: str, right: str, by_class_only: bool = False) -> int:
    total = 0
    for subtables in lookups:
        for subtable in subtables:
            if by_class_only and subtable.pairs is not None:
                continue
            value = subtable.value(left, right)
            if value is not None:
                total += value
                break
    return total


def _classes(lookups: Sequence[Sequence[_Subtable]], glyphs: Mapping[str, str], scale: float) -> dict[str, Any]:
    """Characters that every class subtable treats alike share a class; pairs named one by one are the exceptions."""
    by_class = [subtable for subtables in lookups for subtable in subtables if subtable.pairs is None]

    def left_kind(glyph: str) -> tuple[int, ...]:
        return tuple(s.left.get(glyph, 0) if glyph in s.coverage else -1 for s in by_class)

    def right_kind(glyph: str) -> tuple[int, ...]:
        return tuple(s.right.get(glyph, 0) for s in by_class)

    left: dict[tuple[int, ...], str] = {(-1,) * len(by_class): ""}
    right: dict[tuple[int, ...], str] = {(0,) * len(by_class): ""}
    chars_of: dict[str, list[str]] = {}
    for char, glyph in glyphs.items():
        left[left_kind(glyph)] = left.get(left_kind(glyph), "") + char
        right[right_kind(glyph)] = right.get(right_kind(glyph), "") + char
        chars_of.setdefault(glyph, []).append(char)
    lefts, rights = list(left.values()), list(right.values())
    rows = [
        [round(scale * _kern(lookups, glyphs[one[0]], glyphs[two[0]], by_class_only=True)) if one and two else 0 for two in rights]
        for one in lefts
    ]
    left_of = {char: index for index, chars in enumerate(lefts) for char in chars}
    right_of = {char: index for index, chars in enumerate(rights) for char in chars}
    exceptions: dict[str, int] = {}
    for subtable in (s for subtables in lookups for s in subtables if s.pairs is not None):
        for one, two in subtable.pairs or ():
            value = round(scale * _kern(lookups, one, two))
            for first in chars_of.get(one, ()):
                for second in chars_of.get(two, ()):
                    if rows[left_of[first]][right_of[second]] != value:
                        exceptions[first + second] = value
    return {"left": lefts, "right": rights, "rows": rows, "exceptions": exceptions}
