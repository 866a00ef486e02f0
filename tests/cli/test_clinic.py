"""A clinic's file, a patient's plan and the patient's options, as people type them and as nobody should."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from handouts.cli import main

CLINIC = "name: Riverside Physio\nphone: 01234 567890\nlogo: {logo}\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40">{}</svg>'
RECT = '<rect width="60" height="40" fill="#0b5345"/>'


class Done:
    """What a run said and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """The command within this process, in a folder of its own, with no home and no clinic."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("HANDOUTS_CLINIC", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)

    def go(*words: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["handouts", *words])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return go


def build(run, *words: str) -> Done:  # type: ignore[no-untyped-def]
    return run("build", "--spot", "5", "-o", "x.pdf", "--force", *words)


def text_of(path: Path) -> str:
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from pdf_reading import read_text_lines

    return " ".join(line.text for line in read_text_lines(path.read_bytes()))


def png(size: tuple[int, int], mode: str = "RGB") -> bytes:
    out = BytesIO()
    Image.new(mode, size, 0).save(out, "PNG")
    return out.getvalue()


def png_that_lies(width: int, height: int) -> bytes:
    """A few bytes that say they are a picture of so many pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def test_every_mistake_in_a_clinic_file_at_once(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "c.yaml").write_text(
        'adress: x\naccent: "#ff8800"\npaper: A5\nweb: javascript:alert(1)\nreviewed_on: 3/4/2026\nhours: "a\\u202eb"\n', encoding="utf-8"
    )
    done = build(run, "--clinic", "c.yaml")
    assert done.code == 3 and "c.yaml:6:8: error: the character U+202E may not stand here" in done.err
    text = (tmp_path / "c.yaml").read_text(encoding="utf-8").replace("\\u202e", "")
    (tmp_path / "c.yaml").write_text(text, encoding="utf-8")
    done = build(run, "--clinic", "c.yaml")
    assert done.code == 3 and not (tmp_path / "x.pdf").exists()
    for said in (
        "c.yaml:1:1: error: the key “name” is missing",
        "c.yaml:1:1: error: unknown key “adress”\n  hint: did you mean “address”?",
        "c.yaml:2:9: error: #ff8800 stands out too little for text: 2.2 to 1, and 7 to 1 is wanted",
        'hint: the nearest that passes is "#7f4300"',
        "c.yaml:3:8: error: unknown paper “A5”",
        "c.yaml:4:6: error: “javascript:alert(1)” is not a web address",
        "c.yaml:5:14: error: “3/4/2026” is not a date",
        "reviewed_by and reviewed_on go together",
    ):
        assert said in done.err, done.err


def test_the_hinted_accent_passes_and_is_the_nearest() -> None:
    from handouts.dataset.colour import LIGHT_GROUND, contrast, hexadecimal, nearest_passing, rgb
    from handouts.layout.style import palette

    for text in ("#ff8800", "#ffffff", "#00ff00", "#777777", "#3366ff"):
        found = nearest_passing(rgb(text))
        lighter = tuple(min(1.0, part + 3 / 255) for part in found)
        assert contrast(found, rgb(LIGHT_GROUND)) >= 7 > contrast(lighter, rgb(LIGHT_GROUND)), hexadecimal(found)  # type: ignore[arg-type]
    for ink in ("colour", "grey", "saver"):
        for role in ("panel", "danger-panel"):
            ground = palette(ink)[role]
            assert ground is None or contrast(ground, (0, 0, 0)) >= contrast(rgb(LIGHT_GROUND), (0, 0, 0)) - 0.01


