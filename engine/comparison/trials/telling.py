"""What Voynov and Babenko claim: directions that learn to be told apart are told apart better than random ones."""

from __future__ import annotations

from collections.abc import Mapping
from time import process_time

import torch

from engine.codes.samples import FIRST_SEED
from engine.comparison.trials.trial import Asked
from engine.job import Job, Progress, within
from engine.language import tr
from engine.learning.learner import Found
from engine.learning.pace import pace
from engine.learning.pairs.learner import PairLearner, Rates
from engine.learning.pairs.measuring import FRESH, telling
from engine.learning.pairs.pairs import Pairs, pairs_of
from engine.learning.pairs.ways import Orthonormal, random_rows
from engine.learning.seen import Bank, drawn_bank
from engine.loading import COMPILER, imported
from engine.methods.voynov import RATES

#: Directions, faces to learn from, steps at most, and fresh faces on which it is told how many pairs are told right.
COUNT, BANK, STEPS, FACES = 32, 500, 500, 8


def told_apart(asked: Asked) -> Job[Mapping[str, float]]:
    """ "right": the share of fresh pairs told right (the paper's RCA) where the directions learn too; "random": where
    they stay as they were drawn, after as many steps. Each has half of the minutes, of the processor.

    Raises:
        ValueError: neither tells more than chance: there was no time to learn.
    """
    yield from imported(COMPILER)
    at_once = yield from within(0.0, 0.01, pace(asked.generator))
    random = torch.Generator().manual_seed(FIRST_SEED + asked.seed)
    pairs = yield from within(0.01, 0.1, pairs_of(asked.generator, BANK, random, at_once))
    fresh = yield from within(
        0.1, 0.12, drawn_bank(pairs.seen, FACES, torch.Generator().manual_seed(FRESH + asked.seed), at_once)
    )
    seconds = float("inf") if asked.minutes is None else 30 * asked.minutes
    trial = _Training(pairs, fresh, asked.seed, at_once)
    right, steps = yield from within(0.12, 0.56, trial.told(RATES, STEPS, seconds))
    fixed, _ = yield from within(0.56, 1.0, trial.told(Rates(0.0, RATES.reconstructor), steps, float("inf")))
    chance = 1 / COUNT
    if max(right, fixed) < chance + 3 * (chance * (1 - chance) / (COUNT * FACES)) ** 0.5:  # within its own unrest
        raise ValueError(
            tr(
                "Directions were not told apart after {steps} steps, so nothing can be compared; give more minutes.",
                steps=steps,
            )
        )
    return {"right": right, "random": fixed, "steps": float(steps)}


class _Training:
    """Ways that learn or stay, from the same rows and the same pairs."""

    def __init__(self, pairs: Pairs, fresh: Bank, seed: int, at_once: int) -> None:
        self._pairs, self._fresh, self._seed, self._at_once = pairs, fresh, seed, at_once

    def told(self, rates: Rates, steps: int, seconds: float) -> Job[tuple[float, int]]:
        """The share told right after so many steps or seconds, and how many steps they were."""
        random = torch.Generator().manual_seed(FIRST_SEED + self._seed + 1)
        size = len(self._pairs.mean)
        ways = Orthonormal(random_rows(min(COUNT, size), size, random))
        learner = PairLearner(self._pairs, ways, lambda: Found(()), rates, self._at_once, self._seed)
        adam = torch.optim.Adam([{"params": list(each.parameters), "lr": each.rate} for each in learner.rated()])
        began, done = process_time(), 0
        while done < steps and (process_time() - began < seconds or not done):
            adam.zero_grad()
            yield from within(0.9 * done / steps, 0.9 * done / steps, learner.step(random), tr("telling pairs apart"))
            adam.step()
            done += 1
        judged = torch.Generator().manual_seed(FRESH + 1 + self._seed)
        job = telling(self._pairs, ways, learner.reconstructor, self._fresh, judged, self._at_once)
        right, _ = yield from within(0.9, 1.0, job)
        yield Progress(1.0)
        return float(right.mean()), done
