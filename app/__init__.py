"""The program: entry point, window, wiring, actions, settings, command line."""

import os

# Before torch is imported anywhere: OpenMP threads that spin while they wait make a 5 ms frame take 300 ms as soon as
# another process is busy.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
# numpy's own threads gain nothing here, and its small products wait for them on the window's thread.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# The first tangent of a process would compile formulas with TorchScript for seconds, in one step of the engine; nothing
# here is differentiated by them.
os.environ.setdefault("PYTORCH_JIT", "0")
