"""Which face a workspace's document starts from: seed, truncation, class, noise, style mixing. No Qt, no engine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.document.arrays import ArrayStore
from engine.document.asked.offers import GeneratorInfo
from engine.document.composing import held_code
from engine.document.conditions import Noise
from engine.document.disk.limits import SEEDS
from engine.document.disk.wording import short
from engine.document.document import Document, Mix, PhotoRef
from engine.document.history import History
from engine.document.tuning import Difference
from engine.language import tr


class Face:
    """`base` is the code of the current seed before edits, known once its first frame has come back."""

    def __init__(self, info: GeneratorInfo, arrays: ArrayStore, history: History) -> None:
        self.info, self._arrays, self._history = info, arrays, history
        self.base = np.zeros(info.layout.dimension, np.float32)
        self.visited: list[int] = [history.document.seed]
        self.visit = 0

    @property
    def _document(self) -> Document:
        return self._history.document

    def set_seed(self, seed: int, *, keep_edits: bool, keep_regions: bool = True, visit: bool = True) -> bool:
        """Go to another seed; locked groups, and all edits and regions if they are kept, stay."""
        seed = max(0, min(SEEDS - 1, seed))
        document = self._document
        if visit and seed != document.seed:
            self.visited[self.visit + 1 :] = [seed]
            self.visit = len(self.visited) - 1
        return self._history.push(
            self.after(seed, keep_edits=keep_edits, keep_regions=keep_regions), tr("Seed {seed}", seed=seed)
        )

    def after(self, seed: int, *, keep_edits: bool, keep_regions: bool = True) -> Document:
        """The document that going to another seed makes."""
        kept = self._kept(self._document, keep_edits=keep_edits, keep_regions=keep_regions)
        return replace(self.of_seed(seed), edits=kept.edits, regions=kept.regions)

    def of_seed(self, seed: int) -> Document:
        """The document of another seed without edits: what is locked stays, a photo is left."""
        document, slices = self._document, self.info.layout.slices
        held = tuple((slot, self._arrays.put(self.base[slices[slot]])) for slot in document.locked if slot in slices)
        return replace(document, seed=seed, held=held, edits=(), photo=None, tuning=None)

    def step_seed(self, step: int, *, keep_edits: bool, keep_regions: bool = True) -> bool:
        """Go back (-1) or forward (+1) through the seeds visited."""
        place = self.visit + step
        while 0 <= place < len(self.visited) and self.visited[place] == self._document.seed:
            place += step  # an undo has gone there already
        if not 0 <= place < len(self.visited):
            return False
        self.visit = place
        return self.set_seed(self.visited[place], keep_edits=keep_edits, keep_regions=keep_regions, visit=False)

    def take_photo(
        self, code: np.ndarray, photo: PhotoRef, difference: Difference | None = None, *, keep_edits: bool = False,
        keep_regions: bool = False,
    ) -> bool:  # fmt: skip
        """Go to a face that was found in a photo: its code (dimension,), and what is laid into the generator for it. A
        new seed leaves both. Locked groups, and all edits and regions if they are kept, stay.

        Raises:
            ValueError: the code is not of this generator.
        """
        document = held_code(self._document, code, self.info.layout, self._arrays)
        tuning = None if difference is None else difference.kept(self._arrays)
        document = replace(
            self._kept(document, keep_edits=keep_edits, keep_regions=keep_regions), photo=photo, tuning=tuning
        )
        return self._history.push(document, tr("Photo {name}", name=short(Path(photo.path).name)))

    def take_code(
        self, code: np.ndarray, name: str, *, keep_edits: bool = False, keep_regions: bool = False
    ) -> bool:  # fmt: skip
        """Go to the face of a code (dimension,) that a person brought, of this name. A new seed leaves it; what stays
        is as in `take_photo`.

        Raises:
            ValueError: the code is not of this generator, or not finite.
        """
        document = held_code(self._document, code, self.info.layout, self._arrays)
        document = replace(self._kept(document, keep_edits=keep_edits, keep_regions=keep_regions), photo=None)
        return self._history.push(document, tr("Code {name}", name=short(name)))

    @staticmethod
    def _kept(document: Document, *, keep_edits: bool, keep_regions: bool) -> Document:
        """What of the edits and regions stays with another face."""
        edits = tuple(e for e in document.edits if keep_edits or e.group in document.locked)
        return replace(document, edits=edits, regions=document.regions if keep_regions else ())

    def set_truncation(self, truncation: float, gesture: int = 0) -> bool:
        """Pull the seed towards the mean (0) or leave it where it is (1)."""
        document = replace(self._document, truncation=truncation)
        return self._history.push(document, tr("Truncation {truncation:.2f}", truncation=truncation), gesture)

    def set_cutoff(self, cutoff: int) -> bool:
        """Let truncation reach the first `cutoff` latent slots only; 0: all of them."""
        text = tr("Truncation of the first {cutoff}", cutoff=cutoff) if cutoff else tr("Truncation of all layers")
        return self._history.push(replace(self._document, cutoff=max(0, cutoff)), text)

    def set_compression(self, threshold: float, components: int, gesture: int = 0) -> bool:
        """Draw in what lies more than `threshold` sigma from usual (0: nothing), of the `components` of largest
        variance (0: of all)."""
        document = replace(self._document, compression=threshold, components=components)
        parts = tr(", the strongest {components}", components=components) if components else ""
        text = (
            tr("Calm beyond {threshold:.2f}{parts}", threshold=threshold, parts=parts)
            if threshold
            else tr("Calm nothing")
        )
        return self._history.push(document, text, gesture)

    def set_label(self, label: int, gesture: int = 0) -> bool:
        """Choose the class of a conditional generator."""
        label = max(0, min(self.info.classes - 1, label)) if self.info.classes else 0
        return self._history.push(replace(self._document, label=label), tr("Class {label}", label=label), gesture)

    def set_noise(self, noise: Noise, seed: int = 0) -> bool:
        """Choose how noise maps are treated; `seed` counts for "seeded"."""
        text = tr("Noise of seed {seed}", seed=seed) if noise == "seeded" else tr("Noise: {noise}", noise=tr(noise))
        return self._history.push(replace(self._document, noise=noise, noise_seed=seed), text)

    def mix(self, seed: int, first: int, last: int) -> bool:
        """Take the latent slots `first` to `last` (from 1) from another seed, over what was mixed in before."""
        first, last = max(1, first), min(self.info.latents, last)
        if first > last:
            return False
        before = tuple(mix for mix in self._document.mixes if mix.first < first or mix.last > last)
        mixes = (*before, Mix(max(0, min(SEEDS - 1, seed)), first, last))
        return self._history.push(
            replace(self._document, mixes=mixes),
            tr("Layers {first}-{last} of seed {seed}", first=first, last=last, seed=seed),
        )

    def clear_mixes(self) -> bool:
        """Every layer from the document's own seed again."""
        return self._history.push(replace(self._document, mixes=()), tr("No style mixing"))
