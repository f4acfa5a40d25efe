"""Where a slider acts, in the window: the meter of what leaks, the heat map, the line that says how much is held."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from app.window.states import acts, leakage_state
from app.window.surface import Surface
from engine.document.asked.requests import Heat
from widgets.regions.meter import HEATS
from widgets.states import HeatMap


class MeterPanel(QObject):
    """There while somebody paints, or where a region's own sliders are shown."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._controller = window, window.controller
        self._work, self._slider = window.controller.regions, window.controller.heat
        self._heat: HeatMap = "off"
        window.meter.heat_chosen.connect(self.show_heat)
        window.meter.again_wanted.connect(self._again)
        window.meter.only_inside_toggled.connect(self._only_inside)
        window.threshold.rank_moved.connect(self._cut)
        window.sliders.moved.connect(self._slider_moved)
        self._slider.ready.connect(self._show_heat)
        self._slider.changed.connect(self.refresh)
        self._work.state_changed.connect(self.refresh)

    def next_heat(self) -> None:
        """The heat map's next state."""
        self.show_heat(HEATS[(HEATS.index(self._heat) + 1) % len(HEATS)])

    @Slot(str)
    def show_heat(self, heat: HeatMap) -> None:
        """Where the slider acts, over the picture: "off", "first-order" or "realised"."""
        self._heat = heat
        self._show_heat(None if self._slider.former else self._slider.heat)
        self.refresh()

    @Slot(object)
    def _show_heat(self, heat: Heat | None) -> None:
        values, workspace = None, self._controller.workspace
        if heat is not None and self._heat == "first-order":
            values = heat.first_order
        elif heat is not None and self._heat == "realised" and workspace is not None and acts(workspace, heat.key):
            values = heat.realised  # of one that rests it would be that of 1 sigma
        self._window.canvas.set_heat(values)

    @Slot(bool)
    def _only_inside(self, on: bool) -> None:
        self._work.keep_inside(on=on)
        self.refresh()

    @Slot()
    def _again(self) -> None:
        self._work.find()

    @Slot(int, bool)
    def _cut(self, rank: int, finished: bool) -> None:
        """Hold so many directions of the rest; the sliders follow while the line is dragged."""
        if finished:
            self._work.let_go()
            self.refresh()  # all was asked on the way; the line stands where the set that came says
        else:
            self._work.cut(max(1, rank))

    @Slot(str, float, int)
    def _slider_moved(self, key: str, _value: float, _gesture: int) -> None:
        self._slider.look_at(key)

    @Slot()
    def refresh(self) -> None:
        """Show what is known of the slider now, or nothing where nobody paints."""
        window, painting, workspace = self._window, self._work.painting, self._controller.workspace
        if workspace is None or painting is None:
            return
        shown = workspace.catalogue.shown
        to_move = shown in workspace.catalogue.sets
        window.meter_box.setVisible(self._work.is_local(shown) or (self._work.open and painting.painted and to_move))
        seen = window.meter_box.isVisibleTo(window)
        self._slider.look(on=seen)
        if seen:
            state = leakage_state(workspace, self._work, self._slider, self._heat)
            window.meter.set_state(state)
            window.threshold.setVisible(state.can_cut)
            if state.can_cut:
                window.threshold.set_values(state.cuts, state.rank)
        elif self._heat != "off":
            self.show_heat("off")
        window.acts["next_heat"].setEnabled(seen)
