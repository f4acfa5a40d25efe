"""How families read a state dict: one weight after another, each checked, and complaints that name what does not fit.

Importing this loads no torch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from engine.language import tr

if TYPE_CHECKING:
    from torch import Tensor


class DoesNotFit(ValueError):
    """Weights that are not a family's; the text is a clause for a person, `keys` all the weights that do not fit."""

    def __init__(self, problem: str, keys: tuple[str, ...]) -> None:
        super().__init__(problem)
        self.keys = keys


class WeightReader:
    """A state dict that is asked for one weight after another, under the names that a family uses.

    `called` are the names of the file, for complaints, where they differ; a family that finds its weights in another
    way says so in `named` and `find`.
    """

    def __init__(self, weights: Mapping[str, Tensor], called: Mapping[str, str] = MappingProxyType({})) -> None:
        self.weights, self.called = weights, called
        self._taken: set[str] = set()

    def named(self, name: str) -> str:
        """What the file calls it."""
        return self.called.get(name, name)

    def find(self, name: str) -> Tensor | None:
        """The weight, unchecked; None where there is none."""
        return self.weights.get(name)

    def __contains__(self, name: str) -> bool:
        return self.find(name) is not None

    def __getitem__(self, name: str) -> Tensor:
        weight = self.find(name)
        if weight is None:
            raise self.missing(name)
        return weight

    def missing(self, name: str) -> DoesNotFit:
        """The complaint that there is no such weight."""
        key = self.named(name)
        return DoesNotFit(tr("{key} is missing", key=key), (key,))

    def misfit(self, name: str, needed: str) -> DoesNotFit:
        """The complaint about a shape; `needed` such as "3 x 3"."""
        key = self.named(name)
        return DoesNotFit(
            tr("{key} is {by}, where {needed} is needed", key=key, by=by(self[name].shape), needed=needed), (key,)
        )

    def shape(self, name: str, axes: int) -> tuple[int, ...]:
        """The shape of a weight that must have so many axes, none of them empty; or DoesNotFit."""
        shape = tuple(self[name].shape)
        if len(shape) != axes or 0 in shape:
            raise self.misfit(name, tr("{axes} sizes", axes=axes))
        return shape

    def size(self, name: str, axis: int, axes: int) -> int:
        """One size of such a weight."""
        return self.shape(name, axes)[axis]

    def check_shape(self, name: str, shape: Sequence[int]) -> None:
        """Raise DoesNotFit unless the weight is there in this shape."""
        if tuple(self[name].shape) != tuple(shape):
            raise self.misfit(name, by(shape))

    def check_all(self, needed: Mapping[str, object]) -> None:
        """Raise DoesNotFit unless there are all the `needed` weights and no others."""
        wrong = tuple(name for name in {**needed, **self.weights} if name not in self.weights or name not in needed)
        if wrong:
            problem = tr("is missing") if wrong[0] in needed else tr("is no part of one")
            wrong = tuple(map(self.named, wrong))
            raise DoesNotFit(f"{wrong[0]} {problem}{more(wrong)}", wrong)

    def take(self, name: str, *shape: int | None) -> Tensor:
        """The weight of this shape as float32, without gradients; None leaves a size open.

        Raises:
            DoesNotFit: it is missing, or of another shape.
        """
        weight = self[name]
        fits = weight.dim() == len(shape) and all(
            size > 0 and wanted in (None, size) for size, wanted in zip(weight.shape, shape, strict=True)
        )
        if not fits:
            needed = " x ".join(tr("any") if size is None else str(size) for size in shape) or tr("a single number")
            raise self.misfit(name, needed)
        if weight.is_complex():
            key = self.named(name)
            raise DoesNotFit(tr("{key} holds complex numbers, where real ones are needed", key=key), (key,))
        self._taken.add(name)
        return weight.detach().float()

    def variances(self, name: str, *shape: int | None) -> Tensor:
        """Variances, none of them negative."""
        variances = self.take(name, *shape)
        if (variances < 0).any():
            key = self.named(name)
            raise DoesNotFit(tr("{key} holds a negative variance", key=key), (key,))
        return variances

    def rest(self) -> tuple[str, ...]:
        """The weights that were not asked for."""
        return tuple(name for name in self.weights if name not in self._taken)


def by(shape: Sequence[int]) -> str:
    """A shape as people write it."""
    return " x ".join(map(str, shape)) or tr("a single number")


def more(names: Sequence[str]) -> str:
    """What follows the first of these names."""
    return tr(" (and {names_count} more)", names_count=len(names) - 1) if len(names) > 1 else ""
