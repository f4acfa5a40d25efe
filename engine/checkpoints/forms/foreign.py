"""Files that people take for checkpoints, told by their first bytes, and what to do instead; loads no torch."""

from __future__ import annotations

import re
from pathlib import Path

from engine.language import tr

HEAD = 4096
ADDRESS = re.compile(r"(https?|ftp|s3|gs):/", re.IGNORECASE)
#: How files begin, what they are and what to do; each ends the sentence that a file's name begins.
BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (
        b"version https://git-lfs.github.com/spec/",
        tr(
            'is only a pointer of Git LFS, a note of where the real file lies; run "git lfs pull" in its folder, or '
            "download the file itself from the project's page."
        ),
    ),
    (
        b"\x89HDF\r\n\x1a\n",
        tr(
            "is an HDF5 file (.h5), as Keras and TensorFlow write them, which do not open here; a network trained or "
            "converted in PyTorch does."
        ),
    ),
    (b"7z\xbc\xaf\x27\x1c", tr("is packed (7z); unpack it and choose the file of weights inside.")),
    (b"Rar!\x1a\x07", tr("is packed (rar); unpack it and choose the file of weights inside.")),
    (b"\xfd7zXZ\x00", tr("is packed (xz); unpack it and choose the file of weights inside.")),
    (b"BZh", tr("is packed (bzip2); unpack it and choose the file of weights inside.")),
    (b"\x28\xb5\x2f\xfd", tr("is packed (zstd); unpack it and choose the file of weights inside.")),
)
WEB_PAGE = re.compile(rb"[\s\xef\xbb\xbf]*(<!doctype html|<html|<head|<\?xml)", re.IGNORECASE)
SAVED_PAGE = tr(
    "is a saved web page, not the file behind it; open the page in a browser and use its button for downloading."
)
ONNX = tr(
    "is an ONNX network, which holds a finished program and not a generator's weights by name; ask its author for the "
    "checkpoint that it was made from."
)
GRAPH = tr(
    "is a graph or checkpoint of TensorFlow's, which do not open here; a .pkl of NVIDIA's networks, or the same "
    "network in PyTorch, does."
)
#: Protocol buffers that begin with a version and the name of what wrote them.
PRODUCER = re.compile(rb"\x08[\x01-\x14]\x12.(pytorch|tf2onnx|onnx|skl2onnx|keras2onnx)", re.DOTALL)
GRAPHS = (".pb", ".pbtxt", ".index", ".meta", ".tflite")


def told(path: Path, head: bytes) -> str:
    """What ends the sentence about a file that begins so; empty where nothing is known of it."""
    for beginning, said in BEGINNINGS:
        if head.startswith(beginning):
            return said
    if WEB_PAGE.match(head):
        return SAVED_PAGE
    if PRODUCER.match(head) or path.suffix.lower() == ".onnx":
        return ONNX
    return GRAPH if path.suffix.lower() in GRAPHS or ".data-0000" in path.name else ""
