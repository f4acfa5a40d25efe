"""The wiring alone: what the controller asks of an engine that only writes down, and what it does with answers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from app.home import home
from app.model.settings import Recent
from app.services.library import thumbnail
from engine.checkpoints.registry import MODELS
from engine.document.asked.offers import EngineReady, Identified
from engine.document.asked.requests import (
    Cancelled,
    Discover,
    Done,
    Failed,
    FetchModel,
    JobProgress,
    LoadDirections,
    LoadSession,
    OpenGenerator,
    ReadRecipe,
    RenderFailed,
    SavePicture,
)
from engine.document.disk.caches import Cache
from engine.document.document import Document, GeneratorRef
from engine.document.photos.photo import ReadPhoto
from engine.document.regions import Region
from engine.document.saved.session import Session
from tests.app.desk import Desk, info


def test_opening_asks_for_a_frame_and_for_the_generators_own_sliders(desk: Desk) -> None:
    desk.open(info())
    assert [type(job.work) for job in desk.jobs] == [OpenGenerator, Discover]
    assert desk.jobs[1].work.method == "eigengan"
    assert desk.renders[-1].document == Document(info().ref)
    assert desk.controller.settings.recent == [Recent("/there/small.pt", "a" * 64, "small", "EigenGAN", 16)]


def test_the_newest_request_carries_the_newest_document(desk: Desk) -> None:
    desk.open(info())
    for value in (0.5, 1.0, 1.5):
        desk.controller.workspace.move("z1.1", value)
    sequences = [request.sequence for request in desk.renders]
    assert sequences == sorted(set(sequences))
    assert desk.renders[-1].document.edit("z1.1").strength == 1.5
    desk.controller.workspace.move("z1.1", 1.5)
    assert len(desk.renders) == len(sequences), "nothing changed, so nothing is rendered"


def test_only_frames_in_time_are_shown(desk: Desk) -> None:
    desk.open(info())
    first = desk.renders[-1]
    desk.controller.faces.choose_seed(5)
    second = desk.renders[-1]
    desk.answer(desk.frame(second, 2))
    desk.answer(desk.frame(first, 1))
    assert [int(frame.pixels[0, 0, 0]) for frame in desk.shown] == [2]
    desk.open(info("other", "b" * 64))
    desk.answer(desk.frame(second, 3))
    assert len(desk.shown) == 1
    desk.answer(desk.frame(desk.renders[-1], 4))
    assert [int(frame.pixels[0, 0, 0]) for frame in desk.shown] == [2, 4]


def test_a_frame_brings_the_seeds_own_values(desk: Desk, qtbot: QtBot) -> None:
    desk.open(info())
    with qtbot.waitSignal(desk.controller.changed):
        desk.answer(desk.frame(desk.renders[-1], base=0.75))
    assert desk.controller.workspace.home("z1.2") == 0.75
    with qtbot.assertNotEmitted(desk.controller.changed):
        desk.answer(desk.frame(desk.renders[-1], base=0.75))


def test_the_original_is_not_a_frame_and_costs_no_document_its_frame(desk: Desk) -> None:
    desk.open(info())
    desk.controller.workspace.move("z1.1", 2.0)
    originals: list[np.ndarray] = []
    desk.controller.original_ready.connect(originals.append)
    document = desk.renders[-1]
    desk.controller.faces.ask_original()
    asked = desk.renders[-1]
    assert asked.document.edits == () and asked.sequence > document.sequence
    desk.answer(desk.frame(asked, 9))  # it took the document's place in the mailbox: that frame never comes
    assert len(originals) == 1 and desk.shown == []
    assert desk.renders[-1].document == document.document and desk.renders[-1].sequence > asked.sequence
    desk.answer(desk.frame(desk.renders[-1], 1))
    desk.controller.faces.ask_original()
    count = len(desk.renders)
    desk.answer(desk.frame(desk.renders[-1], 9))
    assert len(originals) == 2 and len(desk.shown) == 1
    assert len(desk.renders) == count, "the document's frame was there already"


def test_problems_of_the_engine_are_said(desk: Desk) -> None:
    desk.open(info())
    desk.answer(Failed(0, "The engine could not start.", "why"))
    desk.answer(RenderFailed(1, 1, "This picture holds numbers that are not finite.", "where"))
    desk.controller.opening.generator("/gone.pt")
    desk.answer(Failed(desk.jobs[-1].job, "There is no file at /gone.pt.", "trace"))
    assert desk.said == [
        ("The engine could not start.", "problem", "why"),
        ("This picture holds numbers that are not finite.", "problem", "where"),
        ("There is no file at /gone.pt.", "problem", "trace"),
    ]


def test_a_job_is_announced_followed_and_ended(desk: Desk) -> None:
    started: list[tuple[int, str, bool]] = []
    progress: list[tuple[int, float, str]] = []
    desk.controller.job_started.connect(lambda *a: started.append(a))
    desk.controller.job_progressed.connect(lambda *a: progress.append(a))
    desk.controller.opening.generator("/there/small.pt")
    number = desk.jobs[-1].job
    desk.answer(JobProgress(number, 0.5, "reading"))
    desk.answer(Cancelled(number))
    desk.answer(JobProgress(number, 0.7, "a late word"))
    assert started == [(number, "Opening small.pt", False)]
    assert progress == [(number, 0.5, "reading")]
    assert desk.ended == [number] and desk.said == []
    assert desk.controller.workspace is None


def test_opening_another_generator_stops_the_one_that_is_being_opened(desk: Desk) -> None:
    desk.controller.opening.generator("/there/small.pt")
    desk.controller.opening.generator("/there/other.pt")
    first, second = desk.jobs
    assert desk.cancelled == [first.job]
    desk.answer(Done(first.job, info()))  # it was done already
    assert desk.controller.workspace is None
    desk.answer(Done(second.job, info("other", "b" * 64)))
    assert desk.controller.workspace.info.ref.name == "other"


def test_the_engine_says_its_device(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.controller.engine_ready) as ready:
        desk.answer(EngineReady("2 cores"))
    assert ready.args == ["2 cores"] and desk.said == []


def test_what_of_other_packages_could_not_be_used_is_said(desk: Desk) -> None:
    desk.answer(EngineReady("2 cores", notes=("The plug-in shaky was left out.",)))
    assert desk.said == [("The plug-in shaky was left out.", "info", "")]


def test_a_session_with_a_changed_generator_touches_no_open_document(desk: Desk) -> None:
    desk.open(info())
    before = desk.controller.workspace.document
    other = info("other", "b" * 64)
    session = Session((Document(before.generator, seed=9), Document(other.ref, seed=3)), 1)
    desk.controller.opening.session("/a.eigenbrush")
    assert isinstance(desk.jobs[-1].work, LoadSession)
    desk.done(session)
    desk.done(info("other", "c" * 64))
    assert "has changed since this was saved" in desk.said[-1][0] and desk.said[-1][1] == "problem"
    assert desk.controller.workspace.document == before
    assert list(desk.controller.workspaces) == ["a" * 64]


def test_a_session_brings_every_document_back_those_not_open_when_they_are_opened(desk: Desk) -> None:
    desk.open(info())
    a, b, c = info(), info("other", "b" * 64), info("third", "c" * 64)
    documents = (Document(a.ref, seed=9), Document(b.ref, seed=3), Document(c.ref, seed=4))
    desk.controller.opening.session("/a.eigenbrush")
    desk.done(Session(documents, 1))
    desk.done(b)
    assert desk.controller.workspace.document == documents[1]
    assert desk.controller.workspaces["a" * 64].document == documents[0]
    assert set(desk.controller.saving.session_request("/b").documents) == set(documents)
    desk.open(c)
    assert desk.controller.workspace.document == documents[2]
    assert len(desk.controller.saving.session_request("/b").documents) == 3


@pytest.mark.parametrize("kind", ["checkpoint", "unknown", "folder", "pickle"])
def test_whatever_is_no_picture_or_session_goes_to_the_loader_which_knows_the_words(desk: Desk, kind: str) -> None:
    desk.controller.opening.drop("/a")
    desk.done(Identified("/a", kind))
    assert desk.jobs[-1].work == OpenGenerator("/a", Cache(str(home()), 4_000_000_000))


def test_a_damaged_recipe_is_said(desk: Desk) -> None:
    desk.controller.opening.drop("/a.png")
    desk.done(Identified("/a.png", "recipe", '{"document": {}}'))
    assert desk.jobs[-1].work == ReadRecipe('{"document": {}}')  # nothing of a file is read on the window's thread
    desk.answer(Failed(desk.jobs[-1].job, "This recipe cannot be read."))
    assert desk.said == [("This recipe cannot be read.", "problem", "")]
    assert len(desk.jobs) == 2


def test_going_back_after_an_undo_goes_to_the_seed_before(desk: Desk) -> None:
    desk.open(info())
    for seed in (5, 7):
        desk.controller.faces.choose_seed(seed)
    desk.controller.undo()
    assert desk.controller.workspace.document.seed == 5
    desk.controller.faces.back()
    assert desk.controller.workspace.document.seed == 0


def test_names_and_stars_go_to_the_settings_and_come_from_there(desk: Desk) -> None:
    desk.controller.settings.names["a" * 64] = {"z1.2": "grin"}
    desk.controller.settings.starred["a" * 64] = ["z1.3"]
    desk.open(info())
    assert desk.controller.workspace.name("z1.2") == "grin"
    assert desk.controller.workspace.document.starred == ("z1.3",)
    assert not desk.controller.workspace.history.can_undo
    desk.controller.workspace.rename("z1.1", "left and right")
    assert desk.controller.settings.names["a" * 64] == {"z1.1": "left and right", "z1.2": "grin"}
    desk.controller.undo()
    assert desk.controller.settings.names["a" * 64] == {"z1.2": "grin"}


def test_without_a_generator_nothing_happens_and_nothing_fails(desk: Desk) -> None:
    c = desk.controller
    for action in (c.undo, c.redo, c.faces.dice, c.tidy, c.faces.ask_original, c.faces.stop_strip):
        action()
    c.jump(3)
    c.faces.back()
    c.faces.forward()
    c.faces.make_strip("z1.1")
    c.faces.make_faces((1, 2))
    c.saving.picture("/a.png")
    c.saving.session("/a")
    c.saving.autosave("/a")
    assert desk.jobs == [] and desk.renders == []


def test_notes_of_a_generator_are_one_notice_when_it_opens_first(desk: Desk) -> None:
    noted = info(notes=("Converted to a faster form.", "Parts were left out."))
    desk.open(noted)
    desk.open(info("other", "b" * 64))
    desk.open(noted)
    assert desk.said == [("Converted to a faster form. Parts were left out.", "info", "")]


def test_the_notice_of_a_frame_is_said_once_for_each_generator(desk: Desk) -> None:
    for what in (info(), info("other", "b" * 64)):
        desk.open(what)
        for seed in (5, 6):
            desk.controller.faces.choose_seed(seed)
            desk.answer(desk.frame(desk.renders[-1], notice="Fast precision is off: it was too far off."))
    assert desk.said == [("Fast precision is off: it was too far off.", "info", "")] * 2


def test_the_first_full_frame_of_a_file_becomes_its_thumbnail(desk: Desk) -> None:
    desk.open(info())
    desk.answer(desk.frame(desk.renders[-1], 50, quality="preview"))
    assert not thumbnail("a" * 64).exists()
    desk.controller.frames.ask_full()
    desk.answer(desk.frame(desk.renders[-1], 200))
    assert thumbnail("a" * 64).is_file()
    with Image.open(thumbnail("a" * 64)) as image:
        assert image.getpixel((3, 3)) == (200, 200, 200)


def test_a_built_in_needs_no_thumbnail_and_is_not_among_the_recent_files(desk: Desk) -> None:
    ref = GeneratorRef("faces", "builtin:faces", "a" * 64)
    desk.open(info(ref=ref))
    desk.answer(desk.frame(desk.renders[-1]))
    assert not thumbnail("a" * 64).exists() and desk.controller.settings.recent == []


def test_a_model_is_fetched_into_the_folder_of_models(desk: Desk) -> None:
    heard: list[tuple[str, str]] = []
    desk.controller.opening.model_fetched.connect(lambda *words: heard.append(words))
    model = MODELS[0]
    desk.controller.opening.model(model.name)
    assert desk.jobs[-1].work == FetchModel(model.name, str(home() / "models"))
    assert desk.controller.jobs.running("fetch", model.name)
    desk.done("/there/model.tar")
    assert heard == [(model.title, "/there/model.tar")]


def test_a_cancelled_or_failed_opening_leaves_what_was_open_alone(desk: Desk) -> None:
    desk.open(info())
    before, renders = desk.controller.workspace, len(desk.renders)
    for answer in (Cancelled, lambda job: Failed(job, "No.")):
        desk.controller.opening.generator("/there/other.pt")
        desk.answer(answer(desk.jobs[-1].job))
    assert desk.controller.workspace is before and len(desk.renders) == renders
    desk.controller.faces.choose_seed(3)
    desk.answer(desk.frame(desk.renders[-1], 7))
    assert [int(frame.pixels[0, 0, 0]) for frame in desk.shown] == [7]


def test_arrays_that_nobody_names_are_let_go_and_those_of_work_under_way_stay(desk: Desk) -> None:
    desk.open(info())
    c = desk.controller
    masks = [c.arrays.put(np.full((4, 4), value, np.uint8)) for value in (1, 2, 3)]
    written, parked, nobody = masks
    about = [replace(c.workspace.document, regions=(Region("a", mask),)) for mask in (written, parked)]
    c.ask(SavePicture(about[0], "/a.png"), lambda _: None)
    c.parked["b" * 64] = about[1]
    c.tidy()
    assert all(mask in c.arrays for mask in masks)  # put since: a request may be under way
    c.tidy()
    assert written in c.arrays and parked in c.arrays and nobody not in c.arrays


def test_a_sentence_goes_once_what_it_told_is_over(desk: Desk) -> None:
    outdated: list[str] = []
    desk.controller.outdated.connect(outdated.append)
    desk.controller.opening.drop("/gone")
    desk.answer(Failed(desk.jobs[-1].job, "There is no file at /gone."))
    desk.controller.opening.drop("/there/small.pt")
    desk.done(Identified("/there/small.pt", "checkpoint"))
    assert outdated == []  # it may still turn out to be nothing
    desk.done(info())
    assert outdated == ["There is no file at /gone."]
    desk.controller.saving.picture("/full/a.png")
    desk.answer(Failed(desk.jobs[-1].job, "a.png could not be written."))
    desk.open(info("other", "b" * 64))
    assert len(outdated) == 1  # that is another thing
    desk.controller.saving.picture("/there/a.png")
    desk.done("/there/a.png")
    assert outdated[1:] == ["a.png could not be written."]
    desk.answer(Failed(0, "Something else."))
    desk.controller.saving.picture("/full/b.png")
    desk.answer(Failed(desk.jobs[-1].job, "b.png could not be written."))
    desk.controller.saving.autosave("/full/autosave")
    assert len(outdated) == 2
    desk.controller.saving.picture("/there/b.png")  # as soon as it is tried again
    assert outdated[2:] == ["b.png could not be written."]


def test_what_is_not_what_it_is_called_is_told_so_by_who_knows_the_words(desk: Desk) -> None:
    desk.open(info())
    asked = []
    for name in ("/a.eigenbrush", "/a.HEIC", "/a.npy", "/a.pt"):
        desk.controller.opening.drop(name)
        desk.done(Identified(name, "unknown"))
        asked.append(type(desk.jobs[-1].work))
    assert asked == [LoadSession, ReadPhoto, LoadDirections, OpenGenerator]


def test_what_was_said_of_a_picture_goes_with_the_next_one_that_can_be_drawn(desk: Desk) -> None:
    desk.open(info())
    outdated: list[str] = []
    desk.controller.outdated.connect(outdated.append)
    first = desk.renders[-1]
    desk.answer(RenderFailed(first.epoch, first.sequence, "This picture holds numbers that are not finite."))
    assert outdated == []
    assert desk.controller.workspace is not None
    desk.controller.workspace.face.set_seed(5, keep_edits=True)
    desk.answer(desk.frame(desk.renders[-1]))
    assert outdated == ["This picture holds numbers that are not finite."]
    desk.answer(desk.frame(desk.renders[-1]))
    assert len(outdated) == 1
