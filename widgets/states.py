"""The plain values that widgets show. The controller makes them from the document; widgets hold no truth."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from engine.document.document import Document
from engine.document.films.formats import Grade


@dataclass(frozen=True)
class SliderState:
    """One slider. Values are in standard deviations (sigma), a morph's in shares of the way; `home` is the seed's own
    value, where a reset returns."""

    key: str
    name: str
    value: float = 0.0
    home: float = 0.0
    effect: float = 0.0  # measured mean absolute change of the picture in [-1, 1] units, -2 to +2 sigma; 0 = unknown
    starred: bool = False
    hint: str = ""  # e.g. "z3.2" and what was seen in its traversal
    low: float = -4.0  # where its track ends
    high: float = 4.0
    usual: tuple[float, float] | None = None  # where the generator knows what it draws; None: unknown
    muted: bool = False  # its edit does not act at the moment
    filmed: bool = False  # a curve of the film moves it
    purity: float = 0.0  # how much of its whole change is what it is called by, in [0, 1]; 0 = unknown
    #: What it leads to on this face: rows of RGB, and how many pixels each has; empty: nobody has seen.
    thumbnail: tuple[bytes, int] = (b"", 0)

    @property
    def changed(self) -> bool:
        return abs(self.value - self.home) > 5e-4


@dataclass(frozen=True)
class SliderGroup:
    """The sliders of one layer (coarse to fine), or of one direction set."""

    key: str
    title: str
    hint: str
    sliders: tuple[SliderState, ...]
    solo: bool = False
    locked: bool = False
    lockable: bool = True
    shown: int = 3  # how many stand there at once; the rest is folded away
    told: str = ""  # how the set was found, for the tip


@dataclass(frozen=True)
class TrainingState:
    """A method that learns, at `step` of `steps`; `figures` are each a name, its steps and its values.

    `used` whether its sliders are moved now; `shown` whether they are those below; `ready` whether it makes steps: one
    that goes on draws its pictures again first.
    """

    title: str
    step: int
    steps: int
    figures: tuple[tuple[str, tuple[float, ...], tuple[float, ...]], ...] = ()
    used: bool = False
    shown: bool = True
    ready: bool = True


@dataclass(frozen=True)
class EditRow:
    """One active edit of the document, in stack order; `value` is where its slider stands, and `home` where the seed's
    picture has it, in sigma."""

    key: str
    name: str
    value: float
    muted: bool = False
    origin: str = ""  # where its direction comes from: "EigenGAN, layer 3", "GANSpace"
    mask: str = ""  # the region that it keeps to; "": everywhere
    home: float = 0.0


@dataclass(frozen=True)
class HistoryRow:
    """One step of the history."""

    label: str
    current: bool = False


@dataclass(frozen=True)
class SnapshotRow:
    """A picture that was kept, by its number; `current` where it is what is on screen."""

    number: int
    name: str
    current: bool = False


@dataclass(frozen=True)
class Face:
    """A picture on the wall: its seed and, once rendered, its pixels (uint8 H x W x 3).

    A face that comes from no seed has a number of its own instead, a `label` of some lines, and words `about` it.
    """

    seed: int
    pixels: np.ndarray | None = field(default=None, compare=False)
    label: str = ""
    about: str = ""


@dataclass(frozen=True)
class ExportChoice:
    """What a person asked of an export: a traversal of some sliders.

    `rate` in frames a second, `size` the side in pixels; `format` a name of `engine.document.films.formats`.
    """

    sliders: tuple[str, ...]
    low: float
    high: float
    frames: int
    rate: float
    there_and_back: bool
    size: int
    path: str
    dither: bool = False
    format: str = "gif"
    quality: Grade = "good"


@dataclass(frozen=True)
class LookChoice:
    """On which faces a look goes: seeds, and whether the faces brought in; pictures of `size` pixels a side, into a
    folder. `look`: None is that of the picture on screen. With `frames`, films of so many: see `ExportFilm`."""

    seeds: tuple[int, ...]
    brought: bool
    size: int
    path: str
    look: Document | None = None
    frames: int = 0
    rate: float = 25.0
    format: str = "gif"
    quality: Grade = "good"
    dither: bool = False


@dataclass(frozen=True)
class LibraryCard:
    """A generator in the library. `key` is what opens it, or fetches it where there is an `offer`."""

    key: str
    title: str
    facts: str = ""  # family, size in pixels
    line: str = ""  # one quiet line: what it is, where it lies
    tip: str = ""
    picture: bytes = b""  # PNG
    current: bool = False  # open now
    gone: bool = False
    removable: bool = False
    pinned: bool = False  # it stays, above the others
    offer: str = ""  # the words on its button: "Get (13 MB)"
    busy: bool = False  # being fetched


@dataclass(frozen=True)
class LibrarySection:
    """Cards under a heading; `empty` is said where there are none."""

    title: str
    cards: tuple[LibraryCard, ...]
    empty: str = ""


@dataclass(frozen=True)
class TamingState:
    """From how many sigma on a face is calmed (0: not at all), and the first so many components of it (0: all).

    `components` is how many there are, 0 where none stands out; `why_not` a sentence where nothing can be calmed.
    """

    threshold: float = 0.0
    first: int = 0
    components: int = 0
    why_not: str = ""


@dataclass(frozen=True)
class ConditionsState:
    """What a picture depends on besides code and edits; `classes`, `noises` and `latents` say what there is to choose.

    `mixes` are (seed, first layer, last layer), layers counted from 1.
    """

    classes: int = 0
    noises: tuple[str, ...] = ()
    latents: int = 0
    label: int = 0
    cutoff: int = 0  # 0: all layers
    noise: str = "constant"
    noise_seed: int = 0
    mixes: tuple[tuple[int, int, int], ...] = ()

    @property
    def offered(self) -> bool:
        return self.classes > 0 or bool(self.noises) or self.latents > 1


@dataclass(frozen=True)
class DirectionCard:
    """One direction in the browser or a row of the comparison. Values in sigma; `share` and `purity` in [0, 1].

    `attribute` is the one it moves most and `purity` its share of the whole change; empty and 0 while unmeasured.
    `first` and `last` are the layers that it moves (counted from 1); 0: all.
    """

    key: str
    name: str
    value: float = 0.0
    home: float = 0.0
    starred: bool = False
    attribute: str = ""
    purity: float = 0.0
    share: float = 0.0
    first: int = 0
    last: int = 0
    origin: str = ""  # the set it comes from: "GANSpace"
    held: bool = False  # held fixed: the others leave it alone
    compared: bool = False  # chosen for the comparison
    basis: np.ndarray | None = field(default=None, compare=False)  # uint8 (side, side): where in its layer it acts


@dataclass(frozen=True)
class DirectionShelf:
    """A direction set in the browser. `spectrum` (k,) in the method's own terms; `subtitle` says how it was found."""

    key: str
    title: str
    subtitle: str = ""
    cards: tuple[DirectionCard, ...] = ()
    spectrum: tuple[float, ...] = ()
    layers: int = 0  # how many layers there are to choose a range from; below 2: none
    absolute: bool = False  # whether its sliders show absolute places
    can_be_absolute: bool = False
    deletable: bool = True
    nameable: bool = True  # whether its directions can be named by what they move
    tip: str = ""  # the subtitle with all numbers; empty: it is the same


