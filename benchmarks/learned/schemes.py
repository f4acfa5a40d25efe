"""One step of what learns to change a picture, ours and in the way of the authors' codes, for `benchmarks/training.py`.

The reference draws its faces anew at the generator's full resolution and judges those that are not moved as well;
batches, networks and losses are ours. As read in the authors' codes, the generator's weights have gradients in Enjoy
Your Editing (those of its judges too, which is left out here) and not in GANalyze; in the others they are taken to have
none, as in TensorFlow, where gradients are of what is asked for. Of Factors of variation a step is four faces, searched
for under every target of every edit: the reference takes 50 steps of Adam a target, of which one is timed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import torch
import torch.nn.functional as F

from engine.codes.prior import fitted
from engine.codes.samples import drawn
from engine.codes.subspace import Subspace
from engine.generator import Generator
from engine.job import run
from engine.learning.assessors import analysis
from engine.learning.assessors.assessor import assessor_of
from engine.learning.editing import enjoying
from engine.learning.editing.terms import TOGETHER, Content, Realism, discriminator_of
from engine.learning.learner import Learner
from engine.learning.pace import pace
from engine.learning.seen import Seen, drawn_bank
from engine.learning.transforms import steering, trajectories
from engine.learning.transforms.edits import chosen
from engine.learning.transforms.inverting import SHARES, Inverting, blurred, eroded
from engine.learning.transforms.start import SIDE
from engine.learning.transforms.walks import Straight
from engine.method import Memory

Step = Callable[[], None]
#: A step of ours, one of the reference's, and how many of the latter make up one of ours.
Pair = tuple[Step, Step, int]
#: Faces that are judged beforehand, and steps of Adam a target.
FEW, ADAM = 40, 50


def weights_of(generator: Generator) -> list[torch.Tensor]:
    """Every weight of the generator that could have a gradient."""
    found: dict[int, torch.Tensor] = {}
    waiting: list[object] = [generator]
    seen: set[int] = set()
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each, torch.Tensor):
            if each.is_floating_point() and each.is_leaf and each.numel() > 1:
                found[id(each)] = each
        elif isinstance(each, torch.nn.Module):
            waiting += list(each.parameters())
        elif isinstance(each, dict):
            waiting += list(each.values())
        elif isinstance(each, (list, tuple)):
            waiting += list(each)
        elif type(each).__module__.startswith("engine.generators"):
            waiting += list(vars(each).values())
    return list(found.values())


@contextmanager
def unfrozen(generator: Generator) -> Iterator[None]:
    """The generator's weights have gradients within."""
    weights = weights_of(generator)
    assert weights, "a generator without weights"
    for weight in weights:
        weight.requires_grad_()
    try:
        yield
    finally:
        for weight in weights:
            weight.requires_grad_(False)
            weight.grad = None


def _driven(learner: Learner, random: torch.Generator) -> Step:
    """A step of a learner, to its end."""

    def step() -> None:
        run(learner.step(random))

    return step


def ganalyze(generator: Generator) -> Pair:
    """The smile, asked of eight faces."""
    at_once, random, memory = run(pace(generator)), torch.Generator().manual_seed(0), Memory()
    assessor = run(assessor_of(generator, ("smile",), "", 1))
    subspace = Subspace(generator.layout, tied=generator.tied)
    learner = run(analysis.preparing(generator, assessor, subspace, FEW, 0, at_once, (), memory))
    theta = torch.zeros(1, subspace.dimension, requires_grad=True)

    def reference() -> None:
        codes, alphas = drawn(generator, analysis.BATCH, random), torch.rand(analysis.BATCH, generator=random) - 0.5
        with torch.no_grad():
            before = assessor.read(generator.synthesize(codes))[:, 0]
        after = assessor.read(generator.synthesize(subspace.moved(codes, alphas[:, None] * theta)))[:, 0]
        (after - before - alphas).square().mean().backward()

    return _driven(learner, random), reference, 1


