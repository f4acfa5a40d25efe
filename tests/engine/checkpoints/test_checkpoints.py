"""Any file at all is either read right or refused in one plain sentence; nothing in it is ever run."""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import pickle
import struct
import subprocess
import sys
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from safetensors.torch import save
from torch import nn

from engine import job
from engine.checkpoints.checkpoint import UnreadableFile
from engine.checkpoints.convert import convert
from engine.checkpoints.reading import CHUNK, read, reading
from engine.checkpoints.sniff import kind
from engine.document.disk.caches import Cache
from tests.hostile import Trap, network, nvidia_bytes, torch_bytes


def png_bytes(keyword: str | None = None, international: bool = False) -> bytes:
    info = PngInfo()
    if keyword:
        (info.add_itxt if international else info.add_text)(keyword, "{}")
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()


def picture_bytes(form: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(buffer, form)
    return buffer.getvalue()


def zip_bytes(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "{}")
    return buffer.getvalue()


def tar_bytes() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("tensors"))
    return buffer.getvalue()


WEIGHTS = {"a.weight": torch.arange(12.0).reshape(3, 4), "a.count": torch.tensor(7)}
SAFE = save(WEIGHTS, {"family": "test"})
NVIDIA = b"\x80\x03}q\x00(X\x01\x00\x00\x00Gq\x01cdnnlib.tflib.network\nNetwork\nq\x02."


def safe_with(change: Callable[[dict[str, dict[str, object]]], object]) -> bytes:
    """SAFE with a header that says something else."""
    length = struct.unpack("<Q", SAFE[:8])[0]
    header = json.loads(SAFE[8 : 8 + length])
    change(header)
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + SAFE[8 + length :]


def refusal(path: Path) -> str:
    """The sentence with which a file is refused, checked for being one."""
    with pytest.raises(UnreadableFile) as caught:
        read(path)
    text = str(caught.value)
    assert "\n" not in text and text.endswith(".") and ". " not in text and len(text) < 260
    assert path.name in text
    return text


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "thing.png"  # a name that lies about everything but pictures


def check_weights(path: Path) -> None:
    weights = read(path).weights
    assert set(weights) == set(WEIGHTS)
    assert all(torch.equal(weights[name], WEIGHTS[name]) for name in WEIGHTS)


def test_safetensors_gives_weights_metadata_and_the_hash_of_the_file(path: Path) -> None:
    path.write_bytes(SAFE)
    check_weights(path)
    checkpoint = read(str(path))
    assert checkpoint.format == "safetensors" and checkpoint.metadata == {"family": "test"}
    assert checkpoint.sha256 == hashlib.sha256(SAFE).hexdigest()
    path.write_bytes(b"")  # the weights must not live in the file any more
    assert checkpoint.weights["a.weight"].sum() == 66


@pytest.mark.parametrize("zipped", [True, False])
def test_torch_files_new_and_old(path: Path, zipped: bool) -> None:
    path.write_bytes(torch_bytes(WEIGHTS, zipped))
    check_weights(path)
    assert read(path).format == "torch" and read(path).metadata == {}


def test_a_torch_file_without_checksums(path: Path) -> None:
    torch.serialization.set_crc32_options(False)
    try:
        path.write_bytes(torch_bytes(WEIGHTS))
    finally:
        torch.serialization.set_crc32_options(True)
    check_weights(path)


def test_half_precision_becomes_float32(path: Path) -> None:
    path.write_bytes(save({"w": torch.tensor([0.5, -2.0], dtype=torch.bfloat16)}))
    weights = read(path).weights["w"]
    assert weights.dtype == torch.float32 and weights.tolist() == [0.5, -2.0]


GENERATOR, CRITIC = {"g": torch.ones(1)}, {"x": torch.ones(1), "y": torch.ones(1), "z": torch.ones(1)}


@pytest.mark.parametrize(
    "content",
    [
        GENERATOR,
        {"netG_state_dict": GENERATOR, "netD_state_dict": CRITIC, "epoch": 3},
        {"g": CRITIC, "g_ema": GENERATOR, "d": CRITIC, "latent_avg": torch.zeros(2)},
        {"state_dict": GENERATOR},
        {"params": CRITIC, "params_ema": GENERATOR},
        {"generator": CRITIC, "discriminator": CRITIC, "generator_smooth": GENERATOR},
        {"model": {"netG": GENERATOR, "netD": CRITIC}, "optimizer": {"state": {0: {"step": torch.ones(1)}}}},
        {"module.g": torch.ones(1)},
        {"state_dict": {"_orig_mod.module.g": torch.ones(1)}},
    ],
)
def test_the_generator_is_found_among_what_else_is_saved(path: Path, content: object) -> None:
    path.write_bytes(torch_bytes(content))
    assert [name for name in read(path).weights if name != "latent_avg"] == ["g"]


