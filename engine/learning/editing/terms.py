"""What an edit pays for (Zhuang et al. 2021, eq. 3): a face that looks no more like one, and content that changed."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors import SafetensorError
from torch import Tensor

from engine.document.keys import Source
from engine.generator import Generator
from engine.measure.features import load_features
from engine.training.adversarial.discriminator import Discriminator
from engine.training.files import read_weights

#: The pictures that a discriminator sees together: it reads how much they differ, and learned with many.
TOGETHER = 16
#: The side down to which pictures are compared by their pixels.
COARSE = 16


class Content:
    """How far pictures are from those they were made of: squared differences of features of EfficientNet-lite0, where
    the authors have VGG19's, each as a share of their own size, and of the pixels of small copies."""

    def __init__(self) -> None:
        self._network = load_features()

    def known(self, pictures: Tensor) -> list[Tensor]:
        """What is compared of pictures (N, 3, H, W): the small copies, then the features."""
        return [F.adaptive_avg_pool2d(pictures, COARSE), *self._network.taps(pictures)]

    def __call__(self, pictures: Tensor, known: list[Tensor]) -> Tensor:
        """The sum over pictures; `known` is of those they were made of."""
        total = pictures.new_zeros(())
        for mine, theirs in zip(self.known(pictures), known, strict=True):
            apart = (mine - theirs).square().flatten(1).mean(1)
            total = total + (apart / theirs.square().flatten(1).mean(1).clamp_min(1e-6)).sum()
        return total


def discriminator_of(generator: Generator, side: int) -> Discriminator | None:
    """The discriminator that a generator trained here learned against; None where it does not lie beside it.

    Those of the generators that come with the program are in its source tree alone.
    """
    source = Source(generator.source)
    if source.builtin:
        with resources.as_file(resources.files("resources") / "generators") as folder:
            return _discriminator(folder / f"{source.builtin}.discriminator.safetensors", side)
    path = Path(source)
    if not path.name:
        return None
    return _discriminator(path.with_name(f"{path.stem}.discriminator.safetensors"), side)


def _discriminator(path: Path, side: int) -> Discriminator | None:
    if not path.is_file():
        return None
    try:
        weights, metadata = read_weights(path)
        network = Discriminator(side)
        network.load_state_dict({name: each.float() for name, each in weights.items()})
    except (SafetensorError, OSError, RuntimeError, ValueError, KeyError):
        return None  # of another size, or of something else: as good as none
    if not metadata.get("family", "").endswith("-discriminator"):
        return None
    return network.eval().requires_grad_(requires_grad=False)


class Realism:
    """What a discriminator thinks of pictures: softplus(-D), summed, which is the cross entropy towards "real".

    It sees them among drawn faces that were not edited, so that the deviation it reads is that of a batch: `drawn` is
    what it sees in those (n, C, 4, 4).
    """

    def __init__(self, discriminator: Discriminator, drawn: Tensor) -> None:
        self._discriminator, self._drawn = discriminator, drawn

    def __call__(self, pictures: Tensor) -> Tensor:
        h = self._discriminator.seen(pictures)
        spread = self._discriminator.spread(torch.cat((h, self._drawn)))
        return F.softplus(-self._discriminator.judged(h, 16 * spread.expand(len(h), 1))).sum()
