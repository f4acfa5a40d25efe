"""StyleGAN3, T and R, against the network written out plainly: zeros inserted, and everything in double precision.

`python -m tests.engine.generators.test_stylegan3` makes tests/golden/stylegan3.npz anew, of what the code draws at
that moment.
"""

from __future__ import annotations

import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from scipy.signal import firwin, kaiser_atten, kaiser_beta
from scipy.special import j1
from torch import Tensor

from engine.checkpoints.checkpoint import UnreadableFile
from engine.generator import Generator
from engine.generators import load
from engine.generators.reading import DoesNotFit
from engine.generators.stylegan3 import filters as stylegan3_filters
from engine.generators.stylegan3.family import StyleGAN3
from engine.generators.stylegan3.filters import FilteredLeakyReLU
from engine.generators.stylegan3.schedule import Settings, bands, resampling

GOLDEN = Path(__file__).parents[2] / "golden" / "stylegan3.npz"
Weights = dict[str, Tensor]
W, Z = 8, 6
#: Of a network of 32 pixels with four layers before the last: side and channels after each layer, up, down, the radial
#: ones of R, and the padding that the published code has for such a step, with 3 x 3 and with 1 x 1 convolutions.
START = 36
NAMES = ("L0_36_8", "L1_52_10", "L2_52_8", "L3_32_6", "L4_32_3")
STEPS = ((2, 2, True), (4, 2, True), (2, 2, False), (2, 2, False))
CUTOFFS, RATES = (2.0, math.sqrt(32), 16.0, 16.0), (16, 32, 32, 32)
PADDING = {"t": ((9, 8), (-6, -9), (9, 8), (-11, -12)), "r": ((11, 10), (-2, -5), (11, 10), (-9, -10))}


def lowpass(taps: int, cutoff: float, rate: float, radial: bool = False) -> Tensor:
    """A Kaiser-windowed low-pass of unit sum, separable or radial (a windowed jinc)."""
    width = cutoff
    if not radial:
        return torch.from_numpy(firwin(taps, cutoff, width=width, fs=rate)).float()
    at = (np.arange(taps) - (taps - 1) / 2) / rate
    radius = np.hypot(at[:, None], at)
    window = np.kaiser(taps, kaiser_beta(kaiser_atten(taps, width / (rate / 2))))
    response = j1(2 * np.pi * cutoff * radius) / radius * np.outer(window, window)
    return torch.from_numpy(response / response.sum()).float()


def state_dict(kind: str = "t", classes: int = 0, colours: int = 3) -> Weights:
    """Under the published names, drawn from one seed."""
    random = torch.Generator().manual_seed(3)

    def draw(*shape: int, by: float = 1.0) -> Tensor:
        return torch.randn(*shape, generator=random) * by

    weights = {"mapping.w_avg": draw(W, by=0.2)}
    wide = Z + W if classes else Z
    if classes:
        weights |= {"mapping.embed.weight": draw(W, classes), "mapping.embed.bias": draw(W)}
    for i, size in enumerate((wide, W)):
        weights |= {f"mapping.fc{i}.weight": draw(W, size, by=100), f"mapping.fc{i}.bias": draw(W, by=20)}
    start = {"weight": draw(8, 8), "freqs": draw(8, 2, by=1.2), "phases": draw(8, by=0.3), "transform": torch.eye(3)}
    start |= {"affine.weight": draw(4, W, by=0.3), "affine.bias": torch.tensor([1.0, 0.3, 0.1, -0.05])}
    weights |= {f"synthesis.input.{part}": weight for part, weight in start.items()}
    before, channels = (2.0, 16), 8
    for i, name in enumerate(NAMES):
        last = i == len(NAMES) - 1
        narrow = colours if last else int(name.split("_")[2])
        name = f"L4_32_{colours}" if last else name
        k = 3 if kind == "t" and not last else 1
        layer = {"weight": draw(narrow, channels, k, k), "bias": draw(narrow, by=0.2)}
        layer |= {"affine.weight": draw(channels, W), "affine.bias": 1 + draw(channels, by=0.2)}
        layer["magnitude_ema"] = torch.tensor(0.3 + 0.1 * i)
        if not last:
            up, down, radial = STEPS[i]
            layer["up_filter"] = lowpass(6 * up, before[0], before[1] * up)
            layer["down_filter"] = lowpass(6 * down, CUTOFFS[i], RATES[i] * down, radial and kind == "r")
            before = (CUTOFFS[i], RATES[i])
        weights |= {f"synthesis.{name}.{part}": weight for part, weight in layer.items()}
        channels = narrow
    return weights


