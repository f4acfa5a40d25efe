"""`eigenbrush measure truth`: what a generator's sliders truly move, in words and as JSON."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from engine.document.disk.wording import short

if TYPE_CHECKING:
    from engine.generator import Generator
    from engine.job import Job
    from engine.measure.truth.measuring import Truth
    from engine.measure.truth.moves import Slider

#: Directions of SeFa that stand in for sliders where a generator has none of its own.
INSTEAD = 30


def truth_job(options: argparse.Namespace) -> Job[Truth]:
    """The measurement that the options ask for.

    Raises:
        ValueError: the generator or the directions cannot be opened, or it is none of portraits.
    """
    from engine.generators import load
    from engine.measure.truth.factors import factors_of
    from engine.measure.truth.measuring import measure_truth

    generator = load(options.generator)
    factors = factors_of(generator)
    sliders = yield from _sliders(generator, options.directions, sure=options.as_directions)
    return (yield from measure_truth(generator, factors, sliders, options.samples, options.seed))


def _sliders(generator: Generator, directions: str | None, *, sure: bool) -> Job[tuple[Slider, ...]]:
    """The directions of a file, or the generator's own sliders, or the first directions of SeFa."""
    from engine.directions.files import load_any
    from engine.measure.truth.moves import along, own
    from engine.method import Context
    from engine.methods.sefa import SeFa

    if directions:
        return along(generator, load_any(Path(directions), generator, sure=sure))
    if sliders := own(generator):
        return sliders
    found = yield from SeFa(components=INSTEAD).discover(generator, Context())
    return along(generator, found)


def in_words(found: Truth) -> str:
    """A table of the sliders, and the generator as a whole."""
    names = [short(row.name) for row in found.sliders]
    width = max(map(len, names), default=0)
    factors = max((len(row.factor) for row in found.sliders), default=0)
    lines = []
    for name, row in zip(names, found.sliders, strict=True):
        if row.factor:
            moved = f"{row.factor:{factors}}  {row.effect:+.2f} sigma  {row.share:4.0%} of its change"
            lines.append(f"{name:{width}}  {moved}  monotone on {row.monotone} of {found.portraits}")
        else:
            lines.append(f"{name:{width}}  moves nothing that can be read")
    lines += [
        f"sliders that move one factor by over half of all they change: {found.pure} of {len(found.sliders)}",
        f"read: {len(found.factors)} factors of {found.samples:,} portraits, {found.far:.0%} of which are farther from "
        "the data than 99 % of held-out portraits",
        f"disentanglement {found.dci.disentanglement:.3f}, completeness {found.dci.completeness:.3f}, informativeness "
        f"(R²) {found.dci.informativeness:.3f} of {found.code} numbers (lasso)",
        f"mutual information gap {found.gap:.3f}",
    ]
    return "\n".join(lines)
