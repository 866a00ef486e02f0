"""The few inner lines of the body figures, laid from landmarks by rule.

Enters: landmarks (`body_views.mark`). Leaves: for each figure curves in the millimetres of its view box, and the briefs as outlines.
Every curve is a list of places of the model (x to the subject's left, y to the back, z up),
    smooth through them. Right sides are given and
mirrored for figures seen from the front or the back.
"""

# ruff: noqa: RUF005 - offsets are added to arrays, not joined to them
# fmt: off
from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from body_views import at, mark

HEAD_TOP = 1645.0


def smooth(points, closed: bool = False, step: float = 0.12) -> np.ndarray:
    """A centripetal Catmull-Rom curve through the points."""
    p = np.asarray(points, float)
    p = np.vstack([p[-1], p, p[:2]]) if closed else np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    out = []
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False):
        t1 = max(np.linalg.norm(b - a), 1e-6) ** 0.5
        t2 = t1 + max(np.linalg.norm(c - b), 1e-6) ** 0.5
        t3 = t2 + max(np.linalg.norm(d - c), 1e-6) ** 0.5
        t = np.arange(0, 1, step)[:, None] * (t2 - t1) + t1
        a1, a2, a3 = a + (b - a) * t / t1, b + (c - b) * (t - t1) / (t2 - t1), c + (d - c) * (t - t2) / (t3 - t2)
        b1, b2 = a1 + (a2 - a1) * t / t2, a2 + (a3 - a2) * (t - t1) / (t3 - t1)
        out.append(b1 + (b2 - b1) * (t - t1) / (t2 - t1))
    return np.vstack([*out, p[-2:-1]]) if not closed else np.vstack(out)


def flat(pairs: Iterable[tuple[float, float]], y: float = 0) -> np.ndarray:
    """Places given as x, z."""
    return np.array([(x, y, z) for x, z in pairs], float)


def profile(pairs: Iterable[tuple[float, float]]) -> np.ndarray:
    """Places given as y, z for figures seen from the side."""
    return np.array([(-100, y, z) for y, z in pairs], float)


def both(curves: list[np.ndarray]) -> list[np.ndarray]:
    return [*curves, *(c * [-1, 1, 1] for c in curves)]


def front() -> list[np.ndarray]:
    patella, low, top = mark("patella-centre")[0], mark("patella-lower-edge")[0], mark("patella-top")[0]
    navel = mark("l4-spinous-tip")[0][2] + 12
    fold = mark("axillary-fold-front")
    collar = [mark(f"clavicle-{n}")[0] for n in ("medial-end", "medial-third", "mid", "outer-third")]
    collar[0] = collar[0] + [-4, 0, 4]
    px, pz = patella[0], patella[2]
    right = [
        np.array(collar),
        flat([(-20, 1331), (-30, 1358), (-43, 1390)]),  # the strap of the neck
        flat([(fold[6][0] + 2, fold[6][2] + 34), (fold[6][0] + 8, fold[6][2] - 6)]),  # armpit
        flat([(fold[4][0] + 4, 1206), (-112, 1184), (-78, 1174), (-44, 1180)]),  # under the chest
        flat([(px - 27, pz + 18), (px - 31, pz - 6), (px - 22, low[2] - 4), (px - 4, low[2] - 9)]),  # kneecap
        flat([(px + 24, top[2] + 2), (px + 27, pz - 6), (px + 21, pz - 22)]),
        flat([(px + 26, 300), (px + 20, 255), (px + 11, 205)]),  # inner edge of the calf
        # face
        flat([(-52, 1555), (-38, 1561), (-20, 1556)]),  # brow
        flat([(-48, 1536), (-36, 1541), (-22, 1535)]),  # eye
    ]
    middle = [
        flat([(-4, navel + 7), (0, navel - 5), (5, navel + 7)]),
        flat([(-16, 1490), (-8, 1484), (0, 1487), (8, 1484), (16, 1490)]),  # nose
        flat([(-25, 1462), (-10, 1459), (0, 1461), (10, 1459), (25, 1462)]),  # mouth
        flat([(-10, 1448), (0, 1446), (10, 1448)]),
        flat([(0, 1296), (0, 1240), (0, 1196)]),  # breastbone
    ]
    return both(right) + middle


