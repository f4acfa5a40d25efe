"""The network that reads a portrait: a small residual one (He et al. 2016), 128 x 128 pixels to one answer a factor."""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor, nn

SIDE = 128
#: Pixels of a side folded into one place, and channels there: most of the time would else go into the first, large
#: maps. Eyes and lips are few pixels, so the next halving is learned.
FOLD, FINE = 2, 32
#: One row a stage: channels, blocks. Every stage but the first halves the side.
STAGES = ((64, 1), (96, 2), (144, 2))
#: Channels that are left at each of the last 8 x 8 places, and numbers that all answers are read off.
SQUEEZED, FEATURES = 32, 128


class Block(nn.Module):
    """Two convolutions around a shortcut, which is averaged where the side halves and mixed where it widens."""

    def __init__(self, wide: int, narrow: int, stride: int) -> None:
        super().__init__()
        self.conv1, self.norm1 = nn.Conv2d(wide, narrow, 3, stride, 1, bias=False), nn.BatchNorm2d(narrow)
        self.conv2, self.norm2 = nn.Conv2d(narrow, narrow, 3, 1, 1, bias=False), nn.BatchNorm2d(narrow)
        self.mix = nn.Conv2d(wide, narrow, 1, bias=False) if wide != narrow else nn.Identity()
        self.stride = stride

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.norm2(self.conv2(F.relu(self.norm1(self.conv1(x)))))
        return F.relu(y + self.mix(F.avg_pool2d(x, self.stride) if self.stride > 1 else x))


class ReaderNetwork(nn.Module):
    """(N, 3, 128, 128) in [-1, 1] to the answers (N, `answers`), each of variance about 1, and features (N, 128).

    Places are kept to the end: where a thing is says as much (a turned head, the light's side) as whether it is there.
    """

    def __init__(self, answers: int) -> None:
        super().__init__()
        wide = STAGES[0][0]
        self.stem = nn.Sequential(
            nn.Conv2d(3 * FOLD**2, FINE, 3, 1, 1, bias=False),
            nn.BatchNorm2d(FINE),
            nn.ReLU(),
            nn.Conv2d(FINE, wide, 3, 2, 1, bias=False),
            nn.BatchNorm2d(wide),
            nn.ReLU(),
        )
        self.blocks = nn.Sequential()
        for number, (narrow, count) in enumerate(STAGES):
            for i in range(count):
                self.blocks.append(Block(wide, narrow, 2 if number > 0 and i == 0 else 1))
                wide = narrow
        self.squeeze = nn.Conv2d(wide, SQUEEZED, 1)
        side = SIDE // FOLD // 2 ** len(STAGES)
        self.features = nn.Linear(SQUEEZED * side**2, FEATURES)
        self.answers = nn.Linear(FEATURES, answers)

    def forward(self, images: Tensor) -> tuple[Tensor, Tensor]:
        x = self.blocks(self.stem(F.pixel_unshuffle(images, FOLD)))
        features: Tensor = self.features(F.relu(self.squeeze(x)).flatten(1))
        return self.answers(F.relu(features)), features
