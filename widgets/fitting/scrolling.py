"""Controls that are scrolled where it is too low for all of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

_LEAST = 34  # logical pixels of height: a line of controls


class ScrollingBox(QScrollArea):
    """As high as what it holds, and lower where there is no room for that; never narrower than that needs."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        for ground in (self.viewport(), content):
            ground.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        content, layout = self._content, self._content.layout()
        width = content.sizeHint().width()
        if layout is not None and layout.hasHeightForWidth() and self.isVisible():
            return QSize(width, layout.totalHeightForWidth(self.viewport().width()))
        return QSize(width, content.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._content.minimumSizeHint().width() + bar, min(_LEAST, self.sizeHint().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.updateGeometry()
        return super().eventFilter(watched, event)
