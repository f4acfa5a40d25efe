"""The dialog to save the picture: how large, and where to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from engine.document.aspect import SQUARE, Aspect
from engine.language import tr
from widgets.library.saving import FileLine, SizeBox, form_and_column
from widgets.parts.plain import PlainLabel

TITLE = tr("Save picture")


class PictureDialog(QDialog):
    """`seen` is the side of the picture on the screen, `resolution` the generator's own, both in pixels and of the
    longer one where they differ, as `aspect` says; `path` is
    proposed."""

    def __init__(
        self, seen: int, resolution: int, path: Path, parent: QWidget | None = None, *, aspect: Aspect = SQUARE
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Save picture"))
        self._seen, self._resolution = seen, resolution
        self._size = SizeBox(max(seen, resolution), resolution, aspect)
        self._file = FileLine(path, what="picture", ending=".png", kind="PNG picture", title=TITLE)
        self._told, self._reason = PlainLabel(), PlainLabel()
        self._told.setProperty("role", "quiet")
        self._reason.setProperty("role", "problem")
        self._reason.setWordWrap(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._save = self._buttons.addButton(tr("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._arrange()
        self._save.setDefault(True)  # once it is in the dialog: else Enter cancels
        self._size.currentTextChanged.connect(self._refresh)
        self._file.changed.connect(self._refresh)
        self._buttons.accepted.connect(self._accept)
        self._buttons.rejected.connect(self.reject)
        self._refresh()

    def _arrange(self) -> None:
        form, column = form_and_column(self)
        form.row(tr("Size"), self._size.line())
        form.row(tr("File"), self._file)
        for widget in (self._told, self._reason, self._buttons):
            column.addWidget(widget)

    @property
    def size_chosen(self) -> int:
        """The side in pixels."""
        return self._size.side

    @property
    def path(self) -> str:
        """The file to write."""
        return str(self._file.target())

    def _refresh(self) -> None:
        side, own = self._size.side, self._resolution
        words = tr("the generator's own {own}, exactly", own=own)
        if side != own:
            larger = tr("enlarged smoothly from the generator's own {own}", own=own)
            words = larger if side > own else tr("reduced smoothly from the generator's own {own}", own=own)
        if side == self._seen:
            words = tr("as it is on the screen, {words}", words=words)
        replaces = tr(" · replaces the file that is there") if self._file.target().is_file() else ""
        self._told.setText(words[0].upper() + words[1:] + replaces)
        problem = self._size.problem() or self._file.problem()
        self._reason.setText(problem)
        self._reason.setVisible(bool(problem))
        self._save.setEnabled(not problem)

    def _accept(self) -> None:
        if self._file.agreed():
            self.accept()
