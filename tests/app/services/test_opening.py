"""Documents whose arrays are not those of their generator are said once and not shown; photos find a generator."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.document.arrays import ArrayStore
from engine.document.document import Document, Edit
from engine.document.offers import Identified
from engine.document.photo import ReadPhoto
from engine.document.regions import Region
from engine.document.requests import OpenGenerator
from engine.document.serial import to_recipe
from engine.document.session import Session
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
