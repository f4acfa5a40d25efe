"""Which of the things in a file is the generator, and what it says of itself."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.checkpoints.forms import ARGUMENTS, listed
from engine.checkpoints.pickles.constructors import NumpyArray, number
from engine.checkpoints.pickles.lazy import LazyTensor, Unfit
from engine.checkpoints.pickles.machine import Malformed, Record
from engine.language import tr

#: Averaged weights draw better, critics draw nothing.
AVERAGED = re.compile(r"ema|smooth|average|^gs$")
GENERATOR = re.compile(r"^(g|gs|gen|netg)(_|$)|generator")
OTHER = re.compile(r"^(d|disc|netd)(_|$)|discriminator|critic|optim|augment_pipe")
#: How deep dicts and modules lie within each other, how many of them there are, how long their names are.
DEEPEST, DEEPEST_MODULE, MOST, LONGEST_NAME = 4, 24, 100_000, 200
#: The first parameters of the constructors of NVIDIA's generators, which some scripts gave by position.
POSITIONS = ("z_dim", "c_dim", "w_dim", "img_resolution", "img_channels")
LONGEST_CONFIG = 1 << 20
#: The class of networks of TensorFlow's time, and how many lie in a file.
NETWORK, MOST_NETWORKS = ".Network", 16
#: The class of StyleGAN-XL's networks that were made of smaller ones.
GROWN = "SuperresGenerator"
#: What tells StyleGAN2 of NVIDIA's stylegan3 repository: a default in its source, and settings beside the sizes.
NEWER_CLAMP = "256"
NEWER = frozenset({"channel_base", "channel_max", "conv_clamp", "num_fp16_res", "fused_modconv_default"})


@dataclass
class Found:
    """The generator's tensors by name (LazyTensor, or Unfit), and what is said of them: "config", the settings of its
    network as JSON, where there are some."""

    tensors: dict[str, object] = field(default_factory=dict)
    metadata: dict[str, str] = field(default_factory=dict)


def generator_in(content: object) -> Found:
    """The best candidate in what a file held, which may be dicts within dicts or whole networks.

    Nothing where there is none. Where the mean style lies beside the weights, it comes along as "latent_avg".

    Raises:
        Malformed: the networks are nested without end.
    """
    best, best_rank, owner = Found(), (-2, 0), None
    seen: set[int] = set()
    for names, found, beside in _candidates(content, (), {}, seen):
        rank = (_preference(names), len(found.tensors))
        if rank > best_rank:
            best, best_rank, owner = found, rank, beside
    if best.tensors and owner and "latent_avg" not in best.tensors:
        average = _tensor(owner.get("latent_avg"))
        if average is not None:
            best.tensors["latent_avg"] = average
    if best.tensors and owner and "config" not in best.metadata and (config := _config_beside(owner)):
        best.metadata["config"] = config
    return best


Beside = dict[object, object]


def _candidates(
    content: object, names: tuple[str, ...], beside: Beside, seen: set[int]
) -> Iterator[tuple[tuple[str, ...], Found, Beside]]:
    if id(content) in seen or len(seen) > MOST:
        return
    if isinstance(content, list | tuple) and not names:  # the generator, what judges it, the averaged generator
        for part in content[:MOST_NETWORKS]:
            yield from _candidates(part, _name_of(part), beside, seen)
    elif isinstance(content, Record):
        seen.add(id(content))
        found = _of_tensorflow(content) if content.name.endswith(NETWORK) else _of_torch(content)
        if found.tensors:
            yield names, found, beside
    elif isinstance(content, dict) and len(names) <= DEEPEST:
        seen.add(id(content))
        yield from _in_dict(content, names, beside, seen)


def _in_dict(
    content: Beside, names: tuple[str, ...], beside: Beside, seen: set[int]
) -> Iterator[tuple[tuple[str, ...], Found, Beside]]:
    own = {k: t for k, v in content.items() if isinstance(k, str) and _is_name(k) and (t := _tensor(v)) is not None}
    if own:
        yield names, Found(own), beside
    for name, value in content.items():
        if not isinstance(name, str) or not _is_name(name):
            continue
        if isinstance(value, list) and (tensors := listed.named(value, content)):
            yield (*names, name.lower()), Found(tensors), content
        else:
            yield from _candidates(value, (*names, name.lower()), content, seen)


def _name_of(part: object) -> tuple[str, ...]:
    """What a network of TensorFlow's calls itself; "-" where it does not."""
    name = _state(part).get("name") if isinstance(part, Record) else None
    return (name.lower() if isinstance(name, str) and _is_name(name) else "-",)