def test_found_by_option_environment_and_config_folder(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "config/handouts").mkdir(parents=True)
    for name, where in (("Config Clinic", "config/handouts/clinic.yaml"), ("Env Clinic", "env.yaml"), ("Option Clinic", "option.yaml")):
        (tmp_path / where).write_text(f"name: {name}\npaper: letter\nemergency: the ward on 4141\n", encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    done = build(run)
    assert done.code == 0 and "Letter" in done.err and "Config Clinic" in text_of(tmp_path / "x.pdf")
    monkeypatch.setenv("HANDOUTS_CLINIC", "env.yaml")
    assert build(run).code == 0 and "Env Clinic" in text_of(tmp_path / "x.pdf")
    done = build(run, "--clinic", "option.yaml", "--paper", "a4")
    assert (
        "A4" in done.err
        and "Call the ward on 4141 now for" in text_of(tmp_path / "x.pdf")
        and "Option Clinic" in text_of(tmp_path / "x.pdf")
    )


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("none.svg", None, "there is no logo none.svg"),
        ("../secret.svg", RECT, "is not a file beside clinic.yaml"),
        ("/etc/passwd", None, "is not a file beside clinic.yaml"),
        ("a.svg", "just text", "is neither SVG nor PNG nor JPEG"),
        ("a.svg", '<!DOCTYPE a [<!ENTITY b "c">]><svg>&b;</svg>', "a document type or entity is not allowed"),
        ("a.svg", SVG.format('<image href="file:///etc/passwd"/>'), "refers to something else"),
        ("a.svg", SVG.format('<rect width="9" height="9" fill="url(#g)"/>'), "the colour “url(#g)” is not supported"),
        ("a.svg", SVG.format('<rect width="9" height="9" opacity=".5"/>'), "opacity is not supported"),
        ("a.svg", SVG.format("<text>x</text>"), "<text> is not supported"),
        ("a.svg", SVG.format("<g>" * 40 + "</g>" * 40), "nested more than"),
        ("a.svg", SVG.format("<rect width='1' height='1'/>" * 6000), "more than 5000 shapes"),
        ("a.svg", SVG.format(""), "nothing is drawn"),
        ("a.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 4">' + RECT + "</svg>", "too flat for a letterhead"),
        ("a.png", png_that_lies(30_000, 30_000), "has 30000 by 30000 pixels"),
        ("a.png", png_that_lies(300, 200), "cannot be read"),
        ("a.png", png((300, 200))[:60], "cannot be read"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(400), "cannot be read"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(3_000_100), "is larger than 3000 kB"),
    ],
)
def test_an_unusable_logo_is_named_and_nothing_else_is_read(run, tmp_path: Path, name: str, data: object, says: str) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "clinic"
    folder.mkdir()
    (tmp_path / "secret.svg").write_text(SVG.format(RECT), encoding="utf-8")
    (folder / "c.yaml").write_text(CLINIC.format(logo=name), encoding="utf-8")
    if isinstance(data, bytes):
        (folder / name).write_bytes(data)
    elif data and "/" not in name:
        (folder / name).write_text(str(data), encoding="utf-8")
    done = build(run, "--clinic", "clinic/c.yaml")
    assert done.code == 4 and says in done.err and "Traceback" not in done.err, done.err
    assert not (tmp_path / "x.pdf").exists()


def test_a_logo_that_leads_out_by_a_link_is_refused(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "clinic"
    folder.mkdir()
    (tmp_path / "secret.svg").write_text(SVG.format(RECT), encoding="utf-8")
    os.symlink(tmp_path / "secret.svg", folder / "a.svg")
    (folder / "c.yaml").write_text(CLINIC.format(logo="a.svg"), encoding="utf-8")
    done = build(run, "--clinic", "clinic/c.yaml")
    assert done.code == 4 and "leads out of the folder" in done.err


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "1", "LA", "I;16"])
def test_logos_of_pixels_of_every_kind_are_printed_and_grey_in_grey(run, tmp_path: Path, mode: str) -> None:  # type: ignore[no-untyped-def]
    import pikepdf

    (tmp_path / "a.png").write_bytes(png((600, 400), mode))
    (tmp_path / "c.yaml").write_text(CLINIC.format(logo="a.png"), encoding="utf-8")
    for ink, space in (("colour", None), ("grey", "/DeviceGray"), ("saver", "/DeviceGray")):
        assert build(run, "--clinic", "c.yaml", "--ink", ink).code == 0
        with pikepdf.open(tmp_path / "x.pdf") as pdf:
            (image,) = [each for each in pdf.pages[0].Resources.XObject.values() if each.Subtype == "/Image"]
            assert space is None or image.ColorSpace == space
            assert abs(int(image.Width) / int(image.Height) - 1.5) < 0.02


