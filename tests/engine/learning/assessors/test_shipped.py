"""The sets that come with the program are the answers to what is asked by default."""

from __future__ import annotations

import numpy as np
import pytest

from engine.directions.cache import shipped
from engine.generators import load
from engine.method import Context
from engine.methods.enjoy import EnjoyYourEditing
from engine.methods.ganalyze import GANalyze

METHODS = {"ganalyze": GANalyze, "enjoy": EnjoyYourEditing}


@pytest.mark.parametrize("name", ["faces-stylegan2-64", "faces-eigengan-64"])
@pytest.mark.parametrize("identifier", METHODS)
def test_what_was_learned_with_the_defaults_comes_with_the_program(identifier: str, name: str) -> None:
    generator = load(f"builtin:{name}")
    found = shipped(METHODS[identifier](), generator, Context())
    assert found is not None and found.vectors.shape[1] == generator.layout.dimension
    assert np.isfinite(found.vectors).all() and len(found.notes) > 1
    assert shipped(METHODS[identifier](samples=500), generator, Context()) is None  # another question
    assert shipped(METHODS[identifier](), generator, Context(seed=1)) is None
