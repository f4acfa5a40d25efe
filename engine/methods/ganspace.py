"""GANSpace: principal components (Härkönen, Hertzmann, Lehtinen and Paris, NeurIPS 2020, section 2).

Two routes, as in the paper. Where the generator maps its noise (StyleGAN's w), the components of many codes are the
directions (section 2.2). Where the noise itself is the code, it is isotropic and has no components of its own: then
those of the first features are found and carried back to the code by regression (section 2.1, eq. 2).

Both pass once over samples drawn in bulk, of which none is kept. The covariance of codes is that of them all, where the
authors' code merges truncated factorisations of chunks; that of features is sketched, and the same samples serve the
regression, for which the authors' code draws others. Against components of all features at once, the sketch's first 12
had |cos| of 0.998 and more on the least favourable ones tried: ReLU of a random linear map, without any decay.

The components of codes can be turned to independent ones, which are not orthogonal: where codes are mixed of causes
that are not Gaussian, these are the causes.

Conditional generators are sampled in class 0.
"""

from __future__ import annotations

from collections.abc import Generator as Steps
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
import torch
from torch import Tensor

from engine.codes.independent import independent
from engine.codes.samples import FIRST_SEED, drawn, stretches
from engine.codes.statistics import Moments, Sketch, hashed
from engine.codes.subspace import Subspace
from engine.document.directions import Direction, DirectionSet, notes
from engine.generator import Features, Generator
from engine.job import Job, Progress, within
from engine.language import tr
from engine.method import Context, Method, fix_signs, method
from engine.units import Part, Unit, unit_of_kind

#: Codes, and features, computed at once: some 50 ms of a large mapping network on two cores.
BATCH, FEATURE_BATCH = 500, 50
#: Codes that tell which components are independent, at most.
ROWS = 20_000
#: How many codes tell which route to take; so many are a unit of the work, some tenths of a second.
PROBE = 10_000
#: Codes that suit where noise is at most so many numbers long, and where it is longer: mapping grows by the square.
SMALL, MANY, FEW = 256, 100_000, 10_000
#: Features beyond this number (the first of the largest BigGAN) are summed into so many.
FEATURES = 32_768


def is_isotropic(covariance: np.ndarray, samples: int) -> bool:
    """Whether a covariance (d, d) of `samples` codes is that of independent numbers of one variance, up to sampling."""
    # Marchenko-Pastur: the eigenvalues of a sample covariance of white noise lie within (1 +- sqrt(d/n))^2 variances.
    edge = 1.2 * np.sqrt(len(covariance) / samples)
    values = torch.linalg.eigvalsh(torch.from_numpy(covariance)).numpy() * len(covariance) / np.trace(covariance)
    return bool(values[0] > max(1 - edge, 0) ** 2 - 0.02 and values[-1] < (1 + edge) ** 2 + 0.02)


