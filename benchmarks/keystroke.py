"""Key to the next frame in a field of the walk, and PgDn to the painted step, against a bare app in the same run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median, quantiles

from .bar import Bar, bar
from .bare import PAINTED
from .desk import NAME, PASSWORD, desk_environ, made_store
from .terminal import Terminal, environ

KEYS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 2
STEPS = 6
"""Times there and back between two steps."""
REST = 0.35
"""Seconds without output after which a screen is complete; a blinking cursor breaks any longer silence."""
QUIET = 0.12
"""Seconds without output after which everything that followed a key is on the screen."""


def measure() -> list[Bar]:
    """Median and 95th percentile of a key's frame; median of a step change against 10 bare frames or 100 ms."""
    with Terminal([sys.executable, "-m", "benchmarks.bare"], environ()) as bare:
        bare.until(PAINTED)
        bare.quiet(REST)
        reference = _frames(bare)
    with _in_the_walk() as desk:
        ours = _frames(desk)
        steps = _steps(desk)
    ten = max(10 * median(reference), 0.1)
    return [
        bar("keystroke to frame ÷ bare input, median", median(ours), median(reference), 1.5, "s"),
        bar("keystroke to frame ÷ bare input, p95", _p95(ours), _p95(reference), 2.0, "s"),
        bar("step change to painted step ÷ (100 ms or 10 bare frames)", median(steps), ten, 1.0, "s"),
    ]


@contextmanager
def _in_the_walk() -> Iterator[Terminal]:
    """A desk with a new case, the cursor in the surname of the permit, the fullest form."""
    with (
        made_store() as folder,
        Terminal([sys.executable, "-m", "desk_app.cli"], desk_environ(folder)) as desk,
    ):
        desk.until("Palavra-passe")
        desk.send(f"{NAME}\r{PASSWORD}\r")
        desk.until("Novo caso")
        desk.quiet(REST)
        desk.send("\x1bOQ")  # F2
        desk.until("Informado")
        desk.quiet(REST)
        desk.send("\r \x1b[6~")  # on, the notice was read, PgDn
        desk.until("NIF do cart")
        desk.quiet(REST)
        desk.send("\t" * 4)
        desk.quiet(REST)
        yield desk


def _frames(terminal: Terminal) -> list[float]:
    """Seconds from each key to the first bytes that follow it."""
    times = []
    for key in KEYS:
        times.append(terminal.answer(key))
        terminal.quiet(QUIET)
    return times


def _steps(desk: Terminal) -> list[float]:
    """Seconds from PgUp, which never checks anything, to the painted step before; and back."""
    times = []
    for _time in range(STEPS):
        times.append(desk.answer("\x1b[5~", until="Informado"))
        desk.quiet(REST)
        desk.send("\x1b[6~")
        desk.until("NIF do cart", after=len(desk.output))
        desk.quiet(REST)
    return times


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]
