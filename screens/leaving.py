"""Going when the system says so, and what is said when the desk has to stop."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

from .text import _

PATIENCE_SECONDS = 15
"""After this long a desk that was told to go is ended, whatever it waits for."""


def leave_on_signals(leave: Callable[[int], None]) -> None:
    """Call `leave` with the exit code when the terminal hangs up or the system ends this process."""
    loop = asyncio.get_running_loop()

    def told(number: int) -> None:
        signal.alarm(PATIENCE_SECONDS)
        if number == signal.SIGHUP and not _has_terminal():
            _paint_on_nothing()
        leave(128 + number)

    for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told, number)

    resume = signal.getsignal(signal.SIGCONT)

    def go_on(number: int, frame: FrameType | None) -> None:
        """A hang-up also says "continue"; only a terminal that is still there is set up again."""
        if callable(resume) and _has_terminal():
            resume(number, frame)

    signal.signal(signal.SIGCONT, go_on)


def crash_line(error: BaseException) -> str:
    """What is said when the desk has to stop."""
    line = _("The desk had to stop: error {id}. What was typed is kept; start again to go on.")
    return line.format(id=where_it_happened(error))


def _has_terminal() -> bool:
    """Whether the terminal is still there."""
    return sys.__stdin__ is not None and sys.__stdin__.isatty()


def _paint_on_nothing() -> None:
    """The terminal is gone: writing to it would fail in Textual's writer and stop the app before it has left."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.close(nothing)


def where_it_happened(error: BaseException) -> str:
    """A name for an unforeseen error that holds nothing of the data: its type, module and line of our code."""
    error = getattr(error, "error", error)  # a worker wraps what went wrong in it
    place, trace = "", error.__traceback__
    while trace:
        module = trace.tb_frame.f_globals.get("__name__", "")
        if not place or module.split(".")[0] in ("screens", "desk_app", "data"):
            place = f"{module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__}@{place}"
