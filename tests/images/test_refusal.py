"""The drawing program refuses a plate whose zone misses its muscle, leaves the body or is too large.

Runs where the drawing program's own requirements are installed (images/draw/requirements.txt); the meshes are not needed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("embreex")
pytest.importorskip("skimage")
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "images" / "draw"))


def plate(muscle_from: int = 40, body_from: int = 10, height: float = 90.0) -> SimpleNamespace:
    """100 x 90 mm at one pixel a mm; muscle and body begin at these columns."""
    target, skin = np.zeros((100, 100), bool), np.zeros((100, 100), bool)
    target[:, muscle_from:], skin[:, body_from:] = True, True
    return SimpleNamespace(
        view=SimpleNamespace(width=100.0, height=height),
        shown={"target": target, "deep": np.zeros_like(target)},
        skin=skin,
        pixels=lambda xy: np.asarray(xy, float)[..., ::-1].astype(int),
    )


def zone(x: float = 60.0, cross: float = 60.0) -> dict:
    ring = [[x + 12 * np.cos(a), 50 + 12 * np.sin(a)] for a in np.linspace(0, 6.2, 40)]
    return {"zones": [{"id": "right", "muscles": ["soleus"], "centre": [x, 50.0], "cross": [cross, 50.0], "outline": ring}]}


def reasons(drawn: SimpleNamespace, data: dict, svg: str = '<path d="M0 0Z"/>') -> str:
    from record import faults

    return "; ".join(faults(drawn, data, svg))


def test_a_zone_on_its_muscle_passes() -> None:
    assert reasons(plate(), zone()) == ""


def test_a_zone_off_its_muscle_is_refused() -> None:
    assert "misses the soleus" in reasons(plate(muscle_from=70), zone())


def test_a_cross_outside_its_zone_is_refused() -> None:
    assert "outside its outline" in reasons(plate(), zone(cross=90))


def test_a_zone_that_leaves_the_body_is_refused() -> None:
    assert "leaves the body outline" in reasons(plate(body_from=55), zone())


def test_a_plate_too_large_or_too_tall_is_refused() -> None:
    assert "more than 120000" in reasons(plate(), zone(), " " * 130_000)
    assert "0.95" in reasons(plate(height=96.0), zone())
