"""Process start to the painted sign-in form, against a bare Textual app; both alternate in one run, on a real pty."""

from __future__ import annotations

import sys
from statistics import median

from .bar import Bar, bar
from .bare import PAINTED
from .desk import desk_environ, made_store
from .terminal import Terminal, environ

PAIRS = 9
FORM = "Palavra-passe"


def measure() -> list[Bar]:
    """Medians of `PAIRS` starts each; the first pair warms the disk and does not count."""
    ours, theirs = [], []
    with made_store() as folder:
        for _pair in range(PAIRS + 1):
            with Terminal([sys.executable, "-m", "benchmarks.bare"], environ()) as bare:
                theirs.append(bare.until(PAINTED))
            with Terminal([sys.executable, "-m", "desk_app.cli"], desk_environ(folder)) as desk:
                ours.append(desk.until(FORM))
    return [bar("start to painted sign-in form ÷ bare app", median(ours[1:]), median(theirs[1:]), 1.3, "s")]
