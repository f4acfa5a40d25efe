"""Where the engine computes: CUDA, then Apple's MPS, then the processor."""

from __future__ import annotations

import os
import platform

import torch

from engine.language import tr


def best() -> torch.device:
    """The fastest device there is."""
    if torch.cuda.is_available():
        return torch.device("cuda")
    if torch.backends.mps.is_available():
        return torch.device("mps")
    return torch.device("cpu")


def available() -> tuple[str, ...]:
    """The devices there are, the fastest first."""
    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    return tuple(name for name, found in there.items() if found)


def fast_pays(device: torch.device) -> bool:
    """Whether bfloat16 can be faster than float32: a processor without units for it emulates it, many times slower."""
    return device.type != "cpu" or torch.cpu._is_avx512_bf16_supported()  # noqa: SLF001  torch has no public name for it


def exact(numbers: torch.Tensor) -> torch.Tensor:
    """The numbers in float64, where they are if that device knows float64 (Apple's does not), else on the processor."""
    return (numbers if numbers.device.type in ("cpu", "cuda") else numbers.cpu()).double()


def threads() -> int:
    """Processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def threads_for(resolution: int) -> int:
    """How many threads draw pictures of so many pixels a side: one is faster than two for small ones, and leaves the
    others to the window."""
    return 1 if resolution <= 128 else threads()


def in_words(device: torch.device) -> str:
    """The device as people call it."""
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    if device.type == "mps":
        return tr("Apple GPU")
    return tr("CPU, {threads} cores ({machine})", threads=threads(), machine=platform.machine())