def small(kind: str) -> Generator:
    weights = state_dict(kind)
    drawn = StyleGAN3.from_weights(weights, {})
    weights["mapping.w_avg"] = drawn.sample(4000, seed=10_000)[:, :W].mean(0)
    generator = StyleGAN3.from_weights(weights, {})
    generator.name, generator.sha256 = f"small stylegan3-{kind}", {"t": "3", "r": "8"}[kind] * 64
    return generator


def small_stylegan3() -> Generator:
    """T of 32 pixels, with the mean of w where it is."""
    return small("t")


def small_stylegan3_r() -> Generator:
    """R of 32 pixels, with the mean of w where it is."""
    return small("r")


def plain_map(weights: Weights, z: Tensor, c: Tensor | None = None) -> Tensor:
    """w of noise z and rows c of class weights, in double precision."""
    x = z / (z.square().mean(1, keepdim=True) + 1e-8).sqrt()
    if c is not None:
        y = c @ weights["mapping.embed.weight"].T / math.sqrt(c.shape[1]) + weights["mapping.embed.bias"]
        x = torch.cat([x, y / (y.square().mean(1, keepdim=True) + 1e-8).sqrt()], 1)
    for i in range(2):
        weight, bias = weights[f"mapping.fc{i}.weight"], weights[f"mapping.fc{i}.bias"]
        x = F.linear(x, weight * 0.01 / math.sqrt(weight.shape[1]), bias * 0.01)
        x = F.leaky_relu(x, 0.2) * math.sqrt(2)
    return x


def plain_nonlinearity(
    x: Tensor, up_filter: Tensor, down_filter: Tensor, up: int, down: int, padding: tuple[int, int], clamp: float
) -> Tensor:
    """Zeros inserted, padded, filtered; the nonlinearity; filtered, and every `down`-th sample kept."""
    count, channels, side, _ = x.shape
    zeros = x.new_zeros(count, channels, side, up, side, up)
    zeros[:, :, :, 0, :, 0] = x
    x = F.pad(zeros.view(count, channels, side * up, side * up), (*padding, *padding))
    for taps, gain in ((up_filter, float(up**2)), (down_filter, None)):
        kernel = taps if taps.dim() == 2 else torch.outer(taps, taps)
        x = F.conv2d(x.flatten(0, 1)[:, None], kernel.flip(0, 1)[None, None] * (gain or 1))
        x = x.view(count, channels, *x.shape[2:])
        if gain:
            x = (F.leaky_relu(x, 0.2) * math.sqrt(2)).clamp(-clamp, clamp)
    return x[:, :, ::down, ::down]


