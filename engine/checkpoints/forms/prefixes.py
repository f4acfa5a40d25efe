"""Names without what wrappers put before them, and the generator's among those of a whole model."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: What wrappers and whole models call the part that is, or holds, the generator.
WRAPPER = re.compile(
    r"module|_orig_mod|_forward_module|ema|decoder|generator|generator_ema|generator_smooth|g_ema|gema|ge|ema_g|gen|g"
    r"|netg|netg_ema|g_running|model_ema",
    re.IGNORECASE,
)
#: Parts of whole models that are not it.
OTHER = re.compile(
    r"(discriminator|discriminator_ema|netd|d|d_ema|d_aug|critic|encoder|loss|losses|lpips|percept\w*|vgg\w*|id_loss|augment\w*"
    r"|face_pool|metric\w*|fid\w*|inception\w*)\.",
    re.IGNORECASE,
)
#: What lies beside a wrapped generator and belongs to it.
BESIDE = ("latent_avg",)
AVERAGED = re.compile(r"ema|smooth|running|^ge$", re.IGNORECASE)
DEEPEST = 4
#: Mapping and generator of stylegan2-pytorch, which lie beside each other: the averages, then those that were trained.
PAIRS = (("SE.", "GE."), ("S.", "G."))
PAIR_OF = "net.0.weight", "initial_conv.weight"


def unwrapped(found: Mapping[str, object]) -> dict[str, object]:
    """The generator's own names: prefixes go as long as nothing else than parts of other kinds lies beside them.

    Where several parts could be it, the averaged one is taken, then the largest.
    """
    weights = dict(found)
    if pair := _paired(weights):
        return pair
    for _ in range(DEEPEST):
        groups: dict[str, list[str]] = {}
        for name in weights:
            prefix, dot, _ = name.partition(".")
            if dot and WRAPPER.fullmatch(prefix):
                groups.setdefault(prefix, []).append(name)
        inside = {name for names in groups.values() for name in names}
        outside = [name for name in weights if name not in inside and name not in BESIDE]
        if not groups or not all(OTHER.match(name) for name in outside):
            break
        prefix = max(groups, key=lambda p: (AVERAGED.search(p) is not None, len(groups[p])))
        beside = {name: weights[name] for name in BESIDE if name in weights}
        weights = {name[len(prefix) + 1 :]: weights[name] for name in groups[prefix]}
        weights = beside | weights
    return weights


def _paired(weights: Mapping[str, object]) -> dict[str, object]:
    """The mapping and the generator of a whole stylegan2-pytorch, as `S.` and `G.`; empty where it is none."""
    plain = {name.removeprefix("GAN."): weight for name, weight in weights.items()}
    for pair in PAIRS:
        if all(start + name in plain for start, name in zip(pair, PAIR_OF, strict=True)):
            return {
                name.replace(start, f"{start[0]}.", 1): weight
                for name, weight in plain.items()
                for start in pair
                if name.startswith(start)
            }
    return {}
