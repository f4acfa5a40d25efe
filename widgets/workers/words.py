"""How it stands with workers on other machines, in words."""

from __future__ import annotations

from engine.document.asked.offers import Workers
from engine.document.disk.wording import short
from engine.language import tr

NONE = tr("No workers are connected: all work is done on this machine.")
#: What workers do, by the kind of unit.
DOING = {
    "codes": tr("drawing codes"), "faces": tr("measuring faces"), "readings": tr("naming directions"),
    "frames": tr("drawing a film"), "photos": tr("looking for photos"), "columns": tr("a face's Jacobian"),
    "method": tr("comparing methods"), "training": tr("training"),
}  # fmt: skip


def standing(state: Workers) -> str:
    """A sentence or two."""
    address = short(state.address)
    if not address:
        return NONE
    if state.state == "new":
        return tr("The workers at {address} are connected to once there is work for them.", address=address)
    if state.state == "connecting":
        return tr("Connecting to {address}…", address=address)
    if state.state == "up" and state.count == 1:
        return tr("Connected to {address}: 1 worker.", address=address)
    if state.state == "up":
        return tr("Connected to {address}: {count} workers.", address=address, count=state.count)
    if state.state == "down":
        return tr("{trouble} It is tried again with the next work for them, or by Connect.", trouble=state.trouble)
    return state.trouble


def mark(state: Workers) -> str:
    """A word or two for the bar along the bottom; empty where no workers were chosen."""
    if not state.address:
        return ""
    if state.state == "up":
        return tr("1 worker") if state.count == 1 else tr("{count} workers", count=state.count)
    if state.state == "connecting":
        return tr("connecting to workers…")
    return tr("workers") if state.state == "new" else tr("no workers")


def memory(bytes_taken: int) -> str:
    """Memory as people say it; empty where it is not known."""
    mega = bytes_taken / 1_000_000
    if not bytes_taken:
        return ""
    return tr("{mega:.0f} MB", mega=mega) if mega < 1000 else tr("{giga:.1f} GB", giga=mega / 1000)


def all_memory(taken: int, on_device: int) -> str:
    """Of a process, and on its GPU where it has one."""
    if not on_device:
        return memory(taken)
    return tr("{taken}, {on_device} on the GPU", taken=memory(taken), on_device=memory(on_device))
