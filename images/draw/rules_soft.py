"""Landmarks of muscles and of the skin: edges that a finger follows where there is no bone.

Enters: muscle and skin meshes, and the bone landmarks already in the table. Leaves: more entries of the table.
"""

from __future__ import annotations

import numpy as np
from atlas import atlas
from raycast import Surface, unit
from rulers import BACK, DOWN, FRONT, TABLE, UP, ext, lateral, put, sign, slab


def got(name: str, side: str) -> np.ndarray:
    entry = TABLE[name]
    return np.array(entry.get(side, entry.get("mid")), float)


def neck(trunk: Surface) -> None:
    for side in ("left", "right"):
        strap = atlas.points(f"{side}_sternocleidomastoid")
        base = got("clavicle-medial-third-upper-edge", side)[2]
        edge = []
        for h in np.linspace(20, 110, 10):
            cut = strap[np.abs(strap[:, 2] - base - h) < 2]
            edge.append(cut[cut[:, 1].argmax()])
        put(
            "sternocleidomastoid-rear-edge", side, edge, "sternocleidomastoid: rearmost point 20-110 mm above the collarbone, bottom to top"
        )
        # the mesh of trapezius lacks its upper part: nuchal line (inner third) to outer third of the collarbone, on the skin less 3 mm
        nuchal, foot = got("superior-nuchal-line", side)[3], got("clavicle-outer-third-upper-edge", side)
        line = []
        for f in np.linspace(0, 1, 12):
            point = nuchal * (1 - f) + foot * f
            spot, normal = trunk.above(point, unit(-lateral(side) + 0.8 * DOWN - 0.4 * FRONT * f))
            line.append(point * 0.35 + (spot - 3 * normal) * 0.65 if np.linalg.norm(spot - point) < 45 else point)
        line[0], line[-1] = nuchal, foot
        line = np.array(line)
        for _ in range(6):
            line[1:-1] = 0.25 * line[:-2] + 0.5 * line[1:-1] + 0.25 * line[2:]
        put(
            "trapezius-front-edge",
            side,
            line,
            "constructed: nuchal line (inner third) to outer third of the collarbone, drawn towards the skin; no mesh",
        )
    eop, c2 = got("external-occipital-protuberance", "mid"), got("c2-spinous-tip", "mid")
    put(
        "nape-dip",
        "mid",
        trunk.above([0, -20, 0.45 * eop[2] + 0.55 * c2[2]], BACK)[0],
        "skin in the midline a little below half-way from the bump of the skull to C2",
    )


def chest() -> None:
    for side in ("left", "right"):
        muscle = atlas.points(f"sternocostal_part_of_{side}_pectoralis_major", 2)
        x0 = abs(got("acromion", side)[0]) - 20
        edge = []
        for x in np.linspace(x0 - 40, x0 + 8, 7):
            cut = muscle[np.abs(np.abs(muscle[:, 0]) - x) < 2]
            edge.append(cut[cut[:, 2].argmin()])
        bone = got("clavicle-outer-third-lower-edge", side)
        put(
            "infraclavicular-hollow",
            side,
            bone + 14 * DOWN + 11 * lateral(side),
            "14 mm below and 11 mm outside the start of the collarbone's outer third",
        )
        put(
            "axillary-fold-front",
            side,
            edge,
            "pectoralis major: lowest point of 4 mm slices from 60 to 12 mm inside the acromion, inner to outer",
        )


