"""The root that puts the rest together: the workbench with every service on it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.model.settings import Settings
from app.model.turning import recalled
from app.services.beginning import Beginning
from app.services.brought.album import Album
from app.services.brought.between import Between
from app.services.brought.codes import Codes
from app.services.brought.faces import BroughtFaces
from app.services.brought.photos import Photos
from app.services.devices import Devices
from app.services.directions import Directions
from app.services.faces import Faces
from app.services.library import Thumbnails
from app.services.naming import Naming
from app.services.opening import Opening
from app.services.painted.heat import SliderHeat
from app.services.painted.masks import Masks
from app.services.painted.parts import Parts
from app.services.painted.regions import Regions
from app.services.readings import Readings
from app.services.saving import Saving
from app.services.training import Training
from app.services.usual import Usual
from app.workbench import Workbench
from engine.document.asked.offers import GeneratorInfo

if TYPE_CHECKING:
    from app.elsewhere.workers import WorkersService
    from app.live.listening import Live
    from app.services.comparing import Comparing


class Controller(Workbench):
    """A workbench with its services. The window listens to them and calls them; none of them knows another."""

    joined = Signal()  # a controller moves another slider than before

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(settings, parent)
        self.opening = Opening(self)
        self.readings = Readings(self, self.opening)
        self.beginning = Beginning(self, self.opening.fresh)
        self.saving = Saving(self)
        self.faces = Faces(self)
        self.devices = Devices(self, self.opening.generator)
        self.parts, self.heat = Parts(self), SliderHeat(self)
        self.regions = Regions(self, self.parts, self.heat)
        self.masks = Masks(self, self.regions)
        self.training = Training(self)
        self.directions = Directions(self, self.regions, self.training)
        self.thumbnails = Thumbnails(self)
        self.brought = BroughtFaces(self)
        self.photos, self.between = Photos(self, self.brought), Between(self)
        self.usual, self.naming = Usual(self), Naming(self)
        self.opening.directions_dropped.connect(self.directions.load)
        self.opening.picture_dropped.connect(self.photos.open)
        self.codes, self.album = Codes(self, self.brought), Album(self, self.brought)
        self.opening.codes_dropped.connect(self.codes.open)
        self.opening.photos_dropped.connect(self.album.open)
        self.opening.session_opened.connect(self.brought.session_opened)  # before it counts as saved
        self.opening.session_opened.connect(self.saving.session_opened)
        self.opening.opened.connect(self._first_sliders)
        self.opening.picture_opened.connect(settings.remember_picture)
        for signal in (self.opening.picture_opened, self.saving.pictured, self.saving.filed):
            signal.connect(self.thumbnails.shown)
        self.photos.read.connect(self.thumbnails.photo_read)

    @cached_property
    def comparing(self) -> Comparing:
        """All methods on known truth; made when its page is first opened."""
        from app.services.comparing import Comparing

        return Comparing(self)

    @cached_property
    def workers(self) -> WorkersService:
        """Workers on other machines; made when there are some, or may be."""
        from app.elsewhere.workers import WorkersService

        return WorkersService(self)

    @cached_property
    def live(self) -> Live:
        """Sliders moved by controllers; made when it is first wanted."""
        from app.live.listening import Live

        made = Live(self)
        made.joined.connect(self.joined)
        return made

    def close(self) -> bool:
        """Listen to nothing any more, and stop the engine; True if it ended in time."""
        if "live" in self.__dict__:
            self.live.close()
        return super().close()

    def _first_sliders(self, info: GeneratorInfo) -> None:
        if self.workspace is None:
            return
        sets = self.workspace.catalogue.sets.values()
        if all(recalled(found) for found in sets):
            self.directions.find("eigengan" if info.own_slots else "ganspace")
        elif any(found.own and not found.notes for found in sets):
            self.beginning.complete()
