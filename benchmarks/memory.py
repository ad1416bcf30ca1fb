"""Memory of the desk once signed in, against a bare Textual app."""

from __future__ import annotations

import sys

from .bar import Bar, bar
from .bare import PAINTED
from .desk import NAME, PASSWORD, desk_environ, made_store
from .terminal import Terminal, environ


def measure() -> list[Bar]:
    """Resident megabytes, each once its screen stands."""
    with (
        made_store() as folder,
        Terminal([sys.executable, "-m", "desk_app.cli"], desk_environ(folder)) as desk,
    ):
        desk.until("Palavra-passe")
        desk.send(f"{NAME}\r{PASSWORD}\r")
        desk.until("Maria Lopes")
        ours = desk.resident() / 2**20
    with Terminal([sys.executable, "-m", "benchmarks.bare"], environ()) as bare:
        bare.until(PAINTED)
        theirs = bare.resident() / 2**20
    return [bar("memory signed in ÷ bare app", ours, theirs, None, "MB")]
