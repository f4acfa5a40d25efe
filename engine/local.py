"""What the methods of one face and one region share: the face's Jacobian, its two Gram matrices, the set at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from engine.document.directions import DirectionSet
from engine.document.projection import unit
from engine.generator import Generator
from engine.jacobian import Jacobian, grams, remembered
from engine.job import Job, within
from engine.method import Context, Method, fix_signs
from engine.methods.sefa import measured
from engine.region import checked
from engine.subspace import Subspace

#: Eigenvalues as a share of the largest below which all is rounding: those of Jacobians in float32.
NOTHING = 1e-10


@dataclass(frozen=True, eq=False)
class Place:
    """One face seen through one region: `inside` and `outside` are the Gram matrices (d, d) float64 of the mask (side,
    side) and of its complement, of zeros where that is empty."""

    generator: Generator
    context: Context
    subspace: Subspace
    code: np.ndarray
    mask: np.ndarray
    jacobian: Jacobian
    inside: Tensor
    outside: Tensor


def looking(generator: Generator, context: Context, layers: str, side: int, grey: bool = False,
            whole: bool = False) -> Job[Place]:  # fmt: skip
    """The face of the context at `side` pixels, or at its own if it has fewer; `whole`: all of it may be painted.

    Raises:
        ValueError: there is no region, or no use in it; the code does not fit; or nothing moves inside.
    """
    side = min(side, generator.resolution)
    mask = checked(context.region, side, whole)
    code = _code(generator, context)
    subspace = Subspace(generator.layout, generator.tied, layers)
    jacobian = yield from within(0, 0.9, remembered(generator, subspace, code, side, grey))
    inside = yield from within(0.9, 0.95, grams(jacobian, mask))
    rest = 1 - mask
    outside = torch.zeros_like(inside)
    if rest.any():
        outside = yield from within(0.95, 1, grams(jacobian, rest))
    if not inside.any():
        raise ValueError("Nothing in the region moves with these layers; paint elsewhere, or choose all layers.")
    return Place(generator, context, subspace, code, mask, jacobian, inside, outside)


def _code(generator: Generator, context: Context) -> np.ndarray:
    """The code (dimension,) float32 of the face to look at."""
    if context.code is None:
        with torch.no_grad():
            return generator.sample(1, context.seed)[0].cpu().numpy()
    size = generator.layout.dimension
    if context.code.shape != (size,) or not np.isfinite(context.code).all():
        raise ValueError(f"{generator.name} has codes of {size} finite numbers, and this face's is another; choose a "
                         "face of this generator.")  # fmt: skip
    return np.ascontiguousarray(context.code, np.float32)


def ordered(matrix: Tensor) -> tuple[np.ndarray, np.ndarray]:
    """Eigenvalues (d,) of a symmetric matrix (d, d), the largest first and those of rounding 0, and their rows."""
    values, basis = torch.linalg.eigh((matrix + matrix.T) / 2)
    values, rows = values.flip(0).numpy(), basis.T.flip(0).numpy()
    return np.where(values > NOTHING * values[0], values, 0.0), rows


def leading(values: np.ndarray, share: float, exponent: float = 1) -> int:
    """How many of the values, the largest first, hold `share` of the sum of their powers; none of them is 0."""
    powers = values**exponent
    if not powers.sum():
        return 0
    reached = int(np.searchsorted(np.cumsum(powers), share * powers.sum() * (1 - 1e-12))) + 1
    return min(reached, int((values > 0).sum()))


def local_set(method: Method, place: Place, rows: np.ndarray, spectrum: np.ndarray, notes: Sequence[str],
              unprojected: np.ndarray | None = None) -> DirectionSet:  # fmt: skip
    """The set of rows (k, d) of the subspace, in order; the notes compare them with `unprojected` (k, d)."""
    vectors = fix_signs(place.subspace.lift(unit(rows)).astype(np.float32))
    _, sigma = measured(place.generator, place.subspace, vectors, place.context.seed)
    names = tuple(f"region {i + 1}" for i in range(len(rows)))
    return DirectionSet(
        vectors=vectors,
        sigma=sigma.astype(np.float32),
        names=names,
        spectrum=tuple(float(value) for value in spectrum),
        **method.provenance(place.generator, place.context),
        notes=(*notes, *_leakage(place, names, rows, unprojected)),
    )


def _leakage(place: Place, names: Sequence[str], rows: np.ndarray, unprojected: np.ndarray | None) -> list[str]:
    """What share of each direction's first-order change falls outside the region, and did before it was projected."""
    shares = place.jacobian.leakage(unit(rows), place.mask)
    before = None if unprojected is None else place.jacobian.leakage(unit(unprojected), place.mask)
    mean = f"of the change, {shares.mean():.1%} falls outside the region on average"
    if before is not None:
        mean += f", {before.mean():.1%} if nothing is held"
    each = [f"{name}: {share:.1%} outside" for name, share in zip(names, shares, strict=True)]
    if before is not None:
        each = [f"{text}, {was:.1%} if nothing is held" for text, was in zip(each, before, strict=True)]
    return [mean, *each]
