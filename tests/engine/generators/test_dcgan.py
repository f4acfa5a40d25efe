"""A DCGAN rebuilt from its weights alone, against the nn.Sequential that they came from.

`python -m tests.engine.generators.test_dcgan` writes the golden pictures anew.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import Tensor, nn

from engine.checkpoints.checkpoint import UnreadableFile
from engine.generator import Generator
from engine.generators import load
from engine.generators.dcgan import DCGAN
from engine.generators.reading import DoesNotFit
from tests.engine.generators.golden import check_same, keep

GOLDEN = Path(__file__).parents[2] / "golden" / "dcgan.npz"


def sequence(widths: list[int], bias: bool = False, norm: bool = True, affine: bool = True) -> nn.Sequential:
    """z, then the channels after each convolution; weights as after some training."""
    torch.manual_seed(5)
    layers: list[nn.Module] = []
    for i, (wide, narrow) in enumerate(pairwise(widths)):
        layers.append(nn.ConvTranspose2d(wide, narrow, 4, *((2, 1) if i else (1, 0)), bias=bias))
        if i < len(widths) - 2:
            layers += [nn.BatchNorm2d(narrow, affine=affine)] if norm else []
            layers.append(nn.ReLU())
    truth = nn.Sequential(*layers, nn.Tanh())
    for layer in truth:
        if isinstance(layer, nn.ConvTranspose2d):
            nn.init.normal_(layer.weight, 0, 0.2)
        if isinstance(layer, nn.BatchNorm2d):
            layer.running_mean.normal_(0, 0.3)
            layer.running_var.uniform_(0.2, 2)
            if affine:
                nn.init.normal_(layer.weight, 1, 0.2)
                nn.init.normal_(layer.bias, 0, 0.2)
    return truth.eval().requires_grad_(False)


def weights_of(truth: nn.Sequential, prefix: str = "main.") -> dict[str, Tensor]:
    return {prefix + name: weight for name, weight in truth.state_dict().items()}


@pytest.mark.parametrize("prefix", ["main.", "", "net.gen."])
@pytest.mark.parametrize(
    ("widths", "options"),
    [
        ([10, 12, 8, 3], {}),
        ([7, 16, 12, 8, 6, 3], {}),
        ([5, 8, 6, 3], {"bias": True}),
        ([5, 8, 6, 3], {"bias": True, "norm": False}),
        ([5, 8, 6, 3], {"affine": False}),
    ],
)
def test_pictures_are_those_of_the_sequence(widths: list[int], options: dict[str, bool], prefix: str) -> None:
    truth = sequence(widths, **options)
    generator = DCGAN.from_weights(weights_of(truth, prefix), {})
    codes = generator.sample(4, seed=2)
    images = generator.synthesize(codes)
    assert generator.resolution == 4 * 2 ** (len(widths) - 2)
    assert generator.layout.dimension == widths[0]
    assert images.shape == (4, 3, generator.resolution, generator.resolution)
    assert images.std() > 0.05
    assert (images - truth(codes[:, :, None, None])).abs().max() < 1e-5
    assert generator.parameters == sum(weight.numel() for weight in truth.parameters())


def test_a_picture_does_not_depend_on_its_batch() -> None:
    generator = DCGAN.from_weights(weights_of(sequence([10, 12, 8, 3])), {})
    codes = generator.sample(5, seed=0)
    alone = torch.cat([generator.synthesize(code[None]) for code in codes])
    assert (generator.synthesize(codes) - alone).abs().max() < 1e-5


def test_one_stage_a_convolution_and_only_the_first_reads_the_code() -> None:
    generator = DCGAN.from_weights(weights_of(sequence([10, 12, 8, 3])), {})
    assert [stage.slots for stage in generator.stages] == [("z",), (), ()]
    code, other = generator.sample(2, seed=0).split(1)
    features = generator.stages[0].run(None, code)
    assert features.shape == (1, 12, 4, 4)
    for stage in generator.stages[1:]:
        features = stage.run(features, other)
    assert torch.equal(features, generator.synthesize(code))


def test_a_grey_picture_has_three_equal_channels() -> None:
    truth = sequence([6, 8, 1])
    generator = DCGAN.from_weights(weights_of(truth), {})
    codes = generator.sample(2)
    images = generator.synthesize(codes)
    assert images.shape == (2, 3, 8, 8)
    assert (images - truth(codes[:, :, None, None])).abs().max() < 1e-5


def test_the_picture_can_be_differentiated_by_the_code() -> None:
    generator = DCGAN.from_weights(weights_of(sequence([6, 8, 3])), {})
    code = generator.sample(1).requires_grad_()
    generator.synthesize(code).sum().backward()
    assert code.grad is not None and code.grad.abs().min() > 0


def trained(truth: nn.Sequential, inputs: int, classes: int, shift: float = 0.0) -> nn.Sequential:
    """The module with batch norms that hold what they see of noise, and of a class as the last of its inputs."""
    random = torch.Generator().manual_seed(6)
    for module in truth:
        if isinstance(module, nn.BatchNorm2d):
            module.reset_running_stats()
    truth.train()
    with torch.no_grad():
        for _ in range(150):
            z = torch.randn(32, inputs - classes, generator=random) + shift
            c = torch.randint(max(classes, 1), (32,), generator=random)
            one = F.one_hot(c, classes).float() if classes else z[:, :0]
            truth(torch.cat([z, one], dim=1)[:, :, None, None])
    return truth.eval()


def small_conditional_dcgan() -> Generator:
    """16 px, seeded, 7 numbers of z and 3 classes."""
    with torch.random.fork_rng():
        truth = trained(sequence([10, 16, 8, 3]), 10, 3)
    generator = DCGAN.from_weights(weights_of(truth), {})
    generator.name, generator.sha256 = "small conditional dcgan", "c" * 64
    return generator


@pytest.mark.parametrize(("classes", "bias"), [(2, False), (3, True), (8, False)])
def test_a_class_is_a_further_input_known_from_the_first_batch_norm(classes: int, bias: bool) -> None:
    inputs = 9 + classes
    truth = trained(sequence([inputs, 40, 8, 3], bias=bias), inputs, classes)
    generator = DCGAN.from_weights(weights_of(truth), {})
    slots = [(slot.name, slot.dimension, slot.kind) for slot in generator.layout.slots]
    assert slots == [("z", 9, "latent"), ("class", classes, "class")]
    assert generator.classes == classes and generator.z_dim == 9 and generator.stages[0].slots == ("z", "class")
    z, c = generator.noise(4, 7), torch.arange(4) % classes
    images = generator.synthesize(generator.map(z, c))
    expected = truth(torch.cat([z, torch.eye(classes)[c]], dim=1)[:, :, None, None])
    assert (images - expected).abs().max() < 1e-5 and images.std() > 0.05
    assert torch.equal(generator.sample(1, 3, label=1), generator.map(generator.noise(1, 3), torch.tensor([1])))
    assert torch.equal(generator.sample(1, 3), generator.sample(1, 3, label=0))


@pytest.mark.parametrize(
    ("widths", "classes", "shift"),
    [
        ([12, 40, 8, 3], 0, 0.0),
        ([12, 40, 8, 3], 0, 0.5),
        ([12, 40, 8, 3], 0, 1 / 12),
        ([12, 10, 8, 3], 3, 0.0),
    ],
)
def test_no_class_is_made_up(widths: list[int], classes: int, shift: float) -> None:
    """Neither where noise has another mean, nor where fewer channels than inputs leave it open."""
    generator = DCGAN.from_weights(weights_of(trained(sequence(widths), 12, classes, shift)), {})
    assert generator.classes == 0 and [slot.name for slot in generator.layout.slots] == ["z"]


def test_classes_can_be_mixed_and_the_mean_keeps_its_class() -> None:
    generator = small_conditional_dcgan()
    mix = torch.tensor([[0.25, 0.75, 0], [0, 0, 1]])
    assert torch.equal(generator.map(generator.noise(2, 0), mix)[:, 7:], mix)
    assert torch.equal(generator.mean_code(1), torch.tensor([0.0] * 7 + [0, 1, 0]))
    assert torch.equal(generator.mean_code(), generator.mean_code(0))
    for wrong in (torch.tensor([0, 3]), torch.tensor([-1, 0]), torch.tensor([0]), torch.ones(2, 4)):
        with pytest.raises(ValueError, match="class"):
            generator.map(generator.noise(2, 0), wrong)


def test_sequences_within_the_sequence_and_a_last_convolution_that_keeps_the_side() -> None:
    torch.manual_seed(3)
    first = nn.Sequential(nn.ConvTranspose2d(6, 10, 4, 1, 0, bias=False), nn.BatchNorm2d(10), nn.ReLU())
    second = nn.Sequential(nn.ConvTranspose2d(10, 8, 4, 2, 1, bias=False), nn.BatchNorm2d(8), nn.ReLU())
    truth = nn.Sequential(first, second, nn.ConvTranspose2d(8, 3, 3, 1, 1), nn.Tanh()).eval().requires_grad_(False)
    generator = DCGAN.from_weights(weights_of(truth, "net."), {})
    codes = generator.sample(3)
    assert generator.resolution == 8 and [stage.name for stage in generator.stages] == ["4 px", "8 px", "picture"]
    assert (generator.synthesize(codes) - truth(codes[:, :, None, None])).abs().max() < 1e-5


def without(name: str) -> dict[str, Tensor]:
    weights = weights_of(sequence([10, 12, 8, 3]))
    del weights[name]
    return weights


def with_other(name: str, weight: Tensor) -> dict[str, Tensor]:
    return weights_of(sequence([10, 12, 8, 3])) | {name: weight}


@pytest.mark.parametrize(
    ("weights", "says"),
    [
        (without("main.1.running_var"), "main.1.running_var is missing"),
        (without("main.3.weight"), "main.4.running_mean is of a batch norm where none belongs"),
        (with_other("main.3.weight", torch.ones(12, 8, 5, 5)), "main.3.weight is 12 x 8 x 5 x 5"),
        (with_other("main.3.weight", torch.ones(9, 8, 4, 4)), "main.3.weight takes 9 channels"),
        (with_other("main.6.weight", torch.ones(8, 2, 4, 4)), "main.6.weight gives 2 channels"),
        (with_other("main.0.weight", torch.ones(0, 12, 4, 4)), "main.0.weight is 0 x 12 x 4 x 4"),
        (with_other("main.4.bias", torch.ones(3)), "main.4.bias is 3, where 8 is needed"),
        (with_other("main.4.running_var", -torch.ones(8)), "main.4.running_var holds a negative variance"),
        (with_other("main.6.bias", torch.ones(4)), "main.6.bias is 4, where 3 is needed"),
        (with_other("label.weight", torch.ones(4)), "label.weight is no part of one"),
        (with_other("other.0.weight", torch.ones(4)), "other.0.weight is no part of one"),
        ({"main.0.weight": torch.ones(4, 3, 4, 4)}, "main.* has 1 convolutions"),
        ({f"{i}.weight": torch.ones(3, 3, 4, 4) for i in range(10)}, "wider than 1024 pixels"),
        (with_other("main.0.weight", torch.ones(10, 12, 3, 3)), "main.0.weight is 10 x 12 x 3 x 3"),
        ({"0.weight": torch.ones(70000, 3, 4, 4), "1.weight": torch.ones(3, 3, 4, 4)}, "a code of 70000 numbers"),
        (
            {f"{i}.weight": torch.ones(1, 1, 4, 4) for i in range(7)}
            | {"7.weight": torch.ones(1, 3000, 4, 4), "8.weight": torch.ones(3000, 3, 4, 4)},
            "7.weight gives 3000 channels of 512 px",
        ),
        ({}, "has 0 convolutions"),
    ],
)
def test_what_does_not_fit_is_named(weights: dict[str, Tensor], says: str) -> None:
    assert not DCGAN.matches(weights, {})
    with pytest.raises(DoesNotFit) as caught:
        DCGAN.from_weights(weights, {})
    assert says in str(caught.value)


def test_a_critic_is_not_taken_for_a_generator() -> None:
    critic = nn.Sequential(nn.Conv2d(3, 8, 4), nn.ReLU(), nn.Conv2d(8, 16, 4), nn.BatchNorm2d(16), nn.Conv2d(16, 1, 4))
    assert not DCGAN.matches(weights_of(critic), {})


def test_the_usual_file_opens(tmp_path: Path) -> None:
    truth = sequence([10, 12, 8, 3])
    torch.save({"netG_state_dict": weights_of(truth, "module.main."), "epoch": 4}, tmp_path / "weights.tar")
    generator = load(tmp_path / "weights.tar")
    codes = generator.sample(2)
    assert generator.family == "dcgan" and generator.name == "weights"
    assert (generator.synthesize(codes) - truth(codes[:, :, None, None])).abs().max() < 1e-5


def test_a_shape_that_does_not_fit_is_one_sentence_that_names_it(tmp_path: Path) -> None:
    save_file(with_other("main.3.weight", torch.ones(12, 8, 5, 5)), tmp_path / "odd.safetensors")
    with pytest.raises(UnreadableFile) as caught:
        load(tmp_path / "odd.safetensors")
    assert "the nearest is DCGAN, but main.3.weight is 12 x 8 x 5 x 5, where" in str(caught.value)


def golden_pictures() -> dict[str, np.ndarray]:
    """Two pictures of the small conditional network, averaged to 8 x 8."""
    generator = small_conditional_dcgan()
    return {"class1": F.avg_pool2d(generator.synthesize(generator.sample(2, seed=1, label=1)), 2).numpy()}


def test_pictures_are_those_of_before() -> None:
    check_same(GOLDEN, golden_pictures())


if __name__ == "__main__":
    keep(GOLDEN, golden_pictures())
