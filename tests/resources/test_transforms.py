"""The trainings that come with the program are found as the answers to the questions that the window asks first."""

from __future__ import annotations

import numpy as np
import pytest

from engine.directions.cache import shipped
from engine.generators import load
from engine.method import Context
from engine.methods import load_methods


@pytest.mark.parametrize("method", ["steerability", "plumerault"])
@pytest.mark.parametrize("name", ["faces-stylegan2-64", "faces-eigengan-64"])
def test_what_was_learned_of_a_shipped_generator_is_found(name: str, method: str) -> None:
    generator = load(f"builtin:{name}")
    finder = load_methods()[method]
    found = shipped(finder(), generator, Context())
    assert found is not None and [direction.name for direction in found][:2] == ["zoom", "shift right"]
    assert found.vectors.shape == (8, generator.layout.dimension)
    assert np.linalg.norm(found.vectors, axis=1) == pytest.approx(np.ones(8), abs=1e-5)
    assert shipped(finder(steps=1), generator, Context()) is None and shipped(finder(), generator, Context(1)) is None
