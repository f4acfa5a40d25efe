"""A network of a person's own: read as data, computed as torch does, refused in a sentence."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from engine.learning.assessors import onnx_file
from engine.learning.assessors.graph import NUMBERS, Graph, Node, Unfit
from engine.learning.assessors.own import open_network
from engine.methods.ganalyze import GANalyze


class Small(nn.Module):
    """Convolutions around a shortcut, as a person may have trained it."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(3, 6, 3, 2, 1), nn.BatchNorm2d(6), nn.PReLU(6), nn.MaxPool2d(2))
        self.more = nn.Conv2d(6, 6, 3, 1, 1, bias=False)
        self.fc = nn.Linear(6, 4)
        for parameter in self.parameters():
            nn.init.normal_(parameter, 0.1, 0.4, generator=torch.Generator().manual_seed(parameter.numel()))
        with torch.no_grad():
            self.features[1].running_mean.fill_(0.2)
            self.features[1].running_var.fill_(2.0)
        self.eval()

    def forward(self, x: Tensor) -> Tensor:
        first = self.features(x)
        both = nn.functional.leaky_relu(self.more(first), 0.2) + first
        return torch.sigmoid(self.fc(both.mean((2, 3))))


LAYERS: list[dict[str, Any]] = [
    {"layer": "conv", "weights": "features.0", "stride": 2, "padding": 1},
    {"layer": "batch_norm", "weights": "features.1"},
    {"layer": "prelu", "weights": "features.2"},
    {"layer": "max_pool", "size": 2, "name": "first"},
    {"layer": "conv", "weights": "more", "padding": 1},
    {"layer": "leaky_relu", "slope": 0.2},
    {"layer": "add", "of": ["before", "first"]},
    {"layer": "global_mean"},
    {"layer": "flatten"},
    {"layer": "linear", "weights": "fc"},
    {"layer": "sigmoid"},
]
MEAN, DEVIATION = [0.5, 0.4, 0.3], [0.2, 0.3, 0.4]


def described(folder: Path, **changed: object) -> Path:
    """The JSON of `Small`, with its weights beside it."""
    save_file({name: each.contiguous() for name, each in Small().state_dict().items()}, folder / "small.safetensors")
    told = {"title": "memorable", "weights": "small.safetensors", "side": 24, "mean": MEAN, "deviation": DEVIATION,
            "layers": LAYERS} | changed  # fmt: skip
    path = folder / "small.json"
    path.write_text(json.dumps(told))
    return path


def pictures(count: int = 3, side: int = 24) -> Tensor:
    return torch.rand(count, 3, side, side, generator=torch.Generator().manual_seed(1)) * 2 - 1


def expected(images: Tensor) -> Tensor:
    mean, deviation = torch.tensor(MEAN)[:, None, None], torch.tensor(DEVIATION)[:, None, None]
    return Small()(((images + 1) / 2 - mean) / deviation)


def test_layers_in_json_answer_as_the_network_that_they_describe(tmp_path: Path) -> None:
    own = open_network(described(tmp_path))
    assert (own.title, own.side, own.answers) == ("memorable", 24, 4)
    images = pictures().requires_grad_()
    assert torch.allclose(own(images), expected(images), atol=1e-6)
    mine, theirs = (torch.autograd.grad(f(images).sum(), images)[0] for f in (own, expected))
    assert torch.allclose(mine, theirs, atol=1e-6) and float(mine.abs().max()) > 0
    assert own(pictures(2, 64)).shape == (2, 4)  # of any size


