"""Claims of papers against tables whose answer is plain, and the directions that every method has to beat."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch

from engine.codes.subspace import Subspace
from engine.comparison.baseline import RandomDirections
from engine.comparison.once import _in_full
from engine.document.truth.claims import claims
from engine.document.truth.comparison import Comparison, Estimate, FactorRow, Figure, MethodRow, Trial
from engine.job import run
from engine.method import Context
from tests.engine.generators.test_stylegan2 import small_stylegan2


def row(method: str, effect: float, share: float, *, seconds: float = 1.0, person: float = 0.4, d: float = 0.2,
        yaw: float | None = None) -> MethodRow:  # fmt: skip
    def factor(name: str, effect: float) -> FactorRow:
        told = (Estimate(value) for value in (effect, share, 0.8, person))
        return FactorRow(name, *told, missing=0 if effect else 1)

    factors = (factor("yaw", effect if yaw is None else yaw), factor("smile", effect))
    return MethodRow(method, f"{method} (1999)", 3, Estimate(seconds), Estimate(d), factors=factors)


def table(*rows: MethodRow) -> Comparison:
    return Comparison("faces", "a" * 64, (0,), 20, 200, "2", "x", rows)


def test_a_claim_agrees_with_the_table_or_does_not() -> None:
    rows = (row("random", 1.0, 0.2), row("sefa", 1.0, 0.3, seconds=0.4), row("ganspace", 1.7, 0.1),
            row("interfacegan", 2.0, 0.5, yaw=0.0), row("enjoy", 2.0, 0.5, person=0.19),
            row("stylespace", 0.5, 0.6, d=0.3))  # fmt: skip
    found = {(claim.title, claim.says.split(":")[0]): claim for claim in claims(table(*rows))}
    assert found["sefa (1999)", "directions in less than a second"].agrees
    assert found["sefa (1999)", "they mean something"].seen == "0.30 against 0.20 of random"
    matches = found["ganspace (1999)", "as far as what was learned from labels"]
    assert not matches.agrees and matches.seen == "1.70 sigma against 2.00 on the 1 factors that both move"
    boundaries = found["interfacegan (1999)", "every attribute has a boundary along which it moves"]
    assert not boundaries.agrees and boundaries.seen == "1 of 2"
    assert found["enjoy (1999)", "at most half of the person lost that a boundary loses, at an equal change"].agrees
    assert found["stylespace (1999)", "channels are more disentangled than w"].seen == "0.30 against 0.20 of random"
    slow = replace(rows[1], seconds=Estimate(1.5))
    assert not claims(table(slow))[0].agrees


def test_what_the_table_cannot_tell_is_left_out() -> None:
    assert [claim.says for claim in claims(table(row("sefa", 1.0, 0.3)))] == ["directions in less than a second"]
    assert claims(table(replace(row("sefa", 1.0, 0.3), failed="It will not."))) == ()
    assert claims(table(row("ganspace", 0.0, 0.3), row("interfacegan", 2.0, 0.5)))[0].title == "interfacegan (1999)"


def test_random_directions_are_drawn_from_the_seed_and_lie_in_w() -> None:
    generator = small_stylegan2()
    one, same, other = (run(RandomDirections(6).discover(generator, Context(seed))) for seed in (1, 1, 2))
    assert one.key == same.key != other.key and len(one) == 6
    space = Subspace(generator.layout, tied=True)
    rows = space.lowered(torch.from_numpy(one.vectors)).numpy()
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5) and np.abs(rows @ rows.T - np.eye(6)).max() < 0.9


def test_channels_have_places_where_codes_differ() -> None:
    generator = small_stylegan2()
    codes = generator.sample(5, 3)
    full = _in_full(generator, codes)
    first = generator.layout.slices["s1"].start
    assert full[:, :first].equal(codes[:, :first]) and full[:, first:].equal(generator.styles(codes))
    assert full[:, first:].std(0).min() > 0 and not codes[:, first:].any()


def trial(method: str, **figures: float | tuple[float, float]) -> Trial:
    named = {name.replace("_", " "): value for name, value in figures.items()}
    told = tuple(Figure(name, Estimate(*value) if isinstance(value, tuple) else Estimate(value))
                 for name, value in named.items())  # fmt: skip
    return Trial(method, f"{method} (1999)", figures=told)


def test_a_trial_agrees_does_not_or_leaves_it_open() -> None:
    found = replace(table(), trials=(
        trial("lowrankgan", outside=(0.4, 0.1), elsewhere=(0.9, 0.3)), trial("resefa", outside=(1.4, 0.1)),
        trial("ganalyze", slope=(1.0, 0.2), follow=0.7), replace(trial("glo"), failed="It will not."),
    ))  # fmt: skip
    answers = [(claim.title.partition(" ")[0], claim.agrees) for claim in claims(found)]
    assert answers == [("lowrankgan", True), ("lowrankgan", None), ("resefa", False), ("ganalyze", None),
                       ("ganalyze", False)]  # fmt: skip
    assert claims(found)[1].seen == "on other faces 0.90 ± 0.30 of the change outside that SeFa makes"


def test_of_two_figures_the_less_is_told_where_their_intervals_do_not_meet() -> None:
    apart = trial("voynov", random=(0.5, 0.03), right=(0.6, 0.04))
    near = trial("voynov", random=(0.5, 0.08), right=(0.6, 0.07))
    wrong, same = trial("voynov", random=0.7, right=0.6), trial("voynov", random=0.5, right=0.5)
    answers = [claims(replace(table(), trials=(each,)))[0].agrees for each in (apart, near, wrong, same)]
    assert answers == [True, None, False, False]
    (gain,) = claims(replace(table(), trials=(trial("prior", gain=3.4),)))
    assert gain.agrees and gain.seen == "the projector has 3.40 times the error at equal steps, of its own pictures"
