"""Codes in files: those of this program and of others become faces, and the face in front becomes such a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from app.model.brought import from_file, saving_code, take
from app.services.brought.faces import BroughtFaces
from app.workbench import Workbench
from engine.document.asked.codes import LoadCodes
from engine.document.disk.limits import FACES
from engine.document.disk.wording import short
from engine.document.saved.code_file import CodeFile
from engine.language import tr

#: Faces of one file that are shown to choose from.
SHOWN = FACES


class Codes(QObject):
    """Reads and writes them; of several in a file a person chooses one among the faces brought in."""

    def __init__(self, bench: Workbench, brought: BroughtFaces) -> None:
        super().__init__(bench)
        self._bench, self._brought = bench, brought

    def open(self, path: str) -> None:
        """Go to the face of a file's code, or show those of its codes."""
        bench, workspace, name = self._bench, self._bench.workspace, short(Path(path).name)
        if workspace is None:
            bench.say(
                tr(
                    "{name} holds codes: open the generator that they were made for first, then drop it again.",
                    name=name,
                )
            )
            return

        def read(found: CodeFile) -> None:
            if bench.workspace is not workspace:
                bench.say(tr("{name} was not used, because another generator came up while it was read.", name=name))
                return
            for note in found.notes:
                bench.say(note)
            if len(found.codes) == 1:
                with bench.refusals():
                    take(workspace, from_file(found, 1)[0], bench.settings)
                return
            if (left := len(found.codes) - SHOWN) > 0:
                bench.say(
                    tr(
                        "{name} holds {codes_count:,} codes; the first {shown} are shown, {left:,} are not.",
                        name=name,
                        codes_count=len(found.codes),
                        shown=SHOWN,
                        left=left,
                    )
                )
            self._brought.add(workspace.info.ref.sha256, from_file(found, SHOWN))
            self._brought.began.emit()

        bench.settings.folder = str(Path(path).parent)
        bench.ask(LoadCodes(workspace.info.ref.sha256, path), read, tr("Opening {name}", name=name), kind="codes")

    def save(self, path: str) -> None:
        """The code of the face in front, its edits included, as the ending asks for."""
        bench = self._bench
        if bench.workspace is not None:
            bench.settings.folder = str(Path(path).parent)
            with bench.refusals():
                bench.ask(
                    saving_code(bench.workspace, path),
                    bench.say_saved,
                    tr("Saving {name}", name=short(Path(path).name)),
                )
