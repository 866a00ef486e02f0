"""Paragraphs: every word once and in order, no line too wide, the best breaks of all, exact widths."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path

import pytest

from handouts.errors import ResourceError
from handouts.layout.type.breaks import WEAK_WORDS
from handouts.layout.type.fonts import Face, load_faces
from handouts.layout.type.text import (
    break_paragraph,
    cap_baseline_pt,
    count_lines,
    overflow_pt,
    set_lines,
)

ROOT = Path(__file__).parents[2]
BREATH = (
    "Lie on your back and let the ball sink in under the sore place beside your spine. Breathe out and wait until it eases. "
    "Roll a little way up, then stop again where it is tender. Nothing you do here should make you hold your breath."
)
MEASURES = (90, 130, 163.5, 220, 300, 410, 523)


@pytest.fixture(scope="module")
def faces() -> dict[str, Face]:
    return load_faces(lambda path: (ROOT / path).read_bytes(), lambda *_: None)


def plain(text, face="regular", ink="text"):
    return [(text, face, ink)]


def texts(lines):
    return [line.text for line in lines]


def painted_width(runs, faces, size_pt):
    """The width of runs as painted, the space at the line's end left out."""
    *before, (text, face, _) = runs
    width = sum(faces[name].width_units(words) for words, name, _ in before)
    return (width + faces[face].width_units(text.removesuffix(" "))) * size_pt / 1000


def greedy(words, room, measure):
    lines = []
    for word in words:
        if lines and measure(" ".join([*lines[-1], word])) <= room:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [" ".join(line) for line in lines]


def raggedness(lines, room, measure):
    return sum((room - measure(line)) ** 2 for line in lines[:-1])


@pytest.mark.parametrize("width_pt", MEASURES)
def test_every_word_once_and_in_order_and_no_line_too_wide(faces, width_pt):
    lines = break_paragraph(plain(BREATH), width_pt, 12, faces)
    assert "".join(texts(lines)) == BREATH
    for line in lines:
        assert line.width_pt == pytest.approx(painted_width(line.runs, faces, 12))
        assert line.width_pt <= width_pt + 1e-6
        assert line.overflow_pt == 0


def test_each_line_but_the_last_ends_in_one_space(faces):
    lines = break_paragraph(plain("  " + BREATH + " \n"), 150, 12, faces)
    assert all(line.text.endswith(" ") and not line.text.endswith("  ") for line in lines[:-1])
    assert lines[-1].text.endswith("breath.")


@pytest.mark.parametrize("width_pt", MEASURES)
def test_no_more_lines_than_greedy_breaking(faces, width_pt):
    lines = break_paragraph(plain(BREATH), width_pt, 12, faces)
    naive = greedy(BREATH.split(), width_pt, lambda text: faces["regular"].width_pt(text, 12))
    assert len(lines) == len(naive)


@pytest.mark.parametrize("width_pt", [1, 15, 34, *MEASURES])
def test_lines_are_counted_without_being_set(faces, width_pt):
    for runs in (plain(BREATH), plain("12 sternocleidomastoid"), plain("sterno\u00adcleido\u00admastoid"), plain("Spot 11 at page 4"), []):
        assert count_lines(runs, width_pt, 12, faces) == len(break_paragraph(runs, width_pt, 12, faces))


STRONG = (
    "Press gently here using both thumbs, hold still, breathe out slowly, wait longer, press once again, feel sore muscle soften, "
    "rest both hands, stand up slowly, walk about"
)
"""No word of it leans on the next, so that only the looks of its lines count."""


def test_no_word_of_the_sample_leans_on_the_next() -> None:
    assert WEAK_WORDS.isdisjoint(STRONG.replace(",", "").lower().split())


@pytest.mark.parametrize("width_pt", [*range(100, 320, 20)])
def test_no_more_ragged_than_greedy_breaking(faces, width_pt):
    def measure(line):
        return faces["regular"].width_pt(line, 12)

    words = [line.strip() for line in texts(break_paragraph(plain(STRONG), width_pt, 12, faces))]
    naive = greedy(STRONG.split(), width_pt, measure)
    if measure(naive[-1]) < 0.3 * width_pt:
        assert measure(words[-1]) >= measure(naive[-1]), "a last line so short is mended at the cost of the others"
    else:
        assert raggedness(words, width_pt, measure) <= raggedness(naive, width_pt, measure) + 1e-6


