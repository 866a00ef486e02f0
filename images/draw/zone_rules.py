"""Where each of the 14 zones lies: one function a spot, each implementing the quoted sentences of the fact sheet, measured from the
landmarks with a tape on the skin.

Enters: a side. Leaves: a `Zone` (see `zones`) on the skin, in mm. Where the sheet gives a range the middle is used, EXCEPT where the middle
left the muscle in this model and a value inside the range was chosen: 6 (in line, 60 mm), 7 (16 mm, 20 mm disc), 8 (40 mm out),
12 (40 mm along, from the rim's outer lip). Own constructions, not in the sheet: the skull edge (1), the ear opening (7), the 35 degrees to
the back (5), the place of the front fold (9), C7 to T7 as the length (11). A finger-width is 20 mm; centimetres are not scaled to the body.
"""

from __future__ import annotations

import numpy as np
from atlas import atlas
from landmarks import L
from raycast import unit
from rulers import BACK, DOWN, FRONT, UP, lateral, sign
from zones import ARM, LEGS, TRUNK, Zone, band, ellipse, skin


def spot01(side: str) -> Zone:
    """'a strip on each side. About 1.5 fw (3 cm) tall, from about 1 cm off the midline out to just behind the mastoid (about 5 cm).
    Best dot: 1 fw below the skull edge and 2-3 cm from the midline' - hugging the skull edge, so its top edge = skull_edge"""
    S, sg = skin(TRUNK), sign(side)
    e = L("skull-edge", side)
    mast = L("mastoid-tip", side)
    pts, nr = [], []
    for x in np.linspace(10, abs(mast[0]) - 8, 12):  # 'just behind' = 8 mm short of the mastoid tip
        z = np.interp(x, np.abs(e[:, 0]), e[:, 2]) - 15
        P, _N = S.above((sg * x, -20, z), BACK)
        pts.append(P)
        nr.append(BACK * -1)
    zone = band(1, side, spot01.__doc__, S, pts, nr, 15)
    x = 20.0  # 10 mm under the edge: on the muscle, above the gap in which the artery runs over the first neck bone
    z = np.interp(x, np.abs(e[:, 0]), e[:, 2]) - 10
    zone.cross = S.above((sg * x, -20, z), BACK)[0]
    return zone


def spot02(side: str) -> Zone:
    """'patch about 4 cm across. Centre about 5-6 cm from the midline and about 1 fw (2 cm) below the 12th rib; may run inwards on
    to the ridge to about 3 cm from the midline' -> where the rib meets the outer edge of the ridge, then 28 mm down: a finger-width square
    to the rib, which slopes. 30 mm across, so that the whole ring stays below the rib"""
    S, sg = skin(TRUNK), sign(side)
    r = L("rib12-lower-edge", side)
    x = 60.0
    i = np.argsort(np.abs(r[:, 0]))
    z = np.interp(x, np.abs(r[i, 0]), r[i, 2])
    P, N = S.above((sg * x, -40, z), BACK)
    P, N = S.walk(P, N, DOWN, 28)
    return ellipse(2, side, spot02.__doc__, S, P, N, lateral(side), 30, 30)


def spot03(side: str) -> Zone:
    """'oval about 3 cm wide and 6-8 cm long, its centre about 9-10 cm below the lower edge of the kneecap and 2-3 cm outside the
    shin edge' -> 95 mm down, 25 mm out, 70 x 30 mm along the shin"""
    S = skin(LEGS)
    P, N = S.above(L("patella-lower-edge", side), FRONT)
    b = L("tibia-anterior-border", side)
    z = S.walk(P, N, DOWN, 95)[0][2]
    e = np.array([np.interp(-z, -b[:, 2], b[:, i]) for i in range(3)])
    P, N = S.above(e, FRONT)
    P, N = S.walk(P, N, lateral(side), 25)
    return ellipse(3, side, spot03.__doc__, S, P, N, unit(b[0] - b[-1]), 70, 30)


def spot04(side: str) -> Zone:
    """'strip about 2 cm wide and 4 cm tall, behind the back edge of the strap, from about 4 cm to about 8 cm above the collarbone.
    NOT the hollow behind the collarbone' -> front edge = rear edge of sternocleidomastoid, heights above the clavicle's medial third
    """
    S = skin(TRUNK)
    look = -lateral(side)
    z0 = L("clavicle-medial-third-upper-edge", side)[2]
    M = atlas.points(f"{side}_sternocleidomastoid")
    pts, nr = [], []
    for h in np.linspace(40, 80, 9):
        s = M[np.abs(M[:, 2] - z0 - h) < 2]
        p = s[s[:, 1].argmax()]
        P, N = S.above(p, look)
        P, N = S.walk(P, N, (0, 1, 0), 10)
        pts.append(P)
        nr.append(N)
    pts = np.array(pts)
    f = np.polyfit(pts[:, 2], pts[:, :2], 1)  # straight strip
    pts[:, :2] = np.outer(pts[:, 2], f[0]) + f[1]
    return band(4, side, spot04.__doc__, S, pts, nr, 10)


