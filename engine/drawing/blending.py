"""Pictures of documents with masked edits: branches of the synthesis that are blended under their masks at every stage.

The base branch has the edits without a mask, and each mask a branch that has its edits besides. Features h start as the
base's; after every stage, f of each branch is laid over them in stack order, h + m (f - h), with the mask m at the
features' own size, and the base's code goes on from there ("feature blending": Suzuki et al. 2018, arXiv 1811.10153;
at every stage here, so that a mask full of 255 is the edit without a mask).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.document.arrays import ArrayStore
from engine.document.aspect import Size
from engine.document.regions import as_weights
from engine.drawing.outlines import Outlines
from engine.drawing.renderer import Renderer
from engine.generator import Features, Generator, as_features, parts_of

#: How wide the inner edge of the masks is over which the base frame goes over into the edited one: a share of the side.
FEATHER = 0.03
#: Its least width in pixels.
LEAST_FEATHER = 3
#: Blended features of more numbers (32 MB) are not kept: those of a large picture's last stages.
MOST_KEPT = 2**23


@dataclass(frozen=True, eq=False)
class Paths:
    """What is to be drawn: the code (dimension,) of the document without its masked edits; for each mask, in stack
    order, its array key and the code with its edits; whether the picture stays the base's outside the masks; and by the
    mask, the generator of branches that are not drawn by the base's."""

    base: Tensor
    branches: tuple[tuple[str, Tensor], ...] = ()
    keep_outside: bool = True
    others: Mapping[str, Generator] = field(default_factory=dict)


class Blender:
    """Draws documents with or without masked edits, and keeps what the next picture may need of each branch.

    `base` draws the base branch, and may be shared with whoever draws whole pictures.
    """

    def __init__(self, base: Renderer, arrays: ArrayStore) -> None:
        self.base, self.arrays = base, arrays
        self._branches: dict[str, Renderer] = {}
        self._weights: dict[tuple[str, Size, int], Tensor] = {}
        self._insides: dict[Size, Tensor] = {}
        self._outlines = Outlines(arrays)
        self._masks: tuple[str, ...] = ()
        self._codes: Tensor | None = None  # of the base and the branches, for which `_kept` holds the blended features
        self._kept: dict[int, Features] = {}  # by the stage before which they are

    @property
    def generator(self) -> Generator:
        return self.base.generator

    def apart(self) -> Blender:
        """Another one that starts from what the base has kept, for pictures that are not on screen."""
        return Blender(self.base.fork(), self.arrays)

    def starts(self, paths: Paths) -> tuple[int, ...]:
        """The first stage that each synthesis, of the base, the branches and what is blended, has to run."""
        found = [self.base.first_changed(paths.base[None])]
        for mask, code in paths.branches:
            shared = 0 if mask in paths.others else self.base.first_different(paths.base[None], code)
            own = self._branches.get(mask)
            found.append(shared if own is None else max(shared, own.first_changed(code[None])))
        if paths.branches:
            same = self._same_until(paths)
            found.append(max([self._parting(paths), *(stage for stage in self._kept if stage <= same)]))
        return tuple(found)

    @torch.no_grad()
    def render(self, paths: Paths, end: int = 0, given_up: Callable[[], bool] | None = None) -> Tensor | None:
        """The picture (3, r, r) in [-1, 1] that the first `end` stages make (0: all of them), enlarged by nobody.

        None if it was given up: `given_up` is asked before every stage of every branch. What was done is kept.

        Raises:
            ValueError: a mask cannot be read.
        """
        end = end or len(self.generator.stages)
        self._forget(paths)
        if not self.base.run(paths.base, end, given_up):
            return None
        base = self.base.picture(self.base.before(end), end)
        if not paths.branches:
            return base
        self._set_out(paths)
        if not all(self._branches[mask].run(code, end, given_up) for mask, code in paths.branches):
            return None
        features = self._blended(paths, end, given_up)
        if features is None:
            return None
        image = self.base.picture(features, end)
        return torch.lerp(base, image, self._inside(image)) if paths.keep_outside else image

    # ---- branches ----

    def _forget(self, paths: Paths) -> None:
        """Drop what belongs to masks that are gone."""
        masks = tuple(mask for mask, _ in paths.branches)
        if masks == self._masks:
            return
        self._masks, self._codes, self._kept, self._insides = masks, None, {}, {}
        self._weights = {key: weights for key, weights in self._weights.items() if key[0] in masks}
        if not masks:
            self._branches = {}

    def _set_out(self, paths: Paths) -> None:
        """Give each branch the renderer that has most of it: its own, one of a mask that is gone (a region that was
        painted over has another mask and the same edits), or a fork of the base."""
        alike = {mask: r for mask, r in self._branches.items() if r.generator is self.base.generator}
        free = {id(renderer): renderer for mask, renderer in alike.items() if mask not in self._masks}
        found = {}
        for mask, code in paths.branches:
            if mask in paths.others:
                found[mask] = Renderer(paths.others[mask])
                continue
            own = [alike[mask]] if mask in alike else []
            chosen = max([*own, *free.values(), self.base.fork()], key=lambda r: r.first_changed(code[None]))
            free.pop(id(chosen), None)
            found[mask] = chosen
        self._branches = found

    def _parting(self, paths: Paths) -> int:
        """The first stage at which a branch differs from the base; the number of stages where none does."""
        if paths.others:
            return 0
        return self.base.first_different(torch.stack([code for _, code in paths.branches]), paths.base)

    # ---- blending ----

    def _same_until(self, paths: Paths) -> int:
        """Before which stages the blended features that were kept are still right."""
        if paths.others or self._codes is None or tuple(mask for mask, _ in paths.branches) != self._masks:
            return 0
        return self.base.first_different(_codes(paths), self._codes)

    def _blended(self, paths: Paths, end: int, given_up: Callable[[], bool] | None) -> Features | None:
        """The blended features behind the first `end` stages; all branches have been run so far."""
        same, parting = self._same_until(paths), min(self._parting(paths), end)
        self._kept = {stage: features for stage, features in self._kept.items() if stage <= same}
        self._codes = _codes(paths)
        # What was kept was blended, so it lies behind the parting.
        begin = max((stage for stage in self._kept if stage <= end), default=parting)
        h = self._kept.get(begin) if begin in self._kept else None
        for i in range(begin, end):
            if given_up is not None and given_up():
                return None
            if i == parting:  # up to here it is the base's
                after, before = self.base.before(i + 1), None
            else:
                before = h
                after = self.generator.stages[i].run(h, paths.base[None])
            h = self._laid_over(after, before, i)
            if sum(part.numel() for part in parts_of(h)) <= MOST_KEPT:
                self._kept[i + 1] = h
        return self.base.before(end) if h is None else h

    def _laid_over(self, after: Features, before: Features | None, stage: int) -> Features:
        """The features `after` a stage with those of the branches laid over them. A part that came out as it went in
        (the picture so far, in a layer of features) has been blended already: twice would make a soft mask harder."""
        parts = list(parts_of(after))
        margin = self.generator.stages[stage].margin
        for mask in self._masks:
            others = parts_of(self._branches[mask].before(stage + 1))
            for i, (part, other) in enumerate(zip(parts, others, strict=True)):
                passed = any(parts_of(after)[i] is one for one in parts_of(before))
                if part.dim() == 4 and max(part.shape[2:]) > 1 and part is not other and not passed:
                    weights = self._weights_of(mask, Size(*part.shape[2:]), margin, part.device)
                    parts[i] = torch.lerp(part, other.to(part.dtype), weights.to(part.dtype))
        return as_features(tuple(parts), after)

    # ---- masks ----

    def _weights_of(self, mask: str, size: Size, margin: int, device: torch.device) -> Tensor:
        """The weights (1, 1, *size) of a mask in maps with `margin` samples beyond the picture on each side."""
        key = (mask, size, margin)
        if key not in self._weights:
            self._weights[key] = resized(self._read(mask), size, margin).to(device)
        return self._weights[key]

    def _inside(self, image: Tensor) -> Tensor:
        """How much of the blended picture is taken (1, height, width); 0 where no mask is."""
        size = Size(*image.shape[1:])
        if size not in self._insides:
            self._insides[size] = feathered([self._read(mask) for mask in self._masks], size).to(image.device)
        return self._insides[size]

    def _read(self, mask: str) -> Tensor:
        return torch.from_numpy(as_weights(self._outlines.mask(mask)))


