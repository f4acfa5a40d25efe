"""Codes in files: those of this program and of others become faces, and the face in front becomes such a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from app.model.brought import BroughtFace, saving_code
from app.services.brought.faces import BroughtFaces
from app.workbench import Workbench
from engine.document.codes import CodeFile, LoadCodes
from engine.document.wording import short

#: Faces of one file that are shown to choose from.
SHOWN = 512


class Codes(QObject):
    """Reads and writes them; of several in a file a person chooses one among the faces brought in."""

    def __init__(self, bench: Workbench, brought: BroughtFaces) -> None:
        super().__init__(bench)
        self._bench, self._brought = bench, brought

    def open(self, path: str) -> None:
        """Go to the face of a file's code, or show those of its codes."""
        bench, workspace, name = self._bench, self._bench.workspace, short(Path(path).name)
        if workspace is None:
            bench.say(f"{name} holds codes: open the generator that they were made for first, then drop it again.")
            return

        def read(found: CodeFile) -> None:
            if bench.workspace is not workspace:
                bench.say(f"{name} was not used, because another generator came up while it was read.")
                return
            for note in found.notes:
                bench.say(note)
            if len(found.codes) == 1:
                with bench.refusals():
                    workspace.face.take_code(found.codes[0], found.names[0])
                return
            if (left := len(found.codes) - SHOWN) > 0:
                bench.say(f"{name} holds {len(found.codes):,} codes; the first {SHOWN} are shown, {left:,} are not.")
            faces = [BroughtFace(*each) for each in zip(found.names, found.codes[:SHOWN], strict=False)]
            self._brought.add(workspace.info.ref.sha256, faces)
            self._brought.began.emit()

        bench.settings.folder = str(Path(path).parent)
        bench.ask(LoadCodes(workspace.info.ref.sha256, path), read, f"Opening {name}", kind="codes")

    def save(self, path: str) -> None:
        """The code of the face in front, its edits included, as the ending asks for."""
        bench = self._bench
        if bench.workspace is not None:
            bench.settings.folder = str(Path(path).parent)
            with bench.refusals():
                bench.ask(saving_code(bench.workspace, path), bench.say_saved, f"Saving {short(Path(path).name)}")
