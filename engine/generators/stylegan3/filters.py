"""The leaky ReLU of an alias-free network: between two low-pass filters, at a raised sampling rate.

Karras et al. 2021, section 3.2, "filtered nonlinearities": upsample by zero insertion and a filter, apply the
nonlinearity, filter, and keep every n-th sample. Zeros are never multiplied here: a run of outputs along one axis is a
small banded matrix times the window of inputs that it needs, so a separable filter is two batched matrix products.
Planes are worked on a few at a time, so that the enlarged ones stay in the processor's cache (about ten times faster
than convolving the zeros) and no memory is needed for whole enlarged layers.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor

SLOPE = 0.2
GAIN = math.sqrt(2)
#: Outputs (downsampling) or inputs (upsampling) of one banded matrix; measured best among 4 to 32.
DOWN_RUN, UP_RUN = 16, 8
#: Numbers in the enlarged planes of one turn: about the cache of a processor; on a GPU fewer launches matter more.
ROOM, GPU_ROOM = 2_500_000, 64_000_000
#: Fewer planes than this leave the lanes of a depthwise convolution empty.
LANES = 8


class FilteredLeakyReLU:
    """Planes (N, C, in_size, in_size) to (N, C, out_size, out_size), float32; differentiable, no input is changed.

    `up_filter` (taps,) and `down_filter`, (taps,) where it is separable or (taps, taps) where it is radial, are the
    filters as stored, of unit sum; None is the identity. `before` is the padding, in enlarged pixels, at the top and
    left. The nonlinearity is gain sqrt(2), slope 0.2 below zero, then a clamp to [-clamp, clamp] where it is given.
    """

    def __init__(
        self,
        up_filter: Tensor | None,
        down_filter: Tensor | None,
        up: int,
        down: int,
        before: int,
        in_size: int,
        out_size: int,
        clamp: float | None,
        device: torch.device,
    ) -> None:
        identity = torch.ones(1, device=device)
        up_taps = identity if up_filter is None else up_filter
        down_taps = identity if down_filter is None else down_filter
        self.out_size, self.down, self.clamp = out_size, down, clamp
        # The nonlinearity is positively homogeneous, so its gain may sit in the filter, half on each axis; so may the
        # factor that makes up for the inserted zeros.
        up_taps = up_taps * up * math.sqrt(GAIN)
        self.radial = down_taps.flip(0, 1)[None, None] if down_taps.dim() == 2 else None
        count = -(-out_size // DOWN_RUN)
        run = -(-out_size // count)
        self.decimation, self.down_step, self.down_count = decimation(down_taps, down, run), down * run, count
        enlarged = down * (out_size if self.radial is not None else run * count) - down + len(down_taps)
        self.up_count = -(-enlarged // (UP_RUN * up))
        self.up_step = -(-enlarged // (up * self.up_count))
        self.interpolation, first = interpolation(up_taps, up, before, self.up_step)
        self.enlarged = enlarged
        reach = self.up_step * (self.up_count - 1) + self.interpolation.shape[1]
        self.padding = (-first, reach + first - in_size) * 2
        room = (ROOM if device.type == "cpu" else GPU_ROOM) // (up * self.up_step * self.up_count) ** 2
        self.planes = max(room, 1 if self.radial is None else LANES)

    def __call__(self, x: Tensor) -> Tensor:
        pieces = [self._planes(piece) for piece in x.reshape(-1, *x.shape[2:]).split(self.planes)]
        return torch.cat(pieces).view(*x.shape[:2], self.out_size, self.out_size)

    def _planes(self, x: Tensor) -> Tensor:
        """(planes, in, in) to (planes, out, out). Inside, the rows come first: (rows, planes, columns)."""
        x = _along_columns(F.pad(x, self.padding), self.interpolation, self.up_step, self.up_count)
        x = _along_rows(x.transpose(0, 1).contiguous(), self.interpolation, self.up_step, self.up_count)
        if self.clamp is not None:  # before the slope, so that each of the two may reuse the memory
            x = x.clamp_(-self.clamp / SLOPE, self.clamp)
        x = F.leaky_relu_(x, SLOPE)
        if self.radial is not None:
            x = x[: self.enlarged, :, : self.enlarged].transpose(0, 1)
            weight = self.radial.expand(len(x), -1, -1, -1)
            return F.conv2d(x[None], weight, stride=self.down, groups=len(x))[0]
        x = _along_rows(x, self.decimation, self.down_step, self.down_count)
        x = _along_columns(x, self.decimation, self.down_step, self.down_count)
        return x[: self.out_size, :, : self.out_size].transpose(0, 1)


def interpolation(taps: Tensor, up: int, before: int, run: int) -> tuple[Tensor, int]:
    """Upsampling as a matrix (up * run, window), and the input at which the first window begins (negative: padding).

    Output j of an upsampling by `up` with `before` zeros in front is the sum over i of
    x[i] taps[j - before - up i + n - 1]. The next `up * run` outputs need the window that begins `run` inputs
    further on.
    """
    count = len(taps)
    first = -(before // up)
    last = (up * run - 1 - before + count - 1) // up
    outputs = torch.arange(up * run, device=taps.device)[:, None]
    inputs = torch.arange(first, last + 1, device=taps.device)[None]
    return _band(taps, outputs - before + count - 1 - up * inputs), first


def decimation(taps: Tensor, down: int, run: int) -> Tensor:
    """Filtering and keeping every `down`-th sample, as a matrix (run, window): output j begins at input `down * j`."""
    separable = taps if taps.dim() == 1 else taps[0]
    outputs = torch.arange(run, device=taps.device)[:, None]
    inputs = torch.arange(down * (run - 1) + len(taps), device=taps.device)[None]
    return _band(separable, len(taps) - 1 - inputs + down * outputs)


def _band(taps: Tensor, index: Tensor) -> Tensor:
    """`taps[index]`, zero where there is no such tap."""
    inside = (index >= 0) & (index < len(taps))
    return torch.where(inside, taps[index.clamp(0, len(taps) - 1)], torch.zeros((), device=taps.device))


def _along_rows(x: Tensor, matrix: Tensor, step: int, count: int) -> Tensor:
    """The matrix times `count` windows of rows, `step` apart: (rows, planes, columns) to (count * outputs, ...)."""
    outputs, window = matrix.shape
    windows = x.view(len(x), -1).unfold(0, window, step)[:count].transpose(1, 2)
    return torch.bmm(matrix.expand(count, -1, -1), windows).view(count * outputs, *x.shape[1:])


def _along_columns(x: Tensor, matrix: Tensor, step: int, count: int) -> Tensor:
    """The same along the last axis."""
    outputs, window = matrix.shape
    windows = x.unfold(-1, window, step)[..., :count, :]
    # As one matrix: torch would multiply one small product after the other.
    return F.linear(windows.reshape(-1, window), matrix).view(*x.shape[:-1], count * outputs)
