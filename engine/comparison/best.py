"""The best direction of a method for each factor, as a set of its own: what a comparison shows when it is clicked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine.comparison.scoring import FactorScore
from engine.document.directions import BEST, Direction, DirectionSet


def judged(sets: Sequence[DirectionSet]) -> tuple[Direction, ...]:
    """The directions that are judged, in the order of the sliders: those of the one set, or of several, each made for
    a factor that was told, the first: what is kept comes after."""
    return tuple(row for found in sets for row in (found if len(sets) == 1 else found.directions[:1]))


def best_of(sets: Sequence[DirectionSet], scores: Sequence[FactorScore]) -> tuple[DirectionSet | None, tuple[str, ...]]:
    """The best directions, each once, and for every score the key of its slider, empty where nothing moves its factor.

    A generator's own sliders need no set: their keys say all.
    """
    if sets[0].own:
        return None, tuple(score.slider for score in scores)  # they are named by their keys
    places = list(dict.fromkeys(score.place for score in scores if score.place >= 0))
    if not places:
        return None, ("",) * len(scores)
    rows, came = judged(sets), sets[0].provenance
    kept = tuple(Direction(rows[i].name, rows[i].vector, rows[i].sigma, path=rows[i].path) for i in places)
    parameters = came.parameters if len(sets) == 1 else {}
    found = DirectionSet(kept, replace(came, method=came.method + BEST, parameters=parameters), reach=sets[0].reach)
    return found, tuple(found.slider(places.index(s.place)) if s.place >= 0 else "" for s in scores)
