"""The picture before the engine: what is seen and moved at once, what waits, and that nothing is lost after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.model.settings import Settings
from engine.document.asked.offers import GeneratorInfo
from engine.document.asked.requests import Discover, Failed, MakePictures, OpenGenerator
from engine.first_picture import first_generator
from tests.app.desk import Desk, info
from tests.app.opened import FACES, settle


@pytest.fixture
def begun(desk: Desk) -> Iterator[Desk]:
    """As the window begins: the picture is there, the engine is asked to open its generator and has not answered."""
    controller = desk.controller
    controller.first._engine, controller.frames.ask = desk.renders.append, controller.first.ask
    controller.beginning.show(FACES)
    controller.opening.generator(FACES)
    yield desk


def opened() -> GeneratorInfo:
    first = first_generator(FACES)
    assert first is not None
    return replace(first.info, uncompressed="the engine's own word")


def test_picture_and_sliders_are_there_before_the_engine(begun: Desk) -> None:
    workspace, (frame,) = begun.controller.workspace, begun.shown
    assert workspace is not None and not begun.renders and frame.pixels.std() > 20
    found = workspace.catalogue.set_shown
    assert (
        found is not None and found.own and workspace.value("z1.1") == frame.base[workspace.info.layout.index("z1.1")]
    )


def test_a_slider_moves_before_the_engine_and_keeps_its_place(begun: Desk) -> None:
    controller, workspace = begun.controller, begun.controller.workspace
    assert workspace is not None
    workspace.move("z3.2", 1.5)
    workspace.move("z3.2", 2.0)
    settle()
    assert len(begun.shown) == 2 and not begun.renders  # of two moves between two events the last is drawn
    assert not np.array_equal(begun.shown[0].pixels, begun.shown[1].pixels)
    document, steps = workspace.document, len(workspace.history.steps)
    begun.done(opened())
    assert controller.workspace is workspace and workspace.document == document
    assert len(workspace.history.steps) == steps and workspace.value("z3.2") == 2.0
    assert begun.renders[-1].document == document and controller.first.generator is None
    assert workspace.info.uncompressed == workspace.face.info.uncompressed == "the engine's own word"
    controller.undo()
    assert begun.renders[-1].document == workspace.document != document  # the engine's, from here on


def test_what_else_is_asked_waits_in_order(begun: Desk) -> None:
    controller = begun.controller
    assert [type(job.work) for job in begun.jobs] == [OpenGenerator]
    controller.directions.find("sefa")
    controller.faces.make_faces((1, 2))
    controller.jobs.cancel_kind("faces")
    assert len(begun.jobs) == 1 and not begun.cancelled
    begun.done(opened())
    assert [type(job.work) for job in begun.jobs] == [OpenGenerator, Discover, MakePictures, Discover]
    assert begun.cancelled == [begun.jobs[2].job]
    assert [job.work.method for job in begun.jobs if isinstance(job.work, Discover)] == ["sefa", "eigengan"]


def test_the_sliders_learn_what_the_engine_knows_of_them(begun: Desk) -> None:
    begun.done(opened())
    workspace = begun.controller.workspace
    assert workspace is not None
    found = workspace.catalogue.set_shown
    assert found is not None
    more = replace(found, directions=tuple(replace(d, attribute="yaw") for d in found))
    begun.done(more)
    assert workspace.catalogue.set_shown is more and list(workspace.catalogue.sets) == [found.key]


def test_if_the_engine_cannot_open_it_the_picture_stays(begun: Desk) -> None:
    controller, workspace = begun.controller, begun.controller.workspace
    assert workspace is not None
    controller.directions.find("sefa")
    begun.answer(Failed(begun.jobs[0].job, "It broke."))
    assert begun.said[-1][0] == "It broke." and isinstance(begun.jobs[-1].work, Discover)
    workspace.move("z3.2", 2.0)
    settle()
    assert len(begun.shown) == 2 and not begun.renders


def test_another_generator_that_is_opened_meanwhile_comes_up(begun: Desk) -> None:
    controller, other = begun.controller, info("other", "b" * 64)
    controller.directions.find("sefa")
    begun.open(other)
    assert controller.workspace is not None and controller.workspace.info is other
    assert begun.renders[-1].document.generator == other.ref
    assert isinstance(begun.jobs[1].work, OpenGenerator) and any(isinstance(job.work, Discover) for job in begun.jobs)
    begun.open(opened())
    assert controller.workspace.info.uncompressed == "the engine's own word" and controller.first.generator is None


@pytest.mark.parametrize("source", ["builtin:faces-stylegan2-64", "/there/a.pt"])
def test_what_numpy_does_not_draw_waits_for_the_engine(desk: Desk, source: str) -> None:
    desk.controller.beginning.show(source)
    assert desk.controller.workspace is None and not desk.shown


def test_names_and_stars_of_earlier_runs_are_there(qtbot: QtBot) -> None:
    sha256 = opened().ref.sha256
    desk = Desk(Settings(names={sha256: {"z1.1": "Anna"}}, starred={sha256: ["z1.2"]}))
    desk.controller.beginning.show(FACES)
    workspace = desk.controller.workspace
    assert workspace is not None and workspace.name("z1.1") == "Anna" and workspace.document.starred == ("z1.2",)
    assert desk.controller.close()
    desk.controller.deleteLater()
    settle()
