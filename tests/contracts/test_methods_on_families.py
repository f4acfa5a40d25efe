"""Every method on every family: it finds directions that fit and move the picture, or says in a sentence why not."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.drawing.renderer import to_pixels
from engine.job import run
from engine.method import Method
from engine.methods import load_methods
from tests.contracts.test_generators import MAKERS, generator_of
from tests.contracts.test_methods import a_context, quick
from tests.direction_sets import each

METHODS = load_methods()
#: A training sees of a family how its codes lie: all slots alike, each on its own, the noise itself, a class beside it.
#: So trainings, each some seconds, run on one of each kind, and other methods on all.
KINDS = ("eigengan", "dcgan", "conditional dcgan", "stylegan2")
CASES = [(m, name) for m in METHODS for name in MAKERS if name in KINDS or not METHODS[m].trains]


@pytest.mark.parametrize(("identifier", "name"), CASES)
def test_directions_fit_and_the_first_one_is_seen(identifier: str, name: str) -> None:
    generator = generator_of(name)
    chosen: type[Method] = METHODS[identifier]
    if reason := chosen.why_not(generator):
        assert reason.endswith(".") and "\n" not in reason
        return
    try:
        found = run(quick(identifier).discover(generator, a_context(1)))
    except ValueError as error:  # small random networks have few numbers, of which some move nothing inside alone
        assert chosen.needs_region and str(error).endswith(".") and "\n" not in str(error)
        return
    assert found.vectors.shape[1:] == (generator.layout.dimension,) and np.isfinite(found.vectors).all()
    assert np.linalg.norm(found.vectors, axis=1) == pytest.approx(np.ones(len(found.vectors)), abs=1e-5)
    assert (found.sigma > 0).all() and np.isfinite(found.sigma).all()
    if chosen.needs_region:
        assert all(0 <= share <= 1 for share in (*each(found, "leakage"), *each(found, "leakage_before")))
    kind = "style" if identifier == "stylespace" else "latent"
    latent = [generator.layout.slices[slot.name] for slot in generator.layout.slots if slot.kind == kind]
    assert not np.delete(found.vectors, np.concatenate([np.r_[place] for place in latent]), 1).any()
    code = generator.sample(1, seed=3)
    step = torch.from_numpy(2 * found.sigma[:1, None] * found.vectors[:1])
    with torch.no_grad():
        before, after = to_pixels(generator.synthesize(torch.cat((code, code + step)))).numpy().astype(int)
    assert np.abs(after - before).mean() > 0.1  # of 255
