"""Pages on their way from other processes: whole again at the other end, also after both sides have forgotten."""

from __future__ import annotations

import pickle

from handouts.layout.frame import Frame, Page, Rect
from handouts.pipeline import workers
from handouts.pipeline.batch import Set


def test_frames_go_over_once_and_pages_come_back_whole() -> None:
    """More frames than a process remembers."""
    shared = [Frame("P", Rect(index, 0, 1, 1)) for index in range(5)]
    packing, unpacking = workers.Packing(), workers.Unpacking()
    forgot = 0
    for turn in range(2 * workers.FRAMES_KEPT):
        own = Frame("P", Rect(turn, turn, 1, 1))
        sent = [Set((Page(10, 10, (*shared, own, own), f"{turn}.1"), Page(10, 10, (), f"{turn}.2")), (1,))]
        parcel = packing.parcel(sent)
        forgot += parcel.afresh
        assert unpacking.sets(pickle.loads(pickle.dumps(parcel))) == sent
        if turn and not parcel.afresh:
            assert [type(frame) for frame in parcel.sets[0][1][0][1]] == [int] * 5 + [Frame, int]
    assert forgot >= 1
