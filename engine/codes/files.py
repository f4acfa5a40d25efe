"""Codes out of files: NVIDIA's projector's, PTI's, e4e's, rosinality's, plain arrays and our own; and back.

Such files do not say what they hold. An array of one code's shape may be a code or a direction, so `told` says what a
file may be; whoever knows better says so by reading it as that.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from engine.checkpoints import sniff
from engine.codes.arrays import KEYS, as_codes, by_shape, latent_rows, taken
from engine.codes.held import Held, held_in, what_else
from engine.document.code import Layout
from engine.document.disk.files import write_whole
from engine.document.disk.reading import opened
from engine.document.disk.wording import CLAUSE, Advice, short
from engine.document.saved.code_file import CodeFile, OwnCodes, is_own, load_own, save_own, slots_of
from engine.document.saved.lengthened import lengthened
from engine.language import tr

Kind = Literal["code", "directions"]
WHAT = tr("a file of codes")
#: What others call files of codes; PTI's have numbers or are called as their pictures.
NAMES = re.compile(rf"(projected.*|latent_codes|wplus|{'|'.join(KEYS)})([ _.-]?\d+)?|\d+", re.IGNORECASE)
#: What others call single directions (InterFaceGAN's, e4e's, PTI's, GANSpace's).
DIRECTIONS_NAMES = re.compile(
    r"(steer.*|.*(boundary|direction)s?|age|gender|pose|rotation|smile|eyeglasses)([ _.-]?\d+)?", re.IGNORECASE
)
#: How far from 1 the length of a direction may be by rounding.
ROUNDING = 1e-3
NO_CODE = tr("Choose projected_w.npz, or an .npy, .pt or .safetensors of codes.")


@dataclass(frozen=True)
class Told:
    """What a file may be for a generator: its `kinds`, the likelier first (empty: neither codes nor directions), and
    how many codes of which `size` ("18 x 512") it would be."""

    kinds: tuple[Kind, ...] = ()
    count: int = 0
    size: str = ""


def kinds_of(path: Path, layout: Layout, *, tied: bool) -> tuple[Kind, ...]:
    """The kinds of `told`; raises as it does."""
    return told(path, layout, tied=tied).kinds


def told(path: Path, layout: Layout, *, tied: bool) -> Told:
    """What the file may be for a generator of this layout.

    Raises:
        ValueError: it cannot be read, or is damaged; one sentence.
    """
    container, own = _container(path)
    if own:
        return Told(("code",))
    if container is not None and sniff.kind(path) == "directions":
        return Told(("directions",))
    held = held_in(path, WHAT)
    if held is None or held.means == "weights":
        return Told()
    kinds = held_kinds(path, held, layout, tied=tied)
    array = held.arrays.get(_key(held.arrays) or "")
    codes = None if array is None else as_codes(array, layout, tied=tied)
    if array is None or codes is None:
        return Told(kinds)
    flat = array.ndim == 2 and len(codes) > 1
    return Told(kinds, len(codes), f"{array.shape[-1]:,}" if flat else by_shape(array))


def held_kinds(path: Path, held: Held, layout: Layout | None, *, tied: bool) -> tuple[Kind, ...]:
    """What numbers may be that a file holds, the likelier first; without a layout, for a generator that they fit.

    What the file's structure does not say is told by names and lengths: a code is known by its name, a direction by its
    name or its length, which is 1. What has neither, or both, may be either.
    """
    if held.means in ("code", "directions"):
        return ("code",) if held.means == "code" else ("directions",)
    key = _key(held.arrays)
    if key is None:
        return ("directions",)
    array = held.arrays[key]
    if array.dtype.kind not in "fiu":
        return ("directions",)
    named = bool(NAMES.fullmatch(path.stem)) or (key in KEYS and array.ndim > 2)
    of_length_one = _of_length_one(array) or (array.ndim < 3 and bool(DIRECTIONS_NAMES.fullmatch(path.stem)))
    if named != of_length_one:
        return ("code",) if named else ("directions",)
    if layout is not None and as_codes(array, layout, tied=tied) is None:
        return ("directions",)
    return ("code", "directions") if named or array.ndim > 2 else ("directions", "code")


def refuse_codes(path: Path, held: Held, layout: Layout, *, tied: bool, sure: bool) -> None:
    """For whoever wants directions; `sure`: a person said that they are.

    Raises:
        ValueError: these numbers are a code and nothing else, or may be one and nobody said that they are not.
    """
    kinds = held_kinds(path, held, layout, tied=tied)
    if "code" not in kinds or (sure and "directions" in kinds):
        return
    array = held.arrays[_key(held.arrays) or next(iter(held.arrays))]
    name, size = short(path.name), by_shape(array)
    if kinds == ("code",):
        raise ValueError(
            tr(
                "{name} holds a code of {by_shape}, not directions: it says where a picture is, not "
                "where to move it. Open it as a code.",
                name=name,
                by_shape=size,
            )
        )
    raise ValueError(
        Advice(
            tr(
                "{name} may be a picture's code of {size} or a direction: drop it on the window, which asks which.",
                name=name,
                size=size,
            ),
            tr(
                "{name} may be a picture's code of {size} or a direction: give it with --code if it is a picture, "
                "or add --as-directions if it says where to move.",
                name=name,
                size=size,
            ),
        )
    )


def read_codes(path: Path, layout: Layout, generator: str, *, tied: bool) -> CodeFile:
    """The codes in a file, for a generator of this layout and hash.

    One w stands for the same in every layer of a generator whose layers are tied. What may be codes or directions is
    read as codes.

    Raises:
        ValueError: it holds no codes, or those of another generator, or is damaged; one sentence.
    """
    _, own = _container(path)
    if own:
        return _own(path, load_own(path), layout, generator)
    held = held_in(path, WHAT)
    if held is None or held.means == "weights" or (not held.arrays and held.means):
        raise ValueError(
            tr("{name} is {what} and holds no codes. {no_code}", name=short(path.name), what=what_else(path),
               no_code=NO_CODE)
        )  # fmt: skip
    arrays = held.arrays if held.means == "code" else _arrays_of_codes(path, held)
    found = [_fitting(path, array, layout, tied=tied) for array in arrays.values()]
    names = [_named(path, name, i, len(rows)) for name, rows in zip(arrays, found, strict=True)
             for i in range(len(rows))]  # fmt: skip
    return CodeFile(np.concatenate(found), tuple(names))


def save_codes(
    path: Path, found: CodeFile, layout: Layout, generator: str, title: str, *, tied: bool
) -> None:  # fmt: skip
    """Write codes in the form that the ending asks for: .npz NVIDIA's `w` (N, layers, d), .npy the same array (where
    layers are not tied: (N, all latent numbers)), .safetensors our own.

    Raises:
        ValueError: that form cannot hold them, or is none of these; one sentence.
        OSError: it cannot be written.
    """
    ending = path.suffix.lower()
    if ending == ".safetensors":
        save_own(path, found.codes, found.names, generator, title, layout, found.origins)
        return
    if ending not in (".npz", ".npy"):
        raise ValueError(
            tr(
                "Codes are written as .npz, .npy or .safetensors, not as {ending}; pickles such as .pt "
                "can run code when opened. Choose another ending.",
                ending=short(ending or tr("a bare name")),
            )
        )
    if ending == ".npz" and not tied:
        raise ValueError(tr("NVIDIA's .npz holds the layers of a w, which this generator's code is not. "
                         "Save it as .npy or .safetensors."))  # fmt: skip
    rows, content = latent_rows(found.codes, layout, tied=tied), io.BytesIO()
    np.savez(content, w=rows) if ending == ".npz" else np.save(content, rows, allow_pickle=False)
    write_whole(path, content.getvalue())


# ---- reading -----------------------------------------------------------------------------------------------------


def _container(path: Path) -> tuple[sniff.Container | None, bool]:
    """Which format of weights or pickles the file is in, if any, and whether it is our own file of codes.

    Raises:
        ValueError: it is no file, too large, or cannot be read; one sentence.
    """
    try:
        with opened(path) as file:
            container = sniff.container(file)
            return container, container == "safetensors" and is_own(file)
    except OSError as error:
        raise sniff.unreadable(path, error) from error


def _key(arrays: Mapping[str, np.ndarray]) -> str | None:
    """Which of the arrays may be codes; None where they are components, or several and none is known by its name."""
    if any(f"{start}comp" in arrays for start in ("lat_", "act_")):
        return None
    known = next((key for key in KEYS if key in arrays), None)
    return known if known is not None or len(arrays) != 1 else next(iter(arrays))


def _arrays_of_codes(path: Path, held: Held) -> dict[str, np.ndarray]:
    name = short(path.name)
    if held.means == "directions":
        raise ValueError(
            tr(
                "{name} holds directions, not codes: they say where to move a picture. Open it as directions.",
                name=name,
            )
        )
    key = _key(held.arrays)
    if key is None:
        raise ValueError(
            tr(
                "{name} holds no codes under a name that is known ({held}). {no_code}",
                name=name,
                held=short(", ".join(held.arrays), CLAUSE),
                no_code=NO_CODE,
            )
        )
    return {"": held.arrays[key]}


def _of_length_one(array: np.ndarray) -> bool:
    """Whether the array is made of unit vectors: its last axis, or each of its rows as a whole."""
    if not array.ndim or not array.size:
        return False
    with np.errstate(over="ignore", invalid="ignore"):
        for rows in (array.reshape(-1, array.shape[-1]), array.reshape(len(array), -1)):
            if (np.abs(np.linalg.norm(rows.astype(np.float64), axis=1) - 1) < ROUNDING).all():
                return True
    return False


def _fitting(path: Path, array: np.ndarray, layout: Layout, *, tied: bool) -> np.ndarray:
    codes = as_codes(array, layout, tied=tied)
    if codes is None:
        raise ValueError(
            tr(
                "{name} does not fit: it holds a code of {by_shape}; this generator takes {taken}. Open "
                "the generator that it was made for.",
                name=short(path.name),
                by_shape=by_shape(array),
                taken=taken(layout),
            )
        )
    return _finite(path, codes)


def _finite(path: Path, codes: np.ndarray) -> np.ndarray:
    if not len(codes):
        raise ValueError(tr("{name} holds no codes. {no_code}", name=short(path.name), no_code=NO_CODE))
    if not np.isfinite(codes).all():
        raise ValueError(
            tr(
                "{name} cannot be used: its codes hold numbers that are not finite. Make it again.",
                name=short(path.name),
            )
        )
    return codes


def _named(path: Path, name: str, i: int, count: int) -> str:
    """The name of code i of `count` that a file keeps under this name (empty: it gives none)."""
    base = Path(name).stem or path.stem
    return base if count == 1 else f"{base} {i + 1}"


def _own(path: Path, own: OwnCodes, layout: Layout, generator: str) -> CodeFile:
    codes = own.codes
    if [size for _, size in own.slots] == [slot.dimension for slot in layout.slots if slot.kind != "style"]:
        codes = lengthened(codes, layout)
    elif [size for _, size in own.slots] != [size for _, size in slots_of(layout)]:
        raise ValueError(
            tr(
                "{name} does not fit: it holds a code of {sizes}; this generator takes {sizes2}. Open {title}.",
                name=short(path.name),
                sizes=_sizes(own.slots),
                sizes2=_sizes(slots_of(layout)),
                title=short(own.title) or tr("the generator that it was made for"),
            )
        )
    notes = []
    if own.generator != generator:
        notes.append(
            tr("Made with another generator ({title}): it fits by shape and is tried here.", title=short(own.title))
        )
    if any(slot.kind in ("class", "transform") for slot in layout.slots):
        notes.append(tr("Its class or transform is not taken along: choose it anew."))
    return CodeFile(_finite(path, codes), own.names, tuple(notes), own.origins)


def _sizes(slots: Sequence[tuple[str, int]]) -> str:
    """ "10 x 128", or "z 100 + class 10"."""
    if len(slots) > 1 and len({size for _, size in slots}) == 1:
        return f"{len(slots)} x {slots[0][1]:,}"
    return short(" + ".join(f"{name} {size:,}" for name, size in slots), CLAUSE)