def plain_start(weights: Weights, w: Tensor, user: Tensor) -> Tensor:
    """The Fourier features; `user` (3, 3) takes a point of the picture back to where it was."""
    part = {k.removeprefix("synthesis.input."): v for k, v in weights.items() if k.startswith("synthesis.input.")}
    t = F.linear(w, part["affine.weight"] / math.sqrt(W), part["affine.bias"])
    pictures = []
    for cosine, sine, x, y in t / t[:, :2].norm(dim=1, keepdim=True):
        turn = torch.tensor([[cosine, -sine, 0], [sine, cosine, 0], [0, 0, 1]]).double()
        shift = torch.tensor([[1, 0, -x], [0, 1, -y], [0, 0, 1]]).double()
        matrix = turn @ shift @ part["transform"] @ user
        at = (torch.arange(START).double() + 0.5 - START / 2) / 16
        grid = torch.stack([at.expand(START, -1), at[:, None].expand(-1, START), torch.ones(START, START)], 2)
        waves = torch.sin(2 * math.pi * ((grid @ matrix.T)[..., :2] @ part["freqs"].T + part["phases"]))
        lengths = (part["freqs"] @ matrix[:2, :2]).norm(dim=1)
        waves = waves * (1 - (lengths - 2.0) / (8 - 2.0)).clamp(0, 1)
        pictures.append((waves @ part["weight"].T / math.sqrt(8)).permute(2, 0, 1))
    return torch.stack(pictures)


def plain_synthesis(
    weights: Weights, ws: Tensor, user: Tensor | None = None, clamp: float = 256.0, scale: float = 0.25
) -> Tensor:
    """Pictures of ws (N, 6, W), in double precision, one operation after the other."""
    x = plain_start(weights, ws[:, 0], torch.eye(3).double() if user is None else user)
    kind = "t" if weights["synthesis.L0_36_8.weight"].shape[2] == 3 else "r"
    for i in range(len(NAMES)):
        part = {k.split(".", 2)[2]: v for k, v in weights.items() if k.startswith(f"synthesis.L{i}_")}
        weight, last = part["weight"], i == len(NAMES) - 1
        style = F.linear(ws[:, i + 1], part["affine.weight"] / math.sqrt(W), part["affine.bias"])
        if last:
            style = style / math.sqrt(weight[0].numel())
        else:
            weight = weight / weight.square().mean((1, 2, 3), keepdim=True).sqrt()
        pictures = []
        for picture, row in zip(x, style, strict=True):
            kernel = weight * row[:, None, None]
            if not last:
                kernel = kernel / (kernel.square().sum((1, 2, 3), keepdim=True) + 1e-8).sqrt()
            pictures.append(F.conv2d(picture / part["magnitude_ema"].sqrt(), kernel, padding=weight.shape[2] - 1))
        x = torch.stack(pictures) + part["bias"][:, None, None]
        if not last:
            filters = part["up_filter"], part["down_filter"]
            x = plain_nonlinearity(x, *filters, *STEPS[i][:2], PADDING[kind][i], clamp)
    return x.clamp(-clamp, clamp) * scale


def doubles(weights: Weights) -> Weights:
    return {name: weight.double() for name, weight in weights.items()}


def undone(turn: float, across: float, down: float) -> Tensor:
    """The inverse of a turn counter-clockwise (in a plane whose second axis points down), then a shift."""
    cosine, sine = math.cos(turn), math.sin(turn)
    return torch.tensor([[cosine, sine, across], [-sine, cosine, down], [0, 0, 1]]).double().inverse()


def free_codes(generator: Generator, count: int = 2) -> Tensor:
    """Other numbers in every slot, the user's transform among them."""
    codes = generator.sample(count, seed=5)
    return codes + torch.randn(codes.shape, generator=torch.Generator().manual_seed(1)) * 0.3


@pytest.mark.parametrize("kind", ["t", "r"])
def test_pictures_are_those_of_the_network_written_out(kind: str) -> None:
    weights = state_dict(kind)
    weights["synthesis.input.transform"] = undone(0.4, 0.1, 0.2).float()
    generator = StyleGAN3.from_weights(weights, {})
    codes = free_codes(generator)
    images = generator.synthesize(codes)
    truth = [
        plain_synthesis(doubles(weights), code[:-3].view(1, 6, W).double(), undone(*code[-3:].tolist()))
        for code in codes
    ]
    assert images.std() > 0.1 and (images[0] - images[1]).abs().max() > 0.5
    assert (images - torch.cat(truth)).abs().max() < 2e-5
    assert [slot.resolution for slot in generator.layout.slots] == [16, 16, 32, 32, 32, 32, 16]
    assert [slot.kind for slot in generator.layout.slots] == ["latent"] * 6 + ["transform"]
    assert [stage.slots for stage in generator.stages] == [("w1", "transform"), *((f"w{i}",) for i in range(2, 7))]
    assert generator.parameters == sum(
        v.numel()
        for k, v in weights.items()
        if not k.endswith(("avg", "ema", "filter", "freqs", "phases", "transform"))
    )


