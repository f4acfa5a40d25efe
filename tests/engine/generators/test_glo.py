"""The family GLO: codes drawn from the Gaussian in the file, a linear picture and what convolutions add to it."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from engine.checkpoints.checkpoint import UnreadableFile
from engine.codes.prior import fitted
from engine.generators import load
from engine.generators.glo import GLO, GLONetwork, GLOShape
from engine.generators.reading import DoesNotFit
from engine.job import run


def small_weights() -> dict[str, torch.Tensor]:
    """Of a decoder of 6 numbers and 16 px, the linear picture strong enough to be seen."""
    torch.manual_seed(0)
    network = GLONetwork(GLOShape(6, (8, 5)))
    weights = {name: value.detach().clone() for name, value in network.state_dict().items()}
    weights["mean"] = torch.linspace(-0.2, 0.3, 6)
    weights["factor"] = torch.eye(6).tril() * 0.3 + 0.05 * torch.ones(6, 6).tril()
    for name in ("linear.weight", "start.weight", "ups.0.weight", "ups.1.weight"):
        weights[name] = 3 * weights[name]
    return weights


def small_glo() -> GLO:
    generator = GLO.from_weights(small_weights(), {})
    generator.name, generator.sha256 = "small glo", "e" * 64
    return generator


def test_codes_follow_the_gaussian_in_the_file() -> None:
    generator, weights = small_glo(), small_weights()
    codes = generator.sample(4000, 0)
    assert codes.mean(0) == pytest.approx(weights["mean"], abs=0.02)
    covariance = weights["factor"] @ weights["factor"].T
    assert torch.cov(codes.T).numpy() == pytest.approx(covariance.numpy(), abs=0.015)
    assert torch.equal(generator.mean_code(), weights["mean"])


def test_the_prior_whitens_its_codes() -> None:
    generator = small_glo()
    prior = run(fitted(generator, 20_000))
    p = prior.coordinates(generator.sample(2000, 5))
    assert p.shape == (2000, 1, 6) and float(p.square().mean()) == pytest.approx(1, rel=0.05)


def test_the_picture_is_the_linear_one_and_what_is_added() -> None:
    weights = small_weights()
    weights["ups.1.weight"], weights["ups.1.bias"] = torch.zeros(5, 3, 4, 4), torch.zeros(3)
    codes = torch.randn(3, 6)
    linear = codes @ weights["linear.weight"].T + weights["linear.bias"]
    assert torch.allclose(GLO.from_weights(weights, {}).synthesize(codes), linear.view(3, 3, 16, 16), atol=1e-6)
    generator = small_glo()
    assert torch.allclose(generator.synthesize(codes), generator.network(codes), atol=1e-6)
    assert (generator.synthesize(codes) - linear.view(3, 3, 16, 16)).abs().max() > 0.01


def test_a_file_opens_by_its_content(tmp_path: Path) -> None:
    save_file({name: value.half() for name, value in small_weights().items()}, tmp_path / "a.safetensors")
    generator = load(tmp_path / "a.safetensors")
    assert (generator.family, generator.resolution, generator.z_dim) == ("glo", 16, 6)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("mean", None, "mean is missing"),
        ("ups.0.weight", None, "ups.0.weight is missing"),
        ("factor", torch.eye(5), "factor is 5 x 5, where 6 x 6 is needed"),
        ("mean", torch.zeros(2, 3), "mean is 2 x 3"),
        ("mean", torch.zeros(0), "of no size known here"),
        ("ups.1.weight", torch.zeros(5, 3, 3, 3), "ups.1.weight is 5 x 3 x 3 x 3"),
        ("ups.1.weight", torch.zeros(0, 3, 4, 4), "of no size known here"),
        ("ups.3.weight", torch.zeros(5, 3, 4, 4), "ups.3.weight|linear.weight|is missing|is no part"),
        ("more", torch.zeros(1), "more is no part of one"),
    ],
)
def test_weights_that_do_not_fit_are_named(
    tmp_path: Path, name: str, value: torch.Tensor | None, words: str
) -> None:  # fmt: skip
    weights = small_weights()
    weights = {key: each for key, each in weights.items() if key != name} | ({} if value is None else {name: value})
    with pytest.raises(DoesNotFit, match=words):
        GLO.from_weights(weights, {})
    assert not GLO.matches(weights, {})
    save_file(weights, tmp_path / "a.safetensors", {"format": "eigenbrush", "family": "glo"})
    with pytest.raises(UnreadableFile, match=r"^a\.safetensors looks like a GLO but does not fit together: [^\n]*\.$"):
        load(tmp_path / "a.safetensors")
