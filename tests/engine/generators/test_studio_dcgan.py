"""StudioGAN's DCGAN rebuilt from its weights alone, against modules written as its networks are."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.parametrizations import spectral_norm as newer

from engine.checkpoints.checkpoint import UnreadableFile
from engine.generator import Generator
from engine.generators import load
from engine.generators.reading import DoesNotFit
from engine.generators.studio_dcgan import StudioDCGAN

Z, CLASSES = 10, 3


class TrueNorm(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.bn = nn.BatchNorm2d(channels, eps=1e-4, affine=False)
        self.gain, self.bias = (nn.Linear(CLASSES, channels, bias=False) for _ in range(2))

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        return self.bn(x) * (1 + self.gain(y))[:, :, None, None] + self.bias(y)[:, :, None, None]


class TrueBlock(nn.Module):
    def __init__(self, wide: int, narrow: int, *, conditional: bool) -> None:
        super().__init__()
        self.deconv0 = nn.ConvTranspose2d(wide, narrow, 4, 2, 1)
        self.bn0 = TrueNorm(narrow) if conditional else nn.BatchNorm2d(narrow, eps=1e-4)

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        x = self.deconv0(x)
        return F.relu(self.bn0(x, y) if isinstance(self.bn0, TrueNorm) else self.bn0(x))


class TrueAttention(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        sizes = {"theta": channels // 8, "phi": channels // 8, "g": channels // 2}
        for name, size in sizes.items():
            setattr(self, f"conv1x1_{name}", nn.Conv2d(channels, size, 1, bias=False))
        self.conv1x1_attn = nn.Conv2d(channels // 2, channels, 1, bias=False)
        self.sigma = nn.Parameter(torch.full((1,), 0.7))

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        theta = self.conv1x1_theta(x).flatten(2)
        phi, g = (F.max_pool2d(layer(x), 2).flatten(2) for layer in (self.conv1x1_phi, self.conv1x1_g))
        seen = g @ torch.softmax(theta.transpose(1, 2) @ phi, -1).transpose(1, 2)
        return x + self.sigma * self.conv1x1_attn(seen.unflatten(2, x.shape[2:]))


class Truth(nn.Module):
    def __init__(self, widths: tuple[int, ...], *, conditional: bool, attention: bool) -> None:
        super().__init__()
        self.linear0 = nn.Linear(Z, 16 * widths[0])
        blocks: list[nn.Module] = []
        for i, (wide, narrow) in enumerate(pairwise(widths)):
            blocks.append(nn.ModuleList([TrueBlock(wide, narrow, conditional=conditional)]))
            if attention and i == 0:
                blocks.append(nn.ModuleList([TrueAttention(narrow)]))
        self.blocks, self.conv4 = nn.ModuleList(blocks), nn.Conv2d(widths[-1], 3, 3, 1, 1)

    def forward(self, z: Tensor, y: Tensor) -> Tensor:
        x = self.linear0(z).view(len(z), -1, 4, 4)
        for (block,) in self.blocks:
            x = block(x, y)
        return torch.tanh(self.conv4(x))


@cache
def trained(*, conditional: bool = False, attention: bool = False, norm: Callable | None = None) -> nn.Module:
    """The module as after training, its batch norms with statistics of what it draws."""
    with torch.random.fork_rng():
        torch.manual_seed(5)
        truth = Truth((24, 16, 12), conditional=conditional, attention=attention)
        for module in list(truth.modules()):
            if isinstance(module, nn.BatchNorm2d):
                module.momentum = None
                if module.affine:
                    nn.init.normal_(module.weight, 1, 0.2)
                    nn.init.normal_(module.bias, 0, 0.2)
            elif norm is not None and isinstance(module, nn.Linear | nn.Conv2d | nn.ConvTranspose2d):
                norm(module)
        with torch.no_grad():
            for _ in range(3):
                classes = F.one_hot(torch.randint(CLASSES, (32,)), CLASSES).float()
                truth.train()(torch.randn(32, Z), classes)
    return truth.eval().requires_grad_(False)


def opened(truth: nn.Module) -> StudioDCGAN:
    return StudioDCGAN.from_weights(truth.state_dict(), {})


def small_studio_dcgan() -> Generator:
    """For the contract tests: three classes, attention, 16 px."""
    generator = opened(trained(conditional=True, attention=True))
    generator.name, generator.sha256 = "small StudioGAN's DCGAN", "6" * 64
    return generator


@pytest.mark.parametrize("conditional", [False, True])
@pytest.mark.parametrize("attention", [False, True])
@pytest.mark.parametrize("norm", [None, nn.utils.spectral_norm, newer], ids=["plain", "spectral", "newer"])
@pytest.mark.filterwarnings("ignore::FutureWarning")  # torch's older spectral norm, which such files hold
def test_the_picture_is_the_modules(conditional: bool, attention: bool, norm: Callable | None) -> None:
    truth = trained(conditional=conditional, attention=attention, norm=norm)
    generator = opened(truth)
    assert StudioDCGAN.matches(truth.state_dict(), {})
    assert (generator.z_dim, generator.classes, generator.resolution) == (Z, CLASSES if conditional else 0, 16)
    z, c = torch.randn(4, Z, generator=torch.Generator().manual_seed(2)), torch.tensor([0, 2, 1, 2])
    picture = generator.synthesize(generator.map(z, c if conditional else None))
    wanted = truth(z, F.one_hot(c, CLASSES).float())
    assert wanted.std() > 0.05 and (picture - wanted).abs().max() < 1e-5


def test_a_file_opens_whatever_lies_around_it(tmp_path: Path) -> None:
    truth = trained(conditional=True)
    torch.save({"state_dict": truth.state_dict(), "seed": 1, "step": 3}, tmp_path / "model=G_ema-best.pth")
    generator = load(tmp_path / "model=G_ema-best.pth")
    assert generator.family == "studio-dcgan" and generator.title == "DCGAN"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"conv4.bias": None}, "conv4.bias is missing"),
        ({"linear0.weight": torch.ones(30, Z), "linear0.bias": torch.ones(30)}, "a number of rows that 16 divides"),
        ({"blocks.1.0.deconv0.weight": torch.ones(16, 12, 3, 3)}, "is 16 x 12 x 3 x 3, where 16 x any x 4 x 4"),
        ({"blocks.0.0.bn0.bn.running_var": -torch.ones(16)}, "holds a negative variance"),
        ({"blocks.1.0.sigma": torch.ones(1)}, "sigma is no part of one|is missing"),
        ({"info_proj_linear.weight": torch.ones(2, 2)}, "of InfoGAN's further codes"),
        ({"strange": torch.ones(1)}, "strange is no part of one"),
    ],
)
def test_what_does_not_fit_is_named(change: dict[str, Tensor | None], says: str) -> None:
    weights = {**trained(conditional=True).state_dict(), **change}
    with pytest.raises(DoesNotFit, match=says):
        StudioDCGAN.from_weights({name: weight for name, weight in weights.items() if weight is not None}, {})


def test_a_file_with_a_fault_says_so_once(tmp_path: Path) -> None:
    weights = {name: weight for name, weight in trained().state_dict().items() if name != "conv4.bias"}
    torch.save(weights, tmp_path / "G.pth")
    with pytest.raises(UnreadableFile, match=r"looks like a DCGAN but does not fit together: conv4\.bias is missing"):
        load(tmp_path / "G.pth")
