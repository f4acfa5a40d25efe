"""Do only what changed: synthesis resumes at the first stage whose slots differ from the last picture's (exact)."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from time import perf_counter

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from engine.document.aspect import Size, sized
from engine.generator import Features, Generator, images_of, repeated
from engine.language import tr


class Renderer:
    """Renders codes of one generator, and keeps the features before each stage for the last single code.

    Attributes:
        resumed_at: the first stage that the last picture had to run.
        seconds: what each stage last took, smoothed; 0 where it has not run yet.
    """

    def __init__(self, generator: Generator) -> None:
        self.generator = generator
        slices = generator.layout.slices
        places = torch.arange(generator.layout.dimension)
        self._columns = [
            torch.cat([places[slices[slot]] for slot in stage.slots] or [places[:0]]) for stage in generator.stages
        ]
        self._code: Tensor | None = None
        self._done = 0  # how many stages have run for that code
        # A tuple, so that a fork shares it until either of them runs a stage.
        self._before: tuple[Features | None, ...] = (None,) * (len(generator.stages) + 1)
        self.resumed_at = 0
        self.seconds = [0.0] * len(generator.stages)

    def first_changed(self, codes: Tensor) -> int:
        """The first stage that has to run for `codes` (N, dimension): any of them differs there from the kept code."""
        return 0 if self._code is None else min(self.first_different(codes, self._code), self._done)

    def first_different(self, codes: Tensor, others: Tensor) -> int:
        """The first stage that reads a number in which any of the codes (N, dimension) differs from the others, which
        are as many or one (dimension,); the number of stages where none does."""
        differs = (codes != others).any(0)
        if not differs.any():
            return len(self._columns)
        return next((i for i, columns in enumerate(self._columns) if differs[columns].any()), len(self._columns))

    def fork(self) -> Renderer:
        """A renderer of the same generator that goes its own way from what this one has kept; `seconds` are shared."""
        return copy(self)

    def before(self, stage: int) -> Features:
        """The features before this stage, which has been run up to, or (behind the last one) the pictures."""
        features = self._before[stage]
        assert features is not None and stage <= self._done
        return features

    @torch.no_grad()
    def render(self, code: Tensor) -> Tensor:
        """One code (dimension,) to one image (3, H, W) in [-1, 1]; its features are kept for the next."""
        self.run(code, len(self.generator.stages))
        return images_of(self._before[-1])[0]

    def picture(self, features: Features, end: int) -> Tensor:
        """The picture (3, r, r) of the features that the first `end` stages gave, enlarged by nobody."""
        if end == len(self.generator.stages):
            return images_of(features)[0]
        rgb = self.generator.stages[end - 1].rgb
        assert rgb is not None
        return rgb(features)[0]

    @torch.no_grad()
    def run(self, code: Tensor, end: int, given_up: Callable[[], bool] | None = None) -> bool:
        """Have the features of one code (dimension,) behind the first `end` stages.

        `given_up` is asked before each stage; then the answer is False, and what was done is kept.
        """
        codes = code[None]
        start = min(self.first_changed(codes), end)
        self.resumed_at = start
        if self._code is None or not torch.equal(codes[0], self._code):
            # Until a stage has run anew, what lies behind it is of another code.
            self._code, self._done = code.clone(), start
        for i in range(start, end):
            if given_up is not None and given_up():
                return False
            began = perf_counter()
            features = self.generator.stages[i].run(self._before[i], codes)
            self._before = (*self._before[: i + 1], features, *self._before[i + 2 :])
            took = perf_counter() - began
            self.seconds[i] = took if not self.seconds[i] else 0.7 * self.seconds[i] + 0.3 * took
            self._done = i + 1
        return True

    @torch.no_grad()
    def batch(self, codes: Tensor, least: int = 0) -> Tensor:
        """Codes (N, dimension) to images (N, 3, H, W), resuming from the kept features where all of them share them.

        With `least`, for thumbnails: the first lower picture of at least so many pixels a side, where there is one.
        """
        start = self.first_changed(codes)
        features = repeated(self.before(start), len(codes)) if start else None
        for stage in self.generator.stages[start:]:
            features = stage.run(features, codes)
            if least and stage.rgb is not None and max((small := stage.rgb(features)).shape[2:]) >= least:
                return small
        return images_of(features)


def check_finite(images: Tensor) -> None:
    """Raises ValueError if pictures hold numbers that are not finite."""
    if not torch.isfinite(images).all():
        raise ValueError(
            tr("This picture holds numbers that are not finite; move the sliders back towards the middle.")
        )


def to_pixels(images: Tensor) -> Tensor:
    """(N, 3, H, W) in [-1, 1] to uint8 (N, H, W, 3), rounded to nearest, contiguous, on the processor.

    Raises:
        ValueError: the picture holds numbers that are not finite.
    """
    check_finite(images)
    pixels = images.clamp(-1, 1).add(1).mul(127.5).round().to(torch.uint8)
    return pixels.permute(0, 2, 3, 1).contiguous().cpu()


def to_images(pixels: np.ndarray) -> Tensor:
    """uint8 (N, H, W, 3) to (N, 3, H, W) float32 in [-1, 1]: the way back from `to_pixels`."""
    return torch.from_numpy(pixels.astype(np.float32)).permute(0, 3, 1, 2) / 127.5 - 1


def shrink(images: Tensor, size: int) -> Tensor:
    """(N, 3, H, W) averaged down to at most `size` a side, for thumbnails."""
    whole = Size(*images.shape[2:])
    return images if max(whole) <= size else F.interpolate(images, size=sized(size, whole.aspect), mode="area")
