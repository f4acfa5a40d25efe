"""The direction sets of one generator: which there are, which is shown, how sliders show them. No Qt, no engine."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from app.model.changes import Change
from engine.document.arrays import ArrayStore
from engine.document.code import Layout
from engine.document.directions import Direction, DirectionSet
from engine.document.disk.wording import Advice
from engine.document.keys import SliderKey
from engine.document.saved.kept_sets import KeptSet
from engine.language import tr

#: What is said of a slider whose set is not at hand.
GONE = Advice(
    tr("This slider is not there any more; find its directions again."),
    "The directions of this slider were not saved with the picture. Give their file, as FILE#INDEX.",
)


class Catalogue:
    """`rung` hears of every change."""

    def __init__(self, layout: Layout, arrays: ArrayStore, rung: Callable[[Change], None]) -> None:
        self._layout, self._arrays, self._rung = layout, arrays, rung
        self.sets: dict[str, DirectionSet] = {}  # by their keys, in the order they were found
        self._vectors: dict[str, tuple[str, ...]] = {}  # the array keys of each set
        #: The set that was removed last and the mask it had: a slider of it may be in somebody's hand.
        self._gone: tuple[DirectionSet, str] | None = None
        self.shown = ""  # the key of the set whose sliders the panel shows
        self._before: list[str] = []  # those that were shown before it, the last one last
        self.masks: dict[str, str] = {}  # the sets whose edits keep to a mask from the start, and its array key
        self.absolute: set[str] = set()  # the sets whose sliders show absolute places
        #: Between which strengths a slider stays within what the generator has learned, where that is known.
        self.ranges: dict[str, tuple[float, float]] = {}
        self.compared: list[str] = []  # the directions chosen for the comparison
        #: What the sliders of one face lead to, by slider: uint8, as bytes of rows, and the width.
        self.thumbnails: dict[str, tuple[bytes, int]] = {}

    def arrays_named(self) -> set[str]:
        """The keys of all arrays that its sets still need."""
        sets = {key for name, keys in self._vectors.items() if name in self.sets for key in keys}
        gone = {self._gone[1]} if self._gone is not None and self._gone[1] else set()
        tunings = (direction.tuning for found in self.sets.values() for direction in found)
        fits = {key for each in tunings if each is not None for key in each.arrays()}
        return sets | set(self.masks.values()) | gone | fits

    def mask_of(self, key: str) -> str:
        """The array key of the mask that edits of this set keep to from the start; empty: none."""
        if self._gone is not None and key == self._gone[0].key and key not in self.sets:
            return self._gone[1]
        return self.masks.get(key, "")

    def kept(self, groups: set[str], generator: str) -> tuple[KeptSet, ...]:
        """Those of these sets that are there, and those learned from what a person said, which nothing else brings
        back: to be saved with a document of the generator with this hash."""
        return tuple(
            KeptSet(generator, found, self.masks.get(key, ""), key in self.absolute)
            for key, found in self.sets.items()
            if key in groups or found.provenance.parameters.get("attribute") == "examples"
        )

    # ---- what changes ----

    def take(self, kept: KeptSet) -> None:
        """A set that was saved with a document comes back; what is shown stays, if anything is."""
        shown, key = self.shown, kept.directions.key
        if key not in self.sets:
            if kept.mask:
                self.masks[key] = kept.mask
            if kept.absolute:
                self.absolute.add(key)
            self.add(kept.directions)
            self.show(shown)

    def add(self, directions: DirectionSet) -> None:
        """Take a direction set in and show it; one that is there already, perhaps named since, is only shown."""
        if directions.key not in self.sets:
            rows = (np.asarray(row, np.float32) for row in directions.vectors)
            self._vectors[directions.key] = tuple(self._arrays.put(row) for row in rows)
            self.sets[directions.key] = directions
        self._turn_to(directions.key)
        self._rung(Change.SETS)

    def renew(self, directions: DirectionSet, key: str) -> None:
        """More is known of the set with this key, if it is still there."""
        if key in self.sets:
            self.sets[key] = directions
            self._rung(Change.SETS)

    def picture(self, key: str, ends: np.ndarray) -> None:
        """Small pictures, uint8 (k, height, width, 3), of what the sliders of the set with this key lead to."""
        if key in self.sets:
            width, places = ends.shape[2], self.sets[key].places
            self.thumbnails |= {slider: (end.tobytes(), width) for slider, end in zip(places, ends, strict=True)}
            self._rung(Change.SETS)

    def remove(self, key: str) -> None:
        """Forget a direction set. Edits made with it stay: they carry their own vectors.

        Until the next one goes, its sliders can still be moved.
        """
        mask, gone = self.masks.pop(key, ""), self.sets.pop(key, None)
        if gone is not None:
            self._gone = gone, mask
            for slider in gone.places:
                self.thumbnails.pop(slider, None)
        self.absolute.discard(key)
        self.compared = [k for k in self.compared if SliderKey(k).group != key]
        if self.shown == key:
            self.shown = next(reversed(self.sets), "")
        self._rung(Change.SETS)

    def show(self, key: str) -> bool:
        """Show the sliders of this set; False if it is not there."""
        if key not in self.sets:
            return False
        if key != self.shown:
            self._turn_to(key)
            self._rung(Change.SETS)
        return True

    def _turn_to(self, key: str) -> None:
        if key != self.shown:
            self._before = [k for k in self._before if k not in (key, self.shown)] + [self.shown]
            self.shown = key

    @property
    def before(self) -> DirectionSet | None:
        """The set that was shown last before the one that is shown, and is still there."""
        return next((self.sets[key] for key in reversed(self._before) if key in self.sets and key != self.shown), None)

    def show_absolute(self, key: str, on: bool) -> None:
        """Let the sliders of a set show absolute places (sigma from its origin), or offsets from the seed."""
        (self.absolute.add if on else self.absolute.discard)(key)
        self._rung(Change.SETS)

    def compare(self, key: str, on: bool) -> None:
        """Choose a direction for the comparison, or not."""
        self.compared = [k for k in self.compared if k != key] + ([key] if on else [])
        self._rung(Change.SETS)

    # ---- what there is ----

    @property
    def set_shown(self) -> DirectionSet | None:
        """The set whose sliders the panel shows."""
        return self.sets.get(self.shown)

    def latest(self, method: str) -> str:
        """The key of the set that this method found last; empty if there is none."""
        return next((key for key, found in reversed(self.sets.items()) if found.provenance.method == method), "")

    def find(self, key: str) -> tuple[DirectionSet, Direction]:
        """The set of a slider, and its direction in it.

        Raises:
            ValueError: its set is not at hand.
        """
        if (found := self.known(key)) is None:
            raise ValueError(GONE)
        return found

    def known(self, key: str) -> tuple[DirectionSet, Direction] | None:
        """The same, or None."""
        for directions in (*self.sets.values(), *((self._gone[0],) if self._gone is not None else ())):
            if key in directions.places:
                return directions, directions[directions.places[key]]
        return None

    def row(self, key: str) -> np.ndarray | None:
        """The unit direction of a slider (dimension,); None where it, or its set, is not at hand."""
        if SliderKey(key).own:
            row = np.zeros(self._layout.dimension, np.float32)
            try:
                row[self._layout.index(key)] = 1.0
            except ValueError:  # a slider of the generator that was in front before
                return None
            return row
        found = self.known(key)
        return None if found is None else found[1].vector

    def curve(self, key: str) -> np.ndarray | None:
        """The points of a curved direction, as steps from its face (points, dimension); None: it is straight."""
        found = self.known(key)
        return None if found is None else found[1].curve

    def keys_of(self, group: str) -> list[str]:
        """The sliders of a layer or direction set."""
        return [key for s in self.sets.values() for key in s.places if SliderKey(key).group == group]