def _of_torch(network: Record) -> Found:
    tensors = dict(_of_modules(network)) if _state(network) else {}
    config = _config(network, tensors) if tensors else ""
    return Found(tensors, {"config": config} if config else {})


def _of_tensorflow(network: Record) -> Found:
    arguments = json.dumps(_Plain().of(_mapping(_state(network).get("static_kwargs")), 0))
    return Found(dict(_variables(network)), {ARGUMENTS: arguments if len(arguments) <= LONGEST_CONFIG else "{}"})


def is_optimizer(content: object) -> bool:
    """Whether a file held what torch's optimizers save, alone or by name."""
    if not isinstance(content, dict):
        return False
    states = (content, *content.values())
    return any(isinstance(state, dict) and {"state", "param_groups"} <= state.keys() for state in states)


def _preference(names: tuple[str, ...]) -> int:
    if any(OTHER.search(name) for name in names):
        return -1
    averaged = any(AVERAGED.search(name) for name in names)
    return 2 * averaged + any(GENERATOR.search(name) for name in names)


def _is_name(key: object) -> bool:
    return isinstance(key, str) and len(key) <= LONGEST_NAME


def _tensor(value: object) -> object | None:
    if isinstance(value, NumpyArray):
        return value.value
    return value if isinstance(value, LazyTensor | Unfit) else None


def _variables(network: Record) -> Iterator[tuple[str, object]]:
    """The variables of a network of TensorFlow's time, and of those that it is made of, by their paths."""
    waiting: list[tuple[str, object, int]] = [("", network, 0)]
    for _ in range(MOST):
        if not waiting:
            return
        prefix, part, depth = waiting.pop()
        if not isinstance(part, Record) or depth > DEEPEST_MODULE:
            raise Malformed(tr("its networks are nested in a way that no network is"))
        variables = _state(part).get("variables")
        for entry in variables if isinstance(variables, list | tuple) else ():
            if not isinstance(entry, tuple) or len(entry) != 2 or not _is_name(entry[0]):
                raise Malformed(tr("its networks have parts without proper names"))
            yield f"{prefix}{entry[0]}", number(entry[1]) or _tensor(entry[1]) or Unfit()
        parts = _mapping(_state(part).get("components"))
        waiting += [(f"{prefix}{name}/", each, depth + 1) for name, each in parts.items() if _is_name(name)]
    raise Malformed(tr("its networks have more parts than any network has"))


def _mapping(value: object) -> dict[object, object]:
    return value if isinstance(value, dict) else {}


def _state(record: Record) -> dict[object, object]:
    state = record.state[0] if isinstance(record.state, tuple) and record.state else record.state
    return state if isinstance(state, dict) else {}


def _of_modules(network: Record) -> Iterator[tuple[str, object]]:
    """Names and tensors of all parameters and buffers, as torch's `state_dict` names them."""
    waiting: list[tuple[str, object, int]] = [("", network, 0)]
    for _ in range(MOST):
        if not waiting:
            return
        prefix, module, depth = waiting.pop()
        if not isinstance(module, Record) or depth > DEEPEST_MODULE:
            raise Malformed(tr("its networks are nested in a way that no network is"))
        state = _state(module)
        for kind in ("_parameters", "_buffers"):
            for name, value in _entries(state, kind):
                if value is not None:
                    yield prefix + name, _tensor(value) or Unfit()
        children = [(f"{prefix}{name}.", m, depth + 1) for name, m in _entries(state, "_modules") if m is not None]
        waiting += reversed(children)
    raise Malformed(tr("its networks have more parts than any network has"))


