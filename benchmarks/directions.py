"""How long directions take to find, and how soon a search can be stopped.

    python benchmarks/directions.py                   every section
    python benchmarks/directions.py sefa cancel       some of them
    python benchmarks/directions.py sefa --rounds 15

One function a section; medians of several rounds, the first of which only warms up. Compare ratios, or runs on one
machine.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("PYTORCH_JIT", "0")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the program

import torch
from torch import Tensor

if TYPE_CHECKING:
    import numpy as np

    from engine.generator import Generator
    from engine.job import Progress

ROOT = Path(__file__).resolve().parent.parent
FACES = "builtin:faces-stylegan2-64"
#: Ways to move a face along a normal: words, first and last place in sigma, places, from the boundary or not.
PATHS = (
    ("from -1 to +1 across the boundary", -1, 1, 5, True),
    ("from the face to +2", 0, 2, 5, False),
    ("from -2 to +2 across the boundary", -2, 2, 9, True),
)


def seconds(work: Callable[[], object], rounds: int) -> list[float]:
    """How long each of `rounds` calls took, after one that is not counted."""
    work()
    taken = []
    for _ in range(rounds):
        begun = perf_counter()
        work()
        taken.append(perf_counter() - begun)
    return taken


def sefa(rounds: int) -> None:
    """All of SeFa on a 1024 px StyleGAN2 of the published shape with random weights; aim: 100 ms."""
    from synthesis import BASES, random_weights

    from engine.generators.stylegan2.family import StyleGAN2
    from engine.job import run
    from engine.method import Context
    from engine.methods.sefa import SeFa

    generator = StyleGAN2.from_weights(random_weights(1024, BASES[1024]), {})
    taken = seconds(lambda: run(SeFa().discover(generator, Context())), rounds)
    print(f"sefa, StyleGAN2 1024 px: {1000 * median(taken):.0f} ms (least {1000 * min(taken):.0f})")


def cancel(rounds: int) -> None:
    """The longest time between two steps of each method's job, which is how long a cancel waits."""
    import numpy as np

    from engine.generators import load
    from engine.method import Context
    from engine.methods import load_methods

    generator = load(FACES)
    half = np.linspace(0, 1, generator.resolution, dtype=np.float32)[None].repeat(generator.resolution, 0).round()
    for identifier, method in load_methods().items():
        if method.why_not(generator):
            continue

        context = Context(region=half if method.needs_region else None)
        few = {f.name: f.metadata["low"] for f in fields(method) if "samples" in f.name}  # batches stay what they are
        waits = sorted(_longest(method(**few).discover(generator, context)) for _ in range(rounds + 1))
        wait, note = waits[len(waits) // 2]
        print(f"cancel, {identifier:16} {1000 * wait:5.0f} ms ({note})")


def ganspace(rounds: int) -> None:
    """Components of codes of the published mapping (8 x 512, random weights), ours and IncrementalPCA; and memory.

    Both get the same precomputed codes, 10 chunks of 2,000 as the authors' code cuts them, and take turns. Ours is then
    timed on a million, these codes over and over; for the other, which is linear in chunks, 50 times its time stands.
    """
    import numpy as np
    from synthesis import BASES, random_weights

    from engine.codes.samples import drawn
    from engine.codes.statistics import Moments
    from engine.generators.stylegan2.family import StyleGAN2
    from engine.job import run
    from engine.method import Context
    from engine.methods.ganspace import BATCH, GANSpace

    generator = StyleGAN2.from_weights(random_weights(256, BASES[256]), {})
    random = torch.Generator().manual_seed(0)
    chunks = [drawn(generator, 2000, random)[:, :512].clone() for _ in range(10)]

    def ours(times: int = 1) -> None:
        moments = Moments()
        for _ in range(times):
            for chunk in chunks:
                for batch in chunk.split(BATCH):
                    moments.add(batch)
        torch.linalg.eigh(moments.covariance)

    taken, million = median(seconds(ours, rounds)), once(lambda: ours(50))
    print(f"ganspace, ours: 20,000 codes {1000 * taken:.0f} ms (median of {rounds}), a million {million:.1f} s (once)")
    try:
        from sklearn.decomposition import IncrementalPCA
    except ImportError:
        print("ganspace, IncrementalPCA: scikit-learn is not installed")
    else:

        def theirs() -> None:
            found = IncrementalPCA(80)
            for chunk in chunks:
                found.partial_fit(chunk.numpy())

        theirs()
        pairs = [(once(ours), once(theirs)) for _ in range(rounds)]
        ratio, other = median(b / a for a, b in pairs), median(b for _, b in pairs)
        print(f"ganspace, IncrementalPCA: 20,000 codes {1000 * other:.0f} ms, {ratio:.0f} times ours; a million, "
              f"reckoned from that, {50 * other:.0f} s, {50 * other / million:.0f} times ours (aim: 10)")  # fmt: skip
    whole = once(lambda: run(GANSpace(samples=100_000).discover(generator, Context())))
    print(f"ganspace, all of it, StyleGAN2 256 px: 100,000 codes drawn, mapped and solved in {whole:.1f} s")
    for samples in (5_000, 50_000):
        with torch.autograd.profiler.profile(profile_memory=True) as watched:
            run(GANSpace(samples=samples).discover(generator, Context()))
        events = [event for event in watched.kineto_results.events() if event.name() == "[memory]"]
        events.sort(key=lambda event: event.start_ns())
        peak = np.cumsum([event.nbytes() for event in events]).max()
        print(f"ganspace, most tensor memory at one time, {samples:,} codes: {peak / 2**20:.1f} MB")


def seeds(rounds: int) -> None:
    """How well GANSpace's components of two seeds agree: the mean |cosine| of those of one number, which swap where two
    explain nearly as much; by codes, and by the first features where codes have no components of their own."""
    import numpy as np

    from engine.generators import load
    from engine.job import run
    from engine.method import Context
    from engine.methods.ganspace import GANSpace

    for name, parameter, counts in (
        (FACES, "samples", (10_000, 100_000)),
        ("builtin:faces-eigengan-64", "feature_samples", (2_000, 10_000)),
    ):
        generator = load(name)
        for count in counts:
            method = GANSpace(**{parameter: count})  # type: ignore[arg-type]
            begun = perf_counter()
            one, other = (run(method.discover(generator, Context(seed))) for seed in (0, 1))
            taken = (perf_counter() - begun) / 2
            agree = np.abs((one.vectors * other.vectors).sum(1)).mean()
            print(f"seeds, {name}, {parameter} {count:,}: agree to {agree:.3f}, {taken:.2f} s each")


def boundaries(rounds: int) -> None:
    """InterFaceGAN's boundaries of 2 % at either end of 10,000 faces; aims: 0.9 of the held-out faces right, the normal
    libsvm's to 0.99, and on 95 % of 200 faces the attribute rising all the way along 2 sigma.

    A path goes through places (sigma from the boundary), as the paper moves faces, or from where the face is.
    """
    import numpy as np

    from engine.boundaries.boundary import Extremes
    from engine.boundaries.population import population
    from engine.codes.subspace import Subspace
    from engine.generators import load
    from engine.job import run
    from engine.method import Context

    generator, names = load(FACES), ("yaw", "smile", "brightness")
    subspace = Subspace(generator.layout, tied=generator.tied)
    faces = run(population(10_000, generator, subspace, Context(), names, ()))
    mean, sample = generator.mean_code(), generator.sample(200)
    for name in names:
        ends = Extremes.of(faces.scores[name], 0.02, name, 0)
        taken = median(seconds(lambda ends=ends: run(ends.learning(faces.codes)), rounds))
        boundary = run(ends.learning(faces.codes))
        held_out, rest = ends.accuracy(boundary.distances(faces.codes))
        same = _libsvm(faces.codes[ends.taught], ends.positive[ends.taught], boundary.normal)
        print(f"boundaries, {name}: held-out {held_out:.3f}, all others {rest:.3f}, fit {1000 * taken:.0f} ms, {same}")
        sigma = float((faces.codes @ boundary.normal).std())
        row = torch.from_numpy(subspace.lift(boundary.normal[None])[0]).float() * np.sqrt(subspace.copies)
        for truncation in (1.0, 0.7):
            codes = mean + truncation * (sample - mean)
            places = subspace.project(codes).double().numpy() @ boundary.normal + boundary.offset
            for words, first, last, count, placed in PATHS:
                stretch = sigma * torch.linspace(first, last, count)
                steps = [stretch - place if placed else stretch for place in places.tolist()]
                share = _rising(generator, name, codes, row, steps)
                print(f"  truncation {truncation}, {words}: {share:.1%} of faces rise at each of {count - 1} steps")


@torch.no_grad()
def _rising(generator: Generator, name: str, codes: Tensor, row: Tensor, steps: list[Tensor]) -> float:
    """The share of codes whose attribute rises all the way along their steps of `row`."""
    from engine.attributes import score

    paths = (code + along[:, None] * row for code, along in zip(codes, steps, strict=True))
    rises = [bool((score(generator.synthesize(path), (name,))[:, 0].diff() > 0).all()) for path in paths]
    return sum(rises) / len(rises)


def _libsvm(codes: np.ndarray, positive: np.ndarray, normal: np.ndarray) -> str:
    """How near a unit normal is to that of the solver that the authors use."""
    try:
        from sklearn.svm import SVC
    except ImportError:
        return "scikit-learn is not installed"
    other = SVC(kernel="linear", C=1).fit(codes, positive).coef_[0]
    return f"cosine with libsvm's normal {normal @ other / (other @ other) ** 0.5:.6f}"


def once(work: Callable[[], object]) -> float:
    """How long one call takes."""
    begun = perf_counter()
    work()
    return perf_counter() - begun


def _longest(job: Iterator[Progress]) -> tuple[float, str]:
    """The longest of a job's steps in seconds, and the note with which it ended."""
    last, most = perf_counter(), (0.0, "")
    for progress in job:
        most = max(most, (perf_counter() - last, progress.note))
        last = perf_counter()
    return max(most, (perf_counter() - last, "the end"))


SECTIONS: dict[str, Callable[[int], None]] = {
    "sefa": sefa,
    "cancel": cancel,
    "ganspace": ganspace,
    "seeds": seeds,
    "boundaries": boundaries,
}


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sections", nargs="*", metavar="section", help=f"of {', '.join(SECTIONS)}; default all")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    options = parser.parse_args()
    if strange := set(options.sections) - set(SECTIONS):
        parser.error(f"no section {', '.join(sorted(strange))}; there are {', '.join(SECTIONS)}")
    sys.path.insert(0, str(ROOT))
    torch.set_num_threads(options.threads)
    print(f"{options.threads} threads, {torch.backends.cpu.get_cpu_capability()}, load {os.getloadavg()[0]:.1f}")
    for name in options.sections or SECTIONS:
        SECTIONS[name](options.rounds)


if __name__ == "__main__":
    main()
