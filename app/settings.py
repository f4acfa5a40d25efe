"""Settings, and where EigenBrush keeps its files: platformdirs, or EIGENBRUSH_HOME."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

import platformdirs

from engine.document.files import write_whole


def home() -> Path:
    """The folder of settings, cache and autosave; made if it is not there."""
    override = os.environ.get("EIGENBRUSH_HOME")
    folder = Path(override) if override else Path(platformdirs.user_data_dir("EigenBrush", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


THEMES = ("dark", "light", "system")


@dataclass
class Settings:
    """What is remembered between two starts. Names of sliders are kept by generator hash, then by slider key."""

    theme: str = "dark"  # dark, light or system
    smooth: bool = True
    keep_edits: bool = True
    folder: str = ""
    recent: list[str] = field(default_factory=list)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    starred: dict[str, list[str]] = field(default_factory=dict)
    geometry: str = ""
    panels: list[int] = field(default_factory=list)  # widths of the window's columns

    def remember_file(self, path: str) -> None:
        """Put a file first among the recent ones."""
        self.recent = [path, *[p for p in self.recent if p != path]][:10]
        self.folder = str(Path(path).parent)


def load_settings() -> tuple[Settings, str]:
    """The settings, and one sentence if the file could not be read (empty otherwise); a damaged file is set aside."""
    path = home() / "settings.json"
    try:
        values = json.loads(path.read_text("utf-8"))
        plain = Settings()
        known = {f.name: values[f.name] for f in fields(Settings) if f.name in values}
        if any(type(value) is not type(getattr(plain, name)) for name, value in known.items()):
            raise ValueError("a value has the wrong kind")
        if known.get("theme", "dark") not in THEMES:
            raise ValueError(f"there is no theme {known['theme']!r}")
        if not _by_generator(known.get("names", {}), dict) or not _by_generator(known.get("starred", {}), list):
            raise ValueError("the names of sliders are damaged")
        if not all(isinstance(width, int) for width in known.get("panels", [])):
            raise ValueError("the widths of the panels are damaged")
        return Settings(**known), ""
    except FileNotFoundError:
        return Settings(), ""
    except (ValueError, TypeError, AttributeError, OSError) as error:
        if path.exists():
            os.replace(path, path.with_suffix(".damaged.json"))
        return Settings(), f"The settings could not be read ({error}); EigenBrush starts with fresh ones."


def _by_generator(values: dict[str, Any], kind: type) -> bool:
    """Whether there are only texts, in a `kind` for each generator."""
    inner = [v for value in values.values() for v in (value.values() if isinstance(value, dict) else value)]
    return all(isinstance(value, kind) for value in values.values()) and all(isinstance(v, str) for v in inner)


def save_settings(settings: Settings) -> None:
    """Write the settings; raises OSError if the folder cannot be written to."""
    write_whole(home() / "settings.json", json.dumps(asdict(settings), indent=1).encode())
