"""The card of a generator: what it is, what it was made from, what it can and cannot do."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat, QTextFragment
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from engine.language import tr
from widgets.library.ways import Ways
from widgets.parts.pixels import thumbnail
from widgets.parts.plain import PlainLabel, plain_tip, title_text

_PICTURE_SIDE = 200


class GeneratorCard(QDialog):
    """Facts as a small table beside a picture, the other ways to read the file, if any, and the card's own text."""

    reading_chosen = Signal(str)  # one of those of `set_readings`

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = PlainLabel()
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        self._title.setFont(font)
        self._picture = PlainLabel()
        self._picture.setAccessibleName(tr("sample of this generator"))
        self._facts = QWidget()
        self._table = QGridLayout(self._facts)
        self._table.setContentsMargins(0, 0, 0, 0)
        self._table.setVerticalSpacing(2)
        self._table.setColumnStretch(1, 1)
        self._ways = Ways()
        self._ways.chosen.connect(self._choose)
        self._ways.hide()
        self._text = _CardText()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        beside = QHBoxLayout()
        beside.setSpacing(16)
        beside.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        beside.addWidget(self._facts, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addLayout(beside)
        column.addWidget(self._ways)
        column.addWidget(self._text, 1)
        column.addWidget(buttons)
        self.setSizeGripEnabled(True)

    def set_card(
        self, title: str, facts: tuple[tuple[str, str], ...], markdown: str, picture: np.ndarray | None = None
    ) -> None:
        """Shows a card: (name, value) facts, Markdown text, and a sample as uint8 H x W x 3."""
        self.setWindowTitle(title_text(title))
        self._title.setText(title)
        while (item := self._table.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        for row, (name, value) in enumerate(facts):
            label, field = PlainLabel(name), _value_field(name, value)
            label.setProperty("role", "quiet")
            label.setBuddy(field)
            self._table.addWidget(label, row, 0)
            self._table.addWidget(field, row, 1)
        self._text.setMarkdown(markdown or tr("This generator brings no card."))
        self._text.moveCursor(QTextCursor.MoveOperation.Start)
        self._picture.setVisible(picture is not None)
        if picture is not None:
            self._picture.setPixmap(thumbnail(picture, self.devicePixelRatioF(), _PICTURE_SIDE))

    def set_readings(self, readings: tuple[tuple[str, str], ...]) -> None:
        """Offers other ways to read the file: each as it is chosen, and in words."""
        self._ways.set_ways(readings)
        self._ways.show()

    def set_reading(self, reading: str, picture: np.ndarray) -> None:
        """Shows what one of them gives, uint8 H x W x 3."""
        self._ways.set_picture(reading, picture)

    def _choose(self, reading: str) -> None:
        self.reading_chosen.emit(reading)
        self.accept()

    def sizeHint(self) -> QSize:
        return QSize(680, 620)


def _value_field(name: str, value: str) -> QLineEdit:
    """A value that can be selected and copied whole however long it is, such as a SHA-256."""
    field = QLineEdit(value)
    field.setReadOnly(True)
    field.setCursorPosition(0)
    field.setProperty("role", "value")
    field.setAccessibleName(name)
    field.setToolTip(plain_tip(value))
    return field


class _CardText(QTextBrowser):
    """Text from a file that we did not write: no link is followed and nothing it points to is loaded."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setAccessibleName(tr("card"))
        self.document().setDocumentMargin(10)

    def setMarkdown(self, text: str) -> None:
        features = QTextDocument.MarkdownFeature
        self.document().setMarkdown(text, features.MarkdownDialectGitHub | features.MarkdownNoHTML)
        block = self.document().begin()
        while block.isValid():  # Qt's headings shout beside the dialog's own title
            if level := block.blockFormat().headingLevel():
                size = QTextCharFormat()
                size.setProperty(QTextFormat.Property.FontSizeAdjustment, 1 if level == 1 else 0)
                cursor = QTextCursor(block)
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                cursor.mergeCharFormat(size)
            self._make_tips_plain(block)
            block = block.next()

    def _make_tips_plain(self, block: QTextBlock) -> None:
        """The title of a link is its tip, and Qt would guess whether it is HTML."""
        place, titled = block.begin(), list[QTextFragment]()
        while not place.atEnd():
            if place.fragment().charFormat().toolTip():
                titled.append(place.fragment())
            place += 1
        for fragment in titled:
            words = fragment.charFormat()
            words.setToolTip(plain_tip(words.toolTip()))
            cursor = QTextCursor(self.document())
            cursor.setPosition(fragment.position())
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(words)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        if kind == QTextDocument.ResourceType.ImageResource.value:
            blank = QImage(1, 1, QImage.Format.Format_ARGB32)  # without it Qt draws the sign of a broken page
            blank.fill(Qt.GlobalColor.transparent)
            return blank
        return None
