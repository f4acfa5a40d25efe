"""Do only what changed: synthesis resumes at the first stage whose slots differ from the last picture's (exact)."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.generator import Generator


class Renderer:
    """Renders codes of one generator, and keeps the features before each stage for the last single code."""

    def __init__(self, generator: Generator) -> None:
        self.generator = generator
        slices = generator.layout.slices
        places = torch.arange(generator.layout.dimension)
        self._columns = [
            torch.cat([places[slices[slot]] for slot in stage.slots] or [places[:0]]) for stage in generator.stages
        ]
        self._code: Tensor | None = None
        self._before: list[Tensor | None] = []
        self.resumed_at = 0

    def _first_changed(self, codes: Tensor) -> int:
        """The first stage at which any of `codes` (N, dimension) differs from the cached code."""
        if self._code is None:
            return 0
        differs = (codes != self._code).any(0)
        for i, columns in enumerate(self._columns):
            if differs[columns].any():
                return i
        return len(self._columns)

    @torch.no_grad()
    def render(self, code: Tensor) -> Tensor:
        """One code (dimension,) to one image (3, H, W) in [-1, 1]; its features are kept for the next."""
        codes = code[None]
        start = self._first_changed(codes)
        self.resumed_at = start
        stages = self.generator.stages
        if self._code is None:
            self._before = [None] * (len(stages) + 1)
        # Until every stage has run, what is kept would be a mixture of two codes.
        self._code = None
        features = self._before[start]
        for i in range(start, len(stages)):
            features = stages[i].run(features, codes)
            self._before[i + 1] = features
        self._code = code.clone()
        assert features is not None
        return features[0]

    @torch.no_grad()
    def batch(self, codes: Tensor) -> Tensor:
        """Codes (N, dimension) to images (N, 3, H, W), resuming from the kept features where all of them share them."""
        start = self._first_changed(codes)
        features = self._before[start] if start else None
        if features is not None:
            features = features.expand(len(codes), *features.shape[1:])
        for stage in self.generator.stages[start:]:
            features = stage.run(features, codes)
        assert features is not None
        return features


def to_pixels(images: Tensor) -> Tensor:
    """(N, 3, H, W) in [-1, 1] to uint8 (N, H, W, 3), rounded to nearest, contiguous, on the processor.

    Raises:
        ValueError: the picture holds numbers that are not finite.
    """
    if not torch.isfinite(images).all():
        raise ValueError("This picture holds numbers that are not finite; move the sliders back towards the middle.")
    pixels = images.clamp(-1, 1).add(1).mul(127.5).round().to(torch.uint8)
    return pixels.permute(0, 2, 3, 1).contiguous().cpu()


def shrink(images: Tensor, size: int) -> Tensor:
    """(N, 3, H, W) averaged down to at most `size` a side, for thumbnails."""
    if images.shape[-1] <= size:
        return images
    return F.interpolate(images, size=(size, size), mode="area")
