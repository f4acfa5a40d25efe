"""The measures at hand for a generator: the one place that chooses between them."""

from __future__ import annotations

import torch

from engine.attributes.contract import Measures
from engine.attributes.general import General
from engine.attributes.portraits.measures import PortraitMeasures
from engine.generator import Generator
from engine.job import Job
from engine.loading import beside


def measures_of(generator: Generator | None) -> Measures:
    """The measures for this generator's pictures: what made them for portraits, else the general ones."""
    return _kind(generator)()


def loading_measures_of(generator: Generator) -> Job[Measures]:
    """The same as a job, with the networks read beside it."""
    for network in _kind(generator).networks:
        yield from beside(network, torch.device("cpu"))
    return measures_of(generator)


def _kind(generator: Generator | None) -> type[General | PortraitMeasures]:
    return PortraitMeasures if generator is not None and generator.of_portraits else General
