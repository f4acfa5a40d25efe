"""One open generator: its document, history and direction sets, and every action of a person on them. No Qt, no engine.

Each action makes the next document and gives it to the history with the words for the history list; an action that
changes nothing leaves no step. `gesture` numbers one drag, one held key, one typed entry: one step.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from engine.document.arrays import ArrayStore
from engine.document.composing import within_layers
from engine.document.conditions import Noise
from engine.document.directions import DirectionSet
from engine.document.document import Document, Edit, Mix, group_of
from engine.document.history import History
from engine.document.offers import GeneratorInfo
from engine.document.projection import project_out, spanned
from engine.document.requests import Track

STRIP = tuple(float(value) for value in range(-3, 4))  # sigma: where a film strip looks at a slider
SEEDS = 2**31


class Workspace:
    """`base` is the code of the current seed before edits, known once its first frame has come back."""

    def __init__(self, info: GeneratorInfo, document: Document, arrays: ArrayStore) -> None:
        self.info, self.arrays = info, arrays
        self.history = History(document)
        self.sets: dict[str, DirectionSet] = {}  # by their keys, in the order they were found
        self._vectors: dict[str, tuple[str, ...]] = {}  # the array keys of each set
        self.shown = ""  # the key of the set whose sliders the panel shows
        self.masks: dict[str, str] = {}  # the sets whose edits keep to a mask from the start, and its array key
        self.absolute: set[str] = set()  # the sets whose sliders show absolute places
        self.compared: list[str] = []  # the directions chosen for the comparison
        self.base = np.zeros(info.layout.dimension, np.float32)
        self.judged: dict[int, int] = {}  # what a person said of faces: seed -> 1 (yes) or -1 (no)
        self.visited: list[int] = [document.seed]
        self.visit = 0

    @property
    def document(self) -> Document:
        return self.history.document

    def arrays_named(self) -> set[str]:
        """The keys of all arrays that its documents, undone or not, and its sets still need."""
        steps = {key for step in self.history.steps for key in step.document.arrays()}
        sets = {key for name, keys in self._vectors.items() if name in self.sets for key in keys}
        return steps | sets | set(self.masks.values())

    # ---- directions ----

    def add_set(self, directions: DirectionSet) -> None:
        """Take a direction set in and show it."""
        self._vectors[directions.key] = tuple(self.arrays.put(np.asarray(v, np.float32)) for v in directions.vectors)
        self.sets[directions.key] = directions
        self.shown = directions.key

    def remove_set(self, key: str) -> None:
        """Forget a direction set. Edits made with it stay: they carry their own vectors.

        Raises:
            ValueError: one of its directions is held fixed, and could not be released any more.
        """
        if any(group_of(held) == key for held, _ in self.document.fixed):
            raise ValueError(f"{self.group_title(key)} holds a direction fixed; release it first.")
        self.sets.pop(key, None)
        self.absolute.discard(key)
        self.compared = [k for k in self.compared if group_of(k) != key]
        if self.shown == key:
            self.shown = next(reversed(self.sets), "")

    def latest(self, method: str) -> str:
        """The key of the set that this method found last; empty if there is none."""
        return next((key for key, found in reversed(self.sets.items()) if found.provenance.method == method), "")

    def row(self, key: str) -> np.ndarray | None:
        """The unit direction of a slider (dimension,); None where its set is not at hand."""
        if self.own(key):
            row = np.zeros(self.info.layout.dimension, np.float32)
            row[self.info.layout.index(key)] = 1.0
            return row
        found = self._find(key)
        return None if found is None else found[0][found[1]].vector

    def layers_of(self, key: str) -> tuple[int, int]:
        """The layers that a direction moves (counted from 1, both included); (0, 0): all of them."""
        chosen, layout, row = self.document.range_of(key), self.info.layout, self.row(key)
        if chosen != (0, 0) or row is None:
            return chosen
        moved = [i for i, slot in enumerate(layout.latent, 1) if row[layout.slices[slot.name]].any()]
        return (0, 0) if not moved or (moved[0], moved[-1]) == (1, len(layout.latent)) else (moved[0], moved[-1])

    def _aimed(self, key: str, fixed: tuple[tuple[str, str], ...], first: int, last: int) -> str:
        """The array key of a slider's direction, with what is held fixed taken out; empty for an untouched own slider.

        It is made orthogonal within the layers that it moves (at most `first` to `last`), so that it stays in them.

        Raises:
            ValueError: nothing is left of it.
        """
        row = self.row(key)
        assert row is not None
        if (curve := self._curve(key)) is not None:
            span = spanned(np.stack([self.arrays[array] for other, array in fixed if other != key] or [0 * row]))
            return self.arrays.put(np.asarray(curve - curve @ span.T @ span, np.float32))
        moving = within_layers(row, self.info.layout, first, last) if first else row
        slots = [place for place in self.info.layout.slices.values() if moving[place].any()]
        within = np.zeros_like(moving)
        for place in slots:
            within[place] = 1.0
        held = [self.arrays[array] * within for _, array in fixed]
        if any(other == key for other, _ in fixed) or not any(abs(float(other @ moving)) > 1e-6 for other in held):
            return "" if self.own(key) else self.arrays.put(np.asarray(row, np.float32))
        try:
            left = project_out(moving[None], np.stack(held))[0] * np.linalg.norm(moving)
        except ValueError as error:
            raise ValueError(f"Nothing of {self.name(key)} is left beside what is held fixed. Release some.") from error
        return self.arrays.put(np.asarray(left, np.float32))

    def _curve(self, key: str) -> np.ndarray | None:
        """The points of a curved direction, as steps from its face; None: it is straight."""
        found = self._find(key)
        return None if found is None else found[0][found[1]].curve

    def find(self, key: str) -> tuple[DirectionSet, int]:
        """The set of a direction, and its place in it (from 0).

        Raises:
            ValueError: its set is not at hand.
        """
        if (found := self._find(key)) is None:
            raise ValueError(f"There is no slider {key} here; find its directions again.")
        return found

    def _find(self, key: str) -> tuple[DirectionSet, int] | None:
        for directions in self.sets.values():
            if key in directions.places:
                return directions, directions.places[key]
        return None

    def own(self, key: str) -> bool:
        """Whether the slider is one of the generator's own numbers, shown by its absolute value."""
        return "#" not in key

    def name(self, key: str, purity: bool = True) -> str:
        """The slider's name: a person's own, else the generator's, else what it was measured to move most.

        Such a measured name comes with its `purity`, unless that is told elsewhere; unmeasured, it is the method's.
        """
        return dict(self.document.names).get(key) or self._given_name(key, purity)

    def _given_name(self, key: str, purity: bool = True) -> str:
        """The name that a slider has before a person gives it one."""
        if key in self.info.names:
            return self.info.names[key]
        if (found := self._find(key)) is not None:
            directions, i = found
            direction = directions[i]
            if direction.attribute:
                return direction.attribute + (f" {100 * (direction.purity or 0.0):.0f} %" if purity else "")
            return direction.name
        edit = self.document.edit(key)  # in a saved document whose directions have not been found again
        return edit.name if edit else key

    def home(self, key: str) -> float:
        """The value (sigma) at which the slider changes nothing: the seed's own place along it, or 0."""
        if self.own(key):
            return float(self.base[self.info.layout.index(key)])
        if group_of(key) in self.absolute and (found := self._find(key)) is not None:
            direction = found[0][found[1]]
            return float(self.base @ direction.vector) / direction.sigma - (direction.origin or 0.0)
        return 0.0

    def value(self, key: str) -> float:
        """The slider's value in sigma as shown."""
        edit = self.document.edit(key)
        return self.home(key) + (edit.strength if edit else 0.0)

    def _edit(self, key: str, strength: float) -> Edit:
        existing = self.document.edit(key)
        if existing is not None:
            return replace(existing, strength=strength)
        if self.own(key):
            layer = [*self.info.own_slots, group_of(key)].index(group_of(key)) + 1
            return Edit(key, self.name(key), strength, f"layer {layer}", self._aimed(key, self.document.fixed, 0, 0))
        directions, i = self.find(key)
        first, last = self.document.range_of(key)
        vector, sigma = self._aimed(key, self.document.fixed, first, last), directions[i].sigma
        reach = directions.reach if directions[i].path is not None else 0.0
        mask = self.masks.get(directions.key, "")
        return Edit(
            key, self.name(key), strength, directions.provenance.title, vector, sigma,
            first=first, last=last, reach=reach, mask=mask,
        )  # fmt: skip

    def track(self, key: str, values: Iterable[float]) -> Track:
        """A traversal of the slider through these values (sigma, as shown)."""
        edit, home = self._edit(key, 1.0), self.home(key)
        return Track(edit, tuple(value - home for value in values))

    # ---- sliders ----

    def move(self, key: str, value: float, gesture: int = 0) -> bool:
        """Set a slider to a value in sigma as shown."""
        document = self.document.with_edit(self._edit(key, value - self.home(key)))
        return self.history.push(document, f"{self.name(key)} {value:+.2f}".replace(" -", " −"), gesture)

    def reset(self, key: str) -> bool:
        """Put a slider back to the seed's own value."""
        return self.history.push(self.document.without(key), f"Reset {self.name(key)}")

    def reset_group(self, group: str) -> bool:
        """Remove every edit of a layer or direction set."""
        keys = [edit.key for edit in self.document.edits if edit.group == group]
        return self.history.push(self.document.without(*keys), f"Reset {self.group_title(group)}")

    def reset_all(self) -> bool:
        """Remove every edit."""
        return self.history.push(self.document.unedited(), "Reset all edits")

    def rename(self, key: str, name: str) -> bool:
        """Give a slider a person's own name; an empty one brings the original back."""
        names = {k: n for k, n in self.document.names if k != key}
        if name.strip():
            names[key] = name.strip()
        document = replace(self.document, names=tuple(sorted(names.items())))
        shown = name.strip() or self._given_name(key)
        edits = tuple(replace(e, name=shown) if e.key == key else e for e in document.edits)
        return self.history.push(replace(document, edits=edits), f"Renamed to {shown}")

    def star(self, key: str, starred: bool) -> bool:
        """Mark a slider as a favourite, or not."""
        kept = [k for k in self.document.starred if k != key] + ([key] if starred else [])
        return self.history.push(
            replace(self.document, starred=tuple(kept)), f"{'Starred' if starred else 'Unstarred'} {self.name(key)}"
        )

    def hold(self, key: str, on: bool) -> bool:
        """Hold a direction fixed: all others are made orthogonal to it, also in the edits there are; or release it.

        Raises:
            ValueError: nothing would be left of an edit.
        """
        kept, row = tuple(held for held in self.document.fixed if held[0] != key), self.row(key)
        if on and row is None:
            raise ValueError(f"There is no slider {key} here; find its directions again.")
        fixed = (*kept, (key, self.arrays.put(np.asarray(row, np.float32)))) if on else kept
        edits = tuple(
            replace(e, vector=self._aimed(e.key, fixed, e.first, e.last)) if self.row(e.key) is not None else e
            for e in self.document.edits
        )
        text = f"{'Hold' if on else 'Release'} {self.name(key)}"
        return self.history.push(replace(self.document, fixed=fixed, edits=edits), text)

    def set_range(self, key: str, first: int, last: int) -> bool:
        """Let a direction move the layers `first` to `last` only (counted from 1, both included)."""
        first, last = max(1, min(first, last)), min(self.info.latents, max(first, last))
        text = f"{self.name(key)}: layers {first}-{last}"
        if (first, last) == (1, self.info.latents):
            first = last = 0
        row = self.row(key)
        if row is not None and first and not within_layers(row, self.info.layout, first, last).any():
            moved = " to ".join(dict.fromkeys(str(end) for end in self.layers_of(key)))
            raise ValueError(f"{self.name(key)} was found in layer {moved} and moves no other.")
        kept = tuple(r for r in self.document.ranges if r[0] != key)
        ranges = (*kept, (key, first, last)) if first else kept
        aimed = self._aimed(key, self.document.fixed, first, last)
        edits = tuple(
            replace(e, first=first, last=last, vector=aimed) if e.key == key else e for e in self.document.edits
        )
        return self.history.push(replace(self.document, ranges=ranges, edits=edits), text)

    def show_absolute(self, key: str, on: bool) -> None:
        """Let the sliders of a set show absolute places (sigma from its origin), or offsets from the seed."""
        (self.absolute.add if on else self.absolute.discard)(key)

    def compare(self, key: str, on: bool) -> None:
        """Choose a direction for the comparison, or not."""
        self.compared = [k for k in self.compared if k != key] + ([key] if on else [])

    # ---- groups ----

    def group_title(self, group: str) -> str:
        """ "layer 2", or the method's title."""
        if group in self.info.own_slots:
            return f"layer {self.info.own_slots.index(group) + 1}"
        return self.sets[group].provenance.title if group in self.sets else group

    def solo(self, group: str, on: bool) -> bool:
        """Let only this group's edits count."""
        label = f"Solo {self.group_title(group)}" if on else "Solo off"
        return self.history.push(replace(self.document, solo=group if on else ""), label)

    def lock(self, group: str, on: bool) -> bool:
        """Keep a group as it is when a new seed comes or the dice are thrown; unlocking changes no picture."""
        kept = [g for g in self.document.locked if g != group] + ([group] if on else [])
        label = f"{'Lock' if on else 'Unlock'} {self.group_title(group)}"
        return self.history.push(replace(self.document, locked=tuple(kept)), label)

    def randomise(self, group: str, seed: int) -> bool:
        """Draw every slider of a group anew from N(0, 1); a locked group stays."""
        if group in self.document.locked:
            return False
        draw = np.random.default_rng(seed)
        document = self.document
        for key in self.keys_of(group):
            document = document.with_edit(self._edit(key, float(draw.standard_normal()) - self.home(key)))
        return self.history.push(document, f"Randomised {self.group_title(group)}")

    def keys_of(self, group: str) -> list[str]:
        """The sliders of a layer or direction set."""
        return [key for s in self.sets.values() for key in s.places if group_of(key) == group]

    # ---- the stack of edits ----

    def mute(self, key: str, muted: bool) -> bool:
        """Let an edit count, or not."""
        edits = tuple(replace(e, muted=muted) if e.key == key else e for e in self.document.edits)
        return self.history.push(
            replace(self.document, edits=edits), f"{'Muted' if muted else 'Unmuted'} {self.name(key)}"
        )

    def remove(self, key: str) -> bool:
        """Remove an edit."""
        return self.history.push(self.document.without(key), f"Removed {self.name(key)}")

    def reorder(self, keys: tuple[str, ...]) -> bool:
        """Put the edits into this order."""
        by_key = {edit.key: edit for edit in self.document.edits}
        if sorted(by_key) != sorted(keys):
            return False
        return self.history.push(replace(self.document, edits=tuple(by_key[k] for k in keys)), "Reordered the edits")

    # ---- seeds ----

    def set_seed(self, seed: int, keep_edits: bool, visit: bool = True, keep_regions: bool = True) -> bool:
        """Go to another seed; locked groups, and all edits and regions if they are kept, stay."""
        seed = max(0, min(SEEDS - 1, seed))
        document, slices = self.document, self.info.layout.slices
        held = tuple((slot, self.arrays.put(self.base[slices[slot]])) for slot in document.locked if slot in slices)
        edits = tuple(e for e in document.edits if keep_edits or e.group in document.locked)
        regions = document.regions if keep_regions else ()
        document = replace(document, seed=seed, held=held, edits=edits, regions=regions)
        changed = self.history.push(document, f"Seed {seed}")
        if changed and visit:
            self.visited[self.visit + 1 :] = [seed]
            self.visit = len(self.visited) - 1
        return changed

    def step_seed(self, step: int, keep_edits: bool, keep_regions: bool = True) -> bool:
        """Go back (-1) or forward (+1) through the seeds visited."""
        place = self.visit + step
        while 0 <= place < len(self.visited) and self.visited[place] == self.document.seed:
            place += step  # an undo has gone there already
        if not 0 <= place < len(self.visited):
            return False
        self.visit = place
        return self.set_seed(self.visited[place], keep_edits, False, keep_regions)

    def set_truncation(self, truncation: float, gesture: int = 0) -> bool:
        """Pull the seed towards the mean (0) or leave it where it is (1)."""
        document = replace(self.document, truncation=truncation)
        return self.history.push(document, f"Truncation {truncation:.2f}", gesture)

    def set_cutoff(self, cutoff: int) -> bool:
        """Let truncation reach the first `cutoff` latent slots only; 0: all of them."""
        text = f"Truncation of the first {cutoff}" if cutoff else "Truncation of all layers"
        return self.history.push(replace(self.document, cutoff=max(0, cutoff)), text)

    def set_label(self, label: int, gesture: int = 0) -> bool:
        """Choose the class of a conditional generator."""
        label = max(0, min(self.info.classes - 1, label)) if self.info.classes else 0
        return self.history.push(replace(self.document, label=label), f"Class {label}", gesture)

    def set_noise(self, noise: Noise, seed: int = 0) -> bool:
        """Choose how noise maps are treated; `seed` counts for "seeded"."""
        text = f"Noise of seed {seed}" if noise == "seeded" else f"Noise: {noise}"
        return self.history.push(replace(self.document, noise=noise, noise_seed=seed), text)

    def mix(self, seed: int, first: int, last: int) -> bool:
        """Take the latent slots `first` to `last` (from 1) from another seed, over what was mixed in before."""
        first, last = max(1, first), min(self.info.latents, last)
        if first > last:
            return False
        before = tuple(mix for mix in self.document.mixes if mix.first < first or mix.last > last)
        mixes = (*before, Mix(max(0, min(SEEDS - 1, seed)), first, last))
        return self.history.push(replace(self.document, mixes=mixes), f"Layers {first}-{last} of seed {seed}")

    def clear_mixes(self) -> bool:
        """Every layer from the document's own seed again."""
        return self.history.push(replace(self.document, mixes=()), "No style mixing")

    def replace_document(self, document: Document, label: str) -> bool:
        """Put another document in place, as a step that can be undone."""
        return self.history.push(document, label)