@method("ganspace")
@dataclass(frozen=True)
class GANSpace(Method):
    """Principal components of the codes, or of the first features where the codes have none."""

    title = "GANSpace"
    paper = "Härkönen et al. 2020"
    version = 2

    samples: int = field(
        default=0, metadata={"help": tr("codes to sample; 0: as many as suit"), "low": 0, "high": 2_000_000}
    )
    components: int = field(default=12, metadata={"help": tr("directions to keep"), "low": 1, "high": 512})
    feature_samples: int = field(
        default=10_000, metadata={"help": tr("samples of the first features"), "low": 500, "high": 2_000_000}
    )
    layers: str = field(default="all", metadata={"help": tr("layers to move: all, 3-6 or 3")})
    route: str = field(
        default="auto",
        metadata={
            "help": tr("components of what; auto: codes that have some"),
            "choices": ("auto", "codes", "features"),
        },
    )
    independent: bool = field(
        default=False, metadata={"help": tr("turn the components of codes to independent ones (ICA)")}
    )

    def suiting(self, generator: Generator) -> int:
        """How many codes are sampled: with a large mapping network a tenth of what a small one makes in a second or
        two."""
        return self.samples or (MANY if generator.z_dim <= SMALL else FEW)

    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        subspace = Subspace(generator.layout, self.layers, tied=generator.tied)
        random = torch.Generator().manual_seed(FIRST_SEED + context.seed)
        kept: list[torch.Tensor] = []
        moments, features = yield from self._of_codes(generator, context, random, kept)
        covariance = moments.covariance.cpu().numpy()
        if self.independent:
            if features:
                raise ValueError(tr("The codes of this generator are noise, alike in all directions, which has no "
                                 "independent components; leave independent out."))  # fmt: skip
            return (yield from self._independent(generator, context, subspace, moments, torch.cat(kept)))
        if features:
            vectors, spectrum = yield from self._of_features(generator, subspace, random)
            note = tr("components of the first features, carried back to the code by regression")
            if is_isotropic(covariance, moments.count):  # then they deviate alike in all directions, but for chance
                covariance = np.eye(len(covariance)) * np.trace(covariance) / len(covariance)
        else:
            values, basis = torch.linalg.eigh(moments.covariance)
            vectors = basis.T.flip(0)[: self.components].cpu().numpy()
            spectrum = values.flip(0)[: self.components].cpu().numpy() / np.trace(covariance)
            note = tr("components of the codes")
        vectors = fix_signs(vectors.astype(np.float32))
        # One sigma in each of several tied slots is that much longer in the whole code, and so is the mean.
        sigma = np.sqrt(np.maximum(np.einsum("ki,ij,kj->k", vectors, covariance, vectors, optimize=True), 1e-20))
        origins = vectors @ moments.mean.cpu().numpy() / sigma
        yield Progress(1.0, "done")
        lifted, long = subspace.lift(vectors), (sigma * np.sqrt(subspace.copies)).astype(np.float32)
        directions = tuple(
            Direction(
                tr("component {i}", i=i + 1), lifted[i], float(long[i]), float(spectrum[i]), origin=float(origins[i])
            )
            for i in range(len(vectors))
        )
        told = (note, tr("codes of class 0")) if generator.classes else (note,)
        return DirectionSet(directions, self.provenance(generator, context), notes("found", told))

    def _independent(
        self, generator: Generator, context: Context, subspace: Subspace, moments: Moments, codes: Tensor
    ) -> Job[DirectionSet]:
        """The leading components, turned to independent ones; each is as long as one deviation of its cause moves a
        code, and its share of the variance is the square of that."""
        values, basis = torch.linalg.eigh(moments.covariance)
        k = min(self.components, len(values))
        basis, lengths = basis.flip(1)[:, :k], values.flip(0)[:k].clamp_min(1e-20).sqrt()
        white = (codes.double().to(basis) - moments.mean) @ basis / lengths
        random = torch.Generator().manual_seed(FIRST_SEED + context.seed)
        turn, settled = yield from within(0.6, 0.99, independent(white.cpu(), random))
        mixing = (basis.cpu() * lengths.cpu()) @ turn.T  # columns: what one deviation of a cause does to a code
        sizes, order = torch.linalg.vector_norm(mixing, dim=0).sort(descending=True)
        vectors = fix_signs((mixing[:, order] / sizes).T.numpy().astype(np.float32))
        shares = sizes.square().numpy() / float(values.sum())
        lifted, long = subspace.lift(vectors), (sizes.numpy() * np.sqrt(subspace.copies)).astype(np.float32)
        origins = vectors @ moments.mean.cpu().numpy() / sizes.numpy()
        told: tuple[str, ...] = (tr("independent components of the codes"),)
        if not settled:
            told = (*told, tr("they had not settled: the codes are nearly Gaussian, and these are chance"))
        yield Progress(1.0, told[0])
        directions = tuple(
            Direction(
                tr("component {i}", i=i + 1), lifted[i], float(long[i]), float(shares[i]), origin=float(origins[i])
            )
            for i in range(k)
        )
        return DirectionSet(directions, self.provenance(generator, context), notes("found", told))

    def _of_codes(
        self, generator: Generator, context: Context, random: torch.Generator, kept: list[Tensor]
    ) -> Steps[Progress, None, tuple[Moments, bool]]:
        """Moments of the codes in the subspace, and whether to go on with features: then they are those of a part.

        Where independent components are wanted, the first codes themselves are added to `kept`."""
        samples = self.suiting(generator)
        enough(samples, Subspace(generator.layout, self.layers, tied=generator.tied).dimension, "samples")
        moments, probe = Moments(), min(samples, PROBE)

        def take(part: Part) -> None:
            moments.merge(part)
            if "codes" in part:
                kept.append(torch.from_numpy(part["codes"]))

        units = (
            Unit("codes", generator.sha256, start, count, state, self._words(start))
            for start, count, state in stretches(generator, random, samples, PROBE, BATCH)
        )
        yield from _counted(context.units(generator, islice(units, 1), probe, take), 0, probe, samples, 0.5)
        white = self.route == "auto" and is_isotropic(moments.covariance.numpy(), probe)
        if self.route == "features" or white:
            return moments, True
        if samples > probe:
            rest = samples - probe
            yield from _counted(context.units(generator, units, rest, take), probe, rest, samples, 0.95)
        return moments, False

    def _words(self, start: int) -> dict[str, str | int | float | bool]:
        """What units of codes are told besides: which layers, and whether to give the codes themselves as well."""
        return {"layers": self.layers, "keep": self.independent and start < ROWS}

    def _of_features(
        self, generator: Generator, subspace: Subspace, random: torch.Generator
    ) -> Steps[Progress, None, tuple[np.ndarray, np.ndarray]]:
        """Directions (k, subspace.dimension) of the components of the features that the slots reach first; shares."""
        # Tied slots all carry the code that the first stage reads, whichever of them are to move.
        names = {slot.name for slot in subspace.slots}
        stages = generator.stages
        last = 0 if subspace.tied else next(i for i, stage in enumerate(stages) if names & set(stage.slots))
        # The rest of the code cannot move these features, and they have no more components than numbers that can.
        columns = np.arange(subspace.dimension) if subspace.tied else subspace.reach(stages[last].slots)
        enough(self.feature_samples, len(columns), tr("feature samples"))
        sketch: Sketch | None = None
        start = 0.5 * min(PROBE / self.suiting(generator), 1.0)  # where the codes left off
        done, k = 0, min(self.components, len(columns))
        now = Progress(start, tr("first features"))
        while done < self.feature_samples:
            codes = drawn(generator, min(FEATURE_BATCH, self.feature_samples - done), random)
            with torch.no_grad():
                features = hashed(self._features(generator, subspace, codes, last), FEATURES)
            if sketch is None:
                # Exact for a linear first stage (rank len(columns)), with room for what a bent one adds.
                width = len(columns) + min(2 * len(columns) + 64, 256) + 2 * k
                sketch = Sketch(features.shape[1], width)
            yield now  # making features and taking them in are two steps
            sketch.add(features, _inside(subspace, codes)[:, columns])
            done += len(codes)
            now = Progress(
                start + (0.95 - start) * done / self.feature_samples,
                tr("features: {done:,} of {feature_samples:,}", done=done, feature_samples=self.feature_samples),
            )
            yield now
        assert sketch is not None
        values, rows, total = yield from sketch.components(k, 0.95)
        if not len(values):
            raise ValueError(
                tr(
                    "The first features do not change with the code (layers: {layers}), so they have no "
                    "components. Choose other layers, or the route codes.",
                    layers=self.layers,
                )
            )
        # x, the standardised coordinates, are uncorrelated: least squares of the code on x is its covariance with x.
        vectors = np.zeros((len(rows), subspace.dimension))
        vectors[:, columns] = (rows / torch.linalg.vector_norm(rows, dim=1, keepdim=True)).cpu().numpy()
        return vectors, values.cpu().numpy() / total

    def _features(self, generator: Generator, subspace: Subspace, codes: Tensor, last: int) -> Tensor:
        """What stage `last` gives (N, size) for these codes; untied slots that are not to move are held at the mean."""
        if not subspace.tied:
            held = generator.mean_code().to(codes).repeat(len(codes), 1)
            for slot in subspace.slots:
                place = subspace.layout.slices[slot.name]
                held[:, place] = codes[:, place]
            codes = held
        features: Features | None = None
        for stage in generator.stages[: last + 1]:
            features = stage.run(features, codes)
        found = features[0] if isinstance(features, tuple) else features  # of features and a picture, the features
        assert found is not None
        return found.flatten(1)


