"""2,000 random events in all on the real window: nothing breaks, nothing is lost, nothing stays behind."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog

from app.window import dialogs
from engine.document.asked.requests import OpenGenerator, RenderRequest
from engine.job import run
from engine.worker.studio import Studio
from tests.app.opened import Opened, close_window, quiet
from tests.torture import beats
from tests.torture.figures import tell
from tests.torture.left import left_running
from tests.torture.monkey import Monkey, answers_for, garbage
from widgets.library.looks_dialog import LooksDialog
from widgets.library.sheet_dialog import SheetDialog
from widgets.states import ExportChoice
from widgets.timeline.film_dialog import FilmDialog

EVENTS = int(os.environ.get("TORTURE_EVENTS", "1000"))
SEEDS = tuple(int(seed) for seed in os.environ.get("TORTURE_SEEDS", "1 2").split())


@pytest.mark.parametrize("seed", SEEDS)
def test_a_monkey_breaks_nothing(
    make_window: Callable[..., Opened], dcgan_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    opened = make_window()
    quiet(opened)
    monkey = Monkey(opened.window, [dcgan_file, garbage(tmp_path, seed)], tmp_path, seed)
    for name, answer in answers_for(monkey).items():
        monkeypatch.setattr(QFileDialog, name, answer)
    monkeypatch.setattr(dialogs, "ask_picture", lambda _: (str(tmp_path / "picture.png"), 96))
    monkeypatch.setattr(dialogs, "ask_film", lambda _: film_of(opened, tmp_path))
    monkeypatch.setattr(LooksDialog, "exec", lambda _: LooksDialog.DialogCode.Rejected)  # no work for a moment
    monkeypatch.setattr(FilmDialog, "exec", lambda _: FilmDialog.DialogCode.Rejected)
    monkeypatch.setattr(SheetDialog, "exec", lambda _: SheetDialog.DialogCode.Rejected)
    before = beats.work()
    monkey.play(EVENTS)
    most = beats.limit(before, beats.work())
    told, held = monkey.told, monkey.beats
    tell(
        "monkey",
        told.tried.total(),
        told.problems,
        {f"longest {kind}": figure for kind, figure in held.longest.items()},
    )
    tell("monkey", 0, [], held.first)
    print(f"at most {1000 * most:.0f} ms", *held.longest.items(), *held.first.items(), sep="\n")
    assert told.problems == []
    assert held.too_long(most) == []
    end_well(opened)


def film_of(opened: Opened, folder: Path) -> ExportChoice | None:
    """What a person chooses to export; nothing while no directions are found yet, as the dialog offers nothing then."""
    if (found := opened.workspace.catalogue.set_shown) is None:
        return None
    key = found.slider(0)
    return ExportChoice((key,), -1.0, 1.0, 3, 20, True, 32, str(folder / "film.gif"))


def end_well(opened: Opened) -> None:
    """The picture is that of a fresh engine, undo goes back to the first document, and nothing stays behind."""
    for number in list(opened.controller.jobs._waiting):
        opened.controller.jobs.cancel(number)
    opened.window.painter.close()
    opened.window.show_canvas()
    opened.rest()
    document = opened.document
    studio = Studio(opened.controller.arrays)
    run(studio.start(OpenGenerator(document.generator.source)))
    fresh = studio.render(RenderRequest(0, 0, document))
    assert fresh is not None and np.abs(fresh.pixels.astype(int) - opened.controller.last_frame.pixels).max() <= 1
    history = opened.workspace.history
    first = history.steps[0].document
    while history.can_undo:
        opened.controller.undo()
    assert opened.document == first
    close_window(opened)
    assert left_running() == []
