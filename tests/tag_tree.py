"""The tag tree of a file as text, one element a line with its attributes and words, for comparison with a tree that a person has read."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

_BLOCKS = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
_PAIRS = re.compile(r"<(\w+)>\s*<(\w+)>")


def unicode_map(font: pikepdf.Dictionary) -> dict[int, str]:
    text = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    return {
        int(code, 16): bytes.fromhex(char).decode("utf-16-be") for block in _BLOCKS.findall(text) for code, char in _PAIRS.findall(block)
    }


class Words:
    """Painted text by page and marked content; `artifact` and `unmarked` hold what has no element."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.by_content: dict[tuple[int, int], str] = {}
        self.artifact: list[str] = []
        self.unmarked: list[str] = []
        for page in pdf.pages:
            self._read(page)

    def _read(self, page: pikepdf.Page) -> None:
        fonts = {name: unicode_map(font) for name, font in page.Resources.Font.items()}
        open_marks: list[int | None] = []
        current: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in {"BDC", "BMC"}:
                properties = operands[1] if name == "BDC" else {}
                open_marks.append(int(properties["/MCID"]) if "/MCID" in properties else None)
            elif name == "EMC":
                open_marks.pop()
            elif name == "Tf":
                current = fonts[str(operands[0])]
            elif name in {"Tj", "TJ"}:
                strings = [part for part in (operands[0] if name == "TJ" else operands) if isinstance(part, pikepdf.String)]
                text = "".join(current[code] for string in strings for code in bytes(string))
                if not open_marks:
                    self.unmarked.append(text)
                elif open_marks[-1] is None:
                    self.artifact.append(text)
                else:
                    key = (page.objgen[0], open_marks[-1])
                    self.by_content[key] = self.by_content.get(key, "") + text


def tag_tree(data: bytes) -> str:
    with pikepdf.open(_stream(data)) as pdf:
        words = Words(pdf)
        lines = list(_lines(pdf.Root.StructTreeRoot.K, words, 0))
        lines.append("artifacts: " + repr(words.artifact))
        assert not words.unmarked
    return "\n".join(lines) + "\n"


def _stream(data: bytes) -> object:
    from io import BytesIO

    return BytesIO(data)


def kids_of(element: pikepdf.Dictionary) -> list[object]:
    kids = element.get("/K", pikepdf.Array())
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _lines(element: pikepdf.Dictionary, words: Words, depth: int) -> Iterator[str]:
    page = element.Pg.objgen[0] if "/Pg" in element else 0
    parts, below = [], []
    for kid in kids_of(element):
        if isinstance(kid, int):
            parts.append(repr(words.by_content.get((page, int(kid)), "")))
        elif "/MCID" in kid:
            parts.append(f"{words.by_content.get((kid.Pg.objgen[0], int(kid.MCID)), '')!r} (another page)")
        elif kid.get("/Type") == "/OBJR":
            parts.append(_annotation(kid.Obj))
        else:
            below.append(kid)
    yield f"{'  ' * depth}- {str(element.S)[1:]}{_attributes(element)}{': ' if parts else ''}{' + '.join(parts)}"
    for kid in below:
        yield from _lines(kid, words, depth + 1)


def _attributes(element: pikepdf.Dictionary) -> str:
    said = []
    if "/Alt" in element:
        said.append(f"alt={str(element.Alt)!r}")
    if "/Lang" in element:
        said.append(f"lang={element.Lang}")
    for key, value in sorted(element.get("/A", {}).items()):
        if key != "/O":
            said.append(f"{key[1:]}={[float(part) for part in value] if isinstance(value, pikepdf.Array) else str(value)[1:]}")
    return f" [{', '.join(said)}]" if said else ""


def _annotation(annotation: pikepdf.Dictionary) -> str:
    if annotation.Subtype == "/Widget":
        return f"<field {annotation.T}: {str(annotation.TU)!r}>"
    goes = str(annotation.A.URI) if "/A" in annotation else "#" + str(annotation.Dest)
    return f"<link {goes}: {str(annotation.Contents)!r}>"