def spot05(side: str) -> Zone:
    """'patch about 3 x 4 cm, centred about 4 cm (2 fw) past the bump on the back-outer side' -> 40 mm from the lateral epicondyle
    towards the wrist, on the skin straight out from the forearm axis turned 35 deg to the back"""
    S = skin(ARM)
    e, w = L("lateral-epicondyle", side), 0.5 * (L("radial-styloid", side) + L("ulnar-head", side))
    a = unit(w - 0.5 * (e + L("medial-epicondyle", side)))
    out = e - L("medial-epicondyle", side)
    out = unit(out - (out @ a) * a)
    back = unit(np.array([0, 1, 0]) - a[1] * a)
    back = unit(back - (back @ out) * out)
    o = unit(np.cos(np.radians(35)) * out + np.sin(np.radians(35)) * back)
    c = 0.5 * (e + L("medial-epicondyle", side)) + ((e - 0.5 * (e + L("medial-epicondyle", side))) @ a + 40) * a
    c = c + 0.25 * (e - L("medial-epicondyle", side))  # axis of the outer half of the forearm
    P, N = S.above(c, -o)
    return ellipse(5, side, spot05.__doc__, S, P, N, a, 40, 30)


def spot06(side: str) -> Zone:
    """'area about 6-8 cm across; centre about 5 cm below the rim, in line with or 1-2 cm ahead of the trochanter. Upper half of the
    wedge; keep 3 fw clear of the trochanter' -> 60 mm disc, 12 mm ahead of the trochanter at the rim, as a tape down the skin
    drifts back a little; cut to stay 60 mm above the trochanter"""
    S = skin(TRUNK)
    t, c = L("greater-trochanter", side), L("iliac-crest", side)
    y = t[1] - 12
    rim = np.array([np.interp(y, c[:, 1], c[:, i]) for i in range(3)])
    P, N = S.above(rim, -lateral(side))
    P, N = S.walk(P, N, DOWN, 50)
    d = min(60, 2 * (P[2] - t[2] - 60))
    return ellipse(6, side, spot06.__doc__, S, P, N, UP, d, 60)


def spot07(side: str) -> Zone:
    """'whole muscle about 3 cm wide x 5-6 cm tall; sweet spot a thumb-tip (1.5-2 cm) under the arch at the top'; 'slide under the
    cheekbone about 2.5 cm in front of the ear' -> 20 mm disc centred 16 mm under the arch's lower edge, 33 mm ahead of the ear opening,
    which is 8 mm behind the ear's front edge
    """
    S = skin(TRUNK)
    e, a = L("ear-opening", side), L("zygomatic-arch-lower-edge", side)
    y = e[1] - 33
    p = np.array([np.interp(y, a[:, 1], a[:, i]) for i in range(3)])
    P, N = S.above(p, -lateral(side))
    P, N = S.walk(P, N, DOWN, 16)
    return ellipse(7, side, spot07.__doc__, S, P, N, UP, 20, 20)


def spot08(side: str) -> Zone:
    """'area 4-5 cm x 8-10 cm within the lower third of the thigh; centre about 8-10 cm above and 4-5 cm outside the kneecap's upper
    outer corner' -> X 90 mm up along the femur, then 35 mm outward round the thigh (less than the lower bound, for 'work in FRONT of' the
    iliotibial band); the oval, 80 x 32 mm, lies 8 mm further to the front, so that all of it is clear of the band"""
    S = skin(LEGS)
    f = L("femur-shaft-axis", side)
    a = unit(f[1] - f[0])
    P, N = S.above(L("patella-upper-outer-corner", side), FRONT)
    P, N = S.walk(P, N, a, 90)
    cross, _ = S.walk(P, N, lateral(side), 35)
    P, N = S.walk(P, N, lateral(side), 27)
    zone = ellipse(8, side, spot08.__doc__, S, P, N, a, 80, 32)
    zone.cross = cross
    return zone


def spot09(side: str) -> Zone:
    """'about 4 cm across, centre about 3 fw (6 cm) below the collarbone', but below its middle and not, as the sheet has it, where its
    outer third begins: there the vessels and nerves of the arm run just behind the muscle, and ribs are behind it here;
    'plus the fleshy front fold itself'"""
    S = skin()
    start, _ = S.above(L("clavicle-mid", side), FRONT)
    P, N = S.above(L("clavicle-mid", side) + 56 * DOWN, FRONT)  # upright, as fingers are laid; 72 mm along the skin, which slopes
    zone = ellipse(9, side, spot09.__doc__, S, P, N, UP, 40, 40)
    zone.start = start
    return zone


def spot09_fold(side: str) -> Zone:
    """'plus the fleshy front fold itself' -> 40 x 20 mm along the lower outer edge of pectoralis major where it bridges from chest to
    arm (20 mm inside the acromion), 8 mm in from the edge"""
    S, _sg = skin(), sign(side)
    M = atlas.points(f"sternocostal_part_of_{side}_pectoralis_major", 2)
    x0 = abs(L("acromion", side)[0]) - 20
    e = []
    for x in (x0 - 12, x0, x0 + 12):
        s = M[np.abs(np.abs(M[:, 0]) - x) < 2]
        e.append(s[s[:, 2].argmin()])
    t = unit((e[2] - e[0]) * [1, 0, 1])
    up = np.array([-t[2], 0, t[0]])
    up = up * np.sign(up[2])
    P, N = S.above(e[1] + 8 * up, FRONT)
    return ellipse(9, side, spot09_fold.__doc__, S, P, N, t, 40, 20)


