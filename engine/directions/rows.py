"""Rows of numbers out of files as directions: checked, made of length one, said to fit or not."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from engine.document.disk.limits import DIRECTIONS
from engine.document.disk.wording import short
from engine.language import tr


def as_rows(path: Path, name: str, array: np.ndarray, *, zeros: bool = False) -> np.ndarray:
    """An array (d,), (k, d) or (k, 1, d) as rows (k, d) in float64.

    Raises:
        ValueError: they are no numbers, not all finite, too many, or a row is all zeros and `zeros` is not allowed.
    """
    names = {"file": short(path.name), "name": short(name)}
    if array.dtype.kind not in "fiu" or not array.ndim or not array.size:
        raise ValueError(
            tr(
                "{file} holds no directions: {name} is {dtype} {shape}, not rows of numbers.",
                dtype=array.dtype,
                shape=array.shape,
                **names,
            )
        )
    count = len(array) if array.ndim > 1 else 1
    if count > DIRECTIONS:
        raise ValueError(
            tr(
                "{file} cannot be used: {name} has {count:,} rows, and at most {most:,} directions are read. "
                "Choose a file with fewer.",
                count=count,
                most=DIRECTIONS,
                **names,
            )
        )
    rows = array.astype(np.float64).reshape(count, -1)
    with np.errstate(over="ignore", invalid="ignore"):
        lengths = np.linalg.norm(rows, axis=1)
    if not np.isfinite(lengths).all():
        wrong = tr("{file} cannot be used: {name} holds numbers that are not finite. Make it again.", **names)
        raise ValueError(wrong)
    if not zeros and not lengths.min() > 0:
        wrong = tr("{file} cannot be used: row {row} of {name} is all zeros, which is no direction. Make it again.",
                   row=lengths.argmin() + 1, **names)  # fmt: skip
        raise ValueError(wrong)
    return rows


def positive(path: Path, name: str, array: np.ndarray, count: int) -> np.ndarray:
    """Deviations (count,) in float64; raises ValueError unless each is above 0 and finite."""
    found = array.astype(np.float64).ravel()
    if len(found) != count or not (found > 0).all() or not np.isfinite(found).all():
        raise ValueError(
            tr(
                "{name} cannot be used: {name2} is not one number above 0 for each of its {count} "
                "directions. Make it again.",
                name=short(path.name),
                name2=short(name),
                count=count,
            )
        )
    return found


def unit_rows(path: Path, rows: np.ndarray, sigma: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Unit rows (k, d), and sigma (k,) times the lengths that the rows had; raises ValueError where those are beyond
    all measure."""
    lengths = np.linalg.norm(rows, axis=1)
    with np.errstate(over="ignore"):
        sigma = sigma * lengths
        narrow = sigma.astype(np.float32)
    if not (np.isfinite(narrow).all() and (narrow > 0).all()):
        raise ValueError(
            tr("{name} cannot be used: its directions are too long or too short to count with.", name=short(path.name))
        )
    return rows / lengths[:, None], sigma


def does_not_fit(path: Path, size: int, sizes: tuple[int, ...]) -> str:
    """The sentence for directions of another length than this generator takes."""
    return tr(
        "{name} does not fit: its directions have {size:,} numbers, and this generator takes "
        "{or_}. Open the generator that it was made for.",
        name=short(path.name),
        size=size,
        or_=in_words(sizes),
    )


def in_words(sizes: tuple[int, ...]) -> str:
    """ "4 or 12"."""
    return tr(" or ").join(f"{size:,}" for size in sizes)