def test_codes_are_those_of_the_network_written_out() -> None:
    weights = state_dict()
    generator = StyleGAN3.from_weights(weights, {})
    z = generator.noise(3, seed=5)
    assert torch.equal(z[1:2], torch.from_numpy(np.random.RandomState(6).randn(1, Z)).float())
    codes = generator.map(z)
    w = plain_map(doubles(weights), z.double())
    assert w.std() > 0.3 and (codes[:, :-3].view(3, 6, W) - w[:, None]).abs().max() < 1e-6 * w.abs().max()
    assert (codes[:, -3:] == 0).all() and generator.tied and generator.z_dim == Z and generator.classes == 0
    mean = generator.mean_code()
    assert torch.equal(mean[:-3].view(6, W), weights["mapping.w_avg"].expand(6, W)) and (mean[-3:] == 0).all()
    assert torch.equal(generator.map(z, torch.tensor([7, 7, 7])), codes)  # it knows no classes


def test_a_class_is_embedded_beside_the_noise() -> None:
    weights = state_dict(classes=4)
    generator = StyleGAN3.from_weights(weights, {})
    z, rows = generator.noise(2, seed=0), torch.eye(4).double()
    mixed = torch.tensor([[0.5, 0.0, 0.5, 0.0], [0.0, 1.0, 0.0, 0.0]])
    for c, weight in ((torch.tensor([3, 1]), rows[[3, 1]]), (None, rows[[0, 0]]), (mixed, mixed.double())):
        w = plain_map(doubles(weights), z.double(), weight)
        assert (generator.map(z, c)[:, :W] - w).abs().max() < 1e-6 * w.abs().max()
    one, two = generator.sample(1, 4, label=2), generator.sample(2, 3, label=2)
    assert generator.classes == 4 and (one - two[1:]).abs().max() < 1e-6
    assert (one - generator.sample(1, 4, label=3)).abs().max() > 0.1
    for wrong in (4, -1):
        with pytest.raises(ValueError, match="The classes here are 0 to 3"):
            generator.sample(1, label=wrong)


def test_a_grey_picture_has_three_equal_channels() -> None:
    weights = state_dict(colours=1)
    codes = StyleGAN3.from_weights(weights, {}).sample(1)
    images = StyleGAN3.from_weights(weights, {}).synthesize(codes)
    truth = plain_synthesis(doubles(weights), codes[:, :-3].view(1, 6, W).double())
    assert images.shape == (1, 3, 32, 32) and (images - truth).abs().max() < 2e-5


def test_what_is_transparent_lies_over_white() -> None:
    weights = state_dict(colours=4)
    generator = StyleGAN3.from_weights(weights, {})
    codes = generator.sample(2)
    whole = plain_synthesis(doubles(weights), codes[:, :-3].view(2, 6, W).double())
    rgb, opaque = (whole[:, :3].clamp(-1, 1) + 1) / 2, ((whole[:, 3:] + 1) / 2).clamp(0, 1)
    assert 0.1 < opaque.mean() < 0.9 and opaque.std() > 0.03 and "over white" in generator.guesses[0]
    assert (generator.synthesize(codes) - (2 * (rgb * opaque + 1 - opaque) - 1)).abs().max() < 2e-5


