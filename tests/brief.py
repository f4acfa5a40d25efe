"""Searches for photos that are short: less is looked at beforehand than by the program, all parts are there."""

from __future__ import annotations

import pytest

from engine.codes import prior
from engine.inversion import reference, start


def measure_briefly(patch: pytest.MonkeyPatch) -> None:
    """The first guess, where faces lie and the prior, from few samples: a second of them all, instead of ten."""
    patch.setattr(start.learned, "__defaults__", (96, start.SEED))
    patch.setattr(reference.measured, "__defaults__", (8, reference.SEED))
    patch.setattr(prior.fitted, "__defaults__", (4000, prior.SEED))


def look_briefly(patch: pytest.MonkeyPatch) -> None:
    """Only faces that fill most of a photo are looked for: in six windows, instead of two hundred."""
    patch.setattr("engine.inversion.faces.WINDOWS", (1.0, 1.5))
    patch.setattr("engine.inversion.faces.FINEST", ())
