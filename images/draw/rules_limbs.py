"""Landmarks of the shoulder girdle, the arm and the leg.

Enters: bone meshes of `atlas`. Leaves: entries of the landmark table (`rulers.put`), in mm, with the rule in words.
"""

from __future__ import annotations

import numpy as np
from atlas import atlas
from raycast import Scene, unit
from rulers import BACK, ext, put, slab


def shoulder() -> None:
    Mn = atlas.points("manubrium")
    put("sternal-notch", "mid", ext(Mn[np.abs(Mn[:, 0]) < 5], (0, 0, 1)), "manubrium: highest vertex within 5 mm of the midline")
    for sd, sg in (("left", 1), ("right", -1)):
        C = atlas.points(sd + "_clavicle")
        x = sg * C[:, 0]
        x0, x1 = x.min(), x.max()
        put("clavicle-medial-end", sd, C[x < x0 + 5].mean(0), "clavicle: mean of its innermost 5 mm")
        put("clavicle-lateral-end", sd, C[x > x1 - 5].mean(0), "clavicle: mean of its outermost 5 mm")
        for nm, f in (("clavicle-medial-third", 1 / 3), ("clavicle-mid", 0.5), ("clavicle-outer-third", 2 / 3)):
            c = x0 + f * (x1 - x0)
            s = C[np.abs(x - c) < 4]
            put(nm, sd, s.mean(0), f"clavicle: centroid of the 8 mm slice at {f:.2f} of its width")
            put(nm + "-lower-edge", sd, ext(s, (0, -0.3, -1)), "clavicle: lowest (front) vertex of that slice")
            put(nm + "-upper-edge", sd, ext(s, (0, 0, 1)), "clavicle: highest vertex of that slice")
        S = atlas.points(sd + "_scapula")
        xs = sg * S[:, 0]
        inf = ext(S, (-0.15 * sg, 0, -1))
        put("scapula-inferior-angle", sd, inf, "scapula: lowest vertex (slightly inward)")
        acr = ext(S[S[:, 2] > S[:, 2].max() - 45], (sg, 0.2, 0.2))
        put("acromion", sd, acr, "scapula: outermost vertex of its top 45 mm")
        sup = ext(S[xs < xs.min() + 45], (-0.6 * sg, 0, 1))
        put("scapula-superior-angle", sd, sup, "scapula: extreme along up and inward in its inner 45 mm")
        mb = []
        for z in np.linspace(inf[2] + 6, sup[2] - 4, 15):
            v = slab(S, 2, z - 4, z + 4)
            mb.append(ext(v, (-sg, 0, 0)))
        put("scapula-medial-border", sd, mb, "scapula: innermost vertex in 8 mm slices, bottom to top")
        # ridge: seen from behind, the rearmost bone in each sagittal slice of the upper half
        sc = Scene([(S, atlas[sd + "_scapula"][1])])
        mid = 0.5 * (inf[2] + S[:, 2].max())
        ridge = []
        for x_ in np.linspace(xs.min() + 10, sg * acr[0] - 6, 15):
            zz = np.arange(mid, S[:, 2].max(), 1.0)
            H, _N, i = sc.shoot(np.stack([np.full(len(zz), sg * x_), np.full(len(zz), 300.0), zz], 1), BACK)
            H = H[i >= 0]
            if len(H) > 5:
                ridge.append(H[(H @ np.array([0, 1, 0.25])).argmax()])
        put(
            "scapula-spine-ridge",
            sd,
            ridge,
            "scapula seen from behind: rearmost point (a little upward) of each sagittal slice of the upper half, inner to outer",
        )
        mbA = np.array(mb)
        r0 = ridge[0]
        root = mbA[np.abs(mbA[:, 2] - r0[2]).argmin()]
        put("scapula-spine-medial-end", sd, root, "medial border point level with the innermost ridge sample")
        H = atlas.points(sd + "_humerus")
        put(
            "humeral-head-outer",
            sd,
            ext(H[H[:, 2] > H[:, 2].max() - 50], (sg, 0, 0.2)),
            "humerus: outermost vertex of its top 50 mm (greater tubercle)",
        )


