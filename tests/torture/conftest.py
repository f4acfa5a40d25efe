"""The real window, as the tests of the program have it; and searches that are short unless the run is long."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from engine.directions import naming
from engine.inversion.fitting.noise import NoiseRecipe
from engine.inversion.fitting.tuning import TuningRecipe
from engine.inversion.inverting import Recipe
from engine.units import here
from tests.app.conftest import dcgan_file, make_window
from tests.brief import look_briefly, measure_briefly
from tests.torture.jobs import ENDS

__all__ = ["dcgan_file", "make_window"]


@pytest.fixture(scope="session", autouse=True)
def _brief_searches() -> Iterator[None]:
    """A photo is looked for, and a direction named, a dozen times: the parts are all there, each with fewer steps."""
    with pytest.MonkeyPatch.context() as patch:
        if ENDS == 1:
            measure_briefly(patch)
            look_briefly(patch)
            patch.setattr(naming, "BASELINE", 12)
            patch.setattr(naming.name_directions, "__defaults__", (0, 4, here))
            brief = partial(Recipe, steps=8, layer_steps=6, rounds=2)
            patch.setattr("engine.worker.faces.photos.Recipe", brief)
            patch.setattr("engine.worker.faces.between.Recipe", brief)
            patch.setattr("engine.worker.faces.closer.TuningRecipe", partial(TuningRecipe, steps=10))
            patch.setattr("engine.worker.faces.closer.NoiseRecipe", partial(NoiseRecipe, steps=10))
        yield
