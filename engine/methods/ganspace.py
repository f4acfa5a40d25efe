"""GANSpace: principal components (Harkonen, Hertzmann, Lehtinen and Paris, NeurIPS 2020, section 2).

Two routes, as in the paper. Where the generator maps its noise (StyleGAN's w), the components of many codes are the
directions (section 2.2). Where the noise itself is the code, it is isotropic and has no components of its own: then
those of the first features are found and carried back to the code by regression (section 2.1, eq. 2).
"""

from __future__ import annotations

from collections.abc import Generator as Steps
from dataclasses import asdict, dataclass, field

import numpy as np
import torch

from engine.document.directions import DirectionSet
from engine.generator import Features, Generator
from engine.job import Job, Progress
from engine.method import Context, Method, fix_signs, method
from engine.subspace import Subspace

BATCH = 500
#: Seeds of samples start here, far from the seeds that people choose.
FIRST_SEED = 1_000_000_000


def is_isotropic(covariance: np.ndarray, samples: int) -> bool:
    """Whether a covariance (d, d) of `samples` codes is that of independent unit Gaussians, up to sampling noise."""
    # Marchenko-Pastur: the eigenvalues of a sample covariance of white noise lie within (1 +- sqrt(d/n))^2.
    edge = np.sqrt(len(covariance) / samples)
    values = np.linalg.eigvalsh(covariance)
    return bool(values[0] > (1 - 1.2 * edge) ** 2 - 0.02 and values[-1] < (1 + 1.2 * edge) ** 2 + 0.02)


def _features(features: Features) -> torch.Tensor:
    """What a stage gave (N, ...), flat (N, ...); of features and a picture, the features."""
    return (features[0] if isinstance(features, tuple) else features).flatten(1)


@method("ganspace")
@dataclass(frozen=True)
class GANSpace(Method):
    """Principal components of the codes, or of the first features where the codes have none."""

    title = "GANSpace"
    paper = "Harkonen et al. 2020"

    samples: int = field(default=10_000, metadata={"help": "codes to sample", "low": 500, "high": 1_000_000})
    components: int = field(default=12, metadata={"help": "directions to keep", "low": 1, "high": 512})
    feature_samples: int = field(
        default=2_000, metadata={"help": "samples of the first features", "low": 500, "high": 4_000}
    )

    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        subspace = Subspace(generator.layout, generator.tied)
        mean, covariance = yield from self._statistics(generator, subspace, context)
        k = min(self.components, len(mean))
        if is_isotropic(covariance, self.samples):
            vectors, sigma, spectrum = yield from self._from_features(generator, subspace, context, k)
            note = "components of the first features, carried back to the code by regression"
        else:
            values, basis = np.linalg.eigh(covariance)
            values, vectors = values[::-1][:k], basis.T[::-1][:k]
            sigma, spectrum = np.sqrt(np.maximum(values, 0)), values / np.trace(covariance)
            note = "components of the codes"
        yield Progress(1.0, "done")
        return DirectionSet(
            vectors=fix_signs(subspace.lift(vectors)).astype(np.float32),
            # One sigma in each of several tied slots is that much longer in the whole code.
            sigma=(sigma * np.sqrt(subspace.copies)).astype(np.float32),
            names=tuple(f"component {i + 1}" for i in range(len(vectors))),
            spectrum=tuple(float(v) for v in spectrum),
            method=self.identifier,
            title=self.title,
            version=self.version,
            parameters=asdict(self),
            seed=context.seed,
            generator=generator.sha256,
            notes=(note,),
        )

    def _codes(self, generator: Generator, context: Context, first: int, count: int) -> torch.Tensor:
        # Below 2^32, as far as every family's seeds reach.
        seed = (FIRST_SEED + context.seed * 10_000_019 + first) % 2**32
        return generator.sample(count, seed=min(seed, 2**32 - count))

    def _statistics(
        self, generator: Generator, subspace: Subspace, context: Context
    ) -> Steps[Progress, None, tuple[np.ndarray, np.ndarray]]:
        """Mean and covariance of the codes in one pass, in float64."""
        total, outer = 0.0, 0.0
        for first in range(0, self.samples, BATCH):
            count = min(BATCH, self.samples - first)
            codes = subspace.project(self._codes(generator, context, first, count)).double().cpu().numpy()
            total = total + codes.sum(0)
            outer = outer + codes.T @ codes
            yield Progress(0.5 * (first + count) / self.samples, "sampling codes")
        mean = np.asarray(total) / self.samples
        return mean, (np.asarray(outer) - self.samples * np.outer(mean, mean)) / (self.samples - 1)

    def _from_features(
        self, generator: Generator, subspace: Subspace, context: Context, k: int
    ) -> Steps[Progress, None, tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """Components of the first stage's features (dual form), regressed on the codes."""
        n, z, y = self.feature_samples, [], []
        # The rest of the code cannot move these features, and they have no more components than numbers that can.
        columns = subspace.reach(generator.stages[0].slots)
        k = min(k, len(columns))
        for first in range(0, n, 100):
            codes = self._codes(generator, context, first, min(100, n - first))
            with torch.no_grad():
                y.append(_features(generator.stages[0].run(None, codes)))
            z.append(subspace.project(codes))
            yield Progress(0.5 + 0.3 * (first + len(codes)) / n, "sampling features")
        features, codes = torch.cat(y), torch.cat(z)
        features -= features.mean(0)
        codes = codes - codes.mean(0)
        gram = (features @ features.T).double().cpu().numpy()
        yield Progress(0.85, "finding components")
        values, left = np.linalg.eigh(gram)
        values, left = values[::-1][:k], left[:, ::-1][:, :k]
        # x = sqrt(n) * left are the standardised coordinates; least squares of z on x is z^T x / n (eq. 2).
        vectors = np.zeros((k, subspace.dimension))
        vectors[:, columns] = (codes[:, columns].double().cpu().numpy().T @ (left * np.sqrt(n)) / n).T
        vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors, np.ones(k), values / np.trace(gram)
