"""The document: base code, conditions, a stack of edits: what is undone, saved and exported. It never changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from engine.document.conditions import Conditions, Noise
from engine.document.keys import SliderKey
from engine.document.photos.alignment import Alignment
from engine.document.regions import Region
from engine.document.timeline.curves import Curve, NoiseLoop
from engine.document.timeline.shapes import USUAL_CLIP, Clip, CodeWay
from engine.document.timeline.sound import Sound, Tempo
from engine.document.tuning import Tuning


@dataclass(frozen=True)
class GeneratorRef:
    """Which weights a document is about: named by hash and by where they were found, never embedded."""

    name: str
    source: str
    sha256: str


@dataclass(frozen=True)
class Edit:
    """One direction with a strength.

    `key` is "SLOT.INDEX" for a generator's own slider, "SET#INDEX" for a direction set (counted from 1). `strength` is
    in sigma, as an offset from the base code; `vector` is the array key of the code-sized unit direction, empty for an
    own slider; one sigma is `sigma` long. Only the latent slots `first` to `last` (counted from 1, both included) move;
    0: all of them. With `reach`, the direction is curved: `vector` holds its points (an odd number, dimension), steps
    from the base code evenly from -`reach` to +`reach` sigma. A morph knows its `start`, the array key of the base code
    that it was made for, so that it ends at the same face from any other; and the `tuning` that belongs to its end.
    `mask` is the array key of a stored mask (see
    `engine.document.regions`) outside of which the picture stays; empty: everywhere.
    """

    key: str
    name: str
    strength: float
    origin: str = ""
    vector: str = ""
    sigma: float = 1.0
    muted: bool = False
    first: int = 0
    last: int = 0
    reach: float = 0.0
    mask: str = ""
    start: str = ""
    tuning: Tuning | None = None

    @property
    def group(self) -> str:
        """The slot or the direction set that the direction belongs to."""
        return SliderKey(self.key).group


@dataclass(frozen=True)
class Mix:
    """Style mixing: the latent slots `first` to `last` (counted from 1, both included) are those of another seed."""

    seed: int
    first: int
    last: int


@dataclass(frozen=True)
class PhotoRef:
    """The person's own picture that a document came from: the path of its file, and where its face lies in it.

    `sha256` is the hash (hex) of the file that the face was found in; empty where an earlier version did not keep it.
    """

    path: str
    alignment: Alignment
    sha256: str = ""


@dataclass(frozen=True)
class Document:
    """A picture in the making. Compare two with `==`: arrays are compared by their content keys."""

    generator: GeneratorRef
    seed: int = 0
    truncation: float = 1.0
    edits: tuple[Edit, ...] = ()
    held: tuple[tuple[str, str], ...] = ()  # slots whose base is not the seed's: (slot, array key of its values)
    locked: tuple[str, ...] = ()  # groups that a new seed or a throw of the dice leaves alone
    solo: str = ""  # the one group whose edits count while it is set
    names: tuple[tuple[str, str], ...] = ()  # sliders renamed by a person: (key, name)
    starred: tuple[str, ...] = ()
    cutoff: int = 0  # truncation reaches the first so many latent slots; 0: all of them
    label: int = 0  # the class, in conditional generators
    noise: Noise = "constant"
    noise_seed: int = 0
    mixes: tuple[Mix, ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()  # held fixed, whatever else moves: (direction, array key of its vector)
    ranges: tuple[tuple[str, int, int], ...] = ()  # directions that move some layers only: (key, first, last)
    regions: tuple[Region, ...] = ()  # painted, in the order they were made
    keep_outside: bool = True  # outside the masks of edits the picture stays to the last bit, not only in the features
    photo: PhotoRef | None = None  # what the held code was found in, until another face is shown
    tuning: Tuning | None = None  # what is laid into the generator so that it draws the photo closer
    judged: str = ""  # the array key of what a person said of faces (see `engine.document.judgements`); empty: nothing
    compression: float = 0.0  # numbers of the code that lie more sigma than this from usual are drawn in; 0: off
    components: int = 0  # compression reaches so many components of the largest variance; 0: all of them
    judging: str = ""  # what the faces are judged for, in a person's words
    snapshots: tuple[Snapshot, ...] = ()  # pictures kept to come back to, by number
    timeline: Timeline = field(default_factory=lambda: Timeline(), hash=False)  # the film that is being made
    passing: Passing | None = None  # a moment of a film, between two keys; never saved
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)  # keys of a newer version, kept as they came

    @property
    def conditions(self) -> Conditions:
        """What the picture depends on besides its code."""
        return Conditions(self.noise, self.noise_seed, self.truncation, self._fits())

    def _fits(self) -> tuple[tuple[Tuning, float], ...]:
        """What is laid into the generator, and how much of each: a morph leaves what was fitted to one photo, which
        would tear every other face, as its code leaves that photo's."""
        shares = {} if self.tuning is None else {self.tuning: 1.0}
        if self.passing is not None and self.passing.end is not None:
            done = min(max(self.passing.share, 0.0), 1.0)
            for document, share in ((self.passing.start, 1 - done), (self.passing.end, done)):
                if document.tuning is not None:
                    shares[document.tuning] = shares.get(document.tuning, 0.0) + share
        for edit in self.counting():
            if edit.start and not edit.mask:  # those with a mask are drawn as branches
                shares = {each: share * max(0.0, 1 - abs(edit.strength)) for each, share in shares.items()}
                if edit.tuning is not None:
                    there = max(0.0, 1 - abs(1 - edit.strength))
                    shares[edit.tuning] = min(1.0, shares.get(edit.tuning, 0.0) + there)
        return tuple((each, share) for each, share in shares.items() if share)

    def range_of(self, key: str) -> tuple[int, int]:
        """The layers that this direction moves, counted from 1, both included; (0, 0): all of them."""
        return next(((first, last) for other, first, last in self.ranges if other == key), (0, 0))

    def holds(self, key: str) -> bool:
        """Whether this direction is held fixed."""
        return any(other == key for other, _ in self.fixed)

    def edit(self, key: str) -> Edit | None:
        """The edit of this slider, if it is active."""
        return next((edit for edit in self.edits if edit.key == key), None)

    def counting(self) -> tuple[Edit, ...]:
        """The edits that change the picture: not muted, and of the soloed group if there is one."""
        return tuple(e for e in self.edits if not e.muted and (not self.solo or e.group == self.solo))

    def with_edit(self, edit: Edit) -> Document:
        """Set, add or (at strength 0) remove one edit; its place in the stack is kept."""
        if abs(edit.strength) < 5e-4:
            return self.without(edit.key)
        if self.edit(edit.key) is None:
            return replace(self, edits=(*self.edits, edit))
        return replace(self, edits=tuple(edit if e.key == edit.key else e for e in self.edits))

    def without(self, *keys: str) -> Document:
        """Remove these edits."""
        return replace(self, edits=tuple(e for e in self.edits if e.key not in keys))

    def unedited(self) -> Document:
        """The same seed without edits: the "original" of a comparison."""
        return replace(self, edits=(), solo="")

    def seeds(self) -> tuple[int, ...]:
        """Every seed whose code is needed: the document's own, then those mixed in."""
        return tuple(dict.fromkeys((self.seed, *(mix.seed for mix in self.mixes))))

    def tunings(self) -> tuple[Tuning, ...]:
        """All that was fitted to photos: to its own, and to those that morphs lead to."""
        return tuple(each for each in (self.tuning, *(edit.tuning for edit in self.edits)) if each is not None)

    def arrays(self) -> tuple[str, ...]:
        """The keys of every array the document needs."""
        edits = [key for edit in self.edits for key in (edit.vector, edit.mask, edit.start) if key]
        others = [*(region.mask for region in self.regions), *(key for each in self.tunings() for key in each.arrays())]
        others += [self.judged] if self.judged else []
        others += [key for each in self.beside() for key in each.arrays()]
        others += [edit.vector for edit in self.timeline.sliders if edit.vector]
        return tuple(dict.fromkeys(edits + others + [key for _, key in (*self.held, *self.fixed)]))

    def groups(self) -> set[str]:
        """The slots and direction sets of whose sliders it says anything."""
        keys = [edit.key for edit in self.edits] + [key for key, *_ in (*self.names, *self.fixed, *self.ranges)]
        return {SliderKey(key).group for key in (*keys, *self.starred)}.union(
            *(each.groups() for each in self.beside()), {edit.group for edit in self.timeline.sliders}
        )

    def beside(self) -> tuple[Document, ...]:
        """The documents that it holds: those of its snapshots, and of the keys of its film."""
        return (*(each.document for each in self.snapshots), *(key.document for key in self.timeline.keys))

    def region(self, name: str) -> Region | None:
        """The region of this name."""
        return next((region for region in self.regions if region.name == name), None)

    def branches(self) -> tuple[Document, tuple[tuple[str, Document], ...]]:
        """The document without its masked edits; and each mask in stack order, with the document that has those of
        that mask besides the unmasked ones, all over. Muted edits and groups that are not soloed are gone from all."""
        counting = self.counting()
        free = tuple(edit for edit in counting if not edit.mask)
        masks = dict.fromkeys(edit.mask for edit in counting if edit.mask)
        return replace(self, edits=free, solo=""), tuple(
            (
                mask,
                replace(self, edits=(*free, *(replace(e, mask="") for e in counting if e.mask == mask)), solo=""),
            )
            for mask in masks
        )