def test_a_coarse_logo_is_a_warning(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.png").write_bytes(png((60, 40)))
    (tmp_path / "c.yaml").write_text(CLINIC.format(logo="a.png"), encoding="utf-8")
    done = build(run, "--clinic", "c.yaml")
    assert done.code == 0 and "c.yaml:3:7: warning: the logo a.png has" in done.err and "dots an inch" in done.err


def test_a_drawn_logo_keeps_its_colours_and_is_grey_in_grey(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    from pdf_reading import read_shapes

    (tmp_path / "a.svg").write_text(SVG.format('<g style="fill:#0b5345"><rect width="60" height="40"/></g>'), encoding="utf-8")
    (tmp_path / "c.yaml").write_text(CLINIC.format(logo="a.svg"), encoding="utf-8")
    inks = {}
    for ink in ("colour", "grey"):
        assert build(run, "--clinic", "c.yaml", "--ink", ink).code == 0
        inks[ink] = {tuple(round(part * 255) for part in shape.ink) for shape in read_shapes((tmp_path / "x.pdf").read_bytes())}
    assert (0x0B, 0x53, 0x45) in inks["colour"] and (0x0B, 0x53, 0x45) not in inks["grey"]
    assert all(max(colour) == min(colour) for colour in inks["grey"])


@pytest.mark.parametrize(
    ("field", "value", "code", "says"),
    [
        ("name", "x" * 10_000, 3, "name has 10000 characters; there is room for 90"),
        ("name", "W" * 90, 5, "shorten name in clinic.yaml"),
        ("address", "W" * 80, 5, "the clinic’s address has a word wider than the page"),
        ("name", "Clinic \U0001f600", 4, "U+1F600 (GRINNING FACE) in the clinic’s name"),
        ("logo", '"a\\0b"', 3, "U+0000"),
    ],
)
def test_what_a_letterhead_cannot_hold_is_named(run, tmp_path: Path, field: str, value: str, code: int, says: str) -> None:  # type: ignore[no-untyped-def]
    lines = {"name": "Riverside", field: value}
    (tmp_path / "c.yaml").write_text("".join(f"{key}: {text}\n" for key, text in lines.items()), encoding="utf-8")
    done = build(run, "--clinic", "c.yaml")
    assert done.code == code and says in done.err, done.err


@pytest.mark.parametrize("text", ["<b>Jo</b> & Co", "&amp;", "=1+1", "../../x", "%s {0} {side}", "Zoë Łukasz", "O’Brien-Smith"])
def test_words_are_printed_as_they_were_typed(run, tmp_path: Path, text: str) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "c.yaml").write_text(f"name: '{text}'\n", encoding="utf-8")
    done = build(run, "--clinic", "c.yaml", "--patient", text, "--date", text, "--from", text, "--diary", "back", "--note", text)
    assert done.code == 0, done.err
    assert text_of(tmp_path / "x.pdf").count(text) == 6  # the patient’s name heads the back too
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.yaml", "x.pdf"]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--patient", "x" * 10_000], 2, "--patient has 10000 characters"),
        (["--patient", "a\u202eb", "--from", "c\x07d"], 2, "--patient holds the character U+202E"),
        (["--patient", "a\u202eb", "--from", "c\x07d"], 2, "--from holds the character U+0007"),
        (["--patient", "Jo \U0001f600"], 4, "U+1F600 (GRINNING FACE) in the patient’s name"),
        (["--note", "to → be"], 4, "in the note"),
        (["--note", "n " * 200], 2, "--note has"),
        (["--plan", "none.yaml"], 3, "none.yaml: error: cannot be read"),
        (["--plan", "/dev/zero"], 3, "is not a file"),
        (["--clinic", "/dev/zero"], 3, "is not a file"),
    ],
)
def test_options_that_cannot_be_printed_are_named(run, tmp_path: Path, words: list[str], code: int, says: str) -> None:  # type: ignore[no-untyped-def]
    done = build(run, *words)
    assert done.code == code and says in done.err and "Traceback" not in done.err, done.err
    assert not (tmp_path / "x.pdf").exists()