@pytest.mark.parametrize("width_pt", [110, 120, 130])
def test_the_breaks_are_the_best_of_all(faces, width_pt):
    words = STRONG.split()[:14]
    sentence, size_pt = " ".join(words), 12

    def measure(line):
        return faces["regular"].width_pt(line, size_pt)

    ways = []
    for count in range(1, len(words) + 1):
        for cuts in combinations(range(1, len(words)), count - 1):
            ends = [0, *cuts, len(words)]
            lines = [" ".join(words[a:b]) for a, b in pairwise(ends)]
            if all(measure(line) <= width_pt for line in lines) and measure(lines[-1]) >= 0.3 * width_pt:
                ways.append((len(lines), raggedness(lines, width_pt, measure), lines))
        if ways:
            break
    chosen = [line.strip() for line in texts(break_paragraph(plain(sentence), width_pt, size_pt, faces))]
    assert len(ways) > 3
    assert chosen == min(ways)[2]


def test_no_short_word_stands_alone_on_the_last_line(faces):
    text = "Hold it there and breathe out as you go on"
    alone = faces["regular"].width_pt("Hold it there and breathe out as you go", 12) + 0.1
    lines = break_paragraph(plain(text), alone, 12, faces)
    assert len(lines) == 2
    assert len(lines[-1].text.split()) > 1


def test_an_orphan_that_cannot_be_helped_is_set(faces):
    lines = break_paragraph(plain("Sternocleidomastoid on"), faces["regular"].width_pt("Sternocleidomastoid", 12) + 1, 12, faces)
    assert texts(lines) == ["Sternocleidomastoid ", "on"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Do this each day for 2 weeks and then see", "2 weeks"),
        ("Do this each day for about 1½ minutes and then see", "1½ minutes"),
        ("Then hold it still for 20–60 seconds and rest", "20–60 seconds"),
        ("This is the place named Spot 11 on your sheet", "Spot 11"),
        ("Then squeeze it gently 3 × 10 and rest a while", "3 × 10"),
        ("Then squeeze it gently (5 times) and rest a while", "(5 times)"),
        ("Then squeeze the edge – not the bone itself – hard", "edge –"),
        ("Call this number at once: 020\u00a07946\u00a00000 for help", "020 7946 0000"),
        ("Ask at the desk for Dr\u00a0Jones and for Mr\u202fSmith too", "Dr Jones"),
        ("Ask at the desk for a well\u2011known book about it", "well-known"),
    ],
)
def test_what_belongs_together_stays_on_one_line(faces, text, kept):
    widest = faces["regular"].width_pt(text.replace("\u2011", "-"), 12)
    for width_pt in range(95, int(widest) + 2, 3):
        lines = break_paragraph(plain(text), width_pt, 12, faces)
        assert sum(kept in line.text for line in lines) == 1, (width_pt, texts(lines))
        assert overflow_pt(lines) == 0


def test_glue_gives_way_before_a_line_overflows(faces):
    width_pt = faces["regular"].width_pt("sternocleidomastoid", 12) + 1
    lines = break_paragraph(plain("12 sternocleidomastoid"), width_pt, 12, faces)
    assert texts(lines) == ["12 ", "sternocleidomastoid"]
    assert overflow_pt(lines) == 0


def test_lines_seldom_end_in_a_word_that_leans_on_the_next(faces):
    """Far less often than where each line is simply filled."""

    def measure(line):
        return faces["regular"].width_pt(line, 12)

    def weak_ends(broken):
        return sum(line.split()[-1].lower() in WEAK_WORDS for lines in broken for line in lines)

    widths_pt = range(120, 420, 10)
    minded = weak_ends(texts(break_paragraph(plain(BREATH), width_pt, 12, faces)) for width_pt in widths_pt)
    unminded = weak_ends(greedy(BREATH.split(), width_pt, measure) for width_pt in widths_pt)
    assert minded < unminded * 0.6


def test_a_word_too_wide_is_set_whole_and_reported(faces):
    lines = break_paragraph(plain("Your sternocleidomastoid hurts"), 50, 12, faces)
    assert "".join(texts(lines)) == "Your sternocleidomastoid hurts"
    wide = next(line for line in lines if "sterno" in line.text)
    assert wide.overflow_pt == pytest.approx(faces["regular"].width_pt("sternocleidomastoid", 12) - 50)
    assert overflow_pt(lines) == wide.overflow_pt


def test_lines_may_end_after_a_hyphen_a_dash_or_a_slash_inside_words(faces):
    for text, head in [("shoulder-blade", "shoulder-"), ("neck/shoulder", "neck/"), ("neck—shoulder", "neck—")]:
        lines = break_paragraph(plain(text), faces["regular"].width_pt(head, 12) + 3, 12, faces)
        assert lines[0].text == head
        assert "".join(texts(lines)) == text


def test_ranges_and_short_forms_are_never_broken(faces):
    for text in ("20–60", "T5-T6", "7/10", "L-5", "-5", "a-", "–"):
        assert texts(break_paragraph(plain(text), 1, 12, faces)) == [text]


