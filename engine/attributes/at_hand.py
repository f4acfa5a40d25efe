"""The measures at hand for a generator: the one place that chooses between them."""

from __future__ import annotations

from engine.attributes.contract import Measures
from engine.attributes.general import General
from engine.attributes.portraits.measures import PortraitMeasures
from engine.generator import Generator


def measures_of(generator: Generator | None) -> Measures:
    """The measures for this generator's pictures: what made them for portraits, else the general ones."""
    return PortraitMeasures() if generator is not None and generator.of_portraits else General()
