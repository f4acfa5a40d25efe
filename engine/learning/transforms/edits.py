"""Edits of a picture that a walk through the codes is to follow: differentiable, each with the pixels it is told in.

Jahanian et al., "On the steerability of generative adversarial networks" (ICLR 2020), section 3: zoom, shifts,
rotation, brightness and colour, and masks of the pixels that an edit leaves something to say of.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import pi

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.language import tr

#: The share of a pixel that must come from within the picture for the pixel to count.
WITHIN = 0.99
#: What 1 of a rotation turns by.
TURN = pi / 4


@dataclass(frozen=True)
class Edit:
    """One edit of pictures, by amounts of either sign; 0 leaves them as they are.

    `title` names its direction, `unit` says what an amount is, `reach` is the largest amount that is asked for.
    `matrix(amounts)` (N, 2, 3) tells for each place of the edited picture where it comes from, in half sides from the
    middle; None: the pixels stay, and `colour` (red, green, blue) is added to them.
    """

    title: str
    unit: str
    reach: float
    matrix: Callable[[Tensor], Tensor] | None = None
    colour: tuple[float, float, float] = (0.0, 0.0, 0.0)

    def __call__(self, pictures: Tensor, amounts: Tensor, beyond: str = "zeros") -> tuple[Tensor, Tensor]:
        """Pictures (N, 3, height, width) in [-1, 1] edited by amounts (N,), and the mask (N, 1, height, width) of the
        pixels that the edit knows, 1 or 0. `beyond`: what lies beyond the picture, as torch's `grid_sample` names
        it."""
        if self.matrix is None:
            step = torch.tensor(self.colour).to(pictures)[None, :, None, None]
            return pictures + amounts[:, None, None, None] * step, torch.ones_like(pictures[:, :1])
        matrix, (height, width) = self.matrix(amounts), pictures.shape[2:]
        # Half sides are of two lengths where a picture is not square, and a turn is of pixels.
        matrix = matrix * matrix.new_tensor([[1, height / width, 1], [width / height, 1, 1]])
        grid = F.affine_grid(matrix, list(pictures.shape), align_corners=False)
        edited = F.grid_sample(pictures, grid, padding_mode=beyond, align_corners=False)
        known = F.grid_sample(torch.ones_like(pictures[:, :1]), grid, padding_mode="zeros", align_corners=False)
        return edited, (known > WITHIN).to(pictures)


def _zoomed(amounts: Tensor) -> Tensor:
    """Larger above 0: what is seen at a place comes from nearer the middle."""
    size, none = torch.exp(-amounts), torch.zeros_like(amounts)
    return torch.stack([size, none, none, none, size, none], 1).view(-1, 2, 3)


def _shifted(amounts: Tensor, *, down: bool) -> Tensor:
    """To the right, or down, above 0."""
    one, none = torch.ones_like(amounts), torch.zeros_like(amounts)
    x, y = (none, -amounts) if down else (-amounts, none)
    return torch.stack([one, none, x, none, one, y], 1).view(-1, 2, 3)


def _turned(amounts: Tensor) -> Tensor:
    """Clockwise above 0."""
    angle, none = amounts * TURN, torch.zeros_like(amounts)
    return torch.stack([angle.cos(), angle.sin(), none, -angle.sin(), angle.cos(), none], 1).view(-1, 2, 3)


#: What can be asked for, by its name: one edit each, or three.
EDITS: dict[str, tuple[Edit, ...]] = {
    "zoom": (Edit("zoom", tr("log of the size"), 0.35, _zoomed),),
    "shift x": (Edit("shift right", tr("half sides"), 0.25, partial(_shifted, down=False)),),
    "shift y": (Edit("shift down", tr("half sides"), 0.25, partial(_shifted, down=True)),),
    "rotate": (Edit("rotate", tr("45 degrees"), 0.5, _turned),),
    "brightness": (Edit("brightness", tr("half of black to white"), 0.5, colour=(1.0, 1.0, 1.0)),),
    "colour": (
        Edit("red", tr("half of black to white"), 0.5, colour=(1.0, 0.0, 0.0)),
        Edit("green", tr("half of black to white"), 0.5, colour=(0.0, 1.0, 0.0)),
        Edit("blue", tr("half of black to white"), 0.5, colour=(0.0, 0.0, 1.0)),
    ),
}


def chosen(names: str) -> tuple[Edit, ...]:
    """The edits of names with commas between them, in the order of `EDITS`.

    Raises:
        ValueError: there is none of such a name, or none at all; one plain sentence.
    """
    asked = {name.strip() for name in names.split(",") if name.strip()}
    if not asked or asked - EDITS.keys():
        wrong = tr("; {asked} is not", asked=", ".join(sorted(asked - EDITS.keys()))) if asked else ""
        raise ValueError(tr("transforms must be one or more of {edits}{wrong}.", edits=", ".join(EDITS), wrong=wrong))
    return tuple(edit for name, edits in EDITS.items() if name in asked for edit in edits)
