"""Direction sets: what a method returns. `engine.document.saved.direction_file` writes and reads them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar

import numpy as np

from engine.document.keys import SliderKey
from engine.document.tuning import Tuning
from engine.language import tr

Value = TypeVar("Value")
#: What a method is asked with, by name.
ParameterValue = bool | int | float | str
Parameters = Mapping[str, ParameterValue]
#: What is added to a method's identifier in the provenance of its best directions, so that they are no set of its own.
BEST = "-best"
#: What people call more and less of an attribute; turned and leaning as the viewer sees it.
WAYS = {
    "yaw": (tr("turn right"), tr("turn left")),
    "pitch": (tr("look up"), tr("look down")),
    "roll": (tr("lean right"), tr("lean left")),
    "brightness": (tr("brighter"), tr("darker")),
    "hue": (tr("warmer"), tr("colder")),
    "saturation": (tr("more colour"), tr("less colour")),
    "sharpness": (tr("sharper"), tr("softer")),
    "symmetry": (tr("more even"), tr("less even")),
    "age": (tr("older"), tr("younger")),
    "identity": (tr("another person"), tr("another person")),
}
#: What a note tells: how the directions were found and looked at, how much of each falls outside its region, or that
#: they were made for another generator than the one they are tried on.
NoteKind = Literal["found", "leakage", "elsewhere"]
#: What is known of all directions of a set, or of none.
OPTIONAL = (
    "spectrum", "effect", "origin", "attribute", "purity", "leakage", "leakage_before", "unprojected", "path", "start",
    "tuning",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Direction:
    """One way to move a code; what is unknown is None.

    `vector` (dimension,) float32 of length 1; `sigma`, above 0, the length of one standard deviation; `spectrum` how
    much it explains, in the method's own terms; `slider` its SLOT.INDEX if it is one of a generator's own numbers, else
    empty; `effect` the measured mean absolute change from -2 to +2 sigma; `origin` where along it, in sigma, a slider
    that shows absolute places has its 0 (GANSpace's mean, InterFaceGAN's boundary): a code's place is
    `code @ vector / sigma - origin`; `attribute` what it was measured to move most, empty if nothing that has a name,
    and `purity` the share of that in the whole change, in [0, 1]; `map` (side, side) uint8 where in its layer it acts,
    never saved.

    Methods of a painted region say more: `leakage` the share, in [0, 1], of its first-order change that falls outside
    the region; `unprojected` (dimension,) the unit direction if nothing were held, and `leakage_before` of that. A
    curved direction has a `path` (an odd number of points, dimension), codes from -reach to +reach sigma in equal steps
    with the face's own code, or 0, in the middle; its `vector` is the tangent there. A morph also has its `start`, that
    face's code (dimension,), and the `tuning` that belongs to its end, which is saved with edits alone.
    """

    name: str
    vector: np.ndarray
    sigma: float
    spectrum: float | None = None
    slider: str = ""
    effect: float | None = None
    origin: float | None = None
    attribute: str | None = None
    purity: float | None = None
    leakage: float | None = None
    leakage_before: float | None = None
    unprojected: np.ndarray | None = None
    path: np.ndarray | None = None
    start: np.ndarray | None = None
    tuning: Tuning | None = None
    map: np.ndarray | None = None

    @property
    def curve(self) -> np.ndarray | None:
        """The points of its path as steps from the face's code (points, dimension) float32; None: it is straight."""
        if self.path is None:
            return None
        return np.asarray(self.path - self.path[len(self.path) // 2], np.float32)


@dataclass(frozen=True)
class Provenance:
    """Where a set comes from.

    `method` is the identifier and `version` the version of what found it, `title` what people call it; `parameters` and
    `seed` what it was asked with; `generator` the SHA-256 of the generator's file.
    """

    method: str
    title: str
    version: int
    parameters: Parameters
    seed: int
    generator: str


@dataclass(frozen=True)
class Note:
    """A line about a set for people to read, and what it tells."""

    kind: NoteKind
    text: str


def notes(kind: NoteKind, texts: Iterable[str]) -> tuple[Note, ...]:
    """A note of this kind for each text."""
    return tuple(Note(kind, text) for text in texts)


@dataclass(frozen=True, eq=False)
class DirectionSet:
    """One or more directions of a code, in order: as a sequence it has their length and gives each.

    `cuts` are the singular values, the largest first, of what a method of a painted region holds, of which the first
    `rank` are held. `reach`, above 0 where directions are curved, is how far their paths go each way, in sigma.

    Raises:
        ValueError: there is no direction, something is known of some of them only, or arrays do not fit together.
    """

    directions: tuple[Direction, ...]
    provenance: Provenance
    notes: tuple[Note, ...] = ()
    cuts: tuple[float, ...] = ()
    rank: int = 0
    reach: float = 0.0

    def __post_init__(self) -> None:
        if not self.directions:
            raise ValueError(tr("there is no direction"))
        for name in OPTIONAL:
            if len({getattr(direction, name) is None for direction in self}) > 1:
                raise ValueError(
                    tr("{replace} is known of some of the directions only", replace=name.replace("_", " "))
                )
        if len({bool(direction.slider) for direction in self}) > 1:
            raise ValueError(tr("only some of the directions are the generator's own sliders"))
        shape = self.directions[0].vector.shape
        if len(shape) != 1 or any(direction.vector.shape != shape for direction in self):
            raise ValueError(tr("the vectors are no rows of one length"))
        for direction in self:
            if direction.unprojected is not None and direction.unprojected.shape != shape:
                raise ValueError(
                    tr(
                        "an unprojected vector {shape} for a vector {shape2}",
                        shape=direction.unprojected.shape,
                        shape2=shape,
                    )
                )
            if direction.start is not None and (direction.path is None or direction.start.shape != shape):
                raise ValueError(tr("a start {shape} for a vector {shape2}", shape=direction.start.shape, shape2=shape))
        self._check_paths()

    def _check_paths(self) -> None:
        """Whether paths are alike, have a middle and reach somewhere."""
        shapes = {direction.path.shape for direction in self if direction.path is not None}
        if not shapes:
            return
        first = min(shapes)
        if len(shapes) > 1 or len(first) != 2 or first[1] != len(self[0].vector) or first[0] % 2 == 0:
            raise ValueError(tr("a path {first} for a vector {shape}", first=first, shape=self[0].vector.shape))
        if not self.reach > 0:
            raise ValueError(tr("paths that reach {reach} sigma", reach=self.reach))

    def __len__(self) -> int:
        return len(self.directions)

    def __getitem__(self, i: int) -> Direction:
        return self.directions[i]

    def __iter__(self) -> Iterator[Direction]:
        return iter(self.directions)

    @cached_property
    def vectors(self) -> np.ndarray:
        """The directions as rows (k, dimension)."""
        return np.stack([direction.vector for direction in self])

    @cached_property
    def sigma(self) -> np.ndarray:
        """Their standard deviations (k,) float32."""
        return np.array([direction.sigma for direction in self], np.float32)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """What each is called: by what it was measured to move most, else as its method did; equal ones are numbered:
        "yaw", "yaw (2)"."""
        counted: Counter[str] = Counter()
        labels = []
        for direction in self:
            name = spoken(direction.attribute or "") or tr(direction.name)
            counted[name] += 1
            labels.append(name if counted[name] == 1 else f"{name} ({counted[name]})")
        return tuple(labels)

    @property
    def own(self) -> bool:
        """Whether the directions are a generator's own sliders."""
        return bool(self[0].slider)

    @cached_property
    def key(self) -> str:
        """A short name that is the same for the same directions: method and content hash."""
        digest = hashlib.sha256(self.vectors.tobytes())
        if paths := known(direction.path for direction in self):  # curves with the same tangents
            digest.update(np.stack(paths).astype(np.float32).tobytes() + repr(self.reach).encode())
        return f"{self.provenance.method}:{digest.hexdigest()[:8]}"

    @cached_property
    def places(self) -> dict[str, int]:
        """The place (from 0) of each direction by its key."""
        return {self.slider(i): i for i in range(len(self))}

    @cached_property
    def groups(self) -> dict[str, tuple[SliderKey, ...]]:
        """The keys by the group they stand in: a slot each of a generator's own, else the set's key alone."""
        groups: dict[str, tuple[SliderKey, ...]] = {}
        for key in map(SliderKey, self.places):
            groups[key.group] = (*groups.get(key.group, ()), key)
        return groups

    def slider(self, i: int) -> str:
        """The key of direction i (from 0) as documents and the screen use it."""
        return self[i].slider or f"{self.key}#{i + 1}"


def spoken(attribute: str) -> str:
    """An attribute in words, without the sign that one would read as its slider's value: "yaw −" is "turn left"."""
    name, less = attribute.removesuffix(" +").removesuffix(" −"), attribute.endswith(" −")
    return WAYS.get(name, (tr(name), tr("less {name}", name=tr(name))))[less]


def known(values: Iterable[Value | None]) -> tuple[Value, ...]:
    """The values that are known: of the directions of one set all, or none."""
    return tuple(value for value in values if value is not None)