def test_settings_come_from_the_config() -> None:
    weights = state_dict()
    kwargs = {"conv_clamp": 0.5, "output_scale": 2, "mapping_kwargs": {"lr_multiplier": 0.02}, "num_fp16_res": 4}
    config = {"config": json.dumps({"class": "training.networks_stylegan3.Generator", "kwargs": kwargs})}
    generator, plain = StyleGAN3.from_weights(weights, config), StyleGAN3.from_weights(weights, {})
    codes = generator.sample(2)
    truth = plain_synthesis(doubles(weights), codes[:, :-3].view(2, 6, W).double(), clamp=0.5, scale=2)
    assert (generator.synthesize(codes) - truth).abs().max() < 2e-5
    twice = {name: weight * 2 if "mapping.fc" in name else weight for name, weight in weights.items()}
    assert (StyleGAN3.from_weights(twice, {}).sample(2) - codes).abs().max() < 1e-5
    none = StyleGAN3.from_weights(weights, {"config": '{"kwargs": {"conv_clamp": null}}'})
    assert (none.synthesize(codes) - plain.synthesize(codes)).abs().max() < 1e-5


#: Sides, up- and downsampling factors and paddings of the published networks, layer by layer without the last.
PUBLISHED = {
    (256, 3): (
        [36, 36, 36, 52, 52, 84, 84, 148, 148, 148, 276, 276, 276, 256],
        [2, 2, 2, 4, 2, 4, 2, 4, 2, 2, 4, 2, 2, 2],
        [9, 9, 9, -6, 9, -6, 9, -6, 9, 9, -6, 9, 9, -11],
    ),
    (1024, 3): (
        [36, 36, 52, 52, 84, 148, 148, 276, 276, 532, 1044, 1044, 1044, 1024],
        [2, 2, 4, 2, 4, 4, 2, 4, 2, 4, 4, 2, 2, 2],
        [9, 9, -6, 9, -6, -6, 9, -6, 9, -6, -6, 9, 9, -11],
    ),
    (1024, 1): (
        [36, 36, 52, 52, 84, 148, 148, 276, 276, 532, 1044, 1044, 1044, 1024],
        [2, 2, 4, 2, 4, 4, 2, 4, 2, 4, 4, 2, 2, 2],
        [11, 11, -2, 11, -2, -2, 11, -2, 11, -2, -2, 11, 11, -9],
    ),
}


@pytest.mark.parametrize(("resolution", "kernel"), PUBLISHED)
def test_the_schedule_is_that_of_the_published_networks(resolution: int, kernel: int) -> None:
    sizes, ups, paddings = PUBLISHED[resolution, kernel]
    settings = Settings()
    plan = bands(resolution, 14, settings)
    steps = [resampling(*pair, kernel, settings, last=False) for pair in pairwise((plan[0], *plan[:-1]))]
    assert [band.size for band in plan] == [*sizes, resolution] and plan[0].rate == 16
    assert [step.up for step in steps] == ups and [step.before for step in steps] == paddings
    assert {(step.down, step.down_taps) for step in steps} == {(2, 12)}
    assert all(step.up_taps == 6 * step.up for step in steps)
    last = resampling(plan[-2], plan[-1], 1, settings, last=True)
    assert (last.up, last.down, last.up_taps, last.down_taps, last.before) == (1, 1, 1, 1, 0)
    # T of 256 and 1024 pixels has min(16384 / cutoff, 512) channels: those in the published names.
    channels = [round(min(16384 / band.cutoff, 512)) for band in plan[-7:-1]]
    assert channels == {256: [512, 362, 256, 181, 128, 128], 1024: [203, 128, 81, 51, 32, 32]}[resolution]


def test_a_quarter_turn_of_r_turns_the_picture_counter_clockwise() -> None:
    generator = small_stylegan3_r()
    code = generator.sample(1, seed=1)
    turned = code.clone()
    turned[:, generator.layout.index("transform.1")] = math.pi / 2
    image = generator.synthesize(code)
    assert (image - image.rot90(1, (2, 3))).abs().max() > 0.5
    assert (generator.synthesize(turned) - image.rot90(1, (2, 3))).abs().max() < 1e-4