def test_a_prefix_that_only_some_names_have_stays(path: Path) -> None:
    path.write_bytes(torch_bytes({"module.a": torch.ones(1), "b": torch.ones(1)}))
    assert set(read(path).weights) == {"module.a", "b"}


@pytest.mark.parametrize("zipped", [True, False])
def test_training_states_open_with_their_settings_and_the_mean_style(path: Path, zipped: bool) -> None:
    adam = torch.optim.Adam([nn.Parameter(torch.ones(2))])
    adam.param_groups[0]["params"][0].grad = torch.ones(2)
    adam.step()
    settings = argparse.Namespace(size=64, where=Path("a/b"), rate=np.float64(0.5), seen={"x"}, more=defaultdict(list))
    state = {"g": CRITIC, "d": CRITIC, "g_ema": GENERATOR, "g_optim": adam.state_dict(), "args": settings}
    path.write_bytes(torch_bytes({**state, "latent_avg": torch.tensor([3.0, 4.0])}, zipped))
    weights = read(path).weights
    assert {name: weight.tolist() for name, weight in weights.items()} == {"g": [1.0], "latent_avg": [3.0, 4.0]}


@pytest.mark.parametrize("zipped", [True, False])
def test_views_of_one_storage_get_memory_of_their_own(path: Path, zipped: bool) -> None:
    whole = torch.arange(24.0).reshape(4, 6)
    views = {"all": whole, "tied": whole, "part": whole[1:3], "turned": whole.t(), "steps": whole[:, ::3]}
    views |= {"last": whole.half().to(torch.float64)[3], "yes": torch.tensor([True, False]), "none": torch.ones(0, 3)}
    path.write_bytes(torch_bytes(views, zipped))
    weights = read(path).weights
    for name, view in views.items():
        assert weights[name].tolist() == view.tolist() and weights[name].is_contiguous()
        assert weights[name].untyped_storage().nbytes() == weights[name].numel() * weights[name].element_size()
    assert weights["all"].data_ptr() != weights["tied"].data_ptr()


def test_bools_that_are_neither_are_made_so(path: Path) -> None:
    content = bytearray(save({"b": torch.tensor([True, False])}))
    content[-2:] = b"\x07\x00"
    path.write_bytes(content)
    assert read(path).weights["b"].view(torch.uint8).tolist() == [1, 0]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"Dear diary, today I trained a GAN.\n" * 20, "an unknown kind of file"),
        (b"[" + b" " * 7 + b"{not a header}", "not a checkpoint"),
        (png_bytes(), "is a picture, not a checkpoint"),
        (zip_bytes("letter.txt"), "not a checkpoint"),
        (zip_bytes("session.json"), "is a saved session"),
        (zip_bytes("archive/data.pkl", "archive/version"), "is damaged"),
        (tar_bytes(), "is a tar archive"),
        (NVIDIA, "holds no weights"),
        (SAFE[:-8], "its length is not what its header promises"),
        (SAFE[:30], "ends before its header"),
        (SAFE + b"more", "its length is not what its header promises"),
        (struct.pack("<Q", 2**40) + SAFE[8:], "larger than any checkpoint"),
        (SAFE[:9] + b"\xff" + SAFE[10:], "header is not valid"),
        (safe_with(lambda h: h["a.weight"].update(shape=[3, 5])), "contradict each other"),
        (safe_with(lambda h: h["a.weight"].update(shape=[2**62, 2**62])), "contradict each other"),
        (safe_with(lambda h: h["a.weight"].update(data_offsets=[8, 9999])), "is damaged"),
        (safe_with(lambda h: h["a.weight"].update(dtype="F99")), "header is not valid"),
        (save({}), "holds no weights"),
        (torch_bytes(WEIGHTS)[:-200], "damaged or incomplete"),
        (torch_bytes(WEIGHTS)[:300], "damaged or incomplete"),
        (torch_bytes(WEIGHTS, False)[:-9], "damaged or incomplete"),
        (torch_bytes(WEIGHTS, False)[:40], "damaged or incomplete"),
        (torch_bytes({"epoch": 3}), "holds no weights"),
        (torch_bytes([torch.ones(3)]), "holds no weights"),
        (torch_bytes(argparse.Namespace(a=1)), "holds no weights"),
        (torch_bytes({"w": torch.ones(2, dtype=torch.complex64)}), "in a form that generators do not use"),
        (save({"w": torch.ones(2, dtype=torch.complex64)}), "in a form that generators do not use"),
        (torch_bytes({"w": torch.ones(1).expand(10**9)}), "more numbers than it has room for"),
        (torch_bytes({"w": torch.eye(3).to_sparse()}), "in a form that generators do not use"),
    ],
)
def test_what_is_not_a_sound_checkpoint_is_refused_in_one_sentence(path: Path, content: bytes, says: str) -> None:
    path.write_bytes(content)
    assert says in refusal(path)


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
@pytest.mark.parametrize("form", [save, torch_bytes])
def test_numbers_that_are_not_finite_are_refused_by_name(
    path: Path, bad: float, form: Callable[[object], bytes]
) -> None:
    path.write_bytes(form({"fine": torch.ones(2), "main.3.weight": torch.tensor([1.0, bad])}))
    assert "numbers that are not finite (in main.3.weight)" in refusal(path)


