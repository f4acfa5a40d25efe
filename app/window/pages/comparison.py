"""The comparison in the window: chosen directions beside one another, on this face and on others."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from app.model.workspace import Workspace
from app.window.pages.strips import Strips
from app.window.states import compared_cards, cosines
from app.window.surface import Surface
from widgets.directions.comparison import Comparison


class ComparisonPage(QObject):
    """Fills the page while it is on screen, and hands on what a person does there."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._controller = window.controller
        self._directions = window.controller.directions
        self.page = Comparison()
        self.show = Strips(window, self.page, self._fill).show
        self.page.compared.connect(window.acting(lambda workspace: workspace.catalogue.compare))
        self.page.others_wanted.connect(self._directions.make_others)
        self.page.other_picked.connect(self._pick_other)
        self._directions.others_ready.connect(self.page.set_others)

    def _fill(self, workspace: Workspace) -> None:
        cards = compared_cards(workspace)
        self.page.set_rows(cards)
        self.page.set_cosines(cosines(workspace), tuple(card.name for card in cards))
        self._directions.make_others()

    @Slot(int)
    def _pick_other(self, place: int) -> None:
        """Go on with one of the other faces: the edits come along."""
        if (workspace := self._controller.workspace) is not None:
            workspace.face.set_seed(self._directions.other_seeds()[place], keep_edits=True)
