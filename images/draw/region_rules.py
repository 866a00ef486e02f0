"""Where each named pain area lies: one rule for each figure that shows it, from landmarks and the outline of the skin.

Enters: landmarks (`body_views.mark`). Leaves: `RULES`: figure -> region -> outline before it is cut at the body's edge.
Outlines of the front and back figures are places (out from the midline, up) of the right half in mm of the model; `MID` regions are
mirrored to one area, the others give a left and a right one. Those of the side figures are places (back, up). `ARM` and `TRUNK`
say which part of the body may hold an area.
"""

# ruff: noqa: RUF005 - offsets are added to arrays, not joined to them
# fmt: off
from __future__ import annotations

import numpy as np
from body_views import at, camera, mark

MID = {"head-top", "head-back", "forehead", "teeth", "throat", "neck-back", "abdomen", "upper-back", "between-shoulder-blades",
    "low-back", "tailbone"}
ARM = {"elbow", "forearm", "wrist", "hand"}
TRUNK = {"low-back", "abdomen", "hip-side", "buttock", "lower-buttock", "thigh-side", "groin", "hamstrings", "thigh-lower-half"}

Place = tuple[float, float]


JOINTS = (("humeral-head-outer",), ("lateral-epicondyle", "medial-epicondyle"), ("radial-styloid", "ulnar-head"))


def out(name: str, index: int = 0) -> Place:
    """A landmark as (out from the midline, up)."""
    x, _, z = mark(name)[index]
    return (abs(x), z)


def level(name: str) -> float:
    return float(mark(name)[0][2])


def row(name: str) -> np.ndarray:
    """A landmark that is a line, as rows of (out, up)."""
    return np.abs(mark(name)[:, [0, 2]])


def tube(start: Place, end: Place, half: float, first: float = 0.0, last: float = 1.0) -> list[Place]:
    """A band square to a limb's axis, from one share of its length to another, `half` to either side."""
    a, b = np.array(start, float), np.array(end, float)
    across = np.array([a[1] - b[1], b[0] - a[0]]) / np.linalg.norm(b - a) * half
    p, q = a + (b - a) * first, a + (b - a) * last
    return [tuple(v) for v in (p + across, q + across, q - across, p - across)]


def arms(shoulder: Place, elbow: Place, wrist: Place, tip: Place) -> dict[str, list[Place]]:
    """The areas of an arm, square to its bones."""
    return {
        "upper-arm": tube(shoulder, elbow, 75, 0.24, 0.86),
        "elbow": tube(shoulder, elbow, 75, 0.84, 1.0)[:1] + tube(elbow, wrist, 75, 0, 0.2)[1:3] + tube(shoulder, elbow, 75, 0.87,
            1.0)[3:],
        "forearm": tube(elbow, wrist, 75, 0.18, 0.87),
        "wrist": tube(elbow, wrist, 75, 0.86, 1.1),
        "hand": tube(wrist, tip, 95, 0.11, 1.1),
    }


def seen(figure: str, points) -> list[Place]:
    """Places of the model as a figure shows them, counted like the rules."""
    cam = camera(figure)
    return [(abs(x - cam.w / 2), cam.c[2] + cam.h / 2 - y) for x, y in at(figure, points)]


def _arms_upright() -> dict[str, list[Place]]:
    shoulder, elbow, wrist = (tuple(np.mean([seen("back", mark(n))[0] for n in names], axis=0)) for names in JOINTS)
    found = arms(shoulder, elbow, wrist, (wrist[0] + 29, wrist[1] - 155))
    band = found["upper-arm"]
    found["upper-arm"] = [(182, 1256), (240, 1246), band[1], band[2], (130, 1150), (150, 1204)]
    return found


def _limbs() -> dict[str, list[Place]]:
    """What front and back share."""
    hip, top = out("greater-trochanter"), level("iliac-crest-top")
    return {
        "hip-side": [(132, top - 28), (185, top - 50), (195, hip[1]), (190, hip[1] - 48), (152, hip[1] - 44), (149, hip[1] + 20),
            (138, hip[1] + 88)],
        "thigh-side": [(146, hip[1] - 58), (195, hip[1] - 58), (190, 560), (150, 430), (117, 428), (130, 520), (142, 620)],
    } | _arms_upright()


