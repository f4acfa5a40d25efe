"""How fast the largest relatives of StyleGAN2 and StyleGAN3 draw, beside their own code, on the same random weights.

    python benchmarks/synthesis_kinds.py human FOLDER   StyleGAN-Human, 1024 x 512, beside a checkout of StyleGAN-Human
    python benchmarks/synthesis_kinds.py xl FOLDER      StyleGAN-XL, 256 px, beside a checkout of stylegan-xl

One picture at a time, constant noise maps, no gradients, float32. Both take turns in one process; medians. Compare the
ratio, and look at the largest difference.
"""

from __future__ import annotations

import argparse
import os
import pickle
import sys
import tempfile
import types
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("PYTORCH_JIT", "0")

import torch
from torch import Tensor, nn

ROOT = Path(__file__).resolve().parent.parent
SIZE = 512
#: The steps in which StyleGAN-XL grows to 256 px: a stem of 16 px, each time doubled by so many layers.
STEM, STEM_LAYERS, HEAD_LAYERS, STEPS = 16, 10, 7, (32, 64, 128, 256)
CLASSES, EMBEDDED = 1000, 320

Contestants = tuple[Callable[[], Tensor], Callable[[], Tensor]]


def shaken(network: nn.Module) -> nn.Module:
    """Random weights, with noise and biases that are not zero."""
    random = torch.Generator().manual_seed(1)
    with torch.no_grad():
        for name, weight in network.named_parameters():
            if name.endswith("noise_strength"):
                weight.fill_(0.1)
            elif name.endswith("bias"):
                weight.add_(0.1 * torch.randn(weight.shape, generator=random))
    return network.eval().requires_grad_(False)


def human(folder: Path) -> Contestants:
    """StyleGAN-Human's StyleGAN2, as its configuration for 1024 px has it."""
    sys.path[:0] = [str(folder / "training_scripts" / "sg2"), str(folder)]
    from training.networks import Generator  # type: ignore[import-not-found]

    from engine.generators.stylegan2.family import StyleGAN2

    kwargs = {"channel_base": 32768, "channel_max": SIZE}
    network = shaken(Generator(SIZE, 0, SIZE, 1024, False, 3, synthesis_kwargs=kwargs))
    ours = StyleGAN2.from_weights(network.state_dict(), {})
    z = ours.noise(1, 0)
    return (
        lambda: network(z, None, noise_mode="const", force_fp32=True),
        lambda: ours.synthesize(ours.map(z)),
    )


@contextmanager
def embeddings() -> Iterator[None]:
    """A folder with a table of classes where StyleGAN-XL's code looks for its own."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as temporary:
        os.chdir(temporary)
        try:
            Path("in_embeddings").mkdir()
            table = {"embed": nn.Embedding(CLASSES, EMBEDDED)}
            Path("in_embeddings/tf_efficientnet_lite0.pkl").write_bytes(pickle.dumps(table))
            yield
        finally:
            os.chdir(before)


def xl(folder: Path) -> Contestants:
    """StyleGAN-XL's network of 256 px with 1000 classes, grown from 16 px as its README says."""
    sys.path.insert(0, str(folder))
    import dnnlib  # type: ignore[import-not-found]
    import legacy  # type: ignore[import-not-found]
    from training.networks_stylegan3_resetting import (  # type: ignore[import-not-found]
        Generator,
        SuperresGenerator,
    )

    from engine.generators.stylegan3.family import StyleGAN3

    kwargs = {"channel_base": 65536, "channel_max": SIZE, "num_layers": STEM_LAYERS, "conv_kernel": 3}
    kwargs["use_radial_filters"] = False
    with embeddings():
        network = Generator(64, CLASSES, SIZE, STEM, 3, **kwargs)
        for side in STEPS:
            # Each step reads the one before from a file; here it is at hand.
            dnnlib.util.open_url = lambda path: open(os.devnull, "rb")
            legacy.load_network_pkl = lambda file, stem=network: {"G_ema": stem}
            network = SuperresGenerator(side, "", HEAD_LAYERS, 2)
    network = shaken(network)
    ours = StyleGAN3.from_weights(network.state_dict(), {})
    z, c = ours.noise(1, 0), torch.tensor([7])
    row = nn.functional.one_hot(c, CLASSES).float()
    return (
        lambda: network(z, row, force_fp32=True),
        lambda: ours.synthesize(ours.map(z, c)),
    )


@torch.no_grad()
def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=["human", "xl"])
    parser.add_argument("reference", type=Path, help="a checkout of its own code")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    options = parser.parse_args()
    sys.path[0] = str(ROOT)  # not this folder, whose `training` is not theirs
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    warnings.simplefilter("ignore")  # the reference's, on torch's newer versions
    if "pkg_resources" not in sys.modules:  # which setuptools brings no more, and their code asks for a version by
        from packaging.version import parse

        sys.modules["pkg_resources"] = types.ModuleType("pkg_resources")
        sys.modules["pkg_resources"].__dict__["parse_version"] = parse
    print(f"{options.threads} threads, {torch.backends.cpu.get_cpu_capability()}, load {os.getloadavg()[0]:.1f}")
    theirs, ours = (human if options.kind == "human" else xl)(options.reference.resolve())
    times: dict[str, list[float]] = {"reference": [], "ours": []}
    pictures: dict[str, Tensor] = {}
    for turn in range(options.rounds + 1):
        for name, run in (("reference", theirs), ("ours", ours)):
            begun = perf_counter()
            pictures[name] = run()
            if turn:  # the first round warms up
                times[name].append(perf_counter() - begun)
    reference, mine = (median(times[name]) for name in ("reference", "ours"))
    image = pictures["reference"]
    difference = float((image - pictures["ours"]).abs().max() / (image.max() - image.min()))
    height, width = image.shape[2:]
    print(f"{options.kind}, {height} x {width}: reference {1000 * reference:.0f} ms, ours {1000 * mine:.0f} ms, "
          f"{reference / mine:.2f} x; largest difference {difference:.1e} of the range")  # fmt: skip


if __name__ == "__main__":
    main()