@pytest.mark.parametrize("make", [small_stylegan3, small_stylegan3_r])
def test_a_shift_moves_the_picture_right_and_down(make: Any) -> None:
    generator = make()
    code = generator.sample(1, seed=1)
    moved = code.clone()
    moved[:, generator.layout.slices["transform"]] = torch.tensor([0.0, 2 / 16, 1 / 16])  # whole samples at each rate
    image, after = generator.synthesize(code), generator.synthesize(moved)
    inside = image[:, :, 8:20, 8:20]
    assert (after[:, :, 10:22, 12:24] - inside).abs().max() < 1e-4 < (after[:, :, 8:20, 8:20] - inside).abs().max()


@pytest.mark.parametrize("radial", [False, True])
@pytest.mark.parametrize(
    ("up", "down", "before", "side", "out"), [(2, 2, 9, 14, 14), (4, 2, -6, 15, 19), (1, 3, 2, 20, 6)]
)
def test_the_nonlinearity_and_its_gradient_are_those_written_out(
    monkeypatch: pytest.MonkeyPatch, radial: bool, up: int, down: int, before: int, side: int, out: int
) -> None:
    monkeypatch.setattr(stylegan3_filters, "ROOM", 50_000)
    random = torch.Generator().manual_seed(0)
    # Filters without symmetry: a flip would show.
    taps = torch.rand(5 * up, generator=random) if up > 1 else torch.ones(1)
    other = torch.rand(*[4 * down] * (2 if radial else 1), generator=random)
    taps, other = taps / taps.sum(), other / other.sum()
    after = (out - 1) * down + 4 * down - 1 + len(taps) - side * up - before
    x = torch.randn(3, 50, side, side, generator=random, requires_grad=True)
    filters = FilteredLeakyReLU(taps if up > 1 else None, other, up, down, before, side, out, 0.7, x.device)
    assert 1 < filters.planes < 150  # more than one turn
    y = filters(x)
    double = x.detach().double().requires_grad_()
    truth = plain_nonlinearity(double, taps.double(), other.double(), up, down, (before, after), 0.7)
    assert y.shape == truth.shape == (3, 50, out, out) and (y - truth).abs().max() < 1e-6
    weight = torch.randn(y.shape, generator=random)
    (y * weight).sum().backward()
    (truth * weight).sum().backward()
    assert x.grad is not None and double.grad is not None
    assert double.grad.abs().mean() > 0.005
    assert ((x.grad - double.grad).abs() > 1e-5).float().mean() < 1e-3  # a few lie on a corner


@pytest.mark.filterwarnings("ignore:.*torch.jit.script:DeprecationWarning")  # torch says so to itself
@pytest.mark.parametrize("make", [small_stylegan3, small_stylegan3_r])
def test_forward_and_reverse_derivatives_agree(make: Any) -> None:
    generator = make()
    random = torch.Generator().manual_seed(6)
    code = generator.sample(1, seed=2).requires_grad_()
    step = torch.randn(code.shape, generator=random) * 0.1
    forward = torch.func.jvp(generator.synthesize, (code.detach(),), (step,))[1]
    weight = torch.randn(forward.shape, generator=random)
    (generator.synthesize(code) * weight).sum().backward()
    assert code.grad is not None and forward.abs().max() > 0.1
    assert abs((code.grad * step).sum() - (forward * weight).sum()) < 1e-4 * (forward * weight).abs().sum()
    columns = torch.func.vmap(lambda v: torch.func.jvp(generator.synthesize, (code.detach(),), (v,))[1])(step[None])
    assert (columns[0] - forward).abs().max() < 1e-5
    with torch.no_grad():
        less, more = (generator.synthesize(code + by * step) for by in (-1e-2, 1e-2))
    assert (forward - (more - less) / 2e-2).abs().mean() < 0.02 * forward.abs().mean()


def without(name: str) -> Weights:
    weights = state_dict()
    del weights[name]
    return weights


