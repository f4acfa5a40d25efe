"""The game of two networks: what the discriminator learns at a step, and what the generator pays.

The loss is the non-saturating one with lazy R1 on reals (Mescheder et al. 2018; Karras et al. 2020, section 4.1 for
"lazy"); the discriminator folds 2 x 2 pixels into channels, which halves its cost on a processor.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.training.adversarial.discriminator import Discriminator
from engine.training.adversarial.recipe import BaseRecipe


class Game:
    """The discriminator with its optimiser; `fast` convolves in bfloat16."""

    def __init__(self, discriminator: Discriminator, recipe: BaseRecipe, *, fast: bool) -> None:
        self.discriminator, self.recipe, self.fast = discriminator, recipe, fast
        self.equip()

    def equip(self) -> None:
        """An optimiser without moments."""
        parameters = self.discriminator.parameters()
        # Without a moment of the gradient against an adversary who moves.
        self.optimizer = torch.optim.Adam(parameters, self.recipe.discriminator_rate, (0.0, 0.99))

    def judge(self, images: Tensor, groups: int = 1) -> Tensor:
        """The discriminator's logits (N,) of `images` (N, 3, S, S), in the precision of this run."""
        with torch.autocast("cpu", torch.bfloat16, enabled=self.fast):
            return self.discriminator(images, groups).float()

    def learn(self, reals: Tensor, fakes: Tensor, step: int) -> float:
        """One update of the discriminator by pictures (N, 3, S, S) of both kinds; its loss."""
        recipe = self.recipe
        self.discriminator.requires_grad_()
        on_reals, on_fakes = self.judge(torch.cat([reals, fakes]), groups=2).chunk(2)
        loss = F.softplus(-on_reals).mean() + F.softplus(on_fakes).mean()
        if step % recipe.r1_every == 0:
            # Half a batch says enough, and the double backward pass is what costs most.
            some = reals[: recipe.batch // 2].requires_grad_()
            (gradient,) = torch.autograd.grad(self.judge(some).sum(), some, create_graph=True)
            penalty = gradient.square().sum((1, 2, 3)).mean()
            loss = loss + recipe.r1_every * 0.5 * recipe.r1_gamma * penalty
        update(self.optimizer, loss)
        return loss.item()

    def judged(self, fakes: Tensor) -> Tensor:
        """What the generator pays for its pictures (a scalar); the discriminator takes no gradients from it."""
        self.discriminator.requires_grad_(requires_grad=False)
        return F.softplus(-self.judge(fakes)).mean()


def update(optimizer: torch.optim.Optimizer, loss: Tensor) -> None:
    """One step of an optimiser down a loss (a scalar)."""
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
