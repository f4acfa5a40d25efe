"""Files made to harm: nothing in them runs, nothing hangs or fills the memory, and each gets one plain sentence."""

from __future__ import annotations

import gzip
import io
import json
import pickle
import random
import re
import struct
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from PIL import Image
from safetensors.torch import save

from engine.checkpoints.checkpoint import UnreadableFile
from engine.checkpoints.reading import read
from engine.generators import load
from tests import hostile
from tests.engine.checkpoints.test_forms import npz
from tests.engine.checkpoints.test_tensorflow import Network, of_stylegan2, pickled
from tests.engine.generators.test_stylegan2 import weights_of
from tests.hostile import (
    attacks,
    blob,
    in_old,
    in_zip,
    network,
    nvidia_bytes,
    quiet_attacks,
    raw_pickle,
    text,
    torch_bytes,
)


def gzipped(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def zipped(content: bytes) -> bytes:
    """The one checkpoint in a zip, beside words about it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("README.txt", "what it is")
        made.writestr("network.pkl", content)
    return buffer.getvalue()


def in_gzip(content: bytes, opcodes: bytes) -> bytes:
    return gzipped(hostile.with_opcodes(gzip.decompress(content), opcodes))


def in_packed_zip(content: bytes, opcodes: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return zipped(hostile.with_opcodes(packed.read("network.pkl"), opcodes))


WEIGHTS = {"mapping.w_avg": torch.arange(3.0), "synthesis.b4.weight": torch.arange(6.0).reshape(2, 3) - 3}
#: The forms in which the same weights may come.
FORMS = {
    "nvidia": nvidia_bytes({"G_ema": network(WEIGHTS, z_dim=4), "D": network(WEIGHTS)}),
    "zip": torch_bytes({"g_ema": WEIGHTS}),
    "old": torch_bytes({"g_ema": WEIGHTS}, zipped=False),
    "listed": torch_bytes({"g": WEIGHTS, "g_ema": list(WEIGHTS.values())}),
    "safetensors": save(WEIGHTS),
    "plain": pickle.dumps({"G": {name: weight.numpy() for name, weight in WEIGHTS.items()}}, 3),
    "tensorflow": pickled((Network("G", {}), of_stylegan2(weights_of((3, 2)))), protocol=3),
    "npz": npz({name: weight.numpy() for name, weight in weights_of((3, 2)).items()}),
}
FORMS["gzip"], FORMS["packed zip"] = gzipped(FORMS["nvidia"]), zipped(FORMS["tensorflow"])
INJECT = {
    "nvidia": hostile.with_opcodes,
    "zip": in_zip,
    "old": in_old,
    "listed": in_zip,
    "plain": hostile.with_opcodes,
    "tensorflow": hostile.with_opcodes,
    "gzip": in_gzip,
    "packed zip": in_packed_zip,
}
#: Bytes that reading a hostile file may take; the files themselves have at most a few megabytes.
MOST_MEMORY = 200_000_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "model.pkl"


def refusal(path: Path) -> str:
    """The sentence with which a file is refused, checked for being plain."""
    with pytest.raises(UnreadableFile) as caught:
        read(path)
    sentence = str(caught.value)
    check_sentence(sentence, path)
    return sentence


def check_sentence(sentence: str, path: Path) -> None:
    assert path.name in sentence and sentence.endswith(".") and len(sentence) < 300
    assert "\n" not in sentence and ". " not in sentence
    assert not re.search(r"Error|Exception|Traceback|0x|<class|line \d", sentence)


def opens_or_is_refused(path: Path) -> bool:
    """Whether it opens; if so its weights are finite, if not the sentence is plain."""
    try:
        weights = read(path).weights
    except UnreadableFile as error:
        check_sentence(str(error), path)
        return False
    assert weights and all(w.isfinite().all() for w in weights.values() if w.is_floating_point())
    return True


# ---- nothing runs ----


def test_the_attacks_work_on_an_ordinary_loader(tmp_path: Path) -> None:
    """In a process of their own, all of them; those whose module is missing in some installation may fail."""
    for name, (opcodes, _) in attacks(tmp_path / "victim").items():
        protocol = b"\x04" if "another module" in name else b"\x02"
        (tmp_path / f"{name}.pkl").write_bytes(b"\x80" + protocol + opcodes + b".")
    code = (
        "import pathlib, pickle, sys, torch\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "for path in folder.glob('*.pkl'):\n"
        "    try:\n"
        "        pickle.loads(path.read_bytes())\n"
        "    except Exception:\n"
        "        pass\n"
        "    if (folder / 'victim').exists():\n"
        "        print(path.stem)\n"
        "    (folder / 'victim').unlink(missing_ok=True)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    harmless_alone = {"import", "chained", "numpy"}  # they load a module, make a call ready, or need an old numpy
    assert set(done.stdout.splitlines()) | harmless_alone == set(attacks(tmp_path))


@pytest.mark.parametrize("form", list(INJECT))
@pytest.mark.parametrize("attack", [*attacks(Path("victim")), *quiet_attacks()])
def test_what_a_pickle_wants_run_is_named_and_not_run(tmp_path: Path, path: Path, form: str, attack: str) -> None:
    victim = tmp_path / "victim"
    opcodes, named = (attacks(victim) | quiet_attacks())[attack]
    path.write_bytes(INJECT[form](FORMS[form], opcodes))
    sentence = refusal(path)
    assert named in sentence and not victim.exists()


@pytest.mark.parametrize("form", list(INJECT))
def test_the_same_files_open_without_the_attack(path: Path, form: str) -> None:
    harmless = b"cargparse\nNamespace\n)\x81}" + text("lr") + b"K\x01sb"
    path.write_bytes(INJECT[form](FORMS[form], harmless))
    found = read(path).weights
    path.write_bytes(FORMS[form])
    plain = read(path).weights
    assert found.keys() == plain.keys() and all(torch.equal(found[name], plain[name]) for name in plain)
    assert form in ("tensorflow", "packed zip") or all(torch.equal(found[name], WEIGHTS[name]) for name in WEIGHTS)


def test_no_module_is_imported_on_behalf_of_a_file(path: Path, tmp_path: Path) -> None:
    (tmp_path / "evilmodule.py").write_text(f"open({str(tmp_path / 'victim')!r}, 'w').close()")
    path.write_bytes(hostile.with_opcodes(FORMS["nvidia"], b"cevilmodule\nThing\n)R}b"))
    sys.path.insert(0, str(tmp_path))
    try:
        assert opens_or_is_refused(path)
    finally:
        sys.path.remove(str(tmp_path))
    assert "evilmodule" not in sys.modules and not (tmp_path / "victim").exists()


# ---- nothing hangs, nothing fills the memory ----


def nested_networks(depth: int) -> bytes:
    """Modules within modules, from within."""
    start = b"ctorch_utils.persistence\n_reconstruct_persistent_obj\nq\x00"
    opening = b"h\x00}(" + text("type") + text("class") + text("class_name") + text("G") + text("state")
    module = b"}" + text("_modules") + b"}" + text("m")
    return start + b"0" + (opening + module) * depth + b"N" + b"ssu\x85R" * depth


def self_network() -> bytes:
    """A network that is a part of itself."""
    meta = b"}(" + text("type") + text("class") + text("class_name") + text("G") + text("state")
    state = b"}q\x01" + text("_modules") + b"}q\x02s"
    made = b"ctorch_utils.persistence\n_reconstruct_persistent_obj\n" + meta + state + b"u\x85Rq\x03"
    return made + b"0h\x02" + b"(" + text("a") + b"h\x03" + text("b") + b"h\x03u0h\x03"


def laughs(levels: int, width: int) -> bytes:
    """A dict of names for one dict, of names for one dict, and so on."""
    opcodes = b"}q\x00" + text("w") + b"Ns0"
    for level in range(levels):
        entries = b"".join(text(f"k{i}") + b"h" + bytes([level]) for i in range(width))
        opcodes += b"}(" + entries + b"uq" + bytes([level + 1]) + b"0"
    return opcodes + b"h" + bytes([levels])


def many_ordered_dicts() -> bytes:
    """One list of pairs, made into a dict again and again."""
    pairs = b"](" + b"".join(text(f"k{i}") + b"N\x86" for i in range(2000)) + b"eq\x00\x85q\x01"
    return b"ccollections\nOrderedDict\nq\x02" + pairs + b"0" + b"0h\x02h\x01R" * 20_000


def many_paths() -> bytes:
    part = text("x" * 100_000) + b"q\x00"
    return part + b"0" + b"cpathlib\nPosixPath\nq\x01(" + b"h\x00" * 1000 + b"tq\x020" + b"h\x01h\x02R" * 1000 + b"l"


def many_nested_files() -> bytes:
    inner = torch_bytes(torch.ones(2).untyped_storage(), zipped=False)
    start = b"ctorch.storage\n_load_from_bytes\nq\x00" + blob(inner) + b"\x85q\x010"
    return start + b"(" + b"h\x00h\x01R" * 50_000 + b"l"


def in_laughing_lists(levels: int) -> bytes:
    opcodes = b"]q\x00"
    for level in range(levels):
        opcodes += b"]q" + bytes([level + 1]) + b"(" + b"h" + bytes([level]) + b"2" * 9 + b"e"
    return b"}" + text("G_ema") + opcodes + b"s"


PICKLE_BOMBS: dict[str, bytes] = {
    "nested tuples": b")" + b"\x85" * 450_000,
    "nested lists": b"]" * 200_000 + b"a" * 199_999,
    "nested dicts": (b"}" + text("a")) * 100_000 + b"}" + b"s" * 100_000,
    "nested networks": nested_networks(10_000),
    "a list in itself": b"]q\x00h\x00a",
    "a dict in itself": b"}q\x00" + text("state_dict") + b"h\x00s" + text("g") + b"h\x00s",
    "a network in itself": self_network(),
    "a billion laughs in dicts": laughs(4, 1000),
    "a billion laughs in lists": in_laughing_lists(100),
    "the same dict many times": many_ordered_dicts(),
    "the same path many times": many_paths(),
    "the same file many times": many_nested_files(),
    "marks without end": b"(" * 1_000_000 + b"N",
    "values without end": b"N" * 1_000_000,
    "dicts without end": b"}" * 1_000_000,
    "the same value many times": hostile.repeated(b"]", 450_000),
    "an integer of gigabytes": b"\x8b\xff\xff\xff\x7f",
    "an integer of negative length": b"\x8b\xff\xff\xff\xff",
    "an integer of megabytes": b"\x8b" + struct.pack("<i", 1 << 20) + b"\x7f" * (1 << 20),
    "a text of exabytes": b"\x8d" + struct.pack("<Q", 1 << 62),
    "bytes of exabytes": b"\x8e" + struct.pack("<Q", 1 << 62),
    "bytes of more than there are": b"\x8e" + struct.pack("<Q", 2**64 - 1),
    "a bytearray of terabytes": b"\x96" + struct.pack("<Q", 1 << 42),
    "a text of gigabytes": b"X\xff\xff\xff\xff",
    "a frame of exabytes": b"\x95" + struct.pack("<Q", 1 << 62) + b"N",
    "a place in the memo far away": b"Nr\xff\xff\xff\xff",
    "a name without end": b"c" + b"a" * 1_000_000 + b"\nb\n",
    "colliding numbers": b"}("
    + b"".join(b"\x8a\x0a" + (k * (2**61 - 1)).to_bytes(10, "little") + b"N" for k in range(1, 50_000))
    + b"u",
    "a set of what cannot be hashed": b"\x8f(]}e".replace(b"e", b"\x90"),
    "an unknown opcode": b"\xff",
    "an extension": b"\x82\x01",
    "a buffer from outside": b"\x97",
    "a persistent name": b"Pabc\n",
    "a persistent part": text("x") + b"Q",
    "nothing on the stack": b"0" * 10,
    "a call of a number": b"K\x01)R",
    "a tensor without a storage": b"ctorch._utils\n_rebuild_tensor_v2\n)R",
    "a nested file that is none": b"ctorch.storage\n_load_from_bytes\n" + blob(b"nonsense") + b"\x85R",
    "an array of objects": (
        b"}"
        + text("G_ema")
        + b"}"
        + text("w")
        + b"cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85C\x01b\x87R"
        b"(K\x01K\x01\x85cnumpy\ndtype\n" + text("O8") + b"\x89\x88\x87R\x89]tbss"
    ),
}


def shaped(offset: int, size: tuple[int, ...], stride: tuple[int, ...], times: int = 1) -> bytes:
    """A pickle of one storage of four numbers and `times` tensors that claim to lie in it."""
    inner = torch_bytes(torch.ones(4, dtype=torch.uint8).untyped_storage(), zipped=False)
    place = b"\x8a\x09" + offset.to_bytes(9, "little")
    shapes = b"".join(
        b"(" + b"".join(b"\x8a\x09" + n.to_bytes(9, "little", signed=True) for n in ns) + b"t" for ns in (size, stride)
    )
    start = b"ctorch._utils\n_rebuild_tensor_v2\nq\x00ctorch.storage\n_load_from_bytes\n" + blob(inner) + b"\x85R"
    tensor = b"(h\x01" + place + shapes + b"\x89}tq\x02"
    entries = b"".join(text(f"w{i}") + b"h\x00h\x02R" for i in range(times))
    return raw_pickle(start + b"q\x0100" + tensor + b"0}" + text("G_ema") + b"}(" + entries + b"us")


def test_the_tensors_made_by_hand_are_sound(path: Path) -> None:
    path.write_bytes(shaped(0, (4,), (1,)))
    assert read(path).weights["w0"].numel() == 4


@pytest.mark.parametrize(
    ("offset", "size", "stride", "times", "says"),
    [
        (0, (10**9,), (0,), 1, "more numbers than it has room for"),
        (0, (2**40, 2**40), (0, 0), 1, "more numbers than it has room for"),
        (0, (2000,), (0,), 1000, "more numbers than it has room for"),
        (0, (2**62,), (0,), 1, "shapes are not shapes"),
        (0, (5,), (1,), 1, "reach beyond their numbers"),
        (1, (4,), (1,), 1, "reach beyond their numbers"),
        (2**40, (1,), (1,), 1, "reach beyond their numbers"),
        (0, (2, 2), (2, 2), 1, "reach beyond their numbers"),
        (0, (2,), (-1,), 1, "shapes are not shapes"),
        (0, (-1,), (1,), 1, "shapes are not shapes"),
        (0, (2, 2), (1,), 1, "shapes are not shapes"),
        (0, (1,) * 400, (1,) * 400, 1, "shapes are not shapes"),
    ],
)
def test_a_tensor_that_is_larger_than_what_it_lies_in(
    path: Path, offset: int, size: tuple[int, ...], stride: tuple[int, ...], times: int, says: str
) -> None:
    path.write_bytes(shaped(offset, size, stride, times))
    assert says in refusal(path)


def safe_header(header: bytes, claimed: int | None = None) -> bytes:
    return struct.pack("<Q", len(header) if claimed is None else claimed) + header


def overlapping_zip() -> bytes:
    """A thousand entries that are all the same megabyte of the file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a/data.pkl", pickle.dumps({}, 2))
        archive.writestr("a/data/0", bytes(1 << 20))
        first = archive.infolist()[1]
        for i in range(1, 1000):
            copy = zipfile.ZipInfo(f"a/data/{i}")
            copy.header_offset, copy.file_size, copy.compress_size = (
                first.header_offset,
                first.file_size,
                first.file_size,
            )
            copy.CRC, copy.compress_type = first.CRC, 0
            archive.filelist.append(copy)
    return buffer.getvalue()


def compressed_zip() -> bytes:
    return hostile.rewritten(FORMS["zip"], lambda name, old: old + bytes(10**7), compression=zipfile.ZIP_DEFLATED)


def many_entries_zip() -> bytes:
    return hostile.rewritten(FORMS["zip"], lambda name, old: b"")


OTHER_BOMBS: dict[str, Callable[[], bytes]] = {
    "a header of terabytes": lambda: safe_header(b"{}", 2**42),
    "a header longer than the file": lambda: safe_header(b'{"a":', 10**6),
    "a header of nested lists": lambda: safe_header(b'{"a":' + b"[" * 10**6),
    "a header of nested dicts": lambda: safe_header(b'{"a":' * 10**6),
    "a header of spaces": lambda: safe_header(b"{" + b" " * 17_000_000),
    "a tensor of exabytes": lambda: safe_header(
        json.dumps({"w": {"dtype": "F32", "shape": [2**60], "data_offsets": [0, 2**62]}}).encode()
    ),
    "a tensor with a shape of its own": lambda: safe_header(
        json.dumps({"w": {"dtype": "F32", "shape": [2**31, 2**33], "data_offsets": [0, 0]}}).encode()
    ),
    "a thousand dimensions of nothing": lambda: safe_header(
        json.dumps({"w": {"dtype": "F32", "shape": [0] * 1000, "data_offsets": [0, 0]}}).encode()
    ),
    "overlapping entries": overlapping_zip,
    "a compressed zip": compressed_zip,
    "a zip of empty entries": many_entries_zip,
    "an old torch file of nothing": lambda: FORMS["old"][:15] + pickle.dumps(1001, 2) + pickle.dumps({}, 2) * 3,
    "a network of TensorFlow's": lambda: raw_pickle(
        b"cdnnlib.tflib.network\nNetwork\n)\x81}" + text("version") + b"K\x04sb2" + b"2\x87"
    ),
    "nothing at all": lambda: b"",
    "one byte": lambda: b"\x80",
}


BOMBS: dict[str, Callable[[], bytes]] = {
    **{name: lambda opcodes=opcodes: raw_pickle(opcodes) for name, opcodes in PICKLE_BOMBS.items()},
    **OTHER_BOMBS,
}
READER = """
import json, pathlib, sys
from engine.checkpoints import choose, safetensors_file
from engine.checkpoints.pickles import torch_file
from engine.checkpoints.checkpoint import UnreadableFile
from engine.checkpoints.reading import read

def most():  # not getrusage: its peak is inherited from whoever started this process
    lines = pathlib.Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))

results = {}
for path in pathlib.Path(sys.argv[1]).iterdir():
    pathlib.Path("/proc/self/clear_refs").write_text("5")  # the peak starts anew
    before, text = most(), "opened"
    try:
        read(path)
    except UnreadableFile as error:
        text = str(error)
    results[path.stem] = (text, most() - before)
# The measure itself: it must see what is really taken.
before, ballast = most(), bytearray(b"x") * 300_000_000
results["ballast"] = ("", most() - before)
print(json.dumps(results))
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, int]]:
    """The sentence for each bomb, and by how much it raised the peak of a process that reads all of them."""
    folder = tmp_path_factory.mktemp("bombs")
    for name, make in BOMBS.items():
        (folder / f"{name}.pkl").write_bytes(make())
    done = subprocess.run([sys.executable, "-c", READER, str(folder)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize("bomb", list(BOMBS))
def test_what_wants_to_hang_or_to_fill_the_memory(outcomes: dict[str, tuple[str, int]], bomb: str) -> None:
    sentence, memory = outcomes[bomb]
    check_sentence(sentence, Path(f"{bomb}.pkl"))
    assert memory < MOST_MEMORY and outcomes["ballast"][1] > 100_000_000


# ---- damage ----


@pytest.mark.parametrize("form", list(FORMS))
def test_a_truncated_file_never_opens(path: Path, form: str) -> None:
    content, places = FORMS[form], random.Random(form)
    for place in [*(places.randrange(len(content)) for _ in range(50)), len(content) - 1]:
        path.write_bytes(content[:place])
        refusal(path)


@pytest.mark.parametrize("form", list(FORMS))
def test_flipped_bits_are_noticed_or_harmless(path: Path, form: str) -> None:
    content, chances = FORMS[form], random.Random(form)
    opened = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile's remarks on duplicate names
        for _ in range(125):
            flipped = bytearray(content)
            flipped[chances.randrange(len(content))] ^= 1 << chances.randrange(8)
            path.write_bytes(flipped)
            opened += opens_or_is_refused(path)
    assert opened < 125


@pytest.mark.parametrize("form", list(FORMS))
def test_bytes_that_were_shuffled(path: Path, form: str) -> None:
    content, chances = FORMS[form], random.Random(form)
    for _ in range(25):
        a, b = sorted(chances.randrange(len(content)) for _ in range(2))
        path.write_bytes(content[:a] + content[b:] + content[a:b])
        opens_or_is_refused(path)


def test_an_encrypted_zip_is_said_to_be_one(path: Path) -> None:
    path.write_bytes(hostile.locked(FORMS["zip"]))
    with pytest.raises(UnreadableFile, match="it is encrypted with a password") as caught:
        load(path)
    check_sentence(str(caught.value), path)


def test_networks_of_the_wrong_shape(path: Path) -> None:
    wrong = {"main.0.weight": torch.ones(4, 6, 4, 4), "main.2.weight": torch.ones(7, 3, 4, 4)}
    for content in (
        torch_bytes({"g": wrong}),
        torch_bytes({"g": wrong}, False),
        save(wrong),
        nvidia_bytes(network(wrong)),
    ):
        path.write_bytes(content)
        with pytest.raises(UnreadableFile) as caught:
            load(path)
        check_sentence(str(caught.value), path)


@pytest.mark.parametrize("form", ["nvidia", "zip", "old", "safetensors"])
def test_not_a_number_is_refused(path: Path, form: str) -> None:
    bad = {"w": torch.tensor([1.0, float("nan")])}
    made = {"nvidia": nvidia_bytes(network(bad)), "zip": torch_bytes(bad), "old": torch_bytes(bad, False)}
    path.write_bytes(made.get(form) or save(bad))
    assert "not finite (in w)" in refusal(path)


def test_names_from_a_file_do_not_spoil_the_sentence(path: Path) -> None:
    name = "w\n. Surprise (most recent call last): " + "x" * 120
    for content in (torch_bytes({name: torch.tensor(float("nan"))}), save({name: torch.tensor(float("nan"))})):
        path.write_bytes(content)
        assert "not finite (in w?.?Surprise" in refusal(path)


def test_folders_and_pictures_called_pkl(path: Path) -> None:
    Image.new("RGB", (8, 8)).save(path, "JPEG")
    assert "is a picture" in refusal(path)
    path.unlink()
    path.mkdir()
    assert "is a folder" in refusal(path)
