"""How much memory this process takes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PAGES = Path("/proc/self/statm")  # Linux: sizes in pages, the second what is in memory


def taken() -> int:
    """Bytes in memory now; where the system does not say that, at the most so far; 0 where it says nothing."""
    try:
        return int(PAGES.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):  # another system
        pass
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def on_device() -> int:
    """Bytes that torch holds on the GPU, where there is one."""
    import torch

    return torch.cuda.memory_reserved() if torch.cuda.is_available() else 0
