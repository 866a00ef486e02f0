"""The 14 views: ONE TABLE of camera, crop, parts and options. All that is particular to a plate stands here.

Enters: landmarks (for crops and fibre centres). Leaves: `views()`: spot number -> `View`.
Directions: `look` is the direction the camera looks along; +x is the subject's left, so a right side is seen along +x.
"""

# ruff: noqa: RUF005 - lists are added to arrays, not joined to them
from __future__ import annotations

from functools import lru_cache

import numpy as np
from atlas import atlas
from landmarks import L
from raycast import unit
from view import View

BACK, FRONT, RSIDE, UP = (0, -1, 0), (0, 1, 0), (1, 0, 0), (0, 0, 1)
VERTEBRA = "vertebra$|^atlas$|^axis$|intervertebral_disk"
SKULL = "occipital|parietal|temporal_bone|mandible|frontal|sphenoid|zygomatic|maxilla|nasal|lacrimal|ethmoid|vomer|palatine"


def turned(look, up, degrees: float) -> tuple:
    """The up direction turned about the line of sight (clockwise picture for positive angles)."""
    look = unit(look)
    up = unit(np.asarray(up, float) - (np.asarray(up, float) @ look) * look)
    right = np.cross(look, up)
    a = np.radians(degrees)
    return tuple(np.cos(a) * up - np.sin(a) * right)


def _side_processes() -> list[np.ndarray]:
    """The tips of the first neck bone, to which the small muscles under the skull run."""
    bone = atlas.points("atlas")
    return [bone[np.argsort(way * bone[:, 0])[:60]].mean(0) for way in (1, -1)]


# fmt: off
def _neck(v: dict) -> None:
    v[1] = View(
        1, 'base-of-skull', 'Base of the skull', 'posterior', 'both', (0, -1, 0.18), (0, -20, 1492), 212, 200,
        bones=VERTEBRA + '|occipital|parietal|temporal_bone',
        target='rectus_capitis_posterior|obliquus_capitis',
        far=80,
        bone_wins=tuple(('^atlas$', -25, (tuple(tip), 6.5)) for tip in _side_processes()),
        close_mm=1.5,
        island=3,
        fibre_gap=0.6,
        swirl=0.9,
        strokes=('still', 'strum', 'ball'),
        along=UP,
        roll=UP,
        roll_mm=5,  # a nod, and no turn of the head
        bone_blur=1.4,
    )
    v[4] = View(
        4, 'side-of-neck', 'Side of the neck', 'anterolateral', 'right', (1, 0.38, 0.24), (-45, -100, 1402), 208, 197,
        bones=VERTEBRA
        + '|occipital|temporal_bone|mandible|right_first_rib$|right_clavicle|right_scapula|manubrium|right_humerus',
        target='right_scalenus',
        context='right_levator_scapulae|made_right_trapezius|right_splenius_capitis|of_right_deltoid|of_right_pectoralis_major',
        veil='right_sternocleidomastoid',
        sink=22,
        sink_behind='clavicle',
        close_mm=1.5,
        fibre_gap=0.55,
        swirl=0.9,
        swell={'medius': 2.2, 'anterior|posterior': 1.6},
        context_fibres=1.1,
        bone_wins=(('clavicle', -30),),
        soften_context=0.5,
        fibred='trapezius|sternocleido|levator|splenius',
        floor='levator|splenius',
        fibres={'scalenus|sternocleido|levator|splenius': ('axis', None)},
        line_mm=2.0,
        skin_level=0.42,
        skin_blur=3.0,
        skin_step=5,
        skin_valleys=None,
        strokes=('still', 'strum'),
        along=UP,
        strum_share=0.35,
    )
    v[7] = View(
        7, 'jaw', 'Chewing muscle below the cheekbone', 'lateral', 'right', RSIDE, (-60, -112, 1497), 196, 186,
        bones=VERTEBRA + '|occipital|parietal|temporal_bone|mandible|frontal|sphenoid|zygomatic',
        target='right_masseter',
        context='right_temporalis|right_sternocleido',
        tol=6,
        merge=True,
        cut_at='right_(zygomatic|temporal)',
        soften=1.0,
        ear=(22, 36, 64, 78),
        muscle_blur=1.0,
        fibres={'masseter': ('way', (0, 0.4, -1)), 'temporalis': ('to', L('jaw-notch') + [0, -14, -10]), '.': ('axis', None)},
        context_fibres=1.3,
        bone_wins=(('zygomatic|temporal', 0),),
        skin_level=0.40,
        skin_step=30,
        skin_valleys=None,
        strokes=('still', 'strip', 'pincer'),
        along=(0, 0.14, -1),
        strip_mm=(10, 32),  # ends in the muscle, before the hollow behind the jaw's corner
        pincer='masseter-middle',
    )