def renamed(old: str, new: str) -> Weights:
    return {name.replace(old, new): weight for name, weight in state_dict().items()}


def config(**kwargs: object) -> str:
    return json.dumps({"class": "x", "kwargs": kwargs})


@pytest.mark.parametrize(
    ("weights", "says"),
    [
        (without("mapping.w_avg"), "mapping.w_avg is missing"),
        (without("mapping.fc1.bias"), "mapping.fc1.bias is missing"),
        (without("synthesis.L2_52_8.up_filter"), "synthesis.L2_52_8.up_filter is missing"),
        (without("synthesis.input.transform"), "synthesis.input.transform is missing"),
        (renamed("L2_52_8", "M"), "synthesis.L2_* is missing"),
        (renamed("synthesis.L", "synthesis.M"), "synthesis.L0_* is missing"),
        (renamed("L4_32_3", "L4_99999_3"), "synthesis.L4_99999_3.weight is no part of one"),
        (renamed("L4_32_3", "L4_9999_3"), "synthesis.L4_9999_3 makes a picture that is not 8 to 2048 pixels wide"),
        (renamed("L4_32_3", "L4_32_5"), "synthesis.L4_32_5 gives 5 channels"),
        (renamed("L1_52_10", "L1_54_10"), "synthesis.L1_54_10 is 54 pixels wide, where its settings give 52"),
        (renamed("L1_52_10", "L1_52_11"), "synthesis.L1_52_11.weight is 10 x 8 x 3 x 3, where 11 x 8 x 3 x 3"),
        (renamed("L4_32_3", "L12_32_3"), "synthesis.L4_* is missing"),
        (renamed("fc1", "fc01"), "mapping.fc01.weight is no part of one"),
        (state_dict() | {"synthesis.L1_52_9.bias": torch.ones(9)}, "L1_52_9.bias is of a second layer 1"),
        (state_dict() | {"other": torch.ones(3)}, "other is no part of one"),
        (state_dict() | {"mapping.w_avg": torch.ones(5)}, "mapping.fc0.weight is 8 x 6, where 5 x 6 is needed"),
        (state_dict() | {"mapping.w_avg": torch.tensor(1.0)}, "mapping.w_avg is a single number"),
        (state_dict() | {"mapping.fc0.weight": torch.ones(8, 0)}, "mapping.fc0.weight is 8 x 0"),
        (state_dict(classes=2) | {"mapping.fc0.weight": torch.ones(8, 8)}, "mapping.fc0.weight has no room"),
        (state_dict() | {"synthesis.input.freqs": torch.ones(8)}, "synthesis.input.freqs is 8, where 2 sizes"),
        (state_dict() | {"synthesis.input.weight": torch.ones(8, 7)}, "synthesis.input.weight is 8 x 7"),
        (state_dict() | {"synthesis.L0_36_8.up_filter": torch.ones(10)}, "synthesis.L0_36_8.up_filter is 10, where 12"),
        (state_dict() | {"synthesis.L0_36_8.up_filter": torch.ones(12, 12)}, "up_filter is 12 x 12, where 12 is"),
        (state_dict() | {"synthesis.L0_36_8.down_filter": torch.ones(12, 9)}, "down_filter is 12 x 9, where 12 x 12"),
        (state_dict() | {"synthesis.L0_36_8.magnitude_ema": torch.tensor(0.0)}, "magnitude_ema is no positive number"),
        (state_dict() | {"synthesis.L0_36_8.bias": torch.ones(8, dtype=torch.int)}, "L0_36_8.bias holds no fractions"),
        (state_dict() | {"synthesis.L2_52_8.weight": torch.ones(8, 10, 1, 1)}, "is 8 x 10 x 1 x 1, where 8 x 10 x 3"),
    ],
)
def test_what_does_not_fit_is_named(weights: Weights, says: str) -> None:
    with pytest.raises(DoesNotFit) as caught:
        StyleGAN3.from_weights(weights, {})
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "the config in its metadata cannot be read"),
        ("[" * 100_000, "the config in its metadata cannot be read"),
        ("[]", "the config in its metadata is no object with kwargs"),
        ('{"kwargs": 3}', "the config in its metadata is no object with kwargs"),
        (config(mapping_kwargs=[]), "the config in its metadata is no object with kwargs"),
        (config(margin_size=12), "synthesis.L0_36_8 is 36 pixels wide, where its settings give 40"),
        (config(margin_size=1e9), "margin_size in its config is not a number from 0 to 128"),
        (config(margin_size=1.5), "margin_size in its config is 1.5, where a whole number is needed"),
        (config(num_critical=4), "num_critical is 4, where fewer than 4 are needed"),
        (config(num_critical=10**400), "num_critical in its config is not a number from 1 to 64"),
        (config(first_cutoff=math.nan), "first_cutoff in its config is not a number from 0.1 to 1024"),
        (config(first_cutoff=8), "first_cutoff in its config is too large for 16 samples"),
        (config(first_stopband="4"), "first_stopband in its config is not a number"),
        (config(filter_size=8), "synthesis.L0_36_8.up_filter is 12, where 16 is needed"),
        (config(lrelu_upsampling=1), "synthesis.L0_36_8.up_filter is no part of one"),
        (config(mapping_kwargs={"lr_multiplier": None}), "lr_multiplier in its config is not a number"),
        (config(output_scale=True), "output_scale in its config is not a number"),
    ],
)
def test_a_setting_that_does_not_fit_is_named(text: str, says: str) -> None:
    with pytest.raises(DoesNotFit) as caught:
        StyleGAN3.from_weights(state_dict(), {"config": text})
    assert says in str(caught.value)


