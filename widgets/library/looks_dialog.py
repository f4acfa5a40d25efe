"""The dialog to use the look of a picture on other faces: which, how large, and into which folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLineEdit, QWidget

from engine.document.aspect import SQUARE, Aspect
from engine.document.looks import seeds_of
from engine.language import tr
from widgets.library.saving import FileLine, SizeBox, form_and_column
from widgets.parts.plain import PlainLabel, plain_tip
from widgets.states import LookChoice


class LooksDialog(QDialog):
    """`resolution` is the generator's own side in pixels, the longer one as `aspect` says, `brought` how many faces
    were brought in; `path` is the folder that is proposed."""

    def __init__(
        self, resolution: int, brought: int, path: Path, parent: QWidget | None = None, *, aspect: Aspect = SQUARE
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Use this look on others"))
        self._brought_count = brought
        self._seeds = QLineEdit("1-20")
        self._seeds.setAccessibleName(tr("seeds"))
        self._seeds.setToolTip(plain_tip(tr("Such as 1-20 or 3, 7, 12")))
        self._brought = QCheckBox(tr("The {count} faces brought in", count=brought))
        self._brought.setToolTip(plain_tip(tr("Faces of photos and files of codes: see Face > Faces brought in")))
        self._brought.setChecked(brought > 0)
        self._size = SizeBox(resolution, resolution, aspect)
        self._file = FileLine(path, what="folder", ending="", kind=tr("Folder"), title=self.windowTitle())
        self._told, self._reason = PlainLabel(), PlainLabel()
        self._told.setProperty("role", "quiet")
        self._told.setWordWrap(True)
        self._reason.setProperty("role", "problem")
        self._reason.setWordWrap(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._make = self._buttons.addButton(tr("Make pictures"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._arrange()
        self._make.setDefault(True)  # once it is in the dialog: else Enter cancels
        self._seeds.textChanged.connect(self._refresh)
        self._brought.toggled.connect(self._refresh)
        self._size.currentTextChanged.connect(self._refresh)
        self._file.changed.connect(self._refresh)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._refresh()

    def _arrange(self) -> None:
        form, column = form_and_column(self)
        form.addRow(tr("Seeds"), self._seeds)
        form.addRow("", self._brought)
        form.setRowVisible(self._brought, self._brought_count > 0)
        form.addRow(tr("Size"), self._size.line())
        form.addRow(tr("Folder"), self._file)
        for widget in (self._told, self._reason, self._buttons):
            column.addWidget(widget)

    def choice(self) -> LookChoice:
        """What was asked for. ValueError with the sentence that is on screen while it cannot be made."""
        if problem := self._size.problem() or self._file.problem():
            raise ValueError(problem)
        return LookChoice(self._chosen(), self._with_brought(), self._size.side, str(self._file.target()))

    def _with_brought(self) -> bool:
        return self._brought_count > 0 and self._brought.isChecked()

    def _chosen(self) -> tuple[int, ...]:
        """The seeds; none where only the faces brought in are wanted."""
        return () if self._with_brought() and not self._seeds.text().strip() else seeds_of(self._seeds.text())

    def _refresh(self) -> None:
        problem = told = ""
        try:
            choice = self.choice()
            count = len(choice.seeds) + (self._brought_count if choice.brought else 0)
            told = tr(
                "{count} pictures with this picture's edits, without its face; each carries its recipe.", count=count
            )
        except ValueError as error:
            problem = str(error)
        self._told.setText(told)
        self._reason.setText(problem)
        self._reason.setVisible(bool(problem))
        self._make.setEnabled(not problem)