def back() -> list[np.ndarray]:
    border, tip = mark("scapula-medial-border"), mark("scapula-inferior-angle")[0]
    psis = mark("psis")[0]
    right = [
        np.vstack([border[13:0:-3], [tip + [-6, 0, -12]], [tip + [-26, 0, 4]], [tip + [-34, 0, 34]]]),  # edge of the blade
        flat([(-66, 1303), (-88, 1309), (-112, 1322)]),  # its ridge
        flat([(-172, 1262), (-160, 1222), (-152, 1190)]),  # rear fold of the armpit
        flat([(-209, 1064), (-221, 1057), (-233, 1062)]),  # elbow
        flat([(psis[0] - 5, psis[2] + 5), (psis[0] + 2, psis[2] - 5)]),  # dimples
        flat([(-112, 405), (-88, 397), (-62, 404)]),  # back of the knee
        flat([(-86, 285), (-84, 240), (-78, 205)]),  # between the heads of the calf
        flat([(-84, 70), (-80, 20), (-78, -20)]),  # heel cord
        flat([(-60, 70), (-58, 20), (-55, -20)]),
    ]
    middle = [flat([(0, z) for z in (1330, 1240, 1130, 1030, 950)]), flat([(0, z) for z in (860, 800, 726)])]  # spine, cleft
    return both(right) + middle


def side() -> list[np.ndarray]:
    return [
        profile([(-126, 1349), (-119, 1380), (-92, 1420)]),  # the strap of the neck
        profile([(-121, 404), (-104, 396), (-98, 376), (-106, 358)]),  # kneecap
        profile([(-70, 320), (-58, 230), (-52, 150)]),  # edge of the calf
        profile([(-58, -10), (-48, -26), (-62, -36)]),  # ankle bone
        profile(EAR),
        *_face(),
    ]


def head() -> list[np.ndarray]:
    return [
        *_face(),
        profile(EAR),
        profile([(-96, 1532), (-86, 1539), (-77, 1532), (-77, 1518), (-86, 1502)]),  # rim of the ear
        profile([(-99, 1512), (-93, 1509), (-95, 1502), (-92, 1497)]),
        profile([(-88, 1472), (-70, 1454), (-94, 1418), (-120, 1376), (-128, 1352)])[1:],  # the strap of the neck
        profile([(-71, 1484), (-84, 1460), (-104, 1443), (-132, 1432)]),  # jaw
        profile([(-128, 1352), (-100, 1358), (-72, 1350)]),  # collarbone
    ]


def _face() -> list[np.ndarray]:
    return [
        profile([(-179, 1556), (-165, 1561), (-147, 1552)]),  # brow
        profile([(-172, 1541), (-160, 1543), (-148, 1537)]),  # eye
        profile([(-183, 1497), (-178, 1503), (-172, 1495), (-178, 1489)]),  # nostril
        profile([(-187, 1462), (-176, 1461), (-165, 1457)]),  # mouth
    ]


def sole() -> list[np.ndarray]:
    toeward, inward = np.array([-0.45, -0.893, 0]), np.array([0.893, -0.45, 0])
    heads, arch, heel = mark("ball-of-foot"), mark("arch-middle")[0], mark("heel-back")[0]
    crease = heads + np.array([(8, 14, 0), (0, 14, 0), (0, 14, 0), (0, 13, 0), (4, 12, 0)])
    curves = [crease]
    curves.append(np.array([arch + toeward * t + inward * s for t, s in ((34, 22), (10, 13), (-18, 12))]))
    curves.append(np.array([heel + toeward * t + inward * s for t, s in ((50, -16), (60, 6), (52, 27))]))
    for a, b, length in zip(heads, heads[1:], (42, 40, 34, 30), strict=False):  # between the toes
        web = (a + b) / 2 + [-9, -12, 0]
        curves.append(np.array([web + toeward * t for t in (0, length / 2, length)]))
    return curves


