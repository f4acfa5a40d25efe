"""What is no file is refused in a sentence by everything that opens a person's files; nothing waits for a pipe."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.document.disk.reading import NotAFile, content, opened
from tests.limited import linux, opened_in_a_child

#: Opens the path with each reader, and prints what each says.
IMPORTS = """
import os
import numpy as np
from engine.boundaries.labels import read_labels
from engine.checkpoints.reading import read
from engine.checkpoints.sniff import kind
from engine.codes.files import kinds_of, read_codes
from engine.directions.files import load_any_directions
from engine.document.arrays import ArrayStore
from engine.document.code import Layout, Slot
from engine.document.saved.direction_file import load_directions
from engine.document.saved.session import load_session
from engine.export.png import read_recipe
from engine.inversion.photo import read_photo
from engine.regions.masks import read_mask
from engine.training.data import Faces
from app.home import home
from app.model.settings import load_settings
layout = Layout((Slot("z", 4, 8),))
READERS = {
    "session": lambda path: load_session(path, ArrayStore()),
    "recipe": read_recipe,
    "directions": lambda path: load_any_directions(path, layout, "", tied=False),
    "our directions": load_directions,
    "codes": lambda path: [kinds_of(path, layout, tied=False), read_codes(path, layout, "", tied=False)],
    "mask": lambda path: read_mask(path, 256),
    "table": read_labels,
    "checkpoint": read,
    "identify": lambda path: [kind(path), read(path)],
    "pictures": Faces,
    "photo": read_photo,
}
def each():
    for name, reader in READERS.items():
        try:
            reader(path)
        except (ValueError, OSError) as error:
            print(name, "|", error)
        else:
            print(name, "| accepted")
"""


@linux
@pytest.mark.parametrize("what", ["pipe", "/dev/zero", "/dev/tty", "/proc/self/mem", "folder", "1 TB", "loop"])
def test_what_is_no_file_is_refused_by_every_reader(tmp_path: Path, what: str) -> None:
    path = Path(what) if what.startswith("/") else tmp_path / "thing"
    if what == "pipe":
        os.mkfifo(path)
    elif what == "folder":
        path.mkdir()
    elif what == "loop":
        path.symlink_to(path)
    elif what == "1 TB":
        with path.open("wb") as file:
            file.truncate(10**12)
    if what == "1 TB":  # weights may have any size, and are hashed whole
        imports = IMPORTS + 'for name in ("checkpoint", "identify", "pictures"): del READERS[name]\n'
    else:
        imports = IMPORTS
    lines = opened_in_a_child(path, imports, "each()").splitlines()
    assert lines.pop() == "accepted" and len(lines) == 11 - 3 * (what == "1 TB")
    for line in lines:
        name, said = line.split(" | ", 1)
        # An empty text: it holds no recipe; of a film, which may have any size, only its ends are looked at.
        fine = name == "recipe" and what in ("/proc/self/mem", "1 TB")
        assert (said == "accepted") if fine else "accepted" not in said
        words = {
            "pipe": "pipe",
            "/dev/zero": "pipe or a device",
            "folder": "folder",
            "1 TB": "would take 1,000,000.0 MB",
        }
        exempt = fine or (what == "folder" and name == "pictures")  # which are in one
        assert (
            exempt or words.get(what, "") in said or (name in ("checkpoint", "identify") and "neither a file" in said)
        )


@linux
def test_names_with_a_zero_byte_are_refused_by_every_reader() -> None:
    said = opened_in_a_child("x", IMPORTS + 'path = Path("a\\0b")', "each()").splitlines()
    assert len(said) == 12
    for line in said[:-1]:
        assert "such a name" in line or "null byte" in line or "There is no" in line


@linux
@pytest.mark.parametrize("what", ["pipe", "/dev/zero"])
def test_settings_that_are_no_file_are_set_aside(tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EIGENBRUSH_HOME", str(tmp_path))
    path = tmp_path / "settings.json"
    if what == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(what)
    said = opened_in_a_child(path, "from app.model.settings import load_settings", "print(load_settings()[1])")
    assert said.startswith("The settings could not be read (settings.json is a pipe or a device")
    assert not path.exists()


def test_a_file_is_read_and_no_more_of_it_than_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345678")
    assert content(path, 8) == b"12345678"
    with opened(path, None) as file:
        assert file.read() == b"12345678"
    with pytest.raises(NotAFile, match=r"^a was not opened: it would take .* MB, and at most .* MB are read\. Choose"):
        content(path, 7)
    path.write_bytes(b"")
    assert content(path, 8) == b""
    with pytest.raises(FileNotFoundError):
        opened(tmp_path / "none")
