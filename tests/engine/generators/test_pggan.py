"""Progressive GAN from GenForce's weights, against the network written out plainly from the paper.

`python -m tests.engine.generators.test_pggan` makes tests/golden/pggan.npz anew, of what the code draws at that moment.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from engine.checkpoints.checkpoint import UnreadableFile
from engine.document.conditions import Conditions
from engine.drawing.renderer import shrink
from engine.generator import Generator
from engine.generators import load
from engine.generators.dcgan import DCGAN
from engine.generators.pggan.family import PGGAN
from engine.generators.reading import DoesNotFit
from engine.generators.stylegan1.family import StyleGAN1

GOLDEN = Path(__file__).parents[2] / "golden" / "pggan.npz"
Weights = dict[str, Tensor]


def state_dict(widths: tuple[int, ...] = (12, 10, 8, 6), z: int = 9, colours: int = 3, fused: bool = False) -> Weights:
    """As GenForce saves it, drawn from one seed: a side of 4 * 2**(len(widths) - 1) pixels."""
    random = torch.Generator().manual_seed(12)

    def draw(*shape: int, by: float = 1.0) -> Tensor:
        return torch.randn(*shape, generator=random) * by

    weights = {"lod": torch.tensor(0.0)}
    for i in range(2 * len(widths)):
        wide, here = widths[max(0, (i - 1) // 2)], widths[i // 2]
        weight = draw(here, wide, 3, 3) if i else draw(here, z, 4, 4)
        if fused and i and i % 2 == 0:
            weight = weight.transpose(0, 1).contiguous()
        weights |= {f"layer{i}.weight": weight, f"layer{i}.bias": draw(here, by=0.3)}
    for i, here in enumerate(widths):
        weights[f"output{i}.weight"] = draw(colours, here, 1, 1, by=0.3)
        weights[f"output{i}.bias"] = draw(colours, by=0.05)
    return weights


def small_pggan() -> Generator:
    """32 pixels."""
    generator = PGGAN.from_weights(state_dict(), {})
    generator.name, generator.sha256 = "small pggan", "9" * 64
    return generator


def pixel_norm(x: Tensor) -> Tensor:
    return x / (x.square().mean(1, keepdim=True) + 1e-8).sqrt()


def pictures(weights: Weights, codes: Tensor, fused: bool = False, z: int | None = None) -> Tensor:
    """In double precision, one operation after the other; `z` numbers of a code are noise."""
    weights = {name: weight.double() for name, weight in weights.items()}
    codes = codes.double()
    x = torch.cat((pixel_norm(codes[:, :z]), codes[:, z or codes.shape[1] :]), 1)[:, :, None, None]
    layers = sum(name.startswith("layer") for name in weights) // 2
    for i in range(layers):
        weight, bias = weights[f"layer{i}.weight"], weights[f"layer{i}.bias"]
        x = pixel_norm(x)
        if fused and i and i % 2 == 0:
            kernel = F.pad(weight * math.sqrt(2 / (9 * weight.shape[0])), (1, 1, 1, 1))
            kernel = sum(kernel[:, :, a : a + 4, b : b + 4] for a in (0, 1) for b in (0, 1))
            x = F.conv_transpose2d(x, kernel, bias, stride=2, padding=1)
        else:
            x = F.interpolate(x, scale_factor=2) if i and i % 2 == 0 else x
            x = F.conv2d(x, weight * math.sqrt(2 / weight[0].numel()), bias, padding=1 if i else 3)
        x = F.leaky_relu(x, 0.2)
    last = f"output{layers // 2 - 1}"
    colours = weights[f"{last}.weight"]
    return F.conv2d(pixel_norm(x), colours / math.sqrt(colours.shape[1]), weights[f"{last}.bias"])


@pytest.mark.parametrize("fused", [False, True])
def test_pictures_are_those_of_the_network_written_out(fused: bool) -> None:
    weights = state_dict(fused=fused)
    generator = PGGAN.from_weights(weights, {})
    codes = generator.sample(3, seed=5)
    assert torch.equal(codes[1:2], torch.from_numpy(np.random.RandomState(6).randn(1, 9)).float())
    images = generator.synthesize(codes)
    assert generator.resolution == 32 and images.shape == (3, 3, 32, 32) and images.std() > 0.1
    assert (images - pictures(weights, codes, fused)).abs().max() < 1e-5
    assert (images - generator.synthesize(3 * codes)).abs().max() < 1e-5  # z is normalised inside
    assert generator.parameters == sum(v.numel() for v in weights.values()) - 1
    assert not generator.mean_code().any() and generator.classes == 0


def test_labels_are_what_the_first_layer_takes_beyond_512() -> None:
    weights = state_dict(widths=(8, 6), z=515)
    generator = PGGAN.from_weights(weights, {})
    assert (generator.z_dim, generator.classes, generator.layout.dimension) == (512, 3, 515)
    assert [(slot.name, slot.kind) for slot in generator.layout.slots] == [("z", "latent"), ("class", "class")]
    codes = generator.sample(2, label=2)
    assert torch.equal(codes[:, 512:], torch.tensor([[0.0, 0, 1]] * 2))
    assert torch.equal(generator.sample(2)[:, 512:], torch.tensor([[1.0, 0, 0]] * 2))
    assert (
        torch.equal(generator.mean_code(1)[512:], torch.tensor([0.0, 1, 0])) and not generator.mean_code()[:512].any()
    )
    codes[1, 512:] = torch.tensor([0.25, 0.75, 0])
    assert torch.equal(codes[1:], generator.map(codes[1:, :512], codes[1:, 512:]))
    assert (generator.synthesize(codes) - pictures(weights, codes, z=512)).abs().max() < 1e-5
    (first, *others) = generator.stages
    assert first.slots == ("z", "class") and not any(stage.slots for stage in others)


@pytest.mark.parametrize(
    ("width", "z", "labels"),
    [(138, 128, 10), (266, 256, 10), (128, 128, 0), (100, 100, 0), (512, 512, 0), (1024, 1024, 0), (1512, 512, 1000)],
)
def test_labels_beside_noise_of_another_length(width: int, z: int, labels: int) -> None:
    weights = state_dict(widths=(6, 4), z=width)
    generator = PGGAN.from_weights(weights, {})
    assert (generator.z_dim, generator.classes) == (z, labels)
    codes = generator.sample(2, label=labels - 1 if labels else None)
    assert (generator.synthesize(codes) - pictures(weights, codes, z=z)).abs().max() < 1e-5
    if labels:
        with pytest.raises(ValueError, match=f"The classes here are 0 to {labels - 1};"):
            generator.sample(1, label=labels)


def test_a_grey_picture_has_three_equal_channels() -> None:
    weights = state_dict(widths=(6, 4), colours=1)
    generator = PGGAN.from_weights(weights, {})
    code = generator.sample(1)
    assert (generator.synthesize(code) - pictures(weights, code).expand(-1, 3, -1, -1)).abs().max() < 1e-5


@pytest.mark.parametrize("fused", [False, True])
def test_interfacegan_s_names_are_known(fused: bool) -> None:
    weights = state_dict(fused=fused)
    older = {}
    for name, weight in weights.items():
        module, _, last = name.rpartition(".")
        turned = fused and name in ("layer2.weight", "layer4.weight", "layer6.weight")
        middle = {"bias": ".wscale", "weight": "" if turned else ".conv"}.get(last, "")
        older[f"{module}{middle}.{last}" if module else last] = weight.permute(2, 3, 0, 1) if turned else weight
    assert "layer1.conv.weight" in older and "output0.wscale.bias" in older
    assert PGGAN.matches(older, {})
    generator = PGGAN.from_weights(older, {})
    codes = generator.sample(2)
    assert (generator.synthesize(codes) - pictures(weights, codes, fused)).abs().max() < 1e-5


def test_fast_pictures_are_float32_and_hardly_differ() -> None:
    generator = small_pggan()
    codes = generator.sample(2)
    assert generator.prepared(Conditions(noise="none")) is generator
    fast, again = (generator.prepared(Conditions(), "fast") for _ in range(2))
    images = fast.synthesize(codes)
    assert images.dtype == torch.float32
    assert 0 < (images - generator.synthesize(codes)).abs().mean() < 1 / 255
    assert torch.equal(again.synthesize(codes), images)
    assert torch.equal(fast.prepared(Conditions()).synthesize(codes), generator.synthesize(codes))


# torch builds its forward-mode formulas with torch.jit.script, and then warns of it.
@pytest.mark.filterwarnings("ignore:.*torch.jit.script:DeprecationWarning")
def test_pictures_can_be_differentiated_backwards_and_forwards() -> None:
    generator = small_pggan()
    code, step = generator.sample(2, seed=1).split(1)
    weights = state_dict()
    truth = torch.func.jvp(lambda codes: pictures(weights, codes), (code.double(),), (step.double(),))[1].float()
    forwards = torch.func.jvp(generator.synthesize, (code,), (step,))[1]
    assert (forwards - truth).abs().max() < 1e-4 * truth.abs().max() and truth.std() > 0.1
    code.requires_grad_()
    weighing = torch.randn(truth.shape, generator=torch.Generator().manual_seed(2))
    (gradient,) = torch.autograd.grad((generator.synthesize(code) * weighing).sum(), code)
    assert torch.allclose((gradient * step).sum(), (forwards * weighing).sum(), rtol=1e-3)
    columns = torch.func.vmap(lambda v: torch.func.jvp(generator.synthesize, (code.detach(),), (v,))[1])(step[None])
    assert torch.allclose(columns[0], forwards, atol=1e-5)


def without(name: str) -> Weights:
    weights = state_dict()
    del weights[name]
    return weights


def with_other(name: str, weight: Tensor) -> Weights:
    return state_dict() | {name: weight}


@pytest.mark.parametrize(
    ("weights", "says"),
    [
        ({}, "layer* make 0 blocks"),
        (without("layer0.weight"), "layer0.weight is missing"),
        (without("layer3.weight"), "layer3.weight is missing"),
        (without("layer4.weight"), "layer4.weight is missing"),
        (without("layer4.bias"), "layer4.bias is missing"),
        (without("output3.bias"), "output3.bias is missing"),
        (with_other("layer8.bias", torch.ones(3)), "layer9.weight is missing"),
        (with_other("layer99.bias", torch.ones(3)), "make 50 blocks, where 2 to 9"),
        (with_other("layer0.weight", torch.ones(12, 9, 3, 3)), "layer0.weight is 12 x 9 x 3 x 3, where 12 x 9 x 4 x 4"),
        (with_other("layer0.weight", torch.ones(12, 0, 4, 4)), "layer0.weight is 12 x 0 x 4 x 4"),
        (with_other("layer2.bias", torch.ones(3)), "layer2.bias is 3, where 10 is needed"),
        (with_other("layer2.weight", torch.ones(3)), "layer2.weight is 3, where 10 x 12 x 3 x 3 is needed"),
        (with_other("layer2.weight", torch.ones(12, 10, 3, 3)), "layer2.weight is 12 x 10 x 3 x 3, where 10 x 12"),
        (with_other("output3.weight", torch.ones(2, 6, 1, 1)), "gives 2 channels"),
        (with_other("output1.weight", torch.ones(3, 5, 1, 1)), "output1.weight is 3 x 5"),
        (with_other("lod", torch.tensor(1.0)), "lod is 1, where 0 is needed"),
        (with_other("lod", torch.zeros(1)), "lod is 1, where a single number is needed"),
        (with_other("layer1.bias", torch.ones(12).long()), "layer1.bias holds no fractions"),
        (with_other("extra.weight", torch.ones(3)), "extra.weight is no part of one"),
        (with_other("layer0.conv.weight", torch.ones(3)), "layer0.conv.weight is there twice"),
    ],
)
def test_what_does_not_fit_is_named(weights: Weights, says: str) -> None:
    with pytest.raises(DoesNotFit) as caught:
        PGGAN.from_weights(weights, {})
    assert says in str(caught.value) and (caught.value.keys or not weights)


def test_other_families_are_not_taken_for_it_nor_it_for_them() -> None:
    weights = state_dict()
    assert PGGAN.matches(weights, {}) and not StyleGAN1.matches(weights, {}) and not DCGAN.matches(weights, {})
    critic = {k.replace("output", "input"): v for k, v in weights.items()}
    assert not PGGAN.matches(critic, {}) and not PGGAN.matches({}, {})


def test_the_averaged_generator_of_a_checkpoint_opens(tmp_path: Path) -> None:
    weights = state_dict()
    other = {name: weight + 1 for name, weight in weights.items()}
    torch.save({"generator": other, "generator_smooth": weights, "discriminator": other}, tmp_path / "net.pth")
    generator = load(tmp_path / "net.pth")
    codes = generator.sample(1)
    assert generator.family == "pggan" and generator.name == "net"
    assert (generator.synthesize(codes) - pictures(weights, codes)).abs().max() < 1e-5
    torch.save(with_other("layer2.bias", torch.ones(3)), tmp_path / "odd.pth")
    with pytest.raises(UnreadableFile, match=r"looks like a progressive GAN but .*layer2\.bias is 3, where 10"):
        load(tmp_path / "odd.pth")


def what_is_drawn() -> dict[str, np.ndarray]:
    """Pictures of seeds 0 and 1."""
    generator = small_pggan()
    return {"images": shrink(generator.synthesize(generator.sample(2, seed=0)), 8).numpy()}


def test_nothing_has_changed_since_the_golden_pictures() -> None:
    golden = np.load(GOLDEN)
    for name, array in what_is_drawn().items():
        assert np.abs(array - golden[name]).max() < 1e-4, name


if __name__ == "__main__":
    np.savez_compressed(GOLDEN, **what_is_drawn())