RULES = {"front": front, "back": back, "side": side, "head": head, "sole": sole}


def lines(figure: str) -> list[np.ndarray]:
    """Curves in the figure's millimetres."""
    return [smooth(at(figure, curve)) for curve in RULES[figure]()]


# ---------- cloth and hair -----------------------------------------------------------------------------------------------
def briefs(figure: str) -> np.ndarray | None:
    """Plain briefs, wider than the body: the figure cuts them at its outline."""
    waist, leg = mark("asis")[0][2] - 16, mark("greater-trochanter")[0][2] + 14
    if figure == "front":
        top = [(-230, waist + 12), (-120, waist + 4), (0, waist - 8), (120, waist + 4), (230, waist + 12)]
        below = [(230, leg + 6), (150, leg - 2), (80, 752), (30, 716), (0, 704), (-30, 716), (-80, 752), (-150, leg - 2), (-230, leg + 6)]
    elif figure == "back":
        top = [(-230, waist + 12), (-110, waist + 6), (0, waist + 2), (110, waist + 6), (230, waist + 12)]
        below = [(230, leg + 4), (165, leg - 8), (110, 758), (52, 732), (14, 718), (0, 708), (-14, 718), (-52, 732), (-110, 758),
            (-165, leg - 8), (-230, leg + 4)]
    elif figure == "side":
        top = [(-300, waist - 6), (-130, waist + 6), (-60, waist + 14), (80, waist + 4)]
        below = [(80, 738), (10, 742), (-30, 762), (-80, leg - 4), (-125, leg - 14), (-300, leg - 60)]
    else:
        return None
    make = profile if figure == "side" else flat
    return np.vstack([smooth(at(figure, make(top))), smooth(at(figure, make(below)))])


def hair(figure: str) -> np.ndarray | None:
    """Short hair, wider than the head: the figure cuts it at its outline."""
    top = HEAD_TOP + 60
    if figure == "front":
        line = [(-140, 1535), (-86, 1560), (-82, 1590), (-62, 1606), (-30, 1615), (0, 1618), (30, 1615), (62, 1606), (82, 1590),
            (86, 1560), (140, 1535)]
        ring = [(140, top), (-140, top)]
    elif figure == "back":
        line = [(-140, 1540), (-84, 1516), (-66, 1490), (-44, 1472), (-18, 1466), (0, 1469), (18, 1466), (44, 1472), (66, 1490),
            (84, 1516), (140, 1540)]
        ring = [(140, top), (-140, top)]
    elif figure in ("side", "head"):
        line = [(-190, 1612), (-150, 1606), (-142, 1584), (-128, 1562), (-113, 1540), (-108, 1516), (-98, 1512), (-90, 1530),
            (-72, 1530), (-58, 1496), (-40, 1480), (-22, 1468), (0, 1462), (60, 1460)]
        ring = [(80, top), (-190, top)]
    else:
        return None
    make = profile if figure in ("side", "head") else flat
    return np.vstack([smooth(at(figure, make(line))), at(figure, make(ring))])


EAR = [(-99, 1512), (-102, 1530), (-95, 1544), (-80, 1548), (-69, 1540), (-67, 1523), (-75, 1504), (-84, 1491), (-92, 1488), (-96, 1497)]


def ear(figure: str) -> np.ndarray | None:
    """The ear seen from the side, before the hair."""
    return smooth(at(figure, profile(EAR)), closed=True) if figure in ("side", "head") else None


def eyes(figure: str) -> list[np.ndarray]:
    """The dark of each eye that is seen."""
    turn = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    if figure == "front":
        return [at(figure, flat([(x + 4.2 * np.cos(t), 1535.5 + 4.4 * np.sin(t)) for t in turn])) for x in (-35, 35)]
    if figure in ("side", "head"):
        return [at(figure, profile([(-165 + 2.6 * np.cos(t), 1537 + 4.4 * np.sin(t)) for t in turn]))]
    return []