@dataclass(frozen=True)
class Snapshot:
    """A picture that was kept under a number from 1 to 9 (see `engine.document.snapshots`); its document holds no
    snapshots."""

    number: int
    name: str
    document: Document


@dataclass(frozen=True)
class Key:
    """A whole picture at a time in seconds, and the `clip` that leads from it to the next key (in a film that loops,
    from the last to the first). Its document holds no snapshots and no film."""

    time: float
    document: Document
    clip: Clip = USUAL_CLIP
    name: str = ""


@dataclass(frozen=True)
class Timeline:
    """A film of `length` seconds at `rate` frames a second; see `engine.document.timeline`.

    `keys` rise in time, no two at one; without any the picture on screen stands still. `curves` have one each slider
    or number; `sliders` are the edits that curves and drives move, by key, for those that no key has. `looped`: at its
    end the film is where it began, and goes on from there. `span` is the part that is played and written, in seconds;
    None: all of it.
    """

    keys: tuple[Key, ...] = ()
    length: float = 10.0
    rate: float = 30.0
    looped: bool = False
    span: tuple[float, float] | None = None
    curves: tuple[Curve, ...] = ()
    wanders: tuple[NoiseLoop, ...] = ()
    sliders: tuple[Edit, ...] = ()
    sound: Sound | None = None
    tempo: Tempo | None = None

    def curve(self, target: str) -> Curve | None:
        """The curve of this slider or number."""
        return next((curve for curve in self.curves if curve.target == target), None)

    @property
    def shown(self) -> tuple[float, float]:
        """From when to when it is played, in seconds."""
        return self.span or (0.0, self.length)

    @property
    def times(self) -> tuple[float, ...]:
        """The time of every frame, one every 1 / rate seconds; the frame at the end of the span is not one of them."""
        begin, end = self.shown
        return tuple(begin + i / self.rate for i in range(max(1, round((end - begin) * self.rate))))


#: What every document has until somebody begins a film.
NO_FILM = Timeline()


@dataclass(frozen=True)
class Passing:
    """Where a moment's base code lies: the `share` of the `way` from that of `start` to that of `end` (None: it stays),
    and how far round their circles the `wanders` are, each with its turn in [0, 1)."""

    start: Document
    end: Document | None = None
    share: float = 0.0
    way: CodeWay = "straight"
    wanders: tuple[tuple[NoiseLoop, float], ...] = ()
