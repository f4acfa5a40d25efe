"""The four networks of face-api (npm `@vladmandic/face-api`, after J. Mühler's face-api.js).

All take (N, 3, side, side) RGB in [0, 1]. `convert.py` made their files in `resources/attributes`, with the licence.
The identity network is D. King's dlib ResNet (a ResNet-34 of half the width, He et al. 2016, with 29 convolutions); the
others are face-api.js's own, small networks of separable convolutions after DenseNet and Xception (Chollet 2017).
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.measure.features import SameConv

MEAN = (122.782, 117.001, 104.298)
#: The seven answers of the expression network, in its order.
EXPRESSIONS = ("neutral", "happy", "sad", "angry", "fearful", "disgusted", "surprised")


def resized(rgb: Tensor, side: int) -> Tensor:
    """Pictures of any size to side x side, smoothed where they shrink; what is not square is continued at its edges."""
    return F.interpolate(squared(rgb), (side, side), mode="bilinear", align_corners=False, antialias=True)


def squared(rgb: Tensor) -> Tensor:
    """Pictures in the middle of squares of their longer side: faces keep their shape."""
    height, width = rgb.shape[2:]
    if height == width:
        return rgb
    down, across = max(0, width - height), max(0, height - width)
    return F.pad(rgb, (across // 2, across - across // 2, down // 2, down - down // 2), mode="replicate")


def centred(rgb: Tensor) -> Tensor:
    """RGB in [0, 1] as these networks were trained on: bytes less the mean colour, then divided by 255."""
    return rgb - torch.tensor(MEAN, device=rgb.device)[:, None, None] / 255


class Separable(nn.Module):
    """Each channel filtered by itself (3 x 3, no bias), then all mixed."""

    def __init__(self, wide: int, narrow: int, stride: int = 1) -> None:
        super().__init__()
        self.depthwise = SameConv(wide, wide, 3, stride, groups=wide, bias=False)
        self.pointwise = nn.Conv2d(wide, narrow, 1)

    def forward(self, x: Tensor) -> Tensor:
        mixed: Tensor = self.pointwise(self.depthwise(x))
        return mixed


class Scale(nn.Module):
    """A gain and a shift a channel: what is left of a batch norm."""

    def __init__(self, wide: int) -> None:
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.empty(wide)), nn.Parameter(torch.empty(wide))

    def forward(self, x: Tensor) -> Tensor:
        return x * self.weight[:, None, None] + self.bias[:, None, None]


class Scaled(nn.Module):
    """A convolution and its `Scale`. At stride 1 the border is padded, otherwise it is not."""

    def __init__(self, wide: int, narrow: int, kernel: int, stride: int = 1) -> None:
        super().__init__()
        self.conv = nn.Conv2d(wide, narrow, kernel, stride, kernel // 2 if stride == 1 else 0)
        self.scale = Scale(narrow)

    def forward(self, x: Tensor) -> Tensor:
        scaled: Tensor = self.scale(self.conv(x))
        return scaled


class Residual(nn.Module):
    """Two convolutions and a shortcut; going down, the shortcut is averaged, and zeros fill what is lacking."""

    def __init__(self, wide: int, narrow: int, *, down: bool = False) -> None:
        super().__init__()
        self.down = down
        self.conv1, self.conv2 = Scaled(wide, narrow, 3, 2 if down else 1), Scaled(narrow, narrow, 3)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.conv2(F.relu(self.conv1(x)))
        if self.down:
            x = F.avg_pool2d(x, 2)
            lacking = x.shape[2] - y.shape[2]  # the unpadded stride loses one more place where the side is even
            y = F.pad(y, (0, lacking, 0, lacking))
            x = F.pad(x, (0, 0, 0, 0, 0, y.shape[1] - x.shape[1]))
        return F.relu(y + x)


class IdentityNetwork(nn.Module):
    """150 x 150 to (N, 128): faces of one person lie near each other."""

    side = 150

    def __init__(self) -> None:
        super().__init__()
        self.conv32_down = Scaled(3, 32, 7, 2)
        self.blocks = nn.ModuleDict({f"conv32_{i}": Residual(32, 32) for i in (1, 2, 3)})
        for wide, narrow, count in ((32, 64, 3), (64, 128, 2), (128, 256, 2)):
            self.blocks[f"conv{narrow}_down"] = Residual(wide, narrow, down=True)
            for i in range(count):
                self.blocks[f"conv{narrow}_{i + 1}"] = Residual(narrow, narrow)
        self.blocks["conv256_down_out"] = Residual(256, 256, down=True)
        self.fc = nn.Linear(256, 128, bias=False)

    def forward(self, rgb: Tensor) -> Tensor:
        x = F.max_pool2d(F.relu(self.conv32_down(centred(rgb))), 3, 2)
        for block in self.blocks.values():
            x = block(x)
        found: Tensor = self.fc(x.mean((2, 3)))
        return found


class Dense(nn.Module):
    """Four convolutions, each fed with the sum of all before it; the first halves the side."""

    def __init__(self, wide: int, narrow: int, *, first: bool) -> None:
        super().__init__()
        self.conv0: nn.Module = SameConv(wide, narrow, 3, 2) if first else Separable(wide, narrow, 2)
        self.conv1, self.conv2, self.conv3 = (Separable(narrow, narrow) for _ in range(3))

    def forward(self, x: Tensor) -> Tensor:
        total = F.relu(self.conv0(x))
        total = total + self.conv1(total)
        total = total + self.conv2(F.relu(total))
        return F.relu(total + self.conv3(F.relu(total)))


class DenseNetwork(nn.Module):
    """112 x 112 to (N, `answers`)."""

    side = 112

    def __init__(self, answers: int) -> None:
        super().__init__()
        self.dense0, self.dense1 = Dense(3, 32, first=True), Dense(32, 64, first=False)
        self.dense2, self.dense3 = Dense(64, 128, first=False), Dense(128, 256, first=False)
        self.fc = nn.Linear(256, answers)

    def forward(self, rgb: Tensor) -> Tensor:
        x = self.dense3(self.dense2(self.dense1(self.dense0(centred(rgb)))))
        answers: Tensor = self.fc(x.mean((2, 3)))  # 7 x 7 places
        return answers


class Reduction(nn.Module):
    """Two separable convolutions, then half the side; the shortcut is mixed by a 1 x 1 convolution."""

    def __init__(self, wide: int, narrow: int, *, first: bool = False) -> None:
        super().__init__()
        self.separable_conv0, self.separable_conv1 = Separable(wide, narrow), Separable(narrow, narrow)
        self.expansion_conv = nn.Conv2d(wide, narrow, 1, 2)
        self.first = first

    def forward(self, x: Tensor) -> Tensor:
        y = self.separable_conv0(x if self.first else F.relu(x))
        y = F.pad(self.separable_conv1(F.relu(y)), (0, 1, 0, 1), value=-torch.inf)  # SAME, at an even side
        shrunk: Tensor = F.max_pool2d(y, 3, 2) + self.expansion_conv(x)
        return shrunk


class Middle(nn.Module):
    """Three separable convolutions around a shortcut."""

    def __init__(self, wide: int) -> None:
        super().__init__()
        self.separable_conv0, self.separable_conv1, self.separable_conv2 = (Separable(wide, wide) for _ in range(3))

    def forward(self, x: Tensor) -> Tensor:
        y = self.separable_conv0(F.relu(x))
        y = self.separable_conv1(F.relu(y))
        return x + self.separable_conv2(F.relu(y))


class AgeGenderNetwork(nn.Module):
    """112 x 112 to (N, 2): years, and the logit of "male" less that of "female"; both are often wrong."""

    side = 112

    def __init__(self) -> None:
        super().__init__()
        self.conv_in = SameConv(3, 32, 3, 2)
        self.entry = nn.Sequential(Reduction(32, 64, first=True), Reduction(64, 128))
        self.middle = nn.Sequential(Middle(128), Middle(128))
        self.exit = nn.Sequential(Reduction(128, 256), Separable(256, 512))
        self.age, self.gender = nn.Linear(512, 1), nn.Linear(512, 2)

    def forward(self, rgb: Tensor) -> Tensor:
        x = self.middle(self.entry(F.relu(self.conv_in(centred(rgb)))))
        x = F.relu(self.exit(x)).mean((2, 3))  # 7 x 7 places
        male, female = self.gender(x).unbind(1)
        return torch.stack((self.age(x)[:, 0], male - female), 1)
