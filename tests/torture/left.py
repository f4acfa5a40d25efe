"""What still runs of a program that has ended: threads, timers and animations, wherever they hang."""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QAbstractAnimation, QTimer
from shiboken6 import isValid


def left_running() -> list[str]:
    """Threads but the first, and every timer and animation at work that Python knows of, whoever they belong to."""
    threads = [thread.name for thread in threading.enumerate() if thread is not threading.main_thread()]
    # Asked of the type itself: some of torch's objects answer for another, and warn.
    found = [each for each in gc.get_objects() if issubclass(type(each), QTimer | QAbstractAnimation)]
    return [*threads, *(type(each).__name__ for each in found if isValid(each) and _works(each))]


def _works(each: QTimer | QAbstractAnimation) -> bool:
    if isinstance(each, QTimer):
        return each.isActive()
    return each.state() == QAbstractAnimation.State.Running
