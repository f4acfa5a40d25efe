"""From factors to the morphs of MakeHuman's mesh: who the person is and what the face does."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engine.training.portraits.factors import LIMIT

Values = Mapping[str, np.ndarray]

#: What one sigma of a factor does to single morphs of the head.
MORPHS: dict[str, dict[str, float]] = {
    "face length": {"head-scale-vert-incr": 0.13, "head-scale-horiz-incr": -0.26, "head-fat-incr": -0.12},
    "jaw": {"chin-width-incr": 0.36, "chin-bones-incr": 0.34, "chin-prominent-incr": 0.22,
            "chin-height-incr": 0.10, "chin-jaw-drop-incr": 0.1},
    "nose size": {"nose-scale-horiz-incr": 0.34, "nose-scale-vert-incr": 0.20, "nose-scale-depth-incr": 0.24,
                  "nose-volume-incr": 0.28, "nose-flaring-incr": 0.25},
    "nose shape": {"nose-hump-incr": 0.27, "nose-point-up": -0.28, "nose-curve-convex": 0.24, "nose-base-up": -0.12},
    "eye size": {f"{s}-eye-{m}": w for s in "lr" for m, w in
                 (("scale-incr", 0.30), ("height1-incr", 0.26), ("height2-incr", 0.36), ("height3-incr", 0.26))},
    "eye slant": {f"{s}-eye-{m}": w for s in "lr" for m, w in (("corner1-up", -0.24), ("corner2-up", 0.42))},
    "lips": {"mouth-lowerlip-volume-incr": 0.40, "mouth-upperlip-volume-incr": 0.40, "mouth-upperlip-height-incr": 0.40,
             "mouth-lowerlip-height-incr": 0.40},
    "ears": {f"{s}-ear-{m}": w for s in "lr" for m, w in (("scale-incr", 0.34), ("wing-incr", 0.34))},
}  # fmt: skip
#: What a masculine face has besides MakeHuman's own gender; per sigma.
MASCULINE = {"chin-width-incr": 0.16, "chin-bones-incr": 0.20, "forehead-nubian-incr": -0.10,
             "forehead-trans-forward": 0.14, "mouth-upperlip-volume-incr": -0.14,
             "mouth-lowerlip-volume-incr": -0.10, "neck-scale-horiz-incr": 0.25, "l-eye-height2-incr": -0.12,
             "r-eye-height2-incr": -0.12, "eyebrows-trans-forward": 0.2}  # fmt: skip
#: What an old face has besides; per sigma of age above 0.5.
AGEING = {"head-age-incr": 0.42, "mouth-laugh-lines-out": 0.25, "l-eye-bag-incr": 0.25, "r-eye-bag-incr": 0.25,
          "neck-double-incr": 0.15, "mouth-lowerlip-volume-incr": -0.10, "mouth-upperlip-volume-incr": -0.15,
          "l-eye-eyefold-up": -0.15, "r-eye-eyefold-up": -0.15, "nose-scale-vert-incr": 0.06}  # fmt: skip


def phenotypes(f: Values) -> dict[str, np.ndarray]:
    """MakeHuman's own numbers (N,), each within 0 to 1, of factors (N,) in sigma."""
    african = 1 / (1 + np.exp(-1.5 * f["origin 1"]))
    asian = 1 / (1 + np.exp(-1.5 * (f["origin 2"] - 0.3)))
    age = np.interp(f["age"], [-LIMIT, -1, 0, LIMIT], [0.20, 0.42, 0.62, 1.0])
    one = np.full_like(african, 0.5)
    return {
        "gender": np.clip(0.5 + 0.23 * f["gender shape"], 0, 1), "age": age,
        "weight": np.clip(0.5 + 0.21 * f["weight"], 0, 1), "muscle": one, "height": one, "proportions": one,
        "african": african * (1 - 0.6 * asian) + 1e-3, "asian": asian * (1 - 0.4 * african) + 1e-3,
        "caucasian": (1 - african) * (1 - asian) + 1e-3,
    }  # fmt: skip


def changes(f: Values) -> dict[str, np.ndarray]:
    """Weights (N,) of single morphs, within -1 to 1."""
    found: dict[str, np.ndarray] = {}
    moved = [(factor, f[factor]) for factor in MORPHS]
    for factor, value in moved:
        for name, weight in MORPHS[factor].items():
            found[name] = found.get(name, 0.0) + weight * value
    for name, weight in MASCULINE.items():
        found[name] = found.get(name, 0.0) + weight * f["gender shape"]
    old = np.maximum(f["age"] - 0.5, 0)
    for name, weight in AGEING.items():
        found[name] = found.get(name, 0.0) + weight * old
    cheeks = 0.36 * f["weight"]
    found["head-fat-incr"] = found["head-fat-incr"] + 0.28 * f["weight"]
    for side in "lr":
        found[f"{side}-cheek-volume-incr"] = cheeks
        # Lids that were shaped meet only where the shape fades as they close.
        for name in [name for name in found if name.startswith(f"{side}-eye-height")]:
            found[name] = found[name] * (1 - closed(f))
    return {name: np.clip(value, -1, 1) for name, value in found.items()}


def closed(f: Values) -> np.ndarray:
    """How far the lids are down, 0 to 1 (N,)."""
    return np.interp(f["closed eyes"], [-LIMIT, 0.3, 1.9], [0.0, 0.05, 1.0])


def opened(f: Values) -> np.ndarray:
    """How far the jaw is down, 0 to 1 (N,)."""
    return np.clip((f["open mouth"] + 1) / (1 + LIMIT), 0, 1) ** 1.6


def actions(f: Values) -> dict[str, np.ndarray]:
    """Weights (N,) of MakeHuman's units of the face, 0 to 1."""
    smile = np.clip((f["smile"] + 0.7) / (LIMIT + 0.7), 0, 1)  # a face at rest looks stern on this mesh
    frown = np.clip((-f["smile"] - 0.7) / (LIMIT - 0.7), 0, 1)
    high = np.clip(f["raised brows"] / LIMIT, 0, 1)
    low = np.clip(-f["raised brows"] / LIMIT, 0, 1)
    jaw, shut = opened(f), closed(f)
    wide = np.clip(-f["closed eyes"] / LIMIT, 0, 1)
    lowered = np.clip(-f["gaze up"] / LIMIT, 0, 1) * (1 - shut)
    both = {
        "mouthSmile": 0.95 * smile, "cheekSquint": 0.6 * smile, "mouthDimple": 0.25 * smile, "mouthFrown": 0.95 * frown,
        "mouthUpperUp": 0.18 * smile + 0.10 * jaw, "mouthLowerDown": 0.15 * jaw * (1 - frown),
        "mouthStretch": 0.25 * jaw, "browDown": 0.9 * low, "browOuterUp": 0.9 * high,
        "eyeBlink": np.clip(shut + 0.12 * smile + 0.25 * lowered, 0, 1), "eyeWide": 0.75 * wide,
        "noseSneer": 0.15 * low,
    }  # fmt: skip
    found = {f"{name}{side}": value for name, value in both.items() for side in ("Left", "Right")}
    return found | {"browInnerUp": 0.85 * high, "jawOpen": 0.55 * jaw, "mouthShrugLower": 0.25 * frown}
