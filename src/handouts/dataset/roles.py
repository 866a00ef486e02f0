"""What a drawing may hold: the roles of its paths (docs/figures.md) and its bounds.

Enters: nothing. Leaves: names and numbers that both readers of drawings share.
"""

from __future__ import annotations

MOST_BYTES = 2_000_000
MOST_DEPTH = 30
MOST_PATHS = 5000

_FILL_NAMES = (
    "skin bone context deep target cloth hair prop ball tissue skin-shade bone-shade context-shade deep-shade "
    "target-shade cloth-shade hair-shade prop-shade ball-shade tissue-shade hand hand-shade ink muscle-ink nail cord arrow"
)
FILL_ROLES = frozenset(_FILL_NAMES.split())
LINE_ROLES = frozenset(
    [
        "skin-edge",
        "body-edge",
        "skin-line",
        "bone-edge",
        "bone-line",
        "context-edge",
        "context-line",
        "deep-edge",
        "deep-line",
        "target-edge",
        "target-line",
        "fibre",
        "context-fibre",
        "deep-fibre",
        "hand-edge",
        "hand-line",
        "prop-edge",
        "nail-edge",
        "cloth-edge",
        "cloth-line",
        "hair-edge",
        "ball-edge",
        "tissue-edge",
        "cord-edge",
    ]
)

Path = tuple[str, str, str]
"""Fill role or "", line role or "", operators."""
