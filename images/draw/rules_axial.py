"""Landmarks of the head, the spine and the pelvis.

Enters: bone meshes of `atlas`. Leaves: entries of the landmark table (`rulers.put`), in mm, with the rule in words.
"""

# ruff: noqa: RUF005 - lists are added to arrays, not joined to them
from __future__ import annotations

import numpy as np
from atlas import atlas
from raycast import Scene, unit
from rulers import ext, put, slab


def spine() -> None:
    T = {
        "C2": ("axis", 25),
        "C7": ("seventh_cervical_vertebra", 20),
        "T1": ("first_thoracic_vertebra", 25),
        "T3": ("third_thoracic_vertebra", 45),
        "T5": ("fifth_thoracic_vertebra", 50),
        "T6": ("sixth_thoracic_vertebra", 55),
        "T7": ("seventh_thoracic_vertebra", 55),
        "T12": ("twelfth_thoracic_vertebra", 15),
        "L1": ("first_lumbar_vertebra", 10),
        "L2": ("second_lumbar_vertebra", 10),
        "L4": ("fourth_lumbar_vertebra", 10),
        "L5": ("fifth_lumbar_vertebra", 10),
    }
    for k, (n, a) in T.items():
        V = atlas.points(n)
        d = (0, np.cos(np.radians(a)), -np.sin(np.radians(a)))
        v = V[np.abs(V[:, 0]) < 14]
        t = v @ np.array(d)
        p = v[t > t.max() - 2.5].mean(0)
        put(f"{k.lower()}-spinous-tip", "mid", p, f"{n}: vertices |x|<14 within 2.5 mm of the extreme along backward tilted {a} deg down")
    put(
        "c1-posterior-tubercle",
        "mid",
        ext(atlas.points("atlas")[np.abs(atlas.points("atlas")[:, 0]) < 8], (0, 1, 0)),
        "atlas: rearmost vertex, |x|<8",
    )
    S = atlas.points("sacrum")
    for sd, sg in (("left", 1), ("right", -1)):
        E = []
        for z in np.linspace(S[:, 2].max() - 15, S[:, 2].min() + 12, 12):
            v = slab(S, 2, z - 4, z + 4)
            E.append(ext(v, (sg, 0.3, 0)))
        put("sacrum-edge", sd, E, "sacrum: most lateral vertex (slightly rearward) in 8 mm slices, top to bottom")
    put("sacrum-tip", "mid", ext(S, (0, 0.3, -1)), "sacrum: lowest vertex")


