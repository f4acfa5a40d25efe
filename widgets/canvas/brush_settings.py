"""How the brush is set: its tool, its size and softness, and whether it takes away."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from widgets.canvas.tools import TOOLS

SMALLEST, LARGEST = 0.005, 1.0  # diameter as a share of the picture's side


class BrushSettings(QObject):
    """What a person chose; the brush adds what a hand does with it."""

    size_changed = Signal(float)
    softness_changed = Signal(float)
    tool_changed = Signal(str)
    subtract_changed = Signal(bool)
    look_changed = Signal()  # the ring, the drawn outline, or whether there is an overlay

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tool, self.size, self.softness, self.subtract = "brush", 0.1, 0.3, False

    def set_tool(self, tool: str) -> None:
        """One of `tools.TOOLS`. Raises KeyError for others."""
        TOOLS[tool]
        if tool != self.tool:
            self.tool = tool
            self.tool_changed.emit(tool)
            self.look_changed.emit()

    def set_size(self, size: float) -> None:
        """The diameter as a share of the picture's side, brought into 0.005 to 1."""
        size = min(max(size, SMALLEST), LARGEST)
        if size != self.size:
            self.size = size
            self.size_changed.emit(size)
            self.look_changed.emit()

    def set_softness(self, softness: float) -> None:
        """How much of the radius fades out, brought into 0 to 1."""
        softness = min(max(softness, 0.0), 1.0)
        if softness != self.softness:
            self.softness = softness
            self.softness_changed.emit(softness)
            self.look_changed.emit()

    def set_subtract(self, subtract: bool) -> None:  # noqa: FBT001  a slot of the bar's signal
        if subtract != self.subtract:
            self.subtract = subtract
            self.subtract_changed.emit(subtract)

    @property
    def round(self) -> bool:
        """Whether the tool paints with a round tip, so that it has a size."""
        return TOOLS[self.tool].round