def front() -> dict[str, list[Place]]:
    notch, collar = level("sternal-notch"), row("clavicle-mid-lower-edge")[0]
    outer, fold = row("clavicle-outer-third-lower-edge")[0], row("axillary-fold-front")
    asis, patella, low = out("asis"), out("patella-centre"), out("patella-lower-edge")
    tubercle, shin = out("tibial-tuberosity"), row("tibia-anterior-border")
    heads = seen("front", mark("ball-of-foot"))
    toe = seen("front", mark("metatarsal-head-1") + [[-2, -8, 0], [-20, -44, -8]])
    kx, kz = patella
    return _limbs() | {
        "head-top": [(0, 1665), (75, 1665), (76, 1614), (44, 1622), (0, 1627)],
        "forehead": [(0, 1614), (38, 1610), (60, 1594), (59, 1574), (38, 1567), (0, 1563)],
        "temple": [(65, 1600), (92, 1592), (92, 1560), (85, 1530), (66, 1536), (61, 1562)],
        "face-side": [(86, 1526), (60, 1524), (28, 1512), (26, 1486), (36, 1466), (58, 1472), (74, 1500)],
        "jaw": [(90, 1500), (72, 1496), (56, 1466), (36, 1444), (6, 1438), (6, 1414), (36, 1408), (66, 1430), (88, 1462)],
        "teeth": [(0, 1480), (22, 1476), (31, 1461), (22, 1445), (0, 1441)],
        "throat": [(0, 1408), (27, 1406), (28, 1372), (16, notch + 14), (0, notch + 6)],
        "neck-side": [(34, 1414), (60, 1425), (66, 1400), (96, 1374), (104, 1356), (70, 1344), (30, 1338), (34, 1372)],
        "upper-chest": [(5, notch - 4), (46, 1320), collar + [0, -2], outer + [8, -4], (132, 1300), (120, 1268), (66, 1248), (5, 1244)],
        "chest": [(3, notch - 2), (46, 1322), collar, outer + [10, 2], (142, 1312), *fold[:0:-1][1:4], fold[2] + [2, -10], (112, 1140),
            (70, 1122), (3, 1134)],
        "abdomen": [(0, 1064), (60, 1062), (104, 1050), (120, 1016), (114, 980), (112, 930), (84, 888), (40, 868), (0, 862)],
        "groin": [asis + np.array([-10, -8]), asis + np.array([6, -32]), (100, 812), (62, 752), (22, 716), (6, 728), (12, 770),
            (58, 826)],
        "shoulder-front": [outer + [16, 10], (150, 1375), (200, 1375), (240, 1310), (240, 1256), (200, 1238), (172, 1256), (150, 1296)],
        "thigh-lower-half": [(20, 566), (92, 574), (180, 566), (160, 480), (128, 428), (104, kz + 26), (kx, kz + 34), (56, kz + 26),
            (30, 432)],
        "knee": [(kx, kz + 44), (kx + 36, kz + 30), (kx + 50, kz - 4), (kx + 34, low[1] - 28), (kx + 2, tubercle[1] - 12),
            (kx - 32, low[1] - 26), (kx - 48, kz - 4), (kx - 34, kz + 32)],
        "shin": [(shin[0][0] - 18, 322), (shin[0][0] + 16, 322), (126, 300), (150, 220), (130, 110), (118, 44), (72, 44),
            (shin[10][0] - 14, 150), (shin[5][0] - 19, 250)],
        "ankle-front": [(40, 38), (120, 38), (124, -8), (112, -36), (62, -36), (44, -10)],
        "foot-top": [(60, -42), (112, -42), heads[4] + np.array([6, 6]), heads[3], heads[2], heads[1], heads[0] + np.array([-8, 0]),
            (62, -80)],
        "big-toe": tube(toe[0], toe[1], 12, 0, 1.25),
    }


