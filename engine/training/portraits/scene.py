"""From factors to what shaders are told: colours in linear light, the sun, the camera, the cut of the hair."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping

import numpy as np

from engine.training.portraits.factors import BY_NAME, LIMIT

Uniforms = dict[str, float | tuple[float, ...]]

#: Hair from black to platinum, irises from dark brown to light blue, linear RGB.
HAIR = ((0.012, 0.010, 0.010), (0.034, 0.018, 0.011), (0.075, 0.036, 0.018), (0.155, 0.075, 0.031), (0.34, 0.20, 0.08),
        (0.60, 0.46, 0.27))  # fmt: skip
IRIS = ((0.030, 0.014, 0.007), (0.11, 0.055, 0.02), (0.13, 0.12, 0.04), (0.09, 0.16, 0.15), (0.13, 0.26, 0.42))
LIGHT_SKIN, DARK_SKIN = np.log([0.78, 0.50, 0.375]), np.log([0.075, 0.036, 0.022])
#: The camera: from where it looks, at which height, and half the frame there, in distances of the eyes.
DISTANCE, HEIGHT, HALF = 13.0, -0.36, 2.46


def _along(palette: tuple[tuple[float, ...], ...], value: float) -> np.ndarray:
    places = np.linspace(-LIMIT, LIMIT, len(palette))
    return np.array([np.interp(value, places, [c[i] for c in palette]) for i in range(3)])


def _hue(value: float, saturation: float, lightness: float) -> np.ndarray:
    """A colour in linear RGB whose hue runs from amber at -LIMIT over blue to rose at LIMIT and never comes round."""
    hue = 0.12 + 0.82 * (value + LIMIT) / (2 * LIMIT)
    return np.array(colorsys.hls_to_rgb(hue, lightness, saturation)) ** 2.2


def _tuple(values: np.ndarray) -> tuple[float, ...]:
    return tuple(float(x) for x in values)


def above(name: str, f: Mapping[str, float]) -> float:
    """How far a factor lies above its floor, 0 to 1 at the limit."""
    floor = BY_NAME[name].floor
    return max(f[name] - floor, 0) / (LIMIT - floor)


def skin_of(f: Mapping[str, float]) -> np.ndarray:
    """The colour of the skin, linear RGB (3,)."""
    dark = (f["skin tone"] + LIMIT) / (2 * LIMIT)
    warm = np.array([0.025, -0.012, -0.075]) * (f["skin warmth"] + 0.7)
    return np.exp((1 - dark) * LIGHT_SKIN + dark * DARK_SKIN + warm)


def sun_of(f: Mapping[str, float]) -> np.ndarray:
    """The direction towards the light (3,)."""
    across, above = 0.56 * f["light across"], 0.42 + 0.23 * f["light above"]
    return np.array([np.sin(across) * np.cos(above), -np.cos(across) * np.cos(above), np.sin(above)])


def colours(f: Mapping[str, float]) -> Uniforms:
    """All colours of the picture."""
    skin = skin_of(f)
    red = max(f["lip colour"], -LIMIT) / LIMIT
    natural = skin * np.array([0.90, 0.56, 0.55])
    painted = np.array([0.27, 0.022, 0.035])
    lips = natural + (painted - natural) * 0.85 * max(red, 0) + (skin - natural) * 0.45 * max(-red, 0)
    grey = max(f["grey hair"], 0) / LIMIT
    hair = _along(HAIR, f["hair colour"])
    mean = float(hair @ [0.3, 0.55, 0.15])
    hair = hair + (np.array([1.0, 1.0, 1.03]) * (0.75 * mean + 0.13) - hair) * 0.9 * grey
    key = 1.92 + 0.27 * f["light strength"]
    warm = f["light warmth"]
    background = 0.48 + 0.125 * f["background lightness"]
    near = _hue(f["background hue"], 0.30, np.clip(background + 0.14, 0.10, 0.90))
    far = _hue(f["background hue"], 0.34, np.clip(background - 0.06, 0.07, 0.84))
    ambient = 0.35 * np.array([0.97, 0.98, 1.02]) + 0.10 * near
    cloth = _hue(f["clothes hue"], 0.34, np.clip(0.38 + 0.12 * f["clothes lightness"], 0.07, 0.80))
    frame = np.array([0.03, 0.022, 0.018]) if f["frames"] > -0.8 else np.array([0.30, 0.24, 0.14])
    sunlight = key * np.array([1.03 + 0.05 * warm, 0.95 + 0.01 * warm, 0.86 - 0.085 * warm])
    return {
        "skin": _tuple(skin), "lips": _tuple(lips), "hair": _tuple(hair), "iris": _tuple(_along(IRIS, f["iris"])),
        "ruddy": (1.03, 0.80, 0.78), "cloth": _tuple(cloth), "frame": _tuple(frame), "near": _tuple(near),
        "far": _tuple(far), "sunlight": _tuple(sunlight),
        "ambient": _tuple(ambient), "bounce": _tuple(0.42 * ambient), "rim": _tuple(0.45 * np.array([0.95, 1.0, 1.1])),
    }  # fmt: skip


def style(f: Mapping[str, float]) -> Uniforms:
    """The cut of the hair, the brows, what is worn."""
    length = 0.80 * np.exp(0.62 * f["hair length"])
    parted = 0.25 + 0.5 * max(f["open mouth"] + 0.6, 0) + 0.25 * max(f["smile"], 0)
    curl = np.interp(f["curl"], [-LIMIT, -0.2, LIMIT], [0.0, 0.12, 2.0])
    return {
        "length_": float(length), "volume": float(np.clip(0.55 + 0.36 * f["hair volume"], 0, 1.5)), "curl": float(curl),
        "part": 0.36 * f["parting"], "fringe": f["fringe"], "tied": float(above("tied hair", f) > 0),
        "recede": float(above("receding hair", f)),
        "gloss": float(np.interp(curl, [0, 1.6], [1.15, 0.35])), "parted": float(np.clip(parted, 0, 1)),
        "brow": 0.5 + 0.21 * f["brows"], "beard": float(above("beard", f)), "freckles": max(f["freckles"], 0) / LIMIT,
        "age": float(np.clip((f["age"] - 0.3) / 2.1, 0, 1)),
        "neckline": -2.22 + 0.20 * f["collar"], "style": float(np.clip(0.55 - 0.5 * f["collar"], 0, 1)),
        "turn": (0.335 * f["yaw"], -0.12 * f["pitch"]), "sun": _tuple(sun_of(f)),
    }  # fmt: skip


def uniforms(f: Mapping[str, float]) -> Uniforms:
    """All that shaders are told of one portrait, apart from the shape of its head."""
    pool = (float(-0.35 * np.sin(0.56 * f["light across"])), 0.1)
    return colours(f) | style(f) | {"eye": (0.0, -DISTANCE, HEIGHT), "gaze": gaze_of(f), "glow": pool}


def gaze_of(f: Mapping[str, float]) -> tuple[float, ...]:
    """Where the eyes look, in the head's own axes: near the viewer as far as the turned head lets them."""
    across = 0.17 * f["gaze across"] - np.clip(0.335 * f["yaw"], -0.42, 0.42) * 0.7
    up = 0.10 * f["gaze up"] - 0.5 * 0.12 * f["pitch"]
    return _tuple(np.array([np.sin(across) * np.cos(up), -np.cos(across) * np.cos(up), np.sin(up)]))


