"""Small direction files that would fill memory are refused before they do."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.limited import linux, opened_in_a_child

IMPORTS = """
from engine.directions.files import load_any_directions
from engine.document.code import Layout, Slot
layout = Layout((Slot("z", 1024, 8),))
"""


def npy(shape: tuple[int, ...], kind: str, size: int) -> bytes:
    """The head of an .npy, and so many zeros."""
    content = io.BytesIO()
    np.lib.format.write_array_header_1_0(content, {"descr": kind, "fortran_order": False, "shape": shape})
    return content.getvalue() + bytes(size)


def npz(path: Path, members: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> None:
    with zipfile.ZipFile(path, "w", packing) as file:
        for name, content in members.items():
            file.writestr(f"{name}.npy", content)


def many(path: Path) -> None:
    """None of them is large; together they are."""
    npz(path, dict.fromkeys("abcde", npy((10**6, 4), "<f4", 16_000_000)))


def many_small_numbers(path: Path) -> None:
    """As 64 bits they take eight times as much."""
    npz(path, dict.fromkeys("ab", npy((5 * 10**6, 4), "|u1", 20_000_000)))


def many_rows(path: Path) -> None:
    path.write_bytes(npy((10**6, 4), "|u1", 4_000_000))


def claims(path: Path) -> None:
    npz(path, {"a": npy((10**12, 4), "<f4", 16)})


def zeros(path: Path) -> None:
    """As many numbers as are read."""
    npz(path, {"a": npy((2**13, 2**10), "<f4", 2**25)})


def many_members(path: Path) -> None:
    npz(path, dict.fromkeys(map(str, range(30_000)), b""), zipfile.ZIP_STORED)


def lzma(path: Path) -> None:
    npz(path, {"a": npy((10**6, 4), "<f4", 16_000_000)}, zipfile.ZIP_LZMA)


def sparse(path: Path) -> None:
    """A file of 2 GB that has no room on the disk."""
    with path.open("wb") as file:
        file.write(npy((5 * 10**8,), "<f4", 0))
        file.truncate(2 * 10**9)


def sparse_rows(path: Path) -> None:
    with path.open("wb") as file:
        file.write(npy((15 * 10**6, 4), "|u1", 0))
        file.truncate(6 * 10**7 + 128)


def ours(path: Path, header: dict[str, object], size: int) -> None:
    text = json.dumps(header).encode()
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        file.truncate(8 + len(text) + size)


def our_vectors(path: Path) -> None:
    vectors = {"dtype": "U8", "shape": [5 * 10**6, 40], "data_offsets": [0, 2 * 10**8]}
    sigma = {"dtype": "U8", "shape": [4], "data_offsets": [2 * 10**8, 2 * 10**8 + 4]}
    ours(path, {"vectors": vectors, "sigma": sigma}, 2 * 10**8 + 4)


def our_words(path: Path) -> None:
    none = {"dtype": "U8", "shape": [0], "data_offsets": [0, 0]}
    said = dict.fromkeys(("spectrum", "method", "title", "version", "parameters", "seed", "generator"), "[]")
    ours(path, {"vectors": none, "sigma": none, "__metadata__": said | {"names": "[" + "{}," * 2_000_000 + "0]"}}, 0)


FILES: dict[Callable[[Path], None], str] = {
    many: "would take 80.0 MB, and at most 67.1 MB are read",
    many_small_numbers: "has 40,000,000 numbers, and at most 8,388,608 are read",
    many_rows: "its array has 1,000,000 rows, and at most 10,000 directions are read",
    claims: "claims more numbers than it has room for",
    zeros: "row 1 of a is all zeros",
    many_members: "bytes of names",
    lzma: "packed in a way that does not tell how large it becomes",
    sparse: "would take 2,000.0 MB, and at most 256.0 MB are read",
    sparse_rows: "has 60,000,000 numbers, and at most 8,388,608 are read",
    our_vectors: "has 200,000,004 numbers, and at most 8,388,608 are read",
    our_words: "has more than 500,000 values",
}


@linux
@pytest.mark.parametrize("make", FILES, ids=lambda make: make.__name__)
def test_a_small_direction_file_that_becomes_large_is_refused(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "small"
    make(path)
    said = opened_in_a_child(path, IMPORTS, 'load_any_directions(path, layout, "", tied=False, sure=True)')
    assert FILES[make] in said and said.endswith(".") and "\n" not in said
