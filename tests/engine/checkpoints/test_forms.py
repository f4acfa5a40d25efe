"""One small network of ours in each way in which people's programs lay it into a file opens to the same picture."""

from __future__ import annotations

import gzip
import hashlib
import io
import pickle
import tempfile
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save
from torch import Tensor

from app.cli.facts import facts_of, in_lines
from engine.checkpoints import folder
from engine.checkpoints.checkpoint import UnreadableFile
from engine.checkpoints.reading import read
from engine.checkpoints.sniff import kind
from engine.generator import Generator
from engine.generators import load, opening
from engine.job import run
from tests.engine.generators.test_stylegan2 import opened, port_names, weights_of
from tests.hostile import Trap, torch_bytes

WEIGHTS = weights_of((8, 6, 4))
PORT = {
    name: value for name, value in port_names(weights_of()).items() if not name.startswith(("style.4", "noises.none"))
}
AVERAGE = WEIGHTS["mapping.w_avg"]
OTHER = {"encoder.body.0.weight": torch.ones(9, 9), "discriminator.b4.conv.weight": torch.ones(3, 3)}


def before(prefix: str, weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    return {prefix + name: value for name, value in weights.items()}


def half(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Another state of the same network."""
    return {name: value * 0.5 for name, value in weights.items()}


def as_arrays(weights: Mapping[str, Tensor]) -> dict[str, np.ndarray]:
    return {name: value.numpy() for name, value in weights.items()}


def npz(arrays: Mapping[str, np.ndarray], save: Callable = np.savez) -> bytes:
    content = io.BytesIO()
    save(content, **arrays)
    return content.getvalue()


def same_picture(one: Generator, other: Generator) -> bool:
    code = other.sample(1, 3)
    return torch.equal(one.sample(1, 3), code) and torch.equal(one.synthesize(code), other.synthesize(code))


#: What lies in a file, whose network is `WEIGHTS`.
FORMS: dict[str, Callable[[], bytes]] = {
    "DataParallel": lambda: torch_bytes({"g_ema": before("module.", WEIGHTS)}),
    "torch.compile in DataParallel": lambda: torch_bytes(before("module._orig_mod.", WEIGHTS)),
    "Lightning": lambda: torch_bytes(
        {"epoch": 3, "state_dict": before("generator.", WEIGHTS) | OTHER, "optimizer_states": [{"state": {}}]}
    ),
    "Lightning with an average": lambda: torch_bytes(
        {"state_dict": before("G.", half(WEIGHTS)) | before("G_ema.", WEIGHTS) | before("D.", WEIGHTS)}
    ),
    "averaged beside it": lambda: torch_bytes(
        {"state_dict": before("generator.", half(WEIGHTS)) | before("generator_ema.", WEIGHTS) | OTHER}
    ),
    "an encoder's decoder": lambda: torch_bytes({"state_dict": before("decoder.", WEIGHTS) | OTHER, "opts": {"a": 1}}),
    "plain pickle of arrays": lambda: pickle.dumps(as_arrays(WEIGHTS)),
    "plain pickle of tensors": lambda: pickle.dumps(OrderedDict(WEIGHTS), 2),
    "plain pickle within a dict": lambda: pickle.dumps({"epoch": 1, "G_ema": as_arrays(WEIGHTS)}, 4),
    "npz": lambda: npz(as_arrays(WEIGHTS)),
    "compressed npz": lambda: npz(as_arrays(WEIGHTS), np.savez_compressed),
    "npz in Fortran's order": lambda: npz({k: np.asfortranarray(v) for k, v in as_arrays(WEIGHTS).items()}),
}


@pytest.mark.parametrize("form", list(FORMS))
def test_each_form_opens_to_the_same_picture(tmp_path: Path, form: str) -> None:
    path = tmp_path / "anything.bin"
    path.write_bytes(FORMS[form]())
    assert kind(path) in ("checkpoint", "pickle")
    assert set(read(path).weights) == set(WEIGHTS)
    assert same_picture(load(path), opened(WEIGHTS))


@pytest.mark.parametrize("prefix", ["module.", "decoder.", "module.decoder."])
def test_the_mean_style_beside_a_wrapped_port_comes_along(tmp_path: Path, prefix: str) -> None:
    path, ours = tmp_path / "e4e.pt", opened(PORT | {"latent_avg": AVERAGE})
    for content in (
        {"state_dict": before(prefix, PORT) | OTHER, "latent_avg": AVERAGE},
        {"g_ema": before(prefix, PORT) | {"latent_avg": AVERAGE}},
    ):
        path.write_bytes(torch_bytes(content))
        found = load(path)
        assert same_picture(found, ours) and torch.equal(found.mean_code(), ours.mean_code())


def test_what_inspect_says_of_a_guess(tmp_path: Path) -> None:
    path = tmp_path / "fast.pt"
    path.write_bytes(torch_bytes({k: 0.01 * v if k.startswith("mapping.fc") else v for k, v in WEIGHTS.items()}))
    generator, notes = run(opening(path))
    assert notes == generator.guesses and notes[0] in in_lines(facts_of(generator))


def test_a_pickle_of_other_things_is_refused_and_nothing_of_it_runs(tmp_path: Path) -> None:
    path, victim = tmp_path / "other.pkl", tmp_path / "victim"
    for content, says in (
        ({"a": 1, "b": [1, 2]}, "a Python pickle without weights by name"),
        ({"G": as_arrays(WEIGHTS), "x": Trap(victim)}, "it asks for posix.system"),
    ):
        path.write_bytes(pickle.dumps(content))
        with pytest.raises(UnreadableFile, match=says):
            read(path)
    assert not victim.exists()


@pytest.mark.parametrize(
    ("arrays", "says"),
    [
        ({f"a.{i}": np.zeros(10**6) for i in range(9)}, "claims to hold more than its own size"),
        ({f"a.{i}": np.array([Path("x")]) for i in range(9)}, "in a form that generators do not use"),
    ],
)
def test_an_npz_that_is_no_network_is_refused(tmp_path: Path, arrays: dict[str, np.ndarray], says: str) -> None:
    path = tmp_path / "big.npz"
    path.write_bytes(npz(arrays, np.savez_compressed))
    with pytest.raises(UnreadableFile, match=says):
        read(path)


def in_zip(files: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, each in files.items():
            archive.writestr(name, each)
    return content.getvalue()


SAVED = torch_bytes({"g_ema": WEIGHTS})


@pytest.mark.parametrize(
    "packed",
    [
        lambda: gzip.compress(SAVED, mtime=0),
        lambda: gzip.compress(save(WEIGHTS), mtime=0),
        lambda: in_zip({"ffhq/network.pkl": SAVED, "ffhq/readme.txt": b"hello", "__MACOSX/._network.pkl": b"x"}),
        lambda: in_zip({"a.safetensors": save(WEIGHTS)}),
    ],
)
def test_one_packed_checkpoint_opens_and_leaves_nothing_behind(tmp_path: Path, packed: Callable[[], bytes]) -> None:
    path = tmp_path / "network.gz"
    path.write_bytes(packed())
    before = set(Path(tempfile.gettempdir()).glob("eigenbrush-*"))
    assert kind(path) == "checkpoint" and same_picture(load(path), opened(WEIGHTS))
    assert read(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(UnreadableFile, match=r"network\.gz"):
        read(path)
    assert set(Path(tempfile.gettempdir()).glob("eigenbrush-*")) == before


HTML = b"<!DOCTYPE html>\n<html><head><title>Google Drive</title></head></html>"
LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 363\n"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("ffhq.pkl", LFS, "only a pointer of Git LFS"),
        ("ffhq.pkl", HTML, "a saved web page"),
        ("ffhq.pkl", b"\n  <html>", "a saved web page"),
        ("model.h5", b"\x89HDF\r\n\x1a\n" + bytes(99), "an HDF5 file"),
        ("g.onnx", b"\x08\x07\x12\x07pytorch\x1a\x051.9", "an ONNX network"),
        ("g.bin", b"\x08\x07\x12\x07pytorch\x1a\x051.9", "an ONNX network"),
        ("saved_model.pb", b"\x0a\x10graph", "TensorFlow's"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(9), "unpack it"),
        ("two.zip", in_zip({"a.pt": b"1", "b.pt": b"2"}), r"several files of weights \(a\.pt, b\.pt\)"),
        ("bomb.gz", gzip.compress(bytes(1 << 25), mtime=0), "more than its own size"),
        ("letter.gz", gzip.compress(b"Dear diary", mtime=0), r"letter\.gz is an unknown kind"),
        ("page.gz", gzip.compress(HTML, mtime=0), "a saved web page"),
        ("optim.pt", torch_bytes({"state": {0: {"step": torch.ones(1)}}, "param_groups": [{"lr": 1}]}), "an optimizer"),
        ("o.pt", torch_bytes({"optimizer": {"state": {}, "param_groups": []}, "epoch": 3}), "an optimizer"),
    ],
)
def test_what_people_take_for_checkpoints(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=says) as caught:
        load(path)
    sentence = str(caught.value)
    assert sentence.startswith(name) and sentence.endswith(".") and "eigenbrush-" not in sentence


@pytest.mark.parametrize("address", ["https://example.com/ffhq.pkl", "http://example.com/a b.pt"])
def test_a_web_address_is_told(address: str) -> None:
    with pytest.raises(UnreadableFile, match=f"^{address} is a web address"):
        load(address)
    with pytest.raises(UnreadableFile, match="web address"):
        kind(address)


def test_the_newest_snapshot_of_a_training_run(tmp_path: Path) -> None:
    old, new = torch_bytes(half(WEIGHTS)), torch_bytes(WEIGHTS)
    for name, content in {
        "network-snapshot-000200.pkl": old,
        "network-snapshot-001000.pkl": new,
        "network-snapshot-000999.pkl": old,
        "optim-002000.pkl": old,
        "D-003000.pt": old,
        "fakes001000.png": b"",
        "log.txt": b"",
    }.items():
        (tmp_path / name).write_bytes(content)
    generator, notes = run(opening(tmp_path))
    assert same_picture(generator, opened(WEIGHTS))
    assert notes == (f"network-snapshot-001000.pkl was opened: the newest snapshot in {tmp_path.name}.",)
    assert folder.has_weights(tmp_path) and folder.files_of(tmp_path) == (tmp_path / "network-snapshot-001000.pkl",)
    below = tmp_path / "below"
    (below / "checkpoint").mkdir(parents=True)
    assert not folder.has_weights(below)
    (below / "checkpoint" / "000100.pt").write_bytes(new)
    assert folder.weights_of(below).name == "000100.pt"
    (below / "checkpoint" / "G_ema.pth").write_bytes(new)
    assert folder.weights_of(below).name == "G_ema.pth"


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (["backbone.synthesis.b4.const", "backbone.mapping.fc0.weight", "decoder.net.0.weight"], "holds an EG3D"),
        (["model.diffusion_model.input_blocks.0.weight", "first_stage_model.a"], "a diffusion model"),
        (
            ["G.initial_block", "G.blocks.0.conv1.weight", "S.net.0.weight", "D.blocks.0.net.0.weight"],
            "a part of a stylegan2-pytorch",
        ),
        (["b4.conv.weight", "b4.fc.weight", "b8.fromrgb.weight", "b8.conv0.weight"], "holds a discriminator"),
        (["encoder.input_layer.0.weight", "encoder.body.0.weight"], "holds an encoder"),
        (["model.1.weight", "model.10.conv_block.1.weight", "model.11.conv_block.1.weight"], "pix2pix"),
    ],
)
def test_families_out_of_reach_are_named(tmp_path: Path, names: list[str], says: str) -> None:
    path = tmp_path / "other.pt"
    path.write_bytes(torch_bytes({name: torch.ones(5, 5, 3) for name in names}))
    with pytest.raises(UnreadableFile, match=says) as caught:
        load(path)
    assert "nearest" not in str(caught.value) and "families that open" not in str(caught.value)


def test_an_npz_of_codes_is_none_of_weights(tmp_path: Path) -> None:
    path = tmp_path / "projected_w.npz"
    path.write_bytes(npz({"w": np.zeros((1, 8, 20))}))
    assert kind(path) == "arrays"


def test_a_truncated_npz_never_opens(tmp_path: Path) -> None:
    path, content = tmp_path / "cut.npz", FORMS["npz"]()
    for part in range(1, 20):
        path.write_bytes(content[: len(content) * part // 20])
        with pytest.raises(UnreadableFile, match=r"cut\.npz"):
            read(path)
