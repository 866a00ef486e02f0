"""The same page for other engines: a composed `Handout` as Typst markup and as HTML, with the same words, plate, drawings, table
and QR code.

Two columns, three technique boxes, the diary table and the foot are there in each; the fine work (markers, fit) is not asked of
them, so their page is if anything the easier one. Figures are the same SVG files with the theme's colours written in.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from pathlib import Path

from handouts.document.blocks import Handout, Words


def themed_svg(svg: str, theme: Mapping[str, Mapping[str, object]], unit_pt: float) -> str:
    """Class roles to presentation attributes; line widths from printed points to drawing units."""

    def paint(match: re.Match[str]) -> str:
        fill, stroke, width = "none", "none", 0.0
        for role in match.group(1).split():
            look = theme.get(role, {})
            fill = str(look.get("fill") or fill)
            if look.get("stroke"):
                stroke, width = str(look["stroke"]), float(str(look.get("width_pt") or 0.4)) / unit_pt
        return f'fill="{fill}" stroke="{stroke}" stroke-width="{width:.2f}" fill-rule="evenodd"'

    return re.sub(r'class="([^"]*)"', paint, svg)


def _t(words: Words) -> str:
    """Words as Typst markup."""
    out = []
    for piece in words.text:
        text = re.sub(r"([\\#$*_`<>@\[\]~/-])", r"\\\1", piece.text)
        out.append(f"*{text.strip()}* " if piece.strong and text.strip() else text)
    return "".join(out)


def typst_source(handout: Handout, plate: str, drawings: list[str], qr: str) -> str:
    """One page of Typst."""
    boxes = []
    for box, drawing in zip(handout.techniques, drawings, strict=False):
        steps = "\n".join(f"- {_t(step)}" for step in box.steps)
        low, high = box.dose.pressure
        cells = ", ".join(f"table.cell(fill: {'rgb(23,56,107)' if low <= n <= high else 'white'})[{n}]" for n in range(11))
        boxes.append(
            f'box(stroke: .8pt, inset: 7pt, radius: 4pt)[=== {_t(box.name)}\n{_t(box.who)}\n\n#image("{drawing}", width: 22mm, alt: "drawing")\n{steps}\n'
            f"#table(columns: 11, inset: 2pt, {cells})\n*{_t(box.dose.amount)}* {_t(box.dose.rhythm)}]"
        )

    def bullets(title: Words, items: tuple[Words, ...]) -> str:
        return f"== {_t(title)}\n" + "\n".join(f"- {_t(item)}" for item in items)

    days = ", ".join(f"[{n}]" for n in range(1, 15))
    steps = "\n".join(f"+ {_t(step)}" for step in handout.steps)
    facts = "\n\n".join(_t(words) for words in handout.facts)
    credits = " ".join(_t(words) for words in handout.foot.credits)
    return f"""#set document(title: "{handout.title.plain()}")
#set page("a4", margin: 12.5mm)
#set text(font: "Atkinson Hyperlegible Next", size: 10pt, lang: "en")
#set par(leading: .4em)
= {_t(handout.title)}
{_t(handout.subtitle)}

