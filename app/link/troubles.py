"""What was said to have failed, until the same is tried again or has gone well: then the sentence is true no more."""

from __future__ import annotations

from engine.document.asked.requests import (
    Done,
    Failed,
    Identify,
    LoadSession,
    Message,
    OpenGenerator,
    ReadRecipe,
    Request,
)

#: Steps of one thing, which has gone well once a generator is in front.
OPENING = "opening"
#: A picture that could not be drawn; the next one that is says that this is over.
DRAWING = "drawing"
#: Before what was to be written to a file of a person's.
_FILE = "file: "
_OPENING = (Identify, LoadSession, OpenGenerator, ReadRecipe)


class Troubles:
    """The sentences, by what they are about."""

    def __init__(self) -> None:
        self._said: dict[str, list[str]] = {}

    def add(self, about: str, sentence: str) -> None:
        """This was said."""
        self._said.setdefault(about, []).append(sentence)

    def over(self, about: str) -> list[str]:
        """It has gone well -> what was said of it before."""
        return self._said.pop(about, [])

    def left_behind(self) -> list[str]:
        """Another generator is in front -> what was said of work on the one before; what was to be written to a file of
        a person's still was not."""
        about = [each for each in self._said if each != OPENING and not each.startswith(_FILE)]
        return [sentence for each in about for sentence in self.over(each)]

    def again(self, work: Request[object, object]) -> list[str]:
        """It is tried again -> what was said of it before; of opening that is said until something is in front."""
        return [] if (about := _about(work)) == OPENING else self.over(about)

    def heard(self, work: Request[object, object], message: Message) -> list[str]:
        """A job's answer -> the sentences that are true no more."""
        about = _about(work)
        if isinstance(message, Failed):
            self.add(about, message.sentence)
        return self.over(about) if isinstance(message, Done) and about != OPENING else []


def _about(work: Request[object, object]) -> str:
    if isinstance(work, _OPENING):
        return OPENING
    return (_FILE if work.writes else "") + type(work).__name__