PLANS = [
    ("spot: 5\ntechniques: [stil-press]", "spot 5 has no technique “stil-press”\n  hint: did you mean “still-press”?"),
    ("doses: {still-press: {seconds: -5}}", "-5 is not from 1 to 300"),
    (
        "doses: {still-press: {seconds: [30, 90]}}",
        "seconds up to 90 is above the sheet’s 30 for still-press",
    ),
    ("doses: {still-press: {minutes: 2}}", "the sheet does not dose still-press by minutes"),
    ("doses: {strum: {count: 5}}", "has a dose but is not on the page"),
    ("days: 29", "29 is not from 1 to 28"),
    ("days: 0", "0 is not from 1 to 28"),
    ("side: up", "unknown side “up”"),
    ("allow: [still-press]", "“still-press” does not name a dose"),
    ("review_on: tomorrow", "“tomorrow” is not a date"),
    ("notes: [" + "x" * 300 + "]", "notes[0] has 300 characters"),
    ("spot: 11", "the plan is for spot 11, not for 5"),
    ("spots: {11: {days: 3}}", "the plan is for spot 11, not for 5"),
    ("spots: [{spot: 5}, {spot: 5}]", "spot 5 stands twice"),
    ("spots: {5: {days: 3}}\ndoses: {still-press: {seconds: 5}}", "doses stands beside spots"),
    ("techniques: [a, b, c, d]", "4 items; 1 to 3 are allowed"),
    ("- a\n- b", "the file must be a mapping"),
]


@pytest.mark.parametrize(("plan", "says"), PLANS, ids=range(len(PLANS)))
def test_a_wrong_plan_is_refused_with_its_place_and_mend(run, tmp_path: Path, plan: str, says: str) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "p.yaml").write_text(plan, encoding="utf-8")
    done = build(run, "--plan", "p.yaml")
    assert done.code == 3 and says in done.err and "p.yaml:" in done.err, done.err


def test_a_plan_is_printed(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "p.yaml").write_text(
        "side: left\ndays: 10\nreview_on: 2026-12-08\nnotes: ['Half of what the sheet says, for now.']\nspots:\n  5:\n"
        "    techniques: [long-stroke]\n    doses: {long-stroke: {pressure: 1, count: [12, 16]}}\n    allow: [long-stroke.count]\n  14:\n",
        encoding="utf-8",
    )
    done = run("build", "--plan", "p.yaml", "--combine", "-o", "x.pdf")
    assert done.code == 0, done.err
    text = " ".join(text_of(tmp_path / "x.pdf").split())
    for said in (
        "Spot 5, left side",
        "Spot 14, left side",
        "12–16 strokes",
        "your clinician’s own dose",
        "Half of what the sheet says, for now.",
    ):
        assert said in text, said
    assert "We will look at this again on 8 December 2026." in text and text.count("your clinician’s own dose") == 1
    assert build(run, "--plan", "p.yaml", "--side", "right").code == 3
    assert build(run, "--plan", "p.yaml", "--diary", "none").code == 0
    text = " ".join(text_of(tmp_path / "x.pdf").split())
    assert "Half of what the sheet says, for now." in text and "Try this for 10 days." in text


