"""How a plot of pyqtgraph looks here: no menu, no buttons, nothing to drag, and the theme's colours."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from widgets.look.glyphs import blend


def bare_plot(parent: QWidget, name: str) -> Any:
    """An empty plot; pyqtgraph must have been loaded (`widgets.loading`)."""
    import pyqtgraph

    plot = pyqtgraph.PlotWidget(parent, viewBox=pyqtgraph.ViewBox(enableMenu=False), enableMenu=False)
    menu = plot.getPlotItem().ctrlMenu
    menu.setParent(plot, menu.windowFlags())  # it is made though never shown, and without a parent never deleted
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.setMouseEnabled(x=False, y=False)
    plot.hideButtons()
    plot.setAccessibleName(name)
    return plot


def colour_plot(plot: Any, owner: QWidget, words: dict[str, str]) -> None:
    """The theme's colours, as `owner` has them, on the ground and on the axes that `words` names and labels."""
    palette, font = owner.palette(), owner.font()
    window, text = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
    quiet = palette.color(QPalette.ColorRole.PlaceholderText)
    plot.setBackground(window)
    font.setPointSizeF(max(6.5, font.pointSizeF() * 0.82))
    for side, label in words.items():
        axis = plot.getAxis(side)
        axis.setPen(blend(window, text, 0.25))
        axis.setTextPen(quiet)
        axis.setTickFont(font)
        axis.setStyle(tickLength=-3, tickTextOffset=3, maxTickLevel=0)
        axis.enableAutoSIPrefix(enable=False)
        axis.setLabel(label, **{"color": quiet.name(), "font-size": f"{font.pointSizeF():.1f}pt"})
