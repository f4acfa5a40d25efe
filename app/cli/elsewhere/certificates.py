"""The command that makes what a machine and its workers know each other by."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.telling import tell


def certificates_flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("folder", metavar="DIR", help="a new folder; who has its files may use the workers")


def certificates(options: argparse.Namespace) -> None:
    """what a window and its workers on other machines know each other by"""
    from engine.remote.certificates import DAYS, make

    for path in make(Path(options.folder)):
        tell(path)
    tell(f"They hold {DAYS} days. Workers need ca.pem and worker.pem. Copy ca.pem and client.pem, and nothing else, "
         "to where you connect from; keep them as you keep a password.")  # fmt: skip