def enjoy(generator: Generator) -> Pair:
    """Smile and yaw, asked of four faces; beside the generator that ships lies its discriminator."""
    at_once, random, names = run(pace(generator)), torch.Generator().manual_seed(0), ("smile", "yaw")
    assessor, face = run(assessor_of(generator, names, "", 1)), generator.sample(1, 0)[0]
    learner = run(enjoying.preparing(generator, assessor, FEW, 0, at_once, face, 1.0, local=False))
    subspace, content = Subspace(generator.layout, tied=False), Content()
    network = discriminator_of(generator, generator.resolution)
    with torch.no_grad():
        realism = network and Realism(network, network.seen(generator.synthesize(generator.sample(TOGETHER, 1))))
    d = torch.zeros(len(names), subspace.dimension, requires_grad=True)

    def reference() -> None:
        codes = drawn(generator, enjoying.BATCH, random)
        with unfrozen(generator):
            pictures = generator.synthesize(codes)
            known, now = content.known(pictures.detach()), torch.sigmoid(assessor.read(pictures)).detach()
            asked = torch.rand(enjoying.BATCH, len(names), generator=random)
            after = generator.synthesize(subspace.moved(codes, (asked - now) @ d))
            loss = F.binary_cross_entropy(torch.sigmoid(assessor.read(after)), asked) + content(after, known)
            (loss if realism is None else loss + realism(after)).backward()

    return _driven(learner, random), reference, 1


def steerability(generator: Generator) -> Pair:
    """Zoom and brightness, eight faces each."""
    at_once, random = run(pace(generator)), torch.Generator().manual_seed(0)
    edits, seen = chosen("zoom, brightness"), Seen(generator, SIDE, SIDE)
    bank = run(drawn_bank(seen, FEW, random, at_once))
    walk = Straight(generator, edits, torch.zeros(len(edits), generator.layout.dimension), bank.codes)
    learner = steering.Steering(seen, walk, bank, bank, at_once)

    def reference() -> None:
        for i, edit in enumerate(edits):
            codes, amounts = drawn(generator, steering.BATCH, random), walk.amounts(i, steering.BATCH, random)
            with torch.no_grad():
                asked, mask = edit(generator.synthesize(codes), amounts)
            moved = generator.synthesize(walk(i, codes, amounts))
            steering.differences(moved, asked, mask).mean().backward()

    return _driven(learner, random), reference, 1


def plumerault(generator: Generator) -> Pair:
    """Zoom and brightness, four faces; a step of Adam is of both signs of all faces at once."""
    at_once, random = run(pace(generator)), torch.Generator().manual_seed(0)
    edits = chosen("zoom, brightness")
    codes = drawn(generator, 200, random).cpu()
    learner = trajectories.Trajectories(Inverting(Seen(generator, SIDE, SIDE), run(fitted(generator)), at_once), edits,
                                        codes)  # fmt: skip
    space = Subspace(generator.layout, tied=generator.tied)
    moved = torch.zeros(2 * trajectories.BATCH, space.dimension, requires_grad=True)
    amounts = torch.tensor([0.1, -0.1]).repeat(trajectories.BATCH)
    some = codes[: trajectories.BATCH].repeat_interleave(2, 0)
    with torch.no_grad():
        asked, mask = edits[0](generator.synthesize(some), amounts)
        still, wanted = eroded(mask), blurred(asked)

    def reference() -> None:
        apart = blurred(generator.synthesize(space.moved(some, moved))) - wanted
        (apart.square() * F.adaptive_avg_pool2d(still, apart.shape[-1])).mean().backward()

    return _driven(learner, random), reference, ADAM * len(SHARES) * len(edits)


SCHEMES: dict[str, Callable[[Generator], Pair]] = {
    "ganalyze": ganalyze, "enjoy": enjoy, "steerability": steerability, "plumerault": plumerault,
}  # fmt: skip
