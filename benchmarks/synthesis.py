"""How fast pictures are made: StyleGAN2 at 256 and 1024 px, against NVIDIA's own code where a checkout is at hand.

    python benchmarks/synthesis.py                      ours alone: about a minute
    python benchmarks/synthesis.py --reference FOLDER   beside stylegan2-ada-pytorch, on the same weights and noise
    python benchmarks/synthesis.py --sizes 256 --rounds 9

One picture at a time, random weights, constant noise maps, no gradients. The contestants take turns in one process, so
that all see the same machine; medians. The limit is what one large 3 x 3 convolution reaches, measured between the
rounds: a synthesis does little else. Compare ratios, or runs on one machine.
"""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("PYTORCH_JIT", "0")

import torch
import torch.nn.functional as F
from torch import Tensor

ROOT = Path(__file__).resolve().parent.parent
#: Resolution -> channels times side, as NVIDIA's configurations "paper256" and "stylegan2" have them.
BASES = {256: 16384, 1024: 32768}
WIDEST = W = 512
LIMIT = (256, 64)  # channels and side of the convolution that is the limit


def random_weights(resolution: int, base: int, seed: int = 0) -> dict[str, Tensor]:
    """A network as at the start of a training, with noise and biases that are not zero."""
    random = torch.Generator().manual_seed(seed)
    weights: dict[str, Tensor] = {}

    def affine(name: str, outputs: int, inputs: int, bias: float, spread: float = 1.0) -> None:
        weights[f"{name}.weight"] = spread * torch.randn(outputs, inputs, generator=random)
        weights[f"{name}.bias"] = torch.full((outputs,), bias)

    for i in range(8):
        affine(f"mapping.fc{i}", W, W, 0.0, 100.0)
    weights["mapping.w_avg"] = torch.zeros(W)
    inputs = min(base // 4, WIDEST)
    weights["synthesis.b4.const"] = torch.randn(inputs, 4, 4, generator=random)
    for side in (4 * 2**i for i in range((resolution // 4).bit_length())):
        outputs = min(base // side, WIDEST)
        for layer, wide, size in (("conv0", inputs, 3), ("conv1", outputs, 3), ("torgb", outputs, 1)):
            name, channels = f"synthesis.b{side}.{layer}", 3 if layer == "torgb" else outputs
            if (side, layer) == (4, "conv0"):
                continue
            affine(f"{name}.affine", wide, W, 1.0)
            weights[f"{name}.weight"] = torch.randn(channels, wide, size, size, generator=random)
            weights[f"{name}.bias"] = 0.1 * torch.randn(channels, generator=random)
            if layer != "torgb":
                weights[f"{name}.noise_const"] = torch.randn(side, side, generator=random)
                weights[f"{name}.noise_strength"] = torch.tensor(0.1)
        inputs = outputs
    return weights


def work(weights: dict[str, Tensor]) -> float:
    """Billions of operations in the convolutions of one picture: two for each product."""
    total = 0
    for name, weight in weights.items():
        if name.startswith("synthesis") and weight.ndim == 4:
            side = int(name.split(".")[1][1:])
            # The convolution that enlarges meets each small pixel once.
            total += 2 * weight.numel() * (side // 2 if ".conv0." in name else side) ** 2
    return total / 1e9


def reference_of(folder: Path, resolution: int, weights: dict[str, Tensor]) -> Callable[[Tensor], Tensor]:
    """NVIDIA's network with these weights, as it runs on a processor: z to an image."""
    sys.path.insert(0, str(folder))
    from training.networks import Generator  # type: ignore[import-not-found]

    kwargs = {"channel_base": BASES[resolution], "channel_max": WIDEST}
    network = Generator(W, 0, W, resolution, 3, synthesis_kwargs=kwargs).eval().requires_grad_(False)
    missing, strange = network.load_state_dict(weights, strict=False)
    assert not strange and all(name.endswith("resample_filter") for name in missing)
    return lambda z: network(z, None, noise_mode="const", force_fp32=True)


def convolution(dtype: torch.dtype) -> tuple[Callable[[], Tensor], float]:
    """One large convolution, and its billions of operations."""
    channels, side = LIMIT
    x = torch.randn(1, channels, side, side).to(dtype).contiguous(memory_format=torch.channels_last)
    weight = torch.randn(channels, channels, 3, 3).to(dtype).contiguous(memory_format=torch.channels_last)
    return lambda: F.conv2d(x, weight, padding=1), 2 * weight.numel() * side**2 / 1e9


@torch.no_grad()
def compare(resolution: int, folder: Path | None, rounds: int) -> None:
    """One configuration; prints a line for each contestant."""
    from engine.document.conditions import Conditions
    from engine.generators.stylegan2.family import StyleGAN2, fast_dtype

    weights = random_weights(resolution, BASES[resolution])
    generator = StyleGAN2.from_weights(weights, {})
    fast = generator.prepared(Conditions(), "fast")
    z, dtype = generator.noise(1, 0), fast_dtype(torch.device("cpu"))
    runs: dict[str, Callable[[], Tensor]] = {}
    if folder is not None:
        reference = reference_of(folder, resolution, weights)
        runs["reference"] = lambda: reference(z)
    runs["ours"] = lambda: generator.synthesize(generator.map(z))
    if fast is not generator:
        runs["ours, fast"] = lambda: fast.synthesize(fast.map(z))
    limits, amount = {"limit float32": convolution(torch.float32)[0]}, convolution(torch.float32)[1]
    if fast is not generator:
        limits["limit bfloat16"] = convolution(dtype)[0]
    times: dict[str, list[float]] = {name: [] for name in runs | limits}
    for turn in range(rounds + 1):
        for name, run in {**runs, **limits}.items():
            begun = perf_counter()
            run()
            if turn:  # the first round warms up
                times[name].append(perf_counter() - begun)
    seconds = {name: median(values) for name, values in times.items()}
    operations = work(weights)
    print(f"{resolution} px, {operations:.1f} GFLOP a picture, median of {rounds}")
    for name in runs:
        kind = "limit bfloat16" if name.endswith("fast") else "limit float32"
        limit, rate = amount / seconds[kind], operations / seconds[name]
        ratio = f"{seconds['reference'] / seconds[name]:6.2f} x" if folder else ""
        print(f"  {name:12} {1000 * seconds[name]:8.0f} ms {rate:7.0f} GFLOP/s of {limit:.0f} {ratio}")
    if fast is generator:
        print("  this processor does not compute in bfloat16: fast is the same as full")
    if folder is not None:
        image, other = runs["reference"](), runs["ours"]()
        print(f"  largest difference {(image - other).abs().max():.1e} in a range of {image.max() - image.min():.1f}")


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reference", type=Path, help="a checkout of stylegan2-ada-pytorch")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(BASES), choices=list(BASES))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    torch.set_num_threads(options.threads)
    warnings.simplefilter("ignore")  # the reference's, on torch's newer versions
    print(f"{options.threads} threads, {torch.backends.cpu.get_cpu_capability()}, load {os.getloadavg()[0]:.1f}")
    for resolution in options.sizes:
        compare(resolution, options.reference, options.rounds)


if __name__ == "__main__":
    main()
