"""A person's own picture: read, looked for, gone on with; what came too late or from nowhere changes nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.services.brought.photos import STARTS
from app.services.brought.scores import in_words
from engine.document.asked.requests import Cancelled, JobProgress
from engine.document.document import PhotoRef
from engine.document.photos.alignment import Alignment
from engine.document.photos.ignored import ignored_of
from engine.document.photos.photo import Invert, Inverted, LaidBack, LayBack, PasteBack, PhotoRead, ReadPhoto
from engine.document.tuning import Difference
from tests.app.desk import Desk, info

SQUARE = Alignment(30.0, 5.0, 40.0, 50.0)
PHOTO = PhotoRead("/there/aunt.jpg", np.zeros((80, 80, 3), np.uint8), 0.5, (SQUARE,))


def found(desk: Desk, likeness: float = 33.0, strangeness: float = 0.9) -> Inverted:
    code = np.arange(desk.controller.workspace.info.layout.dimension, dtype=np.float32)  # type: ignore[union-attr]
    return Inverted(code, SQUARE, np.zeros((16, 16, 3), np.uint8), likeness, strangeness)


def test_a_dropped_picture_is_read_looked_for_and_becomes_the_document(desk: Desk) -> None:
    desk.open(info())
    photos, workspace = desk.controller.photos, desk.controller.workspace
    assert workspace is not None
    photos.open("/there/aunt.jpg")
    assert desk.jobs[-1].work == ReadPhoto(workspace.document, "/there/aunt.jpg")
    desk.done(PHOTO)
    photos.look(SQUARE, 1.0)
    assert desk.jobs[-1].work == Invert(workspace.document, "/there/aunt.jpg", SQUARE, 1.0, STARTS)
    assert not photos.use()  # nothing was found yet
    desk.done(found(desk))
    assert photos.use()
    document = workspace.document
    assert document.photo == PhotoRef("/there/aunt.jpg", SQUARE)
    assert {slot for slot, _ in document.held} == {slot.name for slot in workspace.info.layout.latent}
    assert workspace.history.steps[-1].label == "Photo aunt.jpg"
    desk.controller.tidy()
    assert all(key in desk.controller.arrays for _, key in document.held)  # what it needs is kept
    workspace.face.set_seed(3, keep_edits=True)
    assert workspace.document.photo is None
    desk.controller.undo()
    assert workspace.document == document


def test_what_the_generator_was_fitted_with_comes_along_and_a_new_face_leaves_it(desk: Desk) -> None:
    desk.open(info())
    photos, workspace = desk.controller.photos, desk.controller.workspace
    assert workspace is not None
    before = workspace.document
    photos.open("/there/aunt.jpg")
    desk.done(PHOTO)
    photos.look(SQUARE, 0.5, tune=True)
    assert desk.jobs[-1].work == Invert(workspace.document, "/there/aunt.jpg", SQUARE, 0.5, 3, tune=True)
    into, out = np.ones((2, 5, 3, 3), np.float16), np.ones((5, 2), np.float16)
    difference = Difference(workspace.info.ref.sha256, ((1, 0, into, out),))
    desk.done(replace(found(desk), difference=difference, unfitted=24.0))
    assert photos.best is not None and "33 dB; 24 before the generator was fitted" in in_words(photos.best)
    assert photos.use()
    fitted = workspace.document
    assert fitted.tuning is not None and fitted.tuning.generator == workspace.info.ref.sha256
    desk.controller.tidy()
    desk.controller.tidy()
    assert all(key in desk.controller.arrays for key in fitted.tuning.arrays())
    assert workspace.document.unedited().tuning == fitted.tuning  # the picture without edits is the fitted photo
    workspace.face.set_seed(3, keep_edits=True)
    assert workspace.document.tuning is None
    desk.controller.undo()
    assert workspace.document == fitted
    desk.controller.undo()
    assert workspace.document == before and before.tuning is None
    desk.controller.redo()
    workspace.face.take_photo(found(desk).code, PhotoRef("/there/uncle.jpg", SQUARE))
    assert workspace.document.tuning is None


def test_stopping_keeps_the_best_so_far(desk: Desk) -> None:
    desk.open(info())
    photos = desk.controller.photos
    photos.open("/there/aunt.jpg")
    desk.done(PHOTO)
    photos.look(SQUARE, 0.5)
    job = desk.jobs[-1].job
    desk.answer(JobProgress(job, 0.3, partial=found(desk, 21.0)))
    photos.stop()
    assert desk.cancelled == [job]
    assert photos.use() and desk.controller.workspace.document.photo is not None  # type: ignore[union-attr]


def test_what_nobody_went_on_with_is_among_the_faces_brought_in(desk: Desk) -> None:
    """So that the autosave has it, and a crash loses nothing."""
    desk.open(info())
    photos, brought = desk.controller.photos, desk.controller.brought
    photos.open("/there/aunt.jpg")
    desk.done(PHOTO)
    photos.look(SQUARE, 0.5)
    desk.done(replace(found(desk), sha256="5" * 64))
    (face,) = brought.faces
    assert face.name == "aunt" and np.array_equal(face.code, found(desk).code)
    assert face.origin is not None and face.origin.photo == PhotoRef("/there/aunt.jpg", SQUARE, "5" * 64)
    photos.look(SQUARE, 1.0)  # the same photo, looked for otherwise
    better = Difference("a" * 64, ())
    desk.done(replace(found(desk, 40.0), difference=better, unfitted=36.0))
    (face,) = brought.faces
    assert face.origin is not None and face.origin.likeness == 36.0  # without what the generator was fitted with
    work = desk.controller.saving.session_request("/there/a.eigenbrush")
    assert work is not None and [kept.found.names for kept in work.faces] == [("aunt",)]


def test_a_search_that_another_photo_ends_is_said_and_kept(desk: Desk) -> None:
    desk.open(info())
    photos = desk.controller.photos
    photos.open("/there/aunt.jpg")
    desk.done(PHOTO)
    photos.look(SQUARE, 0.5)
    job = desk.jobs[-1].job
    desk.answer(JobProgress(job, 0.3, partial=found(desk, 21.0)))
    photos.open("/there/uncle.jpg")
    desk.done(replace(PHOTO, path="/there/uncle.jpg"))
    assert desk.cancelled == [job]
    assert "Finding aunt.jpg ended, because uncle.jpg was opened. What was found" in desk.said[-1][0]
    assert [face.name for face in desk.controller.brought.faces] == ["aunt"]
    desk.answer(Cancelled(job))
    assert len(desk.controller.brought.faces) == 1


def test_a_pause_stops_the_engine_and_goes_on_from_there(desk: Desk) -> None:
    desk.open(info())
    photos, ends = desk.controller.photos, list[bool]()
    photos.ended.connect(lambda: ends.append(photos.paused))
    photos.open("/there/aunt.jpg")
    desk.done(PHOTO)
    photos.look(SQUARE, 0.5)
    job = desk.jobs[-1].job
    desk.answer(JobProgress(job, 0.3, partial=found(desk, 21.0)))
    photos.pause()
    assert desk.cancelled == [job]
    desk.answer(Cancelled(job))
    assert ends == [True]
    photos.look(SQUARE, 0.5, go_on=True)
    work = desk.jobs[-1].work
    assert isinstance(work, Invert) and work.go_on and not photos.paused
    assert photos.best is not None and photos.likeness == [21.0]  # what was found is still there
    desk.done(found(desk, 40.0))
    assert photos.likeness == [21.0, 40.0] and ends == [True, False]
    photos.look(SQUARE, 1.0)  # something else: from nothing
    assert photos.best is None and photos.likeness == [] and not desk.jobs[-1].work.go_on  # type: ignore[attr-defined]


def test_stop_ends_a_pause(desk: Desk) -> None:
    desk.open(info())
    photos, ends = desk.controller.photos, list[bool]()
    photos.open("/there/aunt.jpg")
    desk.done(PHOTO)
    photos.look(SQUARE, 0.5)
    photos.pause()
    desk.answer(Cancelled(desk.jobs[-1].job))
    photos.ended.connect(lambda: ends.append(photos.paused))
    photos.stop()
    assert ends == [False]


def test_another_generator_forgets_the_photo(desk: Desk) -> None:
    desk.open(info())
    photos = desk.controller.photos
    photos.open("/there/aunt.jpg")
    desk.done(PHOTO)
    desk.open(info("other", "b" * 64))
    assert photos.photo is None and not photos.use()


def test_without_a_generator_it_is_said(desk: Desk) -> None:
    desk.controller.photos.open("/there/aunt.jpg")
    assert (
        not any(isinstance(job.work, ReadPhoto) for job in desk.jobs) and "open a generator first" in desk.said[-1][0]
    )


def test_pasting_back_needs_a_photo(desk: Desk) -> None:
    desk.open(info())
    photos, asked = desk.controller.photos, len(desk.jobs)
    photos.lay_back()
    assert "comes from no photo" in desk.said[-1][0] and len(desk.jobs) == asked
    photos.open("/there/aunt.jpg")
    desk.done(PHOTO)
    photos.look(SQUARE, 0.5)
    desk.done(found(desk))
    photos.use()
    document = desk.controller.workspace.document  # type: ignore[union-attr]
    heard: list[tuple[object, ...]] = []
    photos.laid.connect(lambda *told: heard.append(told))
    photos.lay_back()
    assert desk.jobs[-1].work == LayBack(document)
    desk.done(laid := LaidBack(np.zeros((2, 2, 3), np.uint8), np.zeros((2, 2, 3), np.uint8), 0.0))
    assert heard == [(document, laid)]
    photos.paste_back(document, "/there/out.png")
    assert desk.jobs[-1].work == PasteBack(desk.controller.workspace.document, "/there/out.png")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("likeness", "strangeness", "says"),
    [
        (45.0, 0.8, "Nearly the same (45 dB)"),
        (33.0, 0.8, "work well"),
        (33.0, 4.0, "odd things"),
        (20.0, 0.8, "square"),
    ],
)
def test_the_score_in_words(desk: Desk, likeness: float, strangeness: float, says: str) -> None:
    desk.open(info())
    assert says in in_words(found(desk, likeness, strangeness))


def test_the_score_says_what_does_not_count(desk: Desk) -> None:
    desk.open(info())
    assert "What is painted over, 12 % of the square, does not count." in in_words(replace(found(desk), counted=0.88))
    assert "painted over" not in in_words(found(desk))


def test_what_is_painted_over_goes_along(desk: Desk) -> None:
    desk.open(info())
    desk.controller.photos.open("/there/aunt.jpg")
    desk.done(PHOTO)
    ignored = ignored_of(np.full((2, 2), 255, np.uint8))
    desk.controller.photos.look(SQUARE, 0.5, ignored)
    work = desk.jobs[-1].work
    assert isinstance(work, Invert) and work.ignored == ignored
