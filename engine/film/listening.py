"""What is in a sound: how loud it is, three bands, where something begins, and the beat; always the same of one sound.

Bands are root mean squares over windows of some 50 ms, `RATE` a second. Beginnings are peaks of the spectral flux, the
sum of what rises in the logarithm of the spectrum (Bello et al. 2005); the beat is the strongest period of the flux,
by its autocorrelation weighed towards 120 beats a minute (Ellis 2007), made exact by the phase of the flux at it.
"""

from __future__ import annotations

import numpy as np

from engine.document.timeline.prepared import Levels
from engine.document.timeline.sound import Feature, Tempo
from engine.job import Job, Progress
from engine.language import tr
from engine.loading import imported

#: Values a second of each feature.
RATE = 100
#: What finds beginnings; it takes seconds to load.
FILTERS = "scipy.signal"
WINDOW = 1024  # samples of each spectrum
BATCH = 500  # spectra a step
#: The bands in hertz.
BANDS: dict[Feature, tuple[float, float]] = {"low": (20, 250), "middle": (250, 2_000), "high": (2_000, 10_000)}
#: The share of all values that a feature is at 1 or above: a single crack does not make all else quiet.
TOP = 99.5
#: Softer than this a sound is silence.
SILENCE = 1e-4
#: Of the flux: how much the logarithm is bent, and how high above its surroundings a beginning has to be.
BEND, RISE = 100.0, 0.15
#: Beats a minute that are looked for, the usual one, and how many octaves from it count half as much.
SLOWEST, FASTEST, USUAL, OCTAVES = 50.0, 220.0, 120.0, 1.0
#: Of the flux's autocorrelation, below which there is no beat.
REGULAR = 0.12
#: From which share of it on at half a period, that is the beat.
HALF = 0.8


def listen(sound: np.ndarray, rate: int) -> Job[tuple[Levels, Tempo | None]]:
    """Features of a sound (samples,) with `rate` samples a second, and its beat if there is one."""
    yield from imported(FILTERS)
    count = max(1, round(len(sound) * RATE / rate))
    padded = np.pad(sound, (WINDOW // 2, WINDOW))
    window, frequencies = np.hanning(WINDOW), np.fft.rfftfreq(WINDOW, 1 / rate)
    places = {name: (frequencies >= low) & (frequencies < high) for name, (low, high) in BANDS.items()}
    found: dict[Feature, list[np.ndarray]] = {name: [] for name in ("loudness", *BANDS)}
    flux, last = [], np.zeros(len(frequencies))
    for start in range(0, count, BATCH):
        begins = np.round(np.arange(start, min(count, start + BATCH)) * rate / RATE).astype(int)
        cut = padded[begins[:, None] + np.arange(WINDOW)]
        found["loudness"].append(np.sqrt(np.square(cut).mean(1)))
        spectra = np.abs(np.fft.rfft(cut * window)) / WINDOW
        for name, place in places.items():
            found[name].append(np.sqrt(np.square(spectra[:, place]).sum(1)))
        bent = np.log1p(BEND * spectra)
        flux.append(np.maximum(np.diff(bent, axis=0, prepend=last[None]), 0).sum(1))
        last = bent[-1]
        yield Progress(min(1.0, (start + BATCH) / count), tr("listening"))
    values = {name: _scaled(np.concatenate(parts)) for name, parts in found.items()}
    rising = _scaled(_above_surroundings(np.concatenate(flux)), 0.0)
    if not values["loudness"].any():
        rising = np.zeros_like(rising)
    values["onsets"] = _peaks(rising)
    return Levels(float(RATE), values, len(sound) / rate), beat(rising)


def _scaled(values: np.ndarray, silence: float = SILENCE) -> np.ndarray:
    top = float(np.percentile(values, TOP))
    top = top if top > 0.1 * values.max() else float(values.max())  # of few beginnings none is among the top
    return np.clip(values / top, 0, 1).astype(np.float32) if top > silence else np.zeros(len(values), np.float32)


def _above_surroundings(flux: np.ndarray) -> np.ndarray:
    """How far each value rises above the mean of the second about it."""
    from scipy import ndimage

    return np.maximum(flux - ndimage.uniform_filter1d(flux, RATE, mode="nearest"), 0)


def _peaks(rising: np.ndarray) -> np.ndarray:
    """Zero but at beginnings, which are as high as they are strong."""
    from scipy import signal

    places, _ = signal.find_peaks(np.concatenate([[0], rising, [0]]), height=RISE, distance=RATE // 20)
    found = np.zeros_like(rising)
    found[places - 1] = rising[places - 1]
    return found


def beat(rising: np.ndarray) -> Tempo | None:
    """The beat of a flux (n,), `RATE` values a second: its tempo to about 0.1 beats a minute, and a time of a beat."""
    slowest = round(RATE * 60 / SLOWEST)
    if len(rising) < 4 * slowest // 2 or not rising.any():
        return None
    centred = rising.astype(float) - rising.mean()
    size = 2 ** int(np.ceil(np.log2(2 * len(centred))))
    power = np.abs(np.fft.rfft(centred, size)) ** 2
    again = np.fft.irfft(power, size)[: slowest + 2]
    again = again / again[0] * len(centred) / (len(centred) - np.arange(len(again)))
    lags = np.arange(round(RATE * 60 / FASTEST), slowest + 1)
    # Beats lie between values, so what a lag has is the best of itself and its neighbours.
    near = np.maximum(again[lags], np.maximum(again[lags - 1], again[lags + 1]))
    weights = np.exp(-0.5 * (np.log2(60 * RATE / lags / USUAL) / OCTAVES) ** 2)
    lag = int(lags[np.argmax(near * weights)])
    if near[lag - lags[0]] < REGULAR:
        return None
    half = round(lag / 2)
    if half >= lags[0] and near[half - lags[0]] > HALF * near[lag - lags[0]]:  # every second beat is one as well
        lag = half
    times = np.arange(len(rising)) / RATE
    tries = RATE / (lag + np.linspace(-1.5, 1.5, 601))  # hertz
    waves = np.array([abs(np.exp(-2j * np.pi * hertz * times) @ centred) for hertz in tries])
    hertz = float(tries[np.argmax(waves)])
    phase = -np.angle(np.exp(-2j * np.pi * hertz * times) @ centred) / (2 * np.pi)
    return Tempo(round(60 * hertz, 2), round(float(phase % 1.0) / hertz, 3))