def _trunk(v: dict) -> None:
    v[2] = View(
        2, 'last-rib', 'Corner where the last rib meets the spine', 'posterior', 'both', BACK, (0, 0, 1010), 280, 262,
        bones=VERTEBRA + '|rib$|hip_bone|sacrum|coccyx',
        target='left_longissimus_thoracis|left_iliocostalis_lumborum|made_right_quadratus_lumborum',
        far=190,
        tol=1.5,
        bone_wins=(('right_hip_bone', -60),),

        soften=2.0,
        line_mm=2.5,
        bone_step=3,
        bone_line_mm=3,
        no_steps='hip_bone',
        drop=(1, 2),
        fibres={
            'right_quadratus': ('way', (0.16, 0, 1)),
            'left_longissimus': ('way', (0.06, 0, 1)),
            'left_iliocostalis': ('way', (0.2, 0, 1)),
        },
        strokes=('still', 'strum', 'ball'),
        along=UP,
        roll_mm=0,  # it would roll on to the rib or the spine
    )
    heads = atlas.find('of_right_pectoralis_major')
    humerus = atlas.points('right_humerus')
    insertion = humerus[np.argsort(-humerus[:, 2])[:400]].mean(0) + [-4, 0, -45]
    shaft = humerus[np.abs(humerus[:, 2] - np.quantile(humerus[:, 2], 0.5)) < 6]
    tuberosity = shaft[shaft[:, 0].argmin()] - [0, 0, 25]
    v[9] = View(
        9, 'chest', 'Upper outer chest', 'anterior', 'right', FRONT, (-80, 0, 1251), 300, 284,
        bones=VERTEBRA + '|rib$|costal|sternum|manubrium|xiphoid|right_(scapula|clavicle|humerus)|left_clavicle',
        target='(clavicular|sternocostal)_part_of_right_pectoralis_major',
        context='of_right_deltoid',
        far=-70,
        bone_wins=(('clavicle', -7),),
        soften=1.2,
        line_mm=1.8,
        fibres=dict.fromkeys(heads, ('to', insertion)) | {'deltoid': ('to', tuberosity)},
        context_fibres=1.3,
        strokes=('still', 'strip', 'pincer', 'ball'),
        along=(-1, 0, 0.25),
        strip_mm=(75, 40),
        pincer='axillary-fold-front',
    )
    v[11] = View(
        11, 'upper-back', 'Upper back beside the spine', 'posterior', 'both', BACK, (0, 0, 1268), 312, 294,
        bones=VERTEBRA + '|rib$|scapula|clavicle|humerus|occipital|parietal|temporal_bone|mandible',
        target='(left|right)_(iliocostalis|longissimus|spinalis)',
        deep='semispinalis|multifidus|rotator',
        deep_under=True,
        far=105,
        close_mm=5,
        island=8,
        soften=1.6,
        line_mm=3.2,
        muscle_step=2.5,
        bone_level=0.47,
        bone_blur=0.6,
        no_steps='scapula',
        fibre_gap=1.0,
        swirl=2.2,
        fibres={'left_(semi|multi)|left.*rotator': ('way', (-0.12, 0, 1)), 'semi|multi|rotator': ('way', (0.12, 0, 1))},
        bone_wins=(('scapula|clavicle', -45),),
        within=(44, 56),
        knobs='thoracic_vertebra|cervical_vertebra',
        strokes=('still', 'strip', 'strum', 'ball'),
        along=(0, 0, -1),
    )
    v[13] = View(
        13, 'low-back', 'The pit of the low back', 'posterior', 'both', BACK, (0, 0, 904), 328, 310,
        creases='buttocks',
        tendon=(('longissimus|iliocostalis', (0, 0, 862), (0, 0, -1)),),
        bones=VERTEBRA + '|hip_bone|sacrum|coccyx|twelfth|eleventh',
        target='longissimus_thoracis|iliocostalis_lumborum',
        deep='multifidus',
        knobs='lumbar_vertebra|twelfth_thoracic',
        far=190,
        drop=(1, 2),
        fibres={
            'left_longissimus': ('way', (0.1, 0, 1)),
            'left_iliocostalis': ('way', (0.24, 0, 1)),
            'right_longissimus': ('way', (-0.1, 0, 1)),
            'right_iliocostalis': ('way', (-0.24, 0, 1)),
        },
        soften=1.8,
        line_mm=3.0,
        strip_mm=(8, 88),
        fibre_gap=0.85,
        bone_step=3,
        bone_line_mm=3,
        no_steps='hip_bone',
        strokes=('still', 'strip', 'strum', 'ball'),
        along=UP,
    )
    head = humerus[np.argsort(-humerus[:, 2])[:200]].mean(0)
    v[14] = View(
        14, 'shoulder-blade', 'Back of the shoulder blade', 'posterior', 'right', BACK, (-100, 0, 1268), 264, 249,
        bones=VERTEBRA + '|rib$|right_scapula|right_clavicle|right_humerus',
        target='right_infraspinatus',
        context='right_teres_(major|minor)|right_supraspinatus',
        far=115,
        fibres={'infraspinatus': ('to', head + [-10, 0, 0]), 'teres_minor': ('to', head + [-10, 0, -15]), '.': ('axis', None)},
        context_fibres=1.3,
        strokes=('still', 'strip', 'strum', 'ball'),
        along=(-1, 0, 0.3),
        strip_mm=(32, 60),
        roll=UP,
    )


