"""What may be wrong with the way to workers, in sentences."""

from __future__ import annotations

from engine.document.disk.wording import CLAUSE, said, short
from engine.language import tr


def check_address(address: str) -> None:
    """Raises ValueError, one sentence, unless this is a place that is reached with certificates."""
    host, colon, port = address.removeprefix("tls://").rpartition(":")
    if not address.startswith("tls://") or not colon or not host or not port.isdecimal():
        raise ValueError(
            tr(
                "Workers are reached at tls://HOST:PORT, not at {address}.",
                address=short(address),
            )
        )


def check_folder(folder: str) -> None:
    """Raises ValueError, one sentence, unless it is said where the certificates are."""
    if not folder:
        raise ValueError(
            tr("Workers are reached with certificates alone: say in EIGENBRUSH_CERTIFICATES in which folder they are.")
        )


def _clause(error: Exception) -> str:
    return short(said(error).rstrip(".") or type(error).__name__, CLAUSE)


def why(address: str, error: Exception) -> str:
    """A sentence for a person; the rest is in the log."""
    return tr("The workers at {address} cannot be reached ({why}), so the work goes on here.", address=short(address),
              why=_clause(error))  # fmt: skip


def plainly(address: str, error: Exception) -> str:
    """The same where there may be no work."""
    return tr("The workers at {address} cannot be reached ({why}).", address=short(address), why=_clause(error))


def other_versions(address: str, ours: str, theirs: str) -> str:
    return tr(
        "The workers at {address} have {theirs}, and here is {ours}, so the work goes on here; install the same "
        "versions on both.",
        address=short(address),
        theirs=short(theirs),
        ours=ours,
    )
