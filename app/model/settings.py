"""Settings: what is remembered between two starts."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from app.home import home
from engine.document.disk import leftovers
from engine.document.disk.caches import Cache
from engine.document.disk.files import write_whole
from engine.document.disk.limits import JSON, not_saved, parsed
from engine.document.disk.reading import content
from engine.document.disk.wording import CLAUSE, in_brackets, short
from engine.document.document import Document
from engine.document.saved.readings import chosen
from engine.language import tr

log = logging.getLogger(__name__)


def why_not_kept() -> str:
    """Why nothing can be kept in the home, in one sentence; empty if it can. Found out by writing a file there."""
    folder, probe = home(), home() / leftovers.new_name()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(probe, b"")
        probe.unlink()
    except OSError as error:
        words = os.strerror(error.errno).lower() if error.errno else short(error, CLAUSE)
        if os.path.lexists(folder) and not os.path.isdir(folder):
            words = tr("it is no folder")
        return tr(
            "Nothing is kept this time, neither settings nor what you have open, because {folder} "
            "cannot be written to ({words}); save what you want to keep.",
            folder=folder,
            words=words,
        )
    return ""


LANGUAGES = ("", "en", "de")
F = TypeVar("F")
THEMES = ("dark", "light", "contrast", "system")
#: How large everything may be drawn, in per cent.
SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
#: What a damaged file makes Python raise.
DAMAGE = (ValueError, TypeError, AttributeError, RecursionError, OSError)
REMEMBERED = 10  # recent files of a kind, besides those that are pinned
PINNED = 100  # at most
PORTS = (1024, 65535)  # the network's that a program may listen at
LONGEST_KEY = 40  # letters
WIDEST = 100_000  # pixels of a panel, or of a generator's picture: no screen has more


@dataclass(frozen=True)
class Recent:
    """A file opened before; what is not known of it (settings of an older version held paths only) is empty."""

    path: str
    sha256: str = ""
    name: str = ""
    family: str = ""  # in words
    resolution: int = 0
    size: str = ""  # in words, where its pictures are not square


@dataclass
class Settings:
    """What is remembered between two starts. Names of sliders are kept by generator hash, then by slider key."""

    theme: str = "dark"  # one of THEMES
    language: str = ""  # en or de, from the next start on; empty: as the system
    size: int = 100  # one of SIZES, from the next start on
    smooth: bool = True
    keep_edits: bool = True
    folder: str = ""
    recent: list[Recent] = field(default_factory=list)
    sessions: list[str] = field(default_factory=list)  # paths of the session files saved or opened last
    pictures: list[str] = field(default_factory=list)  # of photos opened, and of pictures saved or opened with a recipe
    pinned: list[str] = field(default_factory=list)  # of recent files of any kind that stay, above the others
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    starred: dict[str, list[str]] = field(default_factory=dict)
    readings: dict[str, str] = field(default_factory=dict)  # how files are read that do not tell all, by their hashes
    geometry: str = ""
    panels: list[int] = field(default_factory=list)  # widths of the window's columns
    device: str = ""  # cpu, cuda or mps; empty: the fastest there is
    conditions_open: bool = False  # the row of noise and style mixing
    first_steps: bool = True  # the strip of a first start
    keep_regions: bool = True  # when the face changes
    follow: bool = True  # find the sliders of a region again when it or the face changes
    only_inside: bool = True  # sliders of a region keep to it by a mask
    brush_size: float = 0.1  # share of the picture's side
    brush_softness: float = 0.5
    overlay: bool = True
    keys: dict[str, list[str]] = field(default_factory=dict)  # of actions that have others than at first, by name
    joined: dict[str, dict[str, str]] = field(default_factory=dict)  # controls, by generator, then by slider key
    live_port: int = 9000  # where OSC is listened to, once that is begun
    live_network: bool = False  # from other computers too
    workers_address: str = ""  # where workers on other machines were reached last
    workers_certificates: str = ""  # the folder of what they were reached with
    workers_wait: bool = False  # whether jobs wait where the connection to them is lost; else they go on here
    film_muted: bool = False  # whether films play silently in the window
    output_screen: str = ""  # the name of the screen that the output window was on, of several
    cache_gb: int = 4  # what copies of generators, found directions and thumbnails may take of the disk together

    def __post_init__(self) -> None:
        self.touched = set[str]()  # paths of recent files that were used or taken away since; not kept

    def remember(self, file: Recent) -> None:
        """Put a file first among the recent ones."""
        self.touched.add(file.path)
        self.recent = [file, *[known for known in self.recent if known.path != file.path]]
        self.recent = newest(self.recent, self.pinned, lambda known: known.path)

    def remember_session(self, path: str) -> None:
        """Put a session file first among the recent ones."""
        self.sessions = self._first(path, self.sessions)

    def remember_picture(self, path: str) -> None:
        """Put a photo, or a picture with its recipe, first among the recent ones."""
        self.pictures = self._first(path, self.pictures)

    def _first(self, path: str, there: list[str]) -> list[str]:
        path = os.path.abspath(path)
        self.touched.add(path)
        return newest([path, *[known for known in there if known != path]], self.pinned, str)

    def pin(self, path: str, *, on: bool) -> None:
        """Let a recent file stay, above the others, or not any more."""
        self.pinned = [known for known in self.pinned if known != path] + ([path] if on else [])

    def starting_folder(self) -> str:
        """Where file dialogs begin: in the folder used last while that is there, else in the person's own."""
        return self.folder if os.path.isdir(self.folder) else str(Path.home())

    def remember_labels(self, document: Document) -> None:
        """Keep the names and stars that a person gave the sliders of the document's generator."""
        self.names[document.generator.sha256] = dict(document.names)
        self.starred[document.generator.sha256] = list(document.starred)

    def forget(self, path: str) -> None:
        """Take a file off the list of recent ones."""
        self.touched.add(path)
        self.pin(path, on=False)
        self.recent = [known for known in self.recent if known.path != path]


