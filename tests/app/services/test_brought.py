"""Faces that a person brings: codes of files and many photos; what came is kept, and what could not be used is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.model.brought import BroughtFace
from app.model.changes import Change
from app.services.brought.album import summary
from engine.document.asked.codes import LoadCodes, SaveCodes
from engine.document.asked.requests import Cancelled, JobProgress, MakePictures, SaveSession
from engine.document.disk.limits import FACES
from engine.document.disk.wording import short
from engine.document.document import PhotoRef
from engine.document.photos.album import InvertAll, Taken
from engine.document.photos.alignment import Alignment
from engine.document.photos.photo import Inverted
from engine.document.saved.code_file import CodeFile, Origin
from engine.document.saved.session import load_session, save_session
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
    desk.controller.settings.keep_edits = False
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
    origins = [face.origin for face in brought.faces]
    assert [origin and origin.likeness for origin in origins] == [33.0] * 3 and "33 dB" in str(origins[0])
    assert desk.said[-1][0] == "3 of 4 pictures became faces. b.jpg is bad."
    assert workspace.document == before
    assert brought.use(1) and workspace.document.photo == PhotoRef("/there/c.jpg", SQUARE)


@pytest.mark.parametrize("keep", [True, False])
def test_edits_stay_with_a_face_brought_in_where_they_are_to_be_kept(desk: Desk, keep: bool) -> None:
    desk.open(info())
    workspace, brought = desk.controller.workspace, desk.controller.brought
    assert workspace is not None
    desk.controller.settings.keep_edits = desk.controller.settings.keep_regions = keep
    workspace.move("z1.1", 2.0)
    edits = workspace.document.edits
    origin = Origin(PhotoRef("/there/ann.jpg", SQUARE), "Like it.", 30.0)
    brought.add(HERE, [BroughtFace("ann", CODES[0], origin), BroughtFace("bob", CODES[1])])
    for place in (0, 1):
        assert brought.use(place) and workspace.document.edits == (edits if keep else ())


def test_a_session_brings_the_faces_back_with_their_photos(desk: Desk, tmp_path: Path) -> None:
    desk.open(info())
    desk.frame(desk.renders[-1])
    there, gone = tmp_path / "ann.jpg", tmp_path / "gone.jpg"
    there.write_bytes(b"a photo")
    origins = [Origin(PhotoRef(str(path), SQUARE), "Like it.", 30.0) for path in (there, gone)]
    faces = [BroughtFace("ann", CODES[0], origins[0]), BroughtFace("eve", CODES[1], origins[1])]
    changes: list[Change] = []
    desk.controller.changed.connect(changes.append)
    desk.controller.brought.add(HERE, [*faces, BroughtFace("of a code", CODES[0] + 1)])
    assert changes == [Change.BROUGHT] and desk.controller.saving.unsaved  # so it is autosaved
    path = tmp_path / "a.eigenbrush"
    desk.controller.saving.session(str(path))
    work = desk.jobs[-1].work
    assert isinstance(work, SaveSession)
    save_session(path, work.documents, work.current, desk.controller.arrays, b"", work.sets, work.faces)
    desk.done(str(path))
    assert not desk.controller.saving.unsaved
    again = Desk()
    again.open(info())
    again.controller.opening.session(str(path))
    again.done(load_session(path, again.controller.arrays))
    again.done(info())
    back = again.controller.brought.faces
    assert [face.name for face in back] == ["ann", "eve", "of a code"]
    assert [face.origin for face in back] == [*origins, None] and not again.controller.saving.unsaved
    assert all(np.array_equal(a.code, b.code) for a, b in zip(back, faces, strict=False))
    said = " ".join(sentence for sentence, _, _ in again.said)
    assert "the 3 faces brought in" in said and f"{short(str(gone))} is not there any more" in said
    workspace = again.controller.workspace
    assert workspace is not None and again.controller.brought.use(0)
    assert workspace.document.photo == PhotoRef(str(there), SQUARE)
    again.controller.opening.session(str(path))  # twice: they are there once
    again.done(load_session(path, again.controller.arrays))
    again.done(info())
    assert len(again.controller.brought.faces) == 3
    for one in (desk, again):
        one.controller.close()


def test_a_session_keeps_the_last_of_very_many_faces_and_says_so(desk: Desk) -> None:
    desk.open(info())
    desk.controller.brought.add(HERE, [BroughtFace(f"{i}", CODES[0]) for i in range(FACES + 5)])
    desk.controller.saving.session("/there/a.eigenbrush")
    work = desk.jobs[-1].work
    assert isinstance(work, SaveSession) and work.faces[0].found.names == tuple(f"{i + 5}" for i in range(FACES))
    assert f"the last {FACES}" in desk.said[-1][0]


def test_a_face_of_a_photo_keeps_its_photo_in_a_file_of_codes(desk: Desk) -> None:
    desk.open(info())
    origin = Origin(PhotoRef("/there/ann.jpg", SQUARE), "Like it.", 30.0)
    desk.controller.brought.add(HERE, [BroughtFace("ann", CODES[0], origin)])
    desk.controller.brought.save("/there/all.safetensors")
    saved = desk.jobs[-1].work
    assert isinstance(saved, SaveCodes) and saved.found.origins == (origin,)
    desk.controller.codes.open("/there/all.safetensors")
    desk.done(saved.found)
    workspace = desk.controller.workspace
    assert workspace is not None and workspace.document.photo == origin.photo
    desk.controller.codes.save("/there/me.safetensors")
    alone = desk.jobs[-1].work
    assert isinstance(alone, SaveCodes) and alone.found.origins == (Origin(origin.photo),)
    workspace.move("z1.1", 2.0)  # what is saved with an edit in it is no more what was found of the photo
    desk.controller.codes.save("/there/me.safetensors")
    alone = desk.jobs[-1].work
    assert isinstance(alone, SaveCodes) and alone.found.origins == (None,)


def test_faces_of_an_album_are_there_at_once_and_become_better_in_their_places(desk: Desk) -> None:
    desk.open(info())
    album, brought = desk.controller.album, desk.controller.brought
    ends: list[bool] = []
    album.ended.connect(lambda: ends.append(album.busy))
    desk.controller.opening.photos(("/there/folder",))
    job = desk.jobs[-1].job
    assert album.busy
    rough = tuple(replace(taken(name, value), final=False) for name, value in (("a.jpg", 1), ("b.jpg", 2)))
    desk.answer(JobProgress(job, 0.6, "2 pictures", rough))
    brought.add(HERE, [BroughtFace("of a code", CODES[0])])  # what comes meanwhile is not in the way
    desk.answer(JobProgress(job, 0.7, "2 pictures", (taken("a.jpg", 5), taken("b.jpg", 6))))
    assert [(face.name, face.code[0]) for face in brought.faces] == [("a", 5), ("b", 6), ("of a code", 0)]
    album.stop()
    assert desk.cancelled == [job] and album.busy
    desk.answer(Cancelled(job))
    assert ends == [False] and desk.said[-1][0] == "2 of 2 pictures became faces."


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