def test_a_state_dict_that_torch_saved_will_do(tmp_path: Path) -> None:
    path = described(tmp_path, weights="small.pt")
    torch.save(Small().state_dict(), tmp_path / "small.pt")
    assert torch.allclose(open_network(path)(pictures()), expected(pictures()), atol=1e-6)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"weights": "../small.safetensors"}, "the name of a file beside it"),
        ({"weights": 3}, "the name of a file beside it"),
        ({"weights": "gone.safetensors"}, "gone.safetensors"),
        ({"side": 4}, "from 8 to 1024"),
        ({"mean": [1, 2]}, "three numbers"),
        ({"deviation": [1, 0, 1]}, "not above 0"),
        ({"layers": "many"}, "no list of layers"),
        ({"layers": [{"layer": "exec"}]}, "a layer 'exec'; there are add,"),
        ({"layers": [{"layer": "conv", "weights": "nowhere"}]}, "hold no 'nowhere.weight'"),
        ({"layers": [{"layer": "relu", "of": ["later"]}]}, "does not stand before it"),
        ({"layers": [{"layer": "relu", "name": "a"}, {"layer": "relu", "name": "a"}]}, "a name that is taken"),
        ({"layers": [{"layer": "linear", "weights": "fc"}]}, "does not fit"),
        ({"layers": [{"layer": "add"}]}, "input 2 is missing"),
        ({"layers": [{"layer": "max_pool", "size": 1000}]}, "up to 256"),
        ({"layers": [{"layer": "conv", "weights": "features.0", "padding": 256}] * 2}, "layer 'layer 2'|does not fit"),
        ({"layers": []}, "1 to 10,000 numbers|does not answer|would give"),
    ],
)
def test_a_bad_description_is_refused_in_a_sentence(tmp_path: Path, changed: dict[str, object], words: str) -> None:
    if changed == {"layers": []}:
        changed["side"] = 1024
    with pytest.raises(ValueError, match=words) as caught:
        open_network(described(tmp_path, **changed))
    assert "\n" not in str(caught.value) and str(caught.value).endswith(".")


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff" * 9, b'{"weights": "a"', b"[" * 100])
def test_a_damaged_description_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.json").write_bytes(content)
    with pytest.raises(ValueError, match=r"bad\.json") as caught:
        open_network(tmp_path / "bad.json")
    assert "\n" not in str(caught.value)


def test_what_would_grow_without_end_is_refused_before_it_does() -> None:
    twice = tuple(Node("Concat", (f"x{i}", f"x{i}"), f"x{i + 1}") for i in range(60))
    with pytest.raises(Unfit, match="too many numbers"):
        Graph(twice, {}, "x0", "x60").answers(64)
    with pytest.raises(Unfit, match="too many numbers"):
        Graph((Node("MatMul", ("x", "c"), "y"),), {"c": torch.zeros(1, 1).expand(64, NUMBERS)}, "x", "y").answers(64)


def test_pictures_never_depend_on_each_other() -> None:
    for node in (Node("Transpose", ("x",), "y", {"perm": (1, 0, 2, 3)}), Node("Concat", ("x", "x"), "y", {"axis": 0}),
                 Node("ReduceMean", ("x",), "y", {"axes": (0,)})):  # fmt: skip
        with pytest.raises(Unfit):
            Graph((node,), {}, "x", "y").answers(16)


def test_without_the_package_an_onnx_file_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(onnx_file.importlib, "import_module", gone)
    with pytest.raises(ValueError, match=r"install eigenbrush\[onnx\]"):
        open_network(tmp_path / "a.onnx")


def test_other_weights_in_the_same_file_are_another_question(tmp_path: Path) -> None:
    path = described(tmp_path)
    asked = [GANalyze(attribute="network", network=str(path)).question()]
    weights = {name: each + 1 for name, each in Small().state_dict().items()}
    save_file(weights, tmp_path / "small.safetensors")
    asked.append(GANalyze(attribute="network", network=str(path)).question())
    path.unlink()
    asked.append(GANalyze(attribute="network", network=str(path)).question())
    assert asked[0] != asked[1] != asked[2] != asked[0] and GANalyze().question() == asdict(GANalyze())


# ONNX, where its package is there


def model(nodes: list[Any], constants: dict[str, Tensor], side: int | str = 24, output: str = "end") -> bytes:
    from onnx import TensorProto, helper, numpy_helper

    graph = helper.make_graph(
        nodes, "small",
        [helper.make_tensor_value_info("picture", TensorProto.FLOAT, ["N", 3, side, side])],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, ["N", "k"])],
        [numpy_helper.from_array(each.numpy(), name) for name, each in constants.items()],
    )  # fmt: skip
    return bytes(helper.make_model(graph).SerializeToString())