def test_pillow_is_not_imported_without_a_logo_of_pixels(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text("name: Riverside\n", encoding="utf-8")
    code = (
        "import sys; from handouts.cli import main; sys.argv=['handouts','build','--spot','5','-o','x.pdf',*sys.argv[1:]]\n"
        "try:\n    main()\nfinally:\n    print([n for n in ('PIL', *map('handouts.dataset.{}'.format, ('clinic', 'plan', 'logo')))"
        " if n in sys.modules])"
    )
    settings = {key: value for key, value in os.environ.items() if not key.startswith(("HANDOUTS", "XDG"))} | {"HOME": str(tmp_path)}
    for words, loaded in (([], "[]"), (["--clinic", "c.yaml"], "['handouts.dataset.clinic']")):
        done = subprocess.run([sys.executable, "-c", code, *words], cwd=tmp_path, env=settings, capture_output=True, text=True, check=False)
        assert done.stdout.strip().splitlines()[-1] == loaded, done.stderr


HOME_CLINIC = (
    "name: Riverside Physio\nphone: 01234 567890\nemergency: 0118 999\n"
    "reviewed_by: A. Smith\nreviewed_on: 2026-11-02\nlogo: not-there.svg\n"
)


def highest_word_pt(path: Path) -> float:
    """How far under the paper's edge the first word of the first page begins."""
    import pypdfium2

    page = pypdfium2.PdfDocument(path.read_bytes())[0]
    text = page.get_textpage()
    tops = [text.get_charbox(at)[3] for at in range(text.count_chars()) if text.get_text_range(at, 1).strip()]
    return float(page.get_height() - max(tops))


@pytest.mark.parametrize("way", ["option", "file"])
def test_without_its_head_the_rest_of_the_clinic_file_counts(run, tmp_path: Path, way: str) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / ".config/handouts").mkdir(parents=True)
    (tmp_path / ".config/handouts/clinic.yaml").write_text(HOME_CLINIC + "letterhead: none\n" * (way == "file"), encoding="utf-8")
    done = build(run, *["--no-clinic-head"] * (way == "option"))
    assert done.code == 0, done.err
    said = text_of(tmp_path / "x.pdf")
    assert "Riverside" not in said and "01234" not in said
    assert "0118 999" in said and "A. Smith" in said


def test_an_empty_clinic_option_is_no_clinic(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / ".config/handouts").mkdir(parents=True)
    (tmp_path / ".config/handouts/clinic.yaml").write_text(HOME_CLINIC.replace("logo: not-there.svg\n", ""), encoding="utf-8")
    assert build(run).code == 0 and "Riverside" in text_of(tmp_path / "x.pdf")
    assert build(run, "--clinic", "").code == 0
    said = text_of(tmp_path / "x.pdf")
    assert "Riverside" not in said and "0118" not in said


@pytest.mark.parametrize(
    "words", [["build", "--spot", "5", "--fit", "auto"], ["build", "--spot", "5", "--large-print"], ["finder"], ["reference"]]
)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_room_is_left_for_the_head_of_preprinted_paper(run, tmp_path: Path, words: list[str], paper: str) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "c.yaml").write_text("name: Riverside Physio\nletterhead: {preprinted_top_mm: 30}\n", encoding="utf-8")
    done = run(*words, "--paper", paper, "--clinic", "c.yaml", "-o", "x.pdf", "--force")
    assert done.code == 0, done.err
    assert "Riverside" not in text_of(tmp_path / "x.pdf")
    from_edge_mm = highest_word_pt(tmp_path / "x.pdf") / 72 * 25.4
    assert 30 <= from_edge_mm < 44


@pytest.mark.parametrize(
    "value", ["{preprinted_top_mm: 9}", "{preprinted_top_mm: 81}", "{preprinted_top_mm: wide}", "{}", "{top: 3}", "nothing", "[]"]
)
def test_a_letterhead_that_cannot_be_is_told_with_its_place(run, tmp_path: Path, value: str) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "c.yaml").write_text(f"name: Riverside Physio\nletterhead: {value}\n", encoding="utf-8")
    done = build(run, "--clinic", "c.yaml")
    assert done.code == 3 and "c.yaml:2:" in done.err