def spot10(side: str) -> Zone:
    """'oval 3 x 5 cm at mid-arch, centred or slightly to the inner side; not the heel bone'; 'half-way' between 'the front edge of
    the calcaneus (heel pad)' and 'the metatarsal heads' -> 4 mm to the inner side of the mid line"""
    S = skin(LEGS)
    h = L("heel-pad-front-edge", side)
    m = np.array([L(f"metatarsal-head-{j}", side) for j in range(1, 6)])
    a = unit(m.mean(0) - L("heel-back", side))
    n = np.cross(a, m[4] - m[0])
    n = unit(n * np.sign(n[2]))  # into the sole, upwards
    b = m[0] - m[4]
    b = unit(b - (b @ a) * a)
    c = 0.5 * (h + m.mean(0)) + 4 * b
    P, N = S.above(c, n)
    return ellipse(10, side, spot10.__doc__, S, P, N, a, 50, 30)


def spot11(side: str) -> Zone:
    """'C7 down to about T5-T6 (two-thirds down the blades) is best, fading out near blade tips (T7-T9); each side a strip from 1 cm to
    about 5 cm off the midline, about 18-22 cm long' -> C7 to T7 tip (C7 to T6 is only 157 mm here), 10 to 50 mm off the midline
    """
    S, sg = skin(TRUNK), sign(side)
    z1, z0 = L("c7-spinous-tip")[2], L("t7-spinous-tip")[2]
    pts, nr = [], []
    for z in np.linspace(z1, z0, 24):
        P, _N = S.above((sg * 30, -10, z), BACK)
        pts.append(P)
        nr.append(-BACK)
    zone = band(11, side, spot11.__doc__, S, pts, nr, 20)
    zone.cross = S.above((sg * 34, -10, np.interp(0.47, [0, 1], [z1, z0])), BACK)[0]  # on the thick of the muscle
    return zone


def spot12(side: str) -> Zone:
    """'3-4 cm across; centre 4-6 cm outward from the dimple and about 2 cm below the rim'
    -> 40 mm along the crest from the PSIS (lower bound: at 50 half the
    disc leaves this mesh's gluteus maximus upwards), then
    20 mm below the rim's outer lip (5 mm outside the crest line), square off the rim because it is steep here, 34 mm disc"""
    S = skin(TRUNK)
    c = L("iliac-crest", side)[::-1]
    d = np.r_[0, np.cumsum(np.linalg.norm(np.diff(c, axis=0), axis=1))]

    def at(s: float) -> np.ndarray:
        return np.array([np.interp(s, d, c[:, i]) for i in range(3)])

    P, N = S.above(at(40), BACK)
    q = np.cross(at(55) - at(25), N)
    q = q * np.sign(q @ (lateral(side) + DOWN))
    P, N = S.walk(P, N, q, 25)
    return ellipse(12, side, spot12.__doc__, S, P, N, UP, 34, 34)


def spot13(side: str) -> Zone:
    """'2-3 cm; centre 2.5-3 cm from the midline at L5, a little above a line joining the dimples' -> 27 mm off the midline, level with
    the L5 spinous tip, 28 mm disc"""
    S, sg = skin(TRUNK), sign(side)
    P, N = S.above((sg * 27, -20, L("l5-spinous-tip")[2]), BACK)
    return ellipse(13, side, spot13.__doc__, S, P, N, UP, 28, 28)


def spot14(side: str) -> Zone:
    """'3-4 cm; centre 2-2.5 fw (4-5 cm) below the ridge, about mid-width of the blade' -> 45 mm down the skin from the ridge, 36 mm disc"""
    S, sg = skin(TRUNK), sign(side)
    r, _b = L("scapula-spine-ridge", side), L("scapula-medial-border", side)
    Sc = atlas.points(f"{side}_scapula")
    z = np.interp(90, np.abs(r[:, 0]), r[:, 2]) - 45
    s = np.abs(Sc[np.abs(Sc[:, 2] - z) < 3][:, 0])
    x = 0.5 * (s.min() + s.max())
    rz = np.interp(x, np.abs(r[:, 0]), r[:, 2])
    P, N = S.above((sg * x, -15, rz), BACK)
    P, N = S.walk(P, N, DOWN, 45)
    return ellipse(14, side, spot14.__doc__, S, P, N, lateral(side), 36, 36)


RULES = {
    1: (spot01,),
    2: (spot02,),
    3: (spot03,),
    4: (spot04,),
    5: (spot05,),
    6: (spot06,),
    7: (spot07,),
    8: (spot08,),
    9: (spot09, spot09_fold),
    10: (spot10,),
    11: (spot11,),
    12: (spot12,),
    13: (spot13,),
    14: (spot14,),
}