def resized(weights: Tensor, size: Size, margin: int = 0) -> Tensor:
    """Weights of a stored mask (h, w) as (1, 1, *size): averaged down or enlarged bilinearly to the picture's part
    of a map; the `margin` beyond it on each of the four sides continues the weights of its edge."""
    inner, whole = (size.height - 2 * margin, size.width - 2 * margin), weights[None, None]
    if max(inner) <= max(weights.shape):
        fitted = F.interpolate(whole, inner, mode="area")
    else:
        fitted = F.interpolate(whole, inner, mode="bilinear", align_corners=False)
    return F.pad(fitted, (margin,) * 4, mode="replicate") if margin else fitted


def feathered(masks: list[Tensor], size: Size) -> Tensor:
    """How much of the edited picture is taken in each pixel (1, *size): 1 - prod(1 - m) over weights m (h, w) of
    stored masks, rising from their edges inwards over `FEATHER` of the side, and exactly 0 in every pixel of which a
    part is in no mask."""
    rest, finest = torch.ones(1, 1, *size), max((Size(*mask.shape) for mask in masks), key=max)
    painted = torch.zeros(1, 1, *finest)
    for mask in masks:
        rest = rest * (1 - resized(mask, size))
        painted = torch.maximum(painted, F.interpolate((mask > 0).float()[None, None], finest))
    inner = (1 - rest) * -F.adaptive_max_pool2d(-painted, size)
    # The mean of the mask with 0, 1, 2 ... pixels taken off its edge; the picture's own border is no edge.
    width = max(LEAST_FEATHER, round(FEATHER * max(size)))
    total = inner.clone()
    for _ in range(width - 1):
        inner = _eroded(inner)
        total += inner
    return (total / width)[0]


def _eroded(x: Tensor) -> Tensor:
    """The least of each 3 x 3 pixels (..., height, width); by pairs, several times quicker than pooling a single
    map."""
    for axis in (-2, -1):
        pairs = torch.minimum(x.narrow(axis, 0, x.shape[axis] - 1), x.narrow(axis, 1, x.shape[axis] - 1))
        last = pairs.shape[axis] - 1
        within = torch.minimum(pairs.narrow(axis, 0, last), pairs.narrow(axis, 1, last))
        x = torch.cat([pairs.narrow(axis, 0, 1), within, pairs.narrow(axis, last, 1)], axis)
    return x


def _codes(paths: Paths) -> Tensor:
    return torch.stack([paths.base, *(code for _, code in paths.branches)])
