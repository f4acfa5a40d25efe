"""Statistics of rows that come in batches: one pass, float64 sums, memory that does not grow with their number."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor

from engine.device import exact
from engine.job import Job, Progress
from engine.language import tr

#: Columns that a symmetric product takes at once: with 512 it saves a third of the time.
STRIP = 128


def hashed(rows: Tensor, size: int) -> Tensor:
    """Rows (n, any) with at most `size` numbers: longer ones are summed into so many, each number with a random sign.

    This sparse random map (Charikar, Chen and Farach-Colton 2004) keeps inner products to about 1 / sqrt(size) of the
    lengths, 0.6 % for 32,768. It is the same at every call.
    """
    if rows.shape[1] <= size:
        return rows
    random = torch.Generator().manual_seed(rows.shape[1])
    places = torch.randint(size, (rows.shape[1],), generator=random).to(rows.device)
    signs = (2.0 * torch.randint(2, (rows.shape[1],), generator=random) - 1).to(rows)
    return rows.new_zeros(len(rows), size).index_add_(1, places, rows * signs)


def gram(x: Tensor) -> Tensor:
    """The upper triangle of x' x for x (n, p), strip by strip; of what is below it, only some is there."""
    found = x.new_zeros(x.shape[1], x.shape[1])
    for start in range(0, len(found), STRIP):
        found[start : start + STRIP, start:] = x[:, start : start + STRIP].T @ x[:, start:]
    return found


class Moments:
    """Means of x (n, p) and y (n, q), and their covariance (p, q), merged batch by batch (Chan et al. 1979, eq. 2.1).

    Without y it is the covariance of x. Batches are multiplied in the precision that they come in, after their own mean
    is taken out, and summed in float64. So float32 rows give every number to some 1e-7 of the largest variance, in half
    the time, and float64 rows to rounding.
    """

    def __init__(self) -> None:
        self.count = 0
        self._means: tuple[Tensor, Tensor] | None = None
        self._scatter, self._symmetric = torch.zeros(0), False

    def add(self, x: Tensor, y: Tensor | None = None) -> None:
        """Take in a batch: x (n, p), y (n, q)."""
        y = x if y is None else y
        means = exact(x).mean(0), exact(y).mean(0)
        centred = x - means[0].to(x)
        self._symmetric = y is x
        scatter = gram(centred) if self._symmetric else centred.T @ (y - means[1].to(y))
        if self._means is None:
            self.count, self._means, self._scatter = len(x), means, exact(scatter)
            return
        self._combine(len(x), means, scatter)

    def _combine(self, count: int, means: tuple[Tensor, Tensor], scatter: Tensor) -> None:
        """Add the scatter of `count` other rows about these means."""
        assert self._means is not None
        total = self.count + count
        steps = means[0] - self._means[0], means[1] - self._means[1]
        # In place: of large matrices, each passing copy would cost as much as the product.
        self._scatter += scatter.to(self._scatter.device)
        self._scatter.addr_(*steps, alpha=self.count * count / total)
        for mean, step in zip(self._means, steps, strict=True):
            mean += step * (count / total)
        self.count = total

    def part(self) -> dict[str, np.ndarray]:
        """What `merge` takes: these moments as arrays, for x alone; of the scatter the upper triangle, row by row."""
        assert self._means is not None and self._symmetric, "moments of x alone"
        rows, columns = torch.triu_indices(*self._scatter.shape)
        scatter = self._scatter.cpu()[rows, columns].numpy()
        return {"count": np.array(self.count), "mean": self.mean.cpu().numpy(), "scatter": scatter}

    def merge(self, part: Mapping[str, np.ndarray]) -> None:
        """Take in what `part` gave of other moments; where parts come in the same order, the sums are the same."""
        count, mean = int(part["count"]), torch.from_numpy(part["mean"])
        rows, columns = torch.triu_indices(len(mean), len(mean))
        scatter = mean.new_zeros(len(mean), len(mean))
        scatter[rows, columns] = torch.from_numpy(part["scatter"])
        if self._means is None:
            self.count, self._symmetric, self._scatter = count, True, scatter
            self._means = mean.clone(), mean.clone()
            return
        self._combine(count, (mean, mean), scatter)

    @property
    def mean(self) -> Tensor:
        """The mean of x, (p,) float64."""
        assert self._means is not None, "no rows yet"
        return self._means[0]

    @property
    def covariance(self) -> Tensor:
        """(p, q) float64, divided by n - 1."""
        scatter = self._scatter
        if self._symmetric:
            scatter = scatter.triu() + scatter.triu(1).T
        return scatter / max(self.count - 1, 1)