def test_a_network_whose_features_fill_the_memory_is_refused() -> None:
    wide, number = 99_999, torch.zeros(1)  # one number, repeated: the weights take no memory
    weights = renamed("L1_52_10", f"L1_52_{wide}")
    shapes = {
        f"L1_52_{wide}.weight": (wide, 8, 3, 3),
        f"L1_52_{wide}.bias": (wide,),
        "L2_52_8.weight": (8, wide, 3, 3),
        "L2_52_8.affine.weight": (wide, W),
        "L2_52_8.affine.bias": (wide,),
    }
    weights |= {f"synthesis.{name}": number.expand(shape) for name, shape in shapes.items()}
    with pytest.raises(DoesNotFit, match=f"synthesis.L1_52_{wide} would need 1.1 GB for a picture"):
        StyleGAN3.from_weights(weights, {})


def test_only_its_own_weights_are_taken_for_one(tmp_path: Path) -> None:
    assert StyleGAN3.matches(state_dict(), {}) and not StyleGAN3.matches(without("synthesis.input.freqs"), {})
    save_file(state_dict("r"), tmp_path / "r.safetensors", {"config": config(conv_clamp=None)})
    generator = load(tmp_path / "r.safetensors")
    assert generator.family == "stylegan3" and generator.resolution == 32
    save_file(without("mapping.fc1.bias"), tmp_path / "odd.safetensors")
    with pytest.raises(UnreadableFile, match=r"StyleGAN3.*mapping\.fc1\.bias is missing"):
        load(tmp_path / "odd.safetensors")


def small_pictures() -> dict[str, np.ndarray]:
    """What the two small networks draw, 8 x 8."""
    drawn = {}
    for kind in ("t", "r"):
        generator = small(kind)
        images = generator.synthesize(free_codes(generator))
        drawn[kind] = F.avg_pool2d(images, 4).numpy()
    return drawn


def test_pictures_are_those_of_yesterday() -> None:
    with np.load(GOLDEN) as golden:
        for kind, picture in small_pictures().items():
            assert np.abs(golden[kind] - picture).max() < 1e-4, kind


if __name__ == "__main__":
    np.savez_compressed(GOLDEN, **small_pictures())  # type: ignore[arg-type]
