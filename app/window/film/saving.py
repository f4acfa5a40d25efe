"""The film of the timeline as a file: asked for, and given to the engine."""

from __future__ import annotations

from pathlib import Path

from app.model.settings import cache_of
from app.model.workspace import Workspace
from app.window import dialogs
from app.window.surface import Surface
from engine.document.disk.wording import short
from engine.document.films.formats import why_not
from engine.document.timeline.requests import WriteFilm
from engine.language import tr


def export(window: Surface, workspace: Workspace) -> None:
    """Ask in which format and where to, and have the film written."""
    from widgets.timeline.film_dialog import FilmDialog

    controller, film = window.controller, workspace.document.timeline
    begin, end = film.shown
    proposed = "webp" if why_not("mp4") else "mp4"
    folder, name = controller.settings.starting_folder(), short(dialogs.name_of(workspace))
    dialog = FilmDialog(
        name,
        end - begin,
        workspace.info.resolution,
        folder,
        window,
        proposed,
        closed=film.looped and film.span is None,
        rate=film.rate,
        sounds=film.sound is not None,
        aspect=workspace.info.aspect,
    )
    accepted = dialog.exec() == FilmDialog.DialogCode.Accepted
    choice = dialog.choice() if accepted else None
    dialog.deleteLater()
    if choice is None:
        return
    controller.settings.folder = str(Path(choice.path).parent)
    work = WriteFilm(
        workspace.document, choice.path, choice.size, choice.rate, None, choice.dither, choice.format, choice.quality,
        cache_of(controller.settings),
    )  # fmt: skip
    title = tr("Exporting {name}", name=short(Path(choice.path).name))
    controller.ask(work, controller.say_saved, title, kind="export", about=choice.path)