def newest(files: list[F], pinned: list[str], path_of: Callable[[F], str]) -> list[F]:
    """Of files, the newest first, those that stay: the first ones, and all that are pinned."""
    others = [file for file in files if path_of(file) not in pinned][:REMEMBERED]
    return [file for file in files if path_of(file) in pinned or file in others]


def pinned_first(files: list[F], pinned: list[str], path_of: Callable[[F], str]) -> list[F]:
    """The same files, those that are pinned above the others."""
    return sorted(files, key=lambda file: path_of(file) not in pinned)


def load_settings() -> tuple[Settings, str]:
    """The settings, and one sentence if the file could not be read (empty otherwise); a damaged file is set aside."""
    path = home() / "settings.json"
    try:
        return _read(path), ""
    except (FileNotFoundError, NotADirectoryError):
        return Settings(), ""
    except DAMAGE as error:
        with suppress(OSError):  # where nothing can be written it stays
            os.replace(path, path.with_suffix(".damaged.json"))
        return Settings(), tr(
            "The settings could not be read{why}; EigenBrush starts with fresh ones.", why=in_brackets(error)
        )


def _read(path: Path) -> Settings:
    """The settings in a file; raises what Python makes of a damaged one."""
    return _settings(content(path, JSON).decode("utf-8"))


def _settings(text: str) -> Settings:
    """The settings of a text; raises what Python makes of a damaged one."""
    values = parsed(text, parse_constant=_no_number)
    plain = Settings()
    known = {f.name: values[f.name] for f in fields(Settings) if f.name in values}
    if any(type(value) is not type(getattr(plain, name)) for name, value in known.items()):
        raise ValueError(tr("a value has the wrong kind"))
    if known.get("theme", "dark") not in THEMES:
        raise ValueError(tr("there is no theme {known}", known=short(repr(known["theme"]))))
    if known.get("language", "") not in LANGUAGES:
        raise ValueError(tr("there is no language {language}", language=short(repr(known["language"]))))
    if known.get("size", 100) not in SIZES:
        raise ValueError(tr("nothing is drawn at {known} per cent", known=short(repr(known["size"]))))
    if not _by_generator(known.get("names", {}), dict) or not _by_generator(known.get("starred", {}), list):
        raise ValueError(tr("the names of sliders are damaged"))
    if not all(type(width) is int and 0 <= width <= WIDEST for width in known.get("panels", [])):
        raise ValueError(tr("the widths of the panels are damaged"))
    if not all(0 <= known.get(name, 0) <= 1 for name in ("brush_size", "brush_softness")):
        raise ValueError(tr("the brush is damaged"))
    if not 0 <= known.get("cache_gb", 0) <= WIDEST:
        raise ValueError(tr("the room for what can be made again is damaged"))
    if not known.get("geometry", "").isascii():
        raise ValueError(tr("the place of the window is damaged"))
    _check_readings(known.get("readings", {}))
    _check_live(known)
    return Settings(**known | _files(known) | {"keys": _keys(known.get("keys", {}))})


