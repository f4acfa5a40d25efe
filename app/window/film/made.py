"""Films that are made at once: from a template, or of the one that is there, steady throughout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.controller import Controller
from app.model.film import templates
from app.model.film.making import FilmMaking
from app.model.workspace import Workspace
from app.window.states import slider_groups
from engine.document.timeline.changes import all_even
from engine.document.timeline.prepared import Prepared
from engine.document.timeline.requests import PrepareFilm
from engine.language import tr


def begin(workspace: Workspace, name: str, slider: str) -> None:
    """The film of a template, for this slider where it is about one; raises ValueError where there can be none."""
    shown = sorted(
        (each for group in slider_groups(workspace) for each in group.sliders), key=lambda each: -each.effect
    )
    film = {
        "swing": lambda: templates.swing(workspace, slider),
        "tour": lambda: templates.tour(workspace, tuple(each.key for each in shown)),
        "morph": lambda: templates.morph(workspace),
        "breathe": lambda: templates.breathe(workspace),
    }[name]()
    words = {each.name: each.words for each in templates.templates(workspace, slider)}[name]
    FilmMaking(workspace).take(film, words)


def make_steady(controller: Controller, take: Callable[[Prepared], None]) -> None:
    """Measure how much the picture changes from key to key; `take` makes the film, unless it is another by then."""
    workspace = controller.workspace
    if workspace is None or len(workspace.document.timeline.keys) < 2:
        return
    document = workspace.document

    def known(prepared: Prepared) -> None:
        if workspace is controller.workspace and workspace.document.timeline == document.timeline:
            take(prepared)

    work = PrepareFilm(replace(document, timeline=all_even(document.timeline)))
    controller.ask(work, known, tr("Measuring how fast the picture changes"), kind="film steady")
