"""Pictures in another size; Lanczos both ways."""

from __future__ import annotations

import numpy as np
from PIL import Image

from engine.document.aspect import Size, sized


def resized(pixels: np.ndarray, width: int, height: int) -> Image.Image:
    """A frame, uint8 (H, W, 3), as a picture `width` x `height`."""
    picture, size = Image.fromarray(pixels), (width, height)
    return picture if picture.size == size else picture.resize(size, Image.Resampling.LANCZOS)


def at_side(pixels: np.ndarray, side: int) -> Image.Image:
    """A frame as a picture of its own aspect, whose longer side has `side` pixels; 0: as it is."""
    own = Size(*pixels.shape[:2])
    height, width = sized(side, own.aspect) if side else own
    return resized(pixels, width, height)
