"""Sliders by what they are called."""

from __future__ import annotations

from difflib import get_close_matches

from app.model.workspace import Workspace
from engine.document.disk.wording import short
from engine.document.keys import SliderKey

#: How many names a sentence lists.
MOST = 6


def names_of(workspace: Workspace, group: str = "") -> dict[str, str]:
    """Every slider at hand and what it is called: the generator's own, those of direction sets, those of edits; or of
    one `group` only."""
    layout, info = workspace.info.layout, workspace.info
    own = [layout.slider(i) for slot in info.own_slots
           for i in range(*layout.slices[slot].indices(layout.dimension))]  # fmt: skip
    found = (key for directions in workspace.catalogue.sets.values() for key in directions.places)
    keys = dict.fromkeys((*own, *found, *(edit.key for edit in workspace.document.edits)))
    return {key: workspace.name(key) for key in keys if group in ("", SliderKey(key).group)}


def called(workspace: Workspace, text: str, group: str = "") -> str | None:
    """The key of the slider with this key or name, however it is written; None: there is none.

    Raises:
        ValueError: several have the name; one sentence that names them.
    """
    names = names_of(workspace, group)
    if text in names:
        return text
    alike = [key for key, name in names.items() if _plain(name) == _plain(text)]
    if len(alike) > 1:
        listed = ", ".join(short(key) for key in alike[:MOST])
        raise ValueError(f"{len(alike)} sliders are called {short(text)}: {listed}{', ...' * (len(alike) > MOST)}. "
                         f"Say which, as {short(alike[0])}.")  # fmt: skip
    return alike[0] if alike else None


def no_slider(workspace: Workspace, text: str) -> str:
    """The sentence for a name that no slider has."""
    names = names_of(workspace)
    if not names:
        return (f"{short(workspace.info.ref.name)} has no slider called {short(repr(text))}, nor any of its own. Find "
                "directions with eigenbrush discover, then give FILE#INDEX.")  # fmt: skip
    return f"{short(workspace.info.ref.name)} has no slider called {short(repr(text))}.{near(text, names)}"


def near(text: str, names: dict[str, str]) -> str:
    """A sentence with the names that are like this one, or else with the first there are."""
    plain = {_plain(name): (key, name) for key, name in names.items()}
    words = [name for name in plain if set(_plain(text).split()) & set(name.split())]
    close = list(dict.fromkeys((*get_close_matches(_plain(text), plain, MOST, 0.6), *words)))[:MOST]
    those = ", ".join(
        f"{short(name)} ({short(key)})" for key, name in (plain[each] for each in close or [*plain][:MOST])
    )
    if not plain:
        return ""
    return f" Near it {'is' if len(close) == 1 else 'are'} {those}." if close else f" It has {those} and so on."


def _plain(name: str) -> str:
    """A name without what nobody types."""
    return " ".join(name.casefold().split())