def leg() -> None:
    for sd, sg in (("left", 1), ("right", -1)):
        Fm = atlas.points(sd + "_femur")
        tr = Fm[Fm[:, 2] > Fm[:, 2].max() - 110]
        put("greater-trochanter", sd, ext(tr, (sg, 0, 0), 2.5, 14), "femur: most lateral vertex of its top 110 mm")
        put(
            "greater-trochanter-top",
            sd,
            ext(tr[sg * tr[:, 0] > (sg * tr[:, 0]).max() - 28], (0.3 * sg, 0, 1)),
            "femur: highest vertex of the outer 28 mm",
        )
        kn = Fm[Fm[:, 2] < Fm[:, 2].min() + 60]
        put("femur-lateral-epicondyle", sd, ext(kn, (sg, 0, 0)), "femur: most lateral vertex of its bottom 60 mm")
        put(
            "femur-shaft-axis",
            sd,
            [Fm[Fm[:, 2] < Fm[:, 2].min() + 30].mean(0), slab(Fm, 2, Fm[:, 2].min() + 200, Fm[:, 2].min() + 230).mean(0)],
            "femur: centroids of the bottom 30 mm and of the slice 200-230 mm above",
        )
        Pt = atlas.points(sd + "_patella")
        put("patella-centre", sd, Pt.mean(0), "patella: centroid")
        put("patella-upper-outer-corner", sd, ext(Pt, (sg, 0, 1), 2), "patella: extreme along up and outward")
        put("patella-lower-edge", sd, ext(Pt, (0, 0, -1), 2), "patella: lowest vertex")
        put("patella-top", sd, ext(Pt, (0, 0, 1), 2), "patella: highest vertex")
        Tb = atlas.points(sd + "_tibia")
        zt = Tb[:, 2].max()
        put(
            "tibial-tuberosity",
            sd,
            ext(slab(Tb, 2, zt - 62, zt - 28), (0, -1, 0)),
            "tibia: foremost vertex 28-62 mm below its top",
        )
        b = []
        for z in np.linspace(zt - 60, zt - 250, 14):
            b.append(ext(slab(Tb, 2, z - 2, z + 2), (0, -1, 0), 1))
        put("tibia-anterior-border", sd, b, "tibia: foremost point in 4 mm slices 60-250 mm below its top")
        Fb = atlas.points(sd + "_fibula")
        put("fibular-head", sd, Fb[Fb[:, 2] > Fb[:, 2].max() - 14].mean(0), "fibula: centroid of its top 14 mm")
        put("lateral-malleolus", sd, ext(Fb, (0, 0, -1)), "fibula: lowest vertex")
        # foot: axis heel -> third toe
        Ca = atlas.points(sd + "_calcaneus")
        toe = atlas.centre(f"proximal_phalanx_of_{sd}_third_toe")
        a = unit(toe - Ca.mean(0))
        plant = Ca[(Ca @ np.array([0, 0, -1])) > (-Ca[:, 2]).max() - 12]
        put("calcaneus-front-edge", sd, ext(Ca, a, 4, 30), "calcaneus: foremost along heel-third toe (calcaneocuboid joint)")
        put(
            "heel-pad-front-edge",
            sd,
            ext(plant, a, 3, 15),
            "calcaneus: foremost of the vertices within 12 mm of its lowest (front of the weight-bearing heel)",
        )
        put("heel-back", sd, ext(Ca, -a, 3, 15), "calcaneus: rearmost along heel-third toe")
        o = ["first", "second", "third", "fourth", "fifth"]
        for j, nm in enumerate(o):
            v = atlas.points(f"{sd}_{nm}_metatarsal_bone")
            t = v @ a
            put(f"metatarsal-head-{j + 1}", sd, v[t > t.max() - 12].mean(0), "metatarsal: centroid of its front 12 mm")


def arm() -> None:
    for sd, _sg in (("left", 1), ("right", -1)):
        H = atlas.points(sd + "_humerus")
        d = H[H[:, 2] < H[:, 2].min() + 32]
        rad = atlas.points(sd + "_radius")
        head = rad[rad[:, 2] > rad[:, 2].max() - 9]
        ax = unit(H[H[:, 2] > H[:, 2].max() - 60].mean(0) - d.mean(0))
        q = d - d.mean(0)
        q = q - np.outer(q @ ax, ax)
        u = np.linalg.svd(q, full_matrices=False)[2][0]
        u *= np.sign(u @ (head.mean(0) - d.mean(0)))
        put("lateral-epicondyle", sd, ext(d, u, 2), "humerus: end on the radius side of the widest axis of its bottom 32 mm")
        put("medial-epicondyle", sd, ext(d, -u, 2), "humerus: the opposite end")
        put("radial-head", sd, head.mean(0), "radius: centroid of its top 9 mm")
        U = atlas.points(sd + "_ulna")
        put("olecranon", sd, ext(U, (0, 0.7, 1), 2), "ulna: extreme along up and backward")
        put("radial-styloid", sd, ext(rad, (0, 0, -1), 2), "radius: lowest vertex")
        put("ulnar-head", sd, U[U[:, 2] < U[:, 2].min() + 8].mean(0), "ulna: centroid of its bottom 8 mm")
