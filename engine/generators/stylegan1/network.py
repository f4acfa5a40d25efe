"""The layers of StyleGAN's synthesis (Karras, Laine and Aila, CVPR 2019, section 2, figure 1b), and each as a stage."""

from __future__ import annotations

from dataclasses import dataclass, replace

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.generators.pggan.layers import EPSILON, FIRST, SLOPE, last


@dataclass(frozen=True)
class Layer:
    """Convolution, blur where the side doubles, noise, leaky ReLU, and the style as adaptive instance norm (eq. 1).

    `kernel` is None where the constant `start` (1, C, 4, 4) takes the convolution's place; `blur` is None where the
    side stays. `noise` times `strength` is the noise; None leaves it out. `style` (2 C, w) gives the scales and shifts.
    """

    kernel: Tensor | None
    start: Tensor | None
    blur: Tensor | None
    bias: Tensor
    noise: Tensor | None
    strength: Tensor
    style: Tensor
    style_bias: Tensor

    def __call__(self, x: Tensor | None, w: Tensor) -> Tensor:
        x = self._convolved(x, w).float()
        # In place, because at 1024 px fresh memory costs as much as the arithmetic; neither needs its input to go back.
        if self.noise is not None:
            x.addcmul_(self.noise, self.strength)
        F.leaky_relu(x, SLOPE, inplace=True)
        scale, shift = F.linear(w, self.style, self.style_bias)[:, :, None, None].chunk(2, 1)
        x = x - x.mean((2, 3), keepdim=True)
        return torch.addcmul(shift, x, scale * (x.square().mean((2, 3), keepdim=True) + EPSILON).rsqrt())

    def _convolved(self, x: Tensor | None, w: Tensor) -> Tensor:
        """With the bias, which may as well come before the noise as after it."""
        if self.kernel is None:
            assert self.start is not None
            return last((self.start + self.bias[:, None, None]).expand(len(w), -1, -1, -1))
        if x is None:
            return last(F.conv2d(w[:, :, None, None].to(self.kernel.dtype), self.kernel, self.bias, padding=FIRST - 1))
        x = x.to(self.kernel.dtype)
        if self.blur is None:
            return F.conv2d(x, self.kernel, self.bias, padding=1)
        x = F.conv_transpose2d(x, self.kernel, stride=2, padding=1)
        return F.conv2d(x, self.blur, self.bias, padding=1, groups=len(self.bias))

    def halved(self) -> Layer:
        """With its convolutions in bfloat16; what follows them stays as it is, or styles would be a percent off."""
        if self.kernel is None:
            return self
        blur = None if self.blur is None else self.blur.bfloat16()
        return replace(self, kernel=self.kernel.bfloat16(), blur=blur, bias=self.bias.bfloat16())


@dataclass(frozen=True)
class Step:
    """A layer as a stage; the last one ends in the picture, through `colours` (3, C, 1, 1) and their bias, and perhaps
    a tanh."""

    layer: Layer
    place: slice
    colours: tuple[Tensor, Tensor] | None
    squeezed: bool = False

    def __call__(self, features: Tensor | tuple[Tensor, ...] | None, codes: Tensor) -> Tensor:
        assert not isinstance(features, tuple)
        x = self.layer(features, codes[:, self.place].to(self.layer.style.device))
        if self.colours is None:
            return x
        # A grey picture becomes three equal channels.
        picture = F.conv2d(x, *self.colours).expand(-1, 3, -1, -1).contiguous()
        return torch.tanh(picture) if self.squeezed else picture