class Sketch:
    """The leading components of rows y (n, size) and what moves with them, in one pass.

    Only C G is kept, the covariance of y times a fixed matrix G (size, width), and the rows' covariance with x (n, q).
    The components are those of C G (G' C G)^-1 G' C, the best that can be known of C from that (Tropp, Yurtsever, Udell
    and Cevher 2017, section 3). G spans the first `width` rows, which follow C, where theirs is drawn at random: it is
    nearer to the leading components. All is exact where the rank of C is below width, or size or n at most width.
    """

    def __init__(self, size: int, width: int) -> None:
        self._width, self._moments = width, Moments()
        self._test: Tensor | None = torch.eye(size) if size <= width else None
        self._waiting: list[tuple[Tensor, Tensor]] = []
        self._total = 0.0  # the squares of all rows about the first batch's mean
        self._first: Tensor | None = None

    def add(self, y: Tensor, x: Tensor) -> None:
        """Take in a batch: features y (n, size) and codes x (n, q), float32."""
        self._waiting.append((y, x))
        if self._test is None and sum(len(rows) for rows, _ in self._waiting) >= self._width:
            self._choose()
        elif self._test is not None:
            for batch in self._waiting[:2]:  # those that waited for G are taken in little by little
                self._take(*batch)
            del self._waiting[:2]

    def _choose(self) -> None:
        """G: an orthonormal basis of the rows that wait."""
        rows = torch.cat([y for y, _ in self._waiting])
        rows = rows - rows.mean(0)
        values, basis = torch.linalg.eigh(exact(rows @ rows.T))
        kept = values > 1e-6 * values[-1]
        self._test = rows.T @ (basis[:, kept] * values[kept].rsqrt()).to(rows)

    def _take(self, y: Tensor, x: Tensor) -> None:
        assert self._test is not None
        if self._first is None:
            self._first, self._test = y.mean(0), self._test.to(y)
        y = y - self._first
        self._total += float(exact(y.square().sum(1)).sum())
        self._moments.add(y, torch.cat((y @ self._test, x.to(y)), 1))

    def components(self, k: int, fraction: float) -> Job[tuple[Tensor, Tensor, float]]:
        """Variances (k,) float64 of the leading components, the strongest first; the covariance (k, q) of each one's
        standardised coordinate with x; and the variance in all. Fewer than k where there are fewer.

        A job that stays at `fraction`.
        """
        step = Progress(fraction, tr("finding components"))
        if self._test is None:
            self._choose()
            yield step
        for batch in self._waiting:
            self._take(*batch)
            yield step
        self._waiting = []
        assert self._test is not None
        n, covariance, test = self._moments.count, self._moments.covariance, exact(self._test)
        product, crossed = covariance[:, : test.shape[1]], covariance[:, test.shape[1] :]
        yield step
        # A small shift keeps the core positive through float32's rounding; it is taken off again at the end.
        shift = float(torch.finfo(torch.float32).eps * torch.linalg.matrix_norm(product))
        if not shift:
            return product.new_zeros(0), crossed.new_zeros(0, crossed.shape[1]), 0.0
        product = product + shift * test
        core = test.T @ product
        yield step
        values, basis = torch.linalg.eigh((core + core.T) / 2)
        kept = values > 1e-10 * values[-1]
        yield step
        root = product @ (basis[:, kept] * values[kept].rsqrt())
        yield step
        square = root.T @ root
        yield step
        values, turn = torch.linalg.eigh(square)
        values, turn = values.flip(0)[:k], turn.flip(1)[:, :k]
        vectors = root @ (turn * values.rsqrt())
        values = values - shift
        alive = values > 1e-6 * values[0]  # below lies what float32 rounds
        total = (self._total - n * float(self._moments.mean.square().sum())) / max(n - 1, 1)
        rows = (vectors.T @ crossed)[alive] * values[alive].rsqrt()[:, None]
        return values[alive], rows, total
