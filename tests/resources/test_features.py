"""The recipe of the feature network: folded, a layer computes what it did."""

from __future__ import annotations

import torch
from torch import Tensor

from engine.measure.features import FeatureNetwork
from resources.recipes.features import EPSILON, convolutions, fold


def test_folding_keeps_what_a_layer_computes() -> None:
    random = torch.Generator().manual_seed(2)
    state = FeatureNetwork().state_dict()
    original: dict[str, Tensor] = {}
    for ours, conv, norm in convolutions():
        narrow = len(state[f"{ours}.bias"])
        original[f"{conv}.weight"] = torch.randn(state[f"{ours}.weight"].shape, generator=random)
        for part in ("weight", "bias", "running_mean", "running_var"):
            original[f"{norm}.{part}"] = torch.rand(narrow, generator=random)
    folded = fold(original)
    assert folded.keys() == state.keys()
    x = torch.randn(2, 96, 5, 5, generator=random)
    statistics = [original[f"_blocks.1._bn2.{part}"] for part in ("running_mean", "running_var", "weight", "bias")]
    plain = torch.nn.functional.conv2d(x, original["_blocks.1._project_conv.weight"])
    expected = torch.nn.functional.batch_norm(plain, *statistics, eps=EPSILON)
    found = torch.nn.functional.conv2d(x, folded["blocks.1.project.weight"], folded["blocks.1.project.bias"])
    torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-4)
