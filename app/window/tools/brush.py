"""The brush in the window: its bar, the list of regions, and painting on the canvas."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec

import numpy as np
from PySide6.QtCore import QObject, Slot

from app.model.painting import STEP, Painting
from app.window.states import brush_state, region_rows
from app.window.surface import Surface
from engine.language import tr
from widgets.canvas import strokes
from widgets.canvas.brush import Brush
from widgets.look.keyed import with_key

#: What the menu offers only while the brush is open, and where there is a region.
NEED_BRUSH = ("swap_subtract", "toggle_overlay", "close_brush")
NEED_REGION = ("invert_region", "clear_region", "grow_region", "shrink_region", "feather_region", "save_mask")
P = ParamSpec("P")


class Painter(QObject):
    """Hands what a person paints to the document, and shows what comes of it."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._controller = window, window.controller
        self._work, self._parts = window.controller.regions, window.controller.parts
        self._brush = Brush(window)
        settings = self._controller.settings
        self._brush.set_size(settings.brush_size)
        self._brush.set_softness(settings.brush_softness)
        self._brush.set_overlay(on=settings.overlay)
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        w, brush, bar, regions = self._window, self._brush, self._window.brush_bar, self._window.regions
        brush.painted.connect(self._painted)
        brush.nothing_to_take.connect(self._say_nothing_to_take)
        brush.put_away.connect(self.close)
        for signal in (brush.size_changed, brush.softness_changed, brush.tool_changed, brush.subtract_changed):
            signal.connect(self._tool_changed)
        bar.tool_chosen.connect(self.use)
        bar.size_moved.connect(brush.set_size)
        bar.softness_moved.connect(brush.set_softness)
        bar.subtract_toggled.connect(brush.set_subtract)
        bar.overlay_toggled.connect(self.show_overlay)
        bar.part_wanted.connect(self._take_part)
        bar.operation_wanted.connect(self.operate)
        bar.keep_masks_toggled.connect(self.keep_regions)
        bar.follow_toggled.connect(self._follow)
        bar.closed.connect(self.close)
        regions.chosen.connect(self._choose)
        regions.added.connect(self._act(lambda painting: painting.add))
        regions.removed.connect(self._act(lambda painting: painting.remove))
        regions.renamed.connect(self._act(lambda painting: painting.rename))
        regions.keep_toggled.connect(self._act(lambda painting: painting.set_keep))
        w.edits.masked.connect(self._act(lambda painting: painting.set_mask))
        w.edits.region_wanted.connect(self._paint_for)
        w.edits.keep_outside_toggled.connect(self._act(lambda painting: painting.keep_outside))
        w.methods.brush_wanted.connect(self._paint_with)
        self._parts.ready.connect(self.refresh)
        self._work.state_changed.connect(self.refresh)
        self._work.outdated.connect(w.notice.take_back)
        self._controller.generator_opened.connect(brush.give_up)  # what was being drawn is of another face
        w.pages.currentChanged.connect(self.refresh)

    @Slot()
    def _say_nothing_to_take(self) -> None:
        how = with_key(tr("Region > Add or subtract"), "swap_subtract")
        self._controller.say(tr("The brush takes away, and nothing is painted here yet. {how} lets it paint.", how=how))

    def _act(self, action: Callable[[Painting], Callable[P, object]]) -> Callable[P, None]:
        """A slot that runs this action of the painting with the signal's values."""

        def run(*values: P.args, **named: P.kwargs) -> None:
            if (painting := self._work.painting) is not None:
                with self._controller.refusals():
                    action(painting)(*values, **named)

        return run

    # ---- taking the brush up and putting it away ----

    @Slot()
    def open(self) -> None:
        """Take the brush up."""
        self.use(self._brush.tool)

    @Slot()
    def toggle(self) -> None:
        """Take the brush up; put it away where it is in hand already."""
        shown = self._window.pages.currentWidget() is self._window.canvas
        in_hand = shown and self._work.open and self._brush.tool == "brush"
        self.close() if in_hand else self.use("brush")

    @Slot(str)
    def _paint_with(self, method: str) -> None:
        """Take the brush up for this method."""
        self._work.method, self._work.parameters = method, {}
        self.open()

    @Slot(str)
    def prefer(self, method: str) -> None:
        """A method was chosen: strokes ask it from now on, if it is one of regions."""
        if self._work.is_local(method):
            self._work.prefer(method, self._window.methods.form.values_of(method))

    @Slot(str)
    def use(self, tool: str) -> None:
        """Take a tool up; the picture comes to the front for it."""
        if self._controller.workspace is None:
            return
        self._brush.set_tool(tool)
        self._window.show_canvas()
        self._window.canvas.set_tool(self._brush)
        self._window.regions_box.show()
        self._work.set_open(on=True)
        self._window.canvas.setFocus()
        self.refresh()

    @Slot()
    def close(self) -> None:
        """Put the brush away; what is painted stays."""
        self._window.canvas.set_tool(None)
        self._window.regions_box.hide()
        self._work.set_open(on=False)
        self._window.canvas.set_overlay_masks((), -1)
        self._window.canvas.setFocus()
        self.refresh()

    def add_region(self) -> None:
        """Another region, to paint now."""
        if (painting := self._painting) is not None:
            painting.add()
            self.use("brush")

    # ---- painting ----

    @property
    def _painting(self) -> Painting | None:
        return self._work.painting

    @Slot(object, str)
    def _painted(self, mask: np.ndarray, words: str) -> None:
        if (painting := self._painting) is not None:
            painting.paint(mask, words)

    @Slot(str)
    def _choose(self, name: str) -> None:
        if (painting := self._painting) is not None:
            painting.choose(name)
            self.refresh()

    @Slot(str)
    def _paint_for(self, key: str) -> None:
        """An edit is to keep to a region that is not painted yet: it gets a new one, to be painted now."""
        if (painting := self._painting) is not None:
            painting.add()
            with self._controller.refusals():
                painting.set_mask(key, painting.current)
            self.use("brush")

    @Slot(str)
    def _take_part(self, name: str) -> None:
        if (painting := self._painting) is not None and name in self._parts.masks:
            painting.put_part(name, self._parts.masks[name])

    @Slot(str)
    def operate(self, operation: str) -> None:
        """Invert, clear, grow, shrink or feather the current region; the brush is taken up to see it."""
        painting = self._painting
        if painting is None or not painting.current:
            return
        if not self._work.open:
            self.open()
        mask, step = painting.mask(), max(1, round(STEP * painting.side))
        changed = {
            "invert": lambda: strokes.invert(mask),
            "clear": lambda: np.zeros_like(mask),
            "grow": lambda: strokes.grown(mask, step),
            "shrink": lambda: strokes.grown(mask, -step),
            "feather": lambda: strokes.feathered(mask, step),
        }[operation]()
        painting.paint(changed, operation.capitalize())

    # ---- choices ----

    @Slot(bool)
    def show_overlay(self, on: bool) -> None:
        """Show what is painted, or only the picture."""
        self._brush.set_overlay(on=on)
        self._controller.settings.overlay = on
        self.refresh()

    def swap(self) -> None:
        """Add from now on, or subtract."""
        self._brush.set_subtract(not self._brush.subtract)

    def toggle_overlay(self) -> None:
        """The other of the two."""
        self.show_overlay(not self._brush.overlay)

    @Slot(bool)
    def keep_regions(self, keep: bool) -> None:
        """Whether what is painted stays when the face changes."""
        self._controller.settings.keep_regions = keep
        self.refresh()

    @Slot(bool)
    def _follow(self, follow: bool) -> None:
        self._controller.settings.follow = follow
        if follow and (painting := self._painting) is not None and painting.painted:
            self._work.find()
        self.refresh()

    @Slot()
    def _tool_changed(self, *_: object) -> None:
        settings = self._controller.settings
        settings.brush_size, settings.brush_softness = float(self._brush.size), float(self._brush.softness)
        self.refresh()

    # ---- showing ----

    def _show_masks(self, painting: Painting) -> None:
        """Every region over the picture while the brush is open and the overlay on."""
        regions = painting.document.regions if self._work.open and self._brush.overlay else ()
        active = next((i for i, region in enumerate(regions) if region.name == painting.current), -1)
        self._window.canvas.set_overlay_masks([(painting.mask(r.name), r.keep) for r in regions], active)

    def enable(self) -> None:
        """Let the menu offer what would do something."""
        painting, acts, opened = self._painting, self._window.acts, self._work.open
        if painting is None:
            return
        for name in NEED_BRUSH:
            acts[name].setEnabled(opened)
        for name in NEED_REGION:
            acts[name].setEnabled(bool(painting.current))

    @Slot()
    def refresh(self) -> None:
        """Show regions and tools as they are now."""
        window, painting = self._window, self._painting
        window.brush_bar.setVisible(self._work.open and window.pages.currentWidget() is window.canvas)
        window.acts["brush"].setChecked(self._work.open)
        window.acts["keep_regions"].setChecked(self._controller.settings.keep_regions)
        if painting is None:
            return
        if self._work.open:
            window.brush_bar.set_state(brush_state(self._brush, painting, self._parts, self._controller.settings))
            rows = region_rows(painting)
            window.regions.set_rows(rows)
            self._brush.set_mask(painting.mask() if rows else None, painting.size)
            self._show_masks(painting)
        window.methods.set_painted(painted=painting.painted)
        window.methods.form.set_more_names(tuple(region.name for region in painting.document.regions))
        self.enable()
