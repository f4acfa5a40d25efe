"""The recipe of the face networks, on small files of the packages' form."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.attributes.weights import RANGE
from resources.recipes.attributes import Source, arrays, converted, face_api_name, facemesh_name

FILTERS = np.arange(24, dtype=np.uint8)
MANIFEST: list[dict[str, Any]] = [
    {
        "weights": [
            {"name": "fc/weights", "shape": [2, 2], "dtype": "float32"},
            {
                "name": "dense0/conv0/filters",
                "shape": [1, 2, 3, 4],
                "dtype": "float32",
                "quantization": {"dtype": "uint8", "scale": 0.5, "min": -1.0},
            },
        ]
    }
]
RAW = np.array([[1, 2], [3, 4]], np.float32).tobytes() + FILTERS.tobytes()


@pytest.fixture
def source(tmp_path: Path) -> Source:
    (tmp_path / "it.bin").write_bytes(RAW)
    (tmp_path / "it.json").write_text(json.dumps(MANIFEST))
    return Source("small", "a package 1.0", "it.json", "it.bin", hashlib.sha256(RAW).hexdigest())


def test_weights_keep_their_bytes_and_get_our_names_and_axes(tmp_path: Path, source: Source) -> None:
    weights = converted(source, tmp_path)
    assert sorted(weights) == ["dense0.conv0.weight", "dense0.conv0.weight" + RANGE, "fc.weight"]
    assert weights["fc.weight"].tolist() == [[1, 3], [2, 4]]
    assert weights["dense0.conv0.weight" + RANGE].tolist() == [0.5, -1.0]
    expected = FILTERS.reshape(1, 2, 3, 4)
    for o, i, x in np.ndindex(4, 3, 2):
        assert weights["dense0.conv0.weight"][o, i, 0, x] == expected[0, x, i, o]


def test_another_file_is_not_taken(tmp_path: Path, source: Source) -> None:
    with pytest.raises(ValueError, match="take the one in a package"):
        converted(dataclasses.replace(source, sha256="0" * 64), tmp_path)


def test_a_description_that_does_not_fit_is_said() -> None:
    with pytest.raises(ValueError, match="ends before dense0/conv0/filters"):
        arrays(MANIFEST, RAW[:-1])
    with pytest.raises(ValueError, match="41 bytes long and its description says 40"):
        arrays(MANIFEST, RAW + b"\0")


def test_every_part_of_a_network_has_its_place() -> None:
    separable = {"a/pointwise_filter", "middle_flow/main_block_1/separable_conv2/pointwise_filter"}
    assert face_api_name("a/depthwise_filter", separable) == "a.depthwise.weight"
    assert face_api_name("a/bias", separable) == "a.pointwise.bias"
    assert face_api_name("middle_flow/main_block_1/separable_conv2/bias", separable) == (
        "middle.1.separable_conv2.pointwise.bias"
    )
    assert face_api_name("conv32_down/scale/biases", set()) == "conv32_down.scale.bias"
    assert face_api_name("conv256_down_out/conv1/conv/filters", set()) == "blocks.conv256_down_out.conv1.conv.weight"
    assert face_api_name("fc", set()) == "fc.weight" and face_api_name("fc/age/bias", set()) == "age.bias"
    model = "StatefulPartitionedCall/model_1"
    assert facemesh_name(f"{model}/depthwise_conv2d_14/depthwise/ReadVariableOp") == "trunk.13.depthwise.weight"
    assert facemesh_name(f"{model}/conv2d_21/BiasAdd/ReadVariableOp") == "mesh.6.bias"
    assert facemesh_name(f"{model}/conv2d_27/Conv2D/ReadVariableOp") is None
