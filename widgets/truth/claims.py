"""What the papers say of their methods, a line each: whether the table agrees, what is said, what the table shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from engine.language import tr
from widgets.parts.plain import PlainLabel
from widgets.truth.state import TruthClaim

_WORDS = {True: tr("✓  agrees"), False: tr("✗  does not"), None: tr("?  not decided")}
_HEADS = ("", tr("Method"), tr("Its paper says"), tr("This table shows"))


class ClaimsList(QScrollArea):
    """Plain lines that scroll where they do not fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("what the papers say"))
        self._claims: tuple[TruthClaim, ...] | None = None

    def set_claims(self, claims: Sequence[TruthClaim]) -> None:
        """Show these; nothing is made anew where they are the same."""
        if tuple(claims) == self._claims:
            return
        self._claims = tuple(claims)
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 4, 8, 4)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        for column, head in enumerate(_HEADS):
            grid.addWidget(_label(head, quiet=True), 0, column)
        for line, claim in enumerate(self._claims, 1):
            words = (_WORDS[claim.agrees], claim.title, claim.says, claim.seen)
            for column, text in enumerate(words):
                grid.addWidget(_label(text, quiet=column == 3, wraps=column > 1), line, column)
        grid.setRowStretch(len(self._claims) + 1, 1)
        grid.setColumnStretch(2, 1)
        grid.setColumnStretch(3, 1)
        self.setWidget(inner)

    def text(self) -> str:
        """The lines as text, a claim each."""
        return "\n".join(
            f"{_WORDS[claim.agrees]}: {claim.title}: {claim.says}: {claim.seen}" for claim in self._claims or ()
        )


def _label(text: str, *, quiet: bool = False, wraps: bool = False) -> PlainLabel:
    label = PlainLabel()
    label.setText(text)
    label.setWordWrap(wraps)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if wraps:
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    if quiet:
        label.setProperty("role", "quiet")
    return label
