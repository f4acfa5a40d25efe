"""Documents whose arrays are not those of their generator are said once and not shown; photos find a generator."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.model.settings import Recent
from engine.document.arrays import ArrayStore
from engine.document.asked.codes import LoadCodes
from engine.document.asked.offers import Identified
from engine.document.asked.requests import Identify, OpenGenerator
from engine.document.document import Document, Edit
from engine.document.photos.photo import ReadPhoto
from engine.document.regions import Region
from engine.document.saved.serial import to_recipe
from engine.document.saved.session import Session
from tests.app.desk import Desk, info


def misfit(arrays: ArrayStore, sha256: str, what: str) -> Document:
    """A document of the generator with this hash that names an array of another one's size."""
    document = Document(replace(info().ref, sha256=sha256), seed=5)
    if what == "mask":
        return replace(document, regions=(Region("mouth", arrays.put(np.full((512, 512), 255, np.uint8))),))
    edit = Edit("pca:a#1", "", 1.0, vector=arrays.put(np.ones(9, np.float32)))
    return replace(document, edits=(edit,))


@pytest.mark.parametrize("what", ["mask", "vector"])
def test_a_recipe_that_does_not_fit_is_said_and_touches_nothing(desk: Desk, what: str) -> None:
    desk.open(info())
    before, arrays = desk.controller.workspace.document, ArrayStore()
    desk.controller.opening.recipe(to_recipe(misfit(arrays, "a" * 64, what), arrays))
    desk.read_recipe()
    desk.done(info())
    assert desk.said[-1][0].startswith("What was saved does not fit small, because ")
    assert desk.controller.workspace.document == before


@pytest.mark.parametrize("what", ["mask", "vector"])
def test_a_session_brings_back_no_document_that_does_not_fit(desk: Desk, what: str) -> None:
    arrays, other = desk.controller.arrays, info("other", "b" * 64)
    good = Document(other.ref, seed=3)
    desk.controller.opening.session("/a.eigenbrush")
    desk.done(Session((good, misfit(arrays, "a" * 64, what)), 0))
    desk.done(other)
    assert desk.controller.workspace.document == good and not desk.said
    desk.open(info())  # the generator of the other one is opened later
    assert desk.said[-1][0].startswith("What was saved does not fit small, because ")
    assert desk.controller.workspace.document == Document(info().ref)


def test_a_session_changes_no_open_document_to_one_that_does_not_fit(desk: Desk) -> None:
    desk.open(info())
    before, other = desk.controller.workspace.document, info("other", "b" * 64)
    desk.controller.opening.session("/a.eigenbrush")
    desk.done(Session((misfit(desk.controller.arrays, "a" * 64, "mask"), Document(other.ref, seed=3)), 1))
    desk.done(other)
    assert desk.said[-1][0].startswith("What was saved does not fit small, because ")
    assert desk.controller.workspace.document == before and len(desk.controller.workspaces) == 1


def test_a_photo_with_nothing_open_opens_a_generator_first(desk: Desk) -> None:
    heard: list[str] = []
    desk.controller.opening.picture_dropped.connect(heard.append)
    desk.controller.opening.drop("/there/aunt.jpg")
    desk.done(Identified("/there/aunt.jpg", "picture"))
    asked = desk.jobs[-1].work
    assert isinstance(asked, OpenGenerator) and asked.what == "builtin:faces-stylegan2-64" and heard == []
    desk.done(info())
    assert heard == ["/there/aunt.jpg"] and isinstance(desk.jobs[-1].work, ReadPhoto)
    desk.open(info("other", "b" * 64))
    assert heard == ["/there/aunt.jpg"]  # once


@pytest.mark.parametrize(
    ("kind", "heard"), [("codes", "codes_dropped"), ("arrays", "arrays_dropped"), ("photos", "photos_dropped")]
)
def test_what_a_file_turns_out_to_be_is_handed_on(desk: Desk, kind: str, heard: str) -> None:
    desk.open(info())
    told: list[object] = []
    getattr(desk.controller.opening, heard).connect(told.append)
    desk.controller.opening.drop("/there/a.npz")
    assert desk.jobs[-1].work == Identify("/there/a.npz", "a" * 64)
    desk.done(Identified("/there/a.npz", kind))
    what = {"photos": ("/there/a.npz",), "arrays": Identified("/there/a.npz", "arrays")}
    assert told == [what.get(kind, "/there/a.npz")]


def test_codes_with_nothing_open_open_the_generator_they_name(desk: Desk) -> None:
    desk.controller.settings.remember(Recent("/there/mine.pt", "c" * 64, "mine", "DCGAN", 64))
    for made_with, opened in (
        (("c" * 64, "mine"), "/there/mine.pt"),
        (("d" * 64, "faces-eigengan-64"), "builtin:faces-eigengan-64"),
        (("e" * 64, "unknown"), "builtin:faces-stylegan2-64"),
    ):
        desk.controller.opening.drop("/there/me.safetensors")
        desk.done(Identified("/there/me.safetensors", "codes", generator=made_with))
        asked = desk.jobs[-1].work
        assert isinstance(asked, OpenGenerator) and asked.what == opened
    desk.done(info())
    assert desk.jobs[-1].work == LoadCodes("a" * 64, "/there/me.safetensors")


def test_numbers_with_nothing_open_are_looked_at_again_once_a_generator_is(desk: Desk) -> None:
    desk.controller.opening.drop("/there/w.npy")
    assert desk.jobs[-1].work == Identify("/there/w.npy")
    desk.done(Identified("/there/w.npy", "arrays"))
    desk.done(info())
    assert desk.jobs[-1].work == Identify("/there/w.npy", "a" * 64)
