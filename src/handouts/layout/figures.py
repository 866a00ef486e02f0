"""What layout needs of the drawings of one run: plates with their landmarks, body figures, regions, view boxes.

Enters: the spots to be printed and where files are read from. Leaves: `Figures`. Only the drawings that these spots show are read.
"""

from __future__ import annotations
