"""Direction files: our own, and those of other people's code, told apart by their content and never executed.

Read and written are GANSpace's caches of components (.npz) and boundaries as InterFaceGAN's code keeps them (.npy,
(1, d)); read are what `engine.codes.held` knows besides. Such files do not say which generator they belong to: what
fits by its length is taken, and one slot's length of a generator with tied slots means the same step in every slot.
"""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from engine.checkpoints import sniff
from engine.codes.files import refuse_codes
from engine.codes.held import held_in, what_else
from engine.codes.subspace import Subspace
from engine.directions.foreign import Foreign
from engine.directions.rows import as_rows, does_not_fit, positive, unit_rows
from engine.document.code import Layout
from engine.document.directions import DirectionSet, Note, known
from engine.document.disk.files import write_whole
from engine.document.disk.limits import NUMBERS, TooLarge, no_more, not_saved
from engine.document.disk.reading import opened
from engine.document.disk.wording import short
from engine.document.saved.direction_file import load_directions, save_directions
from engine.document.saved.direction_forms import why_not_boundary, why_not_ganspace
from engine.document.saved.lengthened import lengthened_set
from engine.generator import Generator
from engine.language import tr

WHAT = tr("a direction file")


def load_any(path: Path, generator: Generator, *, sure: bool = False) -> DirectionSet:
    """Read a direction file for this generator; see `load_any_directions`. WarpedGANSpace's curves are followed from
    the generator's mean."""
    mean = generator.mean_code().detach().cpu().numpy()
    return load_any_directions(path, generator.layout, generator.sha256, tied=generator.tied, sure=sure, mean=mean)


def load_any_directions(
    path: Path, layout: Layout, generator: str, *, tied: bool, sure: bool = False, mean: np.ndarray | None = None
) -> DirectionSet:
    """Read a direction file for codes of this layout; rows become unit rows, and their lengths go into sigma.

    What may be a code as well is refused unless a person is `sure` that it is none. `mean` (layout.dimension,) is the
    generator's mean code, else 0.

    Signs stay as they are, so that published edits keep theirs. A set of ours that was made for another generator
    keeps that one's hash, and a note says so; a file that names no generator gets `generator`.

    Raises:
        ValueError: it is no such file or one of codes, its directions do not fit, or they hold what is not finite or
            only zeros.
    """
    if (held := held_in(path, WHAT)) is not None and held.means != "weights":
        refuse_codes(path, held, layout, tied=tied, sure=sure)
        return Foreign(path, layout, generator, tied=tied, mean=mean).read(held)
    if held is None and (kind := sniff.kind(path)) in ("checkpoint", "directions", "unknown"):
        with opened(path) as file:
            if kind == "directions" or sniff.container(file) == "safetensors":
                return _own(path, load_directions(path), layout, generator)
    raise ValueError(
        tr(
            "{name} is {what}, not a file of directions. Choose a .safetensors, .npz, .npy, .pt or .pkl "
            "that holds some.",
            name=short(path.name),
            what=what_else(path),
        )
    )


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
        raise ValueError(does_not_fit(path, size, (layout.dimension,)))
    rows, sigma = unit_rows(
        path, as_rows(path, "vectors", found.vectors), positive(path, "sigma", found.sigma, len(found))
    )
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


def _lowered(vectors: np.ndarray, layout: Layout, *, tied: bool) -> tuple[np.ndarray, int]:
    """The inverse of lifting: unit rows (k, d) of one slot (tied) or of all latent slots, and the number of copies."""
    space = Subspace(layout, tied=tied)
    return space.lowered(torch.from_numpy(vectors).double()).numpy(), space.copies
