"""How a run on pictures with known factors begins: by regression, and then with a discriminator that learns alone.

The regression is over after so many pictures. Then, for a while, the generator only looks on: one that draws well is
spoiled by a judge who knows nothing.
"""

from __future__ import annotations

from engine.training.adversarial.recipe import BaseRecipe


class Start:
    """Where a run stands in its start, told from the pictures that it has seen; `over` says that the regression has
    ended once, after which it never comes again."""

    def __init__(self, recipe: BaseRecipe) -> None:
        self.over = False
        self._images = recipe.factor_images
        self._looking_on = recipe.look_on * recipe.batch

    def regresses(self, images_seen: int) -> bool:
        """Whether the run is still in its start by regression."""
        return not self.over and images_seen < self._images

    def looks_on(self, images_seen: int) -> bool:
        """Whether the generator does not yet compete: it is in its start by regression, or the discriminator's."""
        return self._images > 0 and images_seen < self._images + self._looking_on
