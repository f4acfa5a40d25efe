"""The commands about other machines: certificates, and what works for others."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.telling import tell

NO_CERTIFICATES = (
    "a worker listens to nobody without certificates, as it would run what any stranger sends: make them once with "
    "eigenbrush certificates DIR, and give that folder with --certificates DIR."
)


def certificates_flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("folder", metavar="DIR", help="a new folder; who has its files may use the workers")


def certificates(options: argparse.Namespace) -> None:
    """what a window and its workers on other machines know each other by"""
    from engine.remote.certificates import DAYS, make

    for path in make(Path(options.folder)):
        tell(path)
    tell(f"They hold {DAYS} days. Workers need ca.pem and worker.pem. Copy ca.pem and client.pem, and nothing else, "
         "to where you connect from; keep them as you keep a password.")  # fmt: skip


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
