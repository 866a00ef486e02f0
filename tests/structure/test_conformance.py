"""PDF/UA-1 and PDF/A-2a, by veraPDF's rules: every sample passes with no failure, and every way to break one is caught."""

from __future__ import annotations

import mutations
import pytest
import samples
from judging import PROFILES, Judge

from handouts.layout.frame import Document, Frame, Page, Raster, Rect
from handouts.output.paint import paint


def image_page() -> Document:
    frames = tuple(
        Frame("Figure", Rect(30, 30 + 30 * index, 20, 20), (Raster(name, Rect(30, 30 + 30 * index, 20, 20)),), alt=name)
        for index, name in enumerate(("grey-jpeg", "cmyk-jpeg", "clear-png", "palette-png", "bit-png"))
    )
    return Document((Page(200, 300, (*frames, samples.words("P", Rect(30, 200, 100, 15), "Images."))),), "Images", "en")


IMAGES = {
    "grey-jpeg": samples.jpeg(mode="L"),
    "cmyk-jpeg": samples.jpeg(mode="CMYK"),
    "clear-png": samples.png((200, 10, 10, 128), "RGBA"),
    "palette-png": samples.png(3, "P"),
    "bit-png": samples.png(1, "1"),
}


def many_pages(count: int) -> Document:
    pages = (
        Page(
            300,
            400,
            (
                samples.words("P", Rect(30, 30, 200, 15), f"Page {index}."),
                samples.words("H1", Rect(30, 60, 200, 15), "Sheet", bookmark="Sheet"),
            ),
        )
        for index in range(count)
    )
    return Document(pages, "Many", "en")  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    every = "".join(sorted(set("".join(map(chr, range(33, 0x250)))) & set(samples.resources().faces["regular"]._advances)))
    return {
        "everything.pdf": paint(samples.document(), samples.resources()),
        "least.pdf": paint(samples.text_only("Nothing but this."), samples.resources()),
        "odd-title.pdf": paint(
            samples.text_only("x", title="R\u00fccken <&> (links) \\ \u2192 \U0001f4aa", subject="a & b"), samples.resources()
        ),
        "images.pdf": paint(image_page(), samples.resources(images=IMAGES)),
        "many.pdf": paint(many_pages(700), samples.resources()),
        "many-characters.pdf": paint(samples.text_only(*(every[at : at + 30] for at in range(0, len(every), 30))), samples.resources()),
    }


def test_every_sample_passes_both_profiles(judge: Judge, files: dict[str, bytes]) -> None:
    verdicts = judge(files)
    assert set(verdicts) == {(name, profile) for name in files for profile in PROFILES}
    assert [verdict.report for verdict in verdicts.values() if not verdict.passed] == []


def test_every_breakage_is_caught(judge: Judge, files: dict[str, bytes]) -> None:
    whole = files["everything.pdf"]
    cases = {"unbroken.pdf": mutations.broken(whole, lambda pdf: None)}
    cases |= {f"{name}.pdf": mutations.broken(whole, how) for name, how in mutations.BREAKAGES.items()}
    verdicts = judge(cases)
    caught = {name for (name, _), verdict in verdicts.items() if not verdict.passed}
    assert len(mutations.BREAKAGES) >= 13
    assert set(cases) - caught == {"unbroken.pdf"}
