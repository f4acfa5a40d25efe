"""Pictures side by side: asked for in a dialog that shows them small meanwhile, and given to the engine."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np

from app.model.many.sheets import before_and_after, of_brought, of_seeds, of_sliders, of_snapshots
from app.model.workspace import Workspace
from app.window import dialogs
from app.window.surface import Surface
from engine.document.asked.looks import CELLS, Cell, ExportSheet
from engine.document.asked.requests import MakePictures
from engine.document.disk.wording import short
from engine.document.document import Document
from engine.language import tr
from widgets.library.saving import free_name
from widgets.library.sheet_dialog import SheetAsked, SheetChoice, SheetDialog, SheetOffer

#: Pixels a side of the small pictures in the dialog.
SMALL = 128


def sheet(window: Surface) -> None:
    """Ask what stands side by side, how and where to, and have it made."""
    controller, workspace = window.controller, window.controller.workspace
    if workspace is None or (choice := ask(window, workspace)) is None:
        return
    controller.settings.folder = str(Path(choice.path).parent)
    work = ExportSheet(choice.cells, choice.size, choice.path, choice.labels, columns=choice.columns)
    title = tr("Making {name}", name=short(Path(choice.path).name))
    controller.ask(work, controller.say_saved, title, kind="export", about=choice.path)


def ask(window: Surface, workspace: Workspace) -> SheetChoice | None:
    """What a person wants side by side; None: nothing after all."""
    controller, kept = window.controller, workspace.catalogue
    sets = tuple((key, found.provenance.title) for key, found in kept.sets.items())
    offer = SheetOffer(workspace.info.resolution, sets, kept.shown, len(controller.brought.faces),
                       len(workspace.document.snapshots), workspace.info.aspect)  # fmt: skip
    name = tr("{name}-sheet", name=short(dialogs.name_of(workspace)))
    path = free_name(controller.settings.starting_folder(), name, ".png")
    dialog = SheetDialog(offer, partial(cells_of, window, workspace), path, window)
    dialog.wanted.connect(partial(_draw, window, dialog))
    accepted = dialog.exec() == SheetDialog.DialogCode.Accepted
    controller.jobs.cancel_kind("sheet")  # nobody looks at small pictures any more
    choice = dialog.choice() if accepted else None
    dialog.deleteLater()
    return choice


def cells_of(window: Surface, workspace: Workspace, asked: SheetAsked) -> tuple[Cell, ...]:
    """The pictures of what is asked.

    Raises:
        ValueError: they cannot be; one sentence.
    """
    if asked.shown == "sliders":
        return of_sliders(workspace, asked.sets, asked.each)
    if asked.shown == "before":
        others = (each for each in window.controller.workspaces.values() if each is not workspace)
        return before_and_after((workspace, *others))
    if asked.shown == "snapshots":
        return of_snapshots(workspace)
    faces = window.controller.brought.faces if asked.brought else ()
    if (count := len(asked.seeds) + len(faces)) > CELLS:
        raise ValueError(tr("Side by side stand 2 to {most} pictures, not {count}.", most=CELLS, count=count))
    return (*of_seeds(workspace, asked.seeds), *of_brought(workspace, faces))


def _draw(window: Surface, dialog: SheetDialog, documents: tuple[Document, ...]) -> None:
    def ready(row: tuple[int, np.ndarray]) -> None:
        place, (pixels,) = row
        dialog.drawn(documents[place], pixels)

    work = MakePictures(tuple((document,) for document in documents), SMALL)
    window.controller.ask(work, lambda _: None, kind="sheet", partial=ready)
