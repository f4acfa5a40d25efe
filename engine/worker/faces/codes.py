"""Requests about codes in files: of this program, and of others."""

from __future__ import annotations

from pathlib import Path

from engine.codes.files import read_codes, save_codes
from engine.document.asked.codes import LoadCodes, SaveCodes
from engine.document.saved.code_file import CodeFile
from engine.job import Job, Progress
from engine.worker.answers import answers
from engine.worker.holdings import Holdings


@answers(LoadCodes)
def load_codes(held: Holdings, work: LoadCodes) -> Job[CodeFile]:
    """The codes in a file, for an open generator."""
    yield Progress(0.0, "reading")
    generator = held.get(work.generator).generator
    found = read_codes(Path(work.path), generator.layout, generator.sha256, tied=generator.tied)
    found.codes.flags.writeable = False
    return found


@answers(SaveCodes)
def write_codes(held: Holdings, work: SaveCodes) -> Job[str]:
    """Codes as a file, in the form that its ending asks for."""
    yield Progress(0.0, "saving")
    opened = held.get(work.generator)
    layout, title = opened.generator.layout, opened.info.ref.name
    save_codes(Path(work.path), work.found, layout, work.generator, title, tied=opened.generator.tied)
    return work.path
