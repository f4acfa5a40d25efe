"""Direction files: our own, and those of other people's code, told apart by their content and never executed.

Read and written are GANSpace's caches of components (.npz) and boundaries as InterFaceGAN's code keeps them (.npy,
(1, d)); read are other .npz archives of plain arrays. Such files do not say which generator they belong to: what fits
by its length is taken, and one slot's length of a generator with tied slots means the same step in every slot.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from engine.codes.files import refuse_codes
from engine.codes.subspace import Subspace
from engine.document.code import Layout
from engine.document.direction_file import load_directions, save_directions
from engine.document.direction_forms import why_not_boundary, why_not_ganspace
from engine.document.directions import Direction, DirectionSet, Note, Provenance, known
from engine.document.files import write_whole
from engine.document.lengthened import lengthened_set
from engine.document.limits import DIRECTIONS, NUMBERS, TooLarge, no_more, not_saved
from engine.document.numpy_files import array_in, arrays_in
from engine.document.reading import opened
from engine.document.wording import CLAUSE, short
from engine.generator import Generator
from engine.language import tr


def load_any(path: Path, generator: Generator) -> DirectionSet:
    """Read a direction file for this generator; see `load_any_directions`."""
    return load_any_directions(path, generator.layout, generator.sha256, tied=generator.tied)


def load_any_directions(path: Path, layout: Layout, generator: str, *, tied: bool) -> DirectionSet:
    """Read a direction file for codes of this layout; rows become unit rows, and their lengths go into sigma.

    Signs stay as they are, so that published edits keep theirs. A set of ours that was made for another generator
    keeps that one's hash, and a note says so; a file that names no generator gets `generator`.

    Raises:
        ValueError: it is no such file or one of codes, its directions do not fit, or they hold what is not finite or
            only zeros.
    """
    try:
        with opened(path) as file:
            start = file.read(6)
    except OSError as error:
        raise ValueError(
            tr(
                "{path} cannot be read ({strerror}). Choose a direction file.",
                path=short(path),
                strerror=short(error.strerror or error, CLAUSE),
            )
        ) from error
    if start.startswith(b"PK"):
        arrays = arrays_in(path)
        refuse_codes(path, arrays, layout, tied=tied)
        return _from_archive(path, arrays, layout, generator, tied=tied)
    if start == b"\x93NUMPY":
        array = array_in(path)
        refuse_codes(path, {"": array}, layout, tied=tied)
        rows = _rows(path, tr("its array"), array)
        names = (path.stem,) if len(rows) == 1 else tuple(f"{path.stem} {i + 1}" for i in range(len(rows)))
        return _foreign(path, layout, generator, rows, names, tied=tied)
    return _own(path, load_directions(path), layout, generator)


def save_any(directions: DirectionSet, path: Path, generator: Generator) -> None:
    """Write a set in the form that the ending asks for: .npz GANSpace's, .npy a boundary, all else our own.

    Raises:
        ValueError: that form cannot hold it; one sentence.
    """
    if path.suffix.lower() == ".npz":
        save_ganspace(directions, path, generator.layout, tied=generator.tied)
    elif path.suffix.lower() == ".npy":
        if len(directions) != 1:
            raise ValueError(why_not_boundary(directions, generator.layout, tied=generator.tied))
        save_boundary(directions, 0, path, generator.layout, tied=generator.tied)
    else:
        save_directions(directions, path)


def save_ganspace(directions: DirectionSet, path: Path, layout: Layout, *, tied: bool) -> None:
    """Write what GANSpace's code reads as its latent components: lat_comp (k, 1, d), lat_mean (1, d), lat_stdev (k,).

    d is the length of one slot where slots are tied, else that of all latent slots. Of the mean only its part along the
    directions is known; `var_ratio` is the spectrum.

    Raises:
        ValueError: it cannot hold them (`why_not_ganspace`); one sentence.
    """
    if why := why_not_ganspace(directions, layout, tied=tied):
        raise ValueError(why)
    rows, copies = _lowered(directions.vectors, layout, tied=tied)
    sigma = directions.sigma / np.sqrt(copies)
    origins = np.array([direction.origin or 0.0 for direction in directions])
    mean = np.linalg.lstsq(rows, origins * sigma, rcond=None)[0]
    arrays: dict[str, np.ndarray] = {"lat_comp": rows[:, None], "lat_mean": mean[None], "lat_stdev": sigma}
    if spectrum := known(direction.spectrum for direction in directions):
        arrays["var_ratio"] = np.array(spectrum)
    try:
        no_more(sum(array.size for array in arrays.values()), NUMBERS, "numbers")
    except TooLarge as error:
        raise ValueError(
            not_saved(path.name, error, tr("Save it as .safetensors, or delete some directions."))
        ) from error
    content = io.BytesIO()
    np.savez_compressed(content, **{name: array.astype(np.float32) for name, array in arrays.items()})  # type: ignore[arg-type]
    write_whole(path, content.getvalue())


def save_boundary(directions: DirectionSet, i: int, path: Path, layout: Layout, *, tied: bool) -> None:
    """Write direction i (from 0) as InterFaceGAN's code keeps a boundary: .npy (1, d) float32, of length 1.

    Raises:
        ValueError: it cannot hold it (`why_not_boundary`); one sentence.
    """
    one = replace(directions, directions=directions.directions[i : i + 1])
    if why := why_not_boundary(one, layout, tied=tied):
        raise ValueError(why)
    rows, _ = _lowered(one.vectors, layout, tied=tied)
    content = io.BytesIO()
    np.save(content, rows.astype(np.float32), allow_pickle=False)
    write_whole(path, content.getvalue())


# ---- reading -----------------------------------------------------------------------------------------------------


def _own(path: Path, found: DirectionSet, layout: Layout, generator: str) -> DirectionSet:
    """A set of ours, held to what methods promise."""
    found = lengthened_set(found, layout)
    size = found.vectors.shape[1]
    if size != layout.dimension:
        raise ValueError(_does_not_fit(path, size, (layout.dimension,)))
    rows, sigma = _unit(path, _rows(path, "vectors", found.vectors), _positive(path, "sigma", found.sigma, len(found)))
    # Where they are of length 1 they stay as they are, and so does their key.
    if found.vectors.dtype != np.float32 or np.abs(sigma / found.sigma - 1).max() > 1e-4:
        of_length_one = zip(found, rows.astype(np.float32), sigma.astype(np.float32).tolist(), strict=True)
        found = replace(found, directions=tuple(replace(d, vector=row, sigma=s) for d, row, s in of_length_one))
    made_for = found.provenance.generator
    here = made_for == generator
    if found.own and not (here and _are_sliders(found, layout)):  # numbers of another code, or none at all
        plain = tuple(replace(direction, slider="") for direction in found)
        found = replace(found, directions=plain, provenance=replace(found.provenance, method="file"))
    told = tuple(note for note in found.notes if note.kind != "elsewhere")  # which is of an earlier try
    if not here:
        sentence = tr(
            "Made for another generator ({made_for}): it fits by shape and is tried here.",
            made_for=made_for[:12] or tr("unknown"),
        )
        told += (Note("elsewhere", sentence),)
    return replace(found, notes=told)


def _are_sliders(found: DirectionSet, layout: Layout) -> bool:
    """Whether each direction is the one number of the code that it is called after."""
    try:
        places = [layout.index(direction.slider) for direction in found]
    except ValueError:
        return False
    return bool(np.array_equal(found.vectors, np.eye(layout.dimension, dtype=np.float32)[places]))


def _from_archive(
    path: Path, arrays: Mapping[str, np.ndarray], layout: Layout, generator: str, *, tied: bool
) -> DirectionSet:
    start = next((start for start in ("lat_", "act_") if f"{start}comp" in arrays), "")
    if not start:
        return _plain(path, arrays, layout, generator, tied=tied)
    rows = _rows(path, f"{start}comp", arrays[f"{start}comp"])
    k, more = len(rows), {}
    if f"{start}stdev" in arrays:
        more["sigma"] = _positive(path, f"{start}stdev", arrays[f"{start}stdev"], k)
    if (mean := arrays.get(f"{start}mean")) is not None and mean.size == rows.shape[1]:
        more["mean"] = mean.astype(np.float64).ravel()
    found = _foreign(
        path, layout, generator, rows, tuple(tr("component {i}", i=i + 1) for i in range(k)), tied=tied, **more
    )
    found = replace(found, provenance=replace(found.provenance, title=tr("GANSpace, {stem}", stem=path.stem)))
    shares = arrays.get("var_ratio", np.zeros(0))
    if shares.shape != (k,) or not np.isfinite(shares).all():
        return found
    explained = zip(found, shares.tolist(), strict=True)
    return replace(found, directions=tuple(replace(d, spectrum=float(share)) for d, share in explained))


def _plain(path: Path, arrays: Mapping[str, np.ndarray], layout: Layout, generator: str, *, tied: bool) -> DirectionSet:
    """Every array whose rows fit; single rows without a second axis only where nothing else fits."""
    sizes = _sizes(layout, tied=tied)
    fits = {name: array for name, array in arrays.items() if array.ndim and array.shape[-1] in sizes}
    chosen = {name: array for name, array in fits.items() if array.ndim > 1} or fits
    if not chosen:
        shapes = ", ".join(f"{name} {array.shape}" for name, array in arrays.items())
        raise ValueError(
            tr(
                "{name} holds no directions of {or_} numbers, as a code of this generator needs them ({shapes}).",
                name=short(path.name),
                or_=_or(sizes),
                shapes=short(shapes, CLAUSE) or tr("no numbers at all"),
            )
        )
    size = next(iter(chosen.values())).shape[-1]
    chosen = {name: array for name, array in chosen.items() if array.shape[-1] == size}
    groups = {name: _rows(path, name, array) for name, array in chosen.items()}
    names = tuple(name if len(rows) == 1 else f"{name} {i + 1}" for name, rows in groups.items()
                  for i in range(len(rows)))  # fmt: skip
    found = _foreign(path, layout, generator, np.concatenate(list(groups.values())), names, tied=tied)
    rest = [name for name in arrays if name not in chosen]
    return (
        replace(
            found, notes=(*found.notes, Note("found", tr("Left out: {rest}.", rest=short(", ".join(rest), CLAUSE))))
        )
        if rest
        else found
    )


def _foreign(
    path: Path, layout: Layout, generator: str, rows: np.ndarray, names: tuple[str, ...], *, tied: bool, **more: Any
) -> DirectionSet:
    """A set of `rows` (k, d); `sigma` (k,) are the deviations along them (else 1), `mean` (d,) the codes' mean."""
    lifted, copies = _lifted(path, rows, layout, tied=tied)
    units, sigma = _unit(path, rows, more.get("sigma", np.ones(len(rows))))
    vectors = (lifted / np.linalg.norm(lifted, axis=1, keepdims=True)).astype(np.float32)
    long = (sigma * np.sqrt(copies)).astype(np.float32)
    mean = more.get("mean")
    origins = units @ mean / sigma if mean is not None and np.isfinite(mean).all() else None
    directions = tuple(
        Direction(names[i], vectors[i], float(long[i]), origin=None if origins is None else float(origins[i]))
        for i in range(len(rows))
    )
    sentence = tr("From {name}, which does not say for which generator it was made.", name=short(path.name))
    provenance = Provenance("file", path.stem, 1, {"file": path.name}, 0, generator)
    return DirectionSet(directions, provenance, (Note("found", sentence),))


