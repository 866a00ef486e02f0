"""What a view is: camera, crop, parts and options of one plate (a row of `views`).

Enters and leaves: nothing; `View.names` asks the atlas which parts a pattern means.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from atlas import atlas

UP = (0, 0, 1)


@dataclass
class View:
    spot: int
    slug: str
    title: str
    view: str  # anterior posterior lateral anterolateral posterolateral plantar
    laterality: str  # 'both' sides drawn and worked, or the 'right' one
    look: tuple
    centre: tuple
    width: float  # mm of the body across the plate
    height: float
    bones: str
    target: str
    up: tuple = UP
    context: str = ""  # neighbours; they hide the target where they lie over it
    veil: str = ""  # neighbours that do not hide: the target under them is drawn paler (layer deep)
    deep: str = ""  # paler muscles of the spot
    deep_under: bool = False  # the deep layer never hides the target
    drop: tuple[int, ...] = ()  # skin parts left out: 0 trunk and head, 1 left arm, 2 right arm, 3 left leg, 4 right leg
    skin_far: float | None = None  # skin further than this many mm behind the centre plane is left out
    skin_close: tuple | None = None  # (mm, x0, y0, x1, y1): dents of the skin narrower than 2 x mm are evened out in this part of the plate
    far: float | None = None  # the same for bones
    tol: float = 0.8  # a part hides another if more than this many mm in front
    bone_wins: tuple = ()  # (bone pattern, mm): these hide muscles even when slightly behind (negative mm)
    close_mm: float = 4.0  # slits in a muscle narrower than this are closed
    close_context: float = 2.5  # the same for the neighbours
    bone_island: float = 1.2  # glimpses of bone under bone_island x bone_island mm are dropped
    island: float = 4.0  # specks under island x island mm are dropped
    soften: float = 0.0  # mm over which the target's outline is rounded off
    soften_context: float = 0.0  # the same for the context
    upright: bool = False  # a limb, seen from joint to hand or foot: taller than wide, printed 60 mm wide
    within: tuple[float, float] | None = None  # mm beside the midline that the target reaches, at the top and at the bottom of the plate
    sink: float = 0.0  # mm that the target's lower ends are drawn on, to pass behind a bone that hides them
    sink_behind: str = ""  # pattern of that bone
    second: tuple[int, ...] = ()  # parts of the skin drawn as a pale shape behind: the other limb, which tells left from right
    tendon: tuple[tuple[str, tuple, tuple], ...] = ()  # (muscles, point, direction): past the point they are tendon, and pale
    sinew: str = ""  # pattern of the context parts that are tendon all over
    creases: str = ""  # which lines of the skin are drawn, as on the body figures (`creases.py`)
    toes: bool = False  # toes drawn round their bones; the skin fits them loosely
    knobs: str = ""  # pattern of vertebrae whose spinous tips are always seen
    cut_at: str = ""  # bone pattern: the target is closed up to these bones and cut cleanly there
    trim: tuple | None = None  # world point: the target below it on the plate is left out
    swell: dict = field(default_factory=dict)  # pattern -> mm: thin meshes are drawn this much fuller
    ear: tuple | None = None  # x, y, width, height (mm of the plate) of the ear to be drawn over the skull
    merge: bool = False  # no lines between target parts
    fibres: dict = field(default_factory=dict)  # pattern -> ('to', point) or ('way', vector); else solved on the mesh
    fibre_gap: float = 0.72  # mm of print between fibres
    swirl: float = 1.3  # mm of print over which fibre directions are smoothed
    deep_fibres: bool = True
    fibred: str = ""  # pattern of the context muscles that get fibres; all if empty
    floor: str = ""  # pattern of the context muscles drawn a tone darker, as the floor of a hollow
    context_fibres: float = 0.0  # mm of print between the fibres of the context; 0 = none
    muscle_blur: float = 0.4  # mm of print over which light is evened out before it is cut into tones
    bone_blur: float = 0.35
    skin_blur: float = 0.8  # the same for the skin
    skin_level: float = 0.50  # light below which skin is shaded; the same for the others
    bone_level: float = 0.44
    context_level: float = 0.46
    target_level: float = 0.5
    bone_step: float = 2.0  # depth step in mm that makes a line
    muscle_step: float = 1.2
    skin_step: float = 4.0
    line_mm: float = 1.0  # shortest inner line, mm of print
    no_steps: str = ""  # pattern of bones whose depth steps are not drawn
    bone_line_mm: float = 2.2  # the same for bones
    skin_valleys: tuple[float, float] | None = (0.012, 0.03)
    valley_mm: float = 3.0
    along: tuple = UP  # direction of stripping strokes at the zone (world)
    strokes: tuple[str, ...] = ("still",)
    roll: tuple | None = None  # direction in which a ball rolls; `along` if none
    roll_mm: float | None = None  # how far to either side it rolls; 0 = it stays; else most of the zone
    strum_share: float = 0.7  # half the width of a rub across, as a share of the zone's
    strip_mm: tuple[float, float] | None = None  # a stripping stroke: mm before the cross, mm past it; else the zone's length
    aim: dict[str, str] = field(default_factory=dict)  # where on its line a landmark is pointed at: 'above' the X, 'middle'; else near it
    pincer: str = ""  # landmark of the pincer grip, if not the zone

    def names(self, group: str) -> list[str]:
        pattern = getattr(self, group)
        if not pattern:
            return []
        return atlas.bones(pattern) if group == "bones" else [n for n in atlas.find(pattern) if atlas.kind[n] != "bone"]
