"""Jobs of every kind, cancelled, closed and crowded: nothing half done stays, and what comes afterwards is right."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import numpy as np
import pytest

from engine.checkpoints import registry
from engine.comparison import units
from engine.document.arrays import ArrayStore
from engine.document.asked.requests import (
    Cancelled,
    Discover,
    Done,
    MakePictures,
    OpenGenerator,
    RenderRequest,
    Request,
)
from engine.document.document import Edit
from engine.document.history import History
from engine.job import run
from engine.worker import comparing
from engine.worker.answers import ANSWERS
from engine.worker.holdings import KEPT
from engine.worker.studio import Studio
from tests.fakes import channels
from tests.torture.desk import Desk
from tests.torture.figures import Told, tell
from tests.torture.jobs import Canceller
from tests.torture.world import CASES, FACES, MODEL, OTHER, TINY, World, alike, pip_finds

SEEDS = tuple(int(seed) for seed in os.environ.get("TORTURE_SEEDS", "1").split())
UNDOS = 1000


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("world"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "MODELS", (MODEL,))
        for place in (comparing, units):  # by whoever does it
            patch.setattr(place, "factors_of", lambda _: channels())
        patch.setattr(tempfile, "tempdir", made.path("tmp"))
        for name, value in pip_finds(made).items():
            patch.setenv(name, value)
        yield made


def test_no_kind_of_request_is_missing() -> None:
    assert set(CASES) == set(ANSWERS)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", CASES, ids=lambda kind: kind.__name__)
def test_a_cancelled_job_leaves_nothing_and_the_next_one_is_right(
    world: World, kind: type[Request[object, object]], seed: int
) -> None:
    told = Told()
    world.anew(written=False)
    for name, work in CASES[kind](world).items():
        Canceller(world, f"{kind.__name__} {name}".strip(), work, told).play(random.Random(seed))
    tell("jobs", told.tried.total(), told.problems, told.seen)
    assert told.problems == []
    assert told.tried


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", CASES, ids=lambda kind: kind.__name__)
def test_the_thread_closes_in_the_middle_of_any_job(
    world: World, kind: type[Request[object, object]], seed: int
) -> None:
    chance = random.Random(seed)
    for name, work in CASES[kind](world).items():
        world.anew(written=True)
        desk = Desk(world.studio)
        whole = desk.run(work)
        desk.close()
        world.anew(written=True)
        before, modes, desk = world.files(), world.studio.modes(), Desk(world.studio)

        def closing(_: int, desk: Desk = desk) -> None:
            with suppress(RuntimeError):  # a thread cannot wait for itself; but now it is closing, between two steps
                desk.engine.close()

        ended = desk.end(desk.begin(work, chance.randint(1, min(3, whole.yields)), closing))
        desk.close()
        assert isinstance(ended.answer, Cancelled) and ended.modes == modes, name
        left = {n: c for n, c in world.files().items() if not n.startswith("home/")}
        assert left == {n: c for n, c in before.items() if not n.startswith("home/")}, name


@pytest.mark.parametrize("seed", SEEDS)
def test_a_thousand_undos_while_jobs_run_end_with_the_last_value(world: World, seed: int) -> None:
    chance, history = random.Random(seed), History(world.face)
    for i in range(12):
        history.push(world.face.with_edit(Edit("z2.1", "", chance.gauss(0, 2))), f"step {i}")
    world.anew(written=False)
    desk = Desk(world.studio)
    works = [work for kind in (Discover, MakePictures) for work in CASES[kind](world).values()]
    alone = [desk.run(work).answer for work in works]
    world.anew(written=False)
    jobs = [desk.begin(work) for work in works]
    for _ in range(UNDOS):
        desk.show(chance.choice((history.undo, history.redo))())
    shown = desk.last_frame()
    for name, number, before in zip(works, jobs, alone, strict=True):
        answer = desk.end(number).answer
        assert isinstance(answer, Done) and isinstance(before, Done) and alike(answer.result, before.result), name
    desk.close()
    fresh = Studio(world.studio.arrays)
    run(fresh.start(OpenGenerator(FACES)))
    frame = fresh.render(RenderRequest(0, 0, history.document))
    assert frame is not None and np.abs(frame.pixels.astype(int) - shown).max() <= 1
    tell("jobs", UNDOS, [], {})


@pytest.mark.parametrize("seed", SEEDS)
def test_generators_open_while_jobs_run(world: World, seed: int) -> None:
    """More than are kept in memory; the jobs go on with the generator that they began with."""
    world.anew(written=False)
    chance, desk = random.Random(seed), Desk(world.studio)
    works = list(CASES[Discover](world).values())
    alone = [desk.run(work).answer for work in works]
    world.anew(written=False)
    files = [world.path("in", name) for name in TINY]
    assert len(files) > KEPT
    opens: list[Request[object, object]] = [OpenGenerator(what, world.cache) for what in (*files, OTHER, FACES)]
    both = [*works, *opens]
    chance.shuffle(both)
    ended = {id(work): desk.end(number).answer for work, number in [(work, desk.begin(work)) for work in both]}
    for work, before in zip(works, alone, strict=True):
        answer = ended[id(work)]
        assert isinstance(answer, Done) and isinstance(before, Done) and alike(answer.result, before.result), work
    assert all(isinstance(ended[id(work)], Done) for work in opens)
    again = desk.run(OpenGenerator(FACES)).answer
    assert isinstance(again, Done)
    shown = desk.frame(replace(world.face, generator=again.result.ref))  # type: ignore[attr-defined]
    desk.close()
    fresh = Studio(ArrayStore())
    fresh.arrays.put(world.mask)
    run(fresh.start(OpenGenerator(FACES)))
    frame = fresh.render(RenderRequest(0, 0, world.face))
    assert frame is not None and np.abs(frame.pixels.astype(int) - shown).max() <= 1
    tell("jobs", len(both), [], {})
