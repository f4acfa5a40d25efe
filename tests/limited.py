"""Files that fill memory or take for ever are opened in a child process that may have neither."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

#: What a refused file may take: bytes beyond those of the imports, seconds of the processor, seconds of waiting.
BYTES, SECONDS, WAIT = 300_000_000, 3, 60
#: Reads how much address space is in use, which other systems tell elsewhere.
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits are set as Linux counts them")

CHILD = """
import resource, signal, sys
from pathlib import Path
path = Path(sys.argv[1])
{imports}
spent = resource.getrusage(resource.RUSAGE_SELF)
used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
seconds = int(spent.ru_utime + spent.ru_stime) + {seconds}
signal.alarm({wait})
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
resource.setrlimit(resource.RLIMIT_AS, (used + {room}, used + {room}))
try:
    {call}
except (ValueError, OSError) as error:
    print(error)
else:
    print("accepted")
{after}
"""


def opened_in_a_child(path: Path | str, imports: str, call: str, after: str = "") -> str:
    """What `call`, which opens `path`, says of it: its error, or "accepted"; `after` may print more."""
    code = CHILD.format(imports=imports, call=call, after=after, room=BYTES, seconds=SECONDS, wait=WAIT)
    alone = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    command = [sys.executable, "-c", code, str(path)]
    done = subprocess.run(command, env=os.environ | alone, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, f"ended with {done.returncode}: {done.stderr[-2000:]}"
    return done.stdout.strip()
