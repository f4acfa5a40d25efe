"""What is shown of a former state is drawn anew or dimmed, and what waits for a job that fails waits no more."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.model.changes import Change
from app.window.states import acts, leakage_state, sliders_heading
from engine.document.asked.requests import Failed, MakePictures
from engine.document.directions import Parameters
from engine.document.document import Document
from engine.document.films.film import along
from tests.app.opened import Opened, running_timers
from tests.app.window.test_brush import paint_mouth, slider, still

A, B = "z1.1", "z2.1"
pytestmark = pytest.mark.usefixtures("brief_ganspace")


def headless(opened: Opened, *documents: Document) -> np.ndarray:
    """Pictures of these documents, asked of the engine by the test itself."""
    made: list[np.ndarray] = []
    opened.controller.ask(MakePictures((documents,)), lambda _: None, partial=lambda row: made.append(row[1]))
    opened.wait(lambda: bool(made))
    opened.rest()
    return made[0]


def alike(one: np.ndarray, other: np.ndarray) -> bool:
    return int(np.abs(one.astype(int) - other.astype(int)).max()) <= 1


def buttons(opened: Opened) -> dict[str, tuple[str, bool]]:
    """The words of every button of the method bar and its form, and whether it can be pressed."""
    bar = opened.window.methods
    found = {"find": bar._find, "form": bar.form._find, "choice": bar._choice, "settings": bar._settings}
    return {name: (getattr(b, "text", str)(), b.isEnabledTo(opened.window)) for name, b in found.items()}


@pytest.mark.parametrize(
    ("method", "wrong"),
    [("ganspace", {"layers": "9-12"}), ("sefa", {"layers": "9-12"}), ("ganspace", {"samples": -3}),
     ("ganspace", {"nobody": 1}), ("warpedganspace", {"steps": -1}), ("interfacegan", {"attribute": "nobody"})],
)  # fmt: skip
def test_a_search_that_is_refused_leaves_every_button_as_before(window: Opened, method: str, wrong: Parameters) -> None:
    before, shown = buttons(window), window.workspace.catalogue.shown
    for _ in range(2):
        window.window.methods.find_with.emit(method, wrong)
        window.rest()
        window.wait(lambda: buttons(window) == before)
    assert any(kind == "problem" for _, kind in window.notices)
    assert window.window.job_bar.isHidden() and window.window.training.isHidden()
    assert window.workspace.catalogue.shown == shown


def test_a_strip_that_cannot_be_made_closes_and_says_why(window: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = window.window.sliders

    def refuse(*_: object) -> None:
        raise ValueError("Nothing of it is left.")

    monkeypatch.setattr(window.workspace, "track", refuse)
    panel.row(A).ask_strip()
    assert panel._strip.isHidden() and not panel._strip_key and window.said("Nothing of it is left.")
    monkeypatch.undo()
    panel.row(A).ask_strip()
    (waiting,) = [w for w in window.controller.jobs._waiting.values() if w.kind == "strip"]
    waiting.failed(Failed(waiting.number, "It broke."))
    assert panel._strip.isHidden() and window.said("It broke.")
    window.rest()
    panel.row(A).ask_strip()
    window.wait(lambda: len(panel._strip._pictures) == 7)
    assert panel._strip_key == A


def test_the_strip_of_another_face_is_dimmed_and_then_that_of_this_one(window: Opened) -> None:
    panel, shown = window.window.sliders, dict[str, np.ndarray]()
    window.controller.faces.strip_ready.connect(lambda key, pixels, _: shown.__setitem__(key, pixels))
    panel.row(A).ask_strip()
    window.wait(lambda: A in shown)
    assert not panel._strip.former
    window.workspace.move(A, 2.0, 1)
    assert not panel._strip.former, "it shows the slider from end to end, wherever that stands"
    for change in (lambda: window.controller.faces.choose_seed(12), lambda: window.workspace.move(B, 3.0, 2)):
        before = shown.pop(A)
        change()
        assert panel._strip.former and panel._strip._pictures
        window.wait(lambda: A in shown and not window.window.strip._rest.isActive() and not panel._strip.former)
        window.rest()
        track = window.workspace.track(A, (-3, -2, -1, 0, 1, 2, 3))
        assert alike(shown[A], headless(window, *along(window.document, (track,))))
        assert not alike(shown[A], before)


def test_the_meter_is_dimmed_until_it_is_of_this_face(window: Opened) -> None:
    QTest.keyClick(window.window.canvas, Qt.Key.Key_B)
    still(window)
    paint_mouth(window)
    heat, c = window.controller.heat, window.controller
    window.wait(lambda: heat.heat is not None and not heat.former)
    window.window.metering.show_heat("first-order")
    before = heat.heat
    c.faces.choose_seed(12)
    assert heat.former and heat.heat is before
    assert leakage_state(window.workspace, c.regions, heat, "off").former
    window.wait(lambda: not heat.former)
    still(window)
    assert heat.heat is not before
    assert not leakage_state(window.workspace, c.regions, heat, "off").former


def test_nothing_glows_as_changed_while_nothing_is(window: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    QTest.keyClick(window.window.canvas, Qt.Key.Key_B)
    still(window)
    paint_mouth(window)
    glow: list[np.ndarray | None] = []
    canvas = window.window.canvas

    monkeypatch.setattr(canvas, "set_heat", glow.append)
    meter, key = window.window.metering, slider(window)
    window.wait(lambda: window.controller.heat.heat is not None)
    meter.show_heat("realised")
    assert glow[-1] is None and not acts(window.workspace, key)
    assert "rests or is muted" in leakage_state(window.workspace, window.controller.regions, window.controller.heat,
                                           "realised").note  # fmt: skip
    window.window.sliders.row(key).go_to(3.0)
    still(window)
    window.wait(lambda: glow[-1] is not None)
    window.workspace.mute(key, True)
    still(window)
    assert glow[-1] is None


def test_the_wall_shows_faces_as_a_pick_gives_them(window: Opened) -> None:
    faces: dict[int, np.ndarray] = {}
    window.controller.faces.face_ready.connect(faces.__setitem__)
    window.workspace.move(A, 3.0, 1)
    window.window.seeds._keep.setChecked(True)
    window.window.acts["show_wall"].trigger()
    window.rest()
    seed = list(faces)[3]
    with_edits, edited = faces[seed], window.workspace.face.after(seed, keep_edits=True)
    bare = window.workspace.face.after(seed, keep_edits=False)
    assert edited.edits and not bare.edits
    assert alike(with_edits, headless(window, edited)[0]) and not alike(with_edits, headless(window, bare)[0])
    faces.clear()
    window.window.seeds._keep.setChecked(False)
    window.wait(lambda: len(faces) == 48)
    window.rest()
    assert alike(faces[seed], headless(window, bare)[0])
    window.window.seeds._keep.setChecked(True)
    window.wait(lambda: not window.window.faces._rest.isActive())
    window.rest()
    window.window.wall.picked.emit(seed)
    window.rest()
    assert alike(window.pixels(), with_edits)


def test_the_heading_names_no_method_before_its_sliders_are_there(window: Opened) -> None:
    workspace = window.workspace
    shown = workspace.catalogue.set_shown
    assert sliders_heading(workspace, shown.provenance.method) == "Sliders found by"
    workspace.catalogue.shown = ""
    assert sliders_heading(workspace, shown.provenance.method) == "Find sliders with"
    workspace.catalogue.shown = shown.key


def test_an_edit_brings_its_slider_into_sight(window: Opened) -> None:
    made, workspace = window.window, window.workspace
    own = workspace.catalogue.shown
    made.methods.find_with.emit("sefa", {"components": 20})
    window.wait(lambda: bool(workspace.catalogue.latest("sefa")))
    window.rest()
    found = workspace.catalogue.set_shown
    key = found.slider(len(found) - 1)
    workspace.move(key, 2.0, 1)
    workspace.catalogue.show(own)
    workspace.ring(Change.SETS)
    window.rest()
    made.edits.chosen.emit(key)
    window.rest()
    row = made.sliders.row(key)
    assert workspace.catalogue.shown == found.key and row.hasFocus()
    assert row.visibleRegion().boundingRect().height() == row.height()
    made.sliders._search.setText("nothing is called so")
    made.edits.chosen.emit(key)
    window.rest()
    assert row.isVisible() and row.hasFocus()
    window.wait(lambda: running_timers(made.sliders) == [])  # the search box fades its button


def test_every_job_that_is_refused_leaves_every_button_as_before(window: Opened, tmp_path: Path) -> None:
    c, made = window.controller, window.window
    nowhere = str(tmp_path / "no folder" / "a.png")

    def able() -> dict[str, bool]:
        return {name: action.isEnabled() for name, action in made.acts.items()}

    before = able(), buttons(window)
    for ask in (
        c.comparing.start,  # nobody knows what makes these pictures
        lambda: c.photos.open(nowhere),
        lambda: c.album.open((nowhere,)),
        lambda: c.saving.picture(nowhere),
        lambda: c.between.morph_to_file(nowhere),
        lambda: c.directions.load(nowhere),
        lambda: c.directions.load_labels(nowhere),
        lambda: c.training.start("enjoy", {"steps": -1}),
    ):
        window.notices.clear()
        ask()
        window.wait_for_notice()
        assert (able(), buttons(window)) == before and made.job_bar.isHidden()
        assert not c.comparing.running and not c.album.busy and not c.training.method


def test_a_judged_direction_comes_back_with_its_slider(window: Opened, tmp_path: Path) -> None:
    c, workspace = window.controller, window.workspace
    own = workspace.catalogue.shown
    for place, seed in enumerate(range(20, 36)):
        workspace.judgements.judge(seed, 1 if place % 2 else -1)
    c.directions.fit()
    window.wait(lambda: c.directions.boundary is not None)
    assert c.directions.use_boundary("grin")
    window.rest()
    found = workspace.catalogue.set_shown
    key = found.slider(0)
    workspace.move(key, 1.5, 1)
    workspace.catalogue.show(own)
    window.rest()
    path = str(tmp_path / "judged.eigenbrush")
    c.saving.session(path)
    window.rest()
    workspace.catalogue.remove(found.key)
    workspace.catalogue._gone = None
    workspace.reset_all()
    assert workspace.catalogue.known(key) is None
    c.opening.drop(path)
    window.wait(lambda: bool(window.document.edits) and window.workspace.catalogue.known(key) is not None)
    window.rest()
    window.window.edits.chosen.emit(key)
    window.rest()
    row = window.window.sliders.row(key)
    assert row.hasFocus() and row.state.value == pytest.approx(1.5) and row.state.name == "grin"
    row.go_to(-1.0)
    window.rest()
    assert window.document.edit(key).strength == pytest.approx(-1.0)
