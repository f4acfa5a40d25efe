"""What a network gives for a picture, grey, coloured or partly transparent, as the three colours that are shown.

The module is no family: it has no class to register.
"""

from __future__ import annotations

from torch import Tensor

from engine.language import tr

#: How many channels a picture may have: grey; red, green, blue; and these with an opacity.
CHANNELS = (1, 3, 4)
TRANSPARENT = tr("Its pictures are partly transparent; they are shown and saved over white.")


def as_rgb(image: Tensor) -> Tensor:
    """Channels (N, 1, 3 or 4, h, w) in [-1, 1] as colours (N, 3, h, w) in the same range.

    What is transparent lies over white, -1 being clear and 1 opaque; its colours are limited first, as they are where
    such pictures are saved with their opacity.
    """
    if image.shape[1] < 4:
        return image.expand(-1, 3, -1, -1)
    opaque = (0.5 * image[:, 3:] + 0.5).clamp(0, 1)
    return image[:, :3].clamp(-1, 1) * opaque + (1 - opaque)


def rgb_along(image: Tensor, moved: Tensor) -> Tensor:
    """How those colours of an image (1, C, h, w) move where it moves by each of `moved` (n, C, h, w)."""
    if image.shape[1] < 4:
        return moved.expand(-1, 3, -1, -1)
    rgb, opaque = image[:, :3], (0.5 * image[:, 3:] + 0.5).clamp(0, 1)
    within, part = rgb.abs() <= 1, image[:, 3:].abs() <= 1
    return moved[:, :3] * (opaque * within) + moved[:, 3:] * (0.5 * part * (rgb.clamp(-1, 1) - 1))


def said_of(channels: int) -> tuple[str, ...]:
    """What is said of a network whose pictures have so many channels."""
    return (TRANSPARENT,) if channels == 4 else ()