def skull() -> None:
    s = Scene([atlas["occipital_bone"]])
    z = np.arange(1480, 1575, 1.0)

    def profile(x):
        H, _N, i = s.shoot(np.stack([np.full(len(z), x), np.full(len(z), 500.0), z], 1), (0, -1, 0))
        return H[i >= 0]

    P = profile(0.0)
    top = P[P[:, 1].argmax()]
    opi = P[(P[:, 2] < top[2])][0]  # lowest hit = rear edge of the foramen magnum
    put("opisthion", "mid", opi, "occipital: lowest point of the midline profile seen from behind (rear edge of foramen magnum)")

    def corner(P):
        top = P[P[:, 1].argmax()]
        Q = P[P[:, 2] <= top[2]]
        a, b = Q[0], top
        n = unit([0, (b - a)[2], -(b - a)[1]])
        return Q[((Q - a) @ n).argmax()], a

    eop, _ = corner(P)
    put(
        "external-occipital-protuberance",
        "mid",
        eop,
        "occipital: midline profile point farthest behind the chord rearmost point - opisthion",
    )
    inl = 0.5 * (eop + opi)
    put("inferior-nuchal-midline", "mid", inl, "half-way external occipital protuberance - opisthion, moved back on to bone")
    full = Scene([atlas["occipital_bone"], atlas["left_temporal_bone"], atlas["right_temporal_bone"]])
    for sd, sg in (("left", 1), ("right", -1)):
        T = atlas.points(sd + "_temporal_bone")
        y0 = T[:, 1].min()
        proc = T[(T[:, 1] > y0 + 52) & (sg * T[:, 0] > 55)]
        mast = ext(proc, (0, 0, -1), 1)
        put(
            "mastoid-tip",
            sd,
            mast,
            "temporal bone: lowest point more than 52 mm behind its front end and more than 55 mm from the midline (keeps the styloid out)",
        )
        sup, edge = [], []
        for f in np.linspace(0, 1, 9):
            # two lines from the midline to the mastoid, dropped on the bone from below and behind (45 deg)
            up = np.array([0, -0.7, 0.7])
            for lst, g in (
                (sup, eop + f * (mast + [0, 6, 8] - eop) + [0, 0, 8 * np.sin(np.pi * f)]),
                (edge, inl + f * (mast + [0, 4, 1] - inl) + [0, 0, 0]),
            ):
                H, _N, i = full.shoot([g - up * 200], up)
                lst.append(H[0] if i[0] >= 0 else g)
        put(
            "superior-nuchal-line",
            sd,
            sup,
            "9 samples from the external occipital protuberance to the mastoid tip, bowed 8 mm up, dropped on bone from below and behind",
        )
        put(
            "skull-edge",
            sd,
            edge,
            "9 samples of the palpable edge: inferior nuchal midline to mastoid tip, dropped on bone from below and behind",
        )
        M = atlas.points("mandible")
        m = M[sg * M[:, 0] > 25]
        put("mandible-angle", sd, ext(m, (0, 0.8, -1)), "mandible: extreme of the side half along backward and down (0,.8,-1)")
        cond = ext(m[m[:, 2] > m[:, 2].max() - 12], (0, 1, 0.3))
        put("mandible-condyle-rear", sd, cond, "mandible: rearmost of the top 12 mm of the side half")
        put(
            "ear-opening",
            sd,
            cond + [sg * 6, 9, 3],
            "approximate: 9 mm behind, 3 mm above and 6 mm outside the rear of the condyle (LOW confidence)",
        )
        Zg = atlas.points(sd + "_zygomatic_bone")
        sut = ext(Zg, (0, 1, 0))
        put("zygomatic-arch-mid", sd, sut, "zygomatic bone: rearmost vertex (its suture with the temporal bone = mid arch)")
        both = np.vstack([Zg, T])
        arch = []
        for y in np.linspace(Zg[:, 1].min() + 12, cond[1] - 6, 9):
            v = both[(np.abs(both[:, 1] - y) < 3.5) & (np.abs(both[:, 2] - sut[2]) < 14)]
            v = v[sg * v[:, 0] > (sg * v[:, 0]).max() - 6]
            arch.append(ext(v, (0, 0, -1)))
        put(
            "zygomatic-arch-lower-edge",
            sd,
            arch,
            "zygomatic+temporal: lowest of the outermost 6 mm in 7 mm slices front to back, within 14 mm of arch height",
        )
    m = atlas.points("mandible")
    put("chin", "mid", ext(m[np.abs(m[:, 0]) < 8], (0, -1, -0.3)), "mandible: foremost midline vertex")


def trunk() -> None:
    for sd, sg in (("left", 1), ("right", -1)):
        R = atlas.points(sd + "_twelfth_rib")
        x = sg * R[:, 0]
        L = []
        for c in np.linspace(x.min() + 8, x.max() - 3, 10):
            L.append(ext(R[np.abs(x - c) < 4], (0, 0.2, -1)))
        put("rib12-lower-edge", sd, L, "12th rib: lowest vertex in 8 mm sagittal slices, inner to outer")
        put("rib12-tip", sd, ext(R, (sg, -0.3, -0.6)), "12th rib: outer lower end")
        Hb = atlas.points(sd + "_hip_bone")
        zmid = Hb[:, 2].mean()
        up = Hb[Hb[:, 2] > zmid + 15]
        asis = ext(up, (0, -1, 0.1), 3)
        psis = ext(up, (0, 1, -0.5), 2)
        put("asis", sd, asis, "hip bone upper part: foremost vertex")
        put("psis", sd, psis, "hip bone upper part: extreme along backward and a little down (0,1,-.5)")
        put("iliac-crest-top", sd, ext(Hb, (0, 0, 1)), "hip bone: highest vertex")
        cr = []
        c = 0.5 * (asis + psis) - [0, 0, 25]
        for a in np.linspace(0, np.pi, 25):  # fan from ASIS to PSIS in the sagittal plane about a point 25 mm below their middle
            d = np.array([0, -np.cos(a), np.sin(a)])
            q = up - c
            t = q @ d
            off = np.abs(q[:, 1] * d[2] - q[:, 2] * d[1])
            k = off < 3
            if k.any():
                i = np.flatnonzero(k)[t[k].argmax()]
                p = up[i]
                if (
                    asis[1] - 1 <= p[1] <= psis[1] + 4
                    and p[2] > (asis if p[1] < c[1] else psis)[2]
                    and (not cr or np.linalg.norm(p - cr[-1]) > 4)
                ):
                    cr.append(p)
        cr = [asis] + [p for p in cr if np.linalg.norm(p - asis) > 8 and np.linalg.norm(p - psis) > 8] + [psis]
        put("iliac-crest", sd, cr, "hip bone: outermost point in a fan of directions around the mid of ASIS-PSIS, ASIS to PSIS")
        lo = Hb[(Hb[:, 2] < zmid)]
        put("ischial-tuberosity", sd, ext(lo, (0, 0.45, -1)), "hip bone: extreme along down and backward")