def _entries(state: dict[object, object], kind: str) -> Iterator[tuple[str, object]]:
    entries = state.get(kind) or {}
    if not isinstance(entries, dict):
        raise Malformed(tr("its networks are not built as networks are"))
    for name, value in entries.items():
        if not isinstance(name, str) or len(name) > LONGEST_NAME:
            raise Malformed(tr("its networks have parts without proper names"))
        yield name, value


def _config(network: Record, tensors: dict[str, object]) -> str:
    """JSON of the class and of the arguments it was made with, if it kept them, as NVIDIA's networks do."""
    state = _state(network)
    given = state.get("_init_kwargs")
    if not isinstance(given, dict):
        return ""
    positional = state.get("_init_args")
    by_position = dict(zip(POSITIONS, positional, strict=False)) if isinstance(positional, list | tuple) else {}
    kwargs = _Plain().of({**_kept_settings(network), **by_position, **given}, 0)
    name = f"{_module(network, kwargs, tensors)}Generator" if network.name == "Generator" else network.name
    name = name[:LONGEST_NAME]
    text = json.dumps({"class": name, "kwargs": kwargs})
    return text if len(text) <= LONGEST_CONFIG else ""


def _config_beside(owner: Beside) -> str:
    """JSON of the settings in a `conf` beside the weights, as alias-free-gan-pytorch saves them; empty where there is
    none."""
    generator = _mapping(_mapping(owner.get("conf")).get("generator"))
    kwargs = _Plain().of(generator, 0)
    if not isinstance(kwargs, dict) or not kwargs:
        return ""
    text = json.dumps({"class": str(kwargs.get("__target", "")), "kwargs": kwargs})
    return text if len(text) <= LONGEST_CONFIG else ""


def _kept_settings(network: Record) -> dict[object, object]:
    """The settings that a StyleGAN-XL's layers keep: it was made of a smaller network, and so from no arguments."""
    if network.name != GROWN:
        return {}
    synthesis = _mapping(_state(network).get("_modules")).get("synthesis")
    if not isinstance(synthesis, Record):
        return {}
    first = next(iter(part for name, part in _entries(_state(synthesis), "_modules") if name.startswith("L")), None)
    told = {**(_state(first) if isinstance(first, Record) else {}), **_state(synthesis)}
    return {name: value for name, value in told.items() if value is None or isinstance(value, bool | int | float)}


def _module(network: Record, kwargs: object, tensors: dict[str, object]) -> str:
    """The module of the class, which tells what its settings mean: the file keeps its source, not its name."""
    if "synthesis.input.freqs" in tensors:
        return "training.networks_stylegan3."
    # What is in the later repository's source, and where its settings lie: StyleGAN2-ADA put them one level deeper.
    newer = NEWER_CLAMP in network.args or (isinstance(kwargs, dict) and not NEWER.isdisjoint(kwargs))
    return "training.networks_stylegan2." if newer else "training.networks."


class _Plain:
    """What JSON can hold of a value, and not too much of it."""

    def __init__(self) -> None:
        self._left = 10_000

    def of(self, value: object, depth: int) -> object:
        """The value with all that is not plain left out."""
        if isinstance(value, dict):
            return {str(k): self.of(v, depth + 1) for k, v in value.items() if _is_name(k) and self._fits(v, depth)}
        if isinstance(value, list | tuple):
            return [self.of(v, depth + 1) for v in value if self._fits(v, depth)]
        return value

    def _fits(self, value: object, depth: int) -> bool:
        self._left -= 1
        if self._left < 0 or depth > 6:
            return False
        if isinstance(value, float):
            return math.isfinite(value)
        if isinstance(value, str):
            return len(value) <= 1000
        return value is None or isinstance(value, bool | int | dict | list | tuple)