def perspective() -> np.ndarray:
    """The camera's 4 x 4 matrix; the frame is 2 HALF wide at the eyes."""
    focal, near, far = DISTANCE / HALF, 6.0, 24.0
    look = np.eye(4)
    look[:3, :3] = [[1, 0, 0], [0, 0, 1], [0, -1, 0]]
    look[:3, 3] = -look[:3, :3] @ [0, -DISTANCE, HEIGHT]
    lens = np.zeros((4, 4))
    lens[0, 0] = lens[1, 1] = focal
    lens[2, 2], lens[2, 3], lens[3, 2] = (far + near) / (near - far), 2 * far * near / (near - far), -1
    return lens @ look


def from_the_sun(sun: np.ndarray, half: float = 3.3) -> np.ndarray:
    """The 4 x 4 matrix of parallel light that falls on the head."""
    forward = -sun
    side = np.cross(forward, [0, 0, 1.0])
    side /= np.linalg.norm(side)
    look = np.eye(4)
    look[0, :3], look[1, :3], look[2, :3] = side, np.cross(side, forward), sun
    look[:3, 3] = -look[:3, :3] @ (np.array([0, 0.9, -0.3]) + 2 * half * sun)
    lens = np.diag([1 / half, 1 / half, -1 / (2 * half), 1.0])
    lens[2, 3] = -1
    return lens @ look
