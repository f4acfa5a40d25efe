"""An array of another program's as codes of a layout, and codes as the array that such programs take."""

from __future__ import annotations

import numpy as np

from engine.document.code import Layout
from engine.language import tr

#: What others call codes in an archive or a dictionary, the likelier first; `w` is that of NVIDIA's projector.
KEYS = ("w", "ws", "wp", "w_plus", "latent", "latents", "latent_code", "code", "codes", "z")
#: More layers than any generator has: so many rows of one layer's length are as many codes.
MOST_LAYERS = 32


def as_codes(array: np.ndarray, layout: Layout, *, tied: bool) -> np.ndarray | None:
    """The array as codes (N, layout.dimension) float32, what is not latent 0 unless it holds that; None: it does not
    fit.

    It may be one code or several, flat or layer by layer; where the layers are tied also one layer for all.
    """
    if array.dtype.kind not in "fiu" or not array.ndim:
        return None
    shape = array.shape[:2] if array.ndim == 4 and array.shape[2:] == (1, 1) else array.shape
    sizes = [slot.dimension for slot in layout.latent]
    total, alike = sum(sizes), sizes[0] if sizes and len(set(sizes)) == 1 else 0
    with np.errstate(over="ignore"):
        rows = array.astype(np.float32).reshape(-1, shape[-1]) if array.size else np.zeros((0, shape[-1]), np.float32)
    if len(shape) < 3 and shape[-1] == layout.dimension:
        return rows
    if alike and len(shape) in (2, 3) and shape[-2:] == (len(sizes), alike):
        rows = rows.reshape(-1, total)
    elif tied and alike == shape[-1] and _one_layer(shape):
        rows = np.tile(rows, len(sizes))
    elif len(shape) > 2 or shape[-1] != total:
        return None
    codes = np.zeros((len(rows), layout.dimension), np.float32)
    codes[:, layout.columns(layout.latent)] = rows
    return codes


def latent_rows(codes: np.ndarray, layout: Layout, *, tied: bool) -> np.ndarray:
    """What is latent of codes (N, layout.dimension): (N, layers, d) where the layers are tied, else (N, numbers)."""
    rows = np.ascontiguousarray(codes[:, layout.columns(layout.latent)], np.float32)
    return rows.reshape(len(rows), len(layout.latent), -1) if tied else rows


def by_shape(array: np.ndarray) -> str:
    """How large a code the array holds, such as "18 x 512" of (1, 18, 512)."""
    shape = array.shape[1:] if array.ndim > 2 or array.shape[:1] == (1,) else array.shape
    return " x ".join(f"{n:,}" for n in shape) or tr("one number")


def taken(layout: Layout) -> str:
    """How large a layout's codes are, such as "10 x 128" or "100"."""
    sizes = [slot.dimension for slot in layout.latent]
    return f"{len(sizes)} x {sizes[0]:,}" if len(sizes) > 1 and len(set(sizes)) == 1 else f"{sum(sizes):,}"


def _one_layer(shape: tuple[int, ...]) -> bool:
    """Whether rows of one layer are codes for all: (d,), (1, d), (N, 1, d), or (N, d) of more than any layers."""
    return len(shape) == 1 or (len(shape) == 2 and (shape[0] == 1 or shape[0] > MOST_LAYERS)) or (
        len(shape) == 3 and shape[1] == 1
    )  # fmt: skip
