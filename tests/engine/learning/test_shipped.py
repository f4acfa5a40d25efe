"""What was learned for the generators that ship comes with the program, as the answer to the default question."""

from __future__ import annotations

from importlib import resources

import pytest

from engine.directions.cache import shipped
from engine.generators import load
from engine.method import Context
from engine.methods import load_methods

FOLDER = resources.files("resources") / "directions"
SETS = sorted(each.name for each in FOLDER.iterdir() if each.name.endswith(".safetensors")) if FOLDER.is_dir() else []


@pytest.mark.parametrize("name", SETS)
def test_a_shipped_set_is_found_with_the_default_parameters_and_small(name: str) -> None:
    stem, identifier, _ = name.rsplit(".", 2)
    generator = load(f"builtin:{stem}")
    directions = shipped(load_methods()[identifier](), generator, Context())
    assert directions is not None and len(directions) > 0
    assert directions.vectors.shape[1] == generator.layout.dimension
    assert shipped(load_methods()[identifier](), generator, Context(seed=1)) is None
    assert len((FOLDER / name).read_bytes()) < 1_000_000