@unit_of_kind("codes")
def _moments(generator: Generator, unit: Unit) -> Job[Part]:
    """The moments of a unit's codes in the subspace of its layers, and the codes where they are to be kept."""
    subspace, random = Subspace(generator.layout, str(unit.words["layers"]), tied=generator.tied), unit.stream()
    moments, kept = Moments(), list[Tensor]()
    while moments.count < unit.count:
        codes = _inside(subspace, drawn(generator, min(BATCH, unit.count - moments.count), random))
        moments.add(codes)
        if unit.words["keep"]:
            kept.append(codes.cpu())
        yield Progress(moments.count / unit.count)
    return moments.part() | ({"codes": torch.cat(kept).numpy()} if kept else {})


def _counted(job: Job[None], before: int, count: int, samples: int, share: float) -> Job[None]:
    """The steps of a job over `count` of the samples, told by how many codes there are; in all, they are `share`."""
    for step in job:
        done = before + round(step.fraction * count)
        note = step.note or tr("codes: {count:,} of {samples:,}", count=done, samples=samples)
        yield Progress(share * done / samples, note)


def enough(samples: int, dimension: int, name: str) -> None:
    """Refuse to look for components of `dimension` numbers in fewer samples.

    Raises:
        ValueError: there are too few.
    """
    if samples <= dimension:
        raise ValueError(
            tr(
                "{samples:,} {name} are too few for {dimension:,} dimensions: the components would "
                "follow chance. Take at least {dimension2:,}, better {value:,}.",
                samples=samples,
                name=name,
                dimension=dimension,
                dimension2=dimension + 1,
                value=10 * dimension,
            )
        )


def _inside(subspace: Subspace, codes: Tensor) -> Tensor:
    """Codes (N, layout.dimension) to (N, dimension); as sampled codes of tied slots are equal, the first will do."""
    if not subspace.tied:
        return subspace.project(codes)
    return codes[:, subspace.layout.slices[subspace.slots[0].name]]