def test_a_flipped_bit_in_a_torch_file_is_noticed(path: Path) -> None:
    content = bytearray(torch_bytes(WEIGHTS))
    content[content.index(struct.pack("<f", 5.0)) + 1] ^= 4
    path.write_bytes(content)
    assert "damaged" in refusal(path)


def test_flipped_bits_anywhere_never_crash(path: Path) -> None:
    for content in (SAFE, torch_bytes(WEIGHTS), torch_bytes(WEIGHTS, False)):
        for place in range(0, len(content), 17):
            flipped = bytearray(content)
            flipped[place] ^= 0x55
            path.write_bytes(flipped)
            try:
                read(path)
            except UnreadableFile as error:
                assert path.name in str(error)


def test_a_zip_that_unpacks_to_more_than_it_holds_is_refused(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("archive/data.pkl", bytes(10**6))
    assert "compressed zip" in refusal(path)


@pytest.mark.parametrize("form", ["raw", "protocol 0", "zip", "old", "nested"])
def test_a_hostile_pickle_is_never_run(tmp_path: Path, form: str) -> None:
    victim, path = tmp_path / "victim", tmp_path / "model.pt"
    trap = Trap(victim)
    pickle.loads(pickle.dumps(trap))
    assert victim.exists()  # the trap works
    victim.unlink()
    path.write_bytes(
        {
            "raw": lambda: pickle.dumps(trap),
            "protocol 0": lambda: pickle.dumps(trap, 0),
            "zip": lambda: torch_bytes(trap),
            "old": lambda: torch_bytes(trap, False),
            "nested": lambda: torch_bytes({"state_dict": {"w": torch.ones(1), "x": trap}}),
        }[form]()
    )
    text = refusal(path)
    assert not victim.exists()
    if form in ("zip", "old", "nested"):
        assert f"it asks for {os.system.__module__}.system" in text


def test_torchscript_is_a_program(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("m/data/0", "m/data.pkl", "m/code/__torch__.py", "m/constants.pkl", "m/version"):
            archive.writestr(name, "")
    assert "TorchScript" in refusal(path)


def test_folders_missing_files_and_pipes(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)
    assert "There is no file" in refusal(tmp_path / "gone.pt")
    os.mkfifo(tmp_path / "pipe")
    assert "neither a file nor a folder" in refusal(tmp_path / "pipe")


def test_a_file_that_may_not_be_read(path: Path) -> None:
    path.write_bytes(SAFE)
    path.chmod(0)
    root = os.geteuid() == 0
    if root:  # root may read everything, so be somebody else for a moment
        os.seteuid(65534)
    try:
        text = refusal(path)
    finally:
        if root:
            os.seteuid(0)
    assert "permission denied" in text


@pytest.mark.parametrize(
    ("content", "is_a"),
    [
        (SAFE, "checkpoint"),
        (SAFE[:40], "checkpoint"),
        (torch_bytes(WEIGHTS), "checkpoint"),
        (torch_bytes(WEIGHTS)[:200], "checkpoint"),
        (torch_bytes(WEIGHTS, False), "checkpoint"),
        (zip_bytes("session.json", "arrays.safetensors"), "session"),
        (zip_bytes("preview.png", "session.json"), "session"),
        (zip_bytes("letter.txt"), "unknown"),
        (png_bytes("eigenbrush"), "recipe"),
        (png_bytes("eigenbrush", international=True), "recipe"),
        (png_bytes("eigenbrushes"), "picture"),
        (png_bytes("Comment"), "picture"),
        (png_bytes(), "picture"),
        (png_bytes()[:60], "picture"),
        (picture_bytes("JPEG"), "picture"),
        (picture_bytes("GIF"), "picture"),
        (picture_bytes("BMP"), "picture"),
        (picture_bytes("WEBP"), "picture"),
        (NVIDIA, "checkpoint"),
        (pickle.dumps({"w": 1}), "pickle"),
        (b"", "unknown"),
        (b"{}", "unknown"),
        (b"BMW drivers, an essay in three parts", "unknown"),
    ],
)
def test_a_file_is_known_by_its_content(tmp_path: Path, content: bytes, is_a: str) -> None:
    for name in ("thing", "thing.safetensors", "thing.png", "thing.pkl"):
        (tmp_path / name).write_bytes(content)
        assert kind(tmp_path / name) == is_a


def test_a_folder_is_known_and_nothing_is_refused(tmp_path: Path) -> None:
    assert kind(tmp_path) == "folder"
    with pytest.raises(UnreadableFile, match="There is no file"):
        kind(tmp_path / "gone")


def test_asking_what_a_file_is_loads_no_torch() -> None:
    code = "import sys, engine.checkpoints, engine.checkpoints.sniff; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# ---- folders ----

CONFIG = {"z_dim": 128, "layers": [[True, 2]]}


@pytest.mark.parametrize("name", ["pytorch_model.bin", "model.safetensors"])
def test_a_folder_of_weights_and_settings(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "biggan"
    folder.mkdir()
    content = torch_bytes(WEIGHTS) if name.endswith("bin") else save(WEIGHTS, {"format": "pt"})
    (folder / name).write_bytes(content)
    (folder / "config.json").write_text(json.dumps(CONFIG, indent=2))
    for what in (folder, folder / name):
        found = read(what)
        assert json.loads(found.metadata["config"]) == CONFIG
        assert found.path == what and found.sha256 == hashlib.sha256(content).hexdigest()
        assert set(found.weights) == set(WEIGHTS)


def test_settings_beside_a_lone_file(tmp_path: Path) -> None:
    plain, named, other = (tmp_path / n for n in ("x.bin", "deep-128-pytorch_model.bin", "x.pt"))
    for path in (plain, named, other):
        path.write_bytes(torch_bytes(WEIGHTS))
    assert read(plain).metadata == {}
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "deep-128-config.json").write_text(json.dumps(CONFIG))
    assert read(plain).metadata == {"config": "{}"}
    assert json.loads(read(named).metadata["config"]) == CONFIG
    assert read(other).metadata == {}


@pytest.mark.parametrize("text", ["[1]", "{", "[" * 100_000, "{" + " " * 2_000_000 + "}", "\x00"])
def test_settings_that_are_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "pytorch_model.bin").write_bytes(torch_bytes(WEIGHTS))
    (tmp_path / "config.json").write_text(text)
    with pytest.raises(UnreadableFile, match=r"config.json beside pytorch_model.bin holds no settings; .*\.$"):
        read(tmp_path)


# ---- converted files ----


@pytest.mark.parametrize("content", [torch_bytes(WEIGHTS), SAFE, nvidia_bytes(network(WEIGHTS, z_dim=4))])
def test_a_converted_file_has_the_same_weights_metadata_and_hash(tmp_path: Path, content: bytes) -> None:
    old, new, again = (tmp_path / name for name in ("old.pkl", "new.safetensors", "again.safetensors"))
    old.write_bytes(content)
    original = read(old)
    convert(original, new, "dcgan")
    convert(read(new), again, "dcgan")  # a converted file's origin stays the first one
    for path in (new, again):
        found = read(path)
        assert found.sha256 == original.sha256 and found.format == "safetensors"
        ours = {"format": "eigenbrush", "family": "dcgan", "origin": original.sha256}
        assert found.metadata == {**original.metadata, **ours}
        assert all(torch.equal(found.weights[name], weight) for name, weight in original.weights.items())
    assert sorted(tmp_path.iterdir()) == sorted([old, new, again])


@pytest.mark.parametrize(
    "claim",
    [
        {"origin": "0" * 64},
        {"format": "pt", "origin": "0" * 64},
        {"format": "eigenbrush", "origin": "0" * 63},
        {"format": "eigenbrush", "origin": "G" * 64},
        {"format": "eigenbrush", "origin": "0" * 64 + "\n"},
    ],
)
def test_an_origin_that_is_no_hash_is_not_believed(path: Path, claim: dict[str, str]) -> None:
    path.write_bytes(save(WEIGHTS, claim))
    assert read(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_conversion_that_fails_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "old.pt").write_bytes(torch_bytes(WEIGHTS))
    with pytest.raises(OSError):
        convert(read(tmp_path / "old.pt"), tmp_path / "missing" / "new.safetensors", "dcgan")
    (tmp_path / "new.safetensors").mkdir()
    with pytest.raises(OSError):
        convert(read(tmp_path / "old.pt"), tmp_path / "new.safetensors", "dcgan")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["new.safetensors", "old.pt"]


# ---- the cache ----


def test_the_second_time_comes_from_the_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, folder = tmp_path / "net.pkl", tmp_path / "converted"
    path.write_bytes(nvidia_bytes(network(WEIGHTS, z_dim=4)))
    first = read(path, Cache(str(tmp_path)))
    (copy,) = folder.iterdir()
    assert copy.name == f"{first.sha256}.safetensors"
    with monkeypatch.context() as patch:
        patch.setattr(
            "engine.checkpoints.pickles.torch_file.read_pickle", lambda *args: pytest.fail("read the original")
        )
        second = read(path, Cache(str(tmp_path)))
    assert (second.path, second.format, second.sha256) == (first.path, "nvidia", first.sha256)
    assert second.metadata == first.metadata and set(second.weights) == set(first.weights)
    assert all(torch.equal(second.weights[name], first.weights[name]) for name in first.weights)


@pytest.mark.parametrize("damage", [b"", b"nonsense", SAFE, SAFE[:40]])
def test_a_damaged_copy_is_made_again(tmp_path: Path, damage: bytes) -> None:
    path, folder = tmp_path / "net.pt", tmp_path / "converted"
    path.write_bytes(torch_bytes(WEIGHTS))
    read(path, Cache(str(tmp_path)))
    (copy,) = folder.iterdir()
    copy.write_bytes(damage)
    assert set(read(path, Cache(str(tmp_path))).weights) == set(WEIGHTS)
    assert copy.read_bytes() != damage and set(read(copy).weights) == set(WEIGHTS)


def test_fast_files_are_not_copied_and_a_cache_that_cannot_be_written_is_no_hindrance(tmp_path: Path) -> None:
    safe, torch_file = tmp_path / "a", tmp_path / "b"
    safe.write_bytes(SAFE)
    torch_file.write_bytes(torch_bytes(WEIGHTS))
    read(safe, Cache(str(tmp_path)))
    assert not (tmp_path / "converted").exists()
    (tmp_path / "converted").write_text("a file where the folder should be")
    assert set(read(torch_file, Cache(str(tmp_path))).weights) == set(WEIGHTS)


# ---- the job ----


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")
@pytest.mark.parametrize(
    "form", [torch_bytes, save, lambda w: torch_bytes(w, False), lambda w: nvidia_bytes(network(w))]
)
def test_reading_is_a_job_whose_progress_rises_to_the_end(path: Path, form: Callable[[object], bytes]) -> None:
    path.write_bytes(form({f"a.w{i}": torch.ones(CHUNK // 8) for i in range(4)}))
    steps = [step.fraction for step in reading(path)]
    assert steps == sorted(steps) and len(steps) >= 7 and steps[-1] == 1.0 and min(steps) > 0


def test_reading_can_be_cancelled_at_every_step(path: Path, tmp_path: Path) -> None:
    path.write_bytes(torch_bytes(WEIGHTS))
    total = sum(1 for _ in reading(path))
    files = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    for count in range(1, total + 1):
        work = reading(path, Cache(str(tmp_path)))
        for _ in range(min(count, total)):
            next(work, None)
        work.close()
    assert not files or len(os.listdir("/proc/self/fd")) == files
    assert set(job.run(reading(path)).weights) == set(WEIGHTS)


MEMORY = """
import sys
from engine.checkpoints import choose, safetensors_file
from engine.checkpoints.pickles import torch_file
from engine.checkpoints.reading import read

def most():  # not getrusage: its peak is inherited from whoever started this process
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))

before = most()
weights = read(sys.argv[1]).weights
print(most() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")
@pytest.mark.parametrize(
    "form", [torch_bytes, save, lambda w: torch_bytes(w, False), lambda w: nvidia_bytes(network(w))]
)
def test_reading_needs_hardly_more_memory_than_the_weights(path: Path, form: Callable[[object], bytes]) -> None:
    weights = {f"a.w{i}": torch.ones(1_000_000) for i in range(50)}
    path.write_bytes(form(weights))
    done = subprocess.run([sys.executable, "-c", MEMORY, str(path)], capture_output=True, text=True, check=True)
    assert 190_000_000 < int(done.stdout) < 200_000_000 * 1.1 + 10_000_000