def back() -> dict[str, list[Place]]:
    border, ridge, outer = row("scapula-medial-border"), row("scapula-spine-ridge"), row("scapula-lateral-border")
    tip, above, psis = np.array(out("scapula-inferior-angle")), np.array(out("scapula-superior-angle")), np.array(out("psis"))
    t1, t7, t12, l1, l4 = (level(f"{n}-spinous-tip") for n in ("t1", "t7", "t12", "l1", "l4"))
    skull, ear, tail = row("skull-edge"), np.array(out("mastoid-tip")), level("sacrum-tip")
    fold = level("ischial-tuberosity")
    heel = np.array(out("heel-back"))
    inner = border + [-24, 0]
    edge = [above + [-16, 6], *inner[12:0:-2], tip + [-22, -4], tip + [-2, -16], tip + [16, 8], *(border[2:13:2] + [17, 0]),
        above + [14, -4]]
    top = level("iliac-crest-top")
    return _limbs() | {
        "head-top": [(0, 1665), (70, 1665), (66, 1622), (34, 1619), (0, 1618)],
        "head-back": [(0, 1612), (36, 1608), (54, 1588), (61, 1550), (62, 1514), (46, skull[4][1] + 8), (0, skull[0][1] - 6)],
        "head-side": [(52, 1634), (62, 1600), (67, 1572), (69, 1550), (110, 1546), (110, 1640)],
        "behind-ear": [ear + [-8, 4], ear + [4, 28], ear + [22, 34], ear + [28, 10], ear + [14, -22], ear + [-4, -18]],
        "neck-back": [(0, skull[0][1] - 14), (34, skull[4][1] - 8), (48, 1452), (60, 1415), (76, 1382), (46, t1 + 10), (0, t1 + 2)],
        "upper-back": [(0, t1 + 8), (48, t1 + 8), (96, 1346), (132, 1322), (142, 1272), (140, 1215), (128, 1150), (104, l1 + 80),
            (56, t12 + 28), (0, t12 + 22)],
        "between-shoulder-blades": [(0, t1 - 12), (34, t1 - 14), *(border[11:0:-2] + [-5, 0]), tip + [-26, -14], (34, t7 - 24),
            (0, t7 - 28)],
        "shoulder-blade-edge": edge,
        "shoulder-blade": [*(ridge[1:10:2] + [2, -6]), outer[7] + [4, -4], *(outer[5::-1] + [6, 0]), tip + [2, -8],
            *(border[1:11:2] + [4, 0])],
        "shoulder-back": [ridge[4] + [0, 12], ridge[8] + [0, 18], (150, 1375), (200, 1375), (240, 1310), (240, 1258), (200, 1240),
            (176, 1252), outer[7] + [8, 0], ridge[9] + [10, -18]],
        "low-back": [(0, t12 - 2), (60, t12 - 4), (116, t12 - 14), (150, l1), (150, l4 + 6), (128, top - 34), psis + [44, 6],
            psis + [4, -6], (0, psis[1] - 14)],
        "tailbone": [(0, tail + 72), (24, tail + 64), (31, tail + 30), (20, tail - 2), (0, tail - 16)],
        "buttock": [psis + [6, 4], psis + [40, 16], (124, psis[1] + 4), (150, 860), (160, 800), (146, fold + 2), (110, fold - 12),
            (60, fold - 24), (18, fold - 26), (12, 790), (30, 850)],
        "lower-buttock": [(12, fold + 32), (60, fold + 20), (110, fold + 26), (152, fold + 26), (150, fold - 12), (118, fold - 36),
            (66, fold - 52), (10, fold - 52)],
        "hamstrings": [(10, fold - 62), (64, fold - 62), (118, fold - 48), (143, fold - 62), (140, 590), (124, 480), (108, 432),
            (58, 432), (38, 510), (10, 610)],
        "knee": [(40, 428), (84, 434), (130, 428), (140, 380), (130, 332), (84, 326), (36, 332), (30, 380)],
        "heel": [heel + [-24, 44], heel + [22, 44], heel + [36, 6], heel + [34, -70], heel + [-36, -70], heel + [-34, 6]],
    }


