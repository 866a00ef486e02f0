"""What the record of a plate says about its zones: muscles, the sentence of the fact sheet, whether a clinician must still look.

`review` is 'needed' where the fact sheet marks the position as a synthesis or lists it among the facts it is unsure of.
"""

from __future__ import annotations

#: spot -> (muscles, sentence, review); where a spot has a second zone, a list of two
ZONES: dict[int, list[tuple[list[str], str, str]]] = {
    1: [
        (
            ["rectus capitis posterior major", "rectus capitis posterior minor", "obliquus capitis inferior", "obliquus capitis superior"],
            "A strip on each side, about 1.5 finger-widths (3 cm) tall, from about 1 cm off the midline out to just behind "
            "the mastoid (about 5 cm); "
            "best dot 2-3 cm from the midline, here half a finger-width below the skull's edge.",
            "needed",
        )
    ],
    2: [
        (
            ["quadratus lumborum", "iliocostalis lumborum", "longissimus thoracis"],
            "Patch, centre about 5-6 cm from the midline and about 2 cm below the 12th rib; here 3 cm across, clear of the rib.",
            "needed",
        )
    ],
    3: [
        (
            ["tibialis anterior"],
            "Oval about 3 cm wide and 6-8 cm long, its centre about 9-10 cm below the lower edge of the kneecap and 2-3 cm "
            "outside the shin edge.",
            "needed",
        )
    ],
    4: [
        (
            ["scalenus anterior", "scalenus medius", "scalenus posterior"],
            "Strip about 2 cm wide and 4 cm tall, behind the back edge of the strap, from about 4 cm to about 8 cm above "
            "the collarbone; not the hollow "
            "behind the collarbone.",
            "needed",
        )
    ],
    5: [
        (
            [
                "brachioradialis",
                "extensor carpi radialis longus",
                "extensor carpi radialis brevis",
                "extensor digitorum",
                "extensor carpi ulnaris",
            ],
            "Patch about 3 x 4 cm, centred about 4 cm (2 finger-widths) past the bump on the back-outer side.",
            "needed",
        )
    ],
    6: [
        (
            ["gluteus medius", "gluteus minimus"],
            "Area about 6-8 cm across; centre about 5 cm below the rim, in line with or 1-2 cm ahead of the trochanter; "
            "keep 3 finger-widths clear of the "
            "trochanter.",
            "needed",
        )
    ],
    7: [
        (
            ["masseter"],
            "Sweet spot a thumb-tip (1.5-2 cm) under the arch at the top of the muscle, about 2.5 cm in front of the ear.",
            "needed",
        )
    ],
    8: [
        (
            ["vastus lateralis"],
            "Area 4-5 cm x 8-10 cm within the lower third of the thigh; "
            "centre about 8-10 cm above and 4-5 cm outside the kneecap's upper outer corner; in front of the iliotibial band.",
            "needed",
        )
    ],
    9: [
        (
            ["pectoralis major"],
            "About 4 cm across, centre about 3 finger-widths (6 cm) below the collarbone; here below its middle.",
            "needed",
        ),
        (["pectoralis major"], "Plus the fleshy front fold itself.", "needed"),
    ],
    10: [
        (
            ["flexor digitorum brevis", "quadratus plantae", "abductor hallucis"],
            "Oval 3 x 5 cm at mid-arch, centred or slightly to the inner side; not the heel bone.",
            "ok",
        )
    ],
    11: [
        (
            ["spinalis thoracis", "longissimus thoracis", "iliocostalis"],
            "C7 down to about T5-T6 is best, fading out near the blade tips (T7-T9); each side a strip from 1 cm to about "
            "5 cm off the midline, about "
            "18-22 cm long in an adult.",
            "needed",
        )
    ],
    12: [(["gluteus maximus"], "3-4 cm across; centre 4-6 cm outward from the dimple and about 2 cm below the rim.", "needed")],
    13: [
        (
            ["longissimus thoracis", "iliocostalis lumborum", "multifidus"],
            "2-3 cm; centre 2.5-3 cm from the midline at L5, a little above a line joining the dimples.",
            "needed",
        )
    ],
    14: [
        (
            ["infraspinatus", "teres minor"],
            "3-4 cm; centre 2-2.5 finger-widths (4-5 cm) below the ridge, about mid-width of the blade.",
            "needed",
        )
    ],
}

#: kind of a zone's shape where it is not that of its outline
KIND: dict[int, str] = {2: "patch", 5: "patch"}

#: view -> body figure on which the spot is marked
BODY: dict[int, str] = {
    1: "back",
    2: "back",
    3: "front",
    4: "side",
    5: "back",
    6: "side",
    7: "head",
    8: "front",
    9: "front",
    10: "sole",
    11: "back",
    12: "back",
    13: "back",
    14: "back",
}