def _limbs(v: dict) -> None:
    v[3] = View(
        3, 'outer-shin', 'Upper outer shin', 'anterolateral', 'right', (0.36, 1, 0), (-72, -90, 191), 330, 545,
        upright=True,
        second=(3,),
        creases='feet',
        bones='right_(tibia|fibula|patella|femur)$',
        target='right_tibialis_anterior',
        context='right_(extensor_digitorum_longus|fibularis_longus|soleus)|made_right_(patellar|gastroc)',
        sinew='made_right_patellar',
        tendon=(('tibialis_anterior', (-90, -90, 115), (0.25, 0, -1)), ('digitorum|fibularis', (-90, -90, 85), (0, 0, -1))),
        fibres={'tibialis_anterior': ('way', (0.05, 0, 1)), '.': ('axis', None)},
        context_fibres=1.0,
        fibre_gap=0.6,
        drop=(3,),
        bone_wins=(('patella', -14),),
        bone_step=2.5,
        soften_context=0.9,
        skin_valleys=None,
        strokes=('still', 'strip', 'ball'),
        along=UP,
        strip_mm=(62, 52),
    )
    forearm = L('wrist-back') - L('lateral-epicondyle')
    v[5] = View(
        5, 'forearm', 'Top of the forearm, thumb side', 'posterolateral', 'right', (0.57, -0.82, 0), (-272, -90, 890), 255, 425,
        up=turned((0.57, -0.82, 0), UP, 12),
        upright=True,
        bones='right_(humerus|ulna|radius)$',
        target='right_(extensor_carpi_radialis_longus|extensor_carpi_radialis_brevis|extensor_digitorum|extensor_digiti_minimi|extensor_carpi_ulnaris)$',
        deep='right_brachioradialis$',
        context='right_anconeus|right_abductor_pollicis_longus|right_extensor_pollicis|of_right_flexor_carpi_ulnaris|of_right_triceps|right_brachialis|of_right_biceps_brachii',
        tendon=(('.', tuple(L('lateral-epicondyle') + 0.62 * forearm), tuple(forearm)),),
        drop=(0, 3, 4),
        fibres={'.': ('axis', None)},
        context_fibres=1.3,
        bone_wins=(('humerus', -5), ('ulna', -12, (tuple(L('olecranon')), 19))),
        bone_island=9,
        close_mm=3,
        soften=1.0,
        island=6,
        close_context=9,
        soften_context=1.2,
        line_mm=2.0,
        skin_step=4,
        skin_valleys=None,
        strokes=('still', 'strip', 'strum', 'pincer', 'ball'),
        along=(0.05, 0.2, 1),
        strip_mm=(85, 18),
        pincer='thumb-side-roll',
    )
    hip = L('greater-trochanter-top') - [0, 0, 15]
    v[6] = View(
        6, 'side-of-hip', 'High on the side of the hip', 'lateral', 'right', (1, 0, 0), (-100, -76, 842), 320, 302,
        bones='hip_bone|sacrum|coccyx|right_femur|lumbar_vertebra|twelfth|eleventh',
        target='right_gluteus_medius|made_right_gluteus_medius',
        deep='right_gluteus_minimus',
        context='right_gluteus_maximus|right_tensor|^right_vastus_lat',
        fibres={'gluteus_(medius|minimus)': ('to', hip), 'maximus': ('way', (0, 0.8, 1)), '.': ('axis', None)},
        context_fibres=1.3,
        drop=(1, 2),
        tol=14,
        merge=True,
        island=14,
        soften=1.6,
        soften_context=1.2,
        close_mm=14,
        muscle_step=4,
        skin_step=40,
        skin_valleys=None,
        strokes=('still', 'strum', 'ball'),
        along=(0, 0, -1),
        aim={'iliac-crest': 'above'},
    )
    v[8] = View(
        8, 'outer-thigh', 'Lower outer thigh', 'anterolateral', 'right', (0.5, 0.87, 0), (-62, -90, 474), 276, 456,
        upright=True,
        second=(3,),
        tendon=(('vastus_lateralis|rectus', tuple(L('patella-top') - [0, 0, 6]), (0.5, 0, -1)),),
        sinew='made_right_patellar',
        bones='right_(patella|tibia|fibula|femur)$',
        target='^right_vastus_lateralis',
        context='made_right_(rectus_femoris|vastus_medialis|patellar)|of_right_biceps_femoris',
        veil='made_right_iliotibial_tract',
        fibres={
            'vastus_lateralis': (
                'way',
                L('patella-upper-outer-corner')
                - atlas.points('right_vastus_lateralis').max(0) * [0, 0, 1]
                - atlas.centre('right_vastus_lateralis') * [1, 1, 0],
            ),
            '.': ('axis', None),
        },
        context_fibres=1.3,
        drop=(1, 2, 3),
        bone_wins=(('patella', -14),),
        muscle_blur=1.0,
        muscle_step=4,
        close_context=3.5,
        line_mm=3.0,
        bone_line_mm=0.6,
        bone_level=0.38,
        trim=tuple(L('patella-centre')),
        soften=2.5,
        soften_context=0.9,
        strokes=('still', 'strip', 'strum', 'ball'),
        along=UP,
        strip_mm=(68, 66),
    )
    heel, toe = atlas.centre('right_calcaneus'), atlas.centre('proximal_phalanx_of_right_third_toe')
    axis = unit(toe - heel)
    sole = np.cross(axis, atlas.centre('right_fifth_metatarsal_bone') - atlas.centre('right_first_metatarsal_bone'))
    sole *= np.sign(sole[2]) / np.linalg.norm(sole)
    v[10] = View(
        10,
        'foot-arch',
        'Middle of the arch',
        'plantar',
        'right',
        tuple(sole),
        tuple((heel + toe) / 2 + axis * 8),
        154,
        252,
        up=tuple(axis),
        upright=True,
        toes=True,
        creases='sole',
        bones='right_.*(metatarsal|calcaneus|cuboid|cuneiform|navicular|talus)|of_right_.*toe|of_right_foot|sesamoid.*right',
        target='right_abductor_hallucis|right_flexor_digitorum_brevis',
        context='right.*flexor_hallucis_brevis|lumbrical_of_right_foot|right_adductor_hallucis|right_flexor_accessorius|flexor_digiti_minimi_brevis_of_right_foot|interosse.*right_foot|abductor_digiti_minimi_of_right_foot',
        tol=1.5,
        island=3,
        fibres={'.': ('way', tuple(axis))},
        skin_far=15,
        skin_close=(20, 70, 95, 152, 248),
        skin_step=30,
        skin_valleys=None,
        line_mm=1.8,
        soften_context=0.5,
        fibre_gap=0.6,
        swirl=0.9,
        strokes=('still', 'strip', 'ball'),
        along=tuple(axis),
        aim={'ball-of-foot': 'middle'},
        strip_mm=(52, 50),
    )
    v[12] = View(
        12, 'top-of-buttock', 'Top of the buttock', 'posterior', 'right', (0.26, -0.93, -0.22), (-52, 0, 868), 334, 316,
        creases='buttocks',
        bones='lumbar_vertebra|hip_bone|sacrum|coccyx|femur',
        target='right_gluteus_maximus|made_right_gluteus_maximus',
        context='right_gluteus_medius',
        far=140,
        soften=3.0,
        soften_context=1.2,
        skin_step=40,
        skin_valleys=None,
        close_mm=12,
        muscle_blur=1.0,
        target_level=0.42,
        merge=True,
        muscle_step=5,
        fibres={'gluteus_maximus': ('way', (-1, 0, -1.2)), 'medius': ('to', hip)},
        context_fibres=1.3,
        drop=(1, 2),
        strokes=('still', 'strip', 'strum', 'ball'),
        along=(-1, 0, -1.2),
        strip_mm=(14, 70),
    )


# fmt: on
@lru_cache(None)
def views() -> dict[int, View]:
    table: dict[int, View] = {}
    for fill in (_neck, _trunk, _limbs):
        fill(table)
    return dict(sorted(table.items()))