def side() -> dict[str, list[Place]]:
    crest, asis, hip = (mark(n)[:, 1:].mean(0) for n in ("iliac-crest-top", "asis", "greater-trochanter"))
    fold, t12, psis = level("ischial-tuberosity"), level("t12-spinous-tip"), mark("psis")[0][1:]
    joints = [mark("humeral-head-outer"), (mark("lateral-epicondyle") + mark("medial-epicondyle")) / 2,
        (mark("radial-styloid") + mark("ulnar-head")) / 2]
    joints.append(joints[2] + [-10, -48, -148])
    cam = camera("side")
    centre = [(cam.c[1] + cam.w / 2 - x, cam.c[2] + cam.h / 2 - z) for x, z in (at("side", j)[0] for j in joints)]
    return arms(*centre) | {
        "neck-side": [(-52, 1448), (-84, 1444), (-100, 1420), (-116, 1390), (-126, 1362), (-92, 1356), (-52, 1364), (-46, 1405)],
        "shoulder-front": [(-78, 1365), (-110, 1350), (-140, 1300), (-132, 1255), (-84, 1246), (-80, 1300)],
        "shoulder-back": [(-74, 1365), (-40, 1362), (-14, 1310), (-22, 1262), (-76, 1246), (-75, 1300)],
        "low-back": [(-50, t12 - 4), (60, t12), (60, psis[1] - 12), (-12, psis[1] - 2), (-34, crest[1] - 16), (-46, 990)],
        "hip-side": [asis + [14, 8], crest + [-34, -20], crest + [4, -4], crest + [26, -24], hip + [44, 80], hip + [40, 20],
            hip + [22, -42], hip + [-28, -44], hip + [-54, 20], asis + [0, -34]],
        "buttock": [psis + [-24, 10], psis + [14, 4], (70, 860), (70, fold - 4), (12, fold - 14), (-28, fold - 6), (-30, 800),
            (-18, 860)],
        "lower-buttock": [(-34, fold + 22), (70, fold + 26), (70, fold - 46), (-36, fold - 46)],
        "thigh-side": [hip + [-30, -56], hip + [24, -56], (-48, 600), (-56, 480), (-62, 428), (-100, 428), (-110, 520), (-110, 640)],
        "hamstrings": [(-44, fold - 58), (70, fold - 58), (70, 430), (-54, 430), (-48, 480), (-42, 600)],
        "thigh-lower-half": [(-240, 566), (-112, 572), (-106, 480), (-94, 420), (-240, 404)],
        "knee": [(-200, 424), (-92, 430), (-72, 400), (-76, 344), (-96, 322), (-200, 322)],
        "shin": [(-200, 314), (-90, 316), (-78, 240), (-76, 120), (-76, 44), (-200, 44)],
        "ankle-front": [(-200, 36), (-78, 36), (-76, -6), (-98, -22), (-200, -2)],
        "foot-top": [(-104, -26), (-130, 20), (-240, -20), (-212, -66), (-150, -50)],
        "heel": [(-52, 6), (60, 10), (60, -110), (-58, -110), (-52, -60), (-46, -30)],
    }


def head() -> dict[str, list[Place]]:
    angle, chin = mark("mandible-angle")[0][1:], mark("chin")[0][1:]
    mastoid, skull = mark("mastoid-tip")[0][1:], mark("skull-edge")[:, 1:]
    t1 = level("t1-spinous-tip")
    return {
        "head-top": [(-156, 1613), (-120, 1612), (-70, 1614), (-16, 1600), (40, 1640), (-60, 1680), (-190, 1660)],
        "forehead": [(-220, 1612), (-154, 1608), (-144, 1588), (-151, 1566), (-220, 1560)],
        "temple": [(-145, 1582), (-128, 1587), (-113, 1572), (-107, 1546), (-112, 1521), (-132, 1516), (-147, 1530), (-151, 1558)],
        "head-side": [(-114, 1598), (-72, 1605), (-30, 1592), (-14, 1560), (-34, 1532), (-58, 1540), (-72, 1557), (-92, 1560),
            (-103, 1555), (-108, 1578)],
        "behind-ear": [(-62, 1532), (-46, 1524), (-40, 1500), mastoid + [18, -12], mastoid + [-6, -20], mastoid + [-10, -6],
            (-68, 1502), (-62, 1518)],
        "head-back": [(-14, 1596), (60, 1610), (60, skull[0][1] - 14), (-26, 1474), (-34, 1500), (-26, 1528), (-6, 1556)],
        "neck-back": [(-34, 1470), (40, 1478), (60, t1 + 6), (-46, t1 + 10), (-46, 1400), (-40, 1440)],
        "neck-side": [(-56, 1468), (-72, 1462), (-92, 1432), (-108, 1400), (-122, 1364), (-88, 1358), (-54, 1362), (-54, 1405),
            (-48, 1445)],
        "throat": [(-112, 1424), (-200, 1434), (-200, 1338), (-136, 1344), (-128, 1370), (-116, 1400)],
        "face-side": [(-106, 1514), (-126, 1512), (-150, 1524), (-168, 1512), (-166, 1486), (-146, 1470), (-124, 1480), (-106, 1496)],
        "jaw": [(-98, 1498), (-112, 1490), angle + [-18, 20], (-146, 1456), chin + [6, 16], chin + [-24, 4], chin + [-6, -20],
            angle + [-10, -22], angle + [16, 4], (-90, 1486)],
        "teeth": [(-160, 1478), (-174, 1484), (-220, 1480), (-220, 1446), (-172, 1446), (-156, 1456)],
    }


RULES = {"front": front, "back": back, "side": side, "head": head}
