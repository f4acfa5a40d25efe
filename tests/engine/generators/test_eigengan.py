"""An EigenGAN opened from its weights: stages, slots, notes, and refusals that name the weight."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from engine.checkpoints.checkpoint import UnreadableFile
from engine.generators import load
from engine.generators.eigengan.family import EigenGAN
from engine.generators.eigengan.network import EigenGANNetwork, EigenGANShape
from engine.generators.reading import DoesNotFit


def network(kernel: int = 4, out_kernel: int = 5) -> EigenGANNetwork:
    """Three levels of unlike widths and slider counts, 32 pixels; every weight is drawn."""
    torch.manual_seed(3)
    truth = EigenGANNetwork(EigenGANShape((12, 10, 8, 6), 5, (4, 3, 2), kernel, out_kernel))
    for weight in truth.parameters():
        nn.init.normal_(weight, 0, 0.2)
    for block in truth.blocks:
        nn.init.orthogonal_(block.sub.U)
    return truth.requires_grad_(False)


def opened(metadata: dict[str, str] | None = None) -> EigenGAN:
    return EigenGAN.from_weights(network().state_dict(), metadata or {})


def test_the_layout_runs_from_coarse_to_fine() -> None:
    generator = opened()
    assert [(slot.name, slot.dimension, slot.resolution, slot.kind) for slot in generator.layout.slots] == [
        ("eps", 5, 4, "latent"),
        ("z1", 4, 4, "latent"),
        ("z2", 3, 8, "latent"),
        ("z3", 2, 16, "latent"),
    ]
    assert generator.own_slots == ("z1", "z2", "z3") and generator.resolution == 32
    assert generator.parameters == sum(weight.numel() for weight in network().parameters())


@pytest.mark.parametrize(("kernel", "out_kernel"), [(4, 5), (3, 3), (3, 7)])
def test_the_stages_together_are_the_network(kernel: int, out_kernel: int) -> None:
    truth = network(kernel, out_kernel)
    generator = EigenGAN.from_weights(truth.state_dict(), {})
    codes = generator.sample(4, seed=0)
    eps, *zs = codes.split([5, 4, 3, 2], dim=1)
    images = generator.synthesize(codes)
    assert images.shape == (4, 3, 32, 32) and images.dtype == torch.float32
    assert images.std() > 0.05
    assert (images - generator.network(eps, zs)).abs().max() < 5e-6  # sums in another order
    assert (images - truth(eps, zs)).abs().max() < 1e-5  # another memory format adds up in another order


@pytest.mark.parametrize("slot", ["eps", "z1", "z2", "z3"])
def test_a_change_in_a_slot_reruns_only_from_its_own_stage(slot: str) -> None:
    generator = opened()
    before = generator.sample(1, seed=0)
    after = before.clone()
    after[:, generator.layout.slices[slot]] += 1.5
    first = next(i for i, stage in enumerate(generator.stages) if slot in stage.slots)
    assert first == ["eps", "z1", "z2", "z3"].index(slot)
    features: Tensor | None = None
    for i, stage in enumerate(generator.stages):
        features = stage.run(features, before if i < first else after)
    full = generator.synthesize(after)
    assert features is not None and torch.equal(features, full)
    assert (full - generator.synthesize(before)).abs().max() > 0.01


def test_row_i_of_a_sample_is_the_sample_of_the_next_seed() -> None:
    generator = opened()
    codes = generator.sample(4, seed=0)
    for i in range(4):
        assert torch.equal(codes[i], generator.sample(1, seed=i)[0])
    assert (codes[0] - codes[1]).abs().max() > 0.1
    many = generator.sample(400, seed=7)
    assert abs(many.mean()) < 0.05 and abs(many.std() - 1) < 0.05


def test_sampling_leaves_the_global_seed_alone() -> None:
    generator = opened()
    torch.manual_seed(1)
    expected = torch.rand(3)
    torch.manual_seed(1)
    generator.sample(2)
    assert torch.equal(torch.rand(3), expected)


def test_truncation_pulls_towards_zero() -> None:
    generator = opened()
    mean, code = generator.mean_code(), generator.sample(1, seed=4)[0]
    assert mean.shape == code.shape
    assert torch.allclose(mean + 0.7 * (code - mean), 0.7 * code)


def test_a_picture_does_not_depend_on_its_batch() -> None:
    generator = opened()
    codes = generator.sample(5, seed=0)
    alone = torch.cat([generator.synthesize(code[None]) for code in codes])
    assert (generator.synthesize(codes) - alone).abs().max() < 1e-5


def test_the_picture_can_be_differentiated_by_every_number_of_the_code() -> None:
    generator = opened()
    code = generator.sample(1).requires_grad_()
    generator.synthesize(code)[0, 0, 9, 14].backward()
    assert code.grad is not None and (code.grad != 0).all()


def test_orthogonality_is_the_largest_deviation_of_each_level() -> None:
    weights = network().state_dict()
    assert max(EigenGAN.from_weights(weights, {}).orthogonality()) < 1e-6
    weights["blocks.1.sub.U"][0] *= 1.1
    off = EigenGAN.from_weights(weights, {}).orthogonality()
    assert off[1] == pytest.approx(0.21, abs=1e-5) and off[0] < 1e-6 and off[2] < 1e-6


def test_notes_in_the_metadata_name_the_sliders() -> None:
    notes = {
        "names": json.dumps({"z3.2": "turn", "z9.9": "nothing"}),
        "effects": json.dumps({"z3.2": 0.12, "z1.1": "big"}),
        "card": "# Faces",
    }
    generator = opened(notes)
    assert generator.names == {"z3.2": "turn"} and generator.effects == {"z3.2": 0.12}
    assert generator.card == "# Faces"


@pytest.mark.parametrize("text", ["", "not JSON", "[1, 2]", "[" * 100_000])
def test_notes_that_cannot_be_read_do_not_keep_a_generator_closed(text: str) -> None:
    generator = opened({"names": text, "effects": text})
    assert generator.names == {} and generator.effects == {} and generator.card == ""


def test_half_precision_weights_are_computed_in_float32() -> None:
    weights = {name: weight.half() for name, weight in network().state_dict().items()}
    generator = EigenGAN.from_weights(weights, {})
    truth = network()
    truth.load_state_dict({name: weight.float() for name, weight in weights.items()})
    codes = generator.sample(2)
    eps, *zs = codes.split([5, 4, 3, 2], dim=1)
    assert (generator.synthesize(codes) - truth(eps, zs)).abs().max() < 1e-5


def changed(name: str, weight: Tensor | None) -> dict[str, Tensor]:
    weights = network().state_dict()
    if weight is None:
        del weights[name]
    else:
        weights[name] = weight
    return dict(weights)


@pytest.mark.parametrize(
    ("weights", "says"),
    [
        (changed("blocks.1.sub.U", None), "blocks.1.sub.U is missing"),
        (changed("blocks.2.a.bias", None), "blocks.2.a.bias is missing"),
        (changed("out.bias", None), "out.bias is missing"),
        (changed("fc.weight", None), "fc.weight is missing"),
        (changed("extra.weight", torch.ones(2)), "extra.weight is no part of one"),
        (changed("blocks.x.weight", torch.ones(2)), "blocks.x.weight is no part of one"),
        (
            changed("blocks.1.b.weight", torch.ones(10, 8, 3, 3)),
            "blocks.1.b.weight is 10 x 8 x 3 x 3, where 10 x",
        ),
        (changed("blocks.0.sub.L", torch.ones(6)), "blocks.0.sub.L is 6, where 4 is needed"),
        (changed("blocks.0.sub.U", torch.ones(4, 7)), "blocks.0.sub.U does not fit"),
        (changed("blocks.0.sub.U", torch.ones(4)), "blocks.0.sub.U is 4, where 2 sizes are needed"),
        (changed("blocks.0.sub.U", torch.ones(0, 192)), "blocks.0.sub.U is 0 x 192"),
        (changed("blocks.1.c.weight", torch.ones(9, 8, 4, 4)), "neighbouring levels"),
        (changed("blocks.0.c.weight", torch.ones(12, 10, 5, 5)), "blocks.0.c.weight has a kernel of 5"),
        (changed("out.weight", torch.ones(3, 6, 4, 4)), "out.weight has a kernel of 4"),
        (changed("out.weight", torch.ones(1, 6, 5, 5)), "out.weight is 1 x 6 x 5 x 5, where 3 x 6 x 5 x 5 is needed"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, weights: dict[str, Tensor], says: str) -> None:
    with pytest.raises(DoesNotFit) as caught:
        EigenGAN.from_weights(weights, {})
    assert says in str(caught.value)
    save_file({name: weight.contiguous() for name, weight in weights.items()}, tmp_path / "odd.safetensors")
    with pytest.raises(UnreadableFile) as refused:
        load(tmp_path / "odd.safetensors")
    text = str(refused.value)
    assert says in text and text.startswith("odd.safetensors") and text.endswith(".") and "\n" not in text


class OtherLevel(nn.Module):
    """A level of the other implementation: its names, and transposed convolutions everywhere."""

    def __init__(self, side: int, wide: int, narrow: int, sliders: int) -> None:
        super().__init__()
        self.projection = nn.ParameterDict(
            {
                "U": torch.linalg.qr(torch.randn(wide * side * side, sliders))[0].T,
                "L": torch.linspace(3, 1, sliders),
                "mu": torch.randn(wide * side * side),
            }
        )
        self.subspace_conv1 = nn.Sequential(nn.ConvTranspose2d(wide, wide, 1))
        self.subspace_conv2 = nn.Sequential(nn.ConvTranspose2d(wide, narrow, 3, 2, 1, 1))
        self.feature_conv1 = nn.Sequential(nn.LeakyReLU(0.2), nn.ConvTranspose2d(wide, narrow, 3, 2, 1, 1))
        self.feature_conv2 = nn.Sequential(nn.LeakyReLU(0.2), nn.ConvTranspose2d(narrow, narrow, 3, 1, 1))

    def forward(self, h: Tensor, z: Tensor) -> Tensor:
        phi = (z * self.projection["L"]) @ self.projection["U"] + self.projection["mu"]
        phi = phi.view(h.shape)
        h = self.feature_conv1(h + self.subspace_conv1(phi))
        return self.feature_conv2(h + self.subspace_conv2(phi))


class OtherNetwork(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(5, 16 * 12)
        self.blocks = nn.ModuleList([OtherLevel(4, 12, 9, 3), OtherLevel(8, 9, 6, 3)])
        self.to_rgb = nn.Sequential(nn.Sequential(nn.LeakyReLU(0.2), nn.Conv2d(6, 3, 7, padding=3)), nn.Tanh())

    def forward(self, eps: Tensor, zs: list[Tensor]) -> Tensor:
        h = self.fc(eps).view(-1, 12, 4, 4)
        for block, z in zip(self.blocks, zs, strict=True):
            h = block(h, z)
        return self.to_rgb(h)


def other() -> OtherNetwork:
    with torch.random.fork_rng():
        torch.manual_seed(4)
        truth = OtherNetwork()
        for module in truth.modules():
            if isinstance(module, nn.Conv2d | nn.ConvTranspose2d):
                nn.init.normal_(module.weight, 0, 0.15)
    return truth.requires_grad_(False)


def test_the_other_implementations_files_open(tmp_path: Path) -> None:
    truth = other()
    torch.save({"step": 7, "g": network().state_dict(), "g_ema": truth.state_dict()}, tmp_path / "0000007.pt")
    generator = load(tmp_path / "0000007.pt")
    assert generator.family == "eigengan" and generator.own_slots == ("z1", "z2") and generator.resolution == 16
    assert [slot.dimension for slot in generator.layout.slots] == [5, 3, 3]
    codes = generator.sample(4)
    eps, *zs = codes.split([5, 3, 3], dim=1)
    images = generator.synthesize(codes)
    assert (images - truth(eps, zs)).abs().max() < 1e-5 and images.std() > 0.05
    assert generator.parameters == sum(weight.numel() for weight in truth.parameters())
    assert isinstance(generator, EigenGAN) and max(generator.orthogonality()) < 1e-5


@pytest.mark.parametrize(
    ("name", "weight", "says"),
    [
        ("blocks.1.projection.U", None, "blocks.1.projection.U is missing"),
        ("blocks.1.subspace_conv1.0.bias", None, "blocks.1.subspace_conv1.0.bias is missing"),
        ("to_rgb.0.1.weight", None, "to_rgb.0.1.weight is missing"),
        ("blocks.0.feature_conv2.1.weight", torch.ones(2), "blocks.0.feature_conv2.1.weight is 2, where 9 x 9 x 3 x 3"),
        ("blocks.0.feature_conv1.1.weight", torch.ones(12, 9, 5, 5), "blocks.0.feature_conv1.1.weight has a kernel of"),
        ("blocks.0.other.weight", torch.ones(2), "blocks.0.other.weight is no part of one"),
    ],
)
def test_what_does_not_fit_is_named_as_in_the_file(name: str, weight: Tensor | None, says: str) -> None:
    weights = other().state_dict() | {name: weight}
    with pytest.raises(DoesNotFit) as caught:
        EigenGAN.from_weights({key: value for key, value in weights.items() if value is not None}, {})
    assert says in str(caught.value)


def test_features_that_no_memory_holds_are_refused() -> None:
    weights = changed("blocks.2.c.weight", torch.ones(8, 140_000, 4, 4))
    with pytest.raises(DoesNotFit, match=r"blocks\.2\.c\.weight gives 140000 channels of 32 px"):
        EigenGAN.from_weights(weights, {})


def test_a_file_without_a_family_in_it_is_known_by_its_weights(tmp_path: Path) -> None:
    save_file(network().state_dict(), tmp_path / "prototype", {"steps": "6000"})
    generator = load(tmp_path / "prototype")
    codes = generator.sample(2)
    assert generator.family == "eigengan" and generator.metadata == {"steps": "6000"}
    assert (generator.synthesize(codes) - opened().synthesize(codes)).abs().max() < 1e-6
