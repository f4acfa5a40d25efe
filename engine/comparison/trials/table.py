"""The trials that there are, by the identifier of their method."""

from __future__ import annotations

from collections.abc import Collection

from engine.comparison.asking import title_of
from engine.comparison.trials.asking import raised, steered
from engine.comparison.trials.decoding import decoding
from engine.comparison.trials.inverting import inverting
from engine.comparison.trials.regions import holding, keeping_to
from engine.comparison.trials.telling import told_apart
from engine.comparison.trials.trial import Planned
from engine.generator import Generator
from engine.language import tr
from engine.methods.ganalyze import GANalyze
from engine.methods.lowrankgan import LowRankGAN
from engine.methods.reds import REDs
from engine.methods.resefa import ReSeFa
from engine.methods.steerability import Steerability
from engine.methods.stylespace import StyleSpace
from engine.methods.voynov import Voynov

#: The identifiers of what is no method that finds directions, and of REDs that hold a person.
PRIOR, GLO, HELD = "prior", "glo", "reds-held"

_REGIONAL = {method.identifier: method for method in (LowRankGAN, ReSeFa, REDs, StyleSpace)}

TRIALS: dict[str, Planned] = {
    **{name: Planned(title_of(method), keeping_to(method())) for name, method in _REGIONAL.items()},
    HELD: Planned(tr("REDs, the person held (Balakrishnan et al. 2022)"),
               holding(REDs(keep=tr("outside, identity")), REDs(keep="outside"))),
    PRIOR: Planned(tr("Gaussianized latent space (Wulff and Torralba 2020)"), inverting),
    GLO: Planned(tr("GLO (Bojanowski et al. 2018)"), decoding, trains=True),
    Voynov.identifier: Planned(title_of(Voynov), told_apart, trains=True),
    GANalyze.identifier: Planned(title_of(GANalyze), raised, trains=True),
    Steerability.identifier: Planned(title_of(Steerability), steered, trains=True),
}  # fmt: skip


def trials_for(generator: Generator, *, trains: bool, leave: Collection[str] = ()) -> dict[str, Planned]:
    """The trials that can be made on this generator, but for those to `leave`; `trains`: also those that train."""
    known = {GANalyze, Steerability, Voynov, *_REGIONAL.values()}
    refused = {method.identifier for method in known if method.why_not(generator)}
    if REDs.identifier in refused:
        refused.add(HELD)
    return {
        name: test
        for name, test in TRIALS.items()
        if name not in leave and name not in refused and (trains or not test.trains)
    }