def _check_readings(readings: dict[str, Any]) -> None:
    """Raises ValueError unless every file is read in a way that there is."""
    for reading in readings.values():
        if not isinstance(reading, str):
            raise ValueError(tr("the ways to read files are damaged"))
        chosen(reading)


def _check_live(known: dict[str, Any]) -> None:
    """Refuse what no controller can be joined by."""
    if not _by_generator(known.get("joined", {}), dict):
        raise ValueError(tr("what controllers move is damaged"))
    if not PORTS[0] <= known.get("live_port", PORTS[0]) <= PORTS[1]:
        raise ValueError(tr("there is no port {known}", known=short(repr(known["live_port"]))))


def _files(known: dict[str, Any]) -> dict[str, Any]:
    """The lists of recent files among values that were read, no longer than they may be."""
    paths = {name: known.get(name, []) for name in ("sessions", "pictures", "pinned")}
    if not all(isinstance(path, str) for each in paths.values() for path in each):
        raise ValueError(tr("the recent files are damaged"))
    pinned = paths["pinned"][-PINNED:]
    recent = newest([_recent(entry) for entry in known.get("recent", [])], pinned, lambda each: each.path)
    return {name: newest(each, pinned, str) for name, each in paths.items()} | {"pinned": pinned, "recent": recent}


def _keys(values: dict[str, Any]) -> dict[str, list[str]]:
    """The keys of actions that are texts; what else is said of keys is passed over, as it is worth no fresh start."""
    kept = {
        action: keys
        for action, keys in values.items()
        if isinstance(keys, list) and all(isinstance(key, str) and len(key) <= LONGEST_KEY for key in keys)
    }
    if odd := values.keys() - kept.keys():
        log.warning("keys that the settings give %s were passed over", ", ".join(short(repr(each)) for each in odd))
    return kept


def _no_number(name: str) -> float:
    """What Python's JSON takes beyond JSON itself: NaN, Infinity."""
    raise ValueError(tr("{name} is no number", name=name))


def _recent(entry: Any) -> Recent:
    """One of the recent files; older versions kept nothing but the path."""
    values: dict[str, Any] = {"path": entry} if isinstance(entry, str) else dict(entry)
    recent = Recent(**{f.name: values[f.name] for f in fields(Recent) if f.name in values})  # TypeError: no path
    if any(type(getattr(recent, f.name)) is not (int if f.name == "resolution" else str) for f in fields(Recent)):
        raise ValueError(tr("the recent files are damaged"))
    if not 0 <= recent.resolution <= WIDEST:
        raise ValueError(tr("the recent files are damaged"))
    return recent


def _by_generator(values: dict[str, Any], kind: type) -> bool:
    """Whether there are only texts, in a `kind` for each generator."""
    inner = [v for value in values.values() for v in (value.values() if isinstance(value, dict) else value)]
    return all(isinstance(value, kind) for value in values.values()) and all(isinstance(v, str) for v in inner)


def cache_of(settings: Settings) -> Cache:
    """What is kept in the home because it can be made again, with the room that the settings give it."""
    return Cache(str(home()), settings.cache_gb * 1_000_000_000)


def save_settings(settings: Settings) -> None:
    """Write the settings.

    Raises:
        ValueError: they could not be read again, and would be gone at the next start; one plain sentence.
        OSError: the folder cannot be written to.
    """
    text = json.dumps(asdict(settings), indent=1)
    try:
        _settings(text)
    except DAMAGE as error:
        raise ValueError(not_saved("settings.json", error, tr("What was there before stays."))) from error
    write_whole(home() / "settings.json", text.encode())


def stored_settings() -> Settings | None:
    """What lies in the home now; None where there is nothing that can be read (`load_settings` says so at a start)."""
    try:
        return _read(home() / "settings.json")
    except DAMAGE:
        return None
