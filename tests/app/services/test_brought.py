"""Faces that a person brings: codes of files and many photos; what came is kept, and what could not be used is said."""

from __future__ import annotations

import numpy as np
import pytest

from app.services.brought.album import summary
from engine.document.album import InvertAll, Taken
from engine.document.alignment import Alignment
from engine.document.codes import CodeFile, LoadCodes, SaveCodes
from engine.document.document import PhotoRef
from engine.document.photo import Inverted
from engine.document.requests import Cancelled, JobProgress, MakePictures
from tests.app.desk import LAYOUT, Desk, info

SQUARE = Alignment(30.0, 5.0, 40.0, 50.0)
CODES = np.arange(2 * LAYOUT.dimension, dtype=np.float32).reshape(2, -1)
HERE = "a" * 64


def taken(name: str, value: float = 1.0) -> Taken:
    code = np.full(LAYOUT.dimension, value, np.float32)
    found = Inverted(code, SQUARE, np.full((16, 16, 3), int(value), np.uint8), 33.0, 0.9)
    return Taken(f"/there/{name}", found)


def test_a_code_becomes_the_face_and_can_be_undone(desk: Desk) -> None:
    desk.open(info())
    workspace = desk.controller.workspace
    assert workspace is not None
    workspace.move("z1.1", 2.0)
    before = workspace.document
    desk.controller.codes.open("/there/projected_w.npz")
    assert desk.jobs[-1].work == LoadCodes(HERE, "/there/projected_w.npz")
    assert workspace.document == before  # until it is read
    desk.done(CodeFile(CODES[:1], ("projected_w",), ("It was made elsewhere.",)))
    document = workspace.document
    held = np.concatenate([desk.controller.arrays[key] for _, key in document.held])
    assert np.array_equal(held, CODES[0]) and document.edits == () and document.photo is None
    assert workspace.history.steps[-1].label == "Code projected_w"
    assert desk.renders[-1].document == document and desk.said[-1][0] == "It was made elsewhere."
    desk.controller.undo()
    assert workspace.document == before


def test_of_several_codes_one_is_chosen_and_all_are_saved(desk: Desk) -> None:
    desk.open(info())
    workspace, brought = desk.controller.workspace, desk.controller.brought
    assert workspace is not None
    before, began, drawn = workspace.document, [], []
    brought.began.connect(lambda: began.append(len(brought.faces)))
    brought.drawn.connect(lambda place, pixels: drawn.append((place, int(pixels[0, 0, 0]))))
    desk.controller.codes.open("/there/two.safetensors")
    desk.done(CodeFile(CODES, ("ann", "bob")))
    assert began == [2] and workspace.document == before and not brought.use(2)
    brought.draw()
    work = desk.jobs[-1].work
    assert isinstance(work, MakePictures) and len(work.rows) == 2
    desk.answer(JobProgress(desk.jobs[-1].job, 0.5, partial=(1, np.full((1, 9, 9, 3), 7, np.uint8))))
    assert drawn == [(1, 7)]
    brought.draw()
    work = desk.jobs[-1].work
    assert isinstance(work, MakePictures) and len(work.rows) == 1  # only what has no picture yet
    assert brought.use(1) and workspace.history.steps[-1].label == "Code bob"
    brought.save("/there/all.npz")
    saved = desk.jobs[-1].work
    assert isinstance(saved, SaveCodes) and saved.generator == HERE and saved.path == "/there/all.npz"
    assert np.array_equal(saved.found.codes, CODES) and saved.found.names == ("ann", "bob")


def test_of_very_many_codes_the_first_are_shown_and_it_is_said(desk: Desk) -> None:
    desk.open(info())
    desk.controller.codes.open("/there/many.npy")
    desk.done(CodeFile(np.zeros((600, LAYOUT.dimension), np.float32), ("",) * 600))
    assert len(desk.controller.brought.faces) == 512
    assert desk.said[-1][0] == "many.npy holds 600 codes; the first 512 are shown, 88 are not."


