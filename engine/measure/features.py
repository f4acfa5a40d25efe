"""EfficientNet-lite0 as a feature extractor: what the Frechet distance of `engine.measure` is computed on.

The network is Google's EfficientNet-lite0, in the PyTorch form of the package named in `resources/features/NOTICE`;
the shipped file holds it without the classifier, with the batch norms folded into the convolutions. A distance on these
features compares pictures with each other; it is on no other scale, and in particular not on the Inception one.
"""

from __future__ import annotations

from importlib.resources import as_file, files

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from engine.document.disk.wording import short
from engine.language import tr

DIMENSION = 1280
STEM = 32
#: Blocks after which pictures are compared: sides of 1/2, 1/4 and 1/8 of the picture.
TAPS = (0, 2, 4)
#: One row a stage: blocks, kernel, stride of the first block, expansion, channels out.
STAGES = (
    (1, 3, 1, 1, 16),
    (2, 3, 2, 6, 24),
    (2, 5, 2, 6, 40),
    (3, 3, 2, 6, 80),
    (3, 5, 1, 6, 112),
    (4, 5, 2, 6, 192),
    (1, 3, 1, 6, 320),
)


class SameConv(nn.Conv2d):
    """A convolution with TensorFlow's SAME padding: ceil(side / stride) out, the odd pixel on the right and below."""

    def __init__(
        self, wide: int, narrow: int, kernel: int, stride: int = 1, groups: int = 1, *, bias: bool = True
    ) -> None:
        # At stride 1 SAME is the usual symmetric padding, which the convolution does itself, and faster.
        super().__init__(wide, narrow, kernel, stride, kernel // 2 if stride == 1 else 0, groups=groups, bias=bias)

    def forward(self, x: Tensor) -> Tensor:
        kernel, stride = self.kernel_size[0], self.stride[0]
        if stride > 1:
            rows, columns = (max((-(-side // stride) - 1) * stride + kernel - side, 0) for side in x.shape[2:])
            x = F.pad(x, (columns // 2, columns - columns // 2, rows // 2, rows - rows // 2))
        return super().forward(x)


class Block(nn.Module):
    """The inverted residual: widen, filter each channel by itself, narrow; added to the input where sizes agree."""

    def __init__(self, wide: int, narrow: int, kernel: int, stride: int, expansion: int) -> None:
        super().__init__()
        inner = wide * expansion
        self.expand = SameConv(wide, inner, 1) if expansion > 1 else None
        self.depthwise = SameConv(inner, inner, kernel, stride, groups=inner)
        self.project = SameConv(inner, narrow, 1)
        self.residual = stride == 1 and wide == narrow

    def forward(self, x: Tensor) -> Tensor:
        # Not by `clamp`: gradients come back through this in one pass instead of four.
        inner = x if self.expand is None else F.hardtanh(self.expand(x), 0, 6)
        h: Tensor = self.project(F.hardtanh(self.depthwise(inner), 0, 6))
        return x + h if self.residual else h


class FeatureNetwork(nn.Module):
    """(N, 3, H, W) in [-1, 1] -> (N, 1280), the pooled head; at the pictures' own size, nothing is resized."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = SameConv(3, STEM, 3, 2)
        self.blocks = nn.Sequential()
        wide = STEM
        for repeats, kernel, stride, expansion, narrow in STAGES:
            for i in range(repeats):
                self.blocks.append(Block(wide, narrow, kernel, stride if i == 0 else 1, expansion))
                wide = narrow
        self.head = SameConv(wide, DIMENSION, 1)

    def taps(self, images: Tensor) -> list[Tensor]:
        """What it sees on its way, one tensor (N, C, side, side) a block of `TAPS`; made to be differentiated."""
        x = F.hardtanh(self.stem(_scaled(images)), 0, 6)
        kept = []
        for i, block in enumerate(list(self.blocks)[: max(TAPS) + 1]):
            x = block(x)
            if i in TAPS:
                kept.append(x)
        return kept

    def forward(self, images: Tensor) -> Tensor:
        x = self.blocks(self.stem(_scaled(images)).clamp(0, 6))
        features: Tensor = self.head(x).clamp(0, 6).mean((2, 3))
        return features


def _scaled(images: Tensor) -> Tensor:
    """The network was trained on (byte - 127) / 128."""
    return ((images + 1) * 127.5 - 127) / 128


def load_features() -> FeatureNetwork:
    """The shipped network, float32, on the CPU, in evaluation mode and without gradients.

    Raises:
        FileNotFoundError: the installation lacks the shipped weights.
    """
    with as_file(files("resources") / "features" / "efficientnet-lite0.safetensors") as path:
        if not path.exists():
            raise FileNotFoundError(
                tr("{path} is missing from this installation. Install EigenBrush again.", path=short(path))
            )
        weights = load_file(path)
    with torch.device("meta"):
        network = FeatureNetwork()
    network.load_state_dict({name: value.float() for name, value in weights.items()}, assign=True)
    return network.eval().requires_grad_(requires_grad=False)
