"""The command that works for another machine."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.telling import finish, tell

NO_CERTIFICATES = (
    "a worker listens to nobody without certificates, as it would run what any stranger sends: make them once with "
    "eigenbrush certificates DIR, and give that folder with --certificates DIR."
)


def worker_flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("--listen", default="127.0.0.1:8786", metavar="HOST:PORT",
                      help="default 127.0.0.1:8786, which no other machine can reach")  # fmt: skip
    made.add_argument("--certificates", default="", metavar="DIR", help="made by eigenbrush certificates; without them "
                      "nothing listens")  # fmt: skip
    made.add_argument("--workers", type=int, default=0, metavar="N", help="default: one a GPU, or one a processor core")


def worker(options: argparse.Namespace) -> None:
    """work for EigenBrush on another machine"""
    from engine.remote.hosting import serve

    if not options.certificates:
        raise ValueError(NO_CERTIFICATES)
    if options.workers < 0:
        raise ValueError(f"--workers is 1 or more; {options.workers} is not.")
    serve(options.listen, Path(options.certificates), options.workers, _listening)


def _listening(address: str, count: int) -> None:
    tell(f"listening at {address} with {count} worker{'s' if count != 1 else ''}; Ctrl+C ends it")
    finish()  # it goes on for days, and whoever started it waits for this line
