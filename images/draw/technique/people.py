"""The drawings of whole people, all together.

Enters: the modules that draw them. Leaves: `DRAWINGS`, {name: function() -> Pict}.
"""

from __future__ import annotations

import people_helpers
import people_lying
import people_own_hands
import people_upright

DRAWINGS = people_helpers.DRAWINGS | people_upright.DRAWINGS | people_lying.DRAWINGS | people_own_hands.DRAWINGS