def small_model(**changed: Any) -> bytes:
    from onnx.helper import make_node

    weights = {name: each for name, each in Small().state_dict().items() if each.is_floating_point()}
    norm = [f"features.1.{name}" for name in ("weight", "bias", "running_mean", "running_var")]
    weights["slope"] = weights.pop("features.2.weight")[:, None, None]
    weights["mean"], weights["deviation"] = torch.tensor(MEAN)[:, None, None], torch.tensor(DEVIATION)[:, None, None]
    nodes = [
        make_node("Sub", ["picture", "mean"], ["a"]),
        make_node("Div", ["a", "deviation"], ["b"]),
        make_node("Conv", ["b", "features.0.weight", "features.0.bias"], ["c"], strides=[2, 2], pads=[1, 1, 1, 1]),
        make_node("BatchNormalization", ["c", *norm], ["d"]),
        make_node("PRelu", ["d", "slope"], ["e"]),
        make_node("MaxPool", ["e"], ["f"], kernel_shape=[2, 2], strides=[2, 2]),
        make_node("Conv", ["f", "more.weight"], ["g"], pads=[1, 1, 1, 1]),
        make_node("LeakyRelu", ["g"], ["h"], alpha=0.2),
        make_node("Add", ["h", "f"], ["i"]),
        make_node("GlobalAveragePool", ["i"], ["j"]),
        make_node("Constant", [], ["shape"], value_ints=[-1, 6]),
        make_node("Reshape", ["j", "shape"], ["k"]),
        make_node("Gemm", ["k", "fc.weight", "fc.bias"], ["l"], transB=1),
        make_node("Sigmoid", ["l"], ["end"]),
    ]
    return model(nodes, weights, **changed)


def test_an_onnx_file_answers_as_the_network_that_it_was_made_from(tmp_path: Path) -> None:
    pytest.importorskip("onnx")
    (tmp_path / "small.onnx").write_bytes(small_model())
    own = open_network(tmp_path / "small.onnx")
    assert (own.title, own.side, own.answers) == ("small", 24, 4)
    assert torch.allclose(own(pictures()), expected(pictures()), atol=1e-6)
    (tmp_path / "open.onnx").write_bytes(small_model(side="S"))
    assert open_network(tmp_path / "open.onnx").side == 224
    beside = {"weights": "open.onnx", "side": 24}
    (tmp_path / "open.json").write_text(json.dumps(beside))
    assert torch.allclose(open_network(tmp_path / "open.json")(pictures()), expected(pictures()), atol=1e-6)


def test_a_bad_onnx_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    onnx = pytest.importorskip("onnx")
    from onnx.helper import make_node

    outside = onnx.load_model_from_string(small_model())
    for each in outside.graph.initializer[:1]:
        each.ClearField("raw_data")
        each.data_location = onnx.TensorProto.EXTERNAL
        each.external_data.add(key="location", value="/etc/passwd")
    bad = {
        b"nonsense": "damaged",
        model([make_node("Loop", ["picture"], ["end"]), make_node("Einsum", ["end"], ["z"])], {}): "Einsum, Loop",
        model([make_node("Relu", ["picture"], ["end"], domain="ours")], {}): "of ours",
        model([make_node("Relu", ["nothing"], ["end"])], {}): "which nothing gives",
        model([make_node("Relu", ["picture"], ["a"])], {}): "an answer for each picture",
        small_model(side=4): "8 to 1024",
        outside.SerializeToString(): "in other files",
        model([make_node("Mul", ["picture", "c"], ["end"])], {"c": torch.tensor([torch.nan])}): "not all finite",
    }
    for place, (content, words) in enumerate(bad.items()):
        path = tmp_path / f"bad{place}.onnx"
        path.write_bytes(content)
        with pytest.raises(ValueError, match=words) as caught:
            open_network(path)
        assert "\n" not in str(caught.value) and str(caught.value).endswith(".")
