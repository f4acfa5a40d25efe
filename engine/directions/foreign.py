"""Directions as other people's programs keep them, made a set for codes of one layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.codes.held import FACTORS, WARPS, Held
from engine.codes.subspace import Subspace
from engine.directions.rows import as_rows, does_not_fit, in_words, positive, unit_rows
from engine.directions.warped import REACH, curves
from engine.document.code import Layout
from engine.document.directions import Direction, DirectionSet, Note, Provenance
from engine.document.disk.wording import CLAUSE, short
from engine.language import tr

#: How far products of rows may be from those of orthonormal ones.
ORTHONORMAL = 1e-2


class Foreign:
    """A file of directions for codes of this layout, whose generator has this hash and `mean` code (dimension,), else
    0."""

    def __init__(
        self, path: Path, layout: Layout, generator: str, *, tied: bool, mean: np.ndarray | None = None
    ) -> None:
        self._path, self._layout, self._generator, self._tied = path, layout, generator, tied
        self._mean = np.zeros(layout.dimension) if mean is None else mean.astype(np.float64)
        # One step for all tied slots, or all latent slots one after the other.
        self._spaces = [Subspace(layout, tied=way) for way in ((True, False) if tied else (False,))]
        self._sizes = tuple(dict.fromkeys([space.dimension for space in self._spaces] + [layout.dimension]))
        self._notes: list[str] = []

    def read(self, held: Held) -> DirectionSet:
        """The set of what the file holds.

        Raises:
            ValueError: it does not fit this generator, or holds what is not finite or only zeros; one sentence.
        """
        arrays, stem = held.arrays, self._path.stem
        if WARPS[0] in arrays and WARPS[1] in arrays:
            found = self._warped(arrays)
        elif any(f"{start}comp" in arrays for start in ("lat_", "act_")):
            found = self._components(held)
        elif FACTORS in arrays:
            rows = as_rows(self._path, FACTORS, arrays[FACTORS])
            found = self._set(rows, tuple(tr("factor {i}", i=i + 1) for i in range(len(rows))))
        elif [*arrays] == [""]:
            rows = self._rows(tr("its array"), arrays[""])
            found = self._set(rows, (stem,) if len(rows) == 1 else tuple(f"{stem} {i + 1}" for i in range(len(rows))))
        else:
            found = self._plain(arrays)
        notes = tuple(Note("found", text) for text in dict.fromkeys(self._notes))
        return replace(found, notes=(*found.notes, *notes))

    def _components(self, held: Held) -> DirectionSet:
        arrays, path = held.arrays, self._path
        start = next(start for start in ("lat_", "act_") if f"{start}comp" in arrays)
        if held.space == "Z" and "w1" in self._layout.slices:
            raise ValueError(
                tr(
                    "{name} does not fit: it moves the noise z, and this generator is moved behind its mapping, in w. "
                    "Keep the direction again with GANSpace's option for w.",
                    name=short(path.name),
                )
            )
        rows = as_rows(path, f"{start}comp", arrays[f"{start}comp"])
        k, sigma, mean = len(rows), None, None
        if f"{start}stdev" in arrays:
            sigma = positive(path, f"{start}stdev", arrays[f"{start}stdev"], k)
        if (found_mean := arrays.get(f"{start}mean")) is not None and found_mean.size == rows.shape[1]:
            mean = found_mean.astype(np.float64).ravel()
        names = (held.name,) if held.name and k == 1 else tuple(tr("component {i}", i=i + 1) for i in range(k))
        found = self._set(rows, names, sigma=sigma, mean=mean, layers=held.layers)
        found = replace(found, provenance=replace(found.provenance, title=tr("GANSpace, {stem}", stem=path.stem)))
        shares = arrays.get("var_ratio", np.zeros(0))
        if shares.shape != (k,) or not np.isfinite(shares).all():
            return found
        explained = zip(found, shares.tolist(), strict=True)
        return replace(found, directions=tuple(replace(d, spectrum=float(share)) for d, share in explained))

    def _warped(self, arrays: Mapping[str, np.ndarray]) -> DirectionSet:
        """Curves through the mean, the tangents there as their vectors."""
        size = arrays[WARPS[0]].size // max(1, arrays[WARPS[1]].size)
        space = next((space for space in self._spaces if space.dimension == size), None)
        if space is None:
            raise ValueError(does_not_fit(self._path, size, self._sizes))
        mean = self._mean[self._layout.columns(space.slots)].reshape(space.copies, -1).mean(0)
        steps = curves(self._path, arrays, mean)  # (k, points, size), 0 in the middle
        middle = steps.shape[1] // 2
        tangents = steps[:, middle + 1] - steps[:, middle - 1]
        names = tuple(tr("path {i}", i=i + 1) for i in range(len(steps)))
        found = self._set(tangents / np.linalg.norm(tangents, axis=1, keepdims=True), names)
        whole = np.sqrt(space.copies)
        paths = [(whole * space.lift(each)).astype(np.float32) for each in steps]
        self._notes.append(
            tr("Curves of WarpedGANSpace, followed from the mean; the file does not say whether they lie in z or in w.")
        )
        bent = tuple(replace(each, path=path) for each, path in zip(found, paths, strict=True))
        return replace(found, directions=bent, reach=REACH)

    def _plain(self, arrays: Mapping[str, np.ndarray]) -> DirectionSet:
        """Every array whose rows fit; single rows without a second axis only where nothing else fits."""
        fits = {name: array for name, array in arrays.items() if array.ndim and array.shape[-1] in self._sizes}
        chosen = {name: array for name, array in fits.items() if array.ndim > 1} or fits
        if not chosen:
            shapes = ", ".join(f"{name} {array.shape}" for name, array in arrays.items())
            raise ValueError(
                tr(
                    "{name} holds no directions of {or_} numbers, as a code of this generator needs them ({shapes}).",
                    name=short(self._path.name),
                    or_=in_words(self._sizes),
                    shapes=short(shapes, CLAUSE),
                )
            )
        size = next(iter(chosen.values())).shape[-1]
        chosen = {name: array for name, array in chosen.items() if array.shape[-1] == size}
        groups = {name: self._rows(name, array) for name, array in chosen.items()}
        long = next(iter(groups.values())).shape[1]
        groups = {name: rows for name, rows in groups.items() if rows.shape[1] == long}
        names = tuple(name if len(rows) == 1 else f"{name} {i + 1}" for name, rows in groups.items()
                      for i in range(len(rows)))  # fmt: skip
        if rest := [name for name in arrays if name not in groups]:
            self._notes.append(tr("Left out: {rest}.", rest=short(", ".join(rest), CLAUSE)))
        return self._set(np.concatenate(list(groups.values())), names)

    def _rows(self, name: str, array: np.ndarray) -> np.ndarray:
        """An array as rows (k, d) of directions: one with a row a layer is one direction, unless its rows are
        orthonormal, as components are."""
        slots = self._layout.latent
        if array.ndim == 2 and len(slots) > 1 and array.shape == (len(slots), slots[0].dimension):
            rows = as_rows(self._path, name, array, zeros=True)
            if np.abs(rows @ rows.T - np.eye(len(rows))).max() > ORTHONORMAL:
                self._notes.append(
                    tr("One direction with a step of its own in each of the {count} layers.", count=len(slots))
                )
                return as_rows(self._path, name, rows.reshape(1, -1))
        return as_rows(self._path, name, array)

    def _set(
        self,
        rows: np.ndarray,
        names: tuple[str, ...],
        *,
        sigma: np.ndarray | None = None,
        mean: np.ndarray | None = None,
        layers: tuple[int, int] | None = None,
    ) -> DirectionSet:
        """A set of `rows` (k, d); `sigma` (k,) are the deviations along them (else 1), `mean` (d,) the codes' mean;
        `layers` the first and last (from 1) that they move, else all."""
        path = self._path
        lifted, copies = self._lifted(rows, layers)
        units, sigma = unit_rows(path, rows, np.ones(len(rows)) if sigma is None else sigma)
        vectors = (lifted / np.linalg.norm(lifted, axis=1, keepdims=True)).astype(np.float32)
        long = (sigma * np.sqrt(copies)).astype(np.float32)
        origins = units @ mean / sigma if mean is not None and np.isfinite(mean).all() else None
        directions = tuple(
            Direction(names[i], vectors[i], float(long[i]), origin=None if origins is None else float(origins[i]))
            for i in range(len(rows))
        )
        sentence = tr("From {name}, which does not say for which generator it was made.", name=short(path.name))
        provenance = Provenance("file", path.stem, 1, {"file": path.name}, 0, self._generator)
        return DirectionSet(directions, provenance, (Note("found", sentence),))

    def _lifted(self, rows: np.ndarray, layers: tuple[int, int] | None) -> tuple[np.ndarray, int]:
        """Rows (k, d) as rows (k, layout.dimension), and into how many slots each was written."""
        size = rows.shape[1]
        for space in self._spaces:
            if size == space.dimension:
                if layers is not None and space.tied and layers[0] <= len(space.slots):
                    last = min(layers[1], len(space.slots))
                    space = Subspace(self._layout, f"{layers[0]}-{last}", tied=True)
                return space.lift(rows), space.copies
        if size == self._layout.dimension:
            return rows, 1
        raise ValueError(does_not_fit(self._path, size, self._sizes))
