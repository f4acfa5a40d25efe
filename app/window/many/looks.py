"""A look on many faces: asked for, where it may also come from a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app.model.many.looks import look_of
from app.model.workspace import Workspace
from app.window.surface import Surface
from engine.document.asked.offers import Identified
from engine.document.asked.requests import Failed, Identify, LoadSession, ReadRecipe
from engine.document.disk.wording import short
from engine.document.document import Document
from engine.document.saved.session import Session
from engine.language import tr
from widgets.library.looks_dialog import LooksDialog
from widgets.library.saving import free_name
from widgets.states import LookChoice


def ask_look(window: Surface, workspace: Workspace) -> LookChoice | None:
    """Whose look goes on which faces, how, and into which folder; None: nothing after all."""
    controller = window.controller
    folder = controller.settings.starting_folder()
    path = free_name(folder, f"{short(workspace.info.ref.name)}-look", "")
    brought, moves = len(controller.brought.faces), bool(workspace.document.counting())
    info = workspace.info
    dialog = LooksDialog(info.resolution, brought, path, window, moves=moves, aspect=info.aspect)
    dialog.file_wanted.connect(partial(_choose, window, workspace, dialog))
    accepted = dialog.exec() == LooksDialog.DialogCode.Accepted
    controller.jobs.cancel_kind("look")  # a file that is still being read is not waited for
    choice = dialog.choice() if accepted else None
    dialog.deleteLater()
    return choice


def _choose(window: Surface, workspace: Workspace, dialog: LooksDialog) -> None:
    """Ask for a file, and read what look it has."""
    kinds = tr("Saved pictures, films, sessions and recipes ({kinds})",
               kinds="*.png *.gif *.webp *.avif *.mp4 *.webm *.mov *.eigenbrush *.json")  # fmt: skip
    folder = window.controller.settings.starting_folder()
    path, _ = QFileDialog.getOpenFileName(dialog, tr("Whose look?"), folder, kinds)
    if path:
        read_look(window, workspace, dialog, path)


def read_look(window: Surface, workspace: Workspace, dialog: LooksDialog, path: str) -> None:
    """Read the look of a file, and give it to the dialog; where it has none, that is said there."""
    controller, name = window.controller, Path(path).name

    def refused(failure: Failed) -> None:
        dialog.refuse_look(failure.sentence)

    def read(found: Document) -> None:
        try:
            dialog.take_look(look_of(found, path, workspace), name)
        except ValueError as error:
            dialog.refuse_look(str(error))

    def opened(session: Session) -> None:
        own = [each for each in session.documents if each.generator.sha256 == workspace.info.ref.sha256]
        front = session.documents[session.current]
        read(front if front in own or not own else own[0])

    def identified(found: Identified) -> None:
        if found.kind == "session":
            controller.ask(LoadSession(path), opened, kind="look", failed=refused)
        elif found.kind == "recipe":
            controller.ask(ReadRecipe(found.recipe), read, kind="look", failed=refused)
        else:
            dialog.refuse_look(
                tr("{name} carries no recipe, so it has no look; choose what EigenBrush has saved.", name=short(name))
            )

    controller.ask(Identify(path, workspace.info.ref.sha256), identified, kind="look", failed=refused)
