"""Pictures in another size; Lanczos both ways."""

from __future__ import annotations

import numpy as np
from PIL import Image


def resized(pixels: np.ndarray, width: int, height: int = 0) -> Image.Image:
    """A frame, uint8 (H, W, 3), as a picture `width` x `height`; without a height it is square."""
    picture, size = Image.fromarray(pixels), (width, height or width)
    return picture if picture.size == size else picture.resize(size, Image.Resampling.LANCZOS)