*{handout.message.plain()}*
#grid(columns: (70mm, 1fr), gutter: 12pt,
  image("{plate}", width: 70mm, alt: "plate"), [== {_t(handout.find_heading)}
{steps}

{facts}])
#grid(columns: (1fr, 1fr, 1fr), gutter: 8pt, {", ".join(boxes)})
#grid(columns: (1fr, 1fr), gutter: 12pt, [{bullets(handout.feels.heading, handout.feels.items)}], [{bullets(handout.stop.heading, handout.stop.items)}])
#block(stroke: 1pt, inset: 7pt)[{bullets(handout.ask_first.heading, handout.ask_first.items)}
#grid(columns: (1fr, 1fr), [{bullets(handout.help_now.heading, handout.help_now.items)}], [{bullets(handout.help_soon.heading, handout.help_soon.items)}])]
== My plan
#grid(columns: (1fr, 21mm), gutter: 12pt, table(columns: 15, [Day], {days}, [Before], {"[], " * 14} [After], {"[], " * 14}), image("{qr}", width: 20mm, alt: "QR"))
{_t(handout.foot.evidence)} {_t(handout.foot.address_words)} {credits}
"""


def html_source(handout: Handout, plate: str, drawings: list[str], qr: str, font_folder: str) -> str:
    """One page of HTML and CSS."""

    def h(words: Words) -> str:
        return "".join(f"<b>{html.escape(p.text)}</b>" if p.strong else html.escape(p.text) for p in words.text)

    def bullets(title: Words, items: tuple[Words, ...]) -> str:
        return f"<h2>{h(title)}</h2><ul>" + "".join(f"<li>{h(item)}</li>" for item in items) + "</ul>"

    boxes = []
    for box, drawing in zip(handout.techniques, drawings, strict=False):
        low, high = box.dose.pressure
        cells = "".join(f"<td class={'on' if low <= n <= high else 'off'}>{n}</td>" for n in range(11))
        steps = "".join(f"<li>{h(step)}</li>" for step in box.steps)
        boxes.append(
            f'<div class=box><h3>{h(box.name)}</h3><p>{h(box.who)}</p><img src="{drawing}" width=83 alt="drawing"><ul>{steps}</ul>'
            f"<table><tr>{cells}</tr></table><p><b>{h(box.dose.amount)}</b> {h(box.dose.rhythm)}</p></div>"
        )
    days = "".join(f"<th>{n}</th>" for n in range(1, 15))
    blank = "<td></td>" * 14
    return f"""<!doctype html><html lang=en><head><title>{handout.title.plain()}</title><style>
@font-face {{ font-family: A; src: url("{font_folder}/AtkinsonHyperlegibleNext-Regular.ttf") }}
@font-face {{ font-family: A; font-weight: bold; src: url("{font_folder}/AtkinsonHyperlegibleNext-Bold.ttf") }}
@page {{ size: A4; margin: 12.5mm }} body {{ font: 10pt/1.2 A }} h1, h2, h3, p, ul, ol {{ margin: 2pt 0 }}
.row {{ display: flex; gap: 10pt }} .row > * {{ flex: 1 }} .box {{ border: .8pt solid; padding: 6pt }} .on {{ background: #17386b; color: #fff }}
table {{ border-collapse: collapse }} td, th {{ border: .5pt solid; padding: 1pt 3pt }}</style></head><body>
<h1>{h(handout.title)}</h1><p>{h(handout.subtitle)}</p><p><b>{h(handout.message)}</b></p>
<div class=row><img src="{plate}" style="width:70mm;flex:none" alt="plate"><div><h2>{h(handout.find_heading)}</h2><ol>
{"".join(f"<li>{h(step)}</li>" for step in handout.steps)}</ol>{"".join(f"<p>{h(words)}</p>" for words in handout.facts)}</div></div>
<div class=row>{"".join(boxes)}</div>
<div class=row><div>{bullets(handout.feels.heading, handout.feels.items)}</div><div>{bullets(handout.stop.heading, handout.stop.items)}</div></div>
<div class=box>{bullets(handout.ask_first.heading, handout.ask_first.items)}<div class=row><div>{bullets(handout.help_now.heading, handout.help_now.items)}</div>
<div>{bullets(handout.help_soon.heading, handout.help_soon.items)}</div></div></div>
<h2>My plan</h2><div class=row><table><tr><th>Day</th>{days}</tr><tr><th>Before</th>{blank}</tr><tr><th>After</th>{blank}</tr></table>
<img src="{qr}" style="width:20mm;flex:none" alt="QR"></div>
<p>{h(handout.foot.evidence)} {h(handout.foot.address_words)} {"".join(h(words) for words in handout.foot.credits)}</p></body></html>"""


def write_inputs(folder: Path, handout: Handout, svgs: Mapping[str, str], font_folder: Path) -> None:
    """page.typ, page.html and their pictures into `folder`."""
    for name, svg in svgs.items():
        (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
    drawings = [f"{box.drawing}.svg" for box in handout.techniques]
    plate = f"{handout.plate.plate}.svg"
    (folder / "page.typ").write_text(typst_source(handout, plate, drawings, "qr.svg"), encoding="utf-8")
    (folder / "page.html").write_text(html_source(handout, plate, drawings, "qr.svg", font_folder.as_posix()), encoding="utf-8")
