"""The desk's answers inside a browser: what `worker.js` calls once Python runs there.

Enters: a request as JSON text. Leaves: the answer as JSON text, and the bytes of a sheet or None.
"""

from __future__ import annotations

import json

from handouts.desk.answer import Desk

_desk = Desk(keeps_files=False)


def answered(text: str) -> tuple[str, bytes | None]:
    """One request."""
    said = _desk.answer(json.loads(text))
    sheet = said.pop("pdf", None)
    return json.dumps(said), sheet
