"""3 x 3 convolutions with 2.25 times fewer products (Winograd; Lavin and Gray, 2016, "Fast algorithms for convolutional
neural networks", section 4.1, F(2 x 2, 3 x 3)), for layers so wide that the products are all that counts.

Tiles of 4 x 4 inputs, two apart, become 16 matrix products of all tiles with all channels; each gives 2 x 2 outputs.
"""

from __future__ import annotations

import torch
from torch import Tensor


def transformed(weight: Tensor) -> Tensor:
    """A kernel (O, I, 3, 3) as 16 matrices (16, I, O)."""
    g = torch.tensor([[1.0, 0.0, 0.0], [0.5, 0.5, 0.5], [0.5, -0.5, 0.5], [0.0, 0.0, 1.0]]).to(weight.device)
    matrices = torch.einsum("xa,yb,oiba->xyio", g, g, weight)
    return matrices.reshape(16, weight.shape[1], weight.shape[0]).contiguous()


def convolve_tiles(padded: Tensor, kernel: Tensor, bias: Tensor, made: Tensor) -> None:
    """The convolution of `padded` (H + 2, W + 2, I), H and W even, into `made` (H, W, O), for inference only.

    `kernel` is `transformed(weight)`; `bias` (O,) is added.
    """
    height, width, channels = made.shape
    rows, columns = height // 2, width // 2
    across = padded.new_empty(4, rows, width + 2, padded.shape[2])
    _spread(padded[0::2], padded[1::2], across)
    tiles = padded.new_empty(4, 4, rows, columns, padded.shape[2])
    _spread(across[:, :, 0::2].movedim(2, 0), across[:, :, 1::2].movedim(2, 0), tiles.movedim(3, 1))
    products = torch.bmm(tiles.view(16, rows * columns, -1), kernel).view(4, 4, rows, columns, channels)
    products[1, 1] += bias  # which each of the four outputs takes once
    halves = padded.new_empty(2, 4, rows, columns, channels)
    _gather(products, halves)
    # (rows, 2, columns, 2, O): first the two columns of each tile, for both of its rows
    outputs = made.view(rows, 2, columns, 2, channels)
    _gather(halves.movedim(1, 0), outputs.permute(1, 3, 0, 2, 4))


def _spread(even: Tensor, odd: Tensor, made: Tensor) -> None:
    """Four combinations of each four neighbours along the first dimension, `made` (4, n, ...)."""
    a, b, c, d = even[:-1], odd[:-1], even[1:], odd[1:]
    torch.sub(a, c, out=made[0])
    torch.add(b, c, out=made[1])
    torch.sub(c, b, out=made[2])
    torch.sub(b, d, out=made[3])


def _gather(products: Tensor, made: Tensor) -> None:
    """Two outputs from four products along the first dimension."""
    a, b, c, d = products
    torch.add(a, b, out=made[0]).add_(c)
    torch.sub(b, c, out=made[1]).sub_(d)
