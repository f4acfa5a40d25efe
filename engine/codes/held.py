"""What a file of numbers holds, whoever wrote it: numpy's archives and arrays, what torch saved, pickles of arrays.

Nothing in a file is run: torch's files and pickles go through the machine of our own. How a file is built often says
whether it holds codes or directions; where it does not, `engine.codes.files` asks names, lengths and shapes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np

from engine.checkpoints import sniff
from engine.checkpoints.pickles.constructors import NumpyArray
from engine.checkpoints.pickles.lazy import LazyTensor
from engine.checkpoints.pickles.tensors import tensors_in
from engine.codes.arrays import KEYS
from engine.document.disk.limits import DIRECTIONS, TooLarge, no_more
from engine.document.disk.numpy_files import array_in, arrays_in
from engine.document.disk.reading import opened
from engine.document.disk.wording import CLAUSE, short
from engine.language import tr

Means = Literal["code", "directions", "weights", ""]
#: How the components of GANSpace's are called in archives, and in what others made of them (e4e's ffhq_pca.pt).
COMPONENTS = {"lat_comp": ("lat_comp", "comp"), "lat_mean": ("lat_mean", "mean"), "lat_stdev": ("lat_stdev", "std")}
#: rosinality's factors: the directions are the columns.
FACTORS = "eigvec"
#: WarpedGANSpace's sums of Gaussians.
WARPS = ("SUPPORT_SETS", "ALPHAS", "LOGGAMMA")
#: Axes of an array of codes or directions.
AXES = 4


@dataclass(frozen=True, eq=False)
class Held:
    """Arrays by the names that a file gives them (empty: it gives none), and what its structure `means` that they are;
    "weights": those of a network, or nothing that is known here; empty: it does not say.

    Of a single direction of GANSpace's viewer also its `name`, the first and last layer (from 1) that it moves, and the
    `space` ("Z" or "W") that it lies in.
    """

    arrays: Mapping[str, np.ndarray]
    means: Means = ""
    name: str = ""
    layers: tuple[int, int] | None = None
    space: str = ""


def held_in(path: Path, what: str = tr("a file of codes")) -> Held | None:
    """What the file holds; None where it is of another kind (our own forms, pictures, text and so on). `what` it should
    be is said where it cannot be read.

    Raises:
        ValueError: it cannot be read, is damaged, or holds more than is read; one sentence.
    """
    try:
        with opened(path) as file:
            container = sniff.container(file)
            file.seek(0)
            start = file.read(len(sniff.NUMPY))
    except OSError as error:
        raise sniff.unreadable(path, error) from error
    if container in ("torch zip", "torch legacy", "pickle"):
        return _saved_by_python(path)
    if container is not None:
        return None
    if start == sniff.NUMPY:
        array = array_in(path, what)
        return Held({"": array} if array.dtype.kind in "fiu" else {})
    if sniff.kind(path) != "arrays":
        return None
    arrays = arrays_in(path, what)
    return Held(arrays, "directions" if "lat_comp" in arrays or "act_comp" in arrays else "")


def _saved_by_python(path: Path) -> Held:
    found = _Found()
    try:
        arrays = tensors_in(path, found.choose)
    except TooLarge as error:
        raise ValueError(
            tr(
                "{name} was not opened: {error}. Choose another file.",
                name=short(path.name),
                error=short(error, CLAUSE),
            )
        ) from error
    if FACTORS in arrays and found.held.means == "directions" and arrays[FACTORS].ndim == 2:
        arrays[FACTORS] = np.ascontiguousarray(arrays[FACTORS].T)
    return replace(found.held, arrays=arrays | found.numbers)


class _Found:
    """What is chosen of the plain values that a file stands for, and what they are."""

    def __init__(self) -> None:
        self.held = Held({}, "weights")
        self.numbers: dict[str, np.ndarray] = {}  # those that lie in the file as single numbers

    def choose(self, content: object) -> Mapping[str, LazyTensor]:
        """The tensors to read, by name."""
        if (bare := _tensor(content)) is not None:
            self.held = Held({})
            return {"": bare}
        if isinstance(content, list | tuple):
            return self._listed(content)
        return self._of_dictionary(content) if isinstance(content, dict) else {}

    def _listed(self, content: list[object] | tuple[object, ...]) -> Mapping[str, LazyTensor]:
        no_more(len(content), DIRECTIONS, "codes")
        named = {f"{i}": tensor for i, each in enumerate(content, 1) if (tensor := _tensor(each)) is not None}
        if not named or len(named) != len(content):
            return {}
        self.held = Held({}, "code")
        return named

    def _of_dictionary(self, content: Mapping[object, object]) -> Mapping[str, LazyTensor]:
        inner = content.get("support_sets")  # in a checkpoint of WarpedGANSpace's they lie beside the reconstructor
        warps = inner if isinstance(inner, dict) else content
        if WARPS[0] in warps and WARPS[1] in warps:
            return self._directions(_tensors({name: warps.get(name) for name in WARPS}))
        if (components := self._components(content)) is not None:
            return components
        if (factors := _tensor(content.get(FACTORS))) is not None:
            return self._directions({FACTORS: factors})
        if (single := _named(content)) is not None:
            self.held = Held({}, "code")
            return {"": single}
        no_more(len(content), DIRECTIONS, "entries")
        pictures = ((str(name), _named(each)) for name, each in content.items() if isinstance(each, dict))
        latents = {name: latent for name, latent in pictures if latent is not None}
        if latents:
            self.held = Held({}, "code")
            return latents
        plain = _tensors({str(name): each for name, each in content.items()})
        # Names of weights say in which module they lie.
        if len(plain) < len(content) or any("." in name or not 1 <= len(t.size) <= AXES for name, t in plain.items()):
            return {}
        return self._directions(plain)

    def _directions(self, tensors: dict[str, LazyTensor]) -> Mapping[str, LazyTensor]:
        if tensors:
            self.held = Held({}, "directions")
        return tensors

    def _components(self, content: Mapping[object, object]) -> Mapping[str, LazyTensor] | None:
        """GANSpace's: all of them, or one that its viewer kept, which also says the layers that it moves."""
        found = {name: next((content[key] for key in keys if key in content), None)
                 for name, keys in COMPONENTS.items()}  # fmt: skip
        if _tensor(found["lat_comp"]) is None:
            return None
        for name, value in found.items():
            if isinstance(value, float | int):
                self.numbers[name] = np.array([float(value)])
        first, last = content.get("edit_start"), content.get("edit_end")
        layers = None
        if isinstance(first, int) and isinstance(last, int) and 0 <= first < last:
            layers = (first + 1, last)  # theirs are counted from 0, and the last is not among them
        called, space = content.get("name"), content.get("latent_space")
        self.held = Held(
            {},
            "directions",
            called if isinstance(called, str) else "",
            layers,
            space if isinstance(space, str) else "",
        )
        return _tensors(found)


def _tensors(found: Mapping[str, object]) -> dict[str, LazyTensor]:
    return {name: tensor for name, each in found.items() if (tensor := _tensor(each)) is not None}


def _named(content: Mapping[object, object]) -> LazyTensor | None:
    found = (_tensor(content.get(key)) for key in KEYS)
    return next((tensor for tensor in found if tensor is not None), None)


def _tensor(what: object) -> LazyTensor | None:
    """A tensor, or the numbers of a numpy array that was saved among them."""
    what = what.value if isinstance(what, NumpyArray) else what
    return what if isinstance(what, LazyTensor) else None


def what_else(path: Path) -> str:
    """What a file is that holds neither codes nor directions, for a sentence.

    Raises:
        UnreadableFile: it cannot be read.
    """
    kinds = {"checkpoint": tr("a network's weights"), "pickle": tr("a pickle of other things"), "codes": tr("codes"),
             "session": tr("a saved session"), "recipe": tr("a picture with a recipe"), "picture": tr("a picture"),
             "directions": tr("directions"), "folder": tr("a folder")}  # fmt: skip
    return kinds.get(sniff.kind(path), tr("an unknown kind of file"))