def test_codes_that_come_after_another_generator_are_not_used(desk: Desk) -> None:
    desk.open(info())
    desk.controller.codes.open("/there/a.npz")
    job = desk.jobs[-1]
    other = info("other", "b" * 64)
    desk.open(other)
    desk.jobs.append(job)
    desk.done(CodeFile(CODES, ("a", "b")))
    assert "another generator came up" in desk.said[-1][0] and desk.controller.brought.faces == ()


def test_the_code_of_the_picture_is_saved_with_its_edits(desk: Desk) -> None:
    desk.open(info())
    desk.answer(desk.frame(desk.renders[-1], base=0.5))
    assert desk.controller.workspace is not None
    desk.controller.workspace.move("z1.1", 2.0)
    desk.controller.codes.save("/there/me.safetensors")
    work = desk.jobs[-1].work
    assert isinstance(work, SaveCodes) and work.found.names == ("me",)
    assert work.found.codes.tolist() == [[0.5, 0.5, 2.0, 0.5, 0.5]]


def test_photos_come_in_batches_and_stopping_keeps_them(desk: Desk) -> None:
    desk.open(info())
    workspace, brought = desk.controller.workspace, desk.controller.brought
    assert workspace is not None
    before = workspace.document
    drawn: list[tuple[int, int]] = []
    brought.drawn.connect(lambda place, pixels: drawn.append((place, int(pixels[0, 0, 0]))))
    desk.controller.opening.photos(("/there/folder",))
    job = desk.jobs[-1]
    assert job.work == InvertAll(before, ("/there/folder",))
    desk.answer(JobProgress(job.job, 0.2, "2 of 5", (taken("a.jpg", 1), Taken("/there/b.jpg", None, "b.jpg is bad."))))
    desk.answer(JobProgress(job.job, 0.4, "4 of 5", (taken("c.jpg", 2), taken("d.jpg", 3))))
    desk.controller.jobs.cancel(job.job)
    assert desk.cancelled == [job.job]
    desk.answer(Cancelled(job.job))
    assert [face.name for face in brought.faces] == ["a", "c", "d"] and drawn == [(0, 1), (1, 2), (2, 3)]
    assert [face.likeness for face in brought.faces] == [33.0] * 3 and "33 dB" in brought.faces[0].words
    assert desk.said[-1][0] == "3 of 4 pictures became faces. b.jpg is bad."
    assert workspace.document == before
    assert brought.use(1) and workspace.document.photo == PhotoRef("/there/c.jpg", SQUARE)


def test_faces_stay_with_their_generator(desk: Desk) -> None:
    desk.open(info())
    brought = desk.controller.brought
    brought.add(HERE, ())
    desk.controller.codes.open("/there/two.npy")
    desk.done(CodeFile(CODES, ("ann", "bob")))
    desk.open(info("other", "b" * 64))
    assert brought.faces == ()
    desk.open(info())
    assert [face.name for face in brought.faces] == ["ann", "bob"]
    brought.draw()  # the page was emptied meanwhile
    assert isinstance(desk.jobs[-1].work, MakePictures) and len(desk.jobs[-1].work.rows) == 2


@pytest.mark.parametrize(
    ("bad", "good", "says"),
    [
        ((), 3, "3 of 3 pictures became faces."),
        ((), 1, "The picture became a face."),
        (("a",), 1, "1 of 2 pictures became a face. a is bad."),
        (("a",), 0, "0 of 1 pictures became faces. a is bad."),
        (("a", "b", "c", "d", "e"), 4, "4 of 9 pictures became faces; left out: a, b, c and 2 more. a is bad."),
    ],
)
def test_many_pictures_are_one_sentence(bad: tuple[str, ...], good: int, says: str) -> None:
    assert (
        summary([Taken(name, None, f"{name} is bad.") for name in bad] + [taken(f"{i}") for i in range(good)]) == says
    )
