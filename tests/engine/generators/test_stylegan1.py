"""StyleGAN from GenForce's weights, against the network written out plainly from the paper and the published code.

`python -m tests.engine.generators.test_stylegan1` makes tests/golden/stylegan1.npz anew, of what the code draws at
that moment.
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
from engine.document.conditions import Conditions, Noise
from engine.drawing.renderer import shrink
from engine.generator import Generator
from engine.generators import load
from engine.generators.dcgan import DCGAN
from engine.generators.pggan.family import PGGAN
from engine.generators.reading import DoesNotFit
from engine.generators.stylegan1.family import StyleGAN1

GOLDEN = Path(__file__).parents[2] / "golden" / "stylegan1.npz"
Weights = dict[str, Tensor]


def state_dict(
    widths: tuple[int, ...] = (10, 8, 8, 6), w: int = 12, z: int = 9, labels: int = 0, colours: int = 3
) -> Weights:
    """As GenForce saves it, drawn from one seed: a side of 4 * 2**(len(widths) - 1) pixels."""
    random = torch.Generator().manual_seed(11)

    def draw(*shape: int, by: float = 1.0) -> Tensor:
        return torch.randn(*shape, generator=random) * by

    weights = {"synthesis.lod": torch.tensor(0.0), "truncation.w_avg": draw(w)}
    if labels:
        weights["mapping.label_weight"] = draw(labels, z)
    for i, (wide, narrow) in enumerate([(z * (2 if labels else 1), 14), (14, 14), (14, w)]):
        weights |= {
            f"mapping.dense{i}.weight": draw(narrow, wide, by=100),
            f"mapping.dense{i}.bias": draw(narrow, by=20),
        }
    for i in range(2 * len(widths)):
        wide, here, side = widths[max(0, (i - 1) // 2)], widths[i // 2], 4 * 2 ** (i // 2)
        layer = {"weight": draw(here, wide, 3, 3)} if i else {"const": draw(1, here, 4, 4)}
        layer |= {"apply_noise.noise": draw(1, 1, side, side), "apply_noise.weight": draw(here, by=0.3)}
        layer |= {"style.weight": draw(2 * here, w), "style.bias": draw(2 * here, by=0.3), "bias": draw(here, by=0.3)}
        if i and i % 2 == 0:
            tent = torch.tensor([1.0, 2.0, 1.0]) / 4
            layer["blur.kernel"] = torch.outer(tent, tent).repeat(here, 1, 1, 1)
        weights |= {f"synthesis.layer{i}.{name}": weight for name, weight in layer.items()}
    for i, here in enumerate(widths):
        output = {"weight": draw(colours, here, 1, 1, by=0.12), "bias": draw(colours, by=0.05)}
        weights |= {f"synthesis.output{i}.{name}": weight for name, weight in output.items()}
    return weights


def small_stylegan1() -> Generator:
    """32 pixels, with the mean of w where it is."""
    weights = state_dict()
    drawn = StyleGAN1.from_weights(weights, {})
    weights["truncation.w_avg"] = drawn.sample(1000, seed=10_000)[:, :12].mean(0)
    generator = StyleGAN1.from_weights(weights, {})
    generator.name, generator.sha256 = "small stylegan1", "5" * 64
    return generator


def plain_map(weights: Weights, z: Tensor) -> Tensor:
    """w of noise (and embedding) z, in double precision."""
    h = z / (z.square().mean(1, keepdim=True) + 1e-8).sqrt()
    for i in range(3):
        weight, bias = weights[f"mapping.dense{i}.weight"], weights[f"mapping.dense{i}.bias"]
        h = F.linear(h, weight * 0.01 * math.sqrt(2 / weight.shape[1]), bias * 0.01)
        h = F.leaky_relu(h, 0.2)
    return h


def plain_synthesis(weights: Weights, w: Tensor, noise: bool = True, fused: frozenset[int] = frozenset()) -> Tensor:
    """Pictures of w (N, layers, w), in double precision, one operation after the other."""
    x, layers = torch.empty(0), w.shape[1]
    for i in range(layers):
        part = {k.removeprefix(f"synthesis.layer{i}."): v for k, v in weights.items() if f".layer{i}." in k}
        if i == 0:
            x = part["const"].repeat(len(w), 1, 1, 1)
        else:
            kernel = part["weight"] * math.sqrt(2 / part["weight"][0].numel())
            if i % 2 == 0 and i in fused:
                kernel = F.pad(kernel, (1, 1, 1, 1))
                kernel = sum(kernel[:, :, a : a + 4, b : b + 4] for a in (0, 1) for b in (0, 1))
                x = F.conv_transpose2d(x, kernel.transpose(0, 1), stride=2, padding=1)
            else:
                x = F.conv2d(F.interpolate(x, scale_factor=2) if i % 2 == 0 else x, kernel, padding=1)
            if i % 2 == 0:
                tent = torch.tensor([[1.0, 2.0, 1.0]], dtype=x.dtype)
                x = F.conv2d(x, (tent.T @ tent / 16).repeat(x.shape[1], 1, 1, 1), padding=1, groups=x.shape[1])
        if noise:
            strength = part["apply_noise.weight"]
            x = x + part["apply_noise.noise"] * (strength if strength.dim() == 2 else strength.view(1, -1, 1, 1))
        x = F.leaky_relu(x + part["bias"].view(1, -1, 1, 1), 0.2)
        x = x - x.mean((2, 3), keepdim=True)
        x = x / (x.square().mean((2, 3), keepdim=True) + 1e-8).sqrt()
        style = F.linear(w[:, i], part["style.weight"] / math.sqrt(w.shape[2]), part["style.bias"])
        scale, shift = style.view(len(w), 2, -1, 1, 1).unbind(1)
        x = x * (scale + 1) + shift
    last = f"synthesis.output{layers // 2 - 1}"
    colours = weights[f"{last}.weight"]
    return F.conv2d(x, colours / math.sqrt(colours.shape[1]), weights[f"{last}.bias"])


def doubles(weights: Weights) -> Weights:
    return {name: weight.double() for name, weight in weights.items()}


def pictures(weights: Weights, codes: Tensor, **options: object) -> Tensor:
    layers = codes.shape[1] // weights["synthesis.layer0.style.weight"].shape[1]
    return plain_synthesis(doubles(weights), codes.double().view(len(codes), layers, -1), **options)  # type: ignore[arg-type]


def test_codes_and_pictures_are_those_of_the_network_written_out() -> None:
    weights = state_dict()
    generator = StyleGAN1.from_weights(weights, {})
    z = generator.noise(3, seed=5)
    assert torch.equal(z[1:2], torch.from_numpy(np.random.RandomState(6).randn(1, 9)).float())
    codes = generator.map(z)
    w = plain_map(doubles(weights), z.double())
    assert (codes.view(3, 8, 12) - w[:, None]).abs().max() < 1e-6 * w.abs().max() and w.std() > 0.3
    assert generator.resolution == 32 and generator.tied and generator.classes == 0 and generator.z_dim == 9
    assert [slot.resolution for slot in generator.layout.slots] == [4, 4, 8, 8, 16, 16, 32, 32]
    free = codes + torch.randn(codes.shape, generator=torch.Generator().manual_seed(1))
    images = generator.synthesize(free)
    assert images.std() > 0.1
    assert (images - pictures(weights, free)).abs().max() < 1e-5
    assert torch.equal(generator.mean_code().view(8, 12), weights["truncation.w_avg"].expand(8, 12))
    buffers = (".noise", ".kernel", "w_avg", "lod")
    assert generator.parameters == sum(v.numel() for k, v in weights.items() if not k.endswith(buffers))


def test_a_class_enters_beside_the_noise_before_both_are_normalised() -> None:
    weights = state_dict(labels=3)
    generator = StyleGAN1.from_weights(weights, {})
    z = generator.noise(2, seed=0)
    embedding = weights["mapping.label_weight"]
    for c, row in ((torch.tensor([2, 2]), embedding[2]), (None, embedding[0])):
        w = plain_map(doubles(weights), torch.cat((z, row.expand(2, -1)), 1).double())
        assert (generator.map(z, c)[:, :12] - w).abs().max() < 1e-6 * w.abs().max()
    mixed = plain_map(doubles(weights), torch.cat((z, (embedding[:2].sum(0) / 2).expand(2, -1)), 1).double())
    assert (generator.map(z, torch.tensor([[0.5, 0.5, 0.0]] * 2))[:, :12] - mixed).abs().max() < 1e-5
    assert generator.classes == 3 and torch.equal(generator.sample(1, 4, label=1), generator.sample(2, 3, label=1)[1:])


def test_a_mapping_may_give_every_layer_its_own_w() -> None:
    weights = state_dict(widths=(8, 6))
    random = torch.Generator().manual_seed(3)
    weights["mapping.dense2.weight"] = torch.randn(4 * 12, 14, generator=random) * 100
    weights |= {"mapping.dense2.bias": torch.ones(48), "truncation.w_avg": torch.arange(48.0)}
    generator = StyleGAN1.from_weights(weights, {})
    codes = generator.sample(2)
    assert not generator.tied and codes.shape == (2, 48)
    assert (codes - plain_map(doubles(weights), generator.noise(2, 0).double())).abs().max() < 1e-5
    assert torch.equal(generator.mean_code(), torch.arange(48.0))


def test_a_first_layer_may_come_from_w_and_noise_may_lie_over_channels() -> None:
    weights = state_dict(widths=(8, 6))
    random = torch.Generator().manual_seed(4)
    del weights["synthesis.layer0.const"]
    kernel = torch.randn(8, 12, 4, 4, generator=random)
    weights["synthesis.layer0.weight"] = kernel
    for i, channels in enumerate((8, 8, 6, 6)):
        side = 4 * 2 ** (i // 2)
        weights[f"synthesis.layer{i}.apply_noise.noise"] = torch.randn(1, channels, 1, 1, generator=random)
        weights[f"synthesis.layer{i}.apply_noise.weight"] = torch.randn(side, side, generator=random)
    generator = StyleGAN1.from_weights(weights, {})
    code = generator.sample(1)
    spread = F.conv2d(code[:, :12, None, None].double(), kernel.double() * math.sqrt(2 / (12 * 16)), padding=3)
    truth = pictures(weights | {"synthesis.layer0.const": spread}, code)
    assert (generator.synthesize(code) - truth).abs().max() < 1e-5


def test_from_128_px_up_the_weights_belong_to_a_transposed_convolution() -> None:
    weights = state_dict(widths=(4, 4, 4, 4, 4, 4))
    generator = StyleGAN1.from_weights(weights, {})
    code = generator.sample(1)
    images = generator.synthesize(code)
    assert (images - pictures(weights, code, fused=frozenset({10}))).abs().max() < 1e-5
    assert (images - pictures(weights, code)).abs().max() > 0.01


def test_a_grey_picture_has_three_equal_channels() -> None:
    weights = state_dict(widths=(6, 4), colours=1)
    generator = StyleGAN1.from_weights(weights, {})
    code = generator.sample(1)
    assert (generator.synthesize(code) - pictures(weights, code).expand(-1, 3, -1, -1)).abs().max() < 1e-5


def older(weights: Weights, dense: str, start: str, turned: frozenset[int] = frozenset()) -> Weights:
    """The names of interfacegan (`linear`, `first_layer`) and idinvert_pytorch (`fc`, `const`)."""
    renamed = {}
    for name, weight in weights.items():
        module, _, last = name.rpartition(".")
        i = int(module.split("layer")[1].split(".")[0]) if ".layer" in module else -1
        if "dense" in module:
            module += ".wscale" if last == "bias" else f".{dense}"
        elif module.endswith(".style"):
            module = module.removesuffix("style") + "epilogue.style_mod.dense"
            module += ".wscale" if last == "bias" else f".{dense}"
        elif module.endswith(".apply_noise"):
            module = module.removesuffix("apply_noise") + "epilogue.apply_noise"
        elif i >= 0 and last == "bias":
            module += ".epilogue"
        elif last == "weight" and i in turned:
            weight = weight.permute(2, 3, 1, 0).contiguous()
        elif last == "weight" and "truncation" not in name:
            module += ".conv"
        renamed[f"{module}.{start if last == 'const' else last}"] = weight
    return renamed | {"truncation.truncation": torch.ones(1, 8, 1)}


@pytest.mark.parametrize(
    ("dense", "start", "turned"),
    [("linear", "first_layer", frozenset()), ("fc", "const", frozenset()), ("fc", "const", frozenset({2, 4, 6}))],
)
def test_genforce_s_older_names_are_known(dense: str, start: str, turned: frozenset[int]) -> None:
    weights = state_dict()
    renamed = older(weights, dense, start, turned)
    assert f"mapping.dense0.{dense}.weight" in renamed and "synthesis.layer1.epilogue.bias" in renamed
    assert StyleGAN1.matches(renamed, {})
    generator = StyleGAN1.from_weights(renamed, {})
    codes = generator.sample(2)
    assert torch.equal(codes, StyleGAN1.from_weights(weights, {}).sample(2))
    assert (generator.synthesize(codes) - pictures(weights, codes, fused=turned)).abs().max() < 1e-5


@pytest.mark.parametrize("count", [1, 2, 16, 17, 40])
def test_a_code_is_the_same_to_the_last_bit_in_any_company(count: int) -> None:
    generator = small_stylegan1()
    z = generator.noise(40, seed=0)
    assert torch.equal(generator.map(z[:count]), generator.map(z)[:count])


def test_noise_can_be_left_out_or_drawn_from_a_seed() -> None:
    weights = state_dict()
    generator = StyleGAN1.from_weights(weights, {})
    codes = generator.sample(2)

    def drawn(noise: Noise, seed: int = 0) -> Tensor:
        return generator.prepared(Conditions(noise=noise, noise_seed=seed)).synthesize(codes)

    assert generator.prepared(Conditions()) is generator
    assert (drawn("none") - pictures(weights, codes, noise=False)).abs().max() < 1e-5
    random = torch.Generator().manual_seed(7)
    other = {k: torch.randn(v.shape, generator=random) for k, v in weights.items() if k.endswith(".noise")}
    assert (drawn("seeded", 7) - pictures(weights | other, codes)).abs().max() < 1e-5
    assert torch.equal(drawn("seeded", 7), drawn("seeded", 7))
    assert (drawn("seeded", 7) - drawn("seeded", 8)).abs().max() > 0.01
    assert (drawn("constant") - pictures(weights, codes)).abs().max() < 1e-5


def test_fast_pictures_are_float32_and_hardly_differ() -> None:
    generator = small_stylegan1()
    codes = generator.sample(2)
    fast, again = (generator.prepared(Conditions(), "fast") for _ in range(2))
    images = fast.synthesize(codes)
    assert images.dtype == torch.float32
    assert 0 < (images - generator.synthesize(codes)).abs().mean() < 2 / 255
    assert torch.equal(again.synthesize(codes), images)
    assert torch.equal(fast.prepared(Conditions()).synthesize(codes), generator.synthesize(codes))
    quiet = generator.prepared(Conditions(noise="none"), "fast").synthesize(codes)
    truth = generator.prepared(Conditions(noise="none")).synthesize(codes)
    assert 0 < (quiet - truth).abs().mean() < 2 / 255


# torch builds its forward-mode formulas with torch.jit.script, and then warns of it.
@pytest.mark.filterwarnings("ignore:.*torch.jit.script:DeprecationWarning")
def test_pictures_can_be_differentiated_backwards_and_forwards() -> None:
    generator = small_stylegan1()
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
        ({}, "synthesis.layer* make 0 blocks"),
        (without("truncation.w_avg"), "truncation.w_avg is missing"),
        (without("mapping.dense0.weight"), "mapping.dense0.weight is missing"),
        (without("mapping.dense1.weight"), "mapping.dense1.weight is missing"),
        (without("synthesis.layer0.const"), "synthesis.layer0.const is missing"),
        (without("synthesis.layer3.weight"), "synthesis.layer3.weight is missing"),
        (without("synthesis.layer4.apply_noise.noise"), "synthesis.layer4.apply_noise.noise is missing"),
        (without("synthesis.output3.weight"), "synthesis.output3.weight is missing"),
        (with_other("synthesis.layer8.bias", torch.ones(3)), "synthesis.layer9.weight is missing"),
        (with_other("synthesis.layer99.bias", torch.ones(3)), "make 50 blocks, where 2 to 9"),
        (with_other("synthesis.layer2.bias", torch.ones(3)), "synthesis.layer2.bias is 3, where 8 is needed"),
        (with_other("synthesis.layer2.weight", torch.ones(8, 10)), "is 8 x 10, where 8 x 10 x 3 x 3 is needed"),
        (with_other("synthesis.layer3.weight", torch.ones(8)), "synthesis.layer3.weight is 8, where 4 sizes"),
        (with_other("synthesis.layer3.weight", torch.ones(0, 8, 3, 3)), "is 0 x 8 x 3 x 3, where 4 sizes"),
        (with_other("synthesis.layer1.apply_noise.noise", torch.ones(1, 1, 5, 5)), "1 x 1 x 4 x 4 is needed"),
        (with_other("synthesis.output3.weight", torch.ones(2, 6, 1, 1)), "gives 2 channels"),
        (with_other("synthesis.output1.weight", torch.ones(3, 5, 1, 1)), "synthesis.output1.weight is 3 x 5"),
        (with_other("synthesis.lod", torch.tensor(2.5)), "synthesis.lod is 2.5, where 0 is needed"),
        (with_other("synthesis.lod", torch.zeros(2)), "synthesis.lod is 2, where a single number is needed"),
        (with_other("synthesis.layer1.bias", torch.ones(10).long()), "layer1.bias holds no fractions"),
        (with_other("synthesis.layer2.blur.kernel", torch.ones(8, 1, 3, 3)), "is not the blur 1, 2, 1"),
        (with_other("synthesis.extra.weight", torch.ones(3)), "synthesis.extra.weight is no part of one"),
        (with_other("mapping.dense0.fc.weight", torch.ones(3)), "mapping.dense0.fc.weight is there twice"),
        (with_other("mapping.dense7.weight", torch.ones(12, 14)), "mapping.dense3.weight is missing"),
        (with_other("mapping.label_weight", torch.ones(3, 9)), "mapping.dense0.weight is 14 x 9, where 14 x 18"),
        (with_other("truncation.w_avg", torch.ones(7)), "truncation.w_avg is 7, where 12 is needed"),
    ],
)
def test_what_does_not_fit_is_named(weights: Weights, says: str) -> None:
    with pytest.raises(DoesNotFit) as caught:
        StyleGAN1.from_weights(weights, {})
    assert says in str(caught.value) and (caught.value.keys or not weights)


def test_other_families_are_not_taken_for_it_nor_it_for_them() -> None:
    weights = state_dict()
    assert StyleGAN1.matches(weights, {}) and not PGGAN.matches(weights, {}) and not DCGAN.matches(weights, {})
    # GenForce's StyleGAN2 has the same mapping and layers, but one noise strength for all channels.
    second = {k.replace("apply_noise.weight", "noise_strength"): v for k, v in weights.items()}
    assert not StyleGAN1.matches(second, {}) and not StyleGAN1.matches({}, {})


def test_the_averaged_generator_of_a_checkpoint_opens(tmp_path: Path) -> None:
    weights = state_dict()
    models = {"discriminator": {"layer0.weight": torch.ones(2)}, "generator": doubles(weights)}
    torch.save({"models": models | {"generator_smooth": weights}, "iter": 5}, tmp_path / "net.pth")
    generator = load(tmp_path / "net.pth")
    codes = generator.sample(1)
    assert generator.family == "stylegan1" and generator.name == "net"
    assert (generator.synthesize(codes) - pictures(weights, codes)).abs().max() < 1e-5
    torch.save(with_other("synthesis.layer2.bias", torch.ones(3)), tmp_path / "odd.pth")
    with pytest.raises(UnreadableFile, match=r"looks like a StyleGAN but .*synthesis\.layer2\.bias is 3, where 8"):
        load(tmp_path / "odd.pth")


def what_is_drawn() -> dict[str, np.ndarray]:
    """Codes and pictures of seeds 0 and 1."""
    generator = small_stylegan1()
    codes = generator.sample(2, seed=0)
    seeded = generator.prepared(Conditions(noise="seeded", noise_seed=3)).synthesize(codes)
    images = torch.cat((generator.synthesize(codes), seeded))
    return {"codes": codes[:, :12].numpy(), "images": shrink(images, 8).numpy()}


def test_nothing_has_changed_since_the_golden_pictures() -> None:
    golden = np.load(GOLDEN)
    for name, array in what_is_drawn().items():
        assert np.abs(array - golden[name]).max() < 1e-4, name


def test_a_mapping_that_was_trained_at_another_rate_is_seen_in_its_weights() -> None:
    weights = state_dict()
    fast = {name: 0.01 * value if ".dense" in name else value for name, value in weights.items()}
    ours, other = StyleGAN1.from_weights(weights, {}), StyleGAN1.from_weights(fast, {})
    assert ours.guesses == () and "multiplier of 1, not of the usual 0.01" in other.guesses[0]
    assert (other.sample(2, 0) - ours.sample(2, 0)).abs().max() < 1e-5


if __name__ == "__main__":
    np.savez_compressed(GOLDEN, **what_is_drawn())