def back(trunk: Surface) -> None:
    for side in ("left", "right"):
        s = sign(side)
        groove = [
            trunk.above((s * 16, -10, z), BACK)[0] for z in np.linspace(got("c7-spinous-tip", "mid")[2], got("t7-spinous-tip", "mid")[2], 9)
        ]
        put("spine-groove", side, groove, "skin 16 mm off the midline, C7 to T7")
        column = np.vstack([atlas.points(f"{side}_longissimus_thoracis"), atlas.points(f"{side}_iliocostalis_lumborum")])
        edge = []
        for name in ("l1-spinous-tip", "l2-spinous-tip", "l4-spinous-tip"):
            cut = column[np.abs(column[:, 2] - got(name, "mid")[2]) < 4]
            edge.append(ext(cut, (s, 0.3, 0)))
        put("erector-outer-edge", side, edge, "longissimus and iliocostalis lumborum: outermost point level with L1, L2, L4")
        put(
            "erector-l5",
            side,
            trunk.above((s * 27, -20, got("l5-spinous-tip", "mid")[2]), BACK)[0],
            "skin 27 mm off the midline level with L5",
        )
        ridge, border = got("scapula-spine-ridge", side), got("scapula-medial-border", side)
        put(
            "infraspinous-fossa", side, trunk.above(ridge[6] + 30 * DOWN, BACK)[0], "skin 30 mm below the ridge at two fifths of its length"
        )
        blade = atlas.points(f"{side}_scapula")
        outer = []
        for z in np.linspace(border[0][2] + 5, ridge[-1][2] - 45, 8):
            outer.append(ext(slab(blade, 2, z - 4, z + 4), lateral(side)))
        put("scapula-lateral-border", side, outer, "scapula: outermost point in 8 mm slices, bottom to top")
    sacrum = atlas.points("sacrum")
    top = sacrum[np.abs(sacrum[:, 0]) < 14]
    put(
        "sacrum-top",
        "mid",
        ext(top[top[:, 2] > top[:, 2].max() - 45], (0, 1, 0.6), 2),
        "sacrum: extreme along backward and up within 14 mm of the midline",
    )


def limbs(legs: Surface) -> None:
    for side in ("left", "right"):
        out = lateral(side)
        band = atlas.points(f"{side}_iliotibial_tract")
        low, edge = got("patella-top", side)[2], []
        for z in np.linspace(low + 15, low + 190, 10):
            cut = band[np.abs(band[:, 2] - z) < 5]
            if len(cut):
                edge.append(ext(cut, BACK, 2))
        put("iliotibial-band-front-edge", side, edge, "iliotibial tract: foremost point in 10 mm slices 15-190 mm above the kneecap")
        fan = [got(f"metatarsal-head-{j}", side) for j in range(1, 6)]
        heel, sole = got("heel-pad-front-edge", side), np.mean(fan, 0)
        put("ball-of-foot", side, fan, "the five metatarsal heads, big toe to little toe")
        put(
            "arch-middle",
            side,
            legs.above(0.5 * (heel + sole), UP)[0],
            "sole half-way between the front of the heel pad and the metatarsal heads",
        )
        put("wrist-back", side, 0.5 * (got("radial-styloid", side) + got("ulnar-head", side)), "mid of radial styloid and ulnar head")
        seam = got("greater-trochanter", side)
        crest = got("iliac-crest", side)
        rim = np.array([np.interp(seam[1], crest[:, 1], crest[:, i]) for i in range(3)])
        put(
            "side-seam", side, [rim, 0.5 * (rim + seam), seam, seam + 70 * DOWN], "upright line from the rim through the greater trochanter"
        )
        ear, arch = got("ear-opening", side), got("zygomatic-arch-lower-edge", side)
        put(
            "jaw-notch",
            side,
            [np.interp(ear[1] - 33, arch[:, 1], arch[:, i]) for i in range(3)],
            "lower edge of the cheekbone arch 33 mm in front of the ear opening, a finger-width in front of the ear",
        )
        elbow, wrist = got("lateral-epicondyle", side), got("wrist-back", side)
        roll = np.vstack([atlas.points(f"{side}_{n}") for n in ("brachioradialis", "extensor_carpi_radialis_longus")])
        level = (roll - elbow) @ unit(wrist - elbow)
        rule = "brachioradialis and long radial extensor: centroid 45 mm past the outer bump"
        put("thumb-side-roll", side, roll[np.abs(level - 45) < 5].mean(0), rule)
        muscle = atlas.points(f"superficial_part_of_{side}_masseter")
        put(
            "masseter-front-edge",
            side,
            [ext(slab(muscle, 2, z - 3, z + 3), BACK) for z in np.linspace(muscle[:, 2].min() + 8, muscle[:, 2].max() - 8, 5)],
            "superficial masseter: foremost point in 6 mm slices, bottom to top",
        )
        put("masseter-middle", side, muscle.mean(0) + 4 * out, "superficial masseter: centroid, moved 4 mm outward")


def measure() -> None:
    trunk, legs = (Surface([atlas.skin(d)]) for d in ((1, 2), (0, 1, 2)))
    neck(trunk)
    chest()
    back(trunk)
    limbs(legs)
