"""The desk on a real terminal: a process on a pty, and what its bytes paint on a screen of 80×24."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import pexpect
import pyte

ROOT = Path(__file__).parents[2]
COLUMNS, ROWS = 80, 24
KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "end": "\x1b[F",
    "ctrl+q": "\x11",
    "ctrl+p": "\x10",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "f10": "\x1b[21~",
    "f11": "\x1b[23~",
    "f12": "\x1b[24~",
}


class Cell(NamedTuple):
    """One character with its colours: names (`default`, `red`) or six hex digits."""

    text: str
    front: str
    back: str


class Terminal:
    """`desk` (or another `program`) with `arguments` on a pty; use as a context, which ends the process."""

    def __init__(
        self,
        *arguments: str,
        environ: Mapping[str, str] | None = None,
        program: Sequence[str] = (sys.executable, "-m", "desk_app.cli"),
        folder: Path = ROOT,
    ) -> None:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("DESK_", "TEXTUAL"))
        }
        kept.pop("NO_COLOR", None)
        kept |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", **(environ or {})}
        self.raw = b""
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self.process = pexpect.spawn(
            program[0],
            [*program[1:], *arguments],
            env=kept,
            cwd=str(folder),
            dimensions=(ROWS, COLUMNS),
            timeout=None,
        )

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.close(force=True)

    # ---- typing ------------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys by name (`f2`, `enter`); anything that is no name is typed as it is."""
        for key in keys:
            self.process.send(KEYS.get(key, key))

    def paste(self, text: str) -> None:
        """As the terminal pastes: bracketed."""
        self.process.send(f"\x1b[200~{text}\x1b[201~")

    # ---- reading -----------------------------------------------------------------------------------

    def wait_for(self, text: str, seconds: float = 20.0) -> None:
        """Read until `text` stands on the screen; AssertionError with the screen when it does not in time."""
        self._until(lambda: text in self.text(), f"no {text!r}", seconds)

    def wait_gone(self, text: str, seconds: float = 20.0) -> None:
        """Read until `text` stands on the screen no more."""
        self._until(lambda: text not in self.text(), f"still {text!r}", seconds)

    def wait_end(self, seconds: float = 20.0) -> int:
        """Read until the process ended; its exit code (negative: the signal that ended it)."""
        self._until(lambda: not self.process.isalive(), "still running", seconds)
        self._read(0.0)
        code = self.process.exitstatus
        return int(code) if code is not None else -int(self.process.signalstatus)

    def _until(self, come: object, complaint: str, seconds: float) -> None:
        assert callable(come)
        deadline = time.monotonic() + seconds
        self._read(0.0)
        while not come():
            assert time.monotonic() < deadline, f"{complaint} in:\n{self.text()}"
            self._read(0.05)

    def _read(self, wait: float) -> None:
        """Take in what was painted; at most `wait` seconds without a byte."""
        while True:
            try:
                piece = self.process.read_nonblocking(65536, wait)
            except (pexpect.TIMEOUT, pexpect.EOF):
                return
            self.raw += piece
            self._stream.feed(piece)
            wait = 0.0

    def text(self) -> str:
        """The screen's rows, as text."""
        return "\n".join(row.rstrip() for row in self._screen.display)

    def row(self, text: str) -> int:
        """The row (from 0) that shows `text`."""
        return next(number for number, row in enumerate(self._screen.display) if text in row)

    def cells(self) -> list[list[Cell]]:
        """The screen's cells, row by row; a reversed cell has its colours changed over."""
        rows = []
        for number in range(ROWS):
            line = self._screen.buffer[number]
            cells = (line[column] for column in range(COLUMNS))
            rows.append([Cell(c.data, c.bg, c.fg) if c.reverse else Cell(c.data, c.fg, c.bg) for c in cells])
        return rows

    def titles(self) -> list[str]:
        """Every window title the process set."""
        return [title.decode() for title in re.findall(rb"\x1b\][012];([^\x07\x1b]*)", self.raw)]