@dataclass(frozen=True)
class Labelled:
    """A face on the wall where a person says yes or no; `mark` is 1, -1, or 0 for not judged."""

    seed: int
    mark: int = 0
    pixels: np.ndarray | None = field(default=None, compare=False)


Tool = Literal["brush", "eraser", "lasso", "rectangle", "ellipse"]
HeatMap = Literal["off", "first-order", "realised"]


@dataclass(frozen=True)
class BrushState:
    """The bar above the picture while one paints.

    `size` is the brush's diameter as a share of the picture's side, `softness` in [0, 1]; `overlay`: painted regions
    are seen; `follow`: sliders are found anew when the region or the face changes; `parts` are the ready-made regions
    known for this face; `has_region`: there is something painted to invert, grow or save; `busy` is a sentence.
    """

    tool: Tool = "brush"
    size: float = 0.1
    softness: float = 0.3
    subtract: bool = False
    overlay: bool = True
    follow: bool = False
    keep_masks: bool = True
    parts: tuple[str, ...] = ()
    has_region: bool = False
    busy: str = ""


@dataclass(frozen=True)
class RegionRow:
    """A painted region; `keep`: left alone rather than changed; `share` of the picture in [0, 1]; `tint` #rrggbb."""

    name: str
    keep: bool = False
    current: bool = False
    share: float = 0.0
    tint: str = "#00c2ff"


@dataclass(frozen=True)
class LeakageState:
    """How much of a slider's change falls outside its region.

    Shares in [0, 1] of the first-order and of the realised change, None while unknown; `before`: of the same slider
    if nothing were held. `stale` says why the slider should be found anew, `note` what else there is to say. `cuts` are
    the singular values of what is held, the largest first, of which the first `rank` are; `can_cut`: one may choose
    another rank; `local`: the sliders shown were found for a region, and `only_inside`: keep to it by a mask. `former`:
    the shares are of what was shown before, and others are on their way.
    """

    name: str = ""
    first_order: float | None = None
    realised: float | None = None
    first_order_before: float | None = None
    realised_before: float | None = None
    stale: str = ""
    note: str = ""
    heat: HeatMap = "off"
    cuts: tuple[float, ...] = ()
    rank: int = 0
    can_cut: bool = False
    local: bool = True
    only_inside: bool = True
    former: bool = False