def test_a_soft_hyphen_shows_only_where_the_line_ends(faces):
    face = faces["regular"]
    text = "sterno\u00adcleido\u00admastoid"
    assert texts(break_paragraph(plain(text), 500, 12, faces)) == ["sternocleidomastoid"]
    lines = break_paragraph(plain(text), face.width_pt("sternocleido-", 12) + 0.01, 12, faces)
    assert texts(lines) == ["sternocleido-", "mastoid"]
    assert lines[0].width_pt == pytest.approx(face.width_pt("sternocleido-", 12))
    no_room_for_it = break_paragraph(plain(text), face.width_pt("sternocleido-", 12) - 0.01, 12, faces)
    assert texts(no_room_for_it) == ["sterno-", "cleido-", "mastoid"]


def test_pieces_of_one_face_and_ink_become_one_run(faces):
    runs = [("Press ", "regular", "text"), ("here", "regular", "text"), (" now", "bold", "accent"), (".", "bold", "accent")]
    (line,) = break_paragraph(runs, 500, 12, faces)
    assert line.runs == (("Press here", "regular", "text"), (" now.", "bold", "accent"))


def test_a_word_in_two_weights_is_not_broken(faces):
    runs = [("Do not press on the ", "regular", "text"), ("spine", "bold", "text"), (".", "regular", "text")]
    for width_pt in range(40, 180, 5):
        lines = break_paragraph(runs, width_pt, 12, faces)
        assert lines[-1].text.endswith("spine.")


def test_widths_are_the_painted_ones_across_faces_and_kerning(faces):
    runs = [
        ("AVA To", "regular", "text"),
        ("Ta W", "bold", "text"),
        ("AV, ", "bold", "accent"),
        ("Yes, Po. ", "regular", "text"),
        ("T A", "regular", "text"),
    ]
    for width_pt in (30, 50, 80, 400):
        for line in break_paragraph(runs, width_pt, 10.5, faces):
            assert line.width_pt == pytest.approx(painted_width(line.runs, faces, 10.5))


def test_balanced_headings(faces):
    text = "For an ache between the spine and the shoulder blade"
    width_pt = faces["bold"].width_pt(text, 22) * 0.8
    ragged = break_paragraph(plain(text, "bold"), width_pt, 22, faces)
    level = break_paragraph(plain(text, "bold"), width_pt, 22, faces, balanced=True)
    assert len(ragged) == len(level) == 2
    assert abs(level[0].width_pt - level[1].width_pt) <= abs(ragged[0].width_pt - ragged[1].width_pt)
    assert abs(level[0].width_pt - level[1].width_pt) < width_pt / 4


def test_lines_are_placed_by_baseline_and_aligned_by_painted_width(faces):
    lines = break_paragraph(plain(BREATH), 150, 12, faces)
    left = set_lines(lines, 40, 100, 12, 14.4, 150)
    assert [line.baseline_pt for line in left[:3]] == pytest.approx([100, 114.4, 128.8])
    assert all(line.x_pt == 40 for line in left)
    assert all(run.size_pt == 12 and run.face == "regular" and run.ink == "text" for line in left for run in line.runs)
    right = set_lines(lines, 40, 100, 12, 14.4, 150, "right")
    assert all(line.x_pt + line.width_pt == pytest.approx(190) for line in right)
    centred = set_lines(lines, 40, 100, 12, 14.4, 150, "centre")
    assert all(line.x_pt + line.width_pt / 2 == pytest.approx(115) for line in centred)


def test_baselines_within_the_leading(faces):
    face = faces["regular"]
    assert cap_baseline_pt(face, 12, 14.4) == pytest.approx(7.2 + 0.334 * 12)


def test_nothing_sets_as_nothing(faces):
    for runs in ([], plain(""), plain(" \n "), plain("\u00ad"), [("", "regular", "text"), (" ", "bold", "text")]):
        assert break_paragraph(runs, 100, 12, faces) == ()


def test_one_line_where_one_line_will_do(faces):
    width_pt = faces["bold"].width_pt("Stop if it burns", 12)
    assert len(break_paragraph(plain("Stop if it burns", "bold"), width_pt, 12, faces)) == 1


def test_a_character_without_a_glyph_is_refused(faces):
    with pytest.raises(ResourceError, match=r"U\+2192"):
        break_paragraph(plain("press → here"), 100, 12, faces)


def test_words_are_measured_once(faces, monkeypatch):
    runs = plain("Measured once, whatever the size or measure of the page")
    break_paragraph(runs, 100, 12, faces)
    monkeypatch.setattr(Face, "_measure", None)
    assert break_paragraph(runs, 140, 13.5, faces)
