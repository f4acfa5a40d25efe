"""The surface with those pages that nobody sees at the start: each is imported and made when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from app.window.surface import Surface

if TYPE_CHECKING:  # what these import takes a fifth of the window's own start
    from app.elsewhere.desk import WorkersDesk
    from app.live.desk import Controllers
    from app.window.film.page import FilmPage
    from app.window.pages.comparison import ComparisonPage
    from app.window.pages.directions import DirectionsPage
    from app.window.pages.judging import JudgingPage
    from app.window.pages.laying import LayingPage
    from app.window.pages.pair import PairPage
    from app.window.pages.photo import PhotoPage
    from app.window.pages.truth import TruthPages


class LaterPages(Surface):
    """What may happen before a page was ever opened is connected here, so that it makes the page."""

    def connect_later(self) -> None:
        """Let what a page shows of its own accord bring it up."""
        photos = self.controller.photos
        photos.read.connect(lambda photo: self.photo.show_photo(photo))
        photos.laid.connect(lambda document, laid: self.laying.show_laid(document, laid))
        self.methods.judge_wanted.connect(lambda: self.judging.show())
        self.sliders.control_wanted.connect(lambda key: self.controllers.learn(key))
        self.controller.opening.film_brought.connect(lambda: self.film.show_dock(on=True))
        self.controller.workers_told.connect(lambda _: self.elsewhere.refresh())
        self.workers.clicked.connect(lambda: self.elsewhere.show_engine())
        self.seeds.control_wanted.connect(lambda: self.controllers.learn_truncation())

    def live_doing(self) -> dict[str, Callable[[], object]]:
        """What is done with controllers, by the names of the actions."""
        return {"show_controllers": lambda: self.controllers.show()}

    def live_switching(self) -> dict[str, Callable[[bool], object]]:
        """And what is switched."""
        return {"listen": lambda on: self.controllers.listen(on=on)}

    def elsewhere_doing(self) -> dict[str, Callable[[], object]]:
        """What is done about workers on other machines, by the names of the actions."""
        return {
            "show_workers": lambda: self.elsewhere.show_workers(), "show_engine": lambda: self.elsewhere.show_engine(),
        }  # fmt: skip

    def film_doing(self) -> dict[str, Callable[[], object]]:
        """What is done with the film, by the names of the actions."""
        return {"set_film_key": lambda: self.film.set_key(), "play_film": lambda: self.film.play()}

    def film_switching(self) -> dict[str, Callable[[bool], object]]:
        """And what is switched."""
        return {"show_timeline": lambda on: self.film.show_dock(on=on)}

    def close_later(self) -> None:
        """End what goes on by itself."""
        if "film" in self.__dict__:
            self.film.heard.close()

    @cached_property
    def film(self) -> FilmPage:
        """The timeline below the picture."""
        from app.window.film.page import FilmPage

        return FilmPage(self)

    @cached_property
    def photo(self) -> PhotoPage:
        """A person's own picture."""
        from app.window.pages.photo import PhotoPage

        return PhotoPage(self)

    @cached_property
    def laying(self) -> LayingPage:
        """An edit laid back into its photo."""
        from app.window.pages.laying import LayingPage

        return LayingPage(self)

    @cached_property
    def pair(self) -> PairPage:
        """A slider from two pictures."""
        from app.window.pages.pair import PairPage

        return PairPage(self)

    @cached_property
    def directions(self) -> DirectionsPage:
        """The browser of directions."""
        from app.window.pages.directions import DirectionsPage

        return DirectionsPage(self)

    @cached_property
    def comparison(self) -> ComparisonPage:
        """Directions beside one another."""
        from app.window.pages.comparison import ComparisonPage

        return ComparisonPage(self)

    @cached_property
    def judging(self) -> JudgingPage:
        """Faces to judge."""
        from app.window.pages.judging import JudgingPage

        return JudgingPage(self)

    @cached_property
    def truth(self) -> TruthPages:
        """All methods on known truth."""
        from app.window.pages.truth import TruthPages

        return TruthPages(self, lambda: self.comparison.show())

    @cached_property
    def elsewhere(self) -> WorkersDesk:
        """Workers on other machines, and what runs where."""
        from app.elsewhere.desk import WorkersDesk

        return WorkersDesk(self)

    @cached_property
    def controllers(self) -> Controllers:
        """Sliders moved from outside."""
        from app.live.desk import Controllers

        return Controllers(self)