# ---- numbers -----------------------------------------------------------------------------------------------------


def _rows(path: Path, name: str, array: np.ndarray) -> np.ndarray:
    """An array (d,), (k, d) or (k, 1, d) as rows (k, d) in float64; refused if not all finite, or a row is zero."""
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
    if not lengths.min() > 0:
        wrong = tr("{file} cannot be used: row {row} of {name} is all zeros, which is no direction. Make it again.",
                   row=lengths.argmin() + 1, **names)  # fmt: skip
        raise ValueError(wrong)
    return rows


def _positive(path: Path, name: str, array: np.ndarray, count: int) -> np.ndarray:
    """Deviations (count,) in float64; refused unless each is above 0 and finite."""
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


def _unit(path: Path, rows: np.ndarray, sigma: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Unit rows, and sigma times the lengths that the rows had."""
    lengths = np.linalg.norm(rows, axis=1)
    with np.errstate(over="ignore"):
        sigma = sigma * lengths
        narrow = sigma.astype(np.float32)
    if not (np.isfinite(narrow).all() and (narrow > 0).all()):
        raise ValueError(
            tr("{name} cannot be used: its directions are too long or too short to count with.", name=short(path.name))
        )
    return rows / lengths[:, None], sigma


def _spaces(layout: Layout, *, tied: bool) -> list[Subspace]:
    """The ways of reading a row: one step for all tied slots, or all latent slots one after the other."""
    return [Subspace(layout, tied=way) for way in ((True, False) if tied else (False,))]


def _sizes(layout: Layout, *, tied: bool) -> tuple[int, ...]:
    return tuple(dict.fromkeys([space.dimension for space in _spaces(layout, tied=tied)] + [layout.dimension]))


def _lifted(path: Path, rows: np.ndarray, layout: Layout, *, tied: bool) -> tuple[np.ndarray, int]:
    """Rows (k, d) as rows (k, layout.dimension), and into how many slots each was written."""
    size = rows.shape[1]
    for space in _spaces(layout, tied=tied):
        if size == space.dimension:
            return space.lift(rows), space.copies
    if size == layout.dimension:
        return rows, 1
    raise ValueError(_does_not_fit(path, size, _sizes(layout, tied=tied)))


def _does_not_fit(path: Path, size: int, sizes: tuple[int, ...]) -> str:
    return tr(
        "{name} does not fit: its directions have {size:,} numbers, and this generator takes "
        "{or_}. Open the generator that it was made for.",
        name=short(path.name),
        size=size,
        or_=_or(sizes),
    )


def _or(sizes: tuple[int, ...]) -> str:
    return tr(" or ").join(f"{size:,}" for size in sizes)


def _lowered(vectors: np.ndarray, layout: Layout, *, tied: bool) -> tuple[np.ndarray, int]:
    """The inverse of lifting: unit rows (k, d) of one slot (tied) or of all latent slots, and the number of copies."""
    space = Subspace(layout, tied=tied)
    return space.lowered(torch.from_numpy(vectors).double()).numpy(), space.copies
