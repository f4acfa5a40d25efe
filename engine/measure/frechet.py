"""The Frechet distance between two sets of features, each described by its mean and covariance."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from engine.language import tr


@dataclass(frozen=True)
class Moments:
    """What a set of features is reduced to: mean (D,) and unbiased covariance (D, D), float64, and its size."""

    mean: Tensor
    covariance: Tensor
    count: int


class MomentSum:
    """Collects `Moments` batch by batch, so that no more than one batch of features is ever held."""

    def __init__(self, dimension: int) -> None:
        self._count = 0
        self._sum = torch.zeros(dimension, dtype=torch.float64)
        self._products = torch.zeros(dimension, dimension, dtype=torch.float64)

    def add(self, features: Tensor) -> None:
        """Take in (N, D) features."""
        batch = features.double()
        self._count += len(batch)
        self._sum += batch.sum(0)
        self._products += batch.T @ batch

    def moments(self) -> Moments:
        """The moments so far.

        Raises:
            ValueError: fewer than two features were added, or some are not finite.
        """
        if self._count < 2:
            raise ValueError(tr("A covariance needs at least two pictures."))
        if not self._sum.isfinite().all():
            raise ValueError(tr("Some of the pictures hold numbers that are not finite, so they cannot be measured."))
        mean = self._sum / self._count
        centred = self._products - self._count * mean.outer(mean)
        return Moments(mean, centred / (self._count - 1), self._count)


def frechet_distance(a: Moments, b: Moments) -> float:
    """|ma - mb|^2 + tr(A + B - 2 (A^1/2 B A^1/2)^1/2): squared, as the published scores are; 0 for equal moments.

    The product is symmetric, so its root needs eigenvalues only: no general matrix root, which may come back complex.
    """
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # 0.5 s; two threads beside other work wait for each other for up to 15 s
    try:
        values, vectors = torch.linalg.eigh(a.covariance)
        root = (vectors * values.clamp(min=0).sqrt()) @ vectors.T
        product = root @ b.covariance @ root
        shared = torch.linalg.eigvalsh((product + product.T) / 2).clamp(min=0).sqrt().sum()
    finally:
        torch.set_num_threads(threads)
    distance = (a.mean - b.mean).square().sum() + a.covariance.trace() + b.covariance.trace() - 2 * shared
    return max(0.0, float(distance))  # rounding alone takes it below
